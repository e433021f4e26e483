//! PDF/X: what the standards ask of finished files, and what is said when a file breaks them.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document as Pdf, Object, Stream, dictionary};
use massicot::color::{Color, OutputProfile};
use massicot::diag::Lang;
use massicot::export::pdf::conformance::{Mark, clauses};
use massicot::export::pdf::{Options, Standard, export};
use massicot::geom::PathData;
use massicot::scene::{Document, Fill, Group, Item, Path, Plate, Role, Stroke};
use massicot::verify::pdfx;

use crate::pdf::deck::{blue, card_page, deck, document, rectangle};
use crate::pdf::judge::{accepted_by_all, ask};
use crate::pdf::read::Read;
use crate::plates::plates;
use crate::project::{Project, TYPES};
use crate::scenes::{group, mm, stroked};

fn under(standard: Standard) -> Options {
    Options { standard, ..Options::press() }
}

/// A few cards with words, codes, shared artwork, a spot mark and a cut line.
fn cards() -> Document {
    let mut cards = deck(3);
    let frame = PathData::rect(&massicot::geom::Rect::mm(0.0, 0.0, 105.0, 148.0));
    let cut = stroked(frame.clone(), Stroke::solid(Color::BLACK, mm(0.1)));
    let plate = group(Group { role: Some(Role::Plate(Plate::CutLine)), items: vec![cut], ..Group::default() });
    cards.pages[0].items.push(stroked(frame, Stroke::solid(Color::REGISTRATION, mm(0.1))));
    cards.pages[0].items.push(plate);
    cards
}

fn said(file: &[u8], standard: Standard) -> Vec<String> {
    pdfx::check(file, standard).iter().map(|fault| fault.message.text(Lang::En).to_owned()).collect()
}

#[test]
fn press_files_keep_the_standard_they_name() {
    for standard in [Standard::X4, Standard::X1a2003] {
        let file = export(&cards(), &under(standard)).unwrap();
        assert_eq!(said(&file, standard), Vec::<String>::new(), "{standard:?}");
        assert_eq!(file, export(&cards(), &under(standard)).unwrap(), "two builds, same bytes");
        accepted_by_all(&file);
        if let Some(said) = ask("pdfinfo", &["{}"], &file) {
            let version = if standard == Standard::X4 { "1.6" } else { "1.4" };
            assert!(said.contains(&format!("PDF version:     {version}")), "{said}");
        }
        let found = plates(&file);
        assert!(found.is_none_or(|plates| plates.keys().eq(["Black", "CutContour", "Cyan", "Magenta", "Yellow"])));
    }
}

#[test]
fn a_file_says_for_which_condition_it_is_made() {
    let file = export(&cards(), &under(Standard::X4)).unwrap();
    let read = Read::new(&file);
    let intents = read.catalog().get(b"OutputIntents").unwrap().as_array().unwrap();
    let intent = read.follow(&intents[0]).as_dict().unwrap();
    assert_eq!(intent.get(b"OutputConditionIdentifier").unwrap().as_str().unwrap(), b"FOGRA39");
    assert_eq!(intent.get(b"RegistryName").unwrap().as_str().unwrap(), b"http://www.color.org");
    let profile = read.follow(intent.get(b"DestOutputProfile").unwrap()).as_stream().unwrap();
    assert_eq!(profile.decompressed_content().unwrap(), OutputProfile::fogra39().icc(), "the profile itself");
    let named = OutputProfile::read(OutputProfile::fogra39().icc(), Some("Presse du quartier")).unwrap();
    let file = export(&cards(), &Options { profile: named.into(), ..under(Standard::X4) }).unwrap();
    assert_eq!(said(&file, Standard::X4), Vec::<String>::new());
    let read = Read::new(&file);
    let intents = read.catalog().get(b"OutputIntents").unwrap().as_array().unwrap();
    let intent = read.follow(&intents[0]).as_dict().unwrap();
    assert!(!intent.has(b"RegistryName") && intent.has(b"Info"), "no register knows it: its words stand there");
}

/// A file spoiled in one way.
struct Spoiled {
    clause: &'static str,
    standard: Standard,
    spoil: fn(&mut Pdf),
}

fn catalog(pdf: &mut Pdf) -> &mut Dictionary {
    let id = pdf.trailer.get(b"Root").unwrap().as_reference().unwrap();
    pdf.get_dictionary_mut(id).unwrap()
}

fn page(pdf: &mut Pdf) -> &mut Dictionary {
    let id = pdf.get_pages()[&1];
    pdf.get_dictionary_mut(id).unwrap()
}

fn info(pdf: &mut Pdf) -> &mut Dictionary {
    let id = pdf.trailer.get(b"Info").unwrap().as_reference().unwrap();
    pdf.get_dictionary_mut(id).unwrap()
}

fn metadata(pdf: &mut Pdf, from: &str, to: &str) {
    let id = catalog(pdf).get(b"Metadata").unwrap().as_reference().unwrap();
    let stream = pdf.get_object_mut(id).unwrap().as_stream_mut().unwrap();
    stream.content = String::from_utf8_lossy(&stream.content).replace(from, to).into_bytes();
}

fn intent(pdf: &mut Pdf) -> &mut Dictionary {
    let intents = catalog(pdf).get_mut(b"OutputIntents").unwrap().as_array_mut().unwrap();
    intents[0].as_dict_mut().unwrap()
}

fn add(pdf: &mut Pdf, object: impl Into<Object>) {
    pdf.add_object(object);
}

fn add_content(pdf: &mut Pdf, operators: &str) {
    let id = page(pdf).get(b"Contents").unwrap().as_reference().unwrap();
    let stream = pdf.get_object_mut(id).unwrap().as_stream_mut().unwrap();
    let mut content = stream.decompressed_content().unwrap();
    content.extend_from_slice(operators.as_bytes());
    *stream = Stream::new(Dictionary::new(), content);
}

fn form(dict: Dictionary) -> Object {
    let mut form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()] };
    form.extend(&dict);
    Object::Stream(Stream::new(form, Vec::new()))
}

const X4: Standard = Standard::X4;
const X1A: Standard = Standard::X1a2003;

const SPOILED: &[Spoiled] = &[
    Spoiled { clause: "header", standard: X4, spoil: |pdf| pdf.version = "1.7".into() },
    Spoiled { clause: "header", standard: X1A, spoil: |pdf| pdf.version = "1.6".into() },
    Spoiled { clause: "trailer", standard: X4, spoil: |pdf| drop(pdf.trailer.remove(b"ID")) },
    Spoiled {
        clause: "info",
        standard: X4,
        spoil: |pdf| {
            info(pdf).set("Trapped", "Unknown");
            metadata(pdf, "<pdf:Trapped>False", "<pdf:Trapped>Unknown");
        },
    },
    Spoiled { clause: "trailer", standard: X1A, spoil: |pdf| drop(pdf.trailer.remove(b"ID")) },
    Spoiled { clause: "info", standard: X1A, spoil: |pdf| drop(info(pdf).remove(b"GTS_PDFXVersion")) },
    Spoiled { clause: "xmp", standard: X4, spoil: |pdf| metadata(pdf, "PDF/X-4", "PDF/X-5") },
    Spoiled { clause: "xmp", standard: X4, spoil: |pdf| metadata(pdf, "<pdf:Trapped>False", "<pdf:Trapped>True") },
    Spoiled { clause: "xmp", standard: X1A, spoil: |pdf| metadata(pdf, "Repères", "Autre chose") },
    Spoiled { clause: "output-intent", standard: X4, spoil: |pdf| drop(catalog(pdf).remove(b"OutputIntents")) },
    Spoiled {
        clause: "output-intent",
        standard: X1A,
        spoil: |pdf| drop(intent(pdf).remove(b"OutputConditionIdentifier")),
    },
    Spoiled {
        clause: "profile",
        standard: X4,
        spoil: |pdf| {
            let mut icc = OutputProfile::fogra39().icc().to_vec();
            icc[12..16].copy_from_slice(b"mntr");
            let id = intent(pdf).get(b"DestOutputProfile").unwrap().as_reference().unwrap();
            pdf.objects.insert(id, Object::Stream(Stream::new(dictionary! { "N" => 4 }, icc)));
        },
    },
    Spoiled {
        clause: "profile",
        standard: X1A,
        spoil: |pdf| {
            let id = intent(pdf).get(b"DestOutputProfile").unwrap().as_reference().unwrap();
            pdf.get_object_mut(id).unwrap().as_stream_mut().unwrap().dict.set("N", 3);
        },
    },
    Spoiled { clause: "boxes", standard: X4, spoil: |pdf| drop(page(pdf).remove(b"TrimBox")) },
    Spoiled {
        clause: "boxes",
        standard: X1A,
        spoil: |pdf| page(pdf).set("BleedBox", vec![50.into(), 50.into(), 60.into(), 60.into()]),
    },
    Spoiled { clause: "annotations", standard: X4, spoil: |pdf| page(pdf).set("Annots", Object::Array(Vec::new())) },
    Spoiled { clause: "annotations", standard: X1A, spoil: |pdf| page(pdf).set("Annots", Object::Array(Vec::new())) },
    Spoiled {
        clause: "actions",
        standard: X4,
        spoil: |pdf| catalog(pdf).set("OpenAction", dictionary! { "S" => "GoTo" }),
    },
    Spoiled {
        clause: "actions",
        standard: X1A,
        spoil: |pdf| add(pdf, dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("") }),
    },
    Spoiled { clause: "colour", standard: X4, spoil: |pdf| add_content(pdf, "\n1 0 0 rg") },
    Spoiled {
        clause: "colour",
        standard: X1A,
        spoil: |pdf| add(pdf, dictionary! { "S" => "Transparen", "CS" => "DeviceRGB" }),
    },
    Spoiled {
        clause: "spot",
        standard: X4,
        spoil: |pdf| {
            add(
                pdf,
                vec![
                    "Separation".into(),
                    "All".into(),
                    "DeviceCMYK".into(),
                    Object::Dictionary(dictionary! { "N" => 2 }),
                ],
            )
        },
    },
    Spoiled {
        clause: "spot",
        standard: X1A,
        spoil: |pdf| {
            add(
                pdf,
                vec![
                    "Separation".into(),
                    "All".into(),
                    "DeviceGray".into(),
                    Object::Dictionary(dictionary! { "N" => 1 }),
                ],
            )
        },
    },
    Spoiled { clause: "operators", standard: X4, spoil: |pdf| add_content(pdf, "\nBX 1 2 zz EX") },
    Spoiled { clause: "operators", standard: X1A, spoil: |pdf| add_content(pdf, "\nq") },
    Spoiled { clause: "graphics-state", standard: X4, spoil: |pdf| add(pdf, dictionary! { "TR" => "Identity" }) },
    Spoiled {
        clause: "graphics-state",
        standard: X1A,
        spoil: |pdf| add(pdf, dictionary! { "HTP" => vec![0.into(), 0.into()] }),
    },
    Spoiled {
        clause: "filters",
        standard: X4,
        spoil: |pdf| add(pdf, Stream::new(dictionary! { "Filter" => "LZWDecode" }, Vec::new())),
    },
    Spoiled {
        clause: "filters",
        standard: X1A,
        spoil: |pdf| add(pdf, Stream::new(dictionary! { "Filter" => "JPXDecode" }, Vec::new())),
    },
    Spoiled {
        clause: "external",
        standard: X4,
        spoil: |pdf| add(pdf, form(dictionary! { "F" => Object::string_literal("a.pdf") })),
    },
    Spoiled {
        clause: "external",
        standard: X1A,
        spoil: |pdf| add(pdf, form(dictionary! { "F" => Object::string_literal("a.pdf") })),
    },
    Spoiled {
        clause: "xobjects",
        standard: X4,
        spoil: |pdf| add(pdf, form(dictionary! { "Ref" => Dictionary::new() })),
    },
    Spoiled { clause: "xobjects", standard: X1A, spoil: |pdf| add(pdf, form(dictionary! { "Subtype2" => "PS" })) },
    Spoiled {
        clause: "fonts",
        standard: X4,
        spoil: |pdf| add(pdf, dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" }),
    },
    Spoiled {
        clause: "fonts",
        standard: X1A,
        spoil: |pdf| add(pdf, dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" }),
    },
    Spoiled {
        clause: "optional-content",
        standard: X4,
        spoil: |pdf| {
            catalog(pdf)
                .get_mut(b"OCProperties")
                .unwrap()
                .as_dict_mut()
                .unwrap()
                .get_mut(b"D")
                .unwrap()
                .as_dict_mut()
                .unwrap()
                .set("AS", Object::Array(Vec::new()))
        },
    },
    Spoiled {
        clause: "optional-content",
        standard: X1A,
        spoil: |pdf| catalog(pdf).set("OCProperties", Dictionary::new()),
    },
    Spoiled { clause: "transparency", standard: X1A, spoil: |pdf| add(pdf, dictionary! { "ca" => 0.5 }) },
    Spoiled { clause: "structure", standard: X1A, spoil: |pdf| add(pdf, dictionary! { "Kind" => "ObjStm" }) },
];

#[test]
fn each_broken_clause_is_named_and_no_other() {
    let sound = [X4, X1A].map(|standard| export(&cards(), &under(standard)).unwrap());
    for Spoiled { clause, standard, spoil } in SPOILED {
        let mut pdf = Pdf::load_mem(&sound[usize::from(*standard == X1A)]).unwrap();
        spoil(&mut pdf);
        let mut file = Vec::new();
        pdf.save_to(&mut file).unwrap();
        let said = said(&file, *standard);
        assert!(!said.is_empty(), "{clause} of {standard:?} is not seen");
        assert!(said.iter().all(|fault| fault.contains(&format!("“{clause}”"))), "{clause} of {standard:?}: {said:?}");
    }
}

#[test]
fn every_clause_that_is_called_enforced_is() {
    for standard in [X4, X1A] {
        let enforced: BTreeSet<&str> =
            clauses(standard).iter().filter(|clause| clause.mark == Mark::Enforced).map(|clause| clause.id).collect();
        let tried: BTreeSet<&str> =
            SPOILED.iter().filter(|spoiled| spoiled.standard == standard).map(|spoiled| spoiled.clause).collect();
        assert_eq!(enforced, tried, "{standard:?}");
        assert!(clauses(standard).iter().all(|clause| !clause.asks.is_empty()));
    }
}

#[test]
fn x1a_tells_which_words_become_pixels_with_card_and_place() {
    let layout = format!(
        "{TYPES}boxes:\n  - {{ id: mots, at: {{ x: 5mm, y: 5mm, width: 40mm, height: 20mm }}, text: \"Sous le voile\" }}\n  - {{ id: voile, at: {{ x: 5mm, y: 5mm, width: 40mm, height: 20mm }}, fill: nuit, opacity: 0.5 }}\n  - {{ id: plein, at: {{ x: 5mm, y: 40mm, width: 20mm, height: 20mm }}, fill: nuit 50% }}\n"
    );
    let mut project = Project::new().layout("front", &layout).card("id: A1");
    project.job.standard = Some(X1A);
    let faults = project.faults();
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert!(faults[0].contains("x1a-text-flattened") && faults[0].contains("400 ppp"), "{faults:#?}");
    assert!(faults[0].contains("front.yaml") && faults[0].contains("A1"), "{faults:#?}");
    project.job.standard = Some(X4);
    assert_eq!(project.faults(), Vec::<String>::new());
}

#[test]
fn a_kit_names_its_profile_and_slips_are_told() {
    let layout = format!(
        "{TYPES}boxes:\n  - {{ id: a, at: {{ x: 5mm, y: 5mm, width: 20mm, height: 20mm }}, fill: \"#305090\" }}\n"
    );
    let icc = OutputProfile::fogra39().icc().to_vec();
    let with = |key: &str, bytes: &[u8]| {
        let kit = format!(
            "kit: essai\ntitle: Essai\nversion: \"1.0\"\ndate: 2026-01-01\nlang: fr\n{key}fonts:\n  texte: {{ families: [Atkinson Hyperlegible Next] }}\n"
        );
        Project::new().file("kit.yaml", &kit).file("profils/presse.icc", bytes).layout("front", &layout).card("id: A1")
    };
    let project = with("icc: { file: profils/presse.icc, condition: FOGRA51 }\n", &icc);
    let files = project.build();
    let press = files.iter().find(|(path, _)| path.contains("press")).unwrap().1;
    let read = Read::new(press);
    let intents = read.catalog().get(b"OutputIntents").unwrap().as_array().unwrap();
    let intent = read.follow(&intents[0]).as_dict().unwrap();
    assert_eq!(intent.get(b"OutputConditionIdentifier").unwrap().as_str().unwrap(), b"FOGRA51");
    let faults = with("icc: profils/absent.icc\n", &icc).faults();
    assert!(faults[0].contains("kit.yaml:6") && faults[0].contains("icc-missing"), "{faults:#?}");
    let mut screen = icc.clone();
    screen[12..16].copy_from_slice(b"mntr");
    let faults = with("icc: profils/presse.icc\n", &screen).faults();
    assert!(faults[0].contains("icc-unfit") && faults[0].contains("« mntr »"), "{faults:#?}");
}

#[test]
fn opacity_is_no_fault_where_nothing_is_clear() {
    let opaque = Fill::solid(blue());
    let path = Path {
        data: PathData::rect(&massicot::geom::Rect::mm(1.0, 1.0, 9.0, 9.0)).into(),
        fill: Some(opaque),
        stroke: None,
    };
    let page = card_page("R01-recto", vec![rectangle(0.0, 0.0, 20.0, 20.0, Color::WHITE), Item::Path(Box::new(path))]);
    assert!(export(&document(vec![page]), &under(X1A)).is_ok());
}

#[test]
fn a_print_shop_brings_the_profile_of_its_condition() {
    let layout = "boxes:\n  - { id: fond, at: bleed, fill: nuit }\n";
    let shop = |profile: &str| {
        format!(
            "printer: atelier\nname: Atelier\nabout: {{ fr: Un atelier, en: A workshop }}\ninherits: generic-eu\nprofile: {profile}\nsources:\n  ici: {{ from: essai, read: printer }}\ncolour: {{ is: FOGRA51, source: ici }}\n"
        )
    };
    let with = |profile: &str| {
        let mut project = Project::new()
            .layout("front", layout)
            .file("layouts/printers/atelier.yaml", shop(profile))
            .file("layouts/printers/profils/presse.icc", OutputProfile::fogra39().icc())
            .card("id: A1");
        project.job.profiles = vec![massicot::compile::Profile::Press];
        project.job.printer = Some("atelier".into());
        project
    };
    let files = with("profils/presse.icc").build();
    let press = files.iter().find(|(path, _)| path.contains("D1-") && path.ends_with(".pdf")).unwrap().1;
    let read = Read::new(press);
    let intents = read.catalog().get(b"OutputIntents").unwrap().as_array().unwrap();
    let intent = read.follow(&intents[0]).as_dict().unwrap();
    assert_eq!(intent.get(b"OutputConditionIdentifier").unwrap().as_str().unwrap(), b"FOGRA51", "the shop's condition");
    let faults = with("profils/absent.icc").faults();
    assert!(
        faults.iter().any(|fault| fault.contains("atelier.yaml:5") && fault.contains("icc-missing")),
        "{faults:#?}"
    );
    // What the command line names wins.
    let mut project = with("profils/absent.icc");
    project.job.icc = Some("kits/essai/layouts/printers/profils/presse.icc".into());
    assert!(project.faults().iter().all(|fault| !fault.contains("icc-")), "{:#?}", project.faults());
}
