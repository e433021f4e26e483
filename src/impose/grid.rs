//! The best grid for a piece on a paper: columns, rows, and what is lost. Pure arithmetic in millimetres.

use super::slot::{Slot, Turn};
use crate::geom::{Insets, Length, Rect, Size};

/// Widths are equal up to this: sizes come as decimal millimetres.
const TOLERANCE: Length = Length::mm(0.001);

/// A grid of equal cells in the middle of the room that margins leave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    /// Paper as it lies.
    pub paper: Size,
    /// Cells side by side.
    pub columns: usize,
    /// Cells one under the other.
    pub rows: usize,
    /// Finished size of a cell as it lies on the paper.
    pub cell: Size,
    /// Room between columns, and between rows.
    pub gutter: Size,
    /// All cells together, gutters included.
    pub block: Rect,
    /// How the piece is turned in its cell.
    pub turn: Turn,
}

/// What a grid must keep to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// Paper, portrait or landscape as it is to lie.
    pub paper: Size,
    /// Room at the edges of the paper where no piece lies.
    pub margins: Insets,
    /// Room between pieces.
    pub gutter: Length,
    /// Finished size of the piece.
    pub piece: Size,
    /// At most so many columns and rows; none for as many as there is room for.
    pub limit: Option<(usize, usize)>,
    /// The number of columns is even (work-and-turn), the number of rows is even (work-and-tumble).
    pub even: (bool, bool),
    /// The grid lies in the middle of the room, or else in its top left corner.
    pub centered: bool,
}

impl Wanted {
    /// The grid with the piece turned this way; none when not even one piece has room.
    pub fn grid(&self, turn: Turn) -> Option<Grid> {
        let cell = if turn.is_quarter() { self.piece.turned() } else { self.piece };
        let room = Rect::of_size(self.paper).inset(&self.margins);
        let (most_columns, most_rows) = self.limit.unwrap_or((usize::MAX, usize::MAX));
        let columns = even(count(room.width, cell.width, self.gutter).min(most_columns), self.even.0);
        let rows = even(count(room.height, cell.height, self.gutter).min(most_rows), self.even.1);
        if columns == 0 || rows == 0 {
            return None;
        }
        let extent = |cells: usize, side: Length| side * cells as f64 + self.gutter * (cells - 1) as f64;
        let used = Size::new(extent(columns, cell.width), extent(rows, cell.height));
        let share = if self.centered { 0.5 } else { 0.0 };
        let block = Rect::new(
            room.x + (room.width - used.width) * share,
            room.y + (room.height - used.height) * share,
            used.width,
            used.height,
        );
        let gutter = Size::new(self.gutter, self.gutter);
        Some(Grid { paper: self.paper, columns, rows, cell, gutter, block, turn })
    }
}

/// How many cells of `side` with gutters between them stand in `room`.
pub(super) fn count(room: Length, side: Length, gutter: Length) -> usize {
    let pitch = side + gutter;
    if side <= Length::ZERO || room + TOLERANCE < side {
        return 0;
    }
    ((room + gutter + TOLERANCE) / pitch).floor().max(0.0) as usize
}

const fn even(count: usize, wanted: bool) -> usize {
    if wanted { count - count % 2 } else { count }
}

impl Grid {
    /// The cells, row by row from the top left.
    pub fn slots(&self) -> Vec<Slot> {
        let at = |index: usize| {
            let (column, row) = (index % self.columns, index / self.columns);
            let x = self.block.x + (self.cell.width + self.gutter.width) * column as f64;
            let y = self.block.y + (self.cell.height + self.gutter.height) * row as f64;
            Slot { rect: Rect::new(x, y, self.cell.width, self.cell.height), turn: self.turn }
        };
        (0..self.columns * self.rows).map(at).collect()
    }

    /// Number of cells.
    pub const fn len(&self) -> usize {
        self.columns * self.rows
    }

    /// True when there is no cell; no grid that [`Wanted::grid`] makes is empty.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The share of the paper that becomes waste, 0 to 1.
    pub fn waste(&self) -> f64 {
        let area = |size: Size| size.width.to_mm() * size.height.to_mm();
        1.0 - self.len() as f64 * area(self.cell) / area(self.paper)
    }
}

/// The grid with the most pieces over the papers and turns that `wanted` allows; among equals the first one, so that
/// pieces stand upright on portrait paper where nothing is lost by it.
pub fn best(wanted: &[(Wanted, Turn)]) -> Option<Grid> {
    let mut found: Option<Grid> = None;
    for grid in wanted.iter().filter_map(|(wanted, turn)| wanted.grid(*turn)) {
        if found.is_none_or(|known| grid.len() > known.len()) {
            found = Some(grid);
        }
    }
    found
}
