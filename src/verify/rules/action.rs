//! `action`: the file does something by itself: opens a page, runs a script, holds a form.
//!
//! **What.** No actions on opening or closing (OpenAction as an action, AA), no JavaScript, no XFA, no form fields, no actions on pages
//! or bookmarks.
//! **Why.** What a file does when it is opened may change what is printed.
//! **Fix.** Export for print, without interactive elements.
//! **Source.** ISO 15930-7, 6.10; ISO 15930-4, 6.10.

use super::{Desk, Rule};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::whole("action", look);

fn look(desk: &Desk<'_>, notes: &mut Notes) {
    let (file, Some(catalog)) = (desk.file, desk.file.catalog()) else { return };
    if !desk.is_pdfx() {
        return;
    }
    let mut found: Vec<&str> = Vec::new();
    if file.get(catalog, "OpenAction").is_some_and(|action| action.as_dict().is_ok()) {
        found.push("OpenAction");
    }
    if file.get(catalog, "AA").is_some() {
        found.push("AA");
    }
    let names = file.dict(catalog, "Names");
    if names.is_some_and(|names| file.get(names, "JavaScript").is_some()) {
        found.push("JavaScript");
    }
    let form = file.dict(catalog, "AcroForm");
    if form.is_some_and(|form| file.get(form, "XFA").is_some()) {
        found.push("XFA");
    } else if form.is_some_and(|form| file.array(form, "Fields").is_some_and(|fields| !fields.is_empty())) {
        found.push("AcroForm");
    }
    for (_, dict) in file.dictionaries() {
        let kind = file.name(dict, "Type");
        let outline = dict.has(b"Title") && dict.has(b"Parent") && file.get(dict, "A").is_some();
        if kind == Some(b"Page") && file.get(dict, "AA").is_some() && !found.contains(&"AA (page)") {
            found.push("AA (page)");
        }
        if outline && !found.contains(&"Outlines /A") {
            found.push("Outlines /A");
        }
    }
    if !found.is_empty() {
        let list = found.join(", ");
        notes.take(Note::error(
            say!("le fichier agit de lui-même : {list}", "the file acts by itself: {list}"),
            say!("exportez pour l’impression, sans éléments interactifs", "export for print, without interactive elements"),
        ));
    }
}
