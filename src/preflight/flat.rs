//! A page laid flat: leaves that paint, with their place, clip, opacity, meaning and origin settled.

use std::ops::Range;
use std::sync::Arc;

use super::ink;
use super::relation::{self, FEW_STEPS, Relation};
use crate::color::Color;
use crate::geom::{Contours, Insets, Length, PathData, Point, Rect, Transform};
use crate::scene::{ArtworkId, Fill, FillRule, GlyphRun, Image, Origin, Paint, Path};

/// Width of the light margin around a QR symbol, in modules (ISO/IEC 18004, 6.3.8).
pub(super) const QUIET_ZONE: f64 = 4.0;

/// What a leaf is for, by the nearest role around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Meaning {
    /// Words and other content.
    Content,
    /// A picture that carries meaning.
    Figure,
    /// A face of a card, made small.
    Thumbnail,
    /// Decoration.
    Decoration,
    /// A QR code.
    Code,
    /// Spot varnish.
    Varnish,
    /// Marks and cut lines.
    ForPrinter,
}

/// What surrounds a leaf.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'a> {
    /// The nearest origin.
    pub origin: Option<&'a Arc<Origin>>,
    /// The artwork that the leaf belongs to, unless an origin inside the artwork says more.
    pub artwork: Option<ArtworkId>,
    /// What it is for.
    pub meaning: Meaning,
    /// Part of a QR code.
    pub in_code: bool,
}

impl<'a> Scope<'a> {
    /// The same with the origin of what is around, where it has none of its own.
    pub fn within(self, outer: Option<&'a Arc<Origin>>) -> Self {
        Self { origin: self.origin.or(outer), ..self }
    }

    /// True when both come from the same frame.
    pub fn same_frame(&self, other: &Self) -> bool {
        let same = match (self.origin, other.origin) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same && self.artwork == other.artwork
    }
}

/// What a leaf is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind<'a> {
    Path(&'a Path),
    Glyphs(&'a GlyphRun),
    Image(&'a Image),
}

/// A clip that is no upright rectangle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape<'a> {
    pub data: &'a PathData,
    pub map: Transform,
    pub rule: FillRule,
}

/// Something painted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf<'a> {
    pub kind: Kind<'a>,
    /// From its coordinates to those of the page.
    pub map: Transform,
    /// What it covers on the page before any clip, as an upright rectangle.
    pub ink: Rect,
    /// The part of it that clips leave.
    pub seen: Rect,
    /// The innermost clip that is no upright rectangle.
    pub shape: Option<Shape<'a>>,
    /// Of all groups around it.
    pub opacity: f64,
    /// A mask, a mixing mode or several odd clips decide what is seen of it.
    pub vague: bool,
    /// A group around it asks that its inks be printed on what lies below.
    pub overprint: bool,
    pub scope: Scope<'a>,
}

impl Leaf<'_> {
    /// The fill of an outline or of letters.
    pub const fn fill(&self) -> Option<&Fill> {
        match self.kind {
            Kind::Path(path) => path.fill.as_ref(),
            Kind::Glyphs(run) => Some(&run.fill),
            Kind::Image(_) => None,
        }
    }

    /// True when it leaves the paper bare or paints it white.
    pub fn is_white(&self) -> bool {
        let stroke = match self.kind {
            Kind::Path(path) => path.stroke.as_ref().map(|stroke| &stroke.paint),
            Kind::Glyphs(_) => None,
            Kind::Image(_) => return false,
        };
        self.fill().map(|fill| &fill.paint).into_iter().chain(stroke).all(is_white)
    }

    /// How it lies to a rectangle of the page. Outlines of many steps are followed only when `thorough`.
    pub fn relation(&self, rect: &Rect, thorough: bool) -> Relation {
        if !ink::touch(&self.seen, rect) {
            return Relation::Clear;
        }
        if self.vague {
            return Relation::Unknown;
        }
        let own = self.bare_relation(rect, thorough);
        let whole = self.seen.contains(rect, Length::ZERO) || self.seen == self.ink;
        let own = if own == Relation::Covers && !whole { Relation::Partly } else { own };
        let Some(shape) = self.shape else { return own };
        match (own, relation::inside(shape.data, &shape.map, shape.rule, rect)) {
            (Relation::Clear, _) | (_, Relation::Clear) => Relation::Clear,
            (own, Relation::Covers) => own,
            (_, other) => other,
        }
    }

    /// How the thing lies to a small square around a place, its line measured exactly.
    pub fn relation_at(&self, place: Point, side: Length) -> Relation {
        let rect = Rect::new(place.x - side * 0.5, place.y - side * 0.5, side, side);
        let stroke = match self.kind {
            Kind::Path(path) => path.stroke.as_ref().filter(|stroke| stroke.opacity > 0.0 && stroke.dash.is_none()),
            Kind::Glyphs(_) | Kind::Image(_) => None,
        };
        let (Kind::Path(path), Some(stroke), None, false) = (self.kind, stroke, self.shape, self.vague) else {
            return self.relation(&rect, true);
        };
        if !self.seen.contains(&rect, Length::ZERO) {
            return if ink::touch(&self.seen, &rect) { Relation::Partly } else { Relation::Clear };
        }
        let half = stroke.width * (self.map.mean_scale() / 2.0);
        let way = Contours::line(&path.data.transformed(&self.map)).nearest(place).map(|(far, _)| far - half);
        match way {
            Some(way) if way <= -side => Relation::Covers,
            Some(way) if way < side => Relation::Partly,
            _ => path
                .fill
                .as_ref()
                .filter(|fill| fill.opacity > 0.0)
                .map_or(Relation::Clear, |fill| relation::inside(&path.data, &self.map, fill.rule, &rect)),
        }
    }

    /// The same without clips.
    fn bare_relation(&self, rect: &Rect, thorough: bool) -> Relation {
        let path = match self.kind {
            Kind::Path(path) => path,
            Kind::Glyphs(_) => return Relation::Partly,
            Kind::Image(_) if !ink::keeps_upright(&self.map) => return Relation::Unknown,
            Kind::Image(_) if self.ink.contains(rect, Length::ZERO) => return Relation::Covers,
            Kind::Image(_) => return Relation::Partly,
        };
        if !thorough && path.data.is_longer_than(FEW_STEPS) {
            return Relation::Unknown;
        }
        if let Some(stroke) = path.stroke.as_ref().filter(|stroke| stroke.opacity > 0.0) {
            let half = stroke.width * (self.map.mean_scale() / 2.0);
            if relation::along(&path.data, &self.map, half, rect) == Relation::Partly {
                return Relation::Partly;
            }
        }
        match path.fill.as_ref().filter(|fill| fill.opacity > 0.0) {
            Some(fill) => relation::inside(&path.data, &self.map, fill.rule, rect),
            None => Relation::Clear,
        }
    }
}

/// True for a paint that prints nothing and shows white.
fn is_white(paint: &Paint) -> bool {
    match paint {
        Paint::Solid(color) => *color == Color::WHITE,
        Paint::Gradient(gradient) => gradient.stops.iter().all(|stop| stop.color == Color::WHITE),
    }
}

/// Consecutive runs of one frame in one font, size and colour.
#[derive(Clone, Debug)]
pub(super) struct Block<'a> {
    /// The first run.
    pub run: &'a GlyphRun,
    /// Size of the em on the page.
    pub size: Length,
    /// Which leaves.
    pub leaves: Range<usize>,
    /// What can be seen of them on the page.
    pub ink: Rect,
    /// Of all groups around them.
    pub opacity: f64,
    /// A mask or a mixing mode decides what is seen of them.
    pub vague: bool,
    pub scope: Scope<'a>,
}

impl Block<'_> {
    /// True when the leaf at `index` belongs to this block.
    pub fn goes_on(&self, index: usize, run: &GlyphRun, size: Length, leaf: &Leaf<'_>) -> bool {
        self.leaves.end == index
            && self.run.font == run.font
            && self.size == size
            && self.run.fill == run.fill
            && self.opacity == leaf.opacity
            && self.vague == leaf.vague
            && self.scope.meaning == leaf.scope.meaning
            && self.scope.same_frame(&leaf.scope)
    }
}

/// A QR code.
#[derive(Clone, Debug)]
pub(super) struct Code<'a> {
    pub payload: &'a Arc<str>,
    /// Side of a module on the page.
    pub module: Length,
    /// The symbol on the page, quiet zone excluded.
    pub symbol: Rect,
    /// Which leaves.
    pub leaves: Range<usize>,
    pub scope: Scope<'a>,
}

impl Code<'_> {
    /// The symbol with its quiet zone.
    pub fn rect(&self) -> Rect {
        self.symbol.outset(&Insets::uniform(self.module * QUIET_ZONE))
    }
}

/// A page or a placed artwork, laid flat.
#[derive(Debug, Default)]
pub(super) struct Flat<'a> {
    /// From back to front.
    pub leaves: Vec<Leaf<'a>>,
    pub blocks: Vec<Block<'a>>,
    pub codes: Vec<Code<'a>>,
    /// Around all leaves.
    pub bounds: Option<Rect>,
}

impl Flat<'_> {
    pub fn clear(&mut self) {
        self.leaves.clear();
        self.blocks.clear();
        self.codes.clear();
        self.bounds = None;
    }

    /// Settles the bounds.
    pub fn measure(&mut self) {
        self.bounds = self.leaves.iter().map(|leaf| leaf.seen).reduce(|sum, seen| sum.union(&seen));
    }
}
