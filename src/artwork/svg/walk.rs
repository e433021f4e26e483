//! The walk over a usvg tree: groups, outlines and pictures become scene items, transforms are worked into their
//! coordinates.

use std::sync::Arc;

use super::clip::Cuts;
use super::notes::Notes;
use super::paint::Ink;
use super::plates::Gathered;
use super::{Import, plane};
use crate::artwork::raster;
use crate::diag::Diagnostic;
use crate::geom::{Insets, Length, PathData, Rect, Size, Transform};
use crate::scene::{self, Assets, Blend, Fill, Group, Item, Path};

/// What the walk carries along.
pub(super) struct Walk<'a> {
    pub(super) how: &'a Import<'a>,
    pub(super) assets: &'a mut Assets,
    pub(super) notes: &'a mut Notes,
    /// What colours turn into at this point of the walk.
    pub(super) ink: Ink,
    /// What can be seen at most: the page with room for any bleed. None inside a pattern, whose tiles are moved.
    pub(super) seen: Option<Rect>,
    /// What is no part of the picture.
    pub(super) gathered: Gathered,
}

/// Artwork further outside the page than this is never printed.
const WIDEST_BLEED: Insets = Insets::uniform(Length::mm(25.0));

impl<'a> Walk<'a> {
    pub(super) fn new(
        how: &'a Import<'a>,
        size: Size,
        assets: &'a mut Assets,
        notes: &'a mut Notes,
        gathered: Gathered,
    ) -> Self {
        let seen = Some(Rect::of_size(size).outset(&WIDEST_BLEED));
        Self { how, assets, notes, ink: Ink::of(how.recolour), seen, gathered }
    }

    /// The items of a group's children; `ts` leads from the inside of the group to the drawing.
    pub(super) fn children(&mut self, group: &usvg::Group, ts: &Transform) -> Vec<Item> {
        let mut items = Vec::new();
        for node in group.children() {
            self.node(node, ts, &mut items);
        }
        items
    }

    fn node(&mut self, node: &usvg::Node, ts: &Transform, out: &mut Vec<Item>) {
        if !self.takes_to_plate(node, ts) {
            self.painted_node(node, ts, out);
        }
    }

    /// A node that is no plate, or the artwork of one.
    pub(super) fn painted_node(&mut self, node: &usvg::Node, ts: &Transform, out: &mut Vec<Item>) {
        match node {
            usvg::Node::Group(group) if !group.filters().is_empty() => self.filtered(node, group, ts, out),
            usvg::Node::Group(group) => self.group(group, ts, out),
            usvg::Node::Path(path) => self.path(path, ts, out),
            usvg::Node::Image(image) => self.image(image, ts, out),
            usvg::Node::Text(text) => self.group(text.flattened(), ts, out),
        }
    }

    fn group(&mut self, group: &usvg::Group, ts: &Transform, out: &mut Vec<Item>) {
        let inner = ts.then_inside(&plane::transform(group.transform()));
        let items = self.children(group, &inner);
        let mut cuts = Cuts::default();
        if let Some(clip) = group.clip_path() {
            self.clip(clip, &inner, &mut cuts);
        }
        if let Some(mask) = group.mask() {
            self.mask(mask, &inner, &mut cuts);
        }
        if items.is_empty() || cuts.hide_all {
            return;
        }
        let blend = blend(group.blend_mode());
        let opacity = fraction(group.opacity().get());
        if group.isolate() && opacity == 1.0 && blend == Blend::Normal && mixes(&items) {
            // An isolated group has no mark of its own in the scene; a mask that hides nothing has its effect.
            let all = inner.apply_rect(&plane::rect(group.layer_bounding_box().to_rect()));
            cuts.masks.push((vec![white(PathData::rect(&all))], true));
        }
        out.extend(cuts.wrap(items, opacity, blend));
    }

    fn path(&mut self, path: &usvg::Path, ts: &Transform, out: &mut Vec<Item>) {
        if !path.is_visible() {
            return;
        }
        if path.stroke().is_none() || plane::is_similarity(ts) {
            out.extend(self.painted(path, ts));
            return;
        }
        // A line under an uneven scale is thicker in one direction than in the other: the scale stays outside.
        let items = self.painted(path, &Transform::IDENTITY);
        if !items.is_empty() {
            out.push(Item::Group(Box::new(Group { transform: *ts, items, ..Group::default() })));
        }
    }

    /// Fill and line in the order the drawing asks for. Patterns become items of their own.
    fn painted(&mut self, path: &usvg::Path, ts: &Transform) -> Vec<Item> {
        let data = Arc::new(plane::outline(path.data(), ts));
        let fill = path.fill().and_then(|fill| self.fill(fill, path, ts));
        let stroke = path.stroke().and_then(|stroke| self.stroke(stroke, path, ts));
        if path.paint_order() == usvg::PaintOrder::FillAndStroke
            && (fill.is_some() || stroke.is_some())
            && path.fill().is_some() == fill.is_some()
            && path.stroke().is_some() == stroke.is_some()
        {
            return vec![Item::Path(Box::new(Path { data, fill, stroke }))];
        }
        let area = match fill {
            Some(fill) => Some(Item::Path(Box::new(Path { data: data.clone(), fill: Some(fill), stroke: None }))),
            None => path.fill().and_then(|fill| self.pattern_fill(fill, path.data(), ts)),
        };
        let line = match stroke {
            Some(stroke) => Some(Item::Path(Box::new(Path { data, fill: None, stroke: Some(stroke) }))),
            None => path.stroke().and_then(|stroke| self.pattern_stroke(stroke, path.data(), ts)),
        };
        match path.paint_order() {
            usvg::PaintOrder::FillAndStroke => area.into_iter().chain(line).collect(),
            usvg::PaintOrder::StrokeAndFill => line.into_iter().chain(area).collect(),
        }
    }

    fn image(&mut self, image: &usvg::Image, ts: &Transform, out: &mut Vec<Item>) {
        if !image.is_visible() {
            return;
        }
        let size = image.size();
        let rect = Rect::mm(0.0, 0.0, f64::from(size.width()), f64::from(size.height()));
        let bytes = match image.kind() {
            usvg::ImageKind::SVG(tree) => {
                let items = self.children(tree.root(), ts);
                let clip = Some(Arc::new(plane::corners(&rect, ts)));
                out.push(Item::Group(Box::new(Group { clip, items, ..Group::default() })));
                return;
            }
            usvg::ImageKind::JPEG(bytes)
            | usvg::ImageKind::PNG(bytes)
            | usvg::ImageKind::GIF(bytes)
            | usvg::ImageKind::WEBP(bytes) => bytes,
        };
        match raster::read(bytes) {
            Ok(data) => {
                let image = self.assets.add_image(data);
                out.push(placed(image, rect, ts));
            }
            // A kind that cannot be read has been told of when the links were looked up.
            Err(_) if raster::probe(bytes).is_err() => {}
            Err(fault) => {
                let at = self.notes.place("image");
                self.notes.add("image damaged", at, *fault);
            }
        }
    }

    /// Notes that something was changed on the way, at the first place that may be meant.
    pub(super) fn note(&mut self, key: &'static str, diagnostic: Diagnostic) {
        let at = self.notes.place(key);
        self.notes.add(key, at, diagnostic);
    }
}

/// A blend mode.
pub(super) const fn blend(mode: usvg::BlendMode) -> Blend {
    match mode {
        usvg::BlendMode::Normal => Blend::Normal,
        usvg::BlendMode::Multiply => Blend::Multiply,
        usvg::BlendMode::Screen => Blend::Screen,
        usvg::BlendMode::Overlay => Blend::Overlay,
        usvg::BlendMode::Darken => Blend::Darken,
        usvg::BlendMode::Lighten => Blend::Lighten,
        usvg::BlendMode::ColorDodge => Blend::ColorDodge,
        usvg::BlendMode::ColorBurn => Blend::ColorBurn,
        usvg::BlendMode::HardLight => Blend::HardLight,
        usvg::BlendMode::SoftLight => Blend::SoftLight,
        usvg::BlendMode::Difference => Blend::Difference,
        usvg::BlendMode::Exclusion => Blend::Exclusion,
        usvg::BlendMode::Hue => Blend::Hue,
        usvg::BlendMode::Saturation => Blend::Saturation,
        usvg::BlendMode::Color => Blend::Color,
        usvg::BlendMode::Luminosity => Blend::Luminosity,
        // Told of with its line by the scan: the scene has no such mode, nor has PDF.
        usvg::BlendMode::PlusLighter => Blend::Normal,
    }
}

/// A picture in a rectangle given in px.
pub(super) fn placed(image: scene::ImageId, rect: Rect, ts: &Transform) -> Item {
    let upright = ts.b == 0.0 && ts.c == 0.0 && ts.a > 0.0 && ts.d > 0.0;
    if upright {
        return Item::Image(scene::Image { image, rect: ts.apply_rect(&rect) });
    }
    let items = vec![Item::Image(scene::Image { image, rect })];
    Item::Group(Box::new(Group { transform: *ts, items, ..Group::default() }))
}

/// An area in white, for masks.
pub(super) fn white(data: PathData) -> Item {
    let fill = Some(Fill::solid(crate::color::Color::WHITE));
    Item::Path(Box::new(Path { data: Arc::new(data), fill, stroke: None }))
}

/// A fraction that usvg keeps in single precision, without the digits that come from it.
pub(super) fn fraction(value: f32) -> f64 {
    (f64::from(value) * 1e6).round() / 1e6
}

/// Whether something among the items mixes with what lies under the group.
fn mixes(items: &[Item]) -> bool {
    items.iter().any(|item| match item {
        Item::Group(group) => group.blend != Blend::Normal || (!group.is_isolated() && mixes(&group.items)),
        Item::Path(_) | Item::Glyphs(_) | Item::Image(_) | Item::Use(_) | Item::Link(_) => false,
    })
}
