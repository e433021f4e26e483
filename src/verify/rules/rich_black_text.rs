//! `rich-black-text`: small letters are printed in black with other inks under it.
//!
//! **What.** Letters under 12 pt whose black is at least 85 % with more than 10 % of other inks.
//! **Why.** Plates never meet exactly: small letters get coloured fringes.
//! **Fix.** Set the text in black ink alone (C 0 M 0 Y 0 K 100).
//! **Source.** Ghent Workgroup 2015, rich black text.

use super::{Desk, Rule, Sheet};
use crate::preflight::wording;
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("rich-black-text", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    for (_, mark) in sheet.printed() {
        let Some(text) = mark.text().filter(|text| text.shown) else { continue };
        let rich = mark.fill.as_ref().is_some_and(|fill| fill.inks.is_rich_black());
        if rich && text.size < desk.limits.black_text {
            let message = say!(
                "texte de {size} en noir de plusieurs encres ; en dessous de {least}, le noir seul",
                "text of {size} in black of several inks; under {least}, black alone";
                size = wording::points(text.size), least = wording::limit_points(desk.limits.black_text),
            );
            let fix = say!("donnez au texte le noir seul : C 0 M 0 J 0 N 100", "set the text in black alone: C 0 M 0 Y 0 K 100");
            notes.take(sheet.on(mark, Note::error(message, fix).measure(-text.size.to_pt())));
        }
    }
}
