//! `massicot list`: what a kit holds, as a table or as JSON.

use std::io;
use std::path::Path;

use massicot::compile::{self, Listed, ListedSheet};
use massicot::diag::{Lang, Say};
use massicot::say;
use massicot::world::DiskWorld;
use serde_json::{Value, json};

use super::args::List;
use super::output::Terminal;
use super::{Exit, kit, printers, wording};

/// Runs the command.
pub fn run(args: &List, terminal: &Terminal) -> io::Result<Exit> {
    if let Some((fault, exit)) = args.kit.as_deref().and_then(kit::missing) {
        return terminal.refuse(fault, exit);
    }
    if args.profiles || args.shop.is_some() {
        return printers::run(args, terminal);
    }
    let about = args.kit.as_deref().unwrap_or(Path::new("layouts/sheets"));
    let (member, json, lines, report) = match (&args.kit, args.arrangements) {
        (Some(kit), false) => {
            let (components, report) = compile::list(&DiskWorld::new(), kit);
            ("components", as_json(&components), table(&rows(&components, terminal.lang())), report)
        }
        (kit, _) => {
            let (sheets, report) = compile::list_sheets(&DiskWorld::new(), kit.as_deref());
            ("sheets", sheets_as_json(&sheets), table(&sheet_rows(&sheets, terminal.lang())), report)
        }
    };
    if terminal.is_json() {
        return terminal.report(&report, about, vec![(member, json)]);
    }
    terminal.print(&lines)?;
    if report.diagnostics.is_empty() {
        return Ok(Exit::Clean);
    }
    terminal.report(&report, about, Vec::new())
}

fn sheets_as_json(sheets: &[ListedSheet]) -> Value {
    let sheets = sheets.iter().map(|sheet| {
        let ListedSheet { sheet, name, paper, piece } = sheet;
        json!({ "sheet": sheet, "name": { "fr": name.fr, "en": name.en }, "paper": paper, "piece": piece })
    });
    sheets.collect()
}

fn sheet_rows(sheets: &[ListedSheet], lang: Lang) -> Vec<[String; 4]> {
    let row = |sheet: &ListedSheet| {
        [sheet.sheet.clone(), sheet.paper.clone(), sheet.name.text(lang).to_owned(), sheet.piece.clone()]
    };
    sheets.iter().map(row).collect()
}

fn as_json(components: &[Listed]) -> Value {
    let components = components.iter().map(|component| {
        let cards = component.cards.iter().map(|(code, count)| json!({ "code": code, "count": count }));
        json!({
            "id": component.id,
            "title": component.title,
            "kind": component.kind,
            "format": component.format,
            "to_come": component.to_come,
            "cards": cards.collect::<Value>(),
        })
    });
    components.collect()
}

fn rows(components: &[Listed], lang: Lang) -> Vec<[String; 4]> {
    let row = |component: &Listed| {
        let cards = cards(component).text(lang).to_owned();
        [component.id.clone(), component.title.clone(), component.format.clone(), cards]
    };
    components.iter().map(row).collect()
}

/// Columns as wide as their widest cell.
pub(super) fn table(rows: &[[String; 4]]) -> String {
    let mut widths = [0; 4];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let line = |row: &[String; 4]| {
        let cells: Vec<_> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        cells.join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

/// « 24 cartes », « 24 cartes, 30 exemplaires », « plateau », « à venir ».
fn cards(component: &Listed) -> Say {
    if component.to_come {
        return say!("à venir", "to come");
    }
    let cards = wording::count(component.cards.len(), ["carte", "cartes"], ["card", "cards"]);
    match component.kind {
        "board" => return say!("plateau", "board"),
        "poster" => return say!("affiche", "poster"),
        "document" => return say!("document", "document"),
        _ => {}
    }
    let copies: u64 = component.cards.iter().map(|(_, count)| u64::from(*count)).sum();
    if copies == component.cards.len() as u64 {
        return cards;
    }
    let (fr, en) = (cards.fr, cards.en);
    say!("{fr}, {copies} exemplaires", "{en}, {copies} copies")
}
