//! Faults of typed reading, and how they are told: what is wrong, what is allowed, what to write instead.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{self, Unexpected};
use serde_yaml::Value;

use super::suggest;
use crate::diag::{Diagnostic, Diagnostics, Say};
use crate::say;
use crate::source::{Place, Step};

/// Stands between the parts of a bilingual message on its way through serde, which knows one string only.
const SEPARATOR: char = '\u{1F}';

/// How much of a text a message quotes, in characters.
const QUOTED: usize = 40;

/// For a `Visitor::expecting`: what is wanted, in both languages ("une longueur", "a length").
///
/// # Errors
/// What the formatter says.
pub fn expecting(f: &mut fmt::Formatter<'_>, wanted: &Say) -> fmt::Result {
    write!(f, "{}{SEPARATOR}{}", wanted.fr, wanted.en)
}

/// For a `Deserialize`: refuses a value with a message in both languages and, if there is one, the next step.
pub fn reject<E: de::Error>(message: Say, hint: Option<Say>) -> E {
    let hint = hint.map(|hint| format!("{SEPARATOR}{}{SEPARATOR}{}", hint.fr, hint.en)).unwrap_or_default();
    E::custom(format_args!("{}{SEPARATOR}{}{hint}", message.fr, message.en))
}

/// What is wrong.
#[derive(Debug)]
pub(super) enum Kind {
    Wrong { found: Say, expected: String },
    WrongCount { count: usize, expected: String },
    UnknownWord { word: String, allowed: &'static [&'static str] },
    BareVariant(String),
    UnknownKey { key: String, allowed: &'static [&'static str] },
    MissingKey(&'static str),
    Other { message: Say, hint: Option<Say> },
}

impl Kind {
    pub(super) fn custom(message: &str) -> Self {
        let mut parts = message.split(SEPARATOR).map(str::to_owned);
        let fr = parts.next().unwrap_or_default();
        let en = parts.next().unwrap_or_else(|| fr.clone());
        let hint = parts.next().zip(parts.next()).map(|(fr, en)| Say { fr, en });
        if fr.starts_with("data did not match any variant") {
            let message = say!(
                "cette valeur n’a aucune des formes permises ici",
                "this value has none of the forms allowed here"
            );
            return Self::Other { message, hint: None };
        }
        Self::Other { message: Say { fr, en }, hint }
    }

    pub(super) fn wrong(found: Unexpected<'_>, expected: String) -> Self {
        Self::Wrong { found: found_text(found), expected }
    }
}

fn found_text(found: Unexpected<'_>) -> Say {
    match found {
        Unexpected::Bool(value) => say!("« {value} »", "“{value}”"),
        Unexpected::Unsigned(value) => say!("le nombre {value}", "the number {value}"),
        Unexpected::Signed(value) => say!("le nombre {value}", "the number {value}"),
        Unexpected::Float(value) => say!("le nombre {value}", "the number {value}"),
        Unexpected::Str(text) => {
            let text = shorten(text);
            say!("le texte « {text} »", "the text “{text}”")
        }
        Unexpected::Unit => say!("rien", "nothing"),
        Unexpected::Seq => say!("une liste", "a list"),
        Unexpected::Map => say!("des clés", "keys"),
        Unexpected::Other(number) => say!("le nombre {number}", "the number {number}"),
        _ => say!("autre chose", "something else"),
    }
}

fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None if line.len() < text.trim_end().len() => format!("{line}…"),
        None => line.to_owned(),
    }
}

/// What serde's own readers want, in both languages.
fn expected_text(expected: &str) -> Say {
    if let Some((fr, en)) = expected.split_once(SEPARATOR) {
        return Say { fr: fr.to_owned(), en: en.to_owned() };
    }
    match expected {
        "a string" | "a borrowed string" | "a character" | "str" => say!("un texte", "a text"),
        "a boolean" => say!("true ou false", "true or false"),
        "u8" => say!("un nombre entier de 0 à 255", "a whole number from 0 to 255"),
        "u16" => say!("un nombre entier de 0 à 65535", "a whole number from 0 to 65535"),
        "u32" | "u64" | "usize" => say!("un nombre entier positif", "a whole number, zero or more"),
        "i8" | "i16" | "i32" | "i64" | "isize" => say!("un nombre entier", "a whole number"),
        "f32" | "f64" => say!("un nombre", "a number"),
        "a sequence" => say!("une liste", "a list"),
        "a map" => say!("des clés et leurs valeurs", "keys with their values"),
        "unit" => say!("rien", "nothing"),
        _ if expected.starts_with("struct ") => say!("des clés et leurs valeurs", "keys with their values"),
        _ if expected.starts_with("enum ") || expected == "variant identifier" => {
            say!("un mot d’une liste fermée", "one word of a closed list")
        }
        _ => match expected.strip_prefix("an array of length ").or_else(|| expected.strip_prefix("a tuple of size ")) {
            Some(count) => say!("une liste de {count} valeurs", "a list of {count} values"),
            None => Say { fr: expected.to_owned(), en: expected.to_owned() },
        },
    }
}

/// One thing wrong with a value.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) path: Option<Vec<Step>>,
    kind: Kind,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.kind)
    }
}

impl std::error::Error for Fault {}

impl Fault {
    pub(super) const fn new(kind: Kind) -> Self {
        Self { path: None, kind }
    }

    /// Gives the place, unless an inner step gave it already.
    pub(super) fn at(mut self, path: impl FnOnce() -> Vec<Step>) -> Self {
        self.path.get_or_insert_with(path);
        self
    }

    /// True when this fault is there only because what `skip` names was left out.
    pub(super) fn follows_from(&self, skip: &BTreeSet<Vec<Step>>) -> bool {
        let parent = self.path.as_deref().unwrap_or_default();
        let mut children = skip.iter().filter_map(|path| match path.split_last() {
            Some((last, above)) if above == parent => Some(last),
            _ => None,
        });
        match self.kind {
            Kind::MissingKey(name) => {
                children.any(|step| matches!(step, Step::Key(key) if suggest(key, [name]).is_some()))
            }
            Kind::WrongCount { .. } => children.any(|step| matches!(step, Step::Index(_))),
            _ => false,
        }
    }

    pub(super) fn diagnostic(&self, root: &Value, place: &Place) -> Diagnostic {
        let path = self.path.as_deref().unwrap_or_default();
        let place = path.iter().cloned().fold(place.clone(), |place, step| place.child(step));
        let value = lookup(root, path);
        match &self.kind {
            Kind::Wrong { found, expected } => wrong(found, &expected_text(expected), value).at(place),
            Kind::WrongCount { count, expected } => {
                let wanted = expected_text(expected);
                let (fr, en) = (wanted.fr, wanted.en);
                Diagnostic::error(
                    "wrong-count",
                    say!("{count} valeurs au lieu de {fr}", "{count} values instead of {en}"),
                )
                .at(place)
            }
            Kind::UnknownWord { word, allowed } => unknown_word(word, allowed).at(place),
            Kind::BareVariant(word) => {
                let message = say!("« {word} » attend une valeur", "“{word}” wants a value");
                Diagnostic::error("wrong-type", message).at(place).hint(say!("écrivez {word}: …", "write {word}: …"))
            }
            Kind::UnknownKey { key, allowed } => {
                let diagnostic = unknown_key(key, allowed, &place);
                // `{ title: Panorama, affiche }`: between braces, a comma ends a text.
                if value.is_some_and(Value::is_null) { diagnostic.hint(after_comma()) } else { diagnostic }
            }
            Kind::MissingKey(name) => {
                let message = say!("il manque la clé « {name} »", "the key “{name}” is missing");
                Diagnostic::error("missing-key", message).at(place)
            }
            Kind::Other { message, hint } => {
                let diagnostic = Diagnostic::error("wrong-value", message.clone()).at(place);
                hint.iter().fold(diagnostic, |diagnostic, hint| diagnostic.hint(hint.clone()))
            }
        }
    }
}

fn after_comma() -> Say {
    say!(
        "si c’est la suite d’un texte, mettez-le entre guillemets : entre accolades, une virgule le termine",
        "if it is the rest of a text, put the text in quotes: between braces, a comma ends it"
    )
}

fn lookup<'a>(root: &'a Value, path: &[Step]) -> Option<&'a Value> {
    path.iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.get(&**key),
        Step::Index(index) => value.get(*index as usize),
    })
}

fn wrong(found: &Say, wanted: &Say, value: Option<&Value>) -> Diagnostic {
    let message = Say {
        fr: format!("il faut ici {}, et non {}", wanted.fr, found.fr),
        en: format!("{} is wanted here, not {}", wanted.en, found.en),
    };
    let diagnostic = Diagnostic::error("wrong-type", message);
    match value.and_then(|value| type_hint(&wanted.en, value)) {
        Some(hint) => diagnostic.hint(hint),
        None => diagnostic,
    }
}

fn type_hint(wanted: &str, value: &Value) -> Option<Say> {
    match value {
        Value::Null => Some(say!(
            "si la valeur commence par #, mettez-la entre guillemets : sans eux, c’est un commentaire",
            "if the value starts with #, put it in quotes: without them it is a comment"
        )),
        Value::Mapping(map) if wanted == "a text" && map.len() == 1 => Some(say!(
            "si c’est une phrase qui contient deux-points, mettez-la entre guillemets : \"EFC : l’essentiel\"",
            "if it is a sentence with a colon in it, put it in quotes: \"Cards: the rules\""
        )),
        Value::String(text) if wanted.contains("number") && text.trim().parse::<f64>().is_ok() => {
            let text = text.trim();
            Some(say!(
                "écrivez le nombre simplement, sans guillemets ni exposant : {text}",
                "write the number plainly, without quotes or exponent: {text}"
            ))
        }
        Value::String(text) if wanted == "true or false" => {
            let yes = ["true", "yes", "oui", "on", "vrai"].contains(&text.to_lowercase().as_str());
            let no = ["false", "no", "non", "off", "faux"].contains(&text.to_lowercase().as_str());
            (yes || no).then(|| say!("écrivez {yes}", "write {yes}"))
        }
        _ => None,
    }
}

/// The fault of a value that is not of the kind wanted ("un texte", "a text"), with the place to be added.
pub fn wrong_type(value: &Value, wanted: &Say, place: &Place) -> Diagnostic {
    let spelling = super::text(value);
    let found = match value {
        Value::Null => Unexpected::Unit,
        Value::Bool(value) => Unexpected::Bool(*value),
        Value::String(text) => Unexpected::Str(text),
        Value::Sequence(_) => Unexpected::Seq,
        Value::Mapping(_) => Unexpected::Map,
        Value::Number(_) | Value::Tagged(_) => Unexpected::Other(spelling.as_deref().unwrap_or_default()),
    };
    wrong(&found_text(found), wanted, Some(value)).at(place.clone())
}

fn unknown_word(word: &str, allowed: &[&str]) -> Diagnostic {
    let message = say!("mot inconnu « {word} »", "unknown word “{word}”");
    with_allowed(Diagnostic::error("unknown-word", message), word, allowed)
}

/// The fault of one unknown key at `place`, with what it may have meant among `allowed`.
fn unknown_key(key: &str, allowed: &[&str], place: &Place) -> Diagnostic {
    let message = say!("clé inconnue « {key} »", "unknown key “{key}”");
    with_allowed(Diagnostic::error("unknown-key", message).at(place.on_key()), key, allowed)
}

fn with_allowed(diagnostic: Diagnostic, word: &str, allowed: &[&str]) -> Diagnostic {
    match suggest(word, allowed.iter().copied()) {
        Some(near) => diagnostic.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
        None if allowed.is_empty() => diagnostic,
        None => {
            let list = key_list(allowed.iter().copied());
            diagnostic.hint(say!("sont permis ici : {list}", "allowed here: {list}"))
        }
    }
}

/// Words joined for a message: `a, b, c`; past twenty, the rest is counted.
pub fn key_list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    let shown = words.iter().take(20).copied().collect::<Vec<_>>().join(", ");
    match words.len().saturating_sub(20) {
        0 => shown,
        more => format!("{shown} … (+{more})"),
    }
}

/// Reports every key of the mapping `value` that is not among `allowed`. `place` is that of the mapping.
pub fn unknown_keys(value: &Value, allowed: &[&str], place: &Place, diags: &mut Diagnostics) {
    let Value::Mapping(mapping) = value else { return };
    for key in mapping.keys().filter_map(Value::as_str).filter(|key| !allowed.contains(key)) {
        diags.push(unknown_key(key, allowed, &place.key(key)));
    }
}
