//! `file-structure`: objects are packed in a way that PDF/X-1a does not know.
//!
//! **What.** PDF/X-1a is PDF 1.4 at most, which has no object streams and no cross-reference streams.
//! **Why.** An old RIP finds no page in such a file.
//! **Fix.** Save for PDF 1.4 or older: `qpdf --object-streams=disable in.pdf out.pdf` takes the packing off.
//! **Source.** ISO 15930-4, 6.1 (PDF Reference, third edition).

use super::{Desk, Rule};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::whole("file-structure", look);

fn look(desk: &Desk<'_>, notes: &mut Notes) {
    if !desk.is_x1a() {
        return;
    }
    let has = |word: &[u8]| desk.file.bytes.windows(word.len()).any(|window| window == word);
    if has(b"/ObjStm") || has(b"/XRef") {
        notes.take(Note::error(
            say!(
                "le fichier range ses objets dans des flux, ce que PDF/X-1a ne connaît pas",
                "the file packs its objects in streams, which PDF/X-1a does not know"
            ),
            say!("qpdf --object-streams=disable entrée.pdf sortie.pdf", "qpdf --object-streams=disable in.pdf out.pdf"),
        ));
    }
}
