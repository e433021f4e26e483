//! Faults of fonts: not there, not readable, not complete, not as wide as the file says.

use super::base::{Base, name, widths, words};
use super::{audit, codes, each_names};
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use massicot::font::shipped;
use massicot::verify::Order;

/// A simple font of the same program in the encoding of Windows, widths right but for `wrong`.
fn simple(base: &mut Base, encoding: impl Into<Object>, wrong: f32) -> ObjectId {
    let fonts = shipped();
    let (_, face) = fonts.iter().next().unwrap();
    let units = f32::from(face.metrics.units_per_em);
    let width = |code: u8| {
        let glyph = face.glyph(char::from(code)).unwrap_or(0);
        Object::Real(f32::from(face.advance(glyph)) * 1000.0 / units + wrong)
    };
    let widths: Vec<Object> = (32..127).map(width).collect();
    let mut descriptor: Dictionary = base.dict(base.descriptor).clone();
    descriptor.set("Flags", 32);
    let descriptor = base.add(descriptor);
    base.add(dictionary! {
        "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "BBBBBB+Atkinson", "FirstChar" => 32, "LastChar" => 126, "Widths" => widths,
        "FontDescriptor" => descriptor, "Encoding" => encoding.into(),
    })
}

fn show(base: &mut Base, font: ObjectId, text: &str) {
    base.resource("Font", "F2", font);
    base.paint(&format!("0 0 0 1 k BT /F2 10 Tf 60 120 Td ({text}) Tj ET\n"));
}

#[test]
fn faults_of_fonts() {
    each_names(
        Base::x4,
        &Order::default(),
        &[
            ("font-embedded", "no program", |base| {
                base.dict(base.descriptor).remove(b"FontFile2");
            }),
            ("font-embedded", "one of the fourteen", |base| {
                let font = base.add(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" });
                show(base, font, "Bonjour");
            }),
            ("font-courier", "what programs fall back on", |base| {
                let fonts = base.file.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
                let composite =
                    |font: &&mut Dictionary| font.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Type0");
                fonts.filter(composite).for_each(|font| font.set("BaseFont", name("CCCCCC+CourierNewPSMT")));
            }),
            ("font-program", "no font at all", |base| base.stream(base.program).set_plain_content(b"no font".to_vec())),
            ("font-program", "cut short", |base| base.stream(base.program).content.truncate(2_000)),
            ("font-program", "no map to glyphs", |base| {
                base.dict(base.descendant).remove(b"CIDToGIDMap");
            }),
            ("font-glyph", "the sign for missing letters", |base| {
                base.paint("0 0 0 1 k BT /F1 10 Tf 60 120 Td <0000> Tj ET\n")
            }),
            ("font-glyph", "beyond the last glyph", |base| {
                base.paint("0 0 0 1 k BT /F1 10 Tf 60 120 Td <F000> Tj ET\n")
            }),
            ("font-glyph", "a name that the program does not have", |base| {
                let encoding = dictionary! { "BaseEncoding" => "WinAnsiEncoding", "Differences" => vec![65.into(), name("nosuchglyph")] };
                let font = simple(base, encoding, 0.0);
                show(base, font, "BAB");
            }),
            ("font-width", "wider by three thousandths", |base| {
                let wider: Vec<Object> =
                    widths().iter().map(|width| Object::Real(width.as_float().unwrap() + 3.0)).collect();
                base.dict(base.descendant).set("W", vec![0.into(), Object::Array(wider)]);
            }),
            ("font-width", "one width for all", |base| {
                base.dict(base.descendant).remove(b"W");
                base.dict(base.descendant).set("DW", 400);
            }),
            ("font-width", "a simple font", |base| {
                let font = simple(base, name("WinAnsiEncoding"), -5.0);
                show(base, font, "Bonjour");
            }),
        ],
    );
}

#[test]
fn what_is_right_in_a_font_is_no_fault() {
    let mut base = Base::x4();
    let font = simple(&mut base, name("WinAnsiEncoding"), 0.4);
    show(&mut base, font, "Bonjour");
    let found = audit(&base.bytes(), &Order::default());
    assert!(found.findings.is_empty(), "{:#?}", found.findings);
}

#[test]
fn letters_that_only_let_a_scan_be_searched_need_no_font() {
    let mut base = Base::x4();
    let font = base.add(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    base.resource("Font", "F2", font);
    base.paint("BT 3 Tr /F2 2 Tf 60 120 Td (Bonjour) Tj ET\n");
    assert!(codes(&audit(&base.bytes(), &Order::default())).is_empty());
}

#[test]
fn glyphs_drawn_by_procedures_are_looked_into() {
    let with = |procedure: &str| {
        let mut base = Base::x4();
        let glyph = base.add(Stream::new(Dictionary::new(), procedure.as_bytes().to_vec()));
        let font = base.add(dictionary! {
            "Type" => "Font", "Subtype" => "Type3", "FontBBox" => vec![0.into(), 0.into(), 1000.into(), 1000.into()],
            "FontMatrix" => vec![Object::Real(0.001), 0.into(), 0.into(), Object::Real(0.001), 0.into(), 0.into()],
            "CharProcs" => dictionary! { "a" => glyph }, "Encoding" => dictionary! { "Differences" => vec![97.into(), name("a")] },
            "FirstChar" => 97, "LastChar" => 97, "Widths" => vec![1000.into()], "Resources" => dictionary! {},
        });
        show(&mut base, font, "aa");
        codes(&audit(&base.bytes(), &Order::default()))
    };
    assert!(with("1000 0 0 0 1000 1000 d1 0 0 800 800 re f").is_empty());
    assert_eq!(with("1000 0 0 0 1000 1000 d1 0 0 800 re f"), ["content-syntax"]);
    assert_eq!(with("1000 0 d0 /X Do"), ["damaged-object"]);
}

#[test]
fn the_message_names_the_font_and_the_worst_width() {
    let mut base = Base::x4();
    let font = simple(&mut base, name("WinAnsiEncoding"), 7.0);
    show(&mut base, font, "l");
    let found = audit(&base.bytes(), &Order::default());
    let message = &found.findings[0].message;
    assert!(message.fr.starts_with("police Atkinson : 1 chasse(s) fausse(s)"), "{}", message.fr);
    assert!(message.fr.contains("code 6C"), "{}", message.fr);
    // The same letters in the composite font, whose widths are right, are no fault.
    assert!(!words("l", 8.0, 0.0, 0.0).is_empty());
    assert_eq!(found.findings.len(), 1);
}
