//! Lines shared out over the columns of one frame, and moved to the lines of a baseline grid. Knows heights of lines
//! and where paragraphs end; no words, no glyphs.

use crate::geom::Length;

/// Columns of equal width inside one frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    /// How many; one is no column at all.
    pub count: usize,
    /// Room between two of them. It does not shrink with the letters.
    pub gap: Length,
    /// How lines are shared out.
    pub fill: ColumnFill,
}

/// How lines are shared out over columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnFill {
    /// All columns about equally high.
    #[default]
    Balanced,
    /// Each as full as it gets before the next one begins.
    Full,
}

impl Default for Columns {
    fn default() -> Self {
        Self { count: 1, gap: Length::ZERO, fill: ColumnFill::Balanced }
    }
}

impl Columns {
    /// Width of one column in a frame.
    pub(super) fn measure(&self, width: Length) -> Length {
        (width - self.gap * (self.count.max(1) - 1) as f64) * (1.0 / self.count.max(1) as f64)
    }

    /// Width of a frame whose columns have this width.
    pub(super) fn across(&self, measure: Length) -> Length {
        measure * self.count.max(1) as f64 + self.gap * (self.count.max(1) - 1) as f64
    }
}

/// Heights are equal up to this many millimetres.
const TOLERANCE: f64 = 0.005;

/// A line among all lines one under the other, in millimetres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Upper edge of a column that begins with it.
    pub top: f64,
    /// Lower edge of a column that ends with it.
    pub bottom: f64,
    pub baseline: f64,
    /// A column may end with it: it ends with no hyphen, and leaves no line of its paragraph alone on either side.
    pub may_end: bool,
}

/// All lines one under the other, on their way into columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Stack {
    pub rows: Vec<Row>,
    /// The baseline grid: from line to line, and from the upper edge of the frame to a line of it.
    pub grid: Option<(f64, Option<f64>)>,
}

impl Stack {
    /// Widens the steps from line to line to whole steps of the grid.
    pub fn widen(&mut self) {
        let Some((step, _)) = self.grid else { return };
        let mut moved = 0.0;
        let mut before: Option<f64> = None;
        for row in &mut self.rows {
            if let Some(last) = before {
                let gap = row.baseline - last;
                moved += ((gap / step - 1e-6).ceil() * step) - gap;
            }
            before = Some(row.baseline);
            row.top += moved;
            row.bottom += moved;
            row.baseline += moved;
        }
    }

    /// How far a column that begins with this line stands lower for the line to lie on the grid.
    fn drop(&self, first: usize) -> f64 {
        let (Some((step, Some(phase))), Some(row)) = (self.grid, self.rows.get(first)) else { return 0.0 };
        let off = (phase - (row.baseline - row.top)).rem_euclid(step);
        if step - off < TOLERANCE { 0.0 } else { off }
    }

    /// Height of a column of these lines, the last one not included.
    fn height(&self, from: usize, to: usize) -> f64 {
        let top = self.rows.get(from).map_or(0.0, |row| row.top);
        let bottom = to.checked_sub(1).and_then(|last| self.rows.get(last)).map_or(top, |row| row.bottom);
        bottom - top + self.drop(from)
    }

    /// Where a column of this height that begins with line `from` ends; none where not even its first lines have
    /// room together.
    fn column_end(&self, from: usize, height: f64) -> Option<usize> {
        let fits = |to: &usize| self.height(from, *to) <= height + TOLERANCE;
        let ends = (from + 1..=self.rows.len()).take_while(fits);
        ends.filter(|to| *to == self.rows.len() || self.rows.get(to - 1).is_some_and(|row| row.may_end)).last()
    }

    /// The ends of as many columns of this height as are needed, `count` at most, and how many lines have room: where not
    /// all have, as many as the last column can hold, wherever its paragraphs end.
    pub fn fill(&self, count: usize, height: f64) -> (Vec<usize>, usize) {
        let mut ends = Vec::with_capacity(count);
        let (mut from, mut last) = (0, 0);
        while from < self.rows.len() && ends.len() < count {
            last = from;
            let Some(to) = self.column_end(from, height) else { break };
            ends.push(to);
            from = to;
        }
        if from == self.rows.len() {
            return (ends, from);
        }
        let fits = |to: &usize| self.height(last, *to) <= height + TOLERANCE;
        let room = (last + 1..=self.rows.len()).take_while(fits).last().unwrap_or(last);
        (ends, room.max(from))
    }

    /// The ends of columns at the least height at which `count` of them have room for all lines.
    pub fn balance(&self, count: usize) -> Vec<usize> {
        let all = self.rows.len();
        let ranges = (0..all).flat_map(|from| (from + 1..=all).map(move |to| (from, to)));
        let mut heights: Vec<f64> = ranges.map(|(from, to)| self.height(from, to)).collect();
        heights.sort_by(f64::total_cmp);
        let enough = heights.partition_point(|height| self.fill(count, *height).1 < all);
        heights.get(enough).map_or_else(Vec::new, |height| self.fill(count, *height).0)
    }

    /// For every line its column and how far it moves down; and the height of the highest column.
    pub fn moves(&self, ends: &[usize]) -> (Vec<(usize, f64)>, f64) {
        let (mut moves, mut highest) = (Vec::with_capacity(self.rows.len()), 0.0_f64);
        let mut from = 0;
        for (column, to) in ends.iter().enumerate() {
            let down = self.drop(from) - self.rows.get(from).map_or(0.0, |row| row.top);
            moves.extend((from..*to).map(|_| (column, down)));
            highest = highest.max(self.height(from, *to));
            from = *to;
        }
        (moves, highest)
    }
}
