//! What is to be set: paragraphs of styled words. Knows nothing of Markdown, of frames or of where words come from.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::Columns;
use super::french::French;
use crate::color::Color;
use crate::font::FontChain;
use crate::geom::{Length, Rect};
use crate::scene::{ArtworkId, Role};

/// Paragraphs that follow one another down a frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// The paragraphs, in reading order.
    pub paragraphs: Vec<Paragraph>,
    /// What the upper and lower edge of the set text are.
    pub edge: Edge,
    /// Columns that the frame is cut into.
    pub columns: Columns,
    /// Baselines lie on a grid of this step. Room from line to line is widened to whole steps; the step does not
    /// shrink with the letters.
    pub grid: Option<Length>,
}

impl Flow {
    /// One paragraph in one style; a line feed is an explicit line break.
    pub fn plain(text: impl Into<String>, style: Arc<CharStyle>, paragraph: Arc<ParagraphStyle>) -> Self {
        let inlines = vec![Inline::Text { text: text.into(), style }];
        Self::from(vec![Paragraph::new(inlines, paragraph)])
    }
}

impl From<Vec<Paragraph>> for Flow {
    fn from(paragraphs: Vec<Paragraph>) -> Self {
        Self { paragraphs, ..Self::default() }
    }
}

/// What counts as the upper and lower edge of set text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edge {
    /// The line box: each line takes its leading, and ascender and descender lie centred in it (CSS: `line-height`).
    #[default]
    Leading,
    /// From the top of the capitals of the first line to the baseline of the last (CSS: `text-box: trim-both cap
    /// alphabetic`). Descenders of the last line hang below; titles centred this way look centred.
    Capitals,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Words, icons and line breaks, in reading order.
    pub inlines: Vec<Inline>,
    /// How the paragraph is set.
    pub style: Arc<ParagraphStyle>,
    /// How far all lines stand in from the start side.
    pub indent: Length,
    /// A bullet or number in the indent of the first line.
    pub marker: Option<Marker>,
}

impl Paragraph {
    /// A paragraph without indent or marker.
    pub const fn new(inlines: Vec<Inline>, style: Arc<ParagraphStyle>) -> Self {
        Self { inlines, style, indent: Length::ZERO, marker: None }
    }
}

/// A bullet or number that hangs in the indent, `gap` before the text. Where the indent is too narrow for it,
/// the paragraph's indent grows.
#[derive(Clone, Debug, PartialEq)]
pub struct Marker {
    /// What is written.
    pub text: String,
    /// Its letters.
    pub style: Arc<CharStyle>,
    /// Room between it and the text.
    pub gap: Length,
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Words in one style. A line feed is an explicit line break.
    Text {
        /// The words.
        text: String,
        /// Their letters.
        style: Arc<CharStyle>,
    },
    /// A drawing that sits in the line like a letter.
    Icon(Icon),
    /// An explicit line break.
    Break,
}

/// A drawing that sits in the line like a letter and scales with the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Icon {
    /// The drawing.
    pub artwork: ArtworkId,
    /// The part of it that fills the icon, in its own coordinates.
    pub bounds: Rect,
    /// Width in em.
    pub width: f64,
    /// Height in em.
    pub height: f64,
    /// How far its lower edge lies above the baseline, in em; negative below.
    pub rise: f64,
    /// The style whose size is its em.
    pub style: Arc<CharStyle>,
    /// What it says to those who do not see it; none for decoration.
    pub alt: Option<Arc<str>>,
}

/// The letters of a run of text.
#[derive(Clone, Debug, PartialEq)]
pub struct CharStyle {
    /// The font, then the declared fallbacks, tried in turn for each character that the ones before lack; fonts
    /// declared for a script come first for its letters.
    pub fonts: FontChain,
    /// Size of the em.
    pub size: Length,
    /// The colour.
    pub color: Color,
    /// Extra room after each letter, in em. Ligatures are off where it is not zero.
    pub tracking: f64,
    /// OpenType features with their value, such as (`smcp`, 1) or (`tnum`, 1).
    pub features: Vec<([u8; 4], u32)>,
    /// How far the letters stand above the baseline, in em of this size; negative below.
    pub rise: f64,
    /// Where the words lead.
    pub link: Option<Arc<str>>,
    /// Words are never hyphenated (links).
    pub no_hyphens: bool,
    /// Words stand as they are written: neither hyphenated nor touched by micro-typography (code).
    pub verbatim: bool,
    /// Small letters are drawn as capitals of this share of the size: small capitals for fonts without any. The text
    /// stays as it is written.
    pub drawn_caps: Option<f64>,
    /// Small letters are drawn as capitals. The text stays as it is written.
    pub capitals: bool,
}

impl CharStyle {
    /// Black letters of `size` without any adornment.
    pub fn new(fonts: impl Into<FontChain>, size: Length) -> Self {
        Self {
            fonts: fonts.into(),
            size,
            color: Color::BLACK,
            tracking: 0.0,
            features: Vec::new(),
            rise: 0.0,
            link: None,
            no_hyphens: false,
            verbatim: false,
            drawn_caps: None,
            capitals: false,
        }
    }

    /// The same letters smaller and raised (superscript: 0.65 em, up by a third of the text's em).
    #[must_use]
    pub fn superscript(&self) -> Self {
        Self { size: self.size * 0.65, rise: 0.34 / 0.65, ..self.clone() }
    }

    /// The same letters smaller and lowered (subscript: 0.65 em, down by an eighth of the text's em).
    #[must_use]
    pub fn subscript(&self) -> Self {
        Self { size: self.size * 0.65, rise: -0.12 / 0.65, ..self.clone() }
    }

    /// What small letters are drawn with where small capitals are drawn from capitals.
    #[must_use]
    pub(super) fn as_small_capitals(&self, share: f64) -> Self {
        Self { size: self.size * share, rise: self.rise / share, drawn_caps: None, capitals: true, ..self.clone() }
    }

    /// The same letters, leading to `uri` and never hyphenated.
    #[must_use]
    pub fn linked(&self, uri: impl Into<Arc<str>>) -> Self {
        Self { link: Some(uri.into()), no_hyphens: true, ..self.clone() }
    }
}

/// How a paragraph is set.
#[derive(Clone, Debug, PartialEq)]
pub struct ParagraphStyle {
    /// From baseline to baseline.
    pub leading: Length,
    /// Where lines stand in the frame.
    pub align: Align,
    /// Where the last line of a justified paragraph stands.
    pub last_line: LastLine,
    /// Language, BCP 47: decides hyphenation, micro-typography, the forms of some letters and the base direction.
    pub lang: Arc<str>,
    /// From which side the paragraph is written.
    pub direction: Direction,
    /// Whether and how words may be cut.
    pub hyphenate: Option<Hyphenation>,
    /// How many lines in a row may end with a hyphen that is added; none for any number.
    pub hyphens_in_row: Option<u8>,
    /// Lines of about the same length, as few as possible, never a single word on the last (titles).
    pub balance: bool,
    /// Room above, except at the top of a frame.
    pub space_before: Length,
    /// How much further in the first line starts; not after an explicit line break.
    pub first_line: Length,
    /// Points, hyphens and guillemets stand a little over the edges of the text, so that these look straight; only
    /// where it runs from left to right.
    pub hang: bool,
    /// Which rules of French micro-typography hold where the language is French.
    pub french: French,
    /// What the paragraph is to readers; its items are grouped under it.
    pub role: Option<Role>,
}

impl ParagraphStyle {
    /// Lines from the start side, not hyphenated.
    pub fn new(leading: Length, lang: impl Into<Arc<str>>) -> Self {
        Self {
            leading,
            align: Align::Start,
            last_line: LastLine::Start,
            lang: lang.into(),
            direction: Direction::default(),
            hyphenate: None,
            hyphens_in_row: Some(HYPHENS_IN_ROW),
            balance: false,
            space_before: Length::ZERO,
            first_line: Length::ZERO,
            hang: false,
            french: French::default(),
            role: None,
        }
    }
}

/// From which side a paragraph is written: where its lines start, and in which order stretches of both directions
/// follow one another (UAX #9, P2 and P3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// As its language is.
    #[default]
    Language,
    /// As its first letter is, whatever the language.
    Words,
    /// From the left.
    LeftToRight,
    /// From the right.
    RightToLeft,
}

/// Where lines stand in the frame. Start is the left in left-to-right languages and the right in the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Align {
    #[default]
    Start,
    End,
    Left,
    Right,
    Center,
    /// From edge to edge, by widening spaces.
    Justify,
}

/// Where the last line of a justified paragraph stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum LastLine {
    #[default]
    Start,
    Center,
    End,
    /// From edge to edge too.
    Justify,
}

/// Where words may be cut, in letters. Words that hold figures, that are all capitals, links and code are never cut.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hyphenation {
    /// Letters that stay before the hyphen at least.
    pub min_before: u8,
    /// Letters that go to the next line at least.
    pub min_after: u8,
    /// Shorter words are not cut.
    pub min_word: u8,
    /// Words that are cut otherwise than the patterns of the language say.
    pub exceptions: Arc<Exceptions>,
}

/// Lines in a row that may end with a hyphen, unless a style says otherwise: a ladder of three is seen.
const HYPHENS_IN_ROW: u8 = 2;

/// Words with the places where they may be cut, whatever the patterns of the language and the lengths say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Exceptions(BTreeMap<String, Vec<usize>>);

impl Exceptions {
    /// Words with a hyphen at each place where they may be cut; those without hyphen are never cut. Case counts for
    /// nothing.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let read = |word: &str| {
            let (mut letters, mut places) = (String::new(), Vec::new());
            for c in word.chars() {
                match c {
                    '-' => places.push(letters.chars().count()),
                    c => letters.extend(c.to_lowercase()),
                }
            }
            (letters, places)
        };
        Self(words.into_iter().map(read).collect())
    }

    /// Where a word may be cut, in letters from its start; none for a word that is not among them.
    pub(super) fn of(&self, word: &str) -> Option<&[usize]> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&word.to_lowercase()).map(Vec::as_slice)
    }
}

impl Default for Hyphenation {
    /// Three letters on both sides, none in words under six letters: what French compositors keep to in good work.
    fn default() -> Self {
        Self { min_before: 3, min_after: 3, min_word: 6, exceptions: Arc::default() }
    }
}
