//! How fast French deck text is set once its words are known: `cargo bench --bench text`.

#![allow(clippy::unwrap_used, reason = "a bench that cannot start may stop")]

#[path = "reference/mod.rs"]
mod reference;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use massicot::font::{FontId, Fonts, Slant, Weight};
use massicot::geom::{Length, Size};
use massicot::text::{CharStyle, Fit, Flow, Hyphenation, Inline, Paragraph, ParagraphStyle, Prepared, Setter};

const FAMILY: &str = "Atkinson Hyperlegible Next";
/// Width of the reference deck's column.
const WIDTH: Length = Length::mm(55.0);
/// Size and leading of the reference deck's words.
const SIZE: Length = Length::pt(6.5);
const LEADING: Length = Length::pt(8.0);

/// The styles of the paragraphs.
struct Letters {
    regular: Arc<CharStyle>,
    bold: Arc<CharStyle>,
    paragraph: Arc<ParagraphStyle>,
}

fn fonts() -> Arc<Fonts> {
    let mut fonts = Fonts::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/atkinson-hyperlegible-next");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|kind| kind == "ttf" || kind == "otf")) {
        fonts.add(std::fs::read(path).unwrap().into()).unwrap();
    }
    Arc::new(fonts)
}

fn letters(fonts: &Fonts) -> Letters {
    let style = |weight| {
        let font: FontId = fonts.find(FAMILY, weight, Slant::Upright).unwrap();
        Arc::new(CharStyle::new([font], SIZE))
    };
    let mut paragraph = ParagraphStyle::new(LEADING, "fr");
    paragraph.hyphenate = Some(Hyphenation::default());
    Letters { regular: style(Weight::REGULAR), bold: style(Weight::BOLD), paragraph: Arc::new(paragraph) }
}

/// The words of the reference deck: 60 a paragraph, one in ten in bold.
fn flows(cards: usize, letters: &Letters) -> Vec<Flow> {
    let files = reference::files(cards);
    let (_, deck) = files.iter().find(|(path, _)| path.ends_with("deck.yaml")).unwrap();
    let deck = std::str::from_utf8(deck).unwrap();
    let texts = deck.lines().filter_map(|line| line.trim().strip_prefix("text: \"")?.strip_suffix('"'));
    texts.map(|text| flow(text, letters)).collect()
}

fn flow(text: &str, letters: &Letters) -> Flow {
    let styles = [&letters.regular, &letters.bold].into_iter().cycle();
    let inlines = text.split("**").zip(styles).filter(|(words, _)| !words.is_empty());
    let inlines = inlines.map(|(words, style)| Inline::Text { text: words.to_owned(), style: style.clone() });
    Flow::from(vec![Paragraph::new(inlines.collect(), letters.paragraph.clone())])
}

fn paragraphs(criterion: &mut Criterion) {
    let setter = Setter::new(fonts());
    let flows = flows(540, &letters(setter.fonts()));
    let set = |flow: &Flow| setter.prepare(flow).unwrap().set(WIDTH, 1.0).lines.len();
    // Every word has been met before time counts.
    let lines: usize = flows.iter().map(set).sum();
    assert!(lines > flows.len() * 5, "paragraphs of several lines");
    let mut group = criterion.benchmark_group("French paragraphs of 60 words");
    group.throughput(Throughput::Elements(flows.len() as u64));
    group.bench_function("composed and broken", |bench| {
        bench.iter(|| flows.iter().map(|flow| set(black_box(flow))).sum::<usize>());
    });
    let prepared: Vec<Prepared> = flows.iter().map(|flow| setter.prepare(flow).unwrap()).collect();
    group.bench_function("composed", |bench| {
        bench.iter(|| flows.iter().map(|flow| setter.prepare(black_box(flow)).unwrap().words()).sum::<usize>());
    });
    group.bench_function("broken", |bench| {
        bench.iter(|| prepared.iter().map(|text| black_box(text).set(WIDTH, 1.0).lines.len()).sum::<usize>());
    });
    // What it costs more than breaking is one try; the search tries seven sizes or eight before it breaks.
    let fits = |text: &Prepared, lines: f64, fit: Fit| text.fit(Size::new(WIDTH, LEADING * lines), fit).is_ok();
    let (fixed, shrink) = (Fit::Fixed, Fit::Shrink { min: Length::pt(2.0) });
    for (name, lines, fit) in [("fitted at once", 40.0, fixed), ("fitted in one of 45 sizes", 6.0, shrink)] {
        assert!(prepared.iter().all(|text| fits(text, lines, fit)), "{name}");
        group.bench_function(name, |bench| {
            bench.iter(|| prepared.iter().filter(|text| fits(black_box(text), lines, fit)).count());
        });
    }
    group.finish();
}

criterion_group!(benches, paragraphs);
criterion_main!(benches);
