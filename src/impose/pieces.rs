//! Pieces of paper: the pages of a document, two by two, with how many of each are wanted.

use crate::scene::{Page, Side};

/// A piece: the pages of its faces. One without pages is blank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub front: Option<usize>,
    pub back: Option<usize>,
}

impl Piece {
    /// The pages of its faces, front first.
    pub fn faces(self) -> impl Iterator<Item = usize> {
        [self.front, self.back].into_iter().flatten()
    }
}

/// The pieces of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Deck {
    pub pieces: Vec<Piece>,
    pub copies: Vec<u32>,
}

impl Deck {
    /// Fronts with their backs. Neighbouring pages of one card belong together; a page without card is a piece by itself,
    /// unless it is a back: then it belongs to the front before it.
    pub fn of(pages: &[Page]) -> Self {
        let mut deck = Self::default();
        for (index, page) in pages.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| pages.get(before));
            let joins = before.is_some_and(|before| before.card == page.card && before.side == Side::Front);
            match (page.side, deck.pieces.last_mut()) {
                (Side::Back, Some(piece)) if joins && piece.back.is_none() => piece.back = Some(index),
                (Side::Back, _) => deck.push(Piece { front: None, back: Some(index) }, page.copies),
                (Side::Front, _) => deck.push(Piece { front: Some(index), back: None }, page.copies),
            }
        }
        deck
    }

    fn push(&mut self, piece: Piece, copies: u32) {
        self.pieces.push(piece);
        self.copies.push(copies);
    }
}
