//! Gradients: repeated ones are written out, because the scene's go on with their end colours.

use std::sync::Arc;

use super::plane;
use super::walk::{Walk, fraction};
use crate::diag::Diagnostic;
use crate::geom::{Length, Point, Rect, Transform};
use crate::say;
use crate::scene::{Gradient, GradientKind, Paint, Stop};

/// More repetitions than this are not written out.
const MOST_REPEATS: f64 = 200.0;

/// A linear gradient over an outline within `area` (px).
pub(super) fn linear(walk: &mut Walk<'_>, from: &usvg::LinearGradient, area: &Rect, ts: &Transform) -> Paint {
    let own = plane::transform(from.transform());
    let (start, end) = (at(from.x1(), from.y1()), at(from.x2(), from.y2()));
    let (dx, dy) = (end.x - start.x, end.y - start.y);
    let length = dx.to_mm().powi(2) + dy.to_mm().powi(2);
    let offset = |p: Point| ((p.x - start.x).to_mm() * dx.to_mm() + (p.y - start.y).to_mm() * dy.to_mm()) / length;
    let reach = reach(from.spread_method(), area, &own, offset);
    let (first, last) = told(walk, from.spread_method(), reach);
    let along = |t: f64| Point::new(start.x + dx * t, start.y + dy * t);
    let kind = GradientKind::Linear { start: along(first), end: along(last) };
    let stops = repeated(stops(walk, from.stops()), from.spread_method(), first, last);
    finish(kind, ts.then_inside(&own), stops)
}

/// A radial gradient over an outline within `area` (px).
pub(super) fn radial(walk: &mut Walk<'_>, from: &usvg::RadialGradient, area: &Rect, ts: &Transform) -> Paint {
    let own = plane::transform(from.transform());
    let (center, focus) = (at(from.cx(), from.cy()), at(from.fx(), from.fy()));
    let (radius, inner) = (f64::from(from.r().get()), f64::from(from.fr().get()));
    let mut stops = stops(walk, from.stops());
    let circle = |t: f64| Point::new(focus.x + (center.x - focus.x) * t, focus.y + (center.y - focus.y) * t);
    if inner > 0.0 && inner < radius {
        // The circles shrink to a point at the offset where their radius would be zero; the gradient starts there.
        let apex = -inner / (radius - inner);
        for stop in &mut stops {
            stop.offset = (stop.offset - apex) / (1.0 - apex);
        }
        if from.spread_method() != usvg::SpreadMethod::Pad {
            walk.note("gradient", not_repeated());
        }
        let kind = GradientKind::Radial { center, radius: Length::mm(radius), focus: circle(apex) };
        return finish(kind, ts.then_inside(&own), stops);
    }
    let reach = reach(from.spread_method(), area, &own, |p| outwards(p, focus, center, radius));
    let (_, last) = told(walk, from.spread_method(), reach);
    let kind = GradientKind::Radial { center: circle(last), radius: Length::mm(radius * last), focus };
    finish(kind, ts.then_inside(&own), repeated(stops, from.spread_method(), 0.0, last))
}

fn finish(kind: GradientKind, transform: Transform, stops: Vec<Stop>) -> Paint {
    Paint::Gradient(Arc::new(Gradient { kind, transform, stops }))
}

fn at(x: f32, y: f32) -> Point {
    Point::mm(f64::from(x), f64::from(y))
}

fn stops(walk: &Walk<'_>, stops: &[usvg::Stop]) -> Vec<Stop> {
    let convert = |stop: &usvg::Stop| Stop {
        offset: fraction(stop.offset().get()),
        color: walk.color(stop.color()),
        opacity: fraction(stop.opacity().get()),
    };
    stops.iter().map(convert).collect()
}

/// The offset of the circle through `p` in the family from the focus to the circle around `center`.
fn outwards(p: Point, focus: Point, center: Point, radius: f64) -> f64 {
    let (dx, dy) = ((center.x - focus.x).to_mm(), (center.y - focus.y).to_mm());
    let (qx, qy) = ((p.x - focus.x).to_mm(), (p.y - focus.y).to_mm());
    let room = radius * radius - dx * dx - dy * dy;
    let along = qx * dx + qy * dy;
    ((along * along + room * (qx * qx + qy * qy)).max(0.0).sqrt() - along) / room
}

/// The whole offsets between which the area lies; 0 and 1 for a gradient that does not repeat. None when there are
/// too many.
fn reach(
    spread: usvg::SpreadMethod,
    area: &Rect,
    own: &Transform,
    offset: impl Fn(Point) -> f64,
) -> Option<(f64, f64)> {
    if spread == usvg::SpreadMethod::Pad {
        return Some((0.0, 1.0));
    }
    let back = plane::inverse(own)?;
    let corner = |x, y| offset(back.apply(Point::new(x, y)));
    let offsets = [
        corner(area.x, area.y),
        corner(area.right(), area.y),
        corner(area.x, area.bottom()),
        corner(area.right(), area.bottom()),
    ];
    let first = offsets.iter().copied().fold(0.0, f64::min).floor();
    let last = offsets.iter().copied().fold(1.0, f64::max).ceil();
    (last - first <= MOST_REPEATS).then_some((first, last))
}

fn told(walk: &mut Walk<'_>, spread: usvg::SpreadMethod, reach: Option<(f64, f64)>) -> (f64, f64) {
    reach.unwrap_or_else(|| {
        if spread != usvg::SpreadMethod::Pad {
            walk.note("gradient", not_repeated());
        }
        (0.0, 1.0)
    })
}

/// The stops once for every whole offset from `first` to `last`, every second time backwards where they reflect.
fn repeated(stops: Vec<Stop>, spread: usvg::SpreadMethod, first: f64, last: f64) -> Vec<Stop> {
    if spread == usvg::SpreadMethod::Pad || last - first <= 1.0 {
        return stops;
    }
    let full = closed(stops);
    let span = last - first;
    let mut all = Vec::new();
    for turn in 0..span as i64 {
        let mirrored = spread == usvg::SpreadMethod::Reflect && (first as i64 + turn) % 2 != 0;
        let place = |offset: f64| (turn as f64 + if mirrored { 1.0 - offset } else { offset }) / span;
        let mut part: Vec<Stop> = full.iter().map(|stop| Stop { offset: place(stop.offset), ..*stop }).collect();
        if mirrored {
            part.reverse();
        }
        all.append(&mut part);
    }
    all
}

/// The same stops with one at 0 and one at 1.
fn closed(mut stops: Vec<Stop>) -> Vec<Stop> {
    if let Some(first) = stops.first().copied().filter(|stop| stop.offset > 0.0) {
        stops.insert(0, Stop { offset: 0.0, ..first });
    }
    if let Some(last) = stops.last().copied().filter(|stop| stop.offset < 1.0) {
        stops.push(Stop { offset: 1.0, ..last });
    }
    stops
}

fn not_repeated() -> Diagnostic {
    Diagnostic::warning(
        "drawing-gradient",
        say!(
            "un dégradé répété n’est repris qu’une fois : au-delà, ses couleurs de bord continuent",
            "a repeated gradient is carried over once: beyond it, its end colours go on"
        ),
    )
    .hint(say!("le remplacer par un dégradé sans répétition", "replace it by a gradient without repetition"))
}
