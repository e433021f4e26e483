//! The values that cards and vocabulary entries carry: free content that layouts name.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Value;

use crate::say;
use crate::yaml;

/// A value of a card. Numbers are texts as they are written: `1.50` is printed as `1.50`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// A text or a number.
    Text(Arc<str>),
    /// `true` or `false`.
    Flag(bool),
    /// A list; empty items are left out.
    List(Vec<Self>),
    /// Keys and values; empty values are left out.
    Map(Vec<(Arc<str>, Self)>),
}

impl Field {
    /// The field that a YAML value is; nothing for null.
    pub fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => None,
            Value::Bool(flag) => Some(Self::Flag(*flag)),
            Value::String(text) => Some(Self::Text(text.as_str().into())),
            Value::Number(_) | Value::Tagged(_) => yaml::text(value).map(|text| Self::Text(text.into())),
            Value::Sequence(items) => Some(Self::List(items.iter().filter_map(Self::from_value).collect())),
            Value::Mapping(map) => {
                let entries =
                    map.iter().filter_map(|(key, value)| Some((key.as_str()?.into(), Self::from_value(value)?)));
                Some(Self::Map(entries.collect()))
            }
        }
    }

    /// The text of a text, number or flag.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Flag(true) => Some("true"),
            Self::Flag(false) => Some("false"),
            Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The items of a list; any other value is a list of itself.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            other => std::slice::from_ref(other),
        }
    }

    /// The value under a key of a map.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(name, _)| **name == *key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// False for `false`, an empty text, an empty list and an empty map: what a layout's condition asks.
    pub fn is_there(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::Flag(flag) => *flag,
            Self::List(items) => !items.is_empty(),
            Self::Map(entries) => !entries.is_empty(),
        }
    }
}

struct FieldVisitor;

/// A value that may be absent, as it comes through serde.
struct Maybe(Option<Field>);

impl<'de> Visitor<'de> for FieldVisitor {
    type Value = Maybe;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        yaml::expecting(f, &say!("une valeur", "a value"))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Maybe, E> {
        Ok(Maybe(None))
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Maybe, E> {
        Ok(Maybe(Some(Field::Flag(flag))))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Maybe, E> {
        Ok(Maybe(Some(Field::Text(text.into()))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Maybe, A::Error> {
        let mut items = Vec::new();
        while let Some(Maybe(item)) = seq.next_element()? {
            items.extend(item);
        }
        Ok(Maybe(Some(Field::List(items))))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Maybe, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, Maybe(value))) = map.next_entry::<Arc<str>, Maybe>()? {
            entries.extend(value.map(|value| (key, value)));
        }
        Ok(Maybe(Some(Field::Map(entries))))
    }
}

impl<'de> Deserialize<'de> for Maybe {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        yaml::as_written(deserializer, FieldVisitor)
    }
}

impl<'de> Deserialize<'de> for Field {
    /// Null is an empty text here; readers that know absence use `Option<Field>`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Maybe(field) = Maybe::deserialize(deserializer)?;
        Ok(field.unwrap_or_else(|| Self::Text("".into())))
    }
}

impl JsonSchema for Field {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Field".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!(true)
    }
}
