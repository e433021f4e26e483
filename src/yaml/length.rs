//! Lengths in YAML and in JSON Schemas.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};

use super::{expecting, reject};
use crate::geom::{Length, LengthError};
use crate::say;

/// What a length looks like, as a regular expression for editors.
pub const LENGTH_PATTERN: &str = r"^\s*-?([0-9]+(\.[0-9]*)?|\.[0-9]+)\s*(mm|cm|in|pt)\s*$";

struct LengthVisitor;

impl Visitor<'_> for LengthVisitor {
    type Value = Length;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, &say!("une longueur avec son unité", "a length with its unit"))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Length, E> {
        text.parse().map_err(|error| length_fault(text, &error))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Length, E> {
        Err(length_fault(&value.to_string(), &LengthError::NoUnit(value as f64)))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Length, E> {
        Err(length_fault(&value.to_string(), &LengthError::NoUnit(value as f64)))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Length, E> {
        Err(length_fault(&value.to_string(), &LengthError::NoUnit(value)))
    }
}

/// For a `Deserialize`: says why `text` is no length, with the likely meaning.
pub fn length_fault<E: de::Error>(text: &str, error: &LengthError) -> E {
    match error {
        LengthError::NoUnit(value) => reject(
            say!("la longueur {value} n’a pas d’unité", "the length {value} has no unit"),
            Some(say!("écrivez {value}mm, ou {value}pt pour des points", "write {value}mm, or {value}pt for points")),
        ),
        LengthError::UnknownUnit(unit) => reject(
            say!("unité inconnue « {unit} » dans « {text} »", "unknown unit “{unit}” in “{text}”"),
            Some(say!(
                "les unités sont mm, cm, in (pouce) et pt (point)",
                "units are mm, cm, in (inch) and pt (point)"
            )),
        ),
        LengthError::NoNumber => reject(
            say!("« {text} » n’est pas une longueur", "“{text}” is not a length"),
            Some(say!(
                "écrivez un nombre à point décimal puis une unité : 3mm, 2.5cm, 9pt, 0.125in",
                "write a number, then a unit: 3mm, 2.5cm, 9pt, 0.125in"
            )),
        ),
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LengthVisitor)
    }
}

impl JsonSchema for Length {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Length".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": LENGTH_PATTERN,
            "description": "A number and a unit: 3mm, 2.5cm, 0.125in, 9pt",
        })
    }
}
