//! Every script of the fixtures: shaped as HarfBuzz shapes it, broken where its readers break it, the same through
//! every exporter, and copied from PDF as it was written.

use std::sync::Arc;

use massicot::color::Color;
use massicot::font::{FontId, Fonts};
use massicot::geom::{Length, Rect};
use massicot::scene::{GlyphRun, Item};
use massicot::text::{CharStyle, Flow, ParagraphStyle, Prepared, Setter, Setting, VAlign};

mod bidi;
mod breaks;
pub mod copied;
mod fonts;
mod mirrored;
mod shaping;

/// A language of the fixtures and the font that sets it.
pub struct Sample {
    pub lang: &'static str,
    /// OpenType's tag for its script in HarfBuzz's spelling.
    pub script: &'static str,
    pub font: &'static str,
}

const fn sample(lang: &'static str, script: &'static str, font: &'static str) -> Sample {
    Sample { lang, script, font }
}

/// Every language of `tests/fixtures/scripts`.
pub const SAMPLES: [Sample; 16] = [
    sample("ar", "Arab", "noto-sans-arabic/NotoSansArabic-Regular.ttf"),
    sample("he", "Hebr", "noto-sans-hebrew/NotoSansHebrew-Regular.ttf"),
    sample("hi", "Deva", "noto-sans-devanagari/NotoSansDevanagari-Regular.ttf"),
    sample("bn", "Beng", "noto-sans-bengali/NotoSansBengali-Regular.ttf"),
    sample("ta", "Taml", "noto-sans-tamil/NotoSansTamil-Regular.ttf"),
    sample("th", "Thai", "noto-sans-thai/NotoSansThai-Regular.ttf"),
    sample("lo", "Laoo", "noto-sans-lao/NotoSansLao-Regular.ttf"),
    sample("km", "Khmr", "noto-sans-khmer/NotoSansKhmer-Regular.ttf"),
    sample("my", "Mymr", "noto-sans-myanmar/NotoSansMyanmar-Regular.ttf"),
    sample("ja", "Jpan", "noto-sans-cjk/NotoSansCJKjp-Regular.otf"),
    sample("zh", "Hans", "noto-sans-cjk/NotoSansCJKsc-Regular.otf"),
    sample("ko", "Hang", "noto-sans-cjk/NotoSansCJKkr-Regular.otf"),
    sample("ru", "Cyrl", "noto-sans/NotoSans-Regular.ttf"),
    sample("el", "Grek", "noto-sans/NotoSans-Regular.ttf"),
    sample("vi", "Latn", "noto-sans/NotoSans-Regular.ttf"),
    sample("de", "Latn", "noto-sans/NotoSans-Regular.ttf"),
];

impl Sample {
    pub fn font_path(&self) -> String {
        format!("{}/tests/fixtures/fonts/{}", env!("CARGO_MANIFEST_DIR"), self.font)
    }

    /// The words of the file.
    pub fn words(&self) -> String {
        let path = format!("{}/tests/fixtures/scripts/{}.txt", env!("CARGO_MANIFEST_DIR"), self.lang);
        std::fs::read_to_string(path).unwrap().trim_end().to_owned()
    }

    /// A setter with this script's font and, after it, the one of Latin letters.
    pub fn setter(&self) -> Setter {
        setter(&[self.font, "noto-sans/NotoSans-Regular.ttf"])
    }

    /// The words of the sample, or others in its language, in letters 10 mm high.
    pub fn prepare(&self, words: &str) -> Prepared {
        prepare(&self.setter(), self.lang, words)
    }
}

pub fn of(lang: &str) -> &'static Sample {
    SAMPLES.iter().find(|sample| sample.lang == lang).unwrap()
}

/// A setter with fonts of the fixtures.
pub fn setter(files: &[&str]) -> Setter {
    let mut fonts = Fonts::new();
    for file in files {
        let path = format!("{}/tests/fixtures/fonts/{file}", env!("CARGO_MANIFEST_DIR"));
        fonts.add(std::fs::read(path).unwrap().into()).unwrap();
    }
    Setter::new(Arc::new(fonts))
}

/// Letters 10 mm high in all fonts of a setter.
pub fn letters(setter: &Setter) -> CharStyle {
    let chain: Vec<FontId> = setter.fonts().iter().map(|(id, _)| id).collect();
    CharStyle { color: Color::BLACK, ..CharStyle::new(chain, Length::mm(10.0)) }
}

pub fn style(lang: &str) -> ParagraphStyle {
    ParagraphStyle::new(Length::mm(16.0), lang)
}

pub fn prepare(setter: &Setter, lang: &str, words: &str) -> Prepared {
    let flow = Flow::plain(words, Arc::new(letters(setter)), Arc::new(style(lang)));
    setter.prepare(&flow).unwrap_or_else(|faults| panic!("{lang}: {faults:?}"))
}

pub fn placed(setting: &Setting) -> Vec<Item> {
    setting.place(Rect::mm(0.0, 0.0, setting.width.to_mm(), 500.0), VAlign::Top)
}

/// The runs of glyphs among items, in reading order.
pub fn runs(items: &[Item]) -> Vec<&GlyphRun> {
    let mut found = Vec::new();
    for item in items {
        match item {
            Item::Group(group) => found.extend(runs(&group.items)),
            Item::Glyphs(run) => found.push(&**run),
            _ => {}
        }
    }
    found
}

/// The lines of words set in `width` millimetres.
pub fn lines(setting: &Setting) -> Vec<String> {
    (0..setting.lines.len()).map(|line| setting.line_text(line)).collect()
}
