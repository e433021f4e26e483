//! `registration`: the colour of registration marks is used on the page itself.
//!
//! **What.** Separation All within the trim.
//! **Why.** It prints on every plate, with as much as 400 % of ink, and on the cutter's plate too.
//! **Fix.** Use black; All is for marks outside the trim.
//! **Source.** Ghent Workgroup 2015, Separation All.

use super::{Desk, Rule, Sheet};
use crate::geom::Length;
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("registration", look);

fn look(sheet: &Sheet<'_>, _: &Desk<'_>, notes: &mut Notes) {
    let inside = sheet.page.trim.inset(&crate::geom::Insets::uniform(Length::mm(0.1)));
    for (_, mark) in sheet.printed() {
        let all = mark.paints().any(|paint| paint.inks.spots.iter().any(|(name, tint)| &**name == "All" && *tint > 0.0));
        if all && crate::verify::overlap(&mark.seen, &inside) {
            let message = say!("couleur de repérage (All) sur la page", "registration colour (All) on the page");
            let fix = say!("remplacez-la par le noir seul", "replace it by black alone");
            notes.take(sheet.on(mark, Note::error(message, fix)));
        }
    }
}
