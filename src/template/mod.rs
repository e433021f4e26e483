//! Layouts: boxes with styles, read from YAML, with inheritance, over an SVG drawing where there is one.
//! A [`Template`] is ready to receive cards but knows none.

mod build;
mod check;
mod data;
mod data_build;
mod data_spec;
mod hanging;
mod library;
mod lists;
mod mirror;
mod raw;
mod slot;
mod spec;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use data::{Axis, By, Data, Form, Matrix, Part, Ring, Source, Table, Timeline};
pub use data_spec::{AxisSpec, ColumnSpec, Filters, MatrixSpec, OverflowSpec, RingSpec, TableSpec, TimelineSpec};
pub use library::Library;
pub use lists::{Measures, Names, Sides, TrackSpec};
pub use slot::{CardSlotSpec, Formats, unknown_deck};
pub use spec::{
    Alignment, BoxSpec, CompareSpec, ConditionSpec, Direction, EdgesSpec, FrameSpec, GridSpec, LayoutSpec, PageBox,
    RepeatSpec, RoleSpec, SlotSpec,
};

use crate::color::Color;
use crate::element::{Element, Expr, Families, FitSpec, SameSpec, TextSpec, Theme, Tone, Typography};
use crate::font::Fonts;
use crate::geom::Size;
use crate::model::TypeChanges;
use crate::source::Place;

/// The schema of a layout file, as [`crate::model::schema::all`] gives those of the other kinds.
///
/// No key inside a box is required: a box that overrides an inherited one names only what it changes, and an editor
/// cannot know what it inherits.
pub fn schema() -> (&'static str, serde_json::Value) {
    let mut schema = crate::model::schema::of::<LayoutSpec>("Massicot: a layout");
    let definitions = schema.get_mut("definitions").and_then(serde_json::Value::as_object_mut);
    for definition in definitions.into_iter().flat_map(serde_json::Map::values_mut) {
        definition.as_object_mut().and_then(|keys| keys.shift_remove("required"));
    }
    ("layout", schema)
}

/// What a kit gives to every layout: its colours, its fonts and its language.
#[derive(Clone, Debug, Default)]
pub struct Brand {
    /// Swatches by name.
    pub swatches: BTreeMap<String, Color>,
    /// Font roles: the families of each, in order of preference.
    pub roles: BTreeMap<String, Families>,
    /// Every font of the kit and of the project.
    pub fonts: Arc<Fonts>,
    /// Language of the text, BCP 47.
    pub lang: Arc<str>,
    /// What a variant of a deck changes in type styles.
    pub changes: Option<TypeChanges>,
    /// What small typography and hyphenation start from.
    pub typography: Typography,
    /// What that language changes in type styles.
    pub tone: Tone,
    /// The sizes that places for cards can take.
    pub formats: Arc<Formats>,
}

/// A layout, ready for cards.
#[derive(Clone, Debug)]
pub struct Template {
    /// The name decks call it by.
    pub name: String,
    /// Its style tables.
    pub theme: Theme,
    /// The drawing under the boxes.
    pub drawing: Option<Sheet>,
    /// The layout of the pages after this one, where boxes go on; this one without it.
    pub then: Option<Further>,
    /// The layout that takes its place on pages with an even number.
    pub even: Option<Further>,
    /// The boxes, from back to front.
    pub nodes: Vec<Node>,
    /// First part of every name that the boxes ask for.
    pub fields: BTreeSet<Arc<str>>,
    /// Where the layout begins.
    pub place: Place,
}

/// The SVG drawing of a layout, by file.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The file.
    pub file: String,
    /// Where the layout names it.
    pub place: Place,
}

/// The layout of a further page, by name.
#[derive(Clone, Debug)]
pub struct Further {
    /// The name; `none` for no page at all.
    pub layout: Arc<str>,
    /// Where the layout before names it.
    pub place: Place,
}

impl Further {
    /// True where there is no further page.
    pub fn is_none(&self) -> bool {
        &*self.layout == "none"
    }
}

/// A box of a template.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its name, or what it is and where it stands.
    pub name: Arc<str>,
    /// Where it was written.
    pub place: Place,
    /// How it was written.
    pub spec: BoxSpec,
    /// When it is shown.
    pub when: Option<Condition>,
    /// What is in it.
    pub element: Option<Element>,
    /// The list that it shows.
    pub data: Option<Box<Data>>,
    /// Boxes inside.
    pub children: Vec<Node>,
    /// The field whose words stand in it, for messages that show both ends.
    pub subject: Option<Arc<str>>,
}

/// When a box is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The field has a value.
    Present(Arc<str>),
    /// The field has none.
    Absent(Arc<str>),
    /// The field is this text.
    Is(Arc<str>, Expr),
    /// The field is not this text.
    Not(Arc<str>, Expr),
    /// The list has this entry.
    Has(Arc<str>, Expr),
    /// The list has no such entry.
    Lacks(Arc<str>, Expr),
}

impl Template {
    /// The layouts of further pages that it names.
    pub fn further(&self) -> impl Iterator<Item = &Further> {
        self.then.iter().chain(&self.even).filter(|further| !further.is_none())
    }

    /// True where letters of some box keep one size all over the deck.
    pub fn shares_sizes(&self) -> bool {
        fn shares(node: &Node) -> bool {
            let deck = |text: &TextSpec| matches!(text.fit, FitSpec::Shrink { same: SameSpec::Deck, .. });
            matches!(&node.element, Some(Element::Text(text)) if deck(text)) || node.inside().any(shares)
        }
        self.nodes.iter().any(shares)
    }

    /// The sizes of the cards that boxes have places for.
    pub fn card_slots(&self) -> Vec<Size> {
        fn collect(nodes: &[Node], sizes: &mut Vec<Size>) {
            for node in nodes {
                sizes.extend(node.spec.takes);
                collect(&node.children, sizes);
            }
        }
        let mut sizes = Vec::new();
        collect(&self.nodes, &mut sizes);
        sizes
    }

    /// The slots that boxes name, each with a place where it is named.
    pub fn slots(&self) -> BTreeMap<String, Place> {
        fn collect<'n>(nodes: impl Iterator<Item = &'n Node>, slots: &mut BTreeMap<String, Place>) {
            for node in nodes {
                if let Some(FrameSpec::Slot(slot)) = &node.spec.at {
                    slots.entry(slot.slot.clone()).or_insert_with(|| node.place.key("at"));
                }
                collect(Box::new(node.inside()) as Box<dyn Iterator<Item = &Node>>, slots);
            }
        }
        let mut slots = BTreeMap::new();
        collect(self.nodes.iter(), &mut slots);
        slots
    }
}

impl Node {
    /// True when children follow one another or stand in a grid, rather than in frames of their own.
    pub const fn flows(&self) -> bool {
        self.spec.direction.is_some() || self.spec.grid.is_some()
    }

    /// The boxes inside, also those with which it shows a list.
    pub fn inside(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().chain(self.data.iter().flat_map(|data| data.parts()).map(|part| part.node))
    }

    /// True for a box whose entries go on over pages.
    pub fn continues(&self) -> bool {
        self.data.as_ref().is_some_and(|data| data.overflow == OverflowSpec::Page)
    }

    /// The box whose lower edge its frame is measured from.
    pub fn hangs_on(&self) -> Option<&str> {
        match &self.spec.at {
            Some(FrameSpec::Edges(edges)) => edges.below.as_deref(),
            Some(FrameSpec::Page(_) | FrameSpec::Slot(_)) | None => None,
        }
    }

    /// True for a frame that says neither a height nor a lower edge.
    pub const fn is_as_high_as_its_words(&self) -> bool {
        matches!(&self.spec.at, Some(FrameSpec::Edges(EdgesSpec { height: None, bottom: None, .. })))
    }

    /// Every expression of this box alone, children not included.
    pub fn expressions(&self) -> Vec<&Expr> {
        let spec = &self.spec;
        let mut all = self.element.as_ref().map(Element::expressions).unwrap_or_default();
        all.extend(spec.fill.iter().flat_map(|fill| fill.0.expressions()));
        all.extend(spec.stroke.iter().map(|stroke| stroke.color.expr()));
        all.extend(self.when.iter().filter_map(Condition::expression));
        all
    }
}

impl Condition {
    /// The field it looks at.
    pub const fn field(&self) -> &Arc<str> {
        match self {
            Self::Present(field)
            | Self::Absent(field)
            | Self::Is(field, _)
            | Self::Not(field, _)
            | Self::Has(field, _)
            | Self::Lacks(field, _) => field,
        }
    }

    pub(crate) const fn expression(&self) -> Option<&Expr> {
        match self {
            Self::Present(_) | Self::Absent(_) => None,
            Self::Is(_, expr) | Self::Not(_, expr) | Self::Has(_, expr) | Self::Lacks(_, expr) => Some(expr),
        }
    }
}
