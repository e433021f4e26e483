//! Faces made fit for an office printer: grounds that reach the edge become light or white, words on them stay readable,
//! colours become grey on request. Scene in, scene out; knows nothing of sheets.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::color::{Cmyk, Color, Srgb, contrast_ratio};
use crate::geom::{Length, Rect, Transform};
use crate::scene::{
    Artwork, ArtworkId, Assets, Document, Fill, GlyphRun, Gradient, Group, Image, Item, Paint, Path, Role,
};

/// How much ink a home print may use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// Grounds that reach the edge become light.
    #[default]
    Light,
    /// They become white.
    Low,
    /// They become white, and every colour its grey.
    Grey,
}

/// What is left of a ground that becomes light: an eighth of its colour.
const LIGHT: f64 = 0.125;
/// What is left of a dark shape inside a face: pale, but seen on white.
const PALE: f64 = 0.3;
/// A shape within this distance of the trim reaches it.
const NEAR: Length = Length::mm(1.0);
/// A shape covers at least this share of the face to be a ground: smaller ones are signs.
const GROUND: f64 = 0.03;
/// A picture that covers this share of the face and reaches its edge is a ground.
const BACKDROP: f64 = 0.6;
/// A line from this width on takes ink as an area does.
const BROAD: Length = Length::mm(1.5);
/// Words keep at least this contrast (WCAG 2.2, success criterion 1.4.3).
const CONTRAST: f64 = 4.5;
/// What had this contrast with its ground was meant to be seen (success criterion 1.4.11).
const SEEN: f64 = 3.0;

/// Which shapes are thinned.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reach {
    /// Grounds that reach the edge of the face.
    Edge,
    /// Dark ones that cover at least this share of the face, wherever they lie.
    Dark(f64),
}

/// Makes every face of a document fit for an office printer: grounds that reach the edge become light or white.
pub fn spare(document: &mut Document, ink: Ink) {
    let all: Vec<usize> = (0..document.pages.len()).collect();
    thin(document, ink, &all, Reach::Edge);
}

/// Makes dark shapes light that cover at least `share` (0 to 1) of a face, on these pages. Pictures stay as they are, codes
/// and letters too. For pages that [`spare`] has looked at.
pub fn lighten(document: &mut Document, ink: Ink, pages: &[usize], share: f64) {
    thin(document, ink, pages, Reach::Dark(share));
}

fn thin(document: &mut Document, ink: Ink, which: &[usize], reach: Reach) {
    let Document { pages, assets, .. } = document;
    let mut thrift = Thrift { ink, reach, assets, trim: Rect::default(), painted: Vec::new(), known: BTreeMap::new() };
    for page in which {
        let Some(page) = pages.get_mut(*page) else { continue };
        thrift.trim = page.boxes.trim_rect();
        thrift.painted.clear();
        thrift.items(&mut page.items, &Transform::IDENTITY);
    }
}

/// An area that was filled, as it lies on the face.
struct Painted {
    area: Rect,
    /// What it was.
    before: Color,
    /// What it is now.
    now: Color,
}

struct Thrift<'a> {
    ink: Ink,
    reach: Reach,
    assets: &'a mut Assets,
    trim: Rect,
    /// What was painted so far, from back to front.
    painted: Vec<Painted>,
    /// Artwork that was made anew for a place, by what it was and where it stood.
    known: BTreeMap<(ArtworkId, [i64; 6]), ArtworkId>,
}

impl Thrift<'_> {
    fn items(&mut self, items: &mut [Item], map: &Transform) {
        for item in items {
            match item {
                Item::Group(group) => {
                    // Codes are black on white and stay so.
                    if !matches!(group.role, Some(Role::Qr { .. })) {
                        let inner = map.then_inside(&group.transform);
                        self.items(&mut group.items, &inner);
                    }
                }
                Item::Path(path) => self.path(path, map),
                Item::Glyphs(run) => {
                    let area = map.apply_rect(&letters(run));
                    run.fill = self.readable(&run.fill, Some(area));
                }
                Item::Use(used) => {
                    let inner = map.then_inside(&used.transform);
                    used.artwork = self.artwork(used.artwork, &inner);
                }
                Item::Image(image) if self.is_backdrop(&map.apply_rect(&image.rect)) => *item = self.faded(*image),
                Item::Image(_) | Item::Link(_) => {}
            }
        }
    }

    fn artwork(&mut self, id: ArtworkId, map: &Transform) -> ArtworkId {
        let step = |value: f64| (value * 1000.0).round() as i64;
        let key =
            (id, [step(map.a), step(map.b), step(map.c), step(map.d), step(map.dx.to_mm()), step(map.dy.to_mm())]);
        let Some(Artwork { name, bounds, mut items }) = self.assets.artwork(id).cloned() else { return id };
        // What it paints must be known to what lies on it, even where the artwork itself was made anew before.
        self.items(&mut items, map);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let made = self.assets.add_artwork(Artwork { name, bounds, items });
        self.known.insert(key, made);
        made
    }

    fn path(&mut self, path: &mut Path, map: &Transform) {
        let area = path.data.bounds().map(|area| map.apply_rect(&area));
        if let (Some(fill), Some(area)) = (&mut path.fill, area) {
            let before = mean(&fill.paint);
            if self.is_too_much(&area, before) {
                fill.paint = Paint::Solid(self.thinned(before));
            } else {
                *fill = self.readable(fill, Some(area));
            }
            if fill.opacity > 0.5 {
                self.painted.push(Painted { area, before, now: mean(&fill.paint) });
            }
        }
        if let Some(stroke) = &mut path.stroke {
            let before = mean(&stroke.paint);
            let broad = stroke.width * map.mean_scale() >= BROAD && matches!(self.reach, Reach::Dark(_));
            if broad && area.is_some_and(|area| self.is_too_much(&area, before)) {
                stroke.paint = Paint::Solid(self.thinned(before));
            } else {
                let fill = Fill { paint: stroke.paint.clone(), ..Fill::solid(Color::BLACK) };
                stroke.paint = self.readable(&fill, area).paint;
            }
        }
    }

    fn is_too_much(&self, area: &Rect, color: Color) -> bool {
        match self.reach {
            Reach::Edge => self.is_ground(area),
            Reach::Dark(share) => is_dark(color) && self.share(area) >= share,
        }
    }

    /// How much of the face lies in the rectangle, 0 to 1.
    fn share(&self, area: &Rect) -> f64 {
        let size = |rect: &Rect| rect.width.to_mm() * rect.height.to_mm();
        size(&super::room::within(area, &self.trim)) / size(&self.trim)
    }

    /// True for a shape that reaches the edge of the face and covers more of it than a sign does.
    fn is_ground(&self, area: &Rect) -> bool {
        let trim = &self.trim;
        let reaches = area.x <= trim.x + NEAR
            || area.y <= trim.y + NEAR
            || area.right() >= trim.right() - NEAR
            || area.bottom() >= trim.bottom() - NEAR;
        reaches && self.share(area) >= GROUND
    }

    /// True for a picture that covers most of the face.
    fn is_backdrop(&self, area: &Rect) -> bool {
        self.reach == Reach::Edge && self.is_ground(area) && self.share(area) >= BACKDROP
    }

    /// A picture that words can lie on: a breath of itself, or nothing.
    fn faded(&self, image: Image) -> Item {
        let (opacity, items) = match self.ink {
            Ink::Light => (LIGHT, vec![Item::Image(image)]),
            Ink::Low | Ink::Grey => (1.0, Vec::new()),
        };
        Item::Group(Box::new(Group { opacity, items, ..Group::default() }))
    }

    fn thinned(&self, color: Color) -> Color {
        match (self.reach, self.ink) {
            (Reach::Dark(_), _) => self.tone(color).tint(PALE),
            (Reach::Edge, Ink::Light) => color.tint(LIGHT),
            (Reach::Edge, Ink::Low | Ink::Grey) => Color::WHITE,
        }
    }

    /// A fill that can be read on what now lies under it: itself where it can, or else the colour that the ground had, or
    /// black.
    fn readable(&self, fill: &Fill, area: Option<Rect>) -> Fill {
        let own = self.toned(&fill.paint);
        let below = area.and_then(|area| {
            // What hangs over the edge is judged by the part that stays on the face.
            let middle = super::room::within(&area, &self.trim).center();
            let covers = |painted: &&Painted| {
                painted.area.contains(&Rect::new(middle.x, middle.y, Length::ZERO, Length::ZERO), Length::ZERO)
            };
            self.painted.iter().rev().find(covers)
        });
        let Some(below) = below.filter(|below| below.before != below.now) else {
            return Fill { paint: own, ..fill.clone() };
        };
        let contrast = |color: Color| contrast_ratio(color.srgb, below.now.srgb);
        // What was faint on its ground is so on purpose: it stays as it is, or where the lighter ground would make it stand
        // out, it thins with the ground.
        if contrast_ratio(mean(&fill.paint).srgb, below.before.srgb) < SEEN {
            let faint = contrast(mean(&own)) < SEEN;
            let paint = if faint { own } else { Paint::Solid(self.thinned(self.tone(mean(&own)))) };
            return Fill { paint, ..fill.clone() };
        }
        let reads = |color: Color| contrast(color) >= CONTRAST;
        if reads(mean(&own)) {
            return Fill { paint: own, ..fill.clone() };
        }
        let ground = self.tone(below.before);
        let color = if reads(ground) { ground } else { Color::BLACK };
        Fill { paint: Paint::Solid(color), ..fill.clone() }
    }

    fn toned(&self, paint: &Paint) -> Paint {
        match (self.ink, paint) {
            (Ink::Grey, Paint::Solid(color)) => Paint::Solid(grey(*color)),
            (Ink::Grey, Paint::Gradient(gradient)) => {
                let mut grey_gradient = Gradient::clone(gradient);
                for stop in &mut grey_gradient.stops {
                    stop.color = grey(stop.color);
                }
                Paint::Gradient(Arc::new(grey_gradient))
            }
            _ => paint.clone(),
        }
    }

    fn tone(&self, color: Color) -> Color {
        if self.ink == Ink::Grey { grey(color) } else { color }
    }
}

/// True for a colour that takes more than half of the ink that there can be: what verification counts as solid.
fn is_dark(color: Color) -> bool {
    let Srgb { r, g, b } = color.srgb;
    r.min(g).min(b) < 128
}

/// Where the letters of a run stand: from its first to its last pen, as high as capitals.
fn letters(run: &GlyphRun) -> Rect {
    let last = run.glyphs.last().map_or(Length::ZERO, crate::scene::Glyph::x);
    Rect::new(run.origin.x, run.origin.y - run.size * 0.7, last + run.size * 0.5, run.size * 0.7)
}

/// The colour itself, or the mean of a gradient's stops.
fn mean(paint: &Paint) -> Color {
    match paint {
        Paint::Solid(color) => *color,
        Paint::Gradient(gradient) => {
            let count = gradient.stops.len().max(1) as u32;
            let channel = |of: fn(&Color) -> u8| {
                (gradient.stops.iter().map(|stop| u32::from(of(&stop.color))).sum::<u32>() / count) as u8
            };
            Color::from_srgb(Srgb::new(channel(|c| c.srgb.r), channel(|c| c.srgb.g), channel(|c| c.srgb.b)))
        }
    }
}

/// The grey that is as light (ITU-R BT.709 luma), printed in black ink alone.
fn grey(color: Color) -> Color {
    let Srgb { r, g, b } = color.srgb;
    let luma = 0.2126 * f64::from(r) + 0.7152 * f64::from(g) + 0.0722 * f64::from(b);
    let level = luma.round() as u8;
    Color::process(Srgb::new(level, level, level), Cmyk::percent(0.0, 0.0, 0.0, 100.0 - luma / 2.55))
}
