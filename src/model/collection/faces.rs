//! The cards that belong to a tool, by their codes: those of the decks that it names, and those that it names themselves.

use std::sync::Arc;

use super::{Collection, Record, TOOLS};
use crate::model::{CardField, Deck, Field};

/// How many codes a tool has at most: what a notice shows of its cards.
const MOST: usize = 24;

/// Gives tools, and the cards made from them, the field `faces`: codes of their cards.
pub(in crate::model) fn give(collections: &mut [Collection], decks: &mut [Deck]) {
    let Some(tools) = collections.iter_mut().find(|collection| *collection.name == *TOOLS) else { return };
    for record in &mut tools.records {
        let codes = codes(record, decks);
        if !codes.is_empty() && record.get("faces").is_none() {
            let value = Field::List(codes.into_iter().map(Field::Text).collect());
            record.fields.push(CardField {
                key: "faces".into(),
                value,
                inherited: false,
                translated: None,
                lang: None,
            });
        }
    }
    for card in decks.iter_mut().flat_map(|deck| &mut deck.cards) {
        let Some(from) = card.from.as_ref().filter(|from| *from.collection == *TOOLS) else { continue };
        let faces = tools.record(&from.id).and_then(|record| record.fields.iter().find(|field| *field.key == *"faces"));
        if card.get("faces").is_none() {
            card.fields.extend(faces.cloned());
        }
    }
}

fn codes(record: &Record, decks: &[Deck]) -> Vec<Arc<str>> {
    let all = record.texts("cards").flat_map(|name| match decks.iter().find(|deck| *deck.id == *name) {
        Some(deck) => deck.cards.iter().map(|card| card.id.clone()).collect::<Vec<_>>(),
        None => decks.iter().filter_map(|deck| deck.card(name)).map(|card| card.id.clone()).collect(),
    });
    all.take(MOST).collect()
}
