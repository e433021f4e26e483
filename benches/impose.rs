//! Pages of a foreign PDF file onto sheets: 540 cards, nine to an A4 sheet, from bytes to bytes:
//! `cargo bench --bench impose`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use lopdf::{Document, Object, Stream, dictionary};
use massicot::compile::{Imposing, Onto, impose_pdf};
use massicot::world::MemoryWorld;

/// A file as a layout program writes it: for each page a packed stream of text and outlines, one font and one picture for all.
fn foreign(pages: usize) -> Vec<u8> {
    let mut file = Document::with_version("1.4");
    let root = file.new_object_id();
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let font = file.add_object(font);
    let picture = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 200, "Height" => 200, "ColorSpace" => "DeviceGray",
        "BitsPerComponent" => 8,
    };
    let picture = file.add_object(Stream::new(picture, (0..40_000_u32).map(|at| (at * 7 % 251) as u8).collect()));
    let resources = dictionary! {
        "Font" => dictionary! { "F1" => font }, "XObject" => dictionary! { "I1" => picture },
    };
    let resources = file.add_object(resources);
    let kids: Vec<Object> = (0..pages).map(|page| one_page(&mut file, root, resources, page).into()).collect();
    let tree = dictionary! { "Type" => "Pages", "Count" => pages as i64, "Kids" => kids, "Resources" => resources };
    file.objects.insert(root, tree.into());
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => root });
    file.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    file.compress();
    assert!(file.save_to(&mut bytes).is_ok());
    bytes
}

fn one_page(file: &mut Document, root: lopdf::ObjectId, resources: lopdf::ObjectId, page: usize) -> lopdf::ObjectId {
    let mut content = String::from("q 100 0 0 100 40 120 cm /I1 Do Q\n");
    for line in 0..40 {
        let (x, y) = (12 + line % 7, 250 - line * 6);
        content.push_str(&format!("BT /F1 6 Tf {x} {y} Td (Carte {page}, ligne {line} d'un texte quelconque) Tj ET\n"));
        content
            .push_str(&format!("0.{line} 0.2 0.4 rg {x} {y} 3.5 2.25 re f {x} {y} m 20.5 30.25 40.75 50 60 70 c S\n"));
    }
    let contents = file.add_object(Stream::new(lopdf::Dictionary::new(), content.into_bytes()));
    let corners = |values: [f32; 4]| Object::Array(values.map(Object::Real).to_vec());
    file.add_object(dictionary! {
        "Type" => "Page", "Parent" => root, "Contents" => contents, "Resources" => resources,
        // 63 × 88 mm with 3 mm of bleed.
        "MediaBox" => corners([0.0, 0.0, 195.591, 266.457]),
        "TrimBox" => corners([8.504, 8.504, 187.087, 257.953]),
        "BleedBox" => corners([0.0, 0.0, 195.591, 266.457]),
    })
}

const SHEET: &str = "sheet: neuf\nname: { fr: neuf, en: nine }\npaper: A4\norientation: portrait\nturn: false\n\
                     marks: { crop: {}, slug: true }\n";

fn impose(criterion: &mut Criterion) {
    let bytes = foreign(540);
    if let Some(path) = std::env::var_os("MASSICOT_BENCH_FILE") {
        // For measuring the whole program on the same file.
        assert!(std::fs::write(path, &bytes).is_ok());
    }
    let world = MemoryWorld::new().with("cartes.pdf", bytes).with("layouts/sheets/neuf.yaml", SHEET);
    let job = Imposing {
        file: "cartes.pdf".into(),
        pages: Default::default(),
        trim: None,
        onto: Onto::Sheet { name: "neuf".to_owned(), paper: None, sides: None, faces: None },
        copies: None,
        lang: None,
    };
    let mut group = criterion.benchmark_group("impose");
    group.sample_size(20);
    group.bench_function("540 foreign pages, nine up", |bencher| {
        bencher.iter(|| {
            let made = impose_pdf(&world, &job);
            assert!(made.bytes.is_some(), "{:?}", made.report.diagnostics);
            black_box(made.bytes)
        });
    });
    group.finish();
}

criterion_group!(benches, impose);
criterion_main!(benches);
