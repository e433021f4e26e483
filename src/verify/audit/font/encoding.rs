//! The named encodings of simple fonts (ISO 32000-1, annex D), as characters.

use skrifa::raw::ps::{PredefinedEncoding, agl};

/// An encoding that files call by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Standard,
    WinAnsi,
    MacRoman,
}

/// Windows code page 1252 from 0x80 to 0x9f; undefined places are bullets there (annex D, note 3).
const WIN_HIGH: &str = "€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ";
/// Mac OS Roman from 0x80 on.
const MAC_HIGH: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

impl Base {
    pub fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Self::Standard),
            b"WinAnsiEncoding" => Some(Self::WinAnsi),
            b"MacRomanEncoding" => Some(Self::MacRoman),
            _ => None,
        }
    }

    /// The character of a code.
    pub fn character(self, code: u8) -> Option<char> {
        match (self, code) {
            (Self::Standard, _) => agl::name_to_char(PredefinedEncoding::Standard.name(code)),
            (_, 0x20..=0x7e) => Some(char::from(code)),
            (Self::WinAnsi, 0x7f) => Some('•'),
            (Self::WinAnsi, 0x80..=0x9f) => WIN_HIGH.chars().nth(usize::from(code - 0x80)),
            (Self::WinAnsi, 0xa0) => Some(' '),
            (Self::WinAnsi, 0xad) => Some('-'),
            (Self::WinAnsi, 0xa1..) => Some(char::from(code)),
            (Self::MacRoman, 0xca) => Some(' '),
            (Self::MacRoman, 0x80..) => MAC_HIGH.chars().nth(usize::from(code - 0x80)),
            _ => None,
        }
    }
}

/// The code of a character in Mac OS Roman.
pub(super) fn mac_roman_code(character: char) -> Option<u8> {
    if character.is_ascii() {
        return u8::try_from(character).ok();
    }
    let place = MAC_HIGH.chars().position(|other| other == character)?;
    u8::try_from(place + 0x80).ok()
}
