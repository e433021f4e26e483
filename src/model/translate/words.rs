//! The kit's own words in another language: title, fixed words of layouts, vocabularies, where links lead.

use std::sync::Arc;

use serde_yaml::Value;

use super::file::{KitTranslation, Read};
use super::{Ends, Given, Job, Overlay};
use crate::diag::Diagnostic;
use crate::model::vocabulary::Entry;
use crate::model::{Field, Kit, link};
use crate::yaml;

impl Job<'_> {
    /// The kit's own words: title, licence, fixed words, vocabularies, base address.
    pub(super) fn kit(&mut self) {
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
