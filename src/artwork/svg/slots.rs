//! Slots: elements named `slot-…`, found in the XML, measured by usvg, and left out of what is painted.

use std::ops::Range;

use super::notes::Notes;
use super::{Import, guarded, names, plane};
use crate::artwork::Slot;
use crate::diag::Diagnostic;
use crate::geom::{Length, Point, Rect};
use crate::say;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A slot as it stands in the file.
pub(super) struct Found {
    name: String,
    pub(super) range: Range<usize>,
    /// Where its tag name ends.
    tag: Range<usize>,
    /// The value of its `id`.
    id: Option<Range<usize>>,
}

/// Every element that is a slot, in the order of the file. An element inside a slot of the same name is the shape of
/// that slot, not another one.
pub(super) fn find(document: &roxmltree::Document<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let Some(name) = slot_name(node).filter(|_| is_drawn(node)) else { continue };
        let range = node.range();
        let source = document.input_text();
        // An element that comes out of an entity has no place of its own in the text.
        let Some(tag) = tag_name(source, &range) else { continue };
        if found.iter().any(|outer| outer.name == name && outer.range.end >= range.end) {
            continue;
        }
        let id = node.attributes().find(|attribute| attribute.name() == "id" && attribute.namespace().is_none());
        found.push(Found { name, range, tag, id: id.map(|attribute| attribute.range_value()) });
    }
    found
}

/// True for an element that is painted, or would be if it were shown.
pub(super) fn is_drawn(node: roxmltree::Node<'_, '_>) -> bool {
    let is_store = |name| matches!(name, "defs" | "symbol" | "clipPath" | "mask" | "pattern" | "marker" | "metadata");
    matches!(node.tag_name().namespace(), None | Some(SVG))
        && node.parent_element().is_some()
        && !node.ancestors().any(|outer| is_store(outer.tag_name().name()))
}

/// The name that people gave an element, without `slot-`.
fn slot_name(node: roxmltree::Node<'_, '_>) -> Option<String> {
    names::given(node).find_map(|name| {
        let rest = name.strip_prefix("slot-").or_else(|| name.strip_prefix("slot_"))?;
        (!rest.is_empty()).then(|| rest.to_owned())
    })
}

/// Where the name of an element stands; none for one that comes out of an entity.
pub(super) fn tag_name(source: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let element = source.get(range.clone())?.strip_prefix('<')?;
    let length = element.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    Some(range.start + 1..range.start + 1 + length)
}

/// A piece of the text and what to put in its place.
pub(super) type Edit = (Range<usize>, String);

/// The edits that leave the slots out.
pub(super) fn removals(found: &[Found]) -> impl Iterator<Item = Edit> {
    outermost(found).map(|slot| (slot.range.clone(), String::new()))
}

fn outermost(found: &[Found]) -> impl Iterator<Item = &Found> {
    let mut end = 0;
    found.iter().filter(move |slot| {
        let outer = slot.range.start >= end;
        end = end.max(slot.range.end);
        outer
    })
}

/// Measures the slots in a drawing where everything is made visible and every slot has an `id` of its own.
pub(super) fn measure(
    found: &[Found],
    text: &str,
    mut options: usvg::Options<'_>,
    how: &Import<'_>,
    notes: &mut Notes,
) -> Vec<Slot> {
    if found.is_empty() {
        return Vec::new();
    }
    options.style_sheet = Some(SHOW_ALL.to_owned());
    let marked = edited(text, found.iter().enumerate().flat_map(|(index, slot)| marks(index, slot, text)).collect());
    // A drawing that cannot be read is told of when it is read to be painted.
    let tree = guarded(|| usvg::Tree::from_str(&marked, &options).ok());
    let Some(tree) = tree.flatten() else { return Vec::new() };
    let mut slots: Vec<Slot> = Vec::new();
    for (index, slot) in found.iter().enumerate() {
        let rect = tree.node_by_id(&mark(index)).map(|node| millimetres(node.abs_bounding_box()));
        let name = &slot.name;
        match rect {
            Some(_) if slots.iter().any(|known| known.name == *name) => {
                notes.add(format!("slot {name} twice"), Some(slot.range.clone()), twice(name));
            }
            Some(rect) if rect.width > Length::ZERO && rect.height > Length::ZERO => {
                slots.push(Slot { name: name.clone(), rect, place: how.place(slot.range.clone()) });
            }
            _ => notes.add(format!("slot {name} empty"), Some(slot.range.clone()), empty(name)),
        }
    }
    slots
}

/// A rectangle in millimetres to a ten-thousandth: usvg counts px in single precision.
fn millimetres(rect: usvg::Rect) -> Rect {
    let rounded = |length: Length| Length::mm((length.to_mm() * 1e4).round() / 1e4);
    let rect = plane::PX.apply_rect(&plane::rect(rect));
    let corner = Point::new(rounded(rect.x), rounded(rect.y));
    Rect::between(corner, Point::new(rounded(rect.right()), rounded(rect.bottom())))
}

const SHOW_ALL: &str = "* { display: inline !important; visibility: visible !important; clip-path: none !important; \
                        mask: none !important; filter: none !important }";

fn mark(index: usize) -> String {
    format!("massicot-slot-{index}")
}

/// Gives a slot its own `id`. A picture is measured by its frame, whatever becomes of its file: as a rectangle.
fn marks(index: usize, slot: &Found, text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if text.get(slot.tag.clone()) == Some("image") {
        edits.push((slot.tag.clone(), "rect".to_owned()));
        let closing = text.get(slot.range.clone()).and_then(|element| element.rfind("</image"));
        edits.extend(closing.map(|at| (slot.range.start + at + 2..slot.range.start + at + 7, "rect".to_owned())));
    }
    edits.push(match &slot.id {
        Some(id) => (id.clone(), mark(index)),
        None => (slot.tag.end..slot.tag.end, format!(" id=\"{}\"", mark(index))),
    });
    edits
}

/// The text with pieces replaced. Edits that overlap an earlier one are passed over.
pub(super) fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for (range, new) in edits.iter().filter(|(range, _)| range.start <= range.end) {
        if let Some(before) = text.get(done..range.start) {
            result.push_str(before);
            result.push_str(new);
            done = range.end;
        }
    }
    result.push_str(text.get(done..).unwrap_or(""));
    result
}

fn empty(name: &str) -> Diagnostic {
    Diagnostic::error(
        "drawing-slot-empty",
        say!("l’emplacement `slot-{name}` n’a pas de surface", "the slot `slot-{name}` has no area"),
    )
    .hint(say!(
        "lui donner un rectangle avec une largeur et une hauteur",
        "give it a rectangle with a width and a height"
    ))
}

fn twice(name: &str) -> Diagnostic {
    Diagnostic::error(
        "drawing-slot-twice",
        say!("deux éléments portent le nom `slot-{name}`", "two elements are named `slot-{name}`"),
    )
    .hint(say!("donner à chaque emplacement son nom", "give every slot a name of its own"))
}
