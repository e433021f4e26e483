//! What a plain word of YAML means, and its spelling kept beside the meaning.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde_yaml::value::{Tag, TaggedValue};
use serde_yaml::{Number, Value};

use super::{expecting, reject};
use crate::say;

/// Marks a number whose spelling says more than its value: `1.50`. No tag of a file starts so.
const SPELLED: &str = "=";

/// The name under which [`Text`] asks our own deserializer for the spelling of a scalar.
pub(super) const TEXT: &str = "massicot::Text";

/// The name under which [`as_written`] asks for the same, of any value.
pub(super) const AS_WRITTEN: &str = "massicot::AsWritten";

/// For a `Deserialize` that takes any value: visits lists, mappings, booleans and null as they are, and every number as
/// the text that is written in the file.
///
/// # Errors
/// What the deserializer or the visitor says.
pub fn as_written<'de, D: Deserializer<'de>, V: Visitor<'de>>(
    deserializer: D,
    visitor: V,
) -> Result<V::Value, D::Error> {
    deserializer.deserialize_newtype_struct(AS_WRITTEN, visitor)
}

/// The value of a plain scalar.
///
/// Numbers are decimal and written as people write amounts: `3`, `-2`, `0.5`. Whatever would lose something as a
/// number stays text: `012`, `+5`, `1e3`, `0x1F`, `1_000`, `01.5`, `.nan`. Of the words, only `true`, `false`,
/// `null` and `~` are not text: `no`, `on`, `True` and `12:30` are.
pub(super) fn resolve(text: Cow<'_, str>) -> Value {
    match text.as_bytes() {
        [] | b"~" | b"null" => Value::Null,
        b"true" => Value::Bool(true),
        b"false" => Value::Bool(false),
        [b'0'..=b'9' | b'-' | b'.', ..] => decimal(&text).unwrap_or_else(|| Value::String(text.into_owned())),
        _ => Value::String(text.into_owned()),
    }
}

fn decimal(text: &str) -> Option<Value> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !fraction.is_none_or(all_digits) || (whole.len() > 1 && whole.starts_with('0')) {
        return None;
    }
    match fraction {
        None if text == "-0" => None,
        None => text.parse::<u64>().map(Number::from).or_else(|_| text.parse::<i64>().map(Number::from)).ok(),
        Some(fraction) if whole.is_empty() && fraction.is_empty() => None,
        Some(_) => text.parse::<f64>().ok().map(Number::from),
    }
    .map(|number| spelled(number, text))
}

fn spelled(number: Number, text: &str) -> Value {
    if number.is_f64() && number.to_string() != text {
        let tag = Tag::new(format!("{SPELLED}{text}"));
        Value::Tagged(Box::new(TaggedValue { tag, value: Value::Number(number) }))
    } else {
        Value::Number(number)
    }
}

/// The text of a scalar as it is written in the file: `1.50` stays `1.50`, `no` stays `no`.
/// Nothing for null, lists and mappings.
pub fn text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Bool(true) => Some(Cow::Borrowed("true")),
        Value::Bool(false) => Some(Cow::Borrowed("false")),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Tagged(tagged) => {
            let tag = tagged.tag.to_string();
            let spelling = tag.trim_start_matches('!').strip_prefix(SPELLED)?;
            Some(Cow::Owned(spelling.to_owned()))
        }
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

/// The number that a plain scalar means; nothing for a text, even one of digits.
pub fn number(value: &Value) -> Option<f64> {
    value.as_f64()
}

/// A text in a typed value. Takes plain numbers, `true` and `false` as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(pub Arc<str>);

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, &say!("un texte", "a text"))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
        Ok(Text(text.into()))
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Text, E> {
        self.visit_str(if value { "true" } else { "false" })
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Text, E> {
        self.visit_str(&value.to_string())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Text, E> {
        self.visit_str(&value.to_string())
    }

    // Reached only through serde's buffer (`flatten`, `untagged`), where the spelling is already lost.
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Text, E> {
        Err(reject(
            say!("un nombre à virgule est ici pris pour un texte", "a decimal number stands for a text here"),
            Some(say!("écrivez-le entre guillemets : \"{value}\"", "write it in quotes: \"{value}\"")),
        ))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Text, D::Error> {
        inner.deserialize_any(self)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(TEXT, TextVisitor)
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean"] })
    }
}
