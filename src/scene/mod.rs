//! The scene: finished pages in millimetres, the one form that imposition, preflight and every exporter read.
//!
//! A scene knows nothing of decks or layouts. Everything on a page is one of six items; a new card element
//! is made of them and never touches an exporter. Origin at the trim corner, y downwards.

mod assets;
mod bounds;
mod cutting;
pub mod digest;
mod dump;
mod item;
mod merge;
mod outline;
mod paint;
mod plate;

use std::sync::Arc;

pub use assets::Assets;
pub use bounds::bounds;
pub use cutting::{apart, has_plates, on_plate};
pub use dump::dump;
pub use item::{Anchor, Field, FieldKind, Glyph, GlyphRun, Group, Image, Item, Link, Path, Role, Use};
pub use outline::{Heading, anchors, headings};
pub use paint::{Blend, Dash, Fill, FillRule, Gradient, GradientKind, LineCap, LineJoin, Paint, Stop, Stroke};
pub use plate::{Plate, PlateNames};

use crate::diag::Diagnostic;
use crate::font::Fonts;
use crate::geom::{PageBoxes, PathData, Rect};
use crate::say;
use crate::source::Place;

/// A finished document: pages and what they share.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Title, language and the like, for the file's metadata.
    pub info: Info,
    /// The pages, in reading order: the front of a card, then its back.
    pub pages: Vec<Page>,
    /// Artwork and pictures that stand once in a file, however often they are used.
    pub assets: Assets,
    /// Every font that a glyph run may name.
    pub fonts: Arc<Fonts>,
}

/// What a file says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Info {
    /// Title of the document.
    pub title: String,
    /// Language of the text, BCP 47.
    pub lang: String,
    /// Who publishes it.
    pub publisher: String,
    /// Licence, as a short name.
    pub licence: String,
    /// Version of the content.
    pub version: String,
    /// Day of the version, `YYYY-MM-DD`; files carry it instead of the clock's day.
    pub date: Option<String>,
}

/// One printed face.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Trim, bleed, safe zone and slug.
    pub boxes: PageBoxes,
    /// What is on it, from back to front.
    pub items: Vec<Item>,
    /// Name in the order of the file, fit for a file name: `R01-recto`.
    pub name: String,
    /// The card that this face belongs to.
    pub card: Option<Arc<str>>,
    /// Which side of the card.
    pub side: Side,
    /// How many of this face are wanted in print; 0 is a face that is not printed.
    pub copies: u32,
    /// Along which the piece is cut, seen from this face, where that is no rectangle; contours inside others are holes.
    pub outline: Option<Arc<PathData>>,
}

/// A side of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Recto.
    #[default]
    Front,
    /// Verso.
    Back,
}

impl Side {
    /// Its key in files: `front` or `back`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Back => "back",
        }
    }
}

/// An artwork shared by pages, placed by [`Use`].
#[derive(Clone, Debug, Default)]
pub struct Artwork {
    /// A stable name, for layers and symbols.
    pub name: String,
    /// The room it may paint, in its own coordinates: exporters clip nothing outside, but may rely on it.
    pub bounds: Rect,
    /// What it paints.
    pub items: Vec<Item>,
}

impl Artwork {
    /// What the names of thumbnails start with; no drawing is called so.
    pub const THUMBNAIL: &'static str = "face:";

    /// True for a face of a card as a picture: its letters, lines and codes are read on the card itself, not here.
    pub fn is_thumbnail(&self) -> bool {
        self.name.starts_with(Self::THUMBNAIL)
    }
}

/// Index of an [`Artwork`] in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArtworkId(pub u32);

/// Index of an [`ImageData`] in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ImageId(pub u32);

/// Where an item comes from: a fault of a card nearly always has two ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The frame in the layout.
    pub layout: Place,
    /// The words in the deck.
    pub content: Option<Place>,
    /// The card.
    pub card: Option<Arc<str>>,
}

impl Origin {
    /// Adds both ends to a fault, the words in the deck and then the frame in the layout, and names the card.
    pub fn mark(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        if let Some(content) = &self.content {
            diagnostic = diagnostic.at(content.clone());
        }
        diagnostic = diagnostic.at_with(self.layout.clone(), say!("le cadre", "the frame"));
        match &self.card {
            Some(card) => diagnostic.card(&**card),
            None => diagnostic,
        }
    }
}

/// A picture as it is kept in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageData {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The picture itself.
    pub pixels: Pixels,
}

/// How a picture is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pixels {
    /// A baseline or progressive JPEG file, passed through to formats that can hold it.
    Jpeg {
        /// The file.
        file: Arc<[u8]>,
        /// Colour channels: 1 grey, 3 RGB, 4 CMYK.
        channels: u8,
        /// CMYK values are stored inverted (an Adobe APP14 marker says so).
        inverted: bool,
    },
    /// Rows of eight-bit samples from the top, without padding.
    Samples {
        /// `width × height × 1 or 3` bytes: grey or sRGB, alpha not multiplied in.
        color: Arc<[u8]>,
        /// One byte a pixel, 255 opaque; none when all is opaque.
        alpha: Option<Arc<[u8]>>,
        /// One sample a pixel instead of three.
        grey: bool,
    },
    /// Process inks, made by the program itself and never read from a file: opaque, rows from the top, without padding.
    Inks {
        /// `width × height × 4` bytes: cyan, magenta, yellow, black; 255 is solid.
        samples: Arc<[u8]>,
    },
}

impl Document {
    /// Other pages over the same artwork, pictures and fonts.
    #[must_use]
    pub fn with_pages(&self, pages: Vec<Page>) -> Self {
        Self { info: self.info.clone(), pages, assets: self.assets.clone(), fonts: self.fonts.clone() }
    }

    /// The artwork behind an id; none for an id of another document.
    pub fn artwork(&self, id: ArtworkId) -> Option<&Artwork> {
        self.assets.artwork(id)
    }

    /// The picture behind an id; none for an id of another document.
    pub fn image(&self, id: ImageId) -> Option<&Arc<ImageData>> {
        self.assets.image(id)
    }
}
