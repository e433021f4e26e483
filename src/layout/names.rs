//! What names in a layout mean for one card: its fields, its deck, its kit, the entry a repetition stands at.

use std::borrow::Cow;
use std::sync::Arc;

use crate::element::Scope;
use crate::model::{CRITERIA, Card, Collection, Deck, Entry, Field, Kit, NEEDS, RESOURCES, Record, TOOLS};
use crate::scene::{Heading, Origin};
use crate::source::Place;
use crate::template::Node;

/// The names of one card.
#[derive(Clone)]
pub(super) struct Names<'t> {
    kit: &'t Kit,
    deck: &'t Deck,
    card: &'t Card,
    page: Option<PageNumber>,
    locals: Vec<Local<'t>>,
}

/// Which page of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PageNumber {
    /// From 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
    /// The headings of all of them, as the layout before found them.
    pub outline: Arc<[Heading]>,
}

impl PageNumber {
    /// `number`, `count`; `first` and `last` are there on those pages alone.
    fn value(&self, name: &str) -> Option<Field> {
        let flag = |is: bool| is.then_some(Field::Flag(true));
        match name {
            "number" => Some(Field::Text(self.number.to_string().into())),
            "count" => Some(Field::Text(self.count.to_string().into())),
            "first" => flag(self.number == 1),
            "last" => flag(self.number == self.count),
            "heading" => self.heading(2),
            "chapter" => self.heading(1),
            _ => None,
        }
    }

    /// The first heading down to a level that begins on the page, or else the last one before it.
    fn heading(&self, level: u8) -> Option<Field> {
        let mut all = self.outline.iter().filter(|heading| heading.level <= level);
        let first = all.clone().find(|heading| heading.page == self.number);
        let found = first.or_else(|| all.rfind(|heading| heading.page < self.number));
        found.map(|heading| Field::Text(heading.title.clone()))
    }
}

/// The name of a repetition.
#[derive(Clone)]
struct Local<'t> {
    name: &'t str,
    entry: Each<'t>,
    index: usize,
    /// How many entries name it, of a word along the side of a box that shows a list.
    count: Option<usize>,
}

/// What a repetition stands at.
#[derive(Clone)]
pub(super) enum Each<'t> {
    /// A word of a vocabulary.
    Word(&'t Entry),
    /// A record of a collection.
    Record(&'t Collection, &'t Record),
    /// An item of a list.
    Item(Field),
}

impl<'t> Names<'t> {
    /// The names of a card.
    pub const fn new(kit: &'t Kit, deck: &'t Deck, card: &'t Card) -> Self {
        Self { kit, deck, card, page: None, locals: Vec::new() }
    }

    /// These names on one page of the card.
    #[must_use]
    pub fn on(self, page: PageNumber) -> Self {
        Self { page: Some(page), ..self }
    }

    /// The headings of the card's pages.
    pub fn outline(&self) -> &[Heading] {
        self.page.as_ref().map_or(&[], |page| &page.outline)
    }

    /// These names and that of a repetition.
    pub fn with(&self, name: &'t str, entry: Each<'t>, index: usize) -> Self {
        let mut names = self.clone();
        names.locals.push(Local { name, entry, index, count: None });
        names
    }

    /// These names and another one behind all of them: where both go by one name, the others win.
    pub fn before(&self, name: &'t str, entry: Each<'t>, index: usize) -> Self {
        let mut names = self.clone();
        names.locals.insert(0, Local { name, entry, index, count: None });
        names
    }

    /// These names, the last one with how many entries name it.
    #[must_use]
    pub fn counted(mut self, count: usize) -> Self {
        if let Some(local) = self.locals.last_mut() {
            local.count = Some(count);
        }
        self
    }

    /// Where a word stands in the vocabulary of a field.
    pub fn rank(&self, field: &str, word: &str) -> Option<usize> {
        self.kit.vocabulary(field)?.entries.iter().position(|entry| *entry.id == *word)
    }

    /// The entries that a repetition goes through: a vocabulary (`vocabulary.sequence`); a list of the card, or of the
    /// entry that a repetition around stands at (`t.resources`), as words of its vocabulary or records of its collection where it
    /// has one; or all records of a collection (`collection.tools`, or `tools` where no card of the deck has such a field).
    pub fn entries(&self, over: &str) -> Vec<Each<'t>> {
        if let Some(name) = over.strip_prefix("vocabulary.") {
            let words = self.kit.vocabulary(name).map_or(&[][..], |vocabulary| &vocabulary.entries);
            return words.iter().map(Each::Word).collect();
        }
        if let Some(name) = over.strip_prefix("collection.") {
            return self.records(name);
        }
        let (head, rest) = split(over);
        let last = over.rsplit('.').next().unwrap_or(over);
        if let Some(local) = self.locals.iter().rev().find(|local| local.name == head) {
            let of = match &local.entry {
                Each::Record(collection, _) => Some(&*collection.name),
                Each::Word(_) | Each::Item(_) => None,
            };
            return local.value(self.kit, rest).map(|value| self.items(of, last, &value)).unwrap_or_default();
        }
        match self.kit.value(self.deck, self.card, over) {
            Some(value) => self.items(self.card.collection(), last, &value),
            None if rest.is_none() && !self.is_field(head) => self.records(head),
            None => Vec::new(),
        }
    }

    fn records(&self, name: &str) -> Vec<Each<'t>> {
        let Some(collection) = self.kit.collection(name) else { return Vec::new() };
        collection.records.iter().map(|record| Each::Record(collection, record)).collect()
    }

    /// True for a field that cards of this deck have, though this one may be without it.
    fn is_field(&self, name: &str) -> bool {
        let cards = &self.deck.cards;
        let tools = cards.iter().any(|card| card.collection() == Some(TOOLS));
        (tools && matches!(name, RESOURCES | NEEDS | CRITERIA)) || cards.iter().any(|card| card.get(name).is_some())
    }

    /// The items of a value as what they stand for.
    fn items(&self, of: Option<&str>, key: &str, value: &Field) -> Vec<Each<'t>> {
        if !value.is_there() {
            return Vec::new();
        }
        let lookup = self.kit.lookup();
        let (words, target) = (lookup.vocabulary(key), lookup.target(of, key));
        let entry = |item: &Field| {
            let word = words.and_then(|words| words.entry(item.text()?));
            let record = || target.and_then(|target| Some((target, target.record(item.text()?)?)));
            word.map(Each::Word).or_else(|| record().map(|(target, record)| Each::Record(target, record)))
        };
        value.items().iter().map(|item| entry(item).unwrap_or_else(|| Each::Item(item.clone()))).collect()
    }

    /// All that `name` stands for, as one text: two cards with the same text show the same, whatever is made of it.
    pub fn fingerprint(&self, name: &str) -> String {
        self.value(name).map_or_else(String::new, |value| match &*value {
            Field::Text(text) => text.to_string(),
            other => format!("{other:?}"),
        })
    }

    /// The card.
    pub const fn card(&self) -> &'t Card {
        self.card
    }

    /// The card's code, shared.
    pub fn card_id(&self) -> Option<Arc<str>> {
        Some(self.card.id.clone())
    }

    /// Where a box of this card comes from.
    pub fn origin(&self, node: &Node) -> Origin {
        Origin {
            layout: node.place.clone(),
            content: node.subject.as_ref().and_then(|subject| self.place(subject)),
            card: self.card_id(),
        }
    }

    fn value(&self, name: &str) -> Option<Cow<'_, Field>> {
        let (head, rest) = split(name);
        if let Some(local) = self.locals.iter().rev().find(|local| local.name == head) {
            return local.value(self.kit, rest);
        }
        match (head, rest) {
            ("card", Some(rest)) => self.card.value(rest),
            ("page", Some(rest)) if self.card.get("page").is_none() => self.page.as_ref()?.value(rest).map(Cow::Owned),
            _ => self.kit.value(self.deck, self.card, name),
        }
    }
}

/// The first part of a dotted name, and what follows it.
fn split(name: &str) -> (&str, Option<&str>) {
    name.split_once('.').map_or((name, None), |(head, rest)| (head, Some(rest)))
}

impl<'t> Local<'t> {
    fn value(&self, kit: &'t Kit, rest: Option<&str>) -> Option<Cow<'_, Field>> {
        let text = |text: Arc<str>| Some(Cow::Owned(Field::Text(text)));
        match (&self.entry, rest) {
            (_, Some("count")) if self.count.is_some() => text(self.count.unwrap_or_default().to_string().into()),
            (_, Some("index")) => text((self.index + 1).to_string().into()),
            (Each::Word(entry), None) => text(entry.id.clone()),
            (Each::Word(entry), Some(rest)) => entry.get(rest),
            (Each::Record(_, record), None) => text(record.id.clone()),
            (Each::Record(collection, record), Some(rest)) => {
                kit.lookup().record_value(&collection.name, record, rest).map(Cow::into_owned).map(Cow::Owned)
            }
            (Each::Item(item), None) => Some(Cow::Borrowed(item)),
            (Each::Item(item), Some(rest)) => inside(kit, item, rest),
        }
    }
}

/// What a dotted name means in an item of a list: a key of a map, or what the word under it stands for.
fn inside<'i>(kit: &Kit, item: &'i Field, path: &str) -> Option<Cow<'i, Field>> {
    kit.lookup().inside(None, "", item, Some(path)).map(Cow::into_owned).map(Cow::Owned)
}

/// A value as running text: lists joined by commas; nothing for what is empty, for maps and for `false`.
fn spoken(value: &Field) -> Option<String> {
    match value {
        Field::Text(text) => (!text.is_empty()).then(|| text.to_string()),
        Field::Flag(flag) => flag.then(|| "true".to_owned()),
        Field::List(items) => {
            let words: Vec<_> = items.iter().filter_map(spoken).collect();
            (!words.is_empty()).then(|| words.join(", "))
        }
        Field::Map(_) => None,
    }
}

impl Scope for Names<'_> {
    fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        match self.value(name)? {
            Cow::Borrowed(Field::Text(text)) => (!text.is_empty()).then(|| Cow::Borrowed(&**text)),
            value => spoken(&value).map(Cow::Owned),
        }
    }

    fn list(&self, name: &str) -> Option<Vec<Cow<'_, str>>> {
        let value = self.value(name)?;
        let list: Vec<_> = value.items().iter().filter_map(spoken).map(Cow::Owned).collect();
        (!list.is_empty()).then_some(list)
    }

    fn lang(&self, name: &str) -> Option<Arc<str>> {
        let (head, rest) = name.split_once('.').unwrap_or((name, ""));
        match self.locals.iter().rev().find(|local| local.name == head) {
            Some(Local { entry: Each::Word(entry), .. }) if rest != "id" => entry.lang.clone(),
            Some(Local { entry: Each::Record(_, record), .. }) => {
                let key = split(rest).0;
                record.fields.iter().find(|field| *field.key == *key).and_then(|field| field.lang.clone())
            }
            Some(_) => None,
            None => self.kit.lang_of(self.deck, self.card, name),
        }
    }

    fn place(&self, name: &str) -> Option<Place> {
        let (head, rest) = split(name);
        if let Some(Local { entry: Each::Record(_, record), .. }) =
            self.locals.iter().rev().find(|local| local.name == head)
        {
            return Some(rest.map_or_else(|| record.place.clone(), |rest| record.field_place(split(rest).0)));
        }
        if self.locals.iter().any(|local| local.name == head) || matches!(head, "deck" | "kit" | "words" | "vocabulary")
        {
            return None;
        }
        if head == "card" || self.card.get(head).is_none() {
            return Some(self.card.place());
        }
        Some(self.card.field_place(head))
    }
}
