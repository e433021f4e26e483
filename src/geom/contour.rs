//! Outlines as closed chains of straight pieces, for questions of place: what lies inside, how far something is from the
//! line. Knows no pages.

use super::{Length, PathData, Point, Rect, Segment, Transform};

/// How far a straight piece may lie off its curve.
const TOLERANCE: f64 = 0.005;
/// A curve is cut into so many pieces at most.
const MOST_PIECES: f64 = 128.0;
/// How far beside a line its inside is looked for.
const ASIDE: Length = Length::mm(0.02);
/// Ends nearer than this meet.
const SAME: Length = Length::mm(0.01);

/// An outline flattened to within 0.005 mm.
#[derive(Clone, Debug, Default)]
pub struct Contours {
    /// Each ends where it began.
    chains: Vec<Vec<Point>>,
}

impl Contours {
    /// Flattens an outline. Open contours count as closed.
    pub fn of(path: &PathData) -> Self {
        let mut contours = Self::line(path);
        for chain in &mut contours.chains {
            chain.extend(chain.first().copied());
        }
        contours
    }

    /// Flattens a line: open contours stay open, and nothing lies inside of them.
    pub fn line(path: &PathData) -> Self {
        let mut chains: Vec<Vec<Point>> = Vec::new();
        for segment in path.segments() {
            if let Segment::Move(point) = segment {
                chains.push(vec![point]);
                continue;
            }
            let Some(chain) = chains.last_mut() else { continue };
            let Some(current) = chain.last().copied() else { continue };
            match segment {
                Segment::Line(end) => chain.push(end),
                Segment::Cubic(p, q, end) => flatten([current, p, q, end], chain),
                Segment::Close => chain.extend(chain.first().copied()),
                Segment::Move(_) => {}
            }
        }
        chains.retain(|chain| chain.len() > 1);
        Self { chains }
    }

    /// The straight pieces.
    fn pieces(&self) -> impl Iterator<Item = (Point, Point)> + '_ {
        self.chains.iter().flat_map(|chain| chain.iter().copied().zip(chain.iter().copied().skip(1)))
    }

    /// True for a point inside, contours inside others being holes (even-odd rule).
    pub fn holds(&self, point: Point) -> bool {
        let crossings = self.pieces().filter(|(a, b)| {
            (a.y <= point.y) != (b.y <= point.y) && point.x < a.x + (b.x - a.x) * ((point.y - a.y) / (b.y - a.y))
        });
        crossings.count() % 2 == 1
    }

    /// The shortest way from a point to the line, and where that meets it; none without any line.
    pub fn nearest(&self, point: Point) -> Option<(Length, Point)> {
        let ways = self.pieces().map(|(a, b)| {
            let there = foot(point, a, b);
            (apart(point, there), there)
        });
        ways.min_by(|(a, _), (b, _)| a.to_mm().total_cmp(&b.to_mm()))
    }

    /// How far a rectangle lies inside the line at its nearest, and where on the line that is. Negative where it reaches
    /// over the line: by how much it would have to be moved at least for its farthest corner to be back inside. None
    /// without any line.
    pub fn room(&self, rect: &Rect) -> Option<(Length, Point)> {
        let corners = [
            rect.origin(),
            Point::new(rect.right(), rect.y),
            Point::new(rect.right(), rect.bottom()),
            Point::new(rect.x, rect.bottom()),
        ];
        let outside = corners.iter().filter(|corner| !self.holds(**corner)).filter_map(|corner| self.nearest(*corner));
        if let Some((far, at)) = outside.max_by(|(a, _), (b, _)| a.to_mm().total_cmp(&b.to_mm())) {
            return Some((-far, at));
        }
        // All corners are inside: the line is nearest at one of them, or bends towards a side, or goes through.
        let ways = self.pieces().map(|(a, b)| match within(rect, a, b) {
            Some(middle) => (-inwards(rect, middle), middle),
            None => {
                let side = Point::new(a.x.max(rect.x).min(rect.right()), a.y.max(rect.y).min(rect.bottom()));
                (apart(a, side), a)
            }
        });
        let own = corners.iter().filter_map(|corner| self.nearest(*corner));
        own.chain(ways).min_by(|(a, _), (b, _)| a.to_mm().total_cmp(&b.to_mm()))
    }

    /// Points along each chain, `step` apart at most, each with the way out of what the outline holds, one unit long.
    pub fn walks(&self, step: Length) -> Vec<Vec<(Point, (f64, f64))>> {
        let walk = |chain: &Vec<Point>| {
            let ends = chain.iter().copied().skip(1);
            chain.iter().copied().zip(ends).flat_map(|(a, b)| self.paces(a, b, step)).collect()
        };
        self.chains.iter().map(walk).collect()
    }

    /// Points along a straight piece, none at its ends.
    fn paces(&self, a: Point, b: Point, step: Length) -> Vec<(Point, (f64, f64))> {
        let far = apart(a, b);
        if far <= Length::ZERO {
            return Vec::new();
        }
        let (x, y) = ((b.y - a.y) / far, (a.x - b.x) / far);
        let count = (far / step).ceil().max(1.0);
        let pace = |index: u32| {
            let share = (f64::from(index) + 0.5) / count;
            let at = Point::new(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share);
            let beside = Point::new(at.x + ASIDE * x, at.y + ASIDE * y);
            (at, if self.holds(beside) { (-x, -y) } else { (x, y) })
        };
        (0..count as u32).map(pace).collect()
    }

    /// True when both are the same line, to within `tolerance`, wherever they begin and whichever way they go.
    pub fn follows(&self, other: &Self, tolerance: Length) -> bool {
        let on = |one: &Self, other: &Self| {
            one.samples().all(|point| other.nearest(point).is_some_and(|(far, _)| far <= tolerance))
        };
        on(self, other) && on(other, self)
    }

    /// Points of the line: ends and middles of its pieces.
    fn samples(&self) -> impl Iterator<Item = Point> + '_ {
        self.pieces().flat_map(|(a, b)| [a, Point::new((a.x + b.x) * 0.5, (a.y + b.y) * 0.5)])
    }
}

impl PathData {
    /// Its contours one by one, each with whether it closes or ends where it began.
    pub fn contours(&self) -> Vec<(Self, bool)> {
        let mut contours: Vec<(Self, bool)> = Vec::new();
        let (mut start, mut end) = (Point::ORIGIN, Point::ORIGIN);
        for segment in self.segments() {
            if let Segment::Move(point) = segment {
                contours.push((Self::new(), false));
                (start, end) = (point, point);
            }
            let Some((path, closed)) = contours.last_mut() else { continue };
            match segment {
                Segment::Move(point) => path.move_to(point),
                Segment::Line(point) => {
                    path.line_to(point);
                    end = point;
                }
                Segment::Cubic(p, q, point) => {
                    path.cubic_to(p, q, point);
                    end = point;
                }
                Segment::Close => {
                    path.close();
                    end = start;
                }
            }
            *closed = !matches!(segment, Segment::Move(_)) && end.x.near(start.x, SAME) && end.y.near(start.y, SAME);
        }
        contours.retain(|(path, _)| path.is_longer_than(1));
        contours
    }

    /// Seen from behind: its mirror image on a piece of this width.
    #[must_use]
    pub fn turned(&self, width: Length) -> Self {
        self.transformed(&Transform { a: -1.0, dx: width, ..Transform::IDENTITY })
    }
}

/// The pieces of a cubic curve: as many as keep each within the tolerance, by the bound of its second differences.
fn flatten([a, b, c, d]: [Point; 4], into: &mut Vec<Point>) {
    let bend = |p: Point, q: Point, r: Point| (p.x - q.x * 2.0 + r.x).to_mm().hypot((p.y - q.y * 2.0 + r.y).to_mm());
    let most = bend(a, b, c).max(bend(b, c, d)) * 6.0;
    let pieces = (most / (8.0 * TOLERANCE)).sqrt().ceil().clamp(1.0, MOST_PIECES);
    for index in 1..=pieces as u32 {
        let t = f64::from(index) / pieces;
        let s = 1.0 - t;
        let mix = |a: Length, b: Length, c: Length, d: Length| {
            a * (s * s * s) + b * (3.0 * s * s * t) + c * (3.0 * s * t * t) + d * (t * t * t)
        };
        into.push(Point::new(mix(a.x, b.x, c.x, d.x), mix(a.y, b.y, c.y, d.y)));
    }
}

fn apart(a: Point, b: Point) -> Length {
    Length::mm((a.x - b.x).to_mm().hypot((a.y - b.y).to_mm()))
}

/// The point of a straight piece that is nearest.
fn foot(point: Point, a: Point, b: Point) -> Point {
    let (x, y) = ((b.x - a.x).to_mm(), (b.y - a.y).to_mm());
    let square = x * x + y * y;
    if square <= 0.0 {
        return a;
    }
    let along = ((point.x - a.x).to_mm() * x + (point.y - a.y).to_mm() * y) / square;
    let along = along.clamp(0.0, 1.0);
    Point::new(a.x + Length::mm(x * along), a.y + Length::mm(y * along))
}

/// The middle of what lies inside a rectangle of a straight piece (Liang and Barsky's clipping); none where nothing does.
fn within(rect: &Rect, a: Point, b: Point) -> Option<Point> {
    let (dx, dy) = ((b.x - a.x).to_mm(), (b.y - a.y).to_mm());
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    let sides = [(-dx, a.x - rect.x), (dx, rect.right() - a.x), (-dy, a.y - rect.y), (dy, rect.bottom() - a.y)];
    for (step, room) in sides {
        let room = room.to_mm();
        if step == 0.0 && room < 0.0 {
            return None;
        }
        if step < 0.0 {
            from = from.max(room / step);
        } else if step > 0.0 {
            to = to.min(room / step);
        }
    }
    let middle = (from + to) * 0.5;
    (from < to).then(|| Point::new(a.x + Length::mm(dx * middle), a.y + Length::mm(dy * middle)))
}

/// How deep a point lies in a rectangle.
fn inwards(rect: &Rect, point: Point) -> Length {
    (point.x - rect.x).min(rect.right() - point.x).min(point.y - rect.y).min(rect.bottom() - point.y)
}
