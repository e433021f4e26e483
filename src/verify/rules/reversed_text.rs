//! `reversed-text`: small light letters stand on a dark ground.
//!
//! **What.** Letters under 7 pt that are lighter than what lies under them by more than half the way from black to white; the ground is the topmost area or
//! picture under the middle of the letters.
//! **Why.** Ink spreads into the letters from all sides.
//! **Fix.** 7 pt or more, a sturdy face, or dark letters on a light ground.
//! **Source.** meinspiel.de and Calli Cartes (7 pt).

use super::{Desk, Rule, Sheet};
use crate::preflight::wording;
use crate::say;
use crate::verify::audit::ground;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("reversed-text", look);

/// How much lighter than the ground letters must be to count.
const LIGHTER: f64 = 0.5;

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let least = desk.limits.reversed_text;
    for (index, mark) in sheet.printed() {
        let Some(text) = mark.text().filter(|text| text.shown && text.size.to_pt() + 0.01 < least.to_pt()) else { continue };
        let Some(luma) = mark.fill.as_ref().map(|fill| fill.inks.luma()) else { continue };
        // Dark letters are never reversed; letters too small for any use are told by their own rule.
        if luma < LIGHTER || text.size < desk.limits.text || text.font.is_type3 || desk.is_technical(mark) {
            continue;
        }
        let Some(under) = ground::luma(sheet.drawn, index, mark.seen.center()) else { continue };
        if luma - under > LIGHTER {
            let message = say!(
                "texte clair de {size} sur fond sombre : {least} au moins",
                "light text of {size} on a dark ground: at least {least}";
                size = wording::points(text.size), least = wording::limit_points(least),
            );
            let fix = say!("agrandissez le texte, ou mettez-le en sombre sur clair", "enlarge the text, or set it dark on light");
            notes.take(sheet.on(mark, Note::error(message, fix).measure(-text.size.to_pt())));
        }
    }
}
