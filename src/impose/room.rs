//! What room rectangles leave each other: bleed, overlaps, straight cuts between them. Pure geometry.

use std::collections::BTreeSet;

use super::plan::{Cut, NOTHING, Strip};
use crate::geom::{Length, Rect, Size};

/// Whether two rectangles share more than an edge.
pub(super) fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x < b.right() - NOTHING && b.x < a.right() - NOTHING && a.y < b.bottom() - NOTHING && b.y < a.bottom() - NOTHING
}

/// The trim and as much bleed on each side as leaves neighbours theirs: half of the room between them.
pub(super) fn reach(rect: &Rect, all: &[Rect], bleed: Length) -> Rect {
    let (mut left, mut right, mut top, mut bottom) = (bleed, bleed, bleed, bleed);
    for other in all.iter().filter(|other| *other != rect) {
        let beside = other.y < rect.bottom() + bleed && other.bottom() > rect.y - bleed;
        let above = other.x < rect.right() + bleed && other.right() > rect.x - bleed;
        let half = |gap: Length| (gap * 0.5).max(Length::ZERO);
        if beside && other.x >= rect.right() - NOTHING {
            right = right.min(half(other.x - rect.right()));
        }
        if beside && other.right() <= rect.x + NOTHING {
            left = left.min(half(rect.x - other.right()));
        }
        if above && other.y >= rect.bottom() - NOTHING {
            bottom = bottom.min(half(other.y - rect.bottom()));
        }
        if above && other.bottom() <= rect.y + NOTHING {
            top = top.min(half(rect.y - other.bottom()));
        }
    }
    Rect::new(rect.x - left, rect.y - top, rect.width + left + right, rect.height + top + bottom)
}

/// The part of a rectangle that lies within another.
pub(super) fn within(rect: &Rect, outer: &Rect) -> Rect {
    let (left, top) = (rect.x.max(outer.x), rect.y.max(outer.y));
    let (right, bottom) = (rect.right().min(outer.right()), rect.bottom().min(outer.bottom()));
    Rect::new(left, top, (right - left).max(Length::ZERO), (bottom - top).max(Length::ZERO))
}

/// Straight cuts that part all trims: lines over the whole sheet, and where those do not do, lines across it and then
/// lines down each strip between them. None at all where pieces lie so that neither parts them.
pub(super) fn cuts(trims: &[Rect], folds: &[Cut], paper: Size) -> (Vec<Cut>, Vec<Strip>) {
    let all = lines(trims, folds, paper);
    let through = |cut: &Cut| trims.iter().any(|rect| crosses(*cut, rect));
    if !all.iter().any(through) {
        return (all, Vec::new());
    }
    let across: Vec<Cut> = all.into_iter().filter(|cut| matches!(cut, Cut::Across(_)) && !through(cut)).collect();
    let strips = strips(&across, trims, folds, paper);
    match strips {
        Some(strips) => (across, strips),
        None => (Vec::new(), Vec::new()),
    }
}

/// The strips between cuts across the sheet, with the cuts down each of them; none when a piece would be cut.
fn strips(across: &[Cut], trims: &[Rect], folds: &[Cut], paper: Size) -> Option<Vec<Strip>> {
    let inner = across.iter().filter_map(|cut| match cut {
        Cut::Across(y) => Some(*y),
        Cut::Down(_) => None,
    });
    let edges: Vec<Length> = std::iter::once(Length::ZERO).chain(inner).chain([paper.height]).collect();
    let mut strips = Vec::new();
    for (top, bottom) in edges.iter().zip(edges.iter().skip(1)).map(|(top, bottom)| (*top, *bottom)) {
        let inside = |rect: &&Rect| rect.y >= top - NOTHING && rect.bottom() <= bottom + NOTHING;
        let here: Vec<Rect> = trims.iter().filter(inside).copied().collect();
        let cuts = lines(&here, folds, paper);
        let down: Vec<Cut> = cuts.iter().copied().filter(|cut| matches!(cut, Cut::Down(_))).collect();
        let level = |cut: &Cut| across.iter().any(|other| near(*other, *cut));
        let whole = cuts.iter().all(|cut| matches!(cut, Cut::Down(_)) || level(cut));
        if !whole || down.iter().any(|cut| here.iter().any(|rect| crosses(*cut, rect))) {
            return None;
        }
        if !down.is_empty() {
            strips.push(Strip { top, bottom, cuts: down });
        }
    }
    let held: usize = trims.iter().filter(|rect| strips.iter().any(|strip| strip.holds(rect))).count();
    (held == trims.len()).then_some(strips)
}

/// No knife takes off less: pieces that lie so near the edge of the paper keep it.
const SLIVER: Length = Length::mm(1.0);

/// Every trim edge as a line, except at the edges of the sheet and at folds, left to right, then top to bottom.
fn lines(trims: &[Rect], folds: &[Cut], paper: Size) -> Vec<Cut> {
    let step = |length: Length| (length.to_mm() * 1000.0).round() as i64;
    let lines = |edges: fn(&Rect) -> [Length; 2], end: Length| {
        let all: BTreeSet<i64> = trims.iter().flat_map(edges).map(step).collect();
        let inside = all.into_iter().filter(move |at| *at > step(SLIVER) && *at < step(end - SLIVER));
        inside.map(|at| Length::mm(at as f64 / 1000.0)).collect::<Vec<_>>()
    };
    let down = lines(|rect| [rect.x, rect.right()], paper.width).into_iter().map(Cut::Down);
    let across = lines(|rect| [rect.y, rect.bottom()], paper.height).into_iter().map(Cut::Across);
    down.chain(across).filter(|cut| !folds.iter().any(|fold| near(*fold, *cut))).collect()
}

fn near(a: Cut, b: Cut) -> bool {
    match (a, b) {
        (Cut::Down(a), Cut::Down(b)) | (Cut::Across(a), Cut::Across(b)) => a.near(b, NOTHING),
        _ => false,
    }
}

/// Whether a cut runs through the inside of a rectangle.
pub(super) fn crosses(cut: Cut, rect: &Rect) -> bool {
    match cut {
        Cut::Down(x) => x > rect.x + NOTHING && x < rect.right() - NOTHING,
        Cut::Across(y) => y > rect.y + NOTHING && y < rect.bottom() - NOTHING,
    }
}
