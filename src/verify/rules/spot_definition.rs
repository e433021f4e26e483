//! `spot-definition`: one ink has two definitions.
//!
//! **What.** Every use of a spot ink's name has the same alternate space and the same way from tint to colour.
//! **Why.** A proof, or a printer who replaces the ink by process inks, shows one name in two colours.
//! **Fix.** Replace all swatches of that name by one.
//! **Source.** ISO 15930-7, 6.2.3; Ghent Workgroup 2015, ambiguous spot colours.

use super::{Census, Desk, Rule};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::last("spot-definition", look);

fn look(census: &Census, desk: &Desk<'_>, notes: &mut Notes) {
    for (name, uses) in &census.spots {
        let defined: Vec<_> = uses.iter().filter(|(definition, ..)| !definition.is_empty()).collect();
        if let [_, (_, page, rect), ..] = defined.as_slice() {
            let message = say!("« {name} » est défini de deux façons", "“{name}” is defined in two ways");
            let fix = say!("remplacez toutes les nuances de ce nom par une seule", "replace all swatches of this name by one");
            let note = if desk.is_pdfx() { Note::error(message, fix) } else { Note::warning(message, fix) };
            notes.take(note.about(name.to_string()).page(*page).at(*rect));
        }
    }
}
