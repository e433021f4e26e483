//! Text ready to be set in any width.

use super::{Fit, Flow, Overflow, Setting};
use crate::geom::{Length, Size};

/// Text ready to be set in any width and at any scale.
#[derive(Clone, Debug)]
pub struct Prepared {}

impl Prepared {
    pub(super) fn of(_flow: &Flow) -> Self {
        Self {}
    }

    /// Sets the text in lines of `width`, every size, leading and indent multiplied by `scale`.
    pub fn set(&self, _width: Length, scale: f64) -> Setting {
        Setting {
            lines: Vec::new(),
            height: Length::ZERO,
            width_used: Length::ZERO,
            words: 0,
            scale,
            too_wide: Vec::new(),
        }
    }

    /// Sets the text in a frame.
    ///
    /// # Errors
    /// By how much it does not fit.
    pub fn fit(&self, frame: Size, _fit: Fit) -> Result<Setting, Overflow> {
        Ok(self.set(frame.width, 1.0))
    }

    /// Width of the longest line when only explicit line breaks end lines.
    pub fn max_content_width(&self) -> Length {
        Length::ZERO
    }

    /// Width of the widest part that cannot be broken; soft hyphenation counts as a place to break.
    pub fn min_content_width(&self) -> Length {
        Length::ZERO
    }

    /// Height in lines of `width` at scale 1.
    pub fn height_at(&self, width: Length) -> Length {
        self.set(width, 1.0).height
    }

    /// Number of words.
    pub fn words(&self) -> usize {
        0
    }

    /// The smallest size of letters, super- and subscripts apart: what a legibility floor is compared with.
    pub fn size(&self) -> Length {
        Length::ZERO
    }
}
