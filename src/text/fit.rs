//! Fitting text into frames, and how much does not fit.

use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::say;

/// How a frame takes its text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Fit {
    /// At its size or not at all.
    #[default]
    Fixed,
    /// At the largest size, in tenths of a point, at which it fits; the smallest letters never under `min`.
    Shrink {
        /// The floor.
        min: Length,
    },
    /// The frame grows downwards; its height here counts for nothing.
    Grow,
}

/// A part that cannot be broken and is wider than its line.
#[derive(Clone, Debug, PartialEq)]
pub struct TooWide {
    /// The part.
    pub word: String,
    /// Its width.
    pub width: Length,
    /// The room it has.
    pub room: Length,
}

/// How much does not fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Overflow {
    /// Lines at the smallest size allowed.
    pub lines: usize,
    /// Lines that the frame has room for.
    pub room_lines: usize,
    /// Words on the lines that have no room.
    pub words_too_many: usize,
    /// Words that are wider than the frame.
    pub too_wide: Vec<TooWide>,
    /// Size of the smallest letters at which it was tried last.
    pub size: Length,
    /// Size of the smallest letters at which all would fit, in tenths of a point; none under 4 pt.
    pub fits_at: Option<Length>,
}

impl Overflow {
    /// Lines that have no room.
    pub const fn lines_too_many(&self) -> usize {
        self.lines.saturating_sub(self.room_lines)
    }

    /// The overflow in words. Its places are for the caller to add: only it knows the field and the frame.
    pub fn diagnostic(&self) -> Diagnostic {
        Diagnostic::error("text-overflow", say!("le texte déborde", "text overflows"))
    }
}
