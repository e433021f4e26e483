//! What content streams name: fonts, shared artwork, pictures, graphics states, patterns and groups.
//!
//! Every name follows from what it stands for, never from the order in which pages are written, so that pages
//! can be written side by side and one dictionary can serve them all.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use xxhash_rust::xxh3::xxh3_64;

use super::Space;
use super::colorant::Colorant;
use crate::color::Spot;
use crate::font::FontId;
use crate::scene::{ArtworkId, Blend, ImageId, Plate};

/// Something that a content stream calls by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Resource {
    /// A font.
    Font(FontId),
    /// Artwork of the document as a form, in the colours of a space.
    Artwork(ArtworkId, Space),
    /// A picture, in the colours of a space.
    Image(ImageId, Space),
    /// Opacity of fills, in thousandths.
    FillAlpha(u16),
    /// Opacity of lines, in thousandths.
    StrokeAlpha(u16),
    /// A blend mode.
    Blend(Blend),
    /// Whether what lies on other plates stays.
    Overprint(bool),
    /// The colour space of a spot ink.
    Spot(Spot),
    /// The layer of a plate.
    Layer(Plate),
    /// A pattern, a group or a soft mask that came up while drawing.
    Part(PartKind, PartId),
}

/// What a part is to the stream that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PartKind {
    /// A shading pattern.
    Pattern,
    /// A bare shading, painted by `sh`.
    Shading,
    /// A transparency group.
    Group,
    /// A graphics state with a soft mask.
    Mask,
}

/// The first sixty bits of a digest of the part itself: equal parts have equal ids on every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PartId(u64);

/// A part as an object of the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// A dictionary that refers to no other object, as its bytes.
    Dictionary(Vec<u8>),
    /// A dictionary of several inks, in which one number stands for their transform.
    Inked(Vec<u8>, Vec<Colorant>),
    /// A form with a transparency group.
    Group(GroupForm),
    /// A graphics state whose soft mask is the form of another part.
    Mask {
        /// The group that masks.
        form: PartId,
        /// Whether luminosity counts instead of alpha.
        luminosity: bool,
    },
}

/// A content stream of its own that is painted as a whole.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GroupForm {
    /// The operators.
    pub(super) bytes: Vec<u8>,
    /// What they name.
    pub(super) used: Vec<Resource>,
    /// The room it may paint: left, bottom, right, top in its own numbers.
    pub(super) bbox: [f32; 4],
    /// Blending space.
    pub(super) space: Space,
}

/// Parts by their id.
pub(super) type Parts = BTreeMap<PartId, Arc<Part>>;

impl PartId {
    /// The id of a part.
    pub(super) fn of(part: &Part) -> Self {
        let mut digest = Sha256::new();
        match part {
            Part::Dictionary(bytes) => digest.update(bytes),
            Part::Inked(bytes, inks) => {
                digest.update(bytes);
                digest.update(format!("{inks:?}"));
            }
            Part::Group(form) => {
                digest.update(&form.bytes);
                digest.update(form.bbox.map(f32::to_be_bytes).concat());
                digest.update([form.space as u8]);
            }
            Part::Mask { form, luminosity } => {
                digest.update(form.0.to_be_bytes());
                digest.update([u8::from(*luminosity)]);
            }
        }
        let bits = digest.finalize().iter().take(8).fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        Self(bits >> 4)
    }

    /// Ten letters and digits.
    fn push_name(self, out: &mut Vec<u8>) {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for place in 0..10 {
            let digit = (self.0 >> (place * 6)) & 63;
            out.extend(LETTERS.get(digit as usize));
        }
    }
}

impl Resource {
    /// The sub-dictionary of a resource dictionary in which it is listed.
    pub(super) fn category(self) -> &'static [u8] {
        match self {
            Self::Font(_) => b"Font",
            Self::Artwork(..) | Self::Image(..) | Self::Part(PartKind::Group, _) => b"XObject",
            Self::FillAlpha(_)
            | Self::StrokeAlpha(_)
            | Self::Blend(_)
            | Self::Overprint(_)
            | Self::Part(PartKind::Mask, _) => b"ExtGState",
            Self::Spot(_) => b"ColorSpace",
            Self::Layer(_) => b"Properties",
            Self::Part(PartKind::Pattern, _) => b"Pattern",
            Self::Part(PartKind::Shading, _) => b"Shading",
        }
    }

    /// Its name, without the slash.
    pub(super) fn name(self) -> Vec<u8> {
        let numbered = |letter: char, number: u32, space: Space| match space {
            Space::Gray => format!("{letter}{number}g").into_bytes(),
            Space::Cmyk | Space::Rgb => format!("{letter}{number}").into_bytes(),
        };
        match self {
            Self::Font(id) => format!("F{}", id.0).into_bytes(),
            Self::Artwork(id, space) => numbered('A', id.0, space),
            Self::Image(id, space) => numbered('I', id.0, space),
            Self::FillAlpha(thousandths) => format!("f{thousandths}").into_bytes(),
            Self::StrokeAlpha(thousandths) => format!("s{thousandths}").into_bytes(),
            Self::Blend(blend) => blend_name(blend).to_vec(),
            Self::Overprint(on) => format!("O{}", u8::from(on)).into_bytes(),
            Self::Spot(ink) => {
                let mut name = vec![b'C'];
                PartId(xxh3_64(ink.name().as_bytes()) >> 4).push_name(&mut name);
                name
            }
            Self::Layer(plate) => format!("L{}", plate as u8).into_bytes(),
            Self::Part(kind, id) => {
                let mut name = vec![match kind {
                    PartKind::Pattern => b'P',
                    PartKind::Shading => b'S',
                    PartKind::Group => b'G',
                    PartKind::Mask => b'M',
                }];
                id.push_name(&mut name);
                name
            }
        }
    }

    /// True when painting with it needs the transparent imaging model by itself.
    pub(super) fn is_transparent(self) -> bool {
        match self {
            Self::FillAlpha(thousandths) | Self::StrokeAlpha(thousandths) => thousandths < 1000,
            Self::Blend(blend) => blend != Blend::Normal,
            Self::Part(PartKind::Group | PartKind::Mask, _) => true,
            Self::Part(PartKind::Pattern | PartKind::Shading, _)
            | Self::Font(_)
            | Self::Overprint(_)
            | Self::Spot(_)
            | Self::Layer(_)
            | Self::Artwork(..)
            | Self::Image(..) => false,
        }
    }
}

/// The name of a blend mode (ISO 32000-1, tables 136 and 137).
pub(super) fn blend_name(blend: Blend) -> &'static [u8] {
    match blend {
        Blend::Normal => b"Normal",
        Blend::Multiply => b"Multiply",
        Blend::Screen => b"Screen",
        Blend::Overlay => b"Overlay",
        Blend::Darken => b"Darken",
        Blend::Lighten => b"Lighten",
        Blend::ColorDodge => b"ColorDodge",
        Blend::ColorBurn => b"ColorBurn",
        Blend::HardLight => b"HardLight",
        Blend::SoftLight => b"SoftLight",
        Blend::Difference => b"Difference",
        Blend::Exclusion => b"Exclusion",
        Blend::Hue => b"Hue",
        Blend::Saturation => b"Saturation",
        Blend::Color => b"Color",
        Blend::Luminosity => b"Luminosity",
    }
}
