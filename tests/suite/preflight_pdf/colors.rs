//! Faults of colours: spaces, inks, spot colours, groups.

use super::base::{Base, PROFILE, cut_space, name, rect, separation, words};
use super::{audit, codes, each_names};
use lopdf::{Object, Stream, dictionary};
use massicot::verify::{Limits, Order};

/// A square of 10 mm on the white panel.
fn square() -> String {
    rect(30.0, 30.0, 10.0, 10.0)
}

fn rgb_picture() -> Stream {
    let samples: Vec<u8> = (0..120 * 120 * 3).map(|index| (index % 200) as u8).collect();
    let dict = dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 120, "Height" => 120, "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8 };
    Stream::new(dict, samples)
}

fn axial(space: &str, ends: [Vec<Object>; 2]) -> lopdf::Dictionary {
    let [c0, c1] = ends;
    dictionary! {
        "ShadingType" => 2, "ColorSpace" => space, "Coords" => vec![90.into(), 90.into(), 120.into(), 90.into()],
        "Function" => dictionary! { "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "C0" => c0, "C1" => c1, "N" => 1 },
    }
}

#[test]
fn screen_colours_are_found_wherever_they_stand() {
    each_names(
        Base::x4,
        &Order::default(),
        &[
            ("rgb", "an area", |base| base.paint(&format!("1 0 0 rg {}", square()))),
            ("rgb", "a line", |base| base.paint("1 0 0 RG 1 w 100 100 m 140 100 l S\n")),
            ("rgb", "letters", |base| base.paint(&format!("0 0 0.4 rg {}", words("Bleu", 14.0, 20.0, 40.0)))),
            ("rgb", "a picture", |base| {
                let picture = base.add(rgb_picture());
                base.resource("XObject", "P2", picture);
                base.paint("q 28 0 0 28 100 100 cm /P2 Do Q\n");
            }),
            ("rgb", "a picture between the operators", |base| {
                base.paint("q 1 0 0 1 100 100 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q\n");
            }),
            ("rgb", "a gradient", |base| {
                let shading = base
                    .add(axial("DeviceRGB", [vec![1.into(), 0.into(), 0.into()], vec![0.into(), 0.into(), 1.into()]]));
                base.resource("Shading", "S1", shading);
                base.paint("q 100 100 30 30 re W n /S1 sh Q\n");
            }),
            ("rgb", "a pattern's gradient", |base| {
                let shading = base
                    .add(axial("DeviceRGB", [vec![1.into(), 0.into(), 0.into()], vec![0.into(), 0.into(), 1.into()]]));
                let pattern = base.add(dictionary! { "Type" => "Pattern", "PatternType" => 2, "Shading" => shading });
                base.resource("Pattern", "Pat", pattern);
                base.paint(&format!("/Pattern cs /Pat scn {}", square()));
            }),
            ("rgb", "a pattern's tile", |base| {
                let tile = base.add(Stream::new(
                dictionary! {
                    "Type" => "Pattern", "PatternType" => 1, "PaintType" => 1, "TilingType" => 1, "BBox" => vec![0.into(), 0.into(), 8.into(), 8.into()],
                    "XStep" => 8, "YStep" => 8, "Resources" => dictionary! {},
                },
                b"0 1 0 rg 0 0 4 4 re f".to_vec(),
            ));
                base.resource("Pattern", "Pat", tile);
                base.paint(&format!("/Pattern cs /Pat scn {}", square()));
            }),
            ("rgb", "a form", |base| {
                let form = base.form(&format!("1 0 0 rg {}", square()), dictionary! {});
                base.resource("XObject", "X1", form);
                base.paint("/X1 Do\n");
            }),
            ("rgb", "a list of colours", |base| {
                let space =
                    Object::Array(vec![name("Indexed"), name("DeviceRGB"), 1.into(), Object::string_literal("abcdef")]);
                base.resource("ColorSpace", "I1", space);
                base.paint(&format!("/I1 cs 1 scn {}", square()));
            }),
            ("rgb", "what a spot colour is shown as", |base| {
                let tint = dictionary! { "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "C0" => vec![1.into(), 1.into(), 1.into()], "C1" => vec![1.into(), 0.into(), 0.into()], "N" => 1 };
                base.resource(
                    "ColorSpace",
                    "Or",
                    Object::Array(vec![name("Separation"), name("Or"), name("DeviceRGB"), tint.into()]),
                );
                base.paint(&format!("/Or cs 1 scn {}", square()));
            }),
            ("rgb", "calibrated", |base| {
                let space = Object::Array(vec![
                    name("CalRGB"),
                    dictionary! { "WhitePoint" => vec![Object::Real(0.95), 1.into(), Object::Real(1.09)] }.into(),
                ]);
                base.resource("ColorSpace", "Cal", space);
                base.paint(&format!("/Cal cs 1 0 0 scn {}", square()));
            }),
            ("rgb", "Lab", |base| {
                let space = Object::Array(vec![
                    name("Lab"),
                    dictionary! { "WhitePoint" => vec![Object::Real(0.95), 1.into(), Object::Real(1.09)] }.into(),
                ]);
                base.resource("ColorSpace", "Lab1", space);
                base.paint(&format!("/Lab1 cs 50 20 20 scn {}", square()));
            }),
        ],
    );
}

#[test]
fn what_defaults_replace_is_no_fault() {
    let mut base = Base::x4();
    let profile = base.profile;
    base.resource("ColorSpace", "DefaultRGB", Object::Array(vec![name("ICCBased"), profile.into()]));
    base.paint(&format!("1 0 0 rg {}", square()));
    // Taken as what it is replaced by, though a profile of four inks cannot stand for three colours.
    assert!(!codes(&audit(&base.bytes(), &Order::default())).contains(&"rgb"));
}

#[test]
fn faults_of_profiles_groups_and_modes() {
    each_names(
        Base::x4,
        &Order::default(),
        &[
            ("color-intent", "inks in a file for an RGB press", |base| {
                // The profile says RGB of itself; everything else in it stays.
                base.stream(base.profile).content[16..20].copy_from_slice(b"RGB ");
                base.dict(base.profile).set("N", 3);
            }),
            ("icc-profile", "a colour space whose profile is no profile", |base| {
                let profile = base.add(Stream::new(dictionary! { "N" => 4 }, b"no profile".to_vec()));
                base.resource("ColorSpace", "Icc", Object::Array(vec![name("ICCBased"), profile.into()]));
                base.paint(&format!("/Icc cs 0 0.5 0.5 0 scn {}", square()));
            }),
            ("icc-profile", "one component announced, four in it", |base| {
                let profile = base.add(Stream::new(dictionary! { "N" => 1 }, PROFILE.to_vec()));
                base.resource("ColorSpace", "Icc", Object::Array(vec![name("ICCBased"), profile.into()]));
                base.paint(&format!("/Icc cs 0.5 scn {}", square()));
            }),
            ("group-space", "the page blends in RGB", |base| {
                base.page().set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" });
            }),
            ("group-space", "a form blends in RGB", |base| {
                let form = base.form(
                    &format!("0 0.5 0 0 k {}", square()),
                    dictionary! { "Group" => dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" } },
                );
                base.resource("XObject", "X1", form);
                base.paint("/X1 Do\n");
            }),
            ("group-space", "a soft mask blends in RGB", |base| {
                let form = base.form(
                    &format!("0.5 g {}", square()),
                    dictionary! { "Group" => dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" } },
                );
                base.resource(
                    "ExtGState",
                    "Mask",
                    dictionary! { "SMask" => dictionary! { "S" => "Luminosity", "G" => form } },
                );
                base.paint(&format!("q /Mask gs 0 0.5 0 0 k {} Q\n", square()));
            }),
            ("blend-mode", "a mode nobody knows", |base| {
                base.resource("ExtGState", "Mode", dictionary! { "BM" => "Sparkle" });
                base.paint(&format!("q /Mode gs 0 0.5 0 0 k {} Q\n", square()));
            }),
        ],
    );
}

#[test]
fn faults_of_spot_colours() {
    each_names(
        Base::x4,
        &Order::default(),
        &[
            ("spot-spelling", "capitals and a space", |base| {
                base.resource("ColorSpace", "Cut2", separation("Cut contour", [0.0, 1.0, 0.0, 0.0]));
                base.paint(&format!("/Over gs /Cut2 cs 1 scn {}", square()));
            }),
            ("spot-spelling", "coated and uncoated", |base| {
                base.resource("ColorSpace", "A", separation("PANTONE 185 C", [0.0, 0.9, 0.7, 0.0]));
                base.resource("ColorSpace", "B", separation("Pantone 185 U", [0.0, 0.9, 0.7, 0.0]));
                base.paint(&format!("/A cs 1 scn {} /B cs 1 scn {}", square(), rect(20.0, 40.0, 5.0, 5.0)));
            }),
            ("spot-definition", "two looks of one name", |base| {
                base.resource("ColorSpace", "Cut2", cut_space([1.0, 0.0, 0.0, 0.0]));
                base.paint(&format!("/Over gs /Cut2 CS 1 SCN 0.5 w {}", square().replace(" f\n", " S\n")));
            }),
            ("spot-count", "33 inks in one colour", |base| {
                let names: Vec<Object> = (0..33).map(|index| name(&format!("Ink{index}"))).collect();
                let tint = base.add(Stream::new(
                dictionary! { "FunctionType" => 4, "Domain" => vec![Object::Integer(0); 66], "Range" => vec![0.into(), 1.into(), 0.into(), 1.into(), 0.into(), 1.into(), 0.into(), 1.into()] },
                b"{ pop }".to_vec(),
            ));
                base.resource(
                    "ColorSpace",
                    "Many",
                    Object::Array(vec![name("DeviceN"), Object::Array(names), name("DeviceCMYK"), tint.into()]),
                );
                let tints = "0.01 ".repeat(33);
                base.paint(&format!("/Many cs {tints} scn {}", square()));
            }),
            ("registration", "All on the page", |base| {
                base.resource("ColorSpace", "All", separation("All", [1.0; 4]));
                base.paint(&format!("/All cs 0.5 scn {}", square()));
            }),
            ("plate-fill", "an area in the ink of the cut", |base| {
                base.paint(&format!("q /Over gs /Cut cs 1 scn {} Q\n", square()));
            }),
            ("plate-overprint", "a cut line that knocks out", |base| {
                base.paint(&format!(
                    "q /Knock gs /Cut CS 1 SCN 1 w {} S Q\n",
                    rect(20.0, 30.0, 10.0, 10.0).replace(" f\n", "")
                ));
            }),
        ],
    );
}

#[test]
fn a_printer_that_lists_its_inks_knows_no_others() {
    let limits = Limits { spots: vec!["Stanze".into()], ..Limits::default() };
    let found = audit(&Base::x4().bytes(), &Order { limits, ..Order::default() });
    assert_eq!(codes(&found), ["plate-unknown"], "a plate under another name");
    assert!(found.findings[0].message.fr.contains("CutContour"));
    let mut base = Base::x4();
    base.resource("ColorSpace", "Red", separation("PANTONE 032 C", [0.0, 0.9, 0.8, 0.0]));
    base.paint(&format!("/Red cs 1 scn {}", square()));
    let limits = Limits { spots: vec!["CutContour".into()], ..Limits::default() };
    let found = audit(&base.bytes(), &Order { limits, ..Order::default() });
    assert_eq!(codes(&found), ["spot-unknown"], "an ink");
    let limits = Limits { spots: vec!["CutContour".into()], ..Limits::default() };
    assert!(audit(&Base::x4().bytes(), &Order { limits, ..Order::default() }).findings.is_empty());
}
