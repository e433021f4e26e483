//! `qr-code`: a QR code that phones may not read.
//!
//! **What.** A code is what has three eyes in its corners, drawn as paths, as many small areas, or as a picture. Errors: modules under 0.33 mm; a difference in
//! brightness under 0.70; light on dark; something printed in the quiet zone of four modules; a code that an independent reader does not
//! read from the page. Warnings: modules under 0.40 mm; modules in more than one ink.
//! **Why.** A code that cannot be scanned is a hole in the card, and nobody sees it on the proof.
//! **Fix.** Enlarge it, in black ink alone, on white, with its margin.
//! **Source.** ISO/IEC 18004; ISO/IEC 15415 (grade A); Denso Wave (four dots a module); GS1 General Specifications.

use super::{Desk, Rule, Sheet};
use crate::preflight::wording;
use crate::say;
use crate::verify::audit::notes::{Note, Notes};
use crate::verify::audit::symbol::{self, Symbol};

pub(super) const RULE: Rule = Rule::page("qr-code", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    for symbol in symbol::symbols(desk.file, sheet.drawn, &|picture| desk.two_toned(picture)) {
        if let Some(note) = judge(&symbol, desk) {
            notes.take(note.page(sheet.page.index).at(symbol.rect).object(symbol.object));
        }
    }
}

/// The worst that there is to say of a code.
fn judge(symbol: &Symbol, desk: &Desk<'_>) -> Option<Note> {
    let fix = say!(
        "agrandissez le code, en noir seul sur fond blanc, et laissez-lui sa marge de 4 modules",
        "enlarge the code, in black alone on white, and leave it its margin of 4 modules"
    );
    let band = desk.limits.module;
    let module = wording::number(symbol.module.to_mm(), 2);
    let module = say!("{module} mm", "{module} mm"; module = module);
    let least = wording::hundredths(band.error);
    let advised = wording::hundredths(band.warning);
    let size = || {
        say!(
            "code QR aux modules de {module} : {least} au moins, mieux {advised}",
            "QR code with modules of {module}: at least {least}, better {advised}";
            module = module.clone(), least = least.clone(), advised = advised.clone(),
        )
    };
    // What the drawing of the page rounds away.
    let slack = crate::geom::Length::mm(0.005);
    let error = if symbol.contrast < 0.0 {
        Some(say!("code QR clair sur fond sombre", "QR code light on dark"))
    } else if symbol.contrast < desk.limits.contrast {
        Some(say!(
            "code QR au contraste de {found} : {least} au moins", "QR code with a contrast of {found}: at least {least}";
            found = wording::percent((symbol.contrast * 100.0).round()), least = wording::percent(desk.limits.contrast * 100.0),
        ))
    } else if symbol.module + slack < band.error {
        Some(size())
    } else if symbol.crowded {
        Some(say!("quelque chose est imprimé dans la marge du code QR", "something is printed in the margin of the QR code"))
    } else if symbol.text.is_none() {
        Some(say!("le code QR ne se lit pas", "the QR code cannot be read"))
    } else {
        None
    };
    if let Some(message) = error {
        return Some(Note::error(message, fix).about("error"));
    }
    if symbol.module + slack < band.warning {
        return Some(Note::warning(size(), fix).about("size"));
    }
    let inks = symbol.inks;
    (inks > 1).then(|| Note::warning(say!("code QR en {inks} encres", "QR code in {inks} inks"), fix).about("inks"))
}
