//! Patterns: the tile becomes one shared artwork, placed as often as the area needs.

use std::sync::Arc;

use usvg::tiny_skia_path::Path;

use super::plane;
use super::walk::{Walk, fraction};
use crate::diag::Diagnostic;
use crate::geom::{PathData, Rect, Transform};
use crate::say;
use crate::scene::{Artwork, Group, Item, Use};

/// More tiles than this are not placed.
const MOST_TILES: f64 = 10_000.0;

impl Walk<'_> {
    /// The tiles of a pattern, cut by the outline they fill.
    pub(super) fn pattern_fill(&mut self, fill: &usvg::Fill, path: &Path, ts: &Transform) -> Option<Item> {
        let usvg::Paint::Pattern(pattern) = fill.paint() else { return None };
        let even_odd = fill.rule() == usvg::FillRule::EvenOdd;
        let area = plane::rect(path.bounds());
        self.tiled(pattern, plane::outline(path, ts), even_odd, fill.opacity().get(), &area, ts)
    }

    /// The tiles of a pattern, cut by the outline of a line.
    pub(super) fn pattern_stroke(&mut self, stroke: &usvg::Stroke, path: &Path, ts: &Transform) -> Option<Item> {
        let usvg::Paint::Pattern(pattern) = stroke.paint() else { return None };
        let style = stroke.to_tiny_skia();
        // Finer than the curves' own tolerance, so that the outline of the line stays smooth in print.
        let precision = (ts.mean_scale() * 40.0) as f32;
        let dashed = style.dash.as_ref().and_then(|dash| path.dash(dash, precision));
        let outline = dashed.as_ref().unwrap_or(path).stroke(&style, precision)?;
        let area = plane::rect(outline.bounds());
        self.tiled(pattern, plane::outline(&outline, ts), false, stroke.opacity().get(), &area, ts)
    }

    fn tiled(
        &mut self,
        pattern: &usvg::Pattern,
        outline: PathData,
        even_odd: bool,
        opacity: f32,
        area: &Rect,
        ts: &Transform,
    ) -> Option<Item> {
        let own = plane::transform(pattern.transform());
        let tile = plane::rect(pattern.rect().to_rect());
        let Some(steps) = steps(&tile, area, &own) else {
            self.note("pattern", too_many());
            return None;
        };
        self.note("pattern", written_out());
        let base = ts.then_inside(&own).then_inside(&Transform::translate(tile.x, tile.y));
        let artwork = self.tile(pattern, &Rect::of_size(tile.size()), &base)?;
        let place = |(column, row): (i64, i64)| {
            let (dx, dy) = (tile.width * column as f64, tile.height * row as f64);
            // The shift of one tile as the drawing sees it: the base without its own shift.
            let (x, y) = (dx * base.a + dy * base.c, dx * base.b + dy * base.d);
            Item::Use(Use { artwork, transform: Transform::translate(x, y) })
        };
        let items = steps.map(place).collect();
        Some(Item::Group(Box::new(Group {
            clip: Some(Arc::new(outline)),
            clip_even_odd: even_odd,
            opacity: fraction(opacity),
            items,
            ..Group::default()
        })))
    }

    /// The content of one tile, cut by its edges.
    fn tile(&mut self, pattern: &usvg::Pattern, tile: &Rect, base: &Transform) -> Option<crate::scene::ArtworkId> {
        let seen = self.seen.take();
        let items = self.children(pattern.root(), base);
        self.seen = seen;
        if items.is_empty() {
            return None;
        }
        let clip = Some(Arc::new(plane::corners(tile, base)));
        let items = vec![Item::Group(Box::new(Group { clip, items, ..Group::default() }))];
        let name = format!("pattern-{}", pattern.id());
        Some(self.assets.add_artwork(Artwork { name, bounds: base.apply_rect(tile), items }))
    }
}

/// Columns and rows of the tiles that touch the area; none when there are too many.
fn steps(tile: &Rect, area: &Rect, own: &Transform) -> Option<impl Iterator<Item = (i64, i64)> + use<>> {
    let seen = plane::inverse(own)?.apply_rect(area);
    let columns = ((seen.x - tile.x) / tile.width).floor()..((seen.right() - tile.x) / tile.width).ceil();
    let rows = ((seen.y - tile.y) / tile.height).floor()..((seen.bottom() - tile.y) / tile.height).ceil();
    let count = (columns.end - columns.start) * (rows.end - rows.start);
    if !(0.0..=MOST_TILES).contains(&count) {
        return None;
    }
    let (columns, rows) = (columns.start as i64..columns.end as i64, rows.start as i64..rows.end as i64);
    Some(rows.flat_map(move |row| columns.clone().map(move |column| (column, row))))
}

fn written_out() -> Diagnostic {
    Diagnostic::warning(
        "drawing-pattern",
        say!(
            "un motif est développé en copies de son carreau : des jointures fines peuvent se voir",
            "a pattern is written out as copies of its tile: fine seams may show"
        ),
    )
    .hint(say!("pour un aplat de trame, préférer des tracés", "for a texture, prefer plain outlines"))
}

fn too_many() -> Diagnostic {
    Diagnostic::error(
        "drawing-lost",
        say!(
            "un remplissage par motif demande plus de répétitions que possible : il manque dans le résultat",
            "a pattern fill asks for more repetitions than possible: it is missing from the result"
        ),
    )
    .hint(say!("l’exporter en image, ou en tracés", "export it as a picture or as outlines"))
}
