//! A deck file: its keys, and its cards read one by one, so that one wrong card does not hide the next.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_yaml::Value;

use super::collection::{FromFile, Lookup};
use super::draft::Draft;
use super::faces::{Choice, LayoutFile};
use super::kit_check::wrong_id;
use super::production::{Production, ProductionFile};
use super::stickers::StickersFile;
use super::tabs::TabsFile;
use super::variant::VariantFile;
use super::{Card, Collection, Deck, Kind, Vocabulary, is_id};
use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Length, PageBoxes};
use crate::say;
use crate::scene::Side;
use crate::sizes::{Format, Sizes};
use crate::source::{FileId, Place};
use crate::yaml::{self, Ordered, Text};

/// Bleed where a deck says nothing: what most printers ask for.
const BLEED: Length = Length::mm(3.0);
/// Safe zone where a deck says nothing.
const SAFE: Length = Length::mm(5.0);

/// A deck: what its cards share, then the cards.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["deck", "title", "format", "layout", "cards"]))]
pub(super) struct DeckFile {
    /// Id of the deck, unique in the kit: plain letters, digits, - and _.
    #[schemars(required, extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    pub(super) deck: Option<Text>,
    /// Title.
    #[schemars(required)]
    pub(super) title: Option<Text>,
    /// A line under the title.
    pub(super) subtitle: Option<Text>,
    /// Size of the cards: a name (A6, poker, A6 landscape) or two lengths (63mm x 88mm).
    #[schemars(required)]
    pub(super) format: Option<Text>,
    /// Layouts of front and back.
    #[schemars(required)]
    pub(super) layout: Option<LayoutFile>,
    /// Bleed over the trim on every side, 3mm where it is not given.
    pub(super) bleed: Option<Length>,
    /// Safe zone inside the trim on every side, 5mm where it is not given.
    pub(super) safe: Option<Length>,
    /// Radius of the corners, that of the format where it is not given.
    pub(super) corner: Option<Length>,
    /// An SVG drawing of the trim's size whose outline is that of the cut piece: tokens/star.svg.
    pub(super) shape: Option<Text>,
    /// Tabs along the upper edge, for dividers.
    pub(super) tabs: Option<TabsFile>,
    /// Its pieces are stickers: cut through the face alone, on a backing that is larger.
    pub(super) stickers: Option<StickersFile>,
    /// How its pieces are to be made, where it is not as the kit says: stock, finish, quantity.
    pub(super) production: ProductionFile,
    /// Fields that cards may have though no layout shows them: notes, sources, what only searches use.
    pub(super) fields: Vec<Text>,
    /// The same cards in other sizes and layouts, by name: large print.
    pub(super) variants: Ordered<VariantFile>,
    /// Sheet arrangements that every build puts the cards onto: [a4, sra3].
    pub(super) sheets: Vec<Text>,
    /// What every card has unless it says otherwise.
    #[allow(dead_code, reason = "taken out of the file before, for the cards")]
    pub(super) defaults: Option<CardFile>,
    /// The cards, one by one; or one for each record of a collection.
    #[schemars(required, with = "Cards")]
    #[allow(dead_code, reason = "taken out of the file before, to be read one by one")]
    pub(super) cards: Option<Vec<CardFile>>,
}

/// A card. Keys that are not listed here are free: the fields that layouts name.
// Only the schema is made from it: cards are taken out of the file first, and read key by key.
#[derive(Default, Deserialize, JsonSchema)]
#[allow(dead_code, reason = "describes the file to editors")]
pub(super) struct CardFile {
    /// Its code, unique in the kit: R01.
    #[schemars(extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    id: Option<Text>,
    /// Copies printed, 1 where it is not given.
    #[schemars(range(min = 0, max = 9999))]
    count: Option<u16>,
    /// Free words to choose cards by: one, or a list.
    #[schemars(with = "Option<Tags>")]
    tags: Option<Vec<Text>>,
    /// A web address, or a short link that the kit's base completes.
    link: Option<Text>,
    /// Layouts of this card alone.
    layout: Option<LayoutFile>,
}

/// A card of the list, which needs its code.
#[derive(JsonSchema)]
#[schemars(extend("required" = ["id"]))]
#[allow(dead_code, reason = "describes the file to editors")]
struct ListedCard(CardFile);

#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes the file to editors")]
enum Cards {
    Listed(Vec<ListedCard>),
    From(FromFile),
}

#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes the file to editors")]
enum Tags {
    One(Text),
    Many(Vec<Text>),
}

/// What decks are checked against.
pub(super) struct Context<'c> {
    /// False where kit.yaml cannot be read: what a card asks of it is not missed.
    pub(super) readable: bool,
    pub(super) base: Option<&'c str>,
    pub(super) vocabularies: &'c [Vocabulary],
    pub(super) collections: &'c [Collection],
    pub(super) sizes: &'c Sizes,
    /// Every card id of the kit so far, in lower case, with its place.
    pub(super) cards: HashMap<String, Place>,
    /// Every id of a deck or other component so far, in lower case, with its file.
    pub(super) decks: BTreeMap<String, (FileId, Kind)>,
}

impl<'c> Context<'c> {
    /// What dotted names are looked up in.
    pub(super) const fn lookup(&self) -> Lookup<'c> {
        Lookup { vocabularies: self.vocabularies, collections: self.collections }
    }
}

/// Reads a deck file. Nothing is returned when what all its cards share is at fault; its cards are checked all the
/// same. A card at fault is left out.
pub(super) fn read(file: FileId, mut value: Value, context: &mut Context<'_>, diags: &mut Diagnostics) -> Option<Deck> {
    let root = Place::value(file, []);
    let (defaults, cards) = match &mut value {
        Value::Mapping(map) => (map.shift_remove("defaults"), map.shift_remove("cards")),
        _ => (None, None),
    };
    let header: DeckFile = yaml::salvage(&value, &root, diags)?;
    let mut reader = Reader::new(Kind::Cards, file, context, diags);
    let layout = reader.layout(&header, &value, &root);
    let variants = header.variants.clone();
    let deck = reader.header(header, &value, &root);
    let defaults = reader.defaults(defaults.unwrap_or_default(), &root.key("defaults"));
    let cards = reader.cards(cards.unwrap_or_default(), &layout, &defaults);
    let deck = Deck { cards, ..deck? };
    let variants = reader.variants(&variants, &deck, &root);
    Some(Deck { variants, ..deck })
}

pub(super) struct Reader<'r, 'c> {
    pub(super) kind: Kind,
    pub(super) file: FileId,
    pub(super) context: &'r mut Context<'c>,
    pub(super) diags: &'r mut Diagnostics,
    /// One shared text for each key.
    pub(super) keys: HashMap<String, Arc<str>>,
    /// True when the card being read has a fault.
    pub(super) faulty: bool,
}

impl<'r, 'c> Reader<'r, 'c> {
    pub(super) fn new(kind: Kind, file: FileId, context: &'r mut Context<'c>, diags: &'r mut Diagnostics) -> Self {
        Self { kind, file, context, diags, keys: HashMap::new(), faulty: false }
    }
}

impl Reader<'_, '_> {
    pub(super) fn fault(&mut self, diagnostic: Diagnostic) {
        self.faulty = true;
        self.diags.push(diagnostic);
    }

    pub(super) fn missing(&mut self, key: &str, place: Place) {
        let message = say!("il manque la clé « {key} »", "the key “{key}” is missing");
        let hint = say!("ajoutez une ligne « {key}: … »", "add a line “{key}: …”");
        self.fault(Diagnostic::error("missing-key", message).at(place).hint(hint));
    }

    pub(super) fn header(&mut self, file: DeckFile, value: &Value, root: &Place) -> Option<Deck> {
        self.faulty = false;
        let id = self.required(self.kind.key(), file.deck, value, root);
        self.deck_id(&id, root);
        let title = self.required("title", file.title, value, root);
        let format = self.required("format", file.format, value, root);
        let format = self.format(&format, root)?;
        let bleed = self.distance("bleed", file.bleed, BLEED, Length::mm(50.0), root);
        let side = format.trim.width.min(format.trim.height) * 0.5;
        let safe = self.distance("safe", file.safe, SAFE.min(side), side, root);
        let corner = self.distance("corner", file.corner, format.corner, side, root);
        let tabs = self.tabs(file.tabs.as_ref(), format.trim, root);
        let stickers = self.stickers(file.stickers.as_ref(), root);
        let shape = file.shape.map(|text| text.0);
        if let (Some(_), Some(_)) = (&shape, &tabs) {
            self.fault(shape_and_tabs(root));
        }
        let boxes = PageBoxes::new(format.trim, bleed, safe);
        let subtitle = file.subtitle.map(|text| text.0);
        let extra = file.fields.iter().map(|field| field.0.clone()).collect();
        let sheets = file.sheets.iter().map(|name| name.0.clone()).collect();
        let production = file.production;
        let (variants, cards, file) = (Vec::new(), Vec::new(), self.file);
        let variant = None;
        let (production, drawn_bleed) = (Production::of(production), boxes.bleed);
        let deck = Deck {
            kind: self.kind,
            id,
            title,
            subtitle,
            format,
            boxes,
            drawn_bleed,
            corner,
            shape,
            tabs,
            stickers,
            production,
            variants,
            variant,
            cards,
            extra,
            sheets,
            duplex: false,
            multiple: 1,
            takes: Vec::new(),
            file,
        };
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
        let key = self.kind.key();
        if !is_id(id) {
            return self.fault(wrong_id(id, root.key(key)));
        }
        if let Some((first, other)) = self.context.decks.insert(id.to_lowercase(), (self.file, self.kind)) {
            let message = match self.kind {
                Kind::Cards => say!("le jeu « {id} » est défini deux fois", "the deck “{id}” is defined twice"),
                _ => say!("le composant « {id} » est défini deux fois", "the component “{id}” is defined twice"),
            };
            let hint = match self.kind {
                Kind::Cards => say!("donnez à chaque jeu un identifiant à lui", "give each deck an id of its own"),
                _ => say!("donnez à chaque pièce un identifiant à elle", "give each part an id of its own"),
            };
            let diagnostic = Diagnostic::error("duplicate-id", message)
                .at(root.key(key))
                .at_with(Place::value(first, []).key(other.key()), say!("d’abord ici", "first here"))
                .hint(hint);
            self.fault(diagnostic);
        }
    }

    pub(super) fn format(&mut self, text: &str, root: &Place) -> Option<Format> {
        if text.is_empty() && self.faulty {
            return None;
        }
        let format = self.context.sizes.format(text);
        format.map_err(|error| self.fault(error.diagnostic(root.key("format")))).ok()
    }

    pub(super) fn distance(
        &mut self,
        key: &str,
        given: Option<Length>,
        usual: Length,
        most: Length,
        root: &Place,
    ) -> Length {
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
    pub(super) fn layout(&mut self, file: &DeckFile, value: &Value, root: &Place) -> LayoutFile {
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
                "« {key} » n’a pas de valeur commune à toutes les cartes",
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
            value @ Value::Mapping(_) => return self.each_record(&value, layout, defaults),
            Value::Sequence(_) | Value::Null => {
                let message = say!("ce jeu n’a pas de carte", "this deck has no card");
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
}

impl Reader<'_, '_> {
    /// One card for each record that the deck asks for.
    fn each_record(&mut self, value: &Value, layout: &LayoutFile, defaults: &Draft) -> Vec<Card> {
        let place = Place::value(self.file, []).key("cards");
        let Some(from) = yaml::from_value::<FromFile>(value, &place, self.diags) else { return Vec::new() };
        let planned = from.plan(self.context.lookup(), &place, self.diags);
        let collection = from.from.map(|name| name.0).unwrap_or_default();
        let deck = Draft { layout: layout.clone(), ..Draft::default() };
        let numbered = (0_u32..).zip(&planned);
        numbered.filter_map(|(index, planned)| self.made(index, planned, &collection, [defaults, &deck])).collect()
    }
}

/// A piece has one outline.
fn shape_and_tabs(root: &Place) -> Diagnostic {
    let message = say!(
        "« shape » et « tabs » donnent chacun un contour aux cartes",
        "“shape” and “tabs” each give the cards an outline"
    );
    let hint = say!("gardez l’un des deux", "keep one of them");
    Diagnostic::error("wrong-value", message).at(root.key("tabs").on_key()).hint(hint)
}

pub(super) fn unknown_word(word: &str, words: &Vocabulary, place: Place) -> Diagnostic {
    let field = &words.field;
    let message = say!("« {word} » n’est pas un mot de « {field} »", "“{word}” is not a word of “{field}”");
    let diagnostic = Diagnostic::error("unknown-word", message).at(place);
    match yaml::suggest(word, words.ids()) {
        Some(near) => diagnostic.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
        None => {
            let list = yaml::key_list(words.ids());
            diagnostic.hint(say!("sont permis : {list}", "allowed: {list}"))
        }
    }
}
