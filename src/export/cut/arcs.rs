//! Curves as arcs of circles, which is what DXF polylines are made of. Plain geometry in millimetres.

/// A place, y upwards or downwards alike.
pub(super) type Place = [f64; 2];

/// An arc or line from where the last one ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    /// The tangent of a quarter of the arc's angle, positive where it turns against the clock with y upwards; 0 is a line.
    pub bulge: f64,
    /// Where it ends.
    pub end: Place,
}

/// How far an arc may lie off its curve, in millimetres: far below what a blade can follow.
const TOLERANCE: f64 = 0.005;
/// A curve is halved so often at most.
const DEEPEST: u32 = 10;

/// A cubic curve as arcs.
pub(super) fn of_cubic(points: [Place; 4], into: &mut Vec<Step>) {
    halve(points, DEEPEST, into);
}

fn halve(points: [Place; 4], left: u32, into: &mut Vec<Step>) {
    let [start, _, _, end] = points;
    let step = through(start, at(&points, 0.5), end);
    let near =
        [0.125, 0.25, 0.375, 0.625, 0.75, 0.875].iter().all(|share| off(start, step, at(&points, *share)) <= TOLERANCE);
    if near || left == 0 {
        return into.push(step);
    }
    let (first, second) = split(&points);
    halve(first, left - 1, into);
    halve(second, left - 1, into);
}

/// The point at a share of the curve.
fn at([a, b, c, d]: &[Place; 4], t: f64) -> Place {
    let s = 1.0 - t;
    [0, 1].map(|axis| s * s * s * a[axis] + 3.0 * s * s * t * b[axis] + 3.0 * s * t * t * c[axis] + t * t * t * d[axis])
}

/// Both halves of a curve.
fn split([a, b, c, d]: &[Place; 4]) -> ([Place; 4], [Place; 4]) {
    let middle = |p: &Place, q: &Place| [(p[0] + q[0]) * 0.5, (p[1] + q[1]) * 0.5];
    let (ab, bc, cd) = (middle(a, b), middle(b, c), middle(c, d));
    let (abc, bcd) = (middle(&ab, &bc), middle(&bc, &cd));
    let halfway = middle(&abc, &bcd);
    ([*a, ab, abc, halfway], [halfway, bcd, cd, *d])
}

fn between(from: Place, to: Place) -> Place {
    [to[0] - from[0], to[1] - from[1]]
}

fn cross(a: Place, b: Place) -> f64 {
    a[0] * b[1] - a[1] * b[0]
}

/// The arc through three points: the angle at the middle one is that of the whole arc's half, seen from the rim.
fn through(start: Place, middle: Place, end: Place) -> Step {
    let (first, second) = (between(start, middle), between(middle, end));
    let turn = cross(first, second).atan2(first[0] * second[0] + first[1] * second[1]);
    let bulge = (turn * 0.5).tan();
    Step { bulge: if bulge.abs() < 1e-6 { 0.0 } else { bulge }, end }
}

/// How far a point lies off an arc or line.
fn off(start: Place, step: Step, point: Place) -> f64 {
    let chord = between(start, step.end);
    let length = chord[0].hypot(chord[1]);
    if length == 0.0 {
        return between(start, point)[0].hypot(between(start, point)[1]);
    }
    if step.bulge == 0.0 {
        return cross(chord, between(start, point)).abs() / length;
    }
    // The middle lies off the chord's middle, towards the left of the way for a turn against the clock of less than half.
    let radius = length * (1.0 + step.bulge * step.bulge) / (4.0 * step.bulge.abs());
    let lift = length * (1.0 - step.bulge * step.bulge) / (4.0 * step.bulge);
    let middle = [
        (start[0] + step.end[0]) * 0.5 - chord[1] / length * lift,
        (start[1] + step.end[1]) * 0.5 + chord[0] / length * lift,
    ];
    (between(middle, point)[0].hypot(between(middle, point)[1]) - radius).abs()
}
