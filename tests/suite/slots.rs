//! Places for cards on boards, writing lines, codes that are read from afar: sizes worked out by hand.

use massicot::compile::Profile;

use crate::project::Project;

const DECK: &str = "deck: D1\ntitle: Repères\nformat: 63mm x 88mm\nlayout: { front: front }\n";

/// A board of 300 × 200 mm beside a deck of one card.
fn board(boxes: &str, more: &str) -> Project {
    let sheet = format!("board: B1\ntitle: Plateau\nformat: 300mm x 200mm\nlayout: mur\n{more}");
    let mut project = Project::new()
        .deck(DECK)
        .layout("front", "boxes:\n  - { at: trim, fill: nuit }\n")
        .card("id: A1")
        .layout("mur", &format!("boxes:\n{boxes}"))
        .file("plateau.yaml", &sheet);
    project.job.profiles = vec![Profile::Screen];
    project
}

/// The outlines painted on the board, as `x,y WxH`.
fn painted(mut project: Project) -> Vec<String> {
    project.job.select.components = vec!["B1".into()];
    let dump = project.dump();
    dump.lines().filter_map(|line| line.trim().strip_prefix("path ")?.split(" (").next().map(str::to_owned)).collect()
}

const STROKE: &str = "stroke: { color: encre, width: 0.5mm, dash: [2mm, 2mm] }";

#[test]
fn a_slot_is_exactly_as_large_as_its_card_wherever_it_lies() {
    let boxes = format!(
        "  - {{ slot: {{ format: A6 }}, at: {{ x: 10mm, y: 12mm }}, {STROKE} }}
  - {{ slot: {{ deck: D1 }}, at: {{ right: 20mm, bottom: 10mm }}, {STROKE} }}
  - {{ slot: {{ deck: D1, turned: true }}, at: {{ x: 130mm, y: 5mm }}, {STROKE} }}
  - at: {{ x: 5mm, y: 90mm, width: 200mm, height: 106mm }}
    direction: row
    gap: 4mm
    children:
      - {{ slot: {{ deck: D1 }}, align-self: start, {STROKE} }}
      - {{ basis: 0, grow: 1, fill: nuit }}
      - {{ slot: {{ format: A7 }}, align-self: start, {STROKE} }}
"
    );
    // 300 − 20 − 63 = 217 and 200 − 10 − 88 = 102. In the row, 200 − 63 − 74 − 2 × 4 = 55 mm are left.
    assert_eq!(
        painted(board(&boxes, "")),
        ["10,12 105x148", "217,102 63x88", "130,5 88x63", "5,90 63x88", "72,90 55x106", "131,90 74x105"]
    );
}

#[test]
fn a_slot_moves_with_the_size_of_the_cards() {
    let boxes = format!(
        "  - at: {{ x: 0, y: 0, width: 300mm, height: 120mm }}
    direction: row
    gap: 10mm
    align: start
    children:
      - {{ slot: {{ deck: D1 }}, {STROKE} }}
      - {{ slot: {{ deck: D1 }}, {STROKE} }}
"
    );
    assert_eq!(painted(board(&boxes, "")), ["0,0 63x88", "73,0 63x88"]);
    let larger = board(&boxes, "").deck(&DECK.replace("63mm x 88mm", "70mm x 120mm"));
    assert_eq!(painted(larger), ["0,0 70x120", "80,0 70x120"]);
}

#[test]
fn a_slot_without_room_is_told_in_millimetres() {
    // The row is 100 mm high: an A6, 148 mm, hangs 48 mm out of it.
    let flow = format!(
        "  - at: {{ x: 0, y: 0, width: 300mm, height: 100mm }}
    direction: row
    align: start
    children:
      - {{ id: carte, slot: {{ format: A6 }}, {STROKE} }}
"
    );
    let told = board(&flow, "").faults();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("erreur[slot-overflow]"), "{told:?}");
    assert!(
        told[0].contains("l’emplacement « carte » (105 mm × 148 mm) dépasse de 48 mm la place qu’il a"),
        "{told:?}"
    );
    // 250 + 63 = 313 mm on a board of 300 mm.
    let frame = format!("  - {{ id: carte, slot: {{ deck: D1 }}, at: {{ x: 250mm, y: 5mm }}, {STROKE} }}\n");
    let told = board(&frame, "").faults();
    assert!(told[0].contains("(63 mm × 88 mm) dépasse de 13 mm"), "{told:?}");
}

#[test]
fn slots_of_cards_that_are_not_there_are_told() {
    let told = |slot: &str| board(&format!("  - {{ {slot}, {STROKE} }}\n"), "").faults();
    let deck = told("slot: { deck: D10 }, at: { x: 0, y: 0 }");
    assert!(deck[0].contains("layouts/mur.yaml") && deck[0].contains("jeu inconnu : « D10 »"), "{deck:?}");
    let format = told("slot: { format: A66 }, at: { x: 0, y: 0 }");
    assert!(format[0].contains("format inconnu « A66 »"), "{format:?}");
    let sized = told("slot: { format: A6 }, at: { x: 0, y: 0, width: 30mm }");
    assert!(sized[0].contains("un emplacement a la taille de sa carte"), "{sized:?}");
    let both = told("slot: { format: A6, deck: D1 }, at: { x: 0, y: 0 }");
    assert!(both[0].contains("d’un format, ou d’un jeu"), "{both:?}");
}

#[test]
fn a_board_that_takes_a_deck_has_a_slot_for_it() {
    let slot = |slot: &str| format!("  - {{ slot: {slot}, at: {{ x: 10mm, y: 10mm }}, {STROKE} }}\n");
    assert_eq!(board(&slot("{ format: 88mm x 63mm }"), "takes: [D1]\n").faults(), [""; 0]);
    let told = board(&slot("{ format: A6 }"), "takes: [D1]\n").faults();
    assert_eq!(
        told,
        [
            "kits/essai/plateau.yaml:5:9: erreur[no-slot] aucun emplacement ne prend les cartes de D1 « Repères » (63 mm × 88 mm)"
        ]
    );
    let unknown = board(&slot("{ format: A6 }"), "takes: [D7]\n").faults();
    assert!(unknown[0].contains("plateau.yaml:5:9") && unknown[0].contains("jeu inconnu : « D7 »"), "{unknown:?}");
}

#[test]
fn writing_lines_are_as_many_as_fit() {
    let lines = |height: &str| {
        format!(
            "  - {{ id: notes, at: {{ x: 10mm, y: 10mm, width: 80mm, height: {height} }}, lines: {{ step: 9mm }}, stroke: {{ color: encre, width: 0.3mm }} }}\n"
        )
    };
    // Lines 9, 18 and 27 mm below the upper edge; a fourth would need 36 mm.
    assert_eq!(painted(board(&lines("35mm"), "")), ["10,19 80x18"]);
    assert_eq!(painted(board(&lines("36mm"), "")), ["10,19 80x27"]);
    let told = board(&lines("8mm"), "").faults();
    assert!(
        told[0].contains(
            "erreur[no-line] carte B1 : le cadre « notes », haut de 8 mm, ne tient aucune ligne au pas de 9 mm"
        ),
        "{told:?}"
    );
}

#[test]
fn a_code_is_a_tenth_of_its_reading_distance() {
    // Version 2 of the standard: 25 modules and 8 of quiet zone. In 66 mm the symbol is 66 × 25 / 33 = 50 mm wide.
    let code = |distance: &str| {
        let qr = format!("qr: {{ value: \"https://essai.example/r01\", reading-distance: {distance} }}");
        board(&format!("  - {{ id: code, at: {{ x: 10mm, y: 10mm, width: 66mm, height: 66mm }}, {qr} }}\n"), "")
            .faults()
    };
    assert_eq!(code("50cm"), [""; 0]);
    let told = code("60cm");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("erreur[qr-reading-distance]"), "{told:?}");
    assert!(told[0].contains("mesure 50 mm sans sa zone blanche ; lu à 600 mm, il lui faut 60 mm"), "{told:?}");
}
