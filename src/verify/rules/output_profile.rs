//! `output-profile`: the profile of the output intent is not one that a press can be run by.
//!
//! **What.** An output profile (class `prtr`) of version 2 or 4 in grey, RGB or CMYK, whole, with its tables; `N` in the file is
//! its number of inks; CMYK for PDF/X-1a.
//! **Why.** A display profile has no way from colour to ink; a wrong `N` makes readers refuse the file.
//! **Fix.** Take the printer's profile, or FOGRA39, FOGRA51; not sRGB.
//! **Source.** ISO 15930-7, 6.3; ICC.1:2010, 7.2 and 8.5.

use super::{Desk, Rule};
use crate::say;
use crate::verify::audit::intent::Embedded;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::whole("output-profile", look);

fn look(desk: &Desk<'_>, notes: &mut Notes) {
    let [intent] = desk.intents.as_slice() else { return };
    if !desk.is_pdfx() {
        return;
    }
    let message = match &intent.profile {
        Embedded::None => return,
        Embedded::Damaged => say!("le profil ICC du mode de sortie est illisible", "the ICC profile of the output intent cannot be read"),
        Embedded::Found(profile) => {
            let (class, space, major) = (&profile.class, profile.space.trim(), profile.major);
            let n = intent.n.unwrap_or(0);
            if class != "prtr" {
                say!("le profil du mode de sortie est de classe « {class} » et non « prtr » (presse)", "the profile of the output intent is of class “{class}”, not “prtr” (press)")
            } else if !matches!(space, "GRAY" | "RGB" | "CMYK") {
                say!("le profil du mode de sortie est en « {space} »", "the profile of the output intent is in “{space}”")
            } else if n != profile.components() {
                let own = profile.components();
                say!("N vaut {n} pour un profil à {own} composantes ({space})", "N is {n} for a profile of {own} components ({space})")
            } else if !matches!(major, 2 | 4) {
                say!("le profil du mode de sortie est en version {major}", "the profile of the output intent is of version {major}")
            } else if profile.lacks_tables() {
                let list = profile.missing.join(", ");
                say!("il manque au profil du mode de sortie : {list}", "the profile of the output intent lacks {list}")
            } else if desk.is_x1a() && space != "CMYK" {
                say!("le profil du mode de sortie est en {space} : PDF/X-1a veut CMJN", "the profile of the output intent is in {space}: PDF/X-1a wants CMYK")
            } else {
                return;
            }
        }
    };
    let fix = say!("incorporez le profil de presse de l’imprimeur, par exemple FOGRA39", "embed the printer’s press profile, for example FOGRA39");
    notes.take(Note::error(message, fix).object(intent.object.map_or(0, |id| id.0)));
}
