//! `ink-limit`: more ink lies on one place than the paper takes.
//!
//! **What.** The sum of all inks, spot colours included and technical inks left out, as a mean over 15 mm²: 300 % unless the printer says otherwise. The
//! page is painted on one plane an ink, in cells of 0.387 mm, covering what lies below or adding to it as overprint, opacity and
//! Multiply say; the mean is taken over ten by ten cells. Letters under 24 pt do not count, nor do clips that are no rectangles.
//! **Why.** Wet ink sets off on the next sheet, and cracks when the card is cut.
//! **Fix.** Darken with black rather than with three colours; convert pictures through the printer's profile.
//! **Source.** ISO 12647-2; Ghent Workgroup 2015, total ink coverage.

use super::{Desk, Rule, Sheet};
use crate::preflight::wording;
use crate::say;
use crate::verify::audit::coverage;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("ink-limit", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let limit = desk.limits.ink;
    let Some(worst) = coverage::worst(sheet.page, sheet.drawn, desk, limit) else { return };
    let message = say!(
        "{found} d’encre en moyenne sur 15 mm² : {most} au plus",
        "{found} of ink on average over 15 mm²: at most {most}";
        found = wording::percent(worst.percent.round()), most = wording::percent(limit),
    );
    let fix = say!(
        "foncez avec du noir plutôt qu’avec trois couleurs, ou convertissez l’image vers le profil de l’imprimeur",
        "darken with black rather than with three colours, or convert the picture to the printer’s profile"
    );
    notes.take(Note::error(message, fix).measure(worst.percent).page(sheet.page.index).at(worst.rect));
}
