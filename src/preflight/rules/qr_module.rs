//! `qr-module`: the modules of a QR code are too small for cameras and plates.
//!
//! **What.** A module under 0.33 mm on the page is an error, under 0.40 mm a warning, after every scaling.
//! **Why.** A telephone must tell the modules apart at an arm's length, and 0.33 mm is four dots of a printer at 300 dpi;
//! with fewer, dots and modules drift against each other.
//! **Fix.** Enlarge the code, or shorten the link: fewer characters make fewer and larger modules at the same size.
//! **Source.** Denso Wave, point for setting the module size; GS1 General Specifications (0.396 mm at the point of sale).

use super::{Desk, Rule};
use crate::geom::Length;
use crate::preflight::face::Face;
use crate::preflight::notes::{Finding, Notes};
use crate::preflight::wording;
use crate::say;

pub(super) const RULE: Rule = Rule { code: "qr-module", leaf: None, face: Some(face) };

/// What binary fractions lose, and more than they do.
const TOLERANCE: Length = Length::mm(0.0001);

fn face(face: &Face<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let Some(band) = desk.profile.module else { return };
    for (_, code, scope) in face.codes() {
        let module = code.module;
        if module <= Length::ZERO || module + TOLERANCE >= band.warning {
            continue;
        }
        let message = say!(
            "modules de {own} dans le code QR : {least} au moins, mieux {advised}",
            "modules of {own} in the QR code: at least {least}, better {advised}";
            own = wording::hundredths(module),
            least = wording::hundredths(band.error),
            advised = wording::hundredths(band.warning),
        );
        let hint = say!(
            "agrandissez le code à {side} de côté, marge blanche comprise, ou raccourcissez le lien",
            "enlarge the code to {side} on a side, white margin included, or shorten the link";
            side = wording::at_least(code.rect().width * (band.warning / module)),
        );
        let too_small = module + TOLERANCE < band.error;
        let finding = if too_small { Finding::error(message, hint) } else { Finding::warning(message, hint) };
        notes.take(&scope, finding.measure(module.to_mm()).words(wording::quoted(code.payload)));
    }
}
