//! From a folder to a kit: finds the files, tells their kinds apart, reads them all, then puts them in order.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde_yaml::Value;

use super::collection::{self, Checker, Lookup, Shelf, ToolsFile};
use super::deck_file::{self, Context};
use super::kit_check::{self, Header};
use super::{Component, Deck, Kind, Kit, Package, board_file, course, package_file};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::say;
use crate::sizes::Sizes;
use crate::source::{FileId, Place, Sources};
use crate::world::World;
use crate::yaml;

/// The first keys that tell what a file of a kit is.
const KINDS: [&str; 13] = [
    "deck",
    "board",
    "poster",
    "document",
    "box",
    "path",
    "sizes",
    "layout",
    "tool",
    "resources",
    "needs",
    "criteria",
    "collection",
];

/// Those of them that hold records.
const RECORDS: [&str; 5] = ["tool", "resources", "needs", "criteria", "collection"];

/// Reads the kit in `folder`: its kit.yaml, then every other YAML file of the folder by its kind.
///
/// All faults are reported in one run, also where one file or card is wrong. Nothing is returned when kit.yaml
/// is at fault or missing. Otherwise the kit holds the decks and cards that are right; whether it may be built,
/// `diags` tells.
pub fn load(world: &dyn World, folder: &Path, sources: &mut Sources, diags: &mut Diagnostics) -> Option<Kit> {
    let path = folder.join("kit.yaml");
    if !world.is_file(&path) {
        let folder = shown(folder);
        let message = say!("le dossier {folder} n’a pas de kit.yaml", "the folder {folder} has no kit.yaml");
        let hint = say!(
            "donnez le dossier d’un kit, ou faites-en un : massicot new {folder}",
            "give the folder of a kit, or make one: massicot new {folder}"
        );
        diags.push(Diagnostic::error("no-kit", message).hint(hint));
        return None;
    }
    let before = diags.count(Severity::Error);
    let parsed = read(world, &path, sources, diags);
    let header = parsed.as_ref().and_then(|(file, value)| kit_check::read(value, &Place::value(*file, []), diags));
    let sound = diags.count(Severity::Error) == before;
    let files = others(world, folder, sources, diags);
    let mut sizes = Sizes::shipped().clone();
    for (file, value) in files.iter().filter(|(_, value)| kind(value) == Some("sizes")) {
        sizes.extend(value, &Place::value(*file, []), diags);
    }
    let (records, files): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|(_, value)| kind(value).is_some_and(|kind| RECORDS.contains(&kind)));
    let plain = ToolsFile::default();
    let tools = header.as_ref().map_or(&plain, |header| &header.tools);
    let vocabularies = header.as_ref().map(|header| header.vocabularies.as_slice()).unwrap_or_default();
    let shelf = Shelf::new(tools, vocabularies);
    let records = records.into_iter().filter_map(|(file, value)| Some((record_kind(&value)?, file, value))).collect();
    let collections = collection::read(world, folder, records, shelf, sources, diags);
    let mut context = Context {
        collections: &collections,
        readable: header.is_some(),
        base: header.as_ref().and_then(|header| header.base.as_deref()),
        vocabularies,
        sizes: &sizes,
        cards: HashMap::new(),
        decks: BTreeMap::new(),
    };
    let (paths, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|(_, value)| kind(value) == Some("path"));
    let (printed, rest): (Vec<_>, Vec<_>) = files.into_iter().partition(|(_, value)| component(value).is_some());
    let decks: Vec<Deck> = printed
        .into_iter()
        .filter_map(|(file, value)| match component(&value) {
            None | Some(Kind::Cards) => deck_file::read(file, value, &mut context, diags),
            Some(kind) => board_file::read(kind, file, value, &mut context, diags),
        })
        .collect();
    let taken = std::mem::take(&mut context.decks).into_iter().map(|(id, (file, _))| (id, file)).collect();
    if let Some(header) = &header {
        let (vocabularies, planned) = (&header.vocabularies, header.components.iter().map(|part| &*part.id).collect());
        let lookup = Lookup { vocabularies, collections: &collections };
        collection::check(&Checker { lookup, tools: &header.tools, decks: &decks, planned }, diags);
        if let Some((file, _)) = &parsed {
            let place = Place::value(*file, []).key("tools").key("numbers");
            collection::check_ranges(&header.tools, lookup.vocabulary("family"), &place, diags);
        }
    }
    let packages =
        packages(&rest, &package_file::Context { decks: &decks, sizes: &sizes, base: context.base }, taken, diags);
    match (header, parsed) {
        (Some(header), Some((file, _))) if sound => {
            let (mut collections, mut decks) = (collections, decks);
            collection::give_faces(&mut collections, &mut decks);
            let mut kit = assemble(header, (decks, packages), sizes, file, folder);
            kit.collections = collections;
            let sound = diags.count(Severity::Error) == before;
            kit.paths = course::read_all(paths, &kit, sound, diags);
            Some(kit)
        }
        _ => None,
    }
}

/// What is printed as a deck is: decks, boards, posters, documents.
fn component(value: &Value) -> Option<Kind> {
    let key = kind(value)?;
    [Kind::Cards, Kind::Board, Kind::Poster, Kind::Document].into_iter().find(|kind| kind.key() == key)
}

/// Every box among the files.
fn packages(
    files: &[(FileId, Value)],
    context: &package_file::Context<'_>,
    mut taken: BTreeMap<String, FileId>,
    diags: &mut Diagnostics,
) -> Vec<Package> {
    let mut packages = Vec::new();
    for (file, value) in files.iter().filter(|(_, value)| kind(value) == Some("box")) {
        let Some(package) = package_file::read(*file, value, context, diags) else { continue };
        let id = &package.id;
        match taken.insert(id.to_lowercase(), *file) {
            None => packages.push(package),
            Some(first) => {
                let message =
                    say!("le composant « {id} » est défini deux fois", "the component “{id}” is defined twice");
                let diagnostic = Diagnostic::error("duplicate-id", message)
                    .at(package.place("box"))
                    .at_with(Place::file(first), say!("d’abord ici", "first here"))
                    .hint(say!("donnez à chaque pièce un identifiant à elle", "give each part an id of its own"));
                diags.push(diagnostic);
            }
        }
    }
    packages
}

/// A path as shown to people, with forward slashes.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The value of a file, if it can be read and parsed.
fn read(world: &dyn World, path: &Path, sources: &mut Sources, diags: &mut Diagnostics) -> Option<(FileId, Value)> {
    let name = shown(path);
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message =
                say!("le fichier {name} ne peut être lu : {error}", "the file {name} cannot be read: {error}");
            diags.push(Diagnostic::error("unreadable", message));
            return None;
        }
    };
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            let file = sources.add(name, String::from_utf8_lossy(&bytes).as_ref());
            let message = say!("ce fichier n’est pas en UTF-8 (ligne {line})", "this file is not UTF-8 (line {line})");
            let hint = say!("réenregistrez-le en UTF-8 dans votre éditeur", "save it again as UTF-8 in your editor");
            diags.push(Diagnostic::error("not-utf8", message).at(Place::file(file)).hint(hint));
            return None;
        }
    };
    let file = sources.add(name, text);
    Some((file, yaml::parse(file, text, diags)?))
}

/// Every YAML file of the folder but kit.yaml, by name; one of no known kind is a fault.
fn others(world: &dyn World, folder: &Path, sources: &mut Sources, diags: &mut Diagnostics) -> Vec<(FileId, Value)> {
    let mut files = Vec::new();
    for path in world.list(folder) {
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        let yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        if hidden || !yaml || path.file_name().is_some_and(|name| name == "kit.yaml") {
            continue;
        }
        let Some((file, value)) = read(world, &path, sources, diags) else { continue };
        match kind(&value) {
            Some(_) => files.push((file, value)),
            None => diags.push(unknown_kind(file, &value)),
        }
    }
    files
}

/// The kind of a file: the first of its keys that names one.
fn kind(value: &Value) -> Option<&str> {
    let map = value.as_mapping()?;
    map.keys().filter_map(Value::as_str).find(|key| KINDS.contains(key))
}

/// The kind of a file of records.
fn record_kind(value: &Value) -> Option<&'static str> {
    let kind = kind(value)?;
    RECORDS.into_iter().find(|known| *known == kind)
}

fn unknown_kind(file: FileId, value: &Value) -> Diagnostic {
    let root = Place::value(file, []);
    let first = value.as_mapping().and_then(|map| map.keys().next()).and_then(Value::as_str);
    let kinds = yaml::key_list(KINDS);
    let hint = say!("commencez-le par l’une de ces clés : {kinds}", "start it with one of these keys: {kinds}");
    match first {
        Some("kit") => {
            let message = say!("un kit n’a qu’un kit.yaml", "a kit has one kit.yaml");
            Diagnostic::error("unknown-kind", message).at(root.key("kit").on_key()).hint(hint)
        }
        Some(key) => {
            let message =
                say!("« {key} » ne dit pas ce que contient ce fichier", "“{key}” does not tell what this file holds");
            let diagnostic = Diagnostic::error("unknown-kind", message).at(root.key(key).on_key());
            match yaml::suggest(key, KINDS) {
                Some(near) => diagnostic.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
                None => diagnostic.hint(hint),
            }
        }
        None => {
            let message = say!("ce fichier ne contient pas de clés", "this file holds no keys");
            Diagnostic::error("unknown-kind", message).at(root).hint(hint)
        }
    }
}

/// Puts the decks in the order of the plan; what no plan names comes after, by file name.
fn assemble(
    header: Header,
    (mut decks, packages): (Vec<Deck>, Vec<Package>),
    sizes: Sizes,
    file: FileId,
    folder: &Path,
) -> Kit {
    let mut components = header.components;
    let there = decks.iter().map(|deck| (&deck.id, &deck.title));
    for (id, title) in there.chain(packages.iter().map(|package| (&package.id, &package.title))) {
        match components.iter_mut().find(|part| *part.id == **id) {
            Some(part) => {
                part.present = true;
                part.title = Some(title.clone());
            }
            None => {
                let (id, title) = (id.clone(), Some(title.clone()));
                components.push(Component { id, title, status: None, present: true });
            }
        }
    }
    decks.sort_by_key(|deck| components.iter().position(|part| part.id == deck.id));
    Kit {
        id: header.id,
        title: header.title,
        subtitle: header.subtitle,
        version: header.version,
        date: header.date,
        lang: header.lang,
        licence: header.licence,
        publisher: header.publisher,
        printer: header.printer,
        icc: header.icc,
        production: header.production,
        base: header.base,
        palette: header.palette,
        fonts: header.fonts,
        typography: header.typography,
        vocabularies: header.vocabularies,
        words: header.words,
        profiles: header.profiles,
        untranslated: header.untranslated,
        locales: header.locales,
        foreign: BTreeMap::new(),
        components,
        collections: Vec::new(),
        decks,
        paths: Vec::new(),
        packages,
        sizes,
        file,
        folder: folder.to_owned(),
    }
}
