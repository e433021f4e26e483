//! `font-glyph`: letters are shown that the embedded font does not have.
//!
//! **What.** Every code that is shown has a glyph in the program, and none of them is `.notdef`, the sign for missing letters.
//! **Why.** A box or a gap is printed in place of the letter.
//! **Fix.** Use a font that has the letter; embed the font anew.
//! **Source.** ISO 15930-7, 6.2.7 (as ISO 19005-2, 6.2.11.4 and .8).

use super::{Census, Desk, Rule};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::last("font-glyph", look);

/// How many codes a message names.
const NAMED: usize = 6;

fn look(census: &Census, _: &Desk<'_>, notes: &mut Notes) {
    for font in &census.fonts {
        let asked = font.asked();
        let bad: Vec<u32> = asked.iter().filter(|(_, glyph)| glyph.shown && (!glyph.there || glyph.is_notdef)).map(|(code, _)| *code).collect();
        if bad.is_empty() {
            continue;
        }
        let (name, count) = (&font.name, bad.len());
        let codes = bad.iter().take(NAMED).map(|code| format!("{code:X}")).collect::<Vec<_>>().join(", ");
        let note = Note::error(
            say!("la police {name} n’a pas {count} des signes montrés (codes {codes})", "the font {name} lacks {count} of the characters shown (codes {codes})"),
            say!("prenez une police qui a ces signes, et incorporez-la de nouveau", "use a font that has these characters, and embed it anew"),
        );
        notes.take(note.about(name.clone()).object(font.object));
    }
}
