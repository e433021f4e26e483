//! One layout in both directions: `start`, `end` and rows change sides, left and right do not.

use massicot::scene::Item;

use crate::project::Project;

const LAYOUT: &str = "
boxes:
  - { at: { start: 5mm, y: 5mm, width: 10mm, height: 4mm }, fill: nuit }
  - { at: { start: 4mm, end: 10mm, y: 10mm, height: 4mm }, fill: nuit }
  - { at: { x: 5mm, y: 15mm, width: 10mm, height: 4mm }, fill: nuit }
  - { at: { width: 8mm, y: 20mm, height: 4mm }, fill: nuit }
  - at: { start: 2mm, y: 30mm, width: 40mm, height: 5mm }
    direction: row
    gap: 2mm
    padding: { start: 3mm, end: 1mm }
    children: [{ width: 6mm, fill: nuit }, { width: 8mm, fill: nuit }]
  - at: { start: 0mm, y: 40mm, width: 30mm, height: 20mm }
    direction: column
    align: start
    children: [{ width: 10mm, height: 4mm, margin: { start: 2mm }, fill: nuit }]
  - at: { x: 0mm, y: 65mm, width: 30mm, height: 5mm }
    grid: { columns: [10mm, 20mm] }
    children: [{ column: 2, fill: nuit }]
  - { at: { end: 1mm, y: 75mm, width: 5mm, height: 5mm }, repeat: { over: vocabulary.family, as: f, step: [-10mm, 0mm] }, fill: nuit }
";

/// Left and right edges of every filled box of a card in `lang`, in millimetres.
fn edges(lang: &str, layout: &str) -> Vec<(f64, f64)> {
    let scene = project(lang, layout).scene();
    let mut found = Vec::new();
    collect(&scene.pages[0].items, &mut found);
    for (_, artwork) in scene.assets.artworks() {
        collect(&artwork.items, &mut found);
    }
    found
}

fn project(lang: &str, layout: &str) -> Project {
    Project::new().lang(lang).layout("front", layout).card("id: A1")
}

fn collect(items: &[Item], found: &mut Vec<(f64, f64)>) {
    for item in items {
        match item {
            Item::Group(group) => collect(&group.items, found),
            Item::Path(path) => {
                let bounds = path.data.bounds().unwrap();
                let tenth = |mm: f64| (mm * 100.0).round() / 100.0;
                found.push((tenth(bounds.x.to_mm()), tenth(bounds.right().to_mm())));
            }
            _ => {}
        }
    }
}

#[test]
fn start_end_and_rows_change_sides_with_the_language() {
    let french = [
        (5.0, 15.0),
        (4.0, 50.0),
        (5.0, 15.0),
        (0.0, 8.0),
        (5.0, 11.0),
        (13.0, 21.0),
        (2.0, 12.0),
        (10.0, 30.0),
        (54.0, 59.0),
        (44.0, 49.0),
    ];
    let hebrew = [
        (45.0, 55.0),
        (10.0, 56.0),
        (5.0, 15.0),
        (52.0, 60.0),
        (49.0, 55.0),
        (39.0, 47.0),
        (48.0, 58.0),
        (0.0, 20.0),
        (1.0, 6.0),
        (11.0, 16.0),
    ];
    assert_eq!(edges("fr", LAYOUT), french);
    assert_eq!(edges("he", LAYOUT), hebrew);
    assert_eq!(edges("az-Arab", LAYOUT), hebrew);
}

#[test]
fn a_flow_without_room_is_cut_where_reading_ends() {
    let row = "
boxes:
  - at: { start: 10mm, y: 10mm, width: 20mm, height: 5mm }
    direction: row
    children: [{ width: 15mm, shrink: 0, fill: nuit }, { width: 15mm, shrink: 0, fill: nuit }]
";
    let told = |lang: &str| project(lang, row).faults().join("\n");
    assert!(told("fr").contains("box-overflow") && told("he").contains("dépasse de 10"), "{}", told("he"));
}

#[test]
fn sides_are_named_in_one_way() {
    let mixed = |frame: &str| project("fr", &format!("\nboxes:\n  - {{ {frame}, fill: nuit }}\n")).faults().join("\n");
    assert!(mixed("at: { start: 1mm, x: 1mm, y: 0mm }").contains("ne se mêlent pas"));
    assert!(mixed("at: parent, padding: { end: 1mm, left: 1mm }").contains("ne se mêlent pas"));
    assert!(mixed("at: parent, padding: { star: 1mm }").contains("star"));
}
