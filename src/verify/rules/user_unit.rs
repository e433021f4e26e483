//! `user-unit`: a page is measured in units of its own.
//!
//! **What.** UserUnit is 1 or is not there.
//! **Why.** Many RIPs and imposition programs do not know it: the page comes out smaller by that factor.
//! **Fix.** Export the page at its true size.
//! **Source.** Ghent Workgroup 2015, page scaling.

use super::{Desk, Rule, Sheet};
use crate::preflight::wording;
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("user-unit", look);

fn look(sheet: &Sheet<'_>, _: &Desk<'_>, notes: &mut Notes) {
    if (sheet.page.unit - 1.0).abs() > 1e-6 {
        let note = Note::error(
            say!("la page a une unité de {unit} points (UserUnit) au lieu de 1", "the page has a unit of {unit} points (UserUnit) instead of 1"; unit = wording::number(sheet.page.unit, 3)),
            say!("exportez la page à sa taille réelle", "export the page at its true size"),
        );
        notes.take(note.page(sheet.page.index).object(sheet.page.object));
    }
}
