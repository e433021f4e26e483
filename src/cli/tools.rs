//! `massicot tools`: reports on the records of a kit, on standard output or as files.

use std::io;
use std::path::Path;

use massicot::compile::{Report, slug};
use massicot::diag::{Diagnostic, Diagnostics, Say};
use massicot::model::{self, Kit};
use massicot::reports::{self, Format, Kind, Vote};
use massicot::source::Sources;
use massicot::world::{DiskWorld, World};
use massicot::{say, yaml};
use serde_json::{Value, json};

use super::args::Tools;
use super::output::Terminal;
use super::{Exit, interrupt, kit, wording};

/// Runs the command.
pub fn run(args: &Tools, terminal: &Terminal) -> io::Result<Exit> {
    if let Some((fault, exit)) = kit::missing(&args.kit) {
        return terminal.refuse(fault, exit);
    }
    if args.folder.is_none() && (args.reports.len() > 1 || args.formats.len() > 1) {
        let words = say!("plusieurs rapports vont dans un dossier", "several reports go into a folder");
        let hint = say!("ajoutez --out rapports", "add --out reports");
        return terminal.refuse(Diagnostic::error("no-folder", words).hint(hint), Exit::Usage);
    }
    let world = DiskWorld::new();
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let kit = model::load(&world, &args.kit, &mut sources, &mut diagnostics);
    let votes = match (&kit, &args.votes) {
        (Some(kit), Some(path)) => votes(&world, kit, path, &mut sources, &mut diagnostics),
        _ => Vec::new(),
    };
    diagnostics.dedup();
    yaml::locate(&sources, &mut diagnostics);
    let report = Report { sources, diagnostics, ..Report::default() };
    match kit.filter(|_| !report.diagnostics.has_errors()) {
        Some(kit) => show(args, &kit, &votes, report, terminal),
        None => terminal.report(&report, &args.kit, Vec::new()),
    }
}

/// The votes of a file; one that cannot be read is a fault.
fn votes(world: &dyn World, kit: &Kit, path: &Path, sources: &mut Sources, diags: &mut Diagnostics) -> Vec<Vote> {
    let shown = path.display();
    match world.read(path).map(|bytes| String::from_utf8(bytes.to_vec())) {
        Ok(Ok(text)) => reports::read_votes(kit, path, &text, sources, diags),
        Ok(Err(_)) => {
            let words = say!("{shown} n’est pas en UTF-8", "{shown} is not UTF-8");
            let hint =
                say!("enregistrez-le en CSV UTF-8 dans votre tableur", "save it as CSV UTF-8 in your spreadsheet");
            diags.push(Diagnostic::error("not-utf8", words).hint(hint));
            Vec::new()
        }
        Err(error) => {
            let Say { fr, en } = wording::reason(&error);
            diags.push(Diagnostic::error(
                "unreadable",
                say!("{shown} ne se lit pas : {fr}", "{shown} cannot be read: {en}"),
            ));
            Vec::new()
        }
    }
}

fn show(args: &Tools, kit: &Kit, votes: &[Vote], report: Report, terminal: &Terminal) -> io::Result<Exit> {
    let kinds: &[Kind] = match (args.reports.is_empty(), args.folder.is_some()) {
        (true, true) => &Kind::ALL,
        (true, false) => &[Kind::Panorama],
        (false, _) => &args.reports,
    };
    let format = if terminal.is_json() { Format::Json } else { Format::Text };
    let formats: &[Format] = match (args.formats.is_empty(), args.folder.is_some()) {
        (true, true) => &[Format::Csv, Format::Json, Format::Html],
        (true, false) => &[format],
        (false, _) => &args.formats,
    };
    let made = kinds.iter().flat_map(|kind| formats.iter().map(|format| (*kind, *format)));
    let made = made.map(|(kind, format)| {
        let name = format!("{}_{}_v{}.{}", kit.id, kind.key(), slug(&kit.version), format.extension());
        (name, reports::render(&reports::report(kit, kind, votes), format))
    });
    let made: Vec<(String, String)> = made.collect();
    let Some(folder) = &args.folder else {
        let texts: String = made.into_iter().map(|(_, text)| text).collect();
        terminal.print(&texts)?;
        return if report.diagnostics.is_empty() || terminal.is_json() {
            Ok(Exit::Clean)
        } else {
            terminal.report(&report, &args.kit, Vec::new())
        };
    };
    write(&made, folder, args, report, terminal)
}

fn write(
    made: &[(String, String)],
    folder: &Path,
    args: &Tools,
    report: Report,
    terminal: &Terminal,
) -> io::Result<Exit> {
    let mut written: Vec<Value> = Vec::new();
    for (name, text) in made {
        let path = folder.join(name);
        if let Err(error) = interrupt::write(&path, text.as_bytes()) {
            let (path, Say { fr, en }) = (path.display(), wording::reason(&error));
            let words = say!("{path} ne s’écrit pas : {fr}", "{path} cannot be written: {en}");
            return terminal.refuse(Diagnostic::error("write-failed", words), Exit::Faults);
        }
        let shown = path.display().to_string();
        if !terminal.is_json() && !terminal.is_quiet() {
            terminal.print(&format!("{shown}\n"))?;
        }
        written.push(json!({ "path": shown, "bytes": text.len() }));
    }
    terminal.report(&report, &args.kit, vec![("written", written.into())])
}
