//! Outlines on a whole-number grid, such as codes, as few rectangles: a quarter of the numbers of their contours.
//! Knows neither scale nor operators.

use crate::geom::{PathData, Point, Segment};
use crate::scene::FillRule;

/// A rectangle on the grid: left, top, width, height.
pub(super) type Cells = [i64; 4];

/// Longest side of a grid worth trying; the largest QR code has 177 modules.
const MAX_SIDE: i64 = 256;
/// Contours below which the outline itself is as short.
const MIN_CONTOURS: usize = 4;

/// An upright edge: its place, its ends, and whether it runs downwards.
struct Edge {
    x: i64,
    from: i64,
    to: i64,
}

/// The inside of `data` cut into rectangles that do not overlap, equal sizes one after the other, so that they pack
/// well. None unless every corner is a whole number, every line upright or level, and rectangles are shorter.
///
/// They do not overlap because renderers that add up coverage would show the seams of shapes that do.
pub(super) fn rectangles(data: &PathData, rule: FillRule) -> Option<Vec<Cells>> {
    let (edges, corners, contours) = upright_edges(data)?;
    if contours < MIN_CONTOURS {
        return None;
    }
    let (left, right) = (edges.iter().map(|e| e.x).min()?, edges.iter().map(|e| e.x).max()?);
    let (top, bottom) = (edges.iter().map(|e| e.from.min(e.to)).min()?, edges.iter().map(|e| e.from.max(e.to)).max()?);
    if right - left > MAX_SIDE || bottom - top > MAX_SIDE {
        return None;
    }
    let mut grid = Grid::new((right - left) as usize, (bottom - top) as usize);
    grid.fill(&edges, left, top, rule);
    let mut cells = grid.cut(left, top);
    // A rectangle costs four numbers, a corner two.
    if cells.len() * 3 > corners * 2 {
        return None;
    }
    cells.sort_unstable_by_key(|[x, y, width, height]| (*height, *width, *x, *y));
    Some(cells)
}

fn whole(point: Point) -> Option<(i64, i64)> {
    let whole = |value: f64| (value.abs() < 1e6 && value as i64 as f64 == value).then_some(value as i64);
    Some((whole(point.x.to_mm())?, whole(point.y.to_mm())?))
}

fn upright_edges(data: &PathData) -> Option<(Vec<Edge>, usize, usize)> {
    let mut edges = Vec::with_capacity(512);
    let (mut start, mut current) = ((0, 0), (0, 0));
    let (mut corners, mut contours) = (0, 0);
    let mut line = |from: (i64, i64), to: (i64, i64)| {
        if from.0 == to.0 {
            edges.push(Edge { x: from.0, from: from.1, to: to.1 });
        }
        (from.0 == to.0 || from.1 == to.1).then_some(to)
    };
    for segment in data.segments() {
        match segment {
            Segment::Move(point) => {
                line(current, start)?;
                start = whole(point)?;
                current = start;
                contours += 1;
            }
            Segment::Line(point) => {
                current = line(current, whole(point)?)?;
                corners += 1;
            }
            Segment::Close => current = line(current, start)?,
            Segment::Cubic(..) => return None,
        }
    }
    line(current, start)?;
    Some((edges, corners, contours))
}

struct Grid {
    width: usize,
    inside: Vec<bool>,
}

impl Grid {
    fn new(width: usize, height: usize) -> Self {
        Self { width, inside: vec![false; width * height] }
    }

    fn fill(&mut self, edges: &[Edge], left: i64, top: i64, rule: FillRule) {
        // How the winding number changes on the way into each cell from its left; the last column only ends.
        let stride = self.width + 1;
        let mut turns = vec![0_i16; stride * (self.inside.len() / self.width.max(1))];
        for edge in edges {
            let turn = if edge.to > edge.from { 1 } else { -1 };
            for row in edge.from.min(edge.to)..edge.from.max(edge.to) {
                let place = (row - top) as usize * stride + (edge.x - left) as usize;
                if let Some(cell) = turns.get_mut(place) {
                    *cell += turn;
                }
            }
        }
        for (row, turns) in self.inside.chunks_exact_mut(self.width.max(1)).zip(turns.chunks_exact(stride)) {
            let mut winding = 0;
            for (cell, turn) in row.iter_mut().zip(turns) {
                winding += turn;
                *cell = match rule {
                    FillRule::NonZero => winding != 0,
                    FillRule::EvenOdd => winding % 2 != 0,
                };
            }
        }
    }

    fn at(&self, x: usize, y: usize) -> bool {
        x < self.width && self.inside.get(y * self.width + x).copied().unwrap_or(false)
    }

    /// Cells from (`x`, `y`) to the right that are all inside.
    fn run(&self, x: usize, y: usize) -> usize {
        (x..).take_while(|x| self.at(*x, y)).count()
    }

    /// Cells from (`x`, `y`) downwards that are all inside.
    fn drop(&self, x: usize, y: usize) -> usize {
        (y..).take_while(|y| self.at(x, *y)).count()
    }

    /// Takes rectangles away, from the top left on: each time the larger of the widest and the highest.
    fn cut(&mut self, left: i64, top: i64) -> Vec<Cells> {
        let mut cells = Vec::with_capacity(256);
        let mut place = 0;
        while let Some(found) = self.inside.get(place..).and_then(|rest| rest.iter().position(|cell| *cell)) {
            place += found;
            let (x, y) = (place % self.width, place / self.width);
            let (width, height) = self.largest(x, y);
            for row in y..y + height {
                let start = row * self.width + x;
                if let Some(run) = self.inside.get_mut(start..start + width) {
                    run.fill(false);
                }
            }
            cells.push([left + x as i64, top + y as i64, width as i64, height as i64]);
        }
        cells
    }

    fn largest(&self, x: usize, y: usize) -> (usize, usize) {
        let wide = self.run(x, y);
        let wide_height = 1 + (y + 1..).take_while(|y| self.run(x, *y) >= wide).count();
        let high = self.drop(x, y);
        let high_width = 1 + (x + 1..).take_while(|x| self.drop(*x, y) >= high).count();
        if high * high_width > wide * wide_height { (high_width, high) } else { (wide, wide_height) }
    }
}
