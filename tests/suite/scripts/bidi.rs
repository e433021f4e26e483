//! Text in both directions (UAX #9), on orders worked out by hand.

use std::sync::Arc;

use massicot::color::Color;
use massicot::geom::Length;
use massicot::scene::{GlyphRun, Item};
use massicot::text::{Align, CharStyle, Direction, Flow, Inline, Paragraph, ParagraphStyle, Setter};

use super::{letters, of, placed, runs, setter, style};

const HEBREW: &str = "noto-sans-hebrew/NotoSansHebrew-Regular.ttf";
const ARABIC: &str = "noto-sans-arabic/NotoSansArabic-Regular.ttf";
const LATIN: &str = "noto-sans/NotoSans-Regular.ttf";

/// The characters of all runs from left to right, as they stand on the page.
fn seen(items: &[Item]) -> String {
    let mut all: Vec<(f64, String)> = Vec::new();
    for run in runs(items) {
        let place = |index: usize| (run.origin.x + run.glyphs[index].x()).to_mm();
        all.extend((0..run.glyphs.len()).map(|index| (place(index), run.cluster_text(index).to_owned())));
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.into_iter().map(|(_, text)| text).collect()
}

fn on_one_line(setter: &Setter, words: &str, paragraph: ParagraphStyle) -> Vec<Item> {
    let flow = Flow::plain(words, Arc::new(letters(setter)), Arc::new(paragraph));
    placed(&setter.prepare(&flow).unwrap().set(Length::mm(200.0), 1.0))
}

#[test]
fn figures_latin_words_and_brackets_keep_their_order_in_hebrew() {
    let setter = setter(&[HEBREW, LATIN]);
    let items = on_one_line(&setter, "אבג 123 (דה) Paris 2026!", style("he"));
    assert_eq!(seen(&items), "!Paris 2026 )הד( 123 גבא");
    // Brackets open towards what they hold: the one that closes in Hebrew looks like the one that opens in Latin.
    let shown = |sought: &str| {
        let find = |run: &&GlyphRun| (0..run.glyphs.len()).find(|index| run.cluster_text(*index) == sought);
        let run = runs(&items).into_iter().find(|run| find(run).is_some()).unwrap();
        (run.font, run.glyphs[find(&run).unwrap()].id)
    };
    let (font, glyph) = shown(")");
    assert_eq!(setter.fonts().get(font).unwrap().glyph('('), Some(glyph));
}

#[test]
fn hebrew_words_keep_their_order_in_a_latin_line() {
    let setter = setter(&[HEBREW, LATIN]);
    assert_eq!(seen(&on_one_line(&setter, "abc אבג דה 12 def", style("en"))), "abc 12 הד גבא def");
}

#[test]
fn the_direction_of_a_paragraph_is_that_of_its_language_unless_told() {
    let setter = setter(&[HEBREW, LATIN]);
    let left = |words: &str, direction| {
        let items = on_one_line(&setter, words, ParagraphStyle { direction, ..style("he") });
        runs(&items).iter().map(|run| run.origin.x.to_mm()).fold(f64::INFINITY, f64::min)
    };
    assert!(left("Paris", Direction::Language) > 150.0);
    assert!(left("Paris", Direction::Words) < 0.001);
    assert!(left("שלום", Direction::Words) > 150.0);
    assert!(left("שלום", Direction::LeftToRight) < 0.001);
    assert!(left("Paris", Direction::RightToLeft) > 150.0);
}

#[test]
fn justified_lines_reach_both_edges_and_spaces_at_their_end_hang() {
    let sample = of("ar");
    let setter = sample.setter();
    let paragraph = ParagraphStyle { align: Align::Justify, ..style("ar") };
    let flow = Flow::plain(sample.words(), Arc::new(letters(&setter)), Arc::new(paragraph));
    let setting = setter.prepare(&flow).unwrap().set(Length::mm(90.0), 1.0);
    let (last, lines) = setting.lines.split_last().unwrap();
    assert!(lines.len() > 2);
    for line in lines {
        assert!(line.x.to_mm().abs() < 0.01 && (line.width.to_mm() - 90.0).abs() < 0.01, "{line:?}");
    }
    assert!((last.x + last.width).to_mm() > 89.99 && last.x.to_mm() > 1.0);
}

/// A word whose letters are in two colours, cut after `first` bytes.
fn in_two_colours(setter: &Setter, word: &str, first: usize) -> Vec<(u16, f64)> {
    let red =
        CharStyle { color: Color::from_srgb(massicot::color::Srgb::from_hex("#aa0000").unwrap()), ..letters(setter) };
    let (a, b) = word.split_at(first);
    let inlines = vec![
        Inline::Text { text: a.into(), style: Arc::new(letters(setter)) },
        Inline::Text { text: b.into(), style: Arc::new(red) },
    ];
    let flow = Flow::from(vec![Paragraph::new(inlines, Arc::new(style("ar")))]);
    glyphs(&placed(&setter.prepare(&flow).unwrap().set(Length::mm(100.0), 1.0)))
}

fn glyphs(items: &[Item]) -> Vec<(u16, f64)> {
    let place = |run: &GlyphRun, index: usize| (run.origin.x + run.glyphs[index].x()).to_mm();
    let mut all: Vec<(u16, f64)> = runs(items)
        .into_iter()
        .flat_map(|run| (0..run.glyphs.len()).map(move |index| (run.glyphs[index].id, place(run, index))))
        .collect();
    all.sort_by(|a, b| a.1.total_cmp(&b.1));
    all
}

#[test]
fn arabic_letters_join_across_a_change_of_colour() {
    let setter = setter(&[ARABIC, LATIN]);
    let word = "الكرامة";
    let whole = glyphs(&on_one_line(&setter, word, ParagraphStyle { align: Align::Left, ..style("ar") }));
    // After the second letter and after the fourth: kaf and ra join what follows, or not, as in the whole word.
    for first in [4, 6, 8] {
        let cut = in_two_colours(&setter, word, first);
        let ids = |all: &[(u16, f64)]| all.iter().map(|(id, _)| *id).collect::<Vec<_>>();
        assert_eq!(ids(&cut), ids(&whole), "cut after {first} bytes");
    }
}
