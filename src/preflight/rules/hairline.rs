//! `hairline`: a line is too thin to be printed evenly.
//!
//! **What.** Lines under 0.125 pt are an error, under 0.25 pt (0.09 mm) a warning, measured on the page after every
//! scaling. Filled strips as thin as that and longer than a millimetre count as lines.
//! **Why.** One dot of a plate-setter at 2400 dpi is 0.03 pt: thin lines look fine on a screen or an office printer and
//! break up or vanish on press.
//! **Fix.** Give the line at least 0.25 pt; 0.5 pt if it is light on dark or made of several inks.
//! **Source.** Offset5 (0.25 pt); Ghent Workgroup 2015, effective line width (0.125 pt).

use super::{Desk, Rule};
use crate::geom::Length;
use crate::preflight::flat::{Kind, Leaf, Meaning, Scope};
use crate::preflight::ink;
use crate::preflight::notes::{Finding, Notes};
use crate::preflight::wording;
use crate::say;

pub(super) const RULE: Rule = Rule { code: "hairline", leaf: Some(leaf), face: None };

/// Thin filled areas shorter than this are dots and details rather than lines.
const SHORTEST_STRIP: Length = Length::mm(1.0);
/// What binary fractions lose, and more than they do.
const TOLERANCE: Length = Length::pt(0.001);

fn leaf(leaf: &Leaf<'_>, scope: &Scope<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let Some(band) = desk.profile.line else { return };
    let Some(width) = width(leaf).filter(|_| !matches!(scope.meaning, Meaning::ForPrinter | Meaning::Thumbnail)) else {
        return;
    };
    if width + TOLERANCE >= band.warning {
        return;
    }
    let message = say!(
        "filet de {own} : {least} au moins, mieux {advised}",
        "line of {own}: at least {least}, better {advised}";
        own = wording::points(width),
        least = wording::limit_points(band.error),
        advised = wording::limit_points(band.warning),
    );
    let hint = say!(
        "donnez au trait une épaisseur d’au moins {advised} sur la page, toutes réductions comprises",
        "make the line at least {advised} wide on the page, all scaling included";
        advised = wording::limit_points(band.warning),
    );
    let finding =
        if width + TOLERANCE < band.error { Finding::error(message, hint) } else { Finding::warning(message, hint) };
    notes.take(scope, finding.measure(width.to_mm()));
}

/// How thick the line is that a leaf draws; none for areas, letters and pictures.
fn width(leaf: &Leaf<'_>) -> Option<Length> {
    let Kind::Path(path) = leaf.kind else { return None };
    if let Some(stroke) = path.stroke.as_ref().filter(|stroke| stroke.opacity > 0.0) {
        return Some(stroke.width * ink::least_scale(&leaf.map));
    }
    let (short, long) = (leaf.ink.width.min(leaf.ink.height), leaf.ink.width.max(leaf.ink.height));
    (short > Length::ZERO && long >= SHORTEST_STRIP).then_some(short)
}
