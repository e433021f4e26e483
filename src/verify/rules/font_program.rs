//! `font-program`: the program of an embedded font cannot be used.
//!
//! **What.** Embedded programs can be read; a composite TrueType font says by CIDToGIDMap which glyph is meant.
//! **Why.** A RIP that cannot read the program stops, or takes another font.
//! **Fix.** Export again; turn the letters of that font into outlines if it happens again.
//! **Source.** ISO 15930-7, 6.2.7; ISO 32000-1, 9.7.4.2.

use super::{Census, Desk, Rule};
use crate::say;
use crate::verify::audit::font::State;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::last("font-program", look);

fn look(census: &Census, desk: &Desk<'_>, notes: &mut Notes) {
    for font in &census.fonts {
        let name = &font.name;
        let message = if font.state == State::Damaged {
            say!("le programme de la police {name} est illisible", "the program of the font {name} cannot be read")
        } else if font.lacks_map && desk.is_pdfx() {
            say!("la police {name} n’a pas de CIDToGIDMap", "the font {name} has no CIDToGIDMap")
        } else {
            continue;
        };
        let fix = say!("exportez de nouveau, ou vectorisez les textes de cette police", "export again, or turn the text in this font into outlines");
        notes.take(Note::error(message, fix).about(name.clone()).object(font.object));
    }
}
