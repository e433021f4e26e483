//! Preflight: holds the finished pages of a scene against what a print shop, a scanner and a reader need.
//! Knows scenes only: no decks, no layouts, no files.

mod profile;

use std::sync::Arc;

pub use profile::{Band, Contrast, Profile};

use crate::diag::Diagnostics;
use crate::geom::Rect;
use crate::scene::{Document, Origin};

/// Every fault of a document, in the order of its pages.
pub fn check(_document: &Document, _profile: &Profile) -> Diagnostics {
    Diagnostics::new()
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

/// Every QR code of a document with its place on its page, in the order of the pages.
pub fn codes(_document: &Document) -> Vec<FoundCode> {
    Vec::new()
}
