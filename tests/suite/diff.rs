//! What changed between two deliveries: exactly the pages that look otherwise, whatever else moved in the files.

use std::collections::BTreeMap;
use std::path::Path;

use massicot::compare::{self, Difference, PageAt};
use massicot::compile::{self, Comparing, Format, Profile};
use massicot::diag::Lang;
use massicot::export::pdf;
use massicot::world::MemoryWorld;

use crate::pdf::judge;
use crate::project::Project;

/// A deck of cards with a text on the front and one on the back, under a ground that all share.
fn project(cards: &[(&str, &str, &str)]) -> Project {
    let front = "boxes:\n  - { at: bleed, fill: nuit }\n  - { at: { x: 5mm, y: 5mm, width: 50mm, height: 80mm }, fill: \"#ffffff\" }\n  - { at: { x: 8mm, y: 8mm, width: 44mm }, text: \"{titre}\" }\n";
    let back = "boxes:\n  - { at: { x: 8mm, y: 8mm, width: 44mm }, text: \"{dos}\" }\n  - { at: { x: 8mm, y: 60mm, width: 20mm, height: 10mm }, fill: encre }\n";
    let mut project = Project::new()
        .deck("deck: D1\ntitle: Jeu\nformat: 60mm x 90mm\nlayout: { front: front, back: back }\n")
        .layout("front", front)
        .layout("back", back);
    for (id, titre, dos) in cards {
        project = project.card(&format!("id: {id}\ntitre: {titre}\ndos: {dos}"));
    }
    project.job.profiles = vec![Profile::Press];
    project.job.formats = vec![Format::Pdf];
    project
}

const CARDS: [(&str, &str, &str); 4] =
    [("A1", "Un", "Dos un"), ("A2", "Deux", "Dos deux"), ("A3", "Trois", "Dos trois"), ("A4", "Quatre", "Dos quatre")];

fn press(project: &Project) -> Vec<u8> {
    pdf::export(&project.scene(), &pdf::Options::press()).unwrap()
}

fn between(old: &[u8], new: &[u8]) -> Difference {
    compare::pdfs(["old.pdf", "new.pdf"], &compare::leaves(old).unwrap(), &compare::leaves(new).unwrap())
}

/// Names of the pages that changed, with their numbers before and after.
fn pages(difference: &Difference) -> Vec<(&str, Option<usize>, Option<usize>)> {
    let number = |at: &Option<PageAt>| at.as_ref().map(|at| at.page);
    difference.pages.iter().map(|change| (change.name.as_str(), number(&change.old), number(&change.new))).collect()
}

#[test]
fn one_word_changes_one_page_though_every_font_is_cut_down_anew() {
    let old = press(&project(&CARDS));
    let mut cards = CARDS;
    // Letters that no other card has: the subset of the font, and the codes of all letters, are others.
    cards[2].2 = "Gym, fax, watt";
    let new = press(&project(&cards));
    let difference = between(&old, &new);
    assert_eq!(pages(&difference), [("A3-verso", Some(6), Some(6))]);
    assert_eq!(difference.same, 7);
    assert_eq!(difference.cards[0].changed, ["A3"]);
    let lines: Vec<_> = difference.lines().into_iter().map(|line| line.fr).collect();
    assert_eq!(lines, ["1 carte changée : A3", "new.pdf : page 6"]);
    assert!(between(&old, &old).is_empty());
    assert_eq!(between(&old, &old).lines()[0].en, "nothing changed");
}

#[test]
fn cards_that_come_and_go_are_told_and_the_others_are_not() {
    let old = press(&project(&CARDS));
    let cards = [CARDS[0], ("B1", "Nouvelle", "Dos nouveau"), CARDS[2], CARDS[3]];
    let new = press(&project(&cards));
    let difference = between(&old, &new);
    assert_eq!(
        pages(&difference),
        [
            ("B1-recto", None, Some(3)),
            ("B1-verso", None, Some(4)),
            ("A2-recto", Some(3), None),
            ("A2-verso", Some(4), None)
        ]
    );
    let cards = &difference.cards[0];
    assert_eq!((cards.added.as_slice(), cards.removed.as_slice()), (&["B1".to_owned()][..], &["A2".to_owned()][..]));
    assert!(cards.changed.is_empty());
    // The order of a deck is no change of its pages.
    let turned = press(&project(&[CARDS[3], CARDS[2], CARDS[1], CARDS[0]]));
    assert!(between(&old, &turned).is_empty());
}

#[test]
fn pages_without_names_are_met_by_what_they_look_like() {
    let unnamed = |cards: &[(&str, &str, &str)]| {
        let options = pdf::Options { page_labels: false, ..pdf::Options::press() };
        pdf::export(&project(cards).scene(), &options).unwrap()
    };
    let old = unnamed(&CARDS);
    // A card before the second: its two pages are new, and none of the others changed.
    let new = unnamed(&[CARDS[0], ("B1", "Nouvelle", "Dos nouveau"), CARDS[1], CARDS[2], CARDS[3]]);
    assert_eq!(pages(&between(&old, &new)), [("p3", None, Some(3)), ("p4", None, Some(4))]);
    assert_eq!(pages(&between(&new, &old)), [("p3", Some(3), None), ("p4", Some(4), None)]);
    let mut cards = CARDS;
    cards[1].1 = "Autre";
    assert_eq!(pages(&between(&old, &unnamed(&cards))), [("p3", Some(3), Some(3))]);
}

#[test]
fn a_percent_of_ink_a_tenth_of_a_millimetre_and_a_wider_bleed_are_changes() {
    let old = press(&project(&CARDS[..1]));
    let changed = |from: &str, to: &str| {
        let base = project(&CARDS[..1]);
        let read = |path: &str| {
            let bytes = massicot::world::World::read(&base.world(), Path::new(&format!("kits/essai/{path}"))).unwrap();
            String::from_utf8(bytes.to_vec()).unwrap().replace(from, to)
        };
        let files = ["layouts/front.yaml", "layouts/back.yaml", "kit.yaml"].map(|path| (path, read(path)));
        let mut project = project(&CARDS[..1]);
        for (path, text) in files {
            project = project.file(path, text);
        }
        between(&old, &press(&project)).pages.into_iter().map(|change| change.name).collect::<Vec<_>>()
    };
    assert_eq!(changed("[100, 70, 5, 40]", "[100, 71, 5, 40]"), ["A1-recto"]);
    assert_eq!(changed("y: 60mm", "y: 60.1mm"), ["A1-verso"]);
    assert_eq!(changed("height: 10mm", "height: 10.1mm"), ["A1-verso"]);
    assert!(changed("# nothing", "# at all").is_empty());
    let wide = press(
        &project(&CARDS[..1])
            .deck("deck: D1\ntitle: Jeu\nformat: 60mm x 90mm\nbleed: 4mm\nlayout: { front: front, back: back }\n"),
    );
    assert_eq!(between(&old, &wide).pages.len(), 2);
}

#[test]
fn a_file_that_other_programs_wrote_anew_shows_the_same() {
    let old = press(&project(&CARDS));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.pdf");
    std::fs::write(&path, &old).unwrap();
    let rewritten = |program: &str, arguments: &[&str]| {
        let target = folder.path().join(format!("{program}.pdf"));
        let arguments = arguments.iter().map(|argument| match *argument {
            "IN" => path.display().to_string(),
            "OUT" => target.display().to_string(),
            other => other.to_owned(),
        });
        match std::process::Command::new(program).args(arguments).output() {
            Ok(output) => {
                assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
                Some(std::fs::read(&target).unwrap())
            }
            Err(_) => {
                assert!(std::env::var_os("CI").is_none(), "{program} is missing");
                eprintln!("skipped: {program} is not installed");
                None
            }
        }
    };
    let qpdf: &[&str] = &["--qdf", "--object-streams=disable", "--normalize-content=y", "IN", "OUT"];
    let mutool: &[&str] = &["clean", "-g", "-g", "-g", "-d", "IN", "OUT"];
    for (program, arguments) in [("qpdf", qpdf), ("mutool", mutool)] {
        if let Some(new) = rewritten(program, arguments) {
            assert_ne!(old, new);
            let difference = between(&old, &new);
            assert!(difference.is_empty(), "{program}: {:?}", difference.pages);
            assert_eq!(difference.same, 8);
        }
    }
}

/// Both builds in one world, below `old` and `new`.
fn world(old: &BTreeMap<String, Vec<u8>>, new: &BTreeMap<String, Vec<u8>>) -> MemoryWorld {
    let mut world = MemoryWorld::new();
    for (folder, files) in [("old", old), ("new", new)] {
        for (path, bytes) in files {
            world.insert(format!("{folder}/{path}"), bytes);
        }
    }
    world
}

fn compared(world: &MemoryWorld, old: &str, new: &str, pictures: bool) -> compile::Compared {
    compile::diff(world, &Comparing { old: old.into(), new: new.into(), pictures, lang: Lang::Fr })
}

#[test]
fn tickets_tell_cards_pages_and_what_is_made_otherwise() {
    let build = |cards: &[(&str, &str, &str)], stock: &str, quantity| {
        let mut project = project(cards);
        project = project.deck(&format!(
            "deck: D1\ntitle: Jeu\nformat: 60mm x 90mm\nproduction: {{ stock: {stock} }}\nlayout: {{ front: front, back: back }}\n"
        ));
        project.job.printer = Some("generic-eu".into());
        project.job.quantity = Some(quantity);
        project.build()
    };
    let mut cards = CARDS;
    cards[2].2 = "Autre dos";
    let world = world(&build(&CARDS, "300 g", 40), &build(&cards, "350 g", 60));
    // A folder stands for the ticket in it.
    for end in ["", "/ticket.json"] {
        let (old, new) = (format!("old/essai/generic-eu{end}"), format!("new/essai/generic-eu{end}"));
        let done = compared(&world, &old, &new, true);
        assert!(done.report.diagnostics.is_empty(), "{:?}", done.report.diagnostics);
        let difference = done.difference.unwrap();
        assert_eq!(pages(&difference), [("A3-verso", Some(6), Some(6))]);
        let lines: Vec<_> = difference.lines().into_iter().map(|line| line.fr).collect();
        assert_eq!(
            lines,
            [
                "D1 1 carte changée : A3",
                "D1-jeu/essai_D1-jeu_60x90_4-cartes_generic-eu_v1.0.pdf : page 6",
                "D1 quantité : 40 devient 60",
                "D1 papier : 300 g devient 350 g"
            ]
        );
        let report = done.bytes.unwrap();
        judge::accepted_by_all(&report);
        assert_eq!(lopdf::Document::load_mem(&report).unwrap().get_pages().len(), 1);
        if let Some(text) = judge::ask("pdftotext", &["-layout", "{}", "-"], &report) {
            for wanted in ["Ce qui a changé", "A3-verso", "avant, page 6", "après, page 6", "Dos trois", "Autre dos"]
            {
                assert!(text.contains(wanted), "{wanted}\n{text}");
            }
        }
    }
}

#[test]
fn manifests_tell_cards_and_pages_where_their_files_are() {
    let mut cards = CARDS;
    cards[0].1 = "Une";
    let (old, new) = (project(&CARDS).build(), project(&cards).build());
    let both = world(&old, &new);
    let done = compared(&both, "old/essai/manifest.json", "new/essai", true);
    let difference = done.difference.unwrap();
    assert_eq!(difference.cards[0].changed, ["A1"]);
    assert_eq!(pages(&difference), [("A1-recto", Some(1), Some(1))]);
    assert!(done.bytes.is_some());
    // The manifest alone knows cards, not pages.
    let alone = |files: &BTreeMap<String, Vec<u8>>| {
        files.iter().filter(|(path, _)| path.ends_with(".json")).map(|(a, b)| (a.clone(), b.clone())).collect()
    };
    let done =
        compared(&world(&alone(&old), &alone(&new)), "old/essai/manifest.json", "new/essai/manifest.json", false);
    let difference = done.difference.unwrap();
    assert_eq!((difference.knows_pages, difference.cards[0].changed.len()), (false, 1));
}

#[test]
fn what_cannot_be_compared_says_why() {
    let mut world = MemoryWorld::new();
    world.insert("a.pdf", press(&project(&CARDS)));
    world.insert("broken.pdf", b"%PDF-1.6\nnothing");
    world.insert("note.txt", b"Bonjour");
    world.insert("manifest.json", br#"{"kit":"k","version":"1","files":[]}"#);
    for (old, new, code) in [
        ("a.pdf", "broken.pdf", "unread-pdf"),
        ("a.pdf", "note.txt", "unknown-delivery"),
        ("a.pdf", "manifest.json", "other-kinds"),
        ("manifest.json", "manifest.json", "wrong-manifest"),
        ("a.pdf", "gone.pdf", "unread"),
    ] {
        let done = compared(&world, old, new, true);
        let codes: Vec<_> = done.report.diagnostics.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, [code], "{old} {new}");
        assert!(done.difference.is_none() && done.bytes.is_none());
    }
}

#[test]
fn the_report_shows_both_pages_as_they_are() {
    let mut cards = CARDS;
    cards[1].1 = "Autre titre";
    let mut world = MemoryWorld::new();
    world.insert("a.pdf", press(&project(&CARDS)));
    world.insert("b.pdf", press(&project(&cards)));
    let report = compared(&world, "a.pdf", "b.pdf", true).bytes.unwrap();
    let picture = judge::Picture::of(&report, 0, 144.0);
    // Two faces of 60 × 90 mm in frames 70 mm high: dark grounds at both sides, paper between them.
    let dark = |x: f64, y: f64| picture.at(x, y).iter().map(|channel| u32::from(*channel)).sum::<u32>() < 300;
    let rows: Vec<f64> = (40..140).map(f64::from).collect();
    assert!(rows.iter().any(|y| dark(17.5, *y)), "the page before");
    assert!(rows.iter().any(|y| dark(109.5, *y)), "the page after");
    assert!(rows.iter().all(|y| !dark(90.0, *y)), "between them");
}
