//! `page-box`: a page has no size that can be read.
//!
//! **What.** Every page has a MediaBox, its own or inherited, with an area.
//! **Why.** Without it nobody knows how large the page is.
//! **Fix.** Export again.
//! **Source.** ISO 32000-1, 7.7.3.3.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("page-box", look);

fn look(sheet: &Sheet<'_>, _: &Desk<'_>, notes: &mut Notes) {
    if sheet.page.media_box.is_none() {
        let note = Note::error(
            say!("la page n’a pas de format (MediaBox) lisible", "the page has no size (MediaBox) that can be read"),
            say!("exportez de nouveau le fichier", "export the file again"),
        );
        notes.take(note.page(sheet.page.index).object(sheet.page.object));
    }
}
