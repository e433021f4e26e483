//! Pages as drawings: read back as XML, with the places of letters against those of the scene.

use std::collections::BTreeSet;
use std::sync::Arc;

use base64::Engine;
use massicot::color::Color;
use massicot::export::svg::{Options, TextMode, export, export_inline};
use massicot::font::Fonts;
use massicot::geom::{PathData, Rect, Transform};
use massicot::scene::{Document, Group, Image, ImageData, Item, Link, Pixels, Plate, Role};
use roxmltree::{Document as Xml, Node};

use crate::scenes::{self, document, filled, group, mm, rgb, text};

const LIVE: Options = Options { text: TextMode::Live, bleed: false };
const OUTLINED: Options = Options { text: TextMode::Outlined, bleed: false };
const XLINK: &str = "http://www.w3.org/1999/xlink";

fn live(document: &Document) -> String {
    export(document, 0, &LIVE).unwrap()
}

fn named<'a>(xml: &'a Xml<'_>, name: &'static str) -> Vec<Node<'a, 'a>> {
    xml.descendants().filter(|node| node.has_tag_name(name)).collect()
}

/// The characters of a `<text>` with the x and y that each has.
fn letters(node: &Node<'_, '_>) -> Vec<(char, f64, f64)> {
    let mut letters = Vec::new();
    for piece in node.descendants().filter(Node::is_text) {
        let list = |name: &str| -> Vec<f64> {
            let from = piece.ancestors().find_map(|node| node.attribute(name)).unwrap();
            from.split(' ').map(|value| value.parse().unwrap()).collect()
        };
        let (xs, ys) = (list("x"), list("y"));
        for (index, character) in piece.text().unwrap().chars().enumerate() {
            letters.push((character, xs[index], ys[index.min(ys.len() - 1)]));
        }
    }
    letters
}

#[test]
fn a_drawing_is_measured_in_millimetres_from_the_trim() {
    let document = document(69.0, 94.0, Vec::new());
    let frame = |options: &Options| {
        let drawing = export(&document, 0, options).unwrap();
        let xml = Xml::parse(&drawing).unwrap();
        ["width", "height", "viewBox"].map(|name| xml.root_element().attribute(name).unwrap().to_owned())
    };
    assert_eq!(frame(&LIVE), ["69mm", "94mm", "0 0 69 94"]);
    assert_eq!(frame(&Options { bleed: true, ..LIVE }), ["75mm", "100mm", "-3 -3 75 100"]);
}

#[test]
fn live_letters_stand_where_the_scene_puts_them() {
    let fonts = scenes::fonts();
    for run in scenes::demanding(&fonts) {
        let words = run.text.clone();
        let drawing = live(&document(105.0, 148.0, vec![text(run.clone())]));
        let xml = Xml::parse(&drawing).unwrap();
        let texts = named(&xml, "text");
        assert_eq!(texts.len(), 1, "{words}");
        let letters = letters(&texts[0]);
        let written: String = letters.iter().map(|(character, ..)| character).collect();
        assert_eq!(written, *words);
        let mut at = 0;
        for (character, x, y) in letters {
            // A cluster's first character stands at one of its glyphs, the one that is drawn.
            let own: Vec<_> = run.glyphs.iter().filter(|glyph| usize::from(glyph.cluster) == at).collect();
            let near = |a: f64, b: f64| (a - b).abs() <= 0.01;
            let found = own.iter().any(|glyph| {
                near(x, (run.origin.x + glyph.x()).to_mm()) && near(y, (run.origin.y + glyph.y()).to_mm())
            });
            assert!(own.is_empty() || found, "{character:?} of {words:?} at {x}, {y}");
            at += character.len_utf8();
        }
    }
}

#[test]
fn ligatures_take_a_second_character_map_and_leave_the_words_alone() {
    let fonts = scenes::fonts();
    let run = scenes::line(&fonts, scenes::fraunces(&fonts), 4.0, 5.0, 10.0, "la fin", Color::BLACK);
    let drawing = live(&document(105.0, 148.0, vec![text(run)]));
    let xml = Xml::parse(&drawing).unwrap();
    let families: BTreeSet<_> = xml.descendants().filter_map(|node| node.attribute("font-family")).collect();
    assert_eq!(families.len(), 2, "{families:?}");
    assert_eq!(drawing.matches("@font-face").count(), 2);
}

#[test]
fn a_soft_hyphen_that_shows_is_drawn_and_stays_a_soft_hyphen() {
    let fonts = scenes::fonts();
    let mut run = scenes::line(&fonts, scenes::atkinson(&fonts), 4.0, 5.0, 10.0, "parta-", Color::BLACK);
    run.text = "parta\u{ad}".into();
    let drawing = live(&document(105.0, 148.0, vec![text(run.clone())]));
    let xml = Xml::parse(&drawing).unwrap();
    let written: String = letters(&named(&xml, "text")[0]).iter().map(|(character, ..)| character).collect();
    assert_eq!(written, "parta\u{ad}");
    let hidden = named(&xml, "tspan").into_iter().filter(|node| node.attribute("fill") == Some("none"));
    assert_eq!(hidden.map(|node| node.text().unwrap()).collect::<Vec<_>>(), ["\u{ad}"]);
    // The hyphen's outline stands at its place, in font units of 1/1000 mm × size.
    let outlines: Vec<_> = xml.descendants().filter(|node| node.attribute("aria-hidden") == Some("true")).collect();
    assert_eq!(outlines.len(), 1);
    let used: Vec<_> = outlines[0].children().filter(|node| node.has_tag_name("use")).collect();
    let units = f64::from(fonts.get(run.font).unwrap().metrics.units_per_em);
    let x: f64 = used[0].attribute("x").unwrap().parse().unwrap();
    assert!((x / units * 4.0 - run.glyphs[5].x().to_mm()).abs() < 0.001);
}

#[test]
fn outlined_letters_are_defined_once_and_named_by_their_words() {
    let fonts = scenes::fonts();
    let run = scenes::line(&fonts, scenes::atkinson(&fonts), 4.0, 5.0, 10.0, "assassin & co", Color::BLACK);
    let drawing = export(&document(105.0, 148.0, vec![text(run.clone()), text(run)]), 0, &OUTLINED).unwrap();
    let xml = Xml::parse(&drawing).unwrap();
    assert!(named(&xml, "text").is_empty() && !drawing.contains("@font-face"));
    let defined = named(&xml, "path").iter().filter(|node| node.attribute("id").is_some()).count();
    // a s i n & c o; spaces have no outline.
    assert_eq!(defined, 7);
    assert_eq!(named(&xml, "use").len(), 2 * "assassin&co".len());
    let words: Vec<_> = xml.descendants().filter_map(|node| node.attribute("aria-label")).collect();
    assert_eq!(words, ["assassin & co"; 2]);
}

#[test]
fn shared_artwork_stands_once() {
    let drawing = live(&scenes::rich());
    let xml = Xml::parse(&drawing).unwrap();
    let drawn = |name: &str| xml.descendants().filter(|node| node.attribute("data-name") == Some(name)).count();
    assert_eq!((drawn("fond"), drawn("tiroir")), (1, 1));
    let uses = named(&xml, "use").into_iter().filter(|node| node.attribute((XLINK, "href")) == Some("#a1")).count();
    assert_eq!(uses, 2);
    for node in named(&xml, "use") {
        let id = node.attribute((XLINK, "href")).unwrap().trim_start_matches('#');
        assert!(xml.descendants().any(|node| node.attribute("id") == Some(id)), "{id} is not defined");
    }
}

#[test]
fn any_character_can_stand_in_words_and_links() {
    let fonts = scenes::fonts();
    let words = "a < b & \"c\" > 'd'";
    let run = scenes::line(&fonts, scenes::atkinson(&fonts), 4.0, 5.0, 10.0, words, Color::BLACK);
    let uri = "https://example.org/?q=<a>&b=\"c\"";
    let link = Link { rect: Rect::mm(0.0, 0.0, 9.0, 9.0), uri: uri.into(), label: "\u{1}</a>".into() };
    let alt = "un & deux\"<";
    let figure = Group { role: Some(Role::Figure { alt: alt.into() }), items: vec![text(run)], ..Group::default() };
    let mut document = document(69.0, 94.0, vec![Item::Link(Box::new(link)), group(figure)]);
    document.pages[0].name = "R&D <1>".to_owned();
    let drawing = live(&document);
    let xml = Xml::parse(&drawing).unwrap();
    assert_eq!(named(&xml, "title")[0].text(), Some("Essai – R&D <1>"));
    let link = named(&xml, "a")[0];
    assert_eq!((link.attribute((XLINK, "href")), link.attribute("aria-label")), (Some(uri), Some("\u{fffd}</a>")));
    let figure = xml.descendants().find(|node| node.attribute("role") == Some("img")).unwrap();
    assert_eq!(figure.attribute("aria-label"), Some(alt));
    let written: String = letters(&named(&xml, "text")[0]).iter().map(|(character, ..)| character).collect();
    assert_eq!(written, words);
}

#[test]
fn groups_tell_what_they_are() {
    let shape = || vec![filled(PathData::rect(&Rect::mm(0.0, 0.0, 5.0, 5.0)), Color::BLACK)];
    let of = |role| group(Group { role: Some(role), items: shape(), ..Group::default() });
    let qr = Role::Qr { payload: "https://efc.example/r01".into(), module: mm(0.5) };
    let roles = [Role::Heading(2), Role::Artifact, qr, Role::Plate(Plate::CutLine), Role::Link { uri: "#r02".into() }];
    let drawing = live(&document(69.0, 94.0, roles.into_iter().map(of).collect()));
    let xml = Xml::parse(&drawing).unwrap();
    let groups: Vec<_> =
        xml.root_element().children().filter(|node| !node.has_tag_name("title") && node.is_element()).collect();
    assert_eq!((groups[0].attribute("role"), groups[0].attribute("aria-level")), (Some("heading"), Some("2")));
    assert_eq!(groups[1].attribute("aria-hidden"), Some("true"));
    assert_eq!(groups[2].attribute("aria-label"), Some("QR: https://efc.example/r01"));
    assert_eq!(groups[3].attribute("class"), Some("plate cut-line"));
    assert_eq!(groups[3].attribute(("http://www.inkscape.org/namespaces/inkscape", "label")), Some("CutContour"));
    assert_eq!((groups[4].tag_name().name(), groups[4].attribute((XLINK, "href"))), ("a", Some("#r02")));
}

#[test]
fn a_group_without_meaning_leaves_no_trace() {
    let inside = vec![filled(PathData::rect(&Rect::mm(0.0, 0.0, 5.0, 5.0)), rgb("#123c70"))];
    let nested = group(Group { items: vec![group(Group { items: inside, ..Group::default() })], ..Group::default() });
    let drawing = live(&document(69.0, 94.0, vec![nested]));
    assert!(!drawing.contains("<g"), "{drawing}");
    assert!(drawing.contains("<path d=\"M0 0H5V5H0Z\" fill=\"#123c70\"/>"), "{drawing}");
}

#[test]
fn pictures_travel_inside_jpeg_files_untouched() {
    let mut file = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut file)
        .encode(&[120; 16 * 16 * 3], 16, 16, image::ExtendedColorType::Rgb8)
        .unwrap();
    let jpeg = Pixels::Jpeg { file: file.clone().into(), channels: 3, inverted: false };
    let mut document = document(69.0, 94.0, Vec::new());
    let photo = document.assets.add_image(ImageData { width: 16, height: 16, pixels: jpeg });
    let plain = document.assets.add_image(scenes::picture(6, 4, true));
    let rect = Rect::mm(5.0, 6.0, 20.0, 10.0);
    document.pages[0].items = [photo, photo, plain].map(|image| Item::Image(Image { image, rect })).to_vec();
    let drawing = live(&document);
    let xml = Xml::parse(&drawing).unwrap();
    let data: Vec<_> = named(&xml, "image").iter().map(|node| node.attribute((XLINK, "href")).unwrap()).collect();
    assert_eq!(data.len(), 2, "each stands once");
    let decode = |text: &str| base64::engine::general_purpose::STANDARD.decode(text).unwrap();
    assert_eq!(decode(data[0].strip_prefix("data:image/jpeg;base64,").unwrap()), file);
    let png = image::load_from_memory(&decode(data[1].strip_prefix("data:image/png;base64,").unwrap())).unwrap();
    assert_eq!((png.width(), png.height(), png.color()), (6, 4, image::ColorType::Rgba8));
}

#[test]
fn embedded_fonts_say_which_glyphs_they_hold() {
    let fonts = scenes::fonts();
    let words = "Où ? À l'été…";
    let run = scenes::line(&fonts, scenes::atkinson(&fonts), 4.0, 5.0, 10.0, words, Color::BLACK);
    let drawing = live(&document(105.0, 148.0, vec![text(run)]));
    let data = drawing.split("base64,").nth(1).unwrap().split(')').next().unwrap();
    let file: Arc<[u8]> = base64::engine::general_purpose::STANDARD.decode(data).unwrap().into();
    let mut read = Fonts::new();
    let id = read.add(file.clone()).unwrap()[0];
    let face = read.get(id).unwrap();
    assert!(words.chars().all(|character| face.glyph(character).is_some()));
    assert!(face.glyph('z').is_none() && face.glyph_count() < 20);
    // Every table starts on a multiple of four bytes and the whole file sums to the magic number of OpenType.
    let sum = file.chunks(4).fold(0_u32, |sum, word| sum.wrapping_add(u32::from_be_bytes(word.try_into().unwrap())));
    assert_eq!(sum, 0xb1b0_afba);
}

#[test]
fn drawings_on_one_page_keep_their_ids_apart() {
    let document = scenes::rich();
    let drawing = export_inline(&document, 0, &LIVE, "r01-").unwrap();
    let xml = Xml::parse(&drawing).unwrap();
    let ids: Vec<_> = xml.descendants().filter_map(|node| node.attribute("id")).collect();
    assert!(!ids.is_empty() && ids.iter().all(|id| id.starts_with("r01-")), "{ids:?}");
    assert!(drawing.split("font-family:\"").skip(1).all(|rest| rest.starts_with("r01-")));
    // Nothing else differs after the fonts, which carry their family names.
    let body = |drawing: &str| drawing.split("</style>").nth(1).unwrap().replace("r01-", "");
    assert!(body(&drawing) == body(&live(&document)));
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    let mut document = document(69.0, 94.0, Vec::new());
    assert_eq!(export(&document, 1, &LIVE).unwrap_err().code, "svg-no-page");
    let used = massicot::scene::Use { artwork: massicot::scene::ArtworkId(0), transform: Transform::IDENTITY };
    document.pages[0].items = vec![Item::Use(used)];
    assert_eq!(export(&document, 0, &LIVE).unwrap_err().code, "scene-missing-asset");
    let bounds = Rect::mm(0.0, 0.0, 1.0, 1.0);
    let artwork = massicot::scene::Artwork { name: "boucle".into(), bounds, items: vec![Item::Use(used)] };
    document.assets.add_artwork(artwork);
    assert_eq!(export(&document, 0, &LIVE).unwrap_err().code, "artwork-loop");
}
