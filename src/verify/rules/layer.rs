//! `layer`: something stands on a layer in a file of a standard that knows none.
//!
//! **What.** PDF/X-1a: no optional content.
//! **Why.** RIPs of that standard print every layer, those that are switched off too.
//! **Fix.** Merge the layers at export, or deliver PDF/X-4.
//! **Source.** ISO 15930-4, 6.1 (PDF 1.4 has no layers).

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::mark::Happening;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("layer", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    if !desk.is_x1a() {
        return;
    }
    for event in &sheet.drawn.events {
        if matches!(event.kind, Happening::Layer) {
            let note = Note::error(
                say!("un calque : PDF/X-1a n’en connaît pas", "a layer: PDF/X-1a knows none"),
                say!("fusionnez les calques à l’export, ou livrez en PDF/X-4", "merge the layers at export, or deliver PDF/X-4"),
            );
            notes.take(note.page(sheet.page.index).object(event.object));
        }
    }
}
