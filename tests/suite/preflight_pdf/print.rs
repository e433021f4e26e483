//! What a press, a cutter and a reader's eye ask for: ink, lines, letters, edges.

use super::base::{Base, cmyk_picture, line, points, rect, words};
use super::{audit, codes, each_names};
use lopdf::dictionary;
use massicot::diag::Severity;
use massicot::printers::Printers;
use massicot::verify::{Audit, Limits, Order};

fn painted(operators: &str) -> Audit {
    let mut base = Base::x4();
    base.paint(operators);
    audit(&base.bytes(), &Order::default())
}

#[test]
fn faults_that_show_on_paper() {
    each_names(
        Base::x4,
        &Order::default(),
        &[
            ("ink-limit", "four inks on a square centimetre", |base| {
                base.paint(&format!("0.9 0.9 0.9 0.5 k {}", rect(30.0, 30.0, 10.0, 10.0)))
            }),
            ("ink-limit", "two areas, one printed over the other", |base| {
                base.paint(&format!(
                    "0.9 0.9 0 0 k {} q /Over gs 0 0 0.9 0.6 k {} Q\n",
                    rect(30.0, 30.0, 10.0, 10.0),
                    rect(28.0, 28.0, 10.0, 10.0)
                ));
            }),
            ("ink-limit", "two areas multiplied", |base| {
                base.resource("ExtGState", "Mul", dictionary! { "BM" => "Multiply" });
                base.paint(&format!(
                    "0.9 0.9 0 0 k {} q /Mul gs 0 0 0.9 0.6 k {} Q\n",
                    rect(30.0, 30.0, 10.0, 10.0),
                    rect(28.0, 28.0, 10.0, 10.0)
                ));
            }),
            ("ink-limit", "a picture", |base| {
                let picture = base.add(cmyk_picture(120, 120, [230, 230, 230, 120]));
                base.resource("XObject", "P2", picture);
                base.paint("q 28 0 0 28 100 100 cm /P2 Do Q\n");
            }),
            ("rich-black-text", "eight points in four inks", |base| {
                base.paint(&format!("0.6 0.4 0.4 1 k {}", words("Titre", 8.0, 20.0, 40.0)))
            }),
            ("small-text", "four points", |base| base.paint(&format!("0 0 0 1 k {}", words("Petit", 4.0, 20.0, 40.0)))),
            ("small-text", "eight points at half the size", |base| {
                base.paint(&format!("q 0.5 0 0 0.5 60 60 cm 0 0 0 1 k {} Q\n", words("Petit", 8.0, 20.0, 20.0)));
            }),
            ("text-inks", "eight points in two inks", |base| {
                base.paint(&format!("0 0.7 0.7 0 k {}", words("Rouge", 8.0, 20.0, 40.0)))
            }),
            ("reversed-text", "six points of white on black", |base| {
                base.paint(&format!(
                    "0 0 0 0.9 k {} 0 0 0 0 k {}",
                    rect(20.0, 35.0, 25.0, 10.0),
                    words("Clair", 6.0, 22.0, 38.0)
                ));
            }),
            ("hairline", "a tenth of a point", |base| {
                base.paint(&format!("0 0 0 1 K {}", line(20.0, 40.0, 20.0, 0.1)))
            }),
            ("hairline", "the thinnest of the device", |base| {
                base.paint(&format!("0 0 0 1 K {}", line(20.0, 40.0, 20.0, 0.0)))
            }),
            ("hairline", "one point shrunk to a tenth", |base| {
                base.paint("q 0.1 0 0 0.1 100 100 cm 0 0 0 1 K 1 w 0 0 m 400 0 l S Q\n")
            }),
            ("hairline", "a filled strip", |base| base.paint(&format!("0 0 0 1 k {}", rect(20.0, 40.0, 20.0, 0.03)))),
            ("white-overprint", "white letters", |base| {
                base.paint(&format!("q /Over gs 0 0 0 0 k {} Q\n", words("Blanc", 14.0, 20.0, 78.0)));
            }),
            ("white-overprint", "a white area of grey", |base| {
                base.paint(&format!("q /Over gs 1 g {} Q\n", rect(20.0, 75.0, 10.0, 5.0)))
            }),
            ("black-overprint", "black letters that knock out", |base| {
                base.paint(&format!("0 0 0 1 k {}", words("Noir", 8.0, 20.0, 78.0)))
            }),
            ("safe-zone", "letters at a millimetre", |base| {
                base.paint(&format!("q /Over gs 0 0 0 1 k {} Q\n", words("Bord", 10.0, 1.0, 78.0)))
            }),
            ("safe-zone", "letters on the cut", |base| {
                base.paint(&format!("q /Over gs 0 0 0 1 k {} Q\n", words("Bord", 10.0, -2.0, 78.0)))
            }),
            ("bleed", "an area that stops at the trim", |base| {
                base.paint(&format!("0 0.6 0 0 k {}", rect(0.0, 30.0, 5.0, 20.0)))
            }),
            ("bleed", "an area that stops after a millimetre", |base| {
                base.paint(&format!("0 0.6 0 0 k {}", rect(58.0, 30.0, 6.0, 20.0)))
            }),
            ("bleed", "a picture that stops at the trim", |base| {
                let picture = base.add(cmyk_picture(220, 220, [90, 30, 0, 0]));
                base.resource("XObject", "P2", picture);
                base.paint("q 62.36 0 0 62.36 8.504 100 cm /P2 Do Q\n");
            }),
            ("bleed", "pages that end at the trim", |base| {
                for page in base.pages.clone() {
                    let page = base.dict(page);
                    page.set("MediaBox", points([3.0, 3.0, 66.0, 91.0]));
                    page.remove(b"BleedBox");
                }
            }),
        ],
    );
}

#[test]
fn ink_is_a_mean_over_fifteen_square_millimetres() {
    // 320 % on a square of 2 mm: 4 of 15 mm² over a ground of 0, at most 85 %.
    assert!(painted(&format!("0.9 0.9 0.9 0.5 k {}", rect(30.0, 30.0, 2.0, 2.0))).findings.is_empty());
    let found = painted(&format!("0.9 0.9 0.9 0.5 k {}", rect(30.0, 30.0, 10.0, 10.0)));
    assert_eq!(found.findings[0].message.fr, "320 % d’encre en moyenne sur 15 mm² : 300 % au plus");
    let place = found.findings[0].places[0].rect.unwrap();
    // The square lies in the area: x from 30 to 40, y from 88 − 40 to 88 − 30.
    assert!(place.x.to_mm() >= 29.5 && place.right().to_mm() <= 40.5, "{place:?}");
    assert!(place.y.to_mm() >= 47.5 && place.bottom().to_mm() <= 58.5, "{place:?}");
    // What covers takes away what lies under it.
    assert!(
        painted(&format!("0.9 0.9 0.9 0.5 k {0} 0 0.5 0 0 k {0}", rect(30.0, 30.0, 10.0, 10.0))).findings.is_empty()
    );
}

#[test]
fn varnish_is_no_ink() {
    let mut base = Base::x4();
    base.resource("ColorSpace", "Gloss", super::base::separation("Varnish", [0.0, 0.0, 0.3, 0.0]));
    base.paint(&format!("0.9 0.9 0.9 0 k {0} q /Over gs /Gloss cs 1 scn {0} Q\n", rect(30.0, 30.0, 10.0, 10.0)));
    let found = audit(&base.bytes(), &Order::default());
    assert!(found.findings.is_empty(), "{:#?}", found.findings);
}

#[test]
fn how_far_letters_are_from_the_edge_is_told_by_their_outlines() {
    let found = painted(&format!("q /Over gs 0 0 0 1 k {} Q\n", words("HHH", 10.0, 1.0, 78.0)));
    assert_eq!(found.findings[0].severity, Severity::Warning);
    // The stem of the H begins 0.3 mm right of its origin at 10 pt.
    assert_eq!(found.findings[0].message.fr, "texte à 1,2 mm du bord : 3 mm au moins");
    let cut = painted(&format!("q /Over gs 0 0 0 1 k {} Q\n", words("HHH", 10.0, -2.0, 78.0)));
    assert_eq!(
        (cut.findings[0].severity, cut.findings[0].message.fr.as_str()),
        (Severity::Error, "du texte passe sous le massicot")
    );
    // Words beside the page are slug lines.
    assert!(painted(&format!("q /Over gs 0 0 0 1 k {} Q\n", words("H", 6.0, 10.0, -2.9))).findings.is_empty());
}

#[test]
fn what_is_covered_up_to_the_bleed_needs_none() {
    let under = format!("0 0.6 0 0 k {}", rect(0.0, 30.0, 5.0, 20.0));
    let over = format!("0.3 0 0 0 k {}", rect(-3.0, 25.0, 12.0, 30.0));
    assert!(painted(&format!("{under}{over}")).findings.is_empty());
    assert_eq!(codes(&painted(&format!("{over}{under}"))), ["bleed"]);
}

#[test]
fn shapes_that_cross_the_trim_with_a_point_or_a_bow_need_no_bleed() {
    let outline = |points: &[(f64, f64)], last: &str| {
        let at = |(x, y): &(f64, f64)| format!("{:.4} {:.4}", (x + 3.0) * 72.0 / 25.4, (y + 3.0) * 72.0 / 25.4);
        let places: Vec<String> = points.iter().map(at).collect();
        format!("0 0.6 0 0 k {} m {} {last} h f\n", places[0], places[1..].join(" "))
    };
    // A point and a bow a millimetre beyond the left edge of the trim.
    let [tip, end] = [(-1.0, 35.0), (10.0, 40.0)]
        .map(|(x, y): (f64, f64)| format!("{:.4} {:.4} l", (x + 3.0) * 72.0 / 25.4, (y + 3.0) * 72.0 / 25.4));
    let arrow = format!("0 0.6 0 0 k {:.4} {:.4} m {tip} {end} h f\n", 13.0 * 72.0 / 25.4, 33.0 * 72.0 / 25.4);
    assert!(painted(&arrow).findings.is_empty(), "{arrow}");
    let bow = outline(&[(10.0, 30.0), (-4.0, 30.0), (-4.0, 40.0), (10.0, 40.0)], "c");
    assert!(painted(&bow).findings.is_empty(), "{bow}");
    // The same place with an upright edge.
    assert_eq!(codes(&painted(&format!("0 0.6 0 0 k {}", rect(-1.0, 30.0, 11.0, 10.0)))), ["bleed"]);
}

#[test]
fn layers_that_are_switched_off_are_not_printed() {
    let mut base = Base::x4();
    let hidden = base.add(dictionary! { "Type" => "OCG", "Name" => lopdf::Object::string_literal("Notes") });
    base.resource("Properties", "L2", hidden);
    let layers: Vec<lopdf::Object> = vec![base.layer.unwrap().into(), hidden.into()];
    let properties = base.dict(base.catalog).get_mut(b"OCProperties").unwrap().as_dict_mut().unwrap();
    properties.set("OCGs", layers.clone());
    let config = properties.get_mut(b"D").unwrap().as_dict_mut().unwrap();
    config.set("Order", layers);
    config.set("OFF", vec![hidden.into()]);
    base.paint(&format!(
        "/OC /L2 BDC 0.9 0.9 0.9 0.9 k {} {} EMC\n",
        rect(0.0, 30.0, 20.0, 20.0),
        words("a", 3.0, 20.0, 40.0)
    ));
    let found = audit(&base.bytes(), &Order::default());
    assert!(found.findings.is_empty(), "{:#?}", found.findings);
}

#[test]
fn a_printer_brings_limits_of_its_own() {
    let printers = Printers::shipped(&mut massicot::source::Sources::new(), &mut massicot::diag::Diagnostics::new());
    let strict = Limits::of(printers.get("drivethrucards").unwrap());
    assert_eq!(strict.ink, 240.0);
    assert!((strict.bleed.to_mm() - 3.175).abs() < 1e-9);
    let mut base = Base::x4();
    base.paint(&format!("0.9 0.9 0.8 0 k {}", rect(30.0, 30.0, 10.0, 10.0)));
    let bytes = base.bytes();
    assert!(audit(&bytes, &Order::default()).findings.is_empty());
    let found = codes(&audit(&bytes, &Order { limits: strict, ..Order::default() }));
    // 260 % of ink, and 3 mm of bleed where 1/8 inch is asked for.
    assert_eq!(found, ["bleed", "ink-limit"]);
}
