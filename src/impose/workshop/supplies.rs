//! The page for those who prepare a workshop: what to print, cut, gather and put away. Knows words only.

use super::leaves::{Cell, Leaves};
use crate::diag::Diagnostic;
use crate::geom::Size;
use crate::impose::lettering::Lettering;
use crate::scene::Page;

/// A heading with what stands under it.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// Rows: a short word at the left, and a sentence; a row without the word takes the whole width.
    pub rows: Vec<(String, String)>,
}

/// The page, or several.
#[derive(Clone, Copy, Debug)]
pub struct Supplies<'a> {
    /// What it is called in page names, fit for a file name.
    pub name: &'a str,
    /// The title.
    pub title: &'a str,
    /// How long, how many people, how many tables.
    pub facts: &'a str,
    /// What it says.
    pub sections: &'a [Section],
    /// What stands at the foot of each page.
    pub foot: &'a str,
    /// The paper.
    pub paper: Size,
    /// Fonts and language.
    pub lettering: &'a Lettering,
}

/// Width of the words at the left, in millimetres.
const LABEL: f64 = 34.0;

impl Supplies<'_> {
    /// The pages.
    ///
    /// # Errors
    /// Characters that no font has.
    pub fn pages(&self) -> Result<Vec<Page>, Diagnostic> {
        let mut leaves = Leaves::new(self.lettering, self.paper);
        let wide = leaves.width();
        leaves.block(&[
            (vec![Cell::new(0.0, wide, self.title, 28.0, true)], 1.0),
            (vec![Cell::new(0.0, wide, self.facts, 14.0, true)], 5.0),
        ])?;
        for section in self.sections.iter().filter(|section| !section.rows.is_empty()) {
            let heading = (vec![Cell::new(0.0, wide, &*section.heading, 15.0, true)], 1.5);
            let mut rows = section.rows.iter().map(|(label, words)| match label.as_str() {
                "" => (vec![Cell::new(0.0, wide, words, 12.0, false)], 1.2),
                label => {
                    let words = Cell::new(LABEL, wide - LABEL, words, 12.0, false);
                    (vec![Cell::new(0.0, LABEL - 2.0, label, 12.0, false).grey(), words], 1.2)
                }
            });
            // A heading is never the last line of a page.
            leaves.block(&std::iter::once(heading).chain(rows.next()).collect::<Vec<_>>())?;
            for row in rows {
                leaves.block(&[row])?;
            }
            leaves.skip(4.0);
        }
        leaves.pages(self.name, self.foot)
    }
}
