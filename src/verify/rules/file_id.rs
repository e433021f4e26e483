//! `file-id`: the file has no identifier.
//!
//! **What.** The trailer has an `ID` of two strings that are not empty.
//! **Why.** Printers tell versions of a job apart by it, and replaced pages from the pages they replace.
//! **Fix.** Export again; every program that writes PDF/X sets it.
//! **Source.** ISO 15930-7, 6.1.3; ISO 15930-4, 6.1.

use lopdf::Object;

use super::{Desk, Rule};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::whole("file-id", look);

fn look(desk: &Desk<'_>, notes: &mut Notes) {
    let id = desk.file.array(&desk.file.doc.trailer, "ID");
    let filled = |entry: &Object| desk.file.follow(entry).is_some_and(|entry| entry.as_str().is_ok_and(|text| !text.is_empty()));
    if desk.is_pdfx() && !id.is_some_and(|id| id.len() == 2 && id.iter().all(filled)) {
        notes.take(Note::error(
            say!("le fichier n’a pas d’identifiant (ID de deux chaînes)", "the file has no identifier (ID of two strings)"),
            say!("exportez de nouveau en PDF/X", "export again as PDF/X"),
        ));
    }
}
