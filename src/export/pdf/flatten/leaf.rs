//! A page as a tree whose leaves are painted as a whole, numbered from back to front; parts of it taken out with the groups
//! around them. Knows no regions.

use std::sync::Arc;

use super::clear::{Clear, DEEPEST, is_plate};
use super::region::overlap;
use crate::geom::{Rect, Transform};
use crate::scene::{Document, Group, Item, Origin, Page, Role, bounds};

/// What is painted as a whole.
pub(super) struct Leaf {
    /// What it may paint of the page, as far as clips let it; none when it paints nothing.
    pub(super) room: Option<Rect>,
    /// It lets what lies below show.
    pub(super) clear: bool,
    /// It goes to a plate beside the picture.
    pub(super) plate: bool,
    /// It belongs to a QR code.
    pub(super) code: bool,
    /// From its coordinates to those of the page.
    pub(super) map: Transform,
    /// Where it comes from.
    pub(super) origin: Option<Arc<Origin>>,
}

/// The items of a page, shared artwork that is not opaque written out, and the leaves in their order.
pub(super) struct Tree {
    pub(super) items: Vec<Item>,
    pub(super) leaves: Vec<Leaf>,
}

/// What leaves inherit from the groups around them.
struct Around {
    map: Transform,
    clip: Option<Rect>,
    code: bool,
    origin: Option<Arc<Origin>>,
}

/// The items of a group that is only a place, a clip or a meaning: its leaves stand for themselves.
fn opened(item: &Item) -> Option<&Group> {
    match item {
        Item::Group(group) if !is_plate(group) && !group.is_isolated() => Some(group),
        _ => None,
    }
}

impl Tree {
    pub(super) fn new(document: &Document, clear: &Clear<'_>, page: &Page) -> Self {
        let items = expanded(document, clear, &page.items, 0);
        let mut leaves = Vec::new();
        let around = Around { map: Transform::IDENTITY, clip: None, code: false, origin: None };
        gather(document, clear, &items, &around, &mut leaves);
        Self { items, leaves }
    }

    /// The leaves that are wanted, by their number, inside the groups that they stand in.
    pub(super) fn select(&self, wanted: &dyn Fn(usize) -> bool) -> Vec<Item> {
        select(&self.items, &mut 0, wanted)
    }

    /// Visits every leaf with its number.
    pub(super) fn each(&self, visit: &mut dyn FnMut(usize, &Item)) {
        each(&self.items, &mut 0, visit);
    }
}

fn expanded(document: &Document, clear: &Clear<'_>, items: &[Item], depth: u8) -> Vec<Item> {
    let expand = |item: &Item| match item {
        Item::Use(used) if depth < DEEPEST && clear.item(item) => {
            let inside = document.artwork(used.artwork).map(|artwork| artwork.items.as_slice()).unwrap_or_default();
            let items = expanded(document, clear, inside, depth + 1);
            Item::Group(Box::new(Group { transform: used.transform, items, ..Group::default() }))
        }
        item => match opened(item) {
            Some(group) => {
                let items = expanded(document, clear, &group.items, depth);
                Item::Group(Box::new(Group { items, ..without_items(group) }))
            }
            None => item.clone(),
        },
    };
    items.iter().map(expand).collect()
}

/// A group that opens, without what is in it.
fn without_items(group: &Group) -> Group {
    Group {
        transform: group.transform,
        clip: group.clip.clone(),
        clip_even_odd: group.clip_even_odd,
        overprint: group.overprint,
        role: group.role.clone(),
        origin: group.origin.clone(),
        whole: group.whole.clone(),
        anchor: group.anchor.clone(),
        ..Group::default()
    }
}

fn gather(document: &Document, clear: &Clear<'_>, items: &[Item], around: &Around, leaves: &mut Vec<Leaf>) {
    for item in items {
        if let Some(group) = opened(item) {
            gather(document, clear, &group.items, &inside(group, around), leaves);
            continue;
        }
        let own = match item {
            Item::Group(group) => group.origin.clone(),
            _ => None,
        };
        let room = bounds(document, std::slice::from_ref(item)).map(|room| around.map.apply_rect(&room));
        let seen = match (room, around.clip) {
            (Some(room), Some(clip)) => overlap(&room, &clip),
            (room, _) => room,
        };
        leaves.push(Leaf {
            room: seen,
            clear: clear.item(item),
            plate: matches!(item, Item::Group(group) if is_plate(group)),
            code: around.code,
            map: around.map,
            origin: own.or_else(|| around.origin.clone()),
        });
    }
}

fn inside(group: &Group, around: &Around) -> Around {
    let map = around.map.then_inside(&group.transform);
    let own = group.clip.as_ref().map(|clip| clip.bounds().map(|clip| map.apply_rect(&clip)).unwrap_or_default());
    let clip = match (own, around.clip) {
        (Some(own), Some(outer)) => Some(overlap(&own, &outer).unwrap_or_default()),
        (own, outer) => own.or(outer),
    };
    let code = around.code || matches!(group.role, Some(Role::Qr { .. }));
    Around { map, clip, code, origin: group.origin.clone().or_else(|| around.origin.clone()) }
}

fn select(items: &[Item], order: &mut usize, wanted: &dyn Fn(usize) -> bool) -> Vec<Item> {
    let mut selected = Vec::new();
    for item in items {
        if let Some(group) = opened(item) {
            let items = select(&group.items, order, wanted);
            if !items.is_empty() {
                selected.push(Item::Group(Box::new(Group { items, ..without_items(group) })));
            }
            continue;
        }
        if wanted(*order) {
            selected.push(item.clone());
        }
        *order += 1;
    }
    selected
}

fn each(items: &[Item], order: &mut usize, visit: &mut dyn FnMut(usize, &Item)) {
    for item in items {
        match opened(item) {
            Some(group) => each(&group.items, order, visit),
            None => {
                visit(*order, item);
                *order += 1;
            }
        }
    }
}
