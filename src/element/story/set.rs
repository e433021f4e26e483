//! Pieces set in the widths of one page: lines, rows, figures as slabs, with the rules of where a column may end.
//! Knows no place on the page.

use super::super::Cursor;
use super::BoundStory;
use super::blank;
use super::fill::{Begins, Slab};
use super::piece::{Body, Piece, figure_size};
use super::table::RowSet;
use crate::geom::{Length, Size};
use crate::text::Setting;
use crate::text::markup::story::note_number;

/// A piece in its width.
pub(super) enum SetBody {
    /// Words in lines, from the place where an earlier page left off.
    Lines { setting: Setting, from: u32 },
    /// A row of a table, and that of its heads.
    Row { row: RowSet, head: RowSet },
    /// A figure: its picture, and what stands under it.
    Figure { size: Size, caption: Option<Setting> },
    /// A line of the table of contents.
    Entry { title: Setting, page: Setting },
    /// What needs no more than its height.
    Whole,
}

/// What a slab is.
pub(super) struct Unit {
    pub piece: usize,
    /// Which line of it; 0 for what has none.
    pub line: usize,
    /// Which of the pieces that were set.
    pub set: usize,
}

/// Pieces set, as far as a page needs.
pub(super) struct Built {
    pub slabs: Vec<Slab>,
    pub units: Vec<Unit>,
    pub sets: Vec<SetBody>,
    /// They reach to the end of the text.
    pub ends: bool,
}

/// The widths of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Widths {
    /// Of one column.
    pub column: Length,
    /// Of all of them.
    pub all: Length,
}

/// Room between the title and the page of a line of the table of contents.
pub(super) const ENTRY_GAP: Length = Length::mm(2.0);

impl BoundStory {
    /// Sets pieces from `cursor` on until they are `enough` high, or all of them.
    pub(super) fn build(&self, cursor: &Cursor, widths: Widths, enough: Length) -> Built {
        let (first, from) = (cursor.step(0), u32::try_from(cursor.step(1)).unwrap_or(u32::MAX));
        let mut built = Built { slabs: Vec::new(), units: Vec::new(), sets: Vec::new(), ends: true };
        let mut height = Length::ZERO;
        for (index, piece) in self.pieces.iter().enumerate().skip(first) {
            if height > enough {
                built.ends = false;
                break;
            }
            let from = if index == first { from } else { 0 };
            let before = index.checked_sub(1).and_then(|before| self.pieces.get(before));
            let above = before.map_or(piece.above, |before| before.after.max(piece.above));
            let start = built.slabs.len();
            self.add(piece, (index, from), widths, above, &mut built);
            height += built.slabs.iter().skip(start).map(|slab| slab.height + slab.above).sum();
        }
        built
    }

    fn add(&self, piece: &Piece, (index, from): (usize, u32), widths: Widths, above: Length, built: &mut Built) {
        let width = piece.measure(widths);
        let (set, mut slabs) = self.set(piece, from, width);
        let last = slabs.len().saturating_sub(1);
        for (line, slab) in slabs.iter_mut().enumerate() {
            slab.across = piece.style.all;
            if line == 0 && from == 0 {
                (slab.above, slab.begins) = (above, piece.begins);
                slab.height += piece.pads.0;
                slab.baseline = slab.baseline.map(|baseline| baseline + piece.pads.0);
            }
            if line == last {
                slab.height += piece.pads.1;
                slab.may_end = !piece.keep_next;
            } else if piece.style.keep_together {
                slab.may_end = false;
            }
            built.units.push(Unit { piece: index, line, set: built.sets.len() });
        }
        built.slabs.append(&mut slabs);
        built.sets.push(set);
    }

    fn set(&self, piece: &Piece, from: u32, width: Length) -> (SetBody, Vec<Slab>) {
        let whole =
            |height: Length| vec![Slab { height, may_end: true, notes: piece.notes.clone(), ..Slab::default() }];
        match &piece.body {
            Body::Words { prepared, check } => {
                let setting = prepared.set_from(width, from);
                let on_grid = piece.style.letters.spec.on_grid == Some(true) && self.grid.is_some();
                let baseline = on_grid.then(|| prepared.to_baseline());
                let earlier = prepared.links_until(from);
                let mut slabs = self.lines(piece, &setting, baseline, &earlier);
                if let (Some(check), 0, Some(first)) = (check, from, slabs.first_mut()) {
                    first.height = first.height.max(check.side);
                }
                (SetBody::Lines { setting, from }, slabs)
            }
            Body::Row { table, row } => {
                let columns = table.widths(width).unwrap_or_else(|_| table.even(width));
                let (set, head) = (table.set(*row, &columns), table.set(0, &columns));
                let mut slabs = whole(set.height);
                if *row > 0 {
                    slabs.iter_mut().for_each(|slab| slab.repeated = head.height);
                }
                (SetBody::Row { row: set, head }, slabs)
            }
            Body::Figure { stocked, caption, .. } => {
                let size = figure_size(stocked, &piece.style, width);
                let under = caption.as_ref().map(|(words, gap)| (words.set(width, 1.0), *gap));
                let height = under.as_ref().map_or(Length::ZERO, |(words, gap)| words.height + *gap);
                (SetBody::Figure { size, caption: under.map(|(words, _)| words) }, whole(size.height + height))
            }
            Body::Entry { title, page, .. } => {
                let page = page.set(width, 1.0);
                let title = title.set((width - page.width_used - ENTRY_GAP * 2.0).max(Length::ZERO), 1.0);
                let height = title.height;
                (SetBody::Entry { title, page }, whole(height))
            }
            Body::Rule => {
                let thick = piece.style.rule.as_ref().map_or(Length::ZERO, |stroke| stroke.width);
                (SetBody::Whole, whole(thick))
            }
            Body::Blanks(blanks) => (SetBody::Whole, whole(blank::height(blanks, width))),
        }
    }

    /// Lines as slabs: a column ends with no hyphen, and leaves no line of a paragraph alone on either side.
    fn lines(
        &self,
        piece: &Piece,
        setting: &Setting,
        baseline: Option<Length>,
        earlier: &[std::sync::Arc<str>],
    ) -> Vec<Slab> {
        let count = setting.lines.len();
        let mut called: Vec<u32> = earlier.iter().filter_map(|link| note_number(&self.prefix, link)).collect();
        let leading = piece.style.letters.leading;
        let lines = setting.lines.iter().enumerate().map(|(index, line)| {
            let numbers = setting.links_on(index).into_iter().filter_map(|link| note_number(&self.prefix, &link));
            let fresh: Vec<u32> =
                numbers.filter(|number| piece.notes.contains(number) && !called.contains(number)).collect();
            called.extend(&fresh);
            let may_end = !line.hyphenated && index >= 1 && index + 2 < count;
            Slab { height: leading, may_end, notes: fresh, baseline, ..Slab::default() }
        });
        lines.collect()
    }

    /// Height of each footnote in a column.
    pub(super) fn note_heights(&self, width: Length) -> Vec<Length> {
        let height = |pieces: &Vec<Piece>| {
            let widths = Widths { column: width, all: width };
            let heights = pieces.iter().enumerate().map(|(index, piece)| {
                let (_, slabs) = self.set(piece, 0, piece.measure(widths));
                let above = if index == 0 { Length::ZERO } else { piece.above };
                above + slabs.iter().map(|slab| slab.height).sum()
            });
            heights.sum()
        };
        self.notes.iter().map(height).collect()
    }

    /// Sets one piece of a footnote.
    pub(super) fn set_note(&self, piece: &Piece, width: Length) -> (SetBody, Length) {
        let (set, slabs) = self.set(piece, 0, width);
        (set, slabs.iter().map(|slab| slab.height).sum())
    }
}

impl Built {
    /// Where a page goes on that has room for `count` slabs; none where it has room for all.
    pub fn next(&self, count: usize) -> Option<Cursor> {
        let Some(unit) = self.units.get(count) else {
            return (!self.ends).then(|| Cursor::at([self.units.last().map_or(0, |unit| unit.piece + 1), 0]));
        };
        let at = match self.sets.get(unit.set) {
            Some(SetBody::Lines { setting, from }) => {
                let before = unit.line.checked_sub(1).and_then(|line| setting.lines.get(line));
                before.map_or(*from, crate::text::Line::end)
            }
            _ => 0,
        };
        Some(Cursor::at([unit.piece, at as usize]))
    }
}

impl Piece {
    /// The width it is set in.
    pub(super) fn measure(&self, widths: Widths) -> Length {
        let whole = if self.style.all { widths.all } else { widths.column };
        (whole - self.start - self.end).max(Length::ZERO)
    }
}

impl Begins {
    /// The stronger of two.
    #[must_use]
    pub(super) fn max(self, other: Self) -> Self {
        match (self, other) {
            (Self::Page, _) | (_, Self::Page) => Self::Page,
            (Self::Column, _) | (_, Self::Column) => Self::Column,
            (Self::Anywhere, Self::Anywhere) => Self::Anywhere,
        }
    }
}
