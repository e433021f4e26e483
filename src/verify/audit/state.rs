//! The graphics state of a stream under way (ISO 32000-1, 8.4), as far as rules ask for it. Coordinates are mapped to
//! millimetres from the trim corner as soon as they are met.

use std::rc::Rc;

use lopdf::Dictionary;

use super::font::Font;
use super::ink::{Inks, Paint};
use super::mark::Overprint;
use super::space::Space;
use crate::geom::{Length, Point, Rect, Transform};

/// What operators set and `q` keeps.
#[derive(Clone, Debug)]
pub(super) struct State<'f> {
    /// From user space to the page.
    pub ctm: Transform,
    /// What clips leave, as a rectangle.
    pub clip: Rect,
    pub fill: Paint,
    pub stroke: Paint,
    /// The pattern that is painted with, where the space is one of patterns.
    pub fill_pattern: Option<Pattern<'f>>,
    pub stroke_pattern: Option<Pattern<'f>>,
    /// In user space.
    pub width: f64,
    pub overprint: Overprint,
    pub fill_alpha: f64,
    pub stroke_alpha: f64,
    pub blend: Blend,
    pub soft_mask: bool,
    pub font: Option<Rc<Font>>,
    pub text: TextState,
}

/// A pattern by its object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pattern<'f> {
    pub object: u32,
    pub dict: &'f Dictionary,
}

/// How colours mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blend {
    Normal,
    Multiply,
    Other,
}

/// The text state (9.3), in units of text space.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TextState {
    pub size: f64,
    pub character_space: f64,
    pub word_space: f64,
    pub stretch: f64,
    pub leading: f64,
    pub rise: f64,
    pub mode: i64,
}

impl TextState {
    const START: Self =
        Self { size: 0.0, character_space: 0.0, word_space: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0, mode: 0 };
}

impl<'f> State<'f> {
    /// At the start of a page.
    pub fn new(ctm: Transform, clip: Rect, black: &Paint) -> Self {
        Self {
            ctm,
            clip,
            fill: black.clone(),
            stroke: black.clone(),
            fill_pattern: None,
            stroke_pattern: None,
            width: 1.0,
            overprint: Overprint::default(),
            fill_alpha: 1.0,
            stroke_alpha: 1.0,
            blend: Blend::Normal,
            soft_mask: false,
            font: None,
            text: TextState::START,
        }
    }

    /// Nothing that a form inherits has been changed, matrix and clip apart.
    pub fn is_fresh(&self, black: &Paint) -> bool {
        let plain = |paint: &Paint| Rc::ptr_eq(&paint.space, &black.space) && paint.inks == black.inks;
        plain(&self.fill)
            && plain(&self.stroke)
            && self.width == 1.0
            && self.overprint == Overprint::default()
            && (self.fill_alpha, self.stroke_alpha) == (1.0, 1.0)
            && self.blend == Blend::Normal
            && !self.soft_mask
            && self.font.is_none()
            && self.text == TextState::START
    }
}

/// Black as every stream starts with it.
pub(super) fn black() -> Paint {
    let space = Space::Gray;
    Paint { inks: Inks::of(&space, &[0.0]), space: Rc::new(space) }
}

/// A matrix of a file. Its shift stands in units of user space, which become lengths when they are mapped to the page.
pub(super) fn matrix(values: &[f64]) -> Option<Transform> {
    let &[a, b, c, d, e, f] = values else { return None };
    Some(Transform { a, b, c, d, dx: Length::mm(e), dy: Length::mm(f) })
}

/// A point of user space.
pub(super) const fn point(x: f64, y: f64) -> Point {
    Point::mm(x, y)
}

/// The part that two rectangles share; none where they share no area at all.
pub(super) fn common(a: &Rect, b: &Rect) -> Option<Rect> {
    let (left, top) = (a.x.max(b.x), a.y.max(b.y));
    let (right, bottom) = (a.right().min(b.right()), a.bottom().min(b.bottom()));
    (left <= right && top <= bottom).then(|| Rect::new(left, top, right - left, bottom - top))
}

/// By how much the map shrinks a line that lies where it shrinks most: the smaller singular value.
pub(super) fn least_scale(map: &Transform) -> f64 {
    let (sum, det) = (map.a.powi(2) + map.b.powi(2) + map.c.powi(2) + map.d.powi(2), map.a * map.d - map.b * map.c);
    let root = (sum.powi(2) - 4.0 * det.powi(2)).max(0.0).sqrt();
    ((sum - root) * 0.5).max(0.0).sqrt()
}
