//! Pages of other people's PDF files on sheets: where they lie, what they bring along, and what is said of files that are
//! not what they should be.

#[path = "foreign/files.rs"]
pub mod files;

use files::{BLUE, GREEN, Maker, RED, card, mm_box, rect};
use lopdf::{Dictionary, Object, Stream, dictionary};
use massicot::diag::{Diagnostics, Lang, Severity};
use massicot::export::pdf;
use massicot::foreign::{self, Foreign, Pairing, Wanted};
use massicot::geom::{Length, Size};
use massicot::impose::{self, Imposed, Job, Lettering, Slug};
use massicot::sizes::Sizes;
use massicot::source::{Place, Sources};
use massicot::text::Setter;

use crate::impose::arrangement;
use crate::pdf::judge::{Picture, ask};
use crate::scenes;

fn place() -> Place {
    Place::file(Sources::new().add("cartes.pdf", ""))
}

fn open(bytes: &[u8], wanted: &Wanted) -> Result<Foreign, Diagnostics> {
    foreign::read(bytes, wanted, &place())
}

fn lettering() -> Lettering {
    let fonts = scenes::fonts();
    let font = scenes::source_sans(&fonts);
    Lettering { setter: Setter::new(fonts), fonts: [font].into(), heading: [font].into(), lang: Lang::Fr }
}

fn sheets(foreign: &Foreign, pairing: Pairing, body: &str) -> Imposed {
    let (arrangement, at) = arrangement(body);
    let mut document = foreign.document(pairing, "cartes").unwrap();
    document.fonts = scenes::fonts();
    let job = Job {
        arrangement: &arrangement,
        place: &at,
        sizes: Sizes::shipped(),
        slug: &Slug { job: "cartes".to_owned(), ..Slug::default() },
        lettering: &lettering(),
        calibration: Default::default(),
        sets: None,
        filler: None,
    };
    impose::impose(document, &job).unwrap()
}

fn imposed(bytes: &[u8], pairing: Pairing, body: &str) -> Vec<u8> {
    let foreign = open(bytes, &Wanted::default()).unwrap();
    let sheets = sheets(&foreign, pairing, body);
    let written = pdf::export(&sheets.document, &pdf::Options::press()).unwrap();
    foreign::graft(&written, &foreign).unwrap()
}

fn accepted(file: &[u8]) {
    ask("qpdf", &["--check", "{}"], file);
    ask("mutool", &["draw", "-q", "-r", "36", "-o", "/dev/null", "-F", "ppm", "{}"], file);
}

const NINE_UP: &str = "paper: A4\norientation: portrait\nturn: false\nmarks: { crop: {} }\n";

const SEEN_RED: [u8; 3] = [255, 0, 0];
const SEEN_BLUE: [u8; 3] = [0, 0, 255];
const SEEN_GREEN: [u8; 3] = [0, 153, 0];
const PAPER: [u8; 3] = [255; 3];

#[test]
fn turned_and_scaled_pages_lie_upright_in_their_places_to_a_tenth_of_a_millimetre() {
    let mut maker = Maker::new();
    for (turn, unit) in [(0, 1.0), (1, 1.0), (2, 1.0), (3, 1.0), (0, 2.0), (1, 2.5)] {
        card(&mut maker, turn, unit);
    }
    let file = imposed(&maker.finish(Dictionary::new()), Pairing::Fronts, NINE_UP);
    accepted(&file);
    let picture = Picture::of(&file, 0, 254.0);
    // Three columns of 63 mm and three rows of 88 mm in the middle of 210 × 297 mm: 10.5 mm left, 16.5 mm above.
    for index in 0..6 {
        let (x, y) = (10.5 + 63.0 * f64::from(index % 3), 16.5 + 88.0 * f64::from(index / 3));
        let seen = [(0.15, 0.15, SEEN_RED), (9.85, 9.85, SEEN_RED), (10.15, 5.0, SEEN_GREEN), (5.0, 10.15, SEEN_GREEN)];
        for (dx, dy, color) in seen {
            assert!(picture.shows(x + dx, y + dy, color), "page {index}, {dx} {dy}: {:?}", picture.at(x + dx, y + dy));
        }
        let (right, bottom) = (x + 63.0, y + 88.0);
        assert!(picture.shows(right - 0.15, bottom - 0.15, SEEN_BLUE), "page {index}");
        assert!(picture.shows(right - 10.15, bottom - 5.0, SEEN_GREEN), "page {index}");
    }
    // Outside the block there is room for the whole bleed of 3 mm, and nothing beyond.
    assert!(picture.shows(10.5 - 2.85, 60.0, SEEN_GREEN) && picture.shows(10.5 - 3.15, 60.0, PAPER));
}

#[test]
fn backs_of_a_foreign_file_lie_under_their_fronts() {
    let mut maker = Maker::new();
    for color in [RED, GREEN, BLUE, RED] {
        let content = rect(color, 0.0, 0.0, 63.0, 88.0);
        maker.page(&content, dictionary! { "MediaBox" => mm_box(0.0, 0.0, 63.0, 88.0) });
    }
    let bytes = maker.finish(Dictionary::new());
    let colors = |pairing: Pairing| {
        let file = imposed(&bytes, pairing, NINE_UP);
        let pages = lopdf::Document::load_mem(&file).unwrap().get_pages().len();
        let at = |page: usize, column: f64| Picture::of(&file, page, 60.0).at(10.5 + 63.0 * column + 30.0, 60.0);
        // The back of the first card lies in the last column: 210 − 10.5 − 63 = 136.5.
        (pages, at(0, 0.0), at(pages - 1, 2.0), at(0, 1.0), at(pages - 1, 1.0))
    };
    let [red, green, blue] = [SEEN_RED, SEEN_GREEN, SEEN_BLUE];
    assert_eq!(colors(Pairing::FrontBack), (2, red, green, blue, red));
    assert_eq!(colors(Pairing::BackFront), (2, green, red, red, blue));
    assert_eq!(colors(Pairing::FrontsThenBacks), (2, red, blue, green, red));
    assert_eq!(colors(Pairing::CommonBack), (2, red, red, green, red));
    assert_eq!(colors(Pairing::Fronts).0, 1);
}

/// A page whose operators stand in three streams, with everything inherited: size, turn, resources.
fn inheriting() -> Vec<u8> {
    let mut maker = Maker::new();
    let square = maker.stream(
        dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => mm_box(0.0, 0.0, 10.0, 10.0) },
        &rect(BLUE, 0.0, 0.0, 10.0, 10.0),
    );
    for _ in 0..4 {
        let page = maker.page("q", Dictionary::new());
        let parts = [" 1 0 0 1", " 0 0 cm /Square", " Do Q"].map(|part| maker.stream(Dictionary::new(), part));
        let first = maker.file.get_dictionary(page).unwrap().get(b"Contents").unwrap().clone();
        let contents: Vec<Object> = std::iter::once(first).chain(parts.map(Object::Reference)).collect();
        maker.file.get_dictionary_mut(page).unwrap().set("Contents", contents);
    }
    maker.finish(dictionary! {
        "MediaBox" => mm_box(0.0, 0.0, 88.0, 63.0), "Rotate" => -270,
        "Resources" => dictionary! { "XObject" => dictionary! { "Square" => square } },
    })
}

#[test]
fn inherited_resources_are_written_once_and_split_streams_are_joined() {
    let file = imposed(&inheriting(), Pairing::Fronts, NINE_UP);
    accepted(&file);
    // Turned by a quarter to the right, the lower left corner is seen in the upper left one.
    let picture = Picture::of(&file, 0, 100.0);
    assert!(
        picture.shows(10.5 + 5.0, 16.5 + 5.0, SEEN_BLUE) && picture.shows(10.5 + 63.0 + 5.0, 16.5 + 5.0, SEEN_BLUE)
    );
    assert!(picture.shows(10.5 + 15.0, 16.5 + 5.0, PAPER));
    let read = lopdf::Document::load_mem(&file).unwrap();
    let squares = read.objects.values().filter(|object| {
        let dict = object.as_stream().map(|stream| &stream.dict);
        // 10 mm are 28.346 points.
        dict.and_then(|dict| dict.get(b"BBox")).and_then(Object::as_array).is_ok_and(|corners| {
            corners.get(2).and_then(|x| x.as_float().ok()).is_some_and(|x| (x - 28.346).abs() < 0.01)
        })
    });
    assert_eq!(squares.count(), 1, "four pages share one square");
}

#[test]
fn streams_are_copied_byte_for_byte_and_layers_intents_and_groups_come_along() {
    let mut maker = Maker::new();
    let layer = maker.file.add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("Vernis") });
    let profile = maker.stream(dictionary! { "N" => 4 }, "not looked at");
    let picture = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "ColorSpace" => "DeviceGray",
            "BitsPerComponent" => 8, "Filter" => "ASCIIHexDecode", "OC" => layer,
        },
        b"7f >".to_vec(),
    );
    let picture = maker.file.add_object(picture);
    maker.page(
        "/OC /L BDC 100 0 0 100 0 0 cm /I Do EMC",
        dictionary! {
            "MediaBox" => mm_box(0.0, 0.0, 63.0, 88.0),
            "Group" => dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK" },
            "Resources" => dictionary! {
                "XObject" => dictionary! { "I" => picture }, "Properties" => dictionary! { "L" => layer },
            },
        },
    );
    let intent = dictionary! {
        "S" => "GTS_PDFX", "OutputConditionIdentifier" => Object::string_literal("FOGRA39"),
        "DestOutputProfile" => profile,
    };
    let catalog = maker.file.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => maker.root, "OutputIntents" => vec![intent.into()],
        "OCProperties" => dictionary! {
            "OCGs" => vec![layer.into()], "D" => dictionary! { "OFF" => vec![layer.into()] },
        },
    });
    maker.file.trailer.set("Root", catalog);
    let file = imposed(&maker.finish(Dictionary::new()), Pairing::Fronts, NINE_UP);
    let read = lopdf::Document::load_mem(&file).unwrap();
    let streams = || read.objects.values().filter_map(|object| object.as_stream().ok());
    let copied = streams().find(|stream| stream.content == b"7f >").expect("as it was, filter and all");
    assert_eq!(copied.dict.get(b"Filter").and_then(Object::as_name).unwrap(), b"ASCIIHexDecode");
    let page = streams().find(|stream| stream.content.starts_with(b"/OC /L BDC")).unwrap();
    let group = page.dict.get(b"Group").and_then(Object::as_dict).unwrap();
    assert_eq!(group.get(b"CS").and_then(Object::as_name).unwrap(), b"DeviceCMYK");
    assert!(group.get(b"I").and_then(Object::as_bool).unwrap(), "isolated, as the group of a page is");
    let layers = read.catalog().unwrap().get(b"OCProperties").and_then(Object::as_dict).unwrap();
    let hidden = layers.get(b"D").and_then(Object::as_dict).unwrap().get(b"OFF").and_then(Object::as_array).unwrap();
    assert_eq!(&hidden[0], copied.dict.get(b"OC").unwrap(), "the layer that is off is that of the picture");
    let intents = read.catalog().unwrap().get(b"OutputIntents").and_then(Object::as_array).unwrap();
    assert!(intents[0].as_dict().unwrap().get(b"DestOutputProfile").and_then(Object::as_reference).is_ok());
}

#[test]
fn words_of_a_foreign_page_can_still_be_read_from_the_sheet() {
    let mut maker = Maker::new();
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let font = maker.file.add_object(font);
    for number in 1..=10 {
        let content = format!("BT /F 20 Tf 20 100 Td (marque{number}) Tj ET");
        maker.page(&content, dictionary! { "MediaBox" => mm_box(0.0, 0.0, 63.0, 88.0) });
    }
    let bytes = maker.finish(dictionary! { "Resources" => dictionary! { "Font" => dictionary! { "F" => font } } });
    let file = imposed(&bytes, Pairing::FrontBack, &format!("{NINE_UP}order: cut-and-stack\n"));
    accepted(&file);
    let Some(text) = ask("pdftotext", &["{}", "-"], &file) else { return };
    for number in 1..=10 {
        let word = format!("marque{number}");
        assert_eq!(text.split_whitespace().filter(|found| *found == word).count(), 1, "{word} once: {text}");
    }
}

fn says(faults: &Diagnostics) -> Vec<&'static str> {
    faults.iter().map(|fault| fault.code).collect()
}

#[test]
fn boxes_that_are_missing_are_told_and_links_are_dropped_with_a_remark() {
    let mut maker = Maker::new();
    let link = maker.file.add_object(dictionary! { "Type" => "Annot", "Subtype" => "Link" });
    let media = mm_box(0.0, 0.0, 69.0, 94.0);
    maker.page("", dictionary! { "MediaBox" => media.clone(), "Annots" => vec![link.into(), link.into()] });
    maker.page("", dictionary! { "MediaBox" => media.clone(), "CropBox" => mm_box(3.0, 3.0, 66.0, 91.0) });
    maker.page("", dictionary! { "MediaBox" => media, "TrimBox" => mm_box(3.0, 3.0, 66.0, 91.0) });
    let bytes = maker.finish(Dictionary::new());
    let foreign = open(&bytes, &Wanted::default()).unwrap();
    assert_eq!(says(foreign.remarks()), ["no-trim-box", "no-trim-box", "no-bleed-box", "links-dropped"]);
    assert!(foreign.remarks().iter().all(|remark| remark.severity == Severity::Warning));
    let sizes: Vec<_> = foreign.document(Pairing::Fronts, "x").unwrap().pages.iter().map(|page| page.boxes).collect();
    let near = |a: Length, b: f64| (a - Length::mm(b)).abs() < Length::mm(0.002);
    assert!(near(sizes[0].trim.width, 69.0) && sizes[0].bleed.left == Length::ZERO);
    assert!(near(sizes[1].trim.width, 63.0) && sizes[1].bleed.left == Length::ZERO);
    assert!(near(sizes[2].trim.width, 63.0) && near(sizes[2].bleed.left, 3.0), "3 mm beyond the trim are bleed");
    // The finished size that people tell counts, and what lies around it is bleed.
    let trim = Some(Size::mm(63.0, 88.0));
    let foreign = open(&bytes, &Wanted { pages: "1".parse().unwrap(), trim }).unwrap();
    let page = &foreign.document(Pairing::Fronts, "x").unwrap().pages[0];
    assert!(near(page.boxes.trim.height, 88.0) && near(page.boxes.bleed.top, 3.0));
}

fn fault(bytes: &[u8], wanted: &Wanted) -> (&'static str, String, bool) {
    let faults = open(bytes, wanted).unwrap_err();
    let first = faults.iter().next().unwrap();
    (first.code, first.message.fr.clone(), !first.hints.is_empty())
}

#[test]
fn files_that_cannot_be_used_get_a_clear_fault_and_a_next_step() {
    assert_eq!(fault(b"Bonjour", &Wanted::default()), ("no-pdf", "ce fichier n’est pas un PDF".to_owned(), true));
    let whole = inheriting();
    let (code, said, hinted) = fault(&whole[..whole.len() / 2], &Wanted::default());
    assert_eq!((code, hinted), ("pdf-damaged", true), "{said}");
    let wanted = Wanted { pages: "3-9".parse().unwrap(), trim: None };
    assert_eq!(fault(&whole, &wanted), ("no-such-page", "page 9 demandée, le fichier en a 4".to_owned(), true));
    let wanted = Wanted { trim: Some(Size::mm(70.0, 88.0)), ..Wanted::default() };
    assert_eq!(fault(&whole, &wanted).0, "trim-too-large");
    let foreign = open(&whole, &Wanted { pages: "1-3".parse().unwrap(), trim: None }).unwrap();
    assert_eq!(foreign.document(Pairing::BackFront, "x").unwrap_err().code, "odd-pages");
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
    std::fs::write(&from, &whole).unwrap();
    let status = std::process::Command::new("qpdf")
        .args(["--allow-weak-crypto", "--encrypt", "", "patron", "128", "--use-aes=y", "--"])
        .args([&from, &to])
        .status();
    if status.is_ok_and(|status| status.success()) {
        let (code, said, hinted) = fault(&std::fs::read(&to).unwrap(), &Wanted::default());
        assert_eq!((code, said.as_str(), hinted), ("pdf-encrypted", "ce PDF est protégé (chiffré)", true));
    }
}

#[test]
fn page_numbers_are_read_as_people_write_them() {
    let pages = |text: &str| {
        let wanted = Wanted { pages: text.parse().unwrap(), trim: None };
        let document = open(&inheriting(), &wanted).unwrap().document(Pairing::Fronts, "x").unwrap();
        document.pages.iter().map(|page| page.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(pages("4, 1-2"), ["p004", "p001", "p002"]);
    assert_eq!(pages("3-"), ["p003", "p004"]);
    for wrong in ["", "0", "2-1", "a", "1-2-3", "1,,2"] {
        assert!(wrong.parse::<foreign::Pages>().is_err(), "{wrong}");
    }
}

#[test]
fn cut_short_and_flipped_files_never_end_the_program_and_never_lose_a_page() {
    let mut maker = Maker::new();
    for turn in 0..4 {
        card(&mut maker, turn, 1.0);
    }
    let mut packed = lopdf::Document::load_mem(&maker.finish(Dictionary::new())).unwrap();
    packed.compress();
    let mut modern = Vec::new();
    packed.save_modern(&mut modern).unwrap();
    let mut seed = 1_u64;
    let mut next = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % most
    };
    for whole in [inheriting(), modern] {
        for round in 0..300 {
            let mut bytes = whole.clone();
            if round % 3 == 0 {
                bytes.truncate(next(whole.len()));
            } else {
                for _ in 0..=round % 4 {
                    let at = next(bytes.len());
                    bytes[at] ^= 1 << next(8);
                }
            }
            match open(&bytes, &Wanted::default()) {
                Ok(foreign) => {
                    assert_eq!(foreign.len(), 4, "all pages or a fault");
                    let mut document = foreign.document(Pairing::Fronts, "x").unwrap();
                    document.fonts = scenes::fonts();
                    if let Ok(written) = pdf::export(&document, &pdf::Options::press()) {
                        let _ = foreign::graft(&written, &foreign);
                    }
                }
                Err(faults) => assert!(faults.iter().all(|fault| !fault.hints.is_empty()), "{faults:?}"),
            }
        }
    }
}

#[test]
fn the_same_file_gives_the_same_bytes_and_another_one_another_identity() {
    let (one, other) = (inheriting(), {
        let mut maker = Maker::new();
        (0..4).for_each(|_| {
            maker.page("", dictionary! { "MediaBox" => mm_box(0.0, 0.0, 63.0, 88.0) });
        });
        maker.finish(Dictionary::new())
    });
    let make = |bytes: &[u8]| imposed(bytes, Pairing::Fronts, NINE_UP);
    assert_eq!(make(&one), make(&one));
    let identity = |file: &[u8]| lopdf::Document::load_mem(file).unwrap().trailer.get(b"ID").unwrap().clone();
    assert_ne!(identity(&make(&one)), identity(&make(&other)));
}
