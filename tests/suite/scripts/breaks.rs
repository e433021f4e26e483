//! Where lines end: dictionaries for scripts without spaces, East Asian rules, hyphens by language.

use std::sync::Arc;

use massicot::geom::Length;
use massicot::text::{Flow, Hyphenation, ParagraphStyle};

use super::{letters, lines, of, setter, style};

/// The lines of words in a column as narrow as they allow: a line a word.
fn narrowest(lang: &str, words: &str) -> Vec<String> {
    let prepared = of(lang).prepare(words);
    lines(&prepared.set(prepared.min_content_width() * 0.1, 1.0))
}

#[test]
fn dictionaries_cut_where_there_are_no_spaces() {
    let cut = |lang, words: &str| narrowest(lang, &words.replace('|', "")).join("|");
    for (lang, words) in [
        ("th", "มนุษย์|ทั้ง|หลาย|เกิด|มา|มี|อิสระ|และ|เสมอ|ภาค|กัน"),
        ("lo", "ມະນຸດ|ເກີດ|ມາ|ມີ|ສິດ|ເສລີພາບ"),
        ("km", "ថ្លៃថ្នូរ|និង|សិទ្ធិ"),
        ("my", "တူညီ|လွတ်လပ်|သော"),
    ] {
        assert_eq!(cut(lang, words), words, "{lang}");
    }
}

#[test]
fn signs_of_repetition_stay_with_their_word() {
    for line in narrowest("th", "เด็กๆมาบ่อยๆ") {
        assert!(!line.starts_with('ๆ'), "{line}");
    }
}

/// Every line of `words` at widths from a few letters up.
fn at_every_width(lang: &str, words: &str) -> Vec<String> {
    let prepared = of(lang).prepare(words);
    let widths = (3..20).map(|letters| Length::mm(10.0 * f64::from(letters) + 1.0));
    widths.flat_map(|width| lines(&prepared.set(width, 1.0))).collect()
}

#[test]
fn japanese_lines_neither_start_with_closing_marks_or_small_kana_nor_end_with_opening_ones() {
    let words = "「すべての人間は、ちょっとした（自由）であり、かつ、コーヒーを授けられて」おり、人々は行動しなければならない。";
    let lines = at_every_width("ja", words);
    assert!(lines.len() > 60);
    for line in lines {
        let first = line.chars().next().unwrap();
        assert!(!"、。）」っゃゅょッャュョー々".contains(first), "starts badly: {line}");
        assert!(!"（「".contains(line.chars().next_back().unwrap()), "ends badly: {line}");
    }
}

#[test]
fn chinese_breaks_between_ideographs_and_keeps_marks_back() {
    let lines = at_every_width("zh", &of("zh").words());
    assert!(lines.iter().any(|line| line.ends_with('人')) || lines.iter().any(|line| line.ends_with('和')));
    assert!(lines.iter().all(|line| !line.starts_with(['，', '。'])));
}

#[test]
fn korean_words_stay_whole() {
    let words = of("ko").words();
    for line in at_every_width("ko", &words) {
        assert!(words.split_inclusive(' ').any(|word| line.ends_with(word)), "cut: {line}");
    }
}

#[test]
fn hyphens_follow_the_language() {
    let setter = setter(&["noto-sans/NotoSans-Regular.ttf"]);
    let cut = |lang: &str, word: &str| {
        let paragraph = ParagraphStyle { hyphenate: Some(Hyphenation::default()), ..style(lang) };
        let flow = Flow::plain(word, Arc::new(letters(&setter)), Arc::new(paragraph));
        lines(&setter.prepare(&flow).unwrap().set(Length::mm(1.0), 1.0)).join("|").replace('\u{ad}', "")
    };
    assert_eq!(cut("de", "Brüderlichkeit"), "Brü|der|lich|keit");
    assert_eq!(cut("ru", "достоинстве"), "досто|ин|стве");
    assert_eq!(cut("el", "αξιοπρέπεια"), "αξιο|πρέ|πεια");
}
