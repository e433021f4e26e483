//! `massicot calibrate`: the sheet that tells what an office printer does, and the file that keeps what it told.

use std::io;
use std::path::Path;

use massicot::compile;
use massicot::diag::{Diagnostic, Say};
use massicot::geom::Length;
use massicot::impose::Calibration;
use massicot::say;
use serde_json::json;

use super::args::Calibrate;
use super::output::Terminal;
use super::{Exit, interrupt, wording};

/// Runs the command: the sheet, or, once something was read off it, the file.
pub fn run(args: &Calibrate, terminal: &Terminal) -> io::Result<Exit> {
    if args.dx.is_none() && args.dy.is_none() && args.ruler.is_none() {
        sheet(args, terminal)
    } else {
        keep(args, terminal)
    }
}

fn sheet(args: &Calibrate, terminal: &Terminal) -> io::Result<Exit> {
    let bytes = match compile::calibration(&args.paper, !args.short_edge, terminal.lang()) {
        Ok(bytes) => bytes,
        Err(faults) => return refuse_all(faults.iter().cloned(), terminal),
    };
    let name = if terminal.lang() == massicot::diag::Lang::Fr { "calage.pdf" } else { "calibration.pdf" };
    let path = args.file.clone().unwrap_or_else(|| name.into());
    write(
        &path,
        &bytes,
        terminal,
        &say!(
            "imprimez ses deux pages recto verso sur une feuille, à 100 %, et suivez ce qui y est écrit",
            "print its two pages on both sides of one sheet, at 100 %, and do what it says"
        ),
    )
}

fn keep(args: &Calibrate, terminal: &Terminal) -> io::Result<Exit> {
    let value = |given: Option<Length>, otherwise: Length| given.unwrap_or(otherwise);
    let default = Calibration::default();
    let calibration = Calibration {
        dx: value(args.dx, default.dx),
        dy: value(args.dy, default.dy),
        ruler: value(args.ruler, default.ruler),
    };
    let faults = calibration.faults();
    if !faults.is_empty() {
        return refuse_all(faults.into_iter(), terminal);
    }
    let path = args.file.clone().unwrap_or_else(|| "printer.yaml".into());
    let shown = path.display();
    write(
        &path,
        calibration.to_yaml(args.printer_name.as_deref()).as_bytes(),
        terminal,
        &say!(
            "puis : massicot build KIT --profile home --calibration {shown}",
            "then: massicot build KIT --profile home --calibration {shown}"
        ),
    )
}

fn refuse_all(faults: impl Iterator<Item = Diagnostic>, terminal: &Terminal) -> io::Result<Exit> {
    let report = compile::Report { diagnostics: faults.collect(), ..Default::default() };
    terminal.report(&report, Path::new("calibrate"), Vec::new())
}

fn write(path: &Path, bytes: &[u8], terminal: &Terminal, next: &Say) -> io::Result<Exit> {
    if let Err(error) = interrupt::write(path, bytes) {
        let (path, Say { fr, en }) = (path.display(), wording::reason(&error));
        let fault = say!("{path} ne s’écrit pas : {fr}", "{path} cannot be written: {en}");
        let fault = Diagnostic::error("write-failed", fault)
            .hint(say!("un autre fichier : --file FICHIER", "another file: --file FILE"));
        return terminal.refuse(fault, Exit::Faults);
    }
    if terminal.is_json() {
        let object = json!({ "written": [{ "path": path.display().to_string(), "bytes": bytes.len() }] });
        return terminal.print(&format!("{object}\n")).map(|()| Exit::Clean);
    }
    if !terminal.is_quiet() {
        terminal.print(&format!("{}\n", path.display()))?;
    }
    terminal.remark(next);
    Ok(Exit::Clean)
}
