//! Boxes that hang on another one of their level: `at: { below: intro, y: 3mm }` is measured from its lower edge.

use super::frame::{Ground, Parent, rect};
use super::instance::Instance;
use crate::geom::Length;
use crate::template::Node;

/// How many boxes one after the other `node` hangs on.
pub(super) fn depth(node: &Node, nodes: &[Node]) -> usize {
    let mut depth = 0;
    let mut next = node.hangs_on();
    // The reading of layouts refuses circles; the bound only keeps this from trusting it.
    while let Some(name) = next.filter(|_| depth < nodes.len()) {
        depth += 1;
        next = named(name, nodes).and_then(Node::hangs_on);
    }
    depth
}

/// The edge that the frame of `node` is measured from, where it hangs on another box: the lowest one of that name. One
/// that the card does not show counts as a box without height.
pub(super) fn edge(
    node: &Node,
    instances: &[Instance<'_>],
    parent: &Parent<'_>,
    ground: &Ground<'_>,
) -> Option<Length> {
    edge_at(node, instances, parent, ground, parent.nodes.len())
}

fn edge_at(
    node: &Node,
    instances: &[Instance<'_>],
    parent: &Parent<'_>,
    ground: &Ground<'_>,
    fuel: usize,
) -> Option<Length> {
    let name = node.hangs_on()?;
    let shown = instances.iter().filter(|other| other.node.spec.id.as_deref() == Some(name));
    if let Some(bottom) = shown.map(|other| other.rect.bottom()).reduce(Length::max) {
        return Some(bottom);
    }
    let hidden = named(name, parent.nodes)?;
    let above = if fuel > 0 { edge_at(hidden, instances, parent, ground, fuel - 1) } else { None };
    Some(rect(hidden, &parent.rect, above, ground).y)
}

fn named<'n>(name: &str, nodes: &'n [Node]) -> Option<&'n Node> {
    nodes.iter().find(|node| node.spec.id.as_deref() == Some(name))
}
