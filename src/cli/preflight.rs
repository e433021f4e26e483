//! `massicot preflight`: any finished PDF, held against a standard and the limits of a printer.

use std::fs;
use std::io;
use std::path::Path;

use massicot::compile::{Report, report_on};
use massicot::diag::{Diagnostic, Diagnostics, Lang, Say, Severity};
use massicot::printers::{Printers, Standard};
use massicot::say;
use massicot::source::{Place, Sources};
use massicot::verify::{self, Audit, Limits, Order, Spot, Ticket};
use massicot::world::DiskWorld;
use massicot::yaml;
use serde_json::{Value, json};

use super::args::Preflight;
use super::output::Terminal;
use super::values::{self, BadValue};
use super::{Exit, interrupt, wording};

/// How many places of a finding people are shown.
const NAMED: usize = 4;

/// Runs the command.
pub fn run(args: &Preflight, terminal: &Terminal) -> io::Result<Exit> {
    let bytes = match fs::read(&args.pdf) {
        Ok(bytes) => bytes,
        Err(error) => return terminal.refuse(unreadable(&args.pdf, &error), Exit::Usage),
    };
    let ticket = match args.ticket.as_deref().map(ticket).transpose() {
        Ok(ticket) => ticket,
        Err(fault) => return terminal.refuse(fault, Exit::Usage),
    };
    let name = args.pdf.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut sources = Sources::new();
    let (limits, asked) = match args.printer.as_deref().map(|printer| printer_limits(printer, &mut sources)).transpose()
    {
        Ok(found) => found.unwrap_or_default(),
        Err(mut diagnostics) => {
            yaml::locate(&sources, &mut diagnostics);
            let report = Report { diagnostics, sources, ..Report::default() };
            return terminal.report(&report, &args.pdf, Vec::new());
        }
    };
    let ticket = ticket.map(|ticket| (ticket, name.clone()));
    let order = Order { standard: args.standard.or(asked), limits, ticket, ..Order::default() };
    let place = Place::file(sources.add(args.pdf.display().to_string(), ""));
    let audit = match verify::audit(&bytes, &order) {
        Ok(audit) => audit,
        Err(fault) => {
            let report = Report { diagnostics: [fault.at(place)].into_iter().collect(), sources, ..Report::default() };
            return terminal.report(&report, &args.pdf, Vec::new());
        }
    };
    let written =
        match args.report.as_deref().map(|target| report(target, &bytes, &audit, &name, terminal.lang())).transpose() {
            Ok(written) => written,
            Err(fault) => return terminal.refuse(fault, Exit::Faults),
        };
    let diagnostics = audit.findings.iter().map(|finding| diagnostic(finding, &audit).at(place.clone())).collect();
    let report = Report { diagnostics, sources, ..Report::default() };
    let mut details = vec![("preflight", as_json(&audit, terminal.lang()))];
    if let Some(path) = written {
        if !terminal.is_json() && !terminal.is_quiet() {
            terminal.print(&format!("{path}\n"))?;
        }
        details.push(("written", Value::from(vec![path])));
    }
    let exit = terminal.report(&report, &args.pdf, details)?;
    terminal.remark(&facts(&audit));
    Ok(exit)
}

/// What a printer asks for, by its name: limits, and the standard if it names one.
fn printer_limits(name: &str, sources: &mut Sources) -> Result<(Limits, Option<Standard>), Diagnostics> {
    let mut faults = Diagnostics::new();
    let path = Path::new(name);
    let is_file =
        path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("yaml") || kind.eq_ignore_ascii_case("yml"));
    let printer = if is_file {
        Printers::of_file(&DiskWorld::new(), path, sources, &mut faults)
    } else {
        // Profiles of the folder that the program runs in, as for sheets.
        let folders = [Path::new("layouts/printers").to_path_buf()];
        match Printers::read(&DiskWorld::new(), &folders, sources, &mut Diagnostics::new()).get(name) {
            Ok(printer) => Some(printer.clone()),
            Err(fault) => {
                faults.push(fault);
                None
            }
        }
    };
    match printer.filter(|_| !faults.has_errors()) {
        Some(printer) => Ok((Limits::of(&printer), printer.standard.as_ref().map(|standard| standard.is))),
        None => Err(faults),
    }
}

/// Writes the page for people; its path.
fn report(target: &Path, bytes: &[u8], audit: &Audit, name: &str, lang: Lang) -> Result<String, Diagnostic> {
    let unknown =
        || Diagnostic::error("report", say!("le rapport n’a pas pu être fait", "the report could not be made"));
    let page =
        report_on(bytes, audit, name, lang).map_err(|faults| faults.iter().next().cloned().unwrap_or_else(unknown))?;
    interrupt::write(target, &page).map_err(|error| {
        let (path, Say { fr, en }) = (target.display(), wording::reason(&error));
        let words = say!("{path} ne s’écrit pas : {fr}", "{path} cannot be written: {en}");
        Diagnostic::error("write-failed", words)
            .hint(say!("un autre fichier : --report FICHIER", "another file: --report FILE"))
    })?;
    Ok(target.display().to_string())
}

fn ticket(path: &Path) -> Result<Ticket, Diagnostic> {
    let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    Ticket::read(&text).map_err(|reason| {
        let path = path.display();
        let words = say!("{path} n’est pas une fiche de fabrication : {reason}", "{path} is no job ticket: {reason}");
        Diagnostic::error("ticket", words).hint(say!(
            "une fiche ressemble à : {{\"components\":[{{\"file\":\"cartes.pdf\",\"pages\":48}}]}}",
            "a ticket looks like {{\"components\":[{{\"file\":\"cards.pdf\",\"pages\":48}}]}}"
        ))
    })
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let (path, Say { fr, en }) = (path.display(), wording::reason(error));
    Diagnostic::error("unreadable-file", say!("{path} ne se lit pas : {fr}", "{path} cannot be read: {en}"))
}

/// `page 3 (R02-recto), à 12,3 ; 45,6 mm : …; aussi pages 4, 5 et 12 autres endroits`
fn diagnostic(finding: &verify::Finding, audit: &Audit) -> Diagnostic {
    let message = finding.message.clone();
    let first = finding.places.first().and_then(|spot| place(spot, audit));
    let message = match first {
        Some(place) => say!("{place} : {message}", "{place}: {message}"; place = place, message = message),
        None => message,
    };
    let message = match others(finding) {
        Some(others) => say!("{message} ({others})", "{message} ({others})"; message = message, others = others),
        None => message,
    };
    let fault = match finding.severity {
        Severity::Error => Diagnostic::error(finding.code, message),
        Severity::Warning => Diagnostic::warning(finding.code, message),
    };
    fault.hint(finding.hint.clone())
}

fn page_name(index: usize, audit: &Audit) -> Say {
    let number = index + 1;
    match audit.pages.get(index).and_then(|page| page.label.as_ref()) {
        Some(label) => say!("page {number} ({label})", "page {number} ({label})"),
        None => say!("page {number}", "page {number}"),
    }
}

fn place(spot: &Spot, audit: &Audit) -> Option<Say> {
    let page = page_name(spot.page?, audit);
    let Some(rect) = spot.rect else { return Some(page) };
    let tenth = |length: massicot::geom::Length| {
        let text = format!("{:.1}", length.to_mm());
        Say { fr: text.replace('.', ","), en: text }
    };
    Some(say!("{page}, à {x} × {y} mm", "{page}, at {x} × {y} mm"; page = page, x = tenth(rect.x), y = tenth(rect.y)))
}

/// Other pages with the same, by their numbers.
fn others(finding: &verify::Finding) -> Option<Say> {
    let first = finding.places.first()?.page;
    let mut pages: Vec<usize> =
        finding.places.iter().filter_map(|spot| spot.page).filter(|page| Some(*page) != first).collect();
    pages.sort_unstable();
    pages.dedup();
    let count = finding.count;
    if pages.is_empty() {
        return (count > 1 && first.is_some())
            .then(|| say!("{count} fois sur cette page", "{count} times on this page"));
    }
    let shown = pages.iter().take(NAMED).map(|page| (page + 1).to_string()).collect::<Vec<_>>().join(", ");
    let rest = pages.len().saturating_sub(NAMED);
    Some(if rest > 0 {
        say!(
            "{count} endroits ; aussi pages {shown} et {rest} autres",
            "{count} places; also pages {shown} and {rest} more"
        )
    } else if pages.len() == 1 {
        say!("{count} endroits ; aussi page {shown}", "{count} places; also page {shown}")
    } else {
        say!("{count} endroits ; aussi pages {shown}", "{count} places; also pages {shown}")
    })
}

/// What the file is, in one line.
fn facts(audit: &Audit) -> Say {
    let pages = wording::count(audit.pages.len(), ["page", "pages"], ["page", "pages"]);
    let plates = if audit.plates.is_empty() { "–".to_owned() } else { audit.plates.join(", ") };
    let against = audit.title().map_or_else(|| say!("sans norme", "no standard"), |title| say!("{title}", "{title}"));
    say!("{pages} ; plaques : {plates} ; {against}", "{pages}; plates: {plates}; {against}"; pages = pages, plates = say!("{plates}", "{plates}"), against = against)
}

fn as_json(audit: &Audit, lang: Lang) -> Value {
    let spot = |spot: &Spot| {
        let label = spot.page.and_then(|page| audit.pages.get(page)).and_then(|page| page.label.clone());
        let round = |length: massicot::geom::Length| (length.to_mm() * 1000.0).round() / 1000.0;
        json!({
            "page": spot.page.map(|page| page + 1),
            "label": label,
            "rect_mm": spot.rect.map(|rect| [round(rect.x), round(rect.y), round(rect.width), round(rect.height)]),
            "object": spot.object,
        })
    };
    let findings: Vec<Value> = audit
        .findings
        .iter()
        .map(|finding| {
            json!({
                "code": finding.code,
                "severity": match finding.severity { Severity::Error => "error", Severity::Warning => "warning" },
                "message": finding.message.text(lang),
                "hint": finding.hint.text(lang),
                "count": finding.count,
                "places": finding.places.iter().map(spot).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({ "standard": audit.standard.key(), "pages": audit.pages.len(), "plates": audit.plates, "findings": findings })
}

/// `x4`, `x1a-2003`, `none`.
pub fn standard(text: &str) -> Result<Standard, BadValue> {
    let all = [Standard::X4, Standard::X1a2003, Standard::X1a2001, Standard::None];
    values::named(text, &all.map(|standard| (standard.key(), standard)))
}
