//! Which rectangles of a page become pictures, and what becomes of everything else. Knows leaves, not what they paint.

use super::PPI;
use super::leaf::Leaf;
use crate::geom::{Length, Rect};

/// A side of a pixel in millimetres.
const PIXEL: f64 = 25.4 / PPI;

/// How far a leaf may reach out of a picture and still count as covered by it.
const SLACK: Length = Length::mm(1e-6);

/// A rectangle that becomes a picture: whole pixels of a grid that begins at the corner of the trim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Region {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
    /// The last leaf that is transparent in it. What lies above stays what it is.
    last: usize,
}

/// What becomes of a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays, above so many pictures.
    Kept(usize),
    /// A plate beside the picture: it stays, just above the picture of that number, which would knock it out otherwise.
    After(usize),
    /// It is in a picture.
    Gone,
}

/// What two rectangles share; none where they only touch.
pub(super) fn overlap(a: &Rect, b: &Rect) -> Option<Rect> {
    let (x, y) = (a.x.max(b.x), a.y.max(b.y));
    let (width, height) = (a.right().min(b.right()) - x, a.bottom().min(b.bottom()) - y);
    (width > Length::ZERO && height > Length::ZERO).then_some(Rect::new(x, y, width, height))
}

impl Region {
    fn around(rect: &Rect, last: usize) -> Self {
        // A hair of slack keeps an edge on the grid from claiming one more pixel.
        let (low, high) = (
            |edge: Length| (edge.to_mm() / PIXEL + 1e-6).floor() as i64,
            |edge: Length| (edge.to_mm() / PIXEL - 1e-6).ceil() as i64,
        );
        let (left, top) = (low(rect.x), low(rect.y));
        Self { left, top, right: high(rect.right()).max(left + 1), bottom: high(rect.bottom()).max(top + 1), last }
    }

    /// Its place on the page.
    pub(super) fn rect(&self) -> Rect {
        let mm = |pixels: i64| pixels as f64 * PIXEL;
        Rect::mm(mm(self.left), mm(self.top), mm(self.right - self.left), mm(self.bottom - self.top))
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn joined(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
            last: self.last.max(other.last),
        }
    }

    /// True when the leaf of that number is seen in the picture or through something in it.
    pub(super) fn takes_in(&self, order: usize, leaf: &Leaf) -> bool {
        order <= self.last && leaf.room.is_some_and(|room| overlap(&room, &self.rect()).is_some())
    }

    fn covers(&self, order: usize, room: &Rect) -> bool {
        order <= self.last && self.rect().contains(room, SLACK)
    }
}

/// The rectangles around everything transparent on the medium, those that meet made one, in the order of their last leaves.
pub(super) fn regions(leaves: &[Leaf], media: &Rect) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    for (order, leaf) in leaves.iter().enumerate().filter(|(_, leaf)| leaf.clear) {
        let Some(seen) = leaf.room.and_then(|room| overlap(&room, media)) else { continue };
        let mut region = Region::around(&seen, order);
        while let Some(index) = regions.iter().position(|other| other.meets(&region)) {
            region = region.joined(&regions.swap_remove(index));
        }
        regions.push(region);
    }
    regions.sort_by_key(|region| region.last);
    regions
}

/// What becomes of every leaf.
pub(super) fn fates(leaves: &[Leaf], regions: &[Region]) -> Vec<Fate> {
    let fate = |(order, leaf): (usize, &Leaf)| {
        if leaf.clear {
            return Fate::Gone;
        }
        if leaf.plate
            && let Some(index) = regions.iter().rposition(|region| region.takes_in(order, leaf))
        {
            return Fate::After(index);
        }
        match leaf.room {
            Some(room) if !leaf.plate && regions.iter().any(|region| region.covers(order, &room)) => Fate::Gone,
            _ => Fate::Kept(regions.iter().filter(|region| region.last < order).count()),
        }
    };
    leaves.iter().enumerate().map(fate).collect()
}
