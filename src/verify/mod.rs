//! Second opinions on finished work: independent readers look at what the exporters made, and at anybody's PDF. Knows no
//! layouts.

mod audit;
pub mod codes;
pub mod pdf;
pub mod pdfx;
mod picture;
mod press;
pub mod qr;
mod report;
mod rules;
pub mod solid;

pub use audit::{Audit, Component, Finding, Leaf, Limits, Order, Spot, Ticket, audit};
pub use press::press;
pub use report::report;

use crate::geom::{Length, Rect, Size};

/// True where two rectangles share some area.
fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

/// Sizes that differ by rounding only.
fn same_size(a: Size, b: Size) -> bool {
    const SAME: Length = Length::mm(0.1);
    a.width.near(b.width, SAME) && a.height.near(b.height, SAME)
}
