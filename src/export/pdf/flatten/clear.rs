//! What of a scene is not opaque. Knows no pages.

use crate::scene::{Artwork, Document, Fill, Group, Item, Paint, Path, Pixels, Role, Stroke};

/// Artwork inside artwork is followed this far; loops are told by the exporter.
pub(super) const DEEPEST: u8 = 32;

/// Which artworks of a document let something show through.
pub(super) struct Clear<'a> {
    document: &'a Document,
    artworks: Vec<bool>,
}

impl<'a> Clear<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let bare = Self { document, artworks: Vec::new() };
        let artworks = document.assets.artworks().map(|(_, artwork)| bare.deep(artwork, 0)).collect();
        Self { document, artworks }
    }

    fn deep(&self, artwork: &Artwork, depth: u8) -> bool {
        depth < DEEPEST && artwork.items.iter().any(|item| self.is_clear(item, depth + 1))
    }

    /// True when one of the items lets what lies below show.
    pub(super) fn items(&self, items: &[Item]) -> bool {
        items.iter().any(|item| self.item(item))
    }

    /// True when an item lets what lies below show.
    pub(super) fn item(&self, item: &Item) -> bool {
        self.is_clear(item, 0)
    }

    fn is_clear(&self, item: &Item, depth: u8) -> bool {
        match item {
            Item::Group(group) if is_plate(group) || group.opacity <= 0.0 => false,
            Item::Group(group) => group.is_isolated() || group.items.iter().any(|item| self.is_clear(item, depth)),
            Item::Path(path) => path_is_clear(path),
            Item::Glyphs(run) => fill_is_clear(&run.fill),
            Item::Image(image) => {
                let pixels = self.document.image(image.image).map(|image| &image.pixels);
                matches!(pixels, Some(Pixels::Samples { alpha: Some(_), .. }))
            }
            Item::Use(used) => match self.artworks.get(used.artwork.0 as usize) {
                Some(known) => *known,
                None => self.document.artwork(used.artwork).is_some_and(|artwork| self.deep(artwork, depth)),
            },
            Item::Link(_) => false,
        }
    }
}

/// True for what a machine does beside printing: always solid, whatever the items say.
pub(super) fn is_plate(group: &Group) -> bool {
    matches!(group.role, Some(Role::Plate(_)))
}

fn path_is_clear(path: &Path) -> bool {
    path.fill.as_ref().is_some_and(fill_is_clear) || path.stroke.as_ref().is_some_and(stroke_is_clear)
}

/// Fills that are not seen at all are not painted.
fn fill_is_clear(fill: &Fill) -> bool {
    fill.opacity > 0.0 && (fill.opacity < 1.0 || paint_is_clear(&fill.paint))
}

fn stroke_is_clear(stroke: &Stroke) -> bool {
    stroke.opacity > 0.0 && (stroke.opacity < 1.0 || paint_is_clear(&stroke.paint))
}

fn paint_is_clear(paint: &Paint) -> bool {
    match paint {
        Paint::Solid(_) => false,
        Paint::Gradient(gradient) => gradient.stops.iter().any(|stop| stop.opacity < 1.0),
    }
}
