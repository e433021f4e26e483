//! Tables of long texts: columns as wide as their words ask for, rows as high as their highest cell.

use std::sync::Arc;

use super::piece::BlankBody;
use super::style::BlockStyle;
use crate::geom::Length;
use crate::scene::Stroke;
use crate::text::{Prepared, Setting};

/// A table made ready.
#[derive(Debug)]
pub(super) struct TableBody {
    /// The rows, that of the heads first.
    pub rows: Vec<Vec<CellBody>>,
    pub head: Arc<BlockStyle>,
    pub cell: Arc<BlockStyle>,
    pub rule: Option<Stroke>,
}

/// What a cell holds.
#[derive(Debug)]
pub(super) enum CellBody {
    Words(Prepared),
    Blanks(Vec<BlankBody>),
}

/// A row in its columns.
#[derive(Debug)]
pub(super) struct RowSet {
    pub widths: Vec<Length>,
    pub cells: Vec<Option<Setting>>,
    pub height: Length,
}

/// Least width of a column of blanks.
const BLANK: Length = Length::mm(9.0);
/// What a column of blanks wants.
const BLANK_WANTED: Length = Length::mm(30.0);

impl TableBody {
    pub fn style(&self, row: usize) -> &Arc<BlockStyle> {
        if row == 0 { &self.head } else { &self.cell }
    }

    fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or_default()
    }

    /// Widths of the columns in a measure: what their longest lines want where all of them have room, the rest shared out
    /// by that; else no less than their widest words, the rest shared out by what they lack. Nothing where not even
    /// the widest words have room side by side: then how much they lack.
    pub fn widths(&self, measure: Length) -> Result<Vec<Length>, Length> {
        let needs: Vec<(Length, Length)> = (0..self.columns()).map(|column| self.need(column)).collect();
        let least: Length = needs.iter().map(|(least, _)| *least).sum();
        let most: Length = needs.iter().map(|(_, most)| *most).sum();
        if least > measure + Length::mm(0.01) {
            return Err(least - measure);
        }
        if most <= measure {
            let spare = measure - most;
            let share = |most_here: Length| if most > Length::ZERO { spare * (most_here / most) } else { spare };
            return Ok(needs.iter().map(|(_, most)| *most + share(*most)).collect());
        }
        let (spare, lack) = (measure - least, most - least);
        let share = |(least, most): &(Length, Length)| *least + spare * ((*most - *least) / lack);
        Ok(needs.iter().map(share).collect())
    }

    /// Columns of the same width, for a table that has no room at all.
    pub fn even(&self, measure: Length) -> Vec<Length> {
        let count = self.columns().max(1);
        vec![measure * (1.0 / count as f64); count]
    }

    /// Least and wanted width of a column, padding included.
    fn need(&self, column: usize) -> (Length, Length) {
        let cells = self.rows.iter().enumerate().filter_map(|(row, cells)| Some((row, cells.get(column)?)));
        let of = |(row, cell): (usize, &CellBody)| {
            let padding = self.style(row).padding * 2.0;
            let (least, most) = match cell {
                CellBody::Words(words) => (words.min_content_width(), words.max_content_width()),
                CellBody::Blanks(blanks) if blanks.iter().all(|blank| blank.lines.is_none()) => {
                    let side = blanks.iter().map(|blank| blank.line).sum();
                    (side, side)
                }
                CellBody::Blanks(_) => (BLANK, BLANK_WANTED),
            };
            (least + padding, most + padding)
        };
        cells.map(of).fold((Length::ZERO, Length::ZERO), |a, b| (a.0.max(b.0), a.1.max(b.1)))
    }

    /// One row in columns of these widths.
    pub fn set(&self, row: usize, widths: &[Length]) -> RowSet {
        let padding = self.style(row).padding;
        let cells = self.rows.get(row).map(Vec::as_slice).unwrap_or_default();
        let set = |(cell, width): (&CellBody, &Length)| match cell {
            CellBody::Words(words) if !words.is_empty() => Some(words.set(*width - padding * 2.0, 1.0)),
            CellBody::Words(_) | CellBody::Blanks(_) => None,
        };
        let set: Vec<Option<Setting>> = cells.iter().zip(widths).map(set).collect();
        let blank = cells.iter().map(|cell| match cell {
            CellBody::Words(words) => words.leading(),
            CellBody::Blanks(blanks) => {
                let height = |blank: &BlankBody| blank.line * f64::from(blank.lines.unwrap_or(1));
                blanks.iter().map(height).fold(Length::ZERO, Length::max)
            }
        });
        let highest = set.iter().flatten().map(|set| set.height).chain(blank).fold(Length::ZERO, Length::max);
        RowSet { widths: widths.to_vec(), cells: set, height: highest + padding * 2.0 }
    }
}
