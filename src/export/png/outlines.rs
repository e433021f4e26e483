//! Outlines of letters at an em of one, read from their fonts once. Knows nothing of pixels.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::font::{Face, FontId, glyph_outline};
use crate::geom::{PathData, Point, Segment};

/// A step of an outline, y downwards. Quadratic curves, which TrueType draws with, are cheaper than the cubic ones
/// that paths are made of, so they are found again.
#[derive(Clone, Copy)]
pub enum Step {
    Move([f32; 2]),
    Line([f32; 2]),
    Quad([f32; 2], [f32; 2]),
    Cubic([f32; 2], [f32; 2], [f32; 2]),
    Close,
}

/// A letter.
pub struct Outline {
    pub steps: Vec<Step>,
    /// Left, top, right and bottom of all points, control points included.
    pub bounds: [f32; 4],
}

/// Outlines by font and glyph; none for a glyph that paints nothing.
type Known = HashMap<(FontId, u16), Option<Arc<Outline>>>;

/// Outlines already read.
#[derive(Default)]
pub struct Outlines {
    known: RwLock<Known>,
}

impl Outlines {
    /// The outline of a glyph; none for one that paints nothing.
    pub fn get(&self, font: FontId, face: &Face, glyph: u16) -> Option<Arc<Outline>> {
        let key = (font, glyph);
        if let Some(outline) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return outline.clone();
        }
        let outline = glyph_outline(face, glyph).and_then(|path| read(&path));
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(key, outline.clone());
        outline
    }
}

fn read(path: &PathData) -> Option<Arc<Outline>> {
    let bounds = path.bounds()?;
    let bounds = [bounds.x, bounds.y, bounds.right(), bounds.bottom()].map(|length| length.to_mm() as f32);
    let point = |p: Point| [p.x.to_mm() as f32, p.y.to_mm() as f32];
    let mut current = [0.0; 2];
    let mut steps = Vec::new();
    for segment in path.segments() {
        steps.push(match segment {
            Segment::Move(p) => Step::Move(point(p)),
            Segment::Line(p) => Step::Line(point(p)),
            Segment::Cubic(p, q, r) => curve(current, point(p), point(q), point(r)),
            Segment::Close => Step::Close,
        });
        if let Segment::Move(p) | Segment::Line(p) | Segment::Cubic(_, _, p) = segment {
            current = point(p);
        }
    }
    Some(Arc::new(Outline { steps, bounds }))
}

/// A cubic curve, or the quadratic one that it was raised from: then both ends give the same control point.
fn curve(start: [f32; 2], p: [f32; 2], q: [f32; 2], end: [f32; 2]) -> Step {
    let control = |end: f32, control: f32| (3.0 * control - end) / 2.0;
    let (x1, y1) = (control(start[0], p[0]), control(start[1], p[1]));
    let (x2, y2) = (control(end[0], q[0]), control(end[1], q[1]));
    // One ten-thousandth of an em: a hundredth of a pixel at 100 pixels to the em.
    if (x1 - x2).abs() < 1e-4 && (y1 - y2).abs() < 1e-4 {
        Step::Quad([(x1 + x2) / 2.0, (y1 + y2) / 2.0], end)
    } else {
        Step::Cubic(p, q, end)
    }
}
