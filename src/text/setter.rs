//! The one who sets text: keeps the fonts and what was learnt about words.

use std::sync::Arc;

use super::{Fault, Flow, Prepared};
use crate::font::Fonts;

/// Sets text in the fonts of a run. Shared by all threads; the result never depends on their number.
pub struct Setter {
    fonts: Arc<Fonts>,
}

impl Setter {
    /// A setter over these fonts.
    pub fn new(fonts: Arc<Fonts>) -> Self {
        Self { fonts }
    }

    /// The fonts.
    pub const fn fonts(&self) -> &Arc<Fonts> {
        &self.fonts
    }

    /// Applies typography, chooses fonts, shapes words and finds every place where a line may end.
    ///
    /// # Errors
    /// All faults of the flow: characters that no font of their style has, styles without font.
    pub fn prepare(&self, flow: &Flow) -> Result<Prepared, Vec<Fault>> {
        Ok(Prepared::of(flow))
    }
}
