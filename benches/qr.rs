//! How long one QR code takes to make, to outline and to read back, and a drawing to take in:
//! `cargo bench --bench qr`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot start may stop")]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use massicot::artwork::svg::{Import, import};
use massicot::font::Fonts;
use massicot::qr::{Code, Level, QUIET_ZONE};
use massicot::scene::Assets;
use massicot::source::Sources;
use massicot::verify;

/// A card's address, 40 characters.
const ADDRESS: &str = "https://cartes.example/k/tiroirs/r01/0a1";

fn codes(c: &mut Criterion) {
    c.bench_function("code of 40 characters at level M", |b| b.iter(|| Code::encode(black_box(ADDRESS), Level::M)));
    let code = Code::encode(ADDRESS, Level::M).unwrap();
    c.bench_function("its outline", |b| b.iter(|| black_box(&code).path()));
    // 0.4 mm at 300 dpi: 4.7 pixels a module.
    let (scale, quiet) = (4.7, QUIET_ZONE as f64);
    let side = ((code.modules() as f64 + 2.0 * quiet) * scale) as usize;
    let module = |pixel: usize| (pixel as f64 / scale - quiet).floor();
    let is_dark = |x: usize, y: usize| match (module(x), module(y)) {
        (x, y) if x >= 0.0 && y >= 0.0 => code.is_dark(x as usize, y as usize),
        _ => false,
    };
    let pixels: Vec<u8> = (0..side * side).map(|at| if is_dark(at % side, at / side) { 0 } else { 255 }).collect();
    assert_eq!(verify::qr::read(&pixels, side, side), [ADDRESS]);
    c.bench_function("reading it back at 300 dpi", |b| b.iter(|| verify::qr::read(black_box(&pixels), side, side)));
}

fn drawings(c: &mut Criterion) {
    let text = std::fs::read_to_string("decks/tiroirs/images/r01.svg").unwrap();
    let (mut sources, fonts) = (Sources::new(), Arc::new(Fonts::new()));
    let file = sources.add("r01.svg", text.as_str());
    c.bench_function("drawing of thirteen shapes", |b| {
        b.iter(|| import(text.as_bytes(), &Import::new(file, &fonts), &mut Assets::default()));
    });
}

criterion_group!(benches, codes, drawings);
criterion_main!(benches);
