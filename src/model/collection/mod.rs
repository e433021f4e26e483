//! Collections: records that decks, layouts and reports draw from, each in its own place in a file: tools, resources,
//! needs, criteria, whatever else a kit lists. Knows vocabularies; knows no card and no layout.

mod check;
mod code;
mod faces;
mod file;
mod from;
mod lookup;
mod read;

use std::sync::Arc;

pub(super) use check::{Checker, check};
pub(super) use code::check_ranges;
pub(super) use faces::give as give_faces;
pub(super) use file::{CollectionFile, CriteriaFile, NeedsFile, ResourcesFile, ToolFile, ToolsFile};
pub(super) use from::{FromFile, Planned};
pub use from::{unknown_collection, unknown_record};
pub use lookup::Lookup;
pub(super) use read::{Shelf, read};

use super::{CardField, Field};
use crate::source::Place;

/// The collection of the tool records.
pub const TOOLS: &str = "tools";
/// The collection of what stands elsewhere: sites, videos, documents.
pub const RESOURCES: &str = "resources";
/// The collection of the needs that tools answer.
pub const NEEDS: &str = "needs";
/// The collection of the criteria that tools are held against.
pub const CRITERIA: &str = "criteria";

/// The vocabulary of what is to be done to a tool: the words of `do` in its `action`.
pub(super) const TO_DO: &str = "to-do";

/// One record.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its code or id, unique in its collection.
    pub id: Arc<str>,
    /// What it says, in the order of its file.
    pub fields: Vec<CardField>,
    /// Where it stands.
    pub place: Place,
}

/// Records of one kind.
#[derive(Clone, Debug)]
pub struct Collection {
    /// The name that layouts and decks call it by: `tools`.
    pub name: Arc<str>,
    /// The records: tools by code, all others in the order of their file.
    pub records: Vec<Record>,
}

impl Record {
    /// A field.
    pub fn get(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| *field.key == *key).map(|field| &field.value)
    }

    /// The text of a field.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.text()
    }

    /// The texts of a field, which may be a list or one alone.
    pub fn texts<'r>(&'r self, key: &str) -> impl Iterator<Item = &'r str> + use<'r> {
        self.get(key).map(Field::items).unwrap_or_default().iter().filter_map(Field::text)
    }

    /// Where a field stands: in its translation, or in the record.
    pub fn field_place(&self, key: &str) -> Place {
        let field = self.fields.iter().find(|field| *field.key == *key);
        field.and_then(|field| field.translated.clone()).unwrap_or_else(|| self.place.key(key))
    }
}

impl Collection {
    /// The record of that id, spelled exactly.
    pub fn record(&self, id: &str) -> Option<&Record> {
        self.records.iter().find(|record| *record.id == *id)
    }

    /// The ids in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.records.iter().map(|record| &*record.id)
    }
}
