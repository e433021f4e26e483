//! The letter of a table on the back of a card: a small ring in a free corner of the safe zone, so that decks sort again after
//! a workshop. Finds corners where nothing is meant to be read; draws nowhere else.

use std::sync::Arc;

use super::centered;
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::geom::{Insets, Length, PathData, Point, Rect, Segment, Transform};
use crate::impose::lettering::Lettering;
use crate::impose::room::within;
use crate::scene::{Document, Fill, GlyphRun, Group, Item, Page, Path, Role, Stroke};

/// Across the ring.
const SIZE: Length = Length::mm(5.2);
/// Air around it.
const AIR: Length = Length::mm(0.6);
/// What covers at least this share of the face is its ground, on which words and signs lie.
const GROUND: f64 = 0.08;

/// A corner of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Corner {
    /// Where a thumb does not lie when cards are held, and eyes end.
    BottomRight,
    /// At the foot, left.
    BottomLeft,
    /// At the head, right.
    TopRight,
    /// At the head, left.
    TopLeft,
}

impl Corner {
    /// Every corner, the best one first.
    pub const ALL: [Self; 4] = [Self::BottomRight, Self::BottomLeft, Self::TopRight, Self::TopLeft];

    /// Room for a badge of `size` in this corner of `safe`.
    fn of(self, safe: &Rect) -> Rect {
        let (right, bottom) = (safe.right() - SIZE, safe.bottom() - SIZE);
        let (x, y) = match self {
            Self::BottomRight => (right, bottom),
            Self::BottomLeft => (safe.x, bottom),
            Self::TopRight => (right, safe.y),
            Self::TopLeft => (safe.x, safe.y),
        };
        Rect::new(x, y, SIZE, SIZE)
    }
}

/// Where a face has room for a badge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadgeRoom {
    /// Free corners, the best one first.
    pub corners: Vec<Corner>,
}

impl BadgeRoom {
    /// The corners of the safe zone of a face where it shows no words, no code, no picture and no drawing; grounds do not
    /// count. None of them on a face too small for a badge.
    pub fn of(document: &Document, page: &Page) -> Self {
        let safe = page.boxes.safe_rect();
        let mut seen = Seen { document, face: page.boxes.trim_rect(), rects: Vec::new() };
        seen.items(&page.items, &Transform::IDENTITY, &page.boxes.bleed_rect());
        let small = safe.width < SIZE || safe.height < SIZE;
        let free = |corner: &Corner| {
            let rect = corner.of(&safe).outset(&Insets::uniform(AIR));
            !small && !seen.rects.iter().any(|other| touch(other, &rect))
        };
        Self { corners: Corner::ALL.into_iter().filter(free).collect() }
    }
}

fn touch(a: &Rect, b: &Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

/// What a face shows besides its grounds.
struct Seen<'a> {
    document: &'a Document,
    face: Rect,
    rects: Vec<Rect>,
}

impl Seen<'_> {
    fn items(&mut self, items: &[Item], map: &Transform, clip: &Rect) {
        for item in items {
            match item {
                Item::Group(group) => self.group(group, map, clip),
                Item::Glyphs(run) => {
                    let area = self.letters(run);
                    self.add(area.map(|area| map.apply_rect(&area)), clip);
                }
                Item::Path(path) => self.path(path, map, clip),
                Item::Image(image) => {
                    let area = map.apply_rect(&image.rect);
                    if !self.is_ground(&area) {
                        self.add(Some(area), clip);
                    }
                }
                Item::Use(used) => {
                    if let Some(artwork) = self.document.artwork(used.artwork) {
                        self.items(&artwork.items, &map.then_inside(&used.transform), clip);
                    }
                }
                Item::Link(_) => {}
            }
        }
    }

    fn group(&mut self, group: &Group, map: &Transform, clip: &Rect) {
        let inner = map.then_inside(&group.transform);
        let clip = match group.clip.as_ref().and_then(|clip| clip.bounds()) {
            Some(own) => within(&inner.apply_rect(&own), clip),
            None => *clip,
        };
        if let Some(Role::Qr { module, .. }) = &group.role {
            // Its quiet zone is part of a code: four modules (ISO/IEC 18004, 9.1).
            let area = crate::scene::bounds(self.document, &group.items).map(|area| inner.apply_rect(&area));
            self.add(area.map(|area| area.outset(&Insets::uniform(*module * 4.0))), &clip);
            return;
        }
        self.items(&group.items, &inner, &clip);
    }

    fn path(&mut self, path: &Path, map: &Transform, clip: &Rect) {
        let Some(bounds) = path.data.bounds().map(|area| map.apply_rect(&area)) else { return };
        if path.fill.is_some() && !self.is_ground(&bounds) {
            return self.add(Some(bounds), clip);
        }
        // A frame around the face covers its edges only.
        if let Some(stroke) = &path.stroke {
            let half = Insets::uniform(stroke.width * (0.5 * map.mean_scale()));
            for line in lines(&path.data) {
                self.add(Some(map.apply_rect(&line).outset(&half)), clip);
            }
        }
    }

    fn add(&mut self, area: Option<Rect>, clip: &Rect) {
        self.rects.extend(
            area.map(|area| within(&area, clip)).filter(|area| area.width > Length::ZERO || area.height > Length::ZERO),
        );
    }

    /// True for what covers a good part of the face.
    fn is_ground(&self, area: &Rect) -> bool {
        let share = |rect: &Rect| rect.width.to_mm() * rect.height.to_mm();
        share(&within(area, &self.face)) >= GROUND * share(&self.face)
    }

    /// From the first pen to the end of the last glyph, from ascent to descent.
    fn letters(&self, run: &GlyphRun) -> Option<Rect> {
        let face = self.document.fonts.get(run.font)?;
        let em = run.size / f64::from(face.metrics.units_per_em.max(1));
        let (ascent, descent) = (em * face.metrics.ascent, em * face.metrics.descent);
        let boxes = run.glyphs.iter().map(|glyph| {
            let (x, y) = (run.origin.x + glyph.x(), run.origin.y + glyph.y());
            Rect::new(x, y - ascent, em * f64::from(face.advance(glyph.id)), ascent - descent)
        });
        boxes.reduce(|sum, rect| sum.union(&rect))
    }
}

/// A rectangle around each step of an outline.
fn lines(data: &PathData) -> Vec<Rect> {
    let (mut at, mut start, mut rects) = (Point::ORIGIN, Point::ORIGIN, Vec::new());
    for segment in data.segments() {
        match segment {
            Segment::Move(point) => (at, start) = (point, point),
            Segment::Line(point) => {
                rects.push(Rect::between(at, point));
                at = point;
            }
            Segment::Cubic(a, b, end) => {
                rects.push(Rect::between(at, end).union(&Rect::between(a, b)));
                at = end;
            }
            Segment::Close => {
                rects.push(Rect::between(at, start));
                at = start;
            }
        }
    }
    rects
}

/// A badge: the letter of a table.
#[derive(Clone, Copy, Debug)]
pub struct Badge<'a> {
    /// The letter, or two.
    pub letter: &'a str,
    /// Fonts.
    pub lettering: &'a Lettering,
}

impl Badge<'_> {
    /// The badge in a corner of the safe zone: black on white, whatever the ground.
    ///
    /// # Errors
    /// A letter that no font has.
    pub fn draw(&self, corner: Corner, safe: &Rect) -> Result<Item, Diagnostic> {
        let rect = corner.of(safe);
        let line = Length::pt(0.6);
        let ring = Path {
            data: Arc::new(PathData::ellipse(&rect.inset(&Insets::uniform(line * 0.5)))),
            fill: Some(Fill::solid(Color::WHITE)),
            stroke: Some(Stroke::solid(Color::BLACK, line)),
        };
        let room = (SIZE * 0.62, SIZE * 0.56);
        let letter = centered(&self.lettering.bold(), self.letter, Length::pt(10.5), rect.center(), room)?;
        let items = std::iter::once(Item::Path(Box::new(ring))).chain(letter).collect();
        Ok(Item::Group(Box::new(Group { items, ..Group::default() })))
    }
}
