//! Preflight: scenes built by hand with one fault each, told in whole messages; and scenes without any.

use std::fs;
use std::path::Path as FilePath;
use std::sync::{Arc, OnceLock};

use massicot::color::{Cmyk, Color, Srgb};
use massicot::diag::{Diagnostic, Lang, Severity, Style, human};
use massicot::font::{FontId, Fonts};
use massicot::geom::{Length, PageBoxes, PathData, Point, Rect, Size, Transform};
use massicot::preflight::{self, Profile, RULES};
use massicot::qr::{Code, Ground, Level};
use massicot::scene::{
    Artwork, Document, Fill, Glyph, GlyphRun, Gradient, GradientKind, Group, Image, ImageData, Item, Origin, Page,
    Paint, Path, Pixels, Plate, Role, Stop, Stroke, Use,
};
use massicot::source::{At, Place, Sources};

const DECK: &str = "- id: R01\n  title: Bonjour\n";
const LAYOUT: &str = "boxes:\n  - id: titre\n";
const REGULAR: FontId = FontId(0);
const BOLD: FontId = FontId(1);

/// Letters measured with another reader: H is 694 wide, its stems from 78 to 616 (bold: 60 to 641), 668 high, of 1000.
fn fonts() -> Arc<Fonts> {
    static FONTS: OnceLock<Arc<Fonts>> = OnceLock::new();
    let read = || {
        let mut fonts = Fonts::new();
        let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("fonts/atkinson-hyperlegible-next");
        for style in ["400Regular", "700Bold"] {
            let file = folder.join(format!("AtkinsonHyperlegibleNext_{style}.ttf"));
            fonts.add(fs::read(file).unwrap().into()).unwrap();
        }
        Arc::new(fonts)
    };
    FONTS.get_or_init(read).clone()
}

fn sources() -> Sources {
    let mut sources = Sources::new();
    sources.add("decks/k/d.yaml", DECK);
    sources.add("layouts/l.yaml", LAYOUT);
    sources
}

/// Where a thing comes from: the title of the deck and a frame of the layout, `frame` telling frames apart.
fn origin(frame: usize) -> Arc<Origin> {
    let sources = sources();
    let mut files = sources.iter().map(|(file, _)| file);
    let (deck, layout) = (files.next().unwrap(), files.next().unwrap());
    Arc::new(Origin {
        layout: Place { file: layout, at: At::Bytes(frame..LAYOUT.len() - 1) },
        content: Some(Place { file: deck, at: At::Bytes(19..26) }),
        card: Some("R01".into()),
    })
}

/// A6 with 3 mm of bleed and a safe zone of 5 mm: trim 105 × 148, bleed -3 to 108 and -3 to 151.
const fn a6() -> PageBoxes {
    PageBoxes::new(Size::mm(105.0, 148.0), Length::mm(3.0), Length::mm(5.0))
}

fn page(card: &str, items: Vec<Item>) -> Page {
    Page { boxes: a6(), items, name: format!("{card}-recto"), card: Some(card.into()), ..Page::default() }
}

fn document(pages: Vec<Page>) -> Document {
    Document { pages, fonts: fonts(), ..Document::default() }
}

fn one(items: Vec<Item>) -> Document {
    document(vec![page("R01", items)])
}

/// Items in a frame of their own.
fn frame(items: Vec<Item>) -> Item {
    framed(Group { items, ..Group::default() })
}

fn framed(group: Group) -> Item {
    Item::Group(Box::new(Group { origin: Some(origin(10)), ..group }))
}

fn with_role(role: Role, items: Vec<Item>) -> Item {
    framed(Group { role: Some(role), items, ..Group::default() })
}

fn letters(text: &str, font: FontId, size: Length, x: f64, y: f64, color: Color) -> Item {
    let fonts = fonts();
    let face = fonts.get(font).unwrap();
    let mut pen = Length::ZERO;
    let mut glyphs = Vec::new();
    for (at, character) in text.char_indices() {
        let glyph = face.glyph(character).unwrap();
        glyphs.push(Glyph::new(glyph, at as u16, pen, Length::ZERO));
        pen += size * (f64::from(face.advance(glyph)) / 1000.0);
    }
    let origin = Point::mm(x, y);
    Item::Glyphs(Box::new(GlyphRun { font, size, fill: Fill::solid(color), origin, glyphs, text: text.into() }))
}

/// `H` in regular with an em of 10 mm: its ink lies from x + 0.78 to x + 6.16 and from y - 6.68 to y.
fn big_h(x: f64, y: f64) -> Item {
    letters("H", REGULAR, Length::mm(10.0), x, y, Color::BLACK)
}

fn small(text: &str, points: f64, color: Color) -> Item {
    letters(text, REGULAR, Length::pt(points), 40.0, 70.0, color)
}

fn path(data: PathData, fill: Option<Fill>, stroke: Option<Stroke>) -> Item {
    Item::Path(Box::new(Path { data: Arc::new(data), fill, stroke }))
}

fn area(x: f64, y: f64, width: f64, height: f64, color: Color) -> Item {
    path(PathData::rect(&Rect::mm(x, y, width, height)), Some(Fill::solid(color)), None)
}

fn line(from: (f64, f64), to: (f64, f64), points: f64) -> Item {
    let data = PathData::polyline(&[Point::mm(from.0, from.1), Point::mm(to.0, to.1)], false);
    path(data, None, Some(Stroke::solid(Color::BLACK, Length::pt(points))))
}

/// A code of 29 modules (version 3), 37 with its quiet zone.
fn code(x: f64, y: f64, side: f64, ground: Ground) -> Item {
    let code = Code::encode("https://tiroirs.example/k/tiroirs/R01-abc", Level::M).unwrap();
    assert_eq!(code.modules(), 29);
    frame(vec![Item::Group(Box::new(code.place(Point::mm(x, y), Length::mm(side), ground)))])
}

fn ink(c: f64, m: f64, y: f64, k: f64, srgb: u32) -> Color {
    let [_, r, g, b] = srgb.to_be_bytes();
    Color::process(Srgb::new(r, g, b), Cmyk::percent(c, m, y, k))
}

fn pixels(width: u32, height: u32, grey: u8) -> ImageData {
    let color = vec![grey; (width * height) as usize].into();
    ImageData { width, height, pixels: Pixels::Samples { color, alpha: None, grey: true } }
}

fn check(document: &Document, profile: &Profile) -> Vec<Diagnostic> {
    preflight::check(document, profile).into_iter().collect()
}

/// Every diagnostic on a line: `error[code] card: message | hint`.
fn said(document: &Document, lang: Lang) -> Vec<String> {
    let line = |found: &Diagnostic| {
        let severity = if found.severity == Severity::Error { "error" } else { "warning" };
        let hints: Vec<_> = found.hints.iter().map(|hint| hint.text(lang)).collect();
        let card = found.card.as_deref().unwrap_or("-");
        format!("{severity}[{}] {card}: {} | {}", found.code, found.message.text(lang), hints.join(" / "))
    };
    check(document, &Profile::press()).iter().map(line).collect()
}

fn en(items: Vec<Item>) -> Vec<String> {
    said(&one(items), Lang::En)
}

fn codes_of(items: Vec<Item>) -> Vec<&'static str> {
    check(&one(items), &Profile::press()).iter().map(|found| found.code).collect()
}

const NOTHING: [&str; 0] = [];

// Scenes without fault.

fn clean() -> Vec<Item> {
    vec![
        frame(vec![area(-3.0, -3.0, 111.0, 30.0, ink(100.0, 70.0, 5.0, 40.0, 0x0012_3C70))]),
        // Ink 5.78 mm from the left edge, on the dark band.
        with_role(Role::Paragraph, vec![letters("H", REGULAR, Length::mm(10.0), 5.0, 20.0, Color::WHITE)]),
        frame(vec![line((10.0, 40.0), (90.0, 40.0), 0.5)]),
        with_role(Role::Paragraph, vec![small("bonjour", 9.0, Color::BLACK)]),
        code(20.0, 90.0, 18.0, Ground::Unprinted),
    ]
}

#[test]
fn a_clean_card_and_an_empty_page_say_nothing() {
    assert_eq!(en(clean()), NOTHING);
    assert_eq!(en(Vec::new()), NOTHING);
    let empty_groups =
        vec![with_role(Role::Heading(1), vec![frame(Vec::new())]), area(0.0, 0.0, 0.0, 0.0, Color::BLACK)];
    assert_eq!(en(empty_groups), NOTHING);
    assert_eq!(said(&Document::default(), Lang::Fr), NOTHING);
    let page = Page::default();
    assert_eq!(said(&document(vec![page]), Lang::Fr), NOTHING);
}

// How a fault is told.

#[test]
fn a_fault_shows_both_ends_the_card_the_face_and_the_next_step() {
    let document = one(vec![with_role(Role::Paragraph, vec![big_h(1.0, 80.0)])]);
    let found = check(&document, &Profile::press());
    assert_eq!(found.len(), 1);
    let french = human(&found[0], &sources(), Lang::Fr, Style::Plain);
    // 1 + 0.78 = 1.78 mm, told as 1.7; 5 - 1.78 = 3.22 mm, asked for as 3.3.
    for part in [
        "attention[safe-zone]",
        "carte R01 : texte à 1,7 mm de la coupe à gauche : 5 mm au moins (R01-recto)",
        "decks/k/d.yaml:2:10",
        "title: Bonjour",
        "« H »",
        "layouts/l.yaml",
        "le cadre",
        "piste: rentrez-le de 3,3 mm ; ce qui n’est que décor porte `role: artifact`",
    ] {
        assert!(french.contains(part), "{part:?} in\n{french}");
    }
    let english = human(&found[0], &sources(), Lang::En, Style::Plain);
    let title = "card R01: text 1.7 mm from the cut on the left: 5 mm at least (R01-recto)";
    assert!(english.contains(title), "{english}");
}

#[test]
fn the_lines_of_one_frame_are_one_fault_told_at_its_worst() {
    let lines = vec![big_h(2.0, 60.0), big_h(1.0, 72.0), big_h(3.0, 84.0)];
    let expected = "warning[safe-zone] R01: text 1.7 mm from the cut on the left: 5 mm at least (R01-recto) \
                    | move it inwards by 3.3 mm; mere decoration takes `role: artifact`";
    assert_eq!(en(vec![frame(lines)]), [expected]);
}

#[test]
fn the_same_fault_of_one_frame_on_many_cards_is_told_once_with_their_number() {
    let card = |id: usize| page(&format!("R{id:02}"), vec![frame(vec![small("legal", 4.5, Color::BLACK)])]);
    let document = document((1..=24).map(card).collect());
    assert_eq!(
        said(&document, Lang::Fr),
        ["error[small-text] -: texte de 4,5 pt : 5 pt au moins (24 cartes : R01-recto, R02-recto, R03-recto…) \
          | composez-le en 5 pt ou plus, quitte à le raccourcir"]
    );
    // Another size on one of them is another fault.
    let mut pages = document.pages;
    pages[5].items = vec![frame(vec![small("legal", 4.0, Color::BLACK)])];
    let two = said(&self::document(pages), Lang::En);
    assert_eq!(two.len(), 2);
    assert!(two[0].contains("text of 4.5 pt: 5 pt at least (23 cards: R01-recto, R02-recto, R03-recto…)"), "{two:?}");
    assert!(two[1].starts_with("error[small-text] R06: text of 4 pt: 5 pt at least (R06-recto)"), "{two:?}");
}

#[test]
fn a_fault_of_shared_artwork_is_told_once_however_many_cards_use_it() {
    // Once as a few items, once as many: artwork is kept apart when it is large.
    for more in [0, 20] {
        let mut document = document(Vec::new());
        let mut items = vec![line((10.0, 10.0), (90.0, 10.0), 0.2)];
        items.extend((0..more).map(|n| area(20.0 + f64::from(n), 30.0, 0.5, 5.0, Color::BLACK)));
        let artwork = Artwork { name: "fond.svg".into(), bounds: a6().bleed_rect(), items };
        let artwork = document.assets.add_artwork(artwork);
        let card = |id: usize| {
            let used = Item::Use(Use { artwork, transform: Transform::IDENTITY });
            let decor =
                Item::Group(Box::new(Group { role: Some(Role::Artifact), items: vec![used], ..Group::default() }));
            page(&format!("R{id:04}"), vec![decor, frame(vec![big_h(40.0, 80.0)])])
        };
        document.pages = (1..=5400).map(card).collect();
        assert_eq!(
            said(&document, Lang::En),
            ["warning[hairline] -: line of 0.2 pt: at least 0.125 pt, better 0.25 pt \
              (drawing “fond.svg”, 5400 cards: R0001-recto, R0002-recto, R0003-recto…) \
              | make the line at least 0.25 pt wide on the page, all scaling included"]
        );
    }
}

#[test]
fn artwork_put_twice_is_judged_at_each_place() {
    // A drawing of ten lines of 0.4 pt: fine as it is, 0.2 pt at half size.
    let mut document = one(Vec::new());
    let items = (0..10).map(|n| line((0.0, f64::from(n)), (20.0, f64::from(n)), 0.4)).collect();
    let artwork =
        document.assets.add_artwork(Artwork { name: "a.svg".into(), bounds: Rect::mm(0.0, 0.0, 20.0, 10.0), items });
    let at = |scale: f64| {
        let transform =
            Transform::translate(Length::mm(30.0), Length::mm(30.0)).then_inside(&Transform::scale(scale, scale));
        frame(vec![Item::Use(Use { artwork, transform })])
    };
    document.pages[0].items = vec![at(1.0)];
    assert_eq!(said(&document, Lang::En), NOTHING);
    document.pages[0].items = vec![at(1.0), at(0.5)];
    let found = check(&document, &Profile::press());
    assert_eq!(found.len(), 1);
    assert!(found[0].message.en.contains("line of 0.2 pt"), "{}", found[0].message.en);
    assert_eq!(found[0].labels.len(), 2, "what has no origin of its own takes that of its frame");
}

// One rule after the other.

#[test]
fn resolution_counts_pixels_on_the_page() {
    let mut document = one(Vec::new());
    let image = document.assets.add_image(pixels(300, 300, 90));
    let placed = |rect: Rect, scale: f64| {
        let items = vec![Item::Image(Image { image, rect })];
        let transform =
            Transform::translate(Length::mm(20.0), Length::mm(20.0)).then_inside(&Transform::scale(scale, scale));
        framed(Group { transform, items, ..Group::default() })
    };
    // 25.4 mm: 300 pixels to the inch. Drawn twice as large: 150. A little more: 149.
    document.pages[0].items = vec![placed(Rect::mm(0.0, 0.0, 25.4, 25.4), 1.0)];
    assert_eq!(said(&document, Lang::En), NOTHING);
    document.pages[0].items = vec![placed(Rect::mm(0.0, 0.0, 25.4, 25.4), 2.0)];
    assert_eq!(
        said(&document, Lang::Fr),
        ["warning[resolution] R01: image à 150 pixels par pouce dans son cadre : il en faut au moins 150, mieux 225 \
          (R01-recto) | prenez une image d’au moins 450 × 450 pixels, ou réduisez-la à 33,8 mm × 33,8 mm au plus"]
    );
    document.pages[0].items = vec![placed(Rect::mm(0.0, 0.0, 25.4, 25.6), 2.0)];
    assert_eq!(
        said(&document, Lang::En),
        ["error[resolution] R01: picture at 148 pixels per inch in its frame: at least 150 are needed, better 225 \
          (R01-recto) | take a picture of at least 450 × 454 pixels, or reduce it to 33.6 mm × 33.8 mm at most"]
    );
    assert!(check(&document, &Profile::screen()).is_empty(), "148 is plenty for a screen");
}

#[test]
fn modules_of_a_code_are_measured_on_the_page() {
    // 37 modules: 14.8 mm are 0.40 mm each, 12.21 mm are 0.33 mm each.
    assert_eq!(en(vec![code(20.0, 90.0, 14.8, Ground::Unprinted)]), NOTHING);
    assert_eq!(
        said(&one(vec![code(20.0, 90.0, 12.95, Ground::Unprinted)]), Lang::Fr),
        ["warning[qr-module] R01: modules de 0,35 mm dans le code QR : 0,33 mm au moins, mieux 0,4 mm (R01-recto) \
          | agrandissez le code à 14,8 mm de côté, marge blanche comprise, ou raccourcissez le lien"]
    );
    let half = Group {
        transform: Transform::scale(0.5, 0.5),
        items: vec![code(40.0, 90.0, 18.5, Ground::Unprinted)],
        ..Group::default()
    };
    assert_eq!(
        en(vec![Item::Group(Box::new(half))]),
        ["error[qr-module] R01: modules of 0.25 mm in the QR code: at least 0.33 mm, better 0.4 mm (R01-recto) \
          | enlarge the code to 14.8 mm on a side, white margin included, or shorten the link"]
    );
}

#[test]
fn a_code_needs_its_quiet_zone_to_itself() {
    // 18.5 mm: modules of 0.5 mm, so that the symbol lies from 22 to 36.5 and its quiet zone from 20 to 38.5.
    let code = |ground| code(20.0, 90.0, 18.5, ground);
    let grey = || frame(vec![area(37.0, 95.0, 20.0, 5.0, Color::from_srgb(Srgb::new(90, 90, 90)))]);
    let printed = "error[qr-ground] R01: something is printed in the QR code or in its white margin of 4 modules (2 mm) \
                   (R01-recto) | move them apart, or give the code a white ground of its own";
    assert_eq!(en(vec![grey(), code(Ground::Unprinted)]), [printed], "under it");
    assert_eq!(en(vec![code(Ground::Unprinted), grey()]), [printed], "over it");
    assert_eq!(en(vec![grey(), code(Ground::White)]), NOTHING, "hidden by the ground of the code");
    let beside = frame(vec![area(38.5, 95.0, 20.0, 5.0, Color::BLACK)]);
    assert_eq!(en(vec![code(Ground::Unprinted), beside]), NOTHING, "edges that meet do not overlap");
    let white = frame(vec![area(10.0, 85.0, 40.0, 40.0, Color::WHITE)]);
    assert_eq!(en(vec![grey(), white, code(Ground::Unprinted)]), NOTHING, "a white panel hides the rest");
    let around = PathData::rect(&Rect::mm(19.0, 89.0, 20.5, 20.5));
    let border = frame(vec![path(around, None, Some(Stroke::solid(Color::BLACK, Length::mm(1.0))))]);
    assert_eq!(en(vec![border, code(Ground::Unprinted)]), NOTHING, "a border around it leaves it free");
    // Ink of H from 37.78: inside the quiet zone, whose edge is 38.5; from 38.78 outside.
    assert_eq!(en(vec![code(Ground::Unprinted), frame(vec![big_h(37.0, 100.0)])]), [printed]);
    assert_eq!(en(vec![code(Ground::Unprinted), frame(vec![big_h(38.0, 100.0)])]), NOTHING);
}

#[test]
fn what_lies_on_a_code_is_shown_too() {
    let other =
        Group { origin: Some(origin(13)), items: vec![area(37.0, 95.0, 20.0, 5.0, Color::BLACK)], ..Group::default() };
    let items = vec![code(20.0, 90.0, 18.5, Ground::Unprinted), Item::Group(Box::new(other))];
    let found = check(&one(items), &Profile::press());
    let labels: Vec<_> = found[0].labels.iter().map(|label| label.text.as_ref().map(|text| text.fr.clone())).collect();
    let payload = "« https://tiroirs.example/k/tiroirs/R01-ab… »";
    assert_eq!(labels, [Some(payload.into()), Some("le cadre".into()), Some("ce qui est imprimé là".to_owned())]);
}

#[test]
fn a_code_is_dark_on_light() {
    // Reflectances: #6E9BC8 is 0.309, told as 30 %; #F4F1EA is 0.88.
    let on = |color: Color| {
        vec![frame(vec![area(15.0, 85.0, 30.0, 30.0, color)]), code(20.0, 90.0, 18.5, Ground::Unprinted)]
    };
    assert_eq!(
        en(on(ink(60.0, 30.0, 0.0, 0.0, 0x006E_9BC8))),
        ["error[qr-ground] R01: QR code with too little contrast (#000000 on #6e9bc8): a difference of 30%, 70% are \
          needed (R01-recto) | print it in black ink alone on white"]
    );
    assert_eq!(
        said(&one(on(ink(4.0, 4.0, 9.0, 0.0, 0x00F4_F1EA))), Lang::Fr),
        ["warning[qr-ground] R01: code QR sur un fond teinté (#f4f1ea) et non sur le papier nu (R01-recto) \
          | laissez la place vide, ou donnez au code un fond blanc à lui"]
    );
    let white_modules = |color: Color| {
        let role = Role::Qr { payload: "x".into(), module: Length::mm(0.5) };
        with_role(role, vec![area(22.0, 92.0, 14.5, 14.5, color)])
    };
    let dark = frame(vec![area(15.0, 85.0, 30.0, 30.0, Color::BLACK)]);
    assert_eq!(
        en(vec![dark, white_modules(Color::WHITE)]),
        ["error[qr-ground] R01: light QR code on a dark ground (#ffffff on #000000): readers expect the opposite \
          (R01-recto) | print it in black ink alone on white"]
    );
    let rich = ink(60.0, 40.0, 40.0, 100.0, 0x0000_0000);
    assert_eq!(
        said(&one(vec![white_modules(rich)]), Lang::Fr),
        ["warning[qr-ground] R01: code QR imprimé en plusieurs encres (C 60 M 40 J 40 N 100) (R01-recto) \
          | imprimez-le en noir seul"]
    );
    assert!(check(&one(vec![white_modules(rich)]), &Profile::screen()).is_empty());
}

#[test]
fn a_picture_under_a_code_is_looked_into() {
    let mut document = one(Vec::new());
    let white = document.assets.add_image(pixels(1000, 1000, 255));
    let grey = document.assets.add_image(pixels(1000, 1000, 200));
    let jpeg = Pixels::Jpeg { file: Arc::from([]), channels: 3, inverted: false };
    let jpeg = document.assets.add_image(ImageData { width: 1000, height: 1000, pixels: jpeg });
    let mut on = |image| {
        let picture = frame(vec![Item::Image(Image { image, rect: Rect::mm(10.0, 80.0, 50.0, 50.0) })]);
        document.pages[0].items = vec![picture, code(20.0, 90.0, 18.5, Ground::Unprinted)];
        check(&document, &Profile::press()).len()
    };
    assert_eq!((on(white), on(grey)), (0, 1));
    assert_eq!(on(jpeg), 0, "what cannot be told is not told");
}

#[test]
fn a_quiet_zone_ends_before_the_cut() {
    // Symbol from 3.2 mm, quiet zone from 1.2 mm: inside. Symbol from 1.5 mm: the quiet zone reaches 0.5 mm over the cut.
    assert_eq!(codes_of(vec![code(1.2, 90.0, 18.5, Ground::Unprinted)]), ["safe-zone"]);
    assert_eq!(
        en(vec![code(-0.5, 90.0, 18.5, Ground::Unprinted)]),
        [
            "warning[safe-zone] R01: QR code 1.5 mm from the cut on the left: 5 mm at least (R01-recto) \
             | move it inwards by 3.5 mm; mere decoration takes `role: artifact`",
            "error[qr-ground] R01: the white margin of the QR code (2 mm) reaches 0.5 mm over the cut (R01-recto) \
             | move the code inwards by 0.5 mm"
        ]
    );
}

#[test]
fn text_is_measured_by_its_ink() {
    let text = |item| en(vec![with_role(Role::Paragraph, vec![item])]);
    // The pen at 4.3 mm puts ink at 5.08 mm; the right stem of an H at 93.8 ends at 99.96 mm of 105.
    assert_eq!(text(big_h(4.3, 80.0)), NOTHING);
    assert_eq!(text(big_h(93.8, 80.0)), NOTHING);
    assert_eq!(text(big_h(50.0, 143.0)), NOTHING);
    assert_eq!(
        text(big_h(50.0, 146.0)),
        ["warning[safe-zone] R01: text 2 mm from the cut at the bottom: 5 mm at least (R01-recto) \
          | move it inwards by 3 mm; mere decoration takes `role: artifact`"]
    );
    // Ink up to 106.16 mm.
    assert_eq!(
        text(big_h(100.0, 80.0)),
        ["error[safe-zone] R01: text cut on the right: it reaches 1.2 mm over the cut (R01-recto) \
          | move the frame into the page; mere decoration takes `role: artifact`"]
    );
    assert_eq!(
        text(big_h(120.0, 80.0)),
        ["error[safe-zone] R01: text off the page: it will not be printed (R01-recto) \
          | move the frame into the page; mere decoration takes `role: artifact`"]
    );
    assert_eq!(en(vec![with_role(Role::Artifact, vec![big_h(100.0, 80.0)])]), NOTHING, "decoration may be cut");
    // A screen file ends at the trim: cut text is a fault there too, nearness is not.
    assert_eq!(check(&one(vec![frame(vec![big_h(100.0, 80.0)])]), &Profile::screen()).len(), 1);
    assert!(check(&one(vec![frame(vec![big_h(1.0, 80.0)])]), &Profile::screen()).is_empty());
}

#[test]
fn the_nearest_role_decides_what_is_decoration() {
    let heading = with_role(Role::Heading(1), vec![big_h(1.0, 80.0)]);
    assert_eq!(codes_of(vec![with_role(Role::Artifact, vec![heading])]), ["safe-zone"]);
    let tab = with_role(Role::Artifact, vec![big_h(1.0, 80.0)]);
    assert_eq!(en(vec![with_role(Role::Heading(1), vec![tab])]), NOTHING);
}

#[test]
fn text_turned_with_its_frame_is_measured_where_it_lands() {
    // Half a turn about the middle of the page brings ink from 1.78–7.16 to 97.84–103.22: 1.78 mm from the right.
    let transform = Transform::rotate_about(180.0, Point::mm(52.5, 74.0));
    let turned = framed(Group { transform, items: vec![big_h(1.0, 80.0)], ..Group::default() });
    let found = en(vec![turned]);
    assert!(found[0].contains("text 1.7 mm from the cut on the right"), "{found:?}");
}

#[test]
fn a_figure_may_bleed_but_not_come_near_the_cut() {
    let figure = |items| with_role(Role::Figure { alt: "Trois tiroirs".into() }, items);
    let red = ink(0.0, 90.0, 80.0, 0.0, 0x00E0_3030);
    let full = || area(-3.0, -3.0, 111.0, 80.0, red);
    assert_eq!(en(vec![figure(vec![full()])]), NOTHING);
    assert_eq!(en(vec![figure(vec![full(), area(2.0, 20.0, 5.0, 5.0, Color::BLACK)])]), NOTHING, "parts of it may");
    assert_eq!(
        said(&one(vec![figure(vec![area(2.0, 20.0, 50.0, 50.0, red)])]), Lang::Fr),
        ["warning[safe-zone] R01: figure à 2 mm de la coupe à gauche : 5 mm au moins (R01-recto) \
          | rentrez-le de 3 mm ; ce qui n’est que décor porte `role: artifact`"]
    );
    assert_eq!(en(vec![with_role(Role::Artifact, vec![area(2.0, 20.0, 50.0, 50.0, red)])]), NOTHING);
}

#[test]
fn what_touches_the_cut_goes_on_to_the_bleed_edge() {
    let red = ink(0.0, 90.0, 80.0, 0.0, 0x00E0_3030);
    assert_eq!(en(vec![frame(vec![area(-3.0, -3.0, 111.0, 154.0, red)])]), NOTHING);
    assert_eq!(en(vec![frame(vec![area(1.0, 10.0, 20.0, 20.0, red)])]), NOTHING, "away from the cut");
    assert_eq!(
        said(&one(vec![frame(vec![area(0.0, 0.0, 105.0, 40.0, red)])]), Lang::Fr),
        [
            "warning[bleed] R01: ce qui est imprimé au bord s’arrête à la coupe à gauche, en haut et à droite au lieu de la \
          dépasser de 3 mm (R01-recto) | prolongez-le jusqu’au bord du fond perdu, ou arrêtez-le nettement avant la coupe"
        ]
    );
    assert_eq!(
        en(vec![frame(vec![area(50.0, 60.0, 56.5, 20.0, red)])]),
        [
            "warning[bleed] R01: what is printed at the edge reaches only 1.5 mm over the cut on the right instead of 3 mm \
          (R01-recto) | extend it to the bleed edge, or stop it well before the cut"
        ]
    );
    assert_eq!(codes_of(vec![frame(vec![line((-3.0, 50.0), (105.0, 50.0), 1.0)])]), ["bleed"], "a rule");
    assert_eq!(en(vec![frame(vec![line((-3.0, 50.0), (108.0, 50.0), 1.0)])]), NOTHING);
    // A picture that a frame cuts at the trim lacks bleed although it is larger itself.
    let clip = Some(Arc::new(PathData::rect(&Rect::mm(0.0, 10.0, 60.0, 40.0))));
    let cut = framed(Group { clip, items: vec![area(-10.0, 0.0, 80.0, 60.0, red)], ..Group::default() });
    assert_eq!(codes_of(vec![cut]), ["bleed"]);
    let mut document = one(vec![frame(vec![area(0.0, 0.0, 105.0, 40.0, red)])]);
    document.pages[0].boxes = PageBoxes::new(Size::mm(105.0, 148.0), Length::ZERO, Length::mm(5.0));
    assert_eq!(said(&document, Lang::En), NOTHING, "a page without bleed");
}

#[test]
fn bleed_that_nobody_would_miss_is_not_asked_for() {
    let red = ink(0.0, 90.0, 80.0, 0.0, 0x00E0_3030);
    let circle = path(PathData::ellipse(&Rect::mm(-1.0, 50.0, 20.0, 20.0)), Some(Fill::solid(red)), None);
    assert_eq!(en(vec![frame(vec![circle])]), NOTHING, "a round shape crosses the cut");
    assert_eq!(en(vec![frame(vec![area(0.0, 0.0, 105.0, 148.0, Color::WHITE)])]), NOTHING, "white on white");
    let all = || area(-3.0, -3.0, 111.0, 154.0, red);
    let panel = || area(0.0, 10.0, 50.0, 50.0, red);
    assert_eq!(en(vec![frame(vec![all(), panel()])]), NOTHING, "it goes on in the same colour");
    let band = area(-3.0, -3.0, 10.0, 154.0, Color::BLACK);
    assert_eq!(en(vec![frame(vec![panel(), band])]), NOTHING, "its edge is hidden");
    assert_eq!(codes_of(vec![frame(vec![area(-3.0, -3.0, 111.0, 154.0, Color::BLACK), panel()])]), ["bleed"]);
}

#[test]
fn lines_are_measured_on_the_page() {
    let rule = |points| en(vec![frame(vec![line((10.0, 40.0), (90.0, 40.0), points)])]);
    assert_eq!(rule(0.25), NOTHING);
    assert_eq!(
        said(&one(vec![frame(vec![line((10.0, 40.0), (90.0, 40.0), 0.2)])]), Lang::Fr),
        ["warning[hairline] R01: filet de 0,2 pt : 0,125 pt au moins, mieux 0,25 pt (R01-recto) \
          | donnez au trait une épaisseur d’au moins 0,25 pt sur la page, toutes réductions comprises"]
    );
    assert_eq!(
        rule(0.1),
        ["error[hairline] R01: line of 0.1 pt: at least 0.125 pt, better 0.25 pt (R01-recto) \
          | make the line at least 0.25 pt wide on the page, all scaling included"]
    );
    // 1 pt drawn at a tenth in one direction.
    let squeezed = Group {
        transform: Transform::scale(1.0, 0.1),
        items: vec![line((10.0, 400.0), (90.0, 400.0), 1.0)],
        ..Group::default()
    };
    assert!(en(vec![framed(squeezed)])[0].contains("line of 0.1 pt"));
    // A filled strip of 0.05 mm is 0.14 pt.
    assert!(en(vec![frame(vec![area(10.0, 40.0, 80.0, 0.05, Color::BLACK)])])[0].contains("line of 0.14 pt"));
    assert_eq!(en(vec![with_role(Role::Plate(Plate::CutLine), vec![line((10.0, 40.0), (90.0, 40.0), 0.1)])]), NOTHING);
    assert!(check(&one(vec![frame(vec![line((10.0, 40.0), (90.0, 40.0), 0.1)])]), &Profile::screen()).is_empty());
}

#[test]
fn small_letters_are_told_light_ones_sooner() {
    let night = || frame(vec![area(30.0, 60.0, 60.0, 20.0, ink(100.0, 70.0, 5.0, 40.0, 0x0012_3C70))]);
    assert_eq!(en(vec![frame(vec![small("texte", 5.0, Color::BLACK)])]), NOTHING);
    assert_eq!(
        en(vec![frame(vec![small("texte", 4.8, Color::BLACK)])]),
        ["error[small-text] R01: text of 4.8 pt: 5 pt at least (R01-recto) \
          | set it in 5 pt or more, and shorten it if need be"]
    );
    assert_eq!(
        said(&one(vec![night(), frame(vec![small("texte", 6.5, Color::WHITE)])]), Lang::Fr),
        ["warning[small-text] R01: texte clair sur fond foncé de 6,5 pt : 7 pt au moins (R01-recto) \
          | composez-le en 7 pt ou plus, et plutôt en gras : l’encre du fond bouche les petites lettres"]
    );
    assert_eq!(en(vec![night(), frame(vec![small("texte", 7.0, Color::WHITE)])]), NOTHING);
    assert_eq!(en(vec![frame(vec![small("texte", 6.5, Color::BLACK)])]), NOTHING, "dark on paper");
    // 8 pt in a group at half size are 4 pt.
    let half = Group {
        transform: Transform::scale(0.5, 0.5),
        items: vec![small("texte", 8.0, Color::BLACK)],
        ..Group::default()
    };
    assert!(en(vec![framed(half)])[0].contains("text of 4 pt"));
}

#[test]
fn ink_has_a_limit_on_areas() {
    let heavy = ink(90.0, 80.0, 70.0, 80.0, 0x0010_1010);
    assert_eq!(
        said(&one(vec![frame(vec![area(20.0, 20.0, 10.0, 10.0, heavy)])]), Lang::Fr),
        ["warning[ink-limit] R01: aplat à 320 % d’encre (C 90 M 80 J 70 N 80) : 300 % au plus (R01-recto) \
          | allégez la recette ; pour un noir profond, C 60 M 40 J 40 N 100 (240 %) suffisent"]
    );
    assert_eq!(en(vec![frame(vec![area(20.0, 20.0, 3.0, 4.0, heavy)])]), NOTHING, "12 mm² are a dot");
    let full = ink(80.0, 70.0, 70.0, 80.0, 0x0010_1010);
    assert_eq!(en(vec![frame(vec![area(20.0, 20.0, 10.0, 10.0, full)])]), NOTHING, "300 % are allowed");
    let thin = framed(Group { opacity: 0.5, items: vec![area(20.0, 20.0, 10.0, 10.0, heavy)], ..Group::default() });
    assert_eq!(en(vec![thin]), NOTHING, "half of it is 160 %");
}

#[test]
fn small_black_text_is_in_black_alone() {
    let rich = ink(60.0, 40.0, 0.0, 100.0, 0x0000_0000);
    assert_eq!(
        said(&one(vec![frame(vec![small("texte", 9.0, rich)])]), Lang::Fr),
        ["warning[rich-black-text] R01: texte de 9 pt en 3 encres (C 60 M 40 J 0 N 100) : noir seul sous 12 pt \
          (R01-recto) | donnez au texte une couleur en noir seul : C 0 M 0 J 0 N 100"]
    );
    assert_eq!(en(vec![frame(vec![small("texte", 12.0, rich)])]), NOTHING);
    let navy = ink(100.0, 70.0, 5.0, 40.0, 0x0012_3C70);
    assert_eq!(en(vec![frame(vec![small("texte", 9.0, navy)])]), NOTHING, "a colour, not a black");
}

#[test]
fn contrast_is_measured_against_what_lies_under_the_text() {
    let grey = |value: u8| Color::from_srgb(Srgb::new(value, value, value));
    // WCAG's own examples: #767676 on white passes at 4.54, #777777 does not at 4.47.
    assert_eq!(en(vec![frame(vec![small("texte", 9.0, grey(0x76))])]), NOTHING);
    assert_eq!(
        said(&one(vec![frame(vec![small("texte", 9.0, grey(0x77))])]), Lang::Fr),
        ["warning[contrast] R01: contraste de 4,47 entre le texte et son fond (#777777 sur #ffffff) : 4,5 au moins \
          (R01-recto) | foncez le texte, éclaircissez son fond, ou composez-le plus grand"]
    );
    let text = |font, points| frame(vec![letters("H", font, Length::pt(points), 40.0, 70.0, grey(0x77))]);
    assert_eq!(en(vec![text(REGULAR, 18.0)]), NOTHING, "large");
    assert_eq!(en(vec![text(BOLD, 14.0)]), NOTHING, "large because bold");
    assert_eq!(codes_of(vec![text(REGULAR, 14.0)]), ["contrast"]);
    // White on a panel of #777777, seen at half strength: #bbbbbb, 1.91.
    let panel =
        |opacity| framed(Group { opacity, items: vec![area(30.0, 60.0, 60.0, 20.0, grey(0x77))], ..Group::default() });
    let white = || frame(vec![small("texte", 9.0, Color::WHITE)]);
    assert_eq!(
        en(vec![panel(0.5), white()]),
        ["warning[contrast] R01: contrast of 1.91 between the text and its ground (#ffffff on #bbbbbb): 4.5 at least \
          (R01-recto) | lighten the text, darken its ground, or set it larger"]
    );
    assert_eq!(codes_of(vec![white()]), ["contrast"], "white on paper");
    assert_eq!(en(vec![with_role(Role::Artifact, vec![small("texte", 9.0, Color::WHITE)])]), NOTHING, "decoration");
}

#[test]
fn a_ground_that_cannot_be_told_says_nothing() {
    let white = || frame(vec![small("texte", 9.0, Color::WHITE)]);
    let stops = [(0.0, Color::WHITE), (1.0, Color::BLACK)].map(|(offset, color)| Stop { offset, color, opacity: 1.0 });
    let kind = GradientKind::Linear { start: Point::mm(30.0, 60.0), end: Point::mm(90.0, 60.0) };
    let gradient = Gradient { kind, transform: Transform::IDENTITY, stops: stops.into() };
    let fill = Fill { paint: Paint::Gradient(Arc::new(gradient)), ..Fill::solid(Color::BLACK) };
    let data = || PathData::rect(&Rect::mm(30.0, 60.0, 60.0, 20.0));
    assert_eq!(en(vec![frame(vec![path(data(), Some(fill), None)]), white()]), NOTHING, "a gradient");
    // The text starts at 40 mm.
    let light = Color::from_srgb(Srgb::new(240, 240, 240));
    assert_eq!(en(vec![frame(vec![area(42.0, 60.0, 60.0, 20.0, light)]), white()]), NOTHING, "part of the text");
    let mask = Some(Arc::new(vec![area(30.0, 60.0, 60.0, 20.0, Color::WHITE)]));
    let masked = framed(Group { mask, items: vec![area(30.0, 60.0, 60.0, 20.0, light)], ..Group::default() });
    assert_eq!(en(vec![masked, white()]), NOTHING, "a mask");
    // Things whose boxes overlap without touching: a border around the text, a corner, a slanted line beside it.
    let border = path(data(), None, Some(Stroke::solid(Color::BLACK, Length::mm(0.5))));
    let corner = PathData::polyline(&[Point::mm(30.0, 60.0), Point::mm(30.0, 80.0), Point::mm(90.0, 80.0)], false);
    let corner = path(corner, None, Some(Stroke::solid(Color::BLACK, Length::mm(0.5))));
    let arc = path(
        PathData::ellipse(&Rect::mm(20.0, 40.0, 80.0, 60.0)),
        None,
        Some(Stroke::solid(Color::BLACK, Length::mm(0.5))),
    );
    assert_eq!(codes_of(vec![frame(vec![border, corner, arc]), white()]), ["contrast"], "still white on paper");
    // A disc under the whole text is a ground like any other.
    let disc = path(PathData::ellipse(&Rect::mm(20.0, 40.0, 80.0, 60.0)), Some(Fill::solid(Color::BLACK)), None);
    assert_eq!(en(vec![frame(vec![disc]), white()]), NOTHING);
}

#[test]
fn shared_grounds_count_under_the_text_of_each_card() {
    let mut document = document(Vec::new());
    let mut items: Vec<_> = (0..12).map(|n| area(5.0 + f64::from(n), 120.0, 0.5, 5.0, Color::BLACK)).collect();
    items.push(area(-3.0, -3.0, 111.0, 103.0, ink(100.0, 70.0, 5.0, 40.0, 0x0012_3C70)));
    let artwork = document.assets.add_artwork(Artwork { name: "fond.svg".into(), bounds: a6().bleed_rect(), items });
    let used = || Item::Use(Use { artwork, transform: Transform::IDENTITY });
    let dark = || frame(vec![small("texte", 9.0, Color::BLACK)]);
    document.pages = vec![
        page("R01", vec![used(), frame(vec![small("texte", 9.0, Color::WHITE)])]),
        page("R02", vec![used(), dark()]),
        page("R03", vec![dark(), used()]),
    ];
    let found = said(&document, Lang::En);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("warning[contrast] R02: contrast of 1.9"), "{found:?}");
}

#[test]
fn codes_are_found_wherever_they_lie() {
    let mut document = document(Vec::new());
    // Half a turn about the middle: the code at 20–38.5 comes to 66.5–85, and from 90–108.5 to 39.5–58.
    let transform = Transform::rotate_about(180.0, Point::mm(52.5, 74.0));
    let turned = Group { transform, items: vec![code(20.0, 90.0, 18.5, Ground::White)], ..Group::default() };
    let mut items = vec![code(10.0, 10.0, 37.0, Ground::Unprinted)];
    items.extend((0..10).map(|n| area(60.0 + f64::from(n), 20.0, 0.5, 5.0, Color::BLACK)));
    let bounds = Rect::mm(0.0, 0.0, 105.0, 148.0);
    let artwork = document.assets.add_artwork(Artwork { name: "dos".into(), bounds, items });
    let shared = Item::Use(Use { artwork, transform: Transform::scale(0.5, 0.5) });
    document.pages = vec![
        page("R01", vec![Item::Group(Box::new(turned))]),
        page("R02", vec![]),
        page("R03", vec![frame(vec![shared])]),
    ];
    let found = preflight::codes(&document);
    let near = |a: &Rect, b: &Rect| a.contains(b, Length::mm(0.001)) && b.contains(a, Length::mm(0.001));
    assert_eq!(found.iter().map(|code| code.page).collect::<Vec<_>>(), [0, 2]);
    assert!(near(&found[0].rect, &Rect::mm(66.5, 39.5, 18.5, 18.5)), "{:?}", found[0].rect);
    assert!(near(&found[1].rect, &Rect::mm(5.0, 5.0, 18.5, 18.5)), "{:?}", found[1].rect);
    assert_eq!(&*found[1].payload, "https://tiroirs.example/k/tiroirs/R01-abc");
    assert_eq!((found[1].origin.is_some(), found[1].card.as_deref()), (true, Some("R03")));
}

// All rules together.

#[test]
fn whatever_screen_says_press_says_too() {
    let strictest = Profile::strictest(&[Profile::screen(), Profile::press()]);
    assert_eq!(strictest, Some(Profile::press()));
    assert_eq!(Profile::strictest(&[Profile::screen()]), Some(Profile::screen()));
    assert_eq!(Profile::strictest(&[]), None);
}

#[test]
fn every_rule_has_a_name_of_its_own_and_a_manual_page() {
    let mut names: Vec<_> = RULES.iter().map(|rule| rule.code).collect();
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("src/preflight/rules");
    for name in &names {
        let file = folder.join(format!("{}.rs", name.replace('-', "_")));
        let page = fs::read_to_string(&file).unwrap();
        for part in [&format!("//! `{name}`: "), "//! **What.** ", "//! **Why.** ", "//! **Fix.** ", "//! **Source.** "]
        {
            assert!(page.contains(part), "{part:?} in {}", file.display());
        }
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
}

#[test]
fn damaged_scenes_are_checked_without_panic() {
    let nowhere = Item::Use(Use { artwork: massicot::scene::ArtworkId(7), transform: Transform::IDENTITY });
    let missing = Item::Image(Image { image: massicot::scene::ImageId(7), rect: Rect::mm(0.0, 0.0, 10.0, 10.0) });
    let flat = Group { transform: Transform::scale(0.0, 0.0), items: clean(), ..Group::default() };
    let far = Group { transform: Transform::scale(f64::MAX, f64::NAN), items: clean(), ..Group::default() };
    let hidden = Group { clip: Some(Arc::new(PathData::new())), items: clean(), ..Group::default() };
    let groups = [flat, far, hidden].map(|group| Item::Group(Box::new(group)));
    let mut document = one([vec![nowhere, missing], groups.into()].concat());
    // An artwork that uses itself.
    let items = vec![Item::Use(Use { artwork: massicot::scene::ArtworkId(0), transform: Transform::IDENTITY })];
    let artwork = document.assets.add_artwork(Artwork { items, ..Artwork::default() });
    document.pages[0].items.push(Item::Use(Use { artwork, transform: Transform::IDENTITY }));
    preflight::check(&document, &Profile::press());
    preflight::codes(&document);
}
