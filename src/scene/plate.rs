//! Plates beside the picture: what is cut, creased, varnished, primed or foiled, and what each plate is called.
//! Knows no file format.

use std::borrow::Cow;

use crate::color::{Cmyk, Color, Spot, Srgb};

/// A step of production that has a plate of its own (ISO 19593-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Plate {
    /// The outline along which the piece is cut.
    CutLine,
    /// A line along which it is folded.
    Crease,
    /// A line of small cuts along which it is torn.
    Perforation,
    /// An outline cut through the face of a sticker, its backing left whole.
    KissCut,
    /// An area of spot varnish.
    Varnish,
    /// White ink: under colours on clear or dark stock.
    White,
    /// Metal foil, stamped.
    Foil,
    /// An area that is glued: no varnish, no ink.
    Glue,
}

impl Plate {
    /// Every plate, in the order of files.
    pub const ALL: [Self; 8] = [
        Self::CutLine,
        Self::Crease,
        Self::Perforation,
        Self::KissCut,
        Self::Varnish,
        Self::White,
        Self::Foil,
        Self::Glue,
    ];

    /// Its key in files: `cut-line`, `crease`, `perforation`, `kiss-cut`, `varnish`, `white`, `foil` or `glue`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::CutLine => "cut-line",
            Self::Crease => "crease",
            Self::Perforation => "perforation",
            Self::KissCut => "kiss-cut",
            Self::Varnish => "varnish",
            Self::White => "white",
            Self::Foil => "foil",
            Self::Glue => "glue",
        }
    }

    /// True for lines that a tool follows; the others are areas that are covered.
    pub const fn is_line(self) -> bool {
        matches!(self, Self::CutLine | Self::Crease | Self::Perforation | Self::KissCut)
    }

    /// How it shows in a proof, so that no two plates look alike.
    const fn proof(self) -> (Cmyk, Srgb) {
        match self {
            Self::CutLine => (Cmyk { c: 0, m: 1000, y: 0, k: 0 }, Srgb::new(230, 0, 126)),
            Self::Crease => (Cmyk { c: 1000, m: 0, y: 0, k: 0 }, Srgb::new(0, 158, 224)),
            Self::Perforation => (Cmyk { c: 1000, m: 0, y: 1000, k: 0 }, Srgb::new(0, 150, 64)),
            Self::KissCut => (Cmyk { c: 0, m: 600, y: 1000, k: 0 }, Srgb::new(239, 125, 0)),
            Self::Varnish => (Cmyk { c: 500, m: 0, y: 0, k: 0 }, Srgb::new(129, 207, 244)),
            Self::White => (Cmyk { c: 0, m: 0, y: 300, k: 100 }, Srgb::new(236, 230, 184)),
            Self::Foil => (Cmyk { c: 0, m: 200, y: 600, k: 200 }, Srgb::new(213, 178, 103)),
            Self::Glue => (Cmyk { c: 0, m: 0, y: 0, k: 200 }, Srgb::new(218, 218, 218)),
        }
    }
}

/// What a printer calls each plate. Machines look for the name letter by letter, capitals included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlateNames([Cow<'static, str>; 8]);

impl PlateNames {
    /// The names that most cutters and workflows know.
    pub const COMMON: Self = Self([
        Cow::Borrowed("CutContour"),
        Cow::Borrowed("Crease"),
        Cow::Borrowed("PerfCutContour"),
        Cow::Borrowed("KissCut"),
        Cow::Borrowed("Varnish"),
        Cow::Borrowed("White"),
        Cow::Borrowed("Foil"),
        Cow::Borrowed("Glue"),
    ]);

    /// The same with another name for one plate.
    #[must_use]
    pub fn with(mut self, plate: Plate, name: impl Into<Cow<'static, str>>) -> Self {
        if let Some(known) = self.0.get_mut(plate as usize) {
            *known = name.into();
        }
        self
    }

    /// The name of a plate.
    pub fn name(&self, plate: Plate) -> &str {
        self.0.get(plate as usize).map_or("", |name| name)
    }

    /// The colour of a plate, solid: a spot ink of its name.
    pub fn color(&self, plate: Plate) -> Color {
        let (solid, screen) = plate.proof();
        Color::from_spot(Spot::new(self.name(plate), solid, screen))
    }
}

impl Default for PlateNames {
    fn default() -> Self {
        Self::COMMON
    }
}
