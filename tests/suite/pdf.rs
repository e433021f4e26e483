//! PDF files as readers, printers and other programs see them.

#[path = "pdf/deck.rs"]
mod deck;
#[path = "pdf/judge.rs"]
mod judge;
#[path = "pdf/read.rs"]
mod read;

use std::sync::Arc;

use deck::{blue, card_page, card_words, deck, document, placed, rectangle};
use judge::{Picture, accepted_by_all, ask};
use massicot::color::Color;
use massicot::diag::{Diagnostics, Lang};
use massicot::export::pdf::{Options, export};
use massicot::font::FontId;
use massicot::geom::{Insets, PathData, Point, Rect, Transform};
use massicot::qr::{Code, Ground, Level};
use massicot::scene::{
    Artwork, Blend, Document, Fill, FillRule, Glyph, GlyphRun, GradientKind, Group, Image, ImageData, Item, Link, Path,
    Pixels, Use,
};
use read::Read;

use crate::scenes::{self, atkinson, filled, gradient, group, line, mm, painted, source_sans, stop, text};

fn press(document: &Document) -> Vec<u8> {
    export(document, &Options::press()).unwrap()
}

fn screen(document: &Document) -> Vec<u8> {
    export(document, &Options::screen()).unwrap()
}

fn one_page(items: Vec<Item>) -> Document {
    document(vec![card_page("R01-recto", items)])
}

#[track_caller]
fn assert_mm(found: [f64; 4], wanted: [f64; 4]) {
    let near = found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() <= 0.01);
    assert!(near, "{found:?} is not {wanted:?} mm");
}

#[test]
fn a_printer_finds_trim_and_bleed_to_a_hundredth_of_a_millimetre() {
    let mut card = one_page(vec![rectangle(-3.0, -3.0, 111.0, 154.0, blue())]);
    card.pages[0].boxes.slug = Insets { top: mm(10.0), left: mm(7.0), ..Insets::NONE };
    let file = press(&card);
    let read = Read::new(&file);
    // 7 mm of slug on the left, 10 above; PDF counts from the bottom.
    assert_mm(read.mm(0, "MediaBox"), [0.0, 0.0, 118.0, 164.0]);
    assert_mm(read.mm(0, "BleedBox"), [7.0, 0.0, 118.0, 154.0]);
    assert_mm(read.mm(0, "TrimBox"), [10.0, 3.0, 115.0, 151.0]);
    accepted_by_all(&file);
    if let Some(said) = ask("pdfinfo", &["-box", "{}"], &file) {
        assert!(said.contains("PDF version:     1.6"), "{said}");
        // 10 mm are 28.346 points, 3 mm are 8.504.
        assert!(said.lines().any(|line| line.starts_with("TrimBox:") && line.contains("28.35     8.50")), "{said}");
    }
}

#[test]
fn a_screen_page_ends_at_the_trim() {
    let file = screen(&one_page(vec![rectangle(-3.0, -3.0, 6.0, 6.0, blue())]));
    let read = Read::new(&file);
    assert_mm(read.mm(0, "MediaBox"), [0.0, 0.0, 105.0, 148.0]);
    assert!(!read.page(0).has(b"BleedBox"));
    // Half of the square lies in the bleed: what is left is its lower right quarter, at the corner of the page.
    let picture = Picture::of(&file, 0, 100.0);
    assert!(picture.shows(1.0, 1.0, [0, 90, 160]) && picture.shows(4.0, 1.0, [255; 3]));
}

/// Words with everything that goes wrong when PDF text is copied.
const HARD: [&str; 4] = [
    "L’efficacité affichée : œuvre, flux offert",
    "Coût\u{a0}: 12\u{202f}500\u{a0}€ (≈\u{a0}8\u{202f}%)\u{202f}!",
    "C:\\dossier (copie) [1] <2> A\u{301}",
    "« Ça va\u{a0}? » — AVATAR, Tokyo",
];

/// Lines of text with the place of every glyph, in points from the bottom left corner, as MuPDF sees them.
fn traced(file: &[u8]) -> Option<Vec<(String, Vec<(f64, f64)>)>> {
    let said = ask("mutool", &["trace", "{}"], file)?;
    let value = |line: &str, key: &str| {
        let value = line.split(&format!(" {key}=\"")).nth(1).unwrap().split('"').next().unwrap();
        value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&quot;", "\"")
    };
    let mut spans = Vec::new();
    for line in said.lines().map(str::trim_start) {
        if line.starts_with("<span ") {
            spans.push((String::new(), Vec::new()));
        } else if line.starts_with("<g ") {
            let (text, places) = spans.last_mut().unwrap();
            text.push_str(&value(line, "unicode"));
            // The second letter of a ligature comes without a glyph.
            if line.contains(" glyph=") {
                places.push((value(line, "x").parse().unwrap(), value(line, "y").parse().unwrap()));
            }
        }
    }
    Some(spans)
}

/// `HARD` in two fonts, and the runs as the scene has them.
fn hard_lines() -> (Document, Vec<GlyphRun>) {
    let fonts = scenes::fonts();
    let run = |row: usize, font: FontId, words: &str| {
        line(&fonts, font, 3.5, 5.0, 8.0 + row as f64 * 6.0, words, Color::BLACK)
    };
    let lines = HARD.iter().flat_map(|words| [(atkinson(&fonts), words), (source_sans(&fonts), words)]);
    let runs: Vec<GlyphRun> = lines.enumerate().map(|(row, (font, words))| run(row, font, words)).collect();
    (one_page(runs.iter().cloned().map(text).collect()), runs)
}

#[test]
fn text_comes_out_as_it_went_in() {
    let (document, runs) = hard_lines();
    let file = press(&document);
    accepted_by_all(&file);
    if let Some(lines) = traced(&file) {
        let found: Vec<&str> = lines.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(found, runs.iter().map(|run| &*run.text).collect::<Vec<_>>());
    }
    if let Some(said) = ask("pdftotext", &["-layout", "{}", "-"], &file) {
        // Poppler writes every space as a plain one, and as many as the gap is wide.
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let found: Vec<String> = said.lines().map(plain).filter(|line| !line.is_empty()).collect();
        assert_eq!(found, runs.iter().map(|run| plain(&run.text)).collect::<Vec<_>>());
    }
}

#[test]
fn every_glyph_stands_within_a_hundredth_of_a_millimetre() {
    let (mut document, mut runs) = hard_lines();
    // A line of many words set wider than it is, as justified text is: rounding must not add up.
    let mut wide =
        line(&document.fonts, source_sans(&document.fonts), 2.6, 5.0, 70.3, &HARD.join(" ")[..90], Color::BLACK);
    let stretched = wide
        .glyphs
        .iter()
        .enumerate()
        .map(|(index, glyph)| Glyph::new(glyph.id, glyph.cluster, glyph.x() + mm(0.037) * index as f64, glyph.y()));
    wide.glyphs = stretched.collect();
    // The same line once more inside a group that turns and scales.
    let turn = Transform::translate(mm(80.0), mm(140.0)).then_inside(&Transform::scale(0.7, 0.7));
    let turned = Group { transform: turn, items: vec![text(wide.clone())], ..Group::default() };
    document.pages[0].items.extend([text(wide.clone()), group(turned)]);
    runs.push(wide);

    let Some(lines) = traced(&press(&document)) else { return };
    for ((_, places), run) in lines.iter().zip(&runs) {
        assert_eq!(places.len(), run.glyphs.len());
        for (glyph, (x, y)) in run.glyphs.iter().zip(places) {
            // Page corner at 3 mm of bleed; 154 mm is the height of the medium.
            let (wanted_x, wanted_y) = (run.origin.x + glyph.x() + mm(3.0), mm(151.0) - run.origin.y - glyph.y());
            let off = (wanted_x.to_pt() - x).hypot(wanted_y.to_pt() - y) / 72.0 * 25.4;
            assert!(off <= 0.01, "{} mm off in {:?}", off, run.text);
        }
    }
    let (last, (_, scaled)) = (runs.last().unwrap(), lines.last().unwrap());
    for (glyph, (x, _)) in last.glyphs.iter().zip(scaled) {
        let wanted = last.origin.x + glyph.x();
        assert!((wanted - mm(*x)).abs() <= mm(0.01 / 0.7), "{wanted} is at {x} in the group");
    }
}

#[test]
fn glyphs_that_show_their_text_together_are_copied_as_that_text() {
    let fonts = scenes::fonts();
    let font = source_sans(&fonts);
    let face = fonts.get(font).unwrap();
    // A base letter and an accent drawn by two glyphs for one cluster, then a hyphen that is not in the text.
    let glyph = |character, cluster, x| Glyph::new(face.glyph(character).unwrap(), cluster, mm(x), mm(0.0));
    let glyphs =
        vec![glyph('n', 0, 0.0), glyph('o', 1, 2.0), glyph('´', 1, 2.0), glyph('l', 3, 4.0), glyph('-', 4, 5.0)];
    let fill = Fill::solid(Color::BLACK);
    let run = GlyphRun { font, size: mm(4.0), fill, origin: Point::mm(10.0, 10.0), glyphs, text: "nól".into() };
    let file = press(&one_page(vec![text(run)]));
    accepted_by_all(&file);
    assert!(Read::new(&file).content(0).contains("/Span<</ActualText<FEFF00F3>>>BDC"));
    if let Some(said) = ask("pdftotext", &["{}", "-"], &file) {
        assert_eq!(said.trim_end().trim_end_matches('-'), "nól");
    }
}

#[test]
fn postscript_outlines_are_embedded_too() {
    let path = "/usr/share/fonts/opentype/urw-base35/P052-Roman.otf";
    let Ok(bytes) = std::fs::read(path) else { return eprintln!("skipped: the URW base fonts are not installed") };
    let mut fonts = (*scenes::fonts()).clone();
    let font = fonts.add(bytes.into()).unwrap()[0];
    let words = "Efficacité\u{a0}: œuvre";
    let items = vec![text(line(&fonts, font, 5.0, 10.0, 20.0, words, Color::BLACK))];
    let file = press(&Document { fonts: Arc::new(fonts), ..one_page(items) });
    accepted_by_all(&file);
    if let Some(lines) = traced(&file) {
        assert_eq!(lines[0].0, words);
    }
    if let Some(said) = ask("pdffonts", &["{}"], &file) {
        assert!(said.contains("CID Type 0C"), "{said}");
    }
}

#[test]
fn a_press_file_has_inks_only_and_black_text_on_one_plate() {
    let file = press(&deck(2));
    let read = Read::new(&file);
    let operators = read.operators();
    for operator in ["rg", "RG", "g", "G", "sc", "scn", "cs"] {
        assert_eq!(operators.get(operator), None, "{operator} in {operators:?}");
    }
    assert!(read.content(0).contains("0 0 0 1 k BT"), "text in K 100 alone");
    let plain = export(&deck(2), &Options { compress: false, ..Options::press() }).unwrap();
    assert!(!String::from_utf8_lossy(&plain).contains("DeviceRGB"));
}

#[test]
fn what_pages_share_stands_once() {
    let (few, many) = (press(&deck(2)), press(&deck(40)));
    accepted_by_all(&many);
    let read = Read::new(&many);
    assert_eq!(read.page_count(), 80);
    // Ground, back and icon.
    assert_eq!(read.streams("Form").len(), 3);
    assert_eq!(read.with_key("FontFile2").len(), 2);
    let contents = |index| read.page(index).get(b"Contents").unwrap().as_reference().unwrap();
    assert_eq!(contents(1), contents(79), "all backs show the same stream");
    assert_ne!(contents(0), contents(2));
    assert!((0..80).all(|index| !read.page(index).has(b"Resources")), "one dictionary serves all pages");
    let card = (many.len() - few.len()) as f64 / 38.0;
    assert!(card < 1400.0, "{card} bytes a card");
}

#[test]
fn nothing_becomes_transparent_that_need_not() {
    let read = |items| Read::new(&press(&one_page(items)));
    let discs = || {
        (0..2)
            .map(|n| filled(PathData::ellipse(&Rect::mm(f64::from(n) * 5.0, 20.0, 9.0, 9.0)), blue()))
            .collect::<Vec<_>>()
    };
    let plain = read(vec![group(Group { items: discs(), ..Group::default() })]);
    assert!(plain.with_key("Group").is_empty() && plain.with_key("SMask").is_empty());

    // Two discs at half opacity as one: a group, and a page that says in which space it blends.
    let faded = read(vec![group(Group { opacity: 0.5, items: discs(), ..Group::default() })]);
    assert_eq!(faded.with_key("Group").len(), 2);
    // A single disc carries its opacity itself; only the page blends.
    let single = read(vec![group(Group { opacity: 0.5, items: discs().split_off(1), ..Group::default() })]);
    assert_eq!(single.with_key("Group").len(), 1);
    assert!(single.streams("Form").is_empty());
}

#[cfg(feature = "parallel")]
#[test]
fn one_thread_and_eight_write_the_same_bytes() {
    let deck = deck(30);
    let with = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| press(&deck));
    let (one, eight) = (with(1), with(8));
    assert!(one == eight && one == press(&deck));
}
