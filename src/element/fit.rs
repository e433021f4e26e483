//! How a box takes its words: as it is written in a layout. Knows no text.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use super::OneOr;
use crate::geom::Length;
use crate::say;
use crate::yaml;

/// What happens when a box is too small for its words.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum FitSpec {
    /// A fault.
    #[default]
    Fixed,
    /// Smaller letters.
    Shrink {
        /// Not smaller than this, and not under the floor of the type style.
        min: Length,
        /// Whose letters are made as small as these.
        same: SameSpec,
    },
    /// The box grows downwards: what follows it in a flow, or hangs on it with `below`, moves.
    Grow,
}

/// Whose letters keep one size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SameSpec {
    /// Only those of the box.
    #[default]
    Box,
    /// Those of every box of the deck that has the same type style and says so too.
    Deck,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// The smallest size allowed.
    min: Length,
    /// Whose letters keep one size: those of the box, or those of all boxes of the deck with this type style.
    #[serde(default)]
    same: SameSpec,
}

impl<'de> Deserialize<'de> for FitSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match OneOr::<Written>::read(deserializer)? {
            OneOr::More(Written { min, same }) => return Ok(Self::Shrink { min, same }),
            OneOr::One(text) => text,
        };
        match text.as_str() {
            "fixed" => Ok(Self::Fixed),
            "grow" => Ok(Self::Grow),
            size => size.parse().map(|min| Self::Shrink { min, same: SameSpec::Box }).map_err(|_| {
                yaml::reject(
                    say!("« {size} » ne dit pas comment ajuster le texte", "“{size}” is not a way to fit text"),
                    Some(say!(
                        "écrivez fixed, grow, ou le plus petit corps permis : 9pt, ou {{ min: 9pt, same: deck }}",
                        "write fixed, grow, or the smallest size allowed: 9pt, or {{ min: 9pt, same: deck }}"
                    )),
                )
            }),
        }
    }
}

impl JsonSchema for FitSpec {
    fn schema_name() -> Cow<'static, str> {
        "Fit".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let more = generator.subschema_for::<Written>();
        json_schema!({
            "description": "fixed, grow, or the smallest size to which letters may shrink: 9pt, or { min: 9pt, same: deck }",
            "anyOf": [{ "type": "string" }, more]
        })
    }
}
