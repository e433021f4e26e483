//! Workshop packs: who gets which cards, on how many sheets, with which letter on their backs, at what time.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use massicot::compile::Silent;
use massicot::compile::pack::{self, PackFacts, Packed, Packing};
use massicot::diag::{self, Lang};
use massicot::impose::workshop::table_letter;

use crate::pdf::judge::{accepted_by_all, ask};
use crate::project::Project;

/// Six cards of two families, two of each in lot 1, 2 and 3; front and back say the code, the back at the head alone.
const LAYOUT: &str = "boxes:\n  - { at: { x: 8mm, y: 20mm, right: 8mm, height: 12mm }, text: \"{card.id}\" }\n";

/// A kit of `cards` A6 cards, `k01` on, whose words hold no capital.
fn kit(cards: usize) -> Project {
    let mut project = Project::new()
        .deck("deck: D1\ntitle: jeu\nformat: A6\nfields: [lot]\nlayout: { front: face, back: dos }\n")
        .layout("face", LAYOUT)
        .layout("dos", LAYOUT);
    for card in 1..=cards {
        let family = if card % 2 == 0 { "b" } else { "a" };
        project = project.card(&format!("id: k{card:02}\nfamily: {family}\nlot: {}", card.div_ceil(2)));
    }
    project
}

fn path(steps: &str) -> String {
    format!("path: essai\ntitle: essai\nminutes: 60\nsteps:\n{steps}")
}

fn packed(project: &Project, packing: &Packing) -> (Packed, BTreeMap<String, Vec<u8>>) {
    let mut files = BTreeMap::new();
    let mut sink = |path: &Path, bytes: &[u8]| {
        files.insert(path.to_string_lossy().into_owned(), bytes.to_vec());
        Ok(())
    };
    let packed = pack::pack(&project.world(), packing, &Silent, &mut sink).unwrap();
    (packed, files)
}

/// A pack without faults.
fn pack_of(project: &Project, packing: &Packing) -> (PackFacts, BTreeMap<String, Vec<u8>>) {
    let (packed, files) = packed(project, packing);
    let facts = packed.facts.unwrap_or_else(|| panic!("{:#?}", packed.report.diagnostics));
    (facts, files)
}

fn packing(participants: u32, tables: u32) -> Packing {
    Packing::new("kits/essai", participants, tables)
}

/// What a run says, as one line each, in French.
fn said(project: &Project, packing: &Packing) -> Vec<String> {
    let report = packed(project, packing).0.report;
    report.diagnostics.iter().map(|fault| diag::short(fault, &report.sources, Lang::Fr)).collect()
}

/// The words of each page; none where pdftotext is not there.
fn pages(file: &[u8]) -> Option<Vec<Vec<String>>> {
    let text = ask("pdftotext", &["-layout", "{}", "-"], file)?;
    let words = |page: &str| page.split_whitespace().map(str::to_owned).collect();
    Some(text.trim_end_matches('\u{c}').split('\u{c}').map(words).collect())
}

/// 24 cards and 2 to write on are 26 for each of 5 tables: 7 sheets of four with 2 places left, which become 2 blank cards more.
/// 5 × 7 = 35 sheets of cards; before them 1 of what to do, 1 run sheet, 5 signs, 1 of how to cut: 43 sheets, 86 pages.
#[test]
fn five_tables_of_24_cards_and_two_blanks_are_43_sheets() {
    let project = kit(24).file("p.yaml", path("  - { title: tout, minutes: 60, uses: [D1], blank: 2 }\n"));
    let (facts, files) = pack_of(&project, &packing(30, 5));
    let [paper] = facts.papers.as_slice() else { panic!("{facts:#?}") };
    assert_eq!((paper.paper.as_str(), paper.sheets, paper.pages), ("A4", 43, 86));
    let parts: Vec<_> = paper.parts.iter().map(|part| (part.part, part.pages, part.sheets)).collect();
    assert_eq!(
        parts,
        [
            ("supplies", (1, 2), 1),
            ("run-sheet", (3, 4), 1),
            ("table-signs", (5, 14), 5),
            ("how-to-print", (15, 16), 1),
            ("cards", (17, 86), 35),
        ]
    );
    let cards = paper.parts[4].cards.as_ref().unwrap();
    assert_eq!((cards.cards, cards.blank, cards.per_sheet, cards.free), (120, 20, 4, 0));
    // Two cuts, a stack of 7 sheets for each of 5 tables.
    assert_eq!((cards.cuts, cards.strokes), (2, 10));
    assert_eq!(facts.tables.iter().map(|table| table.letter.as_str()).collect::<String>(), "ABCDE");
    assert!(
        facts.tables.iter().all(|table| (table.participants, table.cards, table.blank, table.sheets) == (6, 24, 4, 7))
    );

    let names: Vec<&String> = files.keys().collect();
    let pdf = "essai/atelier-essai/essai_atelier-essai_A4_5-tables_30p_home_v1.0.pdf";
    assert_eq!(names, [pdf, "essai/atelier-essai/pack.json"]);
    let read = lopdf::Document::load_mem(&files[pdf]).unwrap();
    assert_eq!(read.get_pages().len(), 86);
    accepted_by_all(&files[pdf]);
    let json: serde_json::Value = serde_json::from_slice(&files["essai/atelier-essai/pack.json"]).unwrap();
    assert_eq!(
        (&json["sheets"], &json["tables"][4]["letter"], &json["papers"][0]["pages"]),
        (&43.into(), &"E".into(), &86.into())
    );
    assert_eq!(json["papers"][0]["parts"][4]["piles"][4], serde_json::json!({ "table": "E", "sheets": 7 }));
}

/// Every back bears the letter of its table and no other one; cut and stacked, the sheets of a table are its deck in order.
#[test]
fn each_table_has_its_letter_on_every_back_and_its_deck_in_order() {
    let project = kit(10).file("p.yaml", path("  - { title: tout, minutes: 60, uses: [D1] }\n"));
    let (facts, files) = pack_of(&project, &packing(12, 3));
    // Ten cards are three sheets of four; two places left become blank cards.
    assert!(facts.tables.iter().all(|table| (table.sheets, table.blank) == (3, 2)), "{facts:#?}");
    let (first, last) = facts.papers[0].parts.last().unwrap().pages;
    assert_eq!(last - first + 1, 3 * 3 * 2);
    let Some(pages) = pages(&files[&facts.papers[0].file]) else { return };
    let codes = |page: &[String]| page.iter().filter(|word| word.starts_with('k')).cloned().collect::<Vec<_>>();
    for (letter, sheets) in ["A", "B", "C"].iter().zip(pages[first - 1..last].chunks(6)) {
        let letters = |page: &[String]| {
            page.iter().filter(|word| ["A", "B", "C"].contains(&word.as_str())).cloned().collect::<Vec<_>>()
        };
        let (mut fronts, mut backs) = (Vec::new(), Vec::new());
        for sheet in sheets.chunks(2) {
            // The slug line along the middle cut names the table, in the job.
            assert!(sheet[0].join(" ").contains(&format!("table {letter}")), "{:?}", sheet[0]);
            assert_eq!(letters(&sheet[1]), [*letter; 4], "blank cards too");
            fronts.push(codes(&sheet[0]));
            backs.push(codes(&sheet[1]).len());
        }
        // Three sheets: piles of k01–k03, k04–k06, k07–k09, and k10 with two blanks under it.
        assert_eq!(fronts[0], ["k01", "k04", "k07", "k10"]);
        assert_eq!(fronts[1], ["k02", "k05", "k08"]);
        assert_eq!(fronts[2], ["k03", "k06", "k09"]);
        assert_eq!(backs, [4, 3, 3]);
    }
    let signs = &facts.papers[0].parts[2];
    for (index, letter) in ["A", "B", "C"].iter().enumerate() {
        let sign = &pages[signs.pages.0 - 1 + 2 * index];
        assert_eq!(sign.iter().filter(|word| word == letter).count(), 2, "both sides of the tent: {sign:?}");
        assert!(sign.contains(&"4".into()), "how many sit there: {sign:?}");
    }
}

#[test]
fn people_who_do_not_share_out_evenly_get_their_own_cards_and_the_room_its_own() {
    let steps = "  - { title: a, minutes: 20, uses: [k01, { cards: [k02], per: participant }] }\n  - { title: b, minutes: 40, uses: [k01, { cards: [k01], copies: 2 }, { families: [b], per: room }] }\n";
    let (facts, _) = pack_of(&kit(6).file("p.yaml", path(steps)), &packing(31, 5));
    let seats: Vec<_> = facts.tables.iter().map(|table| (table.participants, table.cards)).collect();
    // k01 once at the first step and 1 + 2 times at the second: three. k02 for each person: seven at the first table.
    assert_eq!(seats, [(7, 10), (6, 9), (6, 9), (6, 9), (6, 9)]);
    assert_eq!(facts.room_cards, 3, "k02, k04, k06");
    let cards = facts.papers[0].parts.last().unwrap().cards.as_ref().unwrap();
    // 10 and 9 cards on four places: three sheets each, one more for the room with one place left.
    assert_eq!(cards.piles.iter().map(|(_, sheets)| *sheets).collect::<Vec<_>>(), [3, 3, 3, 3, 3, 1]);
    assert_eq!((cards.piles[5].0.as_deref(), cards.free), (None, 1));
}

#[test]
fn cards_that_a4_does_not_hold_go_to_a3_in_a_file_of_their_own() {
    let large = "deck: D2\ntitle: grand\nformat: 250mm x 350mm\nlayout: { front: face }\ncards:\n  - { id: g1 }\n";
    let project =
        kit(4).file("grand.yaml", large).file("p.yaml", path("  - { title: tout, minutes: 60, uses: [D1, D2] }\n"));
    let (facts, files) = pack_of(&project, &packing(10, 2));
    let papers: Vec<_> =
        facts.papers.iter().map(|paper| (paper.paper.as_str(), paper.parts.len(), paper.sheets)).collect();
    // A4: 1 + 1 + 2 + 1 and a sheet for each table. A3: how to cut, and a sheet for each table.
    assert_eq!(papers, [("A4", 5, 7), ("A3", 2, 3)]);
    assert_eq!(files.keys().filter(|name| name.ends_with(".pdf")).count(), 2);
    assert!(files[&facts.papers[1].file].starts_with(b"%PDF"));
}

#[test]
fn letter_paper_and_other_sheets_are_chosen_as_for_a_build() {
    let project = kit(4).file("p.yaml", path("  - { title: tout, minutes: 60, uses: [D1] }\n"));
    let mut letter = packing(10, 2);
    letter.job.sheets.paper = Some("Letter".into());
    let (facts, _) = pack_of(&project, &letter);
    assert_eq!((facts.papers.len(), facts.papers[0].paper.as_str()), (1, "letter"));
    let mut folded = packing(10, 2);
    folded.job.sheets.names = vec!["a4-fold".into()];
    let (facts, _) = pack_of(&project, &folded);
    let cards = facts.papers[0].parts.last().unwrap();
    // One side only, no empty backs. Front and back of an A6 card together are 148 × 210 mm: one pair on 194 × 281 mm.
    assert_eq!((cards.sheets, cards.pages.1 - cards.pages.0 + 1), (8, 8));
    let mut single = packing(10, 2);
    single.job.sheets.names = vec!["a4-single".into()];
    assert!(said(&project, &single).iter().any(|line| line.contains("no-table-letters")));
    let mut booklet = packing(10, 2);
    booklet.job.sheets.names = vec!["booklet-a4".into()];
    assert!(
        said(&project, &booklet).iter().any(|line| line.contains("pack-booklet")),
        "{:?}",
        said(&project, &booklet)
    );
}

/// A path of 60 minutes: 10, 20 (optional), 10 (optional), 20.
const TIMES: &str = "  - { title: un, minutes: 10, uses: [k01] }\n  - { title: deux, minutes: 20, optional: true, uses: [k02] }\n  - { title: trois, minutes: 10, optional: true }\n  - { title: quatre, minutes: 20 }\n";

#[test]
fn what_does_not_fit_is_told_in_minutes_with_the_steps_that_go() {
    let project = kit(2).file("p.yaml", path(TIMES));
    let of = |minutes, scale| Packing { minutes: Some(minutes), scale, ..packing(6, 1) };
    let clock = |facts: &PackFacts| facts.steps.iter().map(|step| (step.start, step.minutes)).collect::<Vec<_>>();

    let (facts, _) = pack_of(&project, &of(60, false));
    assert_eq!(clock(&facts), [(0, 10), (10, 20), (30, 10), (40, 20)]);
    // Ten minutes too many: the step of ten goes, not that of twenty.
    let (facts, _) = pack_of(&project, &of(50, false));
    assert_eq!(
        (clock(&facts), facts.left_out, facts.spare_minutes),
        (vec![(0, 10), (10, 20), (30, 20)], vec!["trois".to_owned()], 0)
    );
    assert_eq!(
        said(&project, &of(45, false)),
        [
            "kits/essai/p.yaml:6:43: attention[steps-left-out] « essai » dure 60 min, il y en a 45 ; sans l’étape facultative deux (20 min), 5 min restent libres"
        ]
    );
    // A step left out takes its cards with it.
    let (facts, _) = pack_of(&project, &of(30, false));
    assert_eq!((facts.tables[0].cards, facts.left_out.len()), (1, 2));
    assert_eq!(
        said(&project, &of(25, false)),
        [
            "kits/essai/p.yaml:3:10: erreur[path-too-long] « essai » dure 60 min, 30 sans les étapes facultatives, il y en a 25 : 5 de trop"
        ]
    );
    let (facts, _) = pack_of(&project, &of(30, true));
    assert_eq!((facts.steps.len(), facts.steps.iter().map(|step| step.minutes).sum::<u32>()), (4, 30));
    assert!(said(&project, &of(90, false))[0].contains("30 min restent libres à la fin"));
}

#[test]
fn tables_without_people_and_paths_that_are_not_there_are_faults() {
    let project = kit(2).file("p.yaml", path("  - { title: tout, minutes: 60, uses: [D1] }\n"));
    assert_eq!(
        said(&project, &packing(3, 5)),
        ["erreur[empty-tables] 3 personnes à 5 tables : 2 table(s) sans personne"]
    );
    assert!(said(&project, &packing(0, 0))[0].contains("no-seats"));
    assert!(said(&project, &packing(8, 5))[0].contains("attention[lonely-table]"));
    let asked = Packing { path: Some("esai".into()), ..packing(6, 1) };
    let (packed, files) = packed(&project, &asked);
    let fault = packed.report.diagnostics.iter().next().unwrap();
    assert_eq!(
        (fault.message.fr.as_str(), fault.hints[0].fr.as_str()),
        ("le kit n’a pas de parcours « esai »", "vouliez-vous dire « essai » ?")
    );
    assert!(files.is_empty(), "nothing is written");
    assert!(said(&kit(2), &packing(6, 1))[0].contains("no-path"));
    let none = kit(2).file("p.yaml", path("  - { title: tout, minutes: 60 }\n"));
    assert!(said(&none, &packing(6, 1))[0].contains("empty-pack"));
}

/// Every fault of a path in one run, where it stands.
#[test]
fn a_path_is_held_against_the_kit_by_check_too() {
    let kit = kit(4);
    let faults = |text: &str| {
        let faults = kit.faults_with("p.yaml", text);
        faults.into_iter().map(|fault| fault.replace("kits/essai/p.yaml:", "")).collect::<Vec<_>>()
    };
    let steps = "path: essai\ntitle: essai\nminutes: 60\nsteps:\n  - title: un\n    minutes: 0\n    uses:\n      - D9\n      - k99\n      - { only: [D2], cards: [k1], families: [c], where: [lotte=1, lot] }\n      - { where: [lot=9] }\n      - { copies: 0 }\n    blank: 0\n";
    assert_eq!(
        faults(steps),
        [
            "6:14: erreur[wrong-value] « minutes » vaut 0, et doit rester entre 1 et 1440",
            "13:12: erreur[wrong-value] « blank » vaut 0, et doit rester entre 1 et 999",
            "8:9: erreur[unknown-component] le kit n’a ni composant ni carte « D9 »",
            "9:9: erreur[unknown-component] le kit n’a ni composant ni carte « k99 »",
            "10:18: erreur[unknown-component] le kit n’a pas de composant « D2 »",
            "10:31: erreur[unknown-card] le kit n’a pas de carte « k1 »",
            "10:47: erreur[unknown-word] « c » n’est pas un mot de « family »",
            "10:59: erreur[unknown-field] aucune carte n’a de champ « lotte »",
            "10:68: erreur[wrong-value] « lot » n’est pas une condition",
            "11:9: erreur[nothing-chosen] aucune carte ne correspond à ce choix",
            "12:19: erreur[wrong-value] « copies » vaut 0, et doit rester entre 1 et 999",
            "12:9: erreur[missing-key] cette entrée ne choisit aucune carte",
        ]
    );
    assert_eq!(
        faults(
            "path: essai\ntitle: essai\nminutes: 60\nsteps:\n  - { title: un, minutes: 25 }\n  - { title: deux, minutes: 30 }\n"
        ),
        ["3:10: erreur[path-minutes] les étapes durent 55 min ensemble, le parcours 60 min"]
    );
    assert_eq!(faults("path: a b\ntitle: t\nminutes: 1\nsteps: []\n").len(), 2, "a wrong id, and no step");
    assert_eq!(faults("path: essai\nsteps: [{}]\n").len(), 4, "title and minutes, twice");
}

#[test]
fn a_component_that_is_only_planned_cannot_be_used_yet() {
    let planned = "kit: essai\ntitle: Essai\nversion: \"1.0\"\nlang: fr\nfonts:\n  texte: { families: [Atkinson Hyperlegible Next] }\ncomponents: [D1, { id: B2, title: Matrice }]\n";
    let project = kit_without_families()
        .file("kit.yaml", planned)
        .file("p.yaml", path("  - { title: tout, minutes: 60, uses: [B2] }\n"));
    assert_eq!(
        said(&project, &packing(6, 1)),
        [
            "kits/essai/p.yaml:5:40: erreur[unknown-component] le composant « B2 » est prévu, mais aucun fichier du kit ne le contient encore"
        ]
    );
}

fn kit_without_families() -> Project {
    Project::new()
        .deck("deck: D1\ntitle: jeu\nformat: A6\nlayout: { front: face }\n")
        .layout("face", LAYOUT)
        .card("id: k01")
}

/// A back whose corners hold, from the best one on: a code, words, a drawing; only the last is free. Then none is.
#[test]
fn letters_keep_off_codes_words_and_drawings_or_are_told() {
    let corners = [
        "  - { at: { x: 75mm, y: 118mm, width: 25mm, height: 25mm }, qr: \"https://a.example\" }\n",
        "  - { at: { x: 5mm, y: 135mm, width: 30mm, height: 8mm }, text: { value: \"mots\", style: text, valign: bottom } }\n",
        "  - { at: { x: 90mm, y: 5mm, width: 10mm, height: 10mm }, fill: nuit }\n",
        "  - { at: { x: 5mm, y: 5mm, width: 30mm, height: 8mm }, text: \"mots\" }\n",
    ];
    // A ground over the whole face, in colour, and a frame along its edge hide no corner.
    let ground = "boxes:\n  - { at: { x: -3mm, y: -3mm, right: -3mm, bottom: -3mm }, fill: nuit 5% }\n  - { at: { x: 2mm, y: 2mm, right: 2mm, bottom: 2mm }, stroke: { color: encre, width: 0.3mm } }\n";
    for taken in 0..=4 {
        let back = format!("{ground}{}", corners[..taken].concat());
        let project =
            kit(1).layout("dos", &back).file("p.yaml", path("  - { title: tout, minutes: 60, uses: [D1] }\n"));
        let told = said(&project, &packing(4, 1))
            .iter()
            .any(|line| line.contains("no-free-corner") && line.ends_with(": k01"));
        assert_eq!(told, taken == 4, "{taken} corners taken");
        let (facts, files) = pack_of(&project, &packing(4, 1));
        let (from, _) = facts.papers[0].parts.last().unwrap().pages;
        let page = (from + 1).to_string();
        let found = ask("pdftotext", &["-bbox", "-f", &page, "-l", &page, "{}", "-"], &files[&facts.papers[0].file]);
        let Some(found) = found else { continue };
        let mut letters: Vec<(f64, f64)> = found.lines().filter(|line| line.contains(">A<")).map(middle).collect();
        // The card is at the upper right of the back, turned over the long edge; three blank cards beside and below it.
        letters.retain(|(x, y)| *x > 105.0 && *y < 148.0);
        let expected = [(202.4, 140.9), (112.6, 140.9), (202.4, 8.1), (112.6, 8.1)];
        match expected.get(taken) {
            Some((x, y)) => {
                let [(left, top)] = letters[..] else { panic!("{taken}: {letters:?}") };
                assert!((left - x).abs() < 1.5 && (top - y).abs() < 1.5, "{taken}: {letters:?}");
            }
            None => assert!(letters.is_empty(), "{letters:?}"),
        }
    }
}

/// An A6 card lies at the edge of the A4 sheet: with a safe zone of 2 mm the letter would be where the printer leaves white.
#[test]
fn letters_keep_five_millimetres_from_the_edge_of_the_paper() {
    let deck = "deck: D1\ntitle: jeu\nformat: A6\nsafe: 2mm\nlayout: { front: face, back: dos }\n";
    let project = Project::new().deck(deck).layout("face", LAYOUT).layout("dos", LAYOUT).card("id: k01");
    let project = project.file("p.yaml", path("  - { title: tout, minutes: 60, uses: [D1] }\n"));
    let (facts, files) = pack_of(&project, &packing(4, 1));
    let page = (facts.papers[0].parts.last().unwrap().pages.0 + 1).to_string();
    let found = ask("pdftotext", &["-bbox", "-f", &page, "-l", &page, "{}", "-"], &files[&facts.papers[0].file]);
    let Some(found) = found else { return };
    let letters: Vec<(f64, f64)> = found.lines().filter(|line| line.contains(">A<")).map(middle).collect();
    assert_eq!(letters.len(), 4);
    // Half a ring of 5.2 mm from 5 mm off the right edge.
    let right = letters.iter().map(|(x, _)| *x).fold(0.0, f64::max);
    assert!((right - 202.4).abs() < 0.5, "{letters:?}");
}

/// The middle of a word in the output of `pdftotext -bbox`, in millimetres.
fn middle(line: &str) -> (f64, f64) {
    let value = |key: &str| -> f64 {
        let rest = line.split(&format!("{key}=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().parse::<f64>().unwrap() * 25.4 / 72.0
    };
    ((value("xMin") + value("xMax")) / 2.0, (value("yMin") + value("yMax")) / 2.0)
}

#[test]
fn the_pages_of_words_are_in_the_language_of_the_kit() {
    let steps = "  - { title: talk, minutes: 15, who: everybody, uses: [k01], blank: 1 }\n  - { title: rest, minutes: 45, optional: true }\n";
    let project = kit(2).lang("en").file("p.yaml", path(steps));
    let (facts, files) = pack_of(&project, &packing(12, 2));
    assert!(facts.papers[0].file.starts_with("essai/workshop-essai/"), "{}", facts.papers[0].file);
    let Some(pages) = pages(&files[&facts.papers[0].file]) else { return };
    let (supplies, run) = (pages[0].join(" "), pages[2].join(" "));
    for words in
        ["Preparing “essai”", "1 h · 12 people · 2 tables of 6", "Put away", "6 people · 1 card: k01 · 3 blank cards"]
    {
        assert!(supplies.contains(words), "{words} in {supplies}");
    }
    for words in [
        "0:00 1. talk 15 min",
        "Who everybody",
        "On each table jeu k01; 1 blank card",
        "0:15 2. rest 45 min",
        "can be left out",
        "1:00 end",
    ] {
        assert!(run.contains(words), "{words} in {run}");
    }
}

#[test]
fn tables_are_named_as_columns_of_a_spreadsheet_are() {
    let named = [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")];
    for (table, letter) in named {
        assert_eq!(table_letter(table), letter);
    }
}

/// The command of the documentation, on the kit that ships, whatever the threads and the folder.
#[test]
fn the_kit_that_ships_packs_the_same_bytes_with_any_number_of_threads() {
    let run = |threads: &str, path: &str, minutes: &str| {
        let folder = tempfile::tempdir().unwrap();
        let kit = concat!(env!("CARGO_MANIFEST_DIR"), "/decks/tiroirs");
        let arguments = ["pack", kit, "--participants", "30", "--tables", "5", "--minutes", minutes, "--path", path];
        let output = Command::new(env!("CARGO_BIN_EXE_massicot"))
            .current_dir(folder.path())
            .args(arguments)
            .args(["--json", "--threads", threads])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let below = folder.path().join("output");
        let names = [
            told["pack"]["papers"][0]["file"].as_str().unwrap().to_owned(),
            format!("tiroirs/atelier-{path}/pack.json"),
        ];
        let kept = serde_json::from_slice::<serde_json::Value>(&std::fs::read(below.join(&names[1])).unwrap()).unwrap();
        assert_eq!(kept, told["pack"], "pack.json is what --json tells");
        assert_eq!(told["diagnostics"], serde_json::json!([]));
        (names.map(|name| std::fs::read(below.join(name)).unwrap()), kept)
    };
    let (one, facts) = run("1", "cadrer", "180");
    let (three, _) = run("3", "cadrer", "180");
    assert!(one == three);
    // All 24 cards and 2 × 2 to write on: seven sheets a table, nothing left over.
    assert_eq!(
        (&facts["tables"][0]["cards"], &facts["tables"][0]["blank"], &facts["tables"][0]["sheets"]),
        (&24.into(), &4.into(), &7.into())
    );
    let (_, facts) = run("2", "decouvrir", "90");
    // Twelve cards and two to write on are four sheets, with two blank cards more.
    assert_eq!(
        (&facts["tables"][0]["cards"], &facts["tables"][0]["blank"], &facts["tables"][0]["sheets"]),
        (&12.into(), &4.into(), &4.into())
    );
}
