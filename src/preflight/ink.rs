//! Where things really paint on a page: letters by their outlines, lines with their width, curves by where they go.
//! Knows no rules.

use crate::font::{FontId, Fonts, glyph_outline};
use crate::geom::{Insets, Length, PathData, Point, Rect, Segment, Transform};
use crate::scene::{Glyph, GlyphRun, LineCap, Stroke};

/// True when two rectangles share some area.
pub(super) fn touch(a: &Rect, b: &Rect) -> bool {
    let zero = Length::ZERO;
    a.right().min(b.right()) - a.x.max(b.x) > zero && a.bottom().min(b.bottom()) - a.y.max(b.y) > zero
}

/// The part of the page that two rectangles share, edges included; none where they lie apart.
pub(super) fn meet(a: &Rect, b: &Rect) -> Option<Rect> {
    let (x, y) = (a.x.max(b.x), a.y.max(b.y));
    let (width, height) = (a.right().min(b.right()) - x, a.bottom().min(b.bottom()) - y);
    (width >= Length::ZERO && height >= Length::ZERO).then_some(Rect::new(x, y, width, height))
}

/// True when the map keeps upright rectangles upright: shifts, scales, quarter turns, mirrors.
pub(super) fn keeps_upright(map: &Transform) -> bool {
    let small = |value: f64| value.abs() < 1e-9;
    (small(map.b) && small(map.c)) || (small(map.a) && small(map.d))
}

/// The rectangle that a path draws; none when it draws anything else.
pub(super) fn as_rect(path: &PathData) -> Option<Rect> {
    let mut corners = [Point::ORIGIN; 4];
    let mut count = 0;
    for segment in path.segments() {
        match segment {
            Segment::Move(point) if count == 0 => corners[0] = point,
            Segment::Line(point) if count == 4 && point == corners[0] => continue,
            Segment::Line(point) if (1..4).contains(&count) => *corners.get_mut(count)? = point,
            Segment::Close => continue,
            Segment::Move(_) | Segment::Line(_) | Segment::Cubic(..) => return None,
        }
        count += 1;
    }
    let [a, b, c, d] = corners;
    let wide_first = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x;
    let high_first = a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y;
    (count == 4 && (wide_first || high_first)).then(|| Rect::between(a, c))
}

/// What a path covers on the page, stroke included. Mitres that reach farther than half the width are left out.
pub(super) fn path_ink(data: &PathData, stroke: Option<&Stroke>, map: &Transform) -> Option<Rect> {
    let outline = if keeps_upright(map) {
        map.apply_rect(&data.tight_bounds()?)
    } else {
        data.transformed(map).tight_bounds()?
    };
    let Some(stroke) = stroke else { return Some(outline) };
    let (x, y) = (stroke.width * (map.a.hypot(map.c) / 2.0), stroke.width * (map.b.hypot(map.d) / 2.0));
    let mut reach = Insets { top: y, right: x, bottom: y, left: x };
    if stroke.cap == LineCap::Butt && is_segment(data) {
        // A straight line without caps does not grow along itself.
        if outline.height <= outline.width * 1e-6 {
            (reach.left, reach.right) = (Length::ZERO, Length::ZERO);
        } else if outline.width <= outline.height * 1e-6 {
            (reach.top, reach.bottom) = (Length::ZERO, Length::ZERO);
        }
    }
    Some(outline.outset(&reach))
}

/// True for one straight line from a point to another.
pub(super) fn is_segment(data: &PathData) -> bool {
    let mut segments = data.segments();
    matches!(
        (segments.next(), segments.next(), segments.next()),
        (Some(Segment::Move(_)), Some(Segment::Line(_)), None)
    )
}

/// By how much the map stretches in the direction that it stretches least: what becomes of a line's width at worst.
pub(super) fn least_scale(map: &Transform) -> f64 {
    let Transform { a, b, c, d, .. } = *map;
    let (sum, difference) = ((a + d).hypot(b - c), (a - d).hypot(b + c));
    (sum - difference).abs() / 2.0
}

/// By how much the map stretches downwards: what becomes of the size of letters.
pub(super) fn height_scale(map: &Transform) -> f64 {
    map.c.hypot(map.d)
}

/// The outlines of letters as boxes at an em of one millimetre, each measured once.
#[derive(Default)]
pub(super) struct Letters {
    fonts: Vec<Vec<Option<Option<Rect>>>>,
}

impl Letters {
    /// What a run covers, in its own coordinates; none for a run of spaces.
    pub fn run(&mut self, fonts: &Fonts, run: &GlyphRun) -> Option<Rect> {
        let size = run.size.to_mm();
        // Left, top, right and bottom: asked for every letter of a deck.
        let mut edges: Option<[Length; 4]> = None;
        for glyph in &run.glyphs {
            let Some(em) = self.em_box(fonts, run.font, glyph.id) else { continue };
            let (left, top) = (glyph.x() + em.x * size, glyph.y() + em.y * size);
            let (right, bottom) = (left + em.width * size, top + em.height * size);
            let [l, t, r, b] = edges.unwrap_or([left, top, right, bottom]);
            edges = Some([l.min(left), t.min(top), r.max(right), b.max(bottom)]);
        }
        let [left, top, right, bottom] = edges?;
        Some(Rect::new(run.origin.x + left, run.origin.y + top, right - left, bottom - top))
    }

    /// What one letter covers, where it has been measured before; none for a space.
    pub fn measured(&self, run: &GlyphRun, glyph: &Glyph) -> Option<Rect> {
        let em = (*self.fonts.get(usize::from(run.font.0))?.get(usize::from(glyph.id))?)??;
        Some(scaled(&em, run, glyph))
    }

    fn em_box(&mut self, fonts: &Fonts, font: FontId, glyph: u16) -> Option<Rect> {
        let index = usize::from(font.0);
        if self.fonts.len() <= index {
            self.fonts.resize_with(index + 1, Vec::new);
        }
        let boxes = self.fonts.get_mut(index)?;
        if boxes.len() <= usize::from(glyph) {
            boxes.resize(usize::from(glyph) + 1, None);
        }
        let known = boxes.get_mut(usize::from(glyph))?;
        *known.get_or_insert_with(|| glyph_outline(fonts.get(font)?, glyph)?.tight_bounds())
    }
}

/// The box of a letter of a run, from its box at an em of one millimetre.
fn scaled(em: &Rect, run: &GlyphRun, glyph: &Glyph) -> Rect {
    let size = run.size.to_mm();
    Rect::new(
        run.origin.x + glyph.x() + em.x * size,
        run.origin.y + glyph.y() + em.y * size,
        em.width * size,
        em.height * size,
    )
}
