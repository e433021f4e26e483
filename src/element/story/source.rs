//! Where the words of a text stand: in a file of their own, in a field of the card, filled with names or not.

use std::ops::Range;

use super::names::Filled;
use crate::diag::Diagnostic;
use crate::scene::Origin;
use crate::source::{At, FileId, Place};

/// Where a text comes from.
pub(super) struct Source<'s> {
    /// Box, field and card.
    pub origin: &'s Origin,
    /// The file that holds the text and nothing else.
    pub file: Option<FileId>,
    /// The text with its names filled.
    pub filled: &'s Filled,
    /// The text as it is written.
    pub written: &'s str,
}

impl Source<'_> {
    /// A fault with its place: in the file where it is one of its own; else in the card, with the line of the text.
    pub fn mark(&self, range: &Range<usize>, diagnostic: Diagnostic) -> Diagnostic {
        let start = self.filled.written(range.start);
        let end = self.filled.written(range.end).max(start);
        let Some(file) = self.file else {
            let line = self.written.get(..start).unwrap_or_default().matches('\n').count() + 1;
            return self.origin.mark(diagnostic.hint(crate::say!("ligne {line} du texte", "line {line} of the text")));
        };
        let at = Place { file, at: At::Bytes(start..end) };
        let marked = diagnostic.at(at).at_with(self.origin.layout.clone(), crate::say!("le cadre", "the frame"));
        match &self.origin.card {
            Some(card) => marked.card(&**card),
            None => marked,
        }
    }

    /// The words at a place, as they are written, marks left out.
    pub fn said(&self, range: &Range<usize>) -> String {
        let text = self.filled.text.get(range.clone()).unwrap_or_default();
        text.chars().filter(|c| !matches!(c, '*' | '`' | '|' | '_')).collect::<String>().trim().to_owned()
    }
}
