//! What a card is made of: one file per element, with its fields, its reading of a card and its placing.
//! Knows cards only as a [`Scope`] that answers names, so that boards and posters can use the same elements.

mod columns;
mod copyfit;
mod cursor;
mod expr;
mod face;
mod families;
mod fit;
mod icon;
mod image;
mod lettering;
mod letters;
mod lines;
mod measure;
mod paint;
mod qr;
mod shape;
mod sides;
mod stock;
mod story;
mod style;
mod style_fault;
mod text;
mod tone;
mod typography;

pub use columns::{ColumnsSpec, GridLines};
pub use copyfit::Fill;
pub use cursor::{Cursor, Placed};
pub use expr::{Expr, ExprError, Filter, Missing, Piece};
pub use face::{FaceSpec, SideSpec, face_of};
pub use families::Families;
pub use fit::{FitSpec, SameSpec};
pub use icon::IconSpec;
pub use image::{FitMode, ImageSpec};
pub use letters::{FiguresSpec, SmallCapsSpec};
pub use lines::LinesSpec;
pub use measure::{Measure, Tokens};
pub use paint::{ColorExpr, ColorFault, FillSpec, GradientSpec, PaintSpec, PlacedStop, StopSpec, StrokeSpec};
pub use qr::{LevelSpec, QrSpec};
pub use shape::{ShapeKind, ShapeSpec};
pub use sides::{AlignSpec, DirectionSpec};
pub use stock::{Drawn, Stock, Stocked, StockedText};
pub use story::{
    Begins, BlockSpec, BoundStory, Filled as FilledPage, FlowSpec, KeepSpec, NewSpec, NumberingSpec, OverflowSpec,
    Room as StoryRoom, Slab, SpanSpec, Spot, fill as fill_page,
};
pub use style::{Theme, TypeSpec, TypeStyle};
pub use style_fault::{Foundry, StyleFault};
pub use text::{BoundText, TextSpec, ValignSpec};
pub use tone::Tone;
pub use typography::{Habits, HyphenationSpec, Typography, TypographySpec};

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserializer;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, MapAccess, Visitor};

use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Length, PathData, Rect, Size};
use crate::say;
use crate::scene::{Group, Heading, Item, Origin, Role, Side};
use crate::source::Place;
use crate::text::Setter;
use crate::yaml;

/// What answers the names in a layout: a card, its deck, its kit, the entry a repetition stands at.
pub trait Scope {
    /// The text under a dotted name such as `title` or `family.label`; a list is joined by commas. None when absent or empty.
    fn text(&self, name: &str) -> Option<Cow<'_, str>>;

    /// The entries under a name; a single text is a list of one. None when absent.
    fn list(&self, name: &str) -> Option<Vec<Cow<'_, str>>>;

    /// Where the value under a name stands in its file.
    fn place(&self, name: &str) -> Option<Place>;

    /// The language of the value under a name, where it is another than that of the text around: words left without
    /// translation.
    fn lang(&self, _name: &str) -> Option<Arc<str>> {
        None
    }
}

/// What an element needs besides the card.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Sets text.
    pub setter: &'a Setter,
    /// Type styles, colours and lengths.
    pub theme: &'a Theme,
    /// Pictures and drawings, read beforehand.
    pub stock: &'a Stock,
    /// The face, of a piece that has two.
    pub side: Option<Side>,
    /// The headings of the piece with their pages, as the last layout of it found them.
    pub outline: &'a [Heading],
}

/// The element of a box, one kind at most.
#[derive(Clone, Debug)]
pub enum Element {
    /// Words.
    Text(TextSpec),
    /// A picture.
    Image(ImageSpec),
    /// A small drawing in one colour.
    Icon(IconSpec),
    /// A QR code.
    Qr(QrSpec),
    /// A face of another card.
    Face(FaceSpec),
    /// A drawn outline.
    Shape(ShapeSpec),
    /// A long text.
    Flow(FlowSpec),
    /// Lines to write on.
    Lines(LinesSpec),
}

/// An element with the content of one card in it.
#[derive(Debug)]
pub enum Bound {
    /// Words, shaped.
    Text(Box<BoundText>),
    /// A picture of the stock.
    Image(image::BoundImage),
    /// A drawing of the stock.
    Icon(icon::BoundIcon),
    /// A code, encoded.
    Qr(Box<qr::BoundQr>),
    /// An outline.
    Shape(ShapeSpec),
    /// A long text, shaped.
    Flow(Box<BoundStory>),
    /// Lines to write on.
    Lines(LinesSpec),
}

/// Where a box lies and how it looks, for the placing of its element.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    /// The box inside its padding.
    pub content: Rect,
    /// The outline of the box, with its corners.
    pub outline: &'a PathData,
    /// What the box is filled with, for elements that take it as their own.
    pub fill: Option<crate::scene::Fill>,
    /// The line around the box, for elements that take it as their own.
    pub stroke: Option<crate::scene::Stroke>,
    /// Where box and content come from.
    pub origin: &'a Origin,
    /// Name of the box, for messages.
    pub name: &'a str,
}

impl Element {
    /// Every expression of the element: what it asks of a card.
    pub fn expressions(&self) -> Vec<&Expr> {
        match self {
            Self::Text(spec) => vec![&spec.value],
            Self::Image(spec) => std::iter::once(&spec.value).chain(spec.alt.as_ref()).collect(),
            Self::Icon(spec) => {
                let color = spec.color.as_ref().map(ColorExpr::expr);
                std::iter::once(&spec.value).chain(color).chain(spec.alt.as_ref()).collect()
            }
            Self::Qr(spec) => std::iter::once(&spec.value).chain(spec.alt.as_ref()).collect(),
            Self::Flow(spec) => vec![&spec.value],
            Self::Face(spec) => std::iter::once(&spec.card).chain(spec.alt.as_ref()).collect(),
            Self::Shape(_) | Self::Lines(_) => Vec::new(),
        }
    }

    /// Puts the content of one card in. Faults go to `diagnostics`; none then.
    pub fn bind(
        &self,
        context: &Context<'_>,
        scope: &dyn Scope,
        origin: &Origin,
        diagnostics: &mut Diagnostics,
    ) -> Option<Bound> {
        match self {
            Self::Text(spec) => {
                spec.bind(context, scope, origin, diagnostics).map(|bound| Bound::Text(Box::new(bound)))
            }
            Self::Image(spec) => spec.bind(context, scope, origin, diagnostics).map(Bound::Image),
            Self::Icon(spec) => spec.bind(context, scope, origin, diagnostics).map(Bound::Icon),
            Self::Face(spec) => spec.bind(context, scope, origin, diagnostics).map(Bound::Image),
            Self::Qr(spec) => spec.bind(scope, origin, diagnostics).map(|bound| Bound::Qr(Box::new(bound))),
            Self::Shape(spec) => Some(Bound::Shape(spec.clone())),
            Self::Flow(spec) => {
                spec.bind(context, scope, origin, diagnostics).map(|bound| Bound::Flow(Box::new(bound)))
            }
            Self::Lines(spec) => Some(Bound::Lines(spec.clone())),
        }
    }
}

/// How much room there is in one direction while boxes are being solved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Room {
    /// At most this much.
    Definite(Length),
    /// As little as possible.
    Min,
    /// As much as wanted.
    Max,
}

impl Bound {
    /// The size the element wants, given what is already known and how much room there is.
    pub fn measure(&self, width: Option<Length>, height: Option<Length>, room: Room) -> Size {
        let own = match self {
            Self::Text(text) => return text.measure(width, height, room),
            Self::Flow(story) => return story.measure(width, height, room),
            Self::Image(image) => image.size,
            Self::Icon(icon) => icon.size,
            Self::Qr(_) | Self::Shape(_) | Self::Lines(_) => Size::default(),
        };
        scaled(own, width, height)
    }

    /// Whether what the frame does not hold goes on in the box of the same id on the next page.
    pub fn continues(&self) -> bool {
        match self {
            Self::Flow(story) => story.continues(),
            Self::Text(_) | Self::Image(_) | Self::Icon(_) | Self::Qr(_) | Self::Shape(_) | Self::Lines(_) => false,
        }
    }

    /// As much of the element as its frame holds, from a cursor on. Elements that do not continue are placed whole.
    pub fn place_from(
        &self,
        context: &Context<'_>,
        frame: &Frame<'_>,
        from: &Cursor,
        diagnostics: &mut Diagnostics,
    ) -> Placed {
        if let Self::Flow(story) = self
            && story.continues()
        {
            return story.place_from(frame, from, diagnostics);
        }
        Placed { items: self.place(context, frame, diagnostics), next: None }
    }

    /// The element in its frame, from back to front.
    pub fn place(&self, context: &Context<'_>, frame: &Frame<'_>, diagnostics: &mut Diagnostics) -> Vec<Item> {
        match self {
            Self::Text(text) => text.place(context, frame, diagnostics),
            Self::Image(image) => image.place(frame),
            Self::Icon(icon) => icon.place(frame),
            Self::Qr(code) => code.place(frame, diagnostics),
            Self::Shape(shape) => shape.place(context, frame),
            Self::Flow(story) => story.place(frame, diagnostics),
            Self::Lines(lines) => lines.place(context, frame, diagnostics),
        }
    }
}

/// `own` size with its proportions kept where one side is given.
fn scaled(own: Size, width: Option<Length>, height: Option<Length>) -> Size {
    match (width, height) {
        (Some(width), Some(height)) => Size::new(width, height),
        (Some(width), None) if own.width > Length::ZERO => Size::new(width, own.height * (width / own.width)),
        (None, Some(height)) if own.height > Length::ZERO => Size::new(own.width * (height / own.height), height),
        _ => own,
    }
}

/// Fills an expression; a name that has no value is a fault of the card.
fn fill(expr: &Expr, scope: &dyn Scope, origin: &Origin, diagnostics: &mut Diagnostics) -> Option<String> {
    match expr.fill(scope) {
        Ok(text) => Some(text),
        Err(Missing { name }) => {
            diagnostics.push(missing_field(&name, origin));
            None
        }
    }
}

/// Fills a text alternative: `Some(None)` where the layout gives none, `None` where the card lacks a name in it.
fn fill_alt(
    alt: Option<&Expr>,
    scope: &dyn Scope,
    origin: &Origin,
    diagnostics: &mut Diagnostics,
) -> Option<Option<Arc<str>>> {
    match alt {
        Some(alt) => fill(alt, scope, origin, diagnostics).map(|text| Some(Arc::from(text))),
        None => Some(None),
    }
}

/// A picture or drawing as readers meet it: what its alternative says, or decoration; cut at `clip` if there is one.
fn figure(item: Item, alt: Option<Arc<str>>, clip: Option<Arc<PathData>>) -> Vec<Item> {
    let role = alt.map_or(Role::Artifact, |alt| Role::Figure { alt });
    vec![Item::Group(Box::new(Group { clip, role: Some(role), items: vec![item], ..Group::default() }))]
}

/// The fault of a card that lacks what a box asks for.
pub fn missing_field(name: &str, origin: &Origin) -> Diagnostic {
    if let Some(word) = name.strip_prefix("words.") {
        // No fault of a card: told once, where the layout asks.
        let fault = say!("le kit n’a pas de mot « {word} »", "the kit has no word “{word}”");
        let hint = say!("ajoutez à kit.yaml : « words: {{ {word}: … }} »", "add to kit.yaml: “words: {{ {word}: … }}”");
        return Diagnostic::error("unknown-word", fault).at(origin.layout.clone()).hint(hint);
    }
    let fault = Diagnostic::error("missing-field", say!("il manque le champ « {name} »", "field “{name}” is missing"));
    origin.mark(fault.hint(match name.split_once('.') {
        None => say!(
            "ajoutez `{name}:` à la carte, ou `when: {name}` au cadre pour qu’il s’efface quand le champ est absent",
            "add `{name}:` to the card, or `when: {name}` to the box so that it goes when the field is absent"
        ),
        Some(("deck" | "kit" | "card", key)) => say!(
            "corrigez le nom, ou ajoutez `{key}:` ; `when: {name}` efface le cadre quand la valeur est absente",
            "correct the name, or add `{key}:`; `when: {name}` drops the box when the value is absent"
        ),
        Some((field, key)) => say!(
            "la valeur de « {field} » n’a pas de « {key} » : corrigez le nom, ajoutez-le à la carte ou au vocabulaire, ou mettez `when: {name}` au cadre",
            "the value of “{field}” has no “{key}”: correct the name, add it to the card or to the vocabulary, or put `when: {name}` on the box"
        ),
    }))
}

/// A value that may be written alone or as a mapping with more.
pub enum OneOr<T> {
    /// The value alone.
    One(String),
    /// With its settings.
    More(T),
}

impl<T: DeserializeOwned> OneOr<T> {
    /// Reads either form. A visitor rather than an untagged enum, so that a fault inside the mapping keeps its place.
    ///
    /// # Errors
    /// What is neither, and what is wrong inside the mapping.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);

        impl<'de, T: DeserializeOwned> Visitor<'de> for Either<T> {
            type Value = OneOr<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                yaml::expecting(f, &say!("un texte, ou des clés et leurs valeurs", "a text, or keys with their values"))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(OneOr::One(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(OneOr::More)
            }
        }
        yaml::as_written(deserializer, Either(PhantomData))
    }
}

/// Settings of an element that its main value alone can stand for: `image: "{picture}"`.
pub trait Short: DeserializeOwned {
    /// The settings of an element that gives only its value.
    fn short(value: Expr) -> Self;
}

impl<T: Short> OneOr<T> {
    /// Reads either form as settings.
    fn settings<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        Ok(match Self::read(deserializer)? {
            Self::One(value) => T::short(Expr::read(&value)?),
            Self::More(settings) => settings,
        })
    }
}

impl<T: JsonSchema> OneOr<T> {
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let more = generator.subschema_for::<T>();
        schemars::json_schema!({ "anyOf": [{ "type": "string" }, more] })
    }
}
