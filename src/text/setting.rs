//! Text broken into lines: where each stands, how high all are.

use std::fmt;

use super::block::{At, Block};
use super::breaking::TOLERANCE;
use super::columns::{ColumnFill, Columns, Row, Stack};
use super::place::Placer;
use super::prepare::Prepared;
use super::{Align, Edge, LastLine, TooWide};
use crate::geom::{Length, Rect};
use crate::scene::Item;

/// Where text stands in a frame that is higher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum VAlign {
    #[default]
    Top,
    Middle,
    Bottom,
}

/// Text broken into lines, ready to be placed.
#[derive(Clone)]
pub struct Setting {
    prepared: Prepared,
    /// All lines one under the other, where they are shared out over columns or lie on a grid.
    stack: Option<Stack>,
    /// The width it was set in.
    pub width: Length,
    /// The lines, from the top.
    pub lines: Vec<Line>,
    /// From the upper edge of the first line to the lower edge of the last (see [`Edge`]).
    pub height: Length,
    /// From the left edge of the frame to the end of the line that reaches farthest, or as far from the right edge
    /// where lines begin there.
    pub width_used: Length,
    /// Number of words; what an unbreakable space holds together is one.
    pub words: usize,
    /// What sizes, leadings and indents were multiplied by.
    pub scale: f64,
    /// Parts wider than their line. They stand over the edge: callers report them.
    pub too_wide: Vec<TooWide>,
}

impl fmt::Debug for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries((0..self.lines.len()).map(|line| self.line_text(line))).finish()
    }
}

/// One line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Index of its paragraph.
    pub paragraph: usize,
    /// Index of its column, in reading order.
    pub column: usize,
    /// From the upper edge of the text to the baseline.
    pub baseline: Length,
    /// From the left edge of the frame to where its glyphs begin.
    pub x: Length,
    /// Width of its glyphs without trailing space, spaces widened where justified.
    pub width: Length,
    /// Words that end on it.
    pub words: usize,
    /// True when it ends inside a word with a hyphen that is not in the source, or was soft there.
    pub hyphenated: bool,
    /// By how much spaces grow: 0.1 makes them a tenth wider.
    pub(super) stretch: f64,
    /// The breaks at both ends.
    pub(super) from: u32,
    pub(super) to: u32,
}

impl Setting {
    pub(super) fn new(
        prepared: Prepared,
        width: Length,
        scale: f64,
        (ends, from): (Vec<Vec<u32>>, u32),
        height: Option<Length>,
    ) -> Self {
        let mut setting = Self {
            width,
            lines: Vec::with_capacity(ends.iter().map(Vec::len).sum()),
            height: Length::ZERO,
            width_used: Length::ZERO,
            words: prepared.words(),
            scale,
            too_wide: Vec::new(),
            stack: None,
            prepared: prepared.clone(),
        };
        let mut top = 0.0;
        for (index, (block, ends)) in prepared.0.blocks.iter().zip(&ends).enumerate() {
            if !ends.is_empty() && !setting.lines.is_empty() {
                top += block.style.space_before.to_mm() * scale;
            }
            setting.add_block(index, block, (if index == 0 { from } else { 0 }, ends), &mut top);
        }
        setting.height = Length::mm(top);
        if prepared.0.columns.count > 1 || prepared.0.grid.is_some() {
            setting.share_out(height);
        } else if prepared.0.edge == Edge::Capitals {
            setting.trim_edges();
        }
        setting
    }

    pub(super) const fn prepared(&self) -> &Prepared {
        &self.prepared
    }

    /// Width of one column.
    fn measure(&self) -> Length {
        self.prepared.0.columns.measure(self.width)
    }

    /// Moves lines into their columns and onto the grid.
    fn share_out(&mut self, height: Option<Length>) {
        let Columns { count, gap, fill } = self.prepared.0.columns;
        let grid = self.prepared.0.grid.map(|step| (step.to_mm(), self.prepared.1.map(Length::to_mm)));
        let mut stack = Stack { rows: (0..self.lines.len()).filter_map(|line| self.row(line)).collect(), grid };
        stack.widen();
        let full = height.filter(|_| fill == ColumnFill::Full).map(|height| stack.fill(count, height.to_mm()));
        let ends = match full {
            Some((ends, room)) if room == self.lines.len() => ends,
            _ => stack.balance(count),
        };
        let (moves, highest) = stack.moves(&ends);
        let step = self.measure() + gap;
        let rtl = self.prepared.0.blocks.first().is_some_and(|block| block.rtl);
        for ((line, row), (column, down)) in self.lines.iter_mut().zip(&stack.rows).zip(moves) {
            line.baseline = Length::mm(row.baseline + down);
            line.column = column;
            line.x += step * if rtl { count - 1 - column } else { column } as f64;
        }
        self.height = Length::mm(highest);
        if count > 1 && ends.len() > 1 {
            self.width_used = self.width;
        }
        self.stack = Some(stack);
    }

    fn row(&self, index: usize) -> Option<Row> {
        let line = self.lines.get(index)?;
        let block = self.prepared.0.blocks.get(line.paragraph)?;
        let baseline = line.baseline.to_mm();
        let (above, below) = match self.prepared.0.edge {
            Edge::Leading => (block.to_baseline(), block.below_baseline()),
            Edge::Capitals => (block.to_baseline() - block.above_capitals(), 0.0),
        };
        let same = |other: usize| self.lines.get(other).is_some_and(|other| other.paragraph == line.paragraph);
        // A paragraph is cut with two of its lines on both sides at least.
        let two_before = index.checked_sub(1).is_some_and(same);
        let two_after = same(index + 1) && same(index + 2);
        Some(Row {
            top: baseline - above * self.scale,
            bottom: baseline + below * self.scale,
            baseline,
            may_end: !same(index + 1) || (!line.hyphenated && two_before && two_after),
        })
    }

    /// How many lines have room in a frame of this height.
    pub(super) fn room_lines(&self, height: Length) -> usize {
        match &self.stack {
            Some(stack) => stack.fill(self.prepared.0.columns.count, height.to_mm()).1,
            None => (0..self.lines.len()).take_while(|line| self.bottom(*line) <= height).count(),
        }
    }

    fn add_block(&mut self, index: usize, block: &Block, (mut from, ends): (u32, &[u32]), top: &mut f64) {
        for to in ends {
            let baseline = Length::mm(*top + block.to_baseline() * self.scale);
            if let Some(line) = self.line(block, from, *to) {
                let reach = if block.rtl { self.measure() - line.x } else { line.x + line.width };
                self.width_used = self.width_used.max(reach);
                self.lines.push(Line { paragraph: index, baseline, ..line });
            }
            *top += block.style.leading.to_mm() * self.scale;
            from = *to;
        }
    }

    fn line(&mut self, block: &Block, from: u32, to: u32) -> Option<Line> {
        let (start, end) = (block.breaks.get(from as usize)?, block.breaks.get(to as usize)?);
        let first = block.first_line(from as usize);
        let natural = end.end - start.start;
        let room = self.measure().to_mm() / self.scale - block.indent - first;
        let spaces = end.end_spaces - start.start_spaces;
        let (share, stretch) = spread(block, end.at, room - natural, spaces);
        let width = natural + stretch * spaces;
        if width > room + TOLERANCE {
            let word = text_between(block, from, to).trim().to_owned();
            let (width, room) = (Length::mm(width * self.scale), Length::mm(room * self.scale));
            self.too_wide.push(TooWide { word, width, room });
        }
        let before = (room - width) * share;
        let x = if block.rtl { before } else { block.indent + first + before - start.hang };
        Some(Line {
            paragraph: 0,
            column: 0,
            baseline: Length::ZERO,
            x: Length::mm(x * self.scale),
            width: Length::mm(width * self.scale),
            words: end.words.saturating_sub(start.words) as usize,
            hyphenated: end.at == At::Hyphen,
            stretch,
            from,
            to,
        })
    }

    fn trim_edges(&mut self) {
        let block = |line: Option<&Line>| self.prepared.0.blocks.get(line?.paragraph);
        let above = block(self.lines.first()).map_or(0.0, Block::above_capitals);
        let below = block(self.lines.last()).map_or(0.0, Block::below_baseline);
        let above = Length::mm(above * self.scale);
        self.height = self.height - above - Length::mm(below * self.scale);
        for line in &mut self.lines {
            line.baseline -= above;
        }
    }

    /// From the upper edge of the text to the lower edge of a line; to the baseline where capitals are the edge.
    pub fn bottom(&self, line: usize) -> Length {
        let Some(line) = self.lines.get(line) else { return self.height };
        let below = match self.prepared.0.edge {
            Edge::Capitals => 0.0,
            Edge::Leading => self.prepared.0.blocks.get(line.paragraph).map_or(0.0, Block::below_baseline),
        };
        line.baseline + Length::mm(below * self.scale)
    }

    /// The words on a line as they are in the text, with the space or soft hyphen at its end.
    pub fn line_text(&self, line: usize) -> String {
        let Some(line) = self.lines.get(line) else { return String::new() };
        let Some(block) = self.prepared.0.blocks.get(line.paragraph) else { return String::new() };
        let mut text = text_between(block, line.from, line.to).to_owned();
        if line.hyphenated {
            text.truncate(text.trim_end_matches('\u{ad}').len());
            text.push('\u{ad}');
        }
        text
    }

    /// The items with the text's upper left corner in `rect`, lower down in a higher one as `valign` says: runs of
    /// glyphs, icons, links; one group a paragraph where its style has a role. Lines stand as they were set,
    /// whatever the width of `rect`.
    pub fn place(&self, rect: Rect, valign: VAlign) -> Vec<Item> {
        let spare = rect.height - self.height;
        let down = match valign {
            VAlign::Top => Length::ZERO,
            VAlign::Middle => spare * 0.5,
            VAlign::Bottom => spare,
        };
        let down = match self.prepared.0.grid {
            Some(step) => step * (down / step + 1e-6).floor(),
            None => down,
        };
        Placer::new(&self.prepared.0, self.scale).place(&self.lines, rect.x, rect.y + down)
    }
}

/// How much of the room left stands before the line, and by how much its spaces grow.
fn spread(block: &Block, end: At, slack: f64, spaces: f64) -> (f64, f64) {
    let side = if block.rtl { (1.0, 0.0) } else { (0.0, 1.0) };
    let last = match block.style.last_line {
        LastLine::Start => (side.0, false),
        LastLine::Center => (0.5, false),
        LastLine::End => (side.1, false),
        LastLine::Justify => (side.0, true),
    };
    let (share, fill) = match block.style.align {
        Align::Start => (side.0, false),
        Align::End => (side.1, false),
        Align::Left => (0.0, false),
        Align::Right => (1.0, false),
        Align::Center => (0.5, false),
        Align::Justify if end == At::End => last,
        Align::Justify => (side.0, true),
    };
    let gives = block.style.align == Align::Justify && slack < 0.0;
    let stretch = if (fill || gives) && spaces > 0.0 { (slack / spaces).max(-1.0 / 3.0) } else { 0.0 };
    (share, stretch)
}

fn text_between(block: &Block, from: u32, to: u32) -> &str {
    let at = |index: u32, is_end: bool| -> Option<usize> {
        let place = block.breaks.get(index as usize)?;
        if is_end && place.at == At::End {
            return Some(block.segs.get((place.seg as usize).checked_sub(1)?)?.end as usize);
        }
        Some(block.start_of(place.seg as usize, place.cut))
    };
    let (start, end) = (at(from, false).unwrap_or(0), at(to, true).unwrap_or(0));
    block.text.get(start..end).unwrap_or("")
}
