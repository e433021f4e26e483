//! What an office printer needs: calibration, light faces, the page that tells how to print and cut.

use std::sync::Arc;

use massicot::color::{Color, Srgb, contrast_ratio};
use massicot::compile::{self, Profile};
use massicot::diag::{Diagnostics, Lang};
use massicot::export::pdf;
use massicot::font;
use massicot::geom::{Length, PageBoxes, PathData, Point, Rect, Size};
use massicot::impose::{self, Calibration, Cover, Ink, Lettering, Mirror, Plan, Sides};
use massicot::scene::{Document, Fill, Group, Item, Page, Paint, Path, Role, Side};
use massicot::sizes::Sizes;
use massicot::source::{Place, Sources};
use massicot::text::Setter;
use massicot::yaml;

use crate::project::Project;

fn lettering() -> Lettering {
    let fonts = font::shipped();
    let ids: Vec<_> = fonts.iter().map(|(id, _)| id).collect();
    assert_eq!(ids.len(), 2, "both shipped faces are fonts");
    Lettering { setter: Setter::new(fonts), fonts: [ids[0]].into(), heading: [ids[1]].into(), lang: Lang::Fr }
}

#[test]
fn backs_are_moved_against_the_shift_that_was_read() {
    let read = Calibration { dx: Length::mm(1.2), dy: Length::mm(-0.6), ..Calibration::default() };
    // Seen from the front the back lies 1.2 mm too far right: on its own page, turned over the long edge, that is too far
    // left, and it must go right by as much. It lies 0.6 mm too high, on its own page too: it must go down.
    assert_eq!(read.shift(Mirror::Vertical(Length::mm(105.0))), (Length::mm(1.2), Length::mm(0.6)));
    // Turned over the top edge left and right stay, top and bottom change places.
    assert_eq!(read.shift(Mirror::Horizontal(Length::mm(148.5))), (Length::mm(-1.2), Length::mm(-0.6)));
}

#[test]
fn a_ruler_that_is_too_short_says_that_the_printer_scales() {
    let faults = Calibration { ruler: Length::mm(96.0), ..Calibration::default() }.faults();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].message.fr, "la règle de 100 mm mesure 96 mm : l’imprimante met à l’échelle");
    let inexact = Calibration { ruler: Length::mm(99.5), ..Calibration::default() };
    assert!(inexact.faults().is_empty(), "half a percent is the printer’s own error");
    assert!((inexact.scale() - 100.0 / 99.5).abs() < 1e-9);
    let far = Calibration { dx: Length::mm(12.0), ..Calibration::default() }.faults();
    assert_eq!(far[0].code, "calibration-shift");
}

#[test]
fn printer_yaml_gives_back_what_was_kept() {
    let kept = Calibration { dx: Length::mm(1.2), dy: Length::mm(-0.6), ruler: Length::mm(99.8) };
    let text = kept.to_yaml(Some("Accueil \"2e étage\""));
    let (mut sources, mut faults) = (Sources::new(), Diagnostics::new());
    let file = sources.add("printer.yaml", &*text);
    let value = yaml::parse(file, &text, &mut faults).unwrap();
    let read = Calibration::read(&value, &Place::value(file, []), &mut faults);
    assert_eq!(read, Some(kept), "{faults:?}");
}

/// Middles of the groups of a page that are marks, in order.
fn marks(page: &Page) -> Vec<Point> {
    let middle = |item: &Item| match item {
        Item::Group(group) if group.role == Some(Role::Mark) => match group.items.first() {
            Some(Item::Path(path)) => path.data.bounds().map(|bounds| bounds.center()),
            _ => None,
        },
        _ => None,
    };
    page.items.iter().filter_map(middle).collect()
}

#[test]
fn crosses_of_the_back_fall_on_the_scales_of_the_front() {
    for (paper, long_edge) in [("A4", true), ("A4", false), ("Letter", true), ("A5", true)] {
        let paper = Sizes::shipped().format(paper).unwrap().trim;
        let sheet = impose::calibration_sheet(paper, long_edge, &lettering()).unwrap();
        let (front, back) = (marks(&sheet.pages[0]), marks(&sheet.pages[1]));
        for (scale, cross) in front.iter().zip(&back).take(4) {
            let (x, y) = if long_edge { (paper.width - cross.x, cross.y) } else { (cross.x, paper.height - cross.y) };
            assert!((scale.x - x).abs() < Length::mm(0.01) && (scale.y - y).abs() < Length::mm(0.01));
        }
    }
}

#[test]
fn the_calibration_file_asks_for_both_sides_and_no_scaling() {
    let bytes = compile::calibration("A4", true, Lang::Fr).unwrap();
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    let preferences = file.catalog().unwrap().get(b"ViewerPreferences").unwrap().as_dict().unwrap();
    assert_eq!(preferences.get(b"PrintScaling").unwrap().as_name().unwrap(), b"None");
    assert_eq!(preferences.get(b"Duplex").unwrap().as_name().unwrap(), b"DuplexFlipLongEdge");
    assert!(preferences.get(b"PickTrayByPDFSize").unwrap().as_bool().unwrap());
    assert_eq!(file.get_pages().len(), 2);
    assert!(compile::calibration("A7", true, Lang::Fr).is_err(), "too small");
    assert!(compile::calibration("Afour", true, Lang::Fr).is_err(), "unknown");
}

fn filled(rect: Rect, color: Color) -> Item {
    Item::Path(Box::new(Path { data: Arc::new(PathData::rect(&rect)), fill: Some(Fill::solid(color)), stroke: None }))
}

fn color_of(item: &Item) -> Color {
    match item {
        Item::Path(path) => match &path.fill.as_ref().unwrap().paint {
            Paint::Solid(color) => *color,
            Paint::Gradient(_) => panic!("a gradient"),
        },
        _ => panic!("no path"),
    }
}

/// A face with a dark ground over its bleed, a white sign on it, a small dark sign inside, and a code.
fn face() -> Document {
    let night = Color::from_srgb(Srgb::new(18, 60, 112));
    let code = Group {
        role: Some(Role::Qr { payload: "https://a.example".into(), module: Length::mm(0.5) }),
        items: vec![filled(Rect::mm(30.0, 60.0, 20.0, 20.0), Color::BLACK)],
        ..Group::default()
    };
    let items = vec![
        filled(Rect::mm(-3.0, -3.0, 69.0, 40.0), night),
        filled(Rect::mm(10.0, 10.0, 20.0, 4.0), Color::WHITE),
        filled(Rect::mm(10.0, 50.0, 8.0, 8.0), night),
        Item::Group(Box::new(code)),
    ];
    let boxes = PageBoxes::new(Size::mm(63.0, 88.0), Length::mm(3.0), Length::mm(3.0));
    Document {
        pages: vec![Page { boxes, items, copies: 1, side: Side::Front, ..Page::default() }],
        ..Document::default()
    }
}

#[test]
fn grounds_that_reach_the_edge_become_light_and_what_lies_on_them_stays_readable() {
    for ink in [Ink::Light, Ink::Low, Ink::Grey] {
        let mut document = face();
        impose::spare(&mut document, ink);
        let items = &document.pages[0].items;
        let (ground, words, sign) = (color_of(&items[0]), color_of(&items[1]), color_of(&items[2]));
        assert!(contrast_ratio(ground.srgb, Srgb::new(255, 255, 255)) < 1.5, "{ink:?}: the ground is light");
        assert!(contrast_ratio(ground.srgb, words.srgb) >= 4.5, "{ink:?}: words read on it");
        assert!(ground.cmyk.coverage() <= 40.0);
        if ink == Ink::Grey {
            for color in [ground, words, sign] {
                assert!(color.srgb.r == color.srgb.g && color.srgb.g == color.srgb.b);
                assert_eq!((color.cmyk.c, color.cmyk.m, color.cmyk.y), (0, 0, 0), "black ink alone");
            }
        } else {
            assert_eq!(sign, Color::from_srgb(Srgb::new(18, 60, 112)), "a small sign keeps its colour");
        }
        let Item::Group(code) = &items[3] else { panic!("the code") };
        assert_eq!(color_of(&code.items[0]), Color::BLACK, "codes stay black on white");
    }
}

#[test]
fn shapes_that_were_pale_on_their_ground_stay_pale() {
    let (sand, sky) = (Color::from_srgb(Srgb::new(243, 240, 233)), Color::from_srgb(Srgb::new(214, 222, 236)));
    let mut document = face();
    document.pages[0].items =
        vec![filled(Rect::mm(-3.0, 20.0, 69.0, 30.0), sand), filled(Rect::mm(20.0, 25.0, 20.0, 20.0), sky)];
    impose::spare(&mut document, Ink::Light);
    assert_eq!(color_of(&document.pages[0].items[1]), sky);
}

#[test]
fn a_pattern_that_was_faint_on_its_band_does_not_stand_out_on_the_light_one() {
    let night = Color::from_srgb(Srgb::new(18, 60, 112));
    let pattern = |rect| filled(rect, night.tint(0.88));
    for ink in [Ink::Light, Ink::Low, Ink::Grey] {
        let mut document = face();
        // The second piece of the pattern hangs over the edge with most of its width.
        document.pages[0].items = vec![
            filled(Rect::mm(-3.0, -3.0, 69.0, 30.0), night),
            pattern(Rect::mm(20.0, 5.0, 10.0, 10.0)),
            pattern(Rect::mm(61.0, 5.0, 14.0, 3.0)),
        ];
        impose::spare(&mut document, ink);
        let colors: Vec<Color> = document.pages[0].items.iter().map(color_of).collect();
        for pattern in &colors[1..] {
            assert!(contrast_ratio(colors[0].srgb, pattern.srgb) < 1.5, "{ink:?}: {colors:?}");
        }
    }
}

/// A deck of three A6 cards with a dark band over the bleed, white words on it, and backs.
fn kit() -> Project {
    let front = "boxes:\n  - { at: { x: -3mm, y: -3mm, right: -3mm, height: 30mm }, fill: nuit }\n  - { at: { x: 8mm, y: 8mm, right: 8mm, height: 12mm }, text: { value: \"{title}\", style: blanc } }\n";
    let types = "types: { text: { font: texte, size: 10pt, leading: 12pt }, blanc: { extends: text, size: 14pt, color: \"#FFFFFF\" } }\n";
    let back = "boxes:\n  - { at: { x: 8mm, y: 8mm, right: 8mm, height: 12mm }, text: \"{title}\" }\n";
    let deck = "deck: D1\ntitle: Premier jeu\nformat: A6\nsafe: 5mm\nlayout: { front: front, back: back }\n";
    let project = Project::new().layout("front", &format!("{types}{front}")).layout("back", back).deck(deck);
    let mut project =
        project.card("id: A1\ntitle: Un").card("id: A2\ntitle: Deux\ncount: 2").card("id: A3\ntitle: Trois");
    project.job.profiles = vec![Profile::Home];
    project
}

#[test]
fn the_home_profile_chooses_the_sheet_and_puts_the_page_that_explains_on_top() {
    let files = kit().build();
    let names: Vec<&str> = files.keys().map(String::as_str).filter(|name| name.ends_with(".pdf")).collect();
    assert_eq!(names.len(), 1, "{names:?}");
    assert!(names[0].contains("A4-4up_a4-a6_home_"), "the sheet made for A6, and for whom: {names:?}");
    let file = lopdf::Document::load_mem(&files[names[0]]).unwrap();
    // Four cards, one of them twice, make four pieces on one sheet: the page on top, its empty back, front and back.
    assert_eq!(file.get_pages().len(), 4);
}

#[test]
fn a_printer_that_shifts_is_made_up_for_on_the_back_alone() {
    let pages = |calibration: Option<&str>| {
        let mut project = kit();
        if let Some(text) = calibration {
            project = project.file("imprimantes/printer.yaml", text);
            project.job.home.calibration = Some("kits/essai/imprimantes/printer.yaml".into());
        }
        let (documents, report) = compile::sheets(&project.world(), &project.job, &compile::Silent);
        assert!(!report.diagnostics.has_errors(), "{:?}", report.diagnostics);
        documents.into_iter().next().unwrap().pages
    };
    let (plain, shifted) = (pages(None), pages(Some("back: { dx: 1.2mm, dy: -0.6mm }\n")));
    let dump = |page: &Page| massicot::scene::dump(&Document { pages: vec![page.clone()], ..Document::default() });
    assert_eq!(dump(&plain[2]), dump(&shifted[2]), "fronts stay");
    let Item::Group(moved) = &shifted[3].items[0] else { panic!("a shifted back") };
    assert_eq!((moved.transform.dx, moved.transform.dy), (Length::mm(1.2), Length::mm(0.6)));
}

#[test]
fn a_printer_yaml_that_cannot_be_true_is_a_fault_at_its_file() {
    let mut project = kit().file("imprimantes/printer.yaml", "ruler: 94mm\n");
    project.job.home.calibration = Some("kits/essai/imprimantes/printer.yaml".into());
    let faults = project.faults();
    let found: Vec<_> = faults.iter().filter(|fault| fault.contains("calibration-scale")).collect();
    assert_eq!(found.len(), 1, "{faults:?}");
    assert!(found[0].contains("printer.yaml") && found[0].contains("94 mm"), "{found:?}");
}

fn plan(body: &str, piece: &str) -> Plan {
    let text = format!("sheet: essai\nname: {{ fr: essai, en: trial }}\n{body}");
    let (mut sources, mut faults) = (Sources::new(), Diagnostics::new());
    let file = sources.add("essai.yaml", &*text);
    let value = yaml::parse(file, &text, &mut faults).unwrap();
    let place = Place::value(file, []);
    let arrangement = yaml::from_value(&value, &place, &mut faults).unwrap();
    let piece = Sizes::shipped().format(piece).unwrap().trim;
    impose::plan(&arrangement, &place, Sizes::shipped(), piece, Length::ZERO).unwrap()
}

/// Every word of some items, lines joined, no-break spaces as spaces.
fn words(items: &[Item]) -> String {
    let mut all = String::new();
    for item in items {
        match item {
            Item::Group(group) => all.push_str(&words(&group.items)),
            Item::Glyphs(run) => all.push_str(&run.text.replace(['\u{a0}', '\u{202f}'], " ")),
            _ => {}
        }
    }
    all
}

#[test]
fn the_cover_page_tells_sheets_cuts_paper_and_what_to_do() {
    let plan = plan("paper: A4\nunprintable: 5mm\norientation: portrait\nturn: false\n", "A6");
    let contents: Vec<_> = (1..=24).map(|number| (format!("R{number:02}"), 1)).collect();
    let lettering = lettering();
    let cover = Cover {
        title: "Repères",
        subtitle: "Tiroirs · version 1.0",
        contents: &contents,
        plan: &plan,
        paper: "A4",
        sheets: 6,
        sides: Sides::DuplexLong,
        stacks: true,
        lettering: &lettering,
    };
    let page = cover.page().unwrap();
    let fonts = lettering.setter.fonts().clone();
    let document = Document { pages: vec![page], fonts, ..Document::default() };
    let bytes = pdf::export(&document, &pdf::Options::home(None)).unwrap();
    if let Some(path) = std::env::var_os("MASSICOT_LOOK") {
        std::fs::write(path, &bytes).unwrap();
    }
    let said = words(&document.pages[0].items);
    for words in ["6 feuilles A4", "24 cartes, 4 par feuille", "bord long", "R24", "100 mm", "plier et coller"] {
        assert!(said.contains(words), "{words} in {said}");
    }
}
