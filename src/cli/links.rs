//! `massicot links`: the addresses that a kit prints, listed and checked; redirects for its short links.

use std::io;
use std::path::Path;

use massicot::compile::Report;
use massicot::diag::{Diagnostic, Diagnostics, Say};
use massicot::links::{self, Address};
use massicot::source::Sources;
use massicot::world::DiskWorld;
use massicot::{model, say, yaml};
use serde_json::{Value, json};

use super::args::Links;
use super::output::Terminal;
use super::{Exit, interrupt, kit, list, wording};

/// Runs the command.
pub fn run(args: &Links, terminal: &Terminal) -> io::Result<Exit> {
    if let Some((fault, exit)) = kit::missing(&args.kit) {
        return terminal.refuse(fault, exit);
    }
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let kit = model::load(&DiskWorld::new(), &args.kit, &mut sources, &mut diagnostics);
    let addresses = kit.as_ref().map(links::addresses).unwrap_or_default();
    links::check(&addresses, &mut diagnostics);
    diagnostics.dedup();
    yaml::locate(&sources, &mut diagnostics);
    let report = Report { sources, diagnostics, ..Report::default() };
    let Some(kit) = kit else { return terminal.report(&report, &args.kit, Vec::new()) };
    let redirects = match &args.redirects {
        Some(folder) if !report.diagnostics.has_errors() => match write(&addresses, &kit.lang, folder) {
            Ok(written) => written,
            Err(fault) => return terminal.refuse(*fault, Exit::Faults),
        },
        _ => Vec::new(),
    };
    if terminal.is_json() {
        let written = redirects.iter().map(|path| json!({ "path": path })).collect();
        return terminal.report(&report, &args.kit, vec![("links", as_json(&addresses)), ("written", written)]);
    }
    if !terminal.is_quiet() {
        terminal.print(&list::table(&rows(&addresses)))?;
        terminal.print(&redirects.iter().map(|path| format!("{path}\n")).collect::<String>())?;
    }
    terminal.report(&report, &args.kit, Vec::new())
}

fn rows(addresses: &[Address]) -> Vec<[String; 4]> {
    let row = |address: &Address| {
        let short = address.short.clone().unwrap_or_default();
        let status = [&*address.status, &*address.checked].join(" ").trim().to_owned();
        [address.id.to_string(), address.url.to_string(), short, status]
    };
    addresses.iter().map(row).collect()
}

fn as_json(addresses: &[Address]) -> Value {
    let each = addresses.iter().map(|address| {
        let Address { owner, id, title, url, short, status, checked, .. } = address;
        json!({
            "of": owner.key(),
            "id": &**id,
            "title": &**title,
            "url": &**url,
            "short": short,
            "status": &**status,
            "checked": &**checked,
        })
    });
    each.collect()
}

/// Writes the redirects into a folder; gives the paths.
fn write(addresses: &[Address], lang: &str, folder: &Path) -> Result<Vec<String>, Box<Diagnostic>> {
    let mut written = Vec::new();
    for (name, text) in links::files(&links::table(addresses), lang) {
        let path = folder.join(name);
        if let Err(error) = interrupt::write(&path, text.as_bytes()) {
            let (path, Say { fr, en }) = (path.display(), wording::reason(&error));
            let words = say!("{path} ne s’écrit pas : {fr}", "{path} cannot be written: {en}");
            return Err(Box::new(Diagnostic::error("write-failed", words)));
        }
        written.push(path.display().to_string());
    }
    Ok(written)
}
