//! Cards and the boards that are to take them: a board that names decks has a place for the cards of each.

use std::collections::BTreeSet;

use super::Run;
use crate::diag::Diagnostic;
use crate::geom::{Length, Size};
use crate::layout::{self, Templates};
use crate::model::{Deck, Kind, Kit};
use crate::say;
use crate::source::Place;
use crate::template::{Template, unknown_deck};

impl Run<'_> {
    /// Tells the decks that a board says it takes and has no slot for.
    pub(super) fn slots_for_decks(&mut self, kit: &Kit, deck: &Deck, templates: &Templates) {
        let mut layouts = deck.cards.iter().flat_map(|card| layout::chain(templates, card.layouts()));
        // A layout that could not be built has places nobody knows.
        if deck.takes.is_empty() || layouts.any(|template| template.is_none()) {
            return;
        }
        let slots: Vec<Size> = templates.values().flat_map(Template::card_slots).collect();
        let decks = || kit.decks.iter().filter(|deck| deck.kind == Kind::Cards);
        for (id, place) in &deck.takes {
            let Some(taken) = decks().find(|deck| deck.id == *id) else {
                self.diagnostics.push(unknown_deck(id, decks().map(|deck| &*deck.id), place.clone()));
                continue;
            };
            let trim = taken.boxes.trim;
            if !slots.iter().any(|slot| same(*slot, trim) || same(slot.turned(), trim)) {
                self.diagnostics.push(no_slot(taken, &slots, place));
            }
        }
    }
}

/// One size, give or take rounding.
fn same(one: Size, other: Size) -> bool {
    const ROUNDING: Length = Length::mm(0.01);
    one.width.near(other.width, ROUNDING) && one.height.near(other.height, ROUNDING)
}

fn no_slot(deck: &Deck, slots: &[Size], place: &Place) -> Diagnostic {
    let show = |size: &Size| format!("{} × {}", size.width, size.height);
    let (id, title, trim) = (&deck.id, &deck.title, show(&deck.boxes.trim));
    let message = say!(
        "aucun emplacement ne prend les cartes de {id} « {title} » ({trim})",
        "no slot takes the cards of {id} “{title}” ({trim})"
    );
    let all: BTreeSet<String> = slots.iter().map(show).collect();
    let all = all.into_iter().collect::<Vec<_>>().join(", ");
    let fault = Diagnostic::error("no-slot", message).at(place.clone());
    if all.is_empty() {
        return fault.hint(say!(
            "la mise en page n’a pas d’emplacement : ajoutez un cadre avec `slot: {{ deck: {id} }}`",
            "the layout has no slot: add a box with `slot: {{ deck: {id} }}`"
        ));
    }
    fault.hint(say!(
        "emplacements du plateau : {all} ; ajoutez un cadre avec `slot: {{ deck: {id} }}`",
        "slots of the board: {all}; add a box with `slot: {{ deck: {id} }}`"
    ))
}
