//! How a page is cut into tiles, and where they lie on their sheets. Sizes only.

use super::super::arrangement::Orientation;
use super::seams::{Axis, is_within};
use super::{Keep, Tiling};
use crate::diag::Diagnostic;
use crate::geom::{Insets, Length, Rect, Size};
use crate::say;

/// Room around a tile for its marks; at the foot also for its name and the map.
const BANDS: Insets =
    Insets { top: Length::mm(5.0), right: Length::mm(5.0), bottom: Length::mm(14.0), left: Length::mm(5.0) };

/// A page cut into tiles.
#[derive(Clone, Debug, PartialEq)]
pub struct TilePlan {
    /// Finished size of the page.
    pub poster: Size,
    /// Paper as it lies.
    pub paper: Size,
    /// The part of the paper that is printed.
    pub printable: Rect,
    /// The part of the paper where tiles lie, in its upper left corner.
    pub area: Rect,
    /// What neighbours both show.
    pub overlap: Length,
    /// Cuts from top to bottom, from the left edge of the page.
    pub down: Vec<Length>,
    /// Cuts from left to right, from the top edge of the page.
    pub across: Vec<Length>,
    /// Which of the areas to be kept are cut all the same.
    pub cut: Vec<usize>,
}

/// One tile.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// Column from the left and row from the top, from 0.
    pub cell: (usize, usize),
    /// Its name: `B3` is the second column's third.
    pub name: String,
    /// The part of the page that is seen once all is glued.
    pub seen: Rect,
    /// The part of the page that is printed: what is seen, and the flaps on the right and at the foot.
    pub printed: Rect,
}

impl TilePlan {
    /// The plan that cuts through least, and among those the one with fewest sheets; upright paper among equals.
    pub(super) fn best(poster: Size, keep: &[Keep], tiling: &Tiling<'_>) -> Result<Self, Vec<Diagnostic>> {
        let Size { width, height } = tiling.paper;
        let portrait = Size::new(width.min(height), width.max(height));
        let papers = match tiling.orientation {
            Orientation::Portrait => vec![portrait],
            Orientation::Landscape => vec![portrait.turned()],
            Orientation::Best => vec![portrait, portrait.turned()],
        };
        let plans = papers.into_iter().filter_map(|paper| Self::on(paper, poster, keep, tiling));
        let best = plans.min_by_key(|plan| (plan.cut.len(), plan.len()));
        best.ok_or_else(|| vec![too_small(tiling)])
    }

    fn on(paper: Size, poster: Size, keep: &[Keep], tiling: &Tiling<'_>) -> Option<Self> {
        let printable = Rect::of_size(paper).inset(&tiling.unprintable);
        let area = printable.inset(&BANDS);
        let overlap = tiling.overlap;
        // Every sheet must add more than it shares.
        if area.width <= overlap * 2.0 || area.height <= overlap * 2.0 {
            return None;
        }
        let wide: Vec<_> = keep.iter().map(|keep| (keep.rect.x, keep.rect.right())).collect();
        let high: Vec<_> = keep.iter().map(|keep| (keep.rect.y, keep.rect.bottom())).collect();
        let axis = |total, room, keep| Axis { total, room, overlap, keep }.seams();
        let down = axis(poster.width, area.width, &wide);
        let across = axis(poster.height, area.height, &high);
        let through = |seams: &[Length], stretch| seams.iter().any(|seam| is_within(*seam, stretch));
        let is_cut =
            |(wide, high): (&(Length, Length), &(Length, Length))| through(&down, *wide) || through(&across, *high);
        let cut = wide.iter().zip(&high).enumerate().filter(|(_, both)| is_cut(*both)).map(|(index, _)| index);
        let cut = cut.collect();
        Some(Self { poster, paper, printable, area, overlap, down, across, cut })
    }

    /// Columns and rows.
    pub fn grid(&self) -> (usize, usize) {
        (self.down.len() + 1, self.across.len() + 1)
    }

    /// Number of sheets.
    pub fn len(&self) -> usize {
        let (columns, rows) = self.grid();
        columns * rows
    }

    /// True when there is no tile, which is never.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The tiles, row by row.
    pub fn tiles(&self) -> Vec<Tile> {
        let (columns, rows) = self.grid();
        let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        cells.map(|cell| self.tile(cell)).collect()
    }

    fn tile(&self, cell: (usize, usize)) -> Tile {
        let span = |seams: &[Length], index: usize, total: Length| {
            let from = index.checked_sub(1).and_then(|before| seams.get(before)).copied().unwrap_or(Length::ZERO);
            let seen = seams.get(index).copied().unwrap_or(total);
            let printed = if index < seams.len() { (seen + self.overlap).min(total) } else { total };
            (from, seen, printed)
        };
        let (x, seen_x, printed_x) = span(&self.down, cell.0, self.poster.width);
        let (y, seen_y, printed_y) = span(&self.across, cell.1, self.poster.height);
        Tile {
            cell,
            name: name(cell),
            seen: Rect::new(x, y, seen_x - x, seen_y - y),
            printed: Rect::new(x, y, printed_x - x, printed_y - y),
        }
    }
}

/// Letters for columns as spreadsheets have them, numbers for rows.
pub(super) fn name((column, row): (usize, usize)) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row + 1)
}

fn too_small(tiling: &Tiling<'_>) -> Diagnostic {
    let (w, h, overlap) = (tiling.paper.width, tiling.paper.height, tiling.overlap);
    Diagnostic::error(
        "paper-too-small",
        say!(
            "un papier de {w} × {h} est trop petit pour un recouvrement de {overlap}",
            "paper of {w} × {h} is too small for an overlap of {overlap}"
        ),
    )
    .hint(say!(
        "choisissez un papier plus grand ou un recouvrement plus étroit",
        "choose larger paper or a narrower overlap"
    ))
}
