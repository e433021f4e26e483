//! Diagnostics as values: what is wrong, where, in numbers and units, and the next step, in French and English.
//! Knows nothing of who finds faults, nor of terminals.

mod render;

pub use render::{Style, human, json, short};

use crate::source::Place;

/// A language in which the program speaks to people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

/// A sentence in both languages of the program. Made with [`say!`](crate::say).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Say {
    /// French wording.
    pub fr: String,
    /// English wording.
    pub en: String,
}

impl Say {
    /// The wording in `lang`.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

/// A sentence in French and English, formatted as `format!` does:
/// `say!("il manque {n} mots", "{n} words too few")`. What reads differently in each language, numbers first of all,
/// is a sentence of its own and comes after a semicolon: `say!("à {far} du bord", "{far} from the edge"; far = mm(x))`.
#[macro_export]
macro_rules! say {
    ($fr:literal, $en:literal; $($name:ident = $say:expr),+ $(,)?) => {{
        $(let $name: $crate::diag::Say = $say;)+
        $crate::diag::Say { fr: format!($fr, $($name = $name.fr),+), en: format!($en, $($name = $name.en),+) }
    }};
    ($fr:literal, $en:literal $(,)?) => {
        $crate::diag::Say { fr: format!($fr), en: format!($en) }
    };
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; the result is right.
    Warning,
    /// The result would be wrong: nothing is written.
    Error,
}

/// A place with what is to be seen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is there; nothing where the message says it all.
    pub text: Option<Say>,
}

/// One fault or remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable name for the kind of fault, in kebab case: `text-overflow`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in numbers and units; lower case, no final stop.
    pub message: Say,
    /// The card concerned, by its code.
    pub card: Option<String>,
    /// The language of the version concerned, where it is not the kit's own.
    pub locale: Option<String>,
    /// Where: the first is the main place, the others explain it (the frame in the layout, the words in the deck).
    pub labels: Vec<Label>,
    /// The next steps.
    pub hints: Vec<Say>,
}

impl Diagnostic {
    /// A fault that keeps the result from being written.
    pub const fn error(code: &'static str, message: Say) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message,
            card: None,
            locale: None,
            labels: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// A remark that keeps nothing from being written.
    pub fn warning(code: &'static str, message: Say) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.labels.push(Label { place, text: None });
        self
    }

    /// Adds a place with a word on what is there.
    #[must_use]
    pub fn at_with(mut self, place: Place, text: Say) -> Self {
        self.labels.push(Label { place, text: Some(text) });
        self
    }

    /// Names the card.
    #[must_use]
    pub fn card(mut self, card: impl Into<String>) -> Self {
        self.card = Some(card.into());
        self
    }

    /// Adds a next step.
    #[must_use]
    pub fn hint(mut self, hint: Say) -> Self {
        self.hints.push(hint);
        self
    }
}

/// The diagnostics of a run, gathered as they are found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Nothing found yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.items.push(diagnostic);
    }

    /// Adds all of another run.
    pub fn append(&mut self, mut other: Self) {
        self.items.append(&mut other.items);
    }

    /// All, in the order they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.items.iter()
    }

    /// All, to be changed in place.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Diagnostic> {
        self.items.iter_mut()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// True when nothing was found.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// How many of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.items.iter().filter(|item| item.severity == severity).count()
    }

    /// True when something keeps the result from being written.
    pub fn has_errors(&self) -> bool {
        self.items.iter().any(|item| item.severity == Severity::Error)
    }

    /// Drops repetitions: the same fault at the same place said twice (a shared frame met by several passes).
    pub fn dedup(&mut self) {
        let mut seen: Vec<Diagnostic> = Vec::with_capacity(self.items.len());
        for item in self.items.drain(..) {
            if !seen.contains(&item) {
                seen.push(item);
            }
        }
        self.items = seen;
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, iter: T) {
        self.items.extend(iter);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(iter: T) -> Self {
        Self { items: iter.into_iter().collect() }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}
