//! Columns inside a box and the baseline grid of a layout, as they are written. Knows no text.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::geom::Length;
use crate::say;
use crate::text::{ColumnFill, Columns};
use crate::yaml;

/// Columns inside a box: `2`, or with more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColumnsSpec(pub Columns);

/// Room between columns that say none.
const GAP: Length = Length::mm(5.0);
/// No box has more.
const MOST: u64 = 12;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// How many, 1 to 12.
    #[schemars(range(min = 1, max = 12))]
    count: u64,
    /// Room between two of them (5mm).
    gap: Option<Length>,
    /// balanced: all about equally high; full: each as full as it gets before the next one begins.
    #[serde(default)]
    fill: FillSpec,
}

#[derive(Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum FillSpec {
    /// All about equally high.
    #[default]
    Balanced,
    /// Each as full as it gets before the next one begins.
    Full,
}

impl ColumnsSpec {
    fn new<E: de::Error>(written: &Written) -> Result<Self, E> {
        let Written { count, gap, fill } = *written;
        if !(1..=MOST).contains(&count) {
            return Err(yaml::reject(
                say!("un cadre a de 1 à {MOST} colonnes, et non {count}", "a box has 1 to {MOST} columns, not {count}"),
                Some(say!("écrivez par exemple `columns: 2`", "write `columns: 2`, for example")),
            ));
        }
        let fill = match fill {
            FillSpec::Balanced => ColumnFill::Balanced,
            FillSpec::Full => ColumnFill::Full,
        };
        Ok(Self(Columns { count: usize::try_from(count).unwrap_or(1), gap: gap.unwrap_or(GAP), fill }))
    }
}

impl<'de> Deserialize<'de> for ColumnsSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = ColumnsSpec;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                yaml::expecting(
                    f,
                    &say!(
                        "un nombre de colonnes, ou `count`, `gap` et `fill`",
                        "a number of columns, or `count`, `gap` and `fill`"
                    ),
                )
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<ColumnsSpec, E> {
                let count = text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))?;
                ColumnsSpec::new(&Written { count, gap: None, fill: FillSpec::default() })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ColumnsSpec, A::Error> {
                ColumnsSpec::new(&Written::deserialize(MapAccessDeserializer::new(map))?)
            }
        }
        yaml::as_written(deserializer, Either)
    }
}

impl JsonSchema for ColumnsSpec {
    fn schema_name() -> Cow<'static, str> {
        "Columns".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let more = generator.subschema_for::<Written>();
        json_schema!({ "anyOf": [{ "type": "integer", "minimum": 1, "maximum": 12 }, more] })
    }
}

/// The lines on which baselines of type styles with `on-grid` lie.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GridLines {
    /// From one line to the next.
    pub step: Length,
    /// Where the first one lies below the trim's upper edge (0).
    #[serde(default)]
    pub from: Length,
}

impl GridLines {
    /// How far below `top` the next line lies; both count from the trim's upper edge.
    pub fn below(&self, top: Length) -> Length {
        Length::mm((self.from - top).to_mm().rem_euclid(self.step.to_mm()))
    }
}
