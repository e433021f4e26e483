//! `spot-unknown`: a spot ink that the printer has no plate for.
//!
//! **What.** Where the printer lists its inks, every spot ink of the file is one of them, to the letter. Cuts, creases and
//! varnish under names that other machines know are `plate-unknown`.
//! **Why.** Cutting machines look for one name: `cutcontour` is not `CutContour`.
//! **Fix.** Rename the swatch as the printer asks, or convert it to process inks.
//! **Source.** The printer's data sheet.

use super::{Census, Desk, Rule};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::last("spot-unknown", look);

fn look(census: &Census, desk: &Desk<'_>, notes: &mut Notes) {
    let known = &desk.limits.spots;
    if known.is_empty() {
        return;
    }
    let strange = |name: &&std::rc::Rc<str>| !known.iter().any(|known| **known == ***name);
    for name in census.spot_names().filter(strange).filter(|name| !desk.limits.is_technical(name)) {
        let list = known.join(", ");
        let place = census.spots.get(name).and_then(|uses| uses.first());
        let note = Note::error(
            say!("l’imprimeur ne connaît pas l’encre « {name} »", "the printer does not know the ink “{name}”"),
            say!("ses encres : {list} ; renommez la nuance ou convertissez-la en CMJN", "its inks: {list}; rename the swatch or convert it to CMYK"),
        );
        let note = note.about(name.to_string());
        notes.take(match place {
            Some((_, page, rect)) => note.page(*page).at(*rect),
            None => note,
        });
    }
}
