//! Printer profiles: what each print shop asks of the files it gets, every figure with who says so. Data files in
//! `layouts/printers/`, extended by kits. Knows trim sizes, nothing of decks or of how files are made.

mod figure;
mod file;
mod library;
mod settle;
mod told;
mod trim;
mod values;

pub use figure::{Figure, Read, Source};
pub use file::ProfileFile;
pub use library::Printers;
pub use told::Told;
pub use trim::{Trim, TrimFault};
pub use values::{Backs, Copies, Delivery, Marks, PageOrder, SpotKind, Standard};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::color::Cmyk;
use crate::geom::{Insets, Length, Size};
use crate::source::Place;

/// A print shop, its own figures completed by those of the generic profile that it inherits from.
#[derive(Clone, Debug)]
pub struct Printer {
    /// The name that `--printer` asks for.
    pub id: Arc<str>,
    /// What people call it.
    pub name: Arc<str>,
    /// Country, ISO 3166-1: `FR`; nothing for generic profiles.
    pub country: Option<Arc<str>>,
    /// What it is, in one line of each language.
    pub about: crate::sizes::Names,
    /// The finished sizes that it cuts; empty where it cuts any.
    pub sizes: Vec<Trim>,
    /// How far artwork reaches over the trim.
    pub bleed: Option<Figure<Length>>,
    /// How far text and codes stay inside the trim.
    pub safe: Option<Figure<Length>>,
    /// Radius of the corners that it cuts.
    pub radius: Option<Figure<Length>>,
    /// In which files it wants the faces.
    pub delivery: Option<Figure<Delivery>>,
    /// The sheet arrangement that it wants, where it takes whole sheets.
    pub sheet: Option<Figure<String>>,
    /// Which face of a card comes first.
    pub order: Option<Figure<PageOrder>>,
    /// How often a back that all cards share is delivered.
    pub backs: Option<Figure<Backs>>,
    /// Whether a card wanted three times is three times in the file.
    pub copies: Option<Figure<Copies>>,
    /// Whether marks may be printed around the faces.
    pub marks: Option<Figure<Marks>>,
    /// The PDF standard that it asks for.
    pub standard: Option<Figure<Standard>>,
    /// Most ink on one spot, in percent of a solid.
    pub ink: Option<Figure<f64>>,
    /// Pixels to the inch that it asks for.
    pub resolution: Option<Figure<f64>>,
    /// Pixels to the inch under which it refuses.
    pub least_resolution: Option<Figure<f64>>,
    /// Smallest text.
    pub text: Option<Figure<Length>>,
    /// Smallest text that is lighter than its ground.
    pub reversed_text: Option<Figure<Length>>,
    /// Thinnest line.
    pub line: Option<Figure<Length>>,
    /// The printing condition of its inks (`FOGRA39`), or `RGB` where it converts colours itself.
    pub colour: Option<Figure<String>>,
    /// The ICC profile of that condition, by its path from the folder of the file that names it, and where that says so.
    pub profile: Option<(String, Place)>,
    /// A black that it advises for large areas.
    pub rich_black: Option<Figure<[u8; 4]>>,
    /// Names of the spot colours that are no inks: cut line, crease, varnish.
    pub spots: BTreeMap<SpotKind, Figure<String>>,
    /// Its file.
    pub place: Place,
}

/// Bleed and safe zone of a face for a printer, and the resolution of pictures of faces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Over the trim, side by side.
    pub bleed: Insets,
    /// Inside the trim, side by side.
    pub safe: Insets,
}

/// Bleed where neither the printer nor a generic profile says one: what most printers ask for.
const BLEED: Length = Length::mm(3.0);
/// Resolution where nobody says one.
const RESOLUTION: f64 = 300.0;

impl Printer {
    /// The size that a face of `trim` is printed in, upright or turned; none where the printer cuts any size.
    ///
    /// # Errors
    /// A size that the printer does not cut, with the nearest one that it does.
    pub fn trim(&self, trim: Size) -> Result<Option<&Trim>, TrimFault> {
        trim::matching(&self.sizes, trim)
    }

    /// Bleed and safe zone of a face of `trim`. Where the size is given in pixels, the bleed is what they leave beyond the
    /// trim at the printer's resolution.
    pub fn room(&self, trim: Size) -> Room {
        let bleed = self.bleed.as_ref().map_or(BLEED, |bleed| bleed.is);
        let safe = self.safe.as_ref().map_or(Length::ZERO, |safe| safe.is);
        let row = self.trim(trim).ok().flatten();
        let exact = row.and_then(|row| row.bleed_of_pixels(trim, self.resolution()));
        Room { bleed: exact.unwrap_or(Insets::uniform(bleed)), safe: Insets::uniform(safe) }
    }

    /// Pixels to the inch of pictures of faces.
    pub fn resolution(&self) -> f64 {
        self.resolution.as_ref().map_or(RESOLUTION, |figure| figure.is)
    }

    /// True where it converts colours to inks itself.
    pub fn takes_rgb(&self) -> bool {
        self.colour.as_ref().is_some_and(|colour| colour.is.eq_ignore_ascii_case("rgb"))
    }

    /// In which files it wants the faces: one PDF unless it says otherwise.
    pub fn delivery(&self) -> Delivery {
        self.delivery.as_ref().map_or(Delivery::default(), |figure| figure.is)
    }

    /// Which face of a card comes first: the front unless it says otherwise.
    pub fn order(&self) -> PageOrder {
        self.order.as_ref().map_or(PageOrder::default(), |figure| figure.is)
    }

    /// How often a back that all cards share is delivered: with each unless it says otherwise.
    pub fn backs(&self) -> Backs {
        self.backs.as_ref().map_or(Backs::default(), |figure| figure.is)
    }

    /// Whether a card wanted three times is three times in the file: yes unless it says otherwise.
    pub fn copies(&self) -> Copies {
        self.copies.as_ref().map_or(Copies::default(), |figure| figure.is)
    }

    /// The black that it advises for large areas.
    pub fn deep_black(&self) -> Option<Cmyk> {
        let [c, m, y, k] = self.rich_black.as_ref()?.is.map(|percent| u16::from(percent.min(100)) * 10);
        Some(Cmyk { c, m, y, k })
    }
}
