//! Places that links inside a file lead to, and the bookmarks that its headings make. Knows no streams.

use std::collections::BTreeMap;
use std::sync::Arc;

use pdf_writer::writers::{Destination, Outline, OutlineItem};
use pdf_writer::{Ref, TextStr};

use super::Options;
use super::draw::{Frame, media};
use super::file::File;
use super::number::rounded;
use crate::geom::Point;
use crate::scene::{self, Document};

/// A place of the file: its page, and how far from the left and the bottom, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    page: Ref,
    x: f32,
    y: f32,
}

/// A heading with its place, level from 1.
struct Entry {
    level: u8,
    title: Arc<str>,
    spot: Spot,
}

/// The places of a document by name, and its headings in order.
#[derive(Default)]
pub(super) struct Places {
    spots: BTreeMap<Arc<str>, Spot>,
    headings: Vec<Entry>,
}

impl Places {
    /// Finds them. A name that stands twice, on sheets with several copies, is its first place.
    pub fn find(document: &Document, options: &Options, pages: &[Ref]) -> Self {
        let mut places = Self::default();
        for (page, id) in document.pages.iter().zip(pages) {
            let frame = Frame::page(&media(&page.boxes, options.bleed));
            for (anchor, corner) in scene::anchors(document, page) {
                let (x, y) = frame.place(Point::new(corner.x, corner.y));
                let spot = Spot { page: *id, x: rounded(x, 2), y: rounded(y, 2) };
                if places.spots.contains_key(&anchor.name) {
                    continue;
                }
                places.spots.insert(anchor.name.clone(), spot);
                let heading = anchor.heading.clone().map(|(level, title)| Entry { level, title, spot });
                places.headings.extend(heading);
            }
        }
        places
    }

    /// The place that an address inside the file names: `#name`.
    pub fn of(&self, uri: &str) -> Option<Spot> {
        self.spots.get(uri.strip_prefix('#')?).copied()
    }

    /// Writes the bookmarks; none where there are no headings.
    pub fn write_bookmarks(&self, file: &mut File) -> Option<Ref> {
        if self.headings.is_empty() {
            return None;
        }
        let root = file.reserve();
        let ids: Vec<Ref> = self.headings.iter().map(|_| file.reserve()).collect();
        let kin = self.kin();
        for (index, (entry, id)) in self.headings.iter().zip(&ids).enumerate() {
            let of = |relative: Option<usize>| relative.and_then(|index| ids.get(index)).copied();
            let Some(family) = kin.get(index) else { continue };
            file.object(*id, |object| {
                let mut item: OutlineItem<'_> = object.start();
                item.title(TextStr(&entry.title)).parent(of(family.parent).unwrap_or(root));
                of(family.before).map(|id| item.prev(id));
                of(family.after).map(|id| item.next(id));
                if let (Some(first), Some(last)) = (of(family.first), of(family.last)) {
                    // Closed: it shows its own title and none below.
                    item.first(first).last(last).count(-family.children);
                }
                entry.spot.write(item.dest());
            });
        }
        let tops: Vec<usize> =
            (0..kin.len()).filter(|index| kin.get(*index).is_some_and(|one| one.parent.is_none())).collect();
        let end = |index: Option<&usize>| index.and_then(|index| ids.get(*index)).copied();
        if let (Some(first), Some(last)) = (end(tops.first()), end(tops.last())) {
            file.object(root, |object| {
                object
                    .start::<Outline<'_>>()
                    .first(first)
                    .last(last)
                    .count(i32::try_from(tops.len()).unwrap_or(i32::MAX));
            });
        }
        Some(root)
    }

    /// Who stands above, beside and below whom.
    fn kin(&self) -> Vec<Kin> {
        let mut kin: Vec<Kin> = Vec::with_capacity(self.headings.len());
        let mut open: Vec<usize> = Vec::new();
        let mut last_top = None;
        for (index, entry) in self.headings.iter().enumerate() {
            while open
                .last()
                .is_some_and(|above| self.headings.get(*above).is_none_or(|above| above.level >= entry.level))
            {
                open.pop();
            }
            let parent = open.last().copied();
            let before = match parent.and_then(|parent| kin.get_mut(parent)) {
                Some(parent) => {
                    parent.first.get_or_insert(index);
                    parent.children += 1;
                    parent.last.replace(index)
                }
                None => last_top.replace(index),
            };
            if let Some(before) = before.and_then(|before| kin.get_mut(before)) {
                before.after = Some(index);
            }
            kin.push(Kin { parent, before, ..Kin::default() });
            open.push(index);
        }
        kin
    }
}

#[derive(Default)]
struct Kin {
    parent: Option<usize>,
    before: Option<usize>,
    after: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    children: i32,
}

impl Spot {
    /// The place as a destination, at whatever size the reader shows.
    pub fn write(self, destination: Destination<'_>) {
        destination.page(self.page).xyz(self.x, self.y, None);
    }
}
