//! `optional-content`: layers are set up in a way that two readers may show differently.
//!
//! **What.** In PDF/X-4 every configuration of layers has a name of its own, BaseState is ON, there is no AS (what changes with use:
//! viewing, printing), and Order, where it is there, lists every layer.
//! **Why.** What is seen must be what is printed, in every program.
//! **Fix.** Export again as PDF/X-4, or merge the layers.
//! **Source.** ISO 15930-7, 6.11.

use lopdf::{Dictionary, Object, ObjectId};

use super::{Desk, Rule};
use crate::say;
use crate::verify::audit::file::File;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::whole("optional-content", look);

fn look(desk: &Desk<'_>, notes: &mut Notes) {
    let file = desk.file;
    let Some(properties) = file.catalog().and_then(|catalog| file.dict(catalog, "OCProperties")) else { return };
    if !desk.is_x4() {
        return;
    }
    let others = file.array(properties, "Configs").unwrap_or_default().iter().filter_map(|entry| file.follow(entry)?.as_dict().ok());
    let configs: Vec<&Dictionary> = file.dict(properties, "D").into_iter().chain(others).collect();
    let groups: Vec<ObjectId> =
        file.array(properties, "OCGs").unwrap_or_default().iter().filter_map(|entry| entry.as_reference().ok()).collect();
    let mut names = Vec::new();
    let mut tell = |message: crate::diag::Say| {
        notes.take(Note::error(message, say!("exportez de nouveau en PDF/X-4, ou fusionnez les calques", "export again as PDF/X-4, or merge the layers")));
    };
    for config in configs {
        match file.text(config, "Name").filter(|name| !name.is_empty()) {
            None => tell(say!("une configuration de calques n’a pas de nom", "a configuration of layers has no name")),
            Some(name) if names.contains(&name) => tell(say!("deux configurations de calques s’appellent « {name} »", "two configurations of layers are called “{name}”")),
            Some(name) => names.push(name),
        }
        if file.get(config, "AS").is_some() {
            tell(say!("les calques changent avec l’usage (AS)", "layers change with the use of the file (AS)"));
        }
        if file.name(config, "BaseState").is_some_and(|state| state != b"ON") {
            tell(say!("les calques ne sont pas montrés au départ (BaseState)", "layers are not shown to begin with (BaseState)"));
        }
        let mut listed = Vec::new();
        if let Some(order) = file.array(config, "Order") {
            collect(file, order, &mut listed, 0);
            let missing = groups.iter().filter(|id| !listed.contains(id)).count();
            if missing > 0 {
                tell(say!("Order omet {missing} calque(s)", "Order leaves out {missing} layer(s)"));
            }
        }
    }
}

fn collect(file: &File<'_>, list: &[Object], into: &mut Vec<ObjectId>, depth: usize) {
    if depth > 16 {
        return;
    }
    for entry in list {
        into.extend(entry.as_reference());
        if let Some(Object::Array(inner)) = file.follow(entry) {
            collect(file, inner, into, depth + 1);
        }
    }
}
