//! The words of printer profiles that stand for a choice.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diag::Say;
use crate::say;

/// In which files a printer wants the faces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// One PDF a deck, front and back of each card one after the other.
    #[default]
    PdfDuplex,
    /// A PDF of the fronts and a PDF of the backs.
    PdfFrontsBacks,
    /// One picture a face, at exact pixels.
    PngPerFace,
    /// Whole sheets of several cards, after the arrangement in `sheet`.
    Sheets,
}

/// Which face of a card comes first in a PDF of both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PageOrder {
    /// Front, back, front, back.
    #[default]
    FrontBack,
    /// Back, front, back, front.
    BackFront,
}

/// How often a back that all cards share is delivered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Backs {
    /// Behind each front.
    #[default]
    Each,
    /// Once for all.
    Once,
}

/// Whether a card wanted several times is several times in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Copies {
    /// As many pages as copies.
    #[default]
    Expanded,
    /// One page; the order and the ticket say how many.
    Counted,
}

/// Whether marks may be printed around the faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Marks {
    /// No crop marks, no slug, no colour bars.
    Refused,
    /// Outside the bleed, if there must be any.
    Allowed,
}

/// A PDF standard of print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum Standard {
    /// PDF/X-4 (ISO 15930-7).
    #[serde(rename = "x4")]
    X4,
    /// PDF/X-1a:2003 (ISO 15930-4).
    #[serde(rename = "x1a-2003")]
    X1a2003,
    /// PDF/X-1a:2001 (ISO 15930-1).
    #[serde(rename = "x1a-2001")]
    X1a2001,
    /// Any PDF that prints.
    #[serde(rename = "none")]
    None,
}

/// What a spot colour that is no ink stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SpotKind {
    /// Cut right through.
    Cut,
    /// Folded along a crease.
    Crease,
    /// Perforated.
    Perforation,
    /// Cut through the face of a sticker alone.
    KissCut,
    /// Varnished in places.
    Varnish,
    /// Printed in white ink under the others.
    White,
    /// Stamped with foil.
    Foil,
}

impl Delivery {
    /// Its key in profiles.
    pub const fn key(self) -> &'static str {
        match self {
            Self::PdfDuplex => "pdf-duplex",
            Self::PdfFrontsBacks => "pdf-fronts-backs",
            Self::PngPerFace => "png-per-face",
            Self::Sheets => "sheets",
        }
    }

    /// In words.
    pub fn say(self) -> Say {
        match self {
            Self::PdfDuplex => say!("un PDF par jeu", "one PDF a deck"),
            Self::PdfFrontsBacks => {
                say!("un PDF de rectos, un PDF de versos", "a PDF of fronts, a PDF of backs")
            }
            Self::PngPerFace => say!("une image PNG par face", "one PNG picture a face"),
            Self::Sheets => say!("des feuilles entières", "whole sheets"),
        }
    }
}

impl PageOrder {
    /// Its key in profiles.
    pub const fn key(self) -> &'static str {
        match self {
            Self::FrontBack => "front-back",
            Self::BackFront => "back-front",
        }
    }

    /// In words.
    pub fn say(self) -> Say {
        match self {
            Self::FrontBack => say!("recto, verso, recto, verso", "front, back, front, back"),
            Self::BackFront => say!("verso, recto, verso, recto", "back, front, back, front"),
        }
    }
}

impl Standard {
    /// What the standard is called.
    pub fn say(self) -> Say {
        match self {
            Self::X4 => say!("PDF/X-4", "PDF/X-4"),
            Self::X1a2003 => say!("PDF/X-1a:2003", "PDF/X-1a:2003"),
            Self::X1a2001 => say!("PDF/X-1a:2001", "PDF/X-1a:2001"),
            Self::None => say!("PDF", "PDF"),
        }
    }

    /// Its key in profiles and on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::X4 => "x4",
            Self::X1a2003 => "x1a-2003",
            Self::X1a2001 => "x1a-2001",
            Self::None => "none",
        }
    }
}

impl SpotKind {
    /// Its key in profiles.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Cut => "cut",
            Self::Crease => "crease",
            Self::Perforation => "perforation",
            Self::KissCut => "kiss-cut",
            Self::Varnish => "varnish",
            Self::White => "white",
            Self::Foil => "foil",
        }
    }

    /// What it is called.
    pub fn say(self) -> Say {
        match self {
            Self::Cut => say!("ton direct de découpe", "spot colour of the cut"),
            Self::Crease => say!("ton direct de rainage", "spot colour of the crease"),
            Self::Perforation => say!("ton direct de perforation", "spot colour of the perforation"),
            Self::KissCut => say!("ton direct de mi-coupe", "spot colour of the kiss cut"),
            Self::Varnish => say!("ton direct de vernis", "spot colour of the varnish"),
            Self::White => say!("ton direct de blanc", "spot colour of the white"),
            Self::Foil => say!("ton direct de dorure", "spot colour of the foil"),
        }
    }
}
