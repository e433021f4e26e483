//! A layout file as it is written: the keys of a box and their meaning. Reading and inheritance are elsewhere.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::IntoDeserializer;
use serde::{Deserialize, Deserializer};

use super::data_spec::{MatrixSpec, RingSpec, TableSpec, TimelineSpec};
use super::lists::{Measures, Names, Sides, TrackSpec, two_ways};
use super::slot::CardSlotSpec;
use crate::element::{
    BlockSpec, ColorExpr, Expr, FaceSpec, FillSpec, FlowSpec, GridLines, IconSpec, ImageSpec, LinesSpec, Measure,
    OneOr, QrSpec, ShapeSpec, StrokeSpec, TextSpec, TypeSpec,
};
use crate::geom::Size;
use crate::{say, yaml};

/// A layout: style tables and boxes.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LayoutSpec {
    /// The name decks call it by.
    pub layout: String,
    /// Layouts to start from: their styles and boxes, the last one winning.
    #[serde(default)]
    pub extends: Names,
    /// The layout of the pages after the first, where boxes go on over several pages: this one without it, none for no
    /// page.
    pub then: Option<String>,
    /// The layout of pages with an even number, where boxes go on over several pages.
    pub even: Option<String>,
    /// What it is for, for people who choose a layout.
    #[serde(default)]
    pub description: String,
    /// Type styles by name.
    #[serde(default)]
    pub types: BTreeMap<String, TypeSpec>,
    /// How blocks of long texts look, by name: p, h1 to h4, item, quote, table… or a name that a text asks for.
    #[serde(default)]
    pub blocks: BTreeMap<String, BlockSpec>,
    /// Colours by name: swatches, tints of swatches, fields of the card.
    #[serde(default)]
    pub colors: BTreeMap<String, ColorExpr>,
    /// Lengths by name, usable wherever a length is.
    #[serde(default)]
    pub lengths: BTreeMap<String, crate::geom::Length>,
    /// The lines on which baselines of type styles with on-grid lie.
    pub baseline_grid: Option<GridLines>,
    /// An SVG drawing under the boxes: static artwork, and slots that boxes name.
    pub drawing: Option<String>,
    /// The boxes, from back to front. A box that has the id of an inherited one overrides it, key by key.
    #[serde(default)]
    #[schemars(with = "Vec<BoxSpec>")]
    pub boxes: Vec<serde_yaml::Value>,
}

/// A box: where it lies, how it looks, and one element or further boxes inside.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BoxSpec {
    /// A name, for messages and for layouts that override this box.
    pub id: Option<String>,
    /// Leaves an inherited box out.
    #[serde(default)]
    pub remove: bool,
    /// Puts a new box in front of the inherited one of this id.
    pub after: Option<String>,
    /// Puts a new box behind the inherited one of this id.
    pub before: Option<String>,
    /// Shown only under this condition.
    pub when: Option<ConditionSpec>,
    /// Shown once for every entry of a list.
    pub repeat: Option<RepeatSpec>,
    /// An absolute frame, from the corner of the parent; of the trim for outer boxes.
    pub at: Option<FrameSpec>,

    /// Children follow one another in this direction (flexbox).
    pub direction: Option<Direction>,
    /// Children stand in a grid.
    pub grid: Option<GridSpec>,
    /// Room between children: one length, or between rows then between columns.
    #[serde(default)]
    pub gap: Measures,
    /// Where children stand across the direction.
    pub align: Option<Alignment>,
    /// How children share the room along the direction.
    pub justify: Option<Alignment>,
    /// Children go on in a further line when one is full.
    #[serde(default)]
    pub wrap: bool,

    /// Width among its siblings.
    pub width: Option<Measure>,
    /// Height among its siblings.
    pub height: Option<Measure>,
    /// Least width.
    pub min_width: Option<Measure>,
    /// Least height.
    pub min_height: Option<Measure>,
    /// Greatest width.
    pub max_width: Option<Measure>,
    /// Greatest height.
    pub max_height: Option<Measure>,
    /// Share of the room left over (0).
    pub grow: Option<f64>,
    /// Share of the room lacking (1).
    pub shrink: Option<f64>,
    /// Size along the direction before sharing.
    pub basis: Option<Measure>,
    /// Where this box stands across its parent's direction.
    pub align_self: Option<Alignment>,
    /// Where this box stands in its grid cell along the row.
    pub justify_self: Option<Alignment>,
    /// Room outside the box: one length, [vertical, horizontal], [top, right, bottom, left], or sides by name: top,
    /// bottom, start, end (or left, right).
    #[serde(default)]
    pub margin: Sides,
    /// Room inside the box, written as `margin` is.
    #[serde(default)]
    pub padding: Sides,
    /// Grid column, from 1.
    pub column: Option<i16>,
    /// How many grid columns it covers.
    pub column_span: Option<u16>,
    /// Grid row, from 1.
    pub row: Option<i16>,
    /// How many grid rows it covers.
    pub row_span: Option<u16>,

    /// What the box, or the shape in it, is filled with.
    pub fill: Option<FillSpec>,
    /// The line around the box, or around the shape in it.
    pub stroke: Option<StrokeSpec>,
    /// Corner radius: one length, or top left, top right, bottom right, bottom left.
    #[serde(default)]
    pub radius: Measures,
    /// Cuts what is inside at the outline of the box.
    #[serde(default)]
    pub clip: bool,
    /// No seam runs through it where the face is spread over several sheets (false; true for slots).
    pub whole: Option<bool>,
    /// Its inks, and those of all in it, are printed on what lies under it. A press only; white and pictures never do.
    #[serde(default)]
    pub overprint: bool,
    /// 0 clear, 1 opaque, for the box and all in it.
    pub opacity: Option<f64>,
    /// Turned about its middle, in degrees, clockwise.
    pub rotate: Option<f64>,
    /// What it is for readers (h1, h2, h3, p, artifact) or for machines: a plate of its own (cut-line, crease,
    /// perforation, kiss-cut, varnish, white, foil, glue).
    pub role: Option<RoleSpec>,

    /// Words.
    pub text: Option<TextSpec>,
    /// A picture.
    pub image: Option<ImageSpec>,
    /// A small drawing in one colour.
    pub icon: Option<IconSpec>,
    /// A QR code.
    pub qr: Option<QrSpec>,
    /// A face of another card, made small.
    pub face: Option<FaceSpec>,
    /// A drawn outline.
    pub shape: Option<ShapeSpec>,
    /// A row for each entry of a list.
    pub table: Option<TableSpec>,
    /// Entries of a list in the cells of two axes.
    pub matrix: Option<MatrixSpec>,
    /// Entries of a list along ordered words, in lanes.
    pub timeline: Option<TimelineSpec>,
    /// Rings and sectors, blank or with entries of a list.
    pub ring: Option<RingSpec>,
    /// A long text in Markdown.
    pub flow: Option<FlowSpec>,
    /// Lines to write on by hand.
    pub lines: Option<LinesSpec>,
    /// A place for a card, exactly as large as it.
    pub slot: Option<CardSlotSpec>,
    /// The size of the card that it takes, once the layout is built.
    #[serde(skip)]
    #[schemars(skip)]
    pub takes: Option<Size>,
    /// True once the layout is built for a language that is read from the right.
    #[serde(skip)]
    #[schemars(skip)]
    pub rtl: bool,
    /// Boxes inside.
    #[serde(default)]
    #[schemars(with = "Vec<BoxSpec>")]
    pub children: Vec<serde_yaml::Value>,
}

/// When a box is shown: `title` (present), `!title` (absent), or a comparison.
#[derive(Clone, Debug, JsonSchema)]
#[serde(untagged)]
pub enum ConditionSpec {
    /// A field that must be there; with `!` before it, absent.
    Present(String),
    /// A comparison.
    Compare(CompareSpec),
}

impl<'de> Deserialize<'de> for ConditionSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match OneOr::read(deserializer)? {
            OneOr::One(field) => Self::Present(field),
            OneOr::More(compare) => Self::Compare(compare),
        })
    }
}

/// A comparison of a field: exactly one of `is`, `not`, `has`, `lacks`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompareSpec {
    /// The field.
    pub field: String,
    /// It is this text.
    pub is: Option<Expr>,
    /// It is another text, or absent.
    pub not: Option<Expr>,
    /// One of its entries is this text.
    pub has: Option<Expr>,
    /// None of its entries is this text.
    pub lacks: Option<Expr>,
}

/// A repetition: `{ over: sequence, as: s }`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RepeatSpec {
    /// A list field of the card, or a vocabulary of the kit written `vocabulary.<name>`.
    pub over: String,
    /// The name the entry goes by inside: `{s}`, `{s.label}`, `{s.index}`.
    #[serde(rename = "as")]
    pub name: String,
    /// For absolute frames: how far each next one lies to the right and below.
    pub step: Option<(Measure, Measure)>,
}

/// An absolute frame.
#[derive(Clone, Debug, PartialEq, JsonSchema)]
#[serde(untagged)]
pub enum FrameSpec {
    /// A box of the page.
    Page(PageBox),
    /// A slot of the layout's drawing.
    Slot(SlotSpec),
    /// Edges and sizes.
    Edges(EdgesSpec),
}

/// The mapping forms of a frame in one, so that a fault in it keeps its place and its reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameKeys {
    slot: Option<String>,
    below: Option<String>,
    x: Option<Measure>,
    start: Option<Measure>,
    end: Option<Measure>,
    y: Option<Measure>,
    right: Option<Measure>,
    bottom: Option<Measure>,
    width: Option<Measure>,
    height: Option<Measure>,
}

impl<'de> Deserialize<'de> for FrameSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let keys = match OneOr::<FrameKeys>::read(deserializer)? {
            OneOr::One(name) => return PageBox::deserialize(name.as_str().into_deserializer()).map(Self::Page),
            OneOr::More(keys) => keys,
        };
        let FrameKeys { slot, below, x, start, end, y, right, bottom, width, height } = keys;
        if (start.is_some() || end.is_some()) && (x.is_some() || right.is_some()) {
            return Err(two_ways());
        }
        let edges = EdgesSpec { below, start, end, x, y, right, bottom, width, height };
        match slot {
            None => Ok(Self::Edges(edges)),
            Some(slot) if edges == EdgesSpec::default() => Ok(Self::Slot(SlotSpec { slot })),
            Some(_) => Err(yaml::reject(
                say!("un emplacement a déjà sa place et sa taille", "a slot has its place and size already"),
                Some(say!("gardez `slot`, ou les bords et les tailles", "keep either `slot`, or edges and sizes")),
            )),
        }
    }
}

/// A box of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PageBox {
    /// The finished piece.
    Trim,
    /// The finished piece and what is cut off around it.
    Bleed,
    /// The zone in which text and codes are safe from the blade.
    Safe,
    /// All of the parent.
    Parent,
    /// The tab of the card, in decks of dividers; elsewhere all of the parent.
    Tab,
}

/// A slot of the layout's drawing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SlotSpec {
    /// The id in the drawing without `slot-`.
    pub slot: String,
}

/// Edges and sizes; what is left out reaches to the parent's edges.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EdgesSpec {
    /// The box of the same level from whose lower edge `y` is measured, wherever that has come to lie.
    pub below: Option<String>,
    /// From the parent's edge where reading starts: the left one, or the right one in Arabic or Hebrew.
    pub start: Option<Measure>,
    /// From the parent's edge where reading ends, inwards.
    pub end: Option<Measure>,
    /// From the parent's left edge, in every language.
    pub x: Option<Measure>,
    /// From the parent's top edge.
    pub y: Option<Measure>,
    /// From the parent's right edge, inwards, in every language.
    pub right: Option<Measure>,
    /// From the parent's bottom edge, inwards.
    pub bottom: Option<Measure>,
    /// Width.
    pub width: Option<Measure>,
    /// Height.
    pub height: Option<Measure>,
}

/// The direction in which children follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// From where reading starts.
    Row,
    /// From top to bottom.
    Column,
    /// Towards where reading starts.
    RowReverse,
    /// From bottom to top.
    ColumnReverse,
}

/// How boxes stand along or across a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Alignment {
    /// At the start.
    Start,
    /// At the end.
    End,
    /// In the middle.
    Center,
    /// Over the whole room.
    Stretch,
    /// On a common baseline.
    Baseline,
    /// The room between them.
    SpaceBetween,
    /// The room around them.
    SpaceAround,
    /// The room between and around them, all equal.
    SpaceEvenly,
}

/// The tracks of a grid: lengths, percentages, `1fr`, `auto`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GridSpec {
    /// Columns from the start.
    #[serde(default)]
    pub columns: Vec<TrackSpec>,
    /// Rows from the top.
    #[serde(default)]
    pub rows: Vec<TrackSpec>,
}

/// What a box is for readers, or the plate on which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoleSpec {
    /// The card's title.
    H1,
    /// A heading below it.
    H2,
    /// A heading below that.
    H3,
    /// A paragraph.
    P,
    /// Decoration.
    Artifact,
    /// Not printed: the outline along which the piece is cut.
    CutLine,
    /// Not printed: lines along which it is folded.
    Crease,
    /// Not printed: lines along which it is torn.
    Perforation,
    /// Not printed: outlines of stickers, cut down to their backing.
    KissCut,
    /// A plate of its own: spot varnish.
    Varnish,
    /// A plate of its own: white ink.
    White,
    /// A plate of its own: foil.
    Foil,
    /// A plate of its own: where it is glued.
    Glue,
}
