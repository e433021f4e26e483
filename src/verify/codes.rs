//! Reads every QR code back from its finished page: what does not read back to the same address is a fault.

use crate::diag::{Diagnostic, Diagnostics};
use crate::export::png;
use crate::parallel;
use crate::preflight::{self, FoundCode};
use crate::say;
use crate::scene::Document;

/// Resolution at which codes are read: that of a common office printer and of our PNG files.
const DPI: f64 = 300.0;

/// Every code of a document, rasterised from its page and decoded by a reader that shares nothing with the writer.
pub fn check(document: &Document) -> Diagnostics {
    let codes = preflight::codes(document);
    let options = png::Options { dpi: DPI, bleed: true, ..png::Options::default() };
    let painter = png::Painter::new(document, &options);
    parallel::map(&codes, |code| read_back(document, &painter, code)).into_iter().flatten().collect()
}

fn read_back(_document: &Document, painter: &png::Painter<'_>, code: &FoundCode) -> Option<Diagnostic> {
    let (pixels, width, height) = painter.grey(code.page, &code.rect).ok()?;
    let read = super::qr::read(&pixels, width, height);
    if read.iter().any(|text| **text == *code.payload) {
        return None;
    }
    let payload = &code.payload;
    let fault = match read.first() {
        Some(other) => say!(
            "le code QR se lit « {other} » et non « {payload} »",
            "the QR code reads “{other}”, not “{payload}”"
        ),
        None => say!(
            "le code QR vers « {payload} » ne se relit pas sur la page à 300 ppp",
            "the QR code to “{payload}” cannot be read back from the page at 300 dpi"
        ),
    };
    let fault = Diagnostic::error("qr-unreadable", fault).hint(say!(
        "laissez le code sur fond blanc, agrandissez-le, et n’imprimez rien sur lui ni dans sa marge de 4 modules",
        "keep the code on white, enlarge it, and print nothing on it or in its margin of 4 modules"
    ));
    Some(match &code.origin {
        Some(origin) => origin.mark(fault),
        None => fault,
    })
}
