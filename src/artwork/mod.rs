//! Import of artwork: a drawing (SVG) becomes scene items once, a picture (PNG, JPEG, WebP) becomes an asset.
//! Knows fonts and colours, not cards; no exporter knows the formats that are read here.

pub mod raster;
pub mod svg;

use crate::diag::Diagnostics;
use crate::geom::{Rect, Size, Transform};
use crate::scene::{Group, Item, Plate, Role};
use crate::source::Place;

/// A drawing in scene items.
///
/// Coordinates are millimetres from the top left corner of the drawing's page, y downwards. What lies outside the
/// page is kept: it may be somebody's bleed.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// Size of the drawing's page.
    pub size: Size,
    /// What it paints, from back to front, slots left out.
    pub items: Vec<Item>,
    /// What it says of cuts, varnish and the like: no part of the picture.
    pub plates: Vec<DrawnPlate>,
    /// Places for content, in the order of the file.
    pub slots: Vec<Slot>,
    /// What the drawing uses that is not carried over as it stands. An error among them means that content is lost.
    pub diagnostics: Diagnostics,
}

/// A plate in a drawing: an element that is named for one. It is never painted with the picture.
#[derive(Clone, Debug)]
pub struct DrawnPlate {
    /// Which plate.
    pub plate: Plate,
    /// What stands on it, in the coordinates of the drawing: outlines alone where a tool follows lines.
    pub items: Vec<Item>,
    /// The element in the file.
    pub place: Place,
}

impl DrawnPlate {
    /// The plate as an item of whatever the drawing is put onto, `map` leading there.
    pub fn item(&self, map: &Transform) -> Item {
        let (role, transform, items) = (Some(Role::Plate(self.plate)), *map, self.items.clone());
        Item::Group(Box::new(Group { role, transform, items, ..Group::default() }))
    }
}

/// A place for content in a drawing: an element that is named `slot-…`. It is never painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Its name without `slot-`.
    pub name: String,
    /// The upright rectangle around the element without its line, in the coordinates of the drawing.
    pub rect: Rect,
    /// The element in the file.
    pub place: Place,
}
