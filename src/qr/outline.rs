//! The dark modules of a symbol as contours.

use super::matrix::Matrix;
use crate::geom::{PathData, Point};

/// Contours around the dark modules, one unit a module, dark on the right-hand side.
pub(super) fn trace(matrix: &Matrix) -> PathData {
    let mut path = PathData::new();
    let mut tops = top_edges(matrix);
    for y in 0..tops.len() {
        while let Some(x) = first(&tops[y]) {
            follow(matrix, &mut tops, x, y, &mut path);
        }
    }
    path.compact()
}

/// By row: the modules that are dark under a light one. Every contour has such an edge, walked to the right.
fn top_edges(matrix: &Matrix) -> Vec<[u64; 3]> {
    let mut above = [0; 3];
    let mut edges = Vec::with_capacity(matrix.side());
    for y in 0..matrix.side() {
        let row = matrix.row(y);
        edges.push(std::array::from_fn(|word| row[word] & !above[word]));
        above = row;
    }
    edges
}

fn first(row: &[u64; 3]) -> Option<usize> {
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

/// Walks the contour that runs along the top of module (`x`, `y`), from the left end of that edge, and takes the
/// top edges it meets out of `tops`.
fn follow(matrix: &Matrix, tops: &mut [[u64; 3]], x: usize, y: usize, path: &mut PathData) {
    let point = |x: usize, y: usize| Point::mm(x as f64, y as f64);
    let start = (x, y);
    let (mut at, mut heading) = (start, Heading::Right);
    path.move_to(point(x, y));
    loop {
        at = step(at, heading, tops);
        if at == start && turn(matrix, at, heading) == Heading::Right {
            break;
        }
        let next = turn(matrix, at, heading);
        if next != heading {
            path.line_to(point(at.0, at.1));
            heading = next;
        }
    }
    path.close();
}

fn step((x, y): (usize, usize), heading: Heading, tops: &mut [[u64; 3]]) -> (usize, usize) {
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

/// The heading after the corner at `at`: the module ahead on the right is light, or that on the left is dark, or
/// it goes straight on. Turning right first keeps areas apart that only touch at the corner.
fn turn(matrix: &Matrix, (x, y): (usize, usize), heading: Heading) -> Heading {
    // Columns and rows left of and above the symbol wrap to a number far outside and are light.
    let (west, north) = (x.wrapping_sub(1), y.wrapping_sub(1));
    let (ahead_left, ahead_right) = match heading {
        Heading::Right => ((x, north), (x, y)),
        Heading::Down => ((x, y), (west, y)),
        Heading::Left => ((west, y), (west, north)),
        Heading::Up => ((west, north), (x, north)),
    };
    if !matrix.get(ahead_right.0, ahead_right.1) {
        heading.clockwise()
    } else if matrix.get(ahead_left.0, ahead_left.1) {
        heading.anticlockwise()
    } else {
        heading
    }
}
