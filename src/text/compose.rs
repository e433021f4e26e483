//! One paragraph made ready: words looked up, widths summed, every place where a line may end written down.
//! Knows no frame: widths are in millimetres at scale 1.

use std::sync::Arc;

use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_linebreak::linebreaks;
use unicode_script::{Script, UnicodeScript};

use super::french;
use super::shape::Voice;
use super::words::{Cut, Engine, LexiconId, SpaceGlyph, Word, Worker};
use super::{CharStyle, Fault, Hyphenation, Icon, Inline, Paragraph, ParagraphStyle};
use crate::font::Metrics;

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

/// A stretch of one style.
#[derive(Clone, Debug)]
pub(super) struct Span {
    /// Where it ends in the text, in bytes.
    pub end: usize,
    pub style: Arc<CharStyle>,
    pub icon: Option<Icon>,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// U+0020: a line may end here.
    Plain,
    /// U+00A0: as wide as a space, and stretched like one.
    NoBreak,
    /// U+202F: always of the same width.
    Thin,
    Newline,
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

/// Composes one paragraph.
pub(super) fn compose(engine: &Engine, worker: &mut Worker, paragraph: &Paragraph, faults: &mut Vec<Fault>) -> Block {
    let style = &paragraph.style;
    let (text, spans) = set_text(&paragraph.inlines, style);
    let rtl = is_rtl_lang(&style.lang);
    let script = main_script(&text, &style.lang);
    let levels = bidi_levels(&text, rtl);
    let block = Block {
        style: style.clone(),
        segs: Vec::with_capacity(text.len() / 3),
        breaks: Vec::with_capacity(text.len() / 2),
        sections: Vec::with_capacity(1),
        rtl,
        script,
        indent: paragraph.indent.to_mm(),
        marker: None,
        vertical: vertical(engine, &spans),
        text,
        spans,
    };
    let mut block = Composer::new(engine, worker, block, levels, faults).run();
    if let Some(marker) = &paragraph.marker {
        let word = Inline::Text { text: marker.text.clone(), style: marker.style.clone() };
        let hanging = compose(engine, worker, &Paragraph::new(vec![word], style.clone()), faults);
        let gap = marker.gap.to_mm();
        block.indent = block.indent.max(hanging.longest() + gap);
        block.marker = Some(Box::new(Hanging { block: hanging, gap }));
    }
    block
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
    pub fn hyphenation(&self, style: &CharStyle) -> Option<Hyphenation> {
        self.style.hyphenate.filter(|_| !style.no_hyphens && !style.verbatim)
    }

    /// What shaping the words of a span depends on.
    pub fn voice(&self, style: &CharStyle, rtl: bool) -> Voice {
        Voice {
            fonts: style.fonts.clone(),
            features: style.features.clone(),
            tracked: style.tracking != 0.0,
            lang: self.style.lang.clone(),
            rtl,
            script: self.script,
        }
    }
}

/// Joins the inlines, applies micro-typography, and keeps which bytes have which style.
fn set_text(inlines: &[Inline], style: &ParagraphStyle) -> (String, Vec<Span>) {
    let mut raw = String::with_capacity(inlines.iter().map(inline_len).sum::<usize>() + 16);
    let mut spans: Vec<Span> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Text { text, style } => {
                raw.push_str(text);
                spans.push(Span { end: raw.len(), style: style.clone(), icon: None });
            }
            Inline::Icon(icon) => {
                raw.push('\u{fffc}');
                spans.push(Span { end: raw.len(), style: icon.style.clone(), icon: Some(icon.clone()) });
            }
            Inline::Break => {
                raw.push('\n');
                match spans.last_mut() {
                    Some(last) if last.icon.is_none() => last.end = raw.len(),
                    _ => spans.extend(any_style(inlines).map(|style| Span { end: raw.len(), style, icon: None })),
                }
            }
        }
    }
    let mut edits = french::edits(style.french.in_lang(&style.lang), &raw);
    edits.retain(|edit| !span_at(&spans, edit.at).is_some_and(|span| span.style.verbatim));
    if edits.is_empty() {
        return (raw, spans);
    }
    let mut text = String::with_capacity(raw.len() + 2 * edits.len());
    french::apply(&raw, &edits, &mut text);
    move_ends(&mut spans, &edits);
    (text, spans)
}

fn any_style(inlines: &[Inline]) -> Option<Arc<CharStyle>> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text { style, .. } => Some(style.clone()),
        Inline::Icon(icon) => Some(icon.style.clone()),
        Inline::Break => None,
    })
}

const fn inline_len(inline: &Inline) -> usize {
    match inline {
        Inline::Text { text, .. } => text.len(),
        Inline::Icon(_) | Inline::Break => 3,
    }
}

fn span_at(spans: &[Span], at: usize) -> Option<&Span> {
    spans.get(spans.partition_point(|span| span.end <= at))
}

fn move_ends(spans: &mut [Span], edits: &[french::Edit]) {
    let mut edits = edits.iter().peekable();
    let (mut grown, mut shrunk) = (0, 0);
    for span in spans {
        while let Some(edit) = edits.next_if(|edit| edit.at < span.end) {
            grown += edit.put.len();
            shrunk += edit.len;
        }
        span.end = span.end + grown - shrunk;
    }
}

fn vertical(engine: &Engine, spans: &[Span]) -> Vertical {
    let main = spans.iter().find(|span| span.style.rise == 0.0).or_else(|| spans.first());
    let Some(style) = main.map(|span| &span.style) else { return Vertical::default() };
    let metrics = style.fonts.first().and_then(|id| engine.fonts.get(*id)).map(|face| face.metrics);
    let Metrics { units_per_em, ascent, descent, cap_height, .. } = metrics.unwrap_or_default();
    let unit = style.size.to_mm() / f64::from(units_per_em.max(1));
    Vertical { ascent: ascent * unit, descent: -descent * unit, capital: cap_height * unit }
}

/// Languages written from right to left, by their primary subtag.
const RTL_LANGS: &[&str] = &["ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb", "syr", "arc"];

fn is_rtl_lang(lang: &str) -> bool {
    RTL_LANGS.contains(&primary(lang).as_str())
}

fn primary(lang: &str) -> String {
    lang.split('-').next().unwrap_or("").to_ascii_lowercase()
}

/// The script of the first letter that has one, or else the usual one of the language.
fn main_script(text: &str, lang: &str) -> Script {
    // Below U+0250 all letters are Latin; lead bytes up to 0xC9 end there, and 0xE2 leads general punctuation.
    if text.bytes().any(|b| b.is_ascii_alphabetic()) && text.bytes().all(|b| b < 0xca || b == 0xe2) {
        return Script::Latin;
    }
    let own = text.chars().map(|c| c.script()).find(|script| !matches!(script, Script::Common | Script::Inherited));
    own.unwrap_or_else(|| match primary(lang).as_str() {
        "ar" | "fa" | "ur" | "ps" | "sd" | "ug" | "ckb" => Script::Arabic,
        "he" | "yi" => Script::Hebrew,
        "ru" | "uk" | "bg" | "sr" | "be" | "mk" => Script::Cyrillic,
        "el" => Script::Greek,
        "hi" | "mr" | "ne" => Script::Devanagari,
        "th" => Script::Thai,
        "ja" | "zh" => Script::Han,
        "ko" => Script::Hangul,
        _ => Script::Latin,
    })
}

/// Levels of every byte; none where all runs from left to right.
fn bidi_levels(text: &str, rtl: bool) -> Option<Vec<Level>> {
    // U+0590, the first character written from right to left, has the lead byte 0xD6; 0xE2 leads dashes, quotes
    // and arrows, which have no direction of their own, and the bidirectional controls, which need company to act.
    if !rtl && !text.bytes().any(|b| b >= 0xd6 && b != 0xe2) {
        return None;
    }
    let base = if rtl { Level::rtl() } else { Level::ltr() };
    let info = ParagraphBidiInfo::new(text, Some(base));
    (rtl || info.has_rtl()).then_some(info.levels)
}

/// A space at which a line may end if the next word allows it.
struct Pending {
    end: f64,
    end_spaces: f64,
}

struct Composer<'a> {
    engine: &'a Engine,
    worker: &'a mut Worker,
    faults: &'a mut Vec<Fault>,
    block: Block,
    levels: Option<Vec<Level>>,
    width: f64,
    spaces: f64,
    words: u32,
    pending: Option<Pending>,
    /// First segment of the section.
    section_seg: usize,
    /// The span whose lexicons these are: for whole words, and for parts of words, which are not hyphenated.
    lexicons: Option<(u16, u8, LexiconId, LexiconId)>,
}

impl<'a> Composer<'a> {
    fn new(
        engine: &'a Engine,
        worker: &'a mut Worker,
        block: Block,
        levels: Option<Vec<Level>>,
        faults: &'a mut Vec<Fault>,
    ) -> Self {
        Self {
            engine,
            worker,
            faults,
            block,
            levels,
            width: 0.0,
            spaces: 0.0,
            words: 0,
            pending: None,
            section_seg: 0,
            lexicons: None,
        }
    }

    fn run(mut self) -> Block {
        self.push_break(At::End, self.width, self.spaces, self.width, 0, 0);
        let mut start = 0;
        for index in 0..self.block.spans.len() {
            let Some((end, icon)) = self.block.spans.get(index).map(|span| (span.end, span.icon.is_some())) else {
                break;
            };
            let span = u16::try_from(index).unwrap_or(u16::MAX);
            if icon {
                self.add_icon(span, start, end);
            } else if self.has_fonts(index, start, end) {
                self.add_text(span, start, end);
            }
            start = end;
        }
        self.end_section();
        self.block
    }

    /// Reports a style whose fonts do not all exist.
    fn has_fonts(&mut self, span: usize, start: usize, end: usize) -> bool {
        let Some(style) = self.block.spans.get(span).map(|span| &span.style) else { return false };
        let fine = !style.fonts.is_empty() && style.fonts.iter().all(|id| self.engine.fonts.get(*id).is_some());
        if !fine {
            let words: String = self.block.text.get(start..end).unwrap_or("").chars().take(40).collect();
            self.faults.push(Fault::NoFont { words });
        }
        fine
    }

    /// Cuts a stretch of one style into words and spaces, level by level.
    fn add_text(&mut self, span: u16, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let level = self.level(at);
            let stop = self.level_end(at, end, level);
            while at < stop {
                at = match gap_at(self.block.text.as_bytes(), at) {
                    Some(_) => self.add_gap(span, at, stop, level),
                    None => self.add_word(span, at, stop, level),
                };
            }
        }
    }

    fn level(&self, at: usize) -> u8 {
        self.levels.as_ref().and_then(|levels| levels.get(at)).map_or(0, |level| level.number())
    }

    fn level_end(&self, at: usize, end: usize, level: u8) -> usize {
        let Some(levels) = &self.levels else { return end };
        let same = levels.get(at..end).unwrap_or(&[]).iter().take_while(|other| other.number() == level).count();
        at + same.max(1)
    }

    fn add_gap(&mut self, span: u16, at: usize, stop: usize, level: u8) -> usize {
        let bytes = self.block.text.as_bytes();
        let Some((gap, len)) = gap_at(bytes, at) else { return stop };
        let mut end = at + len;
        if gap == Gap::Newline {
            self.end_section();
            return end;
        }
        while end < stop.min(at + LONGEST_WORD) && gap_at(bytes, end) == Some((gap, len)) {
            end += len;
        }
        // Spaces at the start of a line show nothing.
        if gap == Gap::Plain && self.block.segs.len() == self.section_seg {
            return end;
        }
        self.push_gap(span, (at, end), (end - at) / len, gap, level);
        end
    }

    fn push_gap(&mut self, span: u16, (start, end): (usize, usize), count: usize, gap: Gap, level: u8) {
        let Some((_, lexicon, _)) = self.lexicon(span, level) else { return };
        let glyph =
            self.worker.known(lexicon).and_then(|known| if gap == Gap::Thin { known.thin } else { known.space });
        let Some(glyph) = glyph else { return self.missing(' ', span, start, end) };
        let Some((size, tracking)) = self.measures(span) else { return };
        let kerning = if gap == Gap::Thin { 0.0 } else { self.kerning_after_word(span) * size };
        let each = glyph.advance * size + tracking;
        let width = each * count as f64 + kerning;
        if gap == Gap::Plain {
            let pending = Pending { end: self.width - self.trailing_tracking(), end_spaces: self.spaces };
            self.pending.get_or_insert(pending);
        } else {
            // A line never begins with an unbreakable space: what it holds to stays with what is before.
            self.pending = None;
        }
        self.width += width;
        self.spaces += if gap == Gap::Thin { 0.0 } else { each * count as f64 };
        self.push_seg(Kind::Space { gap, glyph }, span, (start, end), level, width);
    }

    fn kerning_after_word(&self, span: u16) -> f64 {
        match self.block.segs.last() {
            Some(Seg { kind: Kind::Word(word), span: last, .. }) if *last == span => word.space_after,
            _ => 0.0,
        }
    }

    fn add_word(&mut self, span: u16, at: usize, stop: usize, level: u8) -> usize {
        let end = word_end(&self.block.text, at, stop);
        let Some((_, whole, part)) = self.lexicon(span, level) else { return end };
        let is_part = self.is_part(at, end);
        let text = self.block.text.get(at..end).unwrap_or("");
        let Some(word) = self.worker.word(self.engine, if is_part { part } else { whole }, text) else { return end };
        for missing in &word.shaped.missing {
            self.missing(*missing, span, at, end);
        }
        let Some((size, tracking)) = self.measures(span) else { return end };
        self.kern_last_space(span, word.space_before * size);
        self.close_space(at, end, word.plain_start);
        self.push_cuts(&word, size, tracking);
        let width = word.shaped.width * size + f64::from(word.shaped.letters) * tracking;
        self.width += width;
        self.push_seg(Kind::Word(word), span, (at, end), level, width);
        end
    }

    /// True when a letter touches the word from outside: its style changes in the middle.
    fn is_part(&self, at: usize, end: usize) -> bool {
        let before = self.block.text.get(..at).and_then(|text| text.chars().next_back());
        let after = self.block.text.get(end..).and_then(|text| text.chars().next());
        before.is_some_and(char::is_alphabetic) || after.is_some_and(char::is_alphabetic)
    }

    fn kern_last_space(&mut self, span: u16, kerning: f64) {
        if kerning == 0.0 {
            return;
        }
        if let Some(Seg { kind: Kind::Space { gap: Gap::Plain | Gap::NoBreak, .. }, span: last, width, .. }) =
            self.block.segs.last_mut()
            && *last == span
        {
            *width += kerning;
            self.width += kerning;
        }
    }

    /// Writes down that a line may end at the space before the word, or right before it where runs meet.
    fn close_space(&mut self, at: usize, end: usize, plain_start: bool) {
        let segs = self.block.segs.len();
        if let Some(pending) = self.pending.take() {
            self.words += 1;
            let before = self.block.segs.iter().rev().find(|seg| !matches!(seg.kind, Kind::Space { .. }));
            let (plain_end, little, start) = before.map_or((true, 0, at), |seg| match &seg.kind {
                Kind::Word(word) => (word.plain_end, word.little, seg.start as usize),
                Kind::Space { .. } | Kind::Icon => (true, 0, at),
            });
            if plain_end && plain_start || self.unicode_break(start, at, end) {
                let kind = match little {
                    0 => At::Space,
                    1 | 2 => At::ShortWord,
                    _ => At::Article,
                };
                self.push_break(kind, pending.end, pending.end_spaces, pending.end, segs, 0);
            }
            return;
        }
        if segs <= self.section_seg {
            return;
        }
        let Some(Seg { kind: Kind::Word(_), start, .. }) = self.block.segs.last() else { return };
        if self.unicode_break(*start as usize, at, end) {
            let line_end = self.width - self.trailing_tracking();
            self.push_break(At::Seam, line_end, self.spaces, line_end, segs, 0);
        }
    }

    /// Whether UAX #14 lets a line end at `at`.
    fn unicode_break(&self, start: usize, at: usize, end: usize) -> bool {
        start == at || linebreaks(self.block.text.get(start..end).unwrap_or("")).any(|(offset, _)| start + offset == at)
    }

    fn push_cuts(&mut self, word: &Word, size: f64, tracking: f64) {
        let whole = word.shaped.width * size + f64::from(word.shaped.letters) * tracking;
        let seg = self.block.segs.len();
        for (index, cut) in word.cuts.iter().enumerate() {
            let left = cut.left * size + f64::from(cut.left_letters.saturating_sub(1)) * tracking;
            let right = cut.right * size + f64::from(cut.right_letters) * tracking;
            let at = match cut.place {
                place if place.hyphen => At::Hyphen,
                place if place.sign => At::Sign,
                _ => At::Seam,
            };
            let number = u16::try_from(index + 1).unwrap_or(u16::MAX);
            let start = self.width + whole - right;
            self.push_break_from(at, self.width + left, self.spaces, start, start, (seg, number));
        }
    }

    fn push_break(&mut self, at: At, end: f64, end_spaces: f64, solid: f64, seg: usize, cut: u16) {
        self.push_break_from(at, end, end_spaces, solid, self.width, (seg, cut));
    }

    fn push_break_from(&mut self, at: At, end: f64, end_spaces: f64, solid: f64, start: f64, (seg, cut): (usize, u16)) {
        self.block.breaks.push(Break {
            end,
            solid,
            end_spaces,
            start,
            start_spaces: self.spaces,
            words: self.words,
            seg: u32::try_from(seg).unwrap_or(u32::MAX),
            cut,
            at,
        });
    }

    fn push_seg(&mut self, kind: Kind, span: u16, (start, end): (usize, usize), level: u8, width: f64) {
        let narrow = |at| u32::try_from(at).unwrap_or(u32::MAX);
        self.block.segs.push(Seg { kind, start: narrow(start), end: narrow(end), span, level, width });
    }

    fn add_icon(&mut self, span: u16, start: usize, end: usize) {
        let Some(Span { style, icon: Some(icon), .. }) = self.block.spans.get(usize::from(span)) else { return };
        let width = icon.width * style.size.to_mm();
        if self.pending.is_some() {
            self.close_space(start, end, true);
        }
        self.width += width;
        self.push_seg(Kind::Icon, span, (start, end), self.level(start), width);
    }

    /// Ends the lines of a section at an explicit break or at the end of the paragraph.
    fn end_section(&mut self) {
        self.pending = None;
        while self.block.segs.len() > self.section_seg
            && let Some(Seg { kind: Kind::Space { gap: Gap::Plain, .. }, width, .. }) = self.block.segs.last()
        {
            self.width -= width;
            self.block.segs.pop();
        }
        if self.block.segs.is_empty() && self.block.sections.is_empty() && self.block.text.trim().is_empty() {
            return;
        }
        let first = self.block.sections.last().map_or(0, |(_, last)| *last);
        self.words += u32::from(self.block.segs.len() > self.section_seg);
        let end = self.width - self.trailing_tracking();
        self.push_break(At::End, end, self.spaces, self.width, self.block.segs.len(), 0);
        self.block.sections.push((first, self.block.breaks.len() - 1));
        self.section_seg = self.block.segs.len();
    }

    fn trailing_tracking(&self) -> f64 {
        let last = self.block.segs.get(self.section_seg..).and_then(<[Seg]>::last);
        match last {
            Some(seg) if matches!(seg.kind, Kind::Word(_)) => {
                self.measures(seg.span).map_or(0.0, |(_, tracking)| tracking)
            }
            _ => 0.0,
        }
    }

    /// Size and tracking of a span.
    fn measures(&self, span: u16) -> Option<(f64, f64)> {
        let style = &self.block.spans.get(usize::from(span))?.style;
        let size = style.size.to_mm();
        Some((size, style.tracking * size))
    }

    fn lexicon(&mut self, span: u16, level: u8) -> Option<(u16, LexiconId, LexiconId)> {
        if let Some((known, at, whole, part)) = self.lexicons
            && known == span
            && at == level
        {
            return Some((span, whole, part));
        }
        let style = &self.block.spans.get(usize::from(span))?.style;
        let voice = self.block.voice(style, level % 2 == 1);
        let hyphenation = self.block.hyphenation(style);
        let whole = self.worker.lexicon(self.engine, &voice, hyphenation);
        let part = if hyphenation.is_none() { whole } else { self.worker.lexicon(self.engine, &voice, None) };
        self.lexicons = Some((span, level, whole, part));
        Some((span, whole, part))
    }

    fn missing(&mut self, character: char, span: u16, start: usize, end: usize) {
        let known = |fault: &Fault| matches!(fault, Fault::MissingGlyph { character: c, .. } if *c == character);
        if self.faults.iter().any(known) {
            return;
        }
        let fonts = self.block.spans.get(usize::from(span)).map_or(&[][..], |span| &span.style.fonts);
        let names = fonts.iter().filter_map(|id| self.engine.fonts.get(*id)).map(|face| format!("{face:?}"));
        let word = self.block.text.get(start..end).unwrap_or("").to_owned();
        self.faults.push(Fault::MissingGlyph { character, word, fonts: names.collect() });
    }
}

/// The kind of space at a byte, and its length.
fn gap_at(bytes: &[u8], at: usize) -> Option<(Gap, usize)> {
    match *bytes.get(at)? {
        b' ' | b'\t' | b'\r' => Some((Gap::Plain, 1)),
        b'\n' => Some((Gap::Newline, 1)),
        0xc2 if bytes.get(at + 1) == Some(&0xa0) => Some((Gap::NoBreak, 2)),
        0xe2 if bytes.get(at + 1) == Some(&0x80) => match bytes.get(at + 2) {
            Some(0xaf) => Some((Gap::Thin, 3)),
            Some(0xa8 | 0xa9) => Some((Gap::Newline, 3)),
            _ => None,
        },
        _ => None,
    }
}

/// Clusters count bytes in 16 bits: what is longer than this is set in parts.
const LONGEST_WORD: usize = 4096;

fn word_end(text: &str, at: usize, stop: usize) -> usize {
    let bytes = text.as_bytes();
    let limit = stop.min(at + LONGEST_WORD);
    let mut end = at + 1;
    while end < limit && !(is_gap_lead(bytes.get(end)) && gap_at(bytes, end).is_some()) {
        end += 1;
    }
    while end < stop && !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

const fn is_gap_lead(byte: Option<&u8>) -> bool {
    matches!(byte, Some(b' ' | b'\t' | b'\r' | b'\n' | 0xc2 | 0xe2))
}
