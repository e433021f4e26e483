//! Looks whether a kit stands where the command line says, and if not, where one does.

use std::fs;
use std::path::{Path, PathBuf};

use massicot::diag::Diagnostic;
use massicot::say;

use super::{Exit, wording};

/// The file that makes a folder a kit.
const KIT_FILE: &str = "kit.yaml";

/// Why `kit` cannot be a kit's folder, and how the run ends then: a path that leads nowhere is a slip of the
/// command line, a folder without its `kit.yaml` is a fault of the folder.
pub fn missing(kit: &Path) -> Option<(Diagnostic, Exit)> {
    if kit.join(KIT_FILE).is_file() {
        return None;
    }
    let shown = kit.display();
    if kit.is_dir() {
        let fault = Diagnostic::error("missing-kit", say!("pas de kit.yaml dans {shown}", "no kit.yaml in {shown}"));
        return Some((with_next_step(fault, kit), Exit::Faults));
    }
    let fault = if kit.exists() {
        Diagnostic::error(
            "not-a-folder",
            say!("{shown} est un fichier, pas un dossier", "{shown} is a file, not a folder"),
        )
    } else {
        Diagnostic::error("missing-folder", say!("pas de dossier {shown}", "there is no folder {shown}"))
    };
    Some((with_kits_beside(fault, kit), Exit::Usage))
}

fn with_next_step(fault: Diagnostic, folder: &Path) -> Diagnostic {
    if folder.join("kit.yml").is_file() {
        return fault.hint(say!("renommer kit.yml en kit.yaml", "rename kit.yml to kit.yaml"));
    }
    let kits = kits_in(folder);
    if !kits.is_empty() {
        let kits = kits.join(", ");
        return fault.hint(say!("kits dans ce dossier : {kits}", "kits in this folder: {kits}"));
    }
    let around = folder.ancestors().skip(1).find(|above| above.join(KIT_FILE).is_file());
    if let Some(kit) = around.map(typed) {
        return fault.hint(say!("ce dossier est dans le kit {kit}", "this folder is inside the kit {kit}"));
    }
    let (fr, en) = (folder.join("mon-jeu"), folder.join("my-game"));
    let (fr, en) = (fr.display(), en.display());
    fault.hint(say!("un premier kit : massicot new {fr}", "a first kit: massicot new {en}"))
}

/// A folder as it is typed: the empty path is `.`.
fn typed(folder: &Path) -> String {
    if folder.as_os_str().is_empty() { ".".to_owned() } else { folder.display().to_string() }
}

fn with_kits_beside(fault: Diagnostic, path: &Path) -> Diagnostic {
    let parent = path.parent().unwrap_or(Path::new(""));
    if path.is_file() && path.file_name().is_some_and(|name| name == KIT_FILE) {
        let folder = typed(parent);
        return fault.hint(say!("donner son dossier : {folder}", "give its folder: {folder}"));
    }
    let kits = kits_in(parent);
    wording::suggesting(fault, &path.display().to_string(), kits.iter().map(String::as_str))
}

/// The folders right below `folder` that are kits, sorted, as paths to type.
fn kits_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(typed(folder)) else { return Vec::new() };
    let names = entries.filter_map(Result::ok).map(|entry| folder.join(entry.file_name()));
    let mut kits: Vec<PathBuf> = names.filter(|path| path.join(KIT_FILE).is_file()).collect();
    kits.sort();
    kits.iter().map(|path| path.display().to_string()).collect()
}
