//! One outline for a piece: what is seen ends at it, the press gets it as a plate, plotters get it as a file.

use massicot::compile::{Format, Profile};

use crate::dxf::{self, Polyline};
use crate::pdf::judge::accepted_by_all;
use crate::plates::plates;
use crate::project::Project;

const FULL: &str = "\
boxes:
  - { id: fond, at: { x: -3mm, y: -3mm, right: -3mm, bottom: -3mm }, fill: nuit }
";

fn deck(more: &str) -> String {
    format!("deck: D1\ntitle: Premier jeu\nformat: 60mm x 90mm\nlayout: {{ front: front, back: front }}\n{more}")
}

fn project(more: &str) -> Project {
    let mut project = Project::new().layout("front", FULL).deck(&deck(more)).card("id: A1").card("id: A2");
    project.job.formats = vec![Format::Pdf, Format::Png, Format::CutSvg, Format::Dxf];
    project.job.dpi = 127.0;
    project
}

/// The file whose path holds each of these.
fn file<'f>(files: &'f std::collections::BTreeMap<String, Vec<u8>>, parts: &[&str]) -> &'f [u8] {
    let found: Vec<_> = files.iter().filter(|(path, _)| parts.iter().all(|part| path.contains(part))).collect();
    assert_eq!(found.len(), 1, "{parts:?} in {:?}", files.keys());
    found[0].1
}

/// Opaque pixels of a face are those inside the outline of the DXF file, but for the pixels that it crosses.
fn seen_is_cut(png: &[u8], outline: &Polyline, dpi: f64, height: f64) {
    let picture = image::load_from_memory(png).unwrap().to_rgba8();
    let mm = 25.4 / dpi;
    let (mut inside, mut outside) = (0, 0);
    for (column, row, pixel) in picture.enumerate_pixels() {
        let (x, y) = ((f64::from(column) + 0.5) * mm, height - (f64::from(row) + 0.5) * mm);
        if column % 3 != 0 || row % 3 != 0 {
            continue;
        }
        if outline.holds(x, y) {
            inside += 1;
            let near = outline.distance(x, y) < mm * 2.0;
            assert!(near || pixel[3] == 255, "opaque at {x:.2}, {y:.2}: {pixel:?}");
        } else {
            outside += 1;
            assert!(pixel[3] < 255, "cut off at {x:.2}, {y:.2}: {pixel:?}");
        }
    }
    assert!(inside > 1000 && outside > 3, "{inside} inside, {outside} outside");
}

#[test]
fn the_cut_line_of_rounded_corners_is_what_clips_the_picture() {
    let files = project("corner: 8mm\nproduction: { cut-line: true }\n").build();
    let lines = dxf::read(file(&files, &["_decoupe", ".dxf"]));
    let [outline] = &lines[..] else { panic!("one outline for both cards: {lines:#?}") };
    assert!(outline.closed && outline.layer == "CUT");
    // Four sides and four quarter circles, whose bulge is the tangent of 22.5 degrees.
    assert_eq!(outline.vertices.len(), 8);
    let arcs: Vec<f64> = outline.vertices.iter().map(|vertex| vertex.2.abs()).filter(|bulge| *bulge > 0.0).collect();
    assert_eq!(arcs.len(), 4);
    assert!(arcs.iter().all(|bulge| (bulge - 0.414_214).abs() < 0.001), "{arcs:?}");
    for (x, y, _) in &outline.vertices {
        let on_side = [*x, 60.0 - x, *y, 90.0 - y].iter().any(|gap| gap.abs() < 1e-3);
        let at_corner = [*x, 60.0 - x, *y, 90.0 - y].iter().any(|gap| (gap - 8.0).abs() < 1e-3);
        assert!(on_side && at_corner, "{x}, {y}");
    }
    seen_is_cut(file(&files, &["png/", "A1-recto"]), outline, 127.0, 90.0);
}

#[test]
fn the_press_gets_the_outline_as_a_plate_and_no_process_ink_knows_of_it() {
    let press = |more: &str| {
        let mut project = project(more);
        project.job.formats = vec![Format::Pdf];
        project.job.profiles = vec![Profile::Press];
        project.build().into_iter().find(|(path, _)| path.ends_with(".pdf")).unwrap().1
    };
    let with = press("corner: 8mm\nproduction: { cut-line: true }\n");
    let without = press("corner: 8mm\n");
    accepted_by_all(&with);
    let (Some(with), Some(without)) = (plates(&with), plates(&without)) else { return };
    assert_eq!(with.keys().collect::<Vec<_>>(), ["Black", "CutContour", "Cyan", "Magenta", "Yellow"]);
    assert_eq!(without.len(), 4, "nobody asked for a cut line");
    for process in ["Cyan", "Magenta", "Yellow", "Black"] {
        assert!(with[process].same(&without[process]), "{process}");
    }
    let cut = &with["CutContour"];
    assert!(cut.most(2.5, 30.0, 1.0, 20.0) > 20.0, "on the left side");
    assert!(cut.most(2.6, 2.6, 0.8, 0.8) < 1.0, "not in the corner, which is cut round");
}

const ROUND: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="60mm" viewBox="0 0 60 60">
<circle cx="30" cy="30" r="30"/></svg>"#;

#[test]
fn a_drawing_gives_the_outline_and_backs_are_its_mirror_image() {
    let drop = r#"<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="90mm" viewBox="0 0 60 90">
<path d="M0 0H60V90Z"/></svg>"#;
    let mut project = project("shape: formes/goutte.svg\n").file("formes/goutte.svg", drop);
    project.job.formats = vec![Format::Pdf, Format::Png, Format::Dxf];
    let files = project.build();
    let lines = dxf::read(file(&files, &["_decoupe", ".dxf"]));
    let mut corners: Vec<_> = lines[0].vertices.iter().map(|(x, y, _)| (x.round() as i32, y.round() as i32)).collect();
    corners.sort_unstable();
    assert_eq!(corners, [(0, 90), (60, 0), (60, 90)], "DXF counts upwards");
    let opaque = |side: &str, x: u32, y: u32| {
        let picture = image::load_from_memory(file(&files, &["png/", "A1-", side])).unwrap().to_rgba8();
        picture.get_pixel(x * 5, y * 5)[3] == 255
    };
    // The lower left of the front is cut off, and so is the lower right of the back.
    assert!(!opaque("recto", 5, 80) && opaque("recto", 55, 80) && opaque("recto", 5, 5));
    assert!(opaque("verso", 5, 80) && !opaque("verso", 55, 80) && opaque("verso", 55, 5));
    // A piece that is no rectangle has its line in the press file without being asked.
    let Some(plates) = plates(file(&files, &["press"])) else { return };
    assert!(plates.contains_key("CutContour"));
}

#[test]
fn a_round_token_is_cut_in_true_arcs() {
    let head = deck("shape: rond.svg\n").replace("60mm x 90mm", "60mm x 60mm");
    let mut project = Project::new().layout("front", FULL).deck(&head).file("rond.svg", ROUND).card("id: A1");
    project.job.formats = vec![Format::Dxf, Format::CutSvg];
    let files = project.build();
    let lines = dxf::read(file(&files, &[".dxf"]));
    assert!(lines[0].closed && lines[0].vertices.len() <= 16, "{}", lines[0].vertices.len());
    for (x, y) in lines[0].points() {
        let radius = (x - 30.0).hypot(y - 30.0);
        assert!((radius - 30.0).abs() < 0.01, "{radius} from the middle");
    }
    let svg = String::from_utf8_lossy(file(&files, &["_decoupe", ".svg"])).into_owned();
    assert!(svg.contains("width=\"60mm\"") && svg.contains("inkscape:label=\"CUT\"") && !svg.contains("<image"));
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
    assert!((tree.size().width() - 60.0 / 25.4 * 96.0).abs() < 0.01);
}

#[test]
fn formats_that_are_no_rectangles_bring_their_outline() {
    let head = deck("").replace("60mm x 90mm", "token");
    let sizes = "sizes:\n  - { id: token, name: { fr: Jeton, en: Token }, kind: card, width: 40mm, height: 40mm, shape: hexagon, source: essai }\n";
    let mut project = Project::new().layout("front", FULL).deck(&head).file("tailles.yaml", sizes).card("id: A1");
    project.job.formats = vec![Format::Dxf];
    let lines = dxf::read(file(&project.build(), &[".dxf"]));
    let corners: Vec<_> = lines[0].vertices.iter().map(|(x, y, bulge)| (*x, *y, *bulge)).collect();
    assert_eq!(corners.len(), 6);
    assert!(corners.contains(&(0.0, 20.0, 0.0)) && corners.contains(&(10.0, 40.0, 0.0)), "{corners:?}");
}

#[test]
fn wrong_shapes_are_told() {
    let told = |svg: &str| {
        let faults = project("shape: forme.svg\n").file("forme.svg", svg).faults();
        assert_eq!(faults.len(), 1, "{faults:#?}");
        assert!(faults[0].contains("jeu.yaml:5"), "{faults:?}");
        faults.into_iter().next().unwrap()
    };
    let drawing = |size: &str, body: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {size} viewBox=\"0 0 60 90\">{body}</svg>")
    };
    let right = "width=\"60mm\" height=\"90mm\"";
    assert!(told(&drawing("width=\"63mm\" height=\"88mm\"", "<circle r=\"9\"/>")).contains("63 mm × 88 mm"));
    assert!(told(&drawing(right, "")).contains("aucun tracé"));
    let open = "<path d=\"M0 0H60V90\" fill=\"none\" stroke=\"#000\"/>";
    assert!(told(&drawing(right, open)).contains("n’est pas fermé"));
    assert!(told(&drawing(right, "<circle cx=\"30\" cy=\"30\" r=\"40\"/>")).contains("sort de la pièce"));
    let faults = project("shape: nulle-part.svg\n").faults();
    assert!(faults.iter().any(|fault| fault.contains("dessin introuvable")), "{faults:#?}");
    let both = project("shape: forme.svg\ntabs: { positions: 2, height: 9mm }\n").faults();
    assert!(both.iter().any(|fault| fault.contains("donnent chacun un contour")), "{both:#?}");
}

#[test]
fn a_printer_that_cuts_with_its_own_dies_gets_no_line() {
    let poker = deck("production: { cut-line: true }\n").replace("60mm x 90mm", "poker-us");
    let mut project = Project::new().layout("front", FULL).deck(&poker).card("id: A1");
    project.job.formats = vec![Format::Pdf];
    project.job.profiles = vec![Profile::Press];
    let plated = |project: &Project| {
        let files = project.build();
        plates(files.iter().find(|(path, _)| path.ends_with(".pdf")).unwrap().1)
    };
    project.job.printer = Some("generic-eu".into());
    if let Some(plates) = plated(&project) {
        assert!(plates.contains_key("CutContour"), "{:?}", plates.keys());
    }
    project.job.printer = Some("drivethrucards".into());
    let faults = project.faults();
    assert!(faults.iter().any(|fault| fault.contains("printer-cut-line")), "{faults:#?}");
    if let Some(plates) = plated(&project) {
        assert!(!plates.contains_key("CutContour"), "{:?}", plates.keys());
    }
}

#[test]
fn sheets_carry_the_outline_of_each_piece_on_their_fronts() {
    let sheet = "\
sheet: presse
name: { fr: Presse, en: Press }
paper: A4
grid: { columns: 2, rows: 2 }
sides: duplex-long
printer: press
";
    let mut project =
        project("corner: 8mm\nproduction: { cut-line: true }\n").file("layouts/sheets/presse.yaml", sheet);
    project.job.sheets.names = vec!["presse".into()];
    project.job.sheets.formats = vec![Format::Pdf, Format::Dxf];
    let files = project.build();
    let lines = dxf::read(file(&files, &["_decoupe", ".dxf"]));
    assert_eq!(lines.len(), 2, "two cards on four places");
    assert!(lines.iter().all(|line| line.closed && line.vertices.len() == 8));
    let pdf = file(&files, &[".pdf"]);
    accepted_by_all(pdf);
    let Some(plates) = plates(pdf) else { return };
    assert!(!plates["CutContour"].is_empty());
}

const TABS: &str = "\
boxes:
  - { id: fond, at: bleed, fill: encre, role: artifact }
  - { id: languette, at: tab, fill: nuit }
";

#[test]
fn dividers_have_tabs_side_by_side() {
    let head = "deck: D1\ntitle: Intercalaires\nformat: 60mm x 90mm\nlayout: { front: front, back: front }
tabs: { positions: 3, height: 10mm, radius: 2mm }\n";
    let mut project = Project::new().layout("front", TABS).deck(head);
    for id in ["A1", "A2", "A3", "A4"] {
        project = project.card(&format!("id: {id}"));
    }
    project.job.formats = vec![Format::Dxf, Format::Png];
    project.job.dpi = 127.0;
    let files = project.build();
    // Three outlines for four cards: the fourth has the first tab again.
    let outlines: Vec<Polyline> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".dxf"))
        .map(|(_, file)| dxf::read(file).into_iter().next().unwrap())
        .collect();
    assert_eq!(outlines.len(), 3, "{:?}", files.keys());
    for (index, outline) in outlines.iter().enumerate() {
        for tab in 0..3 {
            let middle = 10.0 + 20.0 * f64::from(tab);
            assert_eq!(outline.holds(middle, 85.0), tab as usize == index, "tab {tab} of card {index}");
        }
        assert!(outline.holds(30.0, 40.0));
    }
    seen_is_cut(file(&files, &["png/", "A2-recto"]), &outlines[1], 127.0, 90.0);
    let pixel = |card: &str, x: u32| {
        let picture = image::load_from_memory(file(&files, &["png/", card])).unwrap().to_rgba8();
        picture.get_pixel(x * 5, 25).0
    };
    let night = [0x12, 0x3C, 0x70, 255];
    assert_eq!(pixel("A1-recto", 10), night, "the tab's own box");
    assert_eq!(pixel("A1-verso", 50), night, "turned over, the first tab stands on the right");
    assert_eq!(pixel("A1-verso", 10)[3], 0);
    assert_eq!(pixel("A4-recto", 10), night);
}

/// What `check` says of a layout of one deck of 60 × 90 mm.
fn told(more: &str, layout: &str) -> Vec<String> {
    let mut project =
        Project::new().layout("front", layout).deck(&deck(more).replace(", back: front", "")).card("id: A1");
    project.job.profiles = vec![Profile::Press];
    project.faults()
}

const DROP: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="90mm" viewBox="0 0 60 90">
<path d="M30 0L60 60A30 30 0 0 1 0 60Z"/></svg>"#;

#[test]
fn the_safe_zone_is_that_of_the_real_outline() {
    let box_at = |x: f64, y: f64| {
        format!("boxes:\n  - {{ id: mot, at: {{ x: {x}mm, y: {y}mm, width: 20mm, height: 6mm }}, text: \"MMMM\" }}\n")
    };
    let shaped = |layout: &str| {
        let mut project = Project::new()
            .layout("front", layout)
            .deck(&deck("shape: goutte.svg\n").replace(", back: front", ""))
            .file("goutte.svg", DROP)
            .card("id: A1");
        project.job.profiles = vec![Profile::Press];
        project.faults()
    };
    // 7 mm from the sides of the trim, where a drop has nothing left: the letters stand on the waste.
    let faults = shaped(&box_at(7.0, 7.0));
    assert!(faults.iter().any(|fault| fault.contains("erreur[safe-zone]")), "{faults:#?}");
    assert!(told("", &box_at(7.0, 7.0)).is_empty(), "on a plain card they have room");
    // On the broad part both are far from the cut.
    assert!(shaped(&box_at(20.0, 60.0)).is_empty());
    // A corner as round as it can be cuts off what a square one leaves.
    let corner = "boxes:\n  - { id: mot, at: { x: 5.5mm, y: 5.5mm, width: 20mm, height: 6mm }, text: \"MMMM\" }\n";
    assert!(told("corner: 3mm\n", corner).is_empty(), "5 mm from both sides");
    let round = told("corner: 30mm\n", corner);
    assert!(round.iter().any(|fault| fault.contains("safe-zone")), "{round:#?}");
    // Beside a tab the card is lower: what stands there is cut off.
    let tabs = "tabs: { positions: 3, height: 10mm }\n";
    let beside = "boxes:\n  - { id: mot, at: { x: 30mm, y: 6mm, width: 22mm, height: 6mm }, text: \"MMMM\" }\n";
    let faults = told(tabs, beside);
    assert!(faults.iter().any(|fault| fault.contains("erreur[safe-zone]")), "{faults:#?}");
    let below = beside.replace("y: 6mm", "y: 16mm");
    assert!(told(tabs, &below).is_empty(), "{:#?}", told(tabs, &below));
}

#[test]
fn lines_of_a_paragraph_in_a_circle_are_measured_one_by_one() {
    // The box of the paragraph has its corners beyond the circle, its lines do not.
    let words = "boxes:\n  - { id: mots, at: { x: 9mm, y: 13mm, width: 42mm, height: 40mm }, text: { value: \"Un\\n\\nquelques mots plus longs\\n\\nDe\", align: center, valign: middle } }\n";
    let mut project = Project::new()
        .layout("front", words)
        .deck(&deck("shape: rond.svg\nsafe: 3mm\n").replace("60mm x 90mm", "60mm x 60mm").replace(", back: front", ""))
        .file("rond.svg", ROUND)
        .card("id: A1");
    project.job.profiles = vec![Profile::Press];
    assert!(project.faults().is_empty(), "{:#?}", project.faults());
}

#[test]
fn bleed_is_missed_along_the_real_outline() {
    let drop = |art: &str| {
        let mut project = Project::new()
            .layout("front", "boxes:\n  - { id: fond, at: { x: -3mm, y: -3mm, right: -3mm, bottom: -3mm }, image: fond.svg }\n")
            .deck(&deck("shape: goutte.svg\n").replace(", back: front", ""))
            .file("goutte.svg", DROP)
            .file(
                "fond.svg",
                format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"66mm\" height=\"96mm\" viewBox=\"-3 -3 66 96\">{art}</svg>"),
            )
            .card("id: A1");
        project.job.profiles = vec![Profile::Press];
        project.faults()
    };
    let exact = "<path d=\"M30 0L60 60A30 30 0 0 1 0 60Z\" fill=\"#123C70\"/>";
    let faults = drop(exact);
    let missed = |faults: &[String], part: &str| {
        faults.iter().any(|fault| fault.contains("attention[bleed]") && fault.contains(part))
    };
    assert!(missed(&faults, "ne la dépasse que de 0 mm au lieu de 3 mm"), "{faults:#?}");
    // With a stroke of 3 mm the same shape reaches 1.5 mm over the cut.
    let some = exact.replace("fill=", "stroke=\"#123C70\" stroke-width=\"3\" fill=");
    let faults = drop(&some);
    assert!(missed(&faults, "que de 1,5 mm") || missed(&faults, "que de 1,2 mm"), "{faults:#?}");
    let enough = exact.replace("fill=", "stroke=\"#123C70\" stroke-width=\"7\" fill=");
    assert!(drop(&enough).is_empty(), "{:#?}", drop(&enough));
    let ground = "<rect x=\"-3\" y=\"-3\" width=\"66\" height=\"96\" fill=\"#123C70\"/>";
    assert!(drop(ground).is_empty(), "{:#?}", drop(ground));
    // A stripe across the cut ends at a slant, not along it; white ends nowhere.
    let stripe = "<path d=\"M-3 20L63 70V80L-3 30Z\" fill=\"#123C70\"/>";
    assert!(drop(stripe).is_empty(), "{:#?}", drop(stripe));
    assert!(drop(&exact.replace("#123C70", "#FFFFFF")).is_empty());
    // Rounded corners: a ground with the same corners stops at them.
    let ground = |radius: &str| {
        format!(
            "boxes:\n  - {{ id: fond, at: {{ x: -3mm, y: -3mm, right: -3mm, bottom: -3mm }}, {radius} fill: nuit }}\n"
        )
    };
    assert!(told("corner: 6mm\n", &ground("")).is_empty());
    let round = told("corner: 6mm\n", &ground("radius: 14mm,"));
    assert!(round.iter().any(|fault| fault.contains("[bleed]")), "{round:#?}");
}

#[test]
fn at_home_odd_shapes_are_traced_for_scissors() {
    let mut project = project("shape: rond.svg\n").file("rond.svg", ROUND);
    project = project.deck(&deck("shape: rond.svg\n").replace("60mm x 90mm", "60mm x 60mm"));
    project.job.profiles = vec![Profile::Home];
    project.job.formats = vec![Format::Pdf];
    project.job.sheets.names = vec!["a4".into()];
    project.job.sheets.formats = vec![Format::Png];
    let files = project.build();
    let front = image::load_from_memory(file(&files, &["feuille-01-recto"])).unwrap().to_rgb8();
    let plain = {
        project = project.deck(&deck("corner: 5mm\n").replace("60mm x 90mm", "60mm x 60mm"));
        image::load_from_memory(file(&project.build(), &["feuille-01-recto"])).unwrap().to_rgb8()
    };
    // Two cards of 60 mm beside each other at the upper left of the block: the circle is seen on light ground, and a card with
    // round corners has only the marks of its straight cuts.
    let differ = front.pixels().zip(plain.pixels()).filter(|(a, b)| a != b).count();
    let length = std::f64::consts::PI * 60.0 * 2.0;
    let pixels_of_line = length * 5.0;
    assert!(differ as f64 > pixels_of_line, "{differ} pixels of two circles, each {length} mm round");
    assert!((differ as f64) < pixels_of_line * 8.0, "{differ}: lines, not areas");
}
