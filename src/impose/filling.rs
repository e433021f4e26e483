//! What lies in the places that remain on the last sheet: nothing, blank cards, or a card of the deck.

use super::Job;
use super::arrangement::Fill;
use super::order::{Order, Sheet};
use super::pieces::Piece;
use crate::scene::{Document, digest};

/// The piece that fills, added to `pieces` where it is none of them; none where nothing does.
pub(super) fn piece(document: &Document, pieces: &mut Vec<Piece>, job: &Job<'_>) -> Option<usize> {
    if let Some(card) = job.filler {
        let is_it = |piece: &Piece| {
            piece.faces().filter_map(|face| document.pages.get(face)).any(|page| page.card.as_deref() == Some(card))
        };
        return pieces.iter().position(is_it);
    }
    if job.arrangement.fill == Fill::Empty {
        return None;
    }
    pieces.push(Piece { front: None, back: common_back(document, pieces) });
    Some(pieces.len() - 1)
}

/// The back that all pieces share to the last line; none where they differ or where a piece has none.
fn common_back(document: &Document, pieces: &[Piece]) -> Option<usize> {
    let back = |piece: &Piece| Some((piece.back?, document.pages.get(piece.back?)?));
    let (first, face) = back(pieces.first()?)?;
    let look = digest::face(document, face);
    let same = |piece: &Piece| back(piece).is_some_and(|(_, face)| digest::face(document, face) == look);
    pieces.iter().all(same).then_some(first)
}

/// Puts the piece into every free place. Piles of whole decks stay as they are: a card more would be one too many.
pub(super) fn fill(sheets: &mut [(usize, Sheet)], piece: usize, order: Order) {
    if order == Order::SameCard {
        return;
    }
    for place in sheets.iter_mut().flat_map(|(_, sheet)| sheet).filter(|place| place.is_none()) {
        *place = Some(piece);
    }
}
