//! Records of collections in another language: their texts by id. Codes, words of vocabularies and ids of other records
//! are the same in every language.

use serde_yaml::Value;

use super::file::{Read, RecordsTranslation};
use super::{Ends, Job, Overlay};
use crate::model::collection::{Collection, Record};
use crate::say;
use crate::yaml;

/// Keys of records that hold no words of a language: codes, ids, numbers, names of people who do something.
const FIXED: [&str; 19] = [
    "sequence",
    "sequences",
    "prepares",
    "extends",
    "see",
    "resources",
    "needs",
    "criteria",
    "cards",
    "version",
    "licence",
    "action",
    "url",
    "link",
    "language",
    "checked",
    "kind",
    "status",
    "note",
];

impl Job<'_> {
    /// Lays translations over every record of every collection.
    pub(super) fn collections(&mut self) {
        let files = self.files;
        let mut collections = self.source.collections.clone();
        for collection in &mut collections {
            let read = files.collections.get(&collection.name);
            if let Some(read) = read.filter(|_| self.sound) {
                self.unknown_records(collection, read);
            }
            match read {
                // A file that is not there is told once, for all its records.
                None => self.part(None, None, None, |overlay| {
                    collection.records.iter_mut().for_each(|record| lay(overlay, record, None));
                }),
                Some(read) => {
                    for record in &mut collection.records {
                        let target = read.root().key("records").key(&record.id);
                        self.part(None, None, Some(target), |overlay| lay(overlay, record, Some(read)));
                    }
                }
            }
        }
        self.result.kit.collections = collections;
    }

    /// Records that a translation has and the kit has not.
    fn unknown_records(&mut self, collection: &Collection, read: &Read<RecordsTranslation>) {
        let mut overlay = Overlay { rules: &self.rules, diags: self.diags, missing: Vec::new(), wanted: 0, card: None };
        let place = read.root().key("records");
        match read.rest.get("records") {
            Some(Value::Mapping(map)) => {
                for id in map.keys().filter_map(Value::as_str).filter(|id| collection.record(id).is_none()) {
                    overlay.orphan(id, collection.ids(), &place.key(id));
                }
            }
            None | Some(Value::Null) => {}
            Some(other) => {
                let wanted = say!("les fiches par leur code : « A07: »", "the records by their code: “A07:”");
                overlay.push(yaml::wrong_type(other, &wanted, &place));
            }
        }
    }
}

/// One record.
fn lay(overlay: &mut Overlay<'_>, record: &mut Record, read: Option<&Read<RecordsTranslation>>) {
    let own = read.and_then(|read| read.rest.get("records")?.get(&*record.id));
    let target = read.map(|read| read.root().key("records").key(&record.id));
    if let (Some(Value::Mapping(map)), Some(target)) = (own, &target) {
        for key in map.keys().filter_map(Value::as_str).filter(|key| record.get(key).is_none()) {
            let known: Vec<_> = record.fields.iter().map(|field| field.key.clone()).collect();
            overlay.orphan(key, known.iter().map(|key| &**key), &target.key(key));
        }
    }
    let source = record.place.clone();
    for field in &mut record.fields {
        let given = own.and_then(|own| own.get(&*field.key)).filter(|value| !value.is_null());
        if overlay.rules.is_word(&field.key) || (given.is_none() && is_fixed(overlay, &field.key)) {
            continue;
        }
        let from = source.key(&field.key);
        let to = target.as_ref().map(|target| target.key(&field.key));
        let ends = Ends { given: to.clone().unwrap_or_else(|| from.clone()), source: from };
        let before = overlay.missing.len();
        let name = format!("{}.{}", record.id, field.key);
        field.value = overlay.value(&name, &field.value, given, &ends);
        field.lang = (overlay.missing.len() > before).then(|| overlay.rules.lang().clone());
        field.translated = to.filter(|_| given.is_some());
    }
}

fn is_fixed(overlay: &Overlay<'_>, key: &str) -> bool {
    FIXED.contains(&key) || overlay.rules.is_fixed(key)
}
