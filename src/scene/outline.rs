//! Places on pages that links lead to, and the headings among them: what bookmarks, running heads and tables of contents
//! are made of. Knows no file format.

use std::sync::Arc;

use super::{Anchor, Document, Group, Item, Page, bounds};
use crate::geom::{Length, Point, Transform};

/// A heading on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 1.
    pub level: u8,
    /// Its words.
    pub title: Arc<str>,
    /// The name of its place.
    pub place: Arc<str>,
    /// The number of its page, from 1.
    pub page: usize,
}

/// Every place of a page with its upper left corner, in the order of painting.
pub fn anchors<'p>(document: &'p Document, page: &'p Page) -> Vec<(&'p Arc<Anchor>, Point)> {
    let mut found = Vec::new();
    find(&page.items, &Transform::IDENTITY, Some(document), &mut |group, anchor, to_page| {
        let corner =
            bounds(document, &group.items).map_or(Point::new(Length::ZERO, Length::ZERO), |area| area.origin());
        found.push((anchor, to_page.apply(corner)));
    });
    found
}

/// The headings among items, in the order of painting: level, words and name of the place.
pub fn headings(items: &[Item]) -> Vec<(u8, Arc<str>, Arc<str>)> {
    let mut found = Vec::new();
    find(items, &Transform::IDENTITY, None, &mut |_, anchor, _| {
        found.extend(anchor.heading.clone().map(|(level, title)| (level, title, anchor.name.clone())));
    });
    found
}

type Visit<'i, 'v> = &'v mut dyn FnMut(&'i Group, &'i Arc<Anchor>, &Transform);

fn find<'i>(items: &'i [Item], to_page: &Transform, document: Option<&'i Document>, visit: Visit<'i, '_>) {
    for item in items {
        match item {
            Item::Group(group) => {
                let inside = to_page.then_inside(&group.transform);
                if let Some(anchor) = &group.anchor {
                    visit(group, anchor, &inside);
                }
                find(&group.items, &inside, document, visit);
            }
            Item::Use(used) => {
                if let Some(artwork) = document.and_then(|document| document.artwork(used.artwork)) {
                    find(&artwork.items, &to_page.then_inside(&used.transform), document, visit);
                }
            }
            Item::Path(_) | Item::Glyphs(_) | Item::Image(_) | Item::Link(_) => {}
        }
    }
}
