//! `safe-zone`: text stands too near to the edge, or on it.
//!
//! **What.** Letters that the trim goes through are an error; letters nearer to it than the safe zone (3 mm) a warning. Letters outside the trim are
//! slug lines and do not count.
//! **Why.** Cutters are off by up to 1.5 mm.
//! **Fix.** Move the text inwards.
//! **Source.** meinspiel.de (4 mm, tolerance 1.5 mm); most printers 3 mm.

use super::{Desk, Rule, Sheet};
use crate::geom::{Insets, Length};
use crate::preflight::wording;
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("safe-zone", look);

/// What rounding of boxes and glyphs loses.
const SLACK: Length = Length::mm(0.05);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let (trim, safe) = (sheet.page.trim, desk.limits.safe);
    for (_, mark) in sheet.printed() {
        let shown = mark.text().is_some_and(|text| text.shown && text.glyphs > 0);
        let inside = trim.inset(&Insets::uniform(safe));
        if !shown || desk.is_technical(mark) || !sheet.is_on_page(&mark.seen) || inside.contains(&mark.seen, SLACK) {
            continue;
        }
        let seen = mark.seen;
        let room = (seen.x - trim.x).min(seen.y - trim.y).min(trim.right() - seen.right()).min(trim.bottom() - seen.bottom());
        let fix = say!("rentrez le texte d’au moins {safe}", "move the text inwards, to {safe} or more"; safe = wording::at_least(safe));
        let note = if room < -SLACK {
            Note::error(say!("du texte passe sous le massicot", "text is cut through"), fix)
        } else {
            let message = say!(
                "texte à {room} du bord : {safe} au moins", "text {room} from the edge: at least {safe}";
                room = wording::tenths(room.max(Length::ZERO)), safe = wording::at_least(safe),
            );
            Note::warning(message, fix)
        };
        notes.take(sheet.on(mark, note.measure(-room.to_mm())));
    }
}
