//! `resolution`: a picture is printed larger than its pixels allow.
//!
//! **What.** Pixels to the inch at the placed size, the lower of the two directions: tones under 150 are an error, under 225 a warning; pictures
//! of one bit under 550 and 800. Pictures of one colour or smaller than 2 mm do not count.
//! **Why.** Pixels show.
//! **Fix.** Take a larger picture or print it smaller; enlarging it in an editor adds nothing.
//! **Source.** Ghent Workgroup 2015, image resolution.

use super::{Desk, Rule, Sheet};
use crate::geom::{Length, Transform};
use crate::preflight::wording;
use crate::say;
use crate::verify::audit::image::Picture;
use crate::verify::audit::mark::Kind;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("resolution", look);

/// Pictures placed smaller than this show no pixels that anyone could count.
const SMALLEST: Length = Length::mm(2.0);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    for (_, mark) in sheet.printed() {
        let Kind::Picture(picture, map) = &mark.kind else { continue };
        if mark.in_pattern || !sheet.is_on_page(&mark.seen) || desk.is_technical(mark) {
            continue;
        }
        let Some(ppi) = resolution(picture, map) else { continue };
        let band = if picture.is_bitmap() { desk.limits.bitmap } else { desk.limits.resolution };
        if ppi >= band.warning - 0.5 {
            continue;
        }
        let (error, warning) = (band.error, band.warning);
        let kind = if picture.is_bitmap() { say!("image au trait", "line art") } else { say!("image", "picture") };
        let message = say!(
            "{kind} de {ppi} ppp à la taille imprimée : {error} au moins, mieux {warning}",
            "{kind} of {ppi} ppi at the printed size: at least {error}, better {warning}";
            kind = kind, ppi = wording::number((ppi + 0.01).floor(), 0), error = wording::number(error, 0), warning = wording::number(warning, 0),
        );
        let fix = say!("prenez une image plus grande, ou imprimez-la plus petite", "take a larger picture, or print it smaller");
        let note = if ppi < error - 0.5 { Note::error(message, fix) } else { Note::warning(message, fix) };
        notes.take(sheet.on(mark, note.about(picture.object.to_string()).measure(-ppi)).object(picture.object));
    }
}

/// The lower of the resolutions across and down; none for what has no pixels to see.
fn resolution(picture: &Picture, map: &Transform) -> Option<f64> {
    if picture.width <= 1 || picture.height <= 1 {
        return None;
    }
    let (across, down) = (Length::mm(map.a.hypot(map.b)), Length::mm(map.c.hypot(map.d)));
    if across.max(down) < SMALLEST || across <= Length::ZERO || down <= Length::ZERO {
        return None;
    }
    let per_inch = |pixels: u32, length: Length| f64::from(pixels) * 25.4 / length.to_mm();
    Some(per_inch(picture.width, across).min(per_inch(picture.height, down)))
}
