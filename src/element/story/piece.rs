//! A long text made ready for one card, piece by piece: what each piece is, how far it stands in, what surrounds it.
//! Knows no page: pieces are set in whatever width a page has.

use std::ops::Range;
use std::sync::Arc;

use super::super::Stocked;
use super::style::BlockStyle;
use super::table::TableBody;
use crate::color::Color;
use crate::geom::{Length, Size};
use crate::scene::{Anchor, Role, Stroke};
use crate::text::Prepared;
use crate::text::markup::story::BlankWidth;

/// A piece of a text: a paragraph, a row, a figure.
#[derive(Debug)]
pub(super) struct Piece {
    pub style: Arc<BlockStyle>,
    pub body: Body,
    /// How far it stands in on both sides, what surrounds it included.
    pub start: Length,
    pub end: Length,
    /// Room between it and the piece before.
    pub above: Length,
    /// Room below that the next piece must leave.
    pub after: Length,
    /// Padding of the grounds that begin and end with it.
    pub pads: (Length, Length),
    /// The grounds it stands on, from the outermost.
    pub grounds: Vec<usize>,
    /// It is kept with the next piece.
    pub keep_next: bool,
    pub begins: super::Begins,
    /// Footnotes that are called in it and in no piece before.
    pub notes: Vec<u32>,
    pub role: Option<Role>,
    pub anchor: Option<Arc<Anchor>>,
    /// Where it stands in the text that is set, in bytes.
    pub range: Range<usize>,
}

/// What a piece is made of.
#[derive(Debug)]
pub(super) enum Body {
    /// Words.
    Words {
        prepared: Prepared,
        /// A box to tick before the first line.
        check: Option<Box<Check>>,
    },
    /// A row of a table; the first one is that of the heads.
    Row { table: Arc<TableBody>, row: usize },
    /// A picture with what stands under it.
    Figure { stocked: Stocked, alt: Option<Arc<str>>, caption: Option<(Prepared, Length)> },
    /// A line across.
    Rule,
    /// Blanks side by side.
    Blanks(Vec<BlankBody>),
    /// A line of the table of contents.
    Entry { title: Prepared, page: Prepared, leads_to: Arc<str>, ink: Color },
}

/// A box to tick.
#[derive(Clone, Debug)]
pub(super) struct Check {
    pub on: bool,
    pub side: Length,
    pub stroke: Stroke,
    pub name: Arc<str>,
    pub label: Arc<str>,
}

/// A blank with its label.
#[derive(Debug)]
pub(super) struct BlankBody {
    pub label: Option<Prepared>,
    pub spoken: Arc<str>,
    pub name: Arc<str>,
    pub width: BlankWidth,
    /// Lines to write on; none for a box to tick.
    pub lines: Option<u16>,
    pub on: bool,
    /// It stands in a cell of a table.
    pub in_cell: bool,
    /// Height of a line, side of a box.
    pub line: Length,
    pub stroke: Stroke,
    /// The letters of what is typed.
    pub font: Option<crate::font::FontId>,
    pub size: Length,
}

/// What stands behind pieces that follow one another: a ground, a bar along its side.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub fill: Option<Color>,
    pub bar: Option<Stroke>,
    /// How far it stands in on both sides.
    pub start: Length,
    pub end: Length,
}

/// Size of a figure in a measure: as wide as its style says, else as it is by itself, never wider than the measure.
pub(super) fn figure_size(stocked: &Stocked, style: &BlockStyle, measure: Length) -> Size {
    let own = stocked.natural_size();
    let asked = style.width.as_ref().map(|width| super::style::length(width, measure));
    let width = asked.unwrap_or(own.width).min(measure);
    let height = if own.width > Length::ZERO { own.height * (width / own.width) } else { Length::ZERO };
    Size::new(width, height)
}
