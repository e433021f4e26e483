//! Layers (optional content, ISO 32000-1, 8.11): which are there, which are seen, which hold processing steps.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{File, shown};

/// A layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layer {
    pub name: String,
    /// Seen and printed by default.
    pub on: bool,
    /// Group of a processing step (ISO 19593-1): `Structural`, `Varnish`…
    pub step: Option<String>,
}

/// All layers of a file by their object.
#[derive(Debug, Default)]
pub(crate) struct Layers(BTreeMap<ObjectId, Rc<Layer>>);

impl Layers {
    pub fn read(file: &File<'_>) -> Self {
        let Some(properties) = file.catalog().and_then(|catalog| file.dict(catalog, "OCProperties")) else {
            return Self::default();
        };
        let config = file.dict(properties, "D");
        let listed = |key: &str| -> Vec<ObjectId> {
            let list = config.and_then(|config| file.array(config, key)).unwrap_or_default();
            list.iter().filter_map(|entry| entry.as_reference().ok()).collect()
        };
        let base_off = config.and_then(|config| file.name(config, "BaseState")) == Some(b"OFF");
        let (on, off) = (listed("ON"), listed("OFF"));
        let groups = file.array(properties, "OCGs").unwrap_or_default();
        let layer = |object: &Object| {
            let id = object.as_reference().ok()?;
            let dict = file.doc.get_dictionary(id).ok()?;
            let step =
                file.dict(dict, "GTS_Metadata").and_then(|step| file.name(step, "GTS_ProcStepsGroup")).map(shown);
            let on = if base_off { on.contains(&id) } else { !off.contains(&id) };
            Some((id, Rc::new(Layer { name: file.text(dict, "Name").unwrap_or_default(), on, step })))
        };
        Self(groups.iter().filter_map(layer).collect())
    }

    /// The layer of an object that says `OC`: itself, or the first of a membership dictionary that is not seen.
    pub fn of(&self, file: &File<'_>, object: &Object) -> Option<Rc<Layer>> {
        let id = object.as_reference().ok();
        if let Some(layer) = id.and_then(|id| self.0.get(&id)) {
            return Some(layer.clone());
        }
        let dict: &Dictionary = file.follow(object)?.as_dict().ok()?;
        let members: Vec<&Object> = match dict.get(b"OCGs").ok()? {
            one @ Object::Reference(id) if self.0.contains_key(id) => vec![one],
            other => file.follow(other)?.as_array().ok()?.iter().collect(),
        };
        let layers: Vec<_> = members.iter().filter_map(|entry| self.0.get(&entry.as_reference().ok()?)).collect();
        // Seen when any of them is, unless the dictionary says otherwise (table 99).
        let pick = match file.name(dict, "P") {
            Some(b"AllOn") => layers.iter().find(|layer| !layer.on),
            _ => layers.iter().find(|layer| layer.on),
        };
        pick.or(layers.first()).map(|layer| Rc::clone(layer))
    }
}
