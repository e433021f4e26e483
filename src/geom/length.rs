//! `Length`: a distance in millimetres, and how one is read from text. No bare float crosses a border.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};
use std::str::FromStr;

/// A distance in millimetres. Negative values lie left of or above an origin.
///
/// Points are DTP points: 72 to the inch, 0.352 778 mm, as in PDF (ISO 32000-1, 8.3.2.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Length(f64);

/// Millimetres in one inch, by definition.
const MM_PER_INCH: f64 = 25.4;
/// Points in one inch (ISO 32000-1).
const PT_PER_INCH: f64 = 72.0;

impl Length {
    /// No distance.
    pub const ZERO: Self = Self(0.0);

    /// A length of `value` millimetres.
    pub const fn mm(value: f64) -> Self {
        Self(value)
    }

    /// A length of `value` points (1/72 inch).
    pub const fn pt(value: f64) -> Self {
        Self(value * MM_PER_INCH / PT_PER_INCH)
    }

    /// A length of `value` inches.
    pub const fn inch(value: f64) -> Self {
        Self(value * MM_PER_INCH)
    }

    /// This length in millimetres.
    pub const fn to_mm(self) -> f64 {
        self.0
    }

    /// This length in points (1/72 inch).
    pub const fn to_pt(self) -> f64 {
        self.0 * PT_PER_INCH / MM_PER_INCH
    }

    /// This length in pixels at `dpi` dots per inch, not rounded.
    pub const fn to_px(self, dpi: f64) -> f64 {
        self.0 * dpi / MM_PER_INCH
    }

    /// The shorter of two lengths.
    pub const fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// The longer of two lengths.
    pub const fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// The distance without its sign.
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// True when the two lengths differ by at most `tolerance`.
    pub fn near(self, other: Self, tolerance: Self) -> bool {
        (self.0 - other.0).abs() <= tolerance.0
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Mul<f64> for Length {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<f64> for Length {
    type Output = Self;
    fn div(self, divisor: f64) -> Self {
        Self(self.0 / divisor)
    }
}

impl Div for Length {
    type Output = f64;
    fn div(self, divisor: Self) -> f64 {
        self.0 / divisor.0
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// Writes millimetres, at most three decimals, no trailing zeros: `88.9 mm`.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounded = (self.0 * 1000.0).round() / 1000.0;
        write!(f, "{} mm", if rounded == 0.0 { 0.0 } else { rounded })
    }
}

/// Why a text is not a length.
#[derive(Clone, Debug, PartialEq)]
pub enum LengthError {
    /// A number without unit.
    NoUnit(f64),
    /// A unit that is not mm, cm, in or pt.
    UnknownUnit(String),
    /// No number that can be read.
    NoNumber,
}

/// Reads `3mm`, `2.5 cm`, `9pt`, `0.125in`: a finite number, then a unit, spaces between them allowed.
impl FromStr for Length {
    type Err = LengthError;

    fn from_str(text: &str) -> Result<Self, LengthError> {
        let text = text.trim();
        let split = text.find(|c: char| c.is_ascii_alphabetic() || c == '"' || c == '%').unwrap_or(text.len());
        let (number, unit) = text.split_at(split);
        let value: f64 = number.trim().parse().map_err(|_| LengthError::NoNumber)?;
        if !value.is_finite() {
            return Err(LengthError::NoNumber);
        }
        match unit.trim() {
            "mm" => Ok(Self::mm(value)),
            "cm" => Ok(Self::mm(value * 10.0)),
            "pt" => Ok(Self::pt(value)),
            "in" => Ok(Self::inch(value)),
            "" => Err(LengthError::NoUnit(value)),
            other => Err(LengthError::UnknownUnit(other.to_owned())),
        }
    }
}
