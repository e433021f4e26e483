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

    fn parse<E: de::Error>(text: &str) -> Result<Self, E> {
        if let Some(percent) = text.trim().strip_suffix('%') {
            let part = percent.trim().parse::<f64>().ok().filter(|part| part.is_finite());
            let not_one = say!("« {text} » n’est pas un pourcentage", "“{text}” is not a percentage");
            return part.map(|part| Self::Part(part / 100.0)).ok_or_else(|| yaml::reject(not_one, None));
        }
        match text.parse() {
            Ok(length) => Ok(Self::Fixed(length)),
            Err(LengthError::NoNumber) if is_name(text) => Ok(Self::Token(text.to_owned())),
            Err(error) => Err(yaml::length_fault(text, &error)),
        }
    }

    /// A bare number: only 0 needs no unit.
    fn number<E: de::Error>(value: f64) -> Result<Self, E> {
        if value == 0.0 {
            return Ok(Self::Fixed(Length::ZERO));
        }
        Err(yaml::length_fault(&value.to_string(), &LengthError::NoUnit(value)))
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
        yaml::expecting(
            f,
            &say!("une longueur avec son unité, ou un pourcentage", "a length with its unit, or a percentage"),
        )
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Measure, E> {
        Measure::parse(text)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Measure, E> {
        Measure::number(value as f64)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Measure, E> {
        Measure::number(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Measure, E> {
        Measure::number(value)
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
            "type": ["string", "number"],
            "description": "A length with its unit (3mm, 9pt, 0.125in), a percentage of the parent (50%), or a name of the lengths table"
        })
    }
}
