//! PDF files as readers, printers and other programs see them.

#[path = "pdf/deck.rs"]
pub mod deck;
#[path = "pdf/judge.rs"]
pub mod judge;
#[path = "pdf/read.rs"]
pub mod read;

use std::sync::Arc;

use deck::{blue, card_page, deck, document, placed, rectangle};
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

/// A line of text, and the place of every glyph in points from the bottom left corner.
type Traced = (String, Vec<(f64, f64)>);

/// The lines of a file as MuPDF sees them.
fn traced(file: &[u8]) -> Option<Vec<Traced>> {
    let said = ask("mutool", &["trace", "{}"], file)?;
    let value = |line: &str, key: &str| {
        let value = line.split(&format!(" {key}=\"")).nth(1).unwrap().split('"').next().unwrap();
        value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&quot;", "\"")
    };
    let mut spans: Vec<Traced> = Vec::new();
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
    assert!(Read::new(&file).content(0).contains("/Span<</ActualText<FEFF006E00F3006C>>>BDC"));
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
    assert!(read.content(0).contains("0 0 0 1 k/O1 gs BT"), "text in K 100 alone, over what lies below");
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
    assert!(card < 1500.0, "{card} bytes a card");
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
fn jpeg(color: image::ExtendedColorType, samples: &[u8]) -> ImageData {
    let mut file = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut file, 95);
    encoder.encode(samples, 16, 16, color).unwrap();
    let pixels = Pixels::Jpeg { file: file.into(), channels: color.channel_count(), inverted: false };
    ImageData { width: 16, height: 16, pixels }
}

/// A grey and a green JPEG, a green and a clear picture of samples, each twice on the page.
fn pictures() -> (Document, Vec<ImageData>) {
    let green = [40, 160, 80];
    let alpha = (0..256).map(|pixel| if pixel % 16 < 8 { 255 } else { 0 }).collect::<Vec<u8>>();
    let samples = |alpha| Pixels::Samples { color: green.repeat(256).into(), alpha, grey: false };
    let images = vec![
        jpeg(image::ExtendedColorType::L8, &[128; 256]),
        jpeg(image::ExtendedColorType::Rgb8, &green.repeat(256)),
        ImageData { width: 16, height: 16, pixels: samples(None) },
        ImageData { width: 16, height: 16, pixels: samples(Some(alpha.into())) },
    ];
    let mut document = one_page(Vec::new());
    for (index, image) in images.iter().enumerate() {
        let image = document.assets.add_image(image.clone());
        for row in 0..2 {
            let rect = Rect::mm(10.0 + index as f64 * 20.0, 10.0 + f64::from(row) * 20.0, 16.0, 16.0);
            document.pages[0].items.push(Item::Image(Image { image, rect }));
        }
    }
    (document, images)
}

#[test]
fn jpeg_files_pass_through_where_their_colours_fit() {
    let (document, images) = pictures();
    let originals: Vec<&[u8]> = images
        .iter()
        .filter_map(|image| match &image.pixels {
            Pixels::Jpeg { file, .. } => Some(&file[..]),
            Pixels::Samples { .. } | Pixels::Inks { .. } => None,
        })
        .collect();
    let (on_screen, on_press) = (screen(&document), press(&document));
    accepted_by_all(&on_screen);
    accepted_by_all(&on_press);
    let passed = |file: &[u8]| {
        let read = Read::new(file);
        let streams = read.streams("Image").into_iter().filter(|image| read::is(&image.dict, "Filter", "DCTDecode"));
        streams.map(|image| image.content.clone()).collect::<Vec<_>>()
    };
    assert_eq!(passed(&on_screen), originals);
    // The press file keeps the grey one and turns the green one into inks.
    assert_eq!(passed(&on_press), originals[..1]);
    let read = Read::new(&on_press);
    let spaces =
        |name: &str| read.streams("Image").iter().filter(|image| read::is(&image.dict, "ColorSpace", name)).count();
    // Two greys: the JPEG and the alpha of the clear picture. Each picture once, though it stands on the page twice.
    assert_eq!((spaces("DeviceGray"), spaces("DeviceCMYK"), spaces("DeviceRGB")), (2, 3, 0));
}

#[test]
fn pictures_show_their_colours_and_their_clear_parts() {
    let (document, _) = pictures();
    let file = screen(&document);
    let picture = Picture::of(&file, 0, 100.0);
    assert!(picture.shows(14.0, 14.0, [128; 3]), "{:?}", picture.at(14.0, 14.0));
    assert!(picture.shows(54.0, 34.0, [40, 160, 80]), "{:?}", picture.at(54.0, 34.0));
    assert!(picture.shows(74.0, 14.0, [40, 160, 80]) && picture.shows(82.0, 14.0, [255; 3]));
}

#[test]
fn a_gradient_runs_from_colour_to_colour_and_from_opaque_to_clear() {
    let kind = GradientKind::Linear { start: Point::mm(10.0, 0.0), end: Point::mm(90.0, 0.0) };
    let bar = |y: f64| PathData::rect(&Rect::mm(10.0, y, 80.0, 10.0));
    let two = vec![stop(0.0, "#000000", 1.0), stop(1.0, "#ff0000", 1.0)];
    // A sudden change in the middle: two stops at the same offset.
    let steps = vec![stop(0.25, "#0000ff", 1.0), stop(0.5, "#0000ff", 1.0), stop(0.5, "#00ff00", 1.0)];
    let fading = vec![stop(0.0, "#ff0000", 1.0), stop(1.0, "#ff0000", 0.0)];
    let items = vec![
        painted(bar(10.0), gradient(kind, two)),
        painted(bar(30.0), gradient(kind, steps)),
        painted(bar(50.0), gradient(kind, fading)),
    ];
    let file = screen(&one_page(items.clone()));
    accepted_by_all(&file);
    accepted_by_all(&press(&one_page(items)));
    let picture = Picture::of(&file, 0, 100.0);
    let red_at = |x: f64| picture.at(x, 15.0)[0];
    assert!(red_at(11.0) < 10 && red_at(50.0).abs_diff(128) < 8 && red_at(89.0) > 245);
    assert!(picture.shows(12.0, 35.0, [0, 0, 255]) && picture.shows(48.0, 35.0, [0, 0, 255]));
    assert!(picture.shows(52.0, 35.0, [0, 255, 0]) && picture.shows(88.0, 35.0, [0, 255, 0]));
    let [red, green, _] = picture.at(50.0, 55.0);
    assert!(red > 250 && green.abs_diff(128) < 10, "half of the red lets half of the paper through");
}

#[test]
fn a_page_with_everything_looks_the_same_as_png() {
    use massicot::export::png;
    let document = scenes::rich();
    let file = screen(&document);
    accepted_by_all(&file);
    accepted_by_all(&press(&document));
    let drawn = png::Painter::new(&document, png::Options { dpi: 144.0, ..png::Options::default() }).page(0).unwrap();
    let picture = Picture::of(&file, 0, 144.0);
    let (mut off, mut seen) = (0_u32, 0_u32);
    // Pixels in the midst of areas: one that has neighbours of another colour may differ at its edge.
    for (y, row) in drawn.rgba().chunks(drawn.width() as usize * 4).enumerate().skip(1).step_by(2) {
        for (x, pixel) in row.chunks(4).enumerate().skip(1).step_by(2) {
            let (mm_x, mm_y) = ((x as f64 + 0.5) * 25.4 / 144.0, (y as f64 + 0.5) * 25.4 / 144.0);
            if mm_x < 68.5 && mm_y < 93.5 {
                let difference = picture.at(mm_x, mm_y).iter().zip(pixel).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
                seen += 1;
                off += u32::from(difference > 40);
            }
        }
    }
    assert!(off * 100 < seen, "{off} of {seen} pixels differ");
}

/// The modules of a code as they are seen on the page, its corner at (20, 20) mm, one module a millimetre.
fn modules_seen(file: &[u8], side: usize) -> Vec<Vec<bool>> {
    let picture = Picture::of(file, 0, 127.0);
    let dark = |x: usize, y: usize| picture.at(20.5 + x as f64, 20.5 + y as f64)[0] < 128;
    (0..side).map(|y| (0..side).map(|x| dark(x, y)).collect()).collect()
}

#[test]
fn a_code_keeps_every_module() {
    let code = Code::encode("https://efc.exemple.fr/c/62528/R01?v=1.2", Level::Q).unwrap();
    let side = code.modules();
    let placed = code.place(Point::mm(16.0, 16.0), mm(side as f64 + 8.0), Ground::White);
    let file = screen(&one_page(vec![group(placed)]));
    let modules: Vec<Vec<bool>> = (0..side).map(|y| (0..side).map(|x| code.is_dark(x, y)).collect()).collect();
    assert_eq!(modules_seen(&file, side), modules);
}

/// A cross of five squares of `arm` mm each way, turning one way or the other.
fn cross(x: i32, y: i32, arm: i32, clockwise: bool) -> PathData {
    let corners = [(1, 0), (2, 0), (2, 1), (3, 1), (3, 2), (2, 2), (2, 3), (1, 3), (1, 2), (0, 2), (0, 1), (1, 1)];
    let mut corners = corners.map(|(dx, dy)| Point::mm(f64::from(x + dx * arm), f64::from(y + dy * arm)));
    if !clockwise {
        corners.reverse();
    }
    PathData::polyline(&corners, true)
}

#[test]
fn contours_on_a_grid_obey_their_filling_rule() {
    // Crosses that overlap, one in another, some of them turning the other way.
    let crosses = [(0, 0, 4, true), (3, 3, 2, true), (4, 4, 1, false), (6, 6, 3, true), (12, 0, 1, false)];
    let mut data = PathData::new();
    crosses.iter().for_each(|(x, y, arm, way)| data.append(&cross(*x, *y, *arm, *way), &Transform::IDENTITY));
    let winding = |column: i32, row: i32| {
        let turns = crosses.iter().map(|(x, y, arm, clockwise)| {
            let (across, down) = ((column - x).div_euclid(*arm), (row - y).div_euclid(*arm));
            let inside = (0..3).contains(&across) && (0..3).contains(&down) && (across == 1 || down == 1);
            i32::from(inside) * if *clockwise { 1 } else { -1 }
        });
        turns.sum::<i32>()
    };
    // Half a turn twice: the group has numbers of its own, whole millimetres.
    let turn = Transform::rotate_about(180.0, Point::mm(10.0, 10.0));
    let outer = Transform::translate(mm(20.0), mm(20.0)).then_inside(&turn);
    for rule in [FillRule::NonZero, FillRule::EvenOdd] {
        let fill = Some(Fill { rule, ..Fill::solid(Color::BLACK) });
        let item = Item::Path(Box::new(Path { data: Arc::new(data.clone()), fill, stroke: None }));
        let inner = group(Group { transform: turn, items: vec![item], ..Group::default() });
        let file = screen(&one_page(vec![group(Group { transform: outer, items: vec![inner], ..Group::default() })]));
        let inside = |x, y| if rule == FillRule::EvenOdd { winding(x, y) % 2 != 0 } else { winding(x, y) != 0 };
        let wanted: Vec<Vec<bool>> = (0..16).map(|y| (0..16).map(|x| inside(x, y)).collect()).collect();
        assert_eq!(modules_seen(&file, 16), wanted, "{rule:?}");
        assert!(Read::new(&file).operators()["re"] > 5, "cut into rectangles");
    }
}

#[test]
fn links_lead_somewhere_on_screens_and_nowhere_on_press() {
    let link = Link {
        rect: Rect::mm(5.0, 5.0, 40.0, 10.0),
        uri: "https://example.org/é?a=(1)".into(),
        label: "La fiche n° 1".into(),
    };
    let link = Item::Link(Box::new(link));
    let mut document = one_page(vec![link.clone()]);
    // The same link on shared artwork, moved by 50 mm.
    let artwork = document.assets.add_artwork(Artwork { items: vec![link], ..Artwork::default() });
    let transform = Transform::translate(mm(0.0), mm(50.0));
    document.pages[0].items.push(Item::Use(Use { artwork, transform }));

    let file = screen(&document);
    accepted_by_all(&file);
    let read = Read::new(&file);
    let links = read.with_key("Rect");
    let rects: Vec<[f64; 4]> = links
        .iter()
        .map(|link| {
            let rect = link.get(b"Rect").unwrap().as_array().unwrap();
            let mm: Vec<f64> = rect.iter().map(|value| f64::from(value.as_float().unwrap()) / 72.0 * 25.4).collect();
            mm.try_into().unwrap()
        })
        .collect();
    assert_mm(rects[0], [5.0, 133.0, 45.0, 143.0]);
    assert_mm(rects[1], [5.0, 83.0, 45.0, 93.0]);
    let action = read.follow(links[0].get(b"A").unwrap()).as_dict().unwrap();
    assert_eq!(action.get(b"URI").unwrap().as_str().unwrap(), b"https://example.org/%C3%A9?a=(1)");
    assert!(Read::new(&press(&document)).with_key("Annots").is_empty());
}

#[test]
fn the_file_says_the_same_of_itself_everywhere() {
    let file = press(&deck(1));
    let read = Read::new(&file);
    let catalog = read.catalog();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"fr");
    let preferences = read.follow(catalog.get(b"ViewerPreferences").unwrap()).as_dict().unwrap();
    assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let metadata = read.follow(catalog.get(b"Metadata").unwrap()).as_stream().unwrap();
    let xmp = String::from_utf8(metadata.content.clone()).unwrap();
    let xmp = roxmltree::Document::parse(&xmp).unwrap();
    let text = |name: &str| {
        let node = xmp.descendants().find(|node| node.tag_name().name() == name).unwrap();
        node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect::<String>()
    };
    assert_eq!(text("title"), "Repères & « tiroirs »");
    assert_eq!(text("CreateDate"), "2026-03-14T00:00:00Z");
    if let Some(said) = ask("pdfinfo", &["{}"], &file) {
        assert!(said.contains("Title:           Repères & « tiroirs »"), "{said}");
        assert!(said.contains("CreationDate:    Sat Mar 14"), "{said}");
    }
}

#[test]
fn a_large_deck_keeps_its_order_and_its_page_names() {
    // More than two levels of the page tree and one leaf of labels.
    let pages = (0..1100)
        .map(|n| card_page(&format!("R{n}-recto"), vec![rectangle(0.0, 0.0, f64::from(n) / 20.0, 5.0, blue())]));
    let file = press(&document(pages.collect()));
    ask("qpdf", &["--check", "{}"], &file);
    let read = Read::new(&file);
    assert_eq!(read.page_count(), 1100);
    for n in [1, 31, 32, 1023, 1024, 1099] {
        // x, y, width, height, `re`, `f`: widths with two decimals.
        let content = read.content(n);
        let width: f64 = content.split_whitespace().nth_back(3).unwrap().parse().unwrap();
        assert!((width - mm(n as f64 / 20.0).to_pt()).abs() < 0.011, "page {n}: {content}");
    }
    if let Some(said) = ask("qpdf", &["--json", "--json-key=pagelabels", "{}"], &file) {
        assert!(said.contains("u:R1099-recto"), "{}", &said[..400]);
    }
}

#[test]
fn masks_and_blend_modes_show() {
    let square = |color| rectangle(10.0, 10.0, 40.0, 40.0, color);
    let yellow = Color::from_srgb(massicot::color::Srgb::new(255, 255, 0));
    let cyan = Color::from_srgb(massicot::color::Srgb::new(0, 255, 255));
    let multiplied = Group { blend: Blend::Multiply, items: vec![square(cyan)], ..Group::default() };
    let picture = Picture::of(&screen(&one_page(vec![square(yellow), group(multiplied)])), 0, 72.0);
    assert!(picture.shows(30.0, 30.0, [0, 255, 0]), "{:?}", picture.at(30.0, 30.0));

    let grey = Color::from_srgb(massicot::color::Srgb::new(128, 128, 128));
    let mask =
        Some(Arc::new(vec![rectangle(10.0, 10.0, 20.0, 40.0, Color::WHITE), rectangle(30.0, 10.0, 10.0, 40.0, grey)]));
    let masked =
        |mask_alpha| Group { mask: mask.clone(), mask_alpha, items: vec![square(Color::BLACK)], ..Group::default() };
    let picture = Picture::of(&screen(&one_page(vec![group(masked(false))])), 0, 72.0);
    // White lets all through, grey half, and nothing is seen where the mask paints nothing.
    assert!(picture.shows(20.0, 30.0, [0; 3]) && picture.shows(45.0, 30.0, [255; 3]));
    assert!(picture.at(35.0, 30.0)[0].abs_diff(127) < 6, "{:?}", picture.at(35.0, 30.0));
    let picture = Picture::of(&screen(&one_page(vec![group(masked(true))])), 0, 72.0);
    assert!(picture.shows(35.0, 30.0, [0; 3]) && picture.shows(45.0, 30.0, [255; 3]));
}

fn said(faults: &Diagnostics) -> Vec<(&str, &str)> {
    faults.iter().map(|fault| (fault.code, fault.message.text(Lang::En))).collect()
}

#[test]
fn what_no_pdf_can_hold_is_told() {
    let faults = export(&document(Vec::new()), &Options::press()).unwrap_err();
    assert_eq!(said(&faults), [("pdf-no-pages", "the document has no pages")]);

    let mut lost = one_page(vec![rectangle(0.0, f64::NAN, 1.0, 1.0, blue())]);
    lost.pages[0].items.push(placed(massicot::scene::ArtworkId(7)));
    let faults = export(&lost, &Options::press()).unwrap_err();
    let wanted = [
        ("pdf-number", "a coordinate is not a finite number"),
        ("pdf-artwork", "artwork no. 7 is not in the document to export"),
    ];
    assert_eq!(said(&faults), wanted);

    let mut ring = one_page(vec![placed(massicot::scene::ArtworkId(0))]);
    let items = vec![placed(massicot::scene::ArtworkId(0))];
    ring.assets.add_artwork(Artwork { name: "fond".into(), items, ..Artwork::default() });
    let faults = export(&ring, &Options::press()).unwrap_err();
    assert_eq!(said(&faults), [("pdf-artwork-loop", "the artwork “fond” contains itself")]);
}
