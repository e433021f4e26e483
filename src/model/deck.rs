//! Decks and their cards.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::{Field, Production, Stickers, Tabs, Variant};
use crate::geom::{Insets, Length, PageBoxes};
use crate::scene::Side;
use crate::sizes::Format;
use crate::source::{FileId, Place, Step};

/// Where the layout of a face is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LayoutFrom {
    Card,
    Defaults,
    Deck,
    /// In a variant.
    Place(Box<Place>),
}

/// The layouts of a card's faces, by name; nothing where a face stays blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faces {
    /// Of the front.
    pub front: Option<Arc<str>>,
    /// Of the back.
    pub back: Option<Arc<str>>,
}

impl Faces {
    /// The layout of one face.
    pub const fn get(&self, side: Side) -> Option<&Arc<str>> {
        match side {
            Side::Front => self.front.as_ref(),
            Side::Back => self.back.as_ref(),
        }
    }
}

/// What a deck is: cards, or another component that is printed as a deck is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Cards of one size.
    #[default]
    Cards,
    /// A board that people work on: one piece, as its own card.
    Board,
    /// A poster for a wall: one piece, as its own card.
    Poster,
    /// Pages of running text: one piece, as its own card.
    Document,
}

impl Kind {
    /// The first key of its file: `deck`, `board`, `poster`, `document`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Cards => "deck",
            Self::Board => "board",
            Self::Poster => "poster",
            Self::Document => "document",
        }
    }
}

/// A value that a card holds, its own or from the defaults of its deck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardField {
    /// The key.
    pub key: Arc<str>,
    /// The value.
    pub value: Field,
    /// True when it comes from the deck's defaults.
    pub inherited: bool,
    /// Where its translation stands; nothing in the kit's own language, and where there is none.
    pub translated: Option<Place>,
    /// Its language, where it is another than the card's: a text left without translation.
    pub lang: Option<Arc<str>>,
}

/// The record that a card was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromRecord {
    /// Its collection.
    pub collection: Arc<str>,
    /// Its id.
    pub id: Arc<str>,
    /// Where it stands.
    pub place: Place,
}

/// A card.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its code, unique in the kit: `R01`.
    pub id: Arc<str>,
    /// How many copies are printed.
    pub count: u16,
    /// Free words to choose cards by.
    pub tags: Vec<Arc<str>>,
    /// The link as written.
    pub link: Option<Arc<str>>,
    /// The full web address: that of the link, or the kit's base with the card's id where there is no link.
    pub url: Option<Arc<str>>,
    /// Content, in the order of the file, then the deck's defaults.
    pub fields: Vec<CardField>,
    /// The layouts of its faces, settled.
    pub layout: Faces,
    /// The deck's file.
    pub file: FileId,
    /// Its place in the deck's list, from 0.
    pub index: u32,
    /// Where it stands, of a card that no list of its deck holds: the whole file of a board.
    pub(super) stands: Option<Place>,
    /// The record that it was made from; none for a card that its deck lists.
    pub from: Option<FromRecord>,
    /// Who names the layouts of front and back.
    pub(super) layout_from: [LayoutFrom; 2],
}

impl Card {
    /// A content field.
    pub fn get(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| *field.key == *key).map(|field| &field.value)
    }

    /// A content field, or `id`, `count`, `tags`, `link`, `url`.
    pub fn value(&self, key: &str) -> Option<Cow<'_, Field>> {
        let text = |text: &Arc<str>| Cow::Owned(Field::Text(text.clone()));
        match key {
            "id" => Some(text(&self.id)),
            "count" => Some(Cow::Owned(Field::Text(self.count.to_string().into()))),
            "tags" => Some(Cow::Owned(Field::List(self.tags.iter().cloned().map(Field::Text).collect()))),
            "link" => self.link.as_ref().map(text),
            "url" => self.url.as_ref().map(text),
            _ => self.get(key).map(Cow::Borrowed),
        }
    }

    /// The layouts of its faces.
    pub fn layouts(&self) -> impl Iterator<Item = &Arc<str>> {
        self.layout.front.iter().chain(&self.layout.back)
    }

    /// The collection of the record that it was made from.
    pub fn collection(&self) -> Option<&str> {
        self.from.as_ref().map(|from| &*from.collection)
    }

    /// Where the card stands, or the record that it was made from.
    pub fn place(&self) -> Place {
        if let Some(from) = &self.from {
            return from.place.clone();
        }
        let listed = || Place::value(self.file, [Step::Key("cards".into()), Step::Index(self.index)]);
        self.stands.clone().unwrap_or_else(listed)
    }

    /// Where a value of the card stands: in its translation, in the card, or in the defaults of the deck.
    pub fn field_place(&self, key: &str) -> Place {
        let field = self.fields.iter().find(|field| *field.key == *key);
        field.and_then(|field| field.translated.clone()).unwrap_or_else(|| self.source_place(key))
    }

    /// Where a value stands in the kit's own language: in the card, or in the defaults of the deck.
    pub fn source_place(&self, key: &str) -> Place {
        if let Some(place) = &self.stands {
            return place.key(key);
        }
        let inherited = self.fields.iter().any(|field| *field.key == *key && field.inherited);
        if inherited { Place::value(self.file, []).key("defaults").key(key) } else { self.place().key(key) }
    }

    /// Where the layout of one face is named: in the card, in the defaults or in the deck.
    pub fn layout_place(&self, side: Side) -> Place {
        let root = Place::value(self.file, []);
        let owner = match &self.layout_from[side as usize] {
            LayoutFrom::Card => self.place(),
            LayoutFrom::Defaults => root.key("defaults"),
            LayoutFrom::Deck => root,
            LayoutFrom::Place(place) => return (**place).clone(),
        };
        owner.key("layout").key(side.key())
    }
}

/// A deck of cards of one size.
#[derive(Clone, Debug)]
pub struct Deck {
    /// What it is.
    pub kind: Kind,
    /// Its id, unique in the kit: `D1`.
    pub id: Arc<str>,
    /// Title.
    pub title: Arc<str>,
    /// A line under the title.
    pub subtitle: Option<Arc<str>>,
    /// The size of its cards.
    pub format: Format,
    /// Trim, bleed and safe zone of every face.
    pub boxes: PageBoxes,
    /// The bleed as the author gives it, which drawings of layouts may hold; that of the boxes is wider where a print shop
    /// asks for more.
    pub drawn_bleed: Insets,
    /// Radius of the corners after die-cutting; zero for square ones.
    pub corner: Length,
    /// An SVG drawing whose outline is that of the cut piece, by its path as written.
    pub shape: Option<Arc<str>>,
    /// Tabs along the upper edge.
    pub tabs: Option<Tabs>,
    /// Its pieces are stickers on a backing.
    pub stickers: Option<Stickers>,
    /// How its pieces are to be made, where it is not as the kit says.
    pub production: Production,
    /// Other forms of the deck, in the order of the file.
    pub variants: Vec<Variant>,
    /// The variant that this is; none for the deck itself.
    pub variant: Option<Arc<Variant>>,
    /// The cards, in the order of the file.
    pub cards: Vec<Card>,
    /// Fields that cards may have though no layout shows them.
    pub extra: Vec<Arc<str>>,
    /// Sheet arrangements that its cards are put onto, by name.
    pub sheets: Vec<Arc<str>>,
    /// Pages that go on from one another fill both sides of a leaf, rather than each face going on by itself.
    pub duplex: bool,
    /// Empty pages are added to each card until their number is a multiple of this.
    pub multiple: usize,
    /// Decks whose cards lie on it, with the place where each is named; none for cards themselves.
    pub takes: Vec<(Arc<str>, Place)>,
    /// The deck's file.
    pub file: FileId,
}

impl Deck {
    /// The card of that id, spelled exactly.
    pub fn card(&self, id: &str) -> Option<&Card> {
        self.cards.iter().find(|card| *card.id == *id)
    }

    /// The cards of these ids, in the order of the ids; an id that no card has is left out.
    pub fn cards_of<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<&Card> {
        let by_id: HashMap<&str, &Card> = self.cards.iter().map(|card| (&*card.id, card)).collect();
        ids.filter_map(|id| by_id.get(id).copied()).collect()
    }

    /// This deck with a bleed of at least `asked` on every side.
    #[must_use]
    pub fn with_bleed(&self, asked: &Insets) -> Self {
        let own = self.boxes.bleed;
        let bleed = Insets {
            top: own.top.max(asked.top),
            right: own.right.max(asked.right),
            bottom: own.bottom.max(asked.bottom),
            left: own.left.max(asked.left),
        };
        Self { boxes: PageBoxes { bleed, ..self.boxes }, ..self.clone() }
    }

    /// How many cards are printed, copies counted.
    pub fn printed(&self) -> usize {
        self.cards.iter().map(|card| usize::from(card.count)).sum()
    }

    /// Where the deck stands: its title.
    pub fn place(&self) -> Place {
        Place::value(self.file, []).key(self.kind.key())
    }

    /// Where one of its sheet arrangements is named.
    pub fn sheet_place(&self, index: usize) -> Place {
        Place::value(self.file, []).key("sheets").index(index)
    }

    pub(super) fn value(&self, name: &str) -> Option<Field> {
        let text = |text: &Arc<str>| Field::Text(text.clone());
        match name {
            "id" => Some(text(&self.id)),
            "title" => Some(text(&self.title)),
            "subtitle" => self.subtitle.as_ref().map(text),
            "variant" => self.variant.as_ref().map(|variant| text(&variant.id)),
            "count" => Some(Field::Text(self.printed().to_string().into())),
            _ => None,
        }
    }
}
