//! Plates drawn in SVG files: by their names they leave the picture, and a cut that goes round the card is its outline.

use std::collections::BTreeMap;
use std::sync::Arc;

use massicot::artwork::svg::{Import, import};
use massicot::compile::{Format, Profile};
use massicot::font::Fonts;
use massicot::scene::{Assets, Plate, PlateNames};
use massicot::source::Sources;

use crate::dxf;
use crate::pdf::judge::accepted_by_all;
use crate::pdf::read::Read;
use crate::plates::plates;
use crate::project::Project;

/// A drawing of the card with its bleed: the unit is a millimetre, the origin the trim corner.
fn drawing(body: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
         width=\"66mm\" height=\"96mm\" viewBox=\"-3 -3 66 96\">\n<rect x=\"-3\" y=\"-3\" width=\"66\" height=\"96\" \
         fill=\"#123C70\"/>\n{body}\n</svg>"
    )
}

fn project(body: &str) -> Project {
    let mut project = Project::new()
        .layout("front", "drawing: fond.svg\nboxes: []\n")
        .deck("deck: D1\ntitle: Premier jeu\nformat: 60mm x 90mm\nlayout: { front: front, back: front }\n")
        .file("layouts/fond.svg", drawing(body))
        .card("id: A1")
        .card("id: A2\nlayout: { back: none }");
    project.job.formats = vec![Format::Pdf, Format::Png];
    project.job.profiles = vec![Profile::Press];
    project.job.dpi = 127.0;
    project
}

fn file<'f>(files: &'f BTreeMap<String, Vec<u8>>, parts: &[&str]) -> &'f [u8] {
    let found: Vec<_> = files.iter().filter(|(path, _)| parts.iter().all(|part| path.contains(part))).collect();
    assert_eq!(found.len(), 1, "{parts:?} in {:?}", files.keys());
    found[0].1
}

/// Which plates a drawing has, when some shop calls its cut `Stanze`.
fn read(body: &str) -> Vec<Plate> {
    let (mut sources, fonts) = (Sources::new(), Arc::new(Fonts::new()));
    let names = PlateNames::COMMON.with(Plate::CutLine, "Stanze");
    let how = Import { plates: &names, ..Import::new(sources.add("dessin.svg", body), &fonts) };
    let drawing = import(drawing(body).as_bytes(), &how, &mut Assets::default()).unwrap();
    drawing.plates.iter().map(|plate| plate.plate).collect()
}

#[test]
fn names_are_read_whatever_their_case_and_signs() {
    let path = |name: &str| format!("<path {name} d=\"M0 0H60\" fill=\"none\" stroke=\"#000\"/>");
    for (name, plate) in [
        ("id=\"plate-cut\"", Plate::CutLine),
        ("id=\"PLATE_CUT-LINE\"", Plate::CutLine),
        ("inkscape:label=\"Cut line\"", Plate::CutLine),
        ("id=\"CutContour\"", Plate::CutLine),
        ("data-name=\"Découpe 2\"", Plate::CutLine),
        ("id=\"stanze\"", Plate::CutLine),
        ("id=\"cut-line-12\"", Plate::CutLine),
        ("id=\"CREASE\"", Plate::Crease),
        ("inkscape:label=\"Rainage\"", Plate::Crease),
        ("id=\"perforation\"", Plate::Perforation),
        ("id=\"PerfCutContour\"", Plate::Perforation),
        ("id=\"kiss_cut\"", Plate::KissCut),
        ("id=\"Kiss_x5F_Cut_1_\"", Plate::KissCut),
    ] {
        assert_eq!(read(&path(name)), [plate], "{name}");
    }
    let area = |name: &str| format!("<g {name}><rect width=\"9\" height=\"9\"/></g>");
    for (name, plate) in [
        ("id=\"Varnish\"", Plate::Varnish),
        ("id=\"vernis\"", Plate::Varnish),
        ("id=\"White\"", Plate::White),
        ("id=\"plate_x5F_white\"", Plate::White),
        ("id=\"dorure\"", Plate::Foil),
        ("id=\"plate-glue\"", Plate::Glue),
    ] {
        assert_eq!(read(&area(name)), [plate], "{name}");
    }
    for name in ["outline", "tarnish", "g7", "path12", "layer1", "plates", "recut"] {
        assert_eq!(read(&area(&format!("id=\"{name}\""))), [], "{name}");
    }
    // A word of everyday is a plate on a layer alone.
    assert_eq!(read("<g><rect id=\"white\" width=\"9\" height=\"9\"/></g>"), []);
    // One inside another of the same name is a part of it; of another name it is its own.
    assert_eq!(read("<g id=\"Crease\"><path id=\"crease-2\" d=\"M0 9H60\"/></g>"), [Plate::Crease]);
    let nested = "<g id=\"Varnish\"><rect width=\"9\" height=\"9\"/><path id=\"CutLine\" d=\"M0 9H60\"/></g>";
    assert_eq!(read(nested), [Plate::Varnish, Plate::CutLine]);
}

const FINISHED: &str = "\
<g inkscape:groupmode=\"layer\" inkscape:label=\"plate-varnish\"><rect x=\"10\" y=\"10\" width=\"40\" height=\"40\" fill=\"red\"/>
<circle cx=\"30\" cy=\"30\" r=\"8\" fill=\"#fff\"/></g>
<path id=\"Crease\" d=\"M30 60V90\" fill=\"none\" stroke=\"lime\" stroke-width=\"4\"/>
<g data-name=\"plate_x5F_white\" transform=\"translate(0 60) scale(2)\"><rect x=\"2\" y=\"2\" width=\"5\" height=\"5\"/></g>";

#[test]
fn named_layers_are_plates_and_no_part_of_the_picture() {
    let (with, without) = (project(FINISHED).build(), project("").build());
    assert_eq!(
        file(&with, &["png/", "A1-recto"]),
        file(&without, &["png/", "A1-recto"]),
        "seen as if they were not there"
    );
    let (with, without) = (file(&with, &[".pdf"]), file(&without, &[".pdf"]));
    accepted_by_all(with);
    let read = Read::new(with);
    let steps: BTreeMap<String, String> = read
        .with_key("GTS_Metadata")
        .iter()
        .map(|layer| {
            let step = layer.get(b"GTS_Metadata").unwrap().as_dict().unwrap();
            let name = |key: &[u8]| {
                step.get(key).map_or(String::new(), |n| String::from_utf8_lossy(n.as_name().unwrap()).into_owned())
            };
            let title = String::from_utf8_lossy(layer.get(b"Name").unwrap().as_str().unwrap()).into_owned();
            (title, format!("{} {}", name(b"GTS_ProcStepsGroup"), name(b"GTS_ProcStepsType")))
        })
        .collect();
    assert_eq!(steps["Varnish"], "Varnish ");
    assert_eq!(steps["Crease"], "Structural Creasing");
    assert_eq!(steps["White"], "White ");
    let (Some(with), Some(without)) = (plates(with), plates(without)) else { return };
    assert_eq!(with.keys().collect::<Vec<_>>(), ["Black", "Crease", "Cyan", "Magenta", "Varnish", "White", "Yellow"]);
    for process in ["Cyan", "Magenta", "Yellow", "Black"] {
        assert!(with[process].same(&without[process]), "{process}");
    }
    // The medium begins 3 mm of bleed above and left of the trim.
    let varnish = |x: f64, y: f64| with["Varnish"].ink(x + 3.0, y + 3.0);
    assert!(varnish(12.0, 12.0) > 98.0 && varnish(8.0, 12.0) < 2.0, "an area in solid ink, whatever its colour");
    assert!(varnish(30.0, 30.0) < 2.0, "white opens a hole");
    assert!(with["White"].ink(10.0 + 3.0, 70.0 + 3.0) > 98.0 && with["White"].ink(16.0 + 3.0, 70.0 + 3.0) < 2.0);
    let crease = &with["Crease"];
    assert!(crease.most(32.5, 70.0, 1.0, 10.0) > 20.0, "a line");
    assert!(crease.most(34.0, 70.0, 5.0, 10.0) < 1.0, "and no thicker than half a point");
}

const DROP: &str = "<path id=\"CutLine\" d=\"M30 2C60 40 58 60 58 62A28 26 0 0 1 2 62C2 60 0 40 30 2Z\"/>
<circle inkscape:label=\"cut-line\" cx=\"30\" cy=\"16\" r=\"3\"/>
<path id=\"cut-line-3\" d=\"M20 70Q30 75 40 70\"/>
<rect x=\"44\" y=\"50\" width=\"6\" height=\"6\" fill=\"#FFFFFF\"/>";

#[test]
fn a_cut_that_goes_round_the_card_is_its_outline() {
    let mut project = project(DROP);
    project.job.formats = vec![Format::Pdf, Format::Png, Format::Dxf];
    let files = project.build();
    let pixel = |face: &str, x: u32, y: u32| {
        let picture = image::load_from_memory(file(&files, &["png/", face])).unwrap().to_rgba8();
        picture.get_pixel(x * 5, y * 5).0
    };
    let night = [0x12, 0x3C, 0x70, 255];
    assert_eq!(pixel("A1-recto", 30, 50), night);
    assert_eq!(pixel("A1-recto", 3, 3)[3], 0, "cut off");
    assert_eq!(pixel("A1-recto", 30, 16)[3], 0, "a closed cut inside is a hole");
    assert_eq!(pixel("A1-recto", 30, 72), night, "an open one is a slit and takes nothing away");
    assert_eq!(
        (pixel("A1-recto", 47, 53), pixel("A1-verso", 47, 53)),
        ([255; 4], [255; 4]),
        "the picture is not turned"
    );
    let lines = dxf::read(file(&files, &[".dxf"]));
    assert!(lines.iter().all(|line| line.layer == "CUT"), "{lines:#?}");
    assert_eq!(lines.iter().filter(|line| line.closed).count(), 2, "the outline and the hole");
    assert_eq!(lines.iter().filter(|line| !line.closed).count(), 1, "the slit");
    let outline = lines.iter().find(|line| line.closed && line.holds(30.0, 40.0)).unwrap();
    let picture = image::load_from_memory(file(&files, &["png/", "A2-recto"])).unwrap().to_rgba8();
    for (column, row, pixel) in picture.enumerate_pixels().filter(|(x, y, _)| x % 7 == 0 && y % 7 == 0) {
        let (x, y) = ((f64::from(column) + 0.5) * 0.2, 90.0 - (f64::from(row) + 0.5) * 0.2);
        if outline.distance(x, y) > 0.4 && (x - 30.0).hypot(y - 74.0) > 3.4 {
            assert_eq!(pixel[3] == 255, outline.holds(x, y), "at {x:.1}, {y:.1}");
        }
    }
    let press = file(&files, &[".pdf"]);
    accepted_by_all(press);
    let Some(plates) = plates(press) else { return };
    assert_eq!(plates.keys().collect::<Vec<_>>(), ["Black", "CutContour", "Cyan", "Magenta", "Yellow"]);
    assert!(
        plates["Cyan"].ink(0.5, 0.5) > 90.0,
        "the bleed is whole: what reaches over the cut is cut off by the machine"
    );
    let cut = &plates["CutContour"];
    assert!(cut.most(1.0, 1.0, 10.0, 10.0) < 1.0, "no rectangle");
    assert!(cut.most(32.0, 4.0, 2.0, 3.0) > 20.0, "the tip of the drop");
}

#[test]
fn backs_are_cut_as_the_mirror_image_of_their_front() {
    let mut project = project("<path id=\"CutLine\" d=\"M0 0H60V90Z\"/>");
    project.job.formats = vec![Format::Png];
    let files = project.build();
    let opaque = |face: &str, x: u32| {
        image::load_from_memory(file(&files, &["png/", face])).unwrap().to_rgba8().get_pixel(x * 5, 400)[3] == 255
    };
    assert!(!opaque("A1-recto", 5) && opaque("A1-recto", 55));
    assert!(opaque("A1-verso", 5) && !opaque("A1-verso", 55));
}

#[test]
fn a_cut_on_the_back_that_does_not_meet_the_front_is_told() {
    let slanted = "<path id=\"CutLine\" d=\"M0 0H60V90Z\"/>";
    let with_back = |body: &str| {
        project(slanted)
            .layout("dos", "drawing: dos.svg\nboxes: []\n")
            .file("layouts/dos.svg", drawing(body))
            .deck("deck: D1\ntitle: Premier jeu\nformat: 60mm x 90mm\nlayout: { front: front, back: dos }\n")
            .faults()
    };
    let faults = with_back(slanted);
    assert!(faults.iter().any(|fault| fault.contains("dos.svg:3") && fault.contains("two-outlines")), "{faults:#?}");
    // The same line seen from behind, begun elsewhere and drawn the other way round.
    let faults = with_back("<path id=\"CutLine\" d=\"M0 90V0H60Z\"/>");
    assert!(!faults.iter().any(|fault| fault.contains("two-outlines")), "{faults:#?}");
    let both = project(slanted)
        .deck("deck: D1\ntitle: Premier jeu\nformat: 60mm x 90mm\nlayout: { front: front }\ntabs: { positions: 2, height: 9mm }\n")
        .faults();
    assert!(both.iter().any(|fault| fault.contains("jeu.yaml:5") && fault.contains("two-outlines")), "{both:#?}");
}

#[test]
fn a_picture_brings_its_plates_to_where_it_is_placed() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20mm\" height=\"20mm\" viewBox=\"0 0 20 20\">
<rect width=\"20\" height=\"20\" fill=\"#123C70\"/><rect id=\"plate-foil\" x=\"5\" y=\"5\" width=\"10\" height=\"10\"/>
<circle id=\"KissCut\" cx=\"10\" cy=\"10\" r=\"9\"/></svg>";
    let layout = "boxes:\n  - { id: image, at: { x: 10mm, y: 20mm, width: 40mm, height: 40mm }, image: etoile.svg }\n";
    let mut project = Project::new().layout("front", layout).file("etoile.svg", picture).card("id: A1").card("id: A2");
    project.job.profiles = vec![Profile::Press];
    project.job.formats = vec![Format::Pdf];
    let files = project.build();
    let press = file(&files, &[".pdf"]);
    accepted_by_all(press);
    if let Some(plates) = plates(press) {
        let foil = |x: f64, y: f64| plates["Foil"].ink(x + 3.0, y + 3.0);
        assert!(foil(22.0, 32.0) > 98.0 && foil(38.0, 48.0) > 98.0, "twice as large as drawn");
        assert!(foil(18.0, 32.0) < 2.0 && foil(42.0, 48.0) < 2.0);
        assert!(plates["KissCut"].most(14.5, 42.0, 1.0, 2.0) > 20.0, "18 mm left of the middle");
        assert!(!plates.contains_key("CutContour"), "a picture cuts no card");
    }
    project.job.sheets.names = vec!["sra3".into()];
    let sheets = project.build();
    let Some(plates) = plates(file(&sheets, &[".pdf"])) else { return };
    assert!(!plates["Foil"].is_empty() && !plates["KissCut"].is_empty(), "sheets carry them");
}

#[test]
fn what_no_plate_can_hold_is_told_with_its_line() {
    let told = |body: &str, wanted: &str| {
        let faults = project(body).faults();
        assert!(
            faults.iter().any(|fault| wanted.split(" … ").all(|part| fault.contains(part))),
            "{wanted}: {faults:#?}"
        );
        faults
    };
    let pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    told(
        &format!("<g id=\"plate-varnish\">\n<image width=\"9\" height=\"9\" href=\"{pixel}\"/></g>"),
        "fond.svg:4 … plate-picture",
    );
    told(
        "<g id=\"CutLine\">\n<text x=\"9\" y=\"9\" font-family=\"Source Sans 3\">A</text></g>",
        "fond.svg:4 … plate-letters",
    );
    told(
        "<g id=\"Foil\"><rect width=\"9\" height=\"9\" mask=\"url(#m)\"/></g><mask id=\"m\"><rect width=\"9\" height=\"9\" fill=\"#fff\"/></mask>",
        "fond.svg:3 … plate-mask",
    );
    told("<g id=\"CutLine\"/>", "fond.svg:3 … plate-empty");
    told("<path id=\"CutLine\" d=\"M0 0H60V90\" fill=\"none\"/>", "fond.svg:3 … n’est pas fermé");
    told("<circle id=\"CutLine\" cx=\"30\" cy=\"45\" r=\"31.5\"/>", "fond.svg:3 … sort de la carte de 1.5 mm");
    told("<path id=\"plate-crese\" d=\"M0 0H60\"/>", "unknown-plate");
    let near = told("<path id=\"CutCountour\" d=\"M0 0H60\"/>", "fond.svg:3 … attention … CutContour");
    assert!(near.iter().all(|fault| !fault.contains("erreur")), "a warning: {near:#?}");
    told("<g id=\"White\"><rect width=\"9\" height=\"9\"/></g>", "fond.svg:3 … plate-name");
    told("<g id=\"Crease\" style=\"display:none\"><path d=\"M0 0H60\"/></g>", "fond.svg:3 … plate-hidden");
    let fine = project("<path id=\"Crease\" d=\"M0 45H60\"/>").faults();
    assert!(fine.is_empty(), "{fine:#?}");
}

#[test]
fn the_print_shop_s_own_names_are_known() {
    let profile = "printer: atelier\nname: Atelier\nabout: { fr: Un atelier, en: A workshop }\ninherits: generic-eu
sources:\n  ici: { from: essai, read: printer }\nspots:\n  cut: { is: Stanzkontur, source: ici }\n";
    let mut project = project("<circle id=\"stanzkontur\" cx=\"30\" cy=\"45\" r=\"29\"/>")
        .file("layouts/printers/atelier.yaml", profile);
    project.job.formats = vec![Format::Pdf];
    project.job.printer = Some("atelier".into());
    let files = project.build();
    let Some(plates) = plates(file(&files, &["D1-", ".pdf"])) else { return };
    assert!(plates["Stanzkontur"].most(3.5, 40.0, 1.0, 10.0) > 20.0, "{:?}", plates.keys());
}
