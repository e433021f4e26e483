//! `massicot build`: the files of a kit, each under its final name only once it is whole.

use std::io;
use std::path::{Component, Path, PathBuf};

use massicot::compile::{self, Job, Report, SheetFacts, Stopped};
use massicot::diag::{Diagnostic, Say};
use massicot::say;
use massicot::world::DiskWorld;

use super::args::Build;
use super::output::Terminal;
use super::progress::Waiting;
use super::{Exit, interrupt, kit, values, wording};

/// Up to this many files of a format are named one by one.
const NAMED: usize = 12;

/// Runs the command.
pub fn run(args: &Build, terminal: &Terminal) -> io::Result<Exit> {
    if let Some((fault, exit)) = kit::missing(&args.kit) {
        return terminal.refuse(fault, exit);
    }
    let idle = values::idle(&args.sheets, &args.home, &args.profile);
    if let Some(fault) = idle.or_else(|| values::idle_printer(args.press.printer.as_deref(), &args.profile)) {
        return terminal.refuse(fault, Exit::Usage);
    }
    let waiting = Waiting::new(terminal);
    let mut failed = None;
    let mut sink = |path: &Path, bytes: &[u8]| {
        let target = below(&args.out, path)?;
        interrupt::write(&target, bytes).inspect_err(|_| failed = Some(target))
    };
    let result = compile::build(&DiskWorld::new(), &job(args), &waiting, &mut sink);
    drop(waiting);
    match result {
        Ok(report) => finish(&report, args, terminal),
        Err(stopped) => finish(&with_cause(*stopped, failed, &args.out), args, terminal),
    }
}

fn job(args: &Build) -> Job {
    Job {
        kit: args.kit.clone(),
        select: values::selection(&args.select),
        variants: args.select.variant.clone(),
        locales: args.select.locale.clone(),
        profiles: values::profiles_for(args.press.printer.as_deref(), &args.profile),
        formats: values::formats_for(args.press.printer.as_deref(), &args.format),
        dpi: args.dpi,
        bleed: args.bleed,
        copyfit: false,
        sheets: values::sheets(&args.sheets, &args.format),
        since: args.since.clone(),
        printer: args.press.printer.clone(),
        standard: args.press.standard,
        icc: args.press.icc.clone(),
        ticket: args.ticket,
        quantity: args.quantity,
        home: values::home(&args.home),
        last: true,
    }
}

/// The path below `out`; a path that would leave it is refused.
pub(super) fn below(out: &Path, path: &Path) -> io::Result<PathBuf> {
    if path.components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(out.join(path));
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{} leaves the output folder", path.display())))
}

/// What the run found, and then why it ended: the file, what the system says of it, what to do.
pub(super) fn with_cause(stopped: Stopped, failed: Option<PathBuf>, out: &Path) -> Report {
    let Stopped { mut report, error } = stopped;
    let path = failed.unwrap_or_else(|| out.to_owned());
    let (path, Say { fr, en }) = (path.display(), wording::reason(&error));
    let fault =
        Diagnostic::error("write-failed", say!("{path} ne s’écrit pas : {fr}", "{path} cannot be written: {en}"))
            .hint(next_step(&error));
    report.diagnostics.push(match report.written.len() {
        0 => fault,
        written => {
            let Say { fr, en } = wording::count(written, ["fichier", "fichiers"], ["file", "files"]);
            let (fr_are, en_are) =
                if written == 1 { ("est écrit", "is written") } else { ("sont écrits", "are written") };
            fault.hint(say!(
                "{fr} {fr_are} en entier, sans manifest.json : relancez le build",
                "{en} {en_are} whole, without manifest.json: build again"
            ))
        }
    });
    report
}

fn next_step(error: &io::Error) -> Say {
    match error.kind() {
        io::ErrorKind::StorageFull => say!(
            "libérez de la place, ou un autre dossier : --out DOSSIER",
            "make room, or another folder: --out FOLDER"
        ),
        _ => say!("un autre dossier : --out DOSSIER", "another folder: --out FOLDER"),
    }
}

fn finish(report: &Report, args: &Build, terminal: &Terminal) -> io::Result<Exit> {
    if !terminal.is_json() && !terminal.is_quiet() {
        terminal.print(&listing(report, args, terminal))?;
        sheets(report).iter().for_each(|line| terminal.remark(line));
    }
    let out = serde_json::Value::from(args.out.display().to_string());
    let exit = terminal.report(report, &args.kit, vec![("out", out)])?;
    if !report.written.is_empty() {
        let files = wording::count(report.written.len(), ["fichier", "fichiers"], ["file", "files"]);
        let size = wording::size(report.written.iter().map(|file| file.bytes).sum());
        let out = args.out.display();
        terminal.remark(&Say {
            fr: format!("{} dans {out}, {}", files.fr, size.fr),
            en: format!("{} in {out}, {}", files.en, size.en),
        });
    }
    Ok(exit)
}

/// What each deck comes to on its sheets: cards on a sheet, sheets, cuts, waste.
fn sheets(report: &Report) -> Vec<Say> {
    let mut told: Vec<&SheetFacts> = Vec::new();
    for facts in report.written.iter().filter_map(|file| file.sheet.as_ref()) {
        if !told.contains(&facts) {
            told.push(facts);
        }
    }
    told.into_iter().map(wording::sheets).collect()
}

/// The files by extension, in the order they were written: by name when they are few, by number when they are many.
fn listing(report: &Report, args: &Build, terminal: &Terminal) -> String {
    let extension = |path: &str| Path::new(path).extension().map(|end| end.to_string_lossy().into_owned());
    let mut groups: Vec<(Option<String>, Vec<&str>)> = Vec::new();
    for file in &report.written {
        let end = extension(&file.path);
        match groups.iter_mut().find(|(known, _)| *known == end) {
            Some((_, paths)) => paths.push(&file.path),
            None => groups.push((end, vec![&file.path])),
        }
    }
    let lines = groups.iter().flat_map(|(end, paths)| {
        if paths.len() <= NAMED {
            return paths.iter().map(|path| args.out.join(path).display().to_string()).collect();
        }
        let (many, end, out) = (paths.len(), end.as_deref().unwrap_or_default(), args.out.display());
        let words = say!("{out} : {many} fichiers {end}", "{out}: {many} {end} files");
        vec![words.text(terminal.lang()).to_owned()]
    });
    lines.map(|line| line + "\n").collect()
}
