//! The job ticket: what a print shop must know, as data and as one page.

use std::collections::BTreeMap;

use massicot::compile::Profile;
use massicot::ticket::Ticket;
use sha2::{Digest, Sha256};

use crate::pdf::judge;
use crate::project::Project;

const PRODUCTION: &str = "\
production:
  quantity: 200
  stock: carte 350 g/m²
  finish: pelliculage mat
  contact: Nous, 01 02 03 04 05
  permission: Un imprimeur peut imprimer ces cartes pour qui les utilise.
";

/// A kit of decks of four poker cards, the third wanted twice: five pieces a deck.
fn kit(production: &str, decks: usize, lang: &str) -> Project {
    let mut project = Project::new().lang(lang);
    let path = std::path::Path::new("kits/essai/kit.yaml");
    let text = String::from_utf8(massicot::world::World::read(&project.world(), path).unwrap().to_vec()).unwrap();
    project = project.file("kit.yaml", format!("{text}{production}"));
    let deck = |index: usize| {
        let card = |n: usize| format!("  - {{ id: C{index}{n}, count: {} }}\n", if n == 3 { 2 } else { 1 });
        let cards: String = (1..=4).map(card).collect();
        format!(
            "deck: D{index}\ntitle: Jeu {index}\nformat: poker\nlayout: {{ front: front, back: back }}\ncards:\n{cards}"
        )
    };
    for index in 2..=decks {
        project = project.file(&format!("jeu{index}.yaml"), deck(index));
    }
    project = project
        .deck("deck: D1\ntitle: Jeu 1\nformat: poker\nlayout: { front: front, back: back }\nproduction: { stock: carte 300 g/m² }\n")
        .card("id: C11")
        .card("id: C12")
        .card("id: C13\ncount: 2")
        .card("id: C14")
        .layout("front", "boxes:\n  - { at: bleed, fill: nuit }\n  - { at: { x: 10mm, y: 10mm, width: 30mm, height: 10mm }, fill: \"#ffffff\" }\n  - { at: { x: 10mm, y: 10mm, width: 30mm }, text: \"{id}\" }\n")
        .layout("back", "boxes:\n  - { at: bleed, fill: encre }\n");
    project.job.profiles = vec![Profile::Press];
    project
}

fn ticket(files: &BTreeMap<String, Vec<u8>>, folder: &str) -> Ticket {
    serde_json::from_slice(&files[&format!("{folder}/ticket.json")]).unwrap()
}

#[test]
fn a_ticket_tells_what_is_made_in_how_many_and_of_what() {
    let mut project = kit(PRODUCTION, 2, "fr");
    project.job.printer = Some("puzzlefactory".into());
    let files = project.build();
    let ticket = ticket(&files, "essai/puzzlefactory");
    assert_eq!(
        (ticket.kit.as_str(), ticket.version.as_str(), ticket.date.as_deref()),
        ("essai", "1.0", Some("2026-01-01"))
    );
    assert_eq!(ticket.contact.as_deref(), Some("Nous, 01 02 03 04 05"));
    assert_eq!(ticket.licence.as_deref(), Some("CC0"));
    assert_eq!(ticket.permission.as_deref(), Some("Un imprimeur peut imprimer ces cartes pour qui les utilise."));
    let printer = ticket.printer.as_ref().unwrap();
    assert!(
        printer.figures.iter().any(|figure| figure.key == "ink" && figure.value == "300 %" && figure.read == "printer")
    );
    let [one, two] = ticket.components.as_slice() else { panic!("{:?}", ticket.components) };
    assert_eq!((one.id.as_str(), one.title.as_str(), one.format.as_str()), ("D1", "Jeu 1", "poker-eu"));
    assert_eq!((one.size_mm, one.bleed_mm, one.corner_mm), ([63.0, 88.0], [3.0; 4], 3.0));
    assert_eq!((one.cards, one.pieces, one.sides, one.quantity, one.total()), (4, 5, 2, Some(200), Some(1000)));
    // What a deck does not say holds as the kit says it.
    assert_eq!((one.stock.as_deref(), two.stock.as_deref()), (Some("carte 300 g/m²"), Some("carte 350 g/m²")));
    assert_eq!((one.finish.as_deref(), one.binding.as_deref()), (Some("pelliculage mat"), None));
    assert_eq!(one.inks, ["CMYK"]);
    // Copies are pages here, and nothing is left to order.
    assert!(one.order.is_empty());
    let faces: Vec<_> = one.files.iter().map(|file| (file.faces.as_str(), file.pages.len())).collect();
    assert_eq!(faces, [("fronts", 5), ("common-back", 1)]);
    let names: Vec<_> = one.files[0].pages.iter().map(|page| page.name.as_str()).collect();
    assert_eq!(names, ["C11-recto", "C12-recto", "C13-recto", "C13-recto", "C14-recto"]);
    let looks: Vec<_> = one.files[0].pages.iter().map(|page| page.look.as_str()).collect();
    assert!(looks[2] == looks[3] && looks[0] != looks[1], "{looks:?}");
}

#[test]
fn checksums_are_those_of_the_files_beside_the_ticket() {
    let mut project = kit(PRODUCTION, 3, "fr");
    project.job.printer = Some("makeplayingcards".into());
    // 63 × 88 mm are a size of the printer.
    let files = project.build();
    let ticket = ticket(&files, "essai/makeplayingcards");
    let mut count = 0;
    for file in ticket.components.iter().flat_map(|component| &component.files) {
        let bytes = &files[&format!("essai/makeplayingcards/{}", file.path)];
        let sum: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!((file.bytes, &file.sha256), (bytes.len(), &sum));
        count += 1;
    }
    // Four fronts and one back of each of three decks.
    assert_eq!(count, 15);
    // Each picture once; the ticket says which to order twice.
    let order: Vec<_> = ticket.components.iter().flat_map(|component| &component.order).collect();
    assert_eq!(
        order.iter().map(|order| (order.card.as_str(), order.copies)).collect::<Vec<_>>(),
        [("C13", 2), ("C23", 2), ("C33", 2)]
    );
    assert_eq!(ticket.components[0].inks, ["RGB"]);
}

#[test]
fn the_same_kit_gives_the_same_delivery_and_a_changed_card_another() {
    let build = |production: &str| {
        let mut project = kit(production, 1, "fr");
        project.job.printer = Some("generic-eu".into());
        project.build()
    };
    let (one, two) = (build(PRODUCTION), build(PRODUCTION));
    assert_eq!(one, two);
    let other = build(&PRODUCTION.replace("200", "300"));
    // Another quantity changes no printed file.
    let folder = "essai/generic-eu";
    assert_eq!(ticket(&one, folder).delivery, ticket(&other, folder).delivery);
    assert_ne!(one["essai/generic-eu/ticket.json"], other["essai/generic-eu/ticket.json"]);
}

/// The text of a PDF by another program.
fn words(pdf: &[u8]) -> Option<String> {
    let said = judge::ask("pdftotext", &["-layout", "{}", "-"], pdf)?;
    Some(said.replace(['\u{a0}', '\u{202f}'], " "))
}

#[test]
fn the_page_is_one_page_of_a4_that_says_it_all() {
    for decks in [1, 2, 5] {
        let mut project = kit(PRODUCTION, decks, "fr");
        project.job.printer = Some("generic-eu".into());
        let files = project.build();
        let page = &files["essai/generic-eu/fiche-fabrication.pdf"];
        judge::accepted_by_all(page);
        let document = lopdf::Document::load_mem(page).unwrap();
        assert_eq!(document.get_pages().len(), 1, "{decks} decks");
        let Some(text) = words(page) else { continue };
        for wanted in [
            "Fiche de fabrication",
            "Offset en Europe",
            "version 1.0",
            "1er janvier 2026",
            "200 jeux de 5 cartes = 1 000 cartes",
            "63 × 88 mm (poker-eu)",
            "arrondis, rayon 3 mm",
            "carte 300 g/m²",
            "pelliculage mat",
            "10 pages, recto puis verso",
            "Nous, 01 02 03 04 05",
            "Un imprimeur peut imprimer ces cartes pour qui les utilise.",
            &ticket(&files, "essai/generic-eu").delivery,
        ] {
            assert!(text.contains(wanted), "{decks} decks: {wanted}\n{text}");
        }
    }
}

#[test]
fn the_page_of_an_english_kit_is_english() {
    let mut project = kit("", 1, "en");
    project.job.printer = Some("drivethrucards".into());
    project = project.deck("deck: D1\ntitle: Deck\nformat: poker-us\nlayout: { front: front, back: back }\n");
    let files = project.build();
    let Some(text) = words(&files["essai/drivethrucards/job-ticket.pdf"]) else { return };
    for wanted in [
        "Job ticket",
        "for DriveThruCards",
        "1 January 2026",
        "deck of 5 cards; quantity to be agreed",
        "back then front",
        "Licence CC0",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
}

#[test]
fn a_ticket_without_printer_stands_beside_the_press_files() {
    let mut project = kit(PRODUCTION, 1, "fr");
    project.job.ticket = true;
    let files = project.build();
    let ticket = ticket(&files, "essai");
    assert_eq!(ticket.printer, None);
    let [file] = ticket.components[0].files.as_slice() else { panic!() };
    assert_eq!(
        (file.path.as_str(), file.pages.len()),
        ("D1-jeu-1/essai_D1-jeu-1_poker-eu_4-cartes_press_v1.0.pdf", 10)
    );
    assert!(files.contains_key("essai/fiche-fabrication.pdf"));
    // Nothing is asked for, nothing is made.
    let mut project = kit(PRODUCTION, 1, "fr");
    project.job.ticket = false;
    assert!(!project.build().keys().any(|path| path.ends_with("ticket.json")));
}

#[test]
fn what_a_print_shop_would_have_to_ask_is_told() {
    let told = |production: &str, quantity| {
        let mut project = kit(production, 1, "fr");
        project.job.printer = Some("generic-eu".into());
        project.job.quantity = quantity;
        let (world, job) = (project.world(), project.job.clone());
        let report = massicot::compile::build(&world, &job, &massicot::compile::Silent, &mut |_, _| Ok(())).unwrap();
        let gap = report.diagnostics.iter().find(|fault| fault.code == "ticket-gaps").cloned();
        gap.map(|gap| gap.message.fr)
    };
    let all = "la fiche de fabrication ne dit pas : la quantité, le contact, l’autorisation d’imprimer";
    assert_eq!(told("", None).as_deref(), Some(all));
    assert_eq!(told(PRODUCTION, None), None);
    assert_eq!(told(&PRODUCTION.replace("  quantity: 200\n", ""), Some(40)), None);
}

#[test]
fn sheets_of_several_decks_are_files_of_each_of_them() {
    let mut project = kit(PRODUCTION, 2, "fr");
    project.job.ticket = true;
    project.job.sheets.names = vec!["sra3-mix".into()];
    let files = project.build();
    let sheet = files.iter().find(|(path, _)| path.contains("sra3-mix") && path.ends_with(".pdf")).unwrap();
    let ticket = ticket(&files, "essai");
    let told: Vec<_> = ticket.components.iter().map(|c| (c.id.as_str(), c.cards, c.pieces, c.quantity)).collect();
    assert_eq!(told, [("D1", 4, 5, Some(200)), ("D2", 4, 5, Some(200))]);
    for component in &ticket.components {
        let [file] = component.files.as_slice() else { panic!("{:?}", component.files) };
        assert_eq!(format!("essai/{}", file.path), *sheet.0);
        assert_eq!(file.bytes, sheet.1.len());
        // Ten cards on a sheet that holds more, front and back.
        assert_eq!(file.pages.len(), 2);
    }
}
