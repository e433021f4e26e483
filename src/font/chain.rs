//! Fonts in the order in which they are tried: one chain for all, and further ones before it for single scripts.

use std::ops::Deref;
use std::sync::Arc;

use unicode_script::Script;

use super::FontId;

/// The fonts of a style. A letter is set in the first font that has it: those declared for its script are tried
/// before the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FontChain {
    all: Arc<[FontId]>,
    /// By script, what is declared for it and then all others.
    scripts: Arc<[(Script, Arc<[FontId]>)]>,
}

impl FontChain {
    /// A chain for all letters, and fonts that letters of some scripts are looked for in before.
    pub fn new(all: Vec<FontId>, scripts: Vec<(Script, Vec<FontId>)>) -> Self {
        let whole = |mut own: Vec<FontId>| {
            let others: Vec<FontId> = all.iter().filter(|id| !own.contains(id)).copied().collect();
            own.extend(others);
            Arc::from(own)
        };
        Self { scripts: scripts.into_iter().map(|(script, own)| (script, whole(own))).collect(), all: all.into() }
    }

    /// The fonts for letters of a script, in order.
    pub fn of(&self, script: Script) -> &[FontId] {
        self.scripts.iter().find(|(other, _)| *other == script).map_or(&*self.all, |(_, fonts)| fonts)
    }

    /// True when some scripts have fonts of their own.
    pub fn is_by_script(&self) -> bool {
        !self.scripts.is_empty()
    }

    /// Every font that may be tried.
    pub fn every(&self) -> impl Iterator<Item = FontId> {
        self.all.iter().chain(self.scripts.iter().flat_map(|(_, fonts)| fonts.iter())).copied()
    }
}

/// The chain for letters of any script.
impl Deref for FontChain {
    type Target = [FontId];

    fn deref(&self) -> &[FontId] {
        &self.all
    }
}

impl From<Vec<FontId>> for FontChain {
    fn from(all: Vec<FontId>) -> Self {
        Self::new(all, Vec::new())
    }
}

impl From<Arc<[FontId]>> for FontChain {
    fn from(all: Arc<[FontId]>) -> Self {
        Self { all, scripts: Arc::from([]) }
    }
}

impl<const N: usize> From<[FontId; N]> for FontChain {
    fn from(all: [FontId; N]) -> Self {
        all.to_vec().into()
    }
}
