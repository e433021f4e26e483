//! Places for cards on a board: a box that is exactly as large as a named format or as the cards of a deck. Knows decks
//! by their id and size alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::spec::{BoxSpec, FrameSpec};
use crate::diag::{Diagnostic, Diagnostics};
use crate::element::Measure;
use crate::geom::Size;
use crate::say;
use crate::sizes::Sizes;
use crate::source::Place;
use crate::yaml;

/// What a place for a card takes its size from: exactly one of `format` and `deck`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CardSlotSpec {
    /// A named format, or two lengths: A6, A6 landscape, 63mm x 88mm.
    pub format: Option<String>,
    /// A deck of the kit, by its id: as large as its cards.
    pub deck: Option<String>,
    /// The card lies on its side.
    pub turned: bool,
}

/// The sizes that places for cards can take.
#[derive(Clone, Debug, Default)]
pub struct Formats {
    /// By the name of a format.
    pub named: Sizes,
    /// Trimmed size of the cards of a deck, by its id.
    pub decks: BTreeMap<Arc<str>, Size>,
}

/// Gives a place for a card the size of its card, and keeps it whole on tiles.
pub(super) fn settle(spec: &mut BoxSpec, place: &Place, formats: &Formats, diagnostics: &mut Diagnostics) {
    let Some(slot) = &spec.slot else { return };
    let at = place.key("slot");
    let size = match size(slot, &at, formats) {
        Ok(size) => size,
        Err(fault) => return diagnostics.push(*fault),
    };
    if let Some(place) = sized(spec, place) {
        let message = say!("un emplacement a la taille de sa carte", "a slot is as large as its card");
        let hint = say!(
            "dites seulement où il est : `at: {{ x: 20mm, y: 40mm }}`",
            "say only where it lies: `at: {{ x: 20mm, y: 40mm }}`"
        );
        return diagnostics.push(Diagnostic::error("wrong-value", message).at(place).hint(hint));
    }
    let (width, height) = (Some(Measure::Fixed(size.width)), Some(Measure::Fixed(size.height)));
    if let Some(FrameSpec::Edges(edges)) = &mut spec.at {
        (edges.width, edges.height) = (width.clone(), height.clone());
    }
    (spec.width, spec.height) = (width, height);
    (spec.shrink, spec.takes) = (Some(0.0), Some(size));
    spec.whole.get_or_insert(true);
}

/// Where a box says a size of its own.
fn sized(spec: &BoxSpec, place: &Place) -> Option<Place> {
    let own = [
        ("width", spec.width.is_some()),
        ("height", spec.height.is_some()),
        ("basis", spec.basis.is_some()),
        ("grow", spec.grow.is_some()),
    ];
    if let Some((key, _)) = own.into_iter().find(|(_, given)| *given) {
        return Some(place.key(key));
    }
    match &spec.at {
        Some(FrameSpec::Edges(edges)) => {
            let given = [("width", edges.width.is_some()), ("height", edges.height.is_some())];
            given.into_iter().find(|(_, given)| *given).map(|(key, _)| place.key("at").key(key))
        }
        Some(FrameSpec::Page(_) | FrameSpec::Slot(_)) => Some(place.key("at")),
        None => None,
    }
}

fn size(slot: &CardSlotSpec, place: &Place, formats: &Formats) -> Result<Size, Box<Diagnostic>> {
    let size = match (&slot.format, &slot.deck) {
        (Some(name), None) => {
            let format = formats.named.format(name);
            format.map_err(|fault| Box::new(fault.diagnostic(place.key("format"))))?.trim
        }
        (None, Some(id)) => *formats.decks.get(&**id).ok_or_else(|| {
            let known = formats.decks.keys().map(|id| &**id);
            Box::new(unknown_deck(id, known, place.key("deck")))
        })?,
        _ => {
            let message = say!(
                "un emplacement prend une carte : d’un format, ou d’un jeu",
                "a slot takes a card: of a format, or of a deck"
            );
            let hint = say!(
                "écrivez `slot: {{ format: A6 }}` ou `slot: {{ deck: D1 }}`",
                "write `slot: {{ format: A6 }}` or `slot: {{ deck: D1 }}`"
            );
            return Err(Box::new(Diagnostic::error("wrong-value", message).at(place.clone()).hint(hint)));
        }
    };
    Ok(if slot.turned { size.turned() } else { size })
}

/// The fault of a deck that the kit does not have.
pub fn unknown_deck<'a>(id: &str, known: impl Iterator<Item = &'a str> + Clone, place: Place) -> Diagnostic {
    let fault = Diagnostic::error("unknown-deck", say!("jeu inconnu : « {id} »", "unknown deck “{id}”")).at(place);
    if let Some(near) = yaml::suggest(id, known.clone()) {
        return fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"));
    }
    let known = yaml::key_list(known);
    fault.hint(if known.is_empty() {
        say!("le kit n’a encore aucun jeu", "the kit has no deck yet")
    } else {
        say!("jeux du kit : {known}", "decks of the kit: {known}")
    })
}
