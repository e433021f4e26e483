//! Where lines end: dictionaries for scripts without spaces, East Asian rules, hyphens by language.

use std::sync::Arc;

use massicot::font::glyph_outline;
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

/// How far the lowest ink of a line stays above the highest of the next, in millimetres, at this leading in em.
fn clearance(lang: &str, words: &str, leading: f64) -> f64 {
    let sample = of(lang);
    let setter = sample.setter();
    let paragraph = ParagraphStyle { leading: Length::mm(10.0 * leading), ..style(lang) };
    let flow = Flow::plain(words, Arc::new(letters(&setter)), Arc::new(paragraph));
    let items = super::placed(&setter.prepare(&flow).unwrap().set(Length::mm(200.0), 1.0));
    let mut lines: Vec<(f64, f64, f64)> = Vec::new();
    for run in super::runs(&items) {
        let face = setter.fonts().get(run.font).unwrap();
        for glyph in &run.glyphs {
            let Some(ink) = glyph_outline(face, glyph.id).and_then(|outline| outline.bounds()) else { continue };
            let (at, em) = ((run.origin.y + glyph.y()).to_mm(), run.size.to_mm());
            let (top, bottom) = (at + ink.y.to_mm() * em, at + ink.bottom().to_mm() * em);
            let baseline = run.origin.y.to_mm();
            match lines.iter_mut().find(|line| (line.0 - baseline).abs() < 0.01) {
                Some(line) => (line.1, line.2) = (line.1.min(top), line.2.max(bottom)),
                None => lines.push((baseline, top, bottom)),
            }
        }
    }
    assert_eq!(lines.len(), 2);
    lines[1].1 - lines[0].2
}

#[test]
fn stacked_accents_stay_clear_of_the_line_above_at_the_usual_leading() {
    // Capitals with a circumflex and a tone above, under letters with a dot below and descenders.
    let (above, below) = ("người được quyền lợi ộ ợ ậ", "ẤỂỖ ĐỘC LẬP ẨN");
    assert!(clearance("vi", &format!("{above}\n{below}"), 1.3) > 0.0);
    assert!(clearance("vi", &format!("{above}\n{below}"), 1.0) < 0.0);
    assert!(clearance("th", "ผู้ใหญ่ ญาติ ฐาน\nที่นี่ ปั๊ม ป้า", 1.6) > 0.0);
}
