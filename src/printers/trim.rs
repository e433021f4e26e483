//! The finished sizes that a printer cuts, and which of them a face has.

use std::sync::Arc;

use super::figure::Source;
use crate::geom::{Insets, Length, Size};

/// A finished size that a printer cuts.
#[derive(Clone, Debug, PartialEq)]
pub struct Trim {
    /// Its name, for messages: `poker-us`.
    pub name: Arc<str>,
    /// Width and height as the profile gives them.
    pub size: Size,
    /// Width and height in pixels of the picture of a face with its bleed, in the same orientation.
    pub pixels: Option<[u32; 2]>,
    /// Radius of its corners, where the profile gives one for this size.
    pub radius: Option<Length>,
    /// Who says so.
    pub source: Arc<Source>,
}

/// A size that a printer does not cut.
#[derive(Clone, Debug, PartialEq)]
pub struct TrimFault {
    /// The size that is wanted.
    pub wanted: Size,
    /// The nearest one that the printer cuts.
    pub nearest: Trim,
}

/// Sizes within this are the same: dies are made in inches, decks in millimetres.
const TOLERANCE: Length = Length::mm(0.1);

impl Trim {
    /// What the pixels leave beyond a trim of `size`, upright or turned, at `resolution` to the inch.
    pub(super) fn bleed_of_pixels(&self, size: Size, resolution: f64) -> Option<Insets> {
        let [width, height] = self.pixels_of(size)?;
        let beyond = |pixels: u32, trim: Length| (Length::inch(f64::from(pixels) / resolution) - trim) * 0.5;
        let (x, y) = (beyond(width, size.width), beyond(height, size.height));
        Some(Insets { top: y, right: x, bottom: y, left: x })
    }

    /// The pixels of a face of `size`, turned where the face is.
    pub fn pixels_of(&self, size: Size) -> Option<[u32; 2]> {
        let [width, height] = self.pixels?;
        Some(if near(self.size, size) { [width, height] } else { [height, width] })
    }
}

fn near(a: Size, b: Size) -> bool {
    a.width.near(b.width, TOLERANCE) && a.height.near(b.height, TOLERANCE)
}

/// The row of that size, upright or turned; none where there are no rows.
pub(super) fn matching(rows: &[Trim], wanted: Size) -> Result<Option<&Trim>, TrimFault> {
    let same = |row: &&Trim| near(row.size, wanted) || near(row.size.turned(), wanted);
    if let Some(found) = rows.iter().find(same) {
        return Ok(Some(found));
    }
    let off = |row: &&Trim| distance(row.size, wanted).min(distance(row.size.turned(), wanted));
    match rows.iter().min_by(|a, b| off(a).total_cmp(&off(b))) {
        Some(nearest) => Err(TrimFault { wanted, nearest: nearest.clone() }),
        None => Ok(None),
    }
}

fn distance(a: Size, b: Size) -> f64 {
    (a.width - b.width).to_mm().hypot((a.height - b.height).to_mm())
}
