//! `plate-overprint`: a line for the cutter, or an area of varnish, knocks out the artwork under it.
//!
//! **What.** Everything in a technical ink (cut, crease, perforation, varnish, foil) overprints; lines for cutters are lines, not areas.
//! **Why.** The plate is taken out before printing, and a white line stays in the artwork where it was.
//! **Fix.** Set overprint for fill and stroke of these objects; give cut lines a stroke and no fill.
//! **Source.** Onlineprinters (CutContour, coating); ISO 19593-1.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::ink::Inks;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("plate-overprint", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let technical = |inks: &Inks| {
        let name = inks.spots.iter().find(|(name, tint)| *tint > 0.0 && desk.limits.is_technical(name)).map(|(name, _)| name.clone());
        name.filter(|_| inks.process.iter().all(|ink| *ink <= 0.0))
    };
    for (_, mark) in sheet.printed() {
        let fill = mark.fill.as_ref().and_then(|fill| technical(&fill.inks)).filter(|_| !mark.overprint.fill);
        let line = mark.stroke.as_ref().and_then(|line| technical(&line.paint.inks)).filter(|_| !mark.overprint.stroke);
        let Some(name) = fill.or(line).filter(|_| !mark.multiplies) else { continue };
        let message = say!("« {name} » ne surimprime pas : l’image sera percée à cet endroit", "“{name}” does not overprint: the artwork will be knocked out there");
        let fix = say!("mettez les tracés de cette encre en surimpression", "set the paths in this ink to overprint");
        notes.take(sheet.on(mark, Note::error(message, fix).about(name.to_string())));
    }
}
