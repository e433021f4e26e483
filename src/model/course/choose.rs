//! Which cards of a kit a step names. A name that nothing bears is a fault: the cards would be missed in the room.

use std::sync::Arc;

use super::UsedCard;
use super::check::Reader;
use super::file::UseFile;
use crate::diag::{Diagnostic, Say};
use crate::model::deck_file::unknown_word;
use crate::model::{Card, Deck};
use crate::say;
use crate::source::Place;
use crate::yaml::{self, Text};

/// The field that `families` looks into.
const FAMILY: &str = "family";
/// How many names a hint lists.
const LISTED: usize = 12;

impl Reader<'_, '_> {
    /// The cards of one entry of `uses`, in the order of the kit; none where something is at fault.
    pub(super) fn chosen(&mut self, file: &UseFile, place: &Place) -> Option<Vec<UsedCard>> {
        let before = self.diags.len();
        let cards = match &file.named {
            Some(name) => self.named(name, place),
            None => self.filtered(file, place),
        };
        if self.diags.len() > before {
            return None;
        }
        if cards.is_empty() {
            let fault = say!("aucune carte ne correspond à ce choix", "no card matches this choice");
            let next =
                say!("`massicot list` montre ce que le kit contient", "`massicot list` shows what the kit holds");
            self.diags.push(Diagnostic::error("nothing-chosen", fault).at(place.clone()).hint(next));
            return None;
        }
        Some(cards)
    }

    /// A component, or else a card.
    fn named(&mut self, name: &Text, place: &Place) -> Vec<UsedCard> {
        let decks = &self.kit.decks;
        if let Some(deck) = decks.iter().find(|deck| same(&deck.id, name)) {
            return deck.cards.iter().filter(|card| card.count > 0).map(|card| entry(deck, card)).collect();
        }
        let found = decks.iter().find_map(|deck| Some((deck, deck.cards.iter().find(|card| same(&card.id, name))?)));
        if let Some((deck, card)) = found {
            return vec![entry(deck, card)];
        }
        if self.is_to_come(name, place) {
            return Vec::new();
        }
        let message =
            say!("le kit n’a ni composant ni carte « {name} »", "the kit has neither component nor card “{name}”");
        let known = decks.iter().flat_map(|deck| [&deck.id].into_iter().chain(deck.cards.iter().map(|card| &card.id)));
        let known: Vec<&str> = known.map(|id| &**id).collect();
        self.unknown("unknown-component", message, name, &known, place);
        Vec::new()
    }

    fn filtered(&mut self, file: &UseFile, place: &Place) -> Vec<UsedCard> {
        self.check_names(file, place);
        let conditions = self.conditions(file, place);
        let any = |list: &[Text], id: &str| list.is_empty() || list.iter().any(|name| same(name, id));
        let wanted = |card: &Card| {
            // A card that is named is wanted even where no build prints it.
            (card.count > 0 || !file.cards.is_empty())
                && any(&file.cards, &card.id)
                && (file.families.is_empty() || file.families.iter().any(|word| has(card, FAMILY, word)))
                && conditions.iter().all(|(field, value)| has(card, field, value))
        };
        let decks = self.kit.decks.iter().filter(|deck| any(&file.only, &deck.id));
        decks.flat_map(|deck| deck.cards.iter().filter(|card| wanted(card)).map(|card| entry(deck, card))).collect()
    }

    fn check_names(&mut self, file: &UseFile, place: &Place) {
        let components: Vec<&str> = self.kit.decks.iter().map(|deck| &*deck.id).collect();
        for (index, name) in file.only.iter().enumerate() {
            let place = place.key("only").index(index);
            if !components.iter().any(|id| same(id, name)) && !self.is_to_come(name, &place) {
                let message = say!("le kit n’a pas de composant « {name} »", "the kit has no component “{name}”");
                self.unknown("unknown-component", message, name, &components, &place);
            }
        }
        let kit = self.kit;
        let codes: Vec<&str> = kit.decks.iter().flat_map(|deck| &deck.cards).map(|card| &*card.id).collect();
        for (index, name) in file.cards.iter().enumerate().filter(|(_, name)| !codes.iter().any(|id| same(id, name))) {
            let message = say!("le kit n’a pas de carte « {name} »", "the kit has no card “{name}”");
            self.unknown("unknown-card", message, name, &codes, &place.key("cards").index(index));
        }
        if !file.families.is_empty() && self.has_field(FAMILY, &place.key("families")) {
            let Some(words) = kit.vocabulary(FAMILY) else { return };
            for (index, word) in file.families.iter().enumerate().filter(|(_, word)| words.entry(word).is_none()) {
                self.diags.push(unknown_word(word, words, place.key("families").index(index)));
            }
        }
    }

    /// `field=value`, both there, the field one that cards have.
    fn conditions(&mut self, file: &UseFile, place: &Place) -> Vec<(Arc<str>, Arc<str>)> {
        let mut conditions = Vec::new();
        for (index, text) in file.conditions.iter().enumerate() {
            let place = place.key("where").index(index);
            let pair = text.split_once('=').map(|(field, value)| (field.trim(), value.trim()));
            match pair.filter(|(field, value)| !field.is_empty() && !value.is_empty()) {
                Some((field, value)) if self.has_field(field, &place) => conditions.push((field.into(), value.into())),
                Some(_) => {}
                None => {
                    let message = say!("« {text} » n’est pas une condition", "“{text}” is no condition");
                    let hint = say!("écrivez champ=valeur : family=pedagogie", "write field=value: family=pedagogie");
                    self.diags.push(Diagnostic::error("wrong-value", message).at(place).hint(hint));
                }
            }
        }
        conditions
    }

    fn has_field(&mut self, field: &str, place: &Place) -> bool {
        let mut cards = self.kit.decks.iter().flat_map(|deck| &deck.cards);
        if cards.any(|card| card.value(field).is_some()) {
            return true;
        }
        let cards = self.kit.decks.iter().flat_map(|deck| &deck.cards);
        let known: Vec<&str> = cards.flat_map(|card| &card.fields).map(|field| &*field.key).collect();
        let message = say!("aucune carte n’a de champ « {field} »", "no card has a field “{field}”");
        self.unknown("unknown-field", message, field, &known, place);
        false
    }

    /// Whether a component is planned without a file; told, since nothing of it can be printed.
    fn is_to_come(&mut self, name: &str, place: &Place) -> bool {
        let Some(planned) = self.kit.components.iter().find(|part| !part.present && same(&part.id, name)) else {
            return false;
        };
        let id = &planned.id;
        let message = say!(
            "le composant « {id} » est prévu, mais aucun fichier du kit ne le contient encore",
            "component “{id}” is planned, but no file of the kit holds it yet"
        );
        let hint = say!(
            "retirez-le de l’étape en attendant, et dites dans son texte par quoi on le remplace",
            "take it out of the step until then, and say in its text what stands in for it"
        );
        self.diags.push(Diagnostic::error("unknown-component", message).at(place.clone()).hint(hint));
        true
    }

    fn unknown(&mut self, code: &'static str, message: Say, name: &str, known: &[&str], place: &Place) {
        let hint = match yaml::suggest(name, known.iter().copied()) {
            Some(near) => say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"),
            None => {
                let mut all = known.to_vec();
                all.sort_unstable();
                all.dedup();
                let more = if all.len() > LISTED { ", …" } else { "" };
                all.truncate(LISTED);
                let list = all.join(", ");
                say!("il y a : {list}{more}", "there are: {list}{more}")
            }
        };
        self.diags.push(Diagnostic::error(code, message).at(place.clone()).hint(hint));
    }
}

fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

fn entry(deck: &Deck, card: &Card) -> UsedCard {
    UsedCard { deck: deck.id.clone(), code: card.id.clone(), count: u32::from(card.count.max(1)) }
}

/// Whether a card has a value in a field; a list has it when one of its entries is it.
fn has(card: &Card, field: &str, wanted: &str) -> bool {
    card.value(field).is_some_and(|value| value.items().iter().any(|item| item.text() == Some(wanted)))
}
