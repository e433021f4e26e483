//! The room that items may paint: what exporters need for layers and masks. Never too small, seldom much too large.

use super::{Document, GlyphRun, Group, Item, LineCap, LineJoin, Path};
use crate::geom::{Insets, Length, Rect};

/// The smallest upright rectangle known to hold everything that `items` paint, in their own coordinates.
/// None when they paint nothing. Letters are taken with an em of air around them, curves by their control points.
pub fn bounds(document: &Document, items: &[Item]) -> Option<Rect> {
    items.iter().filter_map(|item| item_bounds(document, item)).reduce(|sum, rect| sum.union(&rect))
}

fn item_bounds(document: &Document, item: &Item) -> Option<Rect> {
    match item {
        Item::Group(group) => group_bounds(document, group),
        Item::Path(path) => path_bounds(path),
        Item::Glyphs(run) => run_bounds(document, run),
        Item::Image(image) => Some(image.rect),
        Item::Use(used) => Some(used.transform.apply_rect(&document.artwork(used.artwork)?.bounds)),
        Item::Link(_) => None,
    }
}

fn group_bounds(document: &Document, group: &Group) -> Option<Rect> {
    let mut inside = bounds(document, &group.items)?;
    if let Some(clip) = &group.clip {
        inside = intersection(&inside, &clip.bounds()?)?;
    }
    if let Some(mask) = &group.mask {
        inside = intersection(&inside, &bounds(document, mask)?)?;
    }
    Some(group.transform.apply_rect(&inside))
}

fn path_bounds(path: &Path) -> Option<Rect> {
    let outline = path.data.bounds()?;
    let Some(stroke) = &path.stroke else { return path.fill.is_some().then_some(outline) };
    let reach = match (stroke.join, stroke.cap) {
        (LineJoin::Miter, _) => stroke.miter_limit.max(std::f64::consts::SQRT_2),
        (LineJoin::Round | LineJoin::Bevel, LineCap::Square) => std::f64::consts::SQRT_2,
        (LineJoin::Round | LineJoin::Bevel, LineCap::Butt | LineCap::Round) => 1.0,
    };
    Some(outline.outset(&Insets::uniform(stroke.width * (0.5 * reach))))
}

fn run_bounds(document: &Document, run: &GlyphRun) -> Option<Rect> {
    let face = document.fonts.get(run.font)?;
    let em = run.size / f64::from(face.metrics.units_per_em.max(1));
    let (ascent, descent) = (em * face.metrics.ascent, em * face.metrics.descent);
    let boxes = run.glyphs.iter().map(|glyph| {
        let advance = em * f64::from(face.advance(glyph.id));
        let (x, y) = (run.origin.x + glyph.x(), run.origin.y + glyph.y());
        Rect::new(x, y - ascent, advance, ascent - descent)
    });
    boxes.reduce(|sum, rect| sum.union(&rect)).map(|rect| rect.outset(&Insets::uniform(run.size)))
}

fn intersection(a: &Rect, b: &Rect) -> Option<Rect> {
    let (x, y) = (a.x.max(b.x), a.y.max(b.y));
    let (width, height) = (a.right().min(b.right()) - x, a.bottom().min(b.bottom()) - y);
    (width >= Length::ZERO && height >= Length::ZERO).then_some(Rect::new(x, y, width, height))
}
