//! Small scenes made by hand: shaped lines, codes, decks of any length.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use harfrust::{Buffer, Font, ShapeOptions, ShaperFont};
use massicot::color::{Cmyk, Color, Srgb};
use massicot::font::{FontId, Fonts};
use massicot::geom::{Length, PageBoxes, PathData, Point, Rect, Size, Transform};
use massicot::qr::{Code, Ground, Level};
use massicot::scene::{Artwork, Document, Fill, Glyph, GlyphRun, Info, Item, Page, Path, Use};

/// Source Sans 3 regular and bold, Atkinson Hyperlegible Next regular.
pub fn fonts() -> Arc<Fonts> {
    let mut fonts = Fonts::new();
    for file in [
        "source-sans-3/SourceSans3_400Regular.ttf",
        "source-sans-3/SourceSans3_700Bold.ttf",
        "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular.ttf",
    ] {
        let bytes = std::fs::read(format!("{}/fonts/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        fonts.add(bytes.into()).unwrap();
    }
    Arc::new(fonts)
}

/// Regular weight of the text face.
pub const REGULAR: FontId = FontId(0);
/// Bold weight of the text face.
pub const BOLD: FontId = FontId(1);

pub fn mm(value: f64) -> Length {
    Length::mm(value)
}

thread_local! {
    /// Fonts opened for shaping, by name.
    static SHAPED: RefCell<BTreeMap<String, Font>> = const { RefCell::new(BTreeMap::new()) };
}

/// A line of text, shaped: kerning, ligatures, and no-break spaces drawn as the font's space.
pub fn line(fonts: &Fonts, font: FontId, size: f64, x: f64, y: f64, text: &str) -> GlyphRun {
    let face = fonts.get(font).unwrap();
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    SHAPED.with_borrow_mut(|known| {
        let open =
            || Font::new(Arc::new(face.bytes.to_vec()) as Arc<dyn AsRef<[u8]> + Send + Sync>, face.index).unwrap();
        let opened = known.entry(face.postscript_name.clone()).or_insert_with(open);
        harfrust::shape(&ShaperFont::new(opened), &mut buffer, ShapeOptions::new()).unwrap();
    });
    let em = Length::pt(size) / f64::from(face.metrics.units_per_em);
    let mut pen = Length::ZERO;
    let mut glyphs = Vec::new();
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        let (dx, dy) = (em * f64::from(position.x_offset), em * f64::from(-position.y_offset));
        glyphs.push(Glyph::new(info.glyph_id as u16, info.cluster as u16, pen + dx, dy));
        pen += em * f64::from(position.x_advance);
    }
    GlyphRun {
        font,
        size: Length::pt(size),
        fill: Fill::solid(Color::BLACK),
        origin: Point::mm(x, y),
        glyphs,
        text: text.into(),
    }
}

pub fn glyphs(run: GlyphRun) -> Item {
    Item::Glyphs(Box::new(run))
}

pub fn filled(data: PathData, color: Color) -> Item {
    Item::Path(Box::new(Path { data: Arc::new(data), fill: Some(Fill::solid(color)), stroke: None }))
}

pub fn rectangle(x: f64, y: f64, width: f64, height: f64, color: Color) -> Item {
    filled(PathData::rect(&Rect::mm(x, y, width, height)), color)
}

/// A blue that only inks can say exactly.
pub fn blue() -> Color {
    Color { srgb: Srgb::new(0, 90, 160), cmyk: Cmyk::percent(100.0, 60.0, 0.0, 5.0) }
}

/// An A6 card with 3 mm of bleed.
pub fn boxes() -> PageBoxes {
    PageBoxes::new(Size::mm(105.0, 148.0), mm(3.0), mm(5.0))
}

pub fn page(name: &str, items: Vec<Item>) -> Page {
    Page { boxes: boxes(), items, name: name.into(), ..Page::default() }
}

/// A document of these pages, with a title, a language and a date.
pub fn document(pages: Vec<Page>) -> Document {
    let info = Info {
        title: "Repères & « tiroirs »".into(),
        lang: "fr".into(),
        publisher: "CERDD".into(),
        date: Some("2026-03-14".into()),
        ..Info::default()
    };
    Document { info, pages, fonts: fonts(), ..Document::default() }
}

const WORDS: &str = "produire moins de volume et davantage d’utilité en coopérant sur un territoire quel besoin est \
    aujourd’hui mal servi économie de la fonctionnalité coopération ses solutions relient biens services ménageant \
    ressources personnes cousine circulaire sociale solidaire elle dépasse simple location pour mieux répondre aux \
    besoins sans dépendre quantité vendue partir observer les usages réunir acteurs puis dessiner ensemble une \
    solution citez le vivent bénéfices externalités confiance gouvernance contrat efficacité effets finance affaire \
    patrimoine immatériel soin lien proximité commune maire habitantes associations artisan école santé mobilité";

/// Words in an order that only `seed` decides.
struct Words(u64);

impl Words {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn line(&mut self, words: &[&str], count: usize) -> String {
        let mut line: Vec<&str> = (0..count).map(|_| words[self.below(words.len())]).collect();
        if self.below(5) == 0 {
            line.push("\u{a0}:");
        }
        line.join(" ").replace(" \u{a0}", "\u{a0}")
    }
}

/// A deck of so many cards: each front has sixty words and a code of its own on a shared ground, all backs are alike.
pub fn deck(cards: usize) -> Document {
    let mut deck = document(Vec::new());
    let ground = Artwork {
        name: "fond".into(),
        bounds: Rect::mm(-3.0, -3.0, 111.0, 154.0),
        items: vec![rectangle(-3.0, -3.0, 111.0, 154.0, blue().tint(0.1)), rectangle(-3.0, -3.0, 111.0, 25.0, blue())],
    };
    let back = Artwork { name: "verso".into(), ..ground.clone() };
    let icon = PathData::ellipse(&Rect::mm(0.0, 0.0, 24.0, 24.0));
    let icon = Artwork {
        name: "icône".into(),
        bounds: Rect::mm(0.0, 0.0, 24.0, 24.0),
        items: vec![filled(icon, Color::BLACK)],
    };
    let [ground, back, icon] = [ground, back, icon].map(|artwork| deck.assets.add_artwork(artwork));
    let place = |artwork| Item::Use(Use { artwork, transform: Transform::IDENTITY });
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let fonts = deck.fonts.clone();
    for number in 0..cards {
        let mut items = vec![place(ground)];
        items.extend(card_text(&fonts, &words, number));
        let code =
            Code::encode(&format!("https://efc.exemple.fr/c/{:05}/R{:02}", 10_000 + number, number % 24), Level::Q);
        items.push(Item::Group(Box::new(code.unwrap().place(Point::mm(72.0, 112.0), mm(28.0), Ground::White))));
        let transform = Transform::translate(mm(92.0), mm(4.0)).then_inside(&Transform::scale(1.0 / 3.0, 1.0 / 3.0));
        items.push(Item::Use(Use { artwork: icon, transform }));
        deck.pages.push(page(&format!("{:05}-R{:02}-recto", 10_000 + number, number % 24), items));
        deck.pages.push(page(&format!("{:05}-R{:02}-verso", 10_000 + number, number % 24), vec![place(back)]));
    }
    deck
}

fn card_text(fonts: &Fonts, words: &[&str], number: usize) -> Vec<Item> {
    let mut words_of = Words(number as u64 + 1);
    let mut items = Vec::new();
    let title = words_of.line(words, 3);
    items.push(glyphs(line(fonts, BOLD, 16.0, 5.0, 14.0, &title)));
    for row in 0..11 {
        let text = words_of.line(words, 5);
        let font = if row % 4 == 0 { BOLD } else { REGULAR };
        items.push(glyphs(line(fonts, font, 10.0, 5.0, 34.0 + f64::from(row) * 4.586, &text)));
    }
    items
}
