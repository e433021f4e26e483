//! What PDF/X-1a refuses beyond what PDF/X-4 does.

use super::base::{Base, PROFILE, cmyk_picture, name, rect};
use super::{audit, codes, each_names};
use lopdf::{Object, Stream, dictionary};
use massicot::printers::Standard;
use massicot::verify::Order;

fn square() -> String {
    rect(30.0, 30.0, 10.0, 10.0)
}

#[test]
fn faults_that_only_x1a_knows() {
    each_names(
        Base::x1a,
        &Order::default(),
        &[
            ("pdf-version", "PDF 1.5", |base| base.file.version = "1.5".into()),
            ("info-agreement", "no title", |base| {
                base.dict(base.info).remove(b"Title");
            }),
            ("trapped", "not said", |base| {
                base.dict(base.info).remove(b"Trapped");
            }),
            ("output-intent", "neither profile nor registry", |base| {
                let intent = base.intent;
                base.dict(intent).remove(b"DestOutputProfile");
                base.dict(intent).remove(b"RegistryName");
            }),
            ("transparency", "half opaque", |base| {
                base.resource("ExtGState", "Half", dictionary! { "ca" => Object::Real(0.5) });
                base.paint(&format!("q /Half gs 0 0.5 0 0 k {} Q\n", square()));
            }),
            ("transparency", "multiplied", |base| {
                base.resource("ExtGState", "Mul", dictionary! { "BM" => "Multiply" });
                base.paint(&format!("q /Mul gs 0 0.5 0 0 k {} Q\n", square()));
            }),
            ("transparency", "a group", |base| {
                base.page().set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK" })
            }),
            ("transparency", "a picture with a soft mask", |base| {
                let mask = Stream::new(
                    dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8 },
                    vec![128],
                );
                let mask = base.add(mask);
                base.dict(base.picture).set("SMask", mask);
            }),
            ("layer", "something on a layer", |base| {
                let layer = base.add(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("a") });
                base.resource("Properties", "L9", layer);
                base.paint(&format!("/OC /L9 BDC 0 0.5 0 0 k {} EMC\n", square()));
            }),
            ("icc-profile", "colours through a profile", |base| {
                let profile = base.add(Stream::new(dictionary! { "N" => 4 }, PROFILE.to_vec()));
                base.resource("ColorSpace", "Icc", Object::Array(vec![name("ICCBased"), profile.into()]));
                base.paint(&format!("/Icc cs 0 0.5 0.5 0 scn {}", square()));
            }),
            ("forbidden-filter", "JPEG 2000", |base| {
                let mut picture = cmyk_picture(120, 120, [10; 4]);
                picture.dict.set("Filter", "JPXDecode");
                let picture = base.add(picture);
                base.resource("XObject", "P2", picture);
                base.paint("q 28 0 0 28 100 100 cm /P2 Do Q\n");
            }),
        ],
    );
}

#[test]
fn object_streams_are_unknown_to_x1a() {
    let mut base = Base::x1a();
    let bytes = {
        let contents: Vec<_> = base.contents.clone();
        for (page, operators) in base.pages.clone().into_iter().zip(contents) {
            let stream = base.add(Stream::new(lopdf::Dictionary::new(), operators.into_bytes()));
            base.dict(page).set("Contents", stream);
        }
        let mut bytes = Vec::new();
        let options = lopdf::SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
        base.file.save_with_options(&mut bytes, options).unwrap();
        bytes
    };
    let found = codes(&audit(&bytes, &Order::default()));
    assert!(found.contains(&"file-structure"), "{found:?}");
    assert!(
        !codes(&audit(&bytes, &Order { standard: Some(Standard::None), ..Order::default() }))
            .contains(&"file-structure")
    );
}

#[test]
fn a_file_is_held_against_what_it_claims_unless_it_is_told_otherwise() {
    let x4 = Base::x4().bytes();
    let order = |standard| Order { standard: Some(standard), ..Order::default() };
    let found = codes(&audit(&x4, &order(Standard::X1a2003)));
    assert_eq!(found, ["layer", "pdf-version", "pdfx-claim"]);
    assert!(codes(&audit(&x4, &order(Standard::None))).is_empty());
    let x1a = Base::x1a().bytes();
    assert_eq!(codes(&audit(&x1a, &order(Standard::X4))), ["metadata"]);
    // Of 2001: PDF 1.3 and another mark.
    assert_eq!(codes(&audit(&x1a, &order(Standard::X1a2001))), ["pdf-version"]);
}
