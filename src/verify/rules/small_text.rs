//! `small-text`: letters are too small to be printed.
//!
//! **What.** An em under 5 pt on the page, every scaling included.
//! **Why.** Counters of letters fill up; nobody reads them.
//! **Fix.** Make the text at least 5 pt, better 6.
//! **Source.** Ghent Workgroup 2015, small text.

use super::{Desk, Rule, Sheet};
use crate::preflight::wording;
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("small-text", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let least = desk.limits.text;
    for (_, mark) in sheet.printed() {
        let Some(text) = mark.text().filter(|text| text.shown && text.size.to_pt() + 0.01 < least.to_pt()) else { continue };
        // A Type 3 font has no em of its own.
        if text.font.is_type3 || !sheet.is_on_page(&mark.seen) || desk.is_technical(mark) {
            continue;
        }
        let message = say!(
            "texte de {size} : {least} au moins", "text of {size}: at least {least}";
            size = wording::points(text.size), least = wording::limit_points(least),
        );
        let fix = say!("agrandissez le texte à {least} ou plus", "enlarge the text to {least} or more"; least = wording::limit_points(least));
        notes.take(sheet.on(mark, Note::error(message, fix).measure(-text.size.to_pt())));
    }
}
