//! Boxes as components of a kit: the room that their decks need, and each panel as a deck of one card, so that layouts
//! dress it like any face. How a box is cut is the business of `packaging`.

use std::sync::Arc;

use super::deck::LayoutFrom;
use super::{Card, CardField, Deck, Faces, Production};
use crate::geom::{Length, PageBoxes, Size};
use crate::packaging::{Blank, Inner, Kind, Panel, Stack};
use crate::sizes::{Format, Shape};
use crate::source::{FileId, Place};

/// A box for decks of the kit.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its id, unique in the kit: `X1`.
    pub id: Arc<str>,
    /// Title.
    pub title: Arc<str>,
    /// A line under the title.
    pub subtitle: Option<Arc<str>>,
    /// How it is built.
    pub kind: Kind,
    /// The decks in it, by id.
    pub holds: Vec<Arc<str>>,
    /// Their cards in one stack.
    pub stack: Stack,
    /// The room inside.
    pub inner: Inner,
    /// How thick its board is.
    pub board: Length,
    /// How far artwork goes on beyond the panels.
    pub bleed: Length,
    /// How far text and codes stay off their edges.
    pub safe: Length,
    /// The largest paper that a blank must fit, by name.
    pub sheet: Option<(Arc<str>, Size)>,
    /// The layouts of the panels that are dressed, by name.
    pub panels: Vec<(Arc<str>, Arc<str>)>,
    /// What layouts name.
    pub fields: Vec<CardField>,
    /// The web address that layouts read as `{url}`.
    pub url: Option<Arc<str>>,
    /// How it is to be made, where it is not as the kit says.
    pub production: Production,
    /// Its file.
    pub file: FileId,
}

impl Package {
    /// Its blanks.
    pub fn blanks(&self) -> Vec<Blank> {
        self.kind.blanks(&self.inner, self.board, self.bleed)
    }

    /// Where one of its keys stands.
    pub fn place(&self, key: &str) -> Place {
        Place::value(self.file, []).key(key)
    }

    /// A panel as a deck of one card of its size; none where it stays bare.
    pub fn dressed(&self, panel: &Panel) -> Option<Deck> {
        let (name, layout) = self.panels.iter().find(|(name, _)| **name == *panel.name)?;
        let trim = panel.size();
        let card = Card {
            id: self.id.clone(),
            count: 1,
            tags: Vec::new(),
            link: None,
            url: self.url.clone(),
            fields: self.fields.clone(),
            layout: Faces { front: Some(layout.clone()), back: None },
            file: self.file,
            index: 0,
            stands: None,
            from: None,
            layout_from: [
                LayoutFrom::Place(Box::new(self.place("panels").key(name))),
                LayoutFrom::Place(Box::new(self.place("panels"))),
            ],
        };
        let boxes = PageBoxes::new(trim, self.bleed, self.safe.min(trim.width.min(trim.height) * 0.5));
        Some(Deck {
            kind: super::Kind::Cards,
            id: self.id.clone(),
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            format: Format { id: name.clone(), trim, corner: Length::ZERO, shape: Shape::Rectangle },
            drawn_bleed: boxes.bleed,
            boxes,
            corner: Length::ZERO,
            shape: None,
            tabs: None,
            stickers: None,
            production: self.production.clone(),
            variants: Vec::new(),
            variant: None,
            extra: self.fields.iter().map(|field| field.key.clone()).collect(),
            cards: vec![card],
            sheets: Vec::new(),
            duplex: false,
            multiple: 1,
            takes: Vec::new(),
            file: self.file,
        })
    }
}
