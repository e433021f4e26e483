//! A board, poster or document file: one piece as a deck of one card. Its keys beside those of the sheet are the fields of that
//! card.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use serde_yaml::Value;

use super::deck::LayoutFrom;
use super::deck_file::{Context, DeckFile, Reader};
use super::draft::Draft;
use super::faces::{Choice, LayoutFile};
use super::production::ProductionFile;
use super::variant::VariantFile;
use super::{Card, CardField, Deck, Faces, Field, Kind};
use crate::diag::{Diagnostic, Diagnostics};
use crate::element::OneOr;
use crate::geom::Length;
use crate::say;
use crate::source::{FileId, Place};
use crate::yaml::{self, Ordered, Text};

/// A board, a poster or a document: one piece of any size. Keys that are not listed here are free: the fields that its layouts name.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(super) struct BoardFile {
    /// Id of the board, unique in the kit: plain letters, digits, - and _.
    #[schemars(required, extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    board: Option<Text>,
    /// Id of the poster, unique in the kit: plain letters, digits, - and _.
    #[schemars(required, extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    poster: Option<Text>,
    /// Id of the document, unique in the kit: plain letters, digits, - and _.
    #[schemars(required, extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    document: Option<Text>,
    /// Title.
    #[schemars(required)]
    title: Option<Text>,
    /// A line under the title.
    subtitle: Option<Text>,
    /// Its size: a name (A1, A3 landscape) or two lengths (1260mm x 297mm).
    #[schemars(required)]
    format: Option<Text>,
    /// The layout of its front, or layouts of front and back.
    #[schemars(required)]
    layout: Option<BoardLayout>,
    /// Bleed over the trim on every side, 3mm where it is not given.
    bleed: Option<Length>,
    /// Safe zone inside the trim on every side, 5mm where it is not given.
    safe: Option<Length>,
    /// Where pages that go on from one another stand: each on a sheet of its own, as of boards and posters unless they say
    /// otherwise, or on both sides of each, as of documents.
    sides: Option<SidesFile>,
    /// Empty pages are added until their number is a multiple of this: 4 for booklets that are folded.
    #[schemars(range(min = 1, max = 32))]
    multiple: Option<u16>,
    /// How it is to be made, where it is not as the kit says: stock, finish, quantity.
    production: ProductionFile,
    /// The same piece in other sizes and layouts, by name.
    variants: Ordered<VariantFile>,
    /// Decks whose cards lie on it: a slot of its layout is as large as the cards of each.
    takes: Vec<Text>,
    /// Sheet arrangements that every build puts it onto: [poster-a4].
    sheets: Vec<Text>,
    /// Copies printed, 1 where it is not given.
    #[schemars(range(min = 0, max = 9999))]
    #[allow(dead_code, reason = "read with the fields of the card")]
    count: Option<u16>,
    /// A web address, or a short link that the kit's base completes.
    #[allow(dead_code, reason = "read with the fields of the card")]
    link: Option<Text>,
}

/// Where pages that go on from one another stand.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum SidesFile {
    /// On the front of a sheet each.
    #[default]
    Single,
    /// On both sides of each sheet.
    Double,
}

/// The layout of a piece that mostly has one face.
struct BoardLayout(LayoutFile);

impl<'de> Deserialize<'de> for BoardLayout {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match OneOr::<LayoutFile>::read(deserializer)? {
            OneOr::One(name) => {
                Self(LayoutFile { front: Some(Choice::Always(Some(name.as_str().into()))), back: None })
            }
            OneOr::More(faces) => Self(faces),
        })
    }
}

impl JsonSchema for BoardLayout {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "BoardLayout".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let faces = generator.subschema_for::<LayoutFile>();
        schemars::json_schema!({ "anyOf": [{ "type": "string" }, faces] })
    }
}

/// Keys of the sheet, which are no fields of its card.
const SHEET: [&str; 12] = [
    "board",
    "poster",
    "document",
    "format",
    "layout",
    "bleed",
    "safe",
    "sides",
    "multiple",
    "production",
    "variants",
    "takes",
];

/// The schema of one kind of file: the other kind's key is none of its own.
pub(super) fn schema(kind: Kind) -> serde_json::Value {
    let (title, others) = match kind {
        Kind::Poster => ("Massicot: a poster", [Kind::Board, Kind::Document]),
        Kind::Document => ("Massicot: a document", [Kind::Board, Kind::Poster]),
        Kind::Board | Kind::Cards => ("Massicot: a board", [Kind::Poster, Kind::Document]),
    };
    let mut schema = super::schema::of::<BoardFile>(title);
    if let Some(properties) = schema.get_mut("properties").and_then(serde_json::Value::as_object_mut) {
        for other in others {
            properties.shift_remove(other.key());
        }
    }
    let required = [kind.key(), "title", "format", "layout"];
    if let Some(keys) = schema.as_object_mut() {
        keys.insert("required".to_owned(), required.into_iter().map(serde_json::Value::from).collect());
    }
    schema
}

/// Reads a board, a poster or a document; nothing is returned where it is at fault.
pub(super) fn read(
    kind: Kind,
    file: FileId,
    value: Value,
    context: &mut Context<'_>,
    diags: &mut Diagnostics,
) -> Option<Deck> {
    let root = Place::value(file, []);
    let sheet: BoardFile = yaml::salvage(&own(&value), &root, diags)?;
    let usual = if kind == Kind::Document { SidesFile::Double } else { SidesFile::Single };
    let duplex = sheet.sides.unwrap_or(usual) == SidesFile::Double;
    let multiple = multiple(sheet.multiple, &root, diags);
    let id = match kind {
        Kind::Poster => sheet.poster,
        Kind::Document => sheet.document,
        Kind::Board | Kind::Cards => sheet.board,
    };
    let takes = sheet.takes.iter().enumerate();
    let takes = takes.map(|(index, id)| (id.0.clone(), root.key("takes").index(index))).collect();
    let header = DeckFile {
        deck: id,
        title: sheet.title,
        subtitle: sheet.subtitle,
        format: sheet.format,
        layout: sheet.layout.map(|layout| layout.0),
        bleed: sheet.bleed,
        safe: sheet.safe,
        production: sheet.production,
        variants: sheet.variants,
        sheets: sheet.sheets,
        ..DeckFile::default()
    };
    let mut reader = Reader::new(kind, file, context, diags);
    let layout = reader.layout(&header, &value, &root);
    let variants = header.variants.clone();
    let deck = reader.header(header, &value, &root);
    let card = reader.piece(value, deck.as_ref(), &layout, &root);
    let deck = Deck { cards: vec![card?], duplex, multiple, takes, ..deck? };
    let variants = reader.variants(&variants, &deck, &root);
    Some(Deck { variants, ..deck })
}

/// Of which number the pages are a multiple.
fn multiple(given: Option<u16>, root: &Place, diags: &mut Diagnostics) -> usize {
    const MOST: u16 = 32;
    let multiple = given.unwrap_or(1);
    if !(1..=MOST).contains(&multiple) {
        let message =
            say!("« multiple » va de 1 à {MOST}, et non {multiple}", "“multiple” is 1 to {MOST}, not {multiple}");
        let hint = say!("écrivez 4 pour un livret plié", "write 4 for a booklet that is folded");
        diags.push(Diagnostic::error("wrong-value", message).at(root.key("multiple")).hint(hint));
    }
    usize::from(multiple.clamp(1, MOST))
}

/// The keys of a file that are not fields of its card alone.
fn own(value: &Value) -> Value {
    let Value::Mapping(map) = value else { return value.clone() };
    let kept = |key: &Value| {
        key.as_str().is_some_and(|key| SHEET.contains(&key) || ["title", "subtitle", "sheets"].contains(&key))
    };
    Value::Mapping(map.iter().filter(|(key, _)| kept(key)).map(|(key, value)| (key.clone(), value.clone())).collect())
}

impl Reader<'_, '_> {
    /// The one card of a board: everything that its file says and that is not of the sheet.
    fn piece(&mut self, value: Value, deck: Option<&Deck>, layout: &LayoutFile, root: &Place) -> Option<Card> {
        self.faulty = false;
        let Value::Mapping(mut own) = value else { return None };
        own.retain(|key, _| !key.as_str().is_some_and(|key| SHEET.contains(&key) || key == "sheets"));
        let draft = self.draft(Value::Mapping(own), &|| root.clone())?;
        if draft.id.is_some() {
            let key = self.kind.key();
            let message = say!(
                "l’identifiant est la valeur de « {key}: », la première clé",
                "the id is the value of “{key}:”, the first key"
            );
            self.fault(Diagnostic::error("unknown-key", message).at(root.key("id").on_key()));
        }
        let Draft { count, tags, link, fields, .. } = draft;
        let mut card = Card {
            id: deck.map(|deck| deck.id.clone()).unwrap_or_default(),
            count: count.unwrap_or(1),
            tags: tags.unwrap_or_default(),
            link,
            url: None,
            // What names the piece need not be printed on it.
            fields: fields.into_iter().map(|field| CardField { inherited: named(&field), ..field }).collect(),
            layout: Faces::default(),
            file: self.file,
            index: 0,
            stands: Some(root.clone()),
            from: None,
            layout_from: [LayoutFrom::Deck, LayoutFrom::Deck],
        };
        if deck.is_some() {
            self.card_id(&card);
        }
        self.complete(&mut card, [layout; 3]);
        (!self.faulty).then_some(card)
    }
}

/// The fields that a piece has whether its layout shows them or not.
fn named(field: &CardField) -> bool {
    matches!((&*field.key, &field.value), ("title" | "subtitle", Field::Text(_)))
}
