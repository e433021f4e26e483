//! Parts of a pack into one document for each paper: front matter first, then sheets of cards, empty backs where both sides are
//! printed.

use super::cards::Cards;
use super::facts::{CardFacts, PartFacts};
use crate::compile::files::sheet_options;
use crate::export::pdf;
use crate::geom::{Length, PageBoxes};
use crate::impose::{Printer, Sides};
use crate::scene::{Document, Page, Side};

/// One file under way.
pub(super) struct Paper {
    /// `A4`
    pub name: String,
    printer: Printer,
    sides: Sides,
    /// Both sides are printed: pages of one side have an empty back.
    two_sided: bool,
    /// Its front matter, then its cards.
    parts: Vec<Part>,
    /// What pages share; its pages wait in the parts.
    document: Document,
}

/// Pages that belong together.
pub(super) struct Part {
    what: &'static str,
    pages: Vec<Page>,
    /// Front and back are there already.
    paired: bool,
    cards: Option<CardFacts>,
}

impl Part {
    /// Pages of one side each.
    pub fn single(what: &'static str, pages: Vec<Page>) -> Self {
        Self { what, pages, paired: false, cards: None }
    }
}

impl Paper {
    /// A file without cards.
    pub fn plain(name: String, document: Document) -> Self {
        let (printer, sides) = (Printer::Home, Sides::Single);
        Self { name, printer, sides, two_sided: false, parts: Vec::new(), document }
    }

    /// The file of groups of cards that go onto the same paper; none where their fonts differ.
    pub fn of(name: String, groups: Vec<Cards>) -> Option<Self> {
        let two_sided = groups.iter().any(|cards| cards.two_sided);
        let first = groups.iter().find(|cards| cards.two_sided == two_sided)?;
        let (printer, sides) = (first.printer, first.sides);
        let (mut documents, mut heads) = (Vec::new(), Vec::new());
        for Cards { document, cover, two_sided, facts, .. } in groups {
            heads.push((document.pages.len(), cover, two_sided, facts));
            documents.push(document);
        }
        let mut document = Document::merged(documents)?;
        let mut pages = std::mem::take(&mut document.pages).into_iter();
        let mut parts = Vec::new();
        for (count, cover, paired, facts) in heads {
            parts.extend(cover.map(|page| Part::single("how-to-print", vec![page])));
            // Where only other cards of this paper have backs, those of these are empty.
            let (pages, cards) = (pages.by_ref().take(count).collect(), Some(facts));
            parts.push(Part { what: "cards", pages, paired, cards });
        }
        Some(Self { name, printer, sides, two_sided, parts, document })
    }

    /// Puts front matter in place of what was there before of the same kind, or at the front.
    pub fn put(&mut self, front: [Part; 3]) {
        self.parts.retain(|part| !front.iter().any(|new| new.what == part.what));
        self.parts.splice(0..0, front);
    }

    /// What its parts come to, empty backs counted.
    pub fn facts(&self) -> Vec<PartFacts> {
        let mut next = 1;
        let parts = self.parts.iter().filter(|part| !part.pages.is_empty()).map(|part| {
            let pages = part.pages.len() * if self.wants_backs(part) { 2 } else { 1 };
            let sheets = if self.two_sided { pages / 2 } else { pages };
            let from = next;
            next += pages;
            PartFacts { part: part.what, pages: (from, next - 1), sheets, cards: part.cards.clone() }
        });
        parts.collect()
    }

    fn wants_backs(&self, part: &Part) -> bool {
        self.two_sided && !part.paired
    }

    /// How its PDF is written, where a file for a press is written like `press`.
    pub fn options(&self, press: pdf::Options) -> pdf::Options {
        sheet_options(press, self.printer, self.sides, None)
    }

    /// The document, called `title`.
    pub fn document(self, title: String) -> Document {
        let mut pages = Vec::new();
        for part in &self.parts {
            let blank = self.wants_backs(part);
            for page in &part.pages {
                let back = blank.then(|| empty_back(page));
                pages.extend(std::iter::once(page.clone()).chain(back));
            }
        }
        let mut document = self.document;
        document.info.title = title;
        Document { pages, ..document }
    }
}

fn empty_back(page: &Page) -> Page {
    Page {
        boxes: PageBoxes::new(page.boxes.trim, Length::ZERO, Length::ZERO),
        name: format!("{}-verso", page.name),
        side: Side::Back,
        copies: 1,
        ..Page::default()
    }
}
