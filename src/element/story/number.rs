//! Numbers and names of places: Roman numbers, letters, names made from words.

use crate::text::Inline;

/// A number in Roman figures.
pub(super) fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

/// A number in letters: A to Z, then AA.
pub(super) fn letters(mut number: u32) -> String {
    let mut out = Vec::new();
    while number > 0 {
        let digit = (number - 1) % 26;
        out.push(char::from(b'A' + u8::try_from(digit).unwrap_or_default()));
        number = (number - 1) / 26;
    }
    out.iter().rev().collect()
}

/// The name of a place as GitHub makes it from a heading: small letters, figures, hyphens for spaces.
pub(super) fn slug(words: &str) -> String {
    let kept = words.trim().chars().filter_map(|c| match c {
        ' ' | '\u{a0}' | '\u{202f}' => Some('-'),
        c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

/// The words of inlines as one text, calls of footnotes left out.
pub(super) fn spoken(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        Inline::Text { text, style } if style.rise <= 0.0 || style.link.is_none() => text.as_str(),
        Inline::Text { .. } | Inline::Icon(_) => "",
        Inline::Break => " ",
    });
    words.collect::<String>().trim().to_owned()
}
