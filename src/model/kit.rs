//! A kit as every later layer sees it: checked, complete, in the order of its author.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Card, Collection, Course, Date, Deck, Entry, Field, Locale, Lookup, Package, Palette, Production, Vocabulary,
};
use crate::element::Typography;
use crate::font::ScriptTag;
use crate::sizes::Sizes;
use crate::source::{FileId, Place, Step};

/// A role that layouts ask a font for, and who plays it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontRole {
    /// The name that layouts use: `texte`, `titre`…
    pub name: Arc<str>,
    /// The families, the first one first; the others supply the characters it lacks.
    pub families: Vec<Arc<str>>,
    /// For letters of a script, the families that are tried before, in the kit's order.
    pub scripts: Vec<(ScriptTag, Vec<String>)>,
    /// The weights that the kit uses, 100 to 900; empty where it does not say.
    pub weights: Vec<u16>,
}

/// A planned part of the kit: its place in the order is kept even before its file exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// The id of the deck, board or document.
    pub id: Arc<str>,
    /// Its title, where the plan or its file says one.
    pub title: Option<Arc<str>>,
    /// Where it stands, in the author's words.
    pub status: Option<Arc<str>>,
    /// True when a file of the kit holds it; otherwise it is yet to come.
    pub present: bool,
}

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// For a print shop: one face a page, bleed, process inks.
    Press,
    /// For reading: trim size, sRGB, links.
    Screen,
    /// For an office printer: sheets of several cards, little ink, a page that tells how to print and cut.
    Home,
}

/// An ICC profile that a kit names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icc {
    /// The file, from the kit's folder.
    pub file: Arc<str>,
    /// The name of the printing condition, where the profile does not tell it.
    pub condition: Option<Arc<str>>,
}

/// A whole kit.
#[derive(Clone, Debug)]
pub struct Kit {
    /// Short name for files and addresses: `tiroirs`.
    pub id: Arc<str>,
    /// Title.
    pub title: Arc<str>,
    /// The title at length, or a line under it.
    pub subtitle: Option<Arc<str>>,
    /// Version, as written: `1.0`.
    pub version: Arc<str>,
    /// Date of this version.
    pub date: Option<Date>,
    /// Language of the content (BCP 47): `fr`.
    pub lang: Arc<str>,
    /// Licence, as printed on the cards.
    pub licence: Option<Arc<str>>,
    /// Who publishes it.
    pub publisher: Option<Arc<str>>,
    /// The print shop that press files are made for, by the name of its profile.
    pub printer: Option<Arc<str>>,
    /// The profile of its printing condition, instead of the program's.
    pub icc: Option<Icc>,
    /// How its pieces are to be made.
    pub production: Production,
    /// What a build makes that is asked for nothing else; none in a kit that does not say.
    pub profiles: Vec<Profile>,
    /// What short links are appended to.
    pub base: Option<Arc<str>>,
    /// Swatches.
    pub palette: Palette,
    /// Font roles, in the kit's order.
    pub fonts: Vec<FontRole>,
    /// Small typography and hyphenation.
    pub typography: Typography,
    /// Vocabularies, in the kit's order.
    pub vocabularies: Vec<Vocabulary>,
    /// Records that decks, layouts and reports draw from, in the order in which they were found.
    pub collections: Vec<Collection>,
    /// Fixed words of layouts, by name.
    pub words: Vec<(Arc<str>, Arc<str>)>,
    /// Card fields and attributes of vocabularies that are the same in every language.
    pub untranslated: Vec<Arc<str>>,
    /// How the kit is set in the languages that kit.yaml describes.
    pub locales: Vec<Locale>,
    /// Words of the kit and its decks left without translation, as `words.next`, `kit.title`, `deck.D1.title`, with
    /// their language.
    pub foreign: BTreeMap<String, Arc<str>>,
    /// The plan: listed parts in their order, then the parts that no list names.
    pub components: Vec<Component>,
    /// The decks, in the order of the components.
    pub decks: Vec<Deck>,
    /// Paths through a workshop, by file name.
    pub paths: Vec<Course>,
    /// Boxes for decks, by file name.
    pub packages: Vec<Package>,
    /// Named sizes, shipped and the kit's own.
    pub sizes: Sizes,
    /// The kit.yaml.
    pub file: FileId,
    /// Where the kit lies.
    pub folder: PathBuf,
}

impl Kit {
    /// The deck of that id, spelled exactly.
    pub fn deck(&self, id: &str) -> Option<&Deck> {
        self.decks.iter().find(|deck| *deck.id == *id)
    }

    /// The path of that id, spelled in whatever case.
    pub fn path(&self, id: &str) -> Option<&Course> {
        self.paths.iter().find(|path| path.id.eq_ignore_ascii_case(id))
    }

    /// The font role of that name.
    pub fn font(&self, role: &str) -> Option<&FontRole> {
        self.fonts.iter().find(|font| *font.name == *role)
    }

    /// The vocabulary that the card field `field` takes its words from.
    pub fn vocabulary(&self, field: &str) -> Option<&Vocabulary> {
        self.vocabularies.iter().find(|vocabulary| *vocabulary.field == *field)
    }

    /// The entry that a card names in `field`; of several, the first.
    pub fn entry(&self, card: &Card, field: &str) -> Option<&Entry> {
        self.vocabulary(field)?.entry(card.get(field)?.items().first()?.text()?)
    }

    /// The collection of that name.
    pub fn collection(&self, name: &str) -> Option<&Collection> {
        self.lookup().collection(name)
    }

    /// What dotted names are looked up in.
    pub fn lookup(&self) -> Lookup<'_> {
        Lookup { vocabularies: &self.vocabularies, collections: &self.collections }
    }

    /// A place in kit.yaml: `["palette", "nuit"]`.
    pub fn place<const N: usize>(&self, keys: [&str; N]) -> Place {
        Place::value(self.file, keys.map(|key| Step::Key(key.into())).to_vec())
    }

    /// What a layout means by `path` on a card; nothing where the card does not have it.
    ///
    /// `title` is the card's own field, `id`, `count`, `tags`, `link` and `url` its fixed ones. `family.label` is an
    /// attribute of the vocabulary entry that the card names in `family`; a list of entries gives a list of
    /// attributes. `source.author` goes into a map. A field called as a collection holds ids of its records, and
    /// `resources.title` looks through it; without such a field, `resources.club.title` is what that record says.
    /// `card.id` is `id`; `deck.title`, `kit.version` and the like are the deck's and the kit's own, `words.next` the kit's
    /// fixed word of that name.
    pub fn value<'a>(&'a self, deck: &'a Deck, card: &'a Card, path: &str) -> Option<Cow<'a, Field>> {
        let Some((field, rest)) = path.split_once('.') else { return card.value(path) };
        let value = match card.get(field) {
            Some(value) => value,
            None if field == "card" => return card.value(rest),
            None if field == "deck" => return deck.value(rest).map(Cow::Owned),
            None if field == "kit" => return self.own(rest).map(Cow::Owned),
            None if field == "words" => return self.word(rest).map(|text| Cow::Owned(Field::Text(text.clone()))),
            None => return self.recorded(field, rest).map(Cow::Owned),
        };
        self.lookup().inside(card.collection(), field, value, Some(rest)).map(Cow::into_owned).map(Cow::Owned)
    }

    /// What a record of a collection says, `A07.title`, or how many there are, `count`.
    fn recorded(&self, collection: &str, path: &str) -> Option<Field> {
        let lookup = self.lookup();
        let collection = lookup.collection(collection)?;
        let (id, rest) = path.split_once('.').unwrap_or((path, "id"));
        match collection.record(id) {
            Some(record) => lookup.record_value(&collection.name, record, rest).map(Cow::into_owned),
            None if path == "count" => Some(Field::Text(collection.records.len().to_string().into())),
            None => None,
        }
    }

    /// A fixed word of layouts.
    pub fn word(&self, name: &str) -> Option<&Arc<str>> {
        self.words.iter().find(|(known, _)| **known == *name).map(|(_, text)| text)
    }

    /// The language of what a layout means by `path` on a card, where it is another than the kit's.
    pub fn lang_of(&self, deck: &Deck, card: &Card, path: &str) -> Option<Arc<str>> {
        let (head, rest) = path.split_once('.').unwrap_or((path, ""));
        if let Some(field) = card.fields.iter().find(|field| *field.key == *head) {
            return match self.entry(card, head) {
                Some(entry) => entry.lang.clone(),
                None => field.lang.clone(),
            };
        }
        match head {
            "deck" => self.foreign.get(&format!("deck.{}.{rest}", deck.id)).cloned(),
            _ => self.foreign.get(path).cloned(),
        }
    }

    fn own(&self, name: &str) -> Option<Field> {
        let text = |text: &Arc<str>| Field::Text(text.clone());
        match name {
            "id" => Some(text(&self.id)),
            "title" => Some(text(&self.title)),
            "subtitle" => self.subtitle.as_ref().map(text),
            "version" => Some(text(&self.version)),
            "date" => self.date.map(|date| Field::Text(date.to_string().into())),
            "lang" => Some(text(&self.lang)),
            "licence" => self.licence.as_ref().map(text),
            "publisher" => self.publisher.as_ref().map(text),
            _ => None,
        }
    }
}
