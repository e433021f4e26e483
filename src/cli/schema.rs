//! `massicot schema`: JSON Schemas of the files of a kit, for editors that complete and check while typing.

use std::io;
use std::path::Path;

use massicot::diag::{Diagnostic, Say};
use massicot::{impose, model, printers, say, template, ticket};
use serde_json::Value;

use super::args::Schema;
use super::output::Terminal;
use super::{Exit, interrupt, wording};

/// A kind of file with its schema.
type Kind = (&'static str, Value);

/// Runs the command.
pub fn run(args: &Schema, terminal: &Terminal) -> io::Result<Exit> {
    let mut kinds = kinds();
    if let Some(kind) = &args.kind {
        if !kinds.iter().any(|(name, _)| name == kind) {
            return terminal.refuse(unknown(kind, &kinds), Exit::Usage);
        }
        kinds.retain(|(name, _)| name == kind);
    }
    match (&args.schemas, &args.kind) {
        (Some(folder), _) => write(&kinds, folder, terminal),
        (None, Some(_)) => print(&kinds, terminal),
        (None, None) => names(&kinds, terminal),
    }
}

/// Every kind of file that people write, lowest layer first.
fn kinds() -> Vec<Kind> {
    let printer = ("printer", model::schema::of::<impose::PrinterFile>("Massicot: printer.yaml"));
    let profile =
        ("printer-profile", model::schema::of::<printers::ProfileFile>("Massicot: what a print shop asks for"));
    let job = ("ticket", model::schema::of::<ticket::Ticket>("Massicot: ticket.json"));
    let sheet = ("sheet", model::schema::of::<impose::Arrangement>("Massicot: a sheet arrangement"));
    model::schema::all().into_iter().chain([template::schema(), sheet, printer, profile, job]).collect()
}

fn unknown(kind: &str, kinds: &[Kind]) -> Diagnostic {
    let words = say!("pas de schéma « {kind} »", "there is no schema “{kind}”");
    wording::suggesting(Diagnostic::error("unknown-schema", words), kind, kinds.iter().map(|(name, _)| *name))
}

/// A schema as its file holds it.
pub fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

fn print(kinds: &[Kind], terminal: &Terminal) -> io::Result<Exit> {
    let texts: String = kinds.iter().map(|(_, schema)| text(schema)).collect();
    terminal.print(&texts).map(|()| Exit::Clean)
}

fn names(kinds: &[Kind], terminal: &Terminal) -> io::Result<Exit> {
    let names = kinds.iter().map(|(name, _)| *name);
    let text = if terminal.is_json() {
        format!("{}\n", serde_json::json!({ "kinds": names.collect::<Vec<_>>() }))
    } else {
        names.map(|name| format!("{name}\n")).collect()
    };
    terminal.print(&text).map(|()| Exit::Clean)
}

fn write(kinds: &[Kind], folder: &Path, terminal: &Terminal) -> io::Result<Exit> {
    let mut written = Vec::new();
    for (name, schema) in kinds {
        let path = folder.join(format!("{name}.json"));
        if let Err(error) = interrupt::write(&path, text(schema).as_bytes()) {
            let (path, Say { fr, en }) = (path.display(), wording::reason(&error));
            let words = say!("{path} ne s’écrit pas : {fr}", "{path} cannot be written: {en}");
            return terminal.refuse(Diagnostic::error("write-failed", words), Exit::Faults);
        }
        written.push(path.display().to_string());
    }
    if terminal.is_json() {
        return terminal.report(&Default::default(), folder, vec![("written", written.into())]);
    }
    if terminal.is_quiet() {
        return Ok(Exit::Clean);
    }
    terminal.print(&written.iter().map(|path| format!("{path}\n")).collect::<String>()).map(|()| Exit::Clean)
}
