//! Filters: the filtered group becomes a picture, drawn by resvg.

use resvg::tiny_skia::Pixmap;

use super::paint::Ink;
use super::walk::{Walk, blend, placed};
use super::{guarded, plane};
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect, Transform};
use crate::say;
use crate::scene::{Blend, Group, ImageData, Item, Pixels};

/// Pixels per inch of a filtered picture.
const PPI: f64 = 300.0;
/// Larger pictures are drawn at a lower resolution.
const MOST_PIXELS: f64 = 40_000_000.0;

impl Walk<'_> {
    /// Draws a group with filters, its clip, mask and opacity included; its blend mode stays outside.
    pub(super) fn filtered(&mut self, node: &usvg::Node, group: &usvg::Group, ts: &Transform, out: &mut Vec<Item>) {
        let inner = ts.then_inside(&plane::transform(group.transform()));
        let layer = inner.apply_rect(&plane::rect(group.layer_bounding_box().to_rect()));
        let Some(layer) = self.seen.map_or(Some(layer), |seen| common(&layer, &seen)) else { return };
        if !group.filters().iter().all(|filter| is_within_reach(filter, inner.mean_scale())) {
            let at = self.notes.place("filter");
            self.notes.add("filter too strong", at, too_strong());
            return;
        }
        let Some((data, rect, ppi)) = drawn(node, &layer, ts) else { return };
        self.note("filter", rasterised(ppi));
        let image = self.assets.add_image(self.tinted(data));
        let item = placed(image, rect, &Transform::IDENTITY);
        let blend = blend(group.blend_mode());
        if blend == Blend::Normal {
            out.push(item);
        } else {
            out.push(Item::Group(Box::new(Group { blend, items: vec![item], ..Group::default() })));
        }
    }

    /// The picture in the one colour that everything is painted in.
    fn tinted(&self, data: ImageData) -> ImageData {
        let color = match self.ink {
            Ink::One(color) => color.srgb,
            Ink::White => crate::color::Color::WHITE.srgb,
            Ink::Palette | Ink::Luminance => return data,
        };
        let Pixels::Samples { alpha, .. } = data.pixels else { return data };
        let count = data.width as usize * data.height as usize;
        let flat = [color.r, color.g, color.b].repeat(count);
        ImageData { pixels: Pixels::Samples { color: flat.into(), alpha, grey: false }, ..data }
    }
}

/// The rectangle inside both; none when they do not meet.
fn common(a: &Rect, b: &Rect) -> Option<Rect> {
    let (left, top) = (a.x.max(b.x), a.y.max(b.y));
    let (right, bottom) = (a.right().min(b.right()), a.bottom().min(b.bottom()));
    (left < right && top < bottom).then(|| Rect::new(left, top, right - left, bottom - top))
}

/// True when no step of a filter reaches further than a metre: beyond that resvg's whole numbers overflow.
fn is_within_reach(filter: &usvg::filter::Filter, scale: f64) -> bool {
    use usvg::filter::Kind;
    let near = |lengths: &[f32]| lengths.iter().all(|length| f64::from(length.abs()) * scale < 1000.0);
    filter.primitives().iter().all(|step| match step.kind() {
        Kind::GaussianBlur(blur) => near(&[blur.std_dev_x().get(), blur.std_dev_y().get()]),
        Kind::DropShadow(shadow) => {
            near(&[shadow.dx(), shadow.dy(), shadow.std_dev_x().get(), shadow.std_dev_y().get()])
        }
        Kind::Offset(offset) => near(&[offset.dx(), offset.dy()]),
        Kind::Morphology(change) => near(&[change.radius_x().get(), change.radius_y().get()]),
        Kind::DisplacementMap(map) => near(&[map.scale()]),
        Kind::ConvolveMatrix(convolve) => convolve.matrix().columns() * convolve.matrix().rows() <= 10_000,
        Kind::Turbulence(noise) => noise.num_octaves() <= 20,
        Kind::Blend(_)
        | Kind::ColorMatrix(_)
        | Kind::ComponentTransfer(_)
        | Kind::Composite(_)
        | Kind::DiffuseLighting(_)
        | Kind::Flood(_)
        | Kind::Image(_)
        | Kind::Merge(_)
        | Kind::SpecularLighting(_)
        | Kind::Tile(_) => true,
    })
}

fn too_strong() -> Diagnostic {
    Diagnostic::error(
        "drawing-lost",
        say!(
            "un filtre agit à plus d’un mètre : ce qu’il couvre manque dans le résultat",
            "a filter reaches further than a metre: what it covers is missing from the result"
        ),
    )
    .hint(say!("vérifier ses valeurs, ou retirer l’effet", "check its values, or remove the effect"))
}

/// The picture of a node over `layer` (mm), the rectangle it covers and its resolution.
fn drawn(node: &usvg::Node, layer: &Rect, ts: &Transform) -> Option<(ImageData, Rect, u32)> {
    let (width, height) = (layer.width.to_mm() / 25.4, layer.height.to_mm() / 25.4);
    let ppi = PPI.min((MOST_PIXELS / (width * height)).sqrt()).floor();
    let (columns, rows) = ((width * ppi).ceil(), (height * ppi).ceil());
    if !(ppi >= 1.0 && columns >= 1.0 && rows >= 1.0) {
        return None;
    }
    let mut pixmap = Pixmap::new(columns as u32, rows as u32)?;
    let scale = ppi / 25.4;
    let to_pixels =
        Transform::scale(scale, scale).then_inside(&Transform::translate(-layer.x, -layer.y)).then_inside(ts);
    // `render_node` moves the node to the corner of its own bounding box; this moves it back.
    let corner = node.abs_layer_bounding_box()?;
    let to_pixels = plane::to_usvg(&to_pixels).pre_translate(corner.x(), corner.y());
    guarded(|| resvg::render_node(node, to_pixels, &mut pixmap.as_mut()))??;
    let rect = Rect::new(layer.x, layer.y, Length::mm(columns / scale), Length::mm(rows / scale));
    Some((samples(&pixmap), rect, ppi as u32))
}

fn samples(pixmap: &Pixmap) -> ImageData {
    let straight: Vec<_> = pixmap.pixels().iter().map(|pixel| pixel.demultiply()).collect();
    let color = straight.iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    let alpha = straight.iter().map(|pixel| pixel.alpha()).collect();
    let pixels = Pixels::Samples { color, alpha: Some(alpha), grey: false };
    ImageData { width: pixmap.width(), height: pixmap.height(), pixels }
}

fn rasterised(ppi: u32) -> Diagnostic {
    Diagnostic::warning(
        "drawing-filter",
        say!(
            "un filtre (flou, ombre…) est rendu en image à {ppi} ppp : ce qu’il couvre n’est plus vectoriel",
            "a filter (blur, shadow…) is drawn as a picture at {ppi} ppi: what it covers is vector art no more"
        ),
    )
    .hint(say!(
        "pour des bords nets à l’impression, remplacer l’effet par des aplats ou des dégradés",
        "for crisp edges in print, replace the effect by flat colours or gradients"
    ))
}
