//! What rules find, gathered: once for a frame and a face, and the same fault of many cards once with their number.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::flat::Scope;
use crate::diag::{Diagnostic, Diagnostics, Say, Severity};
use crate::say;
use crate::scene::{ArtworkId, Document, Origin, Page};
use crate::source::Place;

/// What a rule has to say about one thing.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub severity: Severity,
    /// What is wrong, in numbers and units, the same for all cards with the same fault.
    pub message: Say,
    /// The next step.
    pub hint: Say,
    /// How bad it is next to other findings of the same frame: the smallest is told.
    pub measure: f64,
    /// The words concerned.
    pub words: Option<Say>,
    /// Another frame that has a part in it.
    pub other: Option<Arc<Origin>>,
}

impl Finding {
    pub const fn error(message: Say, hint: Say) -> Self {
        Self { severity: Severity::Error, message, hint, measure: 0.0, words: None, other: None }
    }

    pub const fn warning(message: Say, hint: Say) -> Self {
        Self { severity: Severity::Warning, message, hint, measure: 0.0, words: None, other: None }
    }

    pub const fn measure(mut self, measure: f64) -> Self {
        self.measure = measure;
        self
    }

    pub fn words(mut self, words: Option<Say>) -> Self {
        self.words = words;
        self
    }
}

/// A finding with its place.
#[derive(Clone, Debug)]
pub(super) struct Note {
    code: &'static str,
    origin: Option<Arc<Origin>>,
    artwork: Option<ArtworkId>,
    finding: Finding,
}

/// The findings of one face, or of one artwork.
#[derive(Debug, Default)]
pub(super) struct Notes {
    code: &'static str,
    list: Vec<Note>,
}

impl Notes {
    /// Names the rule that speaks next.
    pub const fn rule(&mut self, code: &'static str) {
        self.code = code;
    }

    /// Takes down a finding; of several by one rule about one frame, the worst error and the worst warning stay.
    pub fn take(&mut self, scope: &Scope<'_>, finding: Finding) {
        self.take_worst(scope, finding.severity, finding.measure, || finding);
    }

    /// Takes down a finding of this severity and measure, which is put into words only where it is the worst so far.
    pub fn take_worst(&mut self, scope: &Scope<'_>, severity: Severity, measure: f64, find: impl FnOnce() -> Finding) {
        let code = self.code;
        let note = |finding| Note { code, origin: scope.origin.cloned(), artwork: scope.artwork, finding };
        match self.known(code, severity, scope.artwork, scope.origin) {
            Some(known) if measure < known.finding.measure => *known = note(find()),
            Some(_) => {}
            None => self.list.push(note(find())),
        }
    }

    /// Takes down once more what was found in an artwork, where it lies now.
    pub fn again(&mut self, note: &Note, outer: Option<&Arc<Origin>>) {
        let origin = note.origin.as_ref().or(outer);
        let found = || Note { origin: origin.cloned(), ..note.clone() };
        match self.known(note.code, note.finding.severity, note.artwork, origin) {
            Some(known) if note.finding.measure < known.finding.measure => *known = found(),
            Some(_) => {}
            None => self.list.push(found()),
        }
    }

    /// What a rule has said of a frame before.
    fn known(
        &mut self,
        code: &str,
        severity: Severity,
        artwork: Option<ArtworkId>,
        origin: Option<&Arc<Origin>>,
    ) -> Option<&mut Note> {
        self.list.iter_mut().find(|known| {
            known.code == code
                && known.finding.severity == severity
                && known.artwork == artwork
                && known.origin.as_ref() == origin
        })
    }

    pub fn into_list(self) -> Vec<Note> {
        self.list
    }
}

/// What makes two notes of different faces the same: rule, severity, French wording, and the frame or the artwork.
type Key = (&'static str, bool, String, Option<ArtworkId>, Option<Place>);

/// A fault with all faces that have it.
struct Entry {
    note: Note,
    /// The first few faces, by name.
    faces: Vec<String>,
    count: usize,
    cards: BTreeSet<Arc<str>>,
    /// Some face belongs to no card.
    loose: bool,
}

/// The findings of a document.
pub(super) struct Ledger<'a> {
    document: &'a Document,
    entries: Vec<Entry>,
    known: HashMap<Key, usize>,
}

/// How many faces a message names.
const NAMED: usize = 3;

impl<'a> Ledger<'a> {
    pub fn new(document: &'a Document) -> Self {
        Self { document, entries: Vec::new(), known: HashMap::new() }
    }

    /// Enters what was found on a page.
    pub fn enter(&mut self, page: &Page, notes: Notes) {
        for note in notes.into_list() {
            let frame = match (&note.artwork, &note.origin) {
                (None, Some(origin)) => Some(origin.layout.clone()),
                _ => None,
            };
            let error = note.finding.severity == Severity::Error;
            let key = (note.code, error, note.finding.message.fr.clone(), note.artwork, frame);
            let index = *self.known.entry(key).or_insert(self.entries.len());
            if index == self.entries.len() {
                let entry = Entry { note, faces: Vec::new(), count: 0, cards: BTreeSet::new(), loose: false };
                self.entries.push(entry);
            }
            if let Some(entry) = self.entries.get_mut(index) {
                entry.meet(page);
            }
        }
    }

    /// Everything found, in the order it was found first.
    pub fn diagnostics(self) -> Diagnostics {
        self.entries.iter().map(|entry| entry.diagnostic(self.document)).collect()
    }
}

impl Entry {
    fn meet(&mut self, page: &Page) {
        self.count += 1;
        if self.faces.len() < NAMED {
            self.faces.push(page.name.clone());
        }
        match &page.card {
            Some(card) => {
                self.cards.insert(card.clone());
            }
            None => self.loose = true,
        }
    }

    fn diagnostic(&self, document: &Document) -> Diagnostic {
        let finding = &self.note.finding;
        let message =
            say!("{what} ({place})", "{what} ({place})"; what = finding.message.clone(), place = self.place(document));
        let mut diagnostic = Diagnostic::error(self.note.code, message).hint(finding.hint.clone());
        diagnostic.severity = finding.severity;
        if let Some(origin) = &self.note.origin {
            diagnostic = mark(diagnostic, origin, finding.words.clone());
        }
        if let Some(other) = &finding.other {
            let there = say!("ce qui est imprimé là", "what is printed there");
            diagnostic = diagnostic.at_with(other.content.clone().unwrap_or_else(|| other.layout.clone()), there);
        }
        diagnostic.card = None;
        match self.cards.first() {
            Some(card) if self.cards.len() == 1 && !self.loose => diagnostic.card(&**card),
            _ => diagnostic,
        }
    }

    /// The face; of many, how many cards and the first faces; before it the drawing at fault.
    fn place(&self, document: &Document) -> Say {
        let names = self.faces.join(", ");
        let more = if self.count > self.faces.len() { "…" } else { "" };
        let cards = self.cards.len();
        let faces = match (self.count, self.loose, cards) {
            (1, ..) => say!("{names}", "{names}"),
            (_, false, 2..) => say!("{cards} cartes : {names}{more}", "{cards} cards: {names}{more}"),
            (count, ..) => say!("{count} faces : {names}{more}", "{count} faces: {names}{more}"),
        };
        let drawing = self.note.artwork.and_then(|artwork| document.artwork(artwork));
        match drawing.map(|artwork| artwork.name.as_str()).filter(|name| !name.is_empty()) {
            Some(name) => say!("dessin « {name} », {faces}", "drawing “{name}”, {faces}"; faces = faces),
            None => faces,
        }
    }
}

/// Adds both ends: the words in the deck, then the frame in the layout.
fn mark(mut diagnostic: Diagnostic, origin: &Origin, words: Option<Say>) -> Diagnostic {
    match (&origin.content, words) {
        (Some(content), Some(words)) => diagnostic = diagnostic.at_with(content.clone(), words),
        (Some(content), None) => diagnostic = diagnostic.at(content.clone()),
        (None, _) => {}
    }
    diagnostic.at_with(origin.layout.clone(), say!("le cadre", "the frame"))
}
