//! Glyphs and their places as HarfBuzz (hb-shape), the outside judge, has them.

use std::process::Command;

use massicot::geom::Length;

use super::{SAMPLES, Sample, placed, runs};

/// Glyph and place of its origin in font units, in the order of the line.
type Glyphs = Vec<(u16, i64, i64)>;

/// The words with those characters alone that the sample's font has: what it lacks comes from another font.
fn known(sample: &Sample, words: &str) -> String {
    let setter = sample.setter();
    let face = setter.fonts().get(massicot::font::FontId(0)).unwrap().clone();
    words.chars().filter(|c| face.glyph(*c).is_some()).collect()
}

/// What HarfBuzz makes of words in the sample's font. None where it is not installed, except where CI runs.
fn judged(sample: &Sample, words: &str) -> Option<Glyphs> {
    let rtl = matches!(sample.lang, "ar" | "he");
    let output = Command::new("hb-shape")
        .args(["--no-glyph-names", "--no-clusters", "--remove-default-ignorables", "--output-format=json"])
        .arg(format!("--font-file={}", sample.font_path()))
        .arg(format!("--language={}", sample.lang))
        .arg(format!("--script={}", if sample.script == "Jpan" { "Hira" } else { sample.script }))
        .arg(format!("--direction={}", if rtl { "rtl" } else { "ltr" }))
        .arg(format!("--text={words}"))
        .output();
    let output = match output {
        Ok(output) => output,
        Err(_) if std::env::var_os("CI").is_none() => {
            eprintln!("skipped: hb-shape is not installed");
            return None;
        }
        Err(error) => panic!("hb-shape: {error}"),
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut pen = 0;
    let read = |glyph: &serde_json::Value, pen: &mut i64| {
        let number = |key: &str| glyph.get(key).and_then(serde_json::Value::as_i64).unwrap_or(0);
        let place = (u16::try_from(number("g")).unwrap(), *pen + number("dx"), number("dy"));
        *pen += number("ax");
        place
    };
    Some(said.as_array().unwrap().iter().map(|glyph| read(glyph, &mut pen)).collect())
}

/// The same as this program sets the words on one line; the line starts at its left edge.
fn set(sample: &Sample, words: &str) -> Glyphs {
    let prepared = sample.prepare(words);
    let setting = prepared.set(prepared.max_content_width() + Length::mm(0.001), 1.0);
    let (items, baseline) = (placed(&setting), setting.lines[0].baseline);
    let setter = sample.setter();
    let mut runs = runs(&items);
    runs.sort_by(|a, b| a.origin.x.to_mm().total_cmp(&b.origin.x.to_mm()));
    let glyphs = runs.into_iter().flat_map(|run| {
        let unit = run.size / f64::from(setter.fonts().get(run.font).unwrap().metrics.units_per_em);
        run.glyphs.iter().map(move |glyph| {
            let (x, y) = (run.origin.x + glyph.x(), baseline - run.origin.y - glyph.y());
            (glyph.id, (x / unit).round() as i64, (y / unit).round() as i64)
        })
    });
    glyphs.collect()
}

#[test]
fn every_word_of_every_script_is_shaped_as_harfbuzz_shapes_it() {
    for sample in &SAMPLES {
        for word in known(sample, &sample.words()).split_whitespace() {
            let Some(wanted) = judged(sample, word) else { return };
            assert_eq!(set(sample, word), wanted, "{}: {word}", sample.lang);
        }
    }
}

#[test]
fn every_line_of_every_script_is_shaped_as_harfbuzz_shapes_it() {
    for sample in &SAMPLES {
        let words = known(sample, &sample.words());
        let Some(wanted) = judged(sample, &words) else { return };
        assert_eq!(set(sample, &words), wanted, "{}", sample.lang);
    }
}
