//! Faults of content streams and of what they name.

use super::base::{Base, rect};
use super::{audit, codes, each_names};
use lopdf::{Object, Stream, dictionary};
use massicot::verify::Order;

#[test]
fn faults_of_operators() {
    each_names(
        Base::x4,
        &Order::default(),
        &[
            ("content-syntax", "an operator of no PDF", |base| base.paint("1 2 sparkle\n")),
            ("content-syntax", "the same in a compatibility section", |base| base.paint("BX 1 2 sparkle EX\n")),
            ("content-syntax", "an operator of PostScript", |base| base.paint("100 100 moveto\n")),
            ("content-syntax", "too few numbers", |base| base.paint("1 0 0 k\n")),
            ("content-syntax", "a line from nowhere", |base| base.paint("10 10 l S\n")),
            ("content-syntax", "q without Q", |base| base.paint("q\n")),
            ("content-syntax", "Q without q", |base| base.paint("Q\n")),
            ("content-syntax", "BT without ET", |base| base.paint("BT\n")),
            ("content-syntax", "BMC without EMC", |base| base.paint("/Artifact BMC\n")),
            ("content-syntax", "EMC without BMC", |base| base.paint("EMC\n")),
            ("content-syntax", "a stray bracket", |base| base.paint("]\n")),
            ("damaged-object", "a picture that is not there", |base| base.paint("/Nowhere Do\n")),
            ("damaged-object", "a font that is not there", |base| base.paint("BT /F9 10 Tf ET\n")),
            ("damaged-object", "settings that are not there", |base| base.paint("q /Nowhere gs Q\n")),
            ("damaged-object", "a space that is not there", |base| base.paint("q /Nowhere cs Q\n")),
            ("damaged-object", "a pattern that is not there", |base| {
                base.paint(&format!("q /Pattern cs /Nowhere scn {} Q\n", rect(20.0, 30.0, 5.0, 5.0)))
            }),
            ("damaged-object", "a form in itself", |base| {
                let resources = base.resources;
                let form = base.form("/X1 Do\n", dictionary! { "Resources" => resources });
                base.resource("XObject", "X1", form);
                base.paint("/X1 Do\n");
            }),
            ("damaged-object", "a form that cannot be unpacked", |base| {
                let form = base.form("not packed at all", dictionary! { "Filter" => "FlateDecode" });
                base.resource("XObject", "X1", form);
                base.paint("/X1 Do\n");
            }),
        ],
    );
}

#[test]
fn faults_of_objects_and_settings() {
    each_names(
        Base::x4,
        &Order::default(),
        &[
            ("forbidden-object", "PostScript", |base| {
                let program =
                    base.add(Stream::new(dictionary! { "Type" => "XObject", "Subtype" => "PS" }, b"showpage".to_vec()));
                base.resource("XObject", "X1", program);
                base.paint("/X1 Do\n");
            }),
            ("forbidden-object", "a page of another file", |base| {
                let form = base.form(
                    "",
                    dictionary! { "Ref" => dictionary! { "F" => Object::string_literal("other.pdf"), "Page" => 0 } },
                );
                base.resource("XObject", "X1", form);
                base.paint("/X1 Do\n");
            }),
            ("forbidden-object", "OPI", |base| {
                base.dict(base.picture).set("OPI", dictionary! { "2.0" => dictionary! {} });
            }),
            ("forbidden-object", "alternates", |base| base.dict(base.picture).set("Alternates", Vec::<Object>::new())),
            ("device-setting", "a transfer function", |base| {
                base.resource("ExtGState", "Tr", dictionary! { "TR" => "Identity" });
                base.paint("q /Tr gs Q\n");
            }),
            ("device-setting", "a second transfer function", |base| {
                base.resource("ExtGState", "Tr", dictionary! { "TR2" => "Identity" });
                base.paint("q /Tr gs Q\n");
            }),
            ("device-setting", "a halftone of type 6", |base| {
                base.resource("ExtGState", "Ht", dictionary! { "HT" => dictionary! { "HalftoneType" => 6 } });
                base.paint("q /Ht gs Q\n");
            }),
            ("device-setting", "a halftone with a name", |base| {
                base.resource("ExtGState", "Ht", dictionary! { "HT" => dictionary! { "HalftoneType" => 1, "HalftoneName" => Object::string_literal("a") } });
                base.paint("q /Ht gs Q\n");
            }),
            ("device-setting", "a rendering intent of one's own", |base| base.paint("q /Vivid ri Q\n")),
            ("device-setting", "a picture with such an intent", |base| base.dict(base.picture).set("Intent", "Vivid")),
            ("forbidden-filter", "LZW", |base| {
                // An empty page in LZW: clear, end.
                let stream = base.add(Stream::new(dictionary! { "Filter" => "LZWDecode" }, vec![0x80, 0x40, 0x40]));
                base.dict(base.catalog).set("PieceInfo", dictionary! { "X" => stream });
            }),
        ],
    );
}

#[test]
fn a_page_whose_operators_are_cut_short_is_told() {
    let mut base = Base::x4();
    let mut stream = Stream::new(lopdf::Dictionary::new(), base.contents[1].clone().into_bytes());
    stream.compress().unwrap();
    stream.content.truncate(stream.content.len() / 2);
    let contents = base.add(stream);
    let second = base.pages[1];
    base.dict(second).set("Contents", contents);
    let found = audit(&base.bytes(), &Order::default());
    assert_eq!(codes(&found), ["damaged-object", "empty-page"]);
}

#[test]
fn transfer_functions_that_are_the_default_are_allowed() {
    let mut base = Base::x4();
    base.resource("ExtGState", "Tr", dictionary! { "TR2" => "Default", "HT" => "Default", "RI" => "Perceptual" });
    base.paint("q /Tr gs Q\n");
    assert!(codes(&audit(&base.bytes(), &Order::default())).is_empty());
}

#[test]
fn a_fault_of_a_form_that_many_pages_share_is_told_once() {
    let mut base = Base::x4();
    let form = base.form("1 0 0 rg 100 100 20 20 re f\n", dictionary! {});
    base.resource("XObject", "X1", form);
    for contents in &mut base.contents {
        contents.push_str("/X1 Do\n");
    }
    let found = audit(&base.bytes(), &Order::default());
    assert_eq!(codes(&found), ["rgb"]);
    let rgb = &found.findings[0];
    assert_eq!(rgb.count, 2);
    assert_eq!(rgb.places.iter().map(|spot| spot.page.unwrap()).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(rgb.places[0].object, Some(form.0));
}
