//! One value laid over another: a text in the place of a text, item by item and key by key. Says what has no
//! translation and what translates nothing; knows neither cards nor files.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_yaml::Value;
use sha2::{Digest, Sha256};

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Field, Kit};
use crate::say;
use crate::source::Place;
use crate::yaml;

/// Endings of picture files.
const PICTURES: [&str; 6] = [".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"];

/// What in a kit is the same in every language.
pub(super) struct Rules<'k> {
    kit: &'k Kit,
    cards: BTreeSet<&'k str>,
}

impl<'k> Rules<'k> {
    pub(super) fn new(kit: &'k Kit) -> Self {
        let cards = kit.decks.iter().flat_map(|deck| &deck.cards).map(|card| &*card.id).collect();
        Self { kit, cards }
    }

    /// The kit's own language.
    pub(super) fn lang(&self) -> &'k Arc<str> {
        &self.kit.lang
    }

    /// True for a card field that takes words of a vocabulary.
    pub(super) fn is_word(&self, key: &str) -> bool {
        self.kit.vocabulary(key).is_some()
    }

    /// True for a key whose value is the same in every language, whatever it is.
    pub(super) fn is_fixed(&self, key: &str) -> bool {
        self.is_word(key)
            || matches!(key, "color" | "ink" | "icon")
            || key.ends_with("-color")
            || self.kit.untranslated.iter().any(|known| **known == *key)
    }

    /// True where a value holds words of a language: letters that are no code of a card, address or picture file.
    pub(super) fn has_words(&self, value: &Field) -> bool {
        match value {
            Field::Text(text) => {
                let lower = text.to_lowercase();
                let picture = PICTURES.iter().any(|ending| lower.ends_with(ending));
                let address = lower.starts_with("https://") || lower.starts_with("http://");
                let one = !text.trim().contains(char::is_whitespace);
                text.contains(char::is_alphabetic) && !(one && (picture || address)) && !self.cards.contains(&**text)
            }
            Field::Flag(_) => false,
            Field::List(items) => items.iter().any(|item| self.has_words(item)),
            Field::Map(entries) => entries.iter().any(|(key, value)| !self.is_fixed(key) && self.has_words(value)),
        }
    }
}

/// A part of a kit being translated: what was found missing in it so far.
pub(super) struct Overlay<'o> {
    pub(super) rules: &'o Rules<'o>,
    pub(super) diags: &'o mut Diagnostics,
    /// Names of texts without translation, with their place in the source.
    pub(super) missing: Vec<(String, Place)>,
    /// How many texts there are to translate, found or missing.
    pub(super) wanted: usize,
    /// The card, for messages.
    pub(super) card: Option<Arc<str>>,
}

/// Where a value stands: in the source, and in the translation.
#[derive(Clone)]
pub(super) struct Ends {
    pub(super) source: Place,
    pub(super) given: Place,
}

impl Ends {
    fn key(&self, key: &str) -> Self {
        Self { source: self.source.key(key), given: self.given.key(key) }
    }

    fn index(&self, index: usize) -> Self {
        Self { source: self.source.index(index), given: self.given.index(index) }
    }
}

impl Overlay<'_> {
    /// `source` with what `given` says in its place; what it lacks stays, and is noted under `name`.
    pub(super) fn value(&mut self, name: &str, source: &Field, given: Option<&Value>, ends: &Ends) -> Field {
        match (source, given) {
            (_, None | Some(Value::Null)) => self.lacking(name, source, ends),
            (Field::List(items), Some(Value::Sequence(values))) if items.len() == values.len() => {
                let each = items.iter().zip(values).enumerate().map(|(index, (item, value))| {
                    self.value(&format!("{name}[{}]", index + 1), item, Some(value), &ends.index(index))
                });
                Field::List(each.collect())
            }
            (Field::List(items), Some(Value::Sequence(values))) => {
                let (wanted, found) = (items.len(), values.len());
                self.fault(
                    "wrong-count",
                    say!(
                        "« {name} » a {found} éléments, sa source {wanted}",
                        "“{name}” has {found} items, its source {wanted}"
                    ),
                    ends,
                );
                source.clone()
            }
            (Field::Map(entries), Some(Value::Mapping(map))) => {
                for key in map.keys().filter_map(Value::as_str) {
                    if !entries.iter().any(|(known, _)| **known == *key) {
                        self.orphan(key, entries.iter().map(|(known, _)| &**known), &ends.given.key(key));
                    }
                }
                let each = entries.iter().map(|(key, value)| {
                    let given = map.get(&**key);
                    let fixed = given.is_none() && self.rules.is_fixed(key);
                    let name = format!("{name}.{key}");
                    let value = if fixed { value.clone() } else { self.value(&name, value, given, &ends.key(key)) };
                    (key.clone(), value)
                });
                Field::Map(each.collect())
            }
            (Field::Text(_) | Field::Flag(_), Some(value)) => match Field::from_value(value) {
                Some(field @ (Field::Text(_) | Field::Flag(_)))
                    if field.text().is_some_and(|t| !t.trim().is_empty()) =>
                {
                    self.wanted += usize::from(self.rules.has_words(source));
                    field
                }
                Some(Field::Text(_)) => self.lacking(name, source, ends),
                _ => self.wrong_kind(value, &say!("un texte", "a text"), source, ends),
            },
            (Field::List(_), Some(value)) => self.wrong_kind(value, &say!("une liste", "a list"), source, ends),
            (Field::Map(_), Some(value)) => self.wrong_kind(value, &say!("des clés", "keys"), source, ends),
        }
    }

    fn lacking(&mut self, name: &str, source: &Field, ends: &Ends) -> Field {
        if self.rules.has_words(source) {
            self.wanted += 1;
            self.missing.push((name.to_owned(), ends.source.clone()));
        }
        source.clone()
    }

    fn wrong_kind(&mut self, value: &Value, wanted: &crate::diag::Say, source: &Field, ends: &Ends) -> Field {
        let fault = yaml::wrong_type(value, wanted, &ends.given);
        self.push(fault.at_with(ends.source.clone(), say!("la source", "the source")));
        source.clone()
    }

    fn fault(&mut self, code: &'static str, message: crate::diag::Say, ends: &Ends) {
        let fault = Diagnostic::error(code, message).at(ends.given.clone());
        self.push(fault.at_with(ends.source.clone(), say!("la source", "the source")));
    }

    /// A key that translates nothing.
    pub(super) fn orphan<'n>(&mut self, key: &str, known: impl Iterator<Item = &'n str>, place: &Place) {
        let message = say!("« {key} » ne traduit rien", "“{key}” translates nothing");
        let fault = Diagnostic::warning("orphan-translation", message).at(place.on_key());
        let hint = match yaml::suggest(key, known) {
            Some(near) => say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"),
            None => {
                say!("sa source n’existe pas ou plus : supprimez-le", "its source is not there (any more): remove it")
            }
        };
        self.push(fault.hint(hint));
    }

    pub(super) fn push(&mut self, fault: Diagnostic) {
        let card = self.card.clone();
        self.diags.push(match card {
            Some(card) => fault.card(&*card),
            None => fault,
        });
    }
}

/// The texts of a value, joined; blanks and unbreakable spaces all count as one space, so that a text wrapped
/// otherwise is the same text.
fn plain(value: &Field) -> String {
    let text = match value {
        Field::List(items) => items.iter().map(plain).collect::<Vec<_>>().join("\n"),
        Field::Map(entries) => entries.iter().map(|(_, value)| plain(value)).collect::<Vec<_>>().join("\n"),
        other => other.text().unwrap_or_default().replace("&nbsp;", " "),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The mark of a text, to be kept beside its translation: the first eight hexadecimal digits of the SHA-256 of its
/// words.
pub(super) fn mark(value: &Field) -> String {
    Sha256::digest(plain(value)).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// True where `recorded` is the mark of `source`, or its text.
pub(super) fn is_fresh(recorded: &str, source: &Field) -> bool {
    recorded == mark(source) || plain(&Field::Text(recorded.into())) == plain(source)
}
