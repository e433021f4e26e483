//! `page-count`: the file has not as many pages as its ticket says, or the ticket does not name it.
//!
//! **What.** The number of pages of the file is that of the component of this name in the ticket.
//! **Why.** A page too few is a card without back; a page too many shifts every card after it.
//! **Fix.** Send the file and the ticket of the same build.

use super::{Desk, Rule};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::whole("page-count", look);

fn look(desk: &Desk<'_>, notes: &mut Notes) {
    let Some((ticket, name)) = desk.ticket else { return };
    let found = desk.file.leaves.len();
    let message = match ticket.pages(name) {
        Some(wanted) if wanted == found => return,
        Some(wanted) => say!("le fichier a {found} pages, la fiche en demande {wanted}", "the file has {found} pages, the ticket asks for {wanted}"),
        None => say!("la fiche ne nomme pas ce fichier", "the ticket does not name this file"),
    };
    notes.take(Note::error(message, say!("joignez le fichier et la fiche d’une même fabrication", "send file and ticket of the same build")));
}
