//! Which code a text string holds for which glyph: one code for each pair of a glyph and the text it shows, so that
//! a space and a no-break space that look alike are still told apart when text is copied. Knows no file.
//!
//! Fonts with PostScript outlines have one code a glyph, because there a code names a glyph for good; what such a
//! glyph shows more rarely is told beside it in the stream.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::Fault;
use super::usage::Shown;
use crate::font::{Face, FontId, Fonts};

/// Codes that a literal string must escape, or that its reader may change (ISO 32000-1, 7.3.4.2).
const ESCAPED: [u8; 4] = [b'(', b')', b'\\', b'\r'];

/// The codes of every font that is used.
#[derive(Debug, Default)]
pub(super) struct Codes(Vec<Option<FontCodes>>);

/// The codes of one font.
#[derive(Debug)]
pub(super) struct FontCodes {
    /// Two bytes a code instead of one.
    pub(super) wide: bool,
    /// Every code, in rising order.
    pub(super) entries: Vec<Entry>,
    glyphs: Vec<Usual>,
    others: BTreeMap<(u16, Box<str>), u16>,
}

/// What one code stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The code.
    pub(super) code: u16,
    /// The glyph it paints.
    pub(super) glyph: u16,
    /// The text it shows.
    pub(super) text: Box<str>,
}

/// The most frequent use of a glyph.
#[derive(Clone, Copy, Debug, Default)]
struct Usual {
    character: char,
    code: u16,
    width: f32,
}

impl Codes {
    /// Gives out the codes of all fonts.
    pub(super) fn new(fonts: &Fonts, used: BTreeMap<FontId, Shown>) -> (Self, Vec<Fault>) {
        let mut codes = Self(fonts.iter().map(|_| None).collect());
        let mut faults = Vec::new();
        for (font, shown) in used {
            let Some(face) = fonts.get(font) else { continue };
            match (FontCodes::new(face, shown), codes.0.get_mut(usize::from(font.0))) {
                (Some(font_codes), Some(place)) => *place = Some(font_codes),
                _ => faults.push(Fault::Codes(face.postscript_name.clone())),
            }
        }
        (codes, faults)
    }

    /// The codes of a font; none for a font that shows nothing.
    pub(super) fn get(&self, font: FontId) -> Option<&FontCodes> {
        self.0.get(usize::from(font.0))?.as_ref()
    }
}

impl FontCodes {
    fn new(face: &Face, shown: Shown) -> Option<Self> {
        let mut pairs = pairs(face, shown);
        if face.is_cff {
            let mut seen = BTreeSet::new();
            pairs.retain(|(glyph, _)| seen.insert(*glyph));
        }
        let wide = pairs.len() > 255;
        let entries = if wide { by_rank(pairs)? } else { by_character(pairs) };
        let mut codes = Self {
            wide,
            glyphs: vec![Usual::default(); face.glyph_count()],
            others: BTreeMap::new(),
            entries: Vec::new(),
        };
        entries.iter().for_each(|entry| codes.list(entry, face));
        codes.entries = entries;
        codes.entries.sort_unstable_by_key(|entry| entry.code);
        Some(codes)
    }

    /// Entries come with the most frequent use of a glyph first.
    fn list(&mut self, entry: &Entry, face: &Face) {
        if let Some(usual) = self.glyphs.get_mut(usize::from(entry.glyph))
            && usual.code == 0
        {
            let character = only(&entry.text).unwrap_or('\0');
            *usual = Usual { character, code: entry.code, width: width(face, entry.glyph) };
        }
        self.others.insert((entry.glyph, entry.text.clone()), entry.code);
    }

    /// The code of a glyph that shows `text`.
    pub(super) fn code(&self, glyph: u16, text: &str) -> Option<u16> {
        let usual = self.glyphs.get(usize::from(glyph))?;
        if only(text) == Some(usual.character) {
            return Some(usual.code).filter(|code| *code != 0);
        }
        self.others.get(&(glyph, text.into())).copied()
    }

    /// Any code of a glyph, for glyphs whose text is told apart from them.
    pub(super) fn any_code(&self, glyph: u16) -> Option<u16> {
        self.glyphs.get(usize::from(glyph)).map(|usual| usual.code).filter(|code| *code != 0)
    }

    /// How far the glyph moves the pen, in thousandths of the em, as the file says.
    pub(super) fn width(&self, glyph: u16) -> f32 {
        self.glyphs.get(usize::from(glyph)).map_or(0.0, |usual| usual.width)
    }
}

/// The one character of a text; none for a longer one. Asked for every letter of a deck.
pub(super) fn only(text: &str) -> Option<char> {
    if let [byte] = text.as_bytes() {
        return Some(char::from(*byte));
    }
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// The advance of a glyph in thousandths of the em, to two decimals.
pub(super) fn width(face: &Face, glyph: u16) -> f32 {
    let units = f64::from(face.metrics.units_per_em.max(1));
    super::number::rounded(f64::from(face.advance(glyph)) * 1000.0 / units, 2)
}

/// Pairs of glyph and text, most frequent first. A glyph that only ever shows part of a text gets one of its own.
fn pairs(face: &Face, shown: Shown) -> Vec<(u16, Box<str>)> {
    let told: BTreeSet<u16> = shown.keys().filter(|(_, text)| text.is_some()).map(|(glyph, _)| *glyph).collect();
    let mut counted: Vec<(u32, u16, Box<str>)> = shown
        .into_iter()
        .filter_map(|((glyph, text), count)| match text {
            Some(text) => Some((count, glyph, text)),
            None if told.contains(&glyph) => None,
            None => Some((count, glyph, own_text(face, glyph))),
        })
        .collect();
    counted.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| (a.1, &a.2).cmp(&(b.1, &b.2))));
    counted.into_iter().map(|(_, glyph, text)| (glyph, text)).collect()
}

/// The character whose glyph this is; the replacement character where there is none.
fn own_text(face: &Face, glyph: u16) -> Box<str> {
    let character = ('\u{20}'..='\u{ffef}').find(|character| face.glyph(*character) == Some(glyph));
    character.unwrap_or(char::REPLACEMENT_CHARACTER).to_string().into()
}

/// Two bytes: the most frequent first, so that the high byte is nearly always zero.
fn by_rank(pairs: Vec<(u16, Box<str>)>) -> Option<Vec<Entry>> {
    let fits = pairs.len() < usize::from(u16::MAX);
    fits.then(|| (1_u16..).zip(pairs).map(|(code, (glyph, text))| Entry { code, glyph, text }).collect())
}

/// One byte: the Latin-1 code where a pair shows one such character, free codes for the others. The same letter
/// then has the same code in every font, which packs well.
fn by_character(pairs: Vec<(u16, Box<str>)>) -> Vec<Entry> {
    let mut free: BTreeSet<u8> = (1..=255).collect();
    let (mut entries, mut later) = (Vec::new(), Vec::new());
    for (glyph, text) in pairs {
        let code = only(&text).and_then(|only| u8::try_from(u32::from(only)).ok());
        match code.filter(|code| is_text(*code) && free.remove(code)) {
            Some(code) => entries.push(Entry { code: code.into(), glyph, text }),
            None => later.push((glyph, text)),
        }
    }
    let (escaped, plain): (Vec<u8>, Vec<u8>) = free.into_iter().partition(|code| ESCAPED.contains(code));
    let rest = plain.into_iter().chain(escaped).zip(later);
    entries.extend(rest.map(|(code, (glyph, text))| Entry { code: code.into(), glyph, text }));
    entries
}

/// Codes of Latin-1 that are characters and need no escape.
fn is_text(code: u8) -> bool {
    matches!(code, b' '..=b'~' | 0xa0..=0xff) && !ESCAPED.contains(&code)
}

/// Appends a code to a literal string.
pub(super) fn push_code(out: &mut Vec<u8>, code: u16, wide: bool) {
    let bytes = code.to_be_bytes();
    for byte in bytes.iter().skip(usize::from(!wide)) {
        match byte {
            b'\r' => out.extend_from_slice(b"\\r"),
            byte if ESCAPED.contains(byte) => out.extend_from_slice(&[b'\\', *byte]),
            byte => out.push(*byte),
        }
    }
}
