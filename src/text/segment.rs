//! Where lines may end inside a text (UAX #14), in every script: those written without spaces are cut by the
//! dictionaries of ICU, and East Asian ones keep closing marks and small kana off the start of a line. Knows no
//! words, no widths and no taste.

use std::sync::LazyLock;

use icu_segmenter::options::{LineBreakOptions, LineBreakWordOption};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_linebreak::linebreaks;

/// Every place inside the text where a line may end, in bytes, rising.
pub(super) fn breaks(text: &str, lang: &str) -> Vec<usize> {
    let inside = |at: &usize| *at > 0 && *at < text.len();
    if !text.chars().any(needs_care) {
        return linebreaks(text).map(|(at, _)| at).filter(inside).collect();
    }
    let segmenter = if is_korean(lang) { &*BY_SPACES } else { &*STRICT };
    let starts_badly =
        |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|c| CLINGING.contains(&c));
    segmenter.segment_str(text).filter(inside).filter(|at| !starts_badly(*at)).collect()
}

/// Ideographs apart (Chinese, Japanese), and by dictionaries (Thai, Lao, Khmer, Burmese).
static STRICT: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_dictionary(LineBreakOptions::default()));

/// Korean is written with spaces, and read best when words stay whole.
static BY_SPACES: LazyLock<LineSegmenterBorrowed<'static>> = LazyLock::new(|| {
    let mut options = LineBreakOptions::default();
    options.word_option = Some(LineBreakWordOption::KeepAll);
    LineSegmenter::new_dictionary(options)
});

/// Signs of repetition and abbreviation, which no dictionary lists with the words they follow: Thai and Lao, Khmer.
const CLINGING: &[char] = &['\u{e2f}', '\u{e46}', '\u{eaf}', '\u{ec6}', '\u{17d7}'];

fn is_korean(lang: &str) -> bool {
    lang.get(..2).is_some_and(|code| code.eq_ignore_ascii_case("ko"))
        && !lang.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic)
}

/// True for a letter of a script that is written without spaces, and for East Asian letters and marks.
pub(super) const fn needs_care(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1100}'..='\u{11ff}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{1950}'..='\u{1aaf}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{a9e0}'..='\u{a9ff}'
        | '\u{aa60}'..='\u{aadf}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{1b000}'..='\u{1b16f}'
        | '\u{20000}'..='\u{3ffff}'
    )
}
