//! Vocabularies: the closed lists of words that a card field takes, with what each word stands for.
//! Data of the kit, never code: families, levels, sequences, whatever a kit needs.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use super::Field;
use crate::say;
use crate::yaml;

/// One word of a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The word that cards write.
    pub id: Arc<str>,
    /// The words shown to people.
    pub label: Arc<str>,
    /// Whatever else the kit says of it: code, color, icon, shape, intention… Layouts read them.
    pub attributes: Vec<(Arc<str>, Field)>,
    /// The language of its words, where it is another than the kit's: words left without translation.
    pub lang: Option<Arc<str>>,
}

impl Entry {
    /// An attribute; `id` and `label` are attributes too.
    pub fn get(&self, name: &str) -> Option<Cow<'_, Field>> {
        match name {
            "id" => Some(Cow::Owned(Field::Text(self.id.clone()))),
            "label" => Some(Cow::Owned(Field::Text(self.label.clone()))),
            _ => self.attributes.iter().find(|(key, _)| **key == *name).map(|(_, value)| Cow::Borrowed(value)),
        }
    }
}

/// The words that one card field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// The card field.
    pub field: Arc<str>,
    /// The words, in the kit's order.
    pub entries: Vec<Entry>,
}

impl Vocabulary {
    /// The entry of that id, spelled exactly.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| *entry.id == *id)
    }

    /// The ids in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| &*entry.id)
    }
}

struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = Entry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        yaml::expecting(f, &say!("un mot avec son id et son label", "a word with its id and its label"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entry, A::Error> {
        let (mut id, mut label, mut attributes) = (None, None, Vec::new());
        while let Some(key) = map.next_key::<Arc<str>>()? {
            match &*key {
                "id" => id = Some(map.next_value::<yaml::Text>()?.0),
                "label" => label = Some(map.next_value::<yaml::Text>()?.0),
                _ => attributes.extend(map.next_value::<Option<Field>>()?.map(|value| (key, value))),
            }
        }
        let id = id.ok_or_else(|| de::Error::missing_field("id"))?;
        let label = label.ok_or_else(|| de::Error::missing_field("label"))?;
        Ok(Entry { id, label, attributes, lang: None })
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntryVisitor)
    }
}

impl JsonSchema for Entry {
    fn schema_name() -> Cow<'static, str> {
        "Entry".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<yaml::Text>();
        json_schema!({
            "description": "One word of a vocabulary. Other keys are free: code, color (a swatch), icon, shape, pattern…",
            "type": "object",
            "required": ["id", "label"],
            "properties": { "id": text, "label": text },
        })
    }
}
