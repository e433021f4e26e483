//! A font program as it is embedded: TrueType, CFF or Type 1. Tells widths, outlines' bounds and names of glyphs.

use std::collections::HashMap;

use lopdf::Dictionary;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::ps::cff::CffFontRef;
use skrifa::raw::ps::type1::Type1Font;
use skrifa::raw::ps::{Sid, UnicodeCharmap};
use skrifa::raw::types::{BoundingBox, Fixed};
use skrifa::raw::{TableProvider, TopLevelTable};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::verify::audit::file::File;

/// A program.
pub(super) enum Program {
    TrueType { bytes: Vec<u8>, units: f64, count: u32 },
    Cff { bytes: Vec<u8>, units: f64, count: u32, is_cid: bool },
    Type1 { font: Box<Type1Font>, units: f64 },
}

impl std::fmt::Debug for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::TrueType { .. } => "TrueType",
            Self::Cff { .. } => "CFF",
            Self::Type1 { .. } => "Type 1",
        })
    }
}

impl Program {
    /// The program that a descriptor embeds: none where it embeds none, an error where it cannot be read.
    pub fn read(file: &File<'_>, descriptor: &Dictionary) -> Option<Result<Self, ()>> {
        let found =
            ["FontFile", "FontFile2", "FontFile3"].iter().find_map(|key| Some((*key, file.stream(descriptor, key)?)));
        let (key, stream) = found?;
        let Some(bytes) = file.unpack(stream) else { return Some(Err(())) };
        let program = match key {
            "FontFile" => type1(&bytes),
            "FontFile2" => true_type(bytes),
            _ if bytes.starts_with(b"OTTO") || bytes.starts_with(&[0, 1, 0, 0]) || bytes.starts_with(b"true") => {
                open_type(bytes)
            }
            _ => cff(bytes),
        };
        Some(program.ok_or(()))
    }

    pub fn count(&self) -> u32 {
        match self {
            Self::TrueType { count, .. } | Self::Cff { count, .. } => *count,
            Self::Type1 { font, .. } => font.num_glyphs(),
        }
    }

    /// Advance in thousandths of the em.
    pub fn width(&self, glyph: u32) -> Option<f64> {
        let id = GlyphId::new(glyph);
        match self {
            Self::TrueType { bytes, units, .. } => {
                let font = FontRef::new(bytes).ok()?;
                let hmtx = font.hmtx().ok()?;
                Some(f64::from(hmtx.advance(id)?) * 1000.0 / units)
            }
            Self::Cff { bytes, units, .. } => {
                let font = CffFontRef::new_cff(bytes, 0, None).ok()?;
                let part = font.subfont(font.subfont_index(id)?, &[]).ok()?;
                Some(f64::from(font.evaluate_width(&part, id, &[]).ok()??.to_f32()) * 1000.0 / units)
            }
            Self::Type1 { font, units } => Some(f64::from(font.evaluate_width(id).ok()??.to_f32()) * 1000.0 / units),
        }
    }

    /// Left, bottom, right, top of the outline in thousandths of the em; none for blanks.
    pub fn ink(&self, glyph: u32) -> Option<[f64; 4]> {
        let id = GlyphId::new(glyph);
        let fixed = |found: BoundingBox<Fixed>, units: f64| {
            [found.x_min, found.y_min, found.x_max, found.y_max].map(|value| f64::from(value.to_f32()) * 1000.0 / units)
        };
        match self {
            Self::TrueType { bytes, units, .. } => {
                let font = FontRef::new(bytes).ok()?;
                let found = font.glyph_metrics(Size::unscaled(), LocationRef::default()).bounds(id)?;
                let bounds =
                    [found.x_min, found.y_min, found.x_max, found.y_max].map(|value| f64::from(value) * 1000.0 / units);
                (bounds[2] > bounds[0]).then_some(bounds)
            }
            Self::Cff { bytes, units, .. } => {
                let font = CffFontRef::new_cff(bytes, 0, None).ok()?;
                let part = font.subfont(font.subfont_index(id)?, &[]).ok()?;
                Some(fixed(font.evaluate_extents(&part, id, &[]).ok()??, *units))
            }
            Self::Type1 { font, units } => Some(fixed(font.evaluate_extents(id).ok()??, *units)),
        }
    }

    /// The glyph of a character identifier, where no map says otherwise.
    pub fn glyph_of_cid(&self, cid: u32) -> Option<u32> {
        match self {
            Self::Cff { bytes, is_cid: true, .. } => {
                let font = CffFontRef::new_cff(bytes, 0, None).ok()?;
                font.charset()?.glyph_id(Sid::new(u16::try_from(cid).ok()?)).map(GlyphId::to_u32)
            }
            _ => Some(cid),
        }
    }

    /// Glyphs by their names.
    pub fn names(&self) -> HashMap<String, u32> {
        match self {
            Self::TrueType { bytes, .. } => {
                let Ok(font) = FontRef::new(bytes) else { return HashMap::new() };
                let Ok(post) = font.post() else { return HashMap::new() };
                let count = u16::try_from(self.count()).unwrap_or(u16::MAX);
                let name = |id: u16| Some((post.glyph_name(id.into())?.to_owned(), u32::from(id)));
                (0..count).filter_map(name).collect()
            }
            Self::Cff { bytes, is_cid: false, .. } => {
                let Ok(font) = CffFontRef::new_cff(bytes, 0, None) else { return HashMap::new() };
                let charset = font.charset();
                let pairs = charset.iter().flat_map(|charset| charset.iter());
                pairs
                    .filter_map(|(id, sid)| {
                        Some((String::from_utf8_lossy(font.string(sid)?).into_owned(), id.to_u32()))
                    })
                    .collect()
            }
            Self::Cff { .. } => HashMap::new(),
            Self::Type1 { font, .. } => font.glyph_names().map(|(id, name)| (name.to_owned(), id.to_u32())).collect(),
        }
    }

    /// Glyphs by characters, found through their names.
    pub fn characters(names: &HashMap<String, u32>) -> UnicodeCharmap {
        let mut pairs: Vec<_> = names.iter().map(|(name, id)| (GlyphId::new(*id), name.as_str())).collect();
        pairs.sort_unstable();
        UnicodeCharmap::from_glyph_names(pairs.into_iter())
    }

    /// The glyph of a code by the program's own encoding.
    pub fn built_in(&self, code: u8) -> Option<u32> {
        match self {
            Self::TrueType { .. } => None,
            Self::Cff { bytes, .. } => {
                let font = CffFontRef::new_cff(bytes, 0, None).ok()?;
                font.encoding()?.map(code).map(GlyphId::to_u32)
            }
            Self::Type1 { font, .. } => font.encoding()?.map(code).map(GlyphId::to_u32),
        }
    }
}

fn true_type(bytes: Vec<u8>) -> Option<Program> {
    let font = FontRef::new(&bytes).ok()?;
    let (head, maxp) = (font.head().ok()?, font.maxp().ok()?);
    let (units, count) = (f64::from(head.units_per_em()), u32::from(maxp.num_glyphs()));
    font.hmtx().ok()?;
    let outlines = font.glyf().is_ok() && font.loca(None).is_ok();
    (outlines && units > 0.0).then_some(Program::TrueType { bytes, units, count })
}

fn open_type(bytes: Vec<u8>) -> Option<Program> {
    let font = FontRef::new(&bytes).ok()?;
    match font.table_data(skrifa::raw::tables::cff::Cff::TAG) {
        Some(table) => cff(table.as_bytes().to_vec()),
        None => true_type(bytes),
    }
}

fn cff(bytes: Vec<u8>) -> Option<Program> {
    let font = CffFontRef::new_cff(&bytes, 0, None).ok()?;
    let (units, count, is_cid) = (f64::from(font.upem()), font.num_glyphs(), font.is_cid());
    (units > 0.0 && count > 0).then_some(Program::Cff { bytes, units, count, is_cid })
}

fn type1(bytes: &[u8]) -> Option<Program> {
    let font = Type1Font::new(bytes).ok()?;
    let units = f64::from(font.upem());
    (units > 0.0).then(|| Program::Type1 { font: Box::new(font), units })
}
