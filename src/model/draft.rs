//! What a card says, key by key, before it is completed and checked.

use std::sync::Arc;

use serde_yaml::{Mapping, Value};

use super::deck_file::Reader;
use super::faces::LayoutFile;
use super::{CardField, Field};
use crate::say;
use crate::source::Place;
use crate::yaml;

/// Copies of one card, at most.
const MOST_COPIES: u64 = 9999;

/// What a card or the defaults of a deck say.
#[derive(Default)]
pub(super) struct Draft {
    /// Nothing where there is no such key; nothing inside where its value is at fault.
    pub(super) id: Option<Option<Arc<str>>>,
    pub(super) count: Option<u16>,
    pub(super) tags: Option<Vec<Arc<str>>>,
    pub(super) link: Option<Arc<str>>,
    pub(super) layout: LayoutFile,
    pub(super) fields: Vec<CardField>,
}

impl Reader<'_, '_> {
    pub(super) fn draft(&mut self, value: Value, place: &dyn Fn() -> Place) -> Option<Draft> {
        let map = match value {
            Value::Mapping(map) => map,
            other => {
                self.fault(yaml::wrong_type(
                    &other,
                    &say!("une carte, avec ses clés", "a card, with its keys"),
                    &place(),
                ));
                return None;
            }
        };
        let mut draft = Draft { fields: Vec::with_capacity(map.len()), ..Draft::default() };
        self.entries(map, &mut draft, place);
        Some(draft)
    }

    fn entries(&mut self, map: Mapping, draft: &mut Draft, place: &dyn Fn() -> Place) {
        for (key, value) in map {
            let Value::String(key) = key else { continue };
            match key.as_str() {
                "id" => draft.id = Some(self.text(&value, &key, place)),
                "count" => draft.count = self.count(&value, place),
                "tags" => draft.tags = self.tags(&value, place),
                "link" => draft.link = self.text(&value, &key, place),
                "layout" => {
                    let read = yaml::from_value(&value, &place().key("layout"), self.diags);
                    self.faulty |= read.is_none();
                    draft.layout = read.unwrap_or_default();
                }
                _ => {
                    if let Some(value) = Field::from_value(&value) {
                        let key = self.intern(key);
                        draft.fields.push(CardField { key, value, inherited: false, translated: None, lang: None });
                    }
                }
            }
        }
    }

    fn intern(&mut self, key: String) -> Arc<str> {
        if let Some(known) = self.keys.get(&key) {
            return known.clone();
        }
        let shared: Arc<str> = key.as_str().into();
        self.keys.insert(key, shared.clone());
        shared
    }

    fn text(&mut self, value: &Value, key: &str, place: &dyn Fn() -> Place) -> Option<Arc<str>> {
        if value.is_null() && key != "id" {
            return None;
        }
        let text = yaml::text(value).map(Arc::from);
        if text.is_none() {
            self.fault(yaml::wrong_type(value, &say!("un texte", "a text"), &place().key(key)));
        }
        text
    }

    fn count(&mut self, value: &Value, place: &dyn Fn() -> Place) -> Option<u16> {
        if value.is_null() {
            return None;
        }
        let count = value.as_u64().filter(|count| *count <= MOST_COPIES).and_then(|count| u16::try_from(count).ok());
        if count.is_none() {
            let wanted =
                say!("un nombre d’exemplaires de 0 à {MOST_COPIES}", "a number of copies from 0 to {MOST_COPIES}");
            self.fault(yaml::wrong_type(value, &wanted, &place().key("count")));
        }
        count
    }

    fn tags(&mut self, value: &Value, place: &dyn Fn() -> Place) -> Option<Vec<Arc<str>>> {
        let items: &[Value] = match value {
            Value::Null => return None,
            Value::Sequence(items) => items,
            other => std::slice::from_ref(other),
        };
        let mut tags = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match yaml::text(item) {
                Some(tag) => tags.push(Arc::from(tag)),
                None => {
                    self.fault(yaml::wrong_type(item, &say!("un mot", "a word"), &place().key("tags").index(index)))
                }
            }
        }
        Some(tags)
    }
}
