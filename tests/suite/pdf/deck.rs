//! A deck of any length, made by hand: every front its own words and its own code, every back the same.

use massicot::color::{Cmyk, Color, Srgb};
use massicot::font::Fonts;
use massicot::geom::{PageBoxes, PathData, Point, Rect, Size, Transform};
use massicot::qr::{Code, Ground, Level};
use massicot::scene::{Artwork, ArtworkId, Document, Info, Item, Page, Use};

use crate::scenes::{atkinson, filled, fonts, group, line, mm, source_sans, text};

/// A blue that only inks can say exactly.
pub fn blue() -> Color {
    Color::process(Srgb::new(0, 90, 160), Cmyk::percent(100.0, 60.0, 0.0, 5.0))
}

/// A page of an A6 card with 3 mm of bleed.
pub fn card_page(name: &str, items: Vec<Item>) -> Page {
    let boxes = PageBoxes::new(Size::mm(105.0, 148.0), mm(3.0), mm(5.0));
    Page { boxes, items, name: name.into(), ..Page::default() }
}

/// A document of such pages, with a title, a language and a date.
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

pub fn rectangle(x: f64, y: f64, width: f64, height: f64, color: Color) -> Item {
    filled(PathData::rect(&Rect::mm(x, y, width, height)), color)
}

pub fn placed(artwork: ArtworkId) -> Item {
    Item::Use(Use { artwork, transform: Transform::IDENTITY })
}

const WORDS: &str = "produire moins de volume et davantage d’utilité en coopérant sur un territoire quel besoin est \
    aujourd’hui mal servi économie de la fonctionnalité coopération ses solutions relient biens services ménageant \
    ressources personnes cousine circulaire sociale solidaire elle dépasse simple location pour mieux répondre aux \
    besoins sans dépendre quantité vendue partir observer les usages réunir acteurs puis dessiner ensemble une \
    solution citez le vivent bénéfices externalités confiance gouvernance contrat efficacité effets finance affaire \
    patrimoine immatériel soin lien proximité commune maire habitantes associations artisan école santé mobilité";

/// Words in an order that only the seed decides.
struct Words {
    state: u64,
    words: Vec<&'static str>,
}

impl Words {
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % limit
    }

    fn line(&mut self, count: usize) -> String {
        let mut line = Vec::new();
        for _ in 0..count {
            let word = self.below(self.words.len());
            line.push(self.words[word]);
        }
        if self.below(5) == 0 {
            line.push("\u{a0}:");
        }
        line.join(" ").replace(" \u{a0}", "\u{a0}")
    }
}

/// So many cards, front and back: sixty words, a code and an icon on a ground that all fronts share.
pub fn deck(cards: usize) -> Document {
    let mut deck = document(Vec::new());
    let room = Rect::mm(-3.0, -3.0, 111.0, 154.0);
    let ground = Artwork {
        name: "fond".into(),
        bounds: room,
        items: vec![filled(PathData::rect(&room), blue().tint(0.1)), rectangle(-3.0, -3.0, 111.0, 25.0, blue())],
    };
    let back = Artwork { name: "verso".into(), ..ground.clone() };
    let disc = Rect::mm(0.0, 0.0, 24.0, 24.0);
    let icon =
        Artwork { name: "icône".into(), bounds: disc, items: vec![filled(PathData::ellipse(&disc), Color::WHITE)] };
    let [ground, back, icon] = [ground, back, icon].map(|artwork| deck.assets.add_artwork(artwork));
    let fonts = deck.fonts.clone();
    for number in 0..cards {
        let mut items = vec![placed(ground)];
        items.extend(card_text(&fonts, number));
        let address = format!("https://efc.exemple.fr/c/{:05}/R{:02}", 10_000 + number, number % 24);
        let code = Code::encode(&address, Level::Q).unwrap();
        items.push(group(code.place(Point::mm(72.0, 112.0), mm(28.0), Ground::White)));
        let transform = Transform::translate(mm(92.0), mm(4.0)).then_inside(&Transform::scale(1.0 / 3.0, 1.0 / 3.0));
        items.push(Item::Use(Use { artwork: icon, transform }));
        deck.pages.push(card_page(&format!("{:05}-R{:02}-recto", 10_000 + number, number % 24), items));
        deck.pages.push(card_page(&format!("{:05}-R{:02}-verso", 10_000 + number, number % 24), vec![placed(back)]));
    }
    deck
}

/// The words of the card with this number, line by line as they stand on it.
pub fn card_words(number: usize) -> Vec<String> {
    let mut words = Words { state: number as u64 + 1, words: WORDS.split_whitespace().collect() };
    (0..12).map(|row| words.line(if row == 0 { 3 } else { 5 })).collect()
}

fn card_text(fonts: &Fonts, number: usize) -> Vec<Item> {
    let mut items = Vec::new();
    for (row, words) in card_words(number).iter().enumerate() {
        let font = if row % 4 == 1 { atkinson(fonts) } else { source_sans(fonts) };
        let (size, y) = if row == 0 { (5.6, 14.0) } else { (3.5, 29.5 + row as f64 * 4.586) };
        items.push(text(line(fonts, font, size, 5.0, y, words, Color::BLACK)));
    }
    items
}
