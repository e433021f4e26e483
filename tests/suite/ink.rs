//! How much solid ink home prints use, measured on the printed pages by another program's eyes.

use std::path::Path;

use massicot::compile::{self, Job, Profile, Silent};
use massicot::diag::{self, Lang};
use massicot::impose::Ink;
use massicot::world::DiskWorld;

use crate::pdf::judge::Picture;
use crate::project::Project;

/// Cards of 60 × 90 mm, one deck, printed at home.
fn at_home(front: &str, words: &str) -> Project {
    let types = "types: { text: { font: texte, size: 10pt, leading: 12pt }, enorme: { font: texte, size: 55pt, leading: 42pt } }\n";
    let mut project = Project::new()
        .layout("front", &format!("{types}boxes:\n{front}"))
        .card(&format!("id: A1{words}"))
        .card(&format!("id: A2{words}"));
    project.job.profiles = vec![Profile::Home];
    project
}

/// The cards of the first sheet: two of 60 × 90 mm beside each other are 120 mm wide, or three 180 mm.
fn first_sheet(project: &Project) -> Picture {
    let files = project.build();
    let (_, file) = files.iter().find(|(name, _)| name.ends_with(".pdf")).unwrap();
    // Three columns of 60 mm and three rows of 90 mm: cards lie from 15 to 195 mm and from 13.5 to 283.5 mm. A page on top, its empty back where sheets have backs.
    let pages = lopdf::Document::load_mem(file).unwrap().get_pages().len();
    Picture::of(file, pages - 1, 36.0)
}

#[test]
fn a_dark_shape_inside_a_card_becomes_pale_and_what_lies_on_it_stays_readable() {
    // 50 × 40 mm of 60 × 90 are 37 %; a white bar of 20 × 4 mm on them.
    let front = "  - { at: { x: 5mm, y: 5mm, width: 50mm, height: 40mm }, fill: nuit }\n  - { at: { x: 20mm, y: 20mm, width: 20mm, height: 4mm }, fill: \"#FFFFFF\" }\n";
    let sheet = first_sheet(&at_home(front, ""));
    let solid = sheet.solid(15.0, 13.5, 180.0, 270.0) * 180.0 * 270.0;
    // Of each card only the bar is dark now: 80 mm², less than 3 % of its 5400 mm².
    assert!((solid - 2.0 * 80.0).abs() < 60.0, "{solid} mm² of solid ink");
    assert!(at_home(front, "").faults().is_empty(), "nothing to tell: {:?}", at_home(front, "").faults());
}

#[test]
fn a_card_with_little_ink_keeps_its_dark_shapes() {
    // 20 × 20 mm are 7 % of the card.
    let sheet = first_sheet(&at_home("  - { at: { x: 20mm, y: 20mm, width: 20mm, height: 20mm }, fill: nuit }\n", ""));
    let solid = sheet.solid(15.0, 13.5, 180.0, 270.0) * 180.0 * 270.0;
    assert!((solid - 800.0).abs() < 100.0, "{solid} mm²");
}

#[test]
fn what_stays_too_solid_is_told_with_its_share_its_frame_and_the_next_step() {
    let front = "  - { id: cri, at: { x: 5mm, y: 5mm, width: 50mm, height: 80mm }, text: { value: \"{title}\", style: enorme } }\n";
    let project = at_home(front, "\ntitle: MMM MMM MMM MMM MMM");
    let report = project.check();
    let told: Vec<_> = report.diagnostics.iter().filter(|fault| fault.code == "solid-area").collect();
    assert_eq!(told.len(), 1, "{:?}", project.faults());
    let words = diag::short(told[0], &report.sources, Lang::Fr);
    assert!(words.contains("2 faces ont plus de 15 % d’aplats d’encre"), "{words}");
    assert!(words.contains("jeu.yaml:") && told[0].card.as_deref() == Some("A1"), "{words}");
    assert!(told[0].labels.len() == 2, "words in the deck and frame in the layout");
    assert!(told[0].hints[0].fr.contains("--ink low"), "{:?}", told[0].hints);
    let mut low = project;
    low.job.home.ink = Ink::Low;
    assert!(low.check().diagnostics.iter().all(|fault| !fault.hints.iter().any(|hint| hint.fr.contains("--ink"))));
}

/// The issue's own figure: solid areas under 15 %, on every card of the reference deck, whatever the ink.
#[test]
fn every_card_of_the_reference_deck_stays_under_fifteen_percent() {
    let kit = Path::new(env!("CARGO_MANIFEST_DIR")).join("decks/tiroirs");
    for ink in [Ink::Light, Ink::Low, Ink::Grey] {
        let mut job = Job::new(&kit);
        job.profiles = vec![Profile::Home];
        job.home.ink = ink;
        job.select.components = vec!["D1".into()];
        job.sheets.names = vec!["a4-a6".into()];
        let mut files = Vec::new();
        let mut sink = |path: &Path, bytes: &[u8]| {
            files.extend(path.extension().is_some_and(|end| end == "pdf").then(|| bytes.to_vec()));
            Ok(())
        };
        let report = compile::build(&DiskWorld::new(), &job, &Silent, &mut sink).unwrap();
        assert!(!report.diagnostics.iter().any(|fault| fault.code == "solid-area"), "{ink:?}");
        let pages = lopdf::Document::load_mem(&files[0]).unwrap().get_pages().len();
        for page in 2..pages {
            let sheet = Picture::of(&files[0], page, 72.0);
            for (x, y) in [(0.0, 0.0), (105.0, 0.0), (0.0, 148.5), (105.0, 148.5)] {
                let share = sheet.solid(x, y, 104.9, 148.4);
                assert!(share < 0.15, "{ink:?}, page {page}, card at {x} {y}: {share}");
            }
        }
    }
}
