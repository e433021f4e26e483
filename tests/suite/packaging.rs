//! Boxes: their room follows from the cards, their blank folds, their files hold plates and panels. The numbers are those
//! of docs/packaging.md.

use massicot::compile::{Format, Profile};
use massicot::geom::{Length, Point, Segment, Size};
use massicot::packaging::{Blank, Inner, Kind, Stack};

use crate::dxf;
use crate::pdf::judge::accepted_by_all;
use crate::plates::plates;
use crate::project::Project;

fn mm(value: f64) -> Length {
    Length::mm(value)
}

fn near(found: Length, wanted: f64) {
    assert!((found.to_mm() - wanted).abs() < 1e-6, "{found} instead of {wanted} mm");
}

/// Twenty-four A6 cards of 0.32 mm, with a millimetre around and on them.
fn room() -> Inner {
    let stack = Stack::default().with(24, Size::mm(105.0, 148.0), mm(0.32));
    near(stack.height, 7.68);
    Inner::around(&stack, mm(1.0), mm(1.0))
}

fn panel(blank: &Blank, name: &str) -> massicot::packaging::Panel {
    *blank.panels.iter().find(|panel| panel.name == name).unwrap()
}

#[test]
fn the_room_is_the_stack_and_its_margins() {
    let Inner { width, height, depth } = room();
    near(width, 106.0);
    near(height, 149.0);
    near(depth, 8.68);
    let mixed = Stack::default().with(24, Size::mm(105.0, 148.0), mm(0.32)).with(10, Size::mm(74.0, 105.0), mm(0.32));
    near(mixed.height, 10.88);
    assert_eq!((mixed.piece, mixed.cards), (Size::mm(105.0, 148.0), 34), "the largest card, and all of them");
    let lacks = Inner { width: mm(104.0), height: mm(150.0), depth: mm(10.0) }.lacks(&mixed);
    for (lack, wanted) in lacks.into_iter().zip([1.0, 0.0, 0.88]) {
        near(lack, wanted);
    }
}

#[test]
fn a_tuck_box_folds() {
    let board = mm(0.4);
    let [blank] = &Kind::Tuck.blanks(&room(), board, mm(3.0))[..] else { panic!("one blank") };
    let face = |name: &str| panel(blank, name).rect;
    // From crease to crease each wall is a board larger than the room.
    let (front, back, left, right) = (face("front"), face("back"), face("left"), face("right"));
    for wall in [front, back] {
        near(wall.width, 106.4);
        near(wall.height, 149.4);
    }
    for wall in [left, right] {
        near(wall.width, 9.08);
        near(wall.height, 149.4);
    }
    // Walls stand side by side without a gap, and the glue flap takes the rest: 2 × 106.4 + 2 × 9.08 + 9.08.
    near(right.x, 106.4);
    near(back.x, 115.48);
    near(left.x, 221.88);
    near(left.right(), 230.96);
    near(blank.size.width, 240.04);
    // The lid covers the depth and is a board narrower on each side; its flap is 15 mm: 149.4 + 2 × (9.08 + 15).
    near(face("top").height, 9.08);
    near(face("top").width, 105.6);
    near(face("tuck").height, 15.0);
    near(face("bottom").height, 9.08);
    near(blank.size.height, 197.56);
    near(face("tuck").y, 0.0);
    near(face("bottom").y, front.bottom().to_mm());
    // The outline reaches exactly the edges of the blank.
    let bounds = blank.outline.tight_bounds().unwrap();
    near(bounds.x, 0.0);
    assert!((bounds.width - blank.size.width).abs() < mm(1e-3) && (bounds.height - blank.size.height).abs() < mm(1e-3));
}

#[test]
fn every_crease_of_a_box_lies_on_edges_of_its_panels() {
    let flaps = 3;
    for (kind, depth) in [(Kind::Tuck, 8.0), (Kind::Tuck, 60.0), (Kind::TwoPart, 25.0), (Kind::TwoPart, 8.0)] {
        let inner = Inner { depth: mm(depth), ..room() };
        for blank in kind.blanks(&inner, mm(0.5), mm(3.0)) {
            for crease in &blank.creases {
                let ends: Vec<_> = crease.segments().collect();
                let (Segment::Move(a), Segment::Line(b)) = (ends[0], ends[1]) else { panic!("a straight line") };
                assert!(a.x == b.x || a.y == b.y, "creases run along the sides of the sheet");
                let on_edge = blank.panels.iter().any(|panel| {
                    let rect = panel.rect;
                    let slack = mm(0.001);
                    if a.x == b.x {
                        a.x.near(rect.x, slack) || a.x.near(rect.right(), slack)
                    } else {
                        a.y.near(rect.y, slack) || a.y.near(rect.bottom(), slack)
                    }
                });
                assert!(on_edge, "{kind:?} {}: {a:?} {b:?}", blank.part);
            }
            assert!(blank.creases.len() > flaps);
            let bounds = blank.outline.tight_bounds().unwrap();
            for panel in &blank.panels {
                assert!(bounds.contains(&panel.rect, mm(0.001)), "{} lies on the blank", panel.name);
            }
        }
    }
}

#[test]
fn a_lid_slides_over_its_base() {
    let board = mm(0.5);
    let blanks = Kind::TwoPart.blanks(&Inner { width: mm(100.0), height: mm(150.0), depth: mm(30.0) }, board, mm(3.0));
    let [base, lid] = &blanks[..] else { panic!("two blanks") };
    let (floor, top) = (panel(base, "base").rect, panel(lid, "lid").rect);
    // 100 + 0.5; the lid is inside as large as the base outside, two boards more, and 0.6 mm wider: 101.6 + 0.5.
    near(floor.width, 100.5);
    near(top.width, 102.1);
    near(top.height, 152.1);
    // The base's walls stand on its crease, half a board up; the lid's reach over the floor too.
    near(panel(base, "base-front").rect.height, 30.25);
    near(panel(lid, "lid-front").rect.height, 30.75);
    // Opposite walls are read from opposite sides.
    let turn = |blank: &Blank, name: &str| panel(blank, name).turn;
    assert_eq!((turn(lid, "lid-front"), turn(lid, "lid-back"), turn(lid, "lid-left")), (0, 180, 90));
    assert_eq!((turn(base, "base-front"), turn(base, "base-back"), turn(base, "base-left")), (180, 0, 270));
    assert_eq!(panel(lid, "lid-left").size(), Size::mm(152.1, 30.75));
}

#[test]
fn no_ink_lies_under_the_glue_and_all_of_it_lies_on_the_blank() {
    let inner = Inner { width: mm(100.0), height: mm(150.0), depth: mm(30.0) };
    let low = Inner { depth: mm(6.0), ..inner };
    for (kind, inner) in [(Kind::Tuck, inner), (Kind::TwoPart, inner), (Kind::TwoPart, low)] {
        for blank in kind.blanks(&inner, mm(0.5), mm(3.0)) {
            let outline = massicot::geom::Contours::of(&blank.outline);
            for area in &blank.glue {
                let bounds = area.tight_bounds().unwrap();
                assert!(bounds.width > mm(1.0) && bounds.height > mm(1.0), "{bounds:?}");
                for panel in &blank.panels {
                    let room = panel.room();
                    let apart = bounds.x >= room.right() - mm(0.01)
                        || bounds.right() <= room.x + mm(0.01)
                        || bounds.y >= room.bottom() - mm(0.01)
                        || bounds.bottom() <= room.y + mm(0.01);
                    assert!(apart, "{kind:?}: glue at {bounds:?}, artwork of {} at {room:?}", panel.name);
                }
                for (x, y) in [(bounds.x, bounds.y), (bounds.right(), bounds.bottom())] {
                    let inwards = Point::new(x + (bounds.center().x - x) * 0.4, y + (bounds.center().y - y) * 0.4);
                    assert!(outline.holds(inwards), "{kind:?}: {bounds:?}");
                }
            }
        }
    }
}

#[test]
fn the_lines_of_a_two_part_box_read_back() {
    let file = BOX
        .replace("kind: tuck", "kind: two-part")
        .replace("board: 0.4mm", "board: 0.5mm\ninside: [100mm, 150mm, 30mm]");
    let file = file
        .replace("panels: { front: face, back: face }", "panels: { lid: face }")
        .replace("holds: [D1]\nthickness: 0.32mm\n", "holds: []\nthickness: 0.32mm\n");
    let mut project = project(&file);
    project.job.formats = vec![Format::Dxf];
    let files = project.build();
    for (part, width, height) in [("fond", 161.0, 211.0), ("couvercle", 163.6, 213.6)] {
        let found = files.iter().find(|(path, _)| path.ends_with(".dxf") && path.contains(part)).unwrap();
        let lines = dxf::read(found.1);
        let of = |layer: &str| lines.iter().filter(|line| line.layer == layer).collect::<Vec<_>>();
        let (cuts, creases) = (of("CUT"), of("CREASE"));
        assert_eq!((cuts.len(), creases.len(), lines.len()), (1, 8, 9), "{part}");
        let points = cuts[0].points();
        let far = |axis: fn(&(f64, f64)) -> f64| points.iter().map(axis).fold(0.0, f64::max);
        assert!((far(|p| p.0) - width).abs() < 0.01 && (far(|p| p.1) - height).abs() < 0.01, "{part}: {points:?}");
        for crease in creases {
            let [start, end] = [crease.vertices[0], crease.vertices[1]].map(|(x, y, _)| (x, y));
            let middle = ((start.0 + end.0) / 2.0, (start.1 + end.1) / 2.0);
            assert!(cuts[0].holds(middle.0, middle.1), "{part}: a crease lies on the board");
        }
    }
}

const PANEL: &str = "\
boxes:
  - { id: fond, at: { x: -3mm, y: -3mm, right: -3mm, bottom: -3mm }, fill: nuit }
  - { id: mot, at: { x: 5mm, y: 5mm, right: 5mm, height: 10mm }, text: { value: \"{title}, {cards} cartes\", style: text } }
";

const BOX: &str = "\
box: X1
title: Étui
kind: tuck
holds: [D1]
thickness: 0.32mm
board: 0.4mm
panels: { front: face, back: face }
";

fn project(file: &str) -> Project {
    let deck = "deck: D1\ntitle: Jeu\nformat: A6\nlayout: { front: front }\ndefaults: { count: 24 }\n";
    Project::new()
        .layout("front", "boxes:\n  - { id: fond, at: bleed, fill: nuit }\n")
        .layout("face", PANEL)
        .deck(deck)
        .card("id: A1")
        .file("boite.yaml", file)
}

#[test]
fn a_box_dropped_into_a_kit_becomes_a_blank_with_plates() {
    let mut project = project(BOX);
    project.job.select.components = vec!["X1".into()];
    project.job.formats = vec![Format::Pdf, Format::Png, Format::Dxf];
    project.job.profiles = vec![Profile::Press, Profile::Screen, Profile::Home];
    project.job.dpi = 72.0;
    let files = project.build();
    let file = |part: &str| {
        let found: Vec<_> = files.iter().filter(|(path, _)| path.contains(part)).collect();
        assert_eq!(found.len(), 1, "{part} in {:?}", files.keys());
        found[0].1
    };
    // 24 × 0.32 + 1 of growth.
    assert!(files.keys().any(|path| path.contains("X1-etui/essai_X1-etui_106x149x9_a-plat_press_v1.0.pdf")));
    let lines = dxf::read(file(".dxf"));
    let cuts: Vec<_> = lines.iter().filter(|line| line.layer == "CUT").collect();
    assert!(cuts.len() == 1 && cuts[0].closed);
    assert_eq!(lines.iter().filter(|line| line.layer == "CREASE").count(), 12);
    assert!(
        cuts[0].holds(53.0, 100.0) && !cuts[0].holds(53.0, 190.0) && !cuts[0].holds(53.2, 172.0),
        "the thumb notch"
    );
    let press = file("press");
    accepted_by_all(press);
    let Some(plates) = plates(press) else { return };
    let names: Vec<_> = plates.keys().map(String::as_str).collect();
    assert_eq!(names, ["Black", "Crease", "CutContour", "Cyan", "Glue", "Magenta", "Yellow"]);
    // The page begins 3 mm of bleed above and left of the blank; walls begin 24.08 mm down.
    let cyan = &plates["Cyan"];
    assert!(cyan.ink(50.0, 150.0) > 98.0 && cyan.ink(170.0, 150.0) > 98.0, "front and back are dressed");
    assert!(cyan.ink(228.0, 100.0) < 1.0, "the left side is bare");
    assert!(plates["Glue"].ink(240.0, 100.0) > 98.0 && plates["Glue"].ink(50.0, 150.0) < 1.0);
    assert!(cyan.ink(241.0, 100.0) < 1.0, "no ink under the glue");
}

#[test]
fn nothing_of_the_die_is_on_the_process_plates() {
    let mut project = project(&BOX.replace("panels: { front: face, back: face }", "panels: {}"));
    project.job.select.components = vec!["X1".into()];
    project.job.profiles = vec![Profile::Press];
    let files = project.build();
    let press = files.iter().find(|(path, _)| path.ends_with(".pdf")).unwrap().1;
    let Some(plates) = plates(press) else { return };
    for process in ["Cyan", "Magenta", "Yellow", "Black"] {
        assert!(plates[process].is_empty(), "{process}");
    }
    assert!(!plates["CutContour"].is_empty() && !plates["Crease"].is_empty());
}

#[test]
fn slips_in_box_files_are_told_with_numbers() {
    let told = |file: &str| project(file).faults();
    let has = |faults: &[String], part: &str| {
        assert!(faults.iter().any(|fault| fault.contains(part)), "{part} in {faults:#?}")
    };
    has(&told(&BOX.replace("thickness: 0.32mm\n", "")), "il manque la clé « thickness »");
    has(&told(&BOX.replace("[D1]", "[D2]")), "le kit n’a pas de jeu « D2 »");
    has(&told(&BOX.replace("back: face", "bakc: face")), "une boîte « tuck » n’a pas de face « bakc »");
    has(&told(&BOX.replace("front: face", "front: fase")), "fase");
    has(&told(&BOX.replace("kind: tuck", "kind: tube")), "tube");
    has(&told(&format!("{BOX}growth: -1mm\n")), "« growth » vaut -1 mm");
    has(&told(&format!("{BOX}inside: [106mm, 149mm, 6mm]\n")), "il faut 7.68 mm pour 24 cartes, elle a 6 mm");
    has(&told(&format!("{BOX}sheet: A5\n")), "la feuille A5 a 148 mm × 210 mm");
    has(&told(&BOX.replace("box: X1", "box: D1")), "le composant « D1 » est défini deux fois");
}

#[test]
fn a_box_too_large_for_the_office_printer_is_told() {
    let mut project = project(BOX);
    project.job.select.components = vec!["X1".into()];
    project.job.profiles = vec![Profile::Home];
    assert!(project.build().keys().any(|path| path.ends_with("_home_v1.0.pdf")), "240 × 198 mm fit on A4");
    let thick = BOX.replace("thickness: 0.32mm", "thickness: 2mm");
    let mut project = self::project(&thick);
    project.job.select.components = vec!["X1".into()];
    project.job.profiles = vec![Profile::Home];
    let (files, faults) = project.built();
    assert!(!files.keys().any(|path| path.ends_with(".pdf")), "{:?}", files.keys());
    assert!(faults.iter().any(|fault| fault.contains("aucune feuille ne la contient chez soi")), "{faults:#?}");
}
