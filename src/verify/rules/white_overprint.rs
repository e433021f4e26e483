//! `white-overprint`: something white is set to overprint, and so is not there.
//!
//! **What.** Letters, areas and lines without any ink that overprint: in grey, in CMYK with overprint mode 1, or as a spot colour of 0 %.
//! **Why.** White that overprints prints nothing and lets everything under it through: the words vanish on press, not on the screen.
//! **Fix.** Take overprint off white objects.
//! **Source.** Ghent Workgroup 2015, overprint white text and paths.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::ink::Paint;
use crate::verify::audit::mark::{Kind, Mark};
use crate::verify::audit::notes::{Note, Notes};
use crate::verify::audit::space::Space;

pub(super) const RULE: Rule = Rule::page("white-overprint", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    for (_, mark) in sheet.printed() {
        let fill = mark.overprint.fill && mark.fill.as_ref().is_some_and(|fill| vanishes(fill, mark));
        let line = mark.overprint.stroke && mark.stroke.as_ref().is_some_and(|line| vanishes(&line.paint, mark));
        if !(fill || line) || mark.text().is_some_and(|text| !text.shown) || desk.is_technical(mark) {
            continue;
        }
        let what = match mark.kind {
            Kind::Text(_) => say!("texte blanc", "white text"),
            _ => say!("objet blanc", "white object"),
        };
        let key = what.en.clone();
        let message = say!("{what} en surimpression : il disparaîtra à l’impression", "{what} that overprints: it will vanish in print"; what = what);
        let fix = say!("retirez la surimpression des objets blancs", "take overprint off white objects");
        notes.take(sheet.on(mark, Note::error(message, fix).about(key)));
    }
}

/// White that leaves what is under it: every plate it names would be left alone.
fn vanishes(paint: &Paint, mark: &Mark) -> bool {
    let lets_through = match &*paint.space {
        Space::Cmyk => mark.overprint.nonzero,
        Space::Icc(icc) if icc.n == 4 => mark.overprint.nonzero,
        Space::Gray | Space::Separation(_) | Space::DeviceN(_) => true,
        _ => false,
    };
    paint.inks.exact && paint.inks.is_paper() && lets_through
}
