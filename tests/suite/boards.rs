//! Boards and posters: one piece from one file, with free fields; what they are called, how they are listed and spread
//! over sheets.

use massicot::compile::{self, Profile};
use massicot::diag::{Lang, short};

use crate::pdf::judge::ask;
use crate::project::Project;

const WALL: &str = "\
types: { text: { font: texte, size: 60pt, leading: 70pt } }
boxes:
  - { id: title, at: { x: 20mm, y: 20mm, right: 20mm, height: 60mm }, role: h1, text: \"{title}\" }
  - { id: zone, at: { x: 20mm, y: 100mm, width: 300mm, height: 60mm }, text: \"{zone}\" }
  - { id: last, at: { right: 20mm, bottom: 20mm, width: 300mm, height: 60mm }, text: { value: \"{fin}\", align: end } }
";

const BOARD: &str = "\
board: B1
title: Trajectoire
format: A1
layout: mur
zone: Départ
fin: Arrivée
";

fn board(text: &str) -> Project {
    let mut project = Project::new().deck("").layout("mur", WALL).file("plateau.yaml", text);
    project.job.profiles = vec![Profile::Screen];
    project
}

#[test]
fn a_board_is_a_deck_of_one_card_called_as_the_board() {
    let project = board(BOARD);
    let document = project.scene();
    let [page] = document.pages.as_slice() else { panic!("{} pages", document.pages.len()) };
    assert_eq!((page.card.as_deref(), page.name.as_str()), (Some("B1"), "B1-recto"));
    assert_eq!((page.boxes.trim.width.to_mm(), page.boxes.trim.height.to_mm()), (594.0, 841.0));
    let files: Vec<String> = project.build().into_keys().collect();
    assert!(
        files.contains(&"essai/B1-trajectoire/essai_B1-trajectoire_A1_plateau_screen_v1.0.pdf".to_owned()),
        "{files:?}"
    );
}

#[test]
fn a_poster_takes_a_size_of_its_own_and_lists_what_it_is() {
    let poster =
        "poster: P2\ntitle: Frise\nformat: 1260mm x 297mm\nlayout: { front: mur }\nzone: a\nfin: b\nbleed: 5mm\n";
    let project = board(poster);
    let document = project.scene();
    assert_eq!(document.pages[0].boxes.trim.width.to_mm(), 1260.0);
    assert_eq!(document.pages[0].boxes.bleed.left.to_mm(), 5.0);
    let (listed, _) = compile::list(&project.world(), std::path::Path::new("kits/essai"));
    let rows: Vec<_> = listed.iter().map(|row| (row.id.as_str(), row.kind, row.format.as_str())).collect();
    assert_eq!(rows, [("P2", "poster", "1260x297")]);
    let files: Vec<String> = project.build().into_keys().collect();
    assert!(files.iter().any(|name| name.contains("_1260x297_affiche_screen_")), "{files:?}");
}

#[test]
fn faults_of_a_board_are_told_with_their_place() {
    let told = |text: &str| board(text).faults();
    assert_eq!(
        told("board: B1\ntitle: Trajectoire\nlayout: mur\nzone: a\nfin: b\n"),
        ["kits/essai/plateau.yaml:1:1: erreur[missing-key] il manque la clé « format »"]
    );
    let more = told(&format!("{BOARD}couleur: rouge\n"));
    assert_eq!(more.len(), 1, "{more:?}");
    assert!(more[0].contains("plateau.yaml:7:1") && more[0].contains("ne nomme « couleur »"), "{more:?}");
    let lacking = told(&BOARD.replace("zone: Départ\n", ""));
    assert!(lacking[0].contains("il manque le champ « zone »") && lacking[0].contains("B1"), "{lacking:?}");
    let named = told(&format!("{BOARD}id: B2\n"));
    assert!(named[0].contains("plateau.yaml:7:1") && named[0].contains("« board: »"), "{named:?}");
    let size = told(&BOARD.replace("A1", "6000mm x 300mm"));
    assert!(size[0].contains("ne peut s’imprimer") && size[0].contains("plateau.yaml:3:9"), "{size:?}");
    let deck = "deck: B1\ntitle: Jeu\nformat: A6\nlayout: { front: none }\ncards:\n  - { id: C1 }\n";
    let twice = board(BOARD).file("jeu.yaml", deck).faults();
    assert!(twice.iter().any(|fault| fault.contains("défini deux fois")), "{twice:?}");
    let card = "deck: D1\ntitle: Jeu\nformat: A6\nlayout: { front: none }\ncards:\n  - { id: b1 }\n";
    let twice = board(BOARD).file("jeu.yaml", card).faults();
    assert!(twice.iter().any(|fault| fault.contains("la carte « B1 » est définie deux fois")), "{twice:?}");
}

#[test]
fn a_variant_and_a_translation_of_a_board_work_as_those_of_a_deck() {
    let words =
        "deck: B1\ntitle: Path\nvariants: { petit: Small }\ncards: { B1: { title: Path, zone: Start, fin: End } }\n";
    let mut project = board(&format!("{BOARD}variants: {{ petit: {{ format: A3, scale: 0.5 }} }}\n"))
        .file(
            "locales/en/kit.yaml",
            "kit: essai\ntitle: Trial\nlicence: CC0\npublisher: We\nvocabularies: { family: { a: A, b: B } }\n",
        )
        .file("locales/en/plateau.yaml", words);
    project.job.variants = vec!["all".into()];
    project.job.locales = vec!["en".into()];
    let (files, told) = project.built();
    let pdf = files.iter().find(|(name, _)| name.contains("_A1_en_")).map(|(_, bytes)| bytes.clone());
    let text = ask("pdftotext", &["-raw", "{}", "-"], &pdf.unwrap_or_else(|| panic!("{:?} {told:?}", files.keys())));
    if let Some(text) = text {
        assert!(text.contains("Start") && text.contains("End") && !text.contains("Départ"), "{text}");
    }
    assert!(files.keys().any(|name| name.contains("-petit") && name.contains("_A3_")), "{:?}", files.keys());
}

/// An A1 poster, 594 × 841 mm, on A4 that lies, 277 × 181 mm of it shown and 10 mm of it twice:
/// ⌈584 / 267⌉ × ⌈831 / 171⌉ = 3 × 5; upright 190 × 268 mm: ⌈584 / 180⌉ × ⌈831 / 258⌉ = 4 × 4. On A3, 400 × 268 mm (lying)
/// or 277 × 391 mm (upright): ⌈584 / 390⌉ × ⌈831 / 258⌉ = 2 × 4, ⌈584 / 267⌉ × ⌈831 / 381⌉ = 3 × 3.
#[test]
fn an_a1_board_goes_over_sheets_of_a4_and_a3_and_its_words_are_found_again() {
    for (paper, most) in [("A4", 15), ("A3", 8)] {
        let mut project = board(BOARD);
        project.job.sheets.tile = Some(paper.into());
        let (files, _) = project.built();
        let (name, bytes) = files.iter().find(|(name, _)| name.ends_with(".pdf")).unwrap();
        assert!(name.contains(&format!("plateau_{paper}-tuiles")), "{name}");
        let pages = lopdf::Document::load_mem(bytes).unwrap().get_pages().len();
        assert_eq!(pages, most + 1, "{paper}: with the page that tells how");
        let Some(text) = ask("pdftotext", &["-raw", "{}", "-"], bytes) else { continue };
        for word in ["Trajectoire", "Départ", "Arrivée"] {
            assert!(text.contains(word), "{word} on {paper}: {text}");
        }
    }
}

#[test]
fn numbers_of_pages_are_known_to_every_layout() {
    let layout = "boxes:\n  - { at: safe, text: \"{title} {page.number}/{page.count}\" }\n  - { at: safe, when: page.last, text: { value: fin, valign: bottom } }\n";
    let project = Project::new()
        .deck("deck: D1\ntitle: Jeu\nformat: 60mm x 90mm\nlayout: { front: front, back: front }\n")
        .layout("front", layout)
        .card("id: A1\ntitle: Un");
    let dump = project.dump();
    assert!(dump.contains("Un 1/2") && dump.contains("Un 2/2"), "{dump}");
    assert_eq!(dump.matches("fin").count(), 1, "{dump}");
}

#[test]
fn an_unknown_layout_of_further_pages_is_told_where_it_is_named() {
    let project = board(BOARD).layout("mur", &format!("then: suite\n{WALL}"));
    let report = project.check();
    let told: Vec<String> = report.diagnostics.iter().map(|fault| short(fault, &report.sources, Lang::Fr)).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("layouts/mur.yaml:2:7") && told[0].contains("mise en page inconnue : « suite »"),
        "{told:?}"
    );
}

#[test]
fn at_home_a_large_board_goes_over_several_sheets_and_a_small_one_needs_none() {
    let at_home = |format: &str| {
        let layout = "boxes:\n  - { at: safe, text: \"{title} {zone} {fin}\" }\n";
        let mut project = board(&BOARD.replace("A1", format)).layout("mur", layout);
        project.job.profiles = vec![Profile::Home];
        project.build().into_keys().filter(|name| name.ends_with(".pdf")).collect::<Vec<_>>()
    };
    assert_eq!(at_home("A2"), ["essai/B1-trajectoire/essai_B1-trajectoire_A2_plateau_poster-a4_v1.0.pdf"]);
    assert!(at_home("A4").is_empty());
}
