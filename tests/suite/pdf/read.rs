//! Our files read back by lopdf.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

/// A file, read.
pub struct Read(pub Document);

impl Read {
    pub fn new(file: &[u8]) -> Self {
        Self(Document::load_mem(file).unwrap())
    }

    pub fn page_count(&self) -> usize {
        self.0.get_pages().len()
    }

    /// The dictionary of the page at `index`.
    pub fn page(&self, index: usize) -> &Dictionary {
        let pages: Vec<_> = self.0.get_pages().into_values().collect();
        self.0.get_dictionary(pages[index]).unwrap()
    }

    /// A box of a page in millimetres: left, bottom, right, top.
    pub fn mm(&self, page: usize, name: &str) -> [f64; 4] {
        let values = self.page(page).get(name.as_bytes()).unwrap().as_array().unwrap();
        let values: Vec<f64> = values.iter().map(|value| f64::from(value.as_float().unwrap()) / 72.0 * 25.4).collect();
        values.try_into().unwrap()
    }

    /// Dictionaries of streams whose `/Subtype` is `subtype`.
    pub fn streams(&self, subtype: &str) -> Vec<&lopdf::Stream> {
        let streams = self.0.objects.values().filter_map(|object| object.as_stream().ok());
        streams.filter(|stream| is(&stream.dict, "Subtype", subtype)).collect()
    }

    /// The one dictionary, stream or not, that has `key`.
    pub fn with_key(&self, key: &str) -> Vec<&Dictionary> {
        let dictionaries = self.0.objects.values().filter_map(|object| match object {
            Object::Dictionary(dict) => Some(dict),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        });
        dictionaries.filter(|dict| dict.has(key.as_bytes())).collect()
    }

    pub fn catalog(&self) -> &Dictionary {
        self.0.catalog().unwrap()
    }

    /// What follows references.
    pub fn follow<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.0.dereference(object).unwrap().1
    }

    /// How often each operator stands in the page at `index` and in all forms.
    pub fn operators(&self) -> BTreeMap<String, usize> {
        let pages = self.0.get_pages().into_values().map(|page| self.0.get_page_content(page));
        let forms = self.streams("Form").into_iter().map(|form| form.decompressed_content().unwrap());
        let mut count = BTreeMap::new();
        for content in pages.chain(forms) {
            for operation in Content::decode(&content).unwrap().operations {
                *count.entry(operation.operator).or_default() += 1;
            }
        }
        count
    }

    /// The operators of a page as they stand in the file.
    pub fn content(&self, index: usize) -> String {
        let page = self.0.get_pages().into_values().nth(index).unwrap();
        String::from_utf8_lossy(&self.0.get_page_content(page)).into_owned()
    }
}

pub fn is(dict: &Dictionary, key: &str, name: &str) -> bool {
    dict.get(key.as_bytes()).and_then(Object::as_name).is_ok_and(|value| value == name.as_bytes())
}
