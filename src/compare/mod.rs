//! What changed between two deliveries: tickets, manifests or PDF files of the same thing, an older and a newer one. Knows files
//! and pages, no kits.

mod align;
mod look;
mod manifest;
mod pdf;
mod report;
mod tickets;
mod words;

pub use manifest::manifests;
pub use pdf::{Leaf, leaves, pdfs};
pub use report::{Pair, Report};
pub use tickets::tickets;

use std::collections::BTreeSet;

/// What changed, whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What both are called, older first: a file, or a kit and its version.
    pub names: [String; 2],
    /// Cards that look otherwise, by component.
    pub cards: Vec<Cards>,
    /// Pages that are not the same, in the order of the newer files.
    pub pages: Vec<PageChange>,
    /// How many pages are the same.
    pub same: usize,
    /// What is made otherwise: quantity, stock, finish.
    pub facts: Vec<Fact>,
    /// True where pages could be told: both files, or both tickets, were there.
    pub knows_pages: bool,
}

/// The cards of one component that are not the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cards {
    /// The component: `D1`; empty where a file does not tell.
    pub component: String,
    /// Cards that look otherwise.
    pub changed: Vec<String>,
    /// Cards that the older one does not have.
    pub added: Vec<String>,
    /// Cards that the newer one does not have.
    pub removed: Vec<String>,
}

/// A page that is not the same, or is only in one of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageChange {
    /// Its name: `R07-verso`; `p14` where files name no pages.
    pub name: String,
    /// Where it was.
    pub old: Option<PageAt>,
    /// Where it is.
    pub new: Option<PageAt>,
}

/// A page of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageAt {
    /// The file, as its ticket or the command line names it.
    pub file: String,
    /// Counted from 1.
    pub page: usize,
}

/// Something that is made otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The component; empty for all.
    pub component: String,
    /// The key in tickets.
    pub key: &'static str,
    /// What it was.
    pub old: String,
    /// What it is.
    pub new: String,
}

impl Difference {
    /// True where nothing changed.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.facts.is_empty() && self.cards.iter().all(Cards::is_empty)
    }

    /// Cards by component, from the names of the pages that changed.
    fn cards_of_pages(&mut self, component: &str, known: [&BTreeSet<String>; 2]) {
        let mut cards = Cards { component: component.to_owned(), ..Cards::default() };
        let mut seen = BTreeSet::new();
        for change in &self.pages {
            let Some(card) = card(&change.name) else { continue };
            if !seen.insert(card.to_owned()) {
                continue;
            }
            let list = match known.map(|known| known.contains(card)) {
                [true, false] => &mut cards.removed,
                [false, true] => &mut cards.added,
                _ => &mut cards.changed,
            };
            list.push(card.to_owned());
        }
        if !cards.is_empty() {
            self.cards.push(cards);
        }
    }
}

impl Cards {
    /// True where all cards are the same.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.added.is_empty() && self.removed.is_empty()
    }
}

/// The card that a page belongs to, by its name: `R07` of `R07-verso`.
pub(crate) fn card(name: &str) -> Option<&str> {
    name.strip_suffix("-recto").or_else(|| name.strip_suffix("-verso"))
}
