//! A kit in another of its languages: the same decks, cards and numbers with other words. What has no translation is
//! a fault, or stays in the kit's own language where kit.yaml allows it; it is never mixed in silently.

mod cards;
mod file;
mod gaps;
mod overlay;
mod records;
mod words;

use std::path::Path;
use std::sync::Arc;

use serde_yaml::Value;

use super::{Deck, Field, Kit, Locale};
use crate::diag::{Diagnostic, Diagnostics};
use crate::say;
use crate::source::{Place, Sources};
use crate::world::World;
use crate::yaml;
pub(super) use file::{DeckTranslation, KitTranslation, RecordsTranslation};
use file::{Files, Read};
use overlay::{Ends, Overlay, Rules};

/// Texts of one card, deck or kit without translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The deck; nothing for words of the kit itself.
    pub deck: Option<Arc<str>>,
    /// The card; nothing for words of a deck or the kit.
    pub card: Option<Arc<str>>,
    /// How many texts.
    pub texts: usize,
}

/// A kit in another language.
#[derive(Clone, Debug)]
pub struct Translated {
    /// The kit, its `lang` being that language. Texts without translation are there in the kit's own language.
    pub kit: Kit,
    /// Which those are.
    pub gaps: Vec<Gap>,
}

/// The kit in `lang`, from the files of `locales/<lang>/`. In its own language it is as it stands.
/// Where the kit is not `sound`, decks and cards may have been left out, and nobody misses what translations say of them.
pub fn translate(
    world: &dyn World,
    kit: &Kit,
    lang: &Arc<str>,
    sound: bool,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Translated {
    let mut result = Translated { kit: kit.clone(), gaps: Vec::new() };
    let locale = kit.locale(lang);
    for role in &mut result.kit.fonts {
        if let Some(other) = locale.fonts.iter().find(|other| other.name == role.name) {
            role.families.clone_from(&other.families);
        }
    }
    if *lang == kit.lang {
        return result;
    }
    result.kit.lang = lang.clone();
    let files = file::read(world, kit, lang, sound, sources, diags);
    let mut job = Job { source: kit, sound, locale, files: &files, rules: Rules::new(kit), sources, diags, result };
    job.kit();
    job.collections();
    for index in 0..kit.decks.len() {
        job.deck(index);
    }
    job.result
}

struct Job<'j> {
    source: &'j Kit,
    /// False where decks and cards may have been left out.
    sound: bool,
    locale: Locale,
    files: &'j Files,
    rules: Rules<'j>,
    sources: &'j Sources,
    diags: &'j mut Diagnostics,
    result: Translated,
}

/// Words of the kit or a deck, read as typed keys: the text given, under its key.
type Given<'v> = Option<&'v yaml::Text>;

impl Job<'_> {
    fn deck(&mut self, index: usize) {
        let files = self.files;
        let source = &self.source.decks[index];
        let read = files.decks.get(&source.id);
        if read.is_none() && !files.unreadable {
            self.no_file(source);
        }
        let mut deck = source.clone();
        self.heading(&mut deck, source, read);
        let base = self.result.kit.base.clone();
        for (card, source_card) in deck.cards.iter_mut().zip(&source.cards) {
            self.card(card, source_card, source, read, base.as_deref());
        }
        if let Some(read) = read.filter(|_| self.sound) {
            self.strangers(source, read);
        }
        self.result.kit.decks[index] = deck;
    }

    fn no_file(&mut self, deck: &Deck) {
        let (id, lang, own) = (&deck.id, &self.locale.lang, &self.source.lang);
        let name = self.sources.get(deck.file).map(|source| source.name.clone()).unwrap_or_default();
        let name = Path::new(&name).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let message = if self.locale.falls_back {
            say!(
                "le jeu « {id} » reste en {own} dans la version {lang}",
                "the deck “{id}” stays in {own} in the {lang} version"
            )
        } else {
            say!("le jeu « {id} » n’est pas traduit en {lang}", "the deck “{id}” is not translated into {lang}")
        };
        let fault = Diagnostic { severity: self.severity(), ..Diagnostic::error("missing-translation", message) };
        self.diags.push(fault.at(deck.place()).hint(say!(
            "écrivez locales/{lang}/{name}, qui commence par « deck: {id} »",
            "write locales/{lang}/{name}, which starts with “deck: {id}”"
        )));
    }

    fn heading(&mut self, deck: &mut Deck, source: &Deck, read: Option<&Read<DeckTranslation>>) {
        let lang = self.source.lang.clone();
        let root = read.map(Read::root);
        let from = Place::value(source.file, []);
        let foreign = self.part(Some(source), None, root.clone(), |overlay| {
            let mut foreign = Vec::new();
            let mut text = |key: &str, source: &Arc<str>, given: Given<'_>| {
                let before = overlay.missing.len();
                let ends = Ends { source: from.key(key), given: root.as_ref().unwrap_or(&from).key(key) };
                let value = given.map(|text| Value::String(text.0.to_string()));
                let laid = overlay.value(key, &Field::Text(source.clone()), value.as_ref(), &ends);
                if overlay.missing.len() > before {
                    foreign.push(format!("deck.{}.{key}", deck.id));
                }
                laid.text().map_or_else(|| source.clone(), Arc::from)
            };
            deck.title = text("title", &source.title, read.and_then(|read| read.head.title.as_ref()));
            if let Some(subtitle) = &source.subtitle {
                deck.subtitle = Some(text("subtitle", subtitle, read.and_then(|read| read.head.subtitle.as_ref())));
            }
            for variant in &mut deck.variants {
                let given = read.and_then(|read| read.head.variants.get(&variant.id));
                variant.title = text(&format!("variants.{}", variant.id), &variant.title, given);
            }
            foreign
        });
        self.result.kit.foreign.extend(foreign.into_iter().map(|name| (name, lang.clone())));
    }
}
