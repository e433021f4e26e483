//! Reads QR codes back from pixels with a decoder that shares no code with the encoder.

use rxing::common::HybridBinarizer;
use rxing::multi::MultipleBarcodeReader;
use rxing::multi::qrcode::QRCodeMultiReader;
use rxing::{BinaryBitmap, DecodeHints, Luma8Source};

/// What the QR codes in a grey picture say, in no particular order, each text once.
///
/// `pixels` holds `height` rows of `width` bytes, 0 black, 255 white. A code is found from about two pixels a module
/// on, upright or turned; it needs its light margin. A first quick look is followed by a thorough one, then by a
/// look at the picture enlarged twice. Nothing is found in a picture whose size does not fit its bytes.
pub fn read(pixels: &[u8], width: usize, height: usize) -> Vec<String> {
    if width == 0 || height == 0 || width.checked_mul(height) != Some(pixels.len()) {
        return Vec::new();
    }
    let mut texts = look(pixels, width, height, false);
    if texts.is_empty() {
        texts = look(pixels, width, height, true);
    }
    if texts.is_empty() && pixels.len() <= LARGEST_ENLARGED {
        texts = look(&enlarged(pixels, width), width * 2, height * 2, true);
    }
    texts.sort_unstable();
    texts.dedup();
    texts
}

/// Pictures with more pixels than this are not enlarged: their codes have pixels enough.
const LARGEST_ENLARGED: usize = 4_000_000;

fn look(pixels: &[u8], width: usize, height: usize, thorough: bool) -> Vec<String> {
    let (Ok(width), Ok(height)) = (u32::try_from(width), u32::try_from(height)) else { return Vec::new() };
    let Ok(source) = Luma8Source::new_with_slice(pixels, width, height) else { return Vec::new() };
    let hints = DecodeHints { TryHarder: Some(thorough), ..DecodeHints::default() };
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let found = QRCodeMultiReader::new().decode_multiple_with_hints(&mut bitmap, &hints);
    found.unwrap_or_default().iter().map(|code| code.getText().to_owned()).collect()
}

/// Every pixel as four.
fn enlarged(pixels: &[u8], width: usize) -> Vec<u8> {
    let twice = |row: &[u8]| row.iter().flat_map(|pixel| [*pixel; 2]).collect::<Vec<_>>();
    pixels.chunks_exact(width).map(twice).flat_map(|row| [row.clone(), row]).flatten().collect()
}
