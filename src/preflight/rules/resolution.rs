//! `resolution`: a picture has too few pixels for the size at which it is printed.
//!
//! **What.** Pixels to the inch of the page, after every scaling, in the direction that has fewest: fewer than 150 is an
//! error, fewer than 225 a warning (screen: fewer than 72). Drawings (SVG) have no pixels and are not concerned; neither
//! are one-bit pictures, which a scene does not hold.
//! **Why.** Offset screens at 150–175 lines to the inch show about one and a half pixels a line; below, edges turn into
//! stairs and faces into mush.
//! **Fix.** Take a larger picture, place it smaller, or use a drawing.
//! **Source.** Ghent Workgroup 2015, image resolution: error under 150, warning under 225.

use super::{Desk, Rule};
use crate::geom::Length;
use crate::preflight::flat::{Kind, Leaf, Scope};
use crate::preflight::notes::{Finding, Notes};
use crate::preflight::wording;
use crate::say;

pub(super) const RULE: Rule = Rule { code: "resolution", leaf: Some(leaf), face: None };

fn leaf(leaf: &Leaf<'_>, scope: &Scope<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let (Some(band), Kind::Image(image)) = (desk.profile.resolution, leaf.kind) else { return };
    let Some(data) = desk.document.image(image.image) else { return };
    let across = (image.rect.width * leaf.map.a.hypot(leaf.map.b)).abs();
    let down = (image.rect.height * leaf.map.c.hypot(leaf.map.d)).abs();
    if across <= Length::ZERO || down <= Length::ZERO {
        return;
    }
    let inches = |length: Length| length.to_px(1.0);
    let ppi = (f64::from(data.width) / inches(across)).min(f64::from(data.height) / inches(down));
    // A hundredth of a pixel to the inch: what binary fractions lose.
    let below = |limit: f64| ppi + 0.01 < limit;
    if !below(band.error.max(band.warning)) {
        return;
    }
    let (own, least, advised) = ((ppi + 0.01).floor(), band.error, band.warning.max(band.error));
    let message = if advised > least {
        say!(
            "image à {own} pixels par pouce dans son cadre : il en faut au moins {least}, mieux {advised}",
            "picture at {own} pixels per inch in its frame: at least {least} are needed, better {advised}"
        )
    } else {
        say!(
            "image à {own} pixels par pouce dans son cadre : il en faut au moins {least}",
            "picture at {own} pixels per inch in its frame: at least {least} are needed"
        )
    };
    let (width, height) = ((inches(across) * advised).ceil(), (inches(down) * advised).ceil());
    let hint = say!(
        "prenez une image d’au moins {width} × {height} pixels, ou réduisez-la à {w} × {h} au plus",
        "take a picture of at least {width} × {height} pixels, or reduce it to {w} × {h} at most";
        w = wording::tenths(across * (ppi / advised)), h = wording::tenths(down * (ppi / advised)),
    );
    let finding = if below(band.error) { Finding::error(message, hint) } else { Finding::warning(message, hint) };
    notes.take(scope, finding.measure(ppi));
}
