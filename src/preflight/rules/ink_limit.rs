//! `ink-limit`: an area gets more ink than the paper can take.
//!
//! **What.** Fills whose inks add up to more than 300 % are a warning, where they are larger than 15 mm². Gradients count
//! by their heaviest stop. Press only.
//! **Why.** Too much ink does not dry: it sets off on the next sheet, sticks in the pile and lets cards curl. Some
//! printers refuse the file (DriveThruCards takes 240 % at most).
//! **Fix.** Lighten the recipe. C 60 M 40 Y 40 K 100 (240 %) is as deep a black as anyone sees.
//! **Source.** ISO Coated v2 300 %, Onlineprinters, Pixartprinting, Pulsio, Koryo; area after Ghent Workgroup 2015.

use super::{Desk, Rule};
use crate::color::Cmyk;
use crate::preflight::flat::{Kind, Leaf, Meaning, Scope};
use crate::preflight::ink;
use crate::preflight::notes::{Finding, Notes};
use crate::preflight::wording;
use crate::say;
use crate::scene::Paint;

pub(super) const RULE: Rule = Rule { code: "ink-limit", leaf: Some(leaf), face: None };

/// Coverage is measured as a mean over so many square millimetres; nothing smaller can exceed it.
const SMALLEST_AREA: f64 = 15.0;

fn leaf(leaf: &Leaf<'_>, scope: &Scope<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let (Some(limit), Kind::Path(path)) = (desk.profile.ink, leaf.kind) else { return };
    let Some(fill) = &path.fill else { return };
    let opacity = fill.opacity * leaf.opacity;
    let color = heaviest(&fill.paint);
    let coverage = color.coverage() * opacity;
    if coverage <= limit || scope.meaning == Meaning::ForPrinter {
        return;
    }
    let printed = ink::meet(&leaf.seen, &desk.boxes.bleed_rect()).unwrap_or_default();
    if printed.width.to_mm() * printed.height.to_mm() < SMALLEST_AREA {
        return;
    }
    let message = say!(
        "aplat à {own} d’encre ({recipe}) : {most} au plus",
        "area with {own} of ink ({recipe}): {most} at most";
        own = wording::percent(coverage), recipe = wording::inks(color), most = wording::percent(limit),
    );
    let hint = say!(
        "allégez la recette ; pour un noir profond, {deep} ({sum}) suffisent",
        "lighten the recipe; for a deep black, {deep} ({sum}) are enough";
        deep = wording::inks(DEEP_BLACK), sum = wording::percent(DEEP_BLACK.coverage()),
    );
    notes.take(scope, Finding::warning(message, hint).measure(-coverage));
}

/// Rich black as DriveThruCards asks for it.
const DEEP_BLACK: Cmyk = Cmyk { c: 600, m: 400, y: 400, k: 1000 };

/// The colour with most ink of a paint.
fn heaviest(paint: &Paint) -> Cmyk {
    match paint {
        Paint::Solid(color) => color.cmyk,
        Paint::Gradient(gradient) => {
            let inks = |color: &Cmyk| u32::from(color.c) + u32::from(color.m) + u32::from(color.y) + u32::from(color.k);
            gradient.stops.iter().map(|stop| stop.color.cmyk).max_by_key(inks).unwrap_or_default()
        }
    }
}
