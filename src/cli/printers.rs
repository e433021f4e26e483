//! `massicot list --printers` and `--printer`: the print shops that are known, and what each asks for with its sources.

use std::io;
use std::path::Path;

use massicot::compile;
use massicot::diag::Lang;
use massicot::printers::{Printer, Printers, Told, Trim};
use massicot::say;
use massicot::world::DiskWorld;
use serde_json::{Value, json};

use super::Exit;
use super::args::List;
use super::list::table;
use super::output::Terminal;

/// Runs the command.
pub fn run(args: &List, terminal: &Terminal) -> io::Result<Exit> {
    let (all, report) = compile::list_printers(&DiskWorld::new(), args.kit.as_deref());
    let about = args.kit.as_deref().unwrap_or(Path::new("layouts/printers"));
    let (json, lines) = match &args.shop {
        None => (all.iter().map(as_json).collect(), table(&rows(&all, terminal.lang()))),
        Some(name) => match all.get(name) {
            Ok(printer) => (json!([as_json(printer)]), sheet(printer, terminal.lang())),
            Err(fault) => return terminal.refuse(fault, Exit::Usage),
        },
    };
    if terminal.is_json() {
        return terminal.report(&report, about, vec![("printers", json)]);
    }
    terminal.print(&lines)?;
    if report.diagnostics.is_empty() {
        return Ok(Exit::Clean);
    }
    terminal.report(&report, about, Vec::new())
}

fn rows(all: &Printers, lang: Lang) -> Vec<[String; 4]> {
    let row = |printer: &Printer| {
        let country = printer.country.as_deref().unwrap_or("–").to_owned();
        [printer.id.to_string(), country, printer.name.to_string(), printer.about.say().text(lang).to_owned()]
    };
    all.iter().map(row).collect()
}

/// One printer, a figure a line, then its source.
fn sheet(printer: &Printer, lang: Lang) -> String {
    let mut rows: Vec<[String; 4]> = Vec::new();
    for trim in &printer.sizes {
        let (width, height) = (trim.size.width, trim.size.height);
        let name = &trim.name;
        let size = say!("format {name}", "size {name}");
        let pixels = trim.pixels.map(|[w, h]| format!(", {w} × {h} px")).unwrap_or_default();
        let value = format!("{width} × {height}{pixels}");
        let value = if lang == Lang::Fr { value.replace('.', ",") } else { value };
        rows.push([size.text(lang).to_owned(), value, trim.source.say().text(lang).to_owned(), String::new()]);
    }
    rows.extend(printer.told().iter().map(|told| {
        let source = source(told, lang);
        [told.name.text(lang).to_owned(), told.value.text(lang).to_owned(), source, String::new()]
    }));
    let country = printer.country.as_deref().map(|country| format!(" ({country})")).unwrap_or_default();
    format!("{}{country}\n{}\n\n{}", printer.name, printer.about.say().text(lang), table(&rows))
}

fn source(told: &Told, lang: Lang) -> String {
    let source = told.source.say();
    let said = match &told.inherited {
        None => source,
        Some(generic) => {
            say!("d’après « {generic} » : {source}", "after “{generic}”: {source}"; source = source)
        }
    };
    said.text(lang).to_owned()
}

fn as_json(printer: &Printer) -> Value {
    let figure = |told: &Told| {
        json!({
            "key": told.key,
            "value": { "fr": told.value.fr, "en": told.value.en },
            "source": told.source.from,
            "read": told.source.read.key(),
            "inherited": told.inherited.as_deref(),
        })
    };
    let size = |trim: &Trim| {
        json!({
            "name": &*trim.name,
            "mm": [trim.size.width.to_mm(), trim.size.height.to_mm()],
            "pixels": trim.pixels,
            "source": trim.source.from,
            "read": trim.source.read.key(),
        })
    };
    json!({
        "printer": &*printer.id,
        "name": &*printer.name,
        "country": printer.country.as_deref(),
        "about": { "fr": printer.about.fr, "en": printer.about.en },
        "sizes": printer.sizes.iter().map(size).collect::<Value>(),
        "figures": printer.told().iter().map(figure).collect::<Value>(),
    })
}
