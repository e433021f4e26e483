//! What a kit with faults is told: every fault in one run, at both ends, in numbers, with the next step.

use crate::project::Project;
use massicot::diag::{self, Lang, Style};

fn only(project: &Project) -> String {
    let faults = project.faults();
    assert_eq!(faults.len(), 1, "{faults:#?}");
    faults[0].clone()
}

#[test]
fn too_many_words_are_counted_and_both_ends_shown() {
    let project = Project::new()
        .layout(
            "front",
            "boxes:\n  - id: corps\n    at: { x: 5mm, y: 5mm, width: 50mm, height: 5mm }\n    text: \"{texte}\"\n",
        )
        .card("id: A1\ntexte: un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze");
    let report = project.check();
    assert_eq!(report.diagnostics.iter().count(), 1);
    let fault = report.diagnostics.iter().next().unwrap();
    let text = diag::human(fault, &report.sources, Lang::Fr, Style::Plain);
    assert!(text.contains("carte A1"), "{text}");
    assert!(text.contains("kits/essai/jeu.yaml:7:"), "{text}");
    assert!(text.contains("kits/essai/layouts/front.yaml:"), "{text}");
    assert!(text.contains("mots"), "{text}");
}

#[test]
fn words_that_a_column_has_no_room_for_are_a_fault_of_those_words() {
    let project = Project::new()
        .layout(
            "front",
            "boxes:
  - at: { x: 5mm, y: 5mm, width: 50mm, height: 9mm }
    direction: column
    children:
      - { text: \"{titre}\" }
      - { id: suite, text: \"{suite}\" }
",
        )
        // 12 pt a line: 9 mm hold two lines. The title takes one, the rest two.
        .card("id: A1\ntitre: Un titre\nsuite: une suite qui prend sans aucun doute deux lignes entières");
    let fault = only(&project);
    assert!(fault.contains("jeu.yaml:8:") && fault.contains("text-overflow"), "{fault}");
}

#[test]
fn every_card_is_checked_in_one_run() {
    let project = Project::new()
        .layout("front", "boxes:\n  - { at: safe, text: \"{titre}\" }\n")
        .card("id: A1")
        .card("id: A2\ntitre: bon")
        .card("id: A3\ntitres: faux");
    let faults = project.faults();
    assert_eq!(
        faults,
        [
            "kits/essai/jeu.yaml:10:5: erreur[unknown-field] carte A3 : aucune mise en page de la carte ne nomme « titres »",
            "kits/essai/jeu.yaml:6:5: erreur[missing-field] carte A1 : il manque le champ « titre »",
            "kits/essai/jeu.yaml:9:5: erreur[missing-field] carte A3 : il manque le champ « titre »",
        ]
    );
}

#[test]
fn a_missing_picture_is_named_with_the_nearest_one() {
    let project = Project::new()
        .file("images/lune.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1mm\" height=\"1mm\"/>")
        .layout("front", "boxes:\n  - { at: safe, image: \"{dessin}\" }\n")
        .card("id: A1\ndessin: images/lunes.svg");
    let report = project.check();
    let fault = report.diagnostics.iter().next().unwrap();
    assert_eq!(fault.code, "missing-file");
    assert_eq!(fault.hints[0].fr, "vouliez-vous dire « images/lune.svg » ?");
    assert_eq!(
        only(&project),
        "kits/essai/jeu.yaml:7:13: erreur[missing-file] carte A1 : image introuvable : « images/lunes.svg »"
    );
}

#[test]
fn colours_styles_lengths_and_layouts_must_be_known() {
    let project = Project::new()
        .layout(
            "front",
            "boxes:
  - { at: trim, fill: nuut }
  - { at: { x: marge }, text: { value: a, style: grand } }
",
        )
        .deck("deck: D1\ntitle: Jeu\nformat: 60mm x 90mm\nlayout: { front: front, back: bak }\n")
        .card("id: A1");
    let faults = project.faults();
    let codes: Vec<_> = faults.iter().map(|fault| fault.split(['[', ']']).nth(1).unwrap_or_default()).collect();
    for code in ["unknown-color", "unknown-length", "unknown-style", "unknown-layout"] {
        assert!(codes.contains(&code), "{code} in {faults:#?}");
    }
}

#[test]
fn a_length_without_unit_says_what_was_meant() {
    let project = Project::new().layout("front", "boxes:\n  - { at: { x: 3, y: 4mm }, fill: nuit }\n").card("id: A1");
    let report = project.check();
    let fault = report.diagnostics.iter().next().unwrap();
    let text = diag::human(fault, &report.sources, Lang::Fr, Style::Plain);
    assert!(text.contains("3mm") && text.contains("layouts/front.yaml:4:"), "{text}");
}

#[test]
fn an_inherited_fault_is_shown_where_it_was_written() {
    let project = Project::new()
        .layout("base", "boxes:\n  - { id: fond, at: trim, fill: nuit, opacitee: 0.5 }\n")
        .layout("front", "extends: base\nboxes:\n  - { id: fond, fill: encre }\n")
        .card("id: A1");
    let fault = only(&project);
    assert!(fault.starts_with("kits/essai/layouts/base.yaml:4:"), "{fault}");
}

#[test]
fn a_glyph_that_no_font_has_is_told_by_its_code_point() {
    let project =
        Project::new().layout("front", "boxes:\n  - { at: safe, text: \"{titre}\" }\n").card("id: A1\ntitre: « 漢 »");
    assert!(only(&project).contains("U+6F22"));
}

#[test]
fn a_choice_that_matches_nothing_is_a_fault() {
    let mut project = Project::new().layout("front", "boxes: []\n").card("id: A1");
    project.job.select.cards = vec!["A2".into()];
    assert_eq!(only(&project), "erreur[unknown-card] le kit n’a pas de carte « A2 »");
}
