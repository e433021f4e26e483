//! From the files of a kit to its collections: tools from a folder of their own, the rest from files of the kit's folder.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::file::{CollectionFile, CriteriaFile, NeedsFile, ResourcesFile, ToolFile, ToolsFile};
use super::from::natural;
use super::{CRITERIA, Collection, NEEDS, RESOURCES, Record, TOOLS};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::kit_check::wrong_id;
use crate::model::{CardField, Field, Vocabulary, is_id};
use crate::say;
use crate::source::{FileId, Place, Sources};
use crate::world::World;
use crate::yaml;

/// Folders that tools are looked for in where kit.yaml names none.
const FOLDERS: [&str; 2] = ["outils", "tools"];

/// The vocabularies whose words stand under keys that every tool has.
const TYPED: [&str; 4] = ["family", "audience", "level", "status"];

/// The records read so far, and what they are read with.
pub(in crate::model) struct Shelf<'s> {
    pub(in crate::model) tools: &'s ToolsFile,
    pub(in crate::model) vocabularies: &'s [Vocabulary],
    collections: Vec<Collection>,
    /// Where each record was first, by collection and id in small letters.
    known: BTreeMap<(Arc<str>, String), Place>,
}

/// Every collection of a kit: those of `files`, each a file with its kind, and the tools of their folder.
pub(in crate::model) fn read(
    world: &dyn World,
    folder: &Path,
    files: Vec<(&'static str, FileId, Value)>,
    mut shelf: Shelf<'_>,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Vec<Collection> {
    for (file, value) in tool_files(world, folder, shelf.tools, sources, diags) {
        shelf.tool(file, value, diags);
    }
    for (kind, file, value) in files {
        match kind {
            "tool" => shelf.tool(file, value, diags),
            "resources" => shelf.listed::<ResourcesFile>(file, &value, RESOURCES, RESOURCES, diags),
            "needs" => shelf.listed::<NeedsFile>(file, &value, NEEDS, NEEDS, diags),
            "criteria" => shelf.listed::<CriteriaFile>(file, &value, CRITERIA, CRITERIA, diags),
            _ => shelf.own(file, &value, diags),
        }
    }
    let mut collections = shelf.collections;
    for tools in collections.iter_mut().filter(|collection| *collection.name == *TOOLS) {
        tools.records.sort_by_cached_key(|record| natural(&record.id));
    }
    collections
}

/// The YAML files of the folder of the tools, by name.
fn tool_files(
    world: &dyn World,
    folder: &Path,
    tools: &ToolsFile,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Vec<(FileId, Value)> {
    let named = tools.folder.as_ref().map(|name| &*name.0);
    let tried = named.as_ref().map_or(&FOLDERS[..], std::slice::from_ref);
    tried.iter().flat_map(|name| yaml::read_folder(world, &folder.join(name), sources, diags)).collect()
}

impl<'s> Shelf<'s> {
    pub(in crate::model) const fn new(tools: &'s ToolsFile, vocabularies: &'s [Vocabulary]) -> Self {
        Self { tools, vocabularies, collections: Vec::new(), known: BTreeMap::new() }
    }

    /// A file of one tool.
    fn tool(&mut self, file: FileId, mut value: Value, diags: &mut Diagnostics) {
        let root = Place::value(file, []);
        let Some(map) = value.as_mapping() else {
            diags.push(yaml::wrong_type(
                &value,
                &say!("une fiche d’outil, avec ses clés", "a tool record, with its keys"),
                &root,
            ));
            return;
        };
        let fields = fields(map, "tool");
        if let Some(map) = value.as_mapping_mut() {
            self.tools.fields.iter().for_each(|key| drop(map.shift_remove(&*key.0)));
            let words = self.vocabularies.iter().filter(|words| !TYPED.contains(&&*words.field));
            words.for_each(|words| drop(map.shift_remove(&*words.field)));
        }
        let Some(typed) = yaml::salvage::<ToolFile>(&value, &root, diags) else { return };
        for (key, given) in [("tool", typed.tool.is_some()), ("title", typed.title.is_some())] {
            if !given && value.get(key).is_none_or(Value::is_null) {
                diags.push(missing(key, root.clone()));
            }
        }
        let Some(id) = typed.tool else { return };
        let mut record = Record { id: id.0, fields, place: root };
        self.span(&mut record);
        self.add(TOOLS.into(), record, "tool", diags);
    }

    /// Gives a record that spans sequences the list of these.
    fn span(&self, record: &mut Record) {
        let Some(words) = self.vocabularies.iter().find(|words| *words.field == *"sequence") else { return };
        let at = |key| {
            let word = record.get("sequences")?.get(key)?.text()?;
            words.ids().position(|id| id == word)
        };
        let (Some(from), Some(to)) = (at("from"), at("to")) else { return };
        if from > to || record.get("sequence").is_some() {
            return;
        }
        let within = words.entries[from..=to].iter().map(|entry| Field::Text(entry.id.clone())).collect();
        record.fields.push(field("sequence".into(), Field::List(within)));
    }

    /// A file that lists records under `key`.
    fn listed<T: DeserializeOwned>(
        &mut self,
        file: FileId,
        value: &Value,
        key: &str,
        collection: &str,
        diags: &mut Diagnostics,
    ) {
        let root = Place::value(file, []);
        // Read to find what is wrong: the records keep what stands in the file.
        let _: Option<T> = yaml::salvage(value, &root, diags);
        let items = value.get(key).and_then(Value::as_sequence).map(Vec::as_slice).unwrap_or_default();
        let collection: Arc<str> = collection.into();
        self.collection(&collection);
        for (index, item) in items.iter().enumerate() {
            let place = root.key(key).index(index);
            let (Some(map), Some(id)) = (item.as_mapping(), item.get("id").and_then(yaml::text)) else { continue };
            let record = Record { id: id.into(), fields: fields(map, "id"), place };
            self.add(collection.clone(), record, "id", diags);
        }
    }

    /// A file of a collection that the kit names itself.
    fn own(&mut self, file: FileId, value: &Value, diags: &mut Diagnostics) {
        let root = Place::value(file, []);
        let Some(name) = value.get("collection").and_then(yaml::text) else {
            diags.push(missing("collection", root));
            return;
        };
        if !is_id(&name) {
            diags.push(wrong_id(&name, root.key("collection")));
        }
        if name == TOOLS {
            let message = say!("les outils ont chacun leur fichier", "each tool has a file of its own");
            let hint =
                say!("un fichier d’outil commence par « tool: A07 »", "the file of a tool starts with “tool: A07”");
            diags.push(Diagnostic::error("unknown-kind", message).at(root.key("collection")).hint(hint));
            return;
        }
        let items = value.get("records").and_then(Value::as_sequence).map(Vec::as_slice).unwrap_or_default();
        for (index, _) in items.iter().enumerate().filter(|(_, item)| item.get("id").and_then(yaml::text).is_none()) {
            diags.push(missing("id", root.key("records").index(index)));
        }
        self.listed::<CollectionFile>(file, value, "records", &name, diags);
    }

    fn collection(&mut self, name: &Arc<str>) -> &mut Collection {
        let at = self.collections.iter().position(|known| known.name == *name).unwrap_or_else(|| {
            self.collections.push(Collection { name: name.clone(), records: Vec::new() });
            self.collections.len() - 1
        });
        &mut self.collections[at]
    }

    fn add(&mut self, name: Arc<str>, record: Record, key: &str, diags: &mut Diagnostics) {
        let id = &record.id;
        if !is_id(id) {
            diags.push(wrong_id(id, record.place.key(key)));
        }
        match self.known.insert((name.clone(), id.to_lowercase()), record.place.key(key)) {
            None => self.collection(&name).records.push(record),
            Some(first) => {
                let message = say!("« {id} » est défini deux fois", "“{id}” is defined twice");
                let diagnostic = Diagnostic::error("duplicate-id", message)
                    .at(record.place.key(key))
                    .at_with(first, say!("d’abord ici", "first here"))
                    .hint(say!("donnez à chaque fiche un identifiant à elle", "give each record an id of its own"));
                diags.push(diagnostic);
            }
        }
    }
}

/// What a record says besides its id.
fn fields(map: &serde_yaml::Mapping, id: &str) -> Vec<CardField> {
    let keyed = map.iter().filter_map(|(key, value)| Some((key.as_str()?, value)));
    keyed
        .filter(|(key, _)| *key != id)
        .filter_map(|(key, value)| Some(field(key.into(), Field::from_value(value)?)))
        .collect()
}

const fn field(key: Arc<str>, value: Field) -> CardField {
    CardField { key, value, inherited: false, translated: None, lang: None }
}

pub(super) fn missing(key: &str, place: Place) -> Diagnostic {
    let message = say!("il manque la clé « {key} »", "the key “{key}” is missing");
    let hint = say!("ajoutez une ligne « {key}: … »", "add a line “{key}: …”");
    Diagnostic::error("missing-key", message).at(place).hint(hint)
}
