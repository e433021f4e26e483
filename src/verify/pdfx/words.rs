//! What the file says of itself: trailer, information, XMP, output intent.

use lopdf::{Dictionary, Object};
use roxmltree::Document as Xml;

use super::{Broken, Subject};

const X4_NAMESPACE: &str = "http://www.npes.org/pdfx/ns/id/";
const PDF_NAMESPACE: &str = "http://ns.adobe.com/pdf/1.3/";
const XMP_NAMESPACE: &str = "http://ns.adobe.com/xap/1.0/";
const MEDIA_NAMESPACE: &str = "http://ns.adobe.com/xap/1.0/mm/";
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

pub(super) fn check(file: &Subject<'_>, name: &str) -> Vec<Broken> {
    let mut broken = trailer(file);
    let info = file.read.trailer.get(b"Info").ok().map(|info| file.follow(info)).and_then(|info| info.as_dict().ok());
    let Some(info) = info else {
        broken.push(Broken::new("info", "Info"));
        return broken;
    };
    broken.extend(information(file, info, name));
    broken.extend(xmp(file, info, name));
    broken.extend(intent(file));
    broken
}

fn trailer(file: &Subject<'_>) -> Vec<Broken> {
    let trailer = &file.read.trailer;
    let strings = |id: &Object| {
        id.as_array()
            .is_ok_and(|id| id.len() == 2 && id.iter().all(|half| half.as_str().is_ok_and(|half| !half.is_empty())))
    };
    let mut broken = Vec::new();
    if !trailer.get(b"ID").is_ok_and(strings) {
        broken.push(Broken::new("trailer", "ID"));
    }
    if trailer.has(b"Encrypt") {
        broken.push(Broken::new("trailer", "Encrypt"));
    }
    broken
}

fn information(file: &Subject<'_>, info: &Dictionary, name: &str) -> Vec<Broken> {
    let full = |key: &str| info.get(key.as_bytes()).and_then(Object::as_str).is_ok_and(|text| !text.is_empty());
    let mut broken: Vec<Broken> = ["Title", "CreationDate", "ModDate"]
        .into_iter()
        .filter(|key| !full(key))
        .map(|key| Broken::new("info", key))
        .collect();
    if !info.get(b"Trapped").and_then(Object::as_name).is_ok_and(|trapped| matches!(trapped, b"True" | b"False")) {
        broken.push(Broken::new("info", "Trapped"));
    }
    let claims = info.get(b"GTS_PDFXVersion").and_then(Object::as_str).is_ok_and(|said| said == name.as_bytes());
    if file.is_x1a() && !claims {
        broken.push(Broken::new("info", "GTS_PDFXVersion"));
    }
    broken
}

/// A text string of PDF: UTF-16 with its mark, or else Latin letters.
fn text(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    let Some(wide) = bytes.strip_prefix(&[0xfe, 0xff]) else {
        return Some(bytes.iter().map(|byte| char::from(*byte)).collect());
    };
    let units: Vec<u16> = wide.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
    Some(String::from_utf16_lossy(&units))
}

fn xmp(file: &Subject<'_>, info: &Dictionary, name: &str) -> Vec<Broken> {
    let packet =
        file.catalog().and_then(|catalog| file.entry(catalog, "Metadata")).and_then(|data| data.as_stream().ok());
    let Some(packet) = packet.filter(|packet| !packet.dict.has(b"Filter")) else {
        return vec![Broken::new("xmp", "Metadata")];
    };
    let written = String::from_utf8_lossy(&packet.content);
    let Ok(xml) = Xml::parse(&written) else { return vec![Broken::new("xmp", "XML")] };
    let value = |namespace: &str, key: &str| {
        let node = xml.descendants().find(|node| node.has_tag_name((namespace, key)))?;
        let words: String =
            node.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect();
        Some(words.trim().to_owned()).filter(|words| !words.is_empty())
    };
    let mut broken = Vec::new();
    let mut ask = |right: bool, what: &str| {
        if !right {
            broken.push(Broken::new("xmp", what));
        }
    };
    if !file.is_x1a() {
        ask(value(X4_NAMESPACE, "GTS_PDFXVersion").as_deref() == Some(name), "pdfxid:GTS_PDFXVersion");
    }
    let title = info.get(b"Title").ok().and_then(text);
    ask(value(DUBLIN_CORE, "title") == title.map(|title| title.trim().to_owned()), "dc:title");
    let trapped = info.get(b"Trapped").and_then(Object::as_name).map(|name| String::from_utf8_lossy(name).into_owned());
    ask(value(PDF_NAMESPACE, "Trapped") == trapped.ok(), "pdf:Trapped");
    for key in ["DocumentID", "VersionID", "RenditionClass"] {
        ask(value(MEDIA_NAMESPACE, key).is_some(), key);
    }
    let day = |text: &str| text.chars().filter(char::is_ascii_digit).take(14).collect::<String>();
    for (key, other) in [("CreateDate", "CreationDate"), ("ModifyDate", "ModDate"), ("MetadataDate", "ModDate")] {
        let told = info.get(other.as_bytes()).ok().and_then(text).map(|text| day(&text));
        ask(value(XMP_NAMESPACE, key).map(|text| day(&text)) == told, key);
    }
    broken
}

fn intent(file: &Subject<'_>) -> Vec<Broken> {
    let intents = file.catalog().and_then(|catalog| file.entry(catalog, "OutputIntents"));
    let intents = intents.and_then(|intents| intents.as_array().ok()).map(Vec::as_slice).unwrap_or_default();
    let print: Vec<&Dictionary> = intents
        .iter()
        .filter_map(|intent| file.follow(intent).as_dict().ok())
        .filter(|intent| intent.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"GTS_PDFX"))
        .collect();
    let [intent] = print.as_slice() else { return vec![Broken::new("output-intent", "OutputIntents")] };
    let full = |key: &str| intent.get(key.as_bytes()).and_then(Object::as_str).is_ok_and(|text| !text.is_empty());
    let mut broken = Vec::new();
    if !full("OutputConditionIdentifier") || !(full("RegistryName") || full("Info")) {
        broken.push(Broken::new("output-intent", "OutputConditionIdentifier"));
    }
    let Some(profile) = file.entry(intent, "DestOutputProfile").and_then(|profile| profile.as_stream().ok()) else {
        broken.push(Broken::new("output-intent", "DestOutputProfile"));
        return broken;
    };
    let inside = profile.decompressed_content().unwrap_or_else(|_| profile.content.clone());
    let is = |at: usize, wanted: &[u8]| inside.get(at..at + wanted.len()) == Some(wanted);
    let version = inside.get(8).copied().unwrap_or_default();
    let components = profile.dict.get(b"N").and_then(Object::as_i64).unwrap_or_default();
    if !is(36, b"acsp") || !is(12, b"prtr") || !is(16, b"CMYK") || !matches!(version, 2 | 4) || components != 4 {
        broken.push(Broken::new("profile", "DestOutputProfile"));
    }
    broken
}
