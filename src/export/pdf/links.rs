//! Link annotations: rectangles that lead somewhere, on pages that are read on a screen. Knows no streams.

use std::collections::BTreeMap;

use pdf_writer::types::{ActionType, AnnotationFlags, AnnotationType};
use pdf_writer::writers::Annotation;
use pdf_writer::{Obj, Ref, Str, TextStr};

use super::Options;
use super::draw::{Frame, media};
use super::file::File;
use super::page::points;
use super::places::Places;
use crate::geom::{Rect, Transform};
use crate::scene::{Document, Item, Link};

/// Writes the links of all pages; the annotations by the index of their page.
pub(super) fn write(
    document: &Document,
    options: &Options,
    pages: &[Ref],
    places: &Places,
    file: &mut File,
) -> BTreeMap<usize, Vec<Ref>> {
    let mut annotations = BTreeMap::new();
    if !options.links {
        return annotations;
    }
    for (index, (page, id)) in document.pages.iter().zip(pages).enumerate() {
        let mut found = Vec::new();
        find(document, &page.items, &Transform::IDENTITY, &mut found);
        let media = media(&page.boxes, options.bleed);
        let frame = Frame::page(&media);
        let written: Vec<Ref> = found
            .into_iter()
            .map(|(rect, link)| {
                let annotation = file.reserve();
                file.object(annotation, |object| write_link(object, (&frame, &rect), link, *id, places));
                annotation
            })
            .collect();
        if !written.is_empty() {
            annotations.insert(index, written);
        }
    }
    annotations
}

/// Links among `items` with their rectangles on the page, those of shared artwork included.
fn find<'a>(document: &'a Document, items: &'a [Item], to_page: &Transform, found: &mut Vec<(Rect, &'a Link)>) {
    for item in items {
        match item {
            Item::Group(group) => find(document, &group.items, &to_page.then_inside(&group.transform), found),
            Item::Use(used) => {
                if let Some(artwork) = document.artwork(used.artwork) {
                    find(document, &artwork.items, &to_page.then_inside(&used.transform), found);
                }
            }
            Item::Link(link) => found.push((to_page.apply_rect(&link.rect), link)),
            Item::Path(_) | Item::Glyphs(_) | Item::Image(_) => {}
        }
    }
}

fn write_link(object: Obj<'_>, (frame, rect): (&Frame, &Rect), link: &Link, page: Ref, places: &Places) {
    let mut annotation: Annotation<'_> = object.start();
    annotation.subtype(AnnotationType::Link).rect(points(frame, rect)).page(page);
    annotation.border(0.0, 0.0, 0.0, None).flags(AnnotationFlags::PRINT).contents(TextStr(&link.label));
    if let Some(spot) = places.of(&link.uri) {
        return spot.write(annotation.action().action_type(ActionType::GoTo).destination());
    }
    annotation.action().action_type(ActionType::Uri).uri(Str(ascii_uri(&link.uri).as_bytes()));
}

/// A URI in ASCII: other characters as percent-encoded UTF-8 (RFC 3987, 3.1).
fn ascii_uri(uri: &str) -> String {
    uri.bytes()
        .map(|byte| match byte {
            b'!'..=b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
