//! `font-courier`: letters in Courier.
//!
//! **What.** An embedded font is called Courier and shows letters.
//! **Why.** Programs take Courier where they do not find the font that was meant, and embed it: the words are there, in the wrong
//! letters.
//! **Fix.** Find the font that is missing and export anew; where Courier is meant, nothing has to be done.
//! **Source.** Ghent Workgroup 2015, font Courier.

use super::{Census, Desk, Rule};
use crate::say;
use crate::verify::audit::font::State;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::last("font-courier", look);

fn look(census: &Census, _: &Desk<'_>, notes: &mut Notes) {
    for font in &census.fonts {
        let name = font.name.split_once('+').map_or(font.name.as_str(), |(_, name)| name);
        let shown = || font.asked().iter().any(|(_, glyph)| glyph.shown);
        if font.state == State::Missing || !name.starts_with("Courier") || !shown() {
            continue;
        }
        let note = Note::warning(
            say!("des lettres en {name} : souvent la police de secours d’un programme", "letters in {name}: often what a program falls back on"),
            say!("retrouvez la police voulue et refaites l’export, à moins que Courier soit voulue", "find the font that was meant and export anew, unless Courier is meant"),
        );
        notes.take(note.about(font.name.clone()).object(font.object));
    }
}
