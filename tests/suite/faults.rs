//! What a kit with faults is told: every fault in one run, at both ends, in numbers, with the next step.

use crate::project::Project;
use massicot::diag::{self, Lang, Style};
use massicot::world::World;
use std::path::Path;

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

#[test]
fn a_fault_of_a_layout_is_told_once_at_its_key() {
    let cards = |project: Project| project.card("id: A1").card("id: A2");
    let one = |boxes: &str| only(&cards(Project::new().layout("front", &format!("boxes:\n  - {boxes}\n"))));
    for (boxes, told) in [
        ("{ at: { x: 3mm, y: 8.5 }, fill: nuit }", "4:24: erreur[wrong-value] la longueur 8.5 n’a pas d’unité"),
        ("{ at: { x: 3px }, fill: nuit }", "4:16: erreur[wrong-value] unité inconnue « px » dans « 3px »"),
        ("{ at: partout, fill: nuit }", "4:11: erreur[unknown-word] mot inconnu « partout »"),
        ("{ at: trim, fill: nuut }", "4:23: erreur[unknown-color] couleur inconnue : « nuut »"),
        ("{ at: trim, fill: nuit 130% }", "4:23: erreur[unknown-color] couleur inconnue : « nuit 130% »"),
        ("{ at: trim, fill: { stops: [nuit, { color: nuut, at: 50 }] } }", "4:39: erreur[unknown-color]"),
        ("{ at: trim, padding: [1mm, 2mm, 3mm] }", "4:26: erreur[wrong-value] 3 longueurs au lieu de 1, 2 ou 4"),
        ("{ at: trim, stroke: { color: nuit, width: 5% } }", "erreur[wrong-value] un pourcentage n’a pas de sens ici"),
        ("{ at: trim, grid: { columns: [marge, 1fr] } }", "4:35: erreur[unknown-length] longueur inconnue : « marge »"),
        ("{ at: trim, shape: { line: [[0, 0], [1, 2mm]] } }", "erreur[wrong-value] la longueur 1 n’a pas d’unité"),
        ("{ at: trim, text: { value: a, style: grand } }", "erreur[unknown-style] style inconnu : « grand »"),
        ("{ at: trim, text: \"{a|maj}\" }", "4:23: erreur[wrong-value] filtre inconnu : « maj »"),
    ] {
        let fault = one(boxes);
        assert!(fault.starts_with("kits/essai/layouts/front.yaml:") && fault.contains(told), "{fault}");
    }
}

#[test]
fn a_colour_without_quotes_is_a_key_without_value_but_an_override_may_take_a_key_back() {
    let project = Project::new().layout("front", "boxes:\n  - { id: a, at: trim }\n  - id: b\n    fill: #123C70\n");
    assert!(only(&project.card("id: A1")).contains("front.yaml:6:5: erreur[missing-value] la clé « fill »"));
    let project = Project::new()
        .layout("base", "boxes:\n  - { id: a, at: safe, fill: nuit, when: sujet }\n")
        .layout("front", "extends: base\nboxes:\n  - { id: a, when: }\n")
        .card("id: A1");
    assert!(project.faults().is_empty(), "{:?}", project.faults());
}

#[test]
fn a_style_that_cannot_be_used_is_told_where_it_is_written_and_nowhere_else() {
    let project = Project::new()
        .layout(
            "front",
            "types:\n  a: { font: titre, size: 9pt }\n  b: { extends: a, size: 8pt }\nboxes:\n  - { at: safe, text: { value: x, style: b } }\n",
        )
        .card("id: A1");
    assert_eq!(
        only(&project),
        "kits/essai/layouts/front.yaml:3:6: erreur[unusable-style] le kit n’a pas de police « titre »"
    );
}

#[test]
fn slips_in_conditions_and_repetitions_do_not_pass_unseen() {
    let project = Project::new()
        .layout(
            "front",
            "boxes:\n  - { repeat: { over: vocabulary.famille, as: s }, when: \"s.id\", at: trim }\n  - { when: familly, at: trim, fill: nuit }\n",
        )
        .card("id: A1\nfamily: a");
    assert_eq!(
        project.faults(),
        [
            "kits/essai/layouts/front.yaml:4:23: erreur[unknown-vocabulary] le kit n’a pas de vocabulaire « famille »",
            "kits/essai/layouts/front.yaml:5:13: attention[unknown-name] aucune carte n’a de champ « familly »",
        ]
    );
}

#[test]
fn a_kit_reads_nothing_outside_its_folders() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1mm\" height=\"1mm\"/>";
    let project = Project::new()
        .in_folder("a/b/kit")
        .file("../secret.svg", picture)
        .file("images/ici.svg", picture)
        .layout("front", "boxes:\n  - { at: safe, image: \"{dessin}\" }\n")
        .card("id: A1\ndessin: images/../../secret.svg")
        .card("id: A2\ndessin: images/../images/ici.svg");
    assert!(project.world().is_file(Path::new("a/b/secret.svg")));
    assert!(only(&project).contains("erreur[missing-file] carte A1"));
}

/// Names that stand only in a text alternative are asked of the card like all others.
#[test]
fn alternatives_of_icons_and_codes_read_fields() {
    let layout = "boxes:
  - { at: { x: 5mm, y: 5mm, width: 5mm, height: 5mm }, icon: { value: point, alt: \"{sens}\" } }
  - { at: { x: 5mm, y: 20mm, width: 25mm, height: 25mm }, qr: { value: \"{url}\", alt: \"{vers}\" } }
";
    let point = r#"<svg xmlns="http://www.w3.org/2000/svg" width="1mm" height="1mm" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>"#;
    let project = |card| Project::new().layout("front", layout).file("icons/point.svg", point).card(card);
    let good = project("id: A1\nsens: un point\nvers: la page du point");
    assert_eq!(good.faults(), Vec::<String>::new());
    assert!(good.dump().contains("la page du point"), "{}", good.dump());
    let missing = project("id: A1\nsens: un point").faults();
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert!(missing[0].contains("il manque le champ « vers »"), "{missing:?}");
}

#[test]
fn faults_of_a_card_s_own_keys_name_the_card() {
    let project =
        Project::new().layout("front", "boxes: []\n").card("count: -2\nid: A1").card("id: A2\ntags: [{ a: b }]");
    let faults = project.faults();
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].contains("carte A1 : ") && faults[1].contains("carte A2 : "), "{faults:?}");
}

#[test]
fn a_component_that_is_only_planned_is_not_unknown() {
    let mut project = Project::new().layout("front", "boxes: []\n").card("id: A1");
    project = project.file("kit.yaml", "kit: essai\ntitle: Essai\nversion: \"1.0\"\nlang: fr\ncomponents: [D1, D2]\n");
    project.job.select.components = vec!["d2".into(), "D3".into()];
    let faults = project.faults();
    assert!(faults.iter().any(|fault| fault.contains("le composant « D2 » est prévu")), "{faults:?}");
    assert!(faults.iter().any(|fault| fault.contains("pas de composant « D3 »")), "{faults:?}");
}
