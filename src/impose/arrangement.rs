//! Sheet arrangements as their files write them (`layouts/sheets/*.yaml`): paper, grid or slots, order, sides, marks.
//! Knows no cards and computes nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::order::Order;
use super::slot::Turn;
use crate::geom::{Insets, Length};
use crate::say;
use crate::sizes::Names;
use crate::yaml;

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
    /// The finished size that the slots are made for: a name or width × height. A piece of another size is a fault.
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
    /// Signs for those who print, fold and cut.
    #[serde(default)]
    pub marks: Marks,
    /// Who says so: the label maker's or printer's page, for ready-made templates.
    pub source: Option<String>,
}

const fn yes() -> bool {
    true
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

/// Room between pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Gutter {
    /// Shared cuts: none.
    #[default]
    None,
    /// Twice the bleed: each piece keeps its bleed, two cuts a gap.
    Double,
    /// So much.
    Of(Length),
}

/// How far artwork reaches over the trim.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Bleed {
    /// As far as the deck has it.
    #[default]
    Deck,
    /// So far, or as far as the deck has it where that is less.
    Of(Length),
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

/// A quarter turn in degrees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TurnSpec(pub Turn);

/// Distances from the four edges.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Edges(pub Insets);

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

impl<'de> Deserialize<'de> for Gutter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        word_or_length(deserializer, &[("none", Self::None), ("double", Self::Double)], Self::Of)
    }
}

impl<'de> Deserialize<'de> for Bleed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        word_or_length(deserializer, &[("deck", Self::Deck)], Self::Of)
    }
}

fn word_or_length<'de, D: Deserializer<'de>, T: Copy>(
    deserializer: D,
    words: &[(&str, T)],
    of: fn(Length) -> T,
) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
        return Ok(*value);
    }
    let length: Length = text.parse().map_err(|error| yaml::length_fault(&text, &error))?;
    if length < Length::ZERO {
        return Err(negative(&text));
    }
    Ok(of(length))
}

fn negative<E: serde::de::Error>(text: &str) -> E {
    yaml::reject(
        say!("la longueur {text} est négative", "the length {text} is negative"),
        Some(say!("écrivez une longueur de 0mm ou plus", "write a length of 0mm or more")),
    )
}

impl<'de> Deserialize<'de> for TurnSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = yaml::Text::deserialize(deserializer)?;
        match &*text.0 {
            "0" => Ok(Self(Turn::Upright)),
            "90" => Ok(Self(Turn::Right)),
            "180" => Ok(Self(Turn::Over)),
            "270" => Ok(Self(Turn::Left)),
            other => Err(yaml::reject(
                say!("une pièce ne se tourne pas de {other}", "a piece is not turned by {other}"),
                Some(say!("écrivez 0, 90, 180 ou 270 (degrés)", "write 0, 90, 180 or 270 (degrees)")),
            )),
        }
    }
}

/// One length for all sides, or two, or four.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
enum EdgesSpec {
    /// The same on all sides.
    One(Length),
    /// `[vertical, horizontal]` or `[top, right, bottom, left]`.
    Many(Vec<Length>),
}

impl<'de> Deserialize<'de> for Edges {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let insets = match EdgesSpec::deserialize(deserializer)? {
            EdgesSpec::One(all) => Insets::uniform(all),
            EdgesSpec::Many(list) => match list.as_slice() {
                [vertical, horizontal] => {
                    Insets { top: *vertical, right: *horizontal, bottom: *vertical, left: *horizontal }
                }
                [top, right, bottom, left] => Insets { top: *top, right: *right, bottom: *bottom, left: *left },
                other => {
                    let count = other.len();
                    return Err(yaml::reject(
                        say!(
                            "{count} longueurs ne disent pas les quatre bords",
                            "{count} lengths do not tell four edges"
                        ),
                        Some(say!(
                            "écrivez une longueur, [vertical, horizontal] ou [haut, droite, bas, gauche]",
                            "write one length, [vertical, horizontal] or [top, right, bottom, left]"
                        )),
                    ));
                }
            },
        };
        let all = [insets.top, insets.right, insets.bottom, insets.left];
        match all.into_iter().find(|side| *side < Length::ZERO) {
            Some(side) => Err(negative(&side.to_string())),
            None => Ok(Self(insets)),
        }
    }
}

impl JsonSchema for Edges {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Edges".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        EdgesSpec::json_schema(generator)
    }
}

impl JsonSchema for TurnSpec {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Turn".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "enum": [0, 90, 180, 270], "description": "degrees, clockwise" })
    }
}

impl JsonSchema for Gutter {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Gutter".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "none (shared cuts), double (twice the bleed), or a length" })
    }
}

impl JsonSchema for Bleed {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Bleed".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "deck (as far as the deck has it), or a length" })
    }
}
