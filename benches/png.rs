//! How long a face takes as pixels and as a file, on one core: `cargo bench --bench png`.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench is a test")]

#[allow(dead_code, reason = "a bench needs only some of the scenes")]
#[path = "../tests/suite/scenes.rs"]
mod scenes;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use massicot::export::png::{Options, Painter};

fn faces(c: &mut Criterion) {
    for (name, document) in [("rich", scenes::rich()), ("text", scenes::wordy())] {
        let painter = Painter::new(&document, Options::default());
        c.bench_function(&format!("{name} face as pixels"), |b| b.iter(|| black_box(painter.page(0).unwrap())));
        c.bench_function(&format!("{name} face as a file"), |b| b.iter(|| black_box(painter.png(0).unwrap())));
        c.bench_function(&format!("{name} face, nothing kept"), |b| {
            b.iter(|| black_box(Painter::new(&document, Options::default()).png(0).unwrap()));
        });
    }
}

criterion_group!(benches, faces);
criterion_main!(benches);
