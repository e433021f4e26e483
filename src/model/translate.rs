//! A kit in another of its languages: the same decks, cards and numbers with other words. What has no translation is
//! a fault, or stays in the kit's own language where kit.yaml allows it; it is never mixed in silently.

use std::path::Path;
use std::sync::Arc;

use serde_yaml::Value;

use super::overlay::{Ends, Overlay, Rules, is_fresh, mark};
use super::translation_file::{self, DeckTranslation, Files, KitTranslation, Read};
use super::vocabulary::Entry;
use super::{Card, CardField, Deck, Field, Kit, Locale, link};
use crate::diag::{Diagnostic, Diagnostics, Say, Severity};
use crate::say;
use crate::source::{Place, Sources};
use crate::world::World;
use crate::yaml;

/// How many names a message lists.
const NAMED: usize = 8;

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
    let files = translation_file::read(world, kit, lang, sound, sources, diags);
    let mut job = Job { source: kit, sound, locale, files: &files, rules: Rules::new(kit), sources, diags, result };
    job.kit();
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
    /// Lays over one part; what it lacks is told at once and kept as a gap.
    fn part<T>(
        &mut self,
        deck: Option<&Deck>,
        card: Option<&Card>,
        target: Option<Place>,
        lay: impl FnOnce(&mut Overlay<'_>) -> T,
    ) -> T {
        let mut overlay = Overlay {
            rules: &self.rules,
            diags: self.diags,
            missing: Vec::new(),
            wanted: 0,
            card: card.map(|card| card.id.clone()),
        };
        let laid = lay(&mut overlay);
        let (missing, wanted) = (overlay.missing, overlay.wanted);
        if missing.is_empty() {
            return laid;
        }
        let owner = match (deck, card) {
            (_, Some(card)) => card.place(),
            (Some(deck), None) => deck.place(),
            (None, None) => self.source.place(["kit"]),
        };
        self.result.gaps.push(Gap {
            deck: deck.map(|deck| deck.id.clone()),
            card: card.map(|card| card.id.clone()),
            texts: missing.len(),
        });
        // A file that is not there is told once, for all its cards.
        let whole = deck.is_some_and(|deck| !self.files.decks.contains_key(&deck.id));
        if !whole && !self.files.unreadable {
            let fault = self.lacking(&missing, wanted, target, owner);
            self.diags.push(match card {
                Some(card) => fault.card(&*card.id),
                None => fault,
            });
        }
        laid
    }

    /// A fault, or a remark where the kit's own language may stand in.
    fn severity(&self) -> Severity {
        if self.locale.falls_back { Severity::Warning } else { Severity::Error }
    }

    fn lacking(&self, missing: &[(String, Place)], wanted: usize, target: Option<Place>, owner: Place) -> Diagnostic {
        let (lang, own, count) = (&self.locale.lang, &self.source.lang, missing.len());
        let mut names: Vec<_> = missing.iter().take(NAMED).map(|(name, _)| name.as_str()).collect();
        if count > NAMED {
            names.push("…");
        }
        let names = names.join(", ");
        let s = if count > 1 { "s" } else { "" };
        let message = if self.locale.falls_back {
            let stay = if count > 1 { "restent" } else { "reste" };
            let stays = if count > 1 { "stay" } else { "stays" };
            say!(
                "{count} texte{s} {stay} en {own} dans la version {lang} : {names}",
                "{count} text{s} {stays} in {own} in the {lang} version: {names}"
            )
        } else {
            say!(
                "{count} texte{s} sans traduction en {lang} : {names}",
                "{count} text{s} without translation into {lang}: {names}"
            )
        };
        let mut fault = Diagnostic { severity: self.severity(), ..Diagnostic::error("missing-translation", message) };
        if let Some(target) = target {
            fault = fault.at(target);
        }
        if missing.len() == wanted {
            fault = fault.at_with(owner, say!("la source", "the source"));
        } else {
            for (name, place) in missing {
                fault = fault.at_with(place.clone(), say!("« {name} »", "“{name}”"));
            }
        }
        if self.locale.falls_back { fault } else { fault.hint(self.next_step()) }
    }

    fn next_step(&self) -> Say {
        let (lang, own) = (&self.locale.lang, &self.source.lang);
        say!(
            "traduisez-les dans locales/{lang}/, ou laissez-les en {own} : « locales: {{ {lang}: {{ fallback: {own} }} }} » dans kit.yaml",
            "translate them in locales/{lang}/, or let them stay in {own}: “locales: {{ {lang}: {{ fallback: {own} }} }}” in kit.yaml"
        )
    }

    /// The kit's own words: title, licence, fixed words, vocabularies, base address.
    fn kit(&mut self) {
        let files = self.files;
        let source = self.source;
        let read = files.kit.as_ref();
        let given = read.map(|read| &read.head);
        let root = read.map(Read::root);
        let ends = |keys: &[&str]| {
            let mut ends = Ends { source: source.place([]), given: root.clone().unwrap_or_else(|| source.place([])) };
            for key in keys {
                ends = Ends { source: ends.source.key(key), given: ends.given.key(key) };
            }
            ends
        };
        let mut kit = std::mem::replace(&mut self.result.kit, source.clone());
        let lang = source.lang.clone();
        self.part(None, None, root.clone(), |overlay| {
            let mut foreign = Vec::new();
            let mut text =
                |overlay: &mut Overlay<'_>, name: &str, source: &Arc<str>, given: Given<'_>, keys: &[&str]| {
                    let before = overlay.missing.len();
                    let value = given.map(|text| Value::String(text.0.to_string()));
                    let laid = overlay.value(name, &Field::Text(source.clone()), value.as_ref(), &ends(keys));
                    if overlay.missing.len() > before {
                        foreign.push(name.to_owned());
                    }
                    laid.text().map_or_else(|| source.clone(), Arc::from)
                };
            kit.title =
                text(overlay, "kit.title", &source.title, given.and_then(|given| given.title.as_ref()), &["title"]);
            if let Some(subtitle) = &source.subtitle {
                let given = given.and_then(|given| given.subtitle.as_ref());
                kit.subtitle = Some(text(overlay, "kit.subtitle", subtitle, given, &["subtitle"]));
            }
            for (name, word) in &mut kit.words {
                let given = given.and_then(|given| given.words.get(name));
                *word = text(overlay, &format!("words.{name}"), word, given, &["words", name]);
            }
            kit.foreign.extend(foreign.into_iter().map(|name| (name, lang.clone())));
            orphans(overlay, source, given, &ends);
            vocabularies(overlay, &mut kit, read, &ends);
        });
        if let Some(KitTranslation { licence, publisher, links, .. }) = given {
            kit.licence = licence.as_ref().map(|text| text.0.clone()).or(kit.licence);
            kit.publisher = publisher.as_ref().map(|text| text.0.clone()).or(kit.publisher);
            if let Some(base) = &links.base {
                if let Err(refused) = link::check_full(base) {
                    let fault = Diagnostic::error("wrong-link", refused.message).at(ends(&["links", "base"]).given);
                    self.diags.push(fault.hint(refused.hint));
                }
                kit.base = Some(base.0.clone());
            }
        }
        self.result.kit = kit;
    }

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

    fn card(
        &mut self,
        card: &mut Card,
        source: &Card,
        deck: &Deck,
        read: Option<&Read<DeckTranslation>>,
        base: Option<&str>,
    ) {
        let lang = self.source.lang.clone();
        let own = read.and_then(|read| read.rest.get("cards")?.get(&*source.id));
        let defaults = read.and_then(|read| read.rest.get("defaults"));
        let place = read.map(|read| read.root().key("cards").key(&source.id));
        self.part(Some(deck), Some(source), place.clone(), |overlay| {
            if let (Some(own), Some(place)) = (own, &place) {
                card_keys(overlay, own, source, place);
            }
            for field in &mut card.fields {
                let key = field.key.clone();
                let here = own.and_then(|own| own.get(&*key)).filter(|value| !value.is_null());
                let shared = defaults.and_then(|all| all.get(&*key)).filter(|_| field.inherited);
                let Some(given) = here.or(shared) else {
                    if !overlay.rules.is_fixed(&key) {
                        let ends = Ends { source: source.source_place(&key), given: source.source_place(&key) };
                        let before = overlay.missing.len();
                        overlay.value(&key, &field.value, None, &ends);
                        field.lang = (overlay.missing.len() > before).then(|| lang.clone());
                    }
                    continue;
                };
                let whole = read.map(Read::root).unwrap_or_else(|| source.place());
                let spot = if here.is_some() { whole.key("cards").key(&source.id) } else { whole.key("defaults") };
                let ends = Ends { source: source.source_place(&key), given: spot.key(&key) };
                let before = overlay.missing.len();
                let value = overlay.value(&key, &field.value, Some(given), &ends);
                let lang = (overlay.missing.len() > before).then(|| lang.clone());
                *field = CardField { value, lang, translated: Some(ends.given), ..field.clone() };
            }
            let given = own.and_then(|own| own.get("link")).and_then(yaml::text);
            if let Some(link) = given {
                card.link = Some(link.as_ref().into());
            }
            match card.link.as_deref().unwrap_or(&card.id) {
                _ if base.is_none() && card.link.is_none() => {}
                link => match link::resolve(link, base) {
                    Ok(url) => card.url = Some(url.into()),
                    Err(refused) => {
                        let place = place.clone().map_or_else(|| source.place(), |place| place.key("link"));
                        overlay.push(Diagnostic::error("wrong-link", refused.message).at(place).hint(refused.hint));
                    }
                },
            }
        });
    }

    /// Cards and defaults that a translation has and its deck has not.
    fn strangers(&mut self, deck: &Deck, read: &Read<DeckTranslation>) {
        let root = read.root();
        let mut overlay = Overlay { rules: &self.rules, diags: self.diags, missing: Vec::new(), wanted: 0, card: None };
        let inherited: Vec<&str> = deck
            .cards
            .iter()
            .flat_map(|card| &card.fields)
            .filter(|field| field.inherited)
            .map(|field| &*field.key)
            .collect();
        for (key, known) in
            [("cards", deck.cards.iter().map(|card| &*card.id).collect::<Vec<_>>()), ("defaults", inherited)]
        {
            match read.rest.get(key) {
                Some(Value::Mapping(map)) => {
                    for name in map.keys().filter_map(Value::as_str).filter(|name| !known.contains(name)) {
                        overlay.orphan(name, known.iter().copied(), &root.key(key).key(name));
                    }
                }
                None | Some(Value::Null) => {}
                Some(other) => {
                    let wanted = say!("les cartes par leur code : « R01: »", "the cards by their code: “R01:”");
                    overlay.push(yaml::wrong_type(other, &wanted, &root.key(key)));
                }
            }
        }
    }
}

/// Keys of a translated card: those that translate nothing, and texts whose source has changed since.
fn card_keys(overlay: &mut Overlay<'_>, own: &Value, source: &Card, place: &Place) {
    let Value::Mapping(map) = own else {
        if !own.is_null() {
            overlay.push(yaml::wrong_type(own, &say!("les champs de la carte", "the fields of the card"), place));
        }
        return;
    };
    let known = || source.fields.iter().map(|field| &*field.key);
    for (key, value) in map.iter().filter_map(|(key, value)| Some((key.as_str()?, value))) {
        match (key, value) {
            ("link", _) => {}
            ("made-from", Value::Mapping(marks)) => {
                for (name, recorded) in
                    marks.iter().filter_map(|(name, mark)| Some((name.as_str()?, yaml::text(mark)?)))
                {
                    match source.get(name) {
                        Some(field) if is_fresh(&recorded, field) => {}
                        Some(field) => stale(overlay, name, field, place, source),
                        None => overlay.orphan(name, known(), &place.key(key).key(name)),
                    }
                }
            }
            ("made-from", other) => {
                let wanted = say!("des champs et leur marque", "fields and their mark");
                overlay.push(yaml::wrong_type(other, &wanted, &place.key(key)));
            }
            _ if source.get(key).is_none() => overlay.orphan(key, known(), &place.key(key)),
            _ => {}
        }
    }
}

fn stale(overlay: &mut Overlay<'_>, name: &str, field: &Field, place: &Place, source: &Card) {
    let mark = mark(field);
    let message = say!(
        "la source de « {name} » a changé depuis sa traduction",
        "the source of “{name}” has changed since it was translated"
    );
    let fault = Diagnostic::warning("stale-translation", message)
        .at(place.key(name))
        .at_with(source.source_place(name), say!("la source", "the source"))
        .hint(say!(
            "relisez la traduction, puis écrivez sous made-from : « {name}: {mark} »",
            "read the translation again, then write under made-from: “{name}: {mark}”"
        ));
    overlay.push(fault);
}

/// Fixed words that the kit does not have.
fn orphans(overlay: &mut Overlay<'_>, source: &Kit, given: Option<&KitTranslation>, ends: &dyn Fn(&[&str]) -> Ends) {
    let known = || source.words.iter().map(|(name, _)| &**name);
    for name in given.iter().flat_map(|given| given.words.keys()) {
        if source.word(name).is_none() {
            overlay.orphan(name, known(), &ends(&["words", name]).given);
        }
    }
}

/// Lays the words of vocabularies over those of the kit.
fn vocabularies(
    overlay: &mut Overlay<'_>,
    kit: &mut Kit,
    read: Option<&Read<KitTranslation>>,
    ends: &dyn Fn(&[&str]) -> Ends,
) {
    let all = read.and_then(|read| read.rest.get("vocabularies"));
    if let Some(Value::Mapping(map)) = all {
        for name in map.keys().filter_map(Value::as_str).filter(|name| kit.vocabulary(name).is_none()) {
            let known = kit.vocabularies.iter().map(|vocabulary| &*vocabulary.field);
            overlay.orphan(name, known, &ends(&["vocabularies", name]).given);
        }
    }
    let lang = overlay.rules.lang().clone();
    for vocabulary in &mut kit.vocabularies {
        let field = vocabulary.field.clone();
        let given = all.and_then(|all| all.get(&*field));
        let place = ends(&["vocabularies", &field]);
        if let Some(Value::Mapping(map)) = given {
            for id in map.keys().filter_map(Value::as_str).filter(|id| vocabulary.entry(id).is_none()) {
                overlay.orphan(id, vocabulary.ids(), &place.given.key(id));
            }
        }
        for (index, entry) in vocabulary.entries.iter_mut().enumerate() {
            let ends = Ends { source: place.source.index(index), given: place.given.key(&entry.id) };
            let before = overlay.missing.len();
            word(overlay, entry, &field, given.and_then(|given| given.get(&*entry.id)), &ends);
            entry.lang = (overlay.missing.len() > before).then(|| lang.clone());
        }
    }
}

/// One word of a vocabulary: a text stands for its label.
fn word(overlay: &mut Overlay<'_>, entry: &mut Entry, field: &str, given: Option<&Value>, ends: &Ends) {
    let mut source = vec![(Arc::from("label"), Field::Text(entry.label.clone()))];
    source.extend(entry.attributes.iter().cloned());
    let name = format!("{field}.{}", entry.id);
    let short = given.filter(|given| yaml::text(given).is_some()).cloned();
    let given = match short {
        Some(label) => Value::Mapping([(Value::from("label"), label)].into_iter().collect()),
        None => given.filter(|given| !given.is_null()).cloned().unwrap_or_else(|| Value::Mapping(Default::default())),
    };
    let Field::Map(laid) = overlay.value(&name, &Field::Map(source), Some(&given), ends) else { return };
    let mut laid = laid.into_iter();
    entry.label = laid.next().and_then(|(_, label)| label.text().map(Arc::from)).unwrap_or_else(|| entry.label.clone());
    entry.attributes = laid.collect();
}
