//! `group-space`: transparent objects are mixed in colours of a screen.
//!
//! **What.** The colour space of a transparency group (page, form, soft mask), where it has one, is not RGB or Lab while the press prints CMYK.
//! **Why.** Everything in the group goes to RGB and back: black text becomes four inks; a prepress robot rejects the file.
//! **Fix.** Set the blending space of the document to CMYK before export.
//! **Source.** ISO 15930-7, 6.2.3; Ghent Workgroup 2015, transparency blend space.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::mark::Happening;
use crate::verify::audit::notes::{Note, Notes};
use crate::verify::audit::space::Space;

pub(super) const RULE: Rule = Rule::page("group-space", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    if desk.is_x1a() || desk.intent_space().is_some_and(|space| space != "CMYK") {
        return;
    }
    for event in &sheet.drawn.events {
        let Happening::Group(Some(space)) = &event.kind else { continue };
        let screen = match &**space {
            Space::Rgb | Space::CalRgb | Space::Lab => true,
            Space::Icc(icc) => icc.n == 3,
            _ => false,
        };
        if screen {
            let label = space.label();
            let message = say!("un groupe de transparence se mélange en {label}", "a transparency group blends in {label}");
            let fix = say!("réglez l’espace de fusion du document sur CMJN avant l’export", "set the blending space of the document to CMYK before export");
            let note = if desk.is_x4() { Note::error(message, fix) } else { Note::warning(message, fix) };
            let note = event.seen.into_iter().fold(note, Note::at);
            notes.take(note.about(label).page(sheet.page.index).object(event.object));
        }
    }
}
