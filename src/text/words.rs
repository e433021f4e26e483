//! What is known about words: each is shaped and searched for break places once per voice. Every thread works
//! with a worker of its own, so that nothing is locked while text is set and nothing depends on who was first.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use harfrust::Buffer;
use unicode_linebreak::{BreakClass as Class, break_property};

use super::Hyphenation;
use super::hyphen::{Place, places};
use super::shape::{Piece, Shaped, Shaper, ShapingFonts, Voice};
use crate::font::{FontId, Fonts};

/// A word in one voice.
#[derive(Debug)]
pub(super) struct Word {
    pub shaped: Shaped,
    /// Where a line may end inside it, in order.
    pub cuts: Box<[Cut]>,
    /// What the font's kerning adds to a space before it, in em.
    pub space_before: f64,
    /// What the font's kerning adds to a space after it, in em.
    pub space_after: f64,
    /// How far its first sign stands over the left edge where punctuation hangs, in em.
    pub hang_before: f64,
    /// How far its last sign stands over the right edge where punctuation hangs, in em.
    pub hang_after: f64,
    /// It begins with a letter or figure: a line may begin with it unless what stands before the space forbids it.
    pub plain_start: bool,
    /// After it and a space, a letter or figure may begin a line.
    pub plain_end: bool,
    /// Number of letters where it is an article, a preposition or the like by its length: up to three small letters,
    /// better not at the end of a line; 0 for all others.
    pub little: u8,
}

/// A place in a word where a line may end, and the widths on both sides.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    pub place: Place,
    /// From the start of the word to the end of the line, hyphen included, in em.
    pub left: f64,
    /// From the start of the next line to the end of the word, in em.
    pub right: f64,
    /// How far the hyphen stands over the edge where punctuation hangs, in em.
    pub hang: f64,
    /// Clusters before the cut, hyphen included.
    pub left_letters: u16,
    /// Clusters after the cut.
    pub right_letters: u16,
}

/// The glyph that stands for spaces.
#[derive(Clone, Copy, Debug)]
pub(super) struct SpaceGlyph {
    pub font: FontId,
    pub glyph: u16,
    /// In em.
    pub advance: f64,
}

/// A narrow no-break space where the font has none: a fifth of an em.
const THIN_SPACE: f64 = 0.2;
/// A cache that has learnt this many words starts anew: memory stays bounded in a studio that runs for weeks.
const MOST_WORDS: usize = 100_000;

/// Before a space, only these keep a letter or figure after the space on the same line (UAX #14, LB 7 to 18),
/// or hide the class of the character before them.
const HOLDS_NEXT: &[Class] = &[
    Class::OpenPunctuation,
    Class::CombiningMark,
    Class::ZeroWidthJoiner,
    Class::WordJoiner,
    Class::NonBreakingGlue,
    Class::ZeroWidthSpace,
];

type Map<T> = HashMap<Box<str>, Arc<T>, BuildHasherDefault<WordHasher>>;

/// Everything known in one voice.
pub(super) struct Lexicon {
    voice: Voice,
    hyphenation: Option<Hyphenation>,
    shaper: Shaper,
    words: Map<Word>,
    parts: Map<Shaped>,
    /// U+0020 and U+00A0.
    pub space: Option<SpaceGlyph>,
    /// U+202F.
    pub thin: Option<SpaceGlyph>,
    /// The sign added where a word is cut.
    hyphen: char,
    /// Features asked for that the first font has not.
    pub lacking: Vec<[u8; 4]>,
}

impl Lexicon {
    fn new(voice: Voice, hyphenation: Option<Hyphenation>, engine: &Engine, buffer: &mut Buffer) -> Self {
        let fonts = &engine.fonts;
        let of = |c: char, id: FontId| {
            let face = fonts.get(id)?;
            let glyph = face.glyph(c)?;
            let advance = f64::from(face.advance(glyph)) / f64::from(face.metrics.units_per_em.max(1));
            Some(SpaceGlyph { font: id, glyph, advance })
        };
        let chain = voice.fonts.of(voice.script);
        let mut shaper = Shaper::new(&voice);
        // Fonts may have spaces of their own for a language.
        let shaped = shaper.shape(&engine.shaping, &voice, buffer, " ");
        let own = match &*shaped.pieces {
            [Piece { font, glyphs, .. }] if glyphs.len() == 1 && shaped.missing.is_empty() => {
                glyphs.first().map(|glyph| SpaceGlyph { font: *font, glyph: glyph.id, advance: shaped.width })
            }
            _ => None,
        };
        let space = own.or_else(|| chain.iter().find_map(|id| of(' ', *id)));
        let thin = space.map(|space| of('\u{202f}', space.font).unwrap_or(SpaceGlyph { advance: THIN_SPACE, ..space }));
        let first = chain.first().and_then(|id| fonts.get(*id));
        let hyphen = if first.is_some_and(|face| face.glyph('\u{2010}').is_some()) { '\u{2010}' } else { '-' };
        let asked = voice.features.iter().filter(|(_, value)| *value > 0).map(|(tag, _)| *tag);
        let lacking = asked.filter(|tag| first.is_some_and(|face| !face.has_feature(*tag))).collect();
        Self { voice, hyphenation, shaper, words: Map::default(), parts: Map::default(), space, thin, hyphen, lacking }
    }

    fn matches(&self, voice: &Voice, hyphenation: Option<&Hyphenation>) -> bool {
        self.hyphenation.as_ref() == hyphenation && self.voice == *voice
    }
}

/// What one thread needs to set text.
pub(super) struct Worker {
    buffer: Buffer,
    lexicons: Vec<Lexicon>,
}

/// Index of a lexicon in its worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LexiconId(usize);

/// Fonts, and workers at rest.
pub(super) struct Engine {
    pub fonts: Arc<Fonts>,
    shaping: ShapingFonts,
    rest: Mutex<Vec<Worker>>,
}

impl Engine {
    pub fn new(fonts: Arc<Fonts>) -> Self {
        Self { shaping: ShapingFonts::new(&fonts), fonts, rest: Mutex::new(Vec::new()) }
    }

    /// Lets a worker do something. What it answers is the same whichever worker it is.
    pub fn with_worker<T>(&self, work: impl FnOnce(&mut Worker) -> T) -> T {
        let resting = self.rest.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = resting.unwrap_or_else(|| Worker { buffer: Buffer::new(), lexicons: Vec::new() });
        let answer = work(&mut worker);
        self.rest.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        answer
    }
}

impl Worker {
    /// The lexicon of a voice.
    pub fn lexicon(&mut self, engine: &Engine, voice: &Voice, hyphenation: Option<&Hyphenation>) -> LexiconId {
        let known = self.lexicons.iter().position(|lexicon| lexicon.matches(voice, hyphenation));
        LexiconId(known.unwrap_or_else(|| {
            self.lexicons.push(Lexicon::new(voice.clone(), hyphenation.cloned(), engine, &mut self.buffer));
            self.lexicons.len() - 1
        }))
    }

    /// What is known in general in a voice.
    pub fn known(&self, id: LexiconId) -> Option<&Lexicon> {
        self.lexicons.get(id.0)
    }

    /// A word without spaces, at most 65,535 bytes.
    pub fn word(&mut self, engine: &Engine, id: LexiconId, text: &str) -> Option<Arc<Word>> {
        let lexicon = self.lexicons.get_mut(id.0)?;
        if let Some(word) = lexicon.words.get(text) {
            return Some(word.clone());
        }
        let word = Arc::new(lexicon.learn(&engine.shaping, &mut self.buffer, text));
        if lexicon.words.len() >= MOST_WORDS {
            lexicon.words.clear();
            lexicon.parts.clear();
        }
        lexicon.words.insert(text.into(), word.clone());
        Some(word)
    }

    /// A part of a word, as it is shaped when it stands alone; with a hyphen where a line ends inside the word.
    pub fn part(&mut self, engine: &Engine, id: LexiconId, text: &str, hyphen: bool) -> Option<Arc<Shaped>> {
        let lexicon = self.lexicons.get_mut(id.0)?;
        Some(lexicon.part(&engine.shaping, &mut self.buffer, text, hyphen))
    }
}

impl Lexicon {
    fn part(&mut self, fonts: &ShapingFonts, buffer: &mut Buffer, text: &str, hyphen: bool) -> Arc<Shaped> {
        let mut hyphenated = String::new();
        let text = if hyphen {
            hyphenated.push_str(text);
            hyphenated.push(self.hyphen);
            hyphenated.as_str()
        } else {
            text
        };
        if let Some(part) = self.parts.get(text) {
            return part.clone();
        }
        let part = Arc::new(self.shaper.shape(fonts, &self.voice, buffer, text));
        self.parts.insert(text.into(), part.clone());
        part
    }

    fn learn(&mut self, fonts: &ShapingFonts, buffer: &mut Buffer, text: &str) -> Word {
        let shaped = self.shaper.shape(fonts, &self.voice, buffer, text);
        let cuts = places(text, &self.voice.lang, self.hyphenation.as_ref())
            .into_iter()
            .map(|place| self.cut(fonts, buffer, text, &shaped, place))
            .collect();
        let class = |c: Option<char>| c.map(|c| break_property(u32::from(c)));
        let start = class(text.chars().next());
        let end = class(text.chars().next_back());
        let (space_before, space_after) = self.kerning_with_space(fonts, buffer, text, &shaped);
        let hang_before = self.hang(fonts, buffer, text.chars().next(), hang_at_start);
        let hang_after = self.hang(fonts, buffer, text.chars().next_back(), hang_at_end);
        Word {
            cuts,
            space_before,
            space_after,
            hang_before,
            hang_after,
            plain_start: matches!(start, Some(Class::Alphabetic | Class::Numeric | Class::Ideographic)),
            plain_end: !end.is_none_or(|end| HOLDS_NEXT.contains(&end)),
            little: little(text),
            shaped,
        }
    }

    fn cut(&mut self, fonts: &ShapingFonts, buffer: &mut Buffer, text: &str, whole: &Shaped, place: Place) -> Cut {
        let safe = if place.hyphen { None } else { split_safely(whole, place.start) };
        let ((left, left_letters), (right, right_letters)) = safe.unwrap_or_else(|| {
            let left = self.part(fonts, buffer, text.get(..place.end).unwrap_or(""), place.hyphen);
            let right = self.part(fonts, buffer, text.get(place.start..).unwrap_or(""), false);
            ((left.width, left.letters), (right.width, right.letters))
        });
        let sign = match place {
            Place { hyphen: true, .. } => Some(self.hyphen),
            Place { sign: true, .. } => text.get(..place.end).and_then(|left| left.chars().next_back()),
            _ => None,
        };
        let hang = self.hang(fonts, buffer, sign, hang_at_end);
        Cut { place, left, right, hang, left_letters, right_letters }
    }

    /// How far a sign stands over the edge, in em.
    fn hang(&mut self, fonts: &ShapingFonts, buffer: &mut Buffer, sign: Option<char>, share: fn(char) -> f64) -> f64 {
        match sign.map(|sign| (sign, share(sign))) {
            Some((sign, share)) if share > 0.0 => {
                share * self.part(fonts, buffer, sign.encode_utf8(&mut [0; 4]), false).width
            }
            _ => 0.0,
        }
    }

    /// By how much the font's kerning changes a space before and after the word, in em.
    fn kerning_with_space(
        &mut self,
        fonts: &ShapingFonts,
        buffer: &mut Buffer,
        text: &str,
        whole: &Shaped,
    ) -> (f64, f64) {
        let Some(space) = self.space.filter(|_| !self.voice.rtl) else { return (0.0, 0.0) };
        let font_at = |piece: Option<&Piece>| piece.is_some_and(|piece| piece.font == space.font);
        let first = text.char_indices().nth(1).map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
        let last = text.char_indices().next_back().and_then(|(at, _)| text.get(at..)).unwrap_or(text);
        let mut pair = |sign: &str, spaced: String| {
            let alone = self.part(fonts, buffer, sign, false).width;
            self.part(fonts, buffer, &spaced, false).width - alone - space.advance
        };
        let before = if font_at(whole.pieces.first()) { pair(first, format!(" {first}")) } else { 0.0 };
        let after = if font_at(whole.pieces.last()) { pair(last, format!("{last} ")) } else { 0.0 };
        (round(before), round(after))
    }
}

/// The share of its width that a sign at the start of a line stands over the edge: what is mostly white.
const fn hang_at_start(sign: char) -> f64 {
    match sign {
        '«' | '‹' | '“' | '‘' | '„' | '"' | '\'' => 0.5,
        _ => 0.0,
    }
}

/// The share of its width that a sign at the end of a line stands over the edge.
const fn hang_at_end(sign: char) -> f64 {
    match sign {
        '.' | ',' | '-' | '\u{2010}' => 0.7,
        '»' | '›' | '”' | '’' | '"' | '\'' => 0.5,
        ':' | ';' => 0.4,
        '–' | '—' | '…' => 0.3,
        '!' | '?' => 0.2,
        _ => 0.0,
    }
}

fn little(text: &str) -> u8 {
    let mut letters = text.chars();
    let small = letters.next().is_some_and(char::is_alphabetic) && letters.all(char::is_lowercase);
    let count = text.chars().count();
    if small && count <= 3 { u8::try_from(count).unwrap_or(0) } else { 0 }
}

/// Takes the dust of floating point off a difference of widths, so that most are exactly nothing.
fn round(em: f64) -> f64 {
    (em * 1e6).round() / 1e6
}

type Width = (f64, u16);

/// Widths on both sides of `at` without shaping anew: possible where the shaper says that it is safe, and where one
/// piece ends and another begins.
fn split_safely(whole: &Shaped, at: usize) -> Option<(Width, Width)> {
    let (mut left, mut right) = ((0.0, 0), (0.0, 0));
    for piece in &whole.pieces {
        if usize::from(piece.range.end) <= at {
            add(&mut left, (piece.width(), piece.letters));
        } else if usize::from(piece.range.start) >= at {
            add(&mut right, (piece.width(), piece.letters));
        } else {
            let (before, after) = split_piece(piece, at)?;
            add(&mut left, before);
            add(&mut right, after);
        }
    }
    Some((left, right))
}

fn add(sum: &mut Width, more: Width) {
    sum.0 += more.0;
    sum.1 += more.1;
}

fn split_piece(piece: &Piece, at: usize) -> Option<(Width, Width)> {
    let starts = |glyph: &&super::shape::Drawn| usize::from(glyph.cluster) == at;
    if piece.glyphs.iter().find(starts)?.unsafe_to_cut {
        return None;
    }
    let (mut left, mut right, mut last) = ((0.0, 0), (0.0, 0), None);
    for glyph in &piece.glyphs {
        let side = if usize::from(glyph.cluster) < at { &mut left } else { &mut right };
        let letter = u16::from(last != Some(glyph.cluster));
        add(side, (f64::from(glyph.advance) * piece.unit, letter));
        last = Some(glyph.cluster);
    }
    Some((left, right))
}

/// A fast hash for short words. Words come from the kit's own authors; nobody attacks themselves.
#[derive(Default)]
pub(super) struct WordHasher(u64);

impl WordHasher {
    const fn mix(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(23) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.mix(chunk.try_into().map_or(0, u64::from_le_bytes));
        }
        let rest = chunks.remainder().iter().fold(bytes.len() as u64, |sum, byte| (sum << 8) | u64::from(*byte));
        self.mix(rest);
    }

    fn write_u8(&mut self, _end: u8) {}

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
