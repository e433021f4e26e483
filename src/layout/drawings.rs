//! The pictures and drawings that cards ask for, found before anything is laid out, so that each is read once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::instance::holds;
use super::names::Names;
use crate::element::{Drawn, Element, IconSpec, Stock, Theme};
use crate::scene::Origin;
use crate::template::{Node, Source};

/// What is asked for, with the first box and card that ask.
pub type Asked = BTreeMap<Drawn, Arc<Origin>>;

/// Files of texts that are asked for, with the first box and card that ask.
pub type AskedTexts = BTreeMap<String, Arc<Origin>>;

/// Which elements ask.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Askers {
    /// All.
    All,
    /// Words, for the drawings among their letters.
    Words,
}

/// Adds what one card asks for through the boxes of a template.
pub(super) fn ask<'t>(
    nodes: &'t [Node],
    names: &Names<'t>,
    (theme, stock): (&Theme, &Stock),
    askers: Askers,
    asked: &mut Asked,
) {
    for node in nodes {
        match &node.spec.repeat {
            None => one(node, names, (theme, stock), askers, asked),
            Some(repeat) => {
                for (index, entry) in names.entries(&repeat.over).into_iter().enumerate() {
                    one(node, &names.with(&repeat.name, entry, index), (theme, stock), askers, asked);
                }
            }
        }
    }
}

fn one<'t>(node: &'t Node, names: &Names<'t>, (theme, stock): (&Theme, &Stock), askers: Askers, asked: &mut Asked) {
    if !node.when.as_ref().is_none_or(|condition| holds(condition, names)) {
        return;
    }
    let element = node.element.as_ref();
    let drawn: Vec<Drawn> = match element
        .filter(|element| askers == Askers::All || matches!(element, Element::Text(_) | Element::Flow(_)))
    {
        Some(Element::Image(image)) => image.value.fill(names).map(|name| (name, None)).into_iter().collect(),
        Some(Element::Icon(icon)) => {
            let color = icon.color(theme, names);
            icon.value.fill(names).map(|name| (IconSpec::file(&name), color)).into_iter().collect()
        }
        Some(Element::Face(face)) => face.drawn(names).into_iter().collect(),
        Some(Element::Text(text)) => text.drawings(theme, names),
        Some(Element::Flow(flow)) => flow.drawings(theme, names, stock),
        Some(Element::Qr(_) | Element::Shape(_) | Element::Lines(_)) | None => Vec::new(),
    };
    for drawn in drawn {
        asked.entry(drawn).or_insert_with(|| Arc::new(names.origin(node)));
    }
    for part in node.data.iter().flat_map(|data| data.parts()) {
        each(&part.sources, part.node, names, &mut |node, names| {
            ask(std::slice::from_ref(node), names, (theme, stock), askers, asked);
        });
    }
    ask(&node.children, names, (theme, stock), askers, asked);
}

/// Adds the files of texts that one card asks for.
pub(super) fn ask_texts<'t>(nodes: &'t [Node], names: &Names<'t>, asked: &mut AskedTexts) {
    for node in nodes {
        let entries = node.spec.repeat.as_ref().map(|repeat| (repeat, names.entries(&repeat.over)));
        match entries {
            None => text_of(node, names, asked),
            Some((repeat, entries)) => {
                for (index, entry) in entries.into_iter().enumerate() {
                    text_of(node, &names.with(&repeat.name, entry, index), asked);
                }
            }
        }
    }
}

fn text_of<'t>(node: &'t Node, names: &Names<'t>, asked: &mut AskedTexts) {
    if !node.when.as_ref().is_none_or(|condition| holds(condition, names)) {
        return;
    }
    if let Some(Element::Flow(flow)) = &node.element
        && let Some(file) = flow.file(names)
    {
        asked.entry(file).or_insert_with(|| Arc::new(names.origin(node)));
    }
    for part in node.data.iter().flat_map(|data| data.parts()) {
        each(&part.sources, part.node, names, &mut |node, names| text_of(node, names, asked));
    }
    ask_texts(&node.children, names, asked);
}

/// A box of one that shows lists, with every entry of every list that it is bound with.
fn each<'t>(sources: &[&'t Source], node: &'t Node, names: &Names<'t>, visit: &mut dyn FnMut(&'t Node, &Names<'t>)) {
    let Some((source, rest)) = sources.split_first() else { return visit(node, names) };
    for (index, entry) in names.entries(&source.over).into_iter().enumerate() {
        let inside = names.with(&source.name, entry, index);
        if source.filter.iter().all(|condition| holds(condition, &inside)) {
            each(rest, node, &inside, visit);
        }
    }
}
