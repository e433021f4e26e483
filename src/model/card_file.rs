//! One card: its code, its address, its words and its layouts, checked. A card at fault is left out.

use std::sync::Arc;

use serde_yaml::Value;

use super::collection::{Planned, unknown_record};
use super::deck::LayoutFrom;
use super::deck_file::{Reader, unknown_word};
use super::draft::Draft;
use super::faces::{Choice, LayoutFile};
use super::kit_check::wrong_id;
use super::{Card, CardField, Faces, Field, FromRecord, is_id, link};
use crate::diag::Diagnostic;
use crate::say;
use crate::scene::Side;
use crate::source::Place;

/// Names the card, if it has a code.
fn named(diagnostic: Diagnostic, id: &str) -> Diagnostic {
    if id.is_empty() { diagnostic } else { diagnostic.card(id) }
}

impl Reader<'_, '_> {
    pub(super) fn card(&mut self, index: u32, value: Value, layout: &LayoutFile, defaults: &Draft) -> Option<Card> {
        self.faulty = false;
        let file = self.file;
        let place = || Place::value(file, []).key("cards").index(index as usize);
        let before = self.diags.iter().count();
        let draft = self.draft(value, &place)?;
        self.name_faults(before, draft.id.as_ref().and_then(Option::as_ref));
        self.settled(index, draft, None, [defaults, &Draft { layout: layout.clone(), ..Draft::default() }])
    }

    /// A card made from a record, which has been checked on its own.
    pub(super) fn made(
        &mut self,
        index: u32,
        planned: &Planned<'_>,
        collection: &str,
        from: [&Draft; 2],
    ) -> Option<Card> {
        self.faulty = false;
        let record = planned.record;
        let mut fields = record.fields.clone();
        fields.push(CardField {
            key: "code".into(),
            value: Field::Text(record.id.clone()),
            inherited: false,
            translated: None,
            lang: None,
        });
        let draft =
            Draft { id: Some(Some(planned.id.clone())), link: planned.link.clone(), fields, ..Draft::default() };
        let from_record =
            FromRecord { collection: collection.into(), id: record.id.clone(), place: record.place.clone() };
        self.settled(index, draft, Some(from_record), from)
    }

    /// A card completed and checked: its own keys, then the defaults of its deck, then the layouts of the deck.
    fn settled(
        &mut self,
        index: u32,
        mut draft: Draft,
        from: Option<FromRecord>,
        [defaults, deck]: [&Draft; 2],
    ) -> Option<Card> {
        let (file, layout) = (self.file, &deck.layout);
        let mut fields = std::mem::take(&mut draft.fields);
        let own = fields.len();
        for field in &defaults.fields {
            if !fields.iter().take(own).any(|known| known.key == field.key) {
                fields.push(CardField { inherited: true, ..field.clone() });
            }
        }
        let id = draft.id.take();
        let mut card = Card {
            id: id.clone().flatten().unwrap_or_default(),
            count: draft.count.or(defaults.count).unwrap_or(1),
            tags: draft.tags.take().or_else(|| defaults.tags.clone()).unwrap_or_default(),
            link: draft.link.take(),
            url: None,
            fields,
            layout: Faces::default(),
            file,
            index,
            stands: None,
            from,
            layout_from: [LayoutFrom::Deck, LayoutFrom::Deck],
        };
        match id {
            Some(Some(_)) => self.card_id(&card),
            // Its value is at fault, and has been told.
            Some(None) => {}
            None => self.missing("id", card.place()),
        }
        self.complete(&mut card, [&draft.layout, &defaults.layout, layout]);
        (!self.faulty).then_some(card)
    }

    /// Settles the address and the layouts of a card, and checks its words.
    pub(super) fn complete(&mut self, card: &mut Card, layouts: [&LayoutFile; 3]) {
        self.address(card);
        // A record has been checked on its own.
        if card.from.is_none() {
            self.words(card);
            self.recorded(card);
        }
        self.faces(card, layouts);
    }

    /// Names the card in the faults of its keys, which are read before its code is known.
    fn name_faults(&mut self, before: usize, id: Option<&Arc<str>>) {
        let Some(id) = id else { return };
        for fault in self.diags.iter_mut().skip(before).filter(|fault| fault.card.is_none()) {
            fault.card = Some(id.to_string());
        }
    }

    /// Settles the layout of each face: the card's own choice, else that of the defaults, else that of the deck.
    fn faces(&mut self, card: &mut Card, layouts: [&LayoutFile; 3]) {
        for side in [Side::Front, Side::Back] {
            let owners = [LayoutFrom::Card, LayoutFrom::Defaults, LayoutFrom::Deck];
            let mut choices = layouts.iter().zip(owners).map(|(layout, from)| (layout.get(side), from));
            let Some((choice, from)) = choices.find_map(|(choice, from)| Some((choice?, from))) else { continue };
            card.layout_from[side as usize] = from;
            let layout = self.settle(choice, side, card);
            match side {
                Side::Front => card.layout.front = layout,
                Side::Back => card.layout.back = layout,
            }
        }
    }

    pub(super) fn card_id(&mut self, card: &Card) {
        let id = &card.id;
        let own = match (&card.from, &card.stands) {
            (Some(_), _) => Place::value(card.file, []).key("cards").key("id"),
            (None, Some(place)) => place.key(self.kind.key()),
            (None, None) => card.place().key("id"),
        };
        if !is_id(id) {
            return self.fault(wrong_id(id, own));
        }
        if let Some(first) = self.context.cards.insert(id.to_lowercase(), own.clone()) {
            let message = say!("la carte « {id} » est définie deux fois", "the card “{id}” is defined twice");
            let diagnostic = Diagnostic::error("duplicate-id", message)
                .at(own)
                .at_with(first, say!("d’abord ici", "first here"))
                .hint(say!(
                    "donnez à chaque carte du kit un code à elle",
                    "give each card of the kit a code of its own"
                ));
            self.fault(diagnostic);
        }
    }

    fn address(&mut self, card: &mut Card) {
        if !self.context.readable {
            return;
        }
        let url = match (&card.link, self.context.base) {
            (Some(link), base) => link::resolve(link, base),
            (None, Some(base)) if is_id(&card.id) => link::resolve(&card.id, Some(base)),
            (None, _) => return,
        };
        match url {
            Ok(url) => card.url = Some(url.into()),
            Err(refused) => {
                let place = card.place().key("link");
                let diagnostic = Diagnostic::error("wrong-link", refused.message).at(place).hint(refused.hint);
                self.fault(named(diagnostic, &card.id));
            }
        }
    }

    /// Checks the words of vocabulary fields.
    fn words(&mut self, card: &Card) {
        for words in self.context.vocabularies {
            let Some(value) = card.get(&words.field) else { continue };
            for (index, item) in value.items().iter().enumerate() {
                let place = || match value {
                    Field::List(_) => card.field_place(&words.field).index(index),
                    _ => card.field_place(&words.field),
                };
                match item.text() {
                    Some(word) if words.entry(word).is_some() => {}
                    Some(word) => self.fault(named(unknown_word(word, words, place()), &card.id)),
                    None => {
                        let field = &words.field;
                        let message = say!(
                            "« {field} » prend un mot, ou une liste de mots",
                            "“{field}” takes a word, or a list of words"
                        );
                        self.fault(named(Diagnostic::error("wrong-type", message).at(place()), &card.id));
                    }
                }
            }
        }
    }

    /// Checks the ids of fields that are called as a collection.
    fn recorded(&mut self, card: &Card) {
        let lookup = self.context.lookup();
        for field in &card.fields {
            let Some(target) = lookup.target(None, &field.key) else { continue };
            for (index, item) in field.value.items().iter().enumerate() {
                let place = card.field_place(&field.key);
                let place = if matches!(field.value, Field::List(_)) { place.index(index) } else { place };
                if let Some(id) = item.text().filter(|id| target.record(id).is_none()) {
                    self.fault(named(unknown_record(id, target, place), &card.id));
                }
            }
        }
    }

    /// The layout of one face, by name.
    fn settle(&mut self, choice: &Choice, side: Side, card: &Card) -> Option<Arc<str>> {
        let (field, cases, default) = match choice {
            Choice::Always(name) => return name.clone(),
            Choice::By { field, cases, default } => (field, cases, default),
        };
        let value = card.get(field).and_then(Field::text);
        let case = value.and_then(|value| cases.iter().find(|(case, _)| **case == *value));
        if let Some(name) = case.map(|(_, name)| name).or(default.as_ref()) {
            return name.clone();
        }
        let words = self.context.vocabularies.iter().find(|words| words.field == *field);
        if value.is_some_and(|value| words.is_some_and(|words| words.entry(value).is_none())) {
            // Told already, as a word that the vocabulary does not have.
            return None;
        }
        let place = card.layout_place(side);
        let diagnostic = match value {
            None => {
                let message = say!(
                    "la maquette dépend de « {field} », que cette carte n’a pas",
                    "the layout depends on “{field}”, which this card lacks"
                );
                Diagnostic::error("no-layout", message).at(card.place()).at(place)
            }
            Some(value) => {
                let message = say!(
                    "aucune maquette n’est prévue pour {field}: {value}",
                    "no layout is given for {field}: {value}"
                );
                Diagnostic::error("no-layout", message).at(card.field_place(field)).at(place)
            }
        };
        let hint = say!(
            "ajoutez ce cas, ou « default: », sous « by: {field} »",
            "add this case, or “default:”, under “by: {field}”"
        );
        self.fault(named(diagnostic.hint(hint), &card.id));
        None
    }
}
