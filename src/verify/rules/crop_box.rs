//! `crop-box`: readers show less of a page than there is.
//!
//! **What.** A CropBox, where there is one, is the MediaBox.
//! **Why.** Some programs place what the CropBox shows, others the whole page: bleed is lost, or cards are shifted.
//! **Fix.** Take the cropping off; the trim is a matter of the TrimBox.
//! **Source.** Ghent Workgroup 2015, CropBox.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("crop-box", look);

fn look(sheet: &Sheet<'_>, _: &Desk<'_>, notes: &mut Notes) {
    let page = sheet.page;
    let (Some(crop), Some(media)) = (page.crop_box, page.media_box) else { return };
    // A CropBox that leaves the medium is another fault.
    if media.holds(&crop) && !crop.holds(&media) {
        let note = Note::warning(
            say!("la CropBox ne montre qu’une partie de la page", "the CropBox shows only a part of the page"),
            say!("retirez le recadrage : le format fini est dit par la TrimBox", "take the cropping off: the finished size is told by the TrimBox"),
        );
        notes.take(note.page(page.index).object(page.object));
    }
}
