//! Where a face lies on a sheet, and where its back lies so that both meet in the same piece of paper. Pure geometry:
//! knows no cards, no marks.

use crate::geom::{Length, Point, Rect, Size, Transform};

/// How a face is turned on the sheet, clockwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Turn {
    /// Upright.
    #[default]
    Upright,
    /// A quarter to the right.
    Right,
    /// Upside down.
    Over,
    /// A quarter to the left.
    Left,
}

impl Turn {
    /// The angle in degrees, clockwise.
    pub const fn degrees(self) -> f64 {
        match self {
            Self::Upright => 0.0,
            Self::Right => 90.0,
            Self::Over => 180.0,
            Self::Left => 270.0,
        }
    }

    /// This turn and a quarter to the right.
    pub const fn then_right(self) -> Self {
        match self {
            Self::Upright => Self::Right,
            Self::Right => Self::Over,
            Self::Over => Self::Left,
            Self::Left => Self::Upright,
        }
    }

    /// True when width and height change places.
    pub const fn is_quarter(self) -> bool {
        matches!(self, Self::Right | Self::Left)
    }
}

/// Room for one face: its trim on the sheet, from the sheet's top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    /// The trim as it lies on the sheet.
    pub rect: Rect,
    /// How the face is turned in it.
    pub turn: Turn,
}

impl Slot {
    /// From the coordinates of a face of `trim` size to those of the sheet.
    pub fn front(&self, trim: Size) -> Transform {
        let middle = self.rect.center();
        Transform::translate(middle.x, middle.y)
            .then_inside(&Transform::rotate(self.turn.degrees()))
            .then_inside(&Transform::translate(trim.width * -0.5, trim.height * -0.5))
    }

    /// From the coordinates of the back to those of the side it is printed on. The back is upright when the piece is
    /// turned about its own vertical axis, as one turns a page; `mirror` says where paper behind a point of the front
    /// is printed.
    pub fn back(&self, trim: Size, mirror: Mirror) -> Transform {
        let page_turn = Transform { a: -1.0, dx: trim.width, ..Transform::IDENTITY };
        mirror.map().then_inside(&self.front(trim)).then_inside(&page_turn)
    }
}

/// Which point is printed so that it comes to lie behind another one: the mirror image about a line of the sheet.
///
/// Sheets turned over their left edge (and folds that run down the sheet) mirror about a vertical line, sheets turned
/// over their top edge (and folds across the sheet) about a horizontal one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mirror {
    /// About the vertical line at this distance from the left edge.
    Vertical(Length),
    /// About the horizontal line at this distance from the top edge.
    Horizontal(Length),
}

impl Mirror {
    /// The mirroring as a map.
    pub fn map(self) -> Transform {
        match self {
            Self::Vertical(at) => Transform { a: -1.0, dx: at * 2.0, ..Transform::IDENTITY },
            Self::Horizontal(at) => Transform { d: -1.0, dy: at * 2.0, ..Transform::IDENTITY },
        }
    }

    /// Where a rectangle goes.
    pub fn rect(self, rect: &Rect) -> Rect {
        self.map().apply_rect(rect)
    }

    /// Where a point goes.
    pub fn point(self, point: Point) -> Point {
        self.map().apply(point)
    }
}
