//! Shaping one word: scripts, fallback fonts, glyphs in font units. Knows no lines, no sizes and no cache.

use std::ops::Range;
use std::sync::Arc;

use harfrust::{
    Buffer, BufferFlags, Direction, Feature, Font, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag,
};

use crate::font::{Face, FontChain, FontId, Fonts, glyph_outline};

/// A glyph of a shaped piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drawn {
    /// Glyph index.
    pub id: u16,
    /// Where its characters begin in the shaped text, in bytes.
    pub cluster: u16,
    /// Font units to the next glyph.
    pub advance: i32,
    /// Font units to the right of the pen.
    pub dx: i32,
    /// Font units above the pen.
    pub dy: i32,
    /// Cutting the text before this cluster changes the shapes around.
    pub unsafe_to_cut: bool,
}

/// Glyphs of one font in visual order, left to right.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub font: FontId,
    /// Em of one font unit.
    pub unit: f64,
    /// The characters it shows, in bytes of the shaped text.
    pub range: Range<u16>,
    /// Number of clusters.
    pub letters: u16,
    pub glyphs: Box<[Drawn]>,
}

impl Piece {
    /// Sum of advances, in em.
    pub fn width(&self) -> f64 {
        f64::from(self.glyphs.iter().map(|glyph| glyph.advance).sum::<i32>()) * self.unit
    }
}

/// A shaped text without spaces, in font units: right at every size.
#[derive(Clone, Debug, Default)]
pub(super) struct Shaped {
    /// In em, without tracking.
    pub width: f64,
    /// Number of clusters: each takes tracking once.
    pub letters: u16,
    /// In reading order.
    pub pieces: Box<[Piece]>,
    /// Characters that no font has.
    pub missing: Box<[char]>,
}

/// What shaping depends on besides the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Voice {
    pub fonts: FontChain,
    pub features: Vec<([u8; 4], u32)>,
    /// Ligatures are off: letters are spaced apart.
    pub tracked: bool,
    /// Small letters are shaped as capitals.
    pub capitals: bool,
    pub lang: Arc<str>,
    pub rtl: bool,
    /// Script of characters that belong to none.
    pub script: unicode_script::Script,
    /// The letters in another style right before and right after, where cursive letters may join them.
    pub joins: (Option<char>, Option<char>),
}

/// The fonts of a run as the shaper wants them.
pub(super) struct ShapingFonts {
    fonts: Vec<Option<Font>>,
    /// The faces of which some glyphs are pictures.
    colored: Vec<Option<Arc<Face>>>,
}

struct Bytes(Arc<[u8]>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl ShapingFonts {
    pub fn new(fonts: &Fonts) -> Self {
        let open = |bytes: &Arc<[u8]>, index| {
            let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(Bytes(bytes.clone()));
            Font::new(shared, index)
        };
        Self {
            fonts: fonts.iter().map(|(_, face)| open(&face.bytes, face.index)).collect(),
            colored: fonts.iter().map(|(_, face)| face.has_color.then(|| face.clone())).collect(),
        }
    }

    /// True for a glyph that the font does not have, or has as a picture alone, which would leave a gap.
    fn lacks(&self, id: FontId, glyph: u16) -> bool {
        let colored = self.colored.get(usize::from(id.0)).and_then(Option::as_ref);
        glyph == 0 || colored.is_some_and(|face| face.is_ink(glyph) && glyph_outline(face, glyph).is_none())
    }

    fn get(&self, id: FontId) -> Option<&Font> {
        self.fonts.get(usize::from(id.0))?.as_ref()
    }
}

/// Shapes in one voice; keeps the plans, which cost more than a word.
pub(super) struct Shaper {
    features: Vec<Feature>,
    language: Option<Language>,
    plans: Vec<(FontId, Script, ShapePlan)>,
}

impl Shaper {
    pub fn new(voice: &Voice) -> Self {
        let feature = |tag: &[u8; 4], value| Feature::new(Tag::new(tag), value, ..);
        let apart: &[[u8; 4]] = if voice.tracked { &[*b"liga", *b"clig"] } else { &[] };
        let features = apart.iter().map(|tag| feature(tag, 0));
        Self {
            features: features.chain(voice.features.iter().map(|(tag, value)| feature(tag, *value))).collect(),
            language: Language::new(voice.lang.as_bytes()),
            plans: Vec::new(),
        }
    }

    /// Shapes a text of at most 65,535 bytes.
    pub fn shape(&mut self, fonts: &ShapingFonts, voice: &Voice, buffer: &mut Buffer, text: &str) -> Shaped {
        let chain = &voice.fonts;
        let mut job = Job { shaper: self, fonts, voice, chain, buffer, text, pieces: Vec::new(), missing: Vec::new() };
        for (range, script) in scripts(text, voice.script) {
            job.chain = chain.of(script);
            job.with_font(range, script_of(script), 0);
        }
        let (pieces, missing) = (job.pieces, job.missing);
        Shaped {
            width: pieces.iter().map(Piece::width).sum(),
            letters: pieces.iter().map(|piece| piece.letters).sum(),
            pieces: pieces.into(),
            missing: missing.into(),
        }
    }

    fn plan(&mut self, id: FontId, font: &Font, script: Script, direction: Direction) -> Option<&ShapePlan> {
        let known = self.plans.iter().position(|(other, of, _)| *other == id && *of == script);
        let index = known.unwrap_or_else(|| {
            let plan = ShapePlan::new(font, direction, Some(script), self.language.as_ref(), &self.features);
            self.plans.push((id, script, plan));
            self.plans.len() - 1
        });
        self.plans.get(index).map(|(_, _, plan)| plan)
    }
}

struct Job<'a> {
    shaper: &'a mut Shaper,
    fonts: &'a ShapingFonts,
    voice: &'a Voice,
    /// The fonts for the script at hand.
    chain: &'a [FontId],
    buffer: &'a mut Buffer,
    text: &'a str,
    pieces: Vec<Piece>,
    missing: Vec<char>,
}

impl Job<'_> {
    /// Shapes `range` with the font at `link` of the chain, and what that font lacks with the next.
    fn with_font(&mut self, range: Range<usize>, script: Script, link: usize) {
        let Some(id) = self.chain.get(link).copied() else { return };
        let Some(piece) = self.piece(range.clone(), script, id) else {
            self.missing.extend(self.text.get(range).unwrap_or("").chars());
            return;
        };
        if !piece.glyphs.iter().any(|glyph| self.fonts.lacks(id, glyph.id)) {
            self.pieces.push(piece);
            return;
        }
        let last = link + 1 >= self.chain.len();
        for (part, lacks) in parts(&piece, &range, |glyph| self.fonts.lacks(id, glyph)) {
            match (lacks, last) {
                (true, false) => self.with_font(part, script, link + 1),
                (lacks, _) => {
                    if lacks {
                        self.missing.extend(self.text.get(part.clone()).unwrap_or("").chars());
                    }
                    // Shaped anew alone: what stood beside it comes from another font.
                    let alone = self.piece(part, script, id);
                    self.pieces.extend(alone);
                }
            }
        }
    }

    fn piece(&mut self, range: Range<usize>, script: Script, id: FontId) -> Option<Piece> {
        let font = self.fonts.get(id)?;
        let direction = if self.voice.rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let plan = self.shaper.plan(id, font, script, direction)?;
        self.buffer.clear();
        self.buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        self.buffer.set_direction(direction);
        self.buffer.set_script(Some(script));
        for (at, c) in self.text.get(range.clone())?.char_indices() {
            let cluster = u32::try_from(range.start + at).unwrap_or(u32::MAX);
            if self.voice.capitals {
                c.to_uppercase().for_each(|c| self.buffer.push(u32::from(c), cluster));
            } else {
                self.buffer.push(u32::from(c), cluster);
            }
        }
        // What stands around decides how cursive letters join, whatever font or style it is in.
        let (before, after) = (self.text.get(..range.start)?, self.text.get(range.end..)?);
        let ((left, right), [mut a, mut b]) = (self.voice.joins, [[0; 4]; 2]);
        self.buffer.set_pre_context(if before.is_empty() {
            left.map_or("", |c| c.encode_utf8(&mut a))
        } else {
            before
        });
        self.buffer.set_post_context(if after.is_empty() {
            right.map_or("", |c| c.encode_utf8(&mut b))
        } else {
            after
        });
        let options = ShapeOptions::new().plan(Some(plan));
        harfrust::shape(&ShaperFont::new(font), self.buffer, options).ok()?;
        Some(read_piece(self.buffer, id, font.units_per_em(), &range))
    }
}

fn read_piece(buffer: &Buffer, font: FontId, units_per_em: u16, range: &Range<usize>) -> Piece {
    let narrow = |value: usize| u16::try_from(value).unwrap_or(u16::MAX);
    let glyphs: Box<[Drawn]> = buffer
        .glyph_infos()
        .iter()
        .zip(buffer.glyph_positions())
        .map(|(info, position)| Drawn {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            cluster: u16::try_from(info.cluster).unwrap_or(u16::MAX),
            advance: position.x_advance,
            dx: position.x_offset,
            dy: position.y_offset,
            unsafe_to_cut: info.unsafe_to_break(),
        })
        .collect();
    let turns = glyphs.windows(2).filter(|pair| pair.first().map(|g| g.cluster) != pair.last().map(|g| g.cluster));
    Piece {
        font,
        unit: 1.0 / f64::from(units_per_em.max(1)),
        range: narrow(range.start)..narrow(range.end),
        letters: narrow(turns.count() + usize::from(!glyphs.is_empty())),
        glyphs,
    }
}

/// `range` cut where the font begins or ceases to have glyphs, in reading order; true where it lacks them.
fn parts(piece: &Piece, range: &Range<usize>, lacks: impl Fn(u16) -> bool) -> Vec<(Range<usize>, bool)> {
    let mut clusters: Vec<(usize, bool)> =
        piece.glyphs.iter().map(|glyph| (usize::from(glyph.cluster), lacks(glyph.id))).collect();
    clusters.sort_unstable();
    // A cluster with one glyph missing is missing as a whole; after sorting, its last entry says so.
    clusters.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        kept.1 |= same && later.1;
        same
    });
    let mut parts: Vec<(Range<usize>, bool)> = Vec::new();
    for (start, lacks) in clusters {
        match parts.last_mut() {
            Some((_, before)) if *before == lacks => {}
            Some((last, _)) => {
                last.end = start;
                parts.push((start..range.end, lacks));
            }
            None => parts.push((range.start..range.end, lacks)),
        }
    }
    parts
}

/// The text in ranges of one script. Characters of no script join the range before, or else the one after.
fn scripts(text: &str, fallback: unicode_script::Script) -> Vec<(Range<usize>, unicode_script::Script)> {
    let mut ranges: Vec<(Range<usize>, unicode_script::Script)> = Vec::new();
    let mut open: Option<unicode_script::Script> = None;
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let script = super::script::script(c);
        if matches!(script, unicode_script::Script::Common | unicode_script::Script::Inherited) {
            continue;
        }
        if let Some(known) = open.filter(|known| *known != script) {
            ranges.push((start..at, known));
            start = at;
        }
        open = Some(script);
    }
    ranges.push((start..text.len(), open.unwrap_or(fallback)));
    ranges
}

fn script_of(script: unicode_script::Script) -> Script {
    let tag = script.short_name().as_bytes().first_chunk::<4>().copied().unwrap_or(*b"Zyyy");
    Script::from_iso15924_tag(Tag::new(&tag)).unwrap_or(Script::COMMON)
}
