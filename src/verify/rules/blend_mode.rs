//! `blend-mode`: a blend mode that no standard knows.
//!
//! **What.** The sixteen modes of PDF 1.6 only.
//! **Why.** A reader takes Normal for what it does not know: what was meant to darken covers.
//! **Fix.** Choose another mode, or flatten the object.
//! **Source.** ISO 15930-7, 6.2.5; ISO 32000-1, 11.3.5.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::mark::Happening;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("blend-mode", look);

const KNOWN: [&str; 15] = [
    "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight", "SoftLight", "Difference",
    "Exclusion", "Hue", "Saturation", "Color", "Luminosity",
];

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    if desk.is_x1a() {
        return;
    }
    for event in &sheet.drawn.events {
        let Happening::Blend(mode) = &event.kind else { continue };
        if !KNOWN.contains(&mode.as_str()) {
            let note = Note::error(
                say!("mode de fusion inconnu « {mode} »", "unknown blend mode “{mode}”"),
                say!("choisissez un mode de fusion de PDF, ou aplatissez l’objet", "choose a blend mode of PDF, or flatten the object"),
            );
            notes.take(note.about(mode.clone()).page(sheet.page.index).object(event.object));
        }
    }
}
