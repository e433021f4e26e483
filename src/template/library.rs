//! The layouts of a kit and of its project, by name. The kit's come first: it may replace one of the project's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::spec::LayoutSpec;
use crate::diag::{Diagnostic, Diagnostics};
use crate::say;
use crate::source::{FileId, Place, Sources};
use crate::world::World;
use crate::yaml;

/// Layouts by name, read but not yet put together.
#[derive(Debug, Default)]
pub struct Library {
    layouts: BTreeMap<String, (FileId, LayoutSpec)>,
}

impl Library {
    /// Reads every `*.yaml` with a `layout:` key in `folders`, the first folder winning. Faults go to `diagnostics`.
    pub fn read(world: &dyn World, folders: &[PathBuf], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut library = Self::default();
        for folder in folders {
            let mut here = BTreeMap::new();
            for path in world.list(folder).into_iter().filter(|path| is_yaml(path)) {
                if let Some((file, spec)) = read_one(world, &path, sources, diagnostics) {
                    insert(&mut here, file, spec, diagnostics);
                }
            }
            for (name, found) in here {
                library.layouts.entry(name).or_insert(found);
            }
        }
        library
    }

    /// The layout of a name.
    pub(super) fn get(&self, name: &str) -> Option<&(FileId, LayoutSpec)> {
        self.layouts.get(name)
    }

    /// Every name, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.layouts.keys().map(String::as_str)
    }
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

fn read_one(
    world: &dyn World,
    path: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<(FileId, LayoutSpec)> {
    let (file, value) = yaml::read_file(world, path, sources, diagnostics)?;
    let spec = yaml::from_value(&value, &Place::value(file, []), diagnostics)?;
    Some((file, spec))
}

fn insert(
    here: &mut BTreeMap<String, (FileId, LayoutSpec)>,
    file: FileId,
    spec: LayoutSpec,
    diagnostics: &mut Diagnostics,
) {
    let name = spec.layout.clone();
    if let Some((other, _)) = here.get(&name) {
        let place = |file| Place::value(file, []).key("layout");
        diagnostics.push(
            Diagnostic::error("duplicate-layout", say!("deux mises en page « {name} »", "two layouts “{name}”"))
                .at(place(file))
                .at_with(place(*other), say!("la première", "the first one"))
                .hint(say!("donnez-leur des noms différents", "give them different names")),
        );
        return;
    }
    here.insert(name, (file, spec));
}
