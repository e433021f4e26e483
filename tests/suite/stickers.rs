//! Stickers and labels: cut through their face alone, on a backing that is cut through, apart from each other; labels for
//! office printers that shift their pages.

use std::collections::BTreeMap;

use massicot::compile::{Format, Profile};

use crate::dxf;
use crate::pdf::judge::accepted_by_all;
use crate::pdf::read::Read;
use crate::plates::plates;
use crate::project::Project;

const FULL: &str = "boxes:\n  - { id: fond, at: bleed, fill: nuit }\n";

fn stickers(more: &str) -> Project {
    let head =
        format!("deck: D1\ntitle: Pastilles\nformat: 40mm x 30mm\ncorner: 5mm\nlayout: {{ front: front }}\n{more}");
    let mut project = Project::new().layout("front", FULL).deck(&head);
    for id in ["A1", "A2", "A3"] {
        project = project.card(&format!("id: {id}"));
    }
    project.job.profiles = vec![Profile::Press];
    project
}

fn file<'f>(files: &'f BTreeMap<String, Vec<u8>>, parts: &[&str]) -> &'f [u8] {
    let found: Vec<_> = files.iter().filter(|(path, _)| parts.iter().all(|part| path.contains(part))).collect();
    assert_eq!(found.len(), 1, "{parts:?} in {:?}", files.keys());
    found[0].1
}

/// Group and type of the processing step behind each layer.
fn steps(read: &Read) -> BTreeMap<String, String> {
    let layers = read.with_key("GTS_Metadata");
    let told = layers.iter().map(|layer| {
        let step = layer.get(b"GTS_Metadata").unwrap().as_dict().unwrap();
        let name = |key: &[u8]| String::from_utf8_lossy(step.get(key).unwrap().as_name().unwrap()).into_owned();
        let title = String::from_utf8_lossy(layer.get(b"Name").unwrap().as_str().unwrap()).into_owned();
        (title, format!("{}/{}", name(b"GTS_ProcStepsGroup"), name(b"GTS_ProcStepsType")))
    });
    told.collect()
}

#[test]
fn a_single_sticker_lies_on_a_backing_that_is_cut_through() {
    let mut project = stickers("stickers: { border: 6mm, corner: 3mm }\n");
    project.job.ticket = true;
    let files = project.build();
    let press = file(&files, &["_press_", ".pdf"]);
    accepted_by_all(press);
    let read = Read::new(press);
    // 40 × 30 mm of sticker and 6 mm of backing on each side.
    let [left, _, right, _] = read.mm(0, "TrimBox");
    assert!((right - left - 52.0).abs() < 0.02, "{left} to {right}");
    let steps = steps(&read);
    assert_eq!(steps["KissCut"], "Structural/PartialCutting");
    assert_eq!(steps["CutContour"], "Structural/Cutting");
    let ticket: serde_json::Value = serde_json::from_slice(file(&files, &["ticket.json"])).unwrap();
    let component = &ticket["components"][0];
    assert_eq!(component["size_mm"], serde_json::json!([52.0, 42.0]));
    let kinds: Vec<_> =
        component["plates"].as_array().unwrap().iter().map(|plate| plate["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["cut-line", "kiss-cut"]);
    let Some(plates) = plates(press) else { return };
    assert_eq!(plates.keys().collect::<Vec<_>>(), ["Black", "CutContour", "Cyan", "KissCut", "Magenta", "Yellow"]);
    // From the corner of the medium: 3 mm of bleed, 6 mm of backing, then the sticker.
    let (kiss, cut, cyan) = (&plates["KissCut"], &plates["CutContour"], &plates["Cyan"]);
    assert!(
        kiss.most(8.5, 20.0, 1.0, 8.0) > 20.0 && kiss.most(2.5, 20.0, 1.0, 8.0) < 1.0,
        "on the sticker's edge alone"
    );
    assert!(cut.most(2.5, 20.0, 1.0, 8.0) > 20.0 && cut.most(8.5, 20.0, 1.0, 8.0) < 1.0, "on the backing's edge alone");
    assert!(cut.most(3.0, 3.0, 0.6, 0.6) < 1.0, "whose corners are round");
    assert!(cyan.ink(7.5, 25.0) > 90.0, "artwork goes on over half of the border");
    assert!(cyan.ink(4.5, 25.0) < 2.0, "and leaves the rest of the backing bare");
}

#[test]
fn without_a_border_the_kiss_cut_alone_is_on_the_trim() {
    let mut project = stickers("stickers: { border: 0mm }\n");
    project.job.formats = vec![Format::Pdf, Format::Dxf];
    let files = project.build();
    let lines = dxf::read(file(&files, &[".dxf"]));
    assert!(lines.iter().all(|line| line.layer == "KISSCUT" && line.closed), "{lines:?}");
    let Some(plates) = plates(file(&files, &[".pdf"])) else { return };
    assert!(!plates.contains_key("CutContour") && !plates["KissCut"].is_empty());
}

#[test]
fn a_sheet_of_stickers_has_one_backing_and_a_cut_around_each() {
    let mut project = stickers("stickers: {}\n");
    for id in 4..=9 {
        project = project.card(&format!("id: A{id}"));
    }
    project.job.sheets.names = vec!["stickers-a6".into()];
    project.job.sheets.formats = vec![Format::Pdf, Format::Dxf];
    let (files, told) = project.built();
    assert!(told.iter().all(|fault| !fault.contains("sticker-gap")), "{told:#?}");
    let lines = dxf::read(file(&files, &["feuille-01", ".dxf"]));
    let of = |layer: &str| lines.iter().filter(|line| line.layer == layer).collect::<Vec<_>>();
    let (kiss, cut) = (of("KISSCUT"), of("CUT"));
    assert_eq!(cut.len(), 1, "the backing");
    // A6 upright less 6 mm on each side: two stickers of 40 mm beside each other with 4 mm between them, four rows of 30 mm.
    assert_eq!(kiss.len(), 8);
    for (index, one) in kiss.iter().enumerate() {
        assert!(one.points().iter().all(|(x, y)| cut[0].holds(*x, *y) && cut[0].distance(*x, *y) > 5.9));
        for other in &kiss[index + 1..] {
            let apart = one.points().iter().map(|(x, y)| other.distance(*x, *y)).fold(f64::MAX, f64::min);
            assert!(apart > 3.9, "{apart} mm apart");
        }
    }
    let sheet = file(&files, &[".pdf"]);
    accepted_by_all(sheet);
    let [left, top, right, bottom] = Read::new(sheet).mm(0, "TrimBox");
    assert!((right - left - 105.0).abs() < 0.02 && (bottom - top - 148.0).abs() < 0.02, "the backing is the trim");
    let Some(plates) = plates(sheet) else { return };
    assert_eq!(plates.keys().collect::<Vec<_>>(), ["Black", "CutContour", "Cyan", "KissCut", "Magenta", "Yellow"]);
    assert!(plates["CutContour"].most(2.5, 60.0, 1.0, 20.0) > 20.0, "on the edge of the backing");
    for process in ["Cyan", "Magenta", "Yellow", "Black"] {
        assert!(plates[process].most(2.5, 60.0, 1.0, 20.0) < 1.0, "{process} knows nothing of it");
    }
}

#[test]
fn stickers_that_lie_too_near_to_each_other_are_told() {
    let sheet = "sheet: serre\nname: { fr: Serré, en: Tight }\npaper: A5\nprinter: press\nmargins: 6mm\ngutter: 1mm\nsides: single\n";
    let told = |sheet: &str, more: &str| {
        let mut project = stickers(more).file("layouts/sheets/serre.yaml", sheet);
        project.job.sheets.names = vec!["serre".into()];
        project.built().1
    };
    let faults = told(sheet, "stickers: {}\n");
    assert!(faults.iter().any(|fault| fault.contains("sticker-gap") && fault.contains("1 mm")), "{faults:#?}");
    let apart = told(&sheet.replace("gutter: 1mm", "gutter: 4mm"), "stickers: {}\n");
    assert!(apart.iter().all(|fault| !fault.contains("sticker-gap")), "{apart:#?}");
    assert!(told(sheet, "").iter().all(|fault| !fault.contains("sticker-gap")), "cards may touch");
}

#[test]
fn labels_keep_their_words_away_from_what_a_printer_shifts() {
    let layout = |x: &str| {
        format!("boxes:\n  - {{ id: mot, at: {{ x: {x}, y: 10mm, width: 30mm, height: 6mm }}, text: \"MMMM\" }}\n")
    };
    let told = |x: &str| {
        let head = "deck: D1\ntitle: Étiquettes\nformat: 63.5mm x 38.1mm\nsafe: 0mm\nlayout: { front: front }\n";
        let mut project = Project::new().layout("front", &layout(x)).deck(head).card("id: A1");
        project.job.sheets.names = vec!["a4-labels-21".into()];
        project.built().1
    };
    let near = told("1mm");
    assert!(near.iter().any(|fault| fault.contains("label-drift") && fault.contains("A1")), "{near:#?}");
    assert!(told("3mm").iter().all(|fault| !fault.contains("label-drift")), "{:#?}", told("3mm"));
}
