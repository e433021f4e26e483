//! `black-overprint`: small black letters knock out what lies under them.
//!
//! **What.** Letters under 12 pt in black ink alone (95 % and more) that stand on a printed ground and do not overprint it.
//! **Why.** Where plates do not meet exactly, a white rim shows around every letter.
//! **Fix.** Set black text to overprint; most programs do so by themselves for black swatches.
//! **Source.** Ghent Workgroup 2015, 100 % black text.

use super::{Desk, Rule, Sheet};
use crate::preflight::wording;
use crate::say;
use crate::verify::audit::ground;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("black-overprint", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    for (index, mark) in sheet.printed() {
        let Some(text) = mark.text().filter(|text| text.shown && text.size < desk.limits.black_text) else { continue };
        let Some(inks) = mark.fill.as_ref().map(|fill| &fill.inks) else { continue };
        let black = inks.exact && inks.is_black_alone() && inks.process.last().is_some_and(|black| *black >= 0.95);
        if !black || mark.overprint.fill || mark.blends || !ground::has_color(sheet.drawn, index, &mark.seen) {
            continue;
        }
        let message = say!(
            "texte noir de {size} qui perce le fond au lieu de le surimprimer",
            "black text of {size} that knocks out its ground instead of overprinting it";
            size = wording::points(text.size),
        );
        let fix = say!("mettez le texte noir en surimpression", "set black text to overprint");
        notes.take(sheet.on(mark, Note::warning(message, fix).measure(-text.size.to_pt())));
    }
}
