//! A deck file: its keys, and its cards read one by one, so that one wrong card does not hide the next.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_yaml::{Mapping, Value};

use super::deck::LayoutFrom;
use super::faces::{Choice, LayoutFile};
use super::kit_check::wrong_id;
use super::{Card, CardField, Deck, Faces, Field, Vocabulary, is_id, link};
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Length, PageBoxes};
use crate::say;
use crate::scene::Side;
use crate::sizes::{Format, Sizes};
use crate::source::{FileId, Place};
use crate::yaml::{self, Text};

/// Bleed where a deck says nothing: what most printers ask for.
const BLEED: Length = Length::mm(3.0);
/// Safe zone where a deck says nothing.
const SAFE: Length = Length::mm(5.0);
/// Copies of one card, at most.
const MOST_COPIES: u64 = 9999;

/// A deck: what its cards share, then the cards.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct DeckFile {
    /// Id of the deck, unique in the kit: plain letters, digits, - and _.
    #[schemars(required, extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    deck: Option<Text>,
    /// Title.
    #[schemars(required)]
    title: Option<Text>,
    /// A line under the title.
    subtitle: Option<Text>,
    /// Size of the cards: a name (A6, poker, A6 landscape) or two lengths (63mm x 88mm).
    #[schemars(required)]
    format: Option<Text>,
    /// Layouts of front and back.
    #[schemars(required)]
    layout: Option<LayoutFile>,
    /// Bleed over the trim on every side, 3mm where it is not given.
    bleed: Option<Length>,
    /// Safe zone inside the trim on every side, 5mm where it is not given.
    safe: Option<Length>,
    /// Radius of the corners, that of the format where it is not given.
    corner: Option<Length>,
    /// Fields that cards may have though no layout shows them: notes, sources, what only searches use.
    fields: Vec<Text>,
    /// What every card has unless it says otherwise.
    #[serde(skip_deserializing)]
    defaults: Option<CardFile>,
    /// The cards.
    #[serde(skip_deserializing)]
    #[schemars(required)]
    cards: Option<Vec<CardFile>>,
}

/// A card. Keys that are not listed here are free: the fields that layouts name.
// Only the schema is made from it: cards are read key by key.
#[derive(Default, JsonSchema)]
#[allow(dead_code, reason = "describes the file to editors")]
pub(super) struct CardFile {
    /// Its code, unique in the kit: R01.
    #[schemars(extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    id: Option<Text>,
    /// Copies printed, 1 where it is not given.
    #[schemars(range(min = 0, max = 9999))]
    count: Option<u16>,
    /// Free words to choose cards by.
    tags: Option<Vec<Text>>,
    /// A web address, or a short link that the kit's base completes.
    link: Option<Text>,
    /// Layouts of this card alone.
    layout: Option<LayoutFile>,
}

/// What decks are checked against.
pub(super) struct Context<'c> {
    pub(super) base: Option<&'c str>,
    pub(super) vocabularies: &'c [Vocabulary],
    pub(super) sizes: &'c Sizes,
    /// Every card id of the kit so far, in lower case, with its place.
    pub(super) cards: HashMap<String, (FileId, u32)>,
    /// Every deck id of the kit so far, in lower case, with its file.
    pub(super) decks: BTreeMap<String, FileId>,
}

/// What a card or the defaults of a deck say.
#[derive(Default)]
struct Draft {
    /// Nothing where there is no such key; nothing inside where its value is at fault.
    id: Option<Option<Arc<str>>>,
    count: Option<u16>,
    tags: Option<Vec<Arc<str>>>,
    link: Option<Arc<str>>,
    layout: LayoutFile,
    fields: Vec<CardField>,
}

/// Reads a deck file. Nothing is returned when what all its cards share is at fault; its cards are checked all the
/// same. A card at fault is left out.
pub(super) fn read(file: FileId, mut value: Value, context: &mut Context<'_>, diags: &mut Diagnostics) -> Option<Deck> {
    let root = Place::value(file, []);
    let (defaults, cards) = match &mut value {
        Value::Mapping(map) => (map.remove("defaults").unwrap_or_default(), map.get_mut("cards").map(std::mem::take)),
        _ => (Value::Null, None),
    };
    let header: DeckFile = yaml::salvage(&value, &root, diags)?;
    let mut reader = Reader { file, context, diags, keys: HashMap::new(), faulty: false };
    let layout = reader.layout(&header, &value, &root);
    let deck = reader.header(header, &value, &root);
    let defaults = reader.defaults(defaults, &root.key("defaults"));
    let cards = reader.cards(cards.unwrap_or_default(), &layout, &defaults);
    deck.map(|deck| Deck { cards, ..deck })
}

struct Reader<'r, 'c> {
    file: FileId,
    context: &'r mut Context<'c>,
    diags: &'r mut Diagnostics,
    /// One shared text for each key.
    keys: HashMap<String, Arc<str>>,
    /// True when the card being read has a fault.
    faulty: bool,
}

impl Reader<'_, '_> {
    fn fault(&mut self, diagnostic: Diagnostic) {
        self.faulty = true;
        self.diags.push(diagnostic);
    }

    fn missing(&mut self, key: &str, place: Place) {
        let message = say!("il manque la clé « {key} »", "the key “{key}” is missing");
        let hint = say!("ajoutez une ligne « {key}: … »", "add a line “{key}: …”");
        self.fault(Diagnostic::error("missing-key", message).at(place).hint(hint));
    }

    fn header(&mut self, file: DeckFile, value: &Value, root: &Place) -> Option<Deck> {
        self.faulty = false;
        let id = self.required("deck", file.deck, value, root);
        self.deck_id(&id, root);
        let title = self.required("title", file.title, value, root);
        let format = self.required("format", file.format, value, root);
        let format = self.format(&format, root)?;
        let bleed = self.distance("bleed", file.bleed, BLEED, Length::mm(50.0), root);
        let side = format.trim.width.min(format.trim.height) * 0.5;
        let safe = self.distance("safe", file.safe, SAFE.min(side), side, root);
        let corner = self.distance("corner", file.corner, format.corner, side, root);
        let boxes = PageBoxes::new(format.trim, bleed, safe);
        let subtitle = file.subtitle.map(|text| text.0);
        let extra = file.fields.iter().map(|field| field.0.clone()).collect();
        let deck = Deck { id, title, subtitle, format, boxes, corner, cards: Vec::new(), extra, file: self.file };
        (!self.faulty).then_some(deck)
    }

    /// The text under a key that must be there; one whose value is at fault has been told already.
    fn required(&mut self, key: &str, text: Option<Text>, value: &Value, root: &Place) -> Arc<str> {
        if text.is_none() {
            self.faulty = true;
            if value.get(key).is_none_or(Value::is_null) {
                self.missing(key, root.clone());
            }
        }
        text.map(|text| text.0).unwrap_or_default()
    }

    fn deck_id(&mut self, id: &Arc<str>, root: &Place) {
        if id.is_empty() && self.faulty {
            return;
        }
        if !is_id(id) {
            return self.fault(wrong_id(id, root.key("deck")));
        }
        if let Some(first) = self.context.decks.insert(id.to_lowercase(), self.file) {
            let message = say!("le jeu « {id} » est défini deux fois", "the deck “{id}” is defined twice");
            let diagnostic = Diagnostic::error("duplicate-id", message)
                .at(root.key("deck"))
                .at_with(Place::value(first, []).key("deck"), say!("d'abord ici", "first here"))
                .hint(say!("donnez à chaque jeu un identifiant à lui", "give each deck an id of its own"));
            self.fault(diagnostic);
        }
    }

    fn format(&mut self, text: &str, root: &Place) -> Option<Format> {
        if text.is_empty() && self.faulty {
            return None;
        }
        let format = self.context.sizes.format(text);
        format.map_err(|error| self.fault(error.diagnostic(root.key("format")))).ok()
    }

    fn distance(&mut self, key: &str, given: Option<Length>, usual: Length, most: Length, root: &Place) -> Length {
        let distance = given.unwrap_or(usual);
        if distance < Length::ZERO || distance > most {
            let message = say!(
                "« {key} » vaut {distance}, et doit rester entre 0 et {most}",
                "“{key}” is {distance}, and must stay within 0 and {most}"
            );
            self.fault(Diagnostic::error("wrong-value", message).at(root.key(key)));
        }
        distance
    }

    /// The deck's layouts, their cases checked against the vocabulary that they choose by.
    fn layout(&mut self, file: &DeckFile, value: &Value, root: &Place) -> LayoutFile {
        let layout = file.layout.clone().unwrap_or_default();
        let place = root.key("layout");
        if value.get("layout").is_none_or(Value::is_null) {
            self.missing("layout", root.clone());
        }
        for side in [Side::Front, Side::Back] {
            let Some(Choice::By { field, cases, .. }) = layout.get(side) else { continue };
            let Some(words) = self.context.vocabularies.iter().find(|words| words.field == *field) else { continue };
            for (case, _) in cases.iter().filter(|(case, _)| words.entry(case).is_none()) {
                let diagnostic = unknown_word(case, words, place.key(side.key()).key(case).on_key());
                self.diags.push(diagnostic);
            }
        }
        layout
    }

    fn defaults(&mut self, value: Value, place: &Place) -> Draft {
        let draft = match value {
            Value::Null => Draft::default(),
            value => self.draft(value, &|| place.clone()).unwrap_or_default(),
        };
        for key in draft.id.iter().map(|_| "id").chain(draft.link.iter().map(|_| "link")) {
            let message = say!(
                "« {key} » n'a pas de valeur commune à toutes les cartes",
                "“{key}” has no value that all cards share"
            );
            self.diags.push(Diagnostic::error("unknown-key", message).at(place.key(key).on_key()));
        }
        draft
    }

    fn cards(&mut self, value: Value, layout: &LayoutFile, defaults: &Draft) -> Vec<Card> {
        let place = Place::value(self.file, []).key("cards");
        let items = match value {
            Value::Sequence(items) if !items.is_empty() => items,
            Value::Sequence(_) | Value::Null => {
                let message = say!("ce jeu n'a pas de carte", "this deck has no card");
                let hint = say!(
                    "écrivez sous « cards: » une carte par tiret : « - id: R01 »",
                    "write one card per dash under “cards:”: “- id: R01”"
                );
                self.diags.push(Diagnostic::warning("empty-deck", message).at(place).hint(hint));
                return Vec::new();
            }
            other => {
                self.diags.push(yaml::wrong_type(&other, &say!("une liste de cartes", "a list of cards"), &place));
                return Vec::new();
            }
        };
        let numbered = (0_u32..).zip(items);
        numbered.filter_map(|(index, item)| self.card(index, item, layout, defaults)).collect()
    }

    fn card(&mut self, index: u32, value: Value, layout: &LayoutFile, defaults: &Draft) -> Option<Card> {
        self.faulty = false;
        let file = self.file;
        let place = || Place::value(file, []).key("cards").index(index as usize);
        let mut draft = self.draft(value, &place)?;
        let mut fields = std::mem::take(&mut draft.fields);
        let own = fields.len();
        for field in &defaults.fields {
            if !fields.iter().take(own).any(|known| known.key == field.key) {
                fields.push(CardField { inherited: true, ..field.clone() });
            }
        }
        let has_id = draft.id.is_some();
        let mut card = Card {
            id: draft.id.flatten().unwrap_or_default(),
            count: draft.count.or(defaults.count).unwrap_or(1),
            tags: draft.tags.or_else(|| defaults.tags.clone()).unwrap_or_default(),
            link: draft.link,
            url: None,
            fields,
            layout: Faces::default(),
            file,
            index,
            layout_from: [LayoutFrom::Deck; 2],
        };
        if !card.id.is_empty() {
            self.card_id(&card);
        } else if !has_id {
            self.missing("id", place());
        }
        self.address(&mut card);
        self.words(&card);
        for side in [Side::Front, Side::Back] {
            let choices = [
                (draft.layout.get(side), LayoutFrom::Card),
                (defaults.layout.get(side), LayoutFrom::Defaults),
                (layout.get(side), LayoutFrom::Deck),
            ];
            let chosen = choices.into_iter().find_map(|(choice, from)| Some((choice?, from)));
            let Some((choice, from)) = chosen else { continue };
            card.layout_from[side as usize] = from;
            let layout = self.settle(choice, side, &card);
            match side {
                Side::Front => card.layout.front = layout,
                Side::Back => card.layout.back = layout,
            }
        }
        (!self.faulty).then_some(card)
    }

    fn card_id(&mut self, card: &Card) {
        let id = &card.id;
        if !is_id(id) {
            return self.fault(wrong_id(id, card.place().key("id")));
        }
        if let Some((file, index)) = self.context.cards.insert(id.to_lowercase(), (card.file, card.index)) {
            let first = Place::value(file, []).key("cards").index(index as usize).key("id");
            let message = say!("la carte « {id} » est définie deux fois", "the card “{id}” is defined twice");
            let diagnostic = Diagnostic::error("duplicate-id", message)
                .at(card.place().key("id"))
                .at_with(first, say!("d'abord ici", "first here"))
                .hint(say!(
                    "donnez à chaque carte du kit un code à elle",
                    "give each card of the kit a code of its own"
                ));
            self.fault(diagnostic);
        }
    }

    fn address(&mut self, card: &mut Card) {
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
        let place = card.layout_place(side);
        let diagnostic = match value {
            None => {
                let message = say!(
                    "la maquette dépend de « {field} », que cette carte n'a pas",
                    "the layout depends on “{field}”, which this card lacks"
                );
                Diagnostic::error("no-layout", message).at(card.place()).at(place)
            }
            Some(value) => {
                let message = say!(
                    "aucune maquette n'est prévue pour {field}: {value}",
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

    fn draft(&mut self, value: Value, place: &dyn Fn() -> Place) -> Option<Draft> {
        let map = match value {
            Value::Mapping(map) => map,
            other => {
                self.fault(yaml::wrong_type(
                    &other,
                    &say!("une carte, avec ses clés", "a card, with its keys"),
                    &place(),
                ));
                return None;
            }
        };
        let mut draft = Draft { fields: Vec::with_capacity(map.len()), ..Draft::default() };
        self.entries(map, &mut draft, place);
        Some(draft)
    }

    fn entries(&mut self, map: Mapping, draft: &mut Draft, place: &dyn Fn() -> Place) {
        for (key, value) in map {
            let Value::String(key) = key else { continue };
            match key.as_str() {
                "id" => draft.id = Some(self.text(&value, &key, place)),
                "count" => draft.count = self.count(&value, place),
                "tags" => draft.tags = self.tags(&value, place),
                "link" => draft.link = self.text(&value, &key, place),
                "layout" => {
                    let read = yaml::from_value(&value, &place().key("layout"), self.diags);
                    self.faulty |= read.is_none();
                    draft.layout = read.unwrap_or_default();
                }
                _ => {
                    if let Some(value) = Field::from_value(&value) {
                        let key = self.intern(key);
                        draft.fields.push(CardField { key, value, inherited: false });
                    }
                }
            }
        }
    }

    fn intern(&mut self, key: String) -> Arc<str> {
        if let Some(known) = self.keys.get(&key) {
            return known.clone();
        }
        let shared: Arc<str> = key.as_str().into();
        self.keys.insert(key, shared.clone());
        shared
    }

    fn text(&mut self, value: &Value, key: &str, place: &dyn Fn() -> Place) -> Option<Arc<str>> {
        if value.is_null() && key != "id" {
            return None;
        }
        let text = yaml::text(value).map(Arc::from);
        if text.is_none() {
            self.fault(yaml::wrong_type(value, &say!("un texte", "a text"), &place().key(key)));
        }
        text
    }

    fn count(&mut self, value: &Value, place: &dyn Fn() -> Place) -> Option<u16> {
        if value.is_null() {
            return None;
        }
        let count = value.as_u64().filter(|count| *count <= MOST_COPIES).and_then(|count| u16::try_from(count).ok());
        if count.is_none() {
            let wanted =
                say!("un nombre d'exemplaires de 0 à {MOST_COPIES}", "a number of copies from 0 to {MOST_COPIES}");
            self.fault(yaml::wrong_type(value, &wanted, &place().key("count")));
        }
        count
    }

    fn tags(&mut self, value: &Value, place: &dyn Fn() -> Place) -> Option<Vec<Arc<str>>> {
        let items: &[Value] = match value {
            Value::Null => return None,
            Value::Sequence(items) => items,
            other => std::slice::from_ref(other),
        };
        let mut tags = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match yaml::text(item) {
                Some(tag) => tags.push(Arc::from(tag)),
                None => {
                    self.fault(yaml::wrong_type(item, &say!("un mot", "a word"), &place().key("tags").index(index)))
                }
            }
        }
        Some(tags)
    }
}

/// Names the card, if it has a code.
fn named(diagnostic: Diagnostic, id: &str) -> Diagnostic {
    if id.is_empty() { diagnostic } else { diagnostic.card(id) }
}

fn unknown_word(word: &str, words: &Vocabulary, place: Place) -> Diagnostic {
    let field = &words.field;
    let message = say!("« {word} » n'est pas un mot de « {field} »", "“{word}” is not a word of “{field}”");
    let diagnostic = Diagnostic::error("unknown-word", message).at(place);
    match yaml::suggest(word, words.ids()) {
        Some(near) => diagnostic.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
        None => {
            let list = yaml::key_list(words.ids());
            diagnostic.hint(say!("sont permis : {list}", "allowed: {list}"))
        }
    }
}
