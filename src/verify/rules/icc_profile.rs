//! `icc-profile`: a profile that colours are read through is damaged or does not fit them.
//!
//! **What.** The profile of an ICCBased space can be read; `N` is 1, 3 or 4 and the profile's own number of components; it is a profile of an
//! input, a display, an output or a colour space. PDF/X-1a knows no such spaces at all.
//! **Why.** A reader that cannot use the profile falls back to colours of its own.
//! **Fix.** Export again; assign the right profile to the picture.
//! **Source.** ISO 15930-7, 6.2.3; ISO 15930-4, 6.4; ISO 32000-1, 8.6.5.5.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};
use crate::verify::audit::space::{Icc, Space};

pub(super) const RULE: Rule = Rule::page("icc-profile", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    for mark in &sheet.drawn.marks {
        for space in mark.spaces().flat_map(|space| space.all()) {
            let Space::Icc(icc) = space else { continue };
            let Some(message) = fault(icc, desk) else { continue };
            let key = icc.object.map_or(0, |id| id.0);
            let fix = say!("réexportez, avec le bon profil pour chaque image", "export again, with the right profile for each picture");
            let note = Note::error(message, fix).about(key.to_string()).page(sheet.page.index).at(mark.seen);
            notes.take(note.object(key));
        }
    }
}

fn fault(icc: &Icc, desk: &Desk<'_>) -> Option<crate::diag::Say> {
    let n = icc.n;
    let Some(profile) = &icc.profile else {
        return Some(say!("un profil ICC est illisible", "an ICC profile cannot be read"));
    };
    let (own, class) = (profile.components(), &profile.class);
    if !matches!(n, 1 | 3 | 4) || n != own {
        return Some(say!("N vaut {n} pour un profil à {own} composantes", "N is {n} for a profile of {own} components"));
    }
    if !matches!(class.as_str(), "scnr" | "mntr" | "prtr" | "spac") {
        return Some(say!("un profil ICC de classe « {class} » sert d’espace de couleur", "an ICC profile of class “{class}” serves as a colour space"));
    }
    // RGB profiles are told by the rule `rgb`.
    (desk.is_x1a() && n != 3).then(|| say!("couleurs ICC : PDF/X-1a n’admet que CMJN, gris et tons directs", "ICC colours: PDF/X-1a allows only CMYK, grey and spot colours"))
}
