//! Content that is longer than its box: where it goes on, on the next page.

use crate::scene::Item;

/// How far content has come. Only what made one can tell what its steps mean; everybody can tell that one is farther than
/// another.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor(Vec<u32>);

impl Cursor {
    /// After these steps: the number of a block, then that of a line in it, for instance.
    pub fn at(steps: impl IntoIterator<Item = usize>) -> Self {
        Self(steps.into_iter().map(|step| u32::try_from(step).unwrap_or(u32::MAX)).collect())
    }

    /// The step of a depth; 0 where there is none, so that the default is the beginning.
    pub fn step(&self, depth: usize) -> usize {
        self.0.get(depth).map_or(0, |step| *step as usize)
    }
}

/// What of an element stands on one page.
#[derive(Clone, Debug, Default)]
pub struct Placed {
    /// From back to front.
    pub items: Vec<Item>,
    /// Where it goes on; none where all of it is placed.
    pub next: Option<Cursor>,
}
