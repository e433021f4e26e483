//! Faults of pages: boxes, units, sizes, what lies on them without being part of them.

use super::base::{Base, points, rect};
use super::{audit, codes, each_names};
use lopdf::{Object, dictionary};
use massicot::verify::Order;

#[test]
fn faults_of_boxes() {
    each_names(
        Base::x4,
        &Order::default(),
        &[
            ("trim-box", "neither trim nor art", |base| {
                for page in base.pages.clone() {
                    let page = base.dict(page);
                    page.remove(b"TrimBox");
                    // Without a trim the medium is the page; nothing else may be wrong with it.
                    page.set("MediaBox", points([3.0, 3.0, 66.0, 91.0]));
                    page.remove(b"BleedBox");
                }
                base.contents = vec!["0 0 0 1 k\n".to_owned() + &rect(20.0, 20.0, 10.0, 10.0); 2];
            }),
            ("trim-box", "trim and art", |base| base.page().set("ArtBox", points([5.0, 5.0, 60.0, 80.0]))),
            ("box-nesting", "trim leaves the bleed", |base| {
                base.page().set("BleedBox", points([3.5, 0.0, 69.0, 94.0]))
            }),
            ("box-nesting", "bleed leaves the medium", |base| {
                base.page().set("BleedBox", points([0.0, 0.0, 72.0, 94.0]))
            }),
            ("box-nesting", "crop leaves the medium", |base| {
                base.page().set("CropBox", points([-2.0, 0.0, 69.0, 94.0]))
            }),
            ("crop-box", "readers show the trim only", |base| {
                base.page().set("CropBox", points([3.0, 3.0, 66.0, 91.0]))
            }),
            ("page-box", "no medium", |base| {
                for page in base.pages.clone() {
                    base.dict(page).remove(b"MediaBox");
                }
            }),
            ("page-size", "one page lies", |base| {
                base.page().set("Rotate", 90);
            }),
            ("empty-page", "nothing on it", |base| base.contents[1].clear()),
            ("empty-page", "white on white", |base| {
                base.contents[1] = "0 0 0 0 k\n".to_owned() + &rect(0.0, 0.0, 60.0, 80.0)
            }),
        ],
    );
}

#[test]
fn a_unit_of_its_own_is_told_with_its_factor() {
    let mut base = Base::x4();
    for page in base.pages.clone() {
        let page = base.dict(page);
        page.set("UserUnit", Object::Real(2.0));
        for key in ["MediaBox", "BleedBox", "TrimBox"] {
            let halved: Vec<Object> = page
                .get(key.as_bytes())
                .unwrap()
                .as_array()
                .unwrap()
                .iter()
                .map(|value| Object::Real(value.as_float().unwrap() / 2.0))
                .collect();
            page.set(key, halved);
        }
    }
    let halve = |content: &String| format!("q 0.5 0 0 0.5 0 0 cm {content} Q\n");
    base.contents = base.contents.iter().map(halve).collect();
    let found = audit(&base.bytes(), &Order::default());
    assert_eq!(codes(&found), ["user-unit"], "{:#?}", found.findings);
    assert_eq!(found.findings[0].message.fr, "la page a une unité de 2 points (UserUnit) au lieu de 1");
    assert_eq!(found.findings[0].count, 2);
}

#[test]
fn turned_pages_are_measured_as_they_are_seen() {
    for turn in [90, 180, 270] {
        let mut base = Base::x4();
        for page in base.pages.clone() {
            base.dict(page).set("Rotate", turn);
        }
        let found = audit(&base.bytes(), &Order::default());
        assert!(found.findings.is_empty(), "{turn}: {:#?}", found.findings);
        let size = found.pages[0].trim;
        let wanted = if turn == 180 { (63.0, 88.0) } else { (88.0, 63.0) };
        assert!(
            (size.width.to_mm() - wanted.0).abs() < 0.01 && (size.height.to_mm() - wanted.1).abs() < 0.01,
            "{size:?}"
        );
    }
}

#[test]
fn annotations_on_the_page_are_faults_and_beside_it_are_not() {
    let link = |area: [f64; 4]| dictionary! { "Type" => "Annot", "Subtype" => "Link", "Rect" => points(area) };
    let with = |area: [f64; 4], wide: bool| {
        let mut base = Base::x4();
        if wide {
            base.page().set("MediaBox", points([0.0, 0.0, 120.0, 94.0]));
        }
        let link = base.add(link(area));
        base.page().set("Annots", vec![link.into()]);
        audit(&base.bytes(), &Order::default())
    };
    assert_eq!(codes(&with([10.0, 10.0, 30.0, 20.0], false)), ["annotation"]);
    assert!(codes(&with([80.0, 10.0, 100.0, 20.0], true)).is_empty());
    // In the bleed it is on the printed sheet.
    assert_eq!(codes(&with([0.0, 10.0, 2.0, 20.0], false)), ["annotation"]);
    let found = with([10.0, 10.0, 30.0, 20.0], false);
    let place = found.findings[0].places[0].rect.unwrap();
    // 10 mm of the medium are 7 mm of the trim; from the top: 91 − 20.
    assert!((place.x.to_mm() - 7.0).abs() < 0.01 && (place.y.to_mm() - 71.0).abs() < 0.01, "{place:?}");
}
