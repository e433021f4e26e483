//! Values of arrangement files that are written in several ways: a word or a length, one length or four.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::slot::Turn;
use crate::geom::{Insets, Length};
use crate::say;
use crate::yaml;

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

/// A quarter turn in degrees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TurnSpec(pub Turn);

/// Distances from the four edges.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Edges(pub Insets);

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
