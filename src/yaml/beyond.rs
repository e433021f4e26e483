//! What lies beyond the first slip of a file: the slips whose mending is plain are taken as mended, and the parser goes
//! on, so that twenty colons without quotes are told in one run. Mends for telling only, never for reading.

use std::ops::Range;

use super::syntax::{self, Line};
use super::value::events;
use crate::diag::Diagnostic;
use crate::source::{At, FileId};

/// So many slips of one file are told at most.
const MOST: usize = 100;

/// The further slips of `text` after `first`, while each can be taken as mended.
pub(super) fn slips(file: FileId, text: &str, first: &Diagnostic) -> Vec<Diagnostic> {
    let mut text = text.to_owned();
    let mut told = Vec::new();
    let mut mended = mend(&text, first);
    while let (Some(range), true) = (mended, told.len() < MOST) {
        // As many bytes as before: every place that is told later is right for the text as it was written.
        text.replace_range(range.clone(), &"x".repeat(range.len()));
        let Some(slip) = next(file, &text) else { break };
        mended = mend(&text, &slip).filter(|next| next.start > range.start);
        told.push(slip);
    }
    told
}

fn next(file: FileId, text: &str) -> Option<Diagnostic> {
    let mut parser = events(text);
    while let Some(event) = parser.next_event() {
        if let Err(error) = event {
            return Some(syntax::fault(file, text, &error));
        }
    }
    None
}

/// The value that quotes would mend; none for slips after which nobody can say what was meant.
fn mend(text: &str, slip: &Diagnostic) -> Option<Range<usize>> {
    let At::Bytes(told) = &slip.labels.first()?.place.at else { return None };
    let value = Line::at(text, told.start).value_range();
    let quotes_mend = match slip.code {
        "yaml-colon" | "yaml-quote" => *told == value,
        "yaml-start" => told.start == value.start,
        _ => false,
    };
    (quotes_mend && !value.is_empty()).then_some(value)
}
