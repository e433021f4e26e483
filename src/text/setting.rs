//! Text broken into lines.

use super::TooWide;
use crate::geom::{Length, Rect};
use crate::scene::Item;

/// Where text stands in a frame that is higher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum VAlign {
    #[default]
    Top,
    Middle,
    Bottom,
}

/// Text broken into lines, ready to be placed.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The lines, from the top.
    pub lines: Vec<Line>,
    /// From the upper edge of the first line to the lower edge of the last (see [`Edge`](super::Edge)).
    pub height: Length,
    /// Width of the longest line with its indent.
    pub width_used: Length,
    /// Number of words.
    pub words: usize,
    /// What sizes were multiplied by.
    pub scale: f64,
    /// Parts wider than their line. They are placed all the same, over the edge: callers report them.
    pub too_wide: Vec<TooWide>,
}

/// One line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Index of its paragraph.
    pub paragraph: usize,
    /// From the top of the text to the baseline.
    pub baseline: Length,
    /// From the left edge of the frame to the first letter.
    pub x: Length,
    /// From the first letter to the last, spaces widened where justified.
    pub width: Length,
    /// True when it ends in the middle of a word with a hyphen that is not in the source.
    pub hyphenated: bool,
}

impl Setting {
    /// The items in `rect`: runs of glyphs, links, icons; one group a paragraph where its style has a role.
    pub fn place(&self, _rect: Rect, _valign: VAlign) -> Vec<Item> {
        Vec::new()
    }
}
