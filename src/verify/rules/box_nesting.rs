//! `box-nesting`: the boxes of a page do not lie inside one another.
//!
//! **What.** TrimBox (or ArtBox) within BleedBox within MediaBox, CropBox within MediaBox, to the hundredth of a point.
//! **Why.** A trim that leaves the medium cuts into nothing.
//! **Fix.** Export again from the document; do not crop pages afterwards.
//! **Source.** ISO 15930-7, 6.6; ISO 32000-1, 14.11.2.

use super::{Desk, Rule, Sheet};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};
use crate::verify::audit::page::Corners;

pub(super) const RULE: Rule = Rule::page("box-nesting", look);

fn look(sheet: &Sheet<'_>, _: &Desk<'_>, notes: &mut Notes) {
    let page = sheet.page;
    let pairs: [(Option<Corners>, &str, Option<Corners>, &str); 5] = [
        (page.trim_box, "TrimBox", page.bleed_box, "BleedBox"),
        (page.art_box, "ArtBox", page.bleed_box, "BleedBox"),
        (page.trim_box, "TrimBox", page.media_box, "MediaBox"),
        (page.bleed_box, "BleedBox", page.media_box, "MediaBox"),
        (page.crop_box, "CropBox", page.media_box, "MediaBox"),
    ];
    for (inner, inner_name, outer, outer_name) in pairs {
        if let (Some(inner), Some(outer)) = (inner, outer) && !outer.holds(&inner) {
            let note = Note::error(
                say!("la {inner_name} sort de la {outer_name}", "the {inner_name} leaves the {outer_name}"),
                say!("exportez de nouveau depuis le document, sans recadrer les pages", "export again from the document, without cropping pages"),
            );
            notes.take(note.about(format!("{inner_name}{outer_name}")).page(page.index).object(page.object));
        }
    }
}
