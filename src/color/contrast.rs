//! Contrast between two screen colours, after WCAG 2.2.

use super::Srgb;

/// Relative luminance, 0 (black) to 1 (white); WCAG 2.2, definition of "relative luminance".
pub fn relative_luminance(color: Srgb) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
}

/// Contrast ratio, 1 (none) to 21 (black on white); WCAG 2.2, success criterion 1.4.3.
pub fn contrast_ratio(a: Srgb, b: Srgb) -> f64 {
    let (a, b) = (relative_luminance(a), relative_luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
