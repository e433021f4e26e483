//! Reports as CSV, JSON, a fragment of HTML, or plain text. Knows tables; knows no kit.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::Kind;
use super::table::{Report, Table};

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Columns for a terminal.
    Text,
    /// The main table, comma separated (RFC 4180), its first line the keys of the columns.
    Csv,
    /// Every table, each row an object.
    Json,
    /// A `<section>` to be put into a page: tables with captions and headed rows, or one `<article>` a notice.
    Html,
}

impl Format {
    /// The ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Html => "html",
        }
    }
}

/// A report in a format, with a line break at its end.
pub fn render(report: &Report, format: Format) -> String {
    match format {
        Format::Text => report.tables.iter().map(text).collect::<Vec<_>>().join("\n"),
        Format::Csv => report.tables.first().map(csv).unwrap_or_default(),
        Format::Json => format!("{:#}\n", json(report)),
        Format::Html => html(report),
    }
}

fn csv(table: &Table) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Nothing can fail: what is written to is memory, and every row has as many cells as there are columns.
    let _ = writer.write_record(table.columns.iter().map(|column| column.key));
    for row in &table.rows {
        let _ = writer.write_record(row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn json(report: &Report) -> Value {
    let row = |table: &Table, row: &Vec<String>| {
        let cells =
            table.columns.iter().zip(row).map(|(column, cell)| (column.key.to_owned(), Value::from(cell.as_str())));
        Value::Object(cells.collect::<Map<_, _>>())
    };
    let tables = report.tables.iter().map(|table| {
        let columns = table.columns.iter().map(|column| json!({ "key": column.key, "title": column.title }));
        let rows = table.rows.iter().map(|cells| row(table, cells));
        json!({
            "table": table.key,
            "caption": table.caption,
            "columns": columns.collect::<Value>(),
            "rows": rows.collect::<Value>(),
        })
    });
    json!({
        "report": report.kind.key(),
        "kit": &*report.kit,
        "version": &*report.version,
        "lang": &*report.lang,
        "tables": tables.collect::<Value>(),
    })
}

fn html(report: &Report) -> String {
    let (lang, kind) = (escaped(&report.lang), report.kind.key());
    let title = report.tables.first().map(|table| escaped(&table.caption)).unwrap_or_default();
    let about = format!("{} {}", escaped(&report.kit), escaped(&report.version));
    let mut page = format!("<section lang=\"{lang}\" class=\"massicot {kind}\">\n<h2>{title} – {about}</h2>\n");
    for table in &report.tables {
        if report.kind == Kind::Notices {
            articles(table, &mut page);
        } else {
            rows(table, &mut page);
        }
    }
    page + "</section>\n"
}

fn rows(table: &Table, page: &mut String) {
    let _ = write!(page, "<table>\n<caption>{}</caption>\n<thead>\n<tr>", escaped(&table.caption));
    for column in &table.columns {
        let _ = write!(page, "<th scope=\"col\">{}</th>", escaped(&column.title));
    }
    page.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        page.push_str("<tr>");
        for (index, cell) in row.iter().enumerate() {
            let cell = escaped(cell);
            let _ = if index == table.header {
                write!(page, "<th scope=\"row\">{cell}</th>")
            } else {
                write!(page, "<td>{cell}</td>")
            };
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
}

/// One article a row: its name as a heading, what else it says as terms with their descriptions.
fn articles(table: &Table, page: &mut String) {
    for row in &table.rows {
        let name = row.get(table.header).map(|name| escaped(name)).unwrap_or_default();
        let _ = write!(page, "<article>\n<h3>{name}</h3>\n<dl>\n");
        for (index, (column, cell)) in table.columns.iter().zip(row).enumerate() {
            if index != table.header && !cell.is_empty() {
                let _ = writeln!(page, "<dt>{}</dt><dd>{}</dd>", escaped(&column.title), escaped(cell));
            }
        }
        page.push_str("</dl>\n</article>\n");
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Columns as wide as their widest cell.
fn text(table: &Table) -> String {
    let head: Vec<String> = table.columns.iter().map(|column| column.title.clone()).collect();
    let lines = || std::iter::once(&head).chain(&table.rows);
    let width = |index: usize| lines().filter_map(|row| row.get(index)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..head.len()).map(|index| width(index).unwrap_or_default()).collect();
    let mut text = format!("{}\n", table.caption);
    for row in lines() {
        let cells: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let _ = writeln!(text, "{}", cells.join("  ").trim_end());
    }
    text
}
