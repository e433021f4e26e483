//! Decoration that many cards have in common is laid out once and placed many times: a background on
//! five thousand cards stands once in the file.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::names::Names;
use crate::element::{Element, Expr};
use crate::scene::ArtworkId;
use crate::template::{FrameSpec, Node, PageBox, Template};

/// Neighbouring outer boxes of a template, from back to front, that are shared or bound together.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Which outer boxes.
    pub nodes: Range<usize>,
    /// The names they depend on when they are pure decoration; none when they hold words, codes or figures.
    pub names: Option<BTreeSet<Arc<str>>>,
}

/// The artworks of a template's shared runs, by run and by the values of the names they depend on.
pub(super) type Shared = HashMap<(usize, String), ArtworkId>;

/// Splits the outer boxes of a template into runs that depend on the same names.
pub(super) fn runs(template: &Template) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let hanging = hanging(template);
    for (index, node) in template.nodes.iter().enumerate() {
        let names = if hanging.contains(&index) { None } else { decoration(node, template) };
        match runs.last_mut() {
            Some(run) if run.names == names => run.nodes.end = index + 1,
            _ => runs.push(Run { nodes: index..index + 1, names }),
        }
    }
    runs
}

/// The outer boxes from the first to the last of those that hang on one another: they are laid out together.
fn hanging(template: &Template) -> Range<usize> {
    let holds = |node: &Node, other: &Node| other.hangs_on().is_some_and(|name| node.spec.id.as_deref() == Some(name));
    let nodes = &template.nodes;
    let bound = |node: &Node| node.hangs_on().is_some() || nodes.iter().any(|other| holds(node, other));
    let first = nodes.iter().position(bound).unwrap_or_default();
    let last = nodes.iter().rposition(bound).map_or(0, |last| last + 1);
    first..last
}

/// The names that a box and all in it depend on; none when a reader would miss it.
fn decoration(node: &Node, template: &Template) -> Option<BTreeSet<Arc<str>>> {
    let mut names = BTreeSet::new();
    collect(node, &mut names, &mut Vec::new())?;
    let paints = template.theme.color_names().cloned();
    if node_paints(node) {
        names.extend(paints);
    }
    Some(names)
}

fn node_paints(node: &Node) -> bool {
    node.spec.fill.is_some()
        || node.spec.stroke.is_some()
        || matches!(node.element, Some(Element::Icon(_)))
        || node.inside().any(node_paints)
}

fn collect(node: &Node, names: &mut BTreeSet<Arc<str>>, local: &mut Vec<String>) -> Option<()> {
    let bare = match &node.element {
        None | Some(Element::Shape(_) | Element::Lines(_)) => true,
        Some(Element::Icon(icon)) => icon.alt.is_none(),
        Some(Element::Image(image)) => image.alt.is_none(),
        Some(Element::Text(_) | Element::Qr(_) | Element::Flow(_) | Element::Face(_)) => false,
    };
    // Tabs stand elsewhere on each card.
    let tab = node.spec.at == Some(FrameSpec::Page(PageBox::Tab));
    if !bare
        || node.data.is_some()
        || tab
        || node.spec.role.is_some_and(|role| role != crate::template::RoleSpec::Artifact)
    {
        return None;
    }
    if let Some(repeat) = &node.spec.repeat {
        names.insert(Arc::from(repeat.over.as_str()));
        local.push(repeat.name.clone());
    }
    let asked = node
        .expressions()
        .into_iter()
        .flat_map(Expr::names)
        .chain(node.when.iter().map(crate::template::Condition::field));
    for name in asked {
        let head = name.split('.').next().unwrap_or_default();
        // Pages of one card differ in it.
        if head == "page" && !local.iter().any(|local| local == "page") {
            return None;
        }
        if !local.iter().any(|local| local == head) {
            names.insert(name.clone());
        }
    }
    for child in &node.children {
        collect(child, names, local)?;
    }
    if node.spec.repeat.is_some() {
        local.pop();
    }
    Some(())
}

/// The values of the names that a run depends on, as one text.
pub(super) fn key(names: &BTreeSet<Arc<str>>, card: &Names<'_>) -> String {
    let mut key = String::new();
    for name in names {
        key.push_str(&card.fingerprint(name));
        key.push('\u{1f}');
    }
    key
}
