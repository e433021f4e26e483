//! A matrix: entries in the cells of two axes. Rows are as high as their fullest cell; what a page does not hold goes on in
//! the same row on the next one.

use super::axis::Words;
use super::{Filler, Record, TOLERANCE};
use crate::element::Cursor;
use crate::geom::{Length, Rect};
use crate::layout::instance::Instance;
use crate::layout::names::Names;
use crate::scene::Role;
use crate::template::Matrix;

/// The share of a page that may stay empty before a row is parted.
const PARTED: f64 = 0.25;

/// The entries of a row, by column.
type Cells<'t> = Vec<Vec<Record<'t>>>;

/// The matrix on one page.
struct Sheet<'m, 't> {
    matrix: &'t Matrix,
    rows: &'m Words<'t>,
    columns: &'m Words<'t>,
    /// The entries of every row.
    cells: &'m [Cells<'t>],
    /// Where columns begin, from the left edge, and how wide they are.
    tracks: Vec<(Length, Length)>,
    /// Room for the heads of rows.
    heads: Length,
}

/// A row on its way to the page.
struct Row<'t> {
    head: Option<Instance<'t>>,
    cells: Vec<Instance<'t>>,
    height: Length,
    /// The entry at which each cell goes on on the next page; nothing where all have room.
    next: Option<Vec<usize>>,
}

impl<'t> Filler<'_, '_, 't> {
    pub(super) fn matrix(&mut self, matrix: &'t Matrix, from: &Cursor) -> Option<Cursor> {
        let (rows, columns) = (self.words(&matrix.rows), self.words(&matrix.columns));
        let (rows, columns) = (rows?, columns?);
        let cells = self.cells(&rows, &columns);
        let (down, across) = self.gaps();
        let heads = matrix.rows.size.as_ref().map_or(Length::ZERO, |size| self.length(size, self.room.width));
        let tracks = self.shares(&columns, heads, across)?;
        let sheet = Sheet { matrix, rows: &rows, columns: &columns, cells: &cells, tracks, heads };
        let top = self.column_heads(&sheet) + down;
        let mut y = top;
        let mut placed: Vec<(Row<'t>, Length)> = Vec::new();
        let mut next = None;
        for index in from.step(0)..rows.words.len() {
            let start: Vec<usize> = match index == from.step(0) {
                true => (0..columns.words.len()).map(|column| from.step(1 + column)).collect(),
                false => vec![0; columns.words.len()],
            };
            let row = self.whole_row(&sheet, index, &start);
            let room = self.room.bottom() - y;
            if row.height <= room + TOLERANCE {
                let height = row.height;
                placed.push((row, y));
                y += height + down;
                continue;
            }
            if !self.pages() {
                self.rows_overflow(&sheet, index, row.height - room, down);
                break;
            }
            // A row that a page of its own holds whole is not parted, unless that leaves much of this page empty.
            let page = self.room.bottom() - top;
            if y > top && row.height <= page + TOLERANCE && room < page * PARTED {
                next = Some(cursor(index, &start));
                break;
            }
            let part = self.part_row(&sheet, index, &start, room);
            match (part.next.clone(), y > top) {
                (Some(steps), _) if steps != start => {
                    next = Some(cursor(index, &steps));
                    let height = part.height;
                    placed.push((part, y));
                    y += height + down;
                }
                (_, true) => next = Some(cursor(index, &start)),
                (_, false) => self.row_too_high(&sheet, index, &start, room),
            }
            break;
        }
        let spare = self.room.bottom() - (y - down);
        let whole = next.is_none() && !self.faults.has_errors() && !placed.is_empty();
        let more =
            if whole && self.data.stretch { (spare / placed.len() as f64).max(Length::ZERO) } else { Length::ZERO };
        for (number, (row, y)) in placed.into_iter().enumerate() {
            self.put_matrix_row(&sheet, row, y + more * number as f64, more);
        }
        next
    }

    /// The entries of every cell, row by row.
    fn cells(&mut self, rows: &Words<'t>, columns: &Words<'t>) -> Vec<Cells<'t>> {
        let mut cells: Vec<Cells<'t>> =
            rows.words.iter().map(|_| columns.words.iter().map(|_| Vec::new()).collect()).collect();
        for entry in self.entries() {
            let (down, across) = (self.places(rows, &entry), self.places(columns, &entry));
            for row in &down {
                for column in &across {
                    if let Some(cell) = cells.get_mut(*row).and_then(|cells| cells.get_mut(*column)) {
                        cell.push(entry.clone());
                    }
                }
            }
        }
        cells
    }

    /// The columns after the heads of rows, by their weights.
    fn shares(&mut self, columns: &Words<'t>, heads: Length, gap: Length) -> Option<Vec<(Length, Length)>> {
        let weights = columns.weights();
        let lead = if heads > Length::ZERO { heads + gap } else { Length::ZERO };
        let room = self.room.width - lead - gap * weights.len().saturating_sub(1) as f64;
        let least = columns.axis.min.as_ref().map_or(Length::ZERO, |min| self.length(min, self.room.width));
        let sum: f64 = weights.iter().sum();
        let narrowest = weights.iter().map(|weight| room * (weight / sum)).fold(room, Length::min);
        if narrowest <= Length::ZERO || narrowest + TOLERANCE < least {
            self.columns_narrow(weights.len(), narrowest, least);
            return None;
        }
        let mut x = lead;
        let tracks = weights.iter().map(|weight| {
            let track = (x, room * (weight / sum));
            x += track.1 + gap;
            track
        });
        Some(tracks.collect())
    }

    /// How many entries each row has, or each column.
    fn count(cells: &[Cells<'t>], row: Option<usize>, column: Option<usize>) -> usize {
        let rows = cells.iter().enumerate().filter(|(index, _)| row.is_none_or(|row| row == *index));
        let cells = rows.flat_map(|(_, cells)| cells.iter().enumerate());
        cells.filter(|(index, _)| column.is_none_or(|column| column == *index)).map(|(_, cell)| cell.len()).sum()
    }

    /// Puts down the corner and the heads of the columns; gives their lower edge.
    fn column_heads(&mut self, sheet: &Sheet<'_, 't>) -> Length {
        let mut made = Vec::new();
        let mut height =
            sheet.matrix.columns.size.as_ref().map_or(Length::ZERO, |size| self.length(size, self.room.height));
        for (index, (x, width)) in sheet.tracks.iter().enumerate() {
            let count = Self::count(sheet.cells, None, Some(index));
            let head = sheet.columns.head().zip(sheet.columns.counted(index, count));
            let Some(head) = head.and_then(|(node, names)| self.make(node, &names)) else { continue };
            if sheet.matrix.columns.size.is_none() {
                height = height.max(self.height(&head, *width));
            }
            made.push((head, *x, *width));
        }
        let (x, y) = (self.room.x, self.room.y);
        let names = self.names.clone();
        self.put(sheet.matrix.corner.as_ref(), &names, Rect::new(x, y, sheet.heads, height), Some(Role::Head));
        for (mut head, left, width) in made {
            self.set(&mut head, Rect::new(x + left, y, width, height), Some(Role::Head));
            self.children.push(head);
        }
        y + height
    }

    /// One cell with its entries from one to another, as far as the list goes.
    fn cell(
        &mut self,
        sheet: &Sheet<'_, 't>,
        (row, column): (usize, usize),
        range: std::ops::Range<usize>,
    ) -> Option<Instance<'t>> {
        let all = sheet.cells.get(row)?.get(column)?;
        let names = sheet.rows.on(&self.names, row, Self::count(sheet.cells, Some(row), None));
        let names = sheet.columns.on(&names, column, Self::count(sheet.cells, None, Some(column)));
        let mut cell = self.make(&sheet.matrix.cell, &names)?;
        let name = self.data.source.as_ref().map_or("", |source| source.name.as_str());
        for (index, entry) in all.iter().enumerate().take(range.end).skip(range.start) {
            let names = names.with(name, entry.each.clone(), index);
            if let Some(mut made) = self.make(&sheet.matrix.entry, &names) {
                made.flowing = made.node.spec.at.is_none();
                made.role = Some(Role::Entry);
                cell.children.push(made);
            }
        }
        Some(cell)
    }

    fn row_head(&mut self, sheet: &Sheet<'_, 't>, row: usize) -> (Option<Instance<'t>>, Length) {
        let least = sheet.matrix.rows.min.as_ref().map_or(Length::ZERO, |min| self.length(min, self.room.height));
        let names = sheet.rows.counted(row, Self::count(sheet.cells, Some(row), None));
        let head = sheet.rows.head().zip(names).and_then(|(node, names)| self.make(node, &names));
        let height = head.as_ref().map_or(Length::ZERO, |head| self.height(head, sheet.heads));
        (head, height.max(least))
    }

    /// A row from where its cells stand to their ends.
    fn whole_row(&mut self, sheet: &Sheet<'_, 't>, index: usize, start: &[usize]) -> Row<'t> {
        let (head, mut height) = self.row_head(sheet, index);
        let mut cells = Vec::new();
        for (column, (_, width)) in sheet.tracks.iter().enumerate() {
            let from = start.get(column).copied().unwrap_or_default();
            let Some(cell) = self.cell(sheet, (index, column), from..usize::MAX) else { continue };
            height = height.max(self.height(&cell, *width));
            cells.push(cell);
        }
        Row { head, cells, height, next: None }
    }

    /// As much of a row as has room: in each cell the entries that fit.
    fn part_row(&mut self, sheet: &Sheet<'_, 't>, index: usize, start: &[usize], room: Length) -> Row<'t> {
        let (head, mut height) = self.row_head(sheet, index);
        let (mut cells, mut next) = (Vec::new(), Vec::new());
        for (column, (_, width)) in sheet.tracks.iter().enumerate() {
            let from = start.get(column).copied().unwrap_or_default();
            let count = sheet.cells.get(index).and_then(|cells| cells.get(column)).map_or(0, Vec::len);
            // More entries never take less room.
            let (mut low, mut high) = (from, count);
            while low < high {
                let middle = low + (high - low).div_ceil(2);
                let fits = self
                    .cell(sheet, (index, column), from..middle)
                    .is_some_and(|cell| self.height(&cell, *width) <= room + TOLERANCE);
                if fits {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            next.push(low);
            let Some(cell) = self.cell(sheet, (index, column), from..low) else { continue };
            height = height.max(self.height(&cell, *width));
            cells.push(cell);
        }
        Row { head, cells, height: height.min(room), next: Some(next) }
    }

    fn put_matrix_row(&mut self, sheet: &Sheet<'_, 't>, row: Row<'t>, y: Length, more: Length) {
        let height = row.height + more;
        if let Some(mut head) = row.head {
            self.set(&mut head, Rect::new(self.room.x, y, sheet.heads, height), Some(Role::Head));
            self.children.push(head);
        }
        for (mut cell, (x, width)) in row.cells.into_iter().zip(&sheet.tracks) {
            // Entries stand at the top; what the row has more is room below them.
            let own = self.height(&cell, *width).min(height);
            self.set(&mut cell, Rect::new(self.room.x + *x, y, *width, own), Some(Role::List));
            cell.rect.height = height;
            self.children.push(cell);
        }
    }

    /// Rows that there is no room for, in a matrix that does not go on.
    fn rows_overflow(&mut self, sheet: &Sheet<'_, 't>, from: usize, mut lacking: Length, down: Length) {
        let none = vec![0; sheet.tracks.len()];
        for index in from + 1..sheet.rows.words.len() {
            lacking += down + self.whole_row(sheet, index, &none).height;
        }
        let rest = sheet.cells.get(from..).unwrap_or_default().iter().flatten().flatten();
        let names: Vec<Names<'t>> = rest.map(|entry| entry.names.clone()).collect();
        let mut labels: Vec<String> = names.iter().map(|names| self.label(names)).collect();
        let mut seen = std::collections::BTreeSet::new();
        labels.retain(|label| seen.insert(label.clone()));
        self.no_room(&labels, lacking);
    }

    /// No entry of a row has room on a whole page.
    fn row_too_high(&mut self, sheet: &Sheet<'_, 't>, index: usize, start: &[usize], room: Length) {
        for (column, (_, width)) in sheet.tracks.iter().enumerate() {
            let from = start.get(column).copied().unwrap_or_default();
            let entry = sheet.cells.get(index).and_then(|cells| cells.get(column)?.get(from)).cloned();
            let Some(entry) = entry else { continue };
            let one = self.cell(sheet, (index, column), from..from + 1);
            let height = one.map_or(Length::ZERO, |cell| self.height(&cell, *width));
            let label = self.label(&entry.names);
            return self.too_high(&label, height, room);
        }
        let head = self.row_head(sheet, index).1;
        let label = sheet.rows.words.get(index).map(|word| self.label(&word.names)).unwrap_or_default();
        self.too_high(&label, head, room);
    }

    /// The fault of columns that have too little room.
    pub(super) fn columns_narrow(&mut self, count: usize, width: Length, least: Length) {
        let (name, width, least) = (&self.box_name, super::rounded(width), super::rounded(least));
        let message = crate::say!(
            "cadre « {name} » : {count} colonnes n’ont que {width} de largeur chacune, il en faut plus de {least}",
            "box “{name}”: {count} columns have no more than {width} of width each, more than {least} is needed"
        );
        let fault = crate::diag::Diagnostic::error("columns-overflow", message);
        self.faults.push(self.origin.mark(fault));
    }
}

fn cursor(row: usize, steps: &[usize]) -> Cursor {
    Cursor::at(std::iter::once(row).chain(steps.iter().copied()))
}
