//! A file for a press, interpreted whole: what is wrong with the file itself is a fault of ours, whatever the kit.

use super::audit::{Order, audit};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::printers::Standard;
use crate::say;

/// Holds a file that we wrote against the standard that it was written for: version, metadata, boxes, colours, spot inks, fonts and
/// their glyphs, streams and what they name. What the pages look like is left to preflight of the scene.
///
/// Nothing found is the rule. `check` asks for it; what every build reads back is [`super::pdfx`], which costs less.
pub fn press(bytes: &[u8], standard: Standard) -> Diagnostics {
    let order = Order { standard: Some(standard), structure_only: true, ..Order::default() };
    let found = match audit(bytes, &order) {
        Ok(audit) => audit.findings,
        Err(fault) => return std::iter::once(fault).collect(),
    };
    let errors = found.into_iter().filter(|finding| finding.severity == Severity::Error);
    let told = |finding: super::Finding| {
        let message = finding.message;
        let message = match finding.places.first().and_then(|spot| spot.page) {
            Some(page) => {
                let page = page + 1;
                say!("le PDF écrit, page {page} : {message}", "the PDF written, page {page}: {message}"; page = say!("{page}", "{page}"), message = message)
            }
            None => say!("le PDF écrit : {message}", "the PDF written: {message}"; message = message),
        };
        Diagnostic::error(finding.code, message).hint(say!(
            "c’est une faute du programme : signalez-la avec le kit",
            "this is a fault of the program: report it, with the kit"
        ))
    };
    errors.map(told).collect()
}
