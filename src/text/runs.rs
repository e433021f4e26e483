//! The chunks of one line to runs of glyphs. Words stay in reading order, glyphs go from left to right.

use std::ops::Range;
use std::sync::Arc;

use super::block::Block;
use super::shape::Piece;
use super::words::SpaceGlyph;
use super::{CharStyle, Icon};
use crate::font::{FontId, Fonts};
use crate::geom::{Length, Point, Rect, Transform};
use crate::scene::{Fill, Glyph, GlyphRun, Group, Item, Link, Role, Use};

/// A part of a line in one font and style.
pub(super) struct Chunk<'a> {
    pub body: Body<'a>,
    /// Its characters in the text, in bytes.
    pub start: usize,
    pub end: usize,
    /// Its last glyph is a hyphen that stands for U+00AD.
    pub hyphen: bool,
    pub span: u16,
    pub level: u8,
}

#[derive(Clone, Copy)]
pub(super) enum Body<'a> {
    Piece(&'a Piece),
    Space {
        glyph: SpaceGlyph,
        count: usize,
        /// Of all, in millimetres at scale 1.
        width: f64,
        /// It grows and shrinks where lines are justified.
        gives: bool,
    },
    Icon {
        width: f64,
    },
}

/// Where the chunks of a run begin in its words.
enum Offsets {
    /// As in the block, whose text is cut from here.
    From(usize),
    /// Each for itself.
    Each(Vec<usize>),
}

impl Offsets {
    fn of(&self, place: usize, chunk: &Chunk<'_>) -> usize {
        match self {
            Self::From(start) => chunk.start - start,
            Self::Each(offsets) => offsets.get(place).copied().unwrap_or_default(),
        }
    }
}

const SOFT_HYPHEN: &str = "\u{ad}";
/// Clusters count bytes in 16 bits; a word takes 4 KiB at most.
const LONGEST_RUN: usize = 60_000;

impl Chunk<'_> {
    fn font(&self) -> Option<FontId> {
        match &self.body {
            Body::Piece(piece) => Some(piece.font),
            Body::Space { glyph, .. } => Some(glyph.font),
            Body::Icon { .. } => None,
        }
    }

    fn bytes(&self) -> usize {
        self.end - self.start + if self.hyphen { SOFT_HYPHEN.len() } else { 0 }
    }
}

/// Makes the items of one line.
pub(super) struct RunMaker<'a> {
    fonts: &'a Fonts,
    block: &'a Block,
    scale: f64,
    stretch: f64,
}

/// An item of a line, with what a link around it needs to know.
struct Placed {
    item: Item,
    span: u16,
    /// Place of its first chunk in reading order.
    order: usize,
    area: Rect,
}

impl<'a> RunMaker<'a> {
    pub const fn new(fonts: &'a Fonts, block: &'a Block, scale: f64, stretch: f64) -> Self {
        Self { fonts, block, scale, stretch }
    }

    /// Appends the items of a line whose leftmost glyph starts at `start`, in reading order.
    pub fn make(&self, chunks: &[Chunk<'_>], start: Point, items: &mut Vec<Item>) {
        let bidi = self.block.rtl || chunks.iter().any(|chunk| chunk.level > 0);
        let order = if bidi { visual_order(chunks) } else { (0..chunks.len()).collect() };
        let mut placed = Vec::with_capacity(4);
        let mut pen = start;
        // Trailing space of a right-to-left line hangs over its left end.
        let hanging = order.iter().map_while(|at| chunks.get(*at)).take_while(|chunk| is_trailing(chunk, chunks));
        if self.block.rtl {
            pen.x -= Length::mm(hanging.map(|chunk| self.width(chunk)).sum::<f64>());
        }
        let mut from = 0;
        while from < order.len() {
            let to = self.run_end(chunks, &order, from);
            placed.extend(self.run(chunks, order.get(from..to).unwrap_or(&[]), &mut pen));
            from = to;
        }
        if bidi {
            placed.sort_by_key(|item| item.order);
        }
        self.link(placed, items);
    }

    /// Where the run that begins at `from` ends, in visual order.
    fn run_end(&self, chunks: &[Chunk<'_>], order: &[usize], from: usize) -> usize {
        let chunk = |at: usize| order.get(at).and_then(|index| chunks.get(*index));
        let Some(first) = chunk(from) else { return order.len() };
        let mut bytes = first.bytes();
        let mut to = from + 1;
        while let Some(next) = chunk(to) {
            bytes += next.bytes();
            let same = next.font() == first.font() && next.span == first.span && next.level == first.level;
            if !same || first.font().is_none() || bytes > LONGEST_RUN {
                break;
            }
            to += 1;
        }
        to
    }

    fn run(&self, chunks: &[Chunk<'_>], order: &[usize], pen: &mut Point) -> Option<Placed> {
        let first = chunks.get(*order.first()?)?;
        let span = self.block.spans.get(usize::from(first.span))?;
        let begin = *pen;
        let item = match (first.font(), &span.icon) {
            (Some(font), _) => self.glyph_run(chunks, order, font, &span.style, pen),
            (None, Some(icon)) => self.icon(icon, pen),
            (None, None) => return None,
        };
        let area = self.area(&span.style, begin, pen.x);
        Some(Placed { item, span: first.span, order: *order.iter().min()?, area })
    }

    fn glyph_run(
        &self,
        chunks: &[Chunk<'_>],
        order: &[usize],
        font: FontId,
        style: &CharStyle,
        pen: &mut Point,
    ) -> Item {
        let rtl = order.first().and_then(|at| chunks.get(*at)).is_some_and(|chunk| chunk.level % 2 == 1);
        let (text, offsets) = self.words(chunks, order, rtl);
        let size = style.size * self.scale;
        let origin = Point::new(pen.x, pen.y - size * style.rise);
        let count = order.iter().filter_map(|at| chunks.get(*at)).map(|chunk| match chunk.body {
            Body::Piece(piece) => piece.glyphs.len(),
            Body::Space { count, .. } => count,
            Body::Icon { .. } => 0,
        });
        let mut glyphs = Vec::with_capacity(count.sum());
        for (place, index) in order.iter().enumerate() {
            if let Some(chunk) = chunks.get(*index) {
                self.push_glyphs(chunk, offsets.of(place, chunk), style, origin.x, &mut pen.x, &mut glyphs);
            }
        }
        let fill = Fill::solid(style.color);
        Item::Glyphs(Box::new(GlyphRun { font, size, fill, origin, glyphs, text }))
    }

    /// The words of a run in reading order, and where each chunk begins in them.
    fn words(&self, chunks: &[Chunk<'_>], order: &[usize], rtl: bool) -> (Arc<str>, Offsets) {
        if let Some((text, start)) = self.stretch_of_text(chunks, order).filter(|_| !rtl) {
            return (text, Offsets::From(start));
        }
        let mut text = String::new();
        let mut offsets = vec![0; order.len()];
        let mut add = |(place, index): (usize, &usize)| {
            let Some(chunk) = chunks.get(*index) else { return };
            if let Some(offset) = offsets.get_mut(place) {
                *offset = text.len();
            }
            text.push_str(self.block.text.get(chunk.start..chunk.end).unwrap_or(""));
            if chunk.hyphen {
                text.push_str(SOFT_HYPHEN);
            }
        };
        if rtl {
            order.iter().enumerate().rev().for_each(&mut add);
        } else {
            order.iter().enumerate().for_each(&mut add);
        }
        (text.into(), Offsets::Each(offsets))
    }

    /// The words of a run as they stand in the block, and where they begin there, as nearly always: chunks one after
    /// the other from left to right, and no hyphen that stands for U+00AD.
    fn stretch_of_text(&self, chunks: &[Chunk<'_>], order: &[usize]) -> Option<(Arc<str>, usize)> {
        let mut parts = order.iter().map(|index| chunks.get(*index).filter(|chunk| !chunk.hyphen));
        let first = parts.next()??;
        let mut end = first.end;
        for part in parts {
            end = part.filter(|part| part.start == end)?.end;
        }
        Some((self.block.text.get(first.start..end)?.into(), first.start))
    }

    fn push_glyphs(
        &self,
        chunk: &Chunk<'_>,
        offset: usize,
        style: &CharStyle,
        origin: Length,
        pen: &mut Length,
        glyphs: &mut Vec<Glyph>,
    ) {
        let em = style.size.to_mm() * self.scale;
        let cluster = |at: usize| u16::try_from(offset + at).unwrap_or(u16::MAX);
        match chunk.body {
            Body::Piece(piece) => {
                let unit = piece.unit * em;
                let tracking = style.tracking * em;
                let mut x = 0.0;
                let base = usize::from(piece.range.start);
                for (index, drawn) in piece.glyphs.iter().enumerate() {
                    let at = Length::mm(x + f64::from(drawn.dx) * unit);
                    let cluster = cluster(usize::from(drawn.cluster).saturating_sub(base));
                    let y = Length::mm(-f64::from(drawn.dy) * unit);
                    glyphs.push(Glyph::new(drawn.id, cluster, *pen - origin + at, y));
                    x += f64::from(drawn.advance) * unit;
                    let ends = piece.glyphs.get(index + 1).is_none_or(|next| next.cluster != drawn.cluster);
                    x += if ends { tracking } else { 0.0 };
                }
                *pen += Length::mm(x);
            }
            Body::Space { glyph, count, .. } => {
                let each = Length::mm(self.width(chunk) / count.max(1) as f64);
                let bytes = (chunk.end - chunk.start) / count.max(1);
                for index in 0..count {
                    let rank = if chunk.level % 2 == 1 { count - 1 - index } else { index };
                    glyphs.push(Glyph::new(glyph.glyph, cluster(rank * bytes), *pen - origin, Length::ZERO));
                    *pen += each;
                }
            }
            Body::Icon { .. } => {}
        }
    }

    /// Width of a chunk on the page, in millimetres.
    fn width(&self, chunk: &Chunk<'_>) -> f64 {
        let style = self.block.spans.get(usize::from(chunk.span)).map(|span| &span.style);
        let (size, tracking) = style.map_or((0.0, 0.0), |style| (style.size.to_mm(), style.tracking));
        let width = match chunk.body {
            Body::Piece(piece) => piece.width() * size + f64::from(piece.letters) * tracking * size,
            Body::Space { glyph, count, width, gives } => {
                let given = if gives { (glyph.advance + tracking) * size * count as f64 * self.stretch } else { 0.0 };
                width + given
            }
            Body::Icon { width } => width,
        };
        width * self.scale
    }

    fn icon(&self, icon: &Icon, pen: &mut Point) -> Item {
        let em = icon.style.size * self.scale;
        let (width, height) = (em * icon.width, em * icon.height);
        let top = pen.y - em * (icon.rise + icon.style.rise) - height;
        let scale = |to: Length, from: Length| if from > Length::ZERO { to / from } else { 1.0 };
        let transform = Transform::translate(pen.x, top)
            .then_inside(&Transform::scale(scale(width, icon.bounds.width), scale(height, icon.bounds.height)))
            .then_inside(&Transform::translate(-icon.bounds.x, -icon.bounds.y));
        pen.x += width;
        let used = Item::Use(Use { artwork: icon.artwork, transform });
        match &icon.alt {
            None => used,
            Some(alt) => grouped(Role::Figure { alt: alt.clone() }, vec![used]),
        }
    }

    /// From ascender to descender between two places on the line.
    fn area(&self, style: &CharStyle, from: Point, to: Length) -> Rect {
        let metrics =
            style.fonts.first().and_then(|id| self.fonts.get(*id)).map(|face| face.metrics).unwrap_or_default();
        let unit = style.size * (self.scale / f64::from(metrics.units_per_em.max(1)));
        let baseline = from.y - style.size * (style.rise * self.scale);
        let (top, bottom) = (baseline - unit * metrics.ascent, baseline - unit * metrics.descent);
        Rect::new(from.x, top, to - from.x, bottom - top)
    }

    /// Groups what leads to the same place, with the area to click on.
    fn link(&self, placed: Vec<Placed>, items: &mut Vec<Item>) {
        let uri = |item: &Placed| self.block.spans.get(usize::from(item.span))?.style.link.clone();
        let mut placed = placed.into_iter().peekable();
        while let Some(first) = placed.next() {
            let Some(uri_of_first) = uri(&first) else {
                items.push(first.item);
                continue;
            };
            let (mut area, span) = (first.area, usize::from(first.span));
            let mut inside = vec![first.item];
            while let Some(next) = placed.next_if(|next| uri(next).as_ref() == Some(&uri_of_first)) {
                area = area.union(&next.area);
                inside.push(next.item);
            }
            let label = self.label(span, &uri_of_first);
            inside.push(Item::Link(Box::new(Link { rect: area, uri: uri_of_first.clone(), label })));
            items.push(grouped(Role::Link { uri: uri_of_first }, inside));
        }
    }

    /// All words of the link around a span, on whatever line.
    fn label(&self, span: usize, uri: &Arc<str>) -> Arc<str> {
        let spans = &self.block.spans;
        let linked = |at: usize| spans.get(at).is_some_and(|span| span.style.link.as_ref() == Some(uri));
        let first = (0..=span).rev().take_while(|at| linked(*at)).last().unwrap_or(span);
        let last = (span..spans.len()).take_while(|at| linked(*at)).last().unwrap_or(span);
        let end = |at: usize| spans.get(at).map_or(0, |span| span.end);
        let range: Range<usize> = first.checked_sub(1).map_or(0, end)..end(last);
        self.block.text.get(range).unwrap_or("").trim().into()
    }
}

fn grouped(role: Role, items: Vec<Item>) -> Item {
    Item::Group(Box::new(Group { role: Some(role), items, ..Group::default() }))
}

/// True for a space with nothing but spaces after it in reading order.
fn is_trailing(chunk: &Chunk<'_>, chunks: &[Chunk<'_>]) -> bool {
    matches!(chunk.body, Body::Space { .. })
        && chunks.iter().all(|other| other.start <= chunk.start || matches!(other.body, Body::Space { .. }))
}

/// Chunks from left to right (UAX #9, L2): stretches of each level and above are reversed, highest first.
fn visual_order(chunks: &[Chunk<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..chunks.len()).collect();
    let level = |at: usize| chunks.get(at).map_or(0, |chunk| chunk.level);
    let highest = (0..chunks.len()).map(level).max().unwrap_or(0);
    for floor in (1..=highest).rev() {
        let mut from = 0;
        while from < order.len() {
            let run = order.iter().skip(from).take_while(|at| level(**at) >= floor).count();
            if let Some(stretch) = order.get_mut(from..from + run) {
                stretch.reverse();
            }
            from += run.max(1);
        }
    }
    order
}
