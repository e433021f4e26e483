//! PDF/X-1a of scenes with transparency: inks of the pictures that replace it, what stays as it was, what cannot be done.

use std::sync::Arc;

use massicot::color::{Cmyk, Color, Spot, Srgb};
use massicot::diag::Diagnostics;
use massicot::export::pdf::{Options, Standard, export, losses};
use massicot::geom::{PathData, Rect};
use massicot::scene::{Blend, Document, Fill, Group, Image, Item, Path, Plate, Role, Stroke};
use massicot::verify;

use crate::pdf::deck::{blue, card_page, document, rectangle};
use crate::pdf::judge::accepted_by_all;
use crate::pdf::read::Read;
use crate::plates::plates;
use crate::scenes::{atkinson, filled, group, line, mm, picture, rich, stroked, text};

/// Where the medium begins: the bleed of the page.
const BLEED: f64 = 3.0;

fn options(standard: Standard) -> Options {
    Options { standard, ..Options::press() }
}

fn x1a(document: &Document) -> Vec<u8> {
    let file = export(document, &options(Standard::X1a2003)).unwrap();
    let faults = verify::pdfx::check(&file, Standard::X1a2003);
    assert!(faults.is_empty(), "{faults:#?}");
    accepted_by_all(&file);
    file
}

fn codes(faults: &Diagnostics) -> Vec<&'static str> {
    faults.iter().map(|fault| fault.code).collect()
}

fn inks(c: f64, m: f64, y: f64, k: f64) -> Color {
    Color::process(Srgb::new(90, 90, 90), Cmyk::percent(c, m, y, k))
}

fn disc(color: Color) -> Item {
    filled(PathData::ellipse(&Rect::mm(20.0, 20.0, 20.0, 20.0)), color)
}

fn veil(color: Color) -> Item {
    group(Group { opacity: 0.5, items: vec![disc(color)], ..Group::default() })
}

/// Inks in percent at places of the page, plate by plate: cyan, magenta, yellow, black.
fn printed(file: &[u8], places: &[(f64, f64)]) -> Option<Vec<[f64; 4]>> {
    let plates = plates(file)?;
    let at =
        |(x, y): &(f64, f64)| ["Cyan", "Magenta", "Yellow", "Black"].map(|name| plates[name].ink(x + BLEED, y + BLEED));
    Some(places.iter().map(at).collect())
}

fn close(found: [f64; 4], wanted: [f64; 4], percent: f64) -> bool {
    found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() <= percent)
}

#[test]
fn half_a_veil_gives_half_of_each_ink_and_its_picture_shows_no_seam() {
    let file = x1a(&document(vec![card_page(
        "A",
        vec![rectangle(0.0, 0.0, 60.0, 60.0, blue()), veil(inks(0.0, 0.0, 100.0, 0.0))],
    )]));
    let read = Read::new(&file);
    let images = read.streams("Image");
    assert_eq!(images.len(), 1);
    assert_eq!(images[0].dict.get(b"ColorSpace").unwrap().as_name().unwrap(), b"DeviceCMYK");
    // 20 mm at 400 ppi, whole pixels of a grid from the corner of the trim.
    assert_eq!(images[0].dict.get(b"Width").unwrap().as_i64().unwrap(), 316);
    assert!(read.with_key("SMask").is_empty() && read.with_key("ca").is_empty());
    // In the disc, in the corner of its picture, and beside the picture.
    let Some(found) = printed(&file, &[(30.0, 30.0), (20.6, 20.6), (10.0, 10.0)]) else { return };
    assert!(close(found[0], [50.0, 30.0, 50.0, 2.5], 0.6), "{found:?}");
    assert!(close(found[1], [100.0, 60.0, 0.0, 5.0], 0.5), "{found:?}");
    assert!(close(found[1], found[2], 0.4), "one step of 255 at most: {found:?}");
}

#[test]
fn inks_are_multiplied_by_what_they_let_through() {
    let multiplied =
        group(Group { blend: Blend::Multiply, items: vec![disc(inks(0.0, 50.0, 20.0, 0.0))], ..Group::default() });
    let file = x1a(&document(vec![card_page("A", vec![rectangle(0.0, 0.0, 60.0, 60.0, blue()), multiplied])]));
    let Some(found) = printed(&file, &[(30.0, 30.0)]) else { return };
    // Magenta: 40 % of the paper are left by the blue, half of that by the disc.
    assert!(close(found[0], [100.0, 80.0, 20.0, 5.0], 0.6), "{found:?}");
}

#[test]
fn black_under_a_veil_leaves_the_inks_below_it_whole() {
    let mut items = vec![rectangle(0.0, 0.0, 60.0, 60.0, inks(40.0, 0.0, 0.0, 0.0))];
    let code = Role::Qr { payload: Arc::from("x"), module: mm(2.0) };
    items.push(group(Group {
        role: Some(code),
        items: vec![rectangle(25.0, 25.0, 10.0, 10.0, Color::BLACK)],
        ..Group::default()
    }));
    items.push(veil(Color::WHITE));
    let document = document(vec![card_page("A", items)]);
    let file = x1a(&document);
    assert_eq!(codes(&losses(&document, &options(Standard::X1a2003))), ["x1a-code-flattened"]);
    assert!(losses(&document, &options(Standard::X4)).is_empty());
    let Some(found) = printed(&file, &[(30.0, 30.0)]) else { return };
    assert!(close(found[0], [20.0, 0.0, 0.0, 50.0], 0.6), "{found:?}");
}

#[test]
fn words_above_stay_words_and_words_below_become_pixels() {
    let page = |below: bool| {
        let mut page = document(Vec::new());
        let fonts = page.fonts.clone();
        // All of them inside the region.
        let words = text(line(&fonts, atkinson(&fonts), 2.0, 26.0, 30.0, "Repères", Color::BLACK));
        let mut items = vec![rectangle(0.0, 0.0, 60.0, 60.0, blue()), veil(Color::WHITE)];
        items.insert(if below { 1 } else { 2 }, words);
        page.pages = vec![card_page("A", items)];
        page
    };
    let (above, below) = (page(false), page(true));
    assert!(losses(&above, &options(Standard::X1a2003)).is_empty());
    let read = Read::new(&x1a(&above));
    assert!(read.operators().contains_key("Tj") || read.operators().contains_key("TJ"));
    let told = losses(&below, &options(Standard::X1a2003));
    assert_eq!(codes(&told), ["x1a-text-flattened"]);
    assert!(told.iter().next().unwrap().message.fr.contains("400 ppp"), "{told:?}");
    let read = Read::new(&x1a(&below));
    assert!(!read.operators().contains_key("Tj") && !read.operators().contains_key("TJ"));
}

#[test]
fn clear_pictures_and_everything_else_print_as_in_x4() {
    let scene = rich();
    let (flat, clear) = (x1a(&scene), export(&scene, &options(Standard::X4)).unwrap());
    let (Some(flat), Some(clear)) = (plates(&flat), plates(&clear)) else { return };
    for (name, plate) in &clear {
        let difference = flat[name].difference(plate);
        // What remains are the edges of letters: outlines are painted wherever they touch a pixel, pictures by their share.
        assert!(difference < 1.5, "{name}: {difference} % of ink on average");
    }
}

#[test]
fn a_cut_line_is_not_knocked_out_by_the_picture() {
    let outline = PathData::rect(&Rect::mm(10.0, 30.0, 40.0, 40.0));
    let cut = stroked(outline, Stroke::solid(Color::BLACK, mm(0.1)));
    let cut = group(Group { role: Some(Role::Plate(Plate::CutLine)), items: vec![cut], ..Group::default() });
    let file = x1a(&document(vec![card_page("A", vec![cut, veil(blue())])]));
    let Some(plates) = plates(&file) else { return };
    // Along the upper line, in the middle of the disc.
    assert!(plates["CutContour"].most(28.0 + BLEED, 29.5 + BLEED, 4.0, 1.0) > 50.0);
}

#[test]
fn equal_regions_share_one_picture() {
    let page = |name: &str| {
        let own = rectangle(70.0, 70.0, 10.0, if name == "A" { 10.0 } else { 20.0 }, blue());
        card_page(name, vec![rectangle(0.0, 0.0, 60.0, 60.0, blue()), veil(Color::WHITE), own])
    };
    let file = x1a(&document(vec![page("A"), page("B")]));
    assert_eq!(Read::new(&file).streams("Image").len(), 1);
    assert_eq!(file, x1a(&document(vec![page("A"), page("B")])), "two builds, same bytes");
}

#[test]
fn a_picture_with_alpha_is_flattened_inside_a_clip() {
    let mut scene = document(Vec::new());
    let image = scene.assets.add_image(picture(60, 40, true));
    let clip = Some(Arc::new(PathData::rounded_rect(&Rect::mm(0.0, 0.0, 105.0, 148.0), [mm(4.0); 4])));
    let placed = Item::Image(Image { image, rect: Rect::mm(80.0, 120.0, 40.0, 40.0) });
    let items = vec![rectangle(0.0, 0.0, 105.0, 148.0, blue()), placed];
    scene.pages = vec![card_page("A", vec![group(Group { clip, items, ..Group::default() })])];
    let file = x1a(&scene);
    let Some(found) = printed(&file, &[(70.0, 140.0), (104.8, 147.8)]) else { return };
    assert!(close(found[0], [100.0, 60.0, 0.0, 5.0], 0.5), "{found:?}");
    assert!(close(found[1], [0.0; 4], 0.5), "nothing beyond the rounded corner: {found:?}");
}

#[test]
fn spot_inks_and_modes_without_inks_are_told() {
    let gold = Color::from_spot(Spot::new("Or", Cmyk::percent(0.0, 20.0, 60.0, 20.0), Srgb::new(213, 178, 103)));
    let of = |items: Vec<Item>| export(&document(vec![card_page("A", items)]), &options(Standard::X1a2003));
    let faults = of(vec![rectangle(25.0, 25.0, 4.0, 4.0, gold), veil(blue())]).unwrap_err();
    assert_eq!(codes(&faults), ["x1a-transparency"]);
    assert!(faults.iter().next().unwrap().message.fr.contains("« Or »"), "{faults:?}");
    let hue = group(Group { blend: Blend::Hue, items: vec![disc(blue())], ..Group::default() });
    let faults = of(vec![hue]).unwrap_err();
    assert!(faults.iter().next().unwrap().message.en.contains("Hue"), "{faults:?}");
    // Beside the region, or above everything transparent, a spot ink stays one.
    assert!(of(vec![rectangle(60.0, 60.0, 4.0, 4.0, gold), veil(blue())]).is_ok());
    assert!(of(vec![veil(blue()), rectangle(25.0, 25.0, 4.0, 4.0, gold)]).is_ok());
    // What is not seen at all is nothing transparent.
    let unseen = Item::Path(Box::new(Path {
        data: Arc::new(PathData::rect(&Rect::mm(25.0, 25.0, 9.0, 9.0))),
        fill: Some(Fill { opacity: 0.0, ..Fill::solid(blue()) }),
        stroke: None,
    }));
    let file = of(vec![rectangle(0.0, 0.0, 60.0, 60.0, gold), unseen]).unwrap();
    assert!(Read::new(&file).streams("Image").is_empty());
}
