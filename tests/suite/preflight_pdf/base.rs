//! A small file as a good program writes it for a printer: two faces of a card of 63 × 88 mm with 3 mm of bleed, a
//! ground, a picture, letters, a line, a cut line in an ink of its own. Tests change one thing in it.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use massicot::font::{SHIPPED_REGULAR, shipped};

const PT: f64 = 72.0 / 25.4;
/// The output profile that comes with the program.
pub const PROFILE: &[u8] = include_bytes!("../../../src/color/FOGRA39_massicot.icc");

/// The file and the objects that tests touch.
pub struct Base {
    pub file: Document,
    pub pages: Vec<ObjectId>,
    pub catalog: ObjectId,
    pub info: ObjectId,
    pub metadata: ObjectId,
    pub intent: ObjectId,
    pub profile: ObjectId,
    pub resources: ObjectId,
    pub descendant: ObjectId,
    pub descriptor: ObjectId,
    pub program: ObjectId,
    pub picture: ObjectId,
    pub layer: Option<ObjectId>,
    /// Operators of each page.
    pub contents: Vec<String>,
    pub xmp: String,
}

pub fn points(mm: [f64; 4]) -> Object {
    Object::Array(mm.map(|mm| Object::Real((mm * PT) as f32)).to_vec())
}

pub fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

fn text(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

/// A filled rectangle in millimetres from the lower left corner of the trim.
pub fn rect(x: f64, y: f64, width: f64, height: f64) -> String {
    let [x, y, width, height] = [x + 3.0, y + 3.0, width, height].map(|mm| mm * PT);
    format!("{x:.4} {y:.4} {width:.4} {height:.4} re f\n")
}

/// A line in millimetres from the lower left corner of the trim.
pub fn line(x: f64, y: f64, length: f64, width_pt: f64) -> String {
    let [x, y, end] = [x + 3.0, y + 3.0, x + 3.0 + length].map(|mm| mm * PT);
    format!("{width_pt} w {x:.4} {y:.4} m {end:.4} {y:.4} l S\n")
}

/// Words in the font of the file, their baseline starting at a place in millimetres from the lower left corner of the trim.
pub fn words(text: &str, size: f64, x: f64, y: f64) -> String {
    let fonts = shipped();
    let (_, face) = fonts.iter().next().unwrap();
    let hex: String = text.chars().map(|c| format!("{:04X}", face.glyph(c).unwrap())).collect();
    let [x, y] = [x + 3.0, y + 3.0].map(|mm| mm * PT);
    format!("BT /F1 {size} Tf {x:.4} {y:.4} Td <{hex}> Tj ET\n")
}

/// The widths of all glyphs in thousandths of the em.
pub fn widths() -> Vec<Object> {
    let fonts = shipped();
    let (_, face) = fonts.iter().next().unwrap();
    let units = f64::from(face.metrics.units_per_em);
    let width = |glyph: usize| f64::from(face.advance(glyph as u16)) * 1000.0 / units;
    (0..face.glyph_count()).map(|glyph| Object::Real(width(glyph) as f32)).collect()
}

const XMP: &str = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Cartes</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2026-01-02T03:04:05Z</xmp:CreateDate>
<xmp:ModifyDate>2026-01-02T03:04:05Z</xmp:ModifyDate>
<xmp:MetadataDate>2026-01-02T03:04:05Z</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:4b1f2c0a-0000-4000-8000-000000000001</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"#;

impl Base {
    /// PDF/X-4.
    pub fn x4() -> Self {
        Self::new("1.6", true)
    }

    /// PDF/X-1a:2003: the same without layers.
    pub fn x1a() -> Self {
        let mut base = Self::new("1.4", false);
        let info = base.dict(base.info);
        info.set("GTS_PDFXVersion", text("PDF/X-1a:2003"));
        base.dict(base.catalog).remove(b"Metadata");
        base.file.objects.remove(&base.metadata.clone());
        base
    }

    fn new(version: &str, layered: bool) -> Self {
        let mut file = Document::with_version(version);
        let program = file.add_object(Stream::new(
            dictionary! { "Length1" => SHIPPED_REGULAR.len() as i64 },
            SHIPPED_REGULAR.to_vec(),
        ));
        let descriptor = file.add_object(dictionary! {
            "Type" => "FontDescriptor", "FontName" => "AAAAAA+Atkinson", "Flags" => 4, "FontBBox" => vec![0.into(), 0.into(), 1000.into(), 1000.into()],
            "ItalicAngle" => 0, "Ascent" => 950, "Descent" => -290, "CapHeight" => 668, "StemV" => 80, "FontFile2" => program,
        });
        let descendant = file.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "AAAAAA+Atkinson", "FontDescriptor" => descriptor, "CIDToGIDMap" => "Identity",
            "CIDSystemInfo" => dictionary! { "Registry" => text("Adobe"), "Ordering" => text("Identity"), "Supplement" => 0 },
            "W" => vec![0.into(), Object::Array(widths())],
        });
        let font = file.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "AAAAAA+Atkinson", "Encoding" => "Identity-H", "DescendantFonts" => vec![descendant.into()],
        });
        let picture = file.add_object(cmyk_picture(120, 120, [60, 40, 20, 0]));
        let cut = file.add_object(cut_space([0.0, 1.0, 0.0, 0.0]));
        let layer = layered.then(|| file.add_object(dictionary! { "Type" => "OCG", "Name" => text("Découpe") }));
        let mut resources = dictionary! {
            "Font" => dictionary! { "F1" => font },
            "XObject" => dictionary! { "P1" => picture },
            "ColorSpace" => dictionary! { "Cut" => cut },
            "ExtGState" => dictionary! {
                "Over" => dictionary! { "OP" => true, "op" => true, "OPM" => 1 },
                "Knock" => dictionary! { "OP" => false, "op" => false },
            },
        };
        if let Some(layer) = layer {
            resources.set("Properties", dictionary! { "L1" => layer });
        }
        let resources = file.add_object(resources);
        let profile = file.add_object(Stream::new(dictionary! { "N" => 4 }, PROFILE.to_vec()));
        let intent = file.add_object(dictionary! {
            "Type" => "OutputIntent", "S" => "GTS_PDFX", "OutputConditionIdentifier" => text("FOGRA39"),
            "RegistryName" => text("http://www.color.org"), "DestOutputProfile" => profile,
        });
        let metadata =
            file.add_object(Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, Vec::new()));
        let info = file.add_object(dictionary! {
            "Title" => text("Cartes"), "CreationDate" => text("D:20260102030405Z"), "ModDate" => text("D:20260102030405Z"), "Trapped" => "False",
        });
        let tree = file.new_object_id();
        let mut pages = Vec::new();
        for _ in 0..2 {
            pages.push(file.add_object(dictionary! {
                "Type" => "Page", "Parent" => tree, "Resources" => resources, "MediaBox" => points([0.0, 0.0, 69.0, 94.0]),
                "BleedBox" => points([0.0, 0.0, 69.0, 94.0]), "TrimBox" => points([3.0, 3.0, 66.0, 91.0]),
            }));
        }
        let kids: Vec<Object> = pages.iter().map(|id| Object::Reference(*id)).collect();
        file.objects.insert(tree, dictionary! { "Type" => "Pages", "Count" => 2, "Kids" => kids }.into());
        let labels = vec![
            0.into(),
            dictionary! { "P" => text("R01-recto") }.into(),
            1.into(),
            dictionary! { "P" => text("R01-verso") }.into(),
        ];
        let mut catalog = dictionary! {
            "Type" => "Catalog", "Pages" => tree, "Metadata" => metadata, "OutputIntents" => vec![intent.into()],
            "PageLabels" => dictionary! { "Nums" => labels },
        };
        if let Some(layer) = layer {
            let all: Vec<Object> = vec![layer.into()];
            catalog.set(
                "OCProperties",
                dictionary! {
                    "OCGs" => all.clone(), "D" => dictionary! { "Name" => text("Calques"), "Order" => all },
                },
            );
        }
        let catalog = file.add_object(catalog);
        file.trailer.set("Root", catalog);
        file.trailer.set("Info", info);
        file.trailer.set("ID", vec![text("0123456789abcdef"), text("0123456789abcdef")]);
        let front = Self::face("Recto", layered);
        let back = Self::face("Verso", layered);
        Self {
            file,
            pages,
            catalog,
            info,
            metadata,
            intent,
            profile,
            resources,
            descendant,
            descriptor,
            program,
            picture,
            layer,
            contents: vec![front, back],
            xmp: XMP.to_owned(),
        }
    }

    /// A ground to the bleed edge, a panel, a picture of 10 mm, a title, a line, the cut line.
    fn face(title: &str, layered: bool) -> String {
        let mut face = String::from("q 0.2 0.1 0 0 k\n");
        face.push_str(&rect(-3.0, -3.0, 69.0, 94.0));
        face.push_str("0 0 0 0 k\n");
        face.push_str(&rect(6.0, 20.0, 51.0, 50.0));
        let side = 10.0 * PT;
        let (x, y) = ((10.0 + 3.0) * PT, (25.0 + 3.0) * PT);
        face.push_str(&format!("q {side:.4} 0 0 {side:.4} {x:.4} {y:.4} cm /P1 Do Q\n"));
        face.push_str("/Over gs 0 0 0 1 k\n");
        face.push_str(&words(title, 12.0, 10.0, 60.0));
        face.push_str(&words("Huit points sur le fond", 8.0, 8.0, 10.0));
        face.push_str("0 0 0 1 K\n");
        face.push_str(&line(10.0, 50.0, 40.0, 0.5));
        if layered {
            face.push_str("/OC /L1 BDC\n");
        }
        face.push_str("/Cut CS 1 SCN 0.5 w\n");
        let [x, y, w, h] = [3.0, 3.0, 63.0, 88.0].map(|mm| mm * PT);
        face.push_str(&format!("{x:.4} {y:.4} {w:.4} {h:.4} re S\n"));
        if layered {
            face.push_str("EMC\n");
        }
        face.push_str("Q\n");
        face
    }

    /// A dictionary of the file, to be changed.
    pub fn dict(&mut self, id: ObjectId) -> &mut Dictionary {
        match self.file.objects.get_mut(&id).unwrap() {
            Object::Dictionary(dict) => dict,
            Object::Stream(stream) => &mut stream.dict,
            other => panic!("{other:?}"),
        }
    }

    /// A stream of the file, to be changed.
    pub fn stream(&mut self, id: ObjectId) -> &mut Stream {
        self.file.objects.get_mut(&id).unwrap().as_stream_mut().unwrap()
    }

    pub fn page(&mut self) -> &mut Dictionary {
        self.dict(self.pages[0])
    }

    /// Adds operators to the first page, as they stand.
    pub fn paint(&mut self, operators: &str) {
        self.contents[0].push_str(operators);
    }

    /// Adds a resource to those that both pages share.
    pub fn resource(&mut self, kind: &str, key: &str, object: impl Into<Object>) {
        let resources = self.dict(self.resources);
        if !resources.has(kind.as_bytes()) {
            resources.set(kind, Dictionary::new());
        }
        resources.get_mut(kind.as_bytes()).unwrap().as_dict_mut().unwrap().set(key, object.into());
    }

    pub fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        self.file.add_object(object.into())
    }

    /// A form as large as the medium, with the resources of the pages.
    pub fn form(&mut self, operators: &str, entries: Dictionary) -> ObjectId {
        let resources = self.resources;
        let mut dict = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => points([0.0, 0.0, 69.0, 94.0]), "Resources" => resources };
        dict.extend(&entries);
        self.add(Stream::new(dict, operators.as_bytes().to_vec()))
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut file = self.file.clone();
        if let Some(metadata) = file.objects.get_mut(&self.metadata)
            && let Ok(stream) = metadata.as_stream_mut()
            && stream.content.is_empty()
        {
            stream.set_plain_content(self.xmp.clone().into_bytes());
        }
        for (page, operators) in self.pages.iter().zip(&self.contents) {
            let has = file.get_dictionary(*page).unwrap().has(b"Contents");
            if !has {
                let contents = file.add_object(Stream::new(Dictionary::new(), operators.clone().into_bytes()));
                file.get_dictionary_mut(*page).unwrap().set("Contents", contents);
            }
        }
        file.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceTable;
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).unwrap();
        bytes
    }
}

/// A picture of one colour in eight bits of CMYK; its pixels are not all the same.
pub fn cmyk_picture(width: usize, height: usize, ink: [u8; 4]) -> Stream {
    let mut samples: Vec<u8> = ink.iter().copied().cycle().take(width * height * 4).collect();
    samples[0] = ink[0].saturating_add(1);
    Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => width as i64, "Height" => height as i64, "ColorSpace" => "DeviceCMYK",
            "BitsPerComponent" => 8,
        },
        samples,
    )
}

/// A separation `CutContour` that is shown in this colour on screens.
pub fn cut_space(ink: [f64; 4]) -> Object {
    separation("CutContour", ink)
}

/// A separation that is shown in this colour on screens.
pub fn separation(ink_name: &str, ink: [f64; 4]) -> Object {
    let numbers = |values: [f64; 4]| Object::Array(values.map(|value| Object::Real(value as f32)).to_vec());
    let tint = dictionary! {
        "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "C0" => numbers([0.0; 4]), "C1" => numbers(ink), "N" => 1,
    };
    Object::Array(vec![name("Separation"), name(ink_name), name("DeviceCMYK"), tint.into()])
}
