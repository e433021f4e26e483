//! Pages as PNG pictures for screens, proofs and checks, drawn by tiny-skia straight from the scene.
//! Knows the scene and nothing above it; reads no disk and no clock, so that the same page gives the same bytes.
//!
//! Text, pictures and artwork are drawn at their exact places, between pixels where they fall there. Colours are the
//! screen side of every colour; mixing happens in sRGB as browsers and PDF viewers do.

mod cache;
mod coverage;
mod device;
mod encode;
mod image;
mod layer;
mod outlines;
mod page;
mod paint;
mod painter;
mod resample;
mod text;

use crate::diag::Diagnostic;
use crate::scene::Document;

pub(super) use image::{decode, jpeg_inks};
pub(super) use page::artwork_loop;
pub use painter::Painter;
pub(super) use painter::{damaged, missing};

/// What lies under a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Background {
    /// White paper; the file has no alpha channel.
    #[default]
    White,
    /// Nothing; the file has an alpha channel.
    Transparent,
}

/// How pages become pictures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Dots per inch. The file says so in its pHYs chunk.
    pub dpi: f64,
    /// Shows the bleed around the trim. Without it the picture ends at the trim.
    pub bleed: bool,
    /// What lies under the page.
    pub background: Background,
}

impl Default for Options {
    /// 300 dpi, cut to the trim, on white.
    fn default() -> Self {
        Self { dpi: 300.0, bleed: false, background: Background::White }
    }
}

/// A page as pixels: rows from the top, eight bits a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixmap {
    width: u32,
    height: u32,
    rgba: Vec<u8>,
}

impl Pixmap {
    /// Width in pixels: the width of the trim (with the bleed on demand) × dpi / 25.4 mm, rounded.
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels, rounded in the same way.
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// Red, green, blue and alpha of every pixel, alpha not multiplied in: `width × height × 4` bytes.
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// The same bytes without copying them.
    pub fn into_rgba(self) -> Vec<u8> {
        self.rgba
    }

    /// Red, green, blue and alpha at column `x` and row `y`; none outside.
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        if x >= self.width {
            return None;
        }
        let at = (y as usize * self.width as usize + x as usize) * 4;
        self.rgba.get(at..at + 4)?.try_into().ok()
    }
}

/// One page as a PNG file. For many pages of a document make one [`Painter`], which keeps what they share.
///
/// # Errors
/// When there is no such page, when it has no size or more than 2^28 pixels, or when a picture cannot be decoded.
pub fn export(document: &Document, page: usize, options: &Options) -> Result<Vec<u8>, Box<Diagnostic>> {
    Painter::new(document, *options).png(page)
}
