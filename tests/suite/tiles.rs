//! Posters over several sheets: everything is there, everything is inside what can be printed, and no cut runs through
//! what must stay whole.

use std::sync::Arc;

use massicot::color::Color;
use massicot::diag::Lang;
use massicot::export::pdf;
use massicot::geom::{Insets, Length, PathData, Rect, Size};
use massicot::impose::tile::{Keep, OVERLAP, Tiled, Tiling, tile};
use massicot::impose::{Lettering, Orientation};
use massicot::scene::{Document, Group, Item, Role};
use massicot::sizes::Sizes;
use massicot::text::Setter;

use crate::pdf::judge::{Picture, accepted_by_all, ask};
use crate::project::Project;
use crate::scenes::{self, filled, group, mm, rgb};

fn lettering() -> Lettering {
    let fonts = scenes::fonts();
    let font = scenes::source_sans(&fonts);
    Lettering { setter: Setter::new(fonts), fonts: [font].into(), heading: [font].into(), lang: Lang::Fr }
}

fn spread(poster: Document, paper: &str, orientation: Orientation, overlap: f64, keep: &[Keep]) -> Tiled {
    let tiling = Tiling {
        paper: Sizes::shipped().format(paper).unwrap().trim,
        orientation,
        unprintable: Insets::uniform(mm(5.0)),
        overlap: mm(overlap),
        keep,
        lettering: &lettering(),
    };
    tile(poster, &tiling).unwrap()
}

fn square(x: f64, y: f64, width: f64, height: f64, color: Color) -> Item {
    filled(PathData::rect(&Rect::mm(x, y, width, height)), color)
}

fn a2(items: Vec<Item>) -> Document {
    scenes::document(420.0, 594.0, items)
}

/// A tile has 190 × 268 mm on upright A4 (5 mm of border, 5 mm of marks, 14 mm at the foot), 277 × 181 mm on A4 that
/// lies: an A2 poster needs ⌈410 / 180⌉ × ⌈584 / 258⌉ = 9 or ⌈410 / 267⌉ × ⌈584 / 171⌉ = 8 sheets.
#[test]
fn an_a2_poster_needs_eight_sheets_of_a4_and_a_page_that_tells_how() {
    let upright = spread(a2(Vec::new()), "A4", Orientation::Portrait, 10.0, &[]);
    assert_eq!(upright.plans[0].grid(), (3, 3));
    let best = spread(a2(Vec::new()), "A4", Orientation::Best, 10.0, &[]);
    assert_eq!((best.plans[0].grid(), best.plans[0].paper), ((2, 4), Size::mm(297.0, 210.0)));
    let names: Vec<&str> = best.document.pages.iter().map(|page| page.name.as_str()).collect();
    assert_eq!(
        names,
        ["assemblage", "A1", "B1", "A2", "B2", "A3", "B3", "A4", "B4"].map(|name| format!("R01-recto-{name}"))
    );
    assert!(best.document.pages.iter().all(|page| page.boxes.trim == Size::mm(297.0, 210.0)), "all lie the same way");
    assert_eq!(OVERLAP, mm(10.0));
}

#[test]
fn tiles_cover_the_poster_with_the_overlap_and_stay_inside_what_can_be_printed() {
    let mut seed = 7_u64;
    let mut next = |from: f64, to: f64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from + (to - from) * ((seed >> 40) as f64 / (1_u64 << 24) as f64)
    };
    for round in 0..400 {
        let (width, height) = (next(50.0, 1500.0), next(50.0, 1500.0));
        let (overlap, paper) = (next(0.0, 20.0), ["A4", "A3", "Letter"][round % 3]);
        let keep: Vec<Keep> = (0..round % 7)
            .map(|index| {
                let rect = Rect::mm(next(0.0, width), next(0.0, height), next(5.0, 90.0), next(5.0, 90.0));
                Keep { rect, name: format!("emplacement {index}") }
            })
            .collect();
        let poster = scenes::document(width, height, Vec::new());
        let tiled = spread(poster, paper, Orientation::Best, overlap, &keep);
        let plan = &tiled.plans[0];
        let sheets = |total: f64, room: Length| {
            let room = room.to_mm();
            if total <= room { 1 } else { ((total - overlap) / (room - overlap) - 1e-9).ceil() as usize }
        };
        assert_eq!(plan.grid(), (sheets(width, plan.area.width), sheets(height, plan.area.height)));
        let (columns, _) = plan.grid();
        let tiles = plan.tiles();
        let near = |a: Length, b: f64| (a - mm(b)).abs() < mm(0.01);
        for (index, tile) in tiles.iter().enumerate() {
            assert!(tile.seen.width > mm(0.1) && tile.seen.height > mm(0.1), "{width} × {height} {plan:?}");
            assert!(tile.printed.width <= plan.area.width + mm(0.01), "{plan:?}");
            assert!(tile.printed.height <= plan.area.height + mm(0.01), "{plan:?}");
            if let Some(right) = tiles.get(index + 1).filter(|_| (index + 1) % columns != 0) {
                assert_eq!(right.seen.x, tile.seen.right(), "no gap");
                assert!(near(tile.printed.right() - right.seen.x, overlap.min(width - right.seen.x.to_mm())));
            } else {
                assert!(near(tile.seen.right(), width) && near(tile.printed.right(), width));
            }
            match tiles.get(index + columns) {
                Some(below) => {
                    assert_eq!(below.seen.y, tile.seen.bottom());
                    assert!(near(tile.printed.bottom() - below.seen.y, overlap.min(height - below.seen.y.to_mm())));
                }
                None => assert!(near(tile.seen.bottom(), height)),
            }
        }
        assert!(Rect::of_size(plan.paper).inset(&Insets::uniform(mm(5.0))).contains(&plan.area, Length::ZERO));
        // What is told as cut is cut, and nothing else is.
        let cuts = |stretch: (Length, Length), seams: &[Length]| {
            seams.iter().any(|seam| *seam > stretch.0 + mm(0.001) && *seam < stretch.1 - mm(0.001))
        };
        for (index, keep) in keep.iter().enumerate() {
            let through = cuts((keep.rect.x, keep.rect.right()), &plan.down)
                || cuts((keep.rect.y, keep.rect.bottom()), &plan.across);
            assert_eq!(plan.cut.contains(&index), through);
        }
        assert_eq!(tiled.remarks.len(), plan.cut.len());
    }
}

fn code(x: f64, y: f64, side: f64) -> Item {
    group(Group {
        role: Some(Role::Qr { payload: Arc::from("https://exemple.fr/a"), module: mm(1.0) }),
        items: vec![square(x, y, side, side, Color::BLACK)],
        ..Group::default()
    })
}

#[test]
fn cuts_go_around_codes_and_slots_and_say_so_where_they_cannot() {
    // Two columns on A4 that lies: cuts near the middle, 210 mm; the second sheet must begin at 420 − 277 = 143 mm or
    // later, and at 267 mm at the latest.
    let even = spread(a2(Vec::new()), "A4", Orientation::Landscape, 10.0, &[]);
    assert_eq!(even.plans[0].down, [mm(210.0)]);
    // A code of 40 mm at 190…230 mm with 4 mm of quiet zone: the cut moves to 186 or 234 mm, equally far.
    let around = spread(a2(vec![code(190.0, 100.0, 40.0)]), "A4", Orientation::Landscape, 10.0, &[]);
    assert!(around.remarks.is_empty(), "{:?}", around.remarks);
    let seam = around.plans[0].down[0];
    assert!(seam.near(mm(186.0), mm(0.01)) || seam.near(mm(234.0), mm(0.01)), "{seam}");
    // A slot that leaves room only on the far right.
    let slot = |x: f64, width: f64| Keep { rect: Rect::mm(x, 0.0, width, 50.0), name: "l’emplacement A".to_owned() };
    let moved = spread(a2(Vec::new()), "A4", Orientation::Landscape, 10.0, &[slot(100.0, 150.0)]);
    assert_eq!((moved.plans[0].down[0], moved.remarks.len()), (mm(250.0), 0));
    // One that no grid of two columns goes around: lying paper cuts it, upright paper with three columns too.
    let wide = spread(a2(Vec::new()), "A4", Orientation::Landscape, 10.0, &[slot(100.0, 200.0)]);
    let said = &wide.remarks[0].message.fr;
    assert!(said.starts_with("une coupe traverse l’emplacement A (200 mm × 50 mm) de R01-recto"), "{said}");
    assert!(!wide.remarks[0].hints.is_empty());
    // Upright paper has cuts at 140 and 280 mm, which a slot at 142…268 mm leaves alone: then it is taken, although it
    // needs one sheet more.
    let slots = [slot(142.0, 126.0)];
    let turned = spread(a2(Vec::new()), "A4", Orientation::Best, 10.0, &slots);
    assert!(turned.remarks.is_empty() && turned.plans[0].grid() == (3, 3), "{:?}", turned.plans[0]);
}

#[test]
fn printed_tiles_show_the_poster_where_it_belongs_and_leave_the_border_white() {
    let (red, blue) = (rgb("#ff0000"), rgb("#0000ff"));
    let ground = square(0.0, 0.0, 420.0, 594.0, rgb("#e0e0e0"));
    // A red square in the upper left corner, a blue one across the cut at 210 mm.
    let poster = a2(vec![ground, square(0.0, 0.0, 20.0, 20.0, red), square(200.0, 60.0, 20.0, 20.0, blue)]);
    let tiled = spread(poster, "A4", Orientation::Landscape, 10.0, &[]);
    let file = pdf::export(&tiled.document, &pdf::Options { bleed: true, ..pdf::Options::screen() }).unwrap();
    accepted_by_all(&file);
    if let Some(said) = ask("pdfinfo", &["-box", "-f", "1", "-l", "9", "{}"], &file) {
        // 297 × 210 mm are 841.89 × 595.28 points.
        let boxes = said.lines().filter(|line| line.contains("TrimBox:")).count();
        let right = said.lines().filter(|line| line.contains("TrimBox:") && line.contains("841.89   595.28")).count();
        assert_eq!((boxes, right), (9, 9), "{said}");
    }
    let sheets: Vec<Picture> = (0..9).map(|page| Picture::of(&file, page, 127.0)).collect();
    // Tile A1 begins 5 + 5 mm from the left and from the top.
    assert!(sheets[1].shows(10.3, 10.3, [255, 0, 0]) && sheets[1].shows(29.7, 29.7, [255, 0, 0]));
    assert!(sheets[1].shows(9.7, 12.0, [255; 3]) && sheets[1].shows(30.3, 12.0, [224; 3]));
    // The blue square: 200…220 mm are 210…230 mm on A1, of which 210 mm is the seam and 220 mm the end of the flap.
    assert!(sheets[1].shows(211.0, 75.0, [0, 0, 255]) && sheets[1].shows(229.0, 75.0, [0, 0, 255]));
    assert!(sheets[1].shows(231.0, 75.0, [255; 3]), "the flap ends 10 mm beyond the cut");
    // On B1 the seam is at the left: 210…220 mm are 10…20 mm.
    assert!(sheets[2].shows(10.5, 75.0, [0, 0, 255]) && sheets[2].shows(19.5, 75.0, [0, 0, 255]));
    assert!(sheets[2].shows(20.5, 75.0, [224; 3]));
    for (page, sheet) in sheets.iter().enumerate() {
        for step in 0..200 {
            let (x, y) = (f64::from(step) * 1.48, f64::from(step) * 1.04);
            for (x, y) in [(x, 2.5), (x, 207.5), (2.5, y), (294.5, y), (x, 4.7), (x, 205.3), (4.7, y), (292.3, y)] {
                assert!(sheet.shows(x, y, [255; 3]), "sheet {page}: ink in the border at {x} {y}");
            }
        }
    }
    let Some(words) = ask("pdftotext", &["-layout", "{}", "-"], &file) else { return };
    for word in ["8 feuilles : 2 en largeur, 4 en hauteur", "B3", "feuille 6/8", "collez B1 ici"] {
        assert!(words.contains(word), "{word}: {words}");
    }
}

#[test]
fn a_deck_s_page_larger_than_the_paper_becomes_tiles_and_smaller_ones_are_told() {
    let layout = "boxes:\n  - id: fond\n    at: { x: -3mm, y: -3mm, right: -3mm, bottom: -3mm }\n    fill: nuit\n";
    let mut project = Project::new()
        .deck("deck: D1\ntitle: Affiche\nformat: A2\nlayout: { front: front }\n")
        .layout("front", layout)
        .card("id: A1");
    project.job.sheets.tile = Some("A4".to_owned());
    let files = project.build();
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["essai/D1-affiche/essai_D1-affiche_A2_1-cartes_A4-tuiles_v1.0.pdf", "essai/manifest.json"]);
    let file = lopdf::Document::load_mem(&files[names[0]]).unwrap();
    assert_eq!(file.get_pages().len(), 9, "eight tiles and the page that tells how");
    project.job.sheets.tile = Some("A1".to_owned());
    let report = massicot::compile::build(
        &project.world(),
        &project.job,
        &massicot::compile::Silent,
        &mut |_: &std::path::Path, _: &[u8]| panic!("nothing is written"),
    );
    assert_eq!(report.unwrap().diagnostics.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["nothing-to-tile"]);
}

/// Tile A1 lies 10 mm from the left and the top; its cut at 210 mm is 220 mm from the left, its cut at 148.5 mm (594 / 4) is
/// 158.5 mm from the top. Arms are 4.5 mm long and lie outside of what will be seen.
#[test]
fn a_full_cross_stands_at_each_corner_and_nothing_of_it_is_left_on_the_poster() {
    let ground = square(0.0, 0.0, 420.0, 594.0, rgb("#e0e0e0"));
    let tiled = spread(a2(vec![ground]), "A4", Orientation::Landscape, 10.0, &[]);
    let file = pdf::export(&tiled.document, &pdf::Options { bleed: true, ..pdf::Options::screen() }).unwrap();
    let sheet = Picture::of(&file, 1, 508.0);
    let is_black = |x: f64, y: f64| sheet.at(x, y).iter().all(|channel| *channel < 160);
    for (x, out) in [(10.0, -1.0), (220.0, 1.0)] {
        for (y, down) in [(10.0, -1.0), (158.5, 1.0)] {
            let (cx, cy) = (x + 0.06 * out, y + 0.06 * down);
            for arm in [-4.2, -2.0, 2.0, 4.2] {
                assert!(is_black(x + arm, cy), "arm along the cut at {x} {y}: {arm}");
                assert!(is_black(cx, y + arm), "arm down the cut at {x} {y}: {arm}");
                // A tenth of a millimetre inside, the picture is untouched.
                if arm * out < 0.0 {
                    assert!(sheet.shows(x + arm, y - 0.2 * down, [224; 3]), "{x} {y} {arm}");
                }
                if arm * down < 0.0 {
                    assert!(sheet.shows(x - 0.2 * out, y + arm, [224; 3]), "{x} {y} {arm}");
                }
            }
        }
    }
}

#[test]
fn the_border_that_the_printer_leaves_white_can_be_chosen() {
    let tiling = |border: f64| Tiling {
        paper: Sizes::shipped().format("A4").unwrap().trim,
        orientation: Orientation::Portrait,
        unprintable: Insets::uniform(mm(border)),
        overlap: mm(10.0),
        keep: &[],
        lettering: Box::leak(Box::new(lettering())),
    };
    // 8 mm of border leave 184 × 262 mm: ⌈410 / 174⌉ × ⌈584 / 252⌉; without one 200 × 278 mm: ⌈410 / 190⌉ × ⌈584 / 268⌉.
    let wide = tile(a2(Vec::new()), &tiling(8.0)).unwrap();
    assert_eq!((wide.plans[0].area, wide.plans[0].grid()), (Rect::mm(13.0, 13.0, 184.0, 262.0), (3, 3)));
    let none = tile(a2(Vec::new()), &tiling(0.0)).unwrap();
    assert_eq!((none.plans[0].area, none.plans[0].grid()), (Rect::mm(5.0, 5.0, 200.0, 278.0), (3, 3)));
}

/// An A2 board whose place for a card lies across the even cut at 210 mm.
fn board() -> Project {
    let layout = "boxes:\n  - { id: place, at: { x: 190mm, y: 20mm, width: 63mm, height: 88mm }, stroke: { width: 1mm, color: encre }, whole: true }\n";
    Project::new()
        .deck("deck: D1\ntitle: Plateau\nformat: A2\nlayout: { front: front }\nsheets: [poster-a4]\n")
        .layout("front", layout)
        .card("id: A1")
}

#[test]
fn a_board_names_the_sheet_that_spreads_it_and_no_cut_runs_through_a_place_for_a_card() {
    let files = board().build();
    let name = "essai/D1-plateau/essai_D1-plateau_A2_1-cartes_poster-a4_v1.0.pdf";
    assert!(files.contains_key(name), "{:?}", files.keys());
    let manifest: serde_json::Value = serde_json::from_slice(&files["essai/manifest.json"]).unwrap();
    let sheet = manifest["files"].as_array().unwrap().iter().find(|file| file["path"] == name).unwrap();
    assert_eq!((&sheet["sheet"]["sheets"], &sheet["sheet"]["pieces"]), (&8.into(), &1.into()));
    // The line of the place is 1 mm wide: it reaches from 189.5 to 253.5 mm.
    let scene = board().scene();
    let tiled = spread(scene, "A4", Orientation::Landscape, 10.0, &[]);
    let cut = tiled.plans[0].down[0];
    assert!(tiled.remarks.is_empty() && (cut <= mm(189.5) || cut >= mm(253.5)), "{cut}");
    let plain = spread(a2(Vec::new()), "A4", Orientation::Landscape, 10.0, &[]);
    assert_eq!(plain.plans[0].down, [mm(210.0)], "where nothing is in the way the cut is in the middle");
}

#[test]
fn an_arrangement_says_how_pages_are_spread_or_how_they_share_a_sheet_not_both() {
    let own = "sheet: a4\nname: { fr: a, en: b }\npaper: A4\ntiles: { overlap: 15mm }\ngrid: { columns: 2, rows: 2 }\n";
    let mut project = board().file("layouts/sheets/faux.yaml", own);
    project.job.sheets.names = vec!["a4".into()];
    let faults = project.faults();
    assert!(faults.iter().any(|fault| fault.contains("faux.yaml:5:") && fault.contains("« grid »")), "{faults:?}");
}
