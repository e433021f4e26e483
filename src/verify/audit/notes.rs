//! What rules find, gathered so that one fault of many places is told once, at its worst, with all its places.

use std::collections::HashMap;

use crate::diag::{Say, Severity};
use crate::geom::Rect;

/// Most places that are kept of one finding; the count goes on.
const MOST_PLACES: usize = 400;

/// Where something is.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Index of the page, from 0; none for the file as a whole.
    pub page: Option<usize>,
    /// Where on the page, in millimetres from the trim's upper left corner.
    pub rect: Option<Rect>,
    /// Number of the object.
    pub object: Option<u32>,
}

/// One fault or remark with all its places.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// A stable name: `rgb`, `ink-limit`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in numbers and units; lower case, no final stop.
    pub message: Say,
    /// The next step.
    pub hint: Say,
    /// The worst place first, then the others in the order of pages.
    pub places: Vec<Spot>,
    /// How many places there are in all.
    pub count: usize,
}

/// A finding of one place, under way.
pub(crate) struct Note {
    severity: Severity,
    message: Say,
    hint: Say,
    key: String,
    measure: f64,
    spot: Spot,
}

impl Note {
    /// Something that keeps the file from being printed as it should.
    pub fn error(message: Say, hint: Say) -> Self {
        let spot = Spot { page: None, rect: None, object: None };
        Self { severity: Severity::Error, message, hint, key: String::new(), measure: 0.0, spot }
    }

    /// Something worth knowing.
    pub fn warning(message: Say, hint: Say) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message, hint) }
    }

    /// What makes it another fault than others of the same rule: a font, a colour space.
    pub fn about(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// How bad it is beside others of its kind: the greater, the worse.
    pub fn measure(mut self, measure: f64) -> Self {
        self.measure = measure;
        self
    }

    pub fn page(mut self, index: usize) -> Self {
        self.spot.page = Some(index);
        self
    }

    pub fn at(mut self, rect: Rect) -> Self {
        self.spot.rect = Some(rect);
        self
    }

    pub fn object(mut self, number: u32) -> Self {
        self.spot.object = (number != 0).then_some(number);
        self
    }
}

/// Everything found so far.
#[derive(Default)]
pub(crate) struct Notes {
    found: Vec<Entry>,
    index: HashMap<(&'static str, bool, String), usize>,
    code: &'static str,
}

struct Entry {
    finding: Finding,
    measure: f64,
}

impl Notes {
    /// The rule that speaks from now on.
    pub fn rule(&mut self, code: &'static str) {
        self.code = code;
    }

    /// Takes a note down.
    pub fn take(&mut self, note: Note) {
        let key = (self.code, note.severity == Severity::Error, note.key);
        let Some(entry) = self.index.get(&key).and_then(|index| self.found.get_mut(*index)) else {
            let Note { severity, message, hint, measure, spot, .. } = note;
            let finding = Finding { code: self.code, severity, message, hint, places: vec![spot], count: 1 };
            self.index.insert(key, self.found.len());
            self.found.push(Entry { finding, measure });
            return;
        };
        let finding = &mut entry.finding;
        let same = finding.places.last() == Some(&note.spot);
        if !same {
            finding.count += 1;
        }
        if note.measure > entry.measure {
            (finding.message, finding.hint, entry.measure) = (note.message, note.hint, note.measure);
            finding.places.insert(0, note.spot);
        } else if !same && finding.places.len() < MOST_PLACES {
            finding.places.push(note.spot);
        }
    }

    /// The findings, errors first, each kind in the order of its rule.
    pub fn into_findings(self) -> Vec<Finding> {
        let mut list: Vec<Finding> = self.found.into_iter().map(|entry| entry.finding).collect();
        list.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        list
    }
}
