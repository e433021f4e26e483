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

#[test]
fn text_comes_out_as_it_went_in() {
    let fonts = scenes::fonts();
    let mut items = Vec::new();
    for (row, words) in HARD.iter().enumerate() {
        for (column, font) in [atkinson(&fonts), source_sans(&fonts)].into_iter().enumerate() {
            let y = 10.0 + (row * 2 + column) as f64 * 6.0;
            items.push(text(line(&fonts, font, 3.5, 5.0, y, words, Color::BLACK)));
        }
    }
    let file = press(&one_page(items));
    accepted_by_all(&file);
    let wanted: Vec<&str> = HARD.iter().flat_map(|words| [*words, *words]).collect();
    if let Some(said) = ask("pdftotext", &["-raw", "{}", "-"], &file) {
        // Poppler composes letters and their accents.
        let wanted: Vec<String> = wanted.iter().map(|words| words.replace("A\u{301}", "Á")).collect();
        assert_eq!(said.trim_end().lines().collect::<Vec<_>>(), wanted);
    }
    if let Some(said) = ask("mutool", &["draw", "-q", "-F", "txt", "{}"], &file) {
        let said: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
        // MuPDF writes some no-break spaces as plain ones.
        let plain = |words: &str| words.replace(['\u{a0}', '\u{202f}'], " ").replace("A\u{301}", "Á");
        assert_eq!(
            said.iter().map(|l| plain(l)).collect::<Vec<_>>(),
            wanted.iter().map(|l| plain(l)).collect::<Vec<_>>()
        );
    }
}
