//! Long Markdown as a tree of blocks: headings, paragraphs, lists, tables, figures, notes, blanks to fill in. Knows no
//! style, no frame and no page; what it cannot keep is a fault with its place in the text.
//!
//! | written | block |
//! | --- | --- |
//! | `# Title {#name}` to `#### Title` | a heading, by the name that links in the text lead to |
//! | `- item`, `1. item`, `- [ ] item` | lists, which nest; boxes to tick |
//! | `> words` | a quotation |
//! | a GFM table | a table |
//! | `![what it shows](file "caption")` alone in a paragraph | a figure |
//! | `words[^1]`, `[^1]: note` | a footnote |
//! | `---` | a rule |
//! | `[Label]{.field}`, `[Label]{.check}` alone in a paragraph or in a cell | a blank to fill in, a box to tick |
//! | `<!-- page -->`, `<!-- column -->`, `<!-- toc -->` | a break; the table of contents |
//! | `<!-- .name -->` | the next block has the block style of that name |

mod blanks;
mod comments;
mod reader;

use std::collections::BTreeMap;
use std::ops::Range;

pub use blanks::{Blank, BlankKind, BlankWidth};
use pulldown_cmark::Event;
pub use reader::MOST_HEADINGS;
pub(super) use reader::subset;

use super::super::Inline;
use super::reader as words;
use super::runs::Border;
use super::{Icons, MarkupFault, Runs, Styles};

/// A text read into blocks.
#[derive(Debug)]
pub struct Story<'a> {
    source: &'a str,
    events: Vec<(Event<'a>, Range<usize>)>,
    borders: BTreeMap<usize, Border>,
    /// Number of each footnote by its label.
    numbers: BTreeMap<String, u32>,
    /// The blocks, in reading order.
    pub blocks: Vec<Block>,
    /// What the footnotes say, in the order in which they are called.
    pub notes: Vec<Vec<Block>>,
}

/// A block.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The block style that it asks for by name.
    pub class: Option<String>,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
}

/// Words of one block, marks and all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    events: Range<usize>,
    /// Where they stand, in bytes.
    pub range: Range<usize>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A heading of level 1 to 4.
    Heading {
        /// From 1.
        level: u8,
        /// The name that links lead to, where the text gives one.
        name: Option<String>,
        /// What it says.
        words: Words,
    },
    /// A paragraph.
    Paragraph(Words),
    /// A list.
    List {
        /// Number of its first item; none for bullets.
        start: Option<u64>,
        /// Its items.
        items: Vec<Item>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A table.
    Table(Table),
    /// A picture that stands by itself.
    Figure {
        /// The file.
        file: String,
        /// What it shows, in words; empty for decoration.
        alt: String,
        /// What stands under it.
        caption: Option<String>,
    },
    /// A rule across the column.
    Rule,
    /// Blanks side by side.
    Blanks(Vec<Blank>),
    /// What follows stands on the next page.
    NewPage,
    /// What follows stands in the next column.
    NewColumn,
    /// The headings with their pages.
    Contents,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// A box to tick, and whether it is.
    pub check: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A table: one row of heads, then rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Where the words of each column stand.
    pub sides: Vec<ColumnSide>,
    /// The heads.
    pub head: Vec<Cell>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words; none of them in an empty cell.
    Words(Words),
    /// Something to fill in.
    Blanks(Vec<Blank>),
}

/// Where the words of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnSide {
    /// As the style says.
    #[default]
    Style,
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// With what words are set.
pub struct Letters<'l> {
    /// Faces and paragraph.
    pub styles: &'l Styles,
    /// Icons among words.
    pub icons: Icons<'l>,
    /// Type styles of runs.
    pub runs: Runs<'l>,
    /// What the names of places in this text begin with, so that they are unique in a document of several texts.
    pub prefix: &'l str,
}

impl<'a> Story<'a> {
    /// Reads a text. What can be read is there even where there are faults.
    pub fn read(text: &'a str) -> (Self, Vec<MarkupFault>) {
        reader::read(text)
    }

    /// The words of a block as inlines.
    ///
    /// # Errors
    /// Every mark that cannot be followed, with its place in the text.
    pub fn inlines(&self, words: &Words, letters: &Letters<'_>) -> Result<Vec<Inline>, Vec<MarkupFault>> {
        let events = self.events.get(words.events.clone()).unwrap_or_default();
        let borders = self.borders.range(words.range.clone()).map(|(at, border)| (*at, border.clone())).collect();
        words::inlines(self.source, events, borders, (&self.numbers, letters.prefix), letters)
    }

    /// Every picture of the text, by file.
    pub fn pictures(&self) -> Vec<&str> {
        let mut found = Vec::new();
        for blocks in std::iter::once(&self.blocks).chain(&self.notes) {
            pictures(blocks, &mut found);
        }
        found
    }
}

fn pictures<'b>(blocks: &'b [Block], found: &mut Vec<&'b str>) {
    for block in blocks {
        match &block.kind {
            Kind::Figure { file, .. } => found.push(file),
            Kind::Quote(blocks) => pictures(blocks, found),
            Kind::List { items, .. } => items.iter().for_each(|item| pictures(&item.blocks, found)),
            Kind::Heading { .. } | Kind::Paragraph(_) | Kind::Table(_) | Kind::Rule | Kind::Blanks(_) => {}
            Kind::NewPage | Kind::NewColumn | Kind::Contents => {}
        }
    }
}

/// The name of the place where footnote `number` stands.
pub fn note_place(prefix: &str, number: u32) -> String {
    format!("#{prefix}note-{number}")
}

/// The number of the footnote that a link in this text leads to.
pub fn note_number(prefix: &str, uri: &str) -> Option<u32> {
    uri.strip_prefix('#')?.strip_prefix(prefix)?.strip_prefix("note-")?.parse().ok()
}
