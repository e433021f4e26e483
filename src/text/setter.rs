//! The one who sets text: keeps the fonts and what was learnt about words.

use std::fmt;
use std::sync::Arc;

use super::compose::compose;
use super::words::Engine;
use super::{Fault, Flow, Prepared};
use crate::font::Fonts;

/// Sets text in the fonts of a run. Made once and shared by all threads: what it learns about words makes it
/// faster, never different.
#[derive(Clone)]
pub struct Setter {
    engine: Arc<Engine>,
}

impl fmt::Debug for Setter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Setter").field(self.fonts()).finish()
    }
}

impl Setter {
    /// A setter over these fonts.
    pub fn new(fonts: Arc<Fonts>) -> Self {
        Self { engine: Arc::new(Engine::new(fonts)) }
    }

    /// The fonts.
    pub fn fonts(&self) -> &Arc<Fonts> {
        &self.engine.fonts
    }

    /// Applies typography, chooses fonts, shapes words and finds every place where a line may end.
    ///
    /// # Errors
    /// All faults of the flow: characters that no font of their style has, each once, and styles without font.
    pub fn prepare(&self, flow: &Flow) -> Result<Prepared, Vec<Fault>> {
        let mut faults = Vec::new();
        let blocks = self.engine.with_worker(|worker| {
            flow.paragraphs.iter().map(|paragraph| compose(&self.engine, worker, paragraph, &mut faults)).collect()
        });
        if faults.is_empty() { Ok(Prepared::new(self.engine.clone(), blocks, flow)) } else { Err(faults) }
    }
}
