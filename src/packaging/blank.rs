//! A blank: what is cut out of a sheet of board, and what is done with it.

use std::sync::Arc;

use crate::geom::{Insets, Length, PathData, Point, Rect, Size, Transform};

/// The flat piece of board that a box, or a part of one, is folded from. Origin at its top left corner.
#[derive(Clone, Debug)]
pub struct Blank {
    /// Which part it is: `box`, `base` or `lid`.
    pub part: &'static str,
    /// Its extent.
    pub size: Size,
    /// Its outline.
    pub outline: Arc<PathData>,
    /// The lines along which it is folded.
    pub creases: Vec<Arc<PathData>>,
    /// The areas that are glued.
    pub glue: Vec<Arc<PathData>>,
    /// The faces of the box that may be dressed.
    pub panels: Vec<Panel>,
}

/// A face of a box on its blank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Panel {
    /// Its name in files.
    pub name: &'static str,
    /// Where it lies on the blank.
    pub rect: Rect,
    /// How it is turned there, in degrees clockwise: 0, 90, 180 or 270.
    pub turn: u16,
    /// How far its artwork goes on beyond it, on the sides of the blank: over what is cut off and under what covers it;
    /// nothing where another panel goes on.
    pub bleed: Insets,
}

impl Panel {
    /// Its size as it is read, upright.
    pub fn size(&self) -> Size {
        let size = self.rect.size();
        if self.turn % 180 == 90 { size.turned() } else { size }
    }

    /// From the coordinates of its artwork, upright with its top left corner at the origin, to those of the blank.
    pub fn map(&self) -> Transform {
        let (middle, size) = (self.rect.center(), self.size());
        Transform::translate(middle.x, middle.y)
            .then_inside(&Transform::rotate(f64::from(self.turn)))
            .then_inside(&Transform::translate(size.width * -0.5, size.height * -0.5))
    }

    /// What its artwork may paint on the blank.
    pub fn room(&self) -> Rect {
        self.rect.outset(&self.bleed)
    }
}

/// A straight line.
pub(super) fn line(x1: Length, y1: Length, x2: Length, y2: Length) -> Arc<PathData> {
    Arc::new(PathData::polyline(&[Point::new(x1, y1), Point::new(x2, y2)], false))
}

/// A closed outline through corners with their radii.
pub(super) fn outline(corners: &[(Length, Length, Length)]) -> PathData {
    let corners: Vec<_> = corners.iter().map(|(x, y, radius)| (Point::new(*x, *y), *radius)).collect();
    PathData::rounded_polygon(&corners)
}
