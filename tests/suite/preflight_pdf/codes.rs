//! QR codes in files of anybody: found as paths, as small areas, as pictures; measured, and read from the page.

use super::base::{Base, rect};
use super::{audit, codes};
use lopdf::{Stream, dictionary};
use massicot::diag::Severity;
use massicot::verify::{Audit, Order};
use qrcode::{Color, EcLevel, QrCode};

const PT: f64 = 72.0 / 25.4;

fn modules() -> (Vec<bool>, usize) {
    let code = QrCode::with_error_correction_level("https://exemple.example/carte/R01", EcLevel::M).unwrap();
    let width = code.width();
    (code.to_colors().into_iter().map(|color| color == Color::Dark).collect(), width)
}

/// The dark modules as rectangles, the code's corner at 20 mm from the left and 25 mm from the foot of the trim.
fn cells(module: f64, change: impl Fn(usize, usize, bool) -> bool) -> Vec<String> {
    let (dark, width) = modules();
    let mut list = Vec::new();
    for (index, is_dark) in dark.into_iter().enumerate() {
        let (column, row) = (index % width, index / width);
        if change(column, row, is_dark) {
            let (x, y) =
                ((20.0 + 3.0 + column as f64 * module) * PT, (25.0 + 3.0 + (width - 1 - row) as f64 * module) * PT);
            list.push(format!("{x:.4} {y:.4} {0:.4} {0:.4} re", module * PT));
        }
    }
    list
}

fn as_it_is(_: usize, _: usize, dark: bool) -> bool {
    dark
}

fn with(operators: &str) -> Audit {
    let mut base = Base::x4();
    // The code stands on white alone.
    base.paint(&format!("0 0 0 0 k {} {operators}\n", rect(8.0, 21.0, 48.0, 35.0)));
    audit(&base.bytes(), &Order::default())
}

fn one_path(color: &str, module: f64) -> Audit {
    with(&format!("{color} {} f", cells(module, as_it_is).join(" ")))
}

#[test]
fn a_code_that_is_large_dark_and_alone_is_no_fault() {
    for found in [one_path("0 0 0 1 k", 0.5), with(&format!("0 0 0 1 k {} f", cells(0.5, as_it_is).join(" f ")))] {
        assert!(found.findings.is_empty(), "{:#?}", found.findings);
    }
}

#[test]
fn modules_are_measured_on_the_page() {
    let small = one_path("0 0 0 1 k", 0.30);
    assert_eq!((codes(&small), small.findings[0].severity), (vec!["qr-code"], Severity::Error));
    assert_eq!(small.findings[0].message.fr, "code QR aux modules de 0,3 mm : 0,33 mm au moins, mieux 0,4 mm");
    let spare = one_path("0 0 0 1 k", 0.36);
    assert_eq!((codes(&spare), spare.findings[0].severity), (vec!["qr-code"], Severity::Warning));
}

#[test]
fn faint_light_crowded_and_damaged_codes_are_told() {
    let said = |found: &Audit| {
        assert_eq!(codes(found), ["qr-code"], "{:#?}", found.findings);
        found.findings[0].message.en.clone()
    };
    assert!(said(&one_path("0 0 0 0.5 k", 0.5)).starts_with("QR code with a contrast of 50%"));
    let light = format!("0 0 0 1 k {} 0 0 0 0 k {} f", rect(16.0, 22.0, 28.0, 28.0), cells(0.5, as_it_is).join(" "));
    assert_eq!(said(&with(&light)), "QR code light on dark");
    let crowded = format!("0 0 0 1 k {} f {}", cells(0.5, as_it_is).join(" "), rect(18.6, 28.0, 0.8, 5.0));
    assert_eq!(said(&with(&crowded)), "something is printed in the margin of the QR code");
    let damaged =
        cells(
            0.5,
            |column, row, dark| {
                if (9..24).contains(&column) && (9..24).contains(&row) { (column + row) % 2 == 0 } else { dark }
            },
        );
    assert_eq!(said(&with(&format!("0 0 0 1 k {} f", damaged.join(" ")))), "the QR code cannot be read");
    assert_eq!(said(&one_path("0.6 0.4 0 0.9 k", 0.5)), "QR code in 3 inks");
}

#[test]
fn codes_in_pictures_are_found_too() {
    let (dark, width) = modules();
    let with_picture = |module: f64| {
        let scale = 10;
        let side = width * scale;
        let pixels: Vec<u8> = (0..side * side)
            .map(|index| if dark[(index / side / scale) * width + index % side / scale] { 0 } else { 255 })
            .collect();
        let picture = Stream::new(
            dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => side as i64, "Height" => side as i64, "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8 },
            pixels,
        );
        let mut base = Base::x4();
        let picture = base.add(picture);
        base.resource("XObject", "P2", picture);
        let placed = width as f64 * module * PT;
        base.paint(&format!(
            "0 0 0 0 k {} q {placed:.4} 0 0 {placed:.4} 65 80 cm /P2 Do Q\n",
            rect(8.0, 21.0, 48.0, 35.0)
        ));
        audit(&base.bytes(), &Order::default())
    };
    let good = with_picture(0.5);
    assert!(good.findings.is_empty(), "{:#?}", good.findings);
    assert_eq!(codes(&with_picture(0.25)), ["qr-code"]);
}
