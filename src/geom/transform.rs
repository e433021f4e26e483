//! Affine maps of the page plane.

use super::{Length, Point, Rect};

/// An affine map: x' = a·x + c·y + dx, y' = b·x + d·y + dy (the order of PDF and SVG matrices, y downwards).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transform {
    /// Scale of x.
    pub a: f64,
    /// Skew of y by x.
    pub b: f64,
    /// Skew of x by y.
    pub c: f64,
    /// Scale of y.
    pub d: f64,
    /// Shift to the right.
    pub dx: Length,
    /// Shift downwards.
    pub dy: Length,
}

impl Default for Transform {
    fn default() -> Self {
        Self::IDENTITY
    }
}

impl Transform {
    /// The map that moves nothing.
    pub const IDENTITY: Self = Self { a: 1.0, b: 0.0, c: 0.0, d: 1.0, dx: Length::ZERO, dy: Length::ZERO };

    /// A shift.
    pub const fn translate(dx: Length, dy: Length) -> Self {
        Self { dx, dy, ..Self::IDENTITY }
    }

    /// A scaling about the origin.
    pub const fn scale(sx: f64, sy: f64) -> Self {
        Self { a: sx, d: sy, ..Self::IDENTITY }
    }

    /// A turn about the origin, in degrees, clockwise on the page (y points down).
    pub fn rotate(degrees: f64) -> Self {
        // Quarter turns are exact, so that a rotated code or card keeps its crisp edges.
        let (sin, cos) = match degrees.rem_euclid(360.0) {
            0.0 => (0.0, 1.0),
            90.0 => (1.0, 0.0),
            180.0 => (0.0, -1.0),
            270.0 => (-1.0, 0.0),
            other => other.to_radians().sin_cos(),
        };
        Self { a: cos, b: sin, c: -sin, d: cos, ..Self::IDENTITY }
    }

    /// A turn about `center`, in degrees, clockwise on the page.
    pub fn rotate_about(degrees: f64, center: Point) -> Self {
        Self::translate(center.x, center.y)
            .then_inside(&Self::rotate(degrees))
            .then_inside(&Self::translate(-center.x, -center.y))
    }

    /// The map that applies `inner` first and then this one.
    pub fn then_inside(&self, inner: &Self) -> Self {
        Self {
            a: self.a * inner.a + self.c * inner.b,
            b: self.b * inner.a + self.d * inner.b,
            c: self.a * inner.c + self.c * inner.d,
            d: self.b * inner.c + self.d * inner.d,
            dx: inner.dx * self.a + inner.dy * self.c + self.dx,
            dy: inner.dx * self.b + inner.dy * self.d + self.dy,
        }
    }

    /// True when the map moves nothing.
    pub fn is_identity(&self) -> bool {
        *self == Self::IDENTITY
    }

    /// Where a point goes.
    pub fn apply(&self, p: Point) -> Point {
        Point::new(p.x * self.a + p.y * self.c + self.dx, p.x * self.b + p.y * self.d + self.dy)
    }

    /// The smallest upright rectangle around the image of `rect`.
    pub fn apply_rect(&self, rect: &Rect) -> Rect {
        let corner = |x, y| self.apply(Point::new(x, y));
        Rect::between(corner(rect.x, rect.y), corner(rect.right(), rect.bottom()))
            .union(&Rect::between(corner(rect.right(), rect.y), corner(rect.x, rect.bottom())))
    }

    /// By how much areas grow, as the square root: the mean linear scale.
    pub fn mean_scale(&self) -> f64 {
        (self.a * self.d - self.b * self.c).abs().sqrt()
    }
}
