//! The printers of a run by name: the kit's, then the project's, then those that come with the program.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use serde_yaml::Value;

use super::Printer;
use super::file::ProfileFile;
use super::settle::settle;
use crate::diag::{Diagnostic, Diagnostics};
use crate::say;
use crate::source::{FileId, Place, Sources};
use crate::world::World;
use crate::yaml;

/// `layouts/printers/` as it was when the program was made.
static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/layouts/printers");

/// Profiles that inherit from one another deeper than this are a circle.
const DEEPEST: usize = 8;

/// Printers by name; upper and lower case are the same.
#[derive(Clone, Debug, Default)]
pub struct Printers {
    files: BTreeMap<String, (ProfileFile, Place)>,
    printers: BTreeMap<String, Printer>,
}

impl Printers {
    /// Reads every YAML file of `folders`, the first folder winning, then those that come with the program. Faults go to
    /// `diagnostics`, all of them; a file at fault is left out.
    pub fn read(world: &dyn World, folders: &[PathBuf], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut all = Self::default();
        for folder in folders {
            let here = yaml::read_folder(world, folder, sources, diagnostics);
            all.add(here, diagnostics);
        }
        let shipped = yaml::read_embedded(&SHIPPED, "layouts/printers", sources, diagnostics);
        all.add(shipped, diagnostics);
        all.settle(diagnostics);
        all
    }

    /// Those that come with the program; what is wrong with them goes to `diagnostics` (nothing, as a test holds).
    pub fn shipped(sources: &mut Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut all = Self::default();
        let shipped = yaml::read_embedded(&SHIPPED, "layouts/printers", sources, diagnostics);
        all.add(shipped, diagnostics);
        all.settle(diagnostics);
        all
    }

    /// Those beside a profile file and those that come with the program; the file's own counts before its namesakes.
    /// None for a file that cannot be read or is at fault: `diagnostics` say why.
    pub fn of_file(
        world: &dyn World,
        path: &Path,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<Printer> {
        let (file, value) = yaml::read_file(world, path, sources, diagnostics)?;
        let mut all = Self::default();
        all.add(vec![(file, value)], diagnostics);
        let own = all.files.keys().next().cloned()?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // What is wrong with its neighbours is no business of this file, unless it inherits from them.
        all.add(yaml::read_folder(world, folder, sources, &mut Diagnostics::new()), &mut Diagnostics::new());
        all.add(yaml::read_embedded(&SHIPPED, "layouts/printers", sources, diagnostics), diagnostics);
        all.settle_one(&own, 0, diagnostics)
    }

    /// Takes over the profiles of one folder that have no namesake yet; two of a name in one folder are a fault.
    fn add(&mut self, values: Vec<(FileId, Value)>, diagnostics: &mut Diagnostics) {
        let mut here: BTreeMap<String, (ProfileFile, Place)> = BTreeMap::new();
        for (file, value) in values {
            let place = Place::value(file, []);
            let Some(profile) = yaml::from_value::<ProfileFile>(&value, &place, diagnostics) else { continue };
            let name = &profile.printer;
            if let Some((_, first)) = here.get(&name.to_lowercase()) {
                let fault = say!("deux profils d’imprimeur « {name} »", "two printer profiles “{name}”");
                let diagnostic = Diagnostic::error("duplicate-printer", fault)
                    .at(place.key("printer"))
                    .at_with(first.key("printer"), say!("le premier", "the first one"))
                    .hint(say!("donnez-leur des noms différents", "give them different names"));
                diagnostics.push(diagnostic);
                continue;
            }
            here.insert(name.to_lowercase(), (profile, place));
        }
        for (name, profile) in here {
            self.files.entry(name).or_insert(profile);
        }
    }

    fn settle(&mut self, diagnostics: &mut Diagnostics) {
        let names: Vec<String> = self.files.keys().cloned().collect();
        for name in names {
            self.settle_one(&name, 0, diagnostics);
        }
    }

    fn settle_one(&mut self, name: &str, depth: usize, diagnostics: &mut Diagnostics) -> Option<Printer> {
        if let Some(printer) = self.printers.get(name) {
            return Some(printer.clone());
        }
        let (file, place) = self.files.get(name)?.clone();
        let parent = match &file.inherits {
            Some(parent) if depth >= DEEPEST => {
                let fault = say!(
                    "« {parent} » hérite de ce profil, qui hérite de lui",
                    "“{parent}” inherits from this profile, which inherits from it"
                );
                diagnostics.push(Diagnostic::error("circular-printer", fault).at(place.key("inherits")));
                return None;
            }
            Some(parent) if !self.files.contains_key(&parent.to_lowercase()) => {
                diagnostics.push(self.unknown(parent).at(place.key("inherits")));
                None
            }
            Some(parent) => Some(self.settle_one(&parent.to_lowercase(), depth + 1, diagnostics)?),
            None => None,
        };
        let printer = settle(&file, &place, parent.as_ref(), diagnostics);
        self.printers.insert(name.to_owned(), printer.clone());
        Some(printer)
    }

    /// The printer of that name.
    ///
    /// # Errors
    /// A name that no profile has, with the nearest one.
    pub fn get(&self, name: &str) -> Result<&Printer, Diagnostic> {
        self.printers.get(&name.trim().to_lowercase()).ok_or_else(|| self.unknown(name))
    }

    /// Every printer, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Printer> {
        self.printers.values()
    }

    fn unknown(&self, name: &str) -> Diagnostic {
        let fault = Diagnostic::error(
            "unknown-printer",
            say!("pas de profil d’imprimeur « {name} »", "there is no printer profile “{name}”"),
        );
        let names = || self.files.values().map(|(file, _)| file.printer.as_str());
        // People ask for the name of the shop as often as for the id of its profile.
        let by_name = self.files.values().find(|(file, _)| file.name.eq_ignore_ascii_case(name));
        match by_name.map(|(file, _)| file.printer.as_str()).or_else(|| yaml::suggest(name, names())) {
            Some(near) => fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
            None => {
                let all = names().collect::<Vec<_>>().join(", ");
                fault.hint(say!(
                    "il y a : {all} (massicot list --printers)",
                    "there are: {all} (massicot list --printers)"
                ))
            }
        }
    }
}
