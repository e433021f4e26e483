//! Sheet arrangements as their files write them (`layouts/sheets/*.yaml`): paper, grid or slots, order, sides, marks.
//! Knows no cards and computes nothing.

use schemars::JsonSchema;
use serde::Deserialize;

use super::booklet::Folding;
use super::order::Order;
use super::values::{Bleed, Edges, Gutter, TurnSpec};
use crate::geom::Length;
use crate::sizes::Names;

/// One file of `layouts/sheets/`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Arrangement {
    /// The name that `--sheet` asks for.
    pub sheet: String,
    /// What people call it.
    pub name: Names,
    /// Paper: a name such as `A4`, `SRA3`, `Letter`, or width × height.
    pub paper: String,
    /// How the paper lies; `best` takes what holds more pieces.
    #[serde(default)]
    pub orientation: Orientation,
    /// Room at the edges of the paper where no piece lies.
    #[serde(default)]
    pub margins: Edges,
    /// Border of the paper in which nothing may be printed; pieces may reach into it, ink may not.
    #[serde(default)]
    pub unprintable: Edges,
    /// Room between pieces.
    #[serde(default)]
    pub gutter: Gutter,
    /// How far artwork reaches over the trim: `deck` for as far as the deck has it, or a length.
    #[serde(default)]
    pub bleed: Bleed,
    /// Number of columns and rows; as many as there is room for where it is not given.
    pub grid: Option<GridSpec>,
    /// Pieces lie in the middle of the room, or in its top left corner.
    #[serde(default)]
    pub position: Position,
    /// Slots of a ready-made template (labels, perforated card stock), instead of a grid.
    #[serde(default)]
    pub slots: Vec<SlotSpec>,
    /// The same where slots lie in columns and rows.
    pub slot_grid: Option<SlotGrid>,
    /// The finished size that the sheet is made for: a name or width × height. A piece of another size is a fault.
    pub piece: Option<String>,
    /// Pieces may be turned by a quarter where more of them have room then.
    #[serde(default = "yes")]
    pub turn: bool,
    /// In which order pieces are dealt out to slots.
    #[serde(default)]
    pub order: Order,
    /// How both sides of a piece get onto paper.
    #[serde(default)]
    pub sides: Sides,
    /// Sheets are folded into a booklet of pages in reading order.
    pub fold: Option<Folding>,
    /// Pages side by side in a booklet that is folded to and fro; as many as the paper holds where it is not given.
    pub panels: Option<u16>,
    /// Thickness of the paper: the pages inside a stapled booklet are moved towards the fold by that of the sheets around them.
    #[serde(default = "office_paper")]
    pub thickness: Length,
    /// Pages over several sheets to be put together, instead of several pages on one sheet.
    pub tiles: Option<Tiles>,
    /// How many copies of the file a print dialogue starts from; many readers follow 2 to 5 only. One where it is not given.
    pub copies: Option<u32>,
    /// What the places that remain on the last sheet hold.
    #[serde(default)]
    pub fill: Fill,
    /// Cards of every deck together, those of one size beside each other, instead of sheets for each deck.
    #[serde(default)]
    pub mix: bool,
    /// The paper is the backing of stickers: it is cut through around its edge, with corners of this radius.
    pub backing: Option<Backing>,
    /// How far an office printer may shift its pages: words, codes and figures nearer to the edge of a ready-made label are told.
    #[serde(default)]
    pub drift: Length,
    /// Who prints: decides the colours of the PDF.
    #[serde(default)]
    pub printer: Printer,
    /// Signs for those who print, fold and cut.
    #[serde(default)]
    pub marks: Marks,
    /// Who says so: the label maker's or printer's page, for ready-made templates.
    pub source: Option<String>,
}

const fn yes() -> bool {
    true
}

/// Office paper of 80 g/m² is about a tenth of a millimetre thick.
const fn office_paper() -> Length {
    Length::mm(0.1)
}

impl Arrangement {
    /// The slots of a ready-made template; none where a grid is computed.
    pub fn all_slots(&self) -> Vec<SlotSpec> {
        let grid = self.slot_grid.iter().flat_map(SlotGrid::slots);
        self.slots.iter().copied().chain(grid).collect()
    }

    /// Their number, without making them.
    pub(super) fn slot_count(&self) -> usize {
        let grid = self.slot_grid.map_or(0, |grid| usize::from(grid.columns) * usize::from(grid.rows));
        self.slots.len().saturating_add(grid)
    }
}

/// The backing of a sheet of stickers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Backing {
    /// Radius of its corners.
    pub corner: Length,
}

/// Who prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Printer {
    /// An office printer: screen colours, which its driver turns into its own inks.
    #[default]
    Home,
    /// A press: process inks, marks on every plate.
    Press,
}

/// What the places that remain on the last sheet hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fill {
    /// Nothing.
    #[default]
    Empty,
    /// Cards with nothing on the front, to be written on; their back is that of the deck where all cards share one.
    Blank,
}

/// How paper lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Orientation {
    /// As it holds more pieces; portrait where both hold as many.
    #[default]
    Best,
    /// Higher than wide.
    Portrait,
    /// Wider than high.
    Landscape,
}

/// Where the block of pieces lies in the room between the margins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// In the middle, so that front and back meet whatever the flip.
    #[default]
    Center,
    /// In the top left corner.
    TopLeft,
}

/// How both sides of a piece get onto paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sides {
    /// Two pages a sheet, turned over its long edge.
    #[default]
    DuplexLong,
    /// Two pages a sheet, turned over its short edge.
    DuplexShort,
    /// Fronts only.
    Single,
    /// Fronts left, backs right, one page; printed, turned over its left edge, printed again with the same plates.
    WorkAndTurn,
    /// Fronts above, backs below, one page; printed, turned over its top edge, printed again with the same plates.
    WorkAndTumble,
    /// Front and back side by side on one page, folded and glued.
    FoldAndGlue,
}

impl Sides {
    /// Every way.
    pub const ALL: [Self; 6] =
        [Self::DuplexLong, Self::DuplexShort, Self::Single, Self::WorkAndTurn, Self::WorkAndTumble, Self::FoldAndGlue];

    /// Its word in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::DuplexLong => "duplex-long",
            Self::DuplexShort => "duplex-short",
            Self::Single => "single",
            Self::WorkAndTurn => "work-and-turn",
            Self::WorkAndTumble => "work-and-tumble",
            Self::FoldAndGlue => "fold-and-glue",
        }
    }
}

/// How pages are spread over several sheets: posters and boards.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tiles {
    /// What two neighbours both show: the flap that is glued.
    #[serde(default = "flap")]
    pub overlap: Length,
}

const fn flap() -> Length {
    super::tile::OVERLAP
}

/// Columns and rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GridSpec {
    /// Pieces side by side.
    pub columns: u16,
    /// Pieces one under the other.
    pub rows: u16,
}

/// Slots of a ready-made template that lie in columns and rows, filled row by row.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SlotGrid {
    /// Slots side by side.
    pub columns: u16,
    /// Slots one under the other.
    pub rows: u16,
    /// From the left edge of the paper to the first slot.
    pub x: Length,
    /// From the top edge of the paper to the first slot.
    pub y: Length,
    /// From the left edge of a slot to that of the next.
    pub dx: Length,
    /// From the top edge of a slot to that of the next.
    pub dy: Length,
    /// How pieces are turned: 0, 90, 180 or 270 degrees, clockwise.
    #[serde(default)]
    pub turn: TurnSpec,
}

impl SlotGrid {
    fn slots(&self) -> impl Iterator<Item = SlotSpec> {
        let Self { columns, rows, x, y, dx, dy, turn } = *self;
        let row = move |row: u16| {
            (0..columns).map(move |column| SlotSpec { x: x + dx * f64::from(column), y: y + dy * f64::from(row), turn })
        };
        (0..rows).flat_map(row)
    }
}

/// A slot of a ready-made template.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SlotSpec {
    /// From the left edge of the paper to the piece.
    pub x: Length,
    /// From the top edge of the paper to the piece.
    pub y: Length,
    /// How the piece is turned: 0, 90, 180 or 270 degrees, clockwise.
    #[serde(default)]
    pub turn: TurnSpec,
}

/// Signs for those who print, fold and cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Marks {
    /// Crop marks at the ends of every cut.
    pub crop: Option<Crop>,
    /// Registration targets in the middle of the four sides.
    #[serde(default)]
    pub registration: bool,
    /// Patches of each ink, at the foot.
    #[serde(default)]
    pub color_bar: bool,
    /// Dashed lines at the ends of every fold.
    #[serde(default)]
    pub fold: bool,
    /// One line of text at the foot: job, deck, sheet, side, version, hash.
    #[serde(default)]
    pub slug: bool,
    /// A ruler of 100 mm with the words « print at 100 % », for printers that scale unasked.
    #[serde(default)]
    pub ruler: bool,
    /// Where no edge has room for ruler and slug: along the middle cut on the fronts, small and light, the ruler on the first
    /// sheet only. They stay on the cards.
    #[serde(default)]
    pub inside: bool,
}

/// Crop marks.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Crop {
    /// Length of a mark.
    #[serde(default = "crop_length")]
    pub length: Length,
    /// From the trim to the mark; never less than the bleed.
    #[serde(default = "crop_offset")]
    pub offset: Length,
    /// On which sides of the sheet.
    #[serde(default)]
    pub on: CropSides,
}

/// 5 mm, the length most shops ask for.
const fn crop_length() -> Length {
    Length::mm(5.0)
}

/// 3 mm, the usual bleed.
const fn crop_offset() -> Length {
    Length::mm(3.0)
}

/// On which sides crop marks stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CropSides {
    /// Both.
    #[default]
    Both,
    /// The side with the fronts.
    Front,
    /// The side with the backs.
    Back,
}
