//! `damaged-object`: something that a page needs is missing or cannot be unpacked.
//!
//! **What.** Streams of pages, forms and patterns unpack to their end; every name that a stream uses is listed in its resources; forms
//! do not contain themselves.
//! **Why.** A reader leaves out what it cannot read, mostly without a word.
//! **Fix.** Export again; a repaired file must be looked at page by page.
//! **Source.** ISO 32000-1, 7.8.3.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::mark::Happening;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("damaged-object", look);

fn look(sheet: &Sheet<'_>, _: &Desk<'_>, notes: &mut Notes) {
    for event in &sheet.drawn.events {
        let (key, message) = match &event.kind {
            Happening::Missing(kind, name) => {
                (format!("{kind} {name}"), say!("la page emploie {kind} « {name} », qui n’est pas là", "the page uses {kind} “{name}”, which is not there"))
            }
            Happening::Lost(what) => ((*what).to_owned(), say!("un flux ({what}) ne se décompresse pas", "a stream ({what}) cannot be unpacked")),
            Happening::TooDeep => ("deep".into(), say!("des objets se contiennent l’un l’autre", "objects contain one another")),
            _ => continue,
        };
        let fix = say!("exportez de nouveau le fichier depuis son logiciel", "export the file again from its program");
        notes.take(Note::error(message, fix).about(key).page(sheet.page.index).object(event.object));
    }
}
