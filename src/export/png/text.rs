//! Glyph runs as filled outlines, each glyph exactly where the scene puts it.

use std::sync::Arc;

use tiny_skia::{Mask, PathBuilder};

use super::coverage::Coverage;
use super::device::{Area, Device};
use super::layer::{Layer, ink_row};
use super::outlines::{Outline, Outlines, Step};
use super::paint;
use crate::font::Face;
use crate::geom::Point;
use crate::scene::{FillRule, GlyphRun, Paint};

/// Letters with an em of more pixels than this are painted as any other outline.
const LARGEST: f32 = 600.0;

/// Paints a run. Letters that overlap do not darken each other.
pub fn run(canvas: &mut Layer, run: &GlyphRun, face: &Face, outlines: &Outlines, device: &Device, clip: Option<&Mask>) {
    let device = device.seen_from(&canvas.area);
    let letters = placed(run, face, outlines, &device);
    let small = letters.iter().all(|(_, place)| place.em() <= LARGEST);
    match &run.fill.paint {
        Paint::Solid(color) if run.fill.opacity >= 1.0 && small => {
            let ink = [color.srgb.r, color.srgb.g, color.srgb.b];
            let mut coverage = Coverage::default();
            for (outline, place) in &letters {
                letter(canvas, outline, place, ink, &mut coverage, clip);
            }
        }
        Paint::Solid(_) | Paint::Gradient(_) => as_path(canvas, run, &letters, &device, clip),
    }
}

type Letter = (Arc<Outline>, Place);

/// Every outline of a run with its place on the canvas.
fn placed(run: &GlyphRun, face: &Face, outlines: &Outlines, device: &Device) -> Vec<Letter> {
    let em = run.size.to_mm();
    let [a, b, c, d] = [device.a, device.b, device.c, device.d].map(|value| (value * em) as f32);
    let letter = |glyph: &crate::scene::Glyph| {
        let outline = outlines.get(run.font, face, glyph.id)?;
        let (x, y) = device.apply(Point::new(run.origin.x + glyph.x(), run.origin.y + glyph.y()));
        Some((outline, Place { a, b, c, d, x, y }))
    };
    run.glyphs.iter().filter_map(letter).collect()
}

/// From the em of a letter to pixels of the canvas.
#[derive(Clone, Copy)]
struct Place {
    a: f32,
    b: f32,
    c: f32,
    d: f32,
    x: f64,
    y: f64,
}

impl Place {
    /// A point of the em, seen from the corner (`left`, `top`).
    fn seen_from(self, left: i32, top: i32) -> impl Fn([f32; 2]) -> [f32; 2] {
        let (x, y) = ((self.x - f64::from(left)) as f32, (self.y - f64::from(top)) as f32);
        move |[px, py]| [self.a * px + self.c * py + x, self.b * px + self.d * py + y]
    }

    fn em(&self) -> f32 {
        self.a.hypot(self.b).max(self.c.hypot(self.d))
    }

    /// The pixels around a letter.
    fn area(&self, [left, top, right, bottom]: [f32; 4]) -> Area {
        let at = self.seen_from(0, 0);
        let corners = [[left, top], [right, top], [right, bottom], [left, bottom]].map(at);
        let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        Area::around(corners.iter().fold(start, |[l, t, r, b], [x, y]| {
            let (x, y) = (f64::from(*x), f64::from(*y));
            [l.min(x), t.min(y), r.max(x), b.max(y)]
        }))
    }
}

fn letter(
    canvas: &mut Layer,
    outline: &Outline,
    place: &Place,
    ink: [u8; 3],
    coverage: &mut Coverage,
    clip: Option<&Mask>,
) {
    let area = place.area(outline.bounds);
    let visible = Area { left: 0, top: 0, right: canvas.area.width() as i32, bottom: canvas.area.height() as i32 };
    if area.intersect(&visible).is_empty() {
        return;
    }
    coverage.reset(area.width() as usize, area.height() as usize);
    trace(outline, place.seen_from(area.left, area.top), coverage);
    coverage.rows(|row, parts| ink_row(canvas, area.left, area.top + row as i32, parts, ink, clip));
}

fn trace(outline: &Outline, at: impl Fn([f32; 2]) -> [f32; 2], coverage: &mut Coverage) {
    let (mut start, mut current) = ([0.0; 2], [0.0; 2]);
    for step in &outline.steps {
        current = match *step {
            Step::Move(p) => {
                coverage.line(current, start);
                start = at(p);
                start
            }
            Step::Line(p) => {
                let end = at(p);
                coverage.line(current, end);
                end
            }
            Step::Quad(p, q) => {
                let end = at(q);
                coverage.quad(current, at(p), end);
                end
            }
            Step::Cubic(p, q, r) => {
                let end = at(r);
                coverage.cubic(current, at(p), at(q), end);
                end
            }
            Step::Close => {
                coverage.line(current, start);
                start
            }
        };
    }
    coverage.line(current, start);
}

/// Paints the letters as one outline: for gradients, thinned colours and very large letters.
fn as_path(canvas: &mut Layer, run: &GlyphRun, letters: &[Letter], device: &Device, clip: Option<&Mask>) {
    let mut builder = PathBuilder::new();
    for (outline, place) in letters {
        add(&mut builder, outline, place.seen_from(0, 0));
    }
    let Some(outline) = builder.finish() else { return };
    let Some(brush) = paint::brush(&run.fill.paint, run.fill.opacity, device) else { return };
    // Font outlines overlap on purpose: they fill by winding, whatever the run's rule.
    let rule = paint::rule(FillRule::NonZero);
    canvas.pixmap.fill_path(&outline, &brush, rule, tiny_skia::Transform::identity(), clip);
}

fn add(builder: &mut PathBuilder, outline: &Outline, at: impl Fn([f32; 2]) -> [f32; 2]) {
    for step in &outline.steps {
        match *step {
            Step::Move(p) => {
                let [x, y] = at(p);
                builder.move_to(x, y);
            }
            Step::Line(p) => {
                let [x, y] = at(p);
                builder.line_to(x, y);
            }
            Step::Quad(p, q) => {
                let ([x1, y1], [x, y]) = (at(p), at(q));
                builder.quad_to(x1, y1, x, y);
            }
            Step::Cubic(p, q, r) => {
                let ([x1, y1], [x2, y2], [x, y]) = (at(p), at(q), at(r));
                builder.cubic_to(x1, y1, x2, y2, x, y);
            }
            Step::Close => builder.close(),
        }
    }
}
