//! Outlines made of lines and cubic curves.

use std::borrow::Cow;

use super::{Cells, Length, Point, Rect, Transform};

/// One step of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Starts a new contour.
    Move(Point),
    /// A straight line to the point.
    Line(Point),
    /// A cubic Bézier curve: two control points, then the end.
    Cubic(Point, Point, Point),
    /// Back to the start of the contour.
    Close,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Verb {
    Move,
    Line,
    Cubic,
    Close,
}

/// A sequence of contours. Curves are cubic; quadratic ones are raised when they are read.
///
/// Coordinates are kept in single precision, in millimetres: exact to 0.000 1 mm on a sheet of two metres,
/// and a deck of five thousand codes stays small in memory.
///
/// A path of [`Cells`] is kept as such; its contours are worked out when its steps are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PathData {
    /// While they are there, there are no steps.
    cells: Option<Box<Cells>>,
    steps: Steps,
}

/// Steps one after the other, and their points.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Steps {
    verbs: Vec<Verb>,
    coords: Vec<f32>,
}

impl Steps {
    pub(super) fn push(&mut self, point: Point) {
        self.coords.push(point.x.to_mm() as f32);
        self.coords.push(point.y.to_mm() as f32);
    }

    pub(super) fn move_to(&mut self, point: Point) {
        self.verbs.push(Verb::Move);
        self.push(point);
    }

    pub(super) fn line_to(&mut self, point: Point) {
        self.verbs.push(Verb::Line);
        self.push(point);
    }

    pub(super) fn close(&mut self) {
        self.verbs.push(Verb::Close);
    }

    fn points(&self) -> impl Iterator<Item = Point> + '_ {
        self.coords.chunks_exact(2).map(|c| Point::mm(f64::from(c[0]), f64::from(c[1])))
    }
}

/// The steps of a path, one after the other.
struct Segments<'a> {
    steps: Cow<'a, Steps>,
    verb: usize,
    coord: usize,
}

impl Segments<'_> {
    fn point(&mut self) -> Point {
        let pair = self.steps.coords.get(self.coord..self.coord + 2);
        self.coord += 2;
        match pair {
            Some([x, y]) => Point::mm(f64::from(*x), f64::from(*y)),
            _ => Point::ORIGIN,
        }
    }
}

impl Iterator for Segments<'_> {
    type Item = Segment;

    fn next(&mut self) -> Option<Segment> {
        let verb = *self.steps.verbs.get(self.verb)?;
        self.verb += 1;
        Some(match verb {
            Verb::Move => Segment::Move(self.point()),
            Verb::Line => Segment::Line(self.point()),
            Verb::Cubic => Segment::Cubic(self.point(), self.point(), self.point()),
            Verb::Close => Segment::Close,
        })
    }
}

/// Control point distance that makes four cubic curves a circle within 0.03 %.
const KAPPA: f64 = 0.552_284_749_8;

impl PathData {
    /// A path without contours.
    pub fn new() -> Self {
        Self::default()
    }

    /// The dark cells of a grid, one unit (millimetre) a cell, the top left corner of the grid at the origin. Both
    /// filling rules paint the same.
    pub fn cells(cells: Cells) -> Self {
        Self { cells: Some(Box::new(cells)), steps: Steps::default() }
    }

    /// The cells of a path that is made of them.
    pub fn as_cells(&self) -> Option<&Cells> {
        self.cells.as_deref()
    }

    /// The steps to be added to: cells become contours.
    fn steps_mut(&mut self) -> &mut Steps {
        if let Some(cells) = self.cells.take() {
            self.steps = cells.contours();
        }
        &mut self.steps
    }

    /// Starts a contour at `point`.
    pub fn move_to(&mut self, point: Point) {
        self.steps_mut().move_to(point);
    }

    /// A straight line to `point`.
    pub fn line_to(&mut self, point: Point) {
        self.steps_mut().line_to(point);
    }

    /// A cubic curve to `end`.
    pub fn cubic_to(&mut self, control1: Point, control2: Point, end: Point) {
        let steps = self.steps_mut();
        steps.verbs.push(Verb::Cubic);
        steps.push(control1);
        steps.push(control2);
        steps.push(end);
    }

    /// A quadratic curve from `start` (the current point) to `end`, raised to a cubic one.
    pub fn quad_to(&mut self, start: Point, control: Point, end: Point) {
        let toward =
            |p: Point| Point::new(p.x + (control.x - p.x) * (2.0 / 3.0), p.y + (control.y - p.y) * (2.0 / 3.0));
        self.cubic_to(toward(start), toward(end), end);
    }

    /// Closes the contour.
    pub fn close(&mut self) {
        self.steps_mut().close();
    }

    /// A rectangle.
    pub fn rect(rect: &Rect) -> Self {
        let mut path = Self::new();
        path.move_to(rect.origin());
        path.line_to(Point::new(rect.right(), rect.y));
        path.line_to(Point::new(rect.right(), rect.bottom()));
        path.line_to(Point::new(rect.x, rect.bottom()));
        path.close();
        path
    }

    /// A rectangle with a radius per corner: top left, top right, bottom right, bottom left.
    /// Radii that do not fit are scaled down together, as CSS does (Backgrounds and Borders 3, 5.5).
    pub fn rounded_rect(rect: &Rect, radii: [Length; 4]) -> Self {
        if radii.iter().all(|r| *r <= Length::ZERO) {
            return Self::rect(rect);
        }
        let [tl, tr, br, bl] = Self::fitting_radii(rect, radii);
        let (l, t, r, b) = (rect.x, rect.y, rect.right(), rect.bottom());
        let mut path = Self::new();
        path.move_to(Point::new(l + tl, t));
        path.line_to(Point::new(r - tr, t));
        path.corner(Point::new(r - tr, t), Point::new(r, t), Point::new(r, t + tr));
        path.line_to(Point::new(r, b - br));
        path.corner(Point::new(r, b - br), Point::new(r, b), Point::new(r - br, b));
        path.line_to(Point::new(l + bl, b));
        path.corner(Point::new(l + bl, b), Point::new(l, b), Point::new(l, b - bl));
        path.line_to(Point::new(l, t + tl));
        path.corner(Point::new(l, t + tl), Point::new(l, t), Point::new(l + tl, t));
        path.close();
        path
    }

    fn fitting_radii(rect: &Rect, radii: [Length; 4]) -> [Length; 4] {
        let [tl, tr, br, bl] = radii.map(|r| r.max(Length::ZERO));
        let factor = [(rect.width, tl + tr), (rect.width, bl + br), (rect.height, tl + bl), (rect.height, tr + br)]
            .into_iter()
            .filter(|(side, sum)| *sum > *side)
            .map(|(side, sum)| side / sum)
            .fold(1.0, f64::min);
        [tl, tr, br, bl].map(|r| r * factor)
    }

    fn corner(&mut self, from: Point, corner: Point, to: Point) {
        if from == to {
            return;
        }
        let toward = |p: Point| Point::new(p.x + (corner.x - p.x) * KAPPA, p.y + (corner.y - p.y) * KAPPA);
        self.cubic_to(toward(from), toward(to), to);
    }

    /// The ellipse that touches the four sides of `rect`.
    pub fn ellipse(rect: &Rect) -> Self {
        let (cx, cy) = (rect.center().x, rect.center().y);
        let (top, right) = (Point::new(cx, rect.y), Point::new(rect.right(), cy));
        let (bottom, left) = (Point::new(cx, rect.bottom()), Point::new(rect.x, cy));
        let mut path = Self::new();
        path.move_to(top);
        path.corner(top, Point::new(rect.right(), rect.y), right);
        path.corner(right, Point::new(rect.right(), rect.bottom()), bottom);
        path.corner(bottom, Point::new(rect.x, rect.bottom()), left);
        path.corner(left, rect.origin(), top);
        path.close();
        path
    }

    /// A chain of straight lines through `points`, closed on demand.
    pub fn polyline(points: &[Point], closed: bool) -> Self {
        let mut path = Self::new();
        for (index, point) in points.iter().enumerate() {
            if index == 0 {
                path.move_to(*point);
            } else {
                path.line_to(*point);
            }
        }
        if closed && !points.is_empty() {
            path.close();
        }
        path
    }

    /// True when there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        !self.is_longer_than(0)
    }

    /// True when the path has more than `steps` steps. The contours of cells are not worked out for it: their corners
    /// are counted.
    pub fn is_longer_than(&self, steps: usize) -> bool {
        self.as_cells().map_or(self.steps.verbs.len(), Cells::corners) > steps
    }

    /// The steps, in order.
    pub fn segments(&self) -> impl Iterator<Item = Segment> + '_ {
        let steps = self.as_cells().map_or(Cow::Borrowed(&self.steps), |cells| Cow::Owned(cells.contours()));
        Segments { steps, verb: 0, coord: 0 }
    }

    /// Adds the contours of `other`, mapped by `transform`.
    pub fn append(&mut self, other: &Self, transform: &Transform) {
        for segment in other.segments() {
            match segment {
                Segment::Move(p) => self.move_to(transform.apply(p)),
                Segment::Line(p) => self.line_to(transform.apply(p)),
                Segment::Cubic(p, q, r) => self.cubic_to(transform.apply(p), transform.apply(q), transform.apply(r)),
                Segment::Close => self.close(),
            }
        }
    }

    /// This path mapped by `transform`.
    pub fn transformed(&self, transform: &Transform) -> Self {
        let mut path = Self::new();
        path.append(self, transform);
        path
    }

    /// The smallest rectangle around the outline itself: curves count where they go, not where their control points
    /// lie. None for an empty path.
    pub fn tight_bounds(&self) -> Option<Rect> {
        if !self.steps.verbs.contains(&Verb::Cubic) {
            return self.bounds();
        }
        let mut current = Point::ORIGIN;
        let mut range: Option<(Range, Range)> = None;
        for segment in self.segments() {
            let end = match segment {
                Segment::Move(p) | Segment::Line(p) | Segment::Cubic(_, _, p) => p,
                Segment::Close => continue,
            };
            let (x, y) = range.get_or_insert((Range::at(end.x), Range::at(end.y)));
            x.add(end.x);
            y.add(end.y);
            if let Segment::Cubic(p, q, _) = segment {
                x.add_curve([current.x, p.x, q.x, end.x]);
                y.add_curve([current.y, p.y, q.y, end.y]);
            }
            current = end;
        }
        range.map(|(x, y)| Rect::between(Point::new(x.low, y.low), Point::new(x.high, y.high)))
    }

    /// The smallest rectangle around all points, control points included; none for an empty path.
    pub fn bounds(&self) -> Option<Rect> {
        if let Some(cells) = self.as_cells() {
            return cells.bounds();
        }
        let mut points = self.steps.points();
        let first = points.next()?;
        let start = Rect::new(first.x, first.y, Length::ZERO, Length::ZERO);
        Some(points.fold(start, |sum, p| sum.union(&Rect::new(p.x, p.y, Length::ZERO, Length::ZERO))))
    }
}

/// How far an outline reaches along one axis.
#[derive(Clone, Copy)]
struct Range {
    low: Length,
    high: Length,
}

impl Range {
    const fn at(value: Length) -> Self {
        Self { low: value, high: value }
    }

    const fn add(&mut self, value: Length) {
        self.low = self.low.min(value);
        self.high = self.high.max(value);
    }

    /// The turning points of a cubic curve along this axis: the roots of its derivative between 0 and 1. A curve
    /// whose control points lie within the range cannot leave it.
    fn add_curve(&mut self, points: [Length; 4]) {
        if points.iter().all(|value| *value >= self.low && *value <= self.high) {
            return;
        }
        let [p0, p1, p2, p3] = points.map(Length::to_mm);
        let (a, b, c) = (p3 - p0 + 3.0 * (p1 - p2), 2.0 * (p0 - 2.0 * p1 + p2), p1 - p0);
        // The form of the quadratic formula that stays exact when `a` is almost zero.
        let q = -0.5 * (b + b.signum() * (b * b - 4.0 * a * c).max(0.0).sqrt());
        for t in [q / a, c / q].into_iter().filter(|t| *t > 0.0 && *t < 1.0) {
            let s = 1.0 - t;
            let value = s * s * s * p0 + 3.0 * s * s * t * p1 + 3.0 * s * t * t * p2 + t * t * t * p3;
            self.add(Length::mm(value));
        }
    }
}
