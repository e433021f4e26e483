//! Where boxes lie: absolute frames from their parents' corners, then the flows inside.

use std::collections::BTreeMap;

use super::instance::{Factors, Instance};
use super::pages::Stands;
use super::{below, copy, data, fitting};
use crate::element::{Bound, Context, Measure, Room, Tokens};
use crate::geom::{Insets, Length, PageBoxes, Rect};
use crate::template::{EdgesSpec, FrameSpec, Measures, Node, PageBox, RoleSpec};

/// The page that frames refer to.
pub(super) struct Ground<'a> {
    /// Trim, bleed and safe zone.
    pub boxes: &'a PageBoxes,
    /// Named lengths.
    pub tokens: &'a Tokens,
    /// The tab of the card.
    pub tab: Option<Rect>,
    /// Slots of the layout's drawing, by name, on the page.
    pub slots: &'a BTreeMap<String, Rect>,
    /// What elements are bound with.
    pub context: Context<'a>,
    /// The sizes that are the same all over the deck.
    pub factors: &'a Factors,
    /// Where boxes stand whose content goes on over pages.
    pub stands: &'a Stands,
}

/// Gives every box of a page its rectangle. What grows or hangs on what grows stays inside the safe zone.
pub(super) fn page(instances: &mut [Instance<'_>], nodes: &[Node], ground: &Ground<'_>) {
    let trim = ground.boxes.trim_rect();
    solve(instances, &Parent { nodes, rect: trim, limit: ground.boxes.safe_rect().bottom() }, ground);
}

/// What boxes lie in.
pub(super) struct Parent<'n> {
    /// The boxes of the layout at this level, shown or not.
    pub nodes: &'n [Node],
    /// Where frames are measured from.
    pub rect: Rect,
    /// How far down boxes may grow.
    pub limit: Length,
}

/// Gives every box with a frame of its own its rectangle.
fn solve(instances: &mut [Instance<'_>], parent: &Parent<'_>, ground: &Ground<'_>) {
    let mut order: Vec<_> = (0..instances.len()).filter(|index| !instances[*index].flowing).collect();
    order.sort_by_key(|index| below::depth(instances[*index].node, parent.nodes));
    for index in order {
        let top = below::edge(instances[index].node, instances, parent, ground);
        let instance = &mut instances[index];
        instance.rect = rect(instance.node, &parent.rect, top, ground).moved(instance.shift.0, instance.shift.1);
        grow(instance, parent, ground);
        if instance.node.spec.takes.is_some() {
            instance.beyond = instance.beyond.max(outside(&instance.rect, &parent.rect));
        }
        inside(instance, ground);
    }
}

/// The rectangle of a box before it grows, its frame measured from `top` rather than from the parent's upper edge.
pub(super) fn rect(node: &Node, parent: &Rect, top: Option<Length>, ground: &Ground<'_>) -> Rect {
    match &node.spec.at {
        None => node.spec.takes.map_or(*parent, |size| Rect::new(parent.x, parent.y, size.width, size.height)),
        Some(FrameSpec::Page(PageBox::Trim)) => ground.boxes.trim_rect(),
        Some(FrameSpec::Page(PageBox::Bleed)) => ground.boxes.bleed_rect(),
        Some(FrameSpec::Page(PageBox::Safe)) => ground.boxes.safe_rect(),
        Some(FrameSpec::Page(PageBox::Parent)) => *parent,
        Some(FrameSpec::Page(PageBox::Tab)) => ground.tab.unwrap_or(*parent),
        Some(FrameSpec::Slot(slot)) => ground.slots.get(&slot.slot).copied().unwrap_or(*parent),
        Some(FrameSpec::Edges(edges)) => edges_in(edges, &from(parent, top), ground.tokens),
    }
}

/// How far a box reaches out of its parent, on the side where it is farthest.
fn outside(rect: &Rect, parent: &Rect) -> Length {
    let sides = [parent.x - rect.x, parent.y - rect.y, rect.right() - parent.right(), rect.bottom() - parent.bottom()];
    let farthest = sides.into_iter().fold(Length::ZERO, Length::max);
    if farthest > TOLERANCE { farthest } else { Length::ZERO }
}

/// The part of a parent that lies below `top`.
fn from(parent: &Rect, top: Option<Length>) -> Rect {
    let Some(top) = top else { return *parent };
    Rect::new(parent.x, top, parent.width, (parent.bottom() - top).max(Length::ZERO))
}

/// Makes a box as high as its words where they may grow, and holds what has grown or moved against the room there is.
fn grow(instance: &mut Instance<'_>, parent: &Parent<'_>, ground: &Ground<'_>) {
    let grows = instance.grows();
    if grows && instance.node.is_as_high_as_its_words() {
        instance.rect.height = Length::ZERO;
    }
    let asked = instance.rect;
    if grows {
        let edge = insets(&instance.node.spec.padding.all, &asked, ground.tokens);
        let width = asked.inset(&edge).width;
        let words = instance.bound.as_ref().map(|bound| bound.measure(Some(width), None, Room::Max));
        let height = words.unwrap_or_default().height + edge.top + edge.bottom;
        instance.rect.height = asked.height.max(height);
    }
    let hangs = instance.node.hangs_on().is_some();
    if !(grows || hangs) || instance.node.spec.role == Some(RoleSpec::Artifact) {
        return;
    }
    // A frame that reaches farther by itself is meant to.
    let limit = if hangs { parent.limit } else { parent.limit.max(asked.bottom()) };
    if instance.rect.bottom() > limit + TOLERANCE {
        instance.beyond = instance.rect.bottom() - limit;
        instance.rect.height = (limit - instance.rect.y).max(Length::ZERO);
    }
}

/// Solves what is inside a box whose rectangle is known.
pub(super) fn inside(instance: &mut Instance<'_>, ground: &Ground<'_>) {
    if instance.node.data.is_some() {
        return data::fill(instance, ground);
    }
    let content = padded(instance, ground.tokens);
    if let Some(Bound::Text(text)) = &mut instance.bound {
        text.settle(&content, true);
    }
    if instance.node.flows() {
        return fitting::solve(instance, ground);
    }
    let parent = Parent { nodes: &instance.node.children, rect: content, limit: content.bottom() };
    solve(&mut instance.children, &parent, ground);
}

/// After a flow is solved: whatever lies in its boxes, then the absolute boxes in it.
///
/// A flow gives words their natural height even where the parent has no room for it. Such boxes are cut to the room
/// there is, so that their words are fitted into it, and a fault counts the lines and words too many. True when there
/// is room for all.
pub(super) fn settle(instance: &mut Instance<'_>, ground: &Ground<'_>) -> bool {
    let mut fits = true;
    let (rect, room) = (instance.rect, padded(instance, ground.tokens));
    copy::spare(instance, &room, ground.tokens);
    for child in instance.children.iter_mut().filter(|child| child.flowing) {
        let whole = child.rect;
        child.rect = within(&whole, &hung(child, &room, ground.tokens), child.node.spec.rtl);
        child.beyond = (whole.width - child.rect.width).max(whole.height - child.rect.height);
        let content = padded(child, ground.tokens);
        if let Some(Bound::Text(text)) = &mut child.bound {
            fits &= text.settle(&content, false);
        } else if child.node.flows() {
            fits &= settle(child, ground);
        } else {
            fits &= child.beyond <= Length::ZERO;
            inside(child, ground);
        }
    }
    let parent = Parent { nodes: &instance.node.children, rect, limit: room.bottom() };
    solve(&mut instance.children, &parent, ground);
    fits
}

/// The room of a box in a flow: a negative margin lets it hang over the edge of its parent by as much.
fn hung(child: &Instance<'_>, room: &Rect, tokens: &Tokens) -> Rect {
    let margin = insets(&child.node.spec.margin.all, room, tokens);
    let over = |side: Length| side.min(Length::ZERO);
    room.inset(&Insets {
        top: over(margin.top),
        right: over(margin.right),
        bottom: over(margin.bottom),
        left: over(margin.left),
    })
}

/// What reaches beyond its room unseen: rounding.
const TOLERANCE: Length = Length::mm(0.01);

/// `rect` without what reaches beyond the lower edge of `room` and the one where reading ends, give or take rounding.
fn within(rect: &Rect, room: &Rect, rtl: bool) -> Rect {
    let cut = |start: Length, size: Length, end: Length| {
        if start + size > end + TOLERANCE { (end - start).max(Length::ZERO) } else { size }
    };
    let height = cut(rect.y, rect.height, room.bottom());
    if rtl {
        let width = cut(-rect.right(), rect.width, -room.x);
        return Rect::new(rect.right() - width, rect.y, width, height);
    }
    Rect::new(rect.x, rect.y, cut(rect.x, rect.width, room.right()), height)
}

/// The room of a box inside its padding.
pub(super) fn padded(instance: &Instance<'_>, tokens: &Tokens) -> Rect {
    instance.rect.inset(&insets(&instance.node.spec.padding.all, &instance.rect, tokens))
}

pub(super) fn insets(measures: &Measures, rect: &Rect, tokens: &Tokens) -> Insets {
    if measures.0.is_empty() {
        return Insets::NONE;
    }
    // Percentages refer to the width on all four sides, as in CSS.
    let [top, right, bottom, left] =
        measures.four().map(|measure| measure.resolve(tokens, rect.width).unwrap_or_default());
    Insets { top, right, bottom, left }
}

fn edges_in(edges: &EdgesSpec, parent: &Rect, tokens: &Tokens) -> Rect {
    let axis = |near: &Option<Measure>, far: &Option<Measure>, size: &Option<Measure>, whole: Length| {
        let get = |measure: &Option<Measure>| {
            measure.as_ref().map(|measure| measure.resolve(tokens, whole).unwrap_or_default())
        };
        match (get(near), get(far), get(size)) {
            (Some(near), _, Some(size)) => (near, size),
            (None, Some(far), Some(size)) => (whole - far - size, size),
            (None, None, Some(size)) => (Length::ZERO, size),
            (near, far, None) => {
                let (near, far) = (near.unwrap_or_default(), far.unwrap_or_default());
                (near, (whole - near - far).max(Length::ZERO))
            }
        }
    };
    let (x, width) = axis(&edges.x, &edges.right, &edges.width, parent.width);
    let (y, height) = axis(&edges.y, &edges.bottom, &edges.height, parent.height);
    Rect::new(parent.x + x, parent.y + y, width, height)
}
