//! The whole way from YAML to one press PDF on decks of growing size, and to pages in 64 languages: `cargo bench --bench deck`.

#![allow(clippy::unwrap_used, reason = "a bench that cannot start may stop")]

#[path = "reference/mod.rs"]
mod reference;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use massicot::compile::{self, Format, Job, Profile, Silent};
use massicot::export::pdf::Standard;
use massicot::world::MemoryWorld;
use std::path::PathBuf;

fn world(files: Vec<(PathBuf, Vec<u8>)>) -> MemoryWorld {
    let mut world = MemoryWorld::new();
    for (path, bytes) in files {
        world.insert(std::path::Path::new("kit").join(path), bytes);
    }
    for family in ["atkinson-hyperlegible-next", "fraunces", "source-sans-3"] {
        let folder = format!("{}/fonts/{family}", env!("CARGO_MANIFEST_DIR"));
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            world.insert(format!("kit/fonts/{family}/{name}"), std::fs::read(path).unwrap());
        }
    }
    world
}

fn decks(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("press PDF");
    group.sample_size(10);
    for cards in [54, 540, 5_400] {
        let world = world(reference::files(cards));
        let mut job = Job::new("kit");
        job.formats = vec![Format::Pdf];
        job.profiles = vec![Profile::Press];
        group.throughput(Throughput::Elements(cards as u64));
        group.bench_function(BenchmarkId::from_parameter(cards), |bench| {
            bench.iter(|| compile::build(&world, &job, &Silent, &mut |_, _| Ok(())).unwrap());
        });
    }
    group.finish();
}

/// A deck of 44 cards set in 64 languages: from YAML to pages, nothing written.
fn languages(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("set 44 cards");
    group.sample_size(10);
    let world = world(reference::translated(44, 63));
    let mut job = Job::new("kit");
    job.locales = vec!["all".into()];
    job.profiles = vec![Profile::Press];
    group.bench_function(BenchmarkId::from_parameter("64 languages"), |bench| {
        bench.iter(|| compile::scenes(&world, &job, &Silent));
    });
    group.finish();
}

/// The same cards one a page and eighteen a sheet: what sheets cost.
fn sheets(criterion: &mut Criterion) {
    let world = world(reference::files(540));
    let mut group = criterion.benchmark_group("540 cards");
    group.sample_size(20);
    for (name, sheets) in [("one a page", vec![]), ("on SRA3 sheets", vec!["sra3".to_owned()])] {
        let mut job = Job::new("kit");
        job.formats = vec![Format::Pdf];
        job.profiles = vec![Profile::Press];
        job.sheets.names = sheets;
        group.bench_function(name, |bench| {
            bench.iter(|| compile::build(&world, &job, &Silent, &mut |_, _| Ok(())).unwrap());
        });
    }
    group.finish();
}

/// The same cards as plain PDF and as PDF/X-4, read back: what the standard costs.
fn standards(criterion: &mut Criterion) {
    let world = world(reference::files(540));
    let mut group = criterion.benchmark_group("540 cards as");
    group.sample_size(20);
    for (name, standard) in [("plain PDF", Standard::None), ("PDF/X-4", Standard::X4)] {
        let mut job = Job::new("kit");
        job.formats = vec![Format::Pdf];
        job.profiles = vec![Profile::Press];
        job.standard = Some(standard);
        group.bench_function(name, |bench| {
            bench.iter(|| compile::build(&world, &job, &Silent, &mut |_, _| Ok(())).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, decks, languages, sheets, standards);
criterion_main!(benches);
