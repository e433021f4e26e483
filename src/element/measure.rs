//! Lengths in layouts: with a unit, in percent of the parent, or by a name of the length table.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

use crate::geom::{Length, LengthError};
use crate::{say, yaml};

/// A length as a layout writes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// With a unit.
    Fixed(Length),
    /// A fraction of the parent's side, 1 is all of it.
    Part(f64),
    /// A name of the layout's length table.
    Token(String),
}

/// Named lengths of a layout.
pub type Tokens = BTreeMap<String, Length>;

impl Measure {
    /// The length inside a parent of side `whole`; an unknown name gives its name back.
    ///
    /// # Errors
    /// The name that the table lacks.
    pub fn resolve(&self, tokens: &Tokens, whole: Length) -> Result<Length, String> {
        match self {
            Self::Fixed(length) => Ok(*length),
            Self::Part(part) => Ok(whole * *part),
            Self::Token(name) => {
                let (negative, bare) = name.strip_prefix('-').map_or((false, name.as_str()), |bare| (true, bare));
                let length = tokens.get(bare).copied().ok_or_else(|| bare.to_owned())?;
                Ok(if negative { -length } else { length })
            }
        }
    }

    /// The name it goes by, without sign; none for plain lengths.
    pub fn token(&self) -> Option<&str> {
        match self {
            Self::Token(name) => Some(name.strip_prefix('-').unwrap_or(name)),
            _ => None,
        }
    }

    /// Reads a length, a percentage or a name for a `Deserialize`.
    ///
    /// # Errors
    /// What the text is not, with the next step.
    pub fn read<E: de::Error>(text: &str) -> Result<Self, E> {
        let wrong = || {
            yaml::reject(
                say!("« {text} » n’est pas une longueur", "“{text}” is not a length"),
                Some(say!("écrivez par exemple 3mm, 9pt ou 50%", "write for example 3mm, 9pt or 50%")),
            )
        };
        if let Some(percent) = text.trim().strip_suffix('%') {
            let value = percent.trim().parse().ok().filter(|value: &f64| value.is_finite());
            return value.map(|value| Self::Part(value / 100.0)).ok_or_else(wrong);
        }
        match text.parse() {
            Ok(length) => Ok(Self::Fixed(length)),
            Err(LengthError::NoNumber) if is_name(text) => Ok(Self::Token(text.to_owned())),
            Err(LengthError::NoNumber) => Err(wrong()),
            Err(LengthError::NoUnit(value)) => Self::bare(value),
            Err(LengthError::UnknownUnit(unit)) => Err(yaml::reject(
                say!("unité inconnue « {unit} » dans « {text} »", "unknown unit “{unit}” in “{text}”"),
                Some(say!("les unités sont mm, cm, in, pt et %", "units are mm, cm, in, pt and %")),
            )),
        }
    }

    /// A number without unit: nothing but zero means anything.
    ///
    /// # Errors
    /// Every other number.
    pub fn bare<E: de::Error>(value: f64) -> Result<Self, E> {
        if value == 0.0 {
            return Ok(Self::Fixed(Length::ZERO));
        }
        Err(yaml::reject(
            say!("la longueur {value} n’a pas d’unité", "the length {value} has no unit"),
            Some(say!("écrivez {value}mm pour des millimètres", "write {value}mm if millimetres are meant")),
        ))
    }
}

fn is_name(text: &str) -> bool {
    let bare = text.strip_prefix('-').unwrap_or(text);
    bare.starts_with(char::is_alphabetic) && bare.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

struct MeasureVisitor;

impl Visitor<'_> for MeasureVisitor {
    type Value = Measure;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        yaml::expecting(f, &say!("une longueur avec son unité", "a length with its unit"))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Measure, E> {
        Measure::read(text)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Measure, E> {
        Measure::bare(value as f64)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Measure, E> {
        Measure::bare(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Measure, E> {
        Measure::bare(value)
    }
}

impl<'de> Deserialize<'de> for Measure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MeasureVisitor)
    }
}

impl JsonSchema for Measure {
    fn schema_name() -> Cow<'static, str> {
        "Measure".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "anyOf": [{ "type": "string" }, { "const": 0 }],
            "description": "A length with its unit (3mm, 9pt, 0.125in), a percentage of the parent (50%), or a name of the lengths table"
        })
    }
}
