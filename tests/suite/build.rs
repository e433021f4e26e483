//! Files of a build: their names, the manifest, copies, and the same bytes whatever the machine does.

use crate::project::Project;
use massicot::compile::{Format, Profile};
use sha2::{Digest, Sha256};

fn deck() -> Project {
    let mut project = Project::new()
        .layout(
            "front",
            "boxes:
  - { at: bleed, fill: { angle: 90, stops: [nuit 10%, nuit 30%] } }
  - { at: { x: 5mm, y: 5mm, width: 50mm, height: 20mm }, text: \"**{titre}** et la suite\" }
  - { at: { x: 5mm, y: 55mm, width: 25mm, height: 25mm }, qr: { value: \"{url}\", ground: true } }
",
        )
        .layout("dos", "boxes:\n  - { at: bleed, fill: nuit }\n")
        .deck("deck: D1\ntitle: Été, l’essentiel\nformat: 60mm x 90mm\nlayout: { front: front, back: dos }\n");
    for index in 1..=12 {
        project = project.card(&format!("id: A{index:02}\ntitre: Carte numéro {index}\nlink: a{index:02}"));
    }
    project.job.formats = vec![Format::Pdf, Format::Svg, Format::Png];
    project.job.dpi = 100.0;
    project
}

#[test]
fn files_say_what_is_inside() {
    let files = deck().build();
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    assert!(
        names.contains(&"essai/D1-ete-l-essentiel/essai_D1-ete-l-essentiel_60x90_12-cartes_press_v1.0.pdf"),
        "{names:?}"
    );
    assert!(names.contains(&"essai/D1-ete-l-essentiel/png/essai_D1-ete-l-essentiel_60x90_A01-recto_100dpi_v1.0.png"));
    assert!(names.contains(&"essai/D1-ete-l-essentiel/svg/essai_D1-ete-l-essentiel_60x90_A12-verso_outlined_v1.0.svg"));
    assert!(names.contains(&"essai/manifest.json"));
    // 2 PDF, 24 faces as PNG, 24 as SVG twice, 1 manifest.
    assert_eq!(names.len(), 2 + 24 + 48 + 1);
    assert!(names.iter().all(|name| !name.contains(' ')));
}

#[test]
fn the_manifest_tells_the_truth_about_every_file() {
    let files = deck().build();
    let manifest: serde_json::Value = serde_json::from_slice(&files["essai/manifest.json"]).unwrap();
    let listed = manifest["files"].as_array().unwrap();
    assert_eq!(listed.len(), files.len() - 1);
    for entry in listed {
        let bytes = &files[entry["path"].as_str().unwrap()];
        let sum: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(entry["sha256"], serde_json::json!(sum));
        assert_eq!(entry["bytes"], serde_json::json!(bytes.len()));
        assert_eq!(entry["trim_mm"], serde_json::json!([60.0, 90.0]));
    }
    let pdf = listed.iter().find(|entry| entry["path"].as_str().unwrap().ends_with("press_v1.0.pdf")).unwrap();
    assert_eq!(pdf["pages"], 24);
}

#[test]
fn two_runs_in_two_folders_with_one_and_eight_threads_give_the_same_bytes() {
    let threads = |count| rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap();
    let one = threads(1).install(|| deck().build());
    let eight = threads(8).install(|| deck().in_folder("ailleurs/sous/un autre nom").build());
    assert_eq!(one.keys().collect::<Vec<_>>(), eight.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(bytes == &eight[name], "{name} differs");
    }
}

#[test]
fn press_repeats_a_card_as_often_as_it_is_wanted_and_screen_shows_it_once() {
    let mut project = Project::new()
        .layout("front", "boxes:\n  - { at: safe, text: \"{card.id}\" }\n")
        .card("id: A1\ncount: 3")
        .card("id: A2\ncount: 0")
        .card("id: A3");
    project.job.profiles = vec![Profile::Press, Profile::Screen];
    let files = project.build();
    let pages = |name: &str| {
        let (_, bytes) = files.iter().find(|(path, _)| path.contains(name)).unwrap();
        lopdf::Document::load_mem(bytes).unwrap().get_pages().len()
    };
    assert_eq!((pages("_press_"), pages("_screen_")), (4, 2));
}

#[test]
fn a_kit_with_faults_writes_nothing() {
    let project = Project::new().layout("front", "boxes:\n  - { at: safe, text: \"{titre}\" }\n").card("id: A1");
    let mut written = 0;
    let mut sink = |_: &std::path::Path, _: &[u8]| {
        written += 1;
        Ok(())
    };
    let report =
        massicot::compile::build(&project.world(), &project.job, &massicot::compile::Silent, &mut sink).unwrap();
    assert!(report.diagnostics.has_errors());
    assert_eq!(written, 0);
}

#[test]
fn a_part_of_a_deck_says_so_in_its_name() {
    let mut project = deck();
    project.job.formats = vec![Format::Pdf];
    project.job.profiles = vec![Profile::Screen];
    project.job.select.cards = vec!["A03".into(), "a01".into()];
    let files = project.build();
    assert!(files.keys().any(|name| name.ends_with("_2-cartes-extrait_screen_v1.0.pdf")), "{:?}", files.keys());
}

#[test]
fn a_pdf_with_another_size_or_another_number_of_pages_is_noticed() {
    let mut document = Project::new().layout("front", "boxes: []\n").card("id: A1").card("id: A2").scene();
    let press = massicot::export::pdf::export(&document, &massicot::export::pdf::Options::press()).unwrap();
    assert!(massicot::verify::pdf::check(&press, &document, true).is_empty());
    document.pages[1].boxes.trim.width = massicot::geom::Length::mm(60.02);
    let faults = massicot::verify::pdf::check(&press, &document, true);
    let first = faults.iter().next().unwrap();
    assert_eq!(first.message.fr, "page A2-recto : TrimBox mesure 60 mm × 90 mm au lieu de 60.02 mm × 90 mm");
    document.pages.pop();
    let faults = massicot::verify::pdf::check(&press, &document, true);
    assert_eq!(faults.iter().next().unwrap().message.en, "the PDF has 2 pages instead of 1");
}

/// A code of 25 modules and its quiet zone, 33 in all, on 12 mm: 0.36 mm a module, which is a warning.
#[test]
fn what_was_found_before_a_file_could_not_be_written_is_not_lost() {
    let mut project = Project::new()
        .layout("front", "boxes:\n  - { at: { x: 20mm, y: 20mm, width: 12mm, height: 12mm }, qr: \"{url}\" }\n")
        .card("id: A1");
    project.job.formats = vec![Format::Pdf];
    let mut calls = 0;
    let mut sink = |_: &std::path::Path, _: &[u8]| {
        calls += 1;
        if calls == 2 { Err(std::io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    };
    let silent = massicot::compile::Silent;
    let stopped = massicot::compile::build(&project.world(), &project.job, &silent, &mut sink).unwrap_err();
    assert_eq!(stopped.error.kind(), std::io::ErrorKind::StorageFull);
    let codes: Vec<_> = stopped.report.diagnostics.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["qr-module"]);
    assert_eq!(stopped.report.written.len(), 1, "the press file is whole");
    assert_eq!(calls, 2, "nothing is tried after the first failure");
}
