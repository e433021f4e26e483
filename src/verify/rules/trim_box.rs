//! `trim-box`: a page does not say where it is cut.
//!
//! **What.** Every page has either a TrimBox or an ArtBox of its own, not both.
//! **Why.** Without it the cutter guesses; with two it may take the wrong one.
//! **Fix.** Set bleed and trim at export (“use document bleed settings”), not a page that is larger than the card.
//! **Source.** ISO 15930-7, 6.6; ISO 15930-4, 6.5.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("trim-box", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let has = |name: &str| sheet.page.own_boxes.contains(&name);
    let message = match (has("TrimBox"), has("ArtBox")) {
        (false, false) => say!("la page n’a pas de format fini (TrimBox)", "the page has no finished size (TrimBox)"),
        (true, true) if desk.is_pdfx() => say!("la page a une TrimBox et une ArtBox : une seule des deux", "the page has a TrimBox and an ArtBox: only one of them"),
        _ => return,
    };
    let fix = say!("réglez le format fini et le fond perdu à l’export", "set trim and bleed at export");
    let note = if desk.is_pdfx() { Note::error(message, fix) } else { Note::warning(message, fix) };
    notes.take(note.page(sheet.page.index).object(sheet.page.object));
}
