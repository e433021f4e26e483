//! Directions and scripts: what a language is written in, and which way each byte of a text runs.
//! Knows no styles and no fonts.

use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_script::{Script, UnicodeScript};

/// Languages written from right to left, by their primary subtag.
const RTL_LANGS: &[&str] = &["ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb", "syr", "arc"];

pub(super) fn is_rtl_lang(lang: &str) -> bool {
    RTL_LANGS.contains(&primary(lang).as_str())
}

fn primary(lang: &str) -> String {
    lang.split('-').next().unwrap_or("").to_ascii_lowercase()
}

/// The script of the first letter that has one, or else the usual one of the language.
pub(super) fn main_script(text: &str, lang: &str) -> Script {
    // Below U+0250 all letters are Latin; lead bytes up to 0xC9 end there, and 0xE2 leads general punctuation.
    if text.bytes().any(|b| b.is_ascii_alphabetic()) && text.bytes().all(|b| b < 0xca || b == 0xe2) {
        return Script::Latin;
    }
    let own = text.chars().map(|c| c.script()).find(|script| !matches!(script, Script::Common | Script::Inherited));
    own.unwrap_or_else(|| match primary(lang).as_str() {
        "ar" | "fa" | "ur" | "ps" | "sd" | "ug" | "ckb" => Script::Arabic,
        "he" | "yi" => Script::Hebrew,
        "ru" | "uk" | "bg" | "sr" | "be" | "mk" => Script::Cyrillic,
        "el" => Script::Greek,
        "hi" | "mr" | "ne" => Script::Devanagari,
        "th" => Script::Thai,
        "ja" | "zh" => Script::Han,
        "ko" => Script::Hangul,
        _ => Script::Latin,
    })
}

/// Levels of every byte; none where all runs from left to right.
pub(super) fn bidi_levels(text: &str, rtl: bool) -> Option<Vec<Level>> {
    // U+0590, the first character written from right to left, has the lead byte 0xD6; 0xE2 leads dashes, quotes
    // and arrows, which have no direction of their own, and the bidirectional controls, which need company to act.
    if !rtl && !text.bytes().any(|b| b >= 0xd6 && b != 0xe2) {
        return None;
    }
    let base = if rtl { Level::rtl() } else { Level::ltr() };
    let info = ParagraphBidiInfo::new(text, Some(base));
    (rtl || info.has_rtl()).then_some(info.levels)
}
