//! Faults of the file as a whole: version, identity, metadata, output intent, what it does by itself.

use super::base::{Base, name};
use super::{audit, codes, each_names};
use lopdf::{Object, Stream, dictionary};
use massicot::verify::{Component, Order, Ticket};

fn text(text: &str) -> Object {
    Object::string_literal(text)
}

fn without(base: &mut Base, line: &str) {
    let lines: Vec<&str> = base.xmp.lines().filter(|other| !other.contains(line)).collect();
    let shorter = lines.join("\n");
    assert_ne!(shorter, base.xmp, "{line}");
    base.xmp = shorter;
}

#[test]
fn faults_of_the_file() {
    each_names(
        Base::x4,
        &Order::default(),
        &[
            ("pdf-version", "header of PDF 1.7", |base| base.file.version = "1.7".into()),
            ("pdf-version", "catalog of PDF 2.0", |base| base.dict(base.catalog).set("Version", name("2.0"))),
            ("file-id", "no ID", |base| {
                base.file.trailer.remove(b"ID");
            }),
            ("file-id", "one string in ID", |base| base.file.trailer.set("ID", vec![text("0123")])),
            ("metadata", "no metadata", |base| {
                base.dict(base.catalog).remove(b"Metadata");
            }),
            ("metadata", "no XML", |base| base.xmp = "<x:xmpmeta".into()),
            ("metadata", "bytes in the packet's first line", |base| {
                base.xmp = base.xmp.replacen("id=", "bytes=\"900\" id=", 1)
            }),
            ("metadata", "packed", |base| {
                let mut stream = Stream::new(
                    dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
                    base.xmp.clone().into_bytes(),
                );
                stream.compress().unwrap();
                assert!(stream.dict.has(b"Filter"));
                base.file.objects.insert(base.metadata, stream.into());
            }),
            ("metadata", "no VersionID", |base| without(base, "VersionID")),
            ("metadata", "no title", |base| without(base, "dc:title")),
            ("pdfx-claim", "no mark", |base| without(base, "GTS_PDFXVersion")),
            ("pdfx-claim", "the mark of another standard", |base| base.xmp = base.xmp.replace("PDF/X-4<", "PDF/X-5g<")),
            ("trapped", "not said", |base| {
                without(base, "pdf:Trapped");
                base.dict(base.info).remove(b"Trapped");
            }),
            ("trapped", "unknown", |base| {
                without(base, "pdf:Trapped");
                base.dict(base.info).set("Trapped", name("Unknown"));
            }),
            ("info-agreement", "another title", |base| base.dict(base.info).set("Title", text("Autre titre"))),
            ("info-agreement", "another day", |base| base.dict(base.info).set("ModDate", text("D:20250102030405Z"))),
            ("info-agreement", "trapped and not", |base| base.dict(base.info).set("Trapped", name("True"))),
        ],
    );
}

#[test]
fn faults_of_the_output_intent() {
    each_names(
        Base::x4,
        &Order::default(),
        &[
            ("output-intent", "none", |base| {
                base.dict(base.catalog).remove(b"OutputIntents");
            }),
            ("output-intent", "only one for PDF/A", |base| base.dict(base.intent).set("S", name("GTS_PDFA1"))),
            ("output-intent", "two", |base| {
                let intent = base.intent;
                base.dict(base.catalog).set("OutputIntents", vec![intent.into(), intent.into()]);
            }),
            ("output-intent", "no condition", |base| {
                base.dict(base.intent).remove(b"OutputConditionIdentifier");
            }),
            ("output-intent", "no profile", |base| {
                base.dict(base.intent).remove(b"DestOutputProfile");
            }),
            ("output-intent", "neither registry nor words", |base| {
                base.dict(base.intent).remove(b"RegistryName");
            }),
            ("output-profile", "three components announced", |base| base.dict(base.profile).set("N", 3)),
            ("output-profile", "a display profile", |base| {
                base.stream(base.profile).content[12..16].copy_from_slice(b"mntr")
            }),
            ("output-profile", "cut short", |base| base.stream(base.profile).content.truncate(4_000)),
            ("output-profile", "no way from colour to ink", |base| {
                let content = &mut base.stream(base.profile).content;
                let at = content.windows(4).position(|word| word == b"B2A0").unwrap();
                content[at..at + 4].copy_from_slice(b"xxxx");
            }),
        ],
    );
}

#[test]
fn files_that_do_something() {
    each_names(
        Base::x4,
        &Order::default(),
        &[
            ("action", "opens with a script", |base| {
                base.dict(base.catalog)
                    .set("OpenAction", dictionary! { "S" => "JavaScript", "JS" => text("app.alert(1)") });
            }),
            ("action", "scripts by name", |base| {
                base.dict(base.catalog)
                    .set("Names", dictionary! { "JavaScript" => dictionary! { "Names" => Vec::<Object>::new() } });
            }),
            ("action", "a page acts", |base| {
                base.page().set("AA", dictionary! { "O" => dictionary! { "S" => "Named", "N" => "Print" } })
            }),
            ("action", "a form of XFA", |base| {
                base.dict(base.catalog)
                    .set("AcroForm", dictionary! { "XFA" => text("x"), "Fields" => Vec::<Object>::new() })
            }),
            ("action", "a bookmark acts", |base| {
                let outlines = base.file.new_object_id();
                let item = base.add(dictionary! { "Title" => text("a"), "Parent" => outlines, "A" => dictionary! { "S" => "URI", "URI" => text("https://a.example") } });
                base.file.objects.insert(
                    outlines,
                    dictionary! { "Type" => "Outlines", "First" => item, "Last" => item, "Count" => 1 }.into(),
                );
                base.dict(base.catalog).set("Outlines", outlines);
            }),
            ("viewer-area", "readers cut at the trim", |base| {
                base.dict(base.catalog).set("ViewerPreferences", dictionary! { "PrintClip" => "TrimBox" });
            }),
            ("optional-content", "no name", |base| {
                base.config().remove(b"Name");
            }),
            ("optional-content", "layers by use", |base| base.config().set("AS", Vec::<Object>::new())),
            ("optional-content", "a layer that Order leaves out", |base| {
                base.config().set("Order", Vec::<Object>::new())
            }),
            ("optional-content", "switched off to begin with", |base| {
                let layer = base.layer.unwrap();
                base.config().set("BaseState", name("OFF"));
                base.config().set("ON", vec![layer.into()]);
            }),
            ("optional-content", "two configurations of one name", |base| {
                let layer = base.layer.unwrap();
                let second = dictionary! { "Name" => text("Calques"), "Order" => vec![layer.into()] };
                base.dict(base.catalog)
                    .get_mut(b"OCProperties")
                    .unwrap()
                    .as_dict_mut()
                    .unwrap()
                    .set("Configs", vec![second.into()]);
            }),
        ],
    );
}

impl Base {
    /// The configuration of layers.
    fn config(&mut self) -> &mut lopdf::Dictionary {
        let properties = self.dict(self.catalog).get_mut(b"OCProperties").unwrap().as_dict_mut().unwrap();
        properties.get_mut(b"D").unwrap().as_dict_mut().unwrap()
    }
}

#[test]
fn pages_are_counted_against_the_ticket() {
    let ticket = |file: &str, pages| Ticket { components: vec![Component { file: file.into(), pages }] };
    let order = |ticket| Order { ticket: Some((ticket, "cartes.pdf".into())), ..Order::default() };
    let bytes = Base::x4().bytes();
    assert!(audit(&bytes, &order(ticket("D1/cartes.pdf", 2))).findings.is_empty());
    let short = audit(&bytes, &order(ticket("cartes.pdf", 48)));
    assert_eq!(codes(&short), ["page-count"]);
    assert_eq!(short.findings[0].message.fr, "le fichier a 2 pages, la fiche en demande 48");
    assert_eq!(codes(&audit(&bytes, &order(ticket("autre.pdf", 2)))), ["page-count"]);
}

#[test]
fn protected_and_broken_files_are_refused_with_a_next_step() {
    let mut base = Base::x4();
    let encrypted = base
        .add(dictionary! { "Filter" => "Standard", "V" => 1, "R" => 2, "O" => text("o"), "U" => text("u"), "P" => -4 });
    base.file.trailer.set("Encrypt", encrypted);
    let mut bytes = Vec::new();
    base.file.save_to(&mut bytes).unwrap();
    let refused = |bytes: &[u8]| massicot::verify::audit(bytes, &Order::default()).unwrap_err();
    assert_eq!(refused(&bytes).code, "pdf-encrypted");
    assert_eq!(refused(b"GIF89a").code, "no-pdf");
    let whole = Base::x4().bytes();
    let cut = refused(&whole[..whole.len() / 2]);
    assert_eq!(cut.code, "pdf-damaged");
    assert!(!cut.hints.is_empty());
}
