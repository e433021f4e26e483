//! Pictures: kept as files where that is exact, else upright samples in sRGB.

use std::io::Cursor;

use base64::Engine;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, RgbImage, RgbaImage};
use massicot::artwork::raster::{effective_ppi, read};
use massicot::geom::Rect;
use massicot::scene::{ImageData, Pixels};
use moxcms::ColorProfile;

fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.into().write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// A small colourful picture.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let pixels = RgbImage::from_fn(width, height, |x, y| image::Rgb([(x * 40 % 256) as u8, (y * 90 % 256) as u8, 200]));
    encoded(pixels, ImageFormat::Png)
}

pub fn data_url(png: &[u8]) -> String {
    format!("data:image/png;base64,{}", base64::engine::general_purpose::STANDARD.encode(png))
}

/// Colour, alpha, and whether it is grey.
fn samples(data: &ImageData) -> (&[u8], Option<&[u8]>, bool) {
    let Pixels::Samples { color, alpha, grey } = &data.pixels else { panic!("kept as a file") };
    (color, alpha.as_deref(), *grey)
}

fn code(bytes: &[u8]) -> &'static str {
    read(bytes).unwrap_err().code
}

#[test]
fn colour_grey_and_alpha_come_apart() {
    let clear = RgbaImage::from_raw(2, 1, vec![10, 20, 30, 255, 40, 50, 60, 128]).unwrap();
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let data = read(&encoded(clear.clone(), format)).unwrap();
        assert_eq!(samples(&data), (&[10, 20, 30, 40, 50, 60][..], Some(&[255, 128][..]), false));
    }
    let opaque = RgbaImage::from_raw(1, 1, vec![10, 20, 30, 255]).unwrap();
    assert_eq!(samples(&read(&encoded(opaque, ImageFormat::Png)).unwrap()), (&[10, 20, 30][..], None, false));
    let grey = image::GrayAlphaImage::from_raw(2, 1, vec![7, 255, 9, 0]).unwrap();
    assert_eq!(samples(&read(&encoded(grey, ImageFormat::Png)).unwrap()), (&[7, 9][..], Some(&[255, 0][..]), true));
}

#[test]
fn sixteen_bits_become_eight() {
    let deep = image::ImageBuffer::<image::Luma<u16>, _>::from_raw(3, 1, vec![0, 32768, 65535]).unwrap();
    let file = encoded(DynamicImage::ImageLuma16(deep), ImageFormat::Png);
    assert_eq!(samples(&read(&file).unwrap()), (&[0, 128, 255][..], None, true));
}

/// A file with a segment put in after its start.
fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, body, &jpeg[2..]].concat()
}

/// EXIF that says: the first row is on the right, turn a quarter clockwise.
const LYING: &[u8] = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";

#[test]
fn a_plain_jpeg_is_kept_as_its_file() {
    let jpeg = encoded(RgbImage::from_pixel(8, 4, image::Rgb([200, 10, 10])), ImageFormat::Jpeg);
    let data = read(&jpeg).unwrap();
    assert_eq!((data.width, data.height), (8, 4));
    assert_eq!(data.pixels, Pixels::Jpeg { file: jpeg.clone().into(), channels: 3, inverted: false });
    let grey = encoded(image::GrayImage::from_pixel(3, 3, image::Luma([99])), ImageFormat::Jpeg);
    assert!(matches!(read(&grey).unwrap().pixels, Pixels::Jpeg { channels: 1, .. }));
    let srgb = with_segment(&jpeg, 0xe2, &profile_chunk(&ColorProfile::new_srgb()));
    assert!(matches!(read(&srgb).unwrap().pixels, Pixels::Jpeg { .. }), "its own profile says the same");
    assert_eq!(code(&jpeg[..jpeg.len() - 2]), "image-damaged", "a file without its end");
}

#[test]
fn a_jpeg_that_lies_on_its_side_is_turned_upright() {
    let mut lying = RgbImage::from_pixel(16, 8, image::Rgb([0, 0, 0]));
    (0..8).for_each(|y| (0..8).for_each(|x| lying.put_pixel(x, y, image::Rgb([250, 250, 250]))));
    let jpeg = with_segment(&encoded(lying, ImageFormat::Jpeg), 0xe1, LYING);
    let data = read(&jpeg).unwrap();
    assert_eq!((data.width, data.height), (8, 16));
    // White was on the left; after a quarter turn clockwise it is on top.
    let (color, _, _) = samples(&data);
    assert!(color[0] > 200 && color[8 * 15 * 3] < 50, "{} {}", color[0], color[8 * 15 * 3]);
}

/// The markers of a JPEG of four inks; nobody decodes it here.
fn inks() -> Vec<u8> {
    let mut file = b"\xff\xd8\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\x02".to_vec();
    file.extend(b"\xff\xc2\0\x14\x08\0\x05\0\x09\x04\x01\x11\0\x02\x11\0\x03\x11\0\x04\x11\0");
    file.extend(b"\xff\xda\0\x0e\x04\x01\0\x02\0\x03\0\x04\0\0\x3f\0\x12\xff\0\x34\xff\xd0\x56\xff\xd9");
    file
}

#[test]
fn inks_pass_through_untouched() {
    let data = read(&inks()).unwrap();
    assert_eq!((data.width, data.height), (9, 5));
    assert_eq!(data.pixels, Pixels::Jpeg { file: inks().into(), channels: 4, inverted: true });
    // Turning would mean converting the inks: that is for a photo editor.
    assert_eq!(code(&with_segment(&inks(), 0xe1, LYING)), "image-turned-cmyk");
}

fn profile_chunk(profile: &ColorProfile) -> Vec<u8> {
    [&b"ICC_PROFILE\0\x01\x01"[..], &profile.encode().unwrap()].concat()
}

fn with_profile(profile: &ColorProfile, pixel: [u8; 3]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = PngEncoder::new(&mut file);
    encoder.set_icc_profile(profile.encode().unwrap()).unwrap();
    encoder.write_image(&pixel, 1, 1, ExtendedColorType::Rgb8).unwrap();
    file
}

/// Display P3 to sRGB by the matrices of both (SMPTE EG 432-1, IEC 61966-2-1), both with the curve of sRGB.
fn p3_to_srgb(pixel: [u8; 3]) -> [u8; 3] {
    let linear = pixel
        .map(|v| f64::from(v) / 255.0)
        .map(|v| if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) });
    let rows = [[1.2249, -0.2247, 0.0], [-0.0420, 1.0419, 0.0], [-0.0197, -0.0786, 1.0979]];
    rows.map(|row: [f64; 3]| row.iter().zip(linear).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0))
        .map(|v| if v <= 0.0031308 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 })
        .map(|v| (v * 255.0).round() as u8)
}

#[test]
fn a_foreign_profile_is_converted_and_srgb_left_alone() {
    let pixel = [180, 100, 60];
    let same = read(&with_profile(&ColorProfile::new_srgb(), pixel)).unwrap();
    assert_eq!(samples(&same).0, pixel);
    let wide = read(&with_profile(&ColorProfile::new_display_p3(), pixel)).unwrap();
    let expected = p3_to_srgb(pixel);
    assert!(expected[0] > 185, "P3 red is redder than sRGB's: {expected:?}");
    let off = samples(&wide).0.iter().zip(expected).map(|(a, b)| a.abs_diff(b)).max();
    assert!(off <= Some(1), "{:?} for {expected:?}", samples(&wide).0);
    let photo = encoded(RgbImage::from_pixel(8, 8, image::Rgb(pixel)), ImageFormat::Jpeg);
    let photo = read(&with_segment(&photo, 0xe2, &profile_chunk(&ColorProfile::new_display_p3()))).unwrap();
    assert!(samples(&photo).0[0].abs_diff(expected[0]) <= 3);
}

#[test]
fn what_is_no_picture_is_refused() {
    for bytes in [&b""[..], b"GIF89a\x01\0\x01\0\0\0\0", b"<svg/>", b"%PDF-1.7", b"II*\0\x08\0\0\0"] {
        assert_eq!(code(bytes), "image-format");
    }
    assert_eq!(code(&png(4, 4)[..60]), "image-damaged");
    // A head that claims 20,000 × 20,000 pixels, with its checksum.
    let mut bomb = png(4, 4);
    bomb[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    let checksum = bomb[12..29].iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    });
    bomb[29..33].copy_from_slice(&(!checksum).to_be_bytes());
    assert_eq!(code(&bomb), "image-too-large");
}

#[test]
fn resolution_is_that_of_the_coarser_direction() {
    let data = read(&png(300, 300)).unwrap();
    assert!((effective_ppi(&data, &Rect::mm(0.0, 0.0, 25.4, 12.7)) - 300.0).abs() < 1e-9);
    assert!((effective_ppi(&data, &Rect::mm(0.0, 0.0, 25.4, 50.8)) - 150.0).abs() < 1e-9);
}

#[test]
fn damaged_pictures_never_end_the_program() {
    let jpeg = with_segment(&encoded(RgbImage::new(16, 16), ImageFormat::Jpeg), 0xe1, LYING);
    for file in [png(9, 9), jpeg, encoded(RgbImage::new(9, 9), ImageFormat::WebP), inks()] {
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 0x55;
            let _ = read(&changed);
            let _ = read(&file[..at]);
        }
    }
}
