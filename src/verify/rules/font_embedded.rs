//! `font-embedded`: a font is named but not there.
//!
//! **What.** Every font that shows letters is embedded.
//! **Why.** The printer's machine takes another one: other letters, other line breaks, missing accents.
//! **Fix.** Embed all fonts at export; the fourteen standard fonts too.
//! **Source.** ISO 15930-7, 6.2.7; ISO 15930-4, 6.8.

use super::{Census, Desk, Rule};
use crate::say;
use crate::verify::audit::font::State;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::last("font-embedded", look);

fn look(census: &Census, _: &Desk<'_>, notes: &mut Notes) {
    for font in &census.fonts {
        if font.state == State::Missing && font.asked().iter().any(|(_, glyph)| glyph.shown) {
            let name = &font.name;
            let note = Note::error(
                say!("la police {name} n’est pas incorporée", "the font {name} is not embedded"),
                say!("incorporez toutes les polices à l’export", "embed all fonts at export"),
            );
            notes.take(note.about(name.clone()).object(font.object));
        }
    }
}
