//! Which piece lies in which slot of which sheet. Knows numbers only: pieces are counted from 0 in the order of their deck.

use schemars::JsonSchema;
use serde::Deserialize;

/// In which order pieces are dealt out to the slots of the sheets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// One after the other over each sheet, row by row.
    #[default]
    ByCard,
    /// One after the other down through the sheets: cut, the piles of the slots lie on one another in the order of the deck.
    CutAndStack,
    /// Every sheet holds one piece in all its slots: each pile is a whole deck, one for each table.
    SameCard,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::ByCard, Self::CutAndStack, Self::SameCard];

    /// Its word in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::ByCard => "by-card",
            Self::CutAndStack => "cut-and-stack",
            Self::SameCard => "same-card",
        }
    }
}

/// The slots of one sheet, each with the piece in it; none is an empty slot.
pub type Sheet = Vec<Option<usize>>;

/// Deals pieces out to sheets of `slots` slots; `copies` says how often each piece is wanted, `sets` how often all of
/// them are (tables). Sets follow one another, each in the order of the deck.
///
/// With [`Order::SameCard`] every slot of every sheet takes a copy of its own, so that each pile is a whole deck: as many
/// decks as there are slots, or `sets` of them. Nothing is dealt out to sheets without slots.
pub fn deal(copies: &[u32], slots: usize, sets: Option<u32>, order: Order) -> Vec<Sheet> {
    if slots == 0 {
        return Vec::new();
    }
    let all: Vec<usize> =
        copies.iter().enumerate().flat_map(|(piece, copies)| (0..*copies).map(move |_| piece)).collect();
    if order == Order::SameCard {
        return same(&all, slots, sets.map_or(slots, |sets| sets as usize));
    }
    let all: Vec<usize> = (0..sets.unwrap_or(1)).flat_map(|_| all.iter().copied()).collect();
    match order {
        Order::CutAndStack => stacked(&all, slots),
        Order::ByCard | Order::SameCard => all.chunks(slots).map(|chunk| filled(chunk, slots)).collect(),
    }
}

/// `piles` piles of whole decks, as many beside each other as there are slots; the last ones leave slots free.
fn same(all: &[usize], slots: usize, piles: usize) -> Vec<Sheet> {
    let rounds = (0..piles).step_by(slots).map(|first| slots.min(piles - first));
    rounds.flat_map(|used| all.iter().map(move |piece| filled(&vec![*piece; used], slots))).collect()
}

fn filled(pieces: &[usize], slots: usize) -> Sheet {
    (0..slots).map(|slot| pieces.get(slot).copied()).collect()
}

/// Slot `j` of the sheets holds a run of consecutive pieces from the top sheet down; the last piles may be shorter by one,
/// so that no pile but those at the end of the deck has a hole.
fn stacked(all: &[usize], slots: usize) -> Vec<Sheet> {
    let sheets = all.len().div_ceil(slots);
    let at = |sheet: usize, slot: usize| all.get(slot * sheets + sheet).copied();
    (0..sheets).map(|sheet| (0..slots).map(|slot| at(sheet, slot)).collect()).collect()
}
