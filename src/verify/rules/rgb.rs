//! `rgb`: something is coloured for a screen.
//!
//! **What.** DeviceRGB in a file for a CMYK press is an error, wherever it stands: areas, lines, letters, pictures, gradients, and the
//! spaces that others are built on. RGB or Lab with a profile is an error in PDF/X-1a, a warning otherwise.
//! **Why.** The RIP converts it by rules of its own: blacks become four inks, brand colours shift.
//! **Fix.** Convert to the printer's profile at export, or set the colour in inks.
//! **Source.** ISO 15930-7, 6.2.3 (device colour and output intent); ISO 15930-4, 6.4; Ghent Workgroup 2015, colour space.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::mark::Kind;
use crate::verify::audit::notes::{Note, Notes};
use crate::verify::audit::space::Space;

pub(super) const RULE: Rule = Rule::page("rgb", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    // A press that prints RGB itself, as photo printers do.
    let rgb_press = desk.is_x4() && desk.intent_space() == Some("RGB ");
    for mark in &sheet.drawn.marks {
        for space in mark.spaces().flat_map(|space| space.all()) {
            let (device, managed) = match space {
                Space::Rgb => (true, false),
                Space::CalRgb | Space::Lab => (false, true),
                Space::Icc(icc) => (false, icc.n == 3),
                _ => (false, false),
            };
            if !(device && !rgb_press || managed) {
                continue;
            }
            let what = match mark.kind {
                Kind::Text(_) => say!("texte", "text"),
                Kind::Picture(..) => say!("image", "picture"),
                Kind::Shading(_) => say!("dégradé", "gradient"),
                Kind::Path { .. } => say!("tracé", "path"),
            };
            let label = space.label();
            let key = format!("{}{label}", what.en);
            let message = say!("{what} en {label}", "{what} in {label}"; what = what, label = say!("{label}", "{label}"));
            let fix = say!(
                "convertissez vers le profil de l’imprimeur à l’export, ou donnez la couleur en CMJN",
                "convert to the printer’s profile at export, or give the colour in CMYK"
            );
            let error = device || desk.is_x1a();
            let note = if error { Note::error(message, fix) } else { Note::warning(message, fix) };
            notes.take(sheet.on(mark, note.about(key)));
        }
    }
}
