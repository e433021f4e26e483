//! Which cards of a kit a run is about. A name that matches nothing is a fault: it would print nothing, silently.

use super::Selection;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Card, Deck, Kit, Package};
use crate::say;
use crate::yaml;

/// The chosen cards, deck by deck, in the order of the kit. Decks without a chosen card are left out.
pub(super) fn choose<'k>(
    kit: &'k Kit,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Vec<(&'k Deck, Vec<&'k Card>)> {
    check(kit, selection, diagnostics);
    let wanted = |list: &[String], id: &str| list.is_empty() || list.iter().any(|name| name.eq_ignore_ascii_case(id));
    let decks = kit.decks.iter().filter(|deck| wanted(&selection.components, &deck.id));
    let chosen: Vec<_> = decks
        .map(|deck| {
            let cards = deck.cards.iter().filter(|card| wanted(&selection.cards, &card.id) && matches(card, selection));
            (deck, cards.collect::<Vec<_>>())
        })
        .filter(|(_, cards)| !cards.is_empty())
        .collect();
    if chosen.is_empty() && packages(kit, selection).is_empty() && !diagnostics.has_errors() {
        let fault = say!("aucune carte ne correspond à ce choix", "no card matches this choice");
        let next = say!("`massicot list` montre ce que le kit contient", "`massicot list` shows what the kit holds");
        diagnostics.push(Diagnostic::error("nothing-chosen", fault).hint(next));
    }
    chosen
}

/// The chosen boxes: none where single cards are chosen.
pub(super) fn packages<'k>(kit: &'k Kit, selection: &Selection) -> Vec<&'k Package> {
    let Selection { components, cards, fields } = selection;
    let wanted = |id: &str| components.is_empty() || components.iter().any(|name| name.eq_ignore_ascii_case(id));
    let all = cards.is_empty() && fields.is_empty();
    kit.packages.iter().filter(|package| all && wanted(&package.id)).collect()
}

/// The same cards in another version of the kit.
pub(super) fn same<'v>(chosen: &[(&Deck, Vec<&Card>)], version: &'v Kit) -> Vec<(&'v Deck, Vec<&'v Card>)> {
    let decks = chosen.iter().filter_map(|(deck, cards)| {
        let deck = version.deck(&deck.id)?;
        Some((deck, deck.cards_of(cards.iter().map(|card| &*card.id))))
    });
    decks.collect()
}

/// Whether a card has every value asked for; a list has it when one of its entries is it.
fn matches(card: &Card, selection: &Selection) -> bool {
    selection.fields.iter().all(|(name, wanted)| {
        card.value(name).is_some_and(|value| value.items().iter().any(|item| item.text() == Some(wanted)))
    })
}

fn check(kit: &Kit, selection: &Selection, diagnostics: &mut Diagnostics) {
    let boxes = kit.packages.iter().map(|package| &*package.id);
    let components: Vec<_> = kit.decks.iter().map(|deck| &*deck.id).chain(boxes).collect();
    for name in &selection.components {
        if !components.iter().any(|id| name.eq_ignore_ascii_case(id)) {
            let planned = kit.components.iter().find(|planned| name.eq_ignore_ascii_case(&planned.id));
            diagnostics.push(match planned {
                Some(planned) => to_come(&planned.id),
                None => {
                    let fault = say!("le kit n’a pas de composant « {name} »", "the kit has no component “{name}”");
                    with_known(Diagnostic::error("unknown-component", fault), name, &components)
                }
            });
        }
    }
    let cards: Vec<_> = kit.decks.iter().flat_map(|deck| &deck.cards).map(|card| &*card.id).collect();
    for name in &selection.cards {
        if !cards.iter().any(|id| name.eq_ignore_ascii_case(id)) {
            let fault = say!("le kit n’a pas de carte « {name} »", "the kit has no card “{name}”");
            diagnostics.push(with_known(Diagnostic::error("unknown-card", fault), name, &cards));
        }
    }
    for (field, _) in &selection.fields {
        let mut every = kit.decks.iter().flat_map(|deck| &deck.cards);
        if !every.any(|card| card.value(field).is_some()) {
            let fields = kit.decks.iter().flat_map(|deck| &deck.cards).flat_map(|card| &card.fields);
            let known: Vec<_> = fields.map(|field| &*field.key).collect();
            let fault = say!("aucune carte n’a de champ « {field} »", "no card has a field “{field}”");
            diagnostics.push(with_known(Diagnostic::error("unknown-field", fault), field, &known));
        }
    }
}

/// The fault of a component that the kit only plans.
fn to_come(id: &str) -> Diagnostic {
    let fault = say!(
        "le composant « {id} » est prévu, mais aucun fichier du kit ne le contient encore",
        "component “{id}” is planned, but no file of the kit holds it yet"
    );
    Diagnostic::error("unknown-component", fault).hint(say!(
        "déposez dans le dossier du kit un fichier qui commence par `deck: {id}`",
        "drop a file that starts with `deck: {id}` into the kit’s folder"
    ))
}

fn with_known(fault: Diagnostic, name: &str, known: &[&str]) -> Diagnostic {
    if let Some(near) = yaml::suggest(name, known.iter().copied()) {
        return fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"));
    }
    let mut known = known.to_vec();
    known.sort_unstable();
    known.dedup();
    let more = if known.len() > 12 { ", …" } else { "" };
    let list = known.into_iter().take(12).collect::<Vec<_>>().join(", ");
    fault.hint(say!("il y a : {list}{more}", "there are: {list}{more}"))
}
