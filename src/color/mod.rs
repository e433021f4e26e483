//! Colours as the field means them: what a screen shows and what each ink prints, side by side.
//! Knows nothing of palettes in files, nor of exporters.

mod contrast;
mod convert;
mod output;
mod spot;

pub use contrast::{contrast_ratio, relative_luminance};
pub use convert::{cmyk_to_srgb, srgb_to_cmyk};
pub use output::{OutputProfile, ProfileFault};
pub use spot::{Spot, SpotTint};

/// An sRGB colour (IEC 61966-2-1), eight bits a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Srgb {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Srgb {
    /// A colour by its three channels.
    pub const fn new(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b }
    }

    /// Reads `#rgb` or `#rrggbb`.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.is_ascii() {
            return None;
        }
        let channel = |range: std::ops::Range<usize>| u8::from_str_radix(digits.get(range)?, 16).ok();
        match digits.len() {
            3 => Some(Self::new(channel(0..1)? * 17, channel(1..2)? * 17, channel(2..3)? * 17)),
            6 => Some(Self::new(channel(0..2)?, channel(2..4)?, channel(4..6)?)),
            _ => None,
        }
    }

    /// Writes `#rrggbb`.
    pub fn to_hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

/// Process inks, each in tenths of a percent: 0 is bare paper, 1000 is solid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cmyk {
    /// Cyan.
    pub c: u16,
    /// Magenta.
    pub m: u16,
    /// Yellow.
    pub y: u16,
    /// Black.
    pub k: u16,
}

impl Cmyk {
    /// Solid black ink alone: text and codes (K 100).
    pub const BLACK: Self = Self { c: 0, m: 0, y: 0, k: 1000 };
    /// Bare paper.
    pub const PAPER: Self = Self { c: 0, m: 0, y: 0, k: 0 };

    /// Inks from percentages, rounded to a tenth; values outside 0–100 are clamped.
    pub fn percent(c: f64, m: f64, y: f64, k: f64) -> Self {
        let ink = |value: f64| (value.clamp(0.0, 100.0) * 10.0).round() as u16;
        Self { c: ink(c), m: ink(m), y: ink(y), k: ink(k) }
    }

    /// The four inks as fractions of a solid, as PDF operators take them.
    pub fn fractions(self) -> [f32; 4] {
        [self.c, self.m, self.y, self.k].map(|ink| f32::from(ink) / 1000.0)
    }

    /// Total area coverage in percent, 0 to 400.
    pub fn coverage(self) -> f64 {
        f64::from(self.c + self.m + self.y + self.k) / 10.0
    }
}

/// One colour in both worlds. Both sides are settled when the colour is read, so that exporters only pick one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Color {
    /// As shown on a screen.
    pub srgb: Srgb,
    /// As printed in process inks; of a spot colour, the inks that stand for it.
    pub cmyk: Cmyk,
    /// The plate of its own on which it prints instead, if it is a spot colour.
    pub spot: Option<SpotTint>,
    /// Nobody gave its inks: they were found through the shipped profile, and are found anew for another.
    pub converted: bool,
}

impl Color {
    /// K 100 and screen black.
    pub const BLACK: Self = Self::process(Srgb::new(0, 0, 0), Cmyk::BLACK);
    /// Bare paper and screen white.
    pub const WHITE: Self = Self::process(Srgb::new(255, 255, 255), Cmyk::PAPER);

    /// Solid on every plate of the job, spot plates too, and screen black: marks that must be seen on each.
    pub const REGISTRATION: Self = Self {
        srgb: Spot::ALL.screen(),
        cmyk: Spot::ALL.solid(),
        spot: Some(SpotTint { ink: Spot::ALL, tint: 1000 }),
        converted: false,
    };

    /// A colour printed in process inks.
    pub const fn process(srgb: Srgb, cmyk: Cmyk) -> Self {
        Self { srgb, cmyk, spot: None, converted: false }
    }

    /// A spot ink, solid.
    pub const fn from_spot(ink: Spot) -> Self {
        let spot = Some(SpotTint { ink, tint: 1000 });
        Self { srgb: ink.screen(), cmyk: ink.solid(), spot, converted: false }
    }

    /// True for black ink alone, solid: what overprints as text and codes.
    pub fn is_pure_black(self) -> bool {
        self.spot.is_none() && self.cmyk == Cmyk::BLACK
    }

    /// True for bare paper: no ink at all, which must never overprint.
    pub fn is_paper(self) -> bool {
        self.spot.map_or(self.cmyk == Cmyk::PAPER, |spot| spot.tint == 0)
    }

    /// A colour known by its inks: its screen colour comes from the shipped FOGRA39 profile.
    pub fn from_inks(cmyk: Cmyk) -> Self {
        let share = |ink: u16| (f64::from(ink) * 0.255).round() as u8;
        let rgb = cmyk_to_srgb(&[share(cmyk.c), share(cmyk.m), share(cmyk.y), share(cmyk.k)]);
        let channel = |at: usize| rgb.get(at).copied().unwrap_or_default();
        Self::process(Srgb::new(channel(0), channel(1), channel(2)), cmyk)
    }

    /// A colour known on screen only: its inks come from the shipped FOGRA39 profile.
    pub fn from_srgb(srgb: Srgb) -> Self {
        // Greys are black ink alone under every condition.
        let converted = srgb.r != srgb.g || srgb.g != srgb.b;
        Self { converted, ..Self::process(srgb, srgb_to_cmyk(srgb)) }
    }

    /// The same with its inks for another printing condition, where nobody gave them.
    pub fn under(self, profile: &OutputProfile) -> Self {
        if !self.converted || profile.is_shipped() {
            return self;
        }
        Self { cmyk: profile.inks(self.srgb), ..self }
    }

    /// This colour thinned towards paper: `amount` 1 keeps it, 0 is white. Mixes linearly in each space.
    pub fn tint(self, amount: f64) -> Self {
        let amount = amount.clamp(0.0, 1.0);
        let light = |channel: u8| (255.0 - (255.0 - f64::from(channel)) * amount).round() as u8;
        let ink = |value: u16| (f64::from(value) * amount).round() as u16;
        Self {
            srgb: Srgb::new(light(self.srgb.r), light(self.srgb.g), light(self.srgb.b)),
            cmyk: Cmyk { c: ink(self.cmyk.c), m: ink(self.cmyk.m), y: ink(self.cmyk.y), k: ink(self.cmyk.k) },
            spot: self.spot.map(|spot| SpotTint { tint: ink(spot.tint), ..spot }),
            converted: self.converted,
        }
    }
}
