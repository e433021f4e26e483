//! Decks in the files that each print shop wants: pages, order, backs, copies, pixels.

use std::collections::BTreeMap;

use massicot::compile::{Format, Profile};

use crate::project::Project;

/// Three cards, the second wanted twice; fronts differ, backs are the same unless `backs` says otherwise.
fn deck(format: &str, backs: &str) -> Project {
    let front = "boxes:\n  - { at: bleed, fill: nuit }\n  - { at: safe, text: \"{id}\" }\n";
    let mut project = Project::new()
        .deck(&format!("deck: D1\ntitle: Jeu\nformat: {format}\ncorner: 3mm\nlayout: {{ front: front, back: back }}\n"))
        .layout("front", front)
        .layout("back", backs)
        .card("id: A1")
        .card("id: A2\ncount: 2")
        .card("id: A3");
    project.job.profiles = vec![Profile::Press];
    project.job.formats = vec![Format::Pdf];
    project
}

const SAME: &str = "boxes:\n  - { at: bleed, fill: encre }\n";
const OWN: &str = "boxes:\n  - { at: bleed, fill: \"#ffffff\" }\n  - { at: safe, text: \"{id}\" }\n";

fn build(mut project: Project, printer: &str) -> BTreeMap<String, Vec<u8>> {
    project.job.printer = Some(printer.to_owned());
    project.build()
}

fn only_pdf(files: &BTreeMap<String, Vec<u8>>) -> (&str, &[u8]) {
    let is_deck = |path: &str| path.ends_with(".pdf") && !path.contains("fiche");
    let mut pdf = files.iter().filter(|(path, _)| is_deck(path));
    let (path, bytes) = pdf.next().unwrap();
    assert!(pdf.next().is_none(), "{:?}", files.keys());
    (path, bytes)
}

/// The names of the pages of a PDF, as it tells readers.
fn pages(file: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(file).unwrap();
    let labels = document.catalog().unwrap().get_deref(b"PageLabels", &document).unwrap().as_dict().unwrap();
    let mut names = Vec::new();
    leaves(labels, &document, &mut names);
    assert_eq!(names.len(), document.get_pages().len());
    names
}

/// The prefixes of a number tree of page labels, in order.
fn leaves(node: &lopdf::Dictionary, document: &lopdf::Document, names: &mut Vec<String>) {
    if let Ok(kids) = node.get_deref(b"Kids", document).and_then(lopdf::Object::as_array) {
        let kids = kids.iter().map(|kid| document.dereference(kid).unwrap().1.as_dict().unwrap());
        kids.for_each(|kid| leaves(kid, document, names));
    }
    let Ok(numbers) = node.get_deref(b"Nums", document).and_then(lopdf::Object::as_array) else { return };
    let labels = numbers.iter().filter_map(|entry| document.dereference(entry).unwrap().1.as_dict().ok());
    names.extend(labels.map(|label| String::from_utf8(label.get(b"P").unwrap().as_str().unwrap().to_vec()).unwrap()));
}

/// Media and trim boxes of the first page in millimetres: left, bottom, right, top of each.
fn boxes(file: &[u8]) -> [[f64; 4]; 2] {
    let document = lopdf::Document::load_mem(file).unwrap();
    let page = document.get_dictionary(document.get_pages()[&1]).unwrap();
    [b"MediaBox".as_slice(), b"TrimBox"].map(|key| {
        let numbers = page.get(key).unwrap().as_array().unwrap();
        [0, 1, 2, 3].map(|index| f64::from(numbers[index].as_float().unwrap()) * 25.4 / 72.0)
    })
}

fn near(found: [f64; 4], wanted: [f64; 4]) {
    assert!(found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.01), "{found:?} {wanted:?}");
}

#[test]
fn one_pdf_with_the_front_first_and_a_page_for_each_copy() {
    let files = build(deck("poker", OWN), "generic-eu");
    let names: Vec<_> = files.keys().collect();
    let path = "essai/generic-eu/D1-jeu/essai_D1-jeu_poker-eu_3-cartes_generic-eu_v1.0.pdf";
    let folder = "essai/generic-eu";
    assert_eq!(
        names,
        [path, &format!("{folder}/fiche-fabrication.pdf"), &format!("{folder}/ticket.json"), "essai/manifest.json"]
    );
    let wanted = ["A1-recto", "A1-verso", "A2-recto", "A2-verso", "A2-recto", "A2-verso", "A3-recto", "A3-verso"];
    assert_eq!(pages(&files[path]), wanted);
    // 63 × 88 mm, 3 mm of bleed around.
    let [media, trim] = boxes(&files[path]);
    near(media, [0.0, 0.0, 69.0, 94.0]);
    near(trim, [3.0, 3.0, 66.0, 91.0]);
    let manifest: serde_json::Value = serde_json::from_slice(&files["essai/manifest.json"]).unwrap();
    assert_eq!(
        (&manifest["files"][0]["printer"], &manifest["files"][0]["faces"]),
        (&"generic-eu".into(), &"both".into())
    );
}

#[test]
fn the_back_comes_first_where_the_printer_asks_for_it_and_bleed_is_an_eighth_of_an_inch() {
    let files = build(deck("poker-us", OWN), "drivethrucards");
    let pdf = only_pdf(&files).1;
    assert_eq!(pages(pdf)[..4], ["A1-verso", "A1-recto", "A2-verso", "A2-recto"]);
    // 198 × 270 points, as the printer says of poker cards: 63.5 + 2 × 3.175 and 88.9 + 2 × 3.175 mm.
    near(boxes(pdf)[0], [0.0, 0.0, 198.0 * 25.4 / 72.0, 270.0 * 25.4 / 72.0]);
}

#[test]
fn fronts_and_backs_apart_and_a_common_back_once() {
    let common = build(deck("poker", SAME), "puzzlefactory");
    let is_deck = |path: &str| path.ends_with(".pdf") && !path.contains("fiche");
    let common: BTreeMap<_, _> = common.into_iter().filter(|(path, _)| is_deck(path)).collect();
    let names: Vec<_> = common.keys().map(|path| path.rsplit('/').next().unwrap()).collect();
    assert_eq!(
        names,
        [
            "essai_D1-jeu_poker-eu_3-cartes_puzzlefactory-dos-commun_v1.0.pdf",
            "essai_D1-jeu_poker-eu_3-cartes_puzzlefactory-rectos_v1.0.pdf",
        ]
    );
    let files: Vec<_> = common.values().collect();
    assert_eq!(pages(files[0]).len(), 1);
    assert_eq!(pages(files[1]), ["A1-recto", "A2-recto", "A2-recto", "A3-recto"]);
    // Backs that differ are as many as the fronts, in their order.
    let own = build(deck("poker", OWN), "puzzlefactory");
    let backs = own.iter().find(|(path, _)| path.ends_with("puzzlefactory-versos_v1.0.pdf")).unwrap();
    assert_eq!(pages(backs.1), ["A1-verso", "A2-verso", "A2-verso", "A3-verso"]);
}

#[test]
fn a_common_back_in_one_pdf_is_its_last_page() {
    let files = build(deck("poker", SAME), "printninja");
    let (path, pdf) = only_pdf(&files);
    assert!(path.ends_with("printninja-rectos-dos-commun_v1.0.pdf"), "{path}");
    assert_eq!(pages(pdf), ["A1-recto", "A2-recto", "A2-recto", "A3-recto", "A1-verso"]);
}

#[test]
fn one_picture_a_face_at_the_pixels_that_the_printer_takes() {
    for (printer, format, wanted) in [
        ("makeplayingcards", "poker-us", (822, 1122)),
        ("thegamecrafter", "poker-us", (825, 1125)),
        ("thegamecrafter", "poker-eu", (825, 1125)),
        ("thegamecrafter", "us-game", (750, 1125)),
        ("thegamecrafter", "mini-us", (600, 825)),
        ("makeplayingcards", "tarot-us landscape", (1497, 897)),
    ] {
        let files = build(deck(format, SAME), printer);
        let pictures: Vec<_> = files.iter().filter(|(path, _)| path.ends_with(".png")).collect();
        assert_eq!(pictures.len(), 4, "{printer}: three fronts and one back");
        for (path, bytes) in pictures {
            let picture = image::load_from_memory(bytes).unwrap();
            assert_eq!((picture.width(), picture.height()), wanted, "{path}");
            assert!(path.ends_with(&format!("_{printer}-{}x{}_v1.0.png", wanted.0, wanted.1)), "{path}");
            // The ground goes on to the last pixel of the bleed.
            let corner = picture.to_rgb8().get_pixel(0, wanted.1 - 1).0;
            assert!(corner != [255, 255, 255], "{path}: {corner:?}");
        }
        assert!(files.keys().any(|path| path.contains("_dos-commun_")));
    }
}

#[test]
fn copies_that_the_files_do_not_tell_are_told_to_order() {
    let mut project = deck("poker-us", SAME);
    project.job.printer = Some("makeplayingcards".to_owned());
    let told = project.faults();
    assert!(told.iter().any(|line| line.contains("copies-to-order") && line.contains("commandez A2 × 2")), "{told:?}");
}

#[test]
fn a_bleed_that_is_wider_than_the_deck_s_is_laid_out_and_a_narrower_one_cropped() {
    // Pulsio asks for 5 mm, Saxoprint for 2 mm; the deck says 3 mm.
    for (printer, width) in [("pulsio", 73.0), ("saxoprint", 67.0)] {
        let files = build(deck("poker", SAME), printer);
        let pdf = only_pdf(&files).1;
        let [media, _] = boxes(pdf);
        assert!((media[2] - width).abs() < 0.01, "{printer}: {media:?}");
    }
}

#[test]
fn a_front_without_back_gets_a_blank_one_so_that_pairs_hold() {
    let mut project = Project::new()
        .deck("deck: D1\ntitle: Jeu\nformat: poker\nlayout: { front: front }\n")
        .layout("front", "boxes:\n  - { at: safe, text: \"{id}\" }\n")
        .layout("back", OWN)
        .card("id: A1")
        .card("id: A2\nlayout: { back: back }");
    project.job.profiles = vec![Profile::Press];
    let files = build(project, "generic-eu");
    let pdf = only_pdf(&files).1;
    assert_eq!(pages(pdf), ["A1-recto", "A1-verso", "A2-recto", "A2-verso"]);
}

#[test]
fn a_shop_that_takes_whole_sheets_gets_them_with_their_ticket() {
    let shop = "printer: atelier\nname: L’Atelier\nabout: { fr: Une presse, en: A press }\ninherits: generic-eu\n\
                sources: { devis: { from: devis du 3 mars, read: printer } }\n\
                delivery: { is: sheets, source: devis }\nsheet: { is: sra3, source: devis }\n\
                marks: { is: allowed, source: devis }\n";
    let project = deck("poker", OWN).file("layouts/printers/atelier.yaml", shop);
    let files = build(project, "atelier");
    let (path, pdf) = only_pdf(&files);
    assert!(path.starts_with("essai/atelier/D1-jeu/") && path.contains("_sra3_"), "{path}");
    // Four cards are fewer than a sheet holds: one front and one back, 320 × 450 mm.
    assert_eq!(lopdf::Document::load_mem(pdf).unwrap().get_pages().len(), 2);
    let ticket: massicot::ticket::Ticket = serde_json::from_slice(&files["essai/atelier/ticket.json"]).unwrap();
    let [file] = ticket.components[0].files.as_slice() else { panic!("{:?}", ticket.components) };
    assert_eq!((file.pages.len(), file.faces.as_str()), (2, ""));
    assert!(path.ends_with(&file.path));
}

#[test]
fn the_kit_s_own_printer_makes_its_press_files_and_none_says_no() {
    let kit = |printer: Option<&str>| {
        let mut project = deck("poker", OWN);
        let text = String::from_utf8(
            massicot::world::World::read(&project.world(), std::path::Path::new("kits/essai/kit.yaml"))
                .unwrap()
                .to_vec(),
        )
        .unwrap();
        project = project.file("kit.yaml", format!("{text}printer: meinspiel\n"));
        project.job.printer = printer.map(str::to_owned);
        project
    };
    let told = kit(None).faults();
    assert!(told.iter().any(|line| line.contains("printer-size")), "{told:?}");
    let files = kit(Some("none")).build();
    assert!(files.keys().any(|path| path.ends_with("_3-cartes_press_v1.0.pdf")), "{:?}", files.keys());
    let files = kit(Some("saxoprint")).build();
    assert!(files.keys().any(|path| path.starts_with("essai/saxoprint/D1-jeu/")), "{:?}", files.keys());
}
