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
    let options = png::Options { dpi: DPI, ..png::Options::default() };
    let painter = png::Painter::new(document, options);
    parallel::map(&codes, |code| read_back(&painter, code)).into_iter().flatten().collect()
}

fn read_back(painter: &png::Painter<'_>, code: &FoundCode) -> Option<Diagnostic> {
    // A page that cannot be drawn is a fault of its own, told when it is exported.
    let picture = painter.region(code.page, &code.rect).ok()?;
    let grey: Vec<u8> = picture.rgba().chunks_exact(4).map(luma).collect();
    let read = super::qr::read(&grey, picture.width() as usize, picture.height() as usize);
    if read.iter().any(|text| **text == *code.payload) {
        return None;
    }
    let payload = &code.payload;
    let fault = match read.first() {
        Some(other) => {
            say!("le code QR se lit « {other} » et non « {payload} »", "the QR code reads “{other}”, not “{payload}”")
        }
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

/// Brightness of a pixel as a camera sees it (ITU-R BT.601).
fn luma(pixel: &[u8]) -> u8 {
    let [r, g, b] = [0, 1, 2].map(|channel| pixel.get(channel).copied().map_or(255, u32::from));
    u8::try_from((r * 299 + g * 587 + b * 114) / 1000).unwrap_or(255)
}
