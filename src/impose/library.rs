//! The arrangements of a run by name: the kit's, then the project's, then those that come with the program. Reads
//! files and holds each to what its keys must say together; computes no sheet.

use std::collections::BTreeMap;
use std::path::PathBuf;

use include_dir::{Dir, include_dir};

use super::arrangement::Arrangement;
use crate::diag::{Diagnostic, Diagnostics};
use crate::say;
use crate::source::{FileId, Place, Sources};
use crate::world::World;
use crate::yaml;

/// `layouts/sheets/` as it was when the program was made.
static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/layouts/sheets");

/// More slots than this on one sheet are a slip of the pen.
const MOST_SLOTS: usize = 1000;

/// An arrangement and where it stands.
#[derive(Clone, Debug)]
pub struct Found {
    /// What its file says.
    pub arrangement: Arrangement,
    /// The root of its file, for faults.
    pub place: Place,
}

/// Arrangements by name; upper and lower case are the same.
#[derive(Clone, Debug, Default)]
pub struct Arrangements {
    found: BTreeMap<String, Found>,
}

impl Arrangements {
    /// Reads every YAML file of `folders`, the first folder winning, then those that come with the program. Faults go to
    /// `diagnostics`, all of them; a file at fault is left out.
    pub fn read(world: &dyn World, folders: &[PathBuf], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut all = Self::default();
        for folder in folders {
            let mut here = Self::default();
            for (file, value) in yaml::read_folder(world, folder, sources, diagnostics) {
                here.insert(file, &value, diagnostics);
            }
            all.complete(here);
        }
        all.complete(Self::shipped(sources, diagnostics));
        all
    }

    /// Those that come with the program; what is wrong with them goes to `diagnostics` (nothing, as a test holds).
    pub fn shipped(sources: &mut Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut shipped = Self::default();
        for (file, value) in yaml::read_embedded(&SHIPPED, "layouts/sheets", sources, diagnostics) {
            shipped.insert(file, &value, diagnostics);
        }
        shipped
    }

    /// Takes over what has no namesake here.
    fn complete(&mut self, other: Self) {
        for (name, found) in other.found {
            self.found.entry(name).or_insert(found);
        }
    }

    fn insert(&mut self, file: FileId, value: &serde_yaml::Value, diagnostics: &mut Diagnostics) {
        let place = Place::value(file, []);
        let Some(arrangement) = yaml::from_value::<Arrangement>(value, &place, diagnostics) else { return };
        let faults = check(&arrangement, &place);
        if !faults.is_empty() {
            diagnostics.extend(faults);
            return;
        }
        let key = arrangement.sheet.to_lowercase();
        if let Some(other) = self.found.get(&key) {
            diagnostics.push(duplicate(&arrangement.sheet, &place, &other.place));
            return;
        }
        self.found.insert(key, Found { arrangement, place });
    }

    /// The arrangement of that name.
    ///
    /// # Errors
    /// A name that no file has, with the nearest one.
    pub fn get(&self, name: &str) -> Result<&Found, Diagnostic> {
        self.found.get(&name.trim().to_lowercase()).ok_or_else(|| self.unknown(name))
    }

    /// Every arrangement, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Found> {
        self.found.values()
    }

    fn unknown(&self, name: &str) -> Diagnostic {
        let fault = Diagnostic::error(
            "unknown-sheet",
            say!("pas d’arrangement de feuille « {name} »", "there is no sheet arrangement “{name}”"),
        );
        let names = || self.found.values().map(|found| found.arrangement.sheet.as_str());
        match yaml::suggest(name, names()) {
            Some(near) => fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
            None => {
                let all = names().collect::<Vec<_>>().join(", ");
                fault.hint(say!("il y a : {all}", "there are: {all}"))
            }
        }
    }
}

fn duplicate(name: &str, place: &Place, other: &Place) -> Diagnostic {
    Diagnostic::error("duplicate-sheet", say!("deux arrangements « {name} »", "two arrangements “{name}”"))
        .at(place.key("sheet"))
        .at_with(other.key("sheet"), say!("le premier", "the first one"))
        .hint(say!("donnez-leur des noms différents", "give them different names"))
}

/// What keys must say together.
fn check(arrangement: &Arrangement, place: &Place) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut fault = |key: &str, message, hint| {
        faults.push(Diagnostic::error("wrong-sheet", message).at(place.key(key)).hint(hint));
    };
    let name = &arrangement.sheet;
    if !is_id(name) {
        fault(
            "sheet",
            say!("« {name} » ne peut entrer dans un nom de fichier", "“{name}” cannot be part of a file name"),
            say!("écrivez 1 à 64 lettres simples, chiffres, - ou _", "write 1 to 64 plain letters, digits, - or _"),
        );
    }
    for (key, other) in beside_tiles(arrangement) {
        if arrangement.tiles.is_some() && other {
            fault(
                key,
                say!(
                    "des pages réparties sur plusieurs feuilles n’ont pas de « {key} »",
                    "pages over several sheets have no “{key}”"
                ),
                say!("retirez `{key}` ou `tiles`", "take out `{key}` or `tiles`"),
            );
        }
    }
    let is_stock = !arrangement.slots.is_empty() || arrangement.slot_grid.is_some();
    if let Some(grid) = arrangement.grid {
        if is_stock {
            fault(
                "grid",
                say!(
                    "une feuille a une grille ou des emplacements, pas les deux",
                    "a sheet has a grid or slots, not both"
                ),
                say!("retirez `grid` ou les emplacements", "take out `grid` or the slots"),
            );
        }
        if grid.columns == 0 || grid.rows == 0 {
            fault(
                "grid",
                say!("une grille a au moins une colonne et une ligne", "a grid has at least one column and one row"),
                say!("écrivez 1 ou plus", "write 1 or more"),
            );
        }
    }
    let slots = arrangement.slot_count();
    if slots > MOST_SLOTS || (is_stock && slots == 0) {
        fault(
            if arrangement.slot_grid.is_some() { "slot-grid" } else { "slots" },
            say!("{slots} emplacements sur une feuille", "{slots} slots on one sheet"),
            say!("une feuille en a de 1 à {MOST_SLOTS}", "a sheet has 1 to {MOST_SLOTS}"),
        );
    }
    for (key, missing) in [("piece", arrangement.piece.is_none()), ("source", arrangement.source.is_none())] {
        if is_stock && missing {
            fault(
                if arrangement.slot_grid.is_some() { "slot-grid" } else { "slots" },
                say!("des emplacements demandent aussi la clé « {key} »", "slots need the key “{key}” too"),
                say!(
                    "dites pour quel format (piece) et d’après qui (source) ils sont donnés",
                    "say for which size (piece) and after whom (source) they are given"
                ),
            );
        }
    }
    faults
}

/// The keys that say how several pages lie on one sheet, and whether they are given.
fn beside_tiles(arrangement: &Arrangement) -> [(&'static str, bool); 4] {
    [
        ("grid", arrangement.grid.is_some()),
        ("fold", arrangement.fold.is_some()),
        ("slots", !arrangement.slots.is_empty()),
        ("slot-grid", arrangement.slot_grid.is_some()),
    ]
}

fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}
