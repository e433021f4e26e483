//! Pages as pictures: sizes, colours and what the file says, worked out by hand.

use std::sync::Arc;

use massicot::color::Color;
use massicot::export::png::{Background, Options, Painter, Pixmap, export};
use massicot::geom::{PathData, Point, Rect, Transform};
use massicot::scene::{Artwork, Blend, Document, Fill, Group, Image, ImageData, Item, Path, Pixels, Use};

use crate::scenes::{self, document, filled, group, mm, rgb};

fn page(document: &Document, options: Options) -> Pixmap {
    Painter::new(document, options).page(0).unwrap()
}

/// A page of one square inch: 300 pixels a side at 300 dpi, so that 1/300 inch is a pixel.
fn inch(items: Vec<Item>) -> Document {
    document(25.4, 25.4, items)
}

/// A rectangle in pixels of that page.
fn pixels(x: f64, y: f64, width: f64, height: f64) -> Rect {
    let unit = 25.4 / 300.0;
    Rect::mm(x * unit, y * unit, width * unit, height * unit)
}

fn area(x: f64, y: f64, width: f64, height: f64, hex: &str) -> Item {
    filled(PathData::rect(&pixels(x, y, width, height)), rgb(hex))
}

#[track_caller]
fn assert_near(found: [u8; 4], wanted: [u8; 4]) {
    assert!(found.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) <= 1), "{found:?}, not {wanted:?}");
}

/// Kind and content of every chunk of a PNG file.
fn chunks(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut rest = file.strip_prefix(b"\x89PNG\r\n\x1a\n").unwrap();
    let mut chunks = Vec::new();
    while let Some((length, tail)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        chunks.push((String::from_utf8(tail[..4].to_vec()).unwrap(), tail[4..4 + length].to_vec()));
        rest = &tail[length + 8..];
    }
    chunks
}

#[test]
fn a_page_has_as_many_pixels_as_its_millimetres_say() {
    let sizes = |width, height, options| {
        let page = page(&document(width, height, Vec::new()), options);
        (page.width(), page.height())
    };
    // 69 mm × 300 / 25.4 = 814.96; 94 mm: 1110.24; A6: 1240.16 × 1748.03, with 3 mm of bleed 1311.02 × 1818.90.
    assert_eq!(sizes(69.0, 94.0, Options::default()), (815, 1110));
    assert_eq!(sizes(105.0, 148.0, Options::default()), (1240, 1748));
    assert_eq!(sizes(105.0, 148.0, Options { bleed: true, ..Options::default() }), (1311, 1819));
    assert_eq!(sizes(105.0, 148.0, Options { dpi: 96.0, ..Options::default() }), (397, 559));
}

#[test]
fn the_file_says_its_resolution_and_nothing_that_varies() {
    let file = export(&document(69.0, 94.0, Vec::new()), 0, &Options::default()).unwrap();
    let chunks = chunks(&file);
    let mut kinds: Vec<&str> = chunks.iter().map(|(kind, _)| kind.as_str()).collect();
    kinds.dedup();
    assert_eq!(kinds, ["IHDR", "pHYs", "sRGB", "IDAT", "IEND"]);
    // 300 dpi are 11 811 dots a metre (0x2e23), unit 1 is the metre.
    assert_eq!(chunks[1].1, [0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1]);
    // 815 × 1110, eight bits, RGB without alpha.
    assert_eq!(chunks[0].1, [0, 0, 3, 47, 0, 0, 4, 86, 8, 2, 0, 0, 0]);
    let clear = Options { background: Background::Transparent, ..Options::default() };
    let file = export(&document(69.0, 94.0, Vec::new()), 0, &clear).unwrap();
    assert_eq!(self::chunks(&file)[0].1[9], 6, "RGBA");
}

#[test]
fn colours_fall_on_the_pixels_they_cover() {
    let drawn = page(&inch(vec![area(0.0, 0.0, 150.0, 100.5, "#b8480b")]), Options::default());
    assert_eq!(drawn.pixel(149, 99), Some([0xb8, 0x48, 0x0b, 255]));
    assert_eq!(drawn.pixel(150, 99), Some([255, 255, 255, 255]));
    // Half a pixel high: halfway between the colour and white.
    assert_near(drawn.pixel(149, 100).unwrap(), [220, 164, 133, 255]);
    assert_eq!(drawn.pixel(300, 0), None);
}

#[test]
fn bleed_lies_around_the_trim_and_moves_nothing() {
    let items = vec![filled(PathData::rect(&Rect::mm(-3.0, -3.0, 3.0, 31.4)), rgb("#123c70"))];
    let document = inch(items);
    let trimmed = page(&document, Options::default());
    assert_eq!(trimmed.pixel(0, 150), Some([255; 4]));
    let whole = page(&document, Options { bleed: true, ..Options::default() });
    // 31.4 mm are 370.87 pixels, rounded to 371; 3 mm are 35.4 of them.
    assert_eq!((whole.width(), whole.height()), (371, 371));
    assert_eq!(whole.pixel(0, 0), Some([0x12, 0x3c, 0x70, 255]));
    assert_eq!(whole.pixel(34, 200), Some([0x12, 0x3c, 0x70, 255]));
    assert_eq!(whole.pixel(36, 200), Some([255; 4]));
}

#[test]
fn without_background_colours_keep_their_full_value() {
    let half = Fill { opacity: 0.5, ..Fill::solid(rgb("#ff0000")) };
    let path = Path { data: Arc::new(PathData::rect(&pixels(0.0, 0.0, 100.0, 100.0))), fill: Some(half), stroke: None };
    let clear = Options { background: Background::Transparent, ..Options::default() };
    let drawn = page(&inch(vec![Item::Path(Box::new(path))]), clear);
    assert_near(drawn.pixel(50, 50).unwrap(), [255, 0, 0, 128]);
    assert_eq!(drawn.pixel(200, 50), Some([0; 4]));
}

#[test]
fn a_disc_has_the_area_of_a_disc() {
    let disc = filled(PathData::ellipse(&Rect::mm(2.0, 2.0, 20.0, 20.0)), Color::BLACK);
    let drawn = page(&inch(vec![disc]), Options::default());
    let covered: f64 = drawn.rgba().chunks(4).map(|pixel| 1.0 - f64::from(pixel[0]) / 255.0).sum();
    let radius = 10.0 * 300.0 / 25.4;
    let wanted = std::f64::consts::PI * radius * radius;
    assert!((covered / wanted - 1.0).abs() < 0.005, "{covered:.0} pixels, not {wanted:.0}");
}

#[test]
fn letters_have_the_area_of_their_outlines() {
    let fonts = scenes::fonts();
    let run = scenes::line(&fonts, scenes::atkinson(&fonts), 6.0, 1.3, 12.7, "lilIl", Color::BLACK);
    let drawn = page(&inch(vec![scenes::text(run.clone())]), Options::default());
    let covered: f64 = drawn.rgba().chunks(4).map(|pixel| 1.0 - f64::from(pixel[0]) / 255.0).sum();
    // The same outlines as one path, drawn by tiny-skia.
    let mut outline = PathData::new();
    for glyph in &run.glyphs {
        let face = fonts.get(run.font).unwrap();
        let place = Transform::translate(run.origin.x + glyph.x(), run.origin.y + glyph.y());
        let letter = massicot::font::glyph_outline(face, glyph.id).unwrap();
        outline.append(&letter, &place.then_inside(&Transform::scale(6.0, 6.0)));
    }
    let path = page(&inch(vec![filled(outline, Color::BLACK)]), Options::default());
    let wanted: f64 = path.rgba().chunks(4).map(|pixel| 1.0 - f64::from(pixel[0]) / 255.0).sum();
    assert!((covered / wanted - 1.0).abs() < 0.01, "{covered:.0} pixels, not {wanted:.0}");
}

#[test]
fn a_group_fades_as_a_whole() {
    let items = || vec![area(0.0, 0.0, 100.0, 100.0, "#ff0000"), area(50.0, 0.0, 100.0, 100.0, "#0000ff")];
    let together = group(Group { opacity: 0.5, items: items(), ..Group::default() });
    let drawn = page(&inch(vec![together]), Options::default());
    assert_near(drawn.pixel(75, 50).unwrap(), [128, 128, 255, 255]);
    let apart = items().into_iter().map(|item| group(Group { opacity: 0.5, items: vec![item], ..Group::default() }));
    let drawn = page(&inch(apart.collect()), Options::default());
    assert_near(drawn.pixel(75, 50).unwrap(), [128, 64, 191, 255]);
}

#[test]
fn a_mask_shows_by_luminosity_or_by_alpha() {
    let masked = |by_alpha| {
        let mask = vec![area(0.0, 0.0, 50.0, 100.0, "#ffffff"), area(50.0, 0.0, 50.0, 100.0, "#000000")];
        let items = vec![area(0.0, 0.0, 150.0, 100.0, "#123c70")];
        let group = Group { mask: Some(Arc::new(mask)), mask_alpha: by_alpha, items, ..Group::default() };
        page(&inch(vec![scenes::group(group)]), Options::default())
    };
    let (ink, paper) = (Some([0x12, 0x3c, 0x70, 255]), Some([255; 4]));
    let by_light = masked(false);
    assert_eq!([by_light.pixel(25, 50), by_light.pixel(75, 50), by_light.pixel(125, 50)], [ink, paper, paper]);
    let by_alpha = masked(true);
    assert_eq!([by_alpha.pixel(25, 50), by_alpha.pixel(75, 50), by_alpha.pixel(125, 50)], [ink, ink, paper]);
}

#[test]
fn clips_cut_each_other() {
    let cut =
        |rect: Rect, items| group(Group { clip: Some(Arc::new(PathData::rect(&rect))), items, ..Group::default() });
    let inner = cut(pixels(50.0, 0.0, 200.0, 200.0), vec![area(0.0, 0.0, 300.0, 300.0, "#123c70")]);
    let drawn = page(&inch(vec![cut(pixels(0.0, 0.0, 100.0, 100.0), vec![inner])]), Options::default());
    assert_eq!(drawn.pixel(75, 50), Some([0x12, 0x3c, 0x70, 255]));
    for (x, y) in [(25, 50), (125, 50), (75, 150)] {
        assert_eq!(drawn.pixel(x, y), Some([255; 4]), "{x}, {y}");
    }
}

#[test]
fn yellow_multiplied_by_cyan_is_green_even_from_shared_artwork() {
    let cyan = group(Group {
        blend: Blend::Multiply,
        items: vec![area(0.0, 0.0, 100.0, 100.0, "#00ffff")],
        ..Group::default()
    });
    let mut document = inch(vec![area(0.0, 0.0, 100.0, 100.0, "#ffff00")]);
    let bounds = pixels(0.0, 0.0, 100.0, 100.0);
    let artwork = document.assets.add_artwork(Artwork { name: "voile".into(), bounds, items: vec![cyan] });
    document.pages[0].items.push(Item::Use(Use { artwork, transform: Transform::IDENTITY }));
    assert_eq!(page(&document, Options::default()).pixel(50, 50), Some([0, 255, 0, 255]));
}

fn samples(width: u32, height: u32, color: impl Fn(u32, u32) -> [u8; 3]) -> ImageData {
    let color: Vec<u8> =
        (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).flat_map(|(x, y)| color(x, y)).collect();
    ImageData { width, height, pixels: Pixels::Samples { color: color.into(), alpha: None, grey: false } }
}

fn placed(image: ImageData, rect: Rect, transform: Transform) -> Document {
    let mut document = inch(Vec::new());
    let image = document.assets.add_image(image);
    let items = vec![Item::Image(Image { image, rect })];
    document.pages[0].items = vec![group(Group { transform, items, ..Group::default() })];
    document
}

#[test]
fn a_picture_shrunk_keeps_its_mean_and_makes_no_moire() {
    let checks = samples(700, 700, |x, y| [if (x + y) % 2 == 0 { 255 } else { 0 }; 3]);
    let drawn = page(&placed(checks, pixels(10.0, 10.0, 100.0, 100.0), Transform::IDENTITY), Options::default());
    for (x, y) in (12..108).flat_map(|x| (12..108).map(move |y| (x, y))) {
        let grey = drawn.pixel(x, y).unwrap()[0];
        assert!(grey.abs_diff(127) <= 2, "{grey} at {x}, {y}");
    }
    assert_eq!(drawn.pixel(9, 50), Some([255; 4]));
}

#[test]
fn a_picture_turns_with_its_group() {
    let flag = || samples(60, 40, |x, _| if x < 30 { [200, 0, 0] } else { [0, 0, 200] });
    let rect = Rect::mm(-6.0, -4.0, 12.0, 8.0);
    let middle = Transform::translate(mm(12.7), mm(12.7));
    let ends = |turn: Transform| {
        let drawn = page(&placed(flag(), rect, middle.then_inside(&turn)), Options::default());
        // Right, below, left and above the middle, 35 pixels away.
        [(185, 150), (150, 185), (115, 150), (150, 115)].map(|(x, y)| drawn.pixel(x, y).unwrap()[0] / 100)
    };
    let plain = ends(Transform::IDENTITY);
    assert_eq!((plain[0], plain[2]), (0, 2));
    // Clockwise by a quarter, the left end comes to the top.
    let quarter = ends(Transform::rotate(90.0));
    assert_eq!((quarter[1], quarter[3]), (0, 2));
    let near_quarter = ends(Transform::rotate(89.0));
    assert_eq!((near_quarter[1], near_quarter[3]), (0, 2));
    let mirrored = ends(Transform::scale(-1.0, 1.0));
    assert_eq!((mirrored[0], mirrored[2]), (2, 0));
}

/// A JPEG of one 8 × 8 block with one flat value in each of its four components: all quantisers 8, Huffman codes of
/// four bits for the size of the mean and of one bit for "no more". Adobe's marker tells how channels are mixed.
fn four_channel_jpeg(values: [u8; 4], adobe: Option<u8>) -> Vec<u8> {
    let mut file = vec![0xff, 0xd8];
    let mut segment = |marker: u8, body: &[u8]| {
        file.extend([0xff, marker]);
        file.extend((body.len() as u16 + 2).to_be_bytes());
        file.extend(body);
    };
    if let Some(transform) = adobe {
        segment(0xee, &[&b"Adobe\0\x64\0\0\0\0"[..], &[transform]].concat());
    }
    segment(0xdb, &[&[0][..], &[8; 64]].concat());
    segment(0xc0, &[8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]);
    let sizes = [0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    segment(0xc4, &[&[0x00][..], &sizes, &[0, 1, 2, 3, 4, 5, 6, 7, 8]].concat());
    segment(0xc4, &[&[0x10, 1][..], &[0; 15], &[0]].concat());
    segment(0xda, &[4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]);
    let mut bits = String::new();
    for value in values {
        let mean = i32::from(value) - 128;
        let size = 32 - mean.unsigned_abs().leading_zeros();
        let code = if mean < 0 { mean + (1 << size) - 1 } else { mean };
        bits += &format!("{size:04b}");
        if size > 0 {
            bits += &format!("{code:0width$b}", width = size as usize);
        }
        bits.push('0');
    }
    while !bits.len().is_multiple_of(8) {
        bits.push('1');
    }
    for byte in bits.as_bytes().chunks(8) {
        let byte = byte.iter().fold(0, |byte, bit| byte << 1 | (bit - b'0'));
        file.push(byte);
        if byte == 0xff {
            file.push(0);
        }
    }
    file.extend([0xff, 0xd9]);
    file
}

#[test]
fn inks_of_a_cmyk_jpeg_show_as_printed() {
    let shown = |values, adobe: Option<u8>| {
        let file = four_channel_jpeg(values, adobe).into();
        let pixels = Pixels::Jpeg { file, channels: 4, inverted: adobe.is_some() };
        let image = ImageData { width: 8, height: 8, pixels };
        page(&placed(image, pixels_of_all(), Transform::IDENTITY), Options::default()).pixel(150, 150).unwrap()
    };
    // Solid cyan on coated paper (FOGRA39) is #009ee3 on a screen, give or take the profile.
    // Told as inks, as inks inverted, and as the YCbCr of red (76, 85, 255) whose complement is cyan, inverted.
    for cyan in [shown([255, 0, 0, 0], None), shown([0, 255, 255, 255], Some(0)), shown([76, 85, 255, 255], Some(2))] {
        assert!(cyan[0] < 40 && cyan[1].abs_diff(158) < 12 && cyan[2].abs_diff(227) < 12, "{cyan:?}");
    }
    let paper = shown([0, 0, 0, 0], None);
    assert!(paper.iter().all(|channel| *channel > 250), "{paper:?}");
}

fn pixels_of_all() -> Rect {
    pixels(0.0, 0.0, 300.0, 300.0)
}

#[test]
fn a_damaged_picture_is_named_not_left_out() {
    let pixels = Pixels::Jpeg { file: b"\xff\xd8\xff\xe0 nothing".as_slice().into(), channels: 3, inverted: false };
    let image = ImageData { width: 8, height: 8, pixels };
    let fault = export(&placed(image, pixels_of_all(), Transform::IDENTITY), 0, &Options::default()).unwrap_err();
    assert_eq!(fault.code, "image-damaged");
    assert_eq!(fault.message.en, "picture 0 (8 × 8 pixels) is damaged: it cannot be decoded");
}

#[test]
fn artwork_inside_itself_is_an_error() {
    let mut document = inch(Vec::new());
    let used = |id| Item::Use(Use { artwork: massicot::scene::ArtworkId(id), transform: Transform::IDENTITY });
    let bounds = pixels_of_all();
    document.assets.add_artwork(Artwork { name: "boucle".into(), bounds, items: vec![used(0)] });
    document.pages[0].items = vec![used(0)];
    assert_eq!(export(&document, 0, &Options::default()).unwrap_err().code, "artwork-loop");
}

#[test]
fn a_page_that_makes_no_picture_is_an_error() {
    let fault = |width, dpi| {
        export(&document(width, 100.0, Vec::new()), 0, &Options { dpi, ..Options::default() }).unwrap_err().code
    };
    assert_eq!(fault(0.0, 300.0), "png-page-size");
    assert_eq!(fault(100.0, f64::NAN), "png-page-size");
    assert_eq!(fault(100_000.0, 2400.0), "png-page-size");
    assert_eq!(export(&inch(Vec::new()), 1, &Options::default()).unwrap_err().code, "png-no-page");
}

#[test]
fn what_is_kept_between_pages_changes_no_byte() {
    let mut document = scenes::rich();
    let first = document.pages[0].clone();
    for shift in 1..4 {
        let mut page = first.clone();
        let transform = Transform::translate(mm(0.37 * f64::from(shift)), mm(1.1));
        page.items = vec![group(Group { transform, items: page.items, ..Group::default() })];
        document.pages.push(page);
    }
    let options = Options { dpi: 120.0, ..Options::default() };
    let alone: Vec<_> = (0..4).map(|index| export(&document, index, &options).unwrap()).collect();
    let painter = Painter::new(&document, options);
    let together: Vec<_> = std::thread::scope(|scope| {
        let painter = &painter;
        let threads: Vec<_> = (0..4).rev().map(|index| scope.spawn(move || painter.png(index).unwrap())).collect();
        threads.into_iter().rev().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(alone == together);
    assert!(alone[0] == painter.png(0).unwrap());
}

#[test]
fn a_line_without_width_paints_nothing() {
    let line = PathData::polyline(&[Point::mm(1.0, 1.0), Point::mm(20.0, 20.0)], false);
    let stroke = massicot::scene::Stroke::solid(Color::BLACK, mm(0.0));
    let drawn = page(&inch(vec![scenes::stroked(line, stroke)]), Options::default());
    assert!(drawn.rgba().iter().all(|channel| *channel == 255));
}
