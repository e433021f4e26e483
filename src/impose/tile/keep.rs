//! What must stay whole: areas that callers name, what a page says of itself, and every QR code of it.

use super::super::plan::NOTHING;
use crate::geom::{Insets, Rect, Transform};
use crate::scene::{Document, Item, Page, Role, bounds};

/// Modules of quiet zone around a QR code (ISO/IEC 18004): a seam there can keep it from being read.
const QUIET: f64 = 4.0;

/// An area of a page that no cut may run through.
#[derive(Clone, Debug, PartialEq)]
pub struct Keep {
    /// Where, from the trim corner.
    pub rect: Rect,
    /// What it is, for remarks: a slot's name, a code's address.
    pub name: String,
}

/// What a page itself says must stay whole, and every QR code of it with its quiet zone, each once.
pub(super) fn of(document: &Document, page: &Page) -> Vec<Keep> {
    let mut search = Search { document, found: Vec::new(), depth: 0 };
    search.items(&page.items, &Transform::IDENTITY);
    search.found
}

struct Search<'a> {
    document: &'a Document,
    found: Vec<Keep>,
    depth: usize,
}

/// Artworks that use artworks deeper than this use themselves.
const DEEPEST: usize = 16;

impl Search<'_> {
    fn items(&mut self, items: &[Item], place: &Transform) {
        for item in items {
            match item {
                Item::Group(group) => {
                    let inside = place.then_inside(&group.transform);
                    match &group.role {
                        Some(Role::Qr { payload, module }) => {
                            if let Some(room) = bounds(self.document, &group.items) {
                                let quiet = Insets::uniform(*module * (QUIET * inside.mean_scale()));
                                let rect = inside.apply_rect(&room).outset(&quiet);
                                self.note(Keep { rect, name: format!("QR {payload}") });
                            }
                        }
                        _ => {
                            if let Some((name, room)) = group.whole.as_ref().zip(bounds(self.document, &group.items)) {
                                self.note(Keep { rect: inside.apply_rect(&room), name: format!("« {name} »") });
                            }
                            self.items(&group.items, &inside);
                        }
                    }
                }
                Item::Use(used) if self.depth < DEEPEST => {
                    if let Some(artwork) = self.document.artwork(used.artwork) {
                        self.depth += 1;
                        self.items(&artwork.items, &place.then_inside(&used.transform));
                        self.depth -= 1;
                    }
                }
                Item::Use(_) | Item::Path(_) | Item::Glyphs(_) | Item::Image(_) | Item::Link(_) => {}
            }
        }
    }

    /// A code inside another box of the same code (a figure around its modules) is one code.
    fn note(&mut self, keep: Keep) {
        if !self.found.iter().any(|known| known.name == keep.name && known.rect.contains(&keep.rect, NOTHING)) {
            self.found.push(keep);
        }
    }
}
