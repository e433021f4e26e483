//! One face of a font file: its names, metrics and character map, read once.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;

use skrifa::instance::{LocationRef, Size};
use skrifa::raw::{FileRef, TableProvider};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};

/// Weight of a face, 1 to 1000: 400 regular, 700 bold (OpenType OS/2, usWeightClass).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Weight(pub u16);

impl Weight {
    /// Regular.
    pub const REGULAR: Self = Self(400);
    /// Bold.
    pub const BOLD: Self = Self(700);
}

/// Upright or slanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slant {
    /// Roman.
    #[default]
    Upright,
    /// Italic or oblique.
    Italic,
}

/// Vertical measures of a face, in font units, upwards from the baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Metrics {
    /// Font units to the em.
    pub units_per_em: u16,
    /// Top of the line box.
    pub ascent: f64,
    /// Bottom of the line box, negative.
    pub descent: f64,
    /// Height of capitals.
    pub cap_height: f64,
    /// Height of small letters.
    pub x_height: f64,
    /// Slope of italics in degrees, negative to the right.
    pub italic_angle: f64,
}

/// Why a file cannot be used as a font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaceError {
    /// It is not a font, or damaged.
    Unreadable,
    /// Its licence bits forbid embedding (OS/2 fsType, restricted licence).
    EmbeddingForbidden,
}

/// One face, ready for shaping, drawing and embedding.
pub struct Face {
    /// The whole file.
    pub bytes: Arc<[u8]>,
    /// Which face of a collection; 0 for a single font.
    pub index: u32,
    /// Typographic family name.
    pub family: String,
    /// PostScript name.
    pub postscript_name: String,
    /// Weight.
    pub weight: Weight,
    /// Upright or italic.
    pub slant: Slant,
    /// Vertical measures.
    pub metrics: Metrics,
    /// True when it holds pictures or coloured layers (CBDT, sbix, SVG, COLR): some of its glyphs may have no outline.
    pub has_color: bool,
    /// True when outlines are PostScript curves (CFF) rather than TrueType ones.
    pub is_cff: bool,
    advances: Vec<u16>,
    characters: HashMap<char, u16>,
    features: BTreeSet<[u8; 4]>,
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {:?}", self.family, self.weight.0, self.slant)
    }
}

/// Tables that draw glyphs otherwise than by an outline in the colour of the text.
const COLOR_TABLES: [&[u8; 4]; 4] = [b"CBDT", b"sbix", b"SVG ", b"COLR"];

impl Face {
    /// Every face of a font file.
    ///
    /// # Errors
    /// When the bytes are not a font, or its licence bits forbid embedding.
    pub fn read_all(bytes: &Arc<[u8]>) -> Result<Vec<Self>, FaceError> {
        let count = match FileRef::new(bytes).map_err(|_| FaceError::Unreadable)? {
            FileRef::Font(_) => 1,
            FileRef::Collection(collection) => collection.len(),
        };
        (0..count).map(|index| Self::read(bytes, index)).collect()
    }

    fn read(bytes: &Arc<[u8]>, index: u32) -> Result<Self, FaceError> {
        let font = FontRef::from_index(bytes, index).map_err(|_| FaceError::Unreadable)?;
        let os2 = font.os2().ok();
        // Bits 0–3 of fsType: exactly 2 means that the font must not be embedded (OpenType OS/2, fsType).
        if os2.as_ref().is_some_and(|os2| os2.fs_type() & 0x000f == 2) {
            return Err(FaceError::EmbeddingForbidden);
        }
        let name = |id| font.localized_strings(id).english_or_first().map(|text| text.chars().collect::<String>());
        let family = name(StringId::TYPOGRAPHIC_FAMILY_NAME)
            .or_else(|| name(StringId::FAMILY_NAME))
            .ok_or(FaceError::Unreadable)?;
        let attributes = font.attributes();
        let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let advances = (0..glyphs.glyph_count())
            .map(|id| glyphs.advance_width(GlyphId::new(id)).unwrap_or(0.0).round() as u16)
            .collect();
        let characters = font
            .charmap()
            .mappings()
            .filter_map(|(code, glyph)| Some((char::from_u32(code)?, u16::try_from(glyph.to_u32()).ok()?)))
            .collect();
        Ok(Self {
            bytes: bytes.clone(),
            index,
            postscript_name: name(StringId::POSTSCRIPT_NAME).unwrap_or_else(|| family.replace(' ', "")),
            family,
            weight: Weight(attributes.weight.value().round() as u16),
            slant: match attributes.style {
                skrifa::attribute::Style::Normal => Slant::Upright,
                skrifa::attribute::Style::Italic | skrifa::attribute::Style::Oblique(_) => Slant::Italic,
            },
            metrics: metrics(&font),
            has_color: COLOR_TABLES.iter().any(|tag| font.table_data(Tag::new(tag)).is_some()),
            is_cff: font.cff().is_ok() || font.cff2().is_ok(),
            advances,
            characters,
            features: features(&font),
        })
    }

    /// The glyph of a character by the font's character map alone; none where the font lacks it.
    pub fn glyph(&self, character: char) -> Option<u16> {
        self.characters.get(&character).copied().filter(|glyph| *glyph != 0)
    }

    /// Advance width of a glyph in font units; zero for a glyph that does not exist.
    pub fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// True when the face has an OpenType feature of this tag, in whatever script (GSUB or GPOS, FeatureList).
    pub fn has_feature(&self, tag: [u8; 4]) -> bool {
        self.features.contains(&tag)
    }

    /// True for a glyph of a character that leaves ink, as far as the character map tells: not for spaces.
    pub fn is_ink(&self, glyph: u16) -> bool {
        ![' ', '\u{a0}', '\u{2003}', '\u{200d}', '\u{fe0f}'].iter().any(|blank| self.glyph(*blank) == Some(glyph))
    }

    /// How many glyphs the face has.
    pub fn glyph_count(&self) -> usize {
        self.advances.len()
    }
}

fn metrics(font: &FontRef<'_>) -> Metrics {
    let read = font.metrics(Size::unscaled(), LocationRef::default());
    let ascent = f64::from(read.ascent);
    Metrics {
        units_per_em: read.units_per_em,
        ascent,
        descent: f64::from(read.descent),
        cap_height: read.cap_height.map_or(ascent * 0.7, f64::from),
        x_height: read.x_height.map_or(ascent * 0.5, f64::from),
        italic_angle: f64::from(read.italic_angle),
    }
}

fn features(font: &FontRef<'_>) -> BTreeSet<[u8; 4]> {
    let substituted = font.gsub().ok().and_then(|table| table.feature_list().ok());
    let positioned = font.gpos().ok().and_then(|table| table.feature_list().ok());
    let lists = substituted.into_iter().chain(positioned);
    lists.flat_map(|list| list.feature_records().iter().map(|record| record.feature_tag().to_be_bytes())).collect()
}
