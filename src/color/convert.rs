//! From screen colours to inks, through the FOGRA39 profile that ships with the program.

use std::sync::{Arc, OnceLock};

use moxcms::{ColorProfile, Layout, RenderingIntent, Transform8BitExecutor, TransformOptions};

use super::{Cmyk, Srgb};

/// Coated offset after FOGRA39, built from the characterisation data `FOGRA39L` (zlib licence); CC0.
pub const FOGRA39: &[u8] = include_bytes!("FOGRA39_massicot.icc");

/// The inks that match an sRGB colour on coated paper, relative colorimetric.
///
/// Neutrals stay on the black plate alone, so that grey text and rules never show a coloured fringe
/// when plates are out of register.
pub fn srgb_to_cmyk(color: Srgb) -> Cmyk {
    if color.r == color.g && color.g == color.b {
        return Cmyk::percent(0.0, 0.0, 0.0, (255.0 - f64::from(color.r)) / 2.55);
    }
    let mut inks = [0_u8; 4];
    match transform() {
        Some(transform) if transform.transform(&[color.r, color.g, color.b], &mut inks).is_ok() => {
            let [c, m, y, k] = inks.map(|ink| f64::from(ink) / 2.55);
            Cmyk::percent(c, m, y, k)
        }
        _ => complement(color),
    }
}

/// Rows of sRGB samples (three bytes a pixel) as inks (four bytes a pixel, 255 is solid), relative colorimetric.
///
/// Meant for pictures: greys are built from all inks, as the profile says, so that a photograph has no steps where
/// it turns neutral. Bytes beyond the last whole pixel are left out.
pub fn srgb_samples_to_cmyk(rgb: &[u8]) -> Vec<u8> {
    let (pixels, _) = rgb.as_chunks::<3>();
    let mut inks = vec![0; pixels.len() * 4];
    let whole = pixels.as_flattened();
    if transform().is_some_and(|transform| transform.transform(whole, &mut inks).is_ok()) {
        return inks;
    }
    let complements = pixels.iter().map(|[r, g, b]| complement(Srgb::new(*r, *g, *b)));
    complements
        .flat_map(|inks| [inks.c, inks.m, inks.y, inks.k])
        .map(|ink| ((u32::from(ink) * 255 + 500) / 1000) as u8)
        .collect()
}

/// The textbook conversion, for the case that the profile cannot be used.
fn complement(color: Srgb) -> Cmyk {
    let [c, m, y] = [color.r, color.g, color.b].map(|channel| (255.0 - f64::from(channel)) / 2.55);
    let k = c.min(m).min(y);
    Cmyk::percent(c - k, m - k, y - k, k)
}

/// Screen colours of CMYK pixels (four bytes each, 255 is solid ink) printed on coated paper: three bytes each,
/// relative colorimetric. Bytes beyond the last whole pixel are left out.
pub fn cmyk_to_srgb(inks: &[u8]) -> Vec<u8> {
    let (pixels, _) = inks.as_chunks::<4>();
    let mut rgb = vec![0_u8; pixels.len() * 3];
    match inverse() {
        Some(transform) if transform.transform(pixels.as_flattened(), &mut rgb).is_ok() => rgb,
        _ => pixels.iter().flat_map(|[c, m, y, k]| [c, m, y].map(|ink| paper_left(*ink, *k))).collect(),
    }
}

/// The textbook conversion: what is left of the light after one ink and black.
fn paper_left(ink: u8, black: u8) -> u8 {
    (u32::from(255 - ink) * u32::from(255 - black) / 255) as u8
}

fn inverse() -> Option<&'static Arc<Transform8BitExecutor>> {
    static INVERSE: OnceLock<Option<Arc<Transform8BitExecutor>>> = OnceLock::new();
    INVERSE
        .get_or_init(|| {
            let inks = ColorProfile::new_from_slice(FOGRA39).ok()?;
            let options = TransformOptions {
                rendering_intent: RenderingIntent::RelativeColorimetric,
                ..TransformOptions::default()
            };
            inks.create_transform_8bit(Layout::Rgba, &ColorProfile::new_srgb(), Layout::Rgb, options).ok()
        })
        .as_ref()
}

fn transform() -> Option<&'static Arc<Transform8BitExecutor>> {
    static TRANSFORM: OnceLock<Option<Arc<Transform8BitExecutor>>> = OnceLock::new();
    TRANSFORM
        .get_or_init(|| {
            let inks = ColorProfile::new_from_slice(FOGRA39).ok()?;
            let options = TransformOptions {
                rendering_intent: RenderingIntent::RelativeColorimetric,
                ..TransformOptions::default()
            };
            // moxcms names a four-channel layout `Rgba` whatever its channels mean; here they are C, M, Y and K.
            ColorProfile::new_srgb().create_transform_8bit(Layout::Rgb, &inks, Layout::Rgba, options).ok()
        })
        .as_ref()
}
