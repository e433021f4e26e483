//! `device-setting`: the file meddles with what belongs to the press: transfer curves, halftones, rendering intents of its own.
//!
//! **What.** No TR, TR2 only Default, halftones of type 1 or 5 without a name, no HTP; rendering intents of the standard only.
//! **Why.** A curve that was right for one press makes every other one print too dark or too light.
//! **Fix.** Export without halftone and transfer settings.
//! **Source.** ISO 15930-7, 6.2.4; ISO 15930-4, 6.7.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::mark::Happening;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("device-setting", look);

const INTENTS: [&str; 4] = ["RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"];

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    if !desk.is_pdfx() {
        return;
    }
    for event in &sheet.drawn.events {
        let message = match &event.kind {
            Happening::Device(key) => say!("réglage de presse dans le fichier : {key}", "a setting of the press in the file: {key}"),
            Happening::Intent(name) if !INTENTS.contains(&name.as_str()) => say!("mode de rendu inconnu « {name} »", "unknown rendering intent “{name}”"),
            Happening::Picture(picture) => match &picture.intent {
                Some(name) if !INTENTS.contains(&name.as_str()) => say!("mode de rendu inconnu « {name} »", "unknown rendering intent “{name}”"),
                _ => continue,
            },
            _ => continue,
        };
        let key = message.en.clone();
        let fix = say!("exportez sans trames, courbes de transfert ni modes de rendu particuliers", "export without halftones, transfer curves and odd rendering intents");
        notes.take(Note::error(message, fix).about(key).page(sheet.page.index).object(event.object));
    }
}
