//! The lines that tools follow as files of their own: one for a deck or a sheet, or one for each face that differs.

use std::io;

use super::files::Put;
use super::made::Made;
use super::sheets::Sheeted;
use super::{Format, Run, Sink};
use crate::diag::{Diagnostic, Lang};
use crate::export::cut::{self, Line};
use crate::say;
use crate::scene::{Document, Page, Side};

/// Lines that one or several faces have.
struct Found<'d> {
    page: &'d Page,
    lines: Vec<Line>,
}

impl Run<'_> {
    /// The lines of a deck's pieces.
    pub(super) fn deck_lines(&mut self, deck: &Made, format: Format, sink: &mut Sink<'_>) -> io::Result<()> {
        let lang = deck.file_lang();
        let document = deck.clone().outlined().into_document();
        let path = |name: &str, extension: &str| {
            let what = format!("{}_{}{name}", deck.count(), word(lang));
            deck.names.path("", &what, extension)
        };
        self.lines(&document, format, &path, Put::at, sink)
    }

    /// The lines of sheets.
    pub(super) fn sheet_lines(&mut self, sheet: &Sheeted, format: Format, sink: &mut Sink<'_>) -> io::Result<()> {
        let path = |name: &str, extension: &str| {
            let what = format!("{}_{}{name}", sheet.what, word(sheet.lang));
            sheet.names.path("", &what, extension)
        };
        let put = |path| Put { sheet: Some(&sheet.facts), ..Put::at(path) };
        self.lines(&sheet.document, format, &path, put, sink)
    }

    fn lines<'p>(
        &mut self,
        document: &Document,
        format: Format,
        path: &dyn Fn(&str, &str) -> String,
        put: impl Fn(String) -> Put<'p>,
        sink: &mut Sink<'_>,
    ) -> io::Result<()> {
        let found = distinct(document);
        if found.is_empty() {
            let fault = say!("aucun tracé à suivre dans ce fichier", "there is no line to follow in this file");
            self.diagnostics.push(Diagnostic::warning("no-cut-lines", fault).hint(say!(
                "les traceurs suivent les plaques cut-line, crease, perforation et kiss-cut",
                "plotters follow the plates cut-line, crease, perforation and kiss-cut"
            )));
        }
        let single = found.len() == 1;
        for Found { page, lines } in &found {
            let name = if single { String::new() } else { format!("_{}", page.name) };
            let size = page.boxes.trim;
            let (text, extension) = match format {
                Format::Dxf => (cut::dxf(size, lines), "dxf"),
                _ => (cut::svg(size, lines), "svg"),
            };
            self.put(put(path(&name, extension)), text.as_bytes(), std::slice::from_ref(*page), sink)?;
        }
        Ok(())
    }
}

/// Faces with lines, each kind once. Paper is cut from its front; backs count only where there is no front.
fn distinct(document: &Document) -> Vec<Found<'_>> {
    let fronts = document.pages.iter().any(|page| page.side == Side::Front);
    let mut found: Vec<Found<'_>> = Vec::new();
    for page in document.pages.iter().filter(|page| page.copies > 0 && (page.side == Side::Front || !fronts)) {
        let lines = page.lines(document);
        let known = found.iter().any(|other| other.lines == lines && other.page.boxes.trim == page.boxes.trim);
        if !lines.is_empty() && !known {
            found.push(Found { page, lines });
        }
    }
    found
}

/// In file names.
const fn word(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "decoupe",
        Lang::En => "cut",
    }
}
