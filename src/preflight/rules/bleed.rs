//! `bleed`: something printed up to the cut does not go on to the bleed edge.
//!
//! **What.** An area, a picture or a line that reaches the trim on a side with a straight edge, but stops before the bleed
//! edge, is a warning, on pages that have bleed. Round and slanted shapes that cross the trim are left alone; so are white
//! areas, and edges that lie under something else or go on in the same colour. Where the piece is no rectangle (rounded corners,
//! tabs, drawn cuts), what is printed up to its outline goes on beyond it by as much.
//! **Why.** Guillotines and dies are off by up to a millimetre: without bleed, a white line shows along the edge.
//! **Fix.** Extend it to the bleed edge (usually 3 mm over the trim), or stop it well inside the page.
//! **Source.** Every printer asks for bleed: 2 mm (Saxoprint), 3 mm (most), 1/8 inch (The Game Crafter, DriveThruCards).

use super::{Desk, Rule};
use crate::geom::{Contours, Insets, Length, PageBoxes, Rect, Segment};
use crate::preflight::face::{Face, Ground, Spot, plain};
use crate::preflight::flat::{Kind, Leaf, Meaning, Scope};
use crate::preflight::ink;
use crate::preflight::notes::{Finding, Notes};
use crate::preflight::outline;
use crate::preflight::relation::Relation;
use crate::preflight::wording::{self, Side};
use crate::say;

pub(super) const RULE: Rule = Rule { code: "bleed", leaf: None, face: Some(face) };

/// Edges within this of the trim or the bleed edge count as on it.
const TOLERANCE: Length = Length::mm(0.1);
/// Shorter edges cannot be seen to lack bleed.
const SHORTEST_EDGE: Length = Length::mm(0.5);
/// How much of an edge, inwards from the cut, must be hidden for it not to matter.
const MARGIN: Length = Length::mm(1.0);
/// How far an edge may stray from its line.
const STRAIGHT: Length = Length::mm(0.02);

/// The sides of one frame that lack bleed, and how far over the trim it reaches at worst.
struct Short<'a> {
    scope: Scope<'a>,
    sides: Vec<Side>,
    past: Length,
    bleed: Length,
}

fn face(face: &Face<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    if !desk.profile.bleed || desk.boxes.bleed == Insets::NONE {
        return;
    }
    let mut open: Option<Short<'_>> = None;
    for (spot, leaf, scope) in face.leaves() {
        for side in Side::ALL {
            let Some((past, bleed)) = short(leaf, desk.boxes, side) else { continue };
            if !matters(face, spot, leaf, side, past) {
                continue;
            }
            if open.as_ref().is_none_or(|open| !open.scope.same_frame(&scope)) {
                tell(open.replace(Short { scope, sides: Vec::new(), past, bleed }), notes);
            }
            if let Some(open) = &mut open {
                if !open.sides.contains(&side) {
                    open.sides.push(side);
                }
                open.past = open.past.min(past);
            }
        }
    }
    tell(open, notes);
    if let Some(outline) = &desk.outline {
        along(face, desk, outline, notes);
    }
}

/// What stops short along the outline of a piece that is no rectangle.
fn along(face: &Face<'_>, desk: &Desk<'_>, outline: &Contours, notes: &mut Notes) {
    let Insets { left, top, right, bottom } = desk.boxes.bleed;
    let bleed = left.min(top).min(right).min(bottom);
    let Some(stop) = outline::stop(face, outline, bleed) else { return };
    let (x, y) = (wording::tenths(stop.at.x), wording::tenths(stop.at.y));
    let message = say!(
        "ce qui est imprimé jusqu’à la découpe ne la dépasse que de {past} au lieu de {bleed}, près du point {x}, {y}",
        "what is printed up to the cut reaches only {past} over it instead of {bleed}, near the point {x}, {y}";
        past = wording::tenths(stop.past), bleed = wording::hundredths(bleed), x = x, y = y,
    );
    let hint = say!(
        "prolongez-le au-delà du contour de la pièce, ou arrêtez-le nettement avant",
        "extend it beyond the outline of the piece, or stop it well before"
    );
    notes.take(&stop.scope, Finding::warning(message, hint).measure(stop.past.to_mm()));
}

/// How far a leaf reaches over the trim on a side, and how wide the bleed is there, when it stops short.
fn short(leaf: &Leaf<'_>, boxes: &PageBoxes, side: Side) -> Option<(Length, Length)> {
    let (past, bleed) = match side {
        Side::Left => (-leaf.seen.x, boxes.bleed.left),
        Side::Top => (-leaf.seen.y, boxes.bleed.top),
        Side::Right => (leaf.seen.right() - boxes.trim.width, boxes.bleed.right),
        Side::Bottom => (leaf.seen.bottom() - boxes.trim.height, boxes.bleed.bottom),
    };
    (past >= -TOLERANCE && past + TOLERANCE < bleed).then_some((past.max(Length::ZERO), bleed))
}

/// True when a leaf that stops short would show it.
fn matters(face: &Face<'_>, spot: Spot, leaf: &Leaf<'_>, side: Side, past: Length) -> bool {
    let printed = matches!(leaf.kind, Kind::Path(_) | Kind::Image(_))
        && !matches!(leaf.scope.meaning, Meaning::ForPrinter | Meaning::Code)
        && !leaf.is_white()
        && !leaf.vague;
    let boxes = face.boxes();
    if !printed || !ink::touch(&leaf.seen, &boxes.trim_rect()) || !is_flat(leaf, side) {
        return false;
    }
    let Some((missing, edge)) = strips(&leaf.seen, boxes, side, past) else { return false };
    let all = missing.union(&edge);
    let hidden = face
        .above(spot, &all)
        .any(|(over, _)| over.relation(&all, false) == Relation::Covers && plain(over).is_some_and(|(_, o)| o > 0.999));
    let goes_on = || plain(leaf).is_some_and(|(color, _)| face.ground(face.front(), &missing) == Ground::Plain(color));
    !hidden && !goes_on()
}

/// The strip of bleed that a leaf leaves bare, and the strip of it along the cut.
fn strips(seen: &Rect, boxes: &PageBoxes, side: Side, past: Length) -> Option<(Rect, Rect)> {
    let (all, trim) = (boxes.bleed_rect(), boxes.trim_rect());
    let on_page = ink::meet(seen, &trim)?;
    let (x, y, width, height) = (on_page.x, on_page.y, on_page.width, on_page.height);
    Some(match side {
        Side::Left => (Rect::new(all.x, y, -past - all.x, height), Rect::new(-past, y, past + MARGIN, height)),
        Side::Top => (Rect::new(x, all.y, width, -past - all.y), Rect::new(x, -past, width, past + MARGIN)),
        Side::Right => {
            let end = trim.right() + past;
            (Rect::new(end, y, all.right() - end, height), Rect::new(trim.right() - MARGIN, y, past + MARGIN, height))
        }
        Side::Bottom => {
            let end = trim.bottom() + past;
            (Rect::new(x, end, width, all.bottom() - end), Rect::new(x, trim.bottom() - MARGIN, width, past + MARGIN))
        }
    })
}

/// True when a leaf ends on this side with a straight edge along it.
fn is_flat(leaf: &Leaf<'_>, side: Side) -> bool {
    let end = |rect: &Rect| match side {
        Side::Left => rect.x,
        Side::Top => rect.y,
        Side::Right => rect.right(),
        Side::Bottom => rect.bottom(),
    };
    let along = match side {
        Side::Left | Side::Right => leaf.seen.height,
        Side::Top | Side::Bottom => leaf.seen.width,
    };
    if !end(&leaf.seen).near(end(&leaf.ink), STRAIGHT) {
        // An upright clip cuts it here; an odd one may be round.
        return leaf.shape.is_none() && along >= SHORTEST_EDGE;
    }
    match leaf.kind {
        Kind::Glyphs(_) => false,
        Kind::Image(_) => ink::keeps_upright(&leaf.map) && along >= SHORTEST_EDGE,
        Kind::Path(path) if path.stroke.is_some() && ink::is_segment(&path.data) => true,
        Kind::Path(_) => has_edge(leaf, side),
    }
}

/// True when the outline of a leaf has a straight edge at its end on this side.
fn has_edge(leaf: &Leaf<'_>, side: Side) -> bool {
    let Kind::Path(path) = leaf.kind else { return false };
    let Some(around) = ink::path_ink(&path.data, None, &leaf.map) else { return false };
    let (mut start, mut current) = (None, None);
    path.data.segments().any(|segment| {
        let (edge, to) = match segment {
            Segment::Move(point) => {
                start = Some(leaf.map.apply(point));
                (false, start)
            }
            Segment::Line(point) => (true, Some(leaf.map.apply(point))),
            Segment::Cubic(_, _, point) => (false, Some(leaf.map.apply(point))),
            Segment::Close => (true, start),
        };
        let from = std::mem::replace(&mut current, to);
        let (Some(a), Some(b), true) = (from, to, edge) else { return false };
        let (distance_a, distance_b, length) = match side {
            Side::Left => (a.x - around.x, b.x - around.x, a.y - b.y),
            Side::Right => (around.right() - a.x, around.right() - b.x, a.y - b.y),
            Side::Top => (a.y - around.y, b.y - around.y, a.x - b.x),
            Side::Bottom => (around.bottom() - a.y, around.bottom() - b.y, a.x - b.x),
        };
        distance_a <= STRAIGHT && distance_b <= STRAIGHT && length.abs() >= SHORTEST_EDGE
    })
}

fn tell(short: Option<Short<'_>>, notes: &mut Notes) {
    let Some(Short { scope, sides, past, bleed }) = short else { return };
    let message = if past <= TOLERANCE {
        say!(
            "ce qui est imprimé au bord s’arrête à la coupe {sides} au lieu de la dépasser de {bleed}",
            "what is printed at the edge stops at the cut {sides} instead of reaching {bleed} over it";
            sides = wording::sides(&sides), bleed = wording::hundredths(bleed),
        )
    } else {
        say!(
            "ce qui est imprimé au bord ne dépasse la coupe que de {past} {sides} au lieu de {bleed}",
            "what is printed at the edge reaches only {past} over the cut {sides} instead of {bleed}";
            past = wording::tenths(past), sides = wording::sides(&sides), bleed = wording::hundredths(bleed),
        )
    };
    let hint = say!(
        "prolongez-le jusqu’au bord du fond perdu, ou arrêtez-le nettement avant la coupe",
        "extend it to the bleed edge, or stop it well before the cut"
    );
    notes.take(&scope, Finding::warning(message, hint).measure(past.to_mm()));
}
