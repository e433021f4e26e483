//! Where boxes lie: absolute frames from their parents' corners, then the flows inside.

use std::collections::BTreeMap;

use super::flow;
use super::instance::Instance;
use crate::element::{Measure, Tokens};
use crate::geom::{Insets, Length, PageBoxes, Rect};
use crate::template::{EdgesSpec, FrameSpec, Measures, PageBox};

/// The page that frames refer to.
pub(super) struct Ground<'a> {
    /// Trim, bleed and safe zone.
    pub boxes: &'a PageBoxes,
    /// Named lengths.
    pub tokens: &'a Tokens,
    /// Slots of the layout's drawing, by name, on the page.
    pub slots: &'a BTreeMap<String, Rect>,
}

/// Gives every box its rectangle. `parent` is the rectangle they lie in.
pub(super) fn solve(instances: &mut [Instance<'_>], parent: &Rect, ground: &Ground<'_>) {
    for instance in instances {
        let rect = match &instance.node.spec.at {
            None => *parent,
            Some(FrameSpec::Page(PageBox::Trim)) => ground.boxes.trim_rect(),
            Some(FrameSpec::Page(PageBox::Bleed)) => ground.boxes.bleed_rect(),
            Some(FrameSpec::Page(PageBox::Safe)) => ground.boxes.safe_rect(),
            Some(FrameSpec::Page(PageBox::Parent)) => *parent,
            Some(FrameSpec::Slot(slot)) => ground.slots.get(&slot.slot).copied().unwrap_or(*parent),
            Some(FrameSpec::Edges(edges)) => edges_in(edges, parent, ground.tokens),
        };
        instance.rect = rect.moved(instance.shift.0, instance.shift.1);
        inside(instance, ground);
    }
}

/// Solves what is inside a box whose rectangle is known.
fn inside(instance: &mut Instance<'_>, ground: &Ground<'_>) {
    if instance.children.is_empty() {
        return;
    }
    if !instance.node.flows() {
        let content = padded(instance, ground.tokens);
        return solve(&mut instance.children, &content, ground);
    }
    if instance.children.iter().any(|child| child.node.spec.at.is_none()) {
        flow::solve(instance, ground.tokens);
    }
    settle(instance, ground);
}

/// After a flow is solved: the absolute boxes in it, and whatever lies in boxes that do not flow themselves.
///
/// A flow gives words their natural height even where the parent has no room for it. Such boxes are cut to the room
/// there is, so that their words are fitted into it, and a fault counts the lines and words too many.
fn settle(instance: &mut Instance<'_>, ground: &Ground<'_>) {
    let (rect, room) = (instance.rect, padded(instance, ground.tokens));
    for child in &mut instance.children {
        if child.node.spec.at.is_some() {
            solve(std::slice::from_mut(child), &rect, ground);
            continue;
        }
        let whole = child.rect;
        child.rect = within(&whole, &room);
        child.beyond = (whole.width - child.rect.width).max(whole.height - child.rect.height);
        if child.node.flows() {
            settle(child, ground);
        } else {
            inside(child, ground);
        }
    }
}

/// `rect` without what reaches beyond the right and lower edges of `room`, give or take rounding.
fn within(rect: &Rect, room: &Rect) -> Rect {
    let tolerance = Length::mm(0.01);
    let cut = |start: Length, size: Length, end: Length| {
        if start + size > end + tolerance { (end - start).max(Length::ZERO) } else { size }
    };
    Rect::new(rect.x, rect.y, cut(rect.x, rect.width, room.right()), cut(rect.y, rect.height, room.bottom()))
}

/// The room of a box inside its padding.
pub(super) fn padded(instance: &Instance<'_>, tokens: &Tokens) -> Rect {
    instance.rect.inset(&insets(&instance.node.spec.padding, &instance.rect, tokens))
}

fn insets(measures: &Measures, rect: &Rect, tokens: &Tokens) -> Insets {
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
                (near, whole - near - far)
            }
        }
    };
    let (x, width) = axis(&edges.x, &edges.right, &edges.width, parent.width);
    let (y, height) = axis(&edges.y, &edges.bottom, &edges.height, parent.height);
    Rect::new(parent.x + x, parent.y + y, width, height)
}
