//! One paragraph made ready: words looked up, widths summed, every place where a line may end written down.
//! Knows no frame: widths are in millimetres at scale 1.

mod voices;

use std::sync::Arc;

use unicode_bidi::Level;
use unicode_script::Script;

use super::block::{At, Block, Break, Hanging, Kind, Seg, Vertical};
use super::gap::{Gap, LONGEST_WORD, gap_at, word_end};
use super::script::{bidi_levels, is_rtl_paragraph, main_script};
use super::segment::{breaks, needs_care};
use super::spans::{Span, set_text};
use super::words::{Engine, LexiconId, Word, Worker};
use super::{CharStyle, Fault, Inline, Paragraph};
use crate::font::Metrics;

/// Composes one paragraph.
pub(super) fn compose(engine: &Engine, worker: &mut Worker, paragraph: &Paragraph, faults: &mut Vec<Fault>) -> Block {
    let style = &paragraph.style;
    let (text, spans) = set_text(&paragraph.inlines, style);
    let rtl = is_rtl_paragraph(style.direction, &style.lang, &text);
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
        vertical: vertical(engine, &spans, script),
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

fn vertical(engine: &Engine, spans: &[Span], script: Script) -> Vertical {
    let main = spans.iter().find(|span| span.style.rise == 0.0).or_else(|| spans.first());
    let Some(style) = main.map(|span| &span.style) else { return Vertical::default() };
    let metrics = style.fonts.of(script).first().and_then(|id| engine.fonts.get(*id)).map(|face| face.metrics);
    let Metrics { units_per_em, ascent, descent, cap_height, .. } = metrics.unwrap_or_default();
    let unit = style.size.to_mm() / f64::from(units_per_em.max(1));
    Vertical { ascent: ascent * unit, descent: -descent * unit, capital: cap_height * unit }
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
    /// The same by style and level: spans take turns.
    met: Vec<(Arc<CharStyle>, u8, LexiconId, LexiconId)>,
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
            met: Vec::new(),
        }
    }

    fn run(mut self) -> Block {
        self.push_break(At::End, self.width, self.spaces, self.width, 0, 0.0);
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
        let fine = !style.fonts.is_empty() && style.fonts.every().all(|id| self.engine.fonts.get(id).is_some());
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
            let pending = Pending { end: self.line_end(), end_spaces: self.spaces };
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
        let usual = if self.is_part(at, end) { self.joined(span, level, at, end).unwrap_or(part) } else { whole };
        let lexicon = self.common(span, level, at, end).unwrap_or(usual);
        let text = self.block.text.get(at..end).unwrap_or("");
        let Some(word) = self.worker.word(self.engine, lexicon, text) else { return end };
        for missing in &word.shaped.missing {
            self.missing(*missing, span, at, end);
        }
        let Some((size, tracking)) = self.measures(span) else { return end };
        self.kern_last_space(span, word.space_before * size);
        let hang = self.overhang(word.hang_before, size);
        self.hang_first(hang);
        self.close_space((at, end), word.plain_start, hang);
        self.push_cuts(&word, at, size, tracking);
        let width = word.shaped.width * size + f64::from(word.shaped.letters) * tracking;
        self.width += width;
        self.push_seg(Kind::Word(word), span, (at, end), level, width);
        end
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
    fn close_space(&mut self, (at, end): (usize, usize), plain_start: bool, hang: f64) {
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
                self.push_break(kind, pending.end, pending.end_spaces, pending.end, segs, hang);
            }
            return;
        }
        if segs <= self.section_seg {
            return;
        }
        let Some(Seg { kind: Kind::Word(_), start, .. }) = self.block.segs.last() else { return };
        if self.unicode_break(*start as usize, at, end) {
            let line_end = self.line_end();
            self.push_break(At::Seam, line_end, self.spaces, line_end, segs, hang);
        }
    }

    /// Whether UAX #14 lets a line end at `at`.
    fn unicode_break(&self, start: usize, at: usize, end: usize) -> bool {
        let text = self.block.text.get(start..end).unwrap_or("");
        start == at || breaks(text, &self.block.style.lang).iter().any(|offset| start + offset == at)
    }

    fn push_cuts(&mut self, word: &Word, begin: usize, size: f64, tracking: f64) {
        let whole = word.shaped.width * size + f64::from(word.shaped.letters) * tracking;
        let seg = self.block.segs.len();
        for (index, cut) in word.cuts.iter().enumerate() {
            let left = cut.left * size - self.overhang(cut.hang, size)
                + f64::from(cut.left_letters.saturating_sub(1)) * tracking;
            let right = cut.right * size + f64::from(cut.right_letters) * tracking;
            let at = match cut.place {
                place if place.hyphen => At::Hyphen,
                place if place.sign => At::Sign,
                _ => At::Seam,
            };
            // Where no spaces tell words apart, the dictionary's words are counted, and ideographs one by one.
            let before = self.block.text.get(..begin + cut.place.end).and_then(|text| text.chars().next_back());
            self.words += u32::from(at == At::Seam && before.is_some_and(needs_care));
            let number = u16::try_from(index + 1).unwrap_or(u16::MAX);
            let start = self.width + whole - right;
            self.push_break_from(at, self.width + left, self.spaces, start, start, (seg, number));
        }
    }

    fn push_break(&mut self, at: At, end: f64, end_spaces: f64, solid: f64, seg: usize, hang: f64) {
        self.push_break_from(at, end, end_spaces, solid, self.width + hang, (seg, 0));
        if let Some(last) = self.block.breaks.last_mut() {
            last.hang = hang;
        }
    }

    fn push_break_from(&mut self, at: At, end: f64, end_spaces: f64, solid: f64, start: f64, (seg, cut): (usize, u16)) {
        self.block.breaks.push(Break {
            end,
            solid,
            end_spaces,
            start,
            start_spaces: self.spaces,
            hang: 0.0,
            words: self.words,
            seg: u32::try_from(seg).unwrap_or(u32::MAX),
            cut,
            at,
        });
    }

    /// What a sign stands over the edge, in millimetres; nothing where punctuation does not hang.
    fn overhang(&self, ems: f64, size: f64) -> f64 {
        if self.block.style.hang && !self.block.rtl { ems * size } else { 0.0 }
    }

    /// Lets the first sign of a section hang.
    fn hang_first(&mut self, hang: f64) {
        if self.block.segs.len() == self.section_seg
            && let Some(first) = self.block.breaks.last_mut()
        {
            first.start += hang;
            first.hang = hang;
        }
    }

    /// Where a line ends that ends here.
    fn line_end(&self) -> f64 {
        let last = self.block.segs.get(self.section_seg..).and_then(<[Seg]>::last);
        let hang = match last {
            Some(Seg { kind: Kind::Word(word), span, .. }) if word.hang_after > 0.0 => {
                self.measures(*span).map_or(0.0, |(size, _)| self.overhang(word.hang_after, size))
            }
            _ => 0.0,
        };
        self.width - self.trailing_tracking() - hang
    }

    fn push_seg(&mut self, kind: Kind, span: u16, (start, end): (usize, usize), level: u8, width: f64) {
        let narrow = |at| u32::try_from(at).unwrap_or(u32::MAX);
        self.block.segs.push(Seg { kind, start: narrow(start), end: narrow(end), span, level, width });
    }

    fn add_icon(&mut self, span: u16, start: usize, end: usize) {
        let Some(Span { style, icon: Some(icon), .. }) = self.block.spans.get(usize::from(span)) else { return };
        let width = icon.width * style.size.to_mm();
        if self.pending.is_some() {
            self.close_space((start, end), true, 0.0);
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
        let end = self.line_end();
        let solid = end + self.trailing_tracking();
        self.push_break(At::End, end, self.spaces, solid, self.block.segs.len(), 0.0);
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
}
