//! The items of a page, from back to front: groups, shared artwork and pictures on their layers.

use std::sync::Arc;

use tiny_skia::Mask;

use super::device::{Area, Device};
use super::image;
use super::layer::{Layer, Laying, as_mask, intersect, lay};
use super::painter::{Painter, TileKey, TileOf, missing};
use super::{paint, text};
use crate::diag::Diagnostic;
use crate::geom::{PathData, Rect};
use crate::say;
use crate::scene::{Artwork, Blend, Document, FillRule, Group, Image, Item, Role, Use, bounds};

/// Where items are drawn: the map to the pixels of the page, and the mask of the canvas that cuts them.
#[derive(Clone, Copy)]
pub struct Scope<'c> {
    pub device: Device,
    pub clip: Option<&'c Mask>,
    /// How many artworks lie around.
    pub depth: u8,
}

/// Artwork inside artwork, at most: more is a loop.
const DEEPEST: u8 = 16;

/// Most pixels of an artwork that is drawn apart: those of a poster are drawn where they stand.
const LARGEST_TILE: u64 = 1 << 25;

type Done = Result<(), Box<Diagnostic>>;

impl Painter<'_> {
    /// Draws items on a canvas.
    pub(super) fn items(&self, canvas: &mut Layer, items: &[Item], scope: &Scope<'_>) -> Done {
        items.iter().try_for_each(|item| self.item(canvas, item, scope))
    }

    fn item(&self, canvas: &mut Layer, item: &Item, scope: &Scope<'_>) -> Done {
        match item {
            Item::Group(group) => self.group(canvas, group, scope),
            Item::Path(path) => {
                paint::path(canvas, path, &scope.device, scope.clip);
                Ok(())
            }
            Item::Glyphs(run) => {
                let face = self.document.fonts.get(run.font).ok_or_else(|| missing("font", u32::from(run.font.0)))?;
                text::run(canvas, run, face, &self.outlines, &scope.device, scope.clip);
                Ok(())
            }
            Item::Image(image) => self.image(canvas, image, scope),
            Item::Use(used) => self.artwork(canvas, used, scope),
            Item::Link(_) => Ok(()),
        }
    }

    fn group(&self, canvas: &mut Layer, group: &Group, scope: &Scope<'_>) -> Done {
        // Cuts, folds and varnish are no part of the picture.
        if matches!(group.role, Some(Role::Plate(_))) {
            return Ok(());
        }
        let inner = Scope { device: scope.device.inside(&group.transform), ..*scope };
        if group.is_isolated() {
            return self.isolated(canvas, group, &inner);
        }
        match &group.clip {
            Some(clip) if !covers(clip, &inner.device, &canvas.area) => {
                let Some(mut mask) = clip_mask(canvas, clip, group.clip_even_odd, &inner.device) else { return Ok(()) };
                if let Some(outer) = scope.clip {
                    intersect(&mut mask, outer);
                }
                self.items(canvas, &group.items, &Scope { clip: Some(&mask), ..inner })
            }
            Some(_) | None => self.items(canvas, &group.items, &inner),
        }
    }

    /// Draws a group apart, as large as it needs to be, and lays the result down.
    fn isolated(&self, canvas: &mut Layer, group: &Group, scope: &Scope<'_>) -> Done {
        let Some(room) = self.room(&group.items, group, scope, canvas) else { return Ok(()) };
        let Some(mut layer) = Layer::new(room) else { return Ok(()) };
        self.items(&mut layer, &group.items, &Scope { clip: None, ..*scope })?;
        let mut mask = None;
        if let Some(clip) = &group.clip {
            mask = clip_mask(&layer, clip, group.clip_even_odd, &scope.device);
        }
        if let Some(items) = &group.mask {
            let Some(mut shown) = self.mask(items, group.mask_alpha, room, scope)? else { return Ok(()) };
            if let Some(clip) = &mask {
                intersect(&mut shown, clip);
            }
            mask = Some(shown);
        }
        let how = Laying { opacity: group.opacity, blend: group.blend, mask: mask.as_ref(), clip: scope.clip };
        lay(canvas, &layer.pixmap, layer.area, &how);
        Ok(())
    }

    /// The pixels of the canvas that a group may touch.
    fn room(&self, items: &[Item], group: &Group, scope: &Scope<'_>, canvas: &Layer) -> Option<Area> {
        let mut room = Area::around(scope.device.bounds(&bounds(self.document, items)?)).intersect(&canvas.area);
        if let Some(clip) = &group.clip {
            room = room.intersect(&Area::around(scope.device.bounds(&clip.bounds()?)));
        }
        (!room.is_empty()).then_some(room)
    }

    fn mask(
        &self,
        items: &[Item],
        by_alpha: bool,
        room: Area,
        scope: &Scope<'_>,
    ) -> Result<Option<Mask>, Box<Diagnostic>> {
        let Some(mut layer) = Layer::new(room) else { return Ok(None) };
        self.items(&mut layer, items, &Scope { clip: None, ..*scope })?;
        Ok(as_mask(&layer, by_alpha))
    }

    fn image(&self, canvas: &mut Layer, image: &Image, scope: &Scope<'_>) -> Done {
        let rect = [image.rect.x, image.rect.y, image.rect.width, image.rect.height];
        let what = TileOf::Image(image.image, rect.map(|length| length.to_mm().to_bits()));
        let draw = |device: &Device, room: &Area| {
            let bitmap = self.bitmap(image.image)?;
            Ok(image::draw(&bitmap, &image.rect, device, room))
        };
        self.tile(canvas, what, scope, &image.rect, draw)
    }

    fn artwork(&self, canvas: &mut Layer, used: &Use, scope: &Scope<'_>) -> Done {
        let artwork = self.document.artwork(used.artwork).ok_or_else(|| missing("artwork", used.artwork.0))?;
        if scope.depth >= DEEPEST {
            return Err(artwork_loop(artwork));
        }
        let inner = Scope { device: scope.device.inside(&used.transform), depth: scope.depth + 1, ..*scope };
        let Some(sheet) = self.sheets.get(used.artwork.0 as usize) else { return Ok(()) };
        let large = Area::around(inner.device.bounds(&sheet.room)).pixels() > LARGEST_TILE;
        if large || sheet.mixes {
            return self.items(canvas, &artwork.items, &inner);
        }
        let draw = |device: &Device, room: &Area| {
            let Some(mut layer) = Layer::new(*room) else { return Ok(None) };
            self.items(&mut layer, &artwork.items, &Scope { device: *device, clip: None, ..inner })?;
            Ok(Some(layer))
        };
        self.tile(canvas, TileOf::Artwork(used.artwork), &inner, &sheet.room, draw)
    }

    /// Lays down what `draw` makes of `bounds`, drawn anew or kept from another place on the same grid.
    /// What is far larger than the canvas is drawn only where the canvas lies, and not kept.
    fn tile(
        &self,
        canvas: &mut Layer,
        what: TileOf,
        scope: &Scope<'_>,
        bounds: &Rect,
        draw: impl Fn(&Device, &Area) -> Result<Option<Layer>, Box<Diagnostic>>,
    ) -> Done {
        let (device, dx, dy) = on_grid(&scope.device);
        let room = Area::around(device.bounds(bounds));
        let visible = room.intersect(&canvas.area.moved(-dx, -dy));
        if visible.is_empty() {
            return Ok(());
        }
        let how = Laying::plain(scope.clip);
        if room.pixels() > canvas.area.pixels().saturating_mul(2) {
            if let Some(layer) = draw(&device, &visible)? {
                lay(canvas, &layer.pixmap, layer.area.moved(dx, dy), &how);
            }
            return Ok(());
        }
        let key = TileKey { what, map: [device.a, device.b, device.c, device.d, device.e, device.f].map(f64::to_bits) };
        let layer = match self.tiles.get(&key) {
            Some(layer) => layer,
            None => {
                let Some(layer) = draw(&device, &room)? else { return Ok(()) };
                let layer = Arc::new(layer);
                self.tiles.put(key, layer.clone(), room.pixels() * 4);
                layer
            }
        };
        lay(canvas, &layer.pixmap, layer.area.moved(dx, dy), &how);
        Ok(())
    }
}

/// The map without its whole pixels, and these. What is left is rounded to 1/1024 pixel, so that rounding errors of
/// the millimetres do not make two tiles of one.
fn on_grid(device: &Device) -> (Device, i32, i32) {
    let split = |value: f64| {
        let steps = (value * 1024.0).round();
        let whole = (steps / 1024.0).floor();
        (whole as i32, (steps - whole * 1024.0) / 1024.0)
    };
    let ((dx, e), (dy, f)) = (split(device.e), split(device.f));
    (Device { e, f, ..*device }, dx, dy)
}

/// True when a clip shows the whole canvas.
fn covers(clip: &PathData, device: &Device, area: &Area) -> bool {
    device.upright_rect(clip).is_some_and(|[left, top, right, bottom]| {
        left <= f64::from(area.left)
            && top <= f64::from(area.top)
            && right >= f64::from(area.right)
            && bottom >= f64::from(area.bottom)
    })
}

fn clip_mask(canvas: &Layer, clip: &PathData, even_odd: bool, device: &Device) -> Option<Mask> {
    let mut mask = canvas.empty_mask()?;
    if let Some(path) = device.seen_from(&canvas.area).path(clip) {
        let rule = paint::rule(if even_odd { FillRule::EvenOdd } else { FillRule::NonZero });
        mask.fill_path(&path, rule, true, tiny_skia::Transform::identity());
    }
    Some(mask)
}

/// True when something in `items` mixes with what lies under all of them.
pub fn exposes_blend(document: &Document, items: &[Item], depth: u8) -> bool {
    items.iter().any(|item| match item {
        Item::Group(group) => {
            group.blend != Blend::Normal || (!group.is_isolated() && exposes_blend(document, &group.items, depth))
        }
        Item::Use(used) => {
            depth < DEEPEST
                && document
                    .artwork(used.artwork)
                    .is_some_and(|artwork| exposes_blend(document, &artwork.items, depth + 1))
        }
        Item::Path(_) | Item::Glyphs(_) | Item::Image(_) | Item::Link(_) => false,
    })
}

/// An artwork that never ends.
pub fn artwork_loop(artwork: &Artwork) -> Box<Diagnostic> {
    let name = &artwork.name;
    let message = say!(
        "le dessin « {name} » se contient lui-même, ou plus de {DEEPEST} dessins s’emboîtent",
        "artwork \"{name}\" contains itself, or more than {DEEPEST} artworks are nested",
    );
    Box::new(Diagnostic::error("artwork-loop", message))
}
