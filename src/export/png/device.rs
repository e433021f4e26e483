//! From millimetres to pixels: the map of a page and the areas of canvases. Knows nothing of items.

use tiny_skia::PathBuilder;

use crate::geom::{Length, PathData, Point, Rect, Segment, Transform};

/// A rectangle of whole pixels, right and bottom outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

impl Area {
    /// Every pixel that a rectangle in pixels touches.
    pub fn around([left, top, right, bottom]: [f64; 4]) -> Self {
        // A hair of slack keeps an edge that lies on a pixel border from claiming one more pixel.
        let slack = 1e-4;
        let (floor, ceil) = (|v: f64| (v + slack).floor() as i32, |v: f64| (v - slack).ceil() as i32);
        Self { left: floor(left), top: floor(top), right: ceil(right), bottom: ceil(bottom) }
    }

    pub fn intersect(&self, other: &Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    pub const fn moved(&self, dx: i32, dy: i32) -> Self {
        Self {
            left: self.left.saturating_add(dx),
            top: self.top.saturating_add(dy),
            right: self.right.saturating_add(dx),
            bottom: self.bottom.saturating_add(dy),
        }
    }

    pub const fn is_empty(&self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }

    pub fn width(&self) -> u32 {
        u32::try_from(i64::from(self.right) - i64::from(self.left)).unwrap_or(0)
    }

    pub fn height(&self) -> u32 {
        u32::try_from(i64::from(self.bottom) - i64::from(self.top)).unwrap_or(0)
    }

    pub fn pixels(&self) -> u64 {
        u64::from(self.width()) * u64::from(self.height())
    }
}

/// An affine map from millimetres to pixels: x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Device {
    pub a: f64,
    pub b: f64,
    pub c: f64,
    pub d: f64,
    pub e: f64,
    pub f: f64,
}

impl Device {
    /// The map that leaves millimetres as they are.
    pub const MILLIMETRES: Self = Self { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    /// The map that lays `view` onto `width` × `height` pixels. It stretches each side to a whole number of pixels, by
    /// less than half a pixel, so that artwork which ends at the trim leaves no half-covered row at the edge.
    pub fn of_view(view: &Rect, width: u32, height: u32) -> Self {
        let (a, d) = (f64::from(width) / view.width.to_mm(), f64::from(height) / view.height.to_mm());
        Self { a, b: 0.0, c: 0.0, d, e: -view.x.to_mm() * a, f: -view.y.to_mm() * d }
    }

    /// The map that applies `inner` first.
    pub fn inside(&self, inner: &Transform) -> Self {
        let (x, y) = self.apply(Point::new(inner.dx, inner.dy));
        Self {
            a: self.a * inner.a + self.c * inner.b,
            b: self.b * inner.a + self.d * inner.b,
            c: self.a * inner.c + self.c * inner.d,
            d: self.b * inner.c + self.d * inner.d,
            e: x,
            f: y,
        }
    }

    /// The same map seen from the corner of `area`.
    pub fn seen_from(&self, area: &Area) -> Self {
        Self { e: self.e - f64::from(area.left), f: self.f - f64::from(area.top), ..*self }
    }

    pub fn apply(&self, point: Point) -> (f64, f64) {
        let (x, y) = (point.x.to_mm(), point.y.to_mm());
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    /// Left, top, right and bottom of the upright rectangle around `rect`, in pixels.
    pub fn bounds(&self, rect: &Rect) -> [f64; 4] {
        let corners =
            [(rect.x, rect.y), (rect.right(), rect.y), (rect.right(), rect.bottom()), (rect.x, rect.bottom())]
                .map(|(x, y)| self.apply(Point::new(x, y)));
        let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        corners.iter().fold(start, |[l, t, r, b], (x, y)| [l.min(*x), t.min(*y), r.max(*x), b.max(*y)])
    }

    /// True when upright rectangles stay upright, quarter turns and mirror images included.
    pub fn keeps_upright(&self) -> bool {
        (self.b == 0.0 && self.c == 0.0) || (self.a == 0.0 && self.d == 0.0)
    }

    pub fn matrix(&self) -> tiny_skia::Transform {
        let [a, b, c, d, e, f] = [self.a, self.b, self.c, self.d, self.e, self.f].map(|value| value as f32);
        tiny_skia::Transform::from_row(a, b, c, d, e, f)
    }

    /// An outline in pixels; none when it is empty or not finite.
    pub fn path(&self, data: &PathData) -> Option<tiny_skia::Path> {
        let mut builder = PathBuilder::new();
        self.add(&mut builder, data);
        builder.finish()
    }

    fn add(&self, builder: &mut PathBuilder, data: &PathData) {
        let map = |point: Point| {
            let (x, y) = self.apply(point);
            (x as f32, y as f32)
        };
        for segment in data.segments() {
            match segment {
                Segment::Move(p) => {
                    let (x, y) = map(p);
                    builder.move_to(x, y);
                }
                Segment::Line(p) => {
                    let (x, y) = map(p);
                    builder.line_to(x, y);
                }
                Segment::Cubic(p, q, r) => {
                    let ((x1, y1), (x2, y2), (x, y)) = (map(p), map(q), map(r));
                    builder.cubic_to(x1, y1, x2, y2, x, y);
                }
                Segment::Close => builder.close(),
            }
        }
    }

    /// The pixels of an outline that is an upright rectangle on the page: left, top, right, bottom.
    pub fn upright_rect(&self, data: &PathData) -> Option<[f64; 4]> {
        if !self.keeps_upright() {
            return None;
        }
        let mut segments = data.segments();
        let Some(Segment::Move(first)) = segments.next() else { return None };
        let mut corners = vec![first];
        for segment in segments {
            match segment {
                Segment::Line(p) if corners.len() < 5 => corners.push(p),
                Segment::Close => break,
                Segment::Line(_) | Segment::Move(_) | Segment::Cubic(..) => return None,
            }
        }
        if corners.len() == 5 && corners.last() == Some(&first) {
            corners.pop();
        }
        let [p, q, r, s] = corners.try_into().ok()?;
        let upright = (p.y == q.y && q.x == r.x && r.y == s.y && s.x == p.x)
            || (p.x == q.x && q.y == r.y && r.x == s.x && s.y == p.y);
        (upright && data.segments().count() <= 6).then(|| self.bounds(&Rect::between(p, r)))
    }
}

/// Pixels of a length at `dpi`, rounded to whole ones.
pub fn pixels(length: Length, dpi: f64) -> u32 {
    length.to_px(dpi).round() as u32
}
