//! Copy budgets of a run: the frames of each deck, the fullest first, and in each the fullest cards first.

use std::cmp::Ordering;

use crate::element::Fill;
use crate::layout::Copy;
use crate::model::Deck;
use crate::scene::Side;

/// The frames of a deck.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyDeck {
    /// Id of the deck.
    pub deck: String,
    /// Its title.
    pub title: String,
    /// The variant that was laid out; none for the deck itself.
    pub variant: Option<String>,
    /// Its frames, that with the fullest card first.
    pub frames: Vec<CopyFrame>,
}

/// A frame and the cards that fill it.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyFrame {
    /// Its name, inside those that have one: `rubriques/quoi`.
    pub frame: String,
    /// The face.
    pub side: Side,
    /// The type style.
    pub style: String,
    /// Cards by code with how full they make it: first what does not fit, then the smallest letters, then the least
    /// room left.
    pub cards: Vec<(String, Fill)>,
}

impl CopyDeck {
    /// The frames of a deck in order; none where there are none.
    pub(super) fn of(deck: &Deck, copies: Vec<Copy>) -> Option<Self> {
        let mut frames: Vec<CopyFrame> = Vec::new();
        for Copy { card, side, frame, style, fill } in copies {
            let card = (card.to_string(), fill);
            let same = |other: &&mut CopyFrame| other.frame == frame && other.side == side && other.style == style;
            match frames.iter_mut().find(same) {
                Some(known) => known.cards.push(card),
                None => frames.push(CopyFrame { frame, side, style, cards: vec![card] }),
            }
        }
        for frame in &mut frames {
            frame.cards.sort_by(|(_, a), (_, b)| fullest_first(a, b));
        }
        frames.sort_by(|a, b| match (a.cards.first(), b.cards.first()) {
            (Some((_, a)), Some((_, b))) => fullest_first(a, b),
            _ => Ordering::Equal,
        });
        let variant = deck.variant.as_ref().map(|variant| variant.id.to_string());
        let (deck, title) = (deck.id.to_string(), deck.title.to_string());
        (!frames.is_empty()).then_some(Self { deck, title, variant, frames })
    }
}

fn fullest_first(a: &Fill, b: &Fill) -> Ordering {
    let shrunk =
        |fill: &Fill| if fill.full_size > crate::geom::Length::ZERO { fill.size / fill.full_size } else { 1.0 };
    (a.fits.cmp(&b.fits)).then(shrunk(a).total_cmp(&shrunk(b))).then(b.share.total_cmp(&a.share))
}
