//! What an import has to tell: each kind of thing once, at its first place, with how often it occurs.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics, Say};
use crate::say;
use crate::source::{At, FileId, Place};

/// Gathers diagnostics about one drawing.
pub(super) struct Notes {
    file: FileId,
    length: usize,
    found: BTreeMap<String, Note>,
    places: BTreeMap<&'static str, Range<usize>>,
}

struct Note {
    at: Option<Range<usize>>,
    times: usize,
    diagnostic: Diagnostic,
}

impl Notes {
    pub(super) fn new(file: FileId, text: &str) -> Self {
        Self { file, length: text.len(), found: BTreeMap::new(), places: BTreeMap::new() }
    }

    /// Notes a fault of the kind `key`, or one more of it. The first in the file gives the place.
    pub(super) fn add(&mut self, key: impl Into<String>, at: Option<Range<usize>>, diagnostic: Diagnostic) {
        let at = at.filter(|range| range.start <= range.end && range.end <= self.length);
        let note = self.found.entry(key.into()).or_insert_with(|| Note { at: at.clone(), times: 0, diagnostic });
        note.times += 1;
        if let Some(at) = at
            && note.at.as_ref().is_none_or(|known| at.start < known.start)
        {
            note.at = Some(at);
        }
    }

    /// Remembers where a thing stands that may have to be told of later.
    pub(super) fn remember(&mut self, name: &'static str, at: Range<usize>) {
        self.places.entry(name).or_insert(at);
    }

    /// Where a thing stands first.
    pub(super) fn place(&self, name: &str) -> Option<Range<usize>> {
        self.places.get(name).cloned()
    }

    /// All, in the order of the file, those without a place first.
    pub(super) fn finish(&self) -> Diagnostics {
        let mut notes: Vec<&Note> = self.found.values().collect();
        notes.sort_by_key(|note| note.at.as_ref().map(|at| at.start));
        notes.into_iter().map(|note| self.diagnostic(note)).collect()
    }

    fn diagnostic(&self, note: &Note) -> Diagnostic {
        let mut diagnostic = note.diagnostic.clone();
        if note.times > 1 {
            let Say { fr, en } = &diagnostic.message;
            let times = note.times;
            diagnostic.message = say!("{fr} ({times} fois)", "{en} ({times} times)");
        }
        let at = note.at.clone().map_or(At::Whole, At::Bytes);
        diagnostic.at(Place { file: self.file, at })
    }
}
