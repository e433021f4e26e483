//! Lines to scene items: runs of glyphs in visual order with their words in reading order, icons, links.

use std::sync::Arc;

use super::block::{Block, Kind, Seg};
use super::gap::Gap;
use super::prepare::Inner;
use super::runs::{Body, Chunk, RunMaker};
use super::setting::Line;
use super::shape::Shaped;
use super::words::Engine;
use crate::geom::{Length, Point};
use crate::scene::{Group, Item};

/// Puts the lines of one setting on a page.
pub(super) struct Placer<'a> {
    inner: &'a Inner,
    scale: f64,
}

/// What a line shows of a word that it cuts.
struct Part {
    shaped: Arc<Shaped>,
    start: usize,
    end: usize,
    /// It ends with a hyphen.
    hyphen: bool,
}

impl<'a> Placer<'a> {
    pub const fn new(inner: &'a Inner, scale: f64) -> Self {
        Self { inner, scale }
    }

    /// All lines, the upper left corner of the text at (`left`, `top`).
    pub fn place(&self, lines: &[Line], left: Length, top: Length) -> Vec<Item> {
        let mut items = Vec::with_capacity(lines.len() * 2);
        for (index, block) in self.inner.blocks.iter().enumerate() {
            let own = lines.iter().filter(|line| line.paragraph == index);
            match &block.style.role {
                None => self.place_block(block, own, left, top, &mut items),
                Some(role) => {
                    let mut inside = Vec::new();
                    self.place_block(block, own, left, top, &mut inside);
                    if !inside.is_empty() {
                        let group = Group { role: Some(role.clone()), items: inside, ..Group::default() };
                        items.push(Item::Group(Box::new(group)));
                    }
                }
            }
        }
        items
    }

    fn place_block<'l>(
        &self,
        block: &Block,
        lines: impl Iterator<Item = &'l Line>,
        left: Length,
        top: Length,
        items: &mut Vec<Item>,
    ) {
        for (index, line) in lines.enumerate() {
            let start = Point::new(left + line.x, top + line.baseline);
            if index == 0 && line.from == 0 {
                self.place_marker(block, line, start, items);
            }
            self.place_line(block, line, start, items);
        }
    }

    /// The bullet or number stands before the first line, on its start side.
    fn place_marker(&self, block: &Block, line: &Line, start: Point, items: &mut Vec<Item>) {
        let Some(hanging) = &block.marker else { return };
        let Some(last) = hanging.block.sections.last().map(|(_, last)| *last) else { return };
        let (width, gap) = (hanging.block.longest() * self.scale, hanging.gap * self.scale);
        let indent = Length::mm(block.style.first_line.to_mm() * self.scale);
        let hang = block.breaks.get(line.from as usize).map_or(0.0, |place| place.hang * self.scale);
        let start = Point::new(start.x + Length::mm(hang), start.y);
        let x = if block.rtl {
            start.x + line.width + indent + Length::mm(gap)
        } else {
            start.x - indent - Length::mm(width + gap)
        };
        let to = u32::try_from(last).unwrap_or(0);
        let whole = Line { from: 0, to, stretch: 0.0, ..*line };
        self.place_line(&hanging.block, &whole, Point::new(x, start.y), items);
    }

    fn place_line(&self, block: &Block, line: &Line, start: Point, items: &mut Vec<Item>) {
        let (Some(from), Some(to)) = (block.breaks.get(line.from as usize), block.breaks.get(line.to as usize)) else {
            return;
        };
        let (first, last) = (from.seg as usize, to.seg as usize);
        let engine = &self.inner.engine;
        let head = (from.cut > 0).then(|| part(engine, block, first, from.cut, if first == last { to.cut } else { 0 }));
        let head = head.flatten();
        let tail_is_head = head.is_some() && first == last;
        let tail = (to.cut > 0 && !tail_is_head).then(|| part(engine, block, last, 0, to.cut)).flatten();
        let whole = first + usize::from(head.is_some())..last.max(first + usize::from(head.is_some()));
        let mut chunks = Vec::with_capacity(whole.len() + 4);
        push_part(&mut chunks, block, first, head.as_ref());
        for seg in block.segs.get(whole).unwrap_or(&[]) {
            push_seg(&mut chunks, block, seg);
        }
        push_part(&mut chunks, block, last, tail.as_ref());
        settle_levels(&mut chunks, block);
        RunMaker::new(&self.inner.engine.fonts, block, self.scale, line.stretch).make(&chunks, start, items);
    }
}

/// The part of a word between two of its cuts; 0 stands for its start or end.
fn part(engine: &Engine, block: &Block, seg: usize, from: u16, to: u16) -> Option<Part> {
    let seg = block.segs.get(seg)?;
    let style = block.style_of(seg)?;
    let begin = seg.start as usize;
    let start = begin + seg.cut(from).map_or(0, |cut| cut.place.start);
    let end = seg.cut(to).map_or(seg.end as usize, |cut| begin + cut.place.end);
    let hyphen = seg.cut(to).is_some_and(|cut| cut.place.hyphen);
    let text = block.text.get(start..end)?;
    let script = block.script_of(style, begin, seg.end as usize);
    let voice = block.voice(style, seg.level % 2 == 1, script, (None, None));
    let shaped = engine.with_worker(|worker| {
        let lexicon = worker.lexicon(engine, &voice, block.hyphenation(style));
        worker.part(engine, lexicon, text, hyphen)
    })?;
    Some(Part { shaped, start, end, hyphen })
}

fn push_part<'a>(chunks: &mut Vec<Chunk<'a>>, block: &Block, seg: usize, part: Option<&'a Part>) {
    let (Some(seg), Some(part)) = (block.segs.get(seg), part) else { return };
    push_pieces(chunks, seg, &part.shaped, part.start, part.end);
    if let Some(last) = chunks.last_mut() {
        last.hyphen = part.hyphen;
    }
}

fn push_seg<'a>(chunks: &mut Vec<Chunk<'a>>, block: &Block, seg: &'a Seg) {
    let (start, end) = (seg.start as usize, seg.end as usize);
    let chunk = |body| Chunk { body, start, end, hyphen: false, span: seg.span, level: seg.level };
    match &seg.kind {
        Kind::Word(word) => push_pieces(chunks, seg, &word.shaped, start, end),
        Kind::Space { gap, glyph } => {
            let count = block.text.get(start..end).map_or(0, |text| text.chars().count());
            let gives = *gap != Gap::Thin;
            chunks.push(chunk(Body::Space { glyph: *glyph, count, width: seg.width, gives }));
        }
        Kind::Icon => chunks.push(chunk(Body::Icon { width: seg.width })),
    }
}

fn push_pieces<'a>(chunks: &mut Vec<Chunk<'a>>, seg: &Seg, shaped: &'a Shaped, start: usize, end: usize) {
    for piece in &shaped.pieces {
        let at = |offset: u16| (start + usize::from(offset)).min(end);
        chunks.push(Chunk {
            body: Body::Piece(piece),
            start: at(piece.range.start),
            end: at(piece.range.end),
            hyphen: false,
            span: seg.span,
            level: seg.level,
        });
    }
}

/// Spaces at the end of a line go to its end side, whatever stands before them (UAX #9, L1).
fn settle_levels(chunks: &mut [Chunk<'_>], block: &Block) {
    for chunk in chunks.iter_mut().rev().take_while(|chunk| matches!(chunk.body, Body::Space { .. })) {
        chunk.level = u8::from(block.rtl);
    }
}
