//! How boxes take their words: shrinking alone, together and all over a deck; growing and what moves with it.
//! Lines are 12 pt apart, 4.2333 mm, at 10 pt: heights are worked out from that.

use crate::project::Project;

/// A deck of cards with a `note`, each a front.
fn deck(boxes: &str, notes: &[&str]) -> Project {
    let project = Project::new().layout("front", &format!("boxes:\n{boxes}"));
    let card = |project: Project, (index, note): (usize, &&str)| {
        project.card(&format!("id: A{}\nnote: \"{}\"", index + 1, note.replace('\n', "\\n")))
    };
    notes.iter().enumerate().fold(project, card)
}

/// The rectangles that are painted, as `x,y WxH`.
fn painted(project: &Project) -> Vec<String> {
    let dump = project.dump();
    dump.lines().filter_map(|line| line.trim().strip_prefix("path ")?.split(" (").next().map(str::to_owned)).collect()
}

/// Where the runs of words begin and in which size, as `x,y SIZE`, in the order of the pages.
fn set(project: &Project) -> Vec<String> {
    let dump = project.dump();
    let runs = dump.lines().filter_map(|line| line.trim().strip_prefix("text "));
    runs.map(|run| run.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect()
}

fn sizes(project: &Project) -> Vec<String> {
    set(project).iter().filter_map(|run| run.split(' ').nth(1).map(str::to_owned)).collect()
}

const NOTE: &str =
    "  - { id: note, at: { x: 5mm, y: 5mm, width: 50mm, height: 36pt }, text: { value: \"{note}\", fit: ";

#[test]
fn words_shrink_to_a_stated_size_as_a_text_or_with_more() {
    // Five lines in the height of three: 6 pt.
    for fit in ["6pt", "{ min: 6pt }", "{ min: 5pt, same: box }"] {
        let project = deck(&format!("{NOTE}{fit} }} }}\n"), &["a\n\nb\n\nc\n\nd\n\ne"]);
        assert_eq!(sizes(&project), ["6pt"; 5], "{fit}");
    }
    let project = deck(&format!("{NOTE}6.1pt }} }}\n"), &["a\n\nb\n\nc\n\nd\n\ne"]);
    assert_eq!(
        project.faults(),
        ["kits/essai/jeu.yaml:7:11: erreur[text-overflow] carte A1 : recto, cadre « note » : \
          le texte a 1 ligne de trop en 6,1 pt (5 pour 4), soit 1 mot"]
    );
}

#[test]
fn a_fault_names_card_face_box_and_the_size_that_would_fit() {
    let project = deck(&format!("{NOTE}fixed }} }}\n"), &["a\n\nb\n\nc\n\nd d d\n\ne"]);
    let report = project.check();
    let fault = report.diagnostics.iter().next().unwrap();
    assert_eq!(
        fault.message.fr,
        "recto, cadre « note » : le texte a 2 lignes de trop en 10,0 pt (5 pour 3), soit 4 mots"
    );
    assert_eq!(fault.message.en, "front, box “note”: the text has 2 lines too many at 10.0 pt (5 for 3), or 4 words");
    assert_eq!(fault.card.as_deref(), Some("A1"));
    assert_eq!(fault.labels.len(), 2, "the words in the deck, the box in the layout");
    assert!(fault.hints[0].en.ends_with("or set it at 6.0 pt"), "{:?}", fault.hints);
}

#[test]
fn a_deck_keeps_one_size_whatever_cards_are_chosen() {
    let boxes = format!("{NOTE}{{ min: 5pt, same: deck }} }} }}\n");
    let mut project = deck(&boxes, &["a", "a\n\nb\n\nc\n\nd\n\ne", "a\n\nb\n\nc\n\nd"]);
    // The second card needs three fifths of 10 pt.
    assert_eq!(sizes(&project), ["6pt"; 10]);
    project.job.select.cards = vec!["A1".into()];
    assert_eq!(sizes(&project), ["6pt"]);
    let alone = deck(&format!("{NOTE}5pt }} }}\n"), &["a", "a\n\nb\n\nc\n\nd\n\ne"]);
    assert_eq!(sizes(&alone), ["10pt", "6pt", "6pt", "6pt", "6pt", "6pt"]);
}

#[test]
fn boxes_of_one_style_share_a_size_and_others_do_not() {
    let types = "types:
  text: { font: texte, size: 10pt, leading: 12pt }
  other: { font: texte, size: 10pt, leading: 12pt }
boxes:
";
    let fit = "fit: { min: 5pt, same: deck } }";
    let project = Project::new()
        .layout(
            "front",
            &format!(
                "{types}  - {{ at: {{ x: 5mm, y: 5mm, width: 50mm, height: 36pt }}, text: {{ value: \"{{note}}\", {fit} }}
  - {{ at: {{ x: 5mm, y: 50mm, width: 50mm, height: 36pt }}, text: {{ value: un, {fit} }}
  - {{ at: {{ x: 5mm, y: 70mm, width: 50mm, height: 36pt }}, text: {{ value: deux, style: other, {fit} }}
"
            ),
        )
        .card("id: A1\nnote: \"a\\n\\nb\\n\\nc\\n\\nd\"");
    // Four lines in the height of three: 7.5 pt.
    assert_eq!(sizes(&project), ["7.5pt", "7.5pt", "7.5pt", "7.5pt", "7.5pt", "10pt"]);
}

#[test]
fn a_card_that_cannot_fit_is_a_fault_and_takes_no_other_down() {
    let boxes = format!("{NOTE}{{ min: 8pt, same: deck }} }} }}\n");
    let faults = deck(&boxes, &["a\n\nb\n\nc\n\nd\n\ne", "a"]).faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(
        faults[0].contains("carte A1 : recto, cadre « note » : le texte a 2 lignes de trop en 8,0 pt"),
        "{faults:?}"
    );
}

#[test]
fn words_of_a_flow_shrink_together() {
    // 6 lines of 12 pt and none to spare: three quarters of the room of 8.
    let boxes = "  - at: { x: 5mm, y: 5mm, width: 50mm, height: 72pt }
    direction: column
    children:
      - { id: one, text: { value: \"{note}\", fit: 5pt } }
      - { id: two, text: { value: \"{note}\", fit: 5pt } }
";
    assert_eq!(sizes(&deck(boxes, &["a\n\nb\n\nc\n\nd"])), ["7.5pt"; 8]);
    assert_eq!(sizes(&deck(boxes, &["a\n\nb\n\nc"])), ["10pt"; 6]);
    // What may not shrink keeps its size: 36 pt are left for the first, whose four lines want three quarters.
    let fixed =
        boxes.replace("{ id: two, text: { value: \"{note}\", fit: 5pt } }", "{ id: two, height: 36pt, shrink: 0 }");
    assert_eq!(sizes(&deck(&fixed, &["a\n\nb\n\nc\n\nd"])), ["7.5pt"; 4]);
}

#[test]
fn a_negative_margin_hangs_over_on_purpose() {
    let boxes = "  - at: { x: 5mm, y: 5mm, width: 50mm, height: 20mm }
    direction: row
    children:
      - { id: over, when: note, grow: 1, margin: [0mm, -3mm, 0mm, 0mm], fill: nuit }
";
    assert_eq!(painted(&deck(boxes, &["a"])), ["5,5 53x20"]);
}

#[test]
fn a_box_that_grows_in_a_column_moves_those_after_it() {
    let boxes = "  - at: { x: 5mm, y: 5mm, width: 50mm, height: 60mm }
    direction: column
    children:
      - { id: note, height: 24pt, text: { value: \"{note}\", fit: grow } }
      - { height: 5mm, shrink: 0, fill: nuit }
";
    // One line leaves the height asked for, 24 pt; three take 36 pt, which is 12.7 mm.
    assert_eq!(painted(&deck(boxes, &["a", "a\n\nb\n\nc"])), ["5,13.47 50x5", "5,17.7 50x5"]);
}

#[test]
fn boxes_hang_on_one_that_grows() {
    let boxes = "  - { id: frame, at: { below: note, x: 5mm, y: 1mm, right: 5mm, bottom: 10mm }, fill: nuit }
  - { id: note, at: { x: 5mm, y: 5mm, width: 50mm }, text: { value: \"{note}\", fit: grow } }
  - { id: last, at: { below: line, x: 5mm, y: 2mm, width: 5mm, height: 3mm }, fill: nuit }
  - { id: line, at: { below: note, x: 5mm, y: 0mm, width: 50mm, height: 1mm }, fill: nuit }
";
    // Three lines of 4.2333 mm under 5 mm: everything hangs on 17.7 mm; the first box reaches down to 80 mm.
    assert_eq!(painted(&deck(boxes, &["a\n\nb\n\nc"])), ["5,18.7 50x61.3", "5,20.7 5x3", "5,17.7 50x1"]);
    // A box that the card does not show has no height.
    let hidden = boxes.replace("{ id: line,", "{ id: line, when: absent,");
    assert_eq!(painted(&deck(&hidden, &["a\n\nb\n\nc"])), ["5,18.7 50x61.3", "5,19.7 5x3"]);
}

#[test]
fn what_grows_stays_inside_the_safe_zone_and_its_parent() {
    // From 70 mm down to the safe zone at 85 mm three lines of 4.2333 mm have room.
    let boxes = "  - { id: note, at: { x: 5mm, y: 70mm, width: 50mm }, text: { value: \"{note}\", fit: grow } }\n";
    assert_eq!(set(&deck(boxes, &["a\n\nb\n\nc"])).len(), 3);
    assert_eq!(
        deck(boxes, &["a\n\nb\n\nc\n\nd d"]).faults(),
        ["kits/essai/jeu.yaml:7:11: erreur[text-overflow] carte A1 : recto, cadre « note » : \
          le texte a 1 ligne de trop en 10,0 pt (4 pour 3), soit 2 mots"]
    );
    let inside = "  - at: { x: 5mm, y: 5mm, width: 50mm, height: 10mm }
    children:
      - { id: note, at: { x: 0mm, y: 0mm, width: 50mm }, text: { value: \"{note}\", fit: grow } }
";
    let faults = deck(inside, &["a\n\nb\n\nc"]).faults();
    assert!(faults[0].contains("1 ligne de trop en 10,0 pt (3 pour 2)"), "{faults:?}");
    let pushed = "  - { id: note, at: { x: 5mm, y: 70mm, width: 50mm }, text: { value: \"{note}\", fit: grow } }
  - { id: tail, at: { below: note, x: 5mm, y: 0mm, width: 50mm, height: 4mm }, fill: nuit }
";
    let faults = deck(pushed, &["a\n\nb\n\nc"]).faults();
    assert!(
        faults[0].contains("le cadre « tail » dépasse de 1,7 mm la place qu’il a") || faults[0].contains("1.7"),
        "{faults:?}"
    );
    // In a flow too.
    let flow = "  - at: { x: 5mm, y: 5mm, width: 50mm, height: 10mm }
    direction: column
    children:
      - { id: note, text: { value: \"{note}\", fit: grow } }
";
    let faults = deck(flow, &["a\n\nb\n\nc"]).faults();
    assert!(faults[0].contains("cadre « note » : le texte a 1 ligne de trop en 10,0 pt (3 pour 2)"), "{faults:?}");
}

#[test]
fn a_box_hangs_on_a_box_that_is_there_and_not_on_itself() {
    let unknown = "  - { id: tail, at: { below: nota, x: 5mm }, fill: nuit }\n  - { id: note, at: safe }\n";
    let faults = deck(unknown, &["a"]).faults();
    assert!(
        faults[0].contains("unknown-box") && faults[0].contains("aucun cadre « nota » au même niveau"),
        "{faults:?}"
    );
    let circle = "  - { id: one, at: { below: two, x: 5mm }, fill: nuit }
  - { id: two, at: { below: one, x: 5mm }, fill: nuit }
";
    let faults = deck(circle, &["a"]).faults();
    assert!(faults[0].contains("le cadre « one » finit par se placer sous lui-même"), "{faults:?}");
}

#[test]
fn a_wrong_way_to_fit_is_told() {
    let faults = deck(&format!("{NOTE}smaller }} }}\n"), &["a"]).faults();
    assert!(faults[0].contains("« smaller » ne dit pas comment ajuster le texte"), "{faults:?}");
    let faults = deck(&format!("{NOTE}{{ min: 9pt, same: kit }} }} }}\n"), &["a"]).faults();
    assert!(faults[0].contains("kit"), "{faults:?}");
    let faults = deck(&format!("{NOTE}{{ same: deck }} }} }}\n"), &["a"]).faults();
    assert!(faults[0].contains("min"), "{faults:?}");
}
