//! The room that items take at most, in millimetres: boxes of forms must not cut anything off.

use std::collections::BTreeMap;

use super::draw::Context;
use super::fault::Fault;
use super::path::path_bounds;
use crate::geom::{Length, Rect};
use crate::scene::{ArtworkId, Document, GlyphRun, Item};

/// The room of every artwork.
pub(super) type Rooms = BTreeMap<ArtworkId, Rect>;

/// The room that `items` take at most, in their own coordinates; none when they paint nothing.
pub(super) fn items_bounds(items: &[Item], context: &Context<'_>) -> Option<Rect> {
    union(items, &mut |artwork| context.rooms.get(&artwork).copied())
}

/// The room of every artwork: what it says, and what its items take beyond that.
pub(super) fn rooms(document: &Document) -> (Rooms, Vec<Fault>) {
    let mut measure = Measure { document, rooms: Rooms::new(), open: Vec::new(), faults: Vec::new() };
    document.assets.artworks().for_each(|(id, _)| {
        measure.room(id);
    });
    (measure.rooms, measure.faults)
}

struct Measure<'a> {
    document: &'a Document,
    rooms: Rooms,
    open: Vec<ArtworkId>,
    faults: Vec<Fault>,
}

impl Measure<'_> {
    fn room(&mut self, id: ArtworkId) -> Option<Rect> {
        if let Some(room) = self.rooms.get(&id) {
            return Some(*room);
        }
        let artwork = self.document.artwork(id)?;
        if self.open.contains(&id) {
            self.faults.push(Fault::Loop(artwork.name.clone()));
            return None;
        }
        self.open.push(id);
        let inner = union(&artwork.items, &mut |id| self.room(id));
        self.open.pop();
        let room = inner.map_or(artwork.bounds, |inner| inner.union(&artwork.bounds));
        self.rooms.insert(id, room);
        Some(room)
    }
}

fn union(items: &[Item], room: &mut dyn FnMut(ArtworkId) -> Option<Rect>) -> Option<Rect> {
    items.iter().filter_map(|item| bounds(item, room)).reduce(|sum, rect| sum.union(&rect))
}

fn bounds(item: &Item, room: &mut dyn FnMut(ArtworkId) -> Option<Rect>) -> Option<Rect> {
    match item {
        Item::Group(group) => union(&group.items, room).map(|inner| group.transform.apply_rect(&inner)),
        Item::Path(path) => path_bounds(path),
        Item::Glyphs(run) => Some(run_bounds(run)),
        Item::Image(image) => Some(image.rect),
        Item::Use(used) => room(used.artwork).map(|inner| used.transform.apply_rect(&inner)),
        Item::Link(_) => None,
    }
}

/// Two ems around every pen position: no glyph of a text font reaches further.
pub(super) fn run_bounds(run: &GlyphRun) -> Rect {
    let reach = run.size * 2.0;
    let xs = || run.glyphs.iter().map(|glyph| glyph.x());
    let ys = || run.glyphs.iter().map(|glyph| glyph.y());
    let (left, right) = (xs().fold(Length::ZERO, Length::min), xs().fold(Length::ZERO, Length::max));
    let (top, bottom) = (ys().fold(Length::ZERO, Length::min), ys().fold(Length::ZERO, Length::max));
    Rect::new(
        run.origin.x + left - reach,
        run.origin.y + top - reach,
        right - left + reach * 2.0,
        bottom - top + reach * 2.0,
    )
}
