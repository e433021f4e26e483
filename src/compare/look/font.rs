//! Glyphs by their outlines: a font cut down to other letters is the same font to those who look.

use std::cell::RefCell;
use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use xxhash_rust::xxh3::xxh3_128;

use super::ink::Ink;
use super::thing::Things;
use super::{follow, unpacked};

/// A font of the file.
pub(super) struct Font<'a> {
    file: &'a Document,
    dictionary: &'a Dictionary,
    /// Its name without the tag of a subset.
    name: Vec<u8>,
    /// Two bytes a code, and a TrueType program whose glyphs can be drawn.
    program: Option<Program>,
    /// Everything in it: what codes are worth where there is neither program nor text.
    whole: u128,
    glyphs: RefCell<BTreeMap<u16, u128>>,
}

struct Program {
    bytes: Vec<u8>,
    /// Two bytes for each code; empty where codes are glyphs.
    to_glyphs: Vec<u8>,
}

impl<'a> Font<'a> {
    pub fn new(file: &'a Document, dictionary: &'a Dictionary, things: &mut Things<'a>) -> Self {
        let name = dictionary.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
        let tagged = name.len() > 7 && name.get(6) == Some(&b'+');
        let name = if tagged { name.get(7..).unwrap_or_default() } else { name };
        let program = program(file, dictionary);
        let whole = if program.is_some() { 0 } else { things.digest(&Object::Dictionary(dictionary.clone())) };
        Self { file, dictionary, name: name.to_vec(), program, whole, glyphs: RefCell::default() }
    }

    /// What a string shows in this font.
    pub fn show(&self, string: &[u8], ink: &mut Ink) {
        let Some(program) = &self.program else { return self.text(string, ink) };
        for pair in string.chunks(2) {
            let code = u16::from_be_bytes([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)]);
            let known = self.glyphs.borrow().get(&code).copied();
            let digest = known.unwrap_or_else(|| {
                let digest = program.glyph(code);
                self.glyphs.borrow_mut().insert(code, digest);
                digest
            });
            ink.digest(digest);
        }
    }

    /// The words of a string and the name of the font; where the font does not tell words, its bytes and all of the font.
    fn text(&self, string: &[u8], ink: &mut Ink) {
        let encoding = self.dictionary.get_font_encoding_with_limit(self.file, super::MOST);
        match encoding.and_then(|encoding| Document::decode_text(&encoding, string)) {
            Ok(text) if !text.is_empty() => {
                ink.bytes(&self.name);
                ink.bytes(text.as_bytes());
            }
            _ => {
                ink.digest(self.whole);
                ink.bytes(string);
            }
        }
    }
}

/// The TrueType program of a composite font whose codes are two bytes; none for all others.
fn program(file: &Document, dictionary: &Dictionary) -> Option<Program> {
    let identity = dictionary.get(b"Encoding").and_then(Object::as_name).ok()? == b"Identity-H";
    let descendants = follow(file, dictionary.get(b"DescendantFonts").ok()?).as_array().ok()?;
    let descendant = follow(file, descendants.first()?).as_dict().ok()?;
    let descriptor = follow(file, descendant.get(b"FontDescriptor").ok()?).as_dict().ok()?;
    let bytes = unpacked(follow(file, descriptor.get(b"FontFile2").ok()?).as_stream().ok()?);
    let to_glyphs = match descendant.get(b"CIDToGIDMap").map(|map| follow(file, map)) {
        Ok(Object::Stream(map)) => unpacked(map),
        _ => Vec::new(),
    };
    (identity && FontRef::new(&bytes).is_ok()).then_some(Program { bytes, to_glyphs })
}

impl Program {
    /// The outline and the advance of a code.
    fn glyph(&self, code: u16) -> u128 {
        let at = usize::from(code) * 2;
        let glyph = match self.to_glyphs.get(at..at + 2) {
            Some([high, low]) => u16::from_be_bytes([*high, *low]),
            _ if self.to_glyphs.is_empty() => code,
            _ => 0,
        };
        let Ok(font) = FontRef::new(&self.bytes) else { return u128::from(code) };
        let mut pen = Pen::default();
        if let Some(outline) = font.outline_glyphs().get(GlyphId::from(glyph)) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            let _ = outline.draw(settings, &mut pen);
        }
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        pen.number(metrics.advance_width(GlyphId::from(glyph)).unwrap_or_default());
        xxh3_128(&pen.0)
    }
}

/// The commands of an outline as bytes.
#[derive(Default)]
struct Pen(Vec<u8>);

impl Pen {
    fn number(&mut self, value: f32) {
        self.0.extend_from_slice(&((f64::from(value) * 16.0).round() as i64).to_le_bytes());
    }

    fn command(&mut self, name: u8, numbers: &[f32]) {
        self.0.push(name);
        numbers.iter().for_each(|number| self.number(*number));
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.command(b'm', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.command(b'l', &[x, y]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.command(b'q', &[cx, cy, x, y]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.command(b'c', &[ax, ay, bx, by, x, y]);
    }

    fn close(&mut self) {
        self.command(b'h', &[]);
    }
}
