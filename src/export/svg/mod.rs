//! Pages as SVG drawings in millimetres, for editors, browsers and laser cutters: pure functions from the scene.
//! Knows the scene and nothing above it.
//!
//! Coordinates are those of the scene: millimetres, origin at the trim corner, so that bleed lies at negative numbers
//! and turning it on moves nothing. Shared artwork, letters, pictures and gradients stand once in `<defs>`.
//!
//! Live text stays text: it can be selected, searched, copied and edited. Each character has its own place, taken from
//! the scene, and the fonts travel inside the file as subsets. A subset's character map leads every character straight
//! to the glyph that the shaper chose, so a browser has nothing left to decide. Where one character leads to several
//! glyphs (the `f` of *fin* and the ligature of *fi*), the font is embedded once more under another family name, with
//! another character map: the words stay the words, the ligature is drawn on its first letter and the others are
//! blank. What no character map can say (a soft hyphen that shows at a line's end, a cluster drawn by more glyphs than
//! it has characters) is drawn as outlines, and its characters stay in the text without being painted.
//!
//! One thing differs from PNG and PDF: CSS paints whatever is clipped apart, so a blend mode inside a clipped group
//! mixes with that group only.

mod defs;
mod face;
mod image;
pub(super) mod number;
mod page;
mod paint;
mod sfnt;
mod spell;
mod text;

use crate::diag::Diagnostic;
use crate::scene::Document;

/// How letters are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextMode {
    /// As text with embedded fonts.
    #[default]
    Live,
    /// As outlines, with the words in `aria-label`: looks the same in every program.
    Outlined,
}

/// How pages become drawings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How letters are written.
    pub text: TextMode,
    /// Shows the bleed around the trim. Without it the drawing ends at the trim.
    pub bleed: bool,
}

/// One page as an SVG drawing, the same text every time.
///
/// # Errors
/// When there is no such page, when it names fonts, artwork or pictures that the document does not hold, or when a
/// picture cannot be decoded.
pub fn export(document: &Document, page: usize, options: &Options) -> Result<String, Box<Diagnostic>> {
    page::write(document, page, options, "")
}

/// One page as an SVG drawing to be pasted into an HTML page beside others. Ids and names of font families start with
/// `prefix`, which differs from drawing to drawing; it holds ASCII letters, digits and hyphens and starts with a
/// letter, and other characters are left out of it.
///
/// # Errors
/// As [`export`].
pub fn export_inline(
    document: &Document,
    page: usize,
    options: &Options,
    prefix: &str,
) -> Result<String, Box<Diagnostic>> {
    let plain: String = prefix.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    page::write(document, page, options, &plain)
}
