//! What a language and its letters say of writing: which script, from which side, which way each byte of a text
//! runs, whether letters join. Knows no styles and no fonts.

use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_script::{Script, UnicodeScript};

use super::Direction;

/// Scripts written from right to left, by their ISO 15924 code in language tags.
const RTL_SCRIPTS: &[&str] = &["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];
/// Languages usually written from right to left, by their primary subtag.
const RTL_LANGS: &[&str] = &[
    "ar", "arc", "arz", "azb", "ckb", "dv", "fa", "he", "iw", "ks", "lrc", "mzn", "nqo", "ps", "sd", "sdh", "syr",
    "ug", "ur", "yi",
];

/// True for a language (BCP 47) that is written from right to left: by the script it names, or else by its habit.
pub fn is_rtl(lang: &str) -> bool {
    let lang = lang.to_ascii_lowercase();
    let mut subtags = lang.split('-');
    let primary = subtags.next().unwrap_or("");
    match subtags.find(|tag| tag.len() == 4 && tag.bytes().all(|byte| byte.is_ascii_alphabetic())) {
        Some(script) => RTL_SCRIPTS.contains(&script),
        None => RTL_LANGS.contains(&primary),
    }
}

/// The script of the first letter whose direction is sure is written from right to left.
fn starts_rtl(text: &str) -> Option<bool> {
    use unicode_bidi::BidiClass::{AL, L, R};
    text.chars().find_map(|c| match unicode_bidi::bidi_class(c) {
        L => Some(false),
        R | AL => Some(true),
        _ => None,
    })
}

/// The script of a text: the usual one of its language where it occurs, or else that of the first letter.
pub(super) fn main_script(text: &str, lang: &str) -> Script {
    // Below U+0250 all letters are Latin; lead bytes up to 0xC9 end there, and 0xE2 leads general punctuation.
    if text.bytes().any(|b| b.is_ascii_alphabetic()) && text.bytes().all(|b| b < 0xca || b == 0xe2) {
        return Script::Latin;
    }
    let usual = usual_script(lang);
    let mut first = None;
    for script in text.chars().map(script).filter(|script| is_own(*script)) {
        if script == usual {
            return usual;
        }
        first.get_or_insert(script);
    }
    first.unwrap_or(usual)
}

/// The script of a character; those below U+02B9, nearly all there are, without a search.
pub(super) fn script(character: char) -> Script {
    match character {
        'A'..='Z' | 'a'..='z' | 'ª' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{2b8}' => Script::Latin,
        '\0'..='\u{f7}' => Script::Common,
        _ => character.script(),
    }
}

const fn is_own(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

fn usual_script(lang: &str) -> Script {
    let primary = lang.split('-').next().unwrap_or("").to_ascii_lowercase();
    match primary.as_str() {
        "ar" | "fa" | "ur" | "ps" | "sd" | "ug" | "ckb" => Script::Arabic,
        "he" | "yi" | "iw" => Script::Hebrew,
        "ru" | "uk" | "bg" | "sr" | "be" | "mk" | "kk" | "ky" | "mn" => Script::Cyrillic,
        "el" => Script::Greek,
        "hi" | "mr" | "ne" | "sa" => Script::Devanagari,
        "bn" | "as" => Script::Bengali,
        "pa" => Script::Gurmukhi,
        "gu" => Script::Gujarati,
        "or" => Script::Oriya,
        "ta" => Script::Tamil,
        "te" => Script::Telugu,
        "kn" => Script::Kannada,
        "ml" => Script::Malayalam,
        "si" => Script::Sinhala,
        "th" => Script::Thai,
        "lo" => Script::Lao,
        "km" => Script::Khmer,
        "my" => Script::Myanmar,
        "bo" | "dz" => Script::Tibetan,
        "ja" | "zh" => Script::Han,
        "ko" => Script::Hangul,
        "ka" => Script::Georgian,
        "hy" => Script::Armenian,
        "am" | "ti" => Script::Ethiopic,
        _ => Script::Latin,
    }
}

/// The script of the last letter that has one.
pub(super) fn last_script(text: &str) -> Option<Script> {
    text.chars().rev().map(script).find(|script| is_own(*script))
}

/// True for a text of signs that belong to no script: figures, stops, brackets.
pub(super) fn is_common(text: &str) -> bool {
    !text.chars().any(|c| is_own(script(c)))
}

/// The script whose fonts set a character: its own, or for signs of no script that of the letters before it.
pub(super) fn script_at(text: &str, character: char, at: usize, main: Script) -> Script {
    let found = text.get(at..).and_then(|rest| rest.find(character)).map_or(text.len(), |offset| at + offset);
    let before = text.get(..found).unwrap_or("").chars().rev();
    std::iter::once(character).chain(before).map(script).find(|script| is_own(*script)).unwrap_or(main)
}

/// The letter that a cursive one beside it may join: the first of `beside`, marks upon it left out.
pub(super) fn joining(beside: impl Iterator<Item = char>) -> Option<char> {
    beside.into_iter().find(|c| script(*c) != Script::Inherited).filter(|c| {
        matches!(
            script(*c),
            Script::Arabic
                | Script::Syriac
                | Script::Nko
                | Script::Mongolian
                | Script::Mandaic
                | Script::Adlam
                | Script::Hanifi_Rohingya
        )
    })
}

/// True where a paragraph runs from the right.
pub(super) fn is_rtl_paragraph(direction: Direction, lang: &str, text: &str) -> bool {
    match direction {
        Direction::Language => is_rtl(lang),
        Direction::Words => starts_rtl(text).unwrap_or_else(|| is_rtl(lang)),
        Direction::LeftToRight => false,
        Direction::RightToLeft => true,
    }
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
