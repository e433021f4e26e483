//! Preflight of a finished PDF, ours or anybody's: the file is read through lopdf, its streams are interpreted, and every
//! rule of [`rules`](super::rules) looks at what is there. Knows no scene and no deck.

pub(super) mod coverage;
pub(super) mod file;
pub(super) mod font;
pub(super) mod function;
pub(super) mod ground;
pub(super) mod image;
pub(super) mod ink;
pub(super) mod intent;
pub(super) mod interpreter;
pub(super) mod layer;
mod lexer;
pub(super) mod limits;
pub(super) mod mark;
pub(super) mod notes;
mod operators;
pub(super) mod page;
mod painting;
mod path;
pub(super) mod profile;
mod settings;
pub(super) mod space;
mod state;
pub(super) mod symbol;
mod texts;
pub(super) mod ticket;
pub(super) mod xmp;

pub use limits::Limits;
pub use notes::{Finding, Spot};
pub use ticket::{Component, Ticket};

use self::file::File;
use self::interpreter::Interpreter;
use self::notes::Notes;
use self::page::Page;
use super::rules::{self, Census, Desk, Sheet};
use crate::diag::{Diagnostic, Severity};
use crate::geom::Size;
use crate::printers::Standard;

/// What a file is held against.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// The standard; that which the file claims, or else PDF/X-4, where it is none.
    pub standard: Option<Standard>,
    /// The printer's limits.
    pub limits: Limits,
    /// The ticket that comes with the file, and the name of the file in it.
    pub ticket: Option<(Ticket, String)>,
    /// Only what the file itself must be: version, metadata, boxes, colours, fonts, streams. What a page looks like is left to
    /// others.
    pub structure_only: bool,
}

/// What was found out about a file.
#[derive(Clone, Debug)]
pub struct Audit {
    /// Everything found, errors first.
    pub findings: Vec<Finding>,
    /// The standard that the file was held against.
    pub standard: Standard,
    /// Its pages.
    pub pages: Vec<Leaf>,
    /// Colour plates that print, process inks first.
    pub plates: Vec<String>,
}

/// A page, for reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// What readers show instead of the number; none where it is the number.
    pub label: Option<String>,
    /// Finished size.
    pub trim: Size,
    /// The trim in the room that readers show (the CropBox, or else the MediaBox): its corner, and the room's size.
    pub shown: crate::geom::Rect,
}

impl Audit {
    /// What the standard is called that the file was held against; nothing where there was none.
    pub fn title(&self) -> Option<&'static str> {
        limits::title(self.standard)
    }

    /// True when something keeps the file from being printed as it should.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// Holds a file against a standard and the limits of a printer.
///
/// # Errors
/// A file that cannot be read: no PDF, damaged, encrypted.
pub fn audit(bytes: &[u8], order: &Order) -> Result<Audit, Diagnostic> {
    let file = File::open(bytes)?;
    let desk = Desk::new(&file, order);
    let mut notes = Notes::default();
    rules::whole(&desk, &mut notes);
    let mut interpreter = Interpreter::new(&file);
    let mut census = Census::default();
    let labels = page::labels(&file, file.leaves.len());
    let mut pages = Vec::new();
    for ((index, leaf), label) in file.leaves.iter().enumerate().zip(labels) {
        let Some(page) = Page::read(&file, leaf, index) else { continue };
        let drawn = interpreter.page(&page);
        pages.push(Leaf { label, trim: page.size(), shown: page.shown() });
        let sheet = Sheet { page: &page, drawn: &drawn };
        census.add(&sheet);
        rules::page(&sheet, &desk, &mut notes);
    }
    census.fonts = interpreter.fonts().to_vec();
    rules::last(&census, &desk, &mut notes);
    Ok(Audit { findings: notes.into_findings(), standard: desk.standard, pages, plates: census.plates() })
}
