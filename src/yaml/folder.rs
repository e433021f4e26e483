//! Folders of YAML data files, on disk and inside the program.

use std::path::Path;

use include_dir::Dir;
use serde_yaml::Value;

use super::{parse, read_file};
use crate::diag::Diagnostics;
use crate::source::{FileId, Sources};
use crate::world::World;

/// Reads every YAML file of a folder in the order of their names; hidden ones are left out.
pub fn read_folder(
    world: &dyn World,
    folder: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<(FileId, Value)> {
    let files = world.list(folder).into_iter().filter(|path| is_yaml(path));
    files.filter_map(|path| read_file(world, &path, sources, diagnostics)).collect()
}

/// Reads every YAML file of a folder that is part of the program; `name` is what messages call the folder.
pub fn read_embedded(
    folder: &Dir<'_>,
    name: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<(FileId, Value)> {
    let mut files: Vec<_> = folder.files().filter(|file| is_yaml(file.path())).collect();
    files.sort_by_key(|file| file.path());
    let read = files.into_iter().filter_map(|file| {
        let text = file.contents_utf8()?;
        let id = sources.add(format!("{name}/{}", file.path().display()), text);
        Some((id, parse(id, text, diagnostics)?))
    });
    read.collect()
}

fn is_yaml(path: &Path) -> bool {
    let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
    !hidden && path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}
