//! What a kit holds, for listings.

use super::Listed;
use crate::model::{Deck, Kit};

/// Every component in the order of the kit: planned ones first, whether there or to come, then what else was dropped in.
pub(super) fn of(kit: &Kit) -> Vec<Listed> {
    kit.components
        .iter()
        .map(|component| match kit.decks.iter().find(|deck| deck.id == component.id) {
            Some(deck) => present(deck),
            None => Listed {
                id: component.id.to_string(),
                title: component.title.as_deref().unwrap_or_default().to_owned(),
                format: String::new(),
                cards: Vec::new(),
                to_come: true,
            },
        })
        .collect()
}

fn present(deck: &Deck) -> Listed {
    Listed {
        id: deck.id.to_string(),
        title: deck.title.to_string(),
        format: deck.format.id.to_string(),
        cards: deck.cards.iter().map(|card| (card.id.to_string(), u32::from(card.count))).collect(),
        to_come: false,
    }
}
