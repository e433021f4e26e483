//! `text-inks`: small letters are printed in several inks.
//!
//! **What.** Letters under 9 pt in more than one ink; rich black is told by its own rule, and what is lighter than its ground too.
//! **Why.** Plates never meet exactly: thin strokes get coloured edges.
//! **Fix.** One ink for small text: black, or a spot colour.
//! **Source.** Ghent Workgroup 2015, small text.

use super::{Desk, Rule, Sheet};
use crate::preflight::wording;
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("text-inks", look);

/// Tints under this add no edge that is seen.
const FAINT: f64 = 0.05;

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let least = desk.limits.text_in_inks;
    for (_, mark) in sheet.printed() {
        let Some(text) = mark.text().filter(|text| text.shown && text.size.to_pt() + 0.01 < least.to_pt()) else { continue };
        let Some(inks) = mark.fill.as_ref().map(|fill| &fill.inks).filter(|inks| inks.exact && !inks.is_rich_black()) else { continue };
        let plates = inks.process.iter().chain(inks.spots.iter().map(|(_, tint)| tint)).filter(|ink| **ink > FAINT).count();
        let all = inks.spots.iter().any(|(name, _)| &**name == "All");
        if plates < 2 || all || !sheet.is_on_page(&mark.seen) {
            continue;
        }
        let message = say!(
            "texte de {size} en {plates} encres ; en dessous de {least}, une seule",
            "text of {size} in {plates} inks; under {least}, only one";
            size = wording::points(text.size), plates = say!("{plates}", "{plates}"), least = wording::limit_points(least),
        );
        let fix = say!("imprimez les petits textes d’une seule encre", "print small text in one ink");
        notes.take(sheet.on(mark, Note::warning(message, fix).measure(-text.size.to_pt())));
    }
}
