//! The reference deck of `docs/performance.md`: cards of 63 × 88 mm with everything a real card has, made by
//! arithmetic, the same on every machine.

use std::fmt::Write;
use std::path::PathBuf;

/// The files of a kit with one deck of `cards` cards, to be put into a folder of their own.
pub fn files(cards: usize) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = vec![
        ("kit.yaml".into(), KIT.into()),
        ("deck.yaml".into(), deck(cards).into_bytes()),
        ("layouts/front.yaml".into(), FRONT.into()),
        ("layouts/back.yaml".into(), BACK.into()),
        ("images/background.svg".into(), background().into_bytes()),
    ];
    files.extend((0..12).map(|index| (format!("icons/i{index:02}.svg").into(), icon(index).into_bytes())));
    files
}

/// The same kit with its deck translated into `languages` languages: words shifted round, so that each language has lines
/// of its own to break.
#[allow(dead_code, reason = "not every bench wants languages")]
pub fn translated(cards: usize, languages: usize) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = files(cards);
    let codes = (b'a'..=b'z').flat_map(|first| (b'a'..=b'z').map(move |second| [first, second]));
    let codes = codes.filter_map(|code| String::from_utf8(code.to_vec()).ok()).filter(|code| code != "fr");
    for (shift, code) in (1..).zip(codes.take(languages)) {
        files.push((format!("locales/{code}/kit.yaml").into(), "kit: reference\ntitle: Reference\n".into()));
        files.push((format!("locales/{code}/deck.yaml").into(), translation(cards, shift).into_bytes()));
    }
    files
}

const KIT: &str = "\
kit: reference
title: Reference deck
version: \"1.0\"
date: 2026-01-01
lang: fr
licence: CC0
publisher: Massicot
links: { base: https://cartes.example/ }
palette:
  nuit: { srgb: \"#123C70\", cmyk: [100, 75, 20, 20] }
  orange: { srgb: \"#B8480B\", cmyk: [5, 80, 100, 15] }
  encre: { srgb: \"#1A1A1A\", cmyk: [0, 0, 0, 100] }
  papier: { srgb: \"#FFFFFF\", cmyk: [0, 0, 0, 0] }
fonts:
  texte: { families: [Atkinson Hyperlegible Next, Source Sans 3] }
  titre: { families: [Fraunces, Source Sans 3] }
";

const FRONT: &str = "\
layout: front
types:
  titre: { font: titre, weight: 600, size: 13pt, leading: 15pt, color: nuit, balance: true }
  texte: { font: texte, size: 6.5pt, leading: 8pt, color: encre, hyphenate: true }
  legende: { font: texte, size: 5pt, leading: 6pt, color: encre }
boxes:
  - at: bleed
    image: images/background.svg
  - at: { x: -3mm, y: -3mm, right: -3mm, height: 9mm }
    fill: orange
  - at: { x: 4mm, y: 9mm, width: 46mm, height: 12mm }
    role: h1
    text: { value: \"{title}\", style: titre, fit: 9pt }
  - at: { x: 51mm, y: 9mm, width: 8mm, height: 8mm }
    icon: { value: \"{icon}\", color: nuit }
  - at: { x: 4mm, y: 22mm, width: 55mm, height: 43mm }
    text: { value: \"{text}\", style: texte }
  - at: { x: 4mm, y: 66mm, width: 17mm, height: 17mm }
    qr: { value: \"{url}\", ground: true }
  - at: { x: 23mm, y: 68mm, width: 36mm, height: 6mm }
    text: { value: \"{url|short}\", style: legende }
  - at: { x: 23mm, y: 78mm, width: 36mm, height: 5mm }
    text: { value: \"{card.id} · {deck.title}\", style: legende, valign: bottom }
";

const BACK: &str = "\
layout: back
boxes:
  - at: bleed
    fill: nuit
  - at: { x: 10mm, y: 10mm, right: 10mm, bottom: 10mm }
    radius: 4mm
    stroke: { color: papier, width: 1mm }
";

const WORDS: [&str; 48] = [
    "territoire",
    "usage",
    "coopération",
    "avec",
    "les",
    "habitants",
    "une",
    "solution",
    "intégrée",
    "qui",
    "répond",
    "aux",
    "besoins",
    "de",
    "chacun",
    "sans",
    "produire",
    "davantage",
    "confiance",
    "compétence",
    "santé",
    "du",
    "quotidien",
    "réellement",
    "observer",
    "écouter",
    "puis",
    "ajuster",
    "ensemble",
    "ressources",
    "immatérielles",
    "engagement",
    "réciproque",
    "la",
    "performance",
    "d’usage",
    "plutôt",
    "que",
    "volume",
    "vendu",
    "effets",
    "utiles",
    "pour",
    "le",
    "patrimoine",
    "collectif",
    "et",
    "durable",
];

/// A small linear congruential generator (Knuth, MMIX): the same words on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// The deck in another language: its text begins `shift` words later in the throw of the dice.
fn translation(cards: usize, shift: usize) -> String {
    let mut yaml = String::from("deck: D1\ntitle: Reference\ncards:\n");
    for index in 0..cards {
        let mut dice = Dice(42 + (shift * cards + index) as u64);
        let title = format!("{} et {}", WORDS[dice.roll(48)], WORDS[dice.roll(48)]);
        let text: Vec<_> = (0..60).map(|_| WORDS[dice.roll(48)]).collect();
        let _ = writeln!(yaml, "  C{index:05}: {{ title: {title}, text: \"{}.\" }}", text.join(" "));
    }
    yaml
}

fn deck(cards: usize) -> String {
    let mut dice = Dice(42);
    let mut yaml = String::from(
        "deck: D1\ntitle: Référence\nformat: 63mm x 88mm\nsafe: 4mm\nlayout: { front: front, back: back }\ncards:\n",
    );
    for index in 0..cards {
        let title = format!("{} et {}", WORDS[dice.roll(48)], WORDS[dice.roll(48)]);
        let mut text = String::new();
        for word in 0..60 {
            let bold = dice.roll(10) == 0;
            let separator = if word == 0 {
                ""
            } else if dice.roll(12) == 0 {
                ", "
            } else {
                " "
            };
            let mark = if bold { "**" } else { "" };
            let _ = write!(text, "{separator}{mark}{}{mark}", WORDS[dice.roll(48)]);
        }
        // 40 characters with the base: https://cartes.example/ is 23, the rest 17.
        let _ = writeln!(
            yaml,
            "  - id: C{index:05}\n    title: {title}\n    text: \"{text}.\"\n    icon: i{:02}\n    link: reference/c{index:06}",
            dice.roll(12)
        );
    }
    yaml
}

/// Sixty shapes, a third of them with gradients.
fn background() -> String {
    let mut dice = Dice(7);
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"69mm\" height=\"94mm\" viewBox=\"0 0 69 94\">\n<defs>\n",
    );
    for index in 0..20 {
        let _ = writeln!(
            svg,
            "<linearGradient id=\"g{index}\" x1=\"0\" y1=\"0\" x2=\"1\" y2=\"1\"><stop offset=\"0\" stop-color=\"#{:02x}f0f4\"/><stop offset=\"1\" stop-color=\"#f4{:02x}e8\"/></linearGradient>",
            200 + dice.roll(50),
            220 + dice.roll(30)
        );
    }
    svg.push_str("</defs>\n");
    for index in 0..60 {
        let (x, y) = (dice.roll(69), dice.roll(94));
        let fill =
            if index % 3 == 0 { format!("url(#g{})", index / 3) } else { format!("#{:02x}eef2", 225 + dice.roll(20)) };
        let _ = writeln!(
            svg,
            "<path fill=\"{fill}\" d=\"M{x} {y}c{} {} {} {} {} {}s{} {} {} {}z\"/>",
            dice.roll(30),
            dice.roll(20),
            dice.roll(25),
            dice.roll(30),
            dice.roll(20),
            dice.roll(25),
            dice.roll(10),
            dice.roll(30),
            dice.roll(12),
            dice.roll(20)
        );
    }
    svg.push_str("</svg>\n");
    svg
}

fn icon(index: usize) -> String {
    let turn = index * 30;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\"><g transform=\"rotate({turn} 12 12)\"><circle cx=\"12\" cy=\"12\" r=\"9\" fill=\"none\" stroke=\"#000\" stroke-width=\"2\"/><path d=\"M12 5v7l5 3\" fill=\"none\" stroke=\"#000\" stroke-width=\"2\" stroke-linecap=\"round\"/></g></svg>\n"
    )
}
