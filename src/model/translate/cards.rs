//! Cards in another language: their fields, their links, and what a translation says of cards that are not there or
//! have changed since.

use serde_yaml::Value;

use super::file::{DeckTranslation, Read};
use super::overlay::{is_fresh, mark};
use super::{Ends, Job, Overlay};
use crate::diag::Diagnostic;
use crate::model::{Card, CardField, Deck, Field, link};
use crate::say;
use crate::source::Place;
use crate::yaml;

impl Job<'_> {
    pub(super) fn card(
        &mut self,
        card: &mut Card,
        source: &Card,
        deck: &Deck,
        read: Option<&Read<DeckTranslation>>,
        base: Option<&str>,
    ) {
        let record = source
            .from
            .as_ref()
            .and_then(|from| self.result.kit.collection(&from.collection)?.record(&from.id).cloned());
        let record = record.as_ref();
        let own = read.and_then(|read| read.rest.get("cards")?.get(&*source.id));
        let place = read.map(|read| read.root().key("cards").key(&source.id));
        self.part(Some(deck), Some(source), place.clone(), |overlay| {
            if let (Some(own), Some(place)) = (own, &place) {
                card_keys(overlay, own, source, place);
            }
            let listed = source.from.is_none();
            for field in card.fields.iter_mut().filter(|field| !overlay.rules.is_word(&field.key)) {
                match record.and_then(|record| record.fields.iter().find(|known| known.key == field.key)) {
                    // What a record says is translated with it.
                    Some(known) if !field.inherited => *field = known.clone(),
                    _ if listed || field.inherited => card_field(overlay, field, source, own, read),
                    _ => {}
                }
            }
            if let Some(link) = own.and_then(|own| own.get("link")).and_then(yaml::text) {
                card.link = Some(link.as_ref().into());
            }
            address(overlay, card, base, &place.map_or_else(|| source.place(), |place| place.key("link")));
        });
    }

    /// Cards and defaults that a translation has and its deck has not.
    pub(super) fn strangers(&mut self, deck: &Deck, read: &Read<DeckTranslation>) {
        let root = read.root();
        let mut overlay = Overlay { rules: &self.rules, diags: self.diags, missing: Vec::new(), wanted: 0, card: None };
        let inherited: Vec<&str> = deck
            .cards
            .iter()
            .flat_map(|card| &card.fields)
            .filter(|field| field.inherited)
            .map(|field| &*field.key)
            .collect();
        for (key, known) in
            [("cards", deck.cards.iter().map(|card| &*card.id).collect::<Vec<_>>()), ("defaults", inherited)]
        {
            match read.rest.get(key) {
                Some(Value::Mapping(map)) => {
                    for name in map.keys().filter_map(Value::as_str).filter(|name| !known.contains(name)) {
                        overlay.orphan(name, known.iter().copied(), &root.key(key).key(name));
                    }
                }
                None | Some(Value::Null) => {}
                Some(other) => {
                    let wanted = say!("les cartes par leur code : « R01: »", "the cards by their code: “R01:”");
                    overlay.push(yaml::wrong_type(other, &wanted, &root.key(key)));
                }
            }
        }
    }
}

/// One field: from the card's translation, or for what it takes over from its deck, from that of the defaults.
fn card_field(
    overlay: &mut Overlay<'_>,
    field: &mut CardField,
    source: &Card,
    own: Option<&Value>,
    read: Option<&Read<DeckTranslation>>,
) {
    let key = field.key.clone();
    let defaults = read.and_then(|read| read.rest.get("defaults")).filter(|_| field.inherited);
    let here = own.and_then(|own| own.get(&*key)).filter(|value| !value.is_null());
    let given = here.or_else(|| defaults.and_then(|all| all.get(&*key)));
    if given.is_none() && overlay.rules.is_fixed(&key) {
        return;
    }
    let from = source.source_place(&key);
    let target = read.filter(|_| given.is_some()).map(|read| match here {
        Some(_) => read.root().key("cards").key(&source.id).key(&key),
        None => read.root().key("defaults").key(&key),
    });
    let ends = Ends { given: target.clone().unwrap_or_else(|| from.clone()), source: from };
    let before = overlay.missing.len();
    field.value = overlay.value(&key, &field.value, given, &ends);
    field.lang = (overlay.missing.len() > before).then(|| overlay.rules.lang().clone());
    field.translated = target;
}

/// Where a card leads in this language.
fn address(overlay: &mut Overlay<'_>, card: &mut Card, base: Option<&str>, place: &Place) {
    if base.is_none() && card.link.is_none() {
        return;
    }
    match link::resolve(card.link.as_deref().unwrap_or(&card.id), base) {
        Ok(url) => card.url = Some(url.into()),
        Err(refused) => {
            overlay.push(Diagnostic::error("wrong-link", refused.message).at(place.clone()).hint(refused.hint));
        }
    }
}

/// Keys of a translated card: those that translate nothing, and texts whose source has changed since.
fn card_keys(overlay: &mut Overlay<'_>, own: &Value, source: &Card, place: &Place) {
    let Value::Mapping(map) = own else {
        if !own.is_null() {
            overlay.push(yaml::wrong_type(own, &say!("les champs de la carte", "the fields of the card"), place));
        }
        return;
    };
    let known = || source.fields.iter().map(|field| &*field.key);
    for (key, value) in map.iter().filter_map(|(key, value)| Some((key.as_str()?, value))) {
        match (key, value) {
            ("link", _) => {}
            ("made-from", Value::Mapping(marks)) => {
                for (name, recorded) in
                    marks.iter().filter_map(|(name, mark)| Some((name.as_str()?, yaml::text(mark)?)))
                {
                    match source.get(name) {
                        Some(field) if is_fresh(&recorded, field) => {}
                        Some(field) => stale(overlay, name, field, place, source),
                        None => overlay.orphan(name, known(), &place.key(key).key(name)),
                    }
                }
            }
            ("made-from", other) => {
                let wanted = say!("des champs et leur marque", "fields and their mark");
                overlay.push(yaml::wrong_type(other, &wanted, &place.key(key)));
            }
            _ if overlay.rules.is_word(key) && source.get(key).is_some() => {
                let message = say!(
                    "« {key} » est un mot d’un vocabulaire, le même dans toutes les langues",
                    "“{key}” is a word of a vocabulary, the same in every language"
                );
                let hint = say!("traduisez le vocabulaire lui-même", "translate the vocabulary itself");
                let fault = Diagnostic::warning("orphan-translation", message).at(place.key(key).on_key());
                overlay.push(fault.hint(hint));
            }
            _ if source.get(key).is_none() => overlay.orphan(key, known(), &place.key(key)),
            _ => {}
        }
    }
}

fn stale(overlay: &mut Overlay<'_>, name: &str, field: &Field, place: &Place, source: &Card) {
    let mark = mark(field);
    let message = say!(
        "la source de « {name} » a changé depuis sa traduction",
        "the source of “{name}” has changed since it was translated"
    );
    let fault = Diagnostic::warning("stale-translation", message)
        .at(place.key(name))
        .at_with(source.source_place(name), say!("la source", "the source"))
        .hint(say!(
            "relisez la traduction, puis écrivez sous made-from : « {name}: {mark} »",
            "read the translation again, then write under made-from: “{name}: {mark}”"
        ));
    overlay.push(fault);
}
