//! Forms of letters and figures that a type style may ask for by name, and what a font must have for them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::StyleFault;
use crate::font::{Face, glyph_outline};

/// Small letters as small capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SmallCapsSpec {
    /// None: takes back those of the style it extends.
    None,
    /// Those of the font; an error where it has none.
    Font,
    /// Those of the font, or capitals made smaller where it has none, with a warning.
    Drawn,
}

/// How figures look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FiguresSpec {
    /// All of one width, for columns of numbers.
    Tabular,
    /// Each of its own width, for running text.
    Proportional,
    /// As high as capitals.
    Lining,
    /// With ascenders and descenders, as small letters have them.
    OldStyle,
    /// Of one width, as high as capitals.
    TabularLining,
    /// Of one width, with ascenders and descenders.
    TabularOldStyle,
    /// Each of its own width, as high as capitals.
    ProportionalLining,
    /// Each of its own width, with ascenders and descenders.
    ProportionalOldStyle,
}

/// An OpenType feature with its value.
pub type Feature = ([u8; 4], u32);

impl FiguresSpec {
    /// What the font is asked for to show figures so: nothing where its figures are so by themselves.
    ///
    /// # Errors
    /// The feature that the font lacks.
    pub fn features(self, face: &Face) -> Result<Vec<Feature>, StyleFault> {
        let (width, height) = match self {
            Self::Tabular => (Some(true), None),
            Self::Proportional => (Some(false), None),
            Self::Lining => (None, Some(false)),
            Self::OldStyle => (None, Some(true)),
            Self::TabularLining => (Some(true), Some(false)),
            Self::TabularOldStyle => (Some(true), Some(true)),
            Self::ProportionalLining => (Some(false), Some(false)),
            Self::ProportionalOldStyle => (Some(false), Some(true)),
        };
        let width = width.map(|even| if even { (*b"tnum", has_even(face)) } else { (*b"pnum", !has_even(face)) });
        let height = height.map(|old| if old { (*b"onum", hangs(face)) } else { (*b"lnum", !hangs(face)) });
        let mut features = Vec::new();
        for (tag, already) in width.into_iter().chain(height) {
            if face.has_feature(tag) {
                features.push((tag, 1));
            } else if !already {
                return Err(StyleFault::no_feature(tag, face));
            }
        }
        Ok(features)
    }
}

/// True when all figures are of one width.
fn has_even(face: &Face) -> bool {
    let mut widths = ('0'..='9').filter_map(|figure| face.glyph(figure)).map(|glyph| face.advance(glyph));
    let first = widths.next();
    widths.all(|width| Some(width) == first)
}

/// True when the 9 reaches below the baseline by more than round letters do.
fn hangs(face: &Face) -> bool {
    let outline = face.glyph('9').and_then(|glyph| glyph_outline(face, glyph));
    let lowest = outline.and_then(|outline| outline.bounds()).map(|bounds| bounds.bottom().to_mm());
    lowest.is_some_and(|lowest| lowest > 0.08)
}

impl SmallCapsSpec {
    /// What the font is asked for, and the share of the size that capitals are drawn at where it has none.
    ///
    /// # Errors
    /// When the font has none and none may be drawn.
    pub fn features(self, face: &Face) -> Result<(Option<Feature>, Option<f64>), StyleFault> {
        match self {
            Self::None => Ok((None, None)),
            _ if face.has_feature(*b"smcp") => Ok((Some((*b"smcp", 1)), None)),
            Self::Font => Err(StyleFault::no_feature(*b"smcp", face)),
            Self::Drawn => {
                let metrics = face.metrics;
                // A little higher than small letters, as small capitals are cut.
                let share = metrics.x_height / metrics.cap_height.max(1.0) * 1.06;
                Ok((None, Some(share.clamp(0.6, 0.9))))
            }
        }
    }
}
