//! Pictures as data URIs: JPEG files as they are, everything else as PNG.

use base64::Engine;
use png::{BitDepth, ColorType, Encoder};

use crate::scene::{ImageData, Pixels};

/// The value of an `href`; none when the picture is damaged. A CMYK JPEG becomes an RGB picture here, because
/// browsers show its inks each in their own way.
pub fn uri(image: &ImageData) -> Option<String> {
    let (kind, file) = match &image.pixels {
        Pixels::Jpeg { file, channels: 1 | 3, inverted: _ } => ("jpeg", file.to_vec()),
        Pixels::Jpeg { .. } | Pixels::Inks { .. } => {
            let bitmap = crate::export::png::decode(image)?;
            let rgb: Vec<u8> = bitmap.rgba.as_chunks::<4>().0.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect();
            ("png", encode(image, ColorType::Rgb, &rgb)?)
        }
        Pixels::Samples { color, alpha, grey } => ("png", samples(image, color, alpha.as_deref(), *grey)?),
    };
    Some(format!("data:image/{kind};base64,{}", base64::engine::general_purpose::STANDARD.encode(file)))
}

fn samples(image: &ImageData, color: &[u8], alpha: Option<&[u8]>, grey: bool) -> Option<Vec<u8>> {
    let (plain, clear) =
        if grey { (ColorType::Grayscale, ColorType::GrayscaleAlpha) } else { (ColorType::Rgb, ColorType::Rgba) };
    match alpha {
        None => encode(image, plain, color),
        Some(alpha) => {
            let mixed: Vec<u8> = color
                .chunks(if grey { 1 } else { 3 })
                .zip(alpha)
                .flat_map(|(pixel, alpha)| pixel.iter().chain(std::iter::once(alpha)).copied())
                .collect();
            encode(image, clear, &mixed)
        }
    }
}

fn encode(image: &ImageData, color: ColorType, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, image.width, image.height);
    encoder.set_color(color);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(bytes).ok()?;
    writer.finish().ok()?;
    Some(file)
}
