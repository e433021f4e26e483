//! `viewer-area`: the file asks readers to show or print another part of its pages.
//!
//! **What.** ViewArea, ViewClip, PrintArea and PrintClip, where they are there, name MediaBox or BleedBox.
//! **Why.** A proof that is cut at another box than the plate proves nothing.
//! **Fix.** Export without viewer preferences.
//! **Source.** ISO 15930-7, 6.6; ISO 15930-4, 6.5.

use super::{Desk, Rule};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::whole("viewer-area", look);

fn look(desk: &Desk<'_>, notes: &mut Notes) {
    let file = desk.file;
    let preferences = file.catalog().and_then(|catalog| file.dict(catalog, "ViewerPreferences"));
    let Some(preferences) = preferences.filter(|_| desk.is_pdfx()) else { return };
    for key in ["ViewArea", "ViewClip", "PrintArea", "PrintClip"] {
        if let Some(other) = file.name(preferences, key).filter(|name| !matches!(*name, b"MediaBox" | b"BleedBox")) {
            let other = super::shown(other);
            let note = Note::error(
                say!("{key} vaut {other} : seules MediaBox et BleedBox sont admises", "{key} is {other}: only MediaBox and BleedBox are allowed"),
                say!("exportez sans préférences d’affichage", "export without viewer preferences"),
            );
            notes.take(note.about(key));
        }
    }
}
