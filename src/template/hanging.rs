//! Boxes that hang on others (`below`): the other one must be there, at the same level, and must not hang on it in turn.

use super::Node;
use crate::diag::{Diagnostic, Diagnostics};
use crate::say;
use crate::source::Place;
use crate::yaml;

/// Checks one level and those below it.
pub(super) fn check(nodes: &[Node], diagnostics: &mut Diagnostics) {
    for node in nodes {
        if let Some(name) = node.hangs_on() {
            let place = node.place.key("at").key("below");
            if find(name, nodes).is_none() {
                diagnostics.push(unknown(name, nodes, place));
            } else if circles(node, nodes) {
                diagnostics.push(circle(node, place));
            }
        }
        check(&node.children, diagnostics);
        for part in node.data.iter().flat_map(|data| data.parts()) {
            check(std::slice::from_ref(part.node), diagnostics);
        }
    }
}

fn find<'n>(name: &str, nodes: &'n [Node]) -> Option<&'n Node> {
    nodes.iter().find(|node| node.spec.id.as_deref() == Some(name))
}

fn circles(node: &Node, nodes: &[Node]) -> bool {
    let mut next = node.hangs_on();
    for _ in 0..nodes.len() {
        let Some(other) = next.and_then(|name| find(name, nodes)) else { return false };
        if other.place == node.place {
            return true;
        }
        next = other.hangs_on();
    }
    // A circle further up is told there.
    false
}

fn unknown(name: &str, nodes: &[Node], place: Place) -> Diagnostic {
    let known = nodes.iter().filter_map(|node| node.spec.id.as_deref());
    let fault = say!(
        "aucun cadre « {name} » au même niveau, sous lequel se placer",
        "there is no box “{name}” at the same level to stand below"
    );
    let fault = Diagnostic::error("unknown-box", fault).at(place);
    match yaml::suggest(name, known.clone()) {
        Some(near) => fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
        None => {
            let known = yaml::key_list(known);
            fault.hint(say!("cadres de ce niveau : {known}", "boxes of this level: {known}"))
        }
    }
}

fn circle(node: &Node, place: Place) -> Diagnostic {
    let name = &node.name;
    Diagnostic::error(
        "box-circle",
        say!("le cadre « {name} » finit par se placer sous lui-même", "the box “{name}” ends up standing below itself"),
    )
    .at(place)
    .hint(say!("retirez l’un des `below` de la boucle", "take one `below` out of the circle"))
}
