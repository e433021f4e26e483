//! Cards made from records: which, in which order, under which codes.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Collection, Lookup, Record};
use crate::diag::{Diagnostic, Diagnostics};
use crate::element::{Expr, Scope};
use crate::model::Field;
use crate::say;
use crate::source::Place;
use crate::yaml::{self, Text};

/// How many ids a message lists.
const NAMED: usize = 12;

/// One card for each record of a collection.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["from"]))]
pub(in crate::model) struct FromFile {
    /// The collection: tools, resources…
    #[schemars(required)]
    pub(in crate::model) from: Option<Text>,
    /// Which records: conditions `field=value` or `field!=value`, all of which must hold.
    #[serde(rename = "where")]
    pub(in crate::model) filter: Vec<Text>,
    /// Fields to sort by: words in the order of their vocabulary, all else by number or letter.
    pub(in crate::model) sort: Vec<Text>,
    /// The code of each card, with names of the record: N-{code}. The record's own code where it is not given.
    pub(in crate::model) id: Option<Text>,
    /// The link of each card, with names of the record.
    pub(in crate::model) link: Option<Text>,
}

/// A card to be: the record, its code and its link.
pub(in crate::model) struct Planned<'k> {
    pub(in crate::model) record: &'k Record,
    pub(in crate::model) id: Arc<str>,
    pub(in crate::model) link: Option<Arc<str>>,
}

/// The names of one record.
struct Names<'n> {
    lookup: Lookup<'n>,
    collection: &'n str,
    record: &'n Record,
}

impl Scope for Names<'_> {
    fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        let value = self.lookup.record_value(self.collection, self.record, name)?;
        let text = value.text().filter(|text| !text.is_empty())?;
        Some(Cow::Owned(text.to_owned()))
    }

    fn list(&self, name: &str) -> Option<Vec<Cow<'_, str>>> {
        self.text(name).map(|text| vec![text])
    }

    fn place(&self, name: &str) -> Option<Place> {
        Some(self.record.field_place(name.split('.').next().unwrap_or(name)))
    }
}

impl FromFile {
    /// The cards to be made, in order; `place` is that of this mapping.
    pub(in crate::model) fn plan<'k>(
        &self,
        lookup: Lookup<'k>,
        place: &Place,
        diags: &mut Diagnostics,
    ) -> Vec<Planned<'k>> {
        let Some(name) = &self.from else {
            let message = say!("il manque la clé « from »", "the key “from” is missing");
            let hint = say!("nommez la collection : « from: tools »", "name the collection: “from: tools”");
            diags.push(Diagnostic::error("missing-key", message).at(place.clone()).hint(hint));
            return Vec::new();
        };
        let Some(collection) = lookup.collection(name) else {
            diags.push(unknown_collection(name, lookup, place.key("from")));
            return Vec::new();
        };
        let conditions: Vec<_> = self
            .filter
            .iter()
            .enumerate()
            .filter_map(|(index, text)| condition(text, &place.key("where").index(index), diags))
            .collect();
        let meets = |record: &&Record| conditions.iter().all(|condition| condition.holds(record));
        let mut records: Vec<_> = collection.records.iter().filter(meets).collect();
        records.sort_by(|a, b| self.order(lookup, a, b));
        let id = self.expr(self.id.as_ref(), "id", place, diags);
        let link = self.expr(self.link.as_ref(), "link", place, diags);
        let planned = records.into_iter().filter_map(|record| {
            let names = Names { lookup, collection: &collection.name, record };
            let id = match &id {
                Some(expr) => fill(expr, &names, &place.key("id"), diags)?,
                None => record.id.clone(),
            };
            let link = match &link {
                Some(expr) => Some(fill(expr, &names, &place.key("link"), diags)?),
                None => None,
            };
            Some(Planned { record, id, link })
        });
        planned.collect()
    }

    fn expr(&self, text: Option<&Text>, key: &str, place: &Place, diags: &mut Diagnostics) -> Option<Expr> {
        match Expr::parse(text?) {
            Ok(expr) => Some(expr),
            Err(fault) => {
                let (message, hint) = fault.say();
                diags.push(Diagnostic::error("wrong-value", message).at(place.key(key)).hint(hint));
                None
            }
        }
    }

    fn order(&self, lookup: Lookup<'_>, a: &Record, b: &Record) -> Ordering {
        let keys = self.sort.iter().map(|key| compare(lookup, key, a, b));
        keys.fold(Ordering::Equal, Ordering::then)
    }
}

/// Two records by one field; a record without it comes last.
fn compare(lookup: Lookup<'_>, key: &str, a: &Record, b: &Record) -> Ordering {
    let rank = |record: &Record| {
        let text = if key == "code" || key == "id" { Some(&*record.id) } else { record.texts(key).next() };
        let text = text?.to_owned();
        let word = lookup.vocabulary(key).and_then(|words| words.ids().position(|id| id == text));
        Some((word, natural(&text)))
    };
    match (rank(a), rank(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// A text as letters and numbers: `A9` comes before `A10`.
pub(super) fn natural(text: &str) -> Vec<(String, u64)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let letters = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let digits = rest[letters..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |end| letters + end);
        parts.push((rest[..letters].to_lowercase(), rest[letters..digits].parse().unwrap_or_default()));
        rest = &rest[digits..];
    }
    parts
}

struct Condition<'f> {
    field: &'f str,
    value: &'f str,
    wanted: bool,
}

impl Condition<'_> {
    fn holds(&self, record: &Record) -> bool {
        let has = match self.field {
            "id" | "code" => *record.id == *self.value,
            field => record.texts(field).any(|text| text == self.value),
        };
        has == self.wanted
    }
}

fn condition<'f>(text: &'f str, place: &Place, diags: &mut Diagnostics) -> Option<Condition<'f>> {
    let (field, value) = text.split_once('=').map(|(field, value)| (field.trim(), value.trim())).unwrap_or_default();
    let (field, wanted) = field.strip_suffix('!').map_or((field, true), |field| (field.trim(), false));
    if field.is_empty() || value.is_empty() {
        let message = say!("« {text} » n’est pas une condition", "“{text}” is no condition");
        let hint = say!(
            "écrivez champ=valeur, ou champ!=valeur : family=animation",
            "write field=value, or field!=value: family=animation"
        );
        diags.push(Diagnostic::error("wrong-value", message).at(place.clone()).hint(hint));
        return None;
    }
    Some(Condition { field, value, wanted })
}

fn fill(expr: &Expr, names: &Names<'_>, place: &Place, diags: &mut Diagnostics) -> Option<Arc<str>> {
    match expr.fill(names) {
        Ok(text) => Some(text.into()),
        Err(missing) => {
            let (name, id) = (&missing.name, &names.record.id);
            let message = say!("« {id} » n’a pas de « {name} »", "“{id}” has no “{name}”");
            let hint = say!("ajoutez-le à la fiche, ou corrigez le nom", "add it to the record, or correct the name");
            diags.push(
                Diagnostic::error("missing-field", message).at(place.clone()).at(names.record.place.clone()).hint(hint),
            );
            None
        }
    }
}

/// The fault of a collection that the kit does not have.
pub fn unknown_collection(name: &str, lookup: Lookup<'_>, place: Place) -> Diagnostic {
    let message = say!("le kit n’a pas de collection « {name} »", "the kit has no collection “{name}”");
    let known = lookup.collections.iter().map(|collection: &Collection| &*collection.name);
    let hint = match yaml::suggest(name, known.clone()) {
        Some(near) => say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"),
        None => {
            let known = yaml::key_list(known);
            say!("collections du kit : {known}", "collections of the kit: {known}")
        }
    };
    Diagnostic::error("unknown-collection", message).at(place).hint(hint)
}

/// The fault of an id that no record has.
pub fn unknown_record(id: &str, target: &Collection, place: Place) -> Diagnostic {
    let name = &target.name;
    let message = say!("« {id} » n’est pas dans « {name} »", "“{id}” is not in “{name}”");
    let diagnostic = Diagnostic::error("unknown-record", message).at(place);
    match near(id, target.ids()) {
        Some(near) => diagnostic.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
        None => {
            let list = yaml::key_list(target.ids().take(NAMED));
            let more = if target.records.len() > NAMED { ", …" } else { "" };
            diagnostic.hint(say!("il y a : {list}{more}", "there are: {list}{more}"))
        }
    }
}

/// The id that was probably meant: one that differs in case, signs or zeros alone (`a7` for `A07`), or is near.
fn near<'i>(id: &str, ids: impl Iterator<Item = &'i str> + Clone) -> Option<&'i str> {
    let plain = |id: &str| natural(&id.replace(['-', '_', ' '], ""));
    ids.clone().find(|known| plain(known) == plain(id)).or_else(|| yaml::suggest(id, ids))
}

/// A field that is one text, or a list of texts.
pub(super) fn is_texts(value: &Field) -> bool {
    value.items().iter().all(|item| matches!(item, Field::Text(_)))
}
