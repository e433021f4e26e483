//! What records must satisfy beyond their form: words that exist, ids that lead somewhere, keys that their status asks for,
//! codes, dates and durations that can be meant.

use std::collections::BTreeSet;

use super::file::ToolsFile;
use super::from::unknown_record;
use super::{CRITERIA, Collection, Lookup, NEEDS, RESOURCES, Record, TO_DO, TOOLS, code};
use crate::diag::{Diagnostic, Diagnostics, Say};
use crate::model::deck_file::unknown_word;
use crate::model::{Date, Deck, Field, link};
use crate::say;
use crate::source::Place;
use crate::yaml::{self, Text};

/// What every tool must say where the kit has the vocabulary that it takes its words from.
const ALWAYS: [&str; 3] = ["family", "sequences", "status"];
/// What a tool that people can use must say besides.
const USABLE: [&str; 8] =
    ["audience", "level", "objectives", "contents", "implementation", "duration", "group", "follow-up"];
/// What a tool that people take up alone must say besides.
const ALONE: [&str; 7] = ["objectives", "contents", "implementation", "material", "duration", "group", "follow-up"];
/// The status of tools that are not there yet.
const TO_CREATE: &str = "to-create";

/// What records are checked against.
pub(in crate::model) struct Checker<'c> {
    pub(in crate::model) lookup: Lookup<'c>,
    pub(in crate::model) tools: &'c ToolsFile,
    pub(in crate::model) decks: &'c [Deck],
    /// Ids of parts that are only planned.
    pub(in crate::model) planned: BTreeSet<&'c str>,
}

/// Every fault of every record.
pub(in crate::model) fn check(checker: &Checker<'_>, diags: &mut Diagnostics) {
    for collection in checker.lookup.collections {
        for record in &collection.records {
            checker.record(collection, record, diags);
        }
        if *collection.name == *TOOLS {
            orphans(collection, diags);
        }
    }
}

impl Checker<'_> {
    fn record(&self, collection: &Collection, record: &Record, diags: &mut Diagnostics) {
        match &*collection.name {
            TOOLS => self.tool(record, diags),
            RESOURCES => resource(record, diags),
            CRITERIA => criterion(record, diags),
            NEEDS => {}
            _ => record.fields.iter().for_each(|field| self.words(record, &field.key, diags)),
        }
        for field in &record.fields {
            self.ids(collection, record, &field.key, diags);
        }
    }

    fn tool(&self, record: &Record, diags: &mut Diagnostics) {
        code::check(&record.id, record.text("family"), self.tools, &record.place.key("tool"), diags);
        self.lacking(record, diags);
        for field in record.fields.iter().filter(|field| *field.key != *"sequence" || record.get("sequences").is_none())
        {
            self.words(record, &field.key, diags);
        }
        self.span(record, diags);
        let what = record.get("action").and_then(|action| action.get("do")).and_then(Field::text);
        if let (Some(word), Some(words)) = (what, self.lookup.vocabulary(TO_DO))
            && words.entry(word).is_none()
        {
            diags.push(unknown_word(word, words, record.place.key("action").key("do")));
        }
        if let Some(due) = record.get("action").and_then(|action| action.get("due")) {
            date(due, record.place.key("action").key("due"), diags);
        }
        if let Some(duration) = record.text("duration") {
            self::duration(duration, record.place.key("duration"), diags);
        }
        for (index, name) in record.texts("cards").enumerate() {
            self.part(name, listed(record, "cards", index), diags);
        }
    }

    /// Tells in one message what a record lacks.
    fn lacking(&self, record: &Record, diags: &mut Diagnostics) {
        let status = record.text("status").unwrap_or_default();
        let alone = record.get("autonomous") == Some(&Field::Flag(true)) && status != TO_CREATE;
        let mut keys: Vec<&str> = ALWAYS.to_vec();
        match self.tools.required.get(status) {
            Some(keyed) => keys.extend(names(keyed)),
            None if status == TO_CREATE => {}
            None => keys.extend(USABLE),
        }
        if alone {
            match self.tools.required.get("autonomous") {
                Some(keyed) => keys.extend(names(keyed)),
                None => keys.extend(ALONE),
            }
        }
        let mut known = BTreeSet::new();
        keys.retain(|key| known.insert(*key) && self.can_say(key) && !record.get(key).is_some_and(Field::is_there));
        if keys.is_empty() {
            return;
        }
        let list = yaml::key_list(keys.iter().copied());
        let message = match (status, alone) {
            ("", _) => say!("il manque à cette fiche : {list}", "this record lacks: {list}"),
            (_, false) => say!(
                "il manque à cette fiche, dont le statut est « {status} » : {list}",
                "this record, whose status is “{status}”, lacks: {list}"
            ),
            (_, true) => say!(
                "il manque à cette fiche d’un outil autonome, dont le statut est « {status} » : {list}",
                "this record of a tool that people take up alone, whose status is “{status}”, lacks: {list}"
            ),
        };
        let hint = say!(
            "ajoutez-les ; ce qu’un statut demande se règle dans kit.yaml, « tools: {{ required: … }} »",
            "add them; what a status asks for is settled in kit.yaml, “tools: {{ required: … }}”"
        );
        diags.push(Diagnostic::error("missing-key", message).at(record.place.key("tool")).hint(hint));
    }

    /// Keys that take words of a vocabulary are asked for where the kit has it.
    fn can_say(&self, key: &str) -> bool {
        match key {
            "family" | "status" | "audience" | "level" => self.lookup.vocabulary(key).is_some(),
            "sequences" => self.lookup.vocabulary("sequence").is_some(),
            _ => true,
        }
    }

    fn words(&self, record: &Record, key: &str, diags: &mut Diagnostics) {
        let (Some(words), Some(value)) = (self.lookup.vocabulary(key), record.get(key)) else { return };
        for (index, item) in value.items().iter().enumerate() {
            if let Some(word) = item.text().filter(|word| words.entry(word).is_none()) {
                diags.push(unknown_word(word, words, listed(record, key, index)));
            }
        }
    }

    /// Both ends of a span are words, the first not after the last.
    fn span(&self, record: &Record, diags: &mut Diagnostics) {
        let (Some(words), Some(span)) = (self.lookup.vocabulary("sequence"), record.get("sequences")) else { return };
        let mut at = |key: &str| {
            let word = span.get(key)?.text()?;
            let found = words.ids().position(|id| id == word);
            if found.is_none() {
                diags.push(unknown_word(word, words, record.place.key("sequences").key(key)));
            }
            found.map(|index| (index, word))
        };
        if let (Some((from, first)), Some((to, last))) = (at("from"), at("to"))
            && from > to
        {
            let message = say!("« {first} » vient après « {last} »", "“{first}” comes after “{last}”");
            let hint = say!(
                "échangez from et to ; l’ordre est celui du vocabulaire « sequence »",
                "swap from and to; the order is that of the vocabulary “sequence”"
            );
            let fault = Diagnostic::error("wrong-order", message).at(record.place.key("sequences")).hint(hint);
            diags.push(fault);
        }
    }

    /// Ids of other records lead to one, and not back to this one.
    fn ids(&self, collection: &Collection, record: &Record, key: &str, diags: &mut Diagnostics) {
        let Some(target) = self.lookup.target(Some(&collection.name), key) else {
            if self.is_list_of_ids(collection, key) {
                record
                    .texts(key)
                    .enumerate()
                    .for_each(|(index, id)| diags.push(nothing(id, key, listed(record, key, index))));
            }
            return;
        };
        for (index, id) in record.texts(key).enumerate() {
            let place = listed(record, key, index);
            if target.record(id).is_none() {
                diags.push(unknown_record(id, target, place));
            } else if target.name == collection.name && *record.id == *id {
                let message = say!("« {id} » renvoie à lui-même", "“{id}” points to itself");
                let hint = say!("retirez-le de la liste", "take it out of the list");
                diags.push(Diagnostic::error("link-to-itself", message).at(place).hint(hint));
            }
        }
    }

    /// True for keys of tools that hold ids of a collection which the kit does not have at all.
    fn is_list_of_ids(&self, collection: &Collection, key: &str) -> bool {
        *collection.name == *TOOLS && matches!(key, RESOURCES | NEEDS | CRITERIA)
    }

    /// A deck or a card, there or planned.
    fn part(&self, name: &str, place: Place, diags: &mut Diagnostics) {
        let decks = self.decks.iter().map(|deck| &*deck.id);
        let cards = self.decks.iter().flat_map(|deck| &deck.cards).map(|card| &*card.id);
        if self.planned.contains(name) || decks.clone().chain(cards.clone()).any(|known| known == name) {
            return;
        }
        let known: Vec<_> = self.planned.iter().copied().chain(decks).chain(cards).collect();
        let message = say!("aucun jeu ni carte ne s’appelle « {name} »", "no deck and no card is called “{name}”");
        let fault = Diagnostic::error("unknown-component", message).at(place);
        diags.push(match yaml::suggest(name, known) {
            Some(near) => fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
            None => fault.hint(say!(
                "`massicot list` montre ce que le kit contient",
                "`massicot list` shows what the kit holds"
            )),
        });
    }
}

fn names(keyed: &[Text]) -> impl Iterator<Item = &str> {
    keyed.iter().map(|key| &*key.0)
}

/// Where an item of a field stands: in the list, or as its only text.
fn listed(record: &Record, key: &str, index: usize) -> Place {
    let place = record.field_place(key);
    if matches!(record.get(key), Some(Field::List(_))) { place.index(index) } else { place }
}

fn nothing(id: &str, key: &str, place: Place) -> Diagnostic {
    let message = say!("« {id} » : le kit n’a pas de « {key} »", "“{id}”: the kit has no “{key}”");
    let hint = say!(
        "ajoutez au kit un fichier qui commence par « {key}: »",
        "add a file that starts with “{key}:” to the kit"
    );
    Diagnostic::error("unknown-record", message).at(place).hint(hint)
}

/// Tools that name no other one and that no other one names.
fn orphans(tools: &Collection, diags: &mut Diagnostics) {
    let links = |record: &Record| {
        ["prepares", "extends", "see"].iter().flat_map(|key| record.texts(key)).map(str::to_owned).collect::<Vec<_>>()
    };
    let named: BTreeSet<String> = tools.records.iter().flat_map(links).collect();
    let alone = tools.records.iter().filter(|record| links(record).is_empty() && !named.contains(&*record.id));
    for record in alone.filter(|_| tools.records.len() > 1) {
        let message = say!("cet outil n’est relié à aucun autre", "this tool is linked to no other one");
        let hint = say!(
            "reliez-le par prepares, extends ou see, dans sa fiche ou dans celle d’un autre",
            "link it by prepares, extends or see, in its record or in that of another one"
        );
        let fault = Diagnostic::warning("lonely-tool", message).at(record.place.key("tool"));
        diags.push(fault.hint(hint));
    }
}

fn resource(record: &Record, diags: &mut Diagnostics) {
    if let Some(url) = record.text("url")
        && let Err(refused) = link::check_full(url)
    {
        diags.push(Diagnostic::error("wrong-link", refused.message).at(record.place.key("url")).hint(refused.hint));
    }
    if let Some(checked) = record.get("checked") {
        date(checked, record.place.key("checked"), diags);
    }
    if let Some(length) = record.text("duration") {
        duration(length, record.place.key("duration"), diags);
    }
}

fn criterion(record: &Record, diags: &mut Diagnostics) {
    let number = |field: Option<&Field>| field.and_then(Field::text).and_then(|text| text.parse::<f64>().ok());
    if let Some(scale) = record.get("scale") {
        let ends = (number(scale.get("min")), number(scale.get("max")));
        if let (Some(min), Some(max)) = ends
            && min >= max
        {
            let message = say!("l’échelle va de {min} à {max}", "the scale goes from {min} to {max}");
            let hint =
                say!("min est plus petit que max : {{ min: 1, max: 5 }}", "min is less than max: {{ min: 1, max: 5 }}");
            diags.push(Diagnostic::error("wrong-value", message).at(record.place.key("scale")).hint(hint));
        }
    }
    if let Some(weight) = number(record.get("weight")).filter(|weight| *weight < 0.0 || !weight.is_finite()) {
        let message = say!("un poids de {weight}", "a weight of {weight}");
        let hint = say!("un poids est 0 ou plus", "a weight is 0 or more");
        diags.push(Diagnostic::error("wrong-value", message).at(record.place.key("weight")).hint(hint));
    }
}

fn date(value: &Field, place: Place, diags: &mut Diagnostics) {
    let text = value.text().unwrap_or_default();
    if text.parse::<Date>().is_err() {
        let message = say!("« {text} » n’est pas une date", "“{text}” is not a date");
        let hint = say!("écrivez année-mois-jour : 2026-11-23", "write year-month-day: 2026-11-23");
        diags.push(Diagnostic::error("wrong-value", message).at(place).hint(hint));
    }
}

/// A number alone says no length of time.
fn duration(text: &str, place: Place, diags: &mut Diagnostics) {
    let letters = text.contains(char::is_alphabetic);
    if letters {
        return;
    }
    let message: Say = say!("« {text} » n’a pas d’unité", "“{text}” has no unit");
    let hint = say!("écrivez 45 min, 2 h, 1 h 30, 3 semaines…", "write 45 min, 2 h, 1 h 30, 3 weeks…");
    diags.push(Diagnostic::error("wrong-value", message).at(place).hint(hint));
}
