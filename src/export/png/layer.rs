//! Canvases and how one is laid over another: opacity, masks and blend modes. Knows pixels, not items.

use tiny_skia::{BlendMode, Mask, PixmapPaint};

use super::device::Area;
use crate::scene::Blend;

/// A canvas of premultiplied pixels and where it lies among the pixels of the page.
pub struct Layer {
    pub pixmap: tiny_skia::Pixmap,
    pub area: Area,
}

impl Layer {
    /// A clear canvas; none for an empty area or one too large to address.
    pub fn new(area: Area) -> Option<Self> {
        Some(Self { pixmap: tiny_skia::Pixmap::new(area.width(), area.height())?, area })
    }

    /// A mask of this canvas' size that hides everything.
    pub fn empty_mask(&self) -> Option<Mask> {
        Mask::new(self.area.width(), self.area.height())
    }
}

/// How a layer is laid down.
#[derive(Clone, Copy)]
pub struct Laying<'a> {
    /// Of the layer as a whole.
    pub opacity: f64,
    /// How it mixes.
    pub blend: Blend,
    /// Of the layer's size.
    pub mask: Option<&'a Mask>,
    /// Of the canvas' size.
    pub clip: Option<&'a Mask>,
}

impl<'a> Laying<'a> {
    /// Opaque and unmasked, cut by `clip`.
    pub const fn plain(clip: Option<&'a Mask>) -> Self {
        Self { opacity: 1.0, blend: Blend::Normal, mask: None, clip }
    }
}

/// Lays `pixmap`, whose corner is at (`left`, `top`) of the page, over `canvas`.
pub fn lay(canvas: &mut Layer, pixmap: &tiny_skia::Pixmap, area: Area, how: &Laying<'_>) {
    let common = area.intersect(&canvas.area);
    if common.is_empty() {
        return;
    }
    match how.blend {
        Blend::Normal => {
            for y in common.top..common.bottom {
                let (source, target) = (row(area, common, y), row(canvas.area, common, y));
                let (Some(source_pixels), Some(target_pixels)) = (
                    pixmap.data().get(source.start * 4..source.end * 4),
                    canvas.pixmap.data_mut().get_mut(target.start * 4..target.end * 4),
                ) else {
                    continue;
                };
                let mask = how.mask.and_then(|mask| mask.data().get(source.clone()));
                let clip = how.clip.and_then(|clip| clip.data().get(target.clone()));
                over(source_pixels, target_pixels, mask, clip, how.opacity);
            }
        }
        Blend::Multiply
        | Blend::Screen
        | Blend::Overlay
        | Blend::Darken
        | Blend::Lighten
        | Blend::ColorDodge
        | Blend::ColorBurn
        | Blend::HardLight
        | Blend::SoftLight
        | Blend::Difference
        | Blend::Exclusion
        | Blend::Hue
        | Blend::Saturation
        | Blend::Color
        | Blend::Luminosity => lay_blended(canvas, pixmap, area, common, how),
    }
}

/// Thins the layer first: every blend mode is linear in the source's alpha.
fn lay_blended(canvas: &mut Layer, pixmap: &tiny_skia::Pixmap, area: Area, common: Area, how: &Laying<'_>) {
    let Some(mut thinned) = Layer::new(common) else { return };
    lay(&mut thinned, pixmap, area, &Laying { blend: Blend::Normal, clip: None, ..*how });
    let paint = PixmapPaint { blend_mode: mode(how.blend), ..PixmapPaint::default() };
    let (x, y) = (common.left - canvas.area.left, common.top - canvas.area.top);
    let identity = tiny_skia::Transform::identity();
    canvas.pixmap.draw_pixmap(x, y, thinned.pixmap.as_ref(), &paint, identity, how.clip);
}

/// Where the pixels of `common` in row `y` stand in the rows of `area`.
fn row(area: Area, common: Area, y: i32) -> std::ops::Range<usize> {
    let at = |x: i32| (y - area.top) as usize * area.width() as usize + (x - area.left) as usize;
    at(common.left)..at(common.right)
}

/// a × b / 255, rounded to the nearest.
pub const fn scaled(a: u8, b: u8) -> u8 {
    let product = a as u32 * b as u32 + 128;
    ((product + (product >> 8)) >> 8) as u8
}

fn over(source: &[u8], target: &mut [u8], mask: Option<&[u8]>, clip: Option<&[u8]>, opacity: f64) {
    let opacity = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
    let (source, _) = source.as_chunks::<4>();
    let (target, _) = target.as_chunks_mut::<4>();
    if mask.is_none() && clip.is_none() && opacity == 255 {
        if source.iter().fold(255, |all, pixel| all & pixel[3]) == 255 {
            target.copy_from_slice(source);
        } else {
            source.iter().zip(target).for_each(|(pixel, under)| over_pixel(*pixel, under));
        }
        return;
    }
    let share = |masks: Option<&[u8]>, index: usize| masks.and_then(|m| m.get(index).copied()).unwrap_or(255);
    for (index, (pixel, under)) in source.iter().zip(target).enumerate() {
        let cover = scaled(scaled(share(mask, index), share(clip, index)), opacity);
        over_pixel(pixel.map(|channel| scaled(channel, cover)), under);
    }
}

/// Paints one row of an opaque colour at (`left`, `y`) of the canvas, as far as `parts` (0 to 255) cover each pixel.
pub fn ink_row(canvas: &mut Layer, left: i32, y: i32, parts: &[u8], ink: [u8; 3], clip: Option<&Mask>) {
    let width = canvas.area.width() as usize;
    let (Ok(y), Ok(start)) = (usize::try_from(y), usize::try_from(left.max(0))) else { return };
    let Some(parts) = parts.get(usize::try_from(-left).unwrap_or(0)..) else { return };
    let end = (start + parts.len()).min(width);
    let Some(row) = canvas.pixmap.data_mut().get_mut(y * width * 4..(y + 1) * width * 4) else { return };
    let Some(row) = row.get_mut(start * 4..end * 4) else { return };
    let clip = clip.and_then(|clip| clip.data().get(y * width + start..y * width + end));
    let (pixels, _) = row.as_chunks_mut::<4>();
    let [r, g, b] = ink;
    for (index, (pixel, part)) in pixels.iter_mut().zip(parts).enumerate() {
        if *part == 0 {
            continue;
        }
        let part = clip.and_then(|clip| clip.get(index)).map_or(*part, |share| scaled(*part, *share));
        over_pixel([scaled(r, part), scaled(g, part), scaled(b, part), part], pixel);
    }
}

fn over_pixel(pixel: [u8; 4], under: &mut [u8; 4]) {
    match pixel[3] {
        0 => {}
        255 => *under = pixel,
        alpha => {
            for (channel, below) in pixel.iter().zip(under) {
                *below = channel.saturating_add(scaled(*below, 255 - alpha));
            }
        }
    }
}

const fn mode(blend: Blend) -> BlendMode {
    match blend {
        Blend::Normal => BlendMode::SourceOver,
        Blend::Multiply => BlendMode::Multiply,
        Blend::Screen => BlendMode::Screen,
        Blend::Overlay => BlendMode::Overlay,
        Blend::Darken => BlendMode::Darken,
        Blend::Lighten => BlendMode::Lighten,
        Blend::ColorDodge => BlendMode::ColorDodge,
        Blend::ColorBurn => BlendMode::ColorBurn,
        Blend::HardLight => BlendMode::HardLight,
        Blend::SoftLight => BlendMode::SoftLight,
        Blend::Difference => BlendMode::Difference,
        Blend::Exclusion => BlendMode::Exclusion,
        Blend::Hue => BlendMode::Hue,
        Blend::Saturation => BlendMode::Saturation,
        Blend::Color => BlendMode::Color,
        Blend::Luminosity => BlendMode::Luminosity,
    }
}

/// What a layer shows through as a mask: its alpha, or the luminosity of what is painted on black
/// (coefficients of SVG 1.1, 14.4: linear sums of the sRGB values).
pub fn as_mask(layer: &Layer, by_alpha: bool) -> Option<Mask> {
    let (pixels, _) = layer.pixmap.data().as_chunks::<4>();
    let share = |[r, g, b, a]: &[u8; 4]| {
        if by_alpha {
            return *a;
        }
        let sum = 13_933 * u32::from(*r) + 46_871 * u32::from(*g) + 4_732 * u32::from(*b);
        ((sum + 32_768) >> 16) as u8
    };
    let size = tiny_skia::IntSize::from_wh(layer.area.width(), layer.area.height())?;
    Mask::from_vec(pixels.iter().map(share).collect(), size)
}

/// What both masks let through; they are of one size.
pub fn intersect(mask: &mut Mask, other: &Mask) {
    for (share, other) in mask.data_mut().iter_mut().zip(other.data()) {
        *share = scaled(*share, *other);
    }
}
