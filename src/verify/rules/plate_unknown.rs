//! `plate-unknown`: a cut, a crease or a varnish under a name that the printer's machines do not look for.
//!
//! **What.** Where the printer says what it calls its plates, each plate beside the picture has one of these names, to the letter.
//! **Why.** A cutter that finds no line of its name cuts nothing, and the line is printed.
//! **Fix.** Rename the swatch as the printer asks; with the printer's profile this program names plates itself.
//! **Source.** The printer's data sheet.

use super::{Census, Desk, Rule};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::last("plate-unknown", look);

fn look(census: &Census, desk: &Desk<'_>, notes: &mut Notes) {
    let known = &desk.limits.spots;
    if known.is_empty() {
        return;
    }
    let strange = |name: &&std::rc::Rc<str>| !known.iter().any(|known| **known == ***name);
    for name in census.spot_names().filter(strange).filter(|name| desk.limits.is_technical(name)) {
        let list = known.join(", ");
        let note = Note::error(
            say!("l’imprimeur n’appelle aucune plaque « {name} »", "the printer calls no plate “{name}”"),
            say!("ses plaques : {list}", "its plates: {list}"),
        );
        let note = note.about(name.to_string());
        notes.take(match census.spots.get(name).and_then(|uses| uses.first()) {
            Some((_, page, rect)) => note.page(*page).at(*rect),
            None => note,
        });
    }
}
