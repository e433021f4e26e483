//! Which font sets which letter, and what is told where none does.

use massicot::diag::Lang;
use massicot::font::{FontChain, FontId, ScriptTag, by_script};
use massicot::geom::Length;
use massicot::text::{CharStyle, Flow, Setter};
use std::sync::Arc;
use unicode_script::Script;

use super::{placed, runs, setter, style};

const LATIN: &str = "noto-sans/NotoSans-Regular.ttf";
const ARABIC: &str = "noto-sans-arabic/NotoSansArabic-Regular.ttf";
const EMOJI: &str = "noto-color-emoji/NotoColorEmoji.ttf";

/// The font and the words of every run.
fn set(setter: &Setter, chain: FontChain, words: &str) -> Vec<(u16, String)> {
    let letters = CharStyle::new(chain, Length::mm(10.0));
    let flow = Flow::plain(words, Arc::new(letters), Arc::new(style("ar")));
    let items = placed(&setter.prepare(&flow).unwrap().set(Length::mm(300.0), 1.0));
    runs(&items).into_iter().map(|run| (run.font.0, run.text.trim().to_owned())).collect()
}

#[test]
fn a_script_has_fonts_of_its_own_and_figures_go_with_the_letters_before_them() {
    let setter = setter(&[LATIN, ARABIC]);
    let chain = FontChain::new(vec![FontId(0)], vec![(Script::Arabic, vec![FontId(1)])]);
    let found = set(&setter, chain, "المادة ١٢: Paris 2026, سلام");
    let text = |font| found.iter().filter(|run| run.0 == font).map(|run| run.1.as_str()).collect::<String>();
    assert_eq!(text(0).replace(' ', ""), "Paris2026,");
    assert_eq!(text(1).replace(' ', ""), "المادة١٢:سلام");
}

#[test]
fn the_language_chooses_among_fonts_for_han() {
    let read = |tag: &str, family: &str| (ScriptTag::read(tag).unwrap(), vec![family.to_owned()]);
    let declared = [read("Jpan", "J"), read("hans", "S"), read("Hant", "T"), read("Arabic", "A")];
    let han = |lang: &str| {
        let all = by_script(&declared, lang);
        all.into_iter().find(|(script, _)| *script == Script::Han).unwrap().1.join("")
    };
    assert_eq!([han("ja"), han("zh"), han("zh-TW"), han("fr")], ["JST", "SJT", "TJS", "JST"]);
    assert!(ScriptTag::read("Common").is_none() && ScriptTag::read("Arabe").is_none());
}

/// The fault of words that have one, in French, and its next step.
fn told(files: &[&str], words: &str) -> (String, String) {
    let setter = setter(files);
    let flow = Flow::plain(words, Arc::new(super::letters(&setter)), Arc::new(style("fr")));
    let faults = setter.prepare(&flow).unwrap_err();
    assert_eq!(faults.len(), 1);
    let fault = faults[0].diagnostic();
    (fault.message.text(Lang::Fr).to_owned(), fault.hints[0].text(Lang::Fr).to_owned())
}

#[test]
fn a_letter_without_font_names_its_script_and_what_to_declare() {
    let (fault, hint) = told(&[LATIN], "le mot ש");
    assert!(fault.contains("U+05E9 ש") && fault.contains("écriture Hebr"), "{fault}");
    assert!(hint.contains("scripts: { Hebr: [Famille] }"), "{hint}");
}

#[test]
fn an_emoji_is_told_never_blank() {
    // The font has the emoji, as a picture; the other one has it not at all.
    for files in [&[LATIN, EMOJI][..], &[LATIN]] {
        let (fault, hint) = told(files, "bravo 😀");
        assert!(fault.contains("😀 (U+1F600)"), "{fault}");
        assert!(hint.contains("émojis au trait"), "{hint}");
    }
}
