//! How an outline lies to a rectangle: clear of it, all over it, or partly on it. Pure geometry.

use crate::geom::{Length, PathData, Point, Rect, Segment, Transform};
use crate::scene::FillRule;

/// How something painted lies to a rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// Nothing of it lies in the rectangle.
    Clear,
    /// It paints all of the rectangle.
    Covers,
    /// It paints some of the rectangle.
    Partly,
    /// It may paint some of the rectangle: a mask or a mixing mode decides.
    Unknown,
}

/// Outlines with more steps than this are not followed where many questions are asked.
pub(super) const FEW_STEPS: usize = 256;

/// How many times a curve is halved before it counts as touching.
const HALVINGS: u32 = 12;

/// How the inside of an outline lies to `rect`, both on the page after `map`. Open contours count as closed.
pub(super) fn inside(data: &PathData, map: &Transform, rule: FillRule, rect: &Rect) -> Relation {
    let mut winding = 0_i32;
    let target = rect.center();
    for edge in Edges::new(data, map, true) {
        if edge.enters(rect, HALVINGS) {
            return Relation::Partly;
        }
        winding += edge.crossing(target);
    }
    let filled = match rule {
        FillRule::NonZero => winding != 0,
        FillRule::EvenOdd => winding % 2 != 0,
    };
    if filled { Relation::Covers } else { Relation::Clear }
}

/// How a line of half-width `half` along an outline lies to `rect`, both on the page after `map`.
pub(super) fn along(data: &PathData, map: &Transform, half: Length, rect: &Rect) -> Relation {
    let reach = Rect::new(rect.x - half, rect.y - half, rect.width + half * 2.0, rect.height + half * 2.0);
    if Edges::new(data, map, false).any(|edge| edge.enters(&reach, HALVINGS)) {
        Relation::Partly
    } else {
        Relation::Clear
    }
}

/// A line or a curve on the page. A line has its control points at its ends.
#[derive(Clone, Copy)]
struct Edge {
    points: [Point; 4],
    straight: bool,
}

impl Edge {
    const fn line(from: Point, to: Point) -> Self {
        Self { points: [from, from, to, to], straight: true }
    }

    /// True when some of the edge lies strictly inside `rect`.
    fn enters(&self, rect: &Rect, halvings: u32) -> bool {
        let [a, b, c, d] = self.points;
        let around = Rect::between(a, d).union(&Rect::between(b, c));
        let apart = around.x >= rect.right()
            || around.right() <= rect.x
            || around.y >= rect.bottom()
            || around.bottom() <= rect.y;
        if apart {
            return false;
        }
        if self.straight {
            return crosses(a, d, rect);
        }
        let inside = |p: Point| p.x > rect.x && p.x < rect.right() && p.y > rect.y && p.y < rect.bottom();
        if halvings == 0 || inside(a) || inside(d) {
            return true;
        }
        let (first, second) = self.halves();
        first.enters(rect, halvings - 1) || second.enters(rect, halvings - 1)
    }

    /// The two halves of a curve (de Casteljau).
    fn halves(&self) -> (Self, Self) {
        let middle = |p: Point, q: Point| Point::new((p.x + q.x) * 0.5, (p.y + q.y) * 0.5);
        let [a, b, c, d] = self.points;
        let (ab, bc, cd) = (middle(a, b), middle(b, c), middle(c, d));
        let (abc, bcd) = (middle(ab, bc), middle(bc, cd));
        let half = middle(abc, bcd);
        (Self { points: [a, ab, abc, half], straight: false }, Self { points: [half, bcd, cd, d], straight: false })
    }

    /// What the edge adds to the winding number of `target`, seen along a ray to the right.
    ///
    /// Asked only of edges that stay out of a rectangle around `target`. A curve is taken in halves until its control
    /// points leave the target out; then its chord winds around it as the curve does.
    fn crossing(&self, target: Point) -> i32 {
        self.crossing_within(target, HALVINGS)
    }

    fn crossing_within(&self, target: Point, halvings: u32) -> i32 {
        let [a, b, c, d] = self.points;
        if !self.straight && halvings > 0 {
            let around = Rect::between(a, d).union(&Rect::between(b, c));
            let level = around.y <= target.y && around.bottom() >= target.y;
            if level && around.x <= target.x && around.right() >= target.x {
                let (first, second) = self.halves();
                return first.crossing_within(target, halvings - 1) + second.crossing_within(target, halvings - 1);
            }
        }
        if (a.y <= target.y) == (d.y <= target.y) {
            return 0;
        }
        let x = a.x + (d.x - a.x) * ((target.y - a.y) / (d.y - a.y));
        match (x > target.x, a.y < d.y) {
            (false, _) => 0,
            (true, true) => 1,
            (true, false) => -1,
        }
    }
}

/// True when some of the line from `a` to `b` lies strictly inside `rect` (Liang and Barsky's clipping).
fn crosses(a: Point, b: Point, rect: &Rect) -> bool {
    let (dx, dy) = ((b.x - a.x).to_mm(), (b.y - a.y).to_mm());
    let sides = [
        (-dx, (a.x - rect.x).to_mm()),
        (dx, (rect.right() - a.x).to_mm()),
        (-dy, (a.y - rect.y).to_mm()),
        (dy, (rect.bottom() - a.y).to_mm()),
    ];
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (toward, room) in sides {
        if toward == 0.0 {
            if room <= 0.0 {
                return false;
            }
        } else if toward < 0.0 {
            from = from.max(room / toward);
        } else {
            to = to.min(room / toward);
        }
    }
    from < to
}

/// The edges of an outline, mapped to the page.
struct Edges<'a, S> {
    segments: S,
    map: &'a Transform,
    closing: bool,
    start: Point,
    current: Point,
    done: bool,
}

impl<'a> Edges<'a, ()> {
    fn new(
        data: &'a PathData,
        map: &'a Transform,
        closing: bool,
    ) -> Edges<'a, impl Iterator<Item = Segment> + use<'a>> {
        Edges { segments: data.segments(), map, closing, start: Point::ORIGIN, current: Point::ORIGIN, done: false }
    }
}

impl<S: Iterator<Item = Segment>> Edges<'_, S> {
    /// Goes back to the start of the contour; none when the pen is there already.
    fn close(&mut self) -> Option<Edge> {
        let from = std::mem::replace(&mut self.current, self.start);
        (from != self.start).then(|| Edge::line(from, self.start))
    }

    fn begin(&mut self, point: Point) -> Option<Edge> {
        let edge = if self.closing { self.close() } else { None };
        (self.start, self.current) = (point, point);
        edge
    }
}

impl<S: Iterator<Item = Segment>> Iterator for Edges<'_, S> {
    type Item = Edge;

    fn next(&mut self) -> Option<Edge> {
        while !self.done {
            let edge = match self.segments.next() {
                Some(Segment::Move(point)) => {
                    let point = self.map.apply(point);
                    self.begin(point)
                }
                Some(Segment::Line(point)) => {
                    let to = self.map.apply(point);
                    Some(Edge::line(std::mem::replace(&mut self.current, to), to))
                }
                Some(Segment::Cubic(b, c, d)) => {
                    let [b, c, d] = [b, c, d].map(|point| self.map.apply(point));
                    let a = std::mem::replace(&mut self.current, d);
                    Some(Edge { points: [a, b, c, d], straight: false })
                }
                Some(Segment::Close) => self.close(),
                None => {
                    self.done = true;
                    if self.closing { self.close() } else { None }
                }
            };
            if edge.is_some() {
                return edge;
            }
        }
        None
    }
}
