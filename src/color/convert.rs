//! From inks back to screen colours, through the FOGRA39 profile that ships with the program.

use std::sync::{Arc, OnceLock};

use moxcms::{ColorProfile, Layout, RenderingIntent, Transform8BitExecutor, TransformOptions};

use super::{Cmyk, OutputProfile, Srgb};

/// The inks that match an sRGB colour on coated paper; neutrals on the black plate alone.
pub fn srgb_to_cmyk(color: Srgb) -> Cmyk {
    OutputProfile::fogra39().inks(color)
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
            let inks = ColorProfile::new_from_slice(OutputProfile::fogra39().icc()).ok()?;
            let options = TransformOptions {
                rendering_intent: RenderingIntent::RelativeColorimetric,
                ..TransformOptions::default()
            };
            inks.create_transform_8bit(Layout::Rgba, &ColorProfile::new_srgb(), Layout::Rgb, options).ok()
        })
        .as_ref()
}
