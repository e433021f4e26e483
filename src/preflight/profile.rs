//! The limits that rules hold a scene against, each with who says so. Knows no rule.

use crate::geom::Length;

/// Two limits: what is wrong, and what is only worth a remark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band<T> {
    /// Beyond this the result would be wrong.
    pub error: T,
    /// Beyond this it is worth a remark.
    pub warning: T,
}

/// The limits of one use. A rule whose limit is none stays silent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    /// Fewest pixels to the inch of a placed picture. Press: errors under 150 and warnings under 225 are the usual
    /// settings of the Ghent Workgroup 2015 profiles for grey and colour pictures. Screen: 72 pixels to the inch of
    /// the page at its true size.
    pub resolution: Option<Band<f64>>,
    /// Smallest module of a QR code. 0.33 mm is four dots at 300 dpi (Denso Wave, point for setting the module
    /// size); 0.396 mm is the smallest module of GS1 at the point of sale.
    pub module: Option<Band<Length>>,
    /// Least difference in reflectance between the ground and the modules of a code, 0 to 1: grade A of
    /// ISO/IEC 15415 asks for 0.70.
    pub symbol_contrast: Option<f64>,
    /// Codes are printed in black ink alone: the plates of several inks never meet exactly, and the edges of small
    /// modules blur.
    pub code_in_black: bool,
    /// Text, codes and figures stay inside the safe zone of the page (its width is a matter of the page: 3 to 5 mm
    /// is what printers ask for). Text that the cut goes through is always a fault.
    pub safe_zone: bool,
    /// Artwork that reaches the trim goes on to the bleed edge (3 mm at most printers; the page says how wide).
    pub bleed: bool,
    /// Thinnest line. 0.25 pt is what French offset printers ask for (Offset5), 0.125 pt the error limit of the Ghent
    /// Workgroup.
    pub line: Option<Band<Length>>,
    /// Smallest letters: an em of 5 pt is the error limit of the Ghent Workgroup for any text.
    pub text: Option<Length>,
    /// Smallest letters that are lighter than their ground: 7 pt (meinspiel.de, Calli Cartes).
    pub reversed_text: Option<Length>,
    /// Most ink on one spot, in percent of a solid: 300 on coated paper (ISO Coated v2 300 %, Onlineprinters,
    /// Pixartprinting, Pulsio).
    pub ink: Option<f64>,
    /// Nothing white is asked to overprint: there would be nothing to see of it (Ghent Workgroup 2015, white overprint).
    pub white_knocks_out: bool,
    /// Text smaller than this is printed in black ink alone rather than in rich black: 12 pt (Ghent Workgroup 2015,
    /// black text).
    pub rich_black: Option<Length>,
    /// Least contrast of text with its ground, for text of usual size and for large text: 4.5 and 3 (WCAG 2.2,
    /// success criterion 1.4.3).
    pub contrast: Option<Contrast>,
}

/// Least contrast ratios of text, 1 to 21.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    /// Text of usual size.
    pub usual: f64,
    /// Text from 18 pt, or from 14 pt when it is bold.
    pub large: f64,
}

impl Profile {
    /// For a print shop.
    pub const fn press() -> Self {
        Self {
            resolution: Some(Band { error: 150.0, warning: 225.0 }),
            module: Some(Band { error: Length::mm(0.33), warning: Length::mm(0.40) }),
            symbol_contrast: Some(0.70),
            code_in_black: true,
            safe_zone: true,
            bleed: true,
            line: Some(Band { error: Length::pt(0.125), warning: Length::pt(0.25) }),
            text: Some(Length::pt(5.0)),
            reversed_text: Some(Length::pt(7.0)),
            ink: Some(300.0),
            white_knocks_out: true,
            rich_black: Some(Length::pt(12.0)),
            contrast: Some(Contrast { usual: 4.5, large: 3.0 }),
        }
    }

    /// For reading on a screen, or a print at home of the same file: nothing about inks, bleed and thin lines.
    pub const fn screen() -> Self {
        Self {
            resolution: Some(Band { error: 72.0, warning: 72.0 }),
            code_in_black: false,
            safe_zone: false,
            bleed: false,
            line: None,
            reversed_text: None,
            ink: None,
            white_knocks_out: false,
            rich_black: None,
            ..Self::press()
        }
    }

    /// For the room to the edge alone, of whatever is held against it.
    pub const fn room() -> Self {
        Self {
            resolution: None,
            module: None,
            symbol_contrast: None,
            safe_zone: true,
            text: None,
            contrast: None,
            ..Self::screen()
        }
    }

    /// The profile that says all that `profiles` say, each limit as the strictest of them has it; none without
    /// profiles. Who makes files for several uses checks once, and no fault is told twice.
    pub fn strictest(profiles: &[Self]) -> Option<Self> {
        profiles.iter().copied().reduce(Self::and)
    }

    fn and(self, other: Self) -> Self {
        Self {
            resolution: both(self.resolution, other.resolution, |a, b| Band::map(a, b, f64::max)),
            module: both(self.module, other.module, |a, b| Band::map(a, b, Length::max)),
            symbol_contrast: both(self.symbol_contrast, other.symbol_contrast, f64::max),
            code_in_black: self.code_in_black || other.code_in_black,
            safe_zone: self.safe_zone || other.safe_zone,
            bleed: self.bleed || other.bleed,
            line: both(self.line, other.line, |a, b| Band::map(a, b, Length::max)),
            text: both(self.text, other.text, Length::max),
            reversed_text: both(self.reversed_text, other.reversed_text, Length::max),
            ink: both(self.ink, other.ink, f64::min),
            white_knocks_out: self.white_knocks_out || other.white_knocks_out,
            rich_black: both(self.rich_black, other.rich_black, Length::max),
            contrast: both(self.contrast, other.contrast, |a, b| Contrast {
                usual: a.usual.max(b.usual),
                large: a.large.max(b.large),
            }),
        }
    }
}

impl<T> Band<T> {
    fn map(a: Self, b: Self, stricter: impl Fn(T, T) -> T) -> Self {
        Self { error: stricter(a.error, b.error), warning: stricter(a.warning, b.warning) }
    }
}

/// The stricter of two limits, where none is the laxest.
fn both<T>(a: Option<T>, b: Option<T>, stricter: impl FnOnce(T, T) -> T) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(stricter(a, b)),
        (a, b) => a.or(b),
    }
}
