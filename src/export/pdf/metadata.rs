//! What the file says of itself: catalog, document information, XMP and page labels, all in agreement.

use pdf_writer::types::{OutputIntentSubtype, TrappingStatus};
use pdf_writer::writers::{Catalog, DocumentInfo};
use pdf_writer::{Date, Finish, Name, Obj, Ref, TextStr};

use super::deflate::Packed;
use super::file::File;
use super::page::Hung;
use super::{Duplex, Options, Printing, Standard};
use crate::color::OutputProfile;
use crate::scene::{Document, Info};

/// Labels to a leaf of the tree of page labels.
const LABELS: usize = 64;

/// The program as files name it. Without a version: the same scene gives the same bytes.
const PRODUCER: &str = "Massicot";

/// The register of printing conditions (ISO 15930-7, 6.2.2).
const REGISTRY: &str = "http://www.color.org";

/// What files say that keep PDF/X-4.
const X4: &str = "PDF/X-4";
/// What files say that keep PDF/X-1a:2003.
const X1A: &str = "PDF/X-1a:2003";

/// The day of a kit without one, where a standard asks for a day: never the clock's.
const NO_DATE: (u16, u8, u8) = (2000, 1, 1);

/// Writes the catalog and what hangs on it; returns the catalog and the document information.
pub(super) fn write(
    document: &Document,
    options: &Options,
    (pages, hung): (Ref, Hung),
    layers: &[Ref],
    file: &mut File,
) -> (Ref, Ref) {
    let [catalog, metadata, info] = std::array::from_fn(|_| file.reserve());
    let date = date_of(document, options.standard);
    let intent = (options.standard != Standard::None).then(|| write_profile(&options.profile, file));
    let labels = options.page_labels.then(|| write_labels(document, file));
    file.object(info, |object| write_info(object, &document.info, date, options.standard));
    file.object(catalog, |object| {
        let mut dict: Catalog<'_> = object.start();
        dict.pages(pages).metadata(metadata);
        write_preferences(&mut dict, &options.printing);
        write_layers(&mut dict, layers);
        if let Some(profile) = intent {
            write_intent(&mut dict, &options.profile, profile);
        }
        if !document.info.lang.is_empty() {
            dict.lang(TextStr(&document.info.lang));
        }
        if let Some(bookmarks) = hung.bookmarks {
            dict.outlines(bookmarks);
        }
        if let Some(form) = hung.form {
            dict.pair(Name(b"AcroForm"), form);
        }
        if let Some(labels) = labels {
            dict.pair(Name(b"PageLabels"), labels);
        }
    });
    let packet = xmp(&document.info, date, options.standard, file.digest());
    // Metadata stays readable for programs that know no PDF.
    file.stream(metadata, packet.len(), |chunk| {
        chunk.metadata(metadata, packet.as_bytes()).finish();
    });
    (catalog, info)
}

/// The day that a file carries: that of the version. A file that keeps a standard must name one.
fn date_of(document: &Document, standard: Standard) -> Option<(u16, u8, u8)> {
    let date = document.info.date.as_deref().and_then(parse_date);
    date.or_else(|| (standard != Standard::None).then_some(NO_DATE))
}

/// Writes the profile of the printing condition.
fn write_profile(profile: &OutputProfile, file: &mut File) -> Ref {
    let id = file.reserve();
    let data = Packed::new(profile.icc(), file.compresses());
    file.stream(id, data.data.len(), |chunk| {
        let mut stream = chunk.icc_profile(id, &data.data);
        data.declare(&mut stream);
        stream.n(4);
    });
    id
}

/// For which printing condition the file is made (ISO 15930-7, 6.2.2).
fn write_intent(dict: &mut Catalog<'_>, profile: &OutputProfile, icc: Ref) {
    let mut intents = dict.output_intents();
    let mut intent = intents.push();
    intent.subtype(OutputIntentSubtype::PDFX).dest_output_profile(icc);
    intent.output_condition_identifier(TextStr(profile.condition())).info(TextStr(profile.description()));
    if profile.is_registered() {
        intent.registry_name(TextStr(REGISTRY));
    }
}

fn write_preferences(dict: &mut Catalog<'_>, printing: &Printing) {
    let mut preferences = dict.viewer_preferences();
    preferences.display_doc_title(true).pair(Name(b"PrintScaling"), Name(b"None"));
    if let Some(duplex) = printing.duplex {
        let name: &[u8] = match duplex {
            Duplex::LongEdge => b"DuplexFlipLongEdge",
            Duplex::ShortEdge => b"DuplexFlipShortEdge",
            Duplex::Simplex => b"Simplex",
        };
        preferences.pair(Name(b"Duplex"), Name(name));
    }
    if printing.pick_tray {
        preferences.pair(Name(b"PickTrayByPDFSize"), true);
    }
    if let Some(copies) = printing.copies {
        preferences.pair(Name(b"NumCopies"), i32::try_from(copies).unwrap_or(1));
    }
}

/// All layers are seen and printed; the one configuration lists them all (ISO 15930-7, 6.16).
fn write_layers(dict: &mut Catalog<'_>, layers: &[Ref]) {
    if layers.is_empty() {
        return;
    }
    let mut properties = dict.insert(Name(b"OCProperties")).dict();
    properties.insert(Name(b"OCGs")).array().items(layers);
    let mut configuration = properties.insert(Name(b"D")).dict();
    configuration.pair(Name(b"Name"), TextStr("Plates"));
    configuration.insert(Name(b"Order")).array().items(layers);
}

fn write_info(object: Obj<'_>, info: &Info, date: Option<(u16, u8, u8)>, standard: Standard) {
    let mut dict: DocumentInfo<'_> = object.start();
    dict.title(TextStr(&info.title)).producer(TextStr(PRODUCER)).trapped(TrappingStatus::NotTrapped);
    if standard == Standard::X1a2003 {
        dict.pair(Name(b"GTS_PDFXVersion"), TextStr(X1A));
    }
    if !info.publisher.is_empty() {
        dict.author(TextStr(&info.publisher));
    }
    if let Some((year, month, day)) = date {
        let date = Date::new(year).month(month).day(day).hour(0).minute(0).second(0).utc_offset_hour(0);
        dict.creation_date(date).modified_date(date);
    }
}

/// `YYYY-MM-DD` as numbers; none for anything else.
fn parse_date(text: &str) -> Option<(u16, u8, u8)> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day) && year <= 9999).then_some((year, month, day))
}

/// The names of pages as their labels, in a tree of leaves.
fn write_labels(document: &Document, file: &mut File) -> Ref {
    let names: Vec<(usize, &str)> = document.pages.iter().map(|page| page.name.as_str()).enumerate().collect();
    let mut leaves = Vec::new();
    for chunk in names.chunks(LABELS) {
        let leaf = file.reserve();
        let limits = [chunk.first(), chunk.last()].map(|end| end.map_or(0, |(index, _)| *index as i32));
        file.object(leaf, |object| {
            let mut node = object.dict();
            node.insert(Name(b"Limits")).array().items(limits);
            let mut numbers = node.insert(Name(b"Nums")).array();
            for (index, name) in chunk {
                numbers.item(*index as i32);
                numbers.push().dict().pair(Name(b"P"), TextStr(name));
            }
        });
        leaves.push(leaf);
    }
    let root = file.reserve();
    file.object(root, |object| {
        object.dict().insert(Name(b"Kids")).array().items(leaves);
    });
    root
}

/// The XMP packet (ISO 16684-1), every property that the document information has too with the same value.
fn xmp(info: &Info, date: Option<(u16, u8, u8)>, standard: Standard, digest: [u8; 16]) -> String {
    let mut properties = vec![
        "<dc:format>application/pdf</dc:format>".to_owned(),
        format!(
            "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>",
            escape(&info.title)
        ),
        format!("<pdf:Producer>{PRODUCER}</pdf:Producer>"),
        "<pdf:Trapped>False</pdf:Trapped>".to_owned(),
        format!("<xmpMM:DocumentID>uuid:{}</xmpMM:DocumentID>", uuid(digest)),
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>".to_owned(),
        "<xmpMM:VersionID>1</xmpMM:VersionID>".to_owned(),
    ];
    match standard {
        Standard::X4 => properties.push(format!("<pdfxid:GTS_PDFXVersion>{X4}</pdfxid:GTS_PDFXVersion>")),
        Standard::X1a2003 => properties.push(format!("<pdfx:GTS_PDFXVersion>{X1A}</pdfx:GTS_PDFXVersion>")),
        Standard::None => {}
    }
    if !info.publisher.is_empty() {
        let name = escape(&info.publisher);
        properties.push(format!("<dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq></dc:creator>"));
        properties.push(format!("<dc:publisher><rdf:Bag><rdf:li>{name}</rdf:li></rdf:Bag></dc:publisher>"));
    }
    if !info.lang.is_empty() {
        let lang = escape(&info.lang);
        properties.push(format!("<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>"));
    }
    if !info.licence.is_empty() {
        let licence = escape(&info.licence);
        properties.push(format!(
            "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">{licence}</rdf:li></rdf:Alt></dc:rights>"
        ));
    }
    if let Some((year, month, day)) = date {
        for name in ["CreateDate", "ModifyDate", "MetadataDate"] {
            properties.push(format!("<xmp:{name}>{year:04}-{month:02}-{day:02}T00:00:00Z</xmp:{name}>"));
        }
    }
    packet(&properties.join("\n"), standard)
}

fn packet(properties: &str, standard: Standard) -> String {
    let more = match standard {
        Standard::X4 => " xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"",
        Standard::X1a2003 => " xmlns:pdfx=\"http://ns.adobe.com/pdfx/1.3/\"",
        Standard::None => "",
    };
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"{more}>\n{properties}\n\
         </rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A name-based UUID (RFC 9562, version 8) of the file's own content.
fn uuid(digest: [u8; 16]) -> String {
    let mut value = u128::from_be_bytes(digest);
    value = value & !(0xf << 76) | 8 << 76;
    value = value & !(3 << 62) | 2 << 62;
    let hex = format!("{value:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}
