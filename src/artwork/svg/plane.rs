//! From usvg's pixels to millimetres: transforms and outlines.

use usvg::tiny_skia_path::{Path, PathSegment};

use crate::geom::{Length, PathData, Point, Rect, Transform};

/// Millimetres in one px: 96 to the inch (CSS Values 4, 6.2).
pub(super) const MM_PER_PX: f64 = 25.4 / 96.0;

/// From px, written as if they were millimetres, to millimetres.
pub(super) const PX: Transform = Transform::scale(MM_PER_PX, MM_PER_PX);

/// A transform of usvg, its shifts written as if px were millimetres.
pub(super) fn transform(ts: usvg::Transform) -> Transform {
    let [a, b, c, d, dx, dy] = [ts.sx, ts.ky, ts.kx, ts.sy, ts.tx, ts.ty].map(f64::from);
    Transform { a, b, c, d, dx: Length::mm(dx), dy: Length::mm(dy) }
}

/// A transform for usvg.
pub(super) fn to_usvg(ts: &Transform) -> usvg::Transform {
    let [a, b, c, d, dx, dy] = [ts.a, ts.b, ts.c, ts.d, ts.dx.to_mm(), ts.dy.to_mm()].map(|value| value as f32);
    usvg::Transform::from_row(a, b, c, d, dx, dy)
}

/// The map back; none for a map that flattens everything.
pub(super) fn inverse(ts: &Transform) -> Option<Transform> {
    let area = ts.a * ts.d - ts.b * ts.c;
    if area == 0.0 || !area.is_finite() {
        return None;
    }
    let (a, b, c, d) = (ts.d / area, -ts.b / area, -ts.c / area, ts.a / area);
    let (dx, dy) = (-(ts.dx * a + ts.dy * c), -(ts.dx * b + ts.dy * d));
    Some(Transform { a, b, c, d, dx, dy })
}

/// True when circles stay circles: lines keep an even thickness.
pub(super) fn is_similarity(ts: &Transform) -> bool {
    let (x, y) = (ts.a.hypot(ts.b), ts.c.hypot(ts.d));
    let scale = x.max(y);
    (x - y).abs() <= 1e-5 * scale && (ts.a * ts.c + ts.b * ts.d).abs() <= 1e-5 * scale * scale
}

/// A point in px, mapped.
pub(super) fn point(x: f32, y: f32, ts: &Transform) -> Point {
    ts.apply(Point::mm(f64::from(x), f64::from(y)))
}

/// A rectangle in px, not mapped.
pub(super) fn rect(rect: usvg::Rect) -> Rect {
    Rect::mm(f64::from(rect.x()), f64::from(rect.y()), f64::from(rect.width()), f64::from(rect.height()))
}

/// An outline in px, mapped.
pub(super) fn outline(path: &Path, ts: &Transform) -> PathData {
    let mut data = PathData::new();
    let (mut start, mut current) = (Point::ORIGIN, Point::ORIGIN);
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(p) => {
                (start, current) = (point(p.x, p.y, ts), point(p.x, p.y, ts));
                data.move_to(current);
            }
            PathSegment::LineTo(p) => {
                current = point(p.x, p.y, ts);
                data.line_to(current);
            }
            PathSegment::QuadTo(p, q) => {
                let (control, end) = (point(p.x, p.y, ts), point(q.x, q.y, ts));
                data.quad_to(current, control, end);
                current = end;
            }
            PathSegment::CubicTo(p, q, r) => {
                current = point(r.x, r.y, ts);
                data.cubic_to(point(p.x, p.y, ts), point(q.x, q.y, ts), current);
            }
            PathSegment::Close => {
                data.close();
                current = start;
            }
        }
    }
    data
}

/// The four corners of a rectangle as a closed path, mapped.
pub(super) fn corners(rect: &Rect, ts: &Transform) -> PathData {
    PathData::rect(rect).transformed(ts)
}
