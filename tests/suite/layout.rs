//! Where boxes lie and what they show, worked out by hand in millimetres.

use crate::project::Project;
use massicot::scene::Item;

fn boxed(boxes: &str) -> Project {
    Project::new().layout("front", &format!("boxes:\n{boxes}")).card("id: A1")
}

/// The rectangles that are painted, as `x,y WxH`, in painting order.
fn painted(project: &Project) -> Vec<String> {
    let dump = project.dump();
    dump.lines().filter_map(|line| line.trim().strip_prefix("path ")?.split(" (").next().map(str::to_owned)).collect()
}

#[test]
fn frames_are_measured_from_the_trim_corner() {
    let project = boxed(
        "  - { at: { x: 10mm, y: 20mm, width: 30mm, height: 5mm }, fill: nuit }
  - { at: { right: 5mm, bottom: 10mm, width: 20mm, height: 20mm }, fill: nuit }
  - { at: { x: 25%, right: 25%, y: 1in }, fill: nuit }
  - { at: bleed, fill: nuit }
  - { at: safe, fill: nuit }
",
    );
    assert_eq!(painted(&project), ["10,20 30x5", "35,60 20x20", "15,25.4 30x64.6", "-3,-3 66x96", "5,5 50x80"]);
}

#[test]
fn a_frame_inside_a_box_is_measured_from_that_box() {
    let project = boxed(
        "  - at: { x: 10mm, y: 10mm, width: 40mm, height: 40mm }
    padding: [2mm, 4mm]
    children:
      - { at: { x: 1mm, y: 1mm, width: 5mm, height: 5mm }, fill: nuit }
      - { at: parent, fill: encre }
",
    );
    assert_eq!(painted(&project), ["15,13 5x5", "14,12 32x36"]);
}

#[test]
fn a_row_shares_what_is_left() {
    // 60 mm less two gaps of 3 mm and 14 mm leaves 40 mm: 10 for one share, 30 for three.
    let project = boxed(
        "  - at: { x: 0mm, y: 0mm, width: 60mm, height: 10mm }
    direction: row
    gap: 3mm
    children:
      - { width: 14mm, fill: nuit }
      - { basis: 0mm, grow: 1, fill: nuit }
      - { basis: 0mm, grow: 3, fill: nuit }
",
    );
    assert_eq!(painted(&project), ["0,0 14x10", "17,0 10x10", "30,0 30x10"]);
}

#[test]
fn a_grid_has_tracks_and_spans() {
    let project = boxed(
        "  - at: { x: 0mm, y: 0mm, width: 60mm, height: 42mm }
    grid: { columns: [20mm, 1fr, 1fr], rows: [10mm, 1fr] }
    gap: 2mm
    children:
      - { fill: nuit }
      - { fill: nuit, column-span: 2 }
      - { fill: nuit, column: 3, row: 2 }
",
    );
    assert_eq!(painted(&project), ["0,0 20x10", "22,0 38x10", "42,12 18x30"]);
}

#[test]
fn a_box_with_a_condition_goes_when_its_field_is_absent() {
    let layout = "boxes:
  - { when: note, at: { x: 1mm, y: 1mm, width: 1mm, height: 1mm }, fill: nuit }
  - { when: \"!note\", at: { x: 2mm, y: 2mm, width: 2mm, height: 2mm }, fill: nuit }
  - { when: { field: family, is: b }, at: { x: 3mm, y: 3mm, width: 3mm, height: 3mm }, fill: nuit }
";
    let with = Project::new().layout("front", layout).card("id: A1\nnote: oui\nfamily: a");
    let without = Project::new().layout("front", layout).card("id: A1\nfamily: b");
    assert_eq!(painted(&with), ["1,1 1x1"]);
    assert_eq!(painted(&without), ["2,2 2x2", "3,3 3x3"]);
}

#[test]
fn a_repetition_follows_a_vocabulary_and_marks_the_words_of_the_card() {
    let project = Project::new()
        .layout(
            "front",
            "boxes:
  - at: { x: 0mm, y: 0mm, width: 4mm, height: 4mm }
    repeat: { over: vocabulary.family, as: f, step: [5mm, 0mm] }
    when: { field: family, has: \"{f.id}\" }
    fill: \"{f.color}\"
  - at: { x: 0mm, y: 10mm, width: 40mm, height: 6mm }
    repeat: { over: vocabulary.family, as: f, step: [0mm, 6mm] }
    text: \"{f.index} {f.label}\"
",
        )
        .card("id: A1\nfamily: [b]");
    let dump = project.dump();
    assert!(dump.contains("path 5,0 4x4 (4 points) fill #1a1a1a"), "{dump}");
    assert!(dump.contains("\"1 Alpha\"") && dump.contains("\"2 Bêta\""), "{dump}");
}

#[test]
fn a_layout_extends_another_key_by_key() {
    let project = Project::new()
        .layout(
            "base",
            "boxes:
  - { id: one, at: { x: 1mm, y: 1mm, width: 10mm, height: 10mm }, fill: nuit }
  - { id: two, at: { x: 2mm, y: 2mm, width: 10mm, height: 10mm }, fill: nuit }
  - { id: three, at: { x: 3mm, y: 3mm, width: 10mm, height: 10mm }, fill: nuit }
",
        )
        .layout(
            "front",
            "extends: base
boxes:
  - { id: one, at: { x: 5mm } }
  - { id: two, remove: true }
  - { id: new, before: three, at: { x: 9mm, y: 9mm, width: 1mm, height: 1mm }, fill: encre }
",
        )
        .card("id: A1");
    assert_eq!(painted(&project), ["5,1 10x10", "9,9 1x1", "3,3 10x10"]);
}

#[test]
fn decoration_that_cards_have_in_common_stands_once_in_the_document() {
    let project = Project::new()
        .layout(
            "front",
            "boxes:
  - { at: bleed, fill: \"{family.color}\" }
  - { at: { x: 5mm, y: 5mm, width: 50mm, height: 10mm }, text: \"{card.id}\" }
",
        )
        .card("id: A1\nfamily: a")
        .card("id: A2\nfamily: a")
        .card("id: A3\nfamily: a")
        .card("id: A4\nfamily: b");
    let scene = project.scene();
    assert_eq!(scene.assets.artworks().count(), 1, "one ground for the three cards of one family");
    let uses = |page: &massicot::scene::Page| {
        page.items.iter().any(|item| match item {
            Item::Group(group) => group.items.iter().any(|item| matches!(item, Item::Use(_))),
            _ => false,
        })
    };
    assert_eq!(scene.pages.iter().map(uses).collect::<Vec<_>>(), [true, true, true, false]);
}

#[test]
fn words_stand_where_the_line_box_says() {
    // 10 pt Atkinson Hyperlegible Next in a line of 12 pt. Ascender 984 and descender 316 of 1000 units, as its hhea
    // table says: the baseline lies (12 − 13) / 2 + 9.84 = 9.34 pt = 3.2949 mm under the top.
    let project = boxed("  - { at: { x: 7mm, y: 11mm, width: 40mm, height: 10mm }, text: Bonjour }\n");
    let dump = project.dump();
    let line = dump.lines().find(|line| line.contains("text ")).unwrap();
    assert!(line.contains("text 7,14.29 10pt"), "{line}");
}

#[test]
fn a_drawing_gives_artwork_and_slots() {
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="66mm" height="96mm" viewBox="0 0 66 96">
<rect width="66" height="96" fill="#123C70"/>
<rect id="slot-title" x="8" y="13" width="50" height="20" display="none"/></svg>"##;
    let project = Project::new()
        .file("cadre.svg", svg)
        .layout("front", "drawing: cadre.svg\nboxes:\n  - { at: { slot: title }, fill: encre }\n")
        .card("id: A1");
    let dump = project.dump();
    // The drawing holds the bleed of 3 mm, so the slot at 8, 13 of the drawing is at 5, 10 of the page.
    assert!(dump.contains("path 5,10 50x20"), "{dump}");
    let scene = project.scene();
    let (_, artwork) = scene.assets.artworks().next().unwrap();
    let Some(Item::Path(ground)) = artwork.items.first() else { panic!("{:?}", artwork.items) };
    let massicot::scene::Paint::Solid(color) = &ground.fill.as_ref().unwrap().paint else { panic!() };
    assert_eq!(color.cmyk, massicot::color::Cmyk::percent(100.0, 70.0, 5.0, 40.0), "the swatch's own inks");
}
