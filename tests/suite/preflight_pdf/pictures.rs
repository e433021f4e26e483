//! Pictures: pixels to the inch at the printed size, worked out by hand.

use super::base::{Base, cmyk_picture};
use super::{audit, codes};
use lopdf::{Stream, dictionary};
use massicot::diag::Severity;
use massicot::verify::{Audit, Order};

const PT: f64 = 72.0 / 25.4;

/// A picture of 200 × 200 pixels in a square of so many millimetres, put in place by this many matrices.
fn placed(picture: Stream, mm: f64, matrices: usize) -> Audit {
    let mut base = Base::x4();
    let picture = base.add(picture);
    base.resource("XObject", "P2", picture);
    let each = (mm * PT).powf(1.0 / matrices as f64);
    let scale = format!("{each:.6} 0 0 {each:.6} 0 0 cm ").repeat(matrices);
    base.paint(&format!("q 1 0 0 1 40 80 cm 0 0 0 0.5 k {scale} /P2 Do Q\n"));
    audit(&base.bytes(), &Order::default())
}

fn bitmap() -> Stream {
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 200, "Height" => 200, "ImageMask" => true, "BitsPerComponent" => 1,
    };
    Stream::new(dict, (0..200 * 25).map(|index| (index * 37 % 256) as u8).collect())
}

#[test]
fn resolution_is_pixels_over_inches() {
    // 200 pixels on 40 mm: 200 × 25.4 / 40 = 127 to the inch.
    let found = placed(cmyk_picture(200, 200, [40, 20, 0, 0]), 40.0, 1);
    assert_eq!(codes(&found), ["resolution"]);
    assert_eq!(found.findings[0].severity, Severity::Error);
    assert_eq!(found.findings[0].message.fr, "image de 127 ppp à la taille imprimée : 150 au moins, mieux 225");
    // On 30 mm: 169.3.
    let found = placed(cmyk_picture(200, 200, [40, 20, 0, 0]), 30.0, 1);
    assert_eq!(found.findings[0].severity, Severity::Warning);
    assert!(found.findings[0].message.en.starts_with("picture of 169 ppi"));
    // On 20 mm: 254, whatever number of matrices it takes.
    for matrices in [1, 2, 3] {
        assert!(placed(cmyk_picture(200, 200, [40, 20, 0, 0]), 20.0, matrices).findings.is_empty(), "{matrices}");
    }
}

#[test]
fn pictures_of_one_bit_need_more() {
    // 200 pixels on 8 mm: 635 to the inch.
    let found = placed(bitmap(), 8.0, 1);
    assert_eq!(found.findings[0].severity, Severity::Warning);
    assert!(found.findings[0].message.fr.starts_with("image au trait de 635 ppp"));
    // On 20 mm: 254.
    let found = placed(bitmap(), 20.0, 1);
    assert_eq!((codes(&found), found.findings[0].severity), (vec!["resolution"], Severity::Error));
    // On 6 mm: 846.
    assert!(placed(bitmap(), 6.0, 1).findings.is_empty());
}

#[test]
fn a_picture_of_one_pixel_has_no_pixels_to_see() {
    assert!(placed(cmyk_picture(1, 1, [40, 20, 0, 0]), 20.0, 1).findings.is_empty());
}

/// The first page with this picture over all of it, and nothing else but the cut line.
fn flattened(more: &str) -> Audit {
    let mut base = Base::x4();
    // 69 mm at 236 pixels to the inch.
    let picture = base.add(cmyk_picture(640, 872, [40, 20, 0, 0]));
    base.resource("XObject", "P2", picture);
    let [width, height] = [69.0, 94.0].map(|mm: f64| mm * PT);
    let [x, y, w, h] = [3.0, 3.0, 63.0, 88.0].map(|mm: f64| mm * PT);
    let cut = format!("/Over gs /OC /L1 BDC /Cut CS 1 SCN 0.5 w {x:.4} {y:.4} {w:.4} {h:.4} re S EMC");
    base.contents[0] = format!("q {width:.4} 0 0 {height:.4} 0 0 cm /P2 Do Q q {more} Q q {cut} Q\n");
    audit(&base.bytes(), &Order::default())
}

#[test]
fn a_page_that_is_one_picture_is_told_and_a_picture_behind_words_is_not() {
    let found = flattened("");
    assert_eq!(codes(&found), ["single-picture"]);
    assert_eq!(found.findings[0].severity, Severity::Warning);
    assert_eq!(found.findings[0].places[0].page, Some(0));
    let words = super::base::words("Titre", 12.0, 20.0, 40.0);
    let found = flattened(&format!("/Over gs 0 0 0 1 k {words}"));
    assert!(codes(&found).is_empty(), "{:?}", codes(&found));
    // Half a page of picture on bare paper is an illustration.
    let mut base = Base::x4();
    let picture = base.add(cmyk_picture(640, 400, [40, 20, 0, 0]));
    base.resource("XObject", "P2", picture);
    let [width, height] = [69.0, 40.0].map(|mm: f64| mm * PT);
    base.contents[0] = format!("q {width:.4} 0 0 {height:.4} 0 0 cm /P2 Do Q\n");
    assert!(codes(&audit(&base.bytes(), &Order::default())).is_empty());
}
