//! The printing condition that inks are made for: its ICC profile, and the way from screen colours to its inks.
//! Knows no files.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, LazyLock, OnceLock};

use moxcms::{
    ColorProfile, Layout, RenderingIntent, ToneReprCurve, Transform8BitExecutor, TransformExecutor, TransformOptions,
};

use super::{Cmyk, Srgb};

/// Coated offset after FOGRA39, built from the characterisation data `FOGRA39L` (zlib licence); CC0.
const FOGRA39: &[u8] = include_bytes!("FOGRA39_massicot.icc");

/// What [`black_point`] finds of it, so that no run has to: it takes as long as a hundred cards.
const FOGRA39_BLACK: f64 = 0.010_558;

/// Steps of the tone curve that lifts black to what the press can print.
const STEPS: u16 = 4096;

/// Why a file cannot be the profile of an output intent (ISO 15930-7, 6.2.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileFault {
    /// It is no ICC profile, or cut short.
    NotIcc,
    /// A profile of another class than `prtr`: of a screen, a scanner, a link.
    Class(String),
    /// An output profile of other colours than cyan, magenta, yellow and black.
    Space(String),
    /// Neither version 2 nor version 4.
    Version(u8),
    /// Tables are missing or damaged.
    Damaged,
}

/// A printing condition.
pub struct OutputProfile {
    icc: Cow<'static, [u8]>,
    /// Its name, as standards and printers know it: `FOGRA39`.
    condition: String,
    description: String,
    to_inks: OnceLock<Option<Arc<Transform8BitExecutor>>>,
}

impl OutputProfile {
    /// Coated offset, FOGRA39: the profile that ships with the program.
    pub fn fogra39() -> Arc<Self> {
        static SHIPPED: LazyLock<Arc<OutputProfile>> = LazyLock::new(|| {
            Arc::new(OutputProfile {
                icc: Cow::Borrowed(FOGRA39),
                condition: "FOGRA39".into(),
                description: "FOGRA39L coated, Massicot build".into(),
                to_inks: OnceLock::new(),
            })
        });
        SHIPPED.clone()
    }

    /// Reads the bytes of a profile file: class `prtr`, CMYK, version 2 or 4. The condition is the one named, or else
    /// the one that the profile tells of itself (`FOGRA…`, `CGATS…`), or else its description.
    ///
    /// # Errors
    /// Why it cannot be the profile of an output intent.
    pub fn read(icc: &[u8], condition: Option<&str>) -> Result<Self, ProfileFault> {
        let tag = |at: usize| icc.get(at..at + 4).map(|tag| String::from_utf8_lossy(tag).into_owned());
        let length = icc.first_chunk().map(|length| u32::from_be_bytes(*length) as usize);
        if tag(36).as_deref() != Some("acsp") || length != Some(icc.len()) {
            return Err(ProfileFault::NotIcc);
        }
        match (tag(12).unwrap_or_default(), tag(16).unwrap_or_default(), icc.get(8).copied().unwrap_or_default()) {
            (class, ..) if class != "prtr" => return Err(ProfileFault::Class(class.trim().to_owned())),
            (_, space, _) if space != "CMYK" => return Err(ProfileFault::Space(space.trim().to_owned())),
            (.., version) if version != 2 && version != 4 => return Err(ProfileFault::Version(version)),
            _ => {}
        }
        let parsed = ColorProfile::new_from_slice(icc).map_err(|_| ProfileFault::Damaged)?;
        let words = |text: &Option<moxcms::ProfileText>| text.as_ref().map(plain_text).unwrap_or_default();
        let description = words(&parsed.description);
        let told = || condition_in(&description).or_else(|| condition_in(&words(&parsed.char_target)));
        let condition = condition.map(str::to_owned).or_else(told).unwrap_or_else(|| description.clone());
        let profile = Self { icc: Cow::Owned(icc.to_vec()), condition, description, to_inks: OnceLock::new() };
        if profile.transform().is_none() {
            return Err(ProfileFault::Damaged);
        }
        Ok(profile)
    }

    /// The profile as it is embedded.
    pub fn icc(&self) -> &[u8] {
        &self.icc
    }

    /// The name of the condition: `FOGRA39`.
    pub fn condition(&self) -> &str {
        &self.condition
    }

    /// True when the registry of the ICC knows the condition by that name.
    pub fn is_registered(&self) -> bool {
        condition_in(&self.condition).is_some_and(|known| known == self.condition)
    }

    /// What the profile says of itself.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// True for the profile that ships with the program, whose inks colours have already.
    pub fn is_shipped(&self) -> bool {
        matches!(self.icc, Cow::Borrowed(_))
    }

    /// The inks that match an sRGB colour, relative colorimetric with black-point compensation.
    ///
    /// Neutrals stay on the black plate alone, so that grey text and rules never show a coloured fringe
    /// when plates are out of register.
    pub fn inks(&self, color: Srgb) -> Cmyk {
        if color.r == color.g && color.g == color.b {
            return Cmyk::percent(0.0, 0.0, 0.0, (255.0 - f64::from(color.r)) / 2.55);
        }
        let mut inks = [0_u8; 4];
        match self.transform() {
            Some(transform) if transform.transform(&[color.r, color.g, color.b], &mut inks).is_ok() => {
                let [c, m, y, k] = inks.map(|ink| f64::from(ink) / 2.55);
                Cmyk::percent(c, m, y, k)
            }
            _ => complement(color),
        }
    }

    /// Rows of sRGB samples (three bytes a pixel) as inks (four bytes a pixel, 255 is solid), relative colorimetric with
    /// black-point compensation.
    ///
    /// Meant for pictures: greys are built from all inks, as the profile says, so that a photograph has no steps where
    /// it turns neutral. Bytes beyond the last whole pixel are left out.
    pub fn samples(&self, rgb: &[u8]) -> Vec<u8> {
        let (pixels, _) = rgb.as_chunks::<3>();
        let mut inks = vec![0; pixels.len() * 4];
        let whole = pixels.as_flattened();
        if self.transform().is_some_and(|transform| transform.transform(whole, &mut inks).is_ok()) {
            return inks;
        }
        let complements = pixels.iter().map(|[r, g, b]| complement(Srgb::new(*r, *g, *b)));
        complements
            .flat_map(|inks| [inks.c, inks.m, inks.y, inks.k])
            .map(|ink| ((u32::from(ink) * 255 + 500) / 1000) as u8)
            .collect()
    }

    fn transform(&self) -> Option<&Arc<Transform8BitExecutor>> {
        self.to_inks
            .get_or_init(|| {
                let inks = ColorProfile::new_from_slice(&self.icc).ok()?;
                let black = if self.is_shipped() { Some(FOGRA39_BLACK) } else { black_point(&inks) };
                let screen = lifted(black.unwrap_or(0.0));
                // moxcms names a four-channel layout `Rgba` whatever its channels mean; here they are C, M, Y and K.
                screen.create_transform_8bit(Layout::Rgb, &inks, Layout::Rgba, colorimetric()).ok()
            })
            .as_ref()
    }
}

impl PartialEq for OutputProfile {
    fn eq(&self, other: &Self) -> bool {
        self.icc == other.icc && self.condition == other.condition
    }
}

impl Eq for OutputProfile {}

impl fmt::Debug for OutputProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutputProfile").field("condition", &self.condition).finish_non_exhaustive()
    }
}

/// A transform of numbers that are not rounded.
type Wide = dyn TransformExecutor<f32> + Send + Sync;

fn colorimetric() -> TransformOptions {
    TransformOptions { rendering_intent: RenderingIntent::RelativeColorimetric, ..TransformOptions::default() }
}

/// sRGB whose black is as light as `black` (luminance, paper is 1): relative colorimetric conversion from it is that
/// from sRGB with black-point compensation (ISO 18619). Compensation scales XYZ towards white by one factor for all three,
/// since the black point is taken neutral; of a profile made of a matrix and tone curves that changes the curves alone.
fn lifted(black: f64) -> ColorProfile {
    let curve = || {
        let step = |index: u16| f64::from(index) / f64::from(STEPS - 1);
        let entry = |index: u16| ((black + (1.0 - black) * light(step(index))) * 65_535.0).round() as u16;
        Some(ToneReprCurve::Lut((0..STEPS).map(entry).collect()))
    };
    let mut profile = ColorProfile::new_srgb();
    profile.cicp = None;
    (profile.red_trc, profile.green_trc, profile.blue_trc) = (curve(), curve(), curve());
    profile
}

/// The light of an sRGB value, 0 to 1 (IEC 61966-2-1).
fn light(value: f64) -> f64 {
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// The luminance of L* 50: no black is taken lighter (ISO 18619, 4.3).
const MOST_BLACK: f64 = 0.184_2;

/// The luminance of the darkest neutral that the condition prints, paper being 1: black sent through the perceptual table
/// and read back, as LittleCMS and Adobe do (ISO 18619, 4.3).
fn black_point(inks: &ColorProfile) -> Option<f64> {
    let perceptual = TransformOptions { rendering_intent: RenderingIntent::Perceptual, ..TransformOptions::default() };
    let mut darkest = [0_f32; 4];
    let to_inks: Arc<Wide> =
        ColorProfile::new_srgb().create_transform_f32(Layout::Rgb, inks, Layout::Rgba, perceptual).ok()?;
    to_inks.transform(&[0.0; 3], &mut darkest).ok()?;
    let to_screen: Arc<Wide> =
        inks.create_transform_f32(Layout::Rgba, &ColorProfile::new_srgb(), Layout::Rgb, colorimetric()).ok()?;
    let mut screen = [0_f32; 3];
    to_screen.transform(&darkest, &mut screen).ok()?;
    let [r, g, b] = screen.map(|value| light(f64::from(value)));
    // The middle row of sRGB's matrix to D50 (IEC 61966-2-1, adapted after Bradford).
    Some((0.222_5 * r + 0.716_9 * g + 0.060_6 * b).clamp(0.0, MOST_BLACK))
}

/// The textbook conversion, for the case that the profile cannot be used.
fn complement(color: Srgb) -> Cmyk {
    let [c, m, y] = [color.r, color.g, color.b].map(|channel| (255.0 - f64::from(channel)) / 2.55);
    let k = c.min(m).min(y);
    Cmyk::percent(c - k, m - k, y - k, k)
}

fn plain_text(text: &moxcms::ProfileText) -> String {
    match text {
        moxcms::ProfileText::PlainString(plain) => plain.clone(),
        moxcms::ProfileText::Localizable(all) => all.first().map(|text| text.value.clone()).unwrap_or_default(),
        moxcms::ProfileText::Description(description) => description.ascii_string.clone(),
    }
}

/// The name of a registered condition in a text: `FOGRA` and its number without letters behind it, or `CGATS…`.
fn condition_in(text: &str) -> Option<String> {
    let start = ["FOGRA", "CGATS"].iter().find_map(|prefix| text.find(prefix))?;
    let rest = text.get(start..)?;
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
    let word = rest.get(..end)?;
    match word.strip_prefix("FOGRA") {
        Some(number) => {
            let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
            (!digits.is_empty()).then(|| format!("FOGRA{digits}"))
        }
        None => Some(word.replace('_', "-")),
    }
}

#[cfg(test)]
mod tests {
    use super::{ColorProfile, FOGRA39, FOGRA39_BLACK, black_point};

    #[test]
    fn the_black_point_of_the_shipped_profile_is_the_one_that_would_be_found() {
        let found = ColorProfile::new_from_slice(FOGRA39).ok().and_then(|profile| black_point(&profile));
        // Processors differ in the last digits; the press prints no difference of a ten-thousandth.
        assert!(found.is_some_and(|found| (found - FOGRA39_BLACK).abs() < 1e-5), "{found:?}");
    }
}
