//! What is printed along the outline of a piece that is no rectangle: whether it goes on beyond the cut. Knows a laid flat
//! page and an outline, no rule.

use super::face::Face;
use super::flat::{Leaf, Meaning, Scope};
use super::relation::Relation;
use crate::geom::{Contours, Length, PageBoxes, Point, Rect};

/// From one look to the next along the outline.
const STEP: Length = Length::mm(1.0);
/// Looks next to each other that must find the same, for an edge to run along the cut: shapes that cross it at a slant end
/// elsewhere at each.
const RUN: usize = 3;
/// How much edges along the cut may come nearer to it or go away from look to look.
const EVEN: Length = Length::mm(0.5);
/// How far inside the cut something counts as printed up to it.
const INSIDE: Length = Length::mm(0.4);
/// Side of the square that is looked at.
const LOOK: Length = Length::mm(0.1);
/// From look to look outwards.
const OUT: Length = Length::mm(0.25);
/// Outlines this near to the trim are the trim's.
const ON_TRIM: Length = Length::mm(0.2);

/// Something printed up to the cut that stops before the bleed's end.
#[derive(Clone, Copy)]
pub(super) struct Stop<'f> {
    pub scope: Scope<'f>,
    /// Where on the outline.
    pub at: Point,
    /// How far over the cut it reaches.
    pub past: Length,
}

/// What lies at a place.
enum Found<'f> {
    Bare,
    Printed(Scope<'f>),
    Untold,
}

/// The worst place along an outline at which something printed stops short of `bleed`.
pub(super) fn stop<'f>(face: &Face<'f>, outline: &Contours, bleed: Length) -> Option<Stop<'f>> {
    let boxes = face.boxes();
    let mut worst: Option<Stop<'f>> = None;
    for chain in outline.walks(STEP) {
        let mut run: Vec<Stop<'f>> = Vec::new();
        for (at, way) in chain {
            match short(face, at, way, bleed, boxes) {
                Some(stop) if run.last().is_none_or(|last| last.past.near(stop.past, EVEN)) => run.push(stop),
                Some(stop) => run = vec![stop],
                None => run.clear(),
            }
            let found = run.iter().skip(RUN - 1).next_back();
            if let Some(found) = found.filter(|found| worst.as_ref().is_none_or(|worst| found.past < worst.past)) {
                worst = Some(*found);
            }
        }
    }
    worst
}

/// Whether what is printed inside the cut stops short outside of it; `way` leads outwards.
fn short<'f>(face: &Face<'f>, at: Point, way: (f64, f64), bleed: Length, boxes: &PageBoxes) -> Option<Stop<'f>> {
    let trim = boxes.trim_rect();
    let edges = [at.x - trim.x, trim.right() - at.x, at.y - trim.y, trim.bottom() - at.y];
    if edges.iter().any(|edge| *edge < ON_TRIM) {
        return None;
    }
    let there = |far: Length| Point::new(at.x + far * way.0, at.y + far * way.1);
    let Found::Printed(scope) = look(face, there(-INSIDE)) else { return None };
    let room = boxes.bleed_rect();
    let end = bleed - OUT;
    let bare =
        |far: Length| room.contains(&square(there(far)), Length::ZERO) && matches!(look(face, there(far)), Found::Bare);
    if end <= Length::ZERO || !bare(end) {
        return None;
    }
    let mut past = Length::ZERO;
    while past < end && !bare(past + OUT * 0.5) {
        past += OUT;
    }
    Some(Stop { scope, at, past })
}

fn square(middle: Point) -> Rect {
    Rect::new(middle.x - LOOK * 0.5, middle.y - LOOK * 0.5, LOOK, LOOK)
}

/// What is seen at a place: the first thing from the front that lies there.
fn look<'f>(face: &Face<'f>, at: Point) -> Found<'f> {
    let rect = square(at);
    let counts = |leaf: &Leaf<'_>| !matches!(leaf.scope.meaning, Meaning::ForPrinter | Meaning::Varnish);
    for (leaf, scope) in face.below(face.front(), &rect).filter(|(leaf, _)| counts(leaf)) {
        match leaf.relation_at(at, LOOK) {
            Relation::Clear => {}
            Relation::Covers if leaf.is_white() => return Found::Bare,
            Relation::Covers if leaf.opacity > 0.0 => return Found::Printed(scope),
            Relation::Covers => {}
            Relation::Partly | Relation::Unknown => return Found::Untold,
        }
    }
    Found::Bare
}
