//! A report as tables: columns with a key for programs and a heading for people, rows of texts.

use std::sync::Arc;

use super::Kind;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its key in CSV and JSON: the same in every language.
    pub key: &'static str,
    /// Its heading.
    pub title: String,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its key in JSON and in file names.
    pub key: &'static str,
    /// What it shows, in a line.
    pub caption: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The column whose cells name their row.
    pub header: usize,
    /// The rows; each has a cell for every column, empty where there is nothing to say.
    pub rows: Vec<Vec<String>>,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What it is about.
    pub kind: Kind,
    /// The title of the kit.
    pub kit: Arc<str>,
    /// The version of the kit.
    pub version: Arc<str>,
    /// The language of the kit.
    pub lang: Arc<str>,
    /// Its tables, the main one first; never empty.
    pub tables: Vec<Table>,
}

impl Table {
    /// A table without rows; `columns` are keys and headings.
    pub(super) fn new(
        key: &'static str,
        caption: String,
        columns: impl IntoIterator<Item = (&'static str, String)>,
        header: usize,
    ) -> Self {
        let columns = columns.into_iter().map(|(key, title)| Column { key, title }).collect();
        Self { key, caption, columns, header, rows: Vec::new() }
    }
}
