//! Text copied from PDF by other programs is the text that was written.

use massicot::export::pdf::{self, Options};
use massicot::geom::Length;
use massicot::scene::Document;

use super::{SAMPLES, lines, placed};
use crate::pdf::judge::{accepted_by_all, ask};
use crate::scenes;

/// A page with the words of a sample in lines of 90 mm, and these lines.
pub fn page(sample: &super::Sample, words: &str) -> (Document, Vec<String>) {
    let setter = sample.setter();
    let setting = super::prepare(&setter, sample.lang, words).set(Length::mm(90.0), 0.5);
    let mut document = scenes::document(100.0, 140.0, placed(&setting));
    document.fonts = setter.fonts().clone();
    document.info.lang = sample.lang.to_owned();
    (document, lines(&setting))
}

/// Words without the controls that Poppler adds to tell directions, every gap a plain space. Stops between Arabic or
/// Hebrew words it takes for parts of numbers and writes, with the space beside them, from left to right.
fn plain(said: &str) -> String {
    let mut text = String::new();
    for (index, part) in said.split('\u{202a}').enumerate() {
        let (inside, after) = part.split_once('\u{202c}').filter(|_| index > 0).unwrap_or(("", part));
        if inside.contains(char::is_alphanumeric) {
            text.push_str(inside);
        } else {
            text.extend(inside.chars().rev());
        }
        text.push_str(after);
    }
    let kept: String = text.chars().filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{c}')).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn poppler_copies_every_script_as_it_was_written() {
    for sample in &SAMPLES {
        let (document, lines) = page(sample, &sample.words());
        let file = pdf::export(&document, &Options::screen()).unwrap();
        accepted_by_all(&file);
        let Some(said) = ask("pdftotext", &["{}", "-"], &file) else { return };
        let wanted: Vec<String> = lines.iter().map(|line| plain(line)).collect();
        let found: Vec<String> = said.lines().map(plain).filter(|line| !line.is_empty()).collect();
        assert_eq!(found, wanted, "{}", sample.lang);
    }
}
