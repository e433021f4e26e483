//! `massicot new`: a kit that builds as it is, in a folder that held nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use massicot::diag::{Diagnostic, Say};
use massicot::{compile, model, say, template};
use serde_json::Value;

use super::args::New;
use super::output::Terminal;
use super::{Exit, interrupt, schema, wording};

/// Runs the command.
pub fn run(args: &New, terminal: &Terminal) -> io::Result<Exit> {
    if let Some(fault) = occupied(&args.folder) {
        return terminal.refuse(fault, Exit::Usage);
    }
    let name = name(&args.folder);
    let title = args.title.clone().unwrap_or_else(|| name.clone());
    let (kind, layout_schema) = template::schema();
    let mut files = model::scaffold(&id(&name), &title);
    files.push((format!("schema/{kind}.json").into(), schema::text(&layout_schema).into_bytes()));
    for (path, bytes) in &files {
        let target = args.folder.join(path);
        if let Err(error) = interrupt::write(&target, bytes) {
            return terminal.refuse(not_written(&target, &error), Exit::Faults);
        }
    }
    finish(args, &files, terminal)
}

fn finish(args: &New, files: &[(PathBuf, Vec<u8>)], terminal: &Terminal) -> io::Result<Exit> {
    if terminal.is_json() {
        let paths = files.iter().map(|(path, _)| Value::from(path.display().to_string()));
        return terminal.report(&Default::default(), &args.folder, vec![("written", paths.collect())]);
    }
    let folder = shell_word(&args.folder);
    let count = wording::count(files.len(), ["fichier", "fichiers"], ["file", "files"]);
    terminal.remark(&Say {
        fr: format!("{} dans {folder}. Ensuite :", count.fr),
        en: format!("{} in {folder}. Next:", count.en),
    });
    if !terminal.is_quiet() {
        terminal.print(&format!("massicot check {folder}\nmassicot build {folder}\n"))?;
    }
    Ok(Exit::Clean)
}

/// Why nothing may be written to `folder`.
fn occupied(folder: &Path) -> Option<Diagnostic> {
    let shown = folder.display();
    let another = say!("choisir un autre nom, ou vider ce dossier", "choose another name, or empty this folder");
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some().then(|| {
            Diagnostic::error("folder-not-empty", say!("{shown} n’est pas vide", "{shown} is not empty")).hint(another)
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => Some(not_written(folder, &error)),
    }
}

fn not_written(path: &Path, error: &io::Error) -> Diagnostic {
    let (path, Say { fr, en }) = (path.display(), wording::reason(error));
    Diagnostic::error("write-failed", say!("{path} ne s’écrit pas : {fr}", "{path} cannot be written: {en}"))
}

/// The folder's own name; for `.` and the like, the name of the folder it leads to.
fn name(folder: &Path) -> String {
    let full = fs::canonicalize(folder).ok();
    let name = folder.file_name().or_else(|| full.as_deref()?.file_name());
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// An id made of a name, as [`model::is_id`] wants it: small ASCII letters, digits, single hyphens, 64 letters at most;
/// `kit` when nothing of the name is left.
fn id(name: &str) -> String {
    let mut id = compile::slug(&name.replace('.', "-"));
    id.truncate(64);
    let id = id.trim_end_matches('-');
    if id.is_empty() { "kit".to_owned() } else { id.to_owned() }
}

/// A path as it is typed in a shell.
fn shell_word(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = text.chars().all(|letter| letter.is_alphanumeric() || "/._-+:\\".contains(letter));
    if plain { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
