//! Import of pictures: PNG, JPEG and WebP files become image data that every exporter can hold. Upright, eight bits
//! a channel, sRGB or grey; a JPEG file that is all that already is kept as it is.

mod jpeg;
mod profile;

use std::io::Cursor;
use std::sync::Arc;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::diag::Diagnostic;
use crate::geom::Rect;
use crate::say;
use crate::scene::{ImageData, Pixels};

/// Pictures with more pixels than this are refused: at 300 dpi they would cover 0.7 m², and a small file that claims
/// to be that large is rather an attack.
pub const MAX_PIXELS: u64 = 100_000_000;

/// Reads a picture from the bytes of its file; what counts is the content, not the name.
///
/// JPEG files are kept as files when they are eight-bit grey, RGB or CMYK, upright and, unless CMYK, in sRGB or
/// without profile. All else is decoded: turned upright (EXIF), 16 bits reduced to 8, palettes expanded, alpha kept
/// apart, RGB and grey with an embedded profile converted to sRGB (relative colorimetric). A profile that cannot be
/// read counts as none. Of an animation the first picture is taken.
///
/// # Errors
/// A diagnostic without place: `image-format`, `image-damaged`, `image-too-large`, `image-turned-cmyk`.
pub fn read(bytes: &[u8]) -> Result<ImageData, Box<Diagnostic>> {
    match format(bytes)? {
        ImageFormat::Jpeg => read_jpeg(bytes),
        format => decode(bytes, format),
    }
}

/// The resolution of a picture that fills `rect`, in pixels per inch: the lower of the two directions.
/// Infinite where the rectangle has no extent.
pub fn effective_ppi(image: &ImageData, rect: &Rect) -> f64 {
    let across = |pixels: u32, millimetres: f64| f64::from(pixels) * 25.4 / millimetres.abs();
    across(image.width, rect.width.to_mm()).min(across(image.height, rect.height.to_mm()))
}

/// Whether a picture can be read, as far as its head tells.
pub(super) fn probe(bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    let (width, height) = match format(bytes)? {
        ImageFormat::Jpeg => jpeg::read(bytes).map(|header| (header.width, header.height)).ok_or_else(damaged)?,
        format => ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().map_err(|_| damaged())?,
    };
    check_size(width, height)
}

/// The same picture turned upright as a PNG file; none where it stands upright already or cannot be read.
pub(super) fn upright(bytes: &[u8]) -> Option<Vec<u8>> {
    let (image, orientation, _) = open(bytes, format(bytes).ok()?).ok()?;
    if orientation == Orientation::NoTransforms {
        return None;
    }
    let mut image = image;
    image.apply_orientation(orientation);
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, ImageFormat::Png).ok()?;
    Some(file.into_inner())
}

fn read_jpeg(bytes: &[u8]) -> Result<ImageData, Box<Diagnostic>> {
    let header = jpeg::read(bytes).ok_or_else(damaged)?;
    check_size(header.width, header.height)?;
    let turned = header.orientation != Orientation::NoTransforms;
    if turned && header.channels == 4 {
        let fault = Diagnostic::error(
            "image-turned-cmyk",
            say!(
                "la photo CMJN est couchée : ses métadonnées EXIF demandent de la tourner",
                "the CMYK photo lies on its side: its EXIF data ask for a turn"
            ),
        )
        .hint(say!(
            "l’enregistrer redressée depuis un logiciel de retouche, pour garder ses encres exactes",
            "save it upright from a photo editor, so that its inks stay exact"
        ));
        return Err(Box::new(fault));
    }
    let foreign = header.channels != 4 && header.profile.as_deref().is_some_and(profile::is_foreign);
    if turned || foreign || header.bits != 8 {
        return decode(bytes, ImageFormat::Jpeg);
    }
    let pixels = Pixels::Jpeg { file: Arc::from(bytes), channels: header.channels, inverted: header.inverted };
    Ok(ImageData { width: header.width, height: header.height, pixels })
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<ImageData, Box<Diagnostic>> {
    let (mut image, orientation, icc) = open(bytes, format)?;
    image.apply_orientation(orientation);
    let (width, height) = (image.width(), image.height());
    let grey = !image.color().has_color();
    let (mut color, alpha) = if grey { grey_samples(image) } else { rgb_samples(image) };
    if let Some(icc) = icc {
        profile::to_srgb(&mut color, grey, &icc);
    }
    let pixels = Pixels::Samples { color: color.into(), alpha: alpha.map(Arc::from), grey };
    Ok(ImageData { width, height, pixels })
}

type Opened = (DynamicImage, Orientation, Option<Vec<u8>>);

fn open(bytes: &[u8], format: ImageFormat) -> Result<Opened, Box<Diagnostic>> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    // Four channels of sixteen bits for the largest picture, and some room to work.
    limits.max_alloc = Some(MAX_PIXELS * 10);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| damaged())?;
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let icc = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(|_| damaged())?;
    Ok((image, orientation, icc))
}

type Planes = (Vec<u8>, Option<Vec<u8>>);

fn grey_samples(image: DynamicImage) -> Planes {
    if image.color().has_alpha() {
        split::<2>(&image.into_luma_alpha8())
    } else {
        (image.into_luma8().into_raw(), None)
    }
}

fn rgb_samples(image: DynamicImage) -> Planes {
    if image.color().has_alpha() { split::<4>(&image.into_rgba8()) } else { (image.into_rgb8().into_raw(), None) }
}

/// Colour and alpha apart; no alpha where all is opaque.
fn split<const CHANNELS: usize>(samples: &[u8]) -> Planes {
    let pixels = samples.as_chunks::<CHANNELS>().0;
    let color = pixels.iter().flat_map(|pixel| pixel.iter().take(CHANNELS - 1).copied()).collect();
    let alpha: Vec<u8> = pixels.iter().filter_map(|pixel| pixel.last().copied()).collect();
    (color, alpha.iter().any(|value| *value != 255).then_some(alpha))
}

fn check_size(width: u32, height: u32) -> Result<(), Box<Diagnostic>> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(damaged());
    }
    if pixels <= MAX_PIXELS {
        return Ok(());
    }
    let (millions, most) = (pixels / 1_000_000, MAX_PIXELS / 1_000_000);
    let fault = Diagnostic::error(
        "image-too-large",
        say!(
            "l’image fait {width} × {height} pixels, {millions} millions ; la limite est de {most} millions",
            "the picture has {width} × {height} pixels, {millions} million; the limit is {most} million"
        ),
    )
    .hint(say!(
        "la réduire : 300 pixels par pouce à la taille imprimée suffisent",
        "make it smaller: 300 pixels per inch at its printed size are enough"
    ));
    Err(Box::new(fault))
}

fn damaged() -> Box<Diagnostic> {
    let fault = Diagnostic::error(
        "image-damaged",
        say!("l’image est abîmée ou incomplète", "the picture is damaged or incomplete"),
    )
    .hint(say!("l’enregistrer à nouveau depuis l’original", "save it again from the original"));
    Box::new(fault)
}

fn format(bytes: &[u8]) -> Result<ImageFormat, Box<Diagnostic>> {
    match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => Ok(format),
        Ok(other) => Err(unknown(Some(&format!("{other:?}").to_uppercase()))),
        Err(_) => Err(unknown(None)),
    }
}

fn unknown(name: Option<&str>) -> Box<Diagnostic> {
    let message = match name {
        Some(name) => say!("une image {name} ne peut pas être lue", "a {name} picture cannot be read"),
        None => say!("ce fichier n’est pas une image connue", "this file is no known picture"),
    };
    Box::new(Diagnostic::error("image-format", message).hint(say!(
        "l’enregistrer en PNG (dessins), JPEG (photos) ou WebP",
        "save it as PNG (drawings), JPEG (photos) or WebP"
    )))
}
