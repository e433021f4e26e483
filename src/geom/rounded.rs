//! Outlines with rounded corners: fillets between straight sides, whatever the angle. Knows no pages.

use super::{Length, PathData, Point};

/// A direction on the page, one unit long, and how far an arc may reach along it in millimetres.
#[derive(Clone, Copy)]
struct Way {
    x: f64,
    y: f64,
    far: f64,
}

/// Points nearer than this are one.
const SAME: Length = Length::mm(1e-6);

impl Way {
    /// The way to the next corner: an arc may take all of it where that corner is sharp, or else half.
    fn between(from: Point, (to, radius): (Point, Length)) -> Self {
        let (x, y) = ((to.x - from.x).to_mm(), (to.y - from.y).to_mm());
        let far = x.hypot(y);
        if far <= 0.0 {
            return Self { x: 0.0, y: 0.0, far };
        }
        let share = if radius > Length::ZERO { 0.5 } else { 1.0 };
        Self { x: x / far, y: y / far, far: far * share }
    }

    fn from(self, start: Point, distance: f64) -> Point {
        Point::new(start.x + Length::mm(self.x * distance), start.y + Length::mm(self.y * distance))
    }
}

impl PathData {
    /// A closed outline through `corners`, each rounded by an arc of its radius that touches both sides, outwards or
    /// inwards. Two arcs share the side between them by halves; a radius that has no room is cut down to what has. 0 keeps
    /// a corner sharp.
    pub fn rounded_polygon(corners: &[(Point, Length)]) -> Self {
        let (mut path, mut last) = (Self::new(), None);
        for (index, (corner, radius)) in corners.iter().enumerate() {
            let before = corners[(index + corners.len() - 1) % corners.len()];
            let after = corners[(index + 1) % corners.len()];
            let sides = (Way::between(*corner, before), Way::between(*corner, after));
            path.turn(*corner, sides, *radius, &mut last);
        }
        if !path.is_empty() {
            path.close();
        }
        path
    }

    /// Goes to a corner and round it. `back` and `on` lead from the corner along its two sides; `last` is where the path
    /// has come to.
    fn turn(&mut self, corner: Point, (back, on): (Way, Way), radius: Length, last: &mut Option<Point>) {
        let inner = (back.x * on.x + back.y * on.y).clamp(-1.0, 1.0).acos();
        let turn = std::f64::consts::PI - inner;
        let room = back.far.min(on.far);
        let half = (inner * 0.5).tan();
        let reach = if half > 0.0 { (radius.to_mm() / half).min(room) } else { 0.0 };
        if radius <= Length::ZERO || turn < 1e-6 || reach <= 0.0 {
            return self.go(corner, last);
        }
        // The cubic curve that follows an arc best over its whole angle.
        let control = reach - 4.0 / 3.0 * (turn * 0.25).tan() * reach * half;
        self.go(back.from(corner, reach), last);
        let end = on.from(corner, reach);
        self.cubic_to(back.from(corner, control), on.from(corner, control), end);
        *last = Some(end);
    }

    /// A line to a point, unless the path is there already.
    fn go(&mut self, point: Point, last: &mut Option<Point>) {
        match last.replace(point) {
            None => self.move_to(point),
            Some(there) if there.x.near(point.x, SAME) && there.y.near(point.y, SAME) => {}
            Some(_) => self.line_to(point),
        }
    }
}
