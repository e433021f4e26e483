//! `bleed`: artwork reaches the trim and stops there, or before the bleed ends.
//!
//! **What.** An area, a picture or a gradient that reaches the trim on a side goes on at least as far as the printer's bleed (3 mm) beyond it.
//! White, lines, technical inks and what is covered all along do not count, nor do round and slanted shapes that cross the trim.
//! **Why.** Cutting is off by up to a millimetre: a white edge shows on some of the cards.
//! **Fix.** Let the artwork go on to the bleed edge; export with bleed.
//! **Source.** Printers' data sheets: 3 mm in Europe, 2 mm at Saxoprint, 1/8 inch in the United States.

use super::{Desk, Rule, Sheet};
use crate::geom::{Length, PathData, Point, Rect, Segment};
use crate::preflight::wording::{self, Side};
use crate::say;
use crate::verify::audit::mark::{Kind, Mark};
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("bleed", look);

/// How near to the trim an edge lies that is meant to lie on it.
const NEAR: Length = Length::mm(0.4);
/// What rounding of boxes loses.
const SLACK: Length = Length::mm(0.06);
/// Narrower strips are lines and marks.
const NARROWEST: Length = Length::mm(1.0);
/// How far an edge may stray from its line.
const STRAIGHT: Length = Length::mm(0.05);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let trim = sheet.page.trim;
    for (index, mark) in sheet.printed() {
        if !is_artwork(mark) || desk.is_technical(mark) || !sheet.is_on_page(&mark.seen) {
            continue;
        }
        for side in Side::ALL {
            let (over, along) = reach(&mark.seen, &trim, side);
            let meets = over > -NEAR && along >= NARROWEST;
            let wanted = desk.limits.bleed;
            if !meets || over + SLACK >= wanted || !ends_straight(mark, side) || is_covered(sheet, index, &gap(&mark.seen, &trim, side, wanted)) {
                continue;
            }
            let message = say!(
                "pas de fond perdu {side} : l’image s’arrête à {over} au-delà de la coupe, il en faut {wanted}",
                "no bleed {side}: artwork stops {over} beyond the trim, {wanted} are needed";
                side = side.say(), over = wording::tenths(over.max(Length::ZERO)), wanted = wording::at_least(wanted),
            );
            let fix = say!("prolongez l’image jusqu’au bord du fond perdu", "let the artwork go on to the bleed edge");
            let note = sheet.on(mark, Note::error(message, fix).about(format!("{side:?}")).measure(-over.to_mm()));
            notes.take(note);
        }
    }
}

fn is_artwork(mark: &Mark) -> bool {
    let inked = match &mark.kind {
        Kind::Text(_) => false,
        Kind::Path { .. } => mark.fill.as_ref().is_some_and(|fill| !fill.inks.is_paper()),
        Kind::Picture(picture, _) => !picture.stencil || mark.fill.as_ref().is_some_and(|fill| !fill.inks.is_paper()),
        Kind::Shading(_) => true,
    };
    inked && mark.opacity > 0.0
}

/// True where artwork ends on a side with a straight edge along it, its own or that of a clip.
fn ends_straight(mark: &Mark, side: Side) -> bool {
    let Kind::Path { data, .. } = &mark.kind else { return true };
    let end = |rect: &Rect| match side {
        Side::Left => rect.x,
        Side::Right => rect.right(),
        Side::Top => rect.y,
        Side::Bottom => rect.bottom(),
    };
    let Some(own) = data.tight_bounds().map(|own| end(&own)) else { return true };
    !own.near(end(&mark.seen), STRAIGHT) || edge_at(data, side, own) >= NARROWEST
}

/// How long the straight edges of an outline are that lie on a line along a side.
fn edge_at(data: &PathData, side: Side, line: Length) -> Length {
    let (mut start, mut current) = (Point::ORIGIN, Point::ORIGIN);
    let mut total = Length::ZERO;
    for segment in data.segments() {
        let next = match segment {
            Segment::Move(to) => {
                (start, current) = (to, to);
                continue;
            }
            Segment::Cubic(_, _, to) => {
                current = to;
                continue;
            }
            Segment::Line(to) => to,
            Segment::Close => start,
        };
        let (ends, length) = match side {
            Side::Left | Side::Right => ([current.x, next.x], next.y - current.y),
            Side::Top | Side::Bottom => ([current.y, next.y], next.x - current.x),
        };
        if ends.iter().all(|end| end.near(line, STRAIGHT)) {
            total += length.abs();
        }
        current = next;
    }
    total
}

/// How far a rectangle goes beyond a side of the trim (negative: how far it stays away), and how long it is there.
fn reach(seen: &Rect, trim: &Rect, side: Side) -> (Length, Length) {
    let across = seen.right().min(trim.right()) - seen.x.max(trim.x);
    let down = seen.bottom().min(trim.bottom()) - seen.y.max(trim.y);
    match side {
        Side::Left => (trim.x - seen.x, down),
        Side::Right => (seen.right() - trim.right(), down),
        Side::Top => (trim.y - seen.y, across),
        Side::Bottom => (seen.bottom() - trim.bottom(), across),
    }
}

/// The strip of bleed that is empty.
fn gap(seen: &Rect, trim: &Rect, side: Side, wanted: Length) -> Rect {
    let (x, y) = (seen.x.max(trim.x), seen.y.max(trim.y));
    let (width, height) = (seen.right().min(trim.right()) - x, seen.bottom().min(trim.bottom()) - y);
    let inside = Length::mm(0.5);
    match side {
        Side::Left => Rect::new(trim.x - wanted, y, wanted + inside, height),
        Side::Right => Rect::new(trim.right() - inside, y, wanted + inside, height),
        Side::Top => Rect::new(x, trim.y - wanted, width, wanted + inside),
        Side::Bottom => Rect::new(x, trim.bottom() - inside, width, wanted + inside),
    }
}

/// True where something opaque lies over the strip, from inside the trim to the end of the bleed.
fn is_covered(sheet: &Sheet<'_>, index: usize, strip: &Rect) -> bool {
    let over = sheet.printed().filter(|(other, _)| *other > index);
    over.filter(|(_, mark)| is_artwork(mark) && mark.is_opaque()).any(|(_, mark)| mark.seen.contains(strip, SLACK))
}
