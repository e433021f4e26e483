//! Variants of a deck: other sizes and layouts over the same cards, their file names, and what is wrong with them.

use crate::project::Project;

/// Two cards of 60 × 90 mm with a large variant on A6.
fn deck(variant: &str) -> Project {
    let head = format!(
        "deck: D1
title: Premier jeu
format: 60mm x 90mm
layout: {{ front: front, back: back }}
variants:
  grand:
{variant}"
    );
    Project::new()
        .deck(&head)
        .layout("front", "boxes:\n  - { at: { x: 6mm, y: 6mm, width: 48mm, height: 20mm }, text: \"{title}\" }\n")
        .layout("back", "boxes:\n  - { at: { x: 6mm, y: 6mm, width: 48mm, height: 20mm }, text: \"{card.id}\" }\n")
        .layout(
            "front-large",
            "extends: front\nboxes:\n  - { at: { x: 9mm, y: 9mm, width: 80mm, height: 9mm }, text: \"{title}\" }\n",
        )
        .card("id: A1\ntitle: Un")
        .card("id: A2\ntitle: Deux\nlayout: { back: none }")
}

const LARGE: &str = "    format: A6
    layouts: { front: front-large }
    scale: 2
    floor: 18pt
";

fn as_variant(mut project: Project, names: &[&str]) -> Project {
    project.job.variants = names.iter().map(|name| (*name).to_owned()).collect();
    project
}

#[test]
fn a_variant_has_its_size_its_layouts_and_its_type_sizes() {
    let scene = as_variant(deck(LARGE), &["grand"]).scene();
    assert_eq!(scene.pages.len(), 3, "the second card has no back in any form");
    assert!(scene.pages.iter().all(|page| page.boxes.trim == massicot::geom::Size::mm(105.0, 148.0)));
    assert_eq!(scene.info.title, "Essai – Premier jeu – grand");
    let dump = massicot::scene::dump(&scene);
    // 10 pt twice as large; the box that the large layout adds, and the one that it keeps.
    assert_eq!(dump.matches("20pt").count(), 5, "{dump}");
    let own = deck(LARGE).dump();
    assert!(own.contains("10pt") && !own.contains("20pt"), "{own}");
}

#[test]
fn styles_of_a_variant_are_laid_over_the_scaled_ones() {
    let variant = format!("{LARGE}    types: {{ text: {{ size: 25pt }} }}\n");
    let dump = as_variant(deck(&variant), &["grand"]).dump();
    assert_eq!(dump.matches("25pt").count(), 5, "{dump}");
}

#[test]
fn a_variant_has_file_names_and_manifest_entries_of_its_own() {
    let files = as_variant(deck(LARGE), &["all"]).build();
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "essai/D1-premier-jeu-grand/essai_D1-premier-jeu-grand_A6_2-cartes_press_v1.0.pdf",
            "essai/D1-premier-jeu-grand/essai_D1-premier-jeu-grand_A6_2-cartes_screen_v1.0.pdf",
            "essai/D1-premier-jeu/essai_D1-premier-jeu_60x90_2-cartes_press_v1.0.pdf",
            "essai/D1-premier-jeu/essai_D1-premier-jeu_60x90_2-cartes_screen_v1.0.pdf",
            "essai/manifest.json",
        ]
    );
    let manifest: serde_json::Value = serde_json::from_slice(&files["essai/manifest.json"]).unwrap();
    let variants: Vec<_> = manifest["files"].as_array().unwrap().iter().map(|file| file["variant"].as_str()).collect();
    assert_eq!(variants, [None, None, Some("grand"), Some("grand")]);
    let alone = as_variant(deck(LARGE), &["grand"]).build();
    let same = "essai/D1-premier-jeu-grand/essai_D1-premier-jeu-grand_A6_2-cartes_press_v1.0.pdf";
    assert_eq!(alone.len(), 3);
    assert!(alone[same] == files[same], "the same bytes, whatever else is built");
}

#[test]
fn a_style_under_the_floor_of_a_variant_is_told_in_numbers() {
    let faults = as_variant(deck(&LARGE.replace("scale: 2", "scale: 1.5")), &["grand"]).faults();
    assert!(
        faults.iter().any(
            |fault| fault.ends_with("le style « text » est en 15,0 pt, sous son plancher de lisibilité de 18,0 pt")
        ),
        "{faults:?}"
    );
}

#[test]
fn words_shrink_no_further_than_the_floor_of_the_variant() {
    let project = as_variant(deck(LARGE), &["grand"]).layout(
        "front-large",
        "extends: front\nboxes:\n  - { id: long, at: { x: 9mm, y: 9mm, width: 30mm, height: 9mm }, text: { value: \"{title} {title} {title} {title}\", fit: 6pt } }\n",
    );
    let faults = project.faults();
    assert!(
        faults.iter().any(|fault| fault.contains("cadre « long » : le texte a ") && fault.contains("en 18,0 pt")),
        "{faults:?}"
    );
}

#[test]
fn slips_in_variants_are_told() {
    let told = |variant: &str, names: &[&str], wanted: &str| {
        let faults = as_variant(deck(variant), names).faults();
        assert!(faults.iter().any(|fault| fault.contains(wanted)), "{wanted}: {faults:?}");
    };
    told("    layouts: { frond: front-large }\n", &[], "aucune carte du jeu n’a la maquette « frond »");
    told("    layouts: { front: nowhere }\n", &["grand"], "mise en page inconnue : « nowhere »");
    told("    format: A99\n", &[], "A99");
    told("    scale: 100\n", &[], "« scale » vaut 100");
    told(LARGE, &["gramd"], "aucun jeu choisi n’a de variante « gramd »");
    let reserved = deck(LARGE);
    let head = "deck: D1\ntitle: T\nformat: A6\nlayout: { front: front }\nvariants: { all: {} }\n";
    let faults = reserved.deck(head).faults();
    assert!(faults.iter().any(|fault| fault.contains("« all » n’est pas un identifiant")), "{faults:?}");
}

#[test]
fn a_card_says_which_variant_it_is_in() {
    let project = as_variant(deck(LARGE), &["grand"]).layout(
        "front-large",
        "extends: front\nboxes:\n  - { when: deck.variant, at: { x: 9mm, y: 9mm, width: 80mm, height: 9mm }, text: \"{title}, {deck.variant}\" }\n",
    );
    assert!(project.dump().contains("\"Un, grand\""), "{}", project.dump());
}
