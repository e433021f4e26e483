//! The pictures and drawings of a run, read beforehand and found by name: elements themselves read no file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::color::Color;
use crate::geom::{Length, Size, Transform};
use crate::scene::{ArtworkId, Group, ImageId, Item};
use crate::source::FileId;

/// A picture or drawing of the document.
#[derive(Clone, Debug)]
pub enum Stocked {
    /// An SVG drawing, kept as shared artwork.
    Drawing {
        /// The artwork; its bounds start at the origin.
        artwork: ArtworkId,
        /// Its own size.
        size: Size,
        /// Its plates, in its own coordinates.
        plates: Arc<[Item]>,
    },
    /// A picture made of pixels.
    Picture {
        /// The picture.
        image: ImageId,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
}

/// What a name stands for: a file, in its own colours or all in one.
pub type Drawn = (String, Option<Color>);

/// A text in a file of its own.
#[derive(Clone, Debug)]
pub struct StockedText {
    /// The file.
    pub file: FileId,
    /// What it holds.
    pub text: Arc<str>,
}

/// Everything that was read, by name.
#[derive(Clone, Debug, Default)]
pub struct Stock {
    entries: BTreeMap<Drawn, Stocked>,
    texts: BTreeMap<String, StockedText>,
    /// What things are called by themselves.
    alts: BTreeMap<Drawn, Arc<str>>,
}

impl Stock {
    /// Nothing in stock.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts something in.
    pub fn insert(&mut self, name: Drawn, stocked: Stocked) {
        self.entries.insert(name, stocked);
    }

    /// Puts a text in.
    pub fn insert_text(&mut self, name: String, text: StockedText) {
        self.texts.insert(name, text);
    }

    /// The text of a file; none for one that could not be read, which was reported then.
    pub fn text(&self, name: &str) -> Option<&StockedText> {
        self.texts.get(name)
    }

    /// Puts in something that has words of its own.
    pub fn insert_called(&mut self, name: Drawn, stocked: Stocked, alt: Arc<str>) {
        self.alts.insert(name.clone(), alt);
        self.insert(name, stocked);
    }

    /// The words that something has of its own.
    pub fn alt(&self, name: &Drawn) -> Option<Arc<str>> {
        self.alts.get(name).cloned()
    }

    /// What a name stands for; none for a file that could not be read, which was reported then.
    pub fn get(&self, name: &Drawn) -> Option<&Stocked> {
        self.entries.get(name)
    }
}

impl Stocked {
    /// The plates of a drawing where `map` puts it.
    pub(super) fn plates(&self, map: &Transform) -> Option<Item> {
        let Self::Drawing { plates, .. } = self else { return None };
        let group = || Group { transform: *map, items: plates.to_vec(), ..Group::default() };
        (!plates.is_empty()).then(|| Item::Group(Box::new(group())))
    }

    /// The size on paper that it has by itself: a drawing's own, a picture's at 300 pixels to the inch.
    pub fn natural_size(&self) -> Size {
        match self {
            Self::Drawing { size, .. } => *size,
            Self::Picture { width, height, .. } => {
                Size::new(Length::inch(f64::from(*width) / 300.0), Length::inch(f64::from(*height) / 300.0))
            }
        }
    }
}
