//! What a paragraph is once composed: its segments, its widths, the places where its lines may end.
//! Holds no font and reads none; knows no frame.

use std::sync::Arc;

use unicode_script::Script;

use super::gap::Gap;
use super::script::{is_common, last_script};
use super::shape::Voice;
use super::spans::Span;
use super::words::{Cut, SpaceGlyph, Word};
use super::{CharStyle, Hyphenation, ParagraphStyle};

/// A paragraph ready to be broken into lines.
#[derive(Debug)]
pub(super) struct Block {
    pub style: Arc<ParagraphStyle>,
    /// The words as they are set, typography applied.
    pub text: String,
    pub spans: Vec<Span>,
    pub segs: Vec<Seg>,
    /// Where lines may end, in order; the first entry is the start of the paragraph.
    pub breaks: Vec<Break>,
    /// Between explicit line breaks: indices of the breaks at both ends.
    pub sections: Vec<(usize, usize)>,
    pub rtl: bool,
    pub script: Script,
    pub indent: f64,
    pub marker: Option<Box<Hanging>>,
    pub vertical: Vertical,
}

/// A bullet or number, ready.
#[derive(Debug)]
pub(super) struct Hanging {
    pub block: Block,
    pub gap: f64,
}

/// Heights of the paragraph's letters in millimetres.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Vertical {
    pub ascent: f64,
    pub descent: f64,
    pub capital: f64,
}

/// A part of a paragraph that no line break enters except at the cuts of its word.
#[derive(Clone, Debug)]
pub(super) struct Seg {
    pub kind: Kind,
    /// In the text, in bytes.
    pub start: u32,
    pub end: u32,
    pub span: u16,
    pub level: u8,
    /// Tracking included.
    pub width: f64,
}

impl Seg {
    /// A cut of its word, from 1.
    pub fn cut(&self, number: u16) -> Option<&Cut> {
        match &self.kind {
            Kind::Word(word) => word.cuts.get(usize::from(number).checked_sub(1)?),
            Kind::Space { .. } | Kind::Icon => None,
        }
    }
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    Word(Arc<Word>),
    Space { gap: Gap, glyph: SpaceGlyph },
    Icon,
}

/// A place where a line may end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Break {
    /// Width from the start of the paragraph to the end of a line that ends here, hyphen included.
    pub end: f64,
    /// The same without hyphen: rises from break to break.
    pub solid: f64,
    /// Sum of stretchable spaces up to there.
    pub end_spaces: f64,
    /// Width from the start of the paragraph to the start of a line that begins here.
    pub start: f64,
    /// Sum of stretchable spaces up to there.
    pub start_spaces: f64,
    /// How far the sign that begins the next line stands over the edge; its start is counted behind it.
    pub hang: f64,
    /// Number of words that end before here.
    pub words: u32,
    /// The next line begins with this segment,
    pub seg: u32,
    /// at this cut of its word, from 1; 0 for its beginning.
    pub cut: u16,
    pub at: At,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Space,
    /// A space after a word of one or two letters, which look lost at the end of a line.
    ShortWord,
    /// A space after a word of three letters, which belongs to the next line of a title.
    Article,
    /// Inside a word, with a hyphen added.
    Hyphen,
    /// After a hyphen or slash of the word.
    Sign,
    /// Where nothing shows it: between ideographs, between runs.
    Seam,
    End,
}

impl Block {
    /// Extra width of the line that begins at this break.
    pub fn first_line(&self, from: usize) -> f64 {
        if from == 0 { self.style.first_line.to_mm() } else { 0.0 }
    }

    /// Width of the longest line when only explicit line breaks end lines, without the indent.
    pub fn longest(&self) -> f64 {
        self.widest_of(self.sections.iter().copied())
    }

    /// Width of the widest part that cannot be broken, without the indent.
    pub fn widest(&self) -> f64 {
        self.widest_of(self.sections.iter().flat_map(|(first, last)| (*first..*last).map(|at| (at, at + 1))))
    }

    fn widest_of(&self, lines: impl Iterator<Item = (usize, usize)>) -> f64 {
        let width = |(from, to): (usize, usize)| {
            let (from_break, to_break) = (self.breaks.get(from)?, self.breaks.get(to)?);
            Some(to_break.end - from_break.start + self.first_line(from))
        };
        lines.filter_map(width).fold(0.0, f64::max)
    }

    /// Where a line that begins at a cut of a segment begins in the text, in bytes.
    pub fn start_of(&self, seg: usize, cut: u16) -> usize {
        match self.segs.get(seg) {
            Some(seg) => seg.start as usize + seg.cut(cut).map_or(0, |cut| cut.place.start),
            None => self.text.len(),
        }
    }

    pub fn words(&self) -> u32 {
        self.breaks.last().map_or(0, |last| last.words)
    }

    /// The style of a segment.
    pub fn style_of(&self, seg: &Seg) -> Option<&Arc<CharStyle>> {
        self.spans.get(usize::from(seg.span)).map(|span| &span.style)
    }

    /// Whether and how words of this style may be cut.
    pub fn hyphenation(&self, style: &CharStyle) -> Option<&Hyphenation> {
        self.style.hyphenate.as_ref().filter(|_| !style.no_hyphens && !style.verbatim)
    }

    /// The script whose fonts set the signs of no script in a word: figures and stops that stand alone go with the
    /// letters before them, where scripts have fonts of their own.
    pub fn script_of(&self, style: &CharStyle, start: usize, end: usize) -> Script {
        if !style.fonts.is_by_script() || !is_common(self.text.get(start..end).unwrap_or("")) {
            return self.script;
        }
        last_script(self.text.get(..start).unwrap_or("")).unwrap_or(self.script)
    }

    /// What shaping the words of a span depends on.
    pub fn voice(&self, style: &CharStyle, rtl: bool, script: Script, joins: (Option<char>, Option<char>)) -> Voice {
        Voice {
            joins,
            fonts: style.fonts.clone(),
            features: style.features.clone(),
            tracked: style.tracking != 0.0,
            capitals: style.capitals,
            lang: self.style.lang.clone(),
            rtl,
            script,
        }
    }
}
