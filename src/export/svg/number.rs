//! Numbers and paths as SVG writes them: short, without exponents, the same on every machine.

use std::fmt::Write;

use crate::geom::{Length, PathData, Point, Segment, Transform};

/// Six significant digits, three to six decimals, no trailing zeros: a thousandth of a millimetre on a poster.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let whole = if value.abs() < 1.0 { 0 } else { value.abs().log10() as i32 + 1 };
    let text = format!("{value:.*}", usize::try_from(6 - whole).unwrap_or(0).clamp(3, 6));
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// A length in millimetres, the user unit of the drawing.
pub fn mm(length: Length) -> String {
    number(length.to_mm())
}

/// The value of a `transform` attribute.
pub fn matrix(transform: &Transform) -> String {
    let Transform { a, b, c, d, dx, dy } = *transform;
    if (a, b, c, d) == (1.0, 0.0, 0.0, 1.0) {
        return format!("translate({} {})", mm(dx), mm(dy));
    }
    let [a, b, c, d] = [a, b, c, d].map(number);
    format!("matrix({a} {b} {c} {d} {} {})", mm(dx), mm(dy))
}

/// The value of a `d` attribute.
pub fn path(data: &PathData) -> String {
    let mut out = String::new();
    let mut current = Point::ORIGIN;
    for segment in data.segments() {
        match segment {
            Segment::Move(p) => step(&mut out, 'M', &[p]),
            Segment::Line(p) if p.y == current.y => {
                let _ = write!(out, "H{}", mm(p.x));
            }
            Segment::Line(p) if p.x == current.x => {
                let _ = write!(out, "V{}", mm(p.y));
            }
            Segment::Line(p) => step(&mut out, 'L', &[p]),
            Segment::Cubic(p, q, r) => match raised_from(current, p, q, r) {
                Some(control) => step(&mut out, 'Q', &[control, r]),
                None => step(&mut out, 'C', &[p, q, r]),
            },
            Segment::Close => out.push('Z'),
        }
        if let Segment::Move(p) | Segment::Line(p) | Segment::Cubic(_, _, p) = segment {
            current = p;
        }
    }
    out
}

fn step(out: &mut String, letter: char, points: &[Point]) {
    out.push(letter);
    for (index, value) in points.iter().flat_map(|point| [point.x, point.y]).enumerate() {
        let value = mm(value);
        if index > 0 && !value.starts_with('-') {
            out.push(' ');
        }
        out.push_str(&value);
    }
}

/// The control point of the quadratic curve that a cubic one was raised from, as those of TrueType letters are.
fn raised_from(start: Point, p: Point, q: Point, end: Point) -> Option<Point> {
    let control = |end: Length, control: Length| (control * 3.0 - end) * 0.5;
    let first = Point::new(control(start.x, p.x), control(start.y, p.y));
    let second = Point::new(control(end.x, q.x), control(end.y, q.y));
    let size = [start, p, q, end].iter().fold(Length::ZERO, |most, p| most.max(p.x.abs()).max(p.y.abs()));
    // Points are kept in single precision; what the rounding leaves is below a millionth of their size.
    let slack = size * 2e-6;
    (first.x.near(second.x, slack) && first.y.near(second.y, slack)).then(|| {
        let middle = |a: Length, b: Length| (a + b) * 0.5;
        Point::new(middle(first.x, second.x), middle(first.y, second.y))
    })
}
