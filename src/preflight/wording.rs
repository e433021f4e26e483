//! Numbers, inks and sides in both languages, and the short quotations of messages.

use crate::color::{Cmyk, Srgb};
use crate::diag::Say;
use crate::geom::Length;
use crate::say;

/// A number with at most `decimals` decimals, no trailing zeros; a comma in French.
pub(crate) fn number(value: f64, decimals: usize) -> Say {
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let text = if text == "-0" { "0" } else { text };
    Say { fr: text.replace('.', ","), en: text.to_owned() }
}

/// A value that is too small for its limit: rounded down, so that it never reads like the limit itself.
fn lower(value: f64, decimals: i32) -> f64 {
    let step = 10_f64.powi(decimals);
    // A millionth of a step above: what binary fractions lose.
    (value * step + 1e-6).floor() / step
}

/// `1,2 mm`: a distance to a tenth, rounded down.
pub(crate) fn tenths(length: Length) -> Say {
    say!("{n} mm", "{n} mm"; n = number(lower(length.to_mm(), 1), 1))
}

/// `0,33 mm`: a length to a hundredth, rounded down.
pub(crate) fn hundredths(length: Length) -> Say {
    say!("{n} mm", "{n} mm"; n = number(lower(length.to_mm(), 2), 2))
}

/// `3 mm`: a length that is asked for, rounded up to a tenth.
pub(crate) fn at_least(length: Length) -> Say {
    say!("{n} mm", "{n} mm"; n = number(-lower(-length.to_mm(), 1), 1))
}

/// `6,5 pt`: a size or width in points to a hundredth, rounded down.
pub(crate) fn points(length: Length) -> Say {
    say!("{n} pt", "{n} pt"; n = number(lower(length.to_pt(), 2), 2))
}

/// `0,125 pt`: a limit in points, as it is.
pub(crate) fn limit_points(length: Length) -> Say {
    say!("{n} pt", "{n} pt"; n = number(length.to_pt(), 3))
}

/// `4,46`: a ratio to a hundredth, rounded down.
pub(crate) fn ratio(value: f64) -> Say {
    number(lower(value, 2), 2)
}

/// `340 %`: a percentage to a tenth.
pub(crate) fn percent(value: f64) -> Say {
    say!("{n} %", "{n}%"; n = number(value, 1))
}

/// `C 60 M 40 J 40 N 100`: the inks of a colour in percent.
pub(crate) fn inks(color: Cmyk) -> Say {
    let ink = |value: u16| number(f64::from(value) / 10.0, 1);
    say!(
        "C {c} M {m} J {y} N {k}", "C {c} M {m} Y {y} K {k}";
        c = ink(color.c), m = ink(color.m), y = ink(color.y), k = ink(color.k),
    )
}

/// `#7cc4a4 sur #ffffff`: a colour on another.
pub(crate) fn on(color: Srgb, ground: Srgb) -> Say {
    let (color, ground) = (color.to_hex(), ground.to_hex());
    say!("{color} sur {ground}", "{color} on {ground}")
}

/// The first words of a text, in quotation marks; none for a text without words.
pub(crate) fn quoted(text: &str) -> Option<Say> {
    const MOST: usize = 40;
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return None;
    }
    let mut short: String = words.chars().take(MOST).collect();
    if short.len() < words.len() {
        short = format!("{}…", short.trim_end());
    }
    Some(say!("« {short} »", "“{short}”"))
}

/// A side of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

impl Side {
    /// Clockwise from the left.
    pub const ALL: [Self; 4] = [Self::Left, Self::Top, Self::Right, Self::Bottom];

    /// `à gauche`
    pub fn say(self) -> Say {
        match self {
            Self::Left => say!("à gauche", "on the left"),
            Self::Right => say!("à droite", "on the right"),
            Self::Top => say!("en haut", "at the top"),
            Self::Bottom => say!("en bas", "at the bottom"),
        }
    }
}

/// `à gauche, en haut et à droite`
pub(crate) fn sides(sides: &[Side]) -> Say {
    let parts: Vec<Say> = sides.iter().map(|side| side.say()).collect();
    let join = |words: Vec<&str>, and: &str| match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} {and} {last}", rest.join(", ")),
        None => String::new(),
    };
    Say {
        fr: join(parts.iter().map(|say| say.fr.as_str()).collect(), "et"),
        en: join(parts.iter().map(|say| say.en.as_str()).collect(), "and"),
    }
}
