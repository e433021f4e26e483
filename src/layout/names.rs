//! What names in a layout mean for one card: its fields, its deck, its kit, the entry a repetition stands at.

use std::borrow::Cow;
use std::sync::Arc;

use crate::element::Scope;
use crate::model::{Card, Deck, Entry, Field, Kit};
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

    /// The entries that a repetition goes through: a vocabulary (`vocabulary.sequence`), or a list of the card,
    /// as words of its vocabulary where it has one.
    pub fn entries(&self, over: &str) -> Vec<Each<'t>> {
        if let Some(name) = over.strip_prefix("vocabulary.") {
            let words = self.kit.vocabulary(name).map_or(&[][..], |vocabulary| &vocabulary.entries);
            return words.iter().map(Each::Word).collect();
        }
        let Some(value) = self.card.get(over).filter(|value| value.is_there()) else { return Vec::new() };
        let word = |item: &Field| self.kit.vocabulary(over)?.entry(item.text()?);
        value.items().iter().map(|item| word(item).map_or_else(|| Each::Item(item.clone()), Each::Word)).collect()
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
        let (head, rest) = name.split_once('.').map_or((name, None), |(head, rest)| (head, Some(rest)));
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

impl<'t> Local<'t> {
    fn value(&self, kit: &'t Kit, rest: Option<&str>) -> Option<Cow<'_, Field>> {
        let text = |text: Arc<str>| Some(Cow::Owned(Field::Text(text)));
        match (&self.entry, rest) {
            (_, Some("count")) if self.count.is_some() => text(self.count.unwrap_or_default().to_string().into()),
            (_, Some("index")) => text((self.index + 1).to_string().into()),
            (Each::Word(entry), None) => text(entry.id.clone()),
            (Each::Word(entry), Some(rest)) => entry.get(rest),
            (Each::Item(item), None) => Some(Cow::Borrowed(item)),
            (Each::Item(item), Some(rest)) => inside(kit, item, rest),
        }
    }
}

/// What a dotted name means in an item of a list: a key of a map, or what the word under it stands for.
fn inside<'i>(kit: &Kit, item: &'i Field, path: &str) -> Option<Cow<'i, Field>> {
    let (head, rest) = path.split_once('.').map_or((path, None), |(head, rest)| (head, Some(rest)));
    let value = item.get(head)?;
    let Some(rest) = rest else { return Some(Cow::Borrowed(value)) };
    let word = kit.vocabulary(head).and_then(|words| words.entry(value.text()?));
    match word {
        Some(word) => word.get(rest).map(Cow::into_owned).map(Cow::Owned),
        None => rest.split('.').try_fold(value, |value, key| value.get(key)).map(Cow::Borrowed),
    }
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
            Some(_) => None,
            None => self.kit.lang_of(self.deck, self.card, name),
        }
    }

    fn place(&self, name: &str) -> Option<Place> {
        let head = name.split('.').next().unwrap_or(name);
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
