//! The outline of a glyph as a path.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::Face;
use crate::geom::{PathData, Point};

/// The outline of `glyph` at an em of one millimetre, y downwards, the pen at the origin.
/// None for a glyph without outline (a space) or that does not exist.
pub fn glyph_outline(face: &Face, glyph: u16) -> Option<PathData> {
    let font = FontRef::from_index(&face.bytes, face.index).ok()?;
    let outline = font.outline_glyphs().get(GlyphId::from(glyph))?;
    let mut pen =
        Pen { path: PathData::new(), current: Point::ORIGIN, scale: 1.0 / f64::from(face.metrics.units_per_em) };
    outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen).ok()?;
    (!pen.path.is_empty()).then_some(pen.path)
}

struct Pen {
    path: PathData,
    current: Point,
    scale: f64,
}

impl Pen {
    fn point(&self, x: f32, y: f32) -> Point {
        Point::mm(f64::from(x) * self.scale, -f64::from(y) * self.scale)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.current = self.point(x, y);
        self.path.move_to(self.current);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.current = self.point(x, y);
        self.path.line_to(self.current);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (control, end) = (self.point(cx, cy), self.point(x, y));
        self.path.quad_to(self.current, control, end);
        self.current = end;
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let end = self.point(x, y);
        self.path.cubic_to(self.point(cx0, cy0), self.point(cx1, cy1), end);
        self.current = end;
    }

    fn close(&mut self) {
        self.path.close();
    }
}
