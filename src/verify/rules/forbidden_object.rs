//! `forbidden-object`: a page holds an object that stands for something outside the file, or for a program.
//!
//! **What.** No PostScript, no reference objects, no OPI, no alternate pictures, no samples outside the file.
//! **Why.** What is printed would depend on what the printer has on its disks.
//! **Fix.** Embed pictures at full resolution; do not use OPI or preview pictures.
//! **Source.** ISO 15930-7, 6.2.6; ISO 15930-4, 6.8.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::mark::Happening;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("forbidden-object", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    if !desk.is_pdfx() {
        return;
    }
    for event in &sheet.drawn.events {
        let what = match &event.kind {
            Happening::External(what) => *what,
            Happening::Picture(picture) if picture.alternates => "Alternates",
            Happening::Picture(picture) if picture.opi => "OPI",
            Happening::Picture(picture) if picture.external => "F",
            _ => continue,
        };
        let note = Note::error(
            say!("un objet que PDF/X n’admet pas : {what}", "an object that PDF/X does not allow: {what}"),
            say!("incorporez les images elles-mêmes, sans OPI ni aperçus", "embed the pictures themselves, without OPI or previews"),
        );
        let note = event.seen.into_iter().fold(note, Note::at);
        notes.take(note.about(what).page(sheet.page.index).object(event.object));
    }
}
