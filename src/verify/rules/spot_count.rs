//! `spot-count`: more inks are mixed in one colour than readers must know.
//!
//! **What.** At most 32 inks in a DeviceN space.
//! **Why.** A RIP may stop at more.
//! **Fix.** Merge inks, or convert some to process inks.
//! **Source.** ISO 32000-1, annex C; ISO 15930-7, 6.2.3.

use super::{Census, Desk, Rule};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::last("spot-count", look);

const MOST: usize = 32;

fn look(census: &Census, _: &Desk<'_>, notes: &mut Notes) {
    if let Some((count, page)) = census.most_colorants.filter(|(count, _)| *count > MOST) {
        let note = Note::error(
            say!("une couleur mêle {count} encres : {MOST} au plus", "a colour mixes {count} inks: at most {MOST}"),
            say!("convertissez des tons directs en CMJN", "convert spot colours to CMYK"),
        );
        notes.take(note.page(page));
    }
}
