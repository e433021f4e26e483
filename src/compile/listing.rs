//! What a kit holds, for listings.

use super::Listed;
use crate::model::{Deck, Kit, Package};
use crate::packaging::Inner;

/// Every component in the order of the kit: planned ones first, whether there or to come, then what else was dropped in.
pub(super) fn of(kit: &Kit) -> Vec<Listed> {
    kit.components
        .iter()
        .map(|component| match (kit.deck(&component.id), kit.packages.iter().find(|other| other.id == component.id)) {
            (Some(deck), _) => present(deck),
            (None, Some(package)) => flat(package),
            (None, None) => Listed {
                id: component.id.to_string(),
                title: component.title.as_deref().unwrap_or_default().to_owned(),
                format: String::new(),
                cards: Vec::new(),
                kind: "",
                to_come: true,
            },
        })
        .collect()
}

/// A box, by the room inside.
fn flat(package: &Package) -> Listed {
    let Inner { width, height, depth } = package.inner;
    Listed {
        id: package.id.to_string(),
        title: package.title.to_string(),
        format: format!("{width} × {height} × {depth}"),
        cards: Vec::new(),
        kind: "box",
        to_come: false,
    }
}

fn present(deck: &Deck) -> Listed {
    Listed {
        id: deck.id.to_string(),
        title: deck.title.to_string(),
        format: deck.format.id.to_string(),
        cards: deck.cards.iter().map(|card| (card.id.to_string(), u32::from(card.count))).collect(),
        kind: deck.kind.key(),
        to_come: false,
    }
}
