//! Preflight: holds the finished pages of a scene against what a print shop, a scanner and a reader need.
//! Knows scenes only: no decks, no layouts, no files.
//!
//! Every page is laid flat once (`walk`), artwork shared by many pages once for all of them; every rule of [`RULES`]
//! looks at the flat page (`face`); what they find is gathered so that a fault of many cards is told once (`notes`).

mod face;
mod flat;
mod ink;
mod notes;
mod outline;
mod pixels;
mod printer;
mod profile;
mod relation;
mod rules;
mod walk;
pub(crate) mod wording;

use std::sync::Arc;

pub(crate) use printer::{because, length};
pub use printer::{boxes_for, name_sources};
pub use profile::{Band, Contrast, Profile};
pub use rules::{RULES, Rule};

use crate::diag::Diagnostics;
use crate::geom::Rect;
use crate::scene::{Document, Origin};
use notes::Ledger;
use walk::Walker;

/// Every fault of a document, in the order of its pages. Messages name the face, the card and both ends of the fault:
/// the words in the deck and the frame in the layout.
///
/// A fault is told once for a frame and a face, at its worst. The same fault, to the number, of one frame or of one
/// artwork on many faces is told once with the number of cards, their first faces, and the places of the first.
pub fn check(document: &Document, profile: &Profile) -> Diagnostics {
    let mut walker = Walker::new(document);
    let mut ledger = Ledger::new(document);
    let mut shared = Vec::new();
    for page in &document.pages {
        let notes = rules::inspect(&walker.face(page), profile, &mut shared);
        ledger.enter(page, notes);
    }
    ledger.diagnostics()
}

/// A QR code on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundCode {
    /// Index of its page.
    pub page: usize,
    /// Where it lies on the page, quiet zone of four modules included.
    pub rect: Rect,
    /// What it says when scanned.
    pub payload: Arc<str>,
    /// Where it comes from.
    pub origin: Option<Arc<Origin>>,
    /// The card of its page.
    pub card: Option<Arc<str>>,
}

/// Every QR code of a document with its place on its page, in the order of the pages and then of painting.
pub fn codes(document: &Document) -> Vec<FoundCode> {
    let mut walker = Walker::new(document);
    let mut found = Vec::new();
    for (index, page) in document.pages.iter().enumerate() {
        found.extend(walker.face(page).codes().map(|(_, code, scope)| FoundCode {
            page: index,
            rect: code.rect(),
            payload: code.payload.clone(),
            origin: scope.origin.cloned(),
            card: page.card.clone(),
        }));
    }
    found
}
