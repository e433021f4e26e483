//! `content-syntax`: a content stream is not written as PDF 1.6 asks.
//!
//! **What.** Only operators of PDF 1.6 with the operands they take, even between BX and EX; as many Q as q, EMC as BDC, ET as BT in every
//! stream.
//! **Why.** One RIP guesses, another stops, a third prints half a page.
//! **Fix.** Export again from the program that made the page.
//! **Source.** ISO 15930-7, 6.2.1; ISO 32000-1, 8.4.2 and annex A.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::mark::Happening;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("content-syntax", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    for event in &sheet.drawn.events {
        let (key, message) = match &event.kind {
            Happening::UnknownOperator(name) => (name.clone(), say!("opérateur inconnu « {name} »", "unknown operator “{name}”")),
            Happening::Syntax(name) => (format!("!{name}"), say!("opérateur « {name} » mal écrit", "operator “{name}” is not written as it should be")),
            Happening::Unbalanced(name) => ((*name).to_owned(), say!("{name} sans son pendant", "{name} without its counterpart")),
            _ => continue,
        };
        let fix = say!("exportez de nouveau le fichier depuis son logiciel", "export the file again from its program");
        let note = if desk.is_pdfx() { Note::error(message, fix) } else { Note::warning(message, fix) };
        notes.take(note.about(key).page(sheet.page.index).object(event.object));
    }
}
