//! Lengths, points, boxes and transforms: the geometry every layer shares. Knows nothing of cards or files.
//!
//! One coordinate system everywhere: millimetres, origin at the top left corner of the trim, y downwards.
//! Bleed lies at negative coordinates, so that turning it on moves nothing.

mod boxes;
mod cells;
mod contour;
mod length;
mod path;
mod rounded;
mod transform;

pub use boxes::{Insets, PageBoxes, Point, Rect, Size};
pub use cells::Cells;
pub use contour::Contours;
pub use length::{Length, LengthError};
pub use path::{PathData, Segment};
pub use transform::Transform;
