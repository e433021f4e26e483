//! Pictures: decoded to premultiplied sRGB and drawn on the pixel grid of a page. Knows nothing of files on disk.

use tiny_skia::{FilterQuality, Pattern, PixmapRef, SpreadMode};
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::device::{Area, Device};
use super::layer::{Layer, scaled};
use super::resample::{Fall, resample};
use crate::color::cmyk_to_srgb;
use crate::geom::{Length, Rect, Transform};
use crate::scene::{ImageData, Pixels};

/// A decoded picture: rows from the top, red, green, blue, alpha, colours multiplied by alpha.
pub struct Bitmap {
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<u8>,
}

impl Bitmap {
    /// The bytes of one row; empty outside.
    pub fn row(&self, y: usize) -> &[u8] {
        self.rgba.get(y * self.width * 4..(y + 1) * self.width * 4).unwrap_or(&[])
    }

    /// Mirrored about the diagonal: rows become columns.
    fn transposed(&self) -> Self {
        let (pixels, _) = self.rgba.as_chunks::<4>();
        let mut rgba = Vec::with_capacity(self.rgba.len());
        for x in 0..self.width {
            for pixel in pixels.iter().skip(x).step_by(self.width) {
                rgba.extend_from_slice(pixel);
            }
        }
        Self { width: self.height, height: self.width, rgba }
    }
}

/// Decodes a picture; none when its bytes are damaged or do not match its size.
pub fn decode(image: &ImageData) -> Option<Bitmap> {
    let (width, height) = (usize::try_from(image.width).ok()?, usize::try_from(image.height).ok()?);
    let rgba = match &image.pixels {
        Pixels::Jpeg { file, inverted, channels: _ } => jpeg(file, *inverted, width, height)?,
        Pixels::Samples { color, alpha, grey } => {
            let rgb: Vec<u8> = if *grey { color.iter().flat_map(|grey| [*grey; 3]).collect() } else { color.to_vec() };
            with_alpha(&rgb, alpha.as_deref())
        }
        Pixels::Inks { samples } => with_alpha(&cmyk_to_srgb(samples), None),
    };
    (width > 0 && height > 0 && rgba.len() == width * height * 4).then_some(Bitmap { width, height, rgba })
}

fn with_alpha(rgb: &[u8], alpha: Option<&[u8]>) -> Vec<u8> {
    let (pixels, _) = rgb.as_chunks::<3>();
    let Some(alpha) = alpha else { return pixels.iter().flat_map(|[r, g, b]| [*r, *g, *b, 255]).collect() };
    pixels.iter().zip(alpha).flat_map(|([r, g, b], a)| [scaled(*r, *a), scaled(*g, *a), scaled(*b, *a), *a]).collect()
}

/// Cyan, magenta, yellow and black of every pixel of a JPEG file in inks, 255 is solid; none when it is damaged or has other
/// colours.
pub fn jpeg_inks(file: &[u8], inverted: bool, width: u32, height: u32) -> Option<Vec<u8>> {
    let (samples, stored) = stored(file, usize::try_from(width).ok()?, usize::try_from(height).ok()?)?;
    let inks = match stored {
        ColorSpace::CMYK => samples,
        ColorSpace::YCCK => samples.as_chunks::<4>().0.iter().flat_map(ycck).collect(),
        _ => return None,
    };
    Some(turned(inks, inverted))
}

fn jpeg(file: &[u8], inverted: bool, width: usize, height: usize) -> Option<Vec<u8>> {
    let (samples, stored) = stored(file, width, height)?;
    let rgb = match stored {
        ColorSpace::CMYK => cmyk_to_srgb(&turned(samples, inverted)),
        ColorSpace::YCCK => {
            let inks = samples.as_chunks::<4>().0.iter().flat_map(ycck).collect();
            cmyk_to_srgb(&turned(inks, inverted))
        }
        _ => samples,
    };
    Some(with_alpha(&rgb, None))
}

/// The samples of a JPEG file and what they are.
fn stored(file: &[u8], width: usize, height: usize) -> Option<(Vec<u8>, ColorSpace)> {
    let mut reader = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(file), DecoderOptions::default());
    reader.decode_headers().ok()?;
    if reader.dimensions()? != (width, height) {
        return None;
    }
    let stored = reader.input_colorspace()?;
    let wanted = match stored {
        ColorSpace::CMYK | ColorSpace::YCCK => stored,
        _ => ColorSpace::RGB,
    };
    reader.set_options(DecoderOptions::default().jpeg_set_out_colorspace(wanted));
    Some((reader.decode().ok()?, stored))
}

/// Cyan, magenta, yellow and black of a YCCK pixel: the first three are the complement of YCbCr decoded
/// (ITU-T T.872, 6.1; JFIF coefficients).
fn ycck([y, cb, cr, k]: &[u8; 4]) -> [u8; 4] {
    let (y, cb, cr) = (f32::from(*y), f32::from(*cb) - 128.0, f32::from(*cr) - 128.0);
    let complement = |value: f32| 255 - value.round().clamp(0.0, 255.0) as u8;
    [complement(y + 1.402 * cr), complement(y - 0.344_136 * cb - 0.714_136 * cr), complement(y + 1.772 * cb), *k]
}

fn turned(mut inks: Vec<u8>, inverted: bool) -> Vec<u8> {
    if inverted {
        inks.iter_mut().for_each(|ink| *ink = 255 - *ink);
    }
    inks
}

/// A picture as pixels of the page: `rect` mapped by `device`, edges thinned where they cross a pixel.
/// None when it is too small or too large to draw.
pub fn draw(bitmap: &Bitmap, rect: &Rect, device: &Device, room: &Area) -> Option<Layer> {
    let area = Area::around(device.bounds(rect)).intersect(room);
    if area.is_empty() || rect.width <= Length::ZERO || rect.height <= Length::ZERO {
        return None;
    }
    // From the picture's own pixels to those of the new canvas.
    let own = Transform {
        a: rect.width.to_mm() / bitmap.width as f64,
        d: rect.height.to_mm() / bitmap.height as f64,
        dx: rect.x,
        dy: rect.y,
        ..Transform::IDENTITY
    };
    let map = device.seen_from(&area).inside(&own);
    if map.keeps_upright() { draw_upright(bitmap, &map, area) } else { draw_turned(bitmap, &map, area) }
}

fn draw_upright(bitmap: &Bitmap, map: &Device, area: Area) -> Option<Layer> {
    let (width, height) = (area.width() as usize, area.height() as usize);
    let drawn = if map.b == 0.0 && map.c == 0.0 {
        let (across, down) = (Fall { origin: map.e, scale: map.a }, Fall { origin: map.f, scale: map.d });
        resample(bitmap, across, down, width, height)
    } else {
        let (across, down) = (Fall { origin: map.e, scale: map.c }, Fall { origin: map.f, scale: map.b });
        resample(&bitmap.transposed(), across, down, width, height)
    };
    let size = tiny_skia::IntSize::from_wh(area.width(), area.height())?;
    Some(Layer { pixmap: tiny_skia::Pixmap::from_vec(drawn.rgba, size)?, area })
}

/// Shrinks first where the picture has more pixels than the page, then turns.
fn draw_turned(bitmap: &Bitmap, map: &Device, area: Area) -> Option<Layer> {
    let side = |pixels: usize, scale: f64| ((pixels as f64 * scale.min(1.0)).ceil() as usize).clamp(1, pixels);
    let (width, height) = (side(bitmap.width, map.a.hypot(map.b)), side(bitmap.height, map.c.hypot(map.d)));
    let fall = |new: usize, old: usize| Fall { origin: 0.0, scale: new as f64 / old as f64 };
    let (across, down) = (fall(width, bitmap.width), fall(height, bitmap.height));
    let small = resample(bitmap, across, down, width, height);
    let pixels = PixmapRef::from_bytes(&small.rgba, u32::try_from(width).ok()?, u32::try_from(height).ok()?)?;
    let unit = Transform { a: 1.0 / across.scale, d: 1.0 / down.scale, ..Transform::IDENTITY };
    let matrix = map.inside(&unit).matrix();
    let shader = Pattern::new(pixels, SpreadMode::Pad, FilterQuality::Bicubic, 1.0, tiny_skia::Transform::identity());
    let paint = tiny_skia::Paint { shader, anti_alias: true, ..tiny_skia::Paint::default() };
    let mut layer = Layer::new(area)?;
    let edge = tiny_skia::Rect::from_xywh(0.0, 0.0, width as f32, height as f32)?;
    layer.pixmap.fill_rect(edge, &paint, matrix, None);
    Some(layer)
}
