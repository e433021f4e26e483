//! Plates in a drawing: elements that are named for a step of production (`plate-cut`, `CutContour`…), found in the XML and
//! kept apart from the picture. What a plate does to paper is no business of an import.

use std::collections::BTreeMap;
use std::ops::Range;

use roxmltree::{Document, Node};

use super::names::{self, Named};
use super::notes::Notes;
use super::slots::{Edit, is_drawn, tag_name};
use super::walk::Walk;
use super::{Import, plane, scan};
use crate::artwork::DrawnPlate;
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::geom::{Length, Transform};
use crate::say;
use crate::scene::{Item, Path, Plate, Stroke};

/// A plate as it stands in the file.
pub(super) struct Found {
    plate: Plate,
    /// What people called the element.
    name: String,
    range: Range<usize>,
    /// Its `id`: its own, or one that [`marks`] gives it.
    id: String,
    /// Where an `id` is put in where it has none.
    tag: Option<Range<usize>>,
    /// The first picture and the first text in it.
    picture: Option<Range<usize>>,
    text: Option<Range<usize>>,
}

/// Every element that is a plate, in the order of the file; what is in it belongs to it unless it is named for another
/// plate. Names that are nearly those of plates are told.
pub(super) fn find(document: &Document<'_>, skip: &[Range<usize>], how: &Import<'_>, notes: &mut Notes) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for node in document.descendants().filter(|node| node.is_element() && is_drawn(*node)) {
        let range = node.range();
        if skip.iter().any(|slot| slot.start <= range.start && range.end <= slot.end) {
            continue;
        }
        let named = names::given(node).find_map(|name| {
            let named = names::read(&name, is_layer(node), how.plates)?;
            Some((name, named))
        });
        let Some((name, named)) = named else { continue };
        let plate = match named {
            Named::Plate(plate) => plate,
            Named::Ordinary(plate) => {
                notes.add(format!("plate name {name}"), Some(range.clone()), ordinary(&name, plate));
                plate
            }
            Named::Near(near) => {
                notes.add(format!("plate near {name}"), Some(range), nearly(&name, near));
                continue;
            }
            Named::Unknown(near) => {
                notes.add(format!("plate unknown {name}"), Some(range), unknown(&name, near));
                continue;
            }
        };
        if node.ancestors().any(scan::is_hidden) {
            notes.add(format!("plate hidden {name}"), Some(range), hidden(&name));
            continue;
        }
        if found.iter().any(|outer| outer.plate == plate && outer.range.end >= range.end) {
            continue;
        }
        found.extend(one(node, plate, name, found.len()));
    }
    found
}

fn one(node: Node<'_, '_>, plate: Plate, name: String, index: usize) -> Option<Found> {
    let (range, source) = (node.range(), node.document().input_text());
    let first = |tag: &str| {
        let inside = node.descendants().find(|inner| inner.is_element() && inner.tag_name().name() == tag)?;
        Some(inside.range())
    };
    let (id, tag) = match node.attribute("id") {
        Some(id) => (id.to_owned(), None),
        // An element that comes out of an entity has no place of its own in the text.
        None => (format!("massicot-plate-{index}"), Some(tag_name(source, &range)?)),
    };
    Some(Found { plate, name, range, id, tag, picture: first("image"), text: first("text") })
}

/// A layer: a group right inside the drawing, as Illustrator writes its layers, or one that Inkscape says to be one.
fn is_layer(node: Node<'_, '_>) -> bool {
    let outermost = node.parent_element().is_some_and(|parent| parent.parent_element().is_none());
    node.tag_name().name() == "g" && (outermost || node.attribute((names::INKSCAPE, "groupmode")) == Some("layer"))
}

/// The edits that give each plate an `id` to be found by.
pub(super) fn marks(found: &[Found]) -> impl Iterator<Item = Edit> {
    found.iter().filter_map(|plate| {
        let tag = plate.tag.as_ref()?;
        Some((tag.end..tag.end, format!(" id=\"{}\"", plate.id)))
    })
}

/// What the walk gathers for the plates of a drawing.
#[derive(Default)]
pub(super) struct Gathered {
    by_id: BTreeMap<String, usize>,
    plates: Vec<Plate>,
    /// What stands on each, and what must not.
    items: Vec<Vec<Item>>,
    faults: Vec<Option<Fault>>,
}

/// What cannot stand on a plate.
#[derive(Clone, Copy)]
enum Fault {
    Picture,
    Letters,
    Mask,
}

impl Gathered {
    pub(super) fn new(found: &[Found]) -> Self {
        Self {
            by_id: found.iter().enumerate().map(|(index, plate)| (plate.id.clone(), index)).collect(),
            plates: found.iter().map(|plate| plate.plate).collect(),
            items: found.iter().map(|_| Vec::new()).collect(),
            faults: found.iter().map(|_| None).collect(),
        }
    }

    /// The plates with what stands on them; what is wrong with them is told.
    pub(super) fn finish(self, found: Vec<Found>, how: &Import<'_>, notes: &mut Notes) -> Vec<DrawnPlate> {
        let mut plates = Vec::new();
        for ((found, items), fault) in found.into_iter().zip(self.items).zip(self.faults) {
            let Found { plate, name, range, picture, text, .. } = found;
            if let Some(fault) = fault {
                let at = match fault {
                    Fault::Picture => picture,
                    Fault::Letters => text,
                    Fault::Mask => None,
                };
                notes.add(format!("plate fault {name}"), at.or(Some(range)), unfit(&name, plate, fault));
            } else if items.is_empty() {
                notes.add(format!("plate empty {name}"), Some(range), empty(&name));
            } else {
                plates.push(DrawnPlate { plate, items, place: how.place(range) });
            }
        }
        plates
    }
}

impl Walk<'_> {
    /// Takes a node that is a plate out of the picture; false when it is none.
    pub(super) fn takes_to_plate(&mut self, node: &usvg::Node, ts: &Transform) -> bool {
        if self.gathered.by_id.is_empty() {
            return false;
        }
        let Some(index) = self.gathered.by_id.get(node.id()).copied() else { return false };
        let Some(plate) = self.gathered.plates.get(index).copied() else { return false };
        let (mut items, mut fault) = (Vec::new(), None);
        if plate.is_line() {
            fault = self.lines(node, ts, &mut items);
        } else {
            self.painted_node(node, ts, &mut items);
            if let Some(bad) = misfit(&items) {
                fault = Some(bad);
            }
        }
        if let Some(all) = self.gathered.items.get_mut(index) {
            all.append(&mut items);
        }
        if let Some(known) = self.gathered.faults.get_mut(index) {
            *known = known.or(fault);
        }
        true
    }

    /// The outlines below a node, whatever they are painted with: a tool follows a line and asks for no colour.
    fn lines(&mut self, node: &usvg::Node, ts: &Transform, out: &mut Vec<Item>) -> Option<Fault> {
        match node {
            usvg::Node::Group(group) => {
                let inner = ts.then_inside(&plane::transform(group.transform()));
                let cut = group.clip_path().is_some() || group.mask().is_some() || !group.filters().is_empty();
                let mut fault = cut.then_some(Fault::Mask);
                for child in group.children() {
                    if !self.takes_to_plate(child, &inner) {
                        fault = fault.or(self.lines(child, &inner, out));
                    }
                }
                fault
            }
            usvg::Node::Path(path) => {
                if path.is_visible() || (path.fill().is_none() && path.stroke().is_none()) {
                    let stroke = Some(Stroke::solid(Color::BLACK, LINE));
                    let data = plane::outline(path.data(), ts).into();
                    out.push(Item::Path(Box::new(Path { data, fill: None, stroke })));
                }
                None
            }
            usvg::Node::Image(_) => Some(Fault::Picture),
            usvg::Node::Text(_) => Some(Fault::Letters),
        }
    }
}

/// How thick lines of a plate are drawn, whatever the drawing says.
const LINE: Length = Length::pt(0.25);

/// What no area of a plate can be made of.
fn misfit(items: &[Item]) -> Option<Fault> {
    items.iter().find_map(|item| match item {
        Item::Group(group) if group.mask.is_some() => Some(Fault::Mask),
        Item::Group(group) => misfit(&group.items),
        Item::Image(_) => Some(Fault::Picture),
        Item::Path(_) | Item::Glyphs(_) | Item::Use(_) | Item::Link(_) => None,
    })
}

fn unfit(name: &str, plate: Plate, fault: Fault) -> Diagnostic {
    match fault {
        Fault::Picture => Diagnostic::error(
            "plate-picture",
            say!("la plaque « {name} » contient une image", "the plate “{name}” holds a picture"),
        )
        .hint(say!(
            "vectorisez-la ; un filtre devient une image lui aussi",
            "trace it; a filter becomes a picture, too"
        )),
        Fault::Letters => Diagnostic::error(
            "plate-letters",
            say!("la plaque « {name} » contient du texte", "the plate “{name}” holds text"),
        )
        .hint(say!(
            "ne gardez là que les tracés que l’outil suit ; les notes vont sur un autre calque, masqué",
            "keep only the lines there that the tool follows; notes go onto another layer that is hidden"
        )),
        Fault::Mask if plate.is_line() => Diagnostic::error(
            "plate-mask",
            say!(
                "la plaque « {name} » est découpée par un masque : un outil suit la ligne entière",
                "the plate “{name}” is cut by a mask: a tool follows the whole line"
            ),
        )
        .hint(say!("coupez le tracé lui-même", "cut the path itself")),
        Fault::Mask => Diagnostic::error(
            "plate-mask",
            say!("la plaque « {name} » contient un masque", "the plate “{name}” holds a mask"),
        )
        .hint(say!(
            "une plaque est pleine ou vide : dessinez la surface voulue",
            "a plate is solid or bare: draw the area that is meant"
        )),
    }
}

fn empty(name: &str) -> Diagnostic {
    Diagnostic::error(
        "plate-empty",
        say!("la plaque « {name} » ne contient aucun tracé", "the plate “{name}” holds no outline"),
    )
    .hint(say!("dessinez-y un tracé, ou retirez-la", "draw an outline in it, or remove it"))
}

fn hidden(name: &str) -> Diagnostic {
    Diagnostic::warning(
        "plate-hidden",
        say!(
            "la plaque « {name} » est masquée : elle n’est pas prise",
            "the plate “{name}” is hidden: it is not taken"
        ),
    )
    .hint(say!("affichez le calque avant d’enregistrer, ou retirez-le", "show the layer before saving, or remove it"))
}

fn ordinary(name: &str, plate: Plate) -> Diagnostic {
    let key = plate.key();
    Diagnostic::warning(
        "plate-name",
        say!(
            "le calque « {name} » devient une plaque et quitte l’image",
            "the layer “{name}” becomes a plate and leaves the picture"
        ),
    )
    .hint(say!(
        "écrivez « plate-{key} » si c’est voulu, un autre nom si c’est du dessin",
        "write “plate-{key}” if that is meant, another name if it is artwork"
    ))
}

fn nearly(name: &str, near: &str) -> Diagnostic {
    Diagnostic::warning(
        "plate-name",
        say!(
            "« {name} » ressemble au nom de plaque « {near} », mais s’imprime avec l’image",
            "“{name}” looks like the plate’s name “{near}”, but is printed with the picture"
        ),
    )
    .hint(say!("écrivez « {near} » si c’est une plaque", "write “{near}” if it is a plate"))
}

fn unknown(name: &str, near: Option<&str>) -> Diagnostic {
    let fault =
        Diagnostic::error("unknown-plate", say!("« {name} » ne nomme aucune plaque", "“{name}” names no plate"));
    let all = names::KEYS.join(", plate-");
    match near {
        Some(near) => fault.hint(say!("vouliez-vous dire « plate-{near} » ?", "did you mean “plate-{near}”?")),
        None => fault.hint(say!("les plaques sont plate-{all}", "plates are plate-{all}")),
    }
}
