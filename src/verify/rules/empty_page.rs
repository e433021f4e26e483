//! `empty-page`: nothing is printed on a page.
//!
//! **What.** No ink within the trim.
//! **Why.** An empty page may be meant, as a back; more often something was lost.
//! **Fix.** Take the page out, or say to the printer that it is meant.
//! **Source.** Ghent Workgroup 2015, empty pages.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::mark::Kind;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("empty-page", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let inked = |(_, mark): (usize, &crate::verify::audit::mark::Mark)| {
        let ink = match &mark.kind {
            Kind::Picture(picture, _) => !picture.stencil || mark.fill.is_some(),
            Kind::Shading(_) => true,
            Kind::Text(text) => text.shown,
            Kind::Path { .. } => mark.paints().any(|paint| !paint.inks.is_paper()),
        };
        ink && sheet.is_on_page(&mark.seen) && !desk.is_technical(mark)
    };
    if !sheet.printed().any(inked) {
        let note = Note::warning(
            say!("la page est vide", "the page is empty"),
            say!("retirez-la, ou dites à l’imprimeur qu’elle est voulue", "take it out, or tell the printer that it is meant"),
        );
        notes.take(note.page(sheet.page.index).object(sheet.page.object));
    }
}
