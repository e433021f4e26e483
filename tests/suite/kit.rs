//! The kit that ships: no fault, no remark, and what its users were promised.

use massicot::compile::{self, Job, Silent};
use massicot::diag::{self, Lang};
use massicot::scene::{Item, Page, Role};
use massicot::world::DiskWorld;
use std::collections::BTreeSet;

fn job() -> Job {
    Job::new(concat!(env!("CARGO_MANIFEST_DIR"), "/decks/tiroirs"))
}

#[test]
fn the_kit_is_clean_and_every_code_reads_back() {
    let job = Job { variants: vec!["all".into()], ..job() };
    let report = compile::check(&DiskWorld::new(), &job, &Silent);
    let said: Vec<_> = report.diagnostics.iter().map(|fault| diag::short(fault, &report.sources, Lang::Fr)).collect();
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn the_kit_is_clean_in_every_language_and_nothing_is_left_in_french() {
    let job = Job { locales: vec!["all".into()], ..job() };
    let report = compile::check(&DiskWorld::new(), &job, &Silent);
    let said: Vec<_> = report.diagnostics.iter().map(|fault| diag::short(fault, &report.sources, Lang::Fr)).collect();
    assert!(said.is_empty(), "{said:#?}");
    let cells: Vec<_> = report.locales.iter().map(|cell| (&*cell.locale, cell.missing_texts)).collect();
    // Repères, the panorama, two boards, a poster, the notices, three lists, the note, the governance sheet and the dividers.
    let decks = 12;
    assert_eq!(cells.len(), 2 * decks);
    let (french, english) = cells.split_at(decks);
    assert!(french.iter().all(|cell| *cell == ("fr", 0)) && english.iter().all(|cell| *cell == ("en", 0)), "{cells:?}");
}

#[test]
fn reperes_has_24_cards_of_two_faces_with_a_code_on_each_back() {
    let (documents, _) = compile::scenes(&DiskWorld::new(), &job(), &Silent);
    let pages = &documents[0].pages;
    assert_eq!(pages.len(), 48);
    for (index, card) in pages.chunks(2).enumerate() {
        let code = format!("R{:02}", index + 1);
        assert_eq!([card[0].name.as_str(), card[1].name.as_str()], [format!("{code}-recto"), format!("{code}-verso")]);
        let mut payloads = Vec::new();
        codes(&card[1].items, &mut payloads);
        assert_eq!(payloads, [format!("https://tiroirs.example/{}", code.to_lowercase())]);
        // A6, ISO 216.
        assert_eq!((card[0].boxes.trim.width.to_mm(), card[0].boxes.trim.height.to_mm()), (105.0, 148.0));
    }
}

/// « Grands caractères »: A5, nothing under 18 points, upright codes, and every word of the card.
#[test]
fn large_print_says_everything_in_18_points() {
    let job = Job { variants: vec!["grands-caracteres".into()], ..job() };
    let (documents, _) = compile::scenes(&DiskWorld::new(), &job, &Silent);
    let [document] = &documents[..] else { panic!("{} decks", documents.len()) };
    let own = &compile::scenes(&DiskWorld::new(), &self::job(), &Silent).0[0];
    assert_eq!(document.pages.len(), 48);
    for (large, small) in document.pages.chunks(2).zip(own.pages.chunks(2)) {
        assert_eq!((large[0].boxes.trim.width.to_mm(), large[0].boxes.trim.height.to_mm()), (148.0, 210.0));
        let set = |faces: &[Page]| {
            let mut words = Words::default();
            faces.iter().for_each(|face| words.read(&face.items));
            words
        };
        let (large, small) = (set(large), set(small));
        assert!(large.smallest >= 17.999, "{} pt", large.smallest);
        let words = |text| str::split(text, |c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
        let said: BTreeSet<_> = words(&large.text).collect();
        let all = words(&small.text);
        let lost: Vec<_> = all.filter(|word| !said.contains(word) && !MENTIONS.contains(word)).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
}

/// Words of the A6 cards that large print says in other words.
const MENTIONS: [&str; 5] = ["Repères", "Écrivez", "nous", "indiquant", "code"];

/// The words of some items, and the smallest letters in points.
struct Words {
    text: String,
    smallest: f64,
}

impl Default for Words {
    fn default() -> Self {
        Self { text: String::new(), smallest: f64::INFINITY }
    }
}

impl Words {
    fn read(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Group(group) => self.read(&group.items),
                Item::Glyphs(run) => {
                    self.smallest = self.smallest.min(run.size.to_pt());
                    self.text.push_str(&run.text);
                    self.text.push(' ');
                }
                Item::Path(_) | Item::Image(_) | Item::Use(_) | Item::Link(_) => {}
            }
        }
    }
}

fn codes(items: &[Item], payloads: &mut Vec<String>) {
    for item in items {
        if let Item::Group(group) = item {
            if let Some(Role::Qr { payload, .. }) = &group.role {
                payloads.push(payload.to_string());
            }
            codes(&group.items, payloads);
        }
    }
}
