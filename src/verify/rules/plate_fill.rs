//! `plate-fill`: an area where a machine follows a line.
//!
//! **What.** What is painted in the ink of a cut, a crease, a perforation or a kiss cut has a line and no fill.
//! **Why.** A cutter follows both edges of an area, or none: the piece is cut twice, or not at all.
//! **Fix.** Take the fill away and give the path a line of 0.25 to 0.5 pt.
//! **Source.** Onlineprinters (contour cut: a closed path with a line and without a fill); ISO 19593-1.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::mark::Kind;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("plate-fill", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    for (_, mark) in sheet.printed().filter(|(_, mark)| !matches!(mark.kind, Kind::Shading(_))) {
        let fill = mark.fill.as_ref().filter(|fill| fill.inks.process.iter().all(|ink| *ink <= 0.0));
        let line = fill.and_then(|fill| fill.inks.spots.iter().find(|(name, tint)| *tint > 0.0 && desk.limits.is_line(name)));
        let Some((name, _)) = line else { continue };
        let message = say!("« {name} » remplit une surface : l’outil suit une ligne", "“{name}” fills an area: a tool follows a line");
        let fix = say!("retirez le fond, donnez au tracé un filet de 0,25 à 0,5 pt", "take the fill away, give the path a line of 0.25 to 0.5 pt");
        notes.take(sheet.on(mark, Note::error(message, fix).about(name.to_string())));
    }
}
