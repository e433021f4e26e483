//! What lies under a mark: the topmost area, picture or gradient that was painted before it at a place.

use super::interpreter::Drawn;
use super::mark::{Kind, Mark};
use crate::geom::Segment;
use crate::geom::{PathData, Point, Rect};

/// How bright the ground under a mark is at a point, 0 black to 1 paper; none where that cannot be told (pictures).
pub(crate) fn luma(drawn: &Drawn, index: usize, at: Point) -> Option<f64> {
    let before = drawn.marks.get(..index).unwrap_or_default();
    for mark in before.iter().rev().filter(|mark| !mark.is_hidden()) {
        if !covers(mark, at) || mark.opacity < 0.5 {
            continue;
        }
        return match &mark.kind {
            Kind::Path { .. } => mark.fill.as_ref().map(|fill| fill.inks.luma()),
            Kind::Shading(shading) => shading.corners.iter().map(|paint| paint.inks.luma()).reduce(f64::max),
            Kind::Picture(..) | Kind::Text(_) => None,
        };
    }
    Some(1.0)
}

/// True where a coloured area or a picture lies under some of a rectangle: what black would knock out.
pub(crate) fn has_color(drawn: &Drawn, index: usize, rect: &Rect) -> bool {
    let before = drawn.marks.get(..index).unwrap_or_default();
    let at = rect.center();
    for mark in before.iter().rev().filter(|mark| !mark.is_hidden() && mark.opacity >= 0.5) {
        if !covers(mark, at) {
            continue;
        }
        return match &mark.kind {
            Kind::Path { .. } => mark.fill.as_ref().is_some_and(|fill| {
                let [c, m, y, _] = fill.inks.process;
                c + m + y > 0.1 || fill.inks.spots.iter().any(|(_, tint)| *tint > 0.1)
            }),
            Kind::Shading(_) => true,
            Kind::Picture(picture, _) => !picture.stencil,
            Kind::Text(_) => false,
        };
    }
    false
}

fn covers(mark: &Mark, at: Point) -> bool {
    let seen = &mark.seen;
    let within = at.x >= seen.x && at.x <= seen.right() && at.y >= seen.y && at.y <= seen.bottom();
    within
        && match &mark.kind {
            Kind::Path { data, even_odd } => mark.fill.is_some() && !mark.in_pattern && contains(data, *even_odd, at),
            Kind::Picture(..) | Kind::Shading(_) => true,
            Kind::Text(_) => false,
        }
}

/// True for a point inside an outline; curves are taken as their control polygon.
fn contains(data: &PathData, even_odd: bool, at: Point) -> bool {
    let (mut winding, mut start, mut current) = (0_i32, Point::ORIGIN, Point::ORIGIN);
    let mut edge = |from: Point, to: Point| {
        let (low, high) = (from.y <= at.y, to.y <= at.y);
        if low == high {
            return;
        }
        let along = (at.y - from.y) / (to.y - from.y);
        if from.x + (to.x - from.x) * along > at.x {
            winding += if low { 1 } else { -1 };
        }
    };
    for segment in data.segments() {
        match segment {
            Segment::Move(point) => {
                edge(current, start);
                (start, current) = (point, point);
            }
            Segment::Line(point) => {
                edge(current, point);
                current = point;
            }
            Segment::Cubic(a, b, point) => {
                edge(current, a);
                edge(a, b);
                edge(b, point);
                current = point;
            }
            Segment::Close => {
                edge(current, start);
                current = start;
            }
        }
    }
    edge(current, start);
    if even_odd { winding % 2 != 0 } else { winding != 0 }
}
