//! `massicot list`: what a kit holds, as a table or as JSON.

use std::io;

use massicot::compile::{self, Listed};
use massicot::diag::{Lang, Say};
use massicot::say;
use massicot::world::DiskWorld;
use serde_json::{Value, json};

use super::args::List;
use super::output::Terminal;
use super::{Exit, kit, wording};

/// Runs the command.
pub fn run(args: &List, terminal: &Terminal) -> io::Result<Exit> {
    if let Some((fault, exit)) = kit::missing(&args.kit) {
        return terminal.refuse(fault, exit);
    }
    let (components, report) = compile::list(&DiskWorld::new(), &args.kit);
    if terminal.is_json() {
        return terminal.report(&report, &args.kit, vec![("components", as_json(&components))]);
    }
    terminal.print(&table(&components, terminal.lang()))?;
    if report.diagnostics.is_empty() {
        return Ok(Exit::Clean);
    }
    terminal.report(&report, &args.kit, Vec::new())
}

fn as_json(components: &[Listed]) -> Value {
    let components = components.iter().map(|component| {
        let cards = component.cards.iter().map(|(code, count)| json!({ "code": code, "count": count }));
        json!({
            "id": component.id,
            "title": component.title,
            "format": component.format,
            "to_come": component.to_come,
            "cards": cards.collect::<Value>(),
        })
    });
    components.collect()
}

/// One line a component, columns as wide as their widest cell.
fn table(components: &[Listed], lang: Lang) -> String {
    let rows: Vec<[String; 4]> = components
        .iter()
        .map(|component| {
            let cards = cards(component).text(lang).to_owned();
            [component.id.clone(), component.title.clone(), component.format.clone(), cards]
        })
        .collect();
    let mut widths = [0; 4];
    for row in &rows {
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

/// « 24 cartes », « 24 cartes, 30 exemplaires », « à venir ».
fn cards(component: &Listed) -> Say {
    if component.to_come {
        return say!("à venir", "to come");
    }
    let cards = wording::count(component.cards.len(), ["carte", "cartes"], ["card", "cards"]);
    let copies: u64 = component.cards.iter().map(|(_, count)| u64::from(*count)).sum();
    if copies == component.cards.len() as u64 {
        return cards;
    }
    let (fr, en) = (cards.fr, cards.en);
    say!("{fr}, {copies} exemplaires", "{en}, {copies} copies")
}
