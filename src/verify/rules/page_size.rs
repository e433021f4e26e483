//! `page-size`: the pages of one file are not of one size.
//!
//! **What.** Finished sizes that differ by more than 0.1 mm. A page that lies while the others stand counts as another size.
//! **Why.** A deck is cut from one grid: the odd page is cut wrongly.
//! **Fix.** One file for each size.
//! **Source.** Ghent Workgroup 2015, page size and orientation.

use super::{Census, Desk, Rule};
use crate::geom::Size;
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::last("page-size", look);

fn look(census: &Census, _: &Desk<'_>, notes: &mut Notes) {
    let Some((usual, _)) = census.sizes.iter().max_by_key(|(_, pages)| pages.len()) else { return };
    let usual = *usual;
    let shown = |size: Size| format!("{:.1} × {:.1} mm", size.width.to_mm(), size.height.to_mm());
    for (size, pages) in census.sizes.iter().filter(|(size, _)| *size != usual) {
        let (own, others) = (shown(*size), shown(usual));
        let (own_fr, others_fr) = (own.replace('.', ","), others.replace('.', ","));
        for page in pages {
            let message = say!("page de {own_fr}, les autres de {others_fr}", "page of {own}, the others of {others}");
            let fix = say!("faites un fichier pour chaque format", "make a file for each size");
            notes.take(Note::warning(message, fix).about(own.clone()).page(*page));
        }
    }
}
