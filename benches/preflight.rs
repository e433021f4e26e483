//! A press PDF of 540 pages read back and held against PDF/X-4: `cargo bench --bench preflight`.

#![allow(clippy::unwrap_used, reason = "a bench that cannot start may stop")]

#[path = "reference/mod.rs"]
mod reference;

use criterion::{Criterion, criterion_group, criterion_main};
use massicot::compile::{self, Format, Job, Profile, Silent};
use massicot::printers::Standard;
use massicot::verify::{self, Order};
use massicot::world::MemoryWorld;

/// 270 cards of the reference deck with their common back.
fn file() -> Vec<u8> {
    let mut world = MemoryWorld::new();
    for (path, bytes) in reference::files(270) {
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
    let mut job = Job::new("kit");
    job.formats = vec![Format::Pdf];
    job.profiles = vec![Profile::Press];
    let mut file = Vec::new();
    compile::build(&world, &job, &Silent, &mut |path, bytes| {
        if path.extension().is_some_and(|kind| kind == "pdf") {
            file = bytes.to_vec();
        }
        Ok(())
    })
    .unwrap();
    file
}

fn pages(criterion: &mut Criterion) {
    let file = file();
    let mut group = criterion.benchmark_group("540 pages");
    group.sample_size(10);
    group.bench_function("press", |bench| bench.iter(|| verify::press(&file, Standard::X4)));
    group.bench_function("preflight", |bench| bench.iter(|| verify::audit(&file, &Order::default()).unwrap()));
    group.finish();
}

criterion_group!(benches, pages);
criterion_main!(benches);
