//! Glyph runs as filled outlines, each glyph exactly where the scene puts it. Keeps outlines by font and glyph.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use tiny_skia::{Mask, PathBuilder};

use super::device::Device;
use super::layer::Layer;
use super::paint;
use crate::font::{Face, FontId, glyph_outline};
use crate::geom::{Point, Segment};
use crate::scene::{FillRule, GlyphRun};

/// A step of an outline at an em of one, y downwards. Quadratic curves, which TrueType draws with, cost half of cubic
/// ones, so they are found again.
#[derive(Clone, Copy)]
enum Step {
    Move([f32; 2]),
    Line([f32; 2]),
    Quad([f32; 4]),
    Cubic([f32; 6]),
    Close,
}

type Outline = Option<Arc<[Step]>>;

/// Outlines already read from their fonts.
#[derive(Default)]
pub struct Outlines {
    known: RwLock<HashMap<(FontId, u16), Outline>>,
}

impl Outlines {
    fn get(&self, font: FontId, face: &Face, glyph: u16) -> Outline {
        let key = (font, glyph);
        if let Some(outline) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return outline.clone();
        }
        let outline: Outline = glyph_outline(face, glyph).map(|path| steps(path.segments()));
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(key, outline.clone());
        outline
    }
}

fn steps(segments: impl Iterator<Item = Segment>) -> Arc<[Step]> {
    let point = |p: Point| [p.x.to_mm() as f32, p.y.to_mm() as f32];
    let mut current = [0.0; 2];
    let mut steps = Vec::new();
    for segment in segments {
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
    steps.into()
}

/// A cubic curve, or the quadratic one that it was raised from: then both ends give the same control point.
fn curve(start: [f32; 2], p: [f32; 2], q: [f32; 2], end: [f32; 2]) -> Step {
    let from = |end: f32, control: f32| (3.0 * control - end) / 2.0;
    let (x1, y1) = (from(start[0], p[0]), from(start[1], p[1]));
    let (x2, y2) = (from(end[0], q[0]), from(end[1], q[1]));
    // One ten-thousandth of an em: a hundredth of a pixel at 100 pixels to the em.
    if (x1 - x2).abs() < 1e-4 && (y1 - y2).abs() < 1e-4 {
        Step::Quad([(x1 + x2) / 2.0, (y1 + y2) / 2.0, end[0], end[1]])
    } else {
        Step::Cubic([p[0], p[1], q[0], q[1], end[0], end[1]])
    }
}

/// Paints a run as one outline, so that letters which overlap do not darken each other.
pub fn run(canvas: &mut Layer, run: &GlyphRun, face: &Face, outlines: &Outlines, device: &Device, clip: Option<&Mask>) {
    let device = device.seen_from(&canvas.area);
    let mut builder = PathBuilder::new();
    for glyph in &run.glyphs {
        let Some(outline) = outlines.get(run.font, face, glyph.id) else { continue };
        let pen = device.apply(Point::new(run.origin.x + glyph.x(), run.origin.y + glyph.y()));
        add(&mut builder, &outline, run.size.to_mm(), &device, pen);
    }
    let Some(outline) = builder.finish() else { return };
    let Some(brush) = paint::brush(&run.fill.paint, run.fill.opacity, &device) else { return };
    // Font outlines overlap on purpose: they fill by winding, whatever the run's rule.
    let rule = paint::rule(FillRule::NonZero);
    canvas.pixmap.fill_path(&outline, &brush, rule, tiny_skia::Transform::identity(), clip);
}

fn add(builder: &mut PathBuilder, outline: &[Step], em: f64, device: &Device, (x, y): (f64, f64)) {
    let [a, b, c, d] = [device.a, device.b, device.c, device.d].map(|value| (value * em) as f32);
    let (x, y) = (x as f32, y as f32);
    let at = |px: f32, py: f32| (a * px + c * py + x, b * px + d * py + y);
    for step in outline {
        match *step {
            Step::Move([px, py]) => {
                let (x, y) = at(px, py);
                builder.move_to(x, y);
            }
            Step::Line([px, py]) => {
                let (x, y) = at(px, py);
                builder.line_to(x, y);
            }
            Step::Quad([px, py, qx, qy]) => {
                let ((x1, y1), (x, y)) = (at(px, py), at(qx, qy));
                builder.quad_to(x1, y1, x, y);
            }
            Step::Cubic([px, py, qx, qy, rx, ry]) => {
                let ((x1, y1), (x2, y2), (x, y)) = (at(px, py), at(qx, qy), at(rx, ry));
                builder.cubic_to(x1, y1, x2, y2, x, y);
            }
            Step::Close => builder.close(),
        }
    }
}
