//! The metadata stream of a file: simple properties of its XMP packet (ISO 16684-1), by namespace and name.

use std::collections::BTreeMap;

use super::file::File;

/// Namespaces that preflight asks for.
pub(crate) const PDFXID: &str = "http://www.npes.org/pdfx/ns/id/";
pub(crate) const DC: &str = "http://purl.org/dc/elements/1.1/";
pub(crate) const XMP: &str = "http://ns.adobe.com/xap/1.0/";
pub(crate) const XMPMM: &str = "http://ns.adobe.com/xap/1.0/mm/";
pub(crate) const PDF: &str = "http://ns.adobe.com/pdf/1.3/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// What the packet says.
pub(crate) struct Xmp {
    values: BTreeMap<(String, String), String>,
    /// The packet's first line names bytes or an encoding, which it must not.
    pub has_old_header: bool,
    /// It is packed, so that programs that look for the packet do not find it.
    pub is_packed: bool,
}

/// The state of a file's metadata.
pub(crate) enum Metadata {
    None,
    Damaged,
    Found(Xmp),
}

impl Metadata {
    pub fn read(file: &File<'_>) -> Self {
        let Some(stream) = file.catalog().and_then(|catalog| file.stream(catalog, "Metadata")) else {
            return Self::None;
        };
        let Some(bytes) = file.unpack(stream) else { return Self::Damaged };
        let Ok(text) = std::str::from_utf8(&bytes) else { return Self::Damaged };
        let Some(values) = values(text) else { return Self::Damaged };
        let head = text.split_once("?>").map_or("", |(head, _)| head);
        let has_old_header = head.contains("xpacket") && (head.contains(" bytes=") || head.contains(" encoding="));
        Self::Found(Xmp { values, has_old_header, is_packed: stream.dict.has(b"Filter") })
    }

    pub fn get(&self, namespace: &str, name: &str) -> Option<&str> {
        match self {
            Self::Found(xmp) => xmp.values.get(&(namespace.to_owned(), name.to_owned())).map(String::as_str),
            _ => None,
        }
    }
}

/// Properties as attributes or elements of every description; of a list the first entry.
fn values(text: &str) -> Option<BTreeMap<(String, String), String>> {
    let text = text.trim_start_matches('\u{feff}').trim_matches(['\0', ' ', '\n', '\r', '\t']);
    let tree = roxmltree::Document::parse(text).ok()?;
    let mut values = BTreeMap::new();
    for description in tree.descendants().filter(|node| node.has_tag_name((RDF, "Description"))) {
        for attribute in description.attributes() {
            let key = (attribute.namespace().unwrap_or_default().to_owned(), attribute.name().to_owned());
            values.insert(key, attribute.value().trim().to_owned());
        }
        for property in description.children().filter(roxmltree::Node::is_element) {
            let entry = property.descendants().find(|node| node.has_tag_name((RDF, "li")));
            let value = entry.unwrap_or(property).text().unwrap_or_default().trim().to_owned();
            let key =
                (property.tag_name().namespace().unwrap_or_default().to_owned(), property.tag_name().name().to_owned());
            values.insert(key, value);
        }
    }
    Some(values)
}
