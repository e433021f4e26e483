//! Stickers and labels on sheets: the room that knives and office printers need around them. Knows no layout.

use super::Run;
use crate::diag::{Diagnostic, Severity};
use crate::geom::{Insets, Length, Rect};
use crate::impose::{Arrangement, Plan};
use crate::preflight;
use crate::say;
use crate::scene::Document;

/// Least room between the cuts of two stickers, and to the edge of their backing (StickerApp, requirements of sticker sheets).
const APART: Length = Length::mm(2.0);
/// Distances within this are equal.
const SAME: Length = Length::mm(0.01);

impl Run<'_> {
    /// Words, codes and figures that come so near to the edge of a label that a printer which shifts its pages prints them beside it.
    pub(super) fn label_room(&mut self, document: &Document, arrangement: &Arrangement) {
        let drift = arrangement.drift;
        let room = Insets::uniform(drift);
        let near = |safe: &Insets| [safe.left, safe.top, safe.right, safe.bottom].iter().any(|side| *side < drift);
        if drift <= Length::ZERO || !document.pages.iter().any(|page| near(&page.boxes.safe)) {
            return;
        }
        let mut pages = document.pages.clone();
        pages.iter_mut().for_each(|page| page.boxes.safe = room);
        let found = preflight::check(&document.with_pages(pages), &preflight::Profile::room());
        let sheet = &arrangement.sheet;
        for mut fault in found.into_iter().filter(|fault| fault.severity == Severity::Warning) {
            fault.code = "label-drift";
            fault.hints.push(say!(
                "la feuille « {sheet} » compte {drift} de décalage d’une imprimante de bureau",
                "the sheet “{sheet}” reckons with an office printer’s shift of {drift}"
            ));
            self.diagnostics.push(fault);
        }
    }
}

/// Stickers whose cuts meet, or nearly, and those that lie too near to the edge of their backing.
pub(super) fn too_close(plans: &[Plan], arrangement: &Arrangement) -> Option<Diagnostic> {
    let gap = plans.iter().filter_map(least_gap).min_by(|a, b| a.to_mm().total_cmp(&b.to_mm()))?;
    if gap > APART - SAME {
        return None;
    }
    let sheet = &arrangement.sheet;
    let gap = Length::mm((gap.to_mm().max(0.0) * 100.0).round() / 100.0);
    let message = say!(
        "feuille « {sheet} » : {gap} entre les mi-coupes de deux autocollants ou jusqu’au bord, {APART} au moins",
        "sheet “{sheet}”: {gap} between the cuts of two stickers or to the edge, {APART} at least"
    );
    Some(Diagnostic::warning("sticker-gap", message).hint(say!(
        "écartez-les : `gutter: 4mm` et `margins: 5mm` dans la feuille",
        "move them apart: `gutter: 4mm` and `margins: 5mm` in the sheet"
    )))
}

/// The shortest way from a place to the next one, or to the edge of the paper.
fn least_gap(plan: &Plan) -> Option<Length> {
    let rects: Vec<Rect> = plan.places.iter().map(|place| place.front.rect).collect();
    let to_edge = rects.iter().map(|rect| {
        let (right, bottom) = (plan.paper.width - rect.right(), plan.paper.height - rect.bottom());
        rect.x.min(rect.y).min(right).min(bottom)
    });
    let between = rects.iter().enumerate().flat_map(|(index, a)| {
        rects.iter().skip(index + 1).map(move |b| {
            let across = (b.x - a.right()).max(a.x - b.right()).max(Length::ZERO);
            let down = (b.y - a.bottom()).max(a.y - b.bottom()).max(Length::ZERO);
            Length::mm(across.to_mm().hypot(down.to_mm()))
        })
    });
    to_edge.chain(between).min_by(|a, b| a.to_mm().total_cmp(&b.to_mm()))
}
