//! Lengths in layouts: with a unit, in percent of the parent, or by a name of the length table.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::geom::{Length, LengthError};

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

    fn parse(text: &str) -> Result<Self, String> {
        if let Some(percent) = text.trim().strip_suffix('%') {
            let value: f64 = percent.trim().parse().map_err(|_| format!("“{text}” is not a percentage"))?;
            return Ok(Self::Part(value / 100.0));
        }
        match text.parse() {
            Ok(length) => Ok(Self::Fixed(length)),
            Err(LengthError::NoNumber) if is_name(text) => Ok(Self::Token(text.to_owned())),
            Err(LengthError::NoNumber) => Err(format!("“{text}” is not a length; write for example 3mm, 9pt or 50%")),
            Err(LengthError::NoUnit(value)) => {
                Err(format!("“{text}” has no unit; write {value}mm if millimetres are meant"))
            }
            Err(LengthError::UnknownUnit(unit)) => {
                Err(format!("unknown unit “{unit}” in “{text}”; units are mm, cm, in, pt and %"))
            }
        }
    }
}

fn is_name(text: &str) -> bool {
    let bare = text.strip_prefix('-').unwrap_or(text);
    bare.starts_with(char::is_alphabetic) && bare.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

impl<'de> Deserialize<'de> for Measure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Number(f64),
            Text(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Number(0.0) => Ok(Self::Fixed(Length::ZERO)),
            Written::Number(value) => {
                Err(D::Error::custom(format!("“{value}” has no unit; write {value}mm if millimetres are meant")))
            }
            Written::Text(text) => Self::parse(&text).map_err(D::Error::custom),
        }
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
