//! Points, rectangles, insets and the boxes of a page.

use super::Length;

/// A place on a page: x to the right, y downwards, from the trim corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Distance from the left edge of the trim.
    pub x: Length,
    /// Distance from the top edge of the trim.
    pub y: Length,
}

impl Point {
    /// The top left corner of the trim.
    pub const ORIGIN: Self = Self { x: Length::ZERO, y: Length::ZERO };

    /// A point `x` from the left and `y` from the top.
    pub const fn new(x: Length, y: Length) -> Self {
        Self { x, y }
    }

    /// A point given in millimetres.
    pub const fn mm(x: f64, y: f64) -> Self {
        Self { x: Length::mm(x), y: Length::mm(y) }
    }
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Extent to the right.
    pub width: Length,
    /// Extent downwards.
    pub height: Length,
}

impl Size {
    /// A size of `width` × `height`.
    pub const fn new(width: Length, height: Length) -> Self {
        Self { width, height }
    }

    /// A size given in millimetres.
    pub const fn mm(width: f64, height: f64) -> Self {
        Self { width: Length::mm(width), height: Length::mm(height) }
    }

    /// The same size turned by a quarter.
    pub const fn turned(self) -> Self {
        Self { width: self.height, height: self.width }
    }
}

/// A rectangle by its top left corner and its size.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: Length,
    /// Top edge.
    pub y: Length,
    /// Extent to the right.
    pub width: Length,
    /// Extent downwards.
    pub height: Length,
}

impl Rect {
    /// A rectangle with its top left corner at (`x`, `y`).
    pub const fn new(x: Length, y: Length, width: Length, height: Length) -> Self {
        Self { x, y, width, height }
    }

    /// A rectangle given in millimetres.
    pub const fn mm(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self::new(Length::mm(x), Length::mm(y), Length::mm(width), Length::mm(height))
    }

    /// The rectangle of `size` whose top left corner is the origin.
    pub const fn of_size(size: Size) -> Self {
        Self::new(Length::ZERO, Length::ZERO, size.width, size.height)
    }

    /// The rectangle between two corners, in any order.
    pub fn between(a: Point, b: Point) -> Self {
        let (left, right) = (a.x.min(b.x), a.x.max(b.x));
        let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
        Self::new(left, top, right - left, bottom - top)
    }

    /// The right edge.
    pub fn right(&self) -> Length {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(&self) -> Length {
        self.y + self.height
    }

    /// The top left corner.
    pub const fn origin(&self) -> Point {
        Point { x: self.x, y: self.y }
    }

    /// The width and height.
    pub const fn size(&self) -> Size {
        Size { width: self.width, height: self.height }
    }

    /// The middle.
    pub fn center(&self) -> Point {
        Point::new(self.x + self.width * 0.5, self.y + self.height * 0.5)
    }

    /// This rectangle grown outwards by `insets` (shrunk where they are negative).
    pub fn outset(&self, insets: &Insets) -> Self {
        Self::new(
            self.x - insets.left,
            self.y - insets.top,
            self.width + insets.left + insets.right,
            self.height + insets.top + insets.bottom,
        )
    }

    /// This rectangle shrunk inwards by `insets`, never below zero width or height.
    pub fn inset(&self, insets: &Insets) -> Self {
        Self::new(
            self.x + insets.left,
            self.y + insets.top,
            (self.width - insets.left - insets.right).max(Length::ZERO),
            (self.height - insets.top - insets.bottom).max(Length::ZERO),
        )
    }

    /// This rectangle moved by `dx`, `dy`.
    pub fn moved(&self, dx: Length, dy: Length) -> Self {
        Self::new(self.x + dx, self.y + dy, self.width, self.height)
    }

    /// True when `other` lies inside this rectangle, give or take `tolerance`.
    pub fn contains(&self, other: &Self, tolerance: Length) -> bool {
        other.x >= self.x - tolerance
            && other.y >= self.y - tolerance
            && other.right() <= self.right() + tolerance
            && other.bottom() <= self.bottom() + tolerance
    }

    /// The smallest rectangle around both.
    pub fn union(&self, other: &Self) -> Self {
        let (left, top) = (self.x.min(other.x), self.y.min(other.y));
        Self::new(left, top, self.right().max(other.right()) - left, self.bottom().max(other.bottom()) - top)
    }
}

/// Distances on the four sides.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Insets {
    /// At the top.
    pub top: Length,
    /// On the right.
    pub right: Length,
    /// At the bottom.
    pub bottom: Length,
    /// On the left.
    pub left: Length,
}

impl Insets {
    /// Nothing on any side.
    pub const NONE: Self = Self::uniform(Length::ZERO);

    /// The same distance on every side.
    pub const fn uniform(distance: Length) -> Self {
        Self { top: distance, right: distance, bottom: distance, left: distance }
    }
}

/// The boxes of one printed face, all measured from its trim.
///
/// Names are those of ISO 32000-1, 14.11.2: the trim is the finished piece, the bleed reaches beyond it,
/// the safe zone lies inside it, the slug is the room around the bleed for marks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PageBoxes {
    /// Finished size; its top left corner is the origin.
    pub trim: Size,
    /// How far artwork reaches over the trim, side by side.
    pub bleed: Insets,
    /// How far text and codes stay inside the trim, side by side.
    pub safe: Insets,
    /// Room outside the bleed for marks, side by side.
    pub slug: Insets,
}

impl PageBoxes {
    /// A face of `trim` size with the same bleed and safe zone on every side and no slug.
    pub const fn new(trim: Size, bleed: Length, safe: Length) -> Self {
        Self { trim, bleed: Insets::uniform(bleed), safe: Insets::uniform(safe), slug: Insets::NONE }
    }

    /// The trim rectangle, at the origin.
    pub const fn trim_rect(&self) -> Rect {
        Rect::of_size(self.trim)
    }

    /// The bleed rectangle, its corner at negative coordinates.
    pub fn bleed_rect(&self) -> Rect {
        self.trim_rect().outset(&self.bleed)
    }

    /// The rectangle in which text and codes stay.
    pub fn safe_rect(&self) -> Rect {
        self.trim_rect().inset(&self.safe)
    }

    /// The whole medium: bleed and slug.
    pub fn media_rect(&self) -> Rect {
        self.bleed_rect().outset(&self.slug)
    }
}
