//! What dotted names mean in records: words of vocabularies, records that other records point to, keys of maps.

use std::borrow::Cow;

use super::{Collection, Record, TO_DO, TOOLS};
use crate::model::{Field, Vocabulary};

/// The fields of a tool that hold codes of other tools.
const TOOL_LINKS: [&str; 3] = ["prepares", "extends", "see"];

/// What names are looked up in.
#[derive(Clone, Copy)]
pub struct Lookup<'k> {
    /// The vocabularies.
    pub vocabularies: &'k [Vocabulary],
    /// The collections.
    pub collections: &'k [Collection],
}

impl<'k> Lookup<'k> {
    /// The vocabulary that a field takes its words from.
    pub fn vocabulary(&self, field: &str) -> Option<&'k Vocabulary> {
        self.vocabularies.iter().find(|words| *words.field == *field)
    }

    /// The collection of that name.
    pub fn collection(&self, name: &str) -> Option<&'k Collection> {
        self.collections.iter().find(|collection| *collection.name == *name)
    }

    /// The collection whose ids the field `field` holds: the one that it is called by, and for the links of a tool the
    /// tools. `of` is the collection that the holder itself belongs to, or came from.
    pub fn target(&self, of: Option<&str>, field: &str) -> Option<&'k Collection> {
        match of {
            Some(TOOLS) if TOOL_LINKS.contains(&field) => self.collection(TOOLS),
            _ => self.collection(field),
        }
    }

    /// What `path` means in a record: `id`, `title`, `family.label`, `sequences.from.label`, `see.title`. Of a list,
    /// what it means in each of its items.
    pub fn record_value<'a>(&'a self, collection: &str, record: &'a Record, path: &str) -> Option<Cow<'a, Field>>
    where
        'k: 'a,
    {
        let (head, rest) = split(path);
        match (head, rest) {
            ("id" | "code", None) => Some(Cow::Owned(Field::Text(record.id.clone()))),
            _ => self.inside(Some(collection), head, record.get(head)?, rest),
        }
    }

    /// What `rest` means inside the value that the field `key` has.
    pub fn inside<'a>(
        &'a self,
        of: Option<&str>,
        key: &str,
        value: &'a Field,
        rest: Option<&str>,
    ) -> Option<Cow<'a, Field>>
    where
        'k: 'a,
    {
        let Some(rest) = rest else { return Some(Cow::Borrowed(value)) };
        if let Field::Map(_) = value {
            let (head, rest) = split(rest);
            // The ends of a span are words of the vocabulary `sequence`, what is to be done one of `to-do`.
            let inner = match (key, head) {
                ("sequences", _) => "sequence",
                ("action", "do") => TO_DO,
                _ => head,
            };
            return self.inside(of, inner, value.get(head)?, rest);
        }
        if let Some(words) = self.vocabulary(key) {
            return each(value, |item| words.entry(item.text()?)?.get(rest));
        }
        if let Some(target) = self.target(of, key) {
            return each(value, |item| self.record_value(&target.name, target.record(item.text()?)?, rest));
        }
        None
    }
}

/// Of a list, what `find` gives for its items; of another value, what it gives for it.
fn each<'a>(value: &'a Field, find: impl Fn(&'a Field) -> Option<Cow<'a, Field>>) -> Option<Cow<'a, Field>> {
    match value {
        Field::List(items) => {
            Some(Cow::Owned(Field::List(items.iter().filter_map(|item| Some(find(item)?.into_owned())).collect())))
        }
        one => find(one),
    }
}

/// The first part of a dotted name, and what follows it.
fn split(path: &str) -> (&str, Option<&str>) {
    path.split_once('.').map_or((path, None), |(head, rest)| (head, Some(rest)))
}
