//! What a print shop asks for becomes what `check` tells, with the number and who says so.

use massicot::compile::Profile;

use crate::project::Project;

fn told(printer: &str, head: &str, layout: &str) -> Vec<String> {
    let mut project = Project::new();
    let path = std::path::Path::new("kits/essai/kit.yaml");
    let kit = String::from_utf8(massicot::world::World::read(&project.world(), path).unwrap().to_vec()).unwrap();
    let dark = "palette:
  sombre: { srgb: \"#101020\", cmyk: [70, 60, 40, 100] }
";
    project = project.file(
        "kit.yaml",
        kit.replace(
            "palette:
",
            dark,
        ),
    );
    project = project.deck(head).layout("front", layout).card("id: A1");
    project.job.profiles = vec![Profile::Press];
    project.job.printer = Some(printer.to_owned());
    let report = project.check();
    let line = |fault: &massicot::diag::Diagnostic| {
        let hints: Vec<_> = fault.hints.iter().map(|hint| hint.fr.clone()).collect();
        format!("{} {} | {}", fault.code, fault.message.fr, hints.join(" | "))
    };
    report.diagnostics.iter().map(line).collect()
}

const POKER: &str = "deck: D1\ntitle: Jeu\nformat: poker\nlayout: { front: front }\n";
const US: &str = "deck: D1\ntitle: Jeu\nformat: poker-us\nlayout: { front: front }\n";
const SKAT: &str = "deck: D1\ntitle: Jeu\nformat: skat\nlayout: { front: front }\n";

#[test]
fn ink_over_the_limit_of_the_printer_and_not_over_that_of_another() {
    let dark = "boxes:\n  - { at: bleed, fill: sombre }\n";
    // 270 %: DriveThruCards takes 240 %, Koryo 300 %.
    let dtc = told("drivethrucards", US, dark);
    let ink = dtc.iter().find(|line| line.starts_with("ink-limit")).unwrap();
    assert!(ink.contains("270") && ink.contains("240\u{a0}%") || ink.contains("240 %"), "{ink}");
    assert!(ink.contains("DriveThruCards") && ink.contains("help.drivethrupartners.com"), "{ink}");
    assert!(ink.contains("lu chez l’imprimeur"), "{ink}");
    assert!(told("koryo", POKER, dark).iter().all(|line| !line.starts_with("ink-limit")));
}

#[test]
fn text_too_small_for_the_printer_names_its_page() {
    let layout = "types: { text: { font: texte, size: 5.5pt } }\nboxes:\n  - { at: { x: 10mm, y: 10mm, width: 40mm }, text: Texte }\n";
    let found = told("meinspiel", SKAT, layout);
    let small = found.iter().find(|line| line.starts_with("small-text")).unwrap();
    assert!(
        small.contains("5,5") && small.contains("6 pt") && small.contains("meinspiel.de/datencheck-und-upload"),
        "{small}"
    );
    // 5 pt is nobody's own figure at Saxoprint's: 5.5 pt pass.
    assert!(told("saxoprint", POKER, layout).iter().all(|line| !line.starts_with("small-text")));
}

#[test]
fn the_safe_zone_is_the_wider_of_the_deck_s_and_the_printer_s() {
    // 4.5 mm from the trim: inside the 4 mm that the deck says, not inside the 5 mm of Pulsio.
    let head = format!("{POKER}safe: 4mm\n");
    let layout = "boxes:\n  - { at: { x: 4.5mm, y: 30mm, width: 40mm }, text: HHHH }\n";
    let found = told("pulsio", &head, layout);
    let safe = found.iter().find(|line| line.starts_with("safe-zone")).unwrap();
    assert!(safe.contains("5 mm") && safe.contains("pulsioprint.com"), "{safe}");
    assert!(told("saxoprint", &head, layout).iter().all(|line| !line.starts_with("safe-zone")));
}

#[test]
fn artwork_that_stops_short_of_the_printer_s_bleed_is_found() {
    // Drawn to 3 mm over the trim by its numbers, where Pulsio asks for 5 mm.
    let layout = "boxes:\n  - { at: { x: -3mm, y: -3mm, width: 69mm, height: 94mm }, fill: nuit }\n";
    let found = told("pulsio", POKER, layout);
    let bleed = found.iter().find(|line| line.starts_with("bleed")).unwrap();
    assert!(bleed.contains('5') && bleed.contains("Pulsio Print"), "{bleed}");
    assert!(told("saxoprint", POKER, layout).iter().all(|line| !line.starts_with("bleed")));
}

#[test]
fn a_size_that_the_printer_does_not_cut_is_an_error_with_the_nearest() {
    let found = told("meinspiel", POKER, "boxes: []\n");
    let size = found.iter().find(|line| line.starts_with("printer-size")).unwrap();
    assert!(size.contains("MeinSpiel ne fait pas de cartes de 63 mm × 88 mm"), "{size}");
    assert!(size.contains("skat, 59 mm × 91 mm"), "{size}");
    // Turned is the same size; a tenth of a millimetre is no other one.
    for format in ["91mm x 59mm", "59.05mm x 91mm"] {
        let head = format!("deck: D1\ntitle: Jeu\nformat: {format}\nlayout: {{ front: front }}\n");
        assert!(told("meinspiel", &head, "boxes: []\n").iter().all(|line| !line.starts_with("printer-size")));
    }
}

#[test]
fn corners_that_are_cut_otherwise_than_drawn_are_told() {
    let found = told("meinspiel", &format!("{SKAT}corner: 3mm\n"), "boxes: []\n");
    assert!(found.iter().any(|line| line.starts_with("printer-corner") && line.contains("5 mm")), "{found:?}");
    let found = told("meinspiel", &format!("{SKAT}corner: 5mm\n"), "boxes: []\n");
    assert!(found.iter().all(|line| !line.starts_with("printer-corner")), "{found:?}");
}

#[test]
fn sheets_with_marks_are_not_for_a_printer_that_refuses_them() {
    let mut project = Project::new().deck(POKER).layout("front", "boxes: []\n").card("id: A1");
    project.job.profiles = vec![Profile::Press];
    project.job.printer = Some("meinspiel".to_owned());
    project.job.sheets.names = vec!["sra3".to_owned()];
    let faults = project.faults();
    assert!(faults.iter().any(|line| line.contains("printer-marks") && line.contains("sra3.yaml")), "{faults:?}");
    project.job.printer = Some("offset5".to_owned());
    assert!(project.faults().iter().all(|line| !line.contains("printer-marks")));
}

#[test]
fn an_unknown_printer_is_an_error_with_a_suggestion_and_writes_nothing() {
    let mut project = Project::new().deck(POKER).layout("front", "boxes: []\n").card("id: A1");
    project.job.printer = Some("saxoprin".to_owned());
    let faults = project.faults();
    assert!(faults.iter().any(|line| line.contains("unknown-printer")), "{faults:?}");
}
