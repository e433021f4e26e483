//! One page as rules see it: leaves, blocks of text and codes, and what lies under or over a place.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::flat::{Block, Code, Flat, Kind, Leaf, Scope};
use super::ink::{self, Letters};
use super::relation::Relation;
use crate::color::{Color, Srgb};
use crate::geom::{PageBoxes, Rect};
use crate::scene::{Document, Fill, GlyphRun, Origin, Page, Paint};

/// A stretch of a page.
#[derive(Clone, Debug)]
pub(super) enum Part<'a> {
    /// The page's own leaves.
    Own { leaves: Range<usize>, blocks: Range<usize>, codes: Range<usize> },
    /// Artwork laid flat once for all pages that put it at the same place; what in it has no origin comes from here.
    Shared { placement: usize, origin: Option<&'a Arc<Origin>> },
}

/// The leaves, blocks and codes of one part.
#[derive(Clone, Copy)]
pub(super) struct Span<'f> {
    pub leaves: &'f [Leaf<'f>],
    pub blocks: &'f [Block<'f>],
    pub codes: &'f [Code<'f>],
    /// What the numbers of leaves in blocks and codes count from.
    first: usize,
    /// For what has no origin of its own.
    pub origin: Option<&'f Arc<Origin>>,
    /// Around all leaves, where known.
    bounds: Option<Rect>,
    /// Which placed artwork it is.
    pub placement: Option<usize>,
}

/// Where something stands in the order of painting: a part, and leaves of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    part: usize,
    start: usize,
    end: usize,
}

impl Spot {
    /// The last leaf of the spot.
    pub fn last(self) -> Self {
        Self { start: self.end.saturating_sub(1).max(self.start), ..self }
    }
}

/// One page, laid flat.
pub(super) struct Face<'f> {
    pub document: &'f Document,
    pub page: &'f Page,
    pub(super) parts: &'f [Part<'f>],
    pub(super) own: &'f Flat<'f>,
    pub(super) placements: &'f [Flat<'f>],
    pub(super) letters: &'f Letters,
    pub(super) grounds: OnceCell<Vec<Ground>>,
}

/// What lies under a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ground {
    /// This colour and nothing else, paper included.
    Plain(Srgb),
    /// Several things, or something whose colour is not one.
    Untold,
}

impl<'f> Face<'f> {
    /// The boxes of the page.
    pub const fn boxes(&self) -> &'f PageBoxes {
        &self.page.boxes
    }

    /// The parts, from back to front.
    pub fn spans(&self) -> impl DoubleEndedIterator<Item = Span<'f>> + use<'f> {
        let (parts, own, placements) = (self.parts, self.own, self.placements);
        parts.iter().map(move |part| span(part, own, placements))
    }

    /// Every leaf with its spot and what surrounds it, from back to front.
    pub fn leaves(&self) -> impl Iterator<Item = (Spot, &'f Leaf<'f>, Scope<'f>)> + use<'f> {
        self.spans().enumerate().flat_map(|(part, span)| {
            span.leaves
                .iter()
                .enumerate()
                .map(move |(start, leaf)| (Spot { part, start, end: start + 1 }, leaf, leaf.scope.within(span.origin)))
        })
    }

    /// Every block of text with its spot and what surrounds it.
    pub fn blocks(&self) -> impl Iterator<Item = (Spot, &'f Block<'f>, Scope<'f>)> + use<'f> {
        self.spans().enumerate().flat_map(|(part, span)| {
            span.blocks
                .iter()
                .map(move |block| (span.spot(part, &block.leaves), block, block.scope.within(span.origin)))
        })
    }

    /// Every code with its spot and what surrounds it.
    pub fn codes(&self) -> impl Iterator<Item = (Spot, &'f Code<'f>, Scope<'f>)> + use<'f> {
        self.spans().enumerate().flat_map(|(part, span)| {
            span.codes.iter().map(move |code| (span.spot(part, &code.leaves), code, code.scope.within(span.origin)))
        })
    }

    /// The leaves of a spot itself.
    pub fn at(&self, spot: Spot) -> &'f [Leaf<'f>] {
        let span = self.spans().nth(spot.part);
        span.and_then(|span| span.leaves.get(spot.start..spot.end)).unwrap_or_default()
    }

    /// What is painted before a spot and may touch `rect`, nearest first.
    pub fn below(&self, spot: Spot, rect: &Rect) -> impl Iterator<Item = (&'f Leaf<'f>, Scope<'f>)> + use<'f> {
        let rect = *rect;
        let (parts, own, placements) = (self.parts, self.own, self.placements);
        let lower = parts.get(..=spot.part).unwrap_or_default();
        lower.iter().enumerate().rev().flat_map(move |(part, lower)| {
            let span = span(lower, own, placements);
            let end = if part == spot.part { spot.start } else { span.leaves.len() };
            span.near(0..end, rect).rev()
        })
    }

    /// What is painted after a spot and may touch `rect`, nearest first.
    pub fn above(&self, spot: Spot, rect: &Rect) -> impl Iterator<Item = (&'f Leaf<'f>, Scope<'f>)> + use<'f> {
        let rect = *rect;
        self.spans().enumerate().skip(spot.part).flat_map(move |(part, span)| {
            let start = if part == spot.part { spot.end } else { 0 };
            span.near(start..span.leaves.len(), rect)
        })
    }

    /// The colour under a spot all over `rect`, as a screen shows it; bare paper is white.
    pub fn ground(&self, spot: Spot, rect: &Rect) -> Ground {
        let mut films: Vec<(Srgb, f64)> = Vec::new();
        let mut base = Color::WHITE.srgb;
        for (leaf, _) in self.below(spot, rect) {
            match leaf.relation(rect, false) {
                Relation::Clear => {}
                Relation::Partly | Relation::Unknown => return Ground::Untold,
                Relation::Covers => {
                    let Some((color, opacity)) = plain(leaf) else { return Ground::Untold };
                    if opacity > 0.999 {
                        base = color;
                        break;
                    }
                    films.push((color, opacity));
                }
            }
        }
        Ground::Plain(films.iter().rev().fold(base, |under, (over, opacity)| mix(under, *over, *opacity)))
    }

    /// Every block of text with what surrounds it and the ground under it, found once for all rules.
    pub fn grounds(&self) -> impl Iterator<Item = (&'f Block<'f>, Scope<'f>, Ground)> {
        let find = || self.blocks().map(|(spot, block, _)| self.ground(spot, &block.ink)).collect();
        let grounds = self.grounds.get_or_init(find);
        self.blocks().zip(grounds).map(|((_, block, scope), ground)| (block, scope, *ground))
    }

    /// The spot in front of everything.
    pub fn front(&self) -> Spot {
        let part = self.parts.len().saturating_sub(1);
        let end = self.spans().next_back().map_or(0, |span| span.leaves.len());
        Spot { part, start: end, end }
    }

    /// True when letters of a run touch `rect`, letter by letter.
    pub fn letters_touch(&self, leaf: &Leaf<'_>, run: &GlyphRun, rect: &Rect) -> bool {
        run.glyphs.iter().filter_map(|glyph| self.letters.measured(run, glyph)).any(|letter| {
            let letter = leaf.map.apply_rect(&letter);
            ink::touch(&letter, rect) && ink::touch(&leaf.seen, rect)
        })
    }
}

/// The colour and opacity of a leaf that has but one.
pub(super) fn plain(leaf: &Leaf<'_>) -> Option<(Srgb, f64)> {
    let Kind::Path(_) = leaf.kind else { return None };
    plain_fill(leaf.fill()?).map(|(color, opacity)| (color.srgb, opacity * leaf.opacity))
}

/// The colour and opacity of a fill that is no gradient.
pub(super) fn plain_fill(fill: &Fill) -> Option<(Color, f64)> {
    match fill.paint {
        Paint::Solid(color) => Some((color, fill.opacity.clamp(0.0, 1.0))),
        Paint::Gradient(_) => None,
    }
}

/// A colour seen through another, as screens mix them.
pub(super) fn mix(under: Srgb, over: Srgb, opacity: f64) -> Srgb {
    let channel = |under: u8, over: u8| {
        (f64::from(under) + (f64::from(over) - f64::from(under)) * opacity).round().clamp(0.0, 255.0) as u8
    };
    Srgb::new(channel(under.r, over.r), channel(under.g, over.g), channel(under.b, over.b))
}

fn span<'f>(part: &'f Part<'f>, own: &'f Flat<'f>, placements: &'f [Flat<'f>]) -> Span<'f> {
    match part {
        Part::Own { leaves, blocks, codes } => Span {
            leaves: own.leaves.get(leaves.clone()).unwrap_or_default(),
            blocks: own.blocks.get(blocks.clone()).unwrap_or_default(),
            codes: own.codes.get(codes.clone()).unwrap_or_default(),
            first: leaves.start,
            origin: None,
            bounds: None,
            placement: None,
        },
        Part::Shared { placement, origin } => {
            let flat = placements.get(*placement);
            Span {
                leaves: flat.map(|flat| &*flat.leaves).unwrap_or_default(),
                blocks: flat.map(|flat| &*flat.blocks).unwrap_or_default(),
                codes: flat.map(|flat| &*flat.codes).unwrap_or_default(),
                first: 0,
                origin: *origin,
                bounds: flat.and_then(|flat| flat.bounds),
                placement: Some(*placement),
            }
        }
    }
}

impl<'f> Span<'f> {
    fn spot(&self, part: usize, leaves: &Range<usize>) -> Spot {
        Spot { part, start: leaves.start.saturating_sub(self.first), end: leaves.end.saturating_sub(self.first) }
    }

    /// The leaves of a range whose seen part may touch `rect`.
    fn near(self, range: Range<usize>, rect: Rect) -> impl DoubleEndedIterator<Item = (&'f Leaf<'f>, Scope<'f>)> {
        let apart = self.bounds.is_some_and(|bounds| ink::meet(&bounds, &rect).is_none());
        let leaves = if apart { &[] } else { self.leaves.get(range).unwrap_or_default() };
        leaves
            .iter()
            .filter(move |leaf| ink::touch(&leaf.seen, &rect))
            .map(move |leaf| (leaf, leaf.scope.within(self.origin)))
    }
}
