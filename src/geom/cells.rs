//! Cells of a square grid, dark or light, and the contours around the dark ones. Knows nothing of codes.

use super::path::Steps;
use super::{Point, Rect};

/// Words that hold the longest row.
const WORDS: usize = 3;

/// A square of cells, at most 192 a side, each one unit (millimetre) wide: a set bit is dark, all outside is light.
///
/// A code of a thousand modules takes a few hundred bytes like this; its contours take twenty times as many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    side: usize,
    words: usize,
    bits: Box<[u64]>,
}

impl Cells {
    /// Rows from the top: bit `x % 64` of word `x / 64` is column `x`. What lies beyond the square must be light.
    pub fn new<const W: usize>(rows: &[[u64; W]]) -> Self {
        const { assert!(W <= WORDS, "a row is at most 192 cells") }
        Self { side: rows.len(), words: W, bits: rows.as_flattened().into() }
    }

    /// Cells along one side.
    pub const fn side(&self) -> usize {
        self.side
    }

    /// Whether a cell is dark; light outside.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        if x >= self.side || y >= self.side {
            return false;
        }
        self.bits.get(y * self.words + x / 64).is_some_and(|word| word >> (x % 64) & 1 == 1)
    }

    /// The words of row `y`, as [`Cells::new`] takes them; nothing outside.
    pub fn row(&self, y: usize) -> [u64; 3] {
        let row = self.bits.get(y * self.words..(y + 1) * self.words).unwrap_or(&[]);
        std::array::from_fn(|index| row.get(index).copied().unwrap_or(0))
    }

    /// The smallest rectangle around the dark cells; none where all is light.
    pub(super) fn bounds(&self) -> Option<Rect> {
        let dark = |y: &usize| self.row(*y) != [0; WORDS];
        let top = (0..self.side).find(dark)?;
        let bottom = (0..self.side).rev().find(dark)? + 1;
        let column = |x: &usize| (top..bottom).any(|y| self.is_dark(*x, y));
        let left = (0..self.side).find(column)?;
        let right = (0..self.side).rev().find(column)? + 1;
        let at = |x: usize, y: usize| Point::mm(x as f64, y as f64);
        Some(Rect::between(at(left, top), at(right, bottom)))
    }

    /// How many corners the contours around the dark cells have.
    pub fn corners(&self) -> usize {
        let mut above = [0; WORDS];
        let mut runs = 0;
        for y in 0..=self.side {
            let row = self.row(y);
            runs += starts(std::array::from_fn(|word| row[word] & !above[word]));
            runs += starts(std::array::from_fn(|word| above[word] & !row[word]));
            above = row;
        }
        // Every level edge ends at two corners, and no other edge does.
        runs * 2
    }

    /// Contours around the dark cells, dark on the right-hand side: every point has winding number 1 (dark) or 0
    /// (light), so that the even-odd and the non-zero rule paint the same, without seams. Contours that meet at a
    /// corner stay apart. A point at every corner, none between.
    pub(super) fn contours(&self) -> Steps {
        let mut steps = Steps::default();
        let mut tops = top_edges(self);
        for y in 0..tops.len() {
            while let Some(x) = tops.get(y).and_then(first) {
                follow(self, &mut tops, x, y, &mut steps);
            }
        }
        steps
    }
}

/// How many runs of set bits there are in a row.
fn starts(row: [u64; WORDS]) -> usize {
    let mut carry = 0;
    let mut count = 0;
    for word in row {
        count += (word & !(word << 1 | carry)).count_ones() as usize;
        carry = word >> 63;
    }
    count
}

/// By row: the cells that are dark under a light one. Every contour has such an edge, walked to the right.
fn top_edges(cells: &Cells) -> Vec<[u64; WORDS]> {
    let mut above = [0; WORDS];
    let mut edges = Vec::with_capacity(cells.side);
    for y in 0..cells.side {
        let row = cells.row(y);
        edges.push(std::array::from_fn(|word| row[word] & !above[word]));
        above = row;
    }
    edges
}

fn first(row: &[u64; WORDS]) -> Option<usize> {
    row.iter().enumerate().find(|(_, word)| **word != 0).map(|(at, word)| at * 64 + word.trailing_zeros() as usize)
}

#[derive(Clone, Copy, PartialEq)]
enum Heading {
    Right,
    Down,
    Left,
    Up,
}

impl Heading {
    const fn clockwise(self) -> Self {
        match self {
            Self::Right => Self::Down,
            Self::Down => Self::Left,
            Self::Left => Self::Up,
            Self::Up => Self::Right,
        }
    }

    const fn anticlockwise(self) -> Self {
        match self {
            Self::Right => Self::Up,
            Self::Up => Self::Left,
            Self::Left => Self::Down,
            Self::Down => Self::Right,
        }
    }
}

/// Walks the contour that runs along the top of cell (`x`, `y`), from the left end of that edge, and takes the
/// top edges it meets out of `tops`.
fn follow(cells: &Cells, tops: &mut [[u64; WORDS]], x: usize, y: usize, steps: &mut Steps) {
    let point = |x: usize, y: usize| Point::mm(x as f64, y as f64);
    let start = (x, y);
    let (mut at, mut heading) = (start, Heading::Right);
    steps.move_to(point(x, y));
    loop {
        at = step(at, heading, tops);
        if at == start && turn(cells, at, heading) == Heading::Right {
            break;
        }
        let next = turn(cells, at, heading);
        if next != heading {
            steps.line_to(point(at.0, at.1));
            heading = next;
        }
    }
    steps.close();
}

fn step((x, y): (usize, usize), heading: Heading, tops: &mut [[u64; WORDS]]) -> (usize, usize) {
    match heading {
        Heading::Right => {
            if let Some(word) = tops.get_mut(y).and_then(|row| row.get_mut(x / 64)) {
                *word &= !(1 << (x % 64));
            }
            (x + 1, y)
        }
        Heading::Down => (x, y + 1),
        Heading::Left => (x.wrapping_sub(1), y),
        Heading::Up => (x, y.wrapping_sub(1)),
    }
}

/// The heading after the corner at `at`: the cell ahead on the right is light, or that on the left is dark, or
/// it goes straight on. Turning right first keeps areas apart that only touch at the corner.
fn turn(cells: &Cells, (x, y): (usize, usize), heading: Heading) -> Heading {
    // Columns and rows left of and above the symbol wrap to a number far outside and are light.
    let (west, north) = (x.wrapping_sub(1), y.wrapping_sub(1));
    let (ahead_left, ahead_right) = match heading {
        Heading::Right => ((x, north), (x, y)),
        Heading::Down => ((x, y), (west, y)),
        Heading::Left => ((west, y), (west, north)),
        Heading::Up => ((west, north), (x, north)),
    };
    if !cells.is_dark(ahead_right.0, ahead_right.1) {
        heading.clockwise()
    } else if cells.is_dark(ahead_left.0, ahead_left.1) {
        heading.anticlockwise()
    } else {
        heading
    }
}
