//! Outlines on a whole-number grid, such as codes, as few rectangles: a quarter of the numbers of their contours.
//! Knows neither scale nor operators.

use std::ops::{BitAnd, Not};

use crate::geom::{Cells, PathData, Point, Segment};
use crate::scene::FillRule;

/// A rectangle on the grid: left, top, width, height.
pub(super) type Rectangle = [i64; 4];

/// Longest side of a grid: a row is one word. QR codes up to version 27 fit.
const MAX_SIDE: i32 = 128;
/// Contours below which the outline itself is as short.
const MIN_CONTOURS: usize = 4;

/// The inside of `data` cut into rectangles that do not overlap, equal sizes one after the other, so that they pack
/// well. None unless every corner is a whole number, every line upright or level, and rectangles are shorter.
///
/// They must not overlap: renderers that add up coverage would show seams where they do.
pub(super) fn rectangles(data: &PathData, rule: FillRule) -> Option<Vec<Rectangle>> {
    if let Some(cells) = data.as_cells() {
        return shortest(&words(cells)?, (0, 0), cells.corners());
    }
    let outline = Outline::read(data)?;
    if outline.contours < MIN_CONTOURS {
        return None;
    }
    let (left, right) = range(outline.edges.iter().map(|edge| edge.x))?;
    let (top, bottom) = range(outline.edges.iter().flat_map(|edge| [edge.from, edge.to]))?;
    if right - left > MAX_SIDE || bottom - top > MAX_SIDE {
        return None;
    }
    shortest(&outline.rows((left, top), (right, bottom), rule), (left, top), outline.corners)
}

/// The rows of cells, a word a row; none when they are too long for one.
fn words(cells: &Cells) -> Option<Vec<u128>> {
    let row = |y| match cells.row(y) {
        [low, high, 0] => Some(u128::from(high) << 64 | u128::from(low)),
        _ => None,
    };
    (0..cells.side()).map(row).collect()
}

/// Rows that begin at (`left`, `top`) as rectangles; none when the outline with its `corners` is shorter.
fn shortest(rows: &[u128], (left, top): (i32, i32), corners: usize) -> Option<Vec<Rectangle>> {
    let narrow = rows.iter().all(|row| row >> 64 == 0);
    let mut cells = if narrow { cut::<u64>(rows) } else { cut::<u128>(rows) };
    // A rectangle costs four numbers, a corner two.
    if cells.len() * 3 > corners * 2 {
        return None;
    }
    cells.sort_unstable();
    let place = |[height, width, x, y]: [u8; 4]| {
        [i64::from(x) + i64::from(left), i64::from(y) + i64::from(top), width.into(), height.into()]
    };
    Some(cells.into_iter().map(|cell| place(cell.to_be_bytes())).collect())
}

fn range(values: impl Iterator<Item = i32>) -> Option<(i32, i32)> {
    values.fold(None, |range, value| {
        let (low, high) = range.unwrap_or((value, value));
        Some((value.min(low), value.max(high)))
    })
}

/// An upright edge, from its first to its last point.
struct Edge {
    x: i32,
    from: i32,
    to: i32,
}

struct Outline {
    edges: Vec<Edge>,
    corners: usize,
    contours: usize,
}

impl Outline {
    fn read(data: &PathData) -> Option<Self> {
        let mut outline = Self { edges: Vec::with_capacity(512), corners: 0, contours: 0 };
        let (mut start, mut current) = ((0, 0), (0, 0));
        for segment in data.segments() {
            match segment {
                Segment::Move(point) => {
                    outline.line(current, start)?;
                    start = whole(point)?;
                    current = start;
                    outline.contours += 1;
                }
                Segment::Line(point) => {
                    current = outline.line(current, whole(point)?)?;
                    outline.corners += 1;
                }
                Segment::Close => current = outline.line(current, start)?,
                Segment::Cubic(..) => return None,
            }
        }
        outline.line(current, start)?;
        Some(outline)
    }

    fn line(&mut self, from: (i32, i32), to: (i32, i32)) -> Option<(i32, i32)> {
        if from.0 == to.0 {
            self.edges.push(Edge { x: from.0, from: from.1, to: to.1 });
        } else if from.1 != to.1 {
            return None;
        }
        Some(to)
    }

    /// The inside, a word a row, the leftmost cell in the lowest bit.
    fn rows(&self, (left, top): (i32, i32), (right, bottom): (i32, i32), rule: FillRule) -> Vec<u128> {
        // How the winding number changes on the way into each cell from its left.
        let mut turns = vec![[0_i8; MAX_SIDE as usize + 1]; (bottom - top) as usize];
        let width = (right - left) as usize;
        for edge in &self.edges {
            let turn = if edge.to > edge.from { 1 } else { -1 };
            let rows = (edge.from.min(edge.to) - top) as usize..(edge.from.max(edge.to) - top) as usize;
            for row in turns.get_mut(rows).unwrap_or_default() {
                if let Some(cell) = row.get_mut((edge.x - left) as usize) {
                    *cell = cell.saturating_add(turn);
                }
            }
        }
        turns.iter().map(|turns| row(turns.get(..width).unwrap_or_default(), rule)).collect()
    }
}

fn row(turns: &[i8], rule: FillRule) -> u128 {
    let (mut winding, mut inside) = (0_i32, 0);
    for (x, turn) in turns.iter().enumerate() {
        winding += i32::from(*turn);
        let dark = match rule {
            FillRule::NonZero => winding != 0,
            FillRule::EvenOdd => winding % 2 != 0,
        };
        inside |= u128::from(dark) << x;
    }
    inside
}

fn whole(point: Point) -> Option<(i32, i32)> {
    let whole = |value: f64| {
        let whole = value as i32;
        (f64::from(whole) == value && whole.abs() < 1_000_000).then_some(whole)
    };
    Some((whole(point.x.to_mm())?, whole(point.y.to_mm())?))
}

/// A row of cells in one word, the leftmost in the lowest bit.
trait Row: Copy + Default + PartialEq + BitAnd<Output = Self> + Not<Output = Self> {
    /// The same cells; those that have no room are lost.
    fn of(row: u128) -> Self;
    /// Column of the first cell.
    fn first(self) -> u32;
    /// How many cells there are.
    fn count(self) -> u32;
    /// The cells from column `x` on as far as they go without a gap.
    fn run(self, x: u32) -> Self;
}

macro_rules! row {
    ($word:ty) => {
        impl Row for $word {
            fn of(row: u128) -> Self {
                row as Self
            }

            fn first(self) -> u32 {
                self.trailing_zeros()
            }

            fn count(self) -> u32 {
                self.count_ones()
            }

            fn run(self, x: u32) -> Self {
                let width = (self >> x).trailing_ones();
                let ones = if width >= Self::BITS { Self::MAX } else { (1 << width) - 1 };
                ones << x
            }
        }
    };
}

// Most codes are no wider than 64 modules, and half a word takes half the time.
row!(u64);
row!(u128);

/// Cuts rectangles away from the top left on, each time the larger of the widest and the highest. Each is a word of
/// height, width, left and top, so that sorting brings equal sizes together.
fn cut<R: Row>(rows: &[u128]) -> Vec<u32> {
    let mut rows: Vec<R> = rows.iter().map(|row| R::of(*row)).collect();
    let mut cells = Vec::with_capacity(256);
    for y in 0..rows.len() {
        while let Some(row) = rows.get(y).copied()
            && row != R::default()
        {
            let x = row.first();
            let below = rows.get_mut(y..).unwrap_or_default();
            let (mask, height) = largest(below, x);
            below.iter_mut().take(height).for_each(|row| *row = *row & !mask);
            cells.push(u32::from_be_bytes([height as u8, mask.count() as u8, x as u8, y as u8]));
        }
    }
    cells
}

/// Columns and number of rows of the larger of the two rectangles that begin in column `x` of the first row.
fn largest<R: Row>(rows: &[R], x: u32) -> (R, usize) {
    let Some(first) = rows.first() else { return (R::default(), 0) };
    let widest = first.run(x);
    let (mut highest, mut height, mut wide_height) = (widest, 0, 0);
    for row in rows {
        let common = (*row & highest).run(x);
        if common == R::default() {
            break;
        }
        highest = common;
        height += 1;
        if common == widest {
            wide_height += 1;
        }
    }
    if height * highest.count() as usize > wide_height * widest.count() as usize {
        (highest, height)
    } else {
        (widest, wide_height)
    }
}
