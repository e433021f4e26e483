//! `color-intent`: colours are given in the inks of another press than the one the file was made for.
//!
//! **What.** DeviceCMYK needs an output intent of CMYK; DeviceGray one of grey or CMYK. PDF/X-4 only.
//! **Why.** Numbers without a press they belong to have no colour.
//! **Fix.** Embed the profile of the press that the colours were made for.
//! **Source.** ISO 15930-7, 6.2.3.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};
use crate::verify::audit::space::Space;

pub(super) const RULE: Rule = Rule::page("color-intent", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let Some(intent) = desk.intent_space().filter(|space| desk.is_x4() && *space != "CMYK") else { return };
    let intent = intent.trim();
    for mark in &sheet.drawn.marks {
        for space in mark.spaces().flat_map(|space| space.all()) {
            let wrong = matches!(space, Space::Cmyk) || matches!(space, Space::Gray) && intent != "GRAY";
            if wrong {
                let label = space.label();
                let note = Note::error(
                    say!("{label} dans un fichier dont le mode de sortie est en {intent}", "{label} in a file whose output intent is in {intent}"),
                    say!("incorporez le profil CMJN de l’imprimeur", "embed the printer’s CMYK profile"),
                );
                notes.take(sheet.on(mark, note.about(label)));
            }
        }
    }
}
