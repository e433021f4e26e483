//! Scenes built by hand, for the tests of exporters: no layout and no text module stands behind them.

use std::sync::Arc;

use massicot::color::{Color, Srgb};
use massicot::font::{FontId, Fonts, Slant, Weight};
use massicot::geom::{Length, PageBoxes, PathData, Point, Rect, Size, Transform};
use massicot::scene::{
    Artwork, ArtworkId, Blend, Dash, Document, Fill, FillRule, Glyph, GlyphRun, Gradient, GradientKind, Group, Image,
    ImageData, ImageId, Item, LineCap, LineJoin, Link, Page, Paint, Path, Pixels, Role, Stop, Stroke, Use,
};

/// The faces of the fonts folder that tests use.
pub fn fonts() -> Arc<Fonts> {
    let mut fonts = Fonts::new();
    for file in [
        "fraunces/Fraunces_600SemiBold.ttf",
        "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular.ttf",
        "source-sans-3/SourceSans3_400Regular.ttf",
    ] {
        let bytes = std::fs::read(format!("{}/fonts/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        fonts.add(bytes.into()).unwrap();
    }
    Arc::new(fonts)
}

pub fn fraunces(fonts: &Fonts) -> FontId {
    fonts.find("Fraunces", Weight(600), Slant::Upright).or_else(|| fonts.iter().next().map(|(id, _)| id)).unwrap()
}

pub fn atkinson(fonts: &Fonts) -> FontId {
    fonts.find("Atkinson Hyperlegible Next", Weight::REGULAR, Slant::Upright).unwrap()
}

pub fn source_sans(fonts: &Fonts) -> FontId {
    fonts.find("Source Sans 3", Weight::REGULAR, Slant::Upright).unwrap()
}

pub fn mm(value: f64) -> Length {
    Length::mm(value)
}

pub fn rgb(hex: &str) -> Color {
    Color::from_srgb(Srgb::from_hex(hex).unwrap())
}

/// A document of one page of `width` × `height` mm with 3 mm of bleed.
pub fn document(width: f64, height: f64, items: Vec<Item>) -> Document {
    let boxes = PageBoxes::new(Size::mm(width, height), mm(3.0), mm(5.0));
    let page = Page { boxes, items, name: "R01-recto".to_owned(), ..Page::default() };
    let mut document = Document { pages: vec![page], fonts: fonts(), ..Document::default() };
    document.info.title = "Essai".to_owned();
    document.info.lang = "fr".to_owned();
    document
}

pub fn filled(data: PathData, color: Color) -> Item {
    Item::Path(Box::new(Path { data: Arc::new(data), fill: Some(Fill::solid(color)), stroke: None }))
}

pub fn stroked(data: PathData, stroke: Stroke) -> Item {
    Item::Path(Box::new(Path { data: Arc::new(data), fill: None, stroke: Some(stroke) }))
}

pub fn group(group: Group) -> Item {
    Item::Group(Box::new(group))
}

/// A line of text shaped with kerning and ligatures, its pen starting at (`x`, `y`).
pub fn line(fonts: &Fonts, font: FontId, size: f64, x: f64, y: f64, text: &str, color: Color) -> GlyphRun {
    shaped(fonts, font, size, x, y, text, color, &[])
}

/// The same with OpenType features.
#[allow(clippy::too_many_arguments, reason = "one call, one line")]
pub fn shaped(
    fonts: &Fonts,
    font: FontId,
    size: f64,
    x: f64,
    y: f64,
    text: &str,
    color: Color,
    features: &[harfrust::Feature],
) -> GlyphRun {
    let face = fonts.get(font).unwrap();
    let read = harfrust::Font::new(face.bytes.to_vec(), face.index).unwrap();
    let mut buffer = harfrust::Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let options = harfrust::ShapeOptions::new().features(features);
    harfrust::shape(&harfrust::ShaperFont::new(&read), &mut buffer, options).unwrap();
    let unit = mm(size) / f64::from(face.metrics.units_per_em);
    let (mut pen_x, mut pen_y) = (0, 0);
    let mut glyphs = Vec::new();
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        let (gx, gy) = (pen_x + position.x_offset, pen_y + position.y_offset);
        glyphs.push(Glyph::new(info.glyph_id as u16, info.cluster as u16, unit * f64::from(gx), unit * f64::from(-gy)));
        pen_x += position.x_advance;
        pen_y += position.y_advance;
    }
    let fill = Fill::solid(color);
    GlyphRun { font, size: mm(size), fill, origin: Point::mm(x, y), glyphs, text: text.into() }
}

pub fn text(run: GlyphRun) -> Item {
    Item::Glyphs(Box::new(run))
}

pub fn stop(offset: f64, hex: &str, opacity: f64) -> Stop {
    Stop { offset, color: rgb(hex), opacity }
}

pub fn gradient(kind: GradientKind, stops: Vec<Stop>) -> Paint {
    Paint::Gradient(Arc::new(Gradient { kind, transform: Transform::IDENTITY, stops }))
}

pub fn painted(data: PathData, paint: Paint) -> Item {
    let fill = Fill { paint, opacity: 1.0, rule: FillRule::NonZero };
    Item::Path(Box::new(Path { data: Arc::new(data), fill: Some(fill), stroke: None }))
}

/// A smooth picture of `width` × `height` pixels, clear towards the bottom when `alpha`.
pub fn picture(width: u32, height: u32, alpha: bool) -> ImageData {
    let mut color = Vec::new();
    let mut clear = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let (u, v) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
            let wave = (u * 9.0).sin() * (v * 7.0).cos() * 0.5 + 0.5;
            color.extend([(wave * 230.0) as u8 + 10, (u * 200.0) as u8 + 30, (v * 180.0) as u8 + 40]);
            clear.push(255 - (v * 255.0) as u8);
        }
    }
    let alpha = alpha.then(|| clear.into());
    ImageData { width, height, pixels: Pixels::Samples { color: color.into(), alpha, grey: false } }
}

/// Squares of `module` mm in the manner of a QR code, one path.
pub fn code(x: f64, y: f64, modules: u32, module: f64) -> PathData {
    let mut path = PathData::new();
    for row in 0..modules {
        for column in 0..modules {
            if (row * 7 + column * 11 + row * column) % 5 < 2 {
                let (left, top) = (x + f64::from(column) * module, y + f64::from(row) * module);
                path.append(&PathData::rect(&Rect::mm(left, top, module, module)), &Transform::IDENTITY);
            }
        }
    }
    path
}

pub fn star(cx: f64, cy: f64, radius: f64) -> PathData {
    let points: Vec<_> = (0..5)
        .map(|i| {
            let angle = f64::from(i * 2) * std::f64::consts::TAU / 5.0;
            Point::mm(cx + radius * angle.sin(), cy - radius * angle.cos())
        })
        .collect();
    PathData::polyline(&points, true)
}

fn background() -> Artwork {
    let sky = GradientKind::Linear { start: Point::mm(0.0, -3.0), end: Point::mm(20.0, 97.0) };
    let full = PathData::rect(&Rect::mm(-3.0, -3.0, 75.0, 100.0));
    let sun = GradientKind::Radial { center: Point::mm(60.0, 10.0), radius: mm(30.0), focus: Point::mm(55.0, 8.0) };
    let sun_stops = vec![stop(0.0, "#ffcc33", 1.0), stop(1.0, "#ffcc33", 0.0)];
    Artwork {
        name: "fond".to_owned(),
        bounds: Rect::mm(-3.0, -3.0, 75.0, 100.0),
        items: vec![
            painted(full.clone(), gradient(sky, vec![stop(0.0, "#f4f1e8", 1.0), stop(1.0, "#cfe3ee", 1.0)])),
            painted(full, gradient(sun, sun_stops)),
            filled(PathData::ellipse(&Rect::mm(-10.0, 80.0, 60.0, 40.0)), rgb("#7cc4a4")),
        ],
    }
}

fn icon() -> Artwork {
    let stroke = Stroke { cap: LineCap::Round, join: LineJoin::Round, ..Stroke::solid(rgb("#123c70"), mm(0.6)) };
    Artwork {
        name: "tiroir".to_owned(),
        bounds: Rect::mm(0.0, 0.0, 10.0, 10.0),
        items: vec![
            stroked(PathData::rounded_rect(&Rect::mm(1.0, 2.0, 8.0, 6.0), [mm(1.0); 4]), stroke.clone()),
            stroked(PathData::polyline(&[Point::mm(1.0, 5.0), Point::mm(9.0, 5.0)], false), stroke),
            filled(PathData::ellipse(&Rect::mm(4.5, 3.0, 1.0, 1.0)), rgb("#b8480b")),
        ],
    }
}

fn placed(artwork: ArtworkId, transform: Transform) -> Item {
    Item::Use(Use { artwork, transform })
}

fn clipped_picture(image: ImageId) -> Item {
    let place = Rect::mm(6.0, 34.0, 28.0, 20.0);
    group(Group {
        clip: Some(Arc::new(PathData::rounded_rect(&place, [mm(4.0); 4]))),
        role: Some(Role::Figure { alt: "un paysage d'essai".into() }),
        items: vec![Item::Image(Image { image, rect: Rect::mm(4.0, 32.0, 33.0, 24.0) })],
        ..Group::default()
    })
}

fn faded_discs() -> Item {
    group(Group {
        opacity: 0.5,
        items: vec![
            filled(PathData::ellipse(&Rect::mm(38.0, 34.0, 14.0, 14.0)), rgb("#b8480b")),
            filled(PathData::ellipse(&Rect::mm(46.0, 34.0, 14.0, 14.0)), rgb("#123c70")),
        ],
        ..Group::default()
    })
}

fn masked_bar() -> Item {
    let across = GradientKind::Linear { start: Point::mm(38.0, 0.0), end: Point::mm(64.0, 0.0) };
    let place = Rect::mm(38.0, 50.0, 26.0, 5.0);
    let mask =
        painted(PathData::rect(&place), gradient(across, vec![stop(0.0, "#ffffff", 1.0), stop(1.0, "#000000", 1.0)]));
    group(Group {
        mask: Some(Arc::new(vec![mask])),
        items: vec![filled(PathData::rect(&place), rgb("#1a1a1a"))],
        ..Group::default()
    })
}

fn multiplied() -> Item {
    group(Group {
        blend: Blend::Multiply,
        items: vec![filled(PathData::rect(&Rect::mm(30.0, 45.0, 14.0, 12.0)), rgb("#7cc4a4"))],
        ..Group::default()
    })
}

fn turned(fonts: &Fonts) -> Item {
    let run = line(fonts, atkinson(fonts), 3.2, 0.0, 0.0, "Tourné de 12°", rgb("#b8480b"));
    group(Group {
        transform: Transform::translate(mm(34.0), mm(84.0)).then_inside(&Transform::rotate(-12.0)),
        items: vec![filled(PathData::rect(&Rect::mm(-1.0, -4.0, 24.0, 5.5)), rgb("#ffffff")), text(run)],
        ..Group::default()
    })
}

fn panel() -> Item {
    let stroke = Stroke {
        dash: Some(Dash { pattern: vec![mm(2.0), mm(1.0)], phase: mm(0.5) }),
        ..Stroke::solid(rgb("#123c70"), mm(0.4))
    };
    Item::Path(Box::new(Path {
        data: Arc::new(PathData::rounded_rect(&Rect::mm(4.0, 4.0, 61.0, 26.0), [mm(3.0); 4])),
        fill: Some(Fill { opacity: 0.8, ..Fill::solid(Color::WHITE) }),
        stroke: Some(stroke),
    }))
}

/// A card of 69 × 94 mm with one of everything a scene can hold.
pub fn rich() -> Document {
    let mut document = document(69.0, 94.0, Vec::new());
    let fonts = document.fonts.clone();
    let fond = document.assets.add_artwork(background());
    let tiroir = document.assets.add_artwork(icon());
    let photo = document.assets.add_image(picture(320, 240, false));
    let (title, body) = (fraunces(&fonts), atkinson(&fonts));
    let mut items = vec![placed(fond, Transform::IDENTITY), panel()];
    items.push(group(Group {
        role: Some(Role::Heading(1)),
        items: vec![text(line(&fonts, title, 6.35, 7.0, 12.0, "Affiche & flux offert", rgb("#123c70")))],
        ..Group::default()
    }));
    let words = [
        "AVATAR, Tokyo : « Wave » et œuvre",
        "L'efficacité d'un bien tient à l'usage",
        "qu'on en fait – pas à son volume.",
    ];
    for (index, words) in words.iter().enumerate() {
        items.push(text(line(&fonts, body, 3.2, 7.0, 18.0 + index as f64 * 4.4, words, Color::BLACK)));
    }
    items.extend([clipped_picture(photo), faded_discs(), masked_bar(), multiplied()]);
    items.push(filled(code(6.0, 60.0, 25, 0.8), Color::BLACK));
    items.push(placed(tiroir, Transform::translate(mm(30.0), mm(60.0))));
    let small = Transform::translate(mm(44.0), mm(62.0)).then_inside(&Transform::rotate(30.0));
    items.push(placed(tiroir, small.then_inside(&Transform::scale(1.2, 0.8))));
    let star_fill = Fill { rule: FillRule::EvenOdd, ..Fill::solid(rgb("#ffcc33")) };
    items.push(Item::Path(Box::new(Path {
        data: Arc::new(star(60.0, 68.0, 6.0)),
        fill: Some(star_fill),
        stroke: Some(Stroke::solid(rgb("#1a1a1a"), mm(0.3))),
    })));
    items.push(turned(&fonts));
    items.push(Item::Link(Box::new(Link {
        rect: Rect::mm(6.0, 60.0, 20.0, 20.0),
        uri: "https://example.org/?a=1&b=2".into(),
        label: "La page de la carte".into(),
    })));
    document.pages[0].items = items;
    document
}

/// A back of 69 × 94 mm as decks have them (for the benchmark): shared background, 90 words, a code.
#[allow(dead_code, reason = "the benchmark draws it")]
pub fn wordy() -> Document {
    let mut document = rich();
    let fonts = document.fonts.clone();
    let (title, body) = (fraunces(&fonts), atkinson(&fonts));
    let mut items = vec![document.pages[0].items[0].clone()];
    items.push(text(line(&fonts, title, 5.0, 6.0, 11.0, "Économie de l'usage", rgb("#123c70"))));
    let words = "vendre l'usage d'un bien plutôt que le bien change";
    for row in 0..10 {
        items.push(text(line(&fonts, body, 2.6, 6.0, 18.0 + 4.2 * f64::from(row), words, Color::BLACK)));
    }
    items.push(filled(code(6.0, 64.0, 29, 0.7), Color::BLACK));
    document.pages[0].items = items;
    document
}

/// Lines that ask much of a drawing: kerning, ligatures, small capitals, old-style figures, a mark that stands apart,
/// spaces of every kind.
pub fn demanding(fonts: &Fonts) -> Vec<GlyphRun> {
    let (title, body, other) = (fraunces(fonts), atkinson(fonts), source_sans(fonts));
    let feature = |tag: &[u8; 4]| harfrust::Feature::new(harfrust::Tag::new(tag), 1, ..);
    let small = [feature(b"smcp"), feature(b"onum")];
    let row = |font, y: f64, words: &str| line(fonts, font, 4.0, 5.0, y, words, Color::BLACK);
    vec![
        row(title, 10.0, "Affiche, fin, flux, offert & suffit"),
        row(body, 16.0, "AVATAR To. « Wave » : l'œuvre – 1 234 €"),
        row(other, 22.0, "AVATAR To. efficace\u{202f}? « Wave »"),
        row(body, 28.0, "e\u{301}te\u{301} n\u{303} q\u{308}"),
        shaped(fonts, other, 4.0, 5.0, 34.0, "Usage 1234 et partage", Color::BLACK, &small),
        row(title, 40.0, "fffi ffl fi f i"),
    ]
}
