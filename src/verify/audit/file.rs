//! A PDF file as rules ask about it: objects by key with references followed, text strings, streams unpacked once.
//! Knows objects only: not what is drawn with them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use crate::diag::Diagnostic;
use crate::foreign::open::{self, Leaf, MOST};

/// Longest way from a page to the node of the page tree that it inherits from.
const DEEPEST: usize = 64;

/// An opened file.
pub(crate) struct File<'a> {
    pub bytes: &'a [u8],
    pub doc: Document,
    pub leaves: Vec<Leaf>,
    unpacked: RefCell<BTreeMap<ObjectId, Option<Rc<[u8]>>>>,
}

impl<'a> File<'a> {
    /// Opens a file and finds its pages.
    ///
    /// # Errors
    /// A file that is damaged, encrypted or no PDF.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Diagnostic> {
        let doc = open::open(bytes)?;
        let leaves = open::leaves(&doc)?;
        Ok(Self { bytes, doc, leaves, unpacked: RefCell::default() })
    }

    /// What an object is, references followed; none for null and for what is not there.
    pub fn follow<'o>(&'o self, object: &'o Object) -> Option<&'o Object> {
        self.doc.dereference(object).ok().map(|(_, object)| object).filter(|object| !object.is_null())
    }

    /// An entry, references followed.
    pub fn get<'o>(&'o self, dict: &'o Dictionary, key: &str) -> Option<&'o Object> {
        self.follow(dict.get(key.as_bytes()).ok()?)
    }

    pub fn dict<'o>(&'o self, dict: &'o Dictionary, key: &str) -> Option<&'o Dictionary> {
        dict_of(self.get(dict, key)?)
    }

    pub fn array<'o>(&'o self, dict: &'o Dictionary, key: &str) -> Option<&'o [Object]> {
        self.get(dict, key)?.as_array().ok().map(Vec::as_slice)
    }

    pub fn stream<'o>(&'o self, dict: &'o Dictionary, key: &str) -> Option<&'o Stream> {
        self.get(dict, key)?.as_stream().ok()
    }

    pub fn name<'o>(&'o self, dict: &'o Dictionary, key: &str) -> Option<&'o [u8]> {
        self.get(dict, key)?.as_name().ok()
    }

    pub fn number(&self, dict: &Dictionary, key: &str) -> Option<f64> {
        number(self.get(dict, key)?)
    }

    pub fn integer(&self, dict: &Dictionary, key: &str) -> Option<i64> {
        self.get(dict, key)?.as_i64().ok()
    }

    pub fn boolean(&self, dict: &Dictionary, key: &str) -> Option<bool> {
        self.get(dict, key)?.as_bool().ok()
    }

    /// Numbers of an array; none where one of them is no number.
    pub fn numbers(&self, dict: &Dictionary, key: &str) -> Option<Vec<f64>> {
        self.array(dict, key)?.iter().map(|entry| number(self.follow(entry)?)).collect()
    }

    /// A text string in whatever encoding.
    pub fn text(&self, dict: &Dictionary, key: &str) -> Option<String> {
        lopdf::decode_text_string(self.get(dict, key)?).ok()
    }

    /// The number of the object that an entry refers to; none where it stands in the dictionary itself.
    pub fn reference(dict: &Dictionary, key: &str) -> Option<ObjectId> {
        dict.get(key.as_bytes()).ok()?.as_reference().ok()
    }

    pub fn catalog(&self) -> Option<&Dictionary> {
        self.doc.catalog().ok()
    }

    pub fn info(&self) -> Option<&Dictionary> {
        self.dict(&self.doc.trailer, "Info")
    }

    /// The bytes of a stream, unpacked; none where they cannot be.
    pub fn unpack(&self, stream: &Stream) -> Option<Vec<u8>> {
        if stream.filters().is_err() && !stream.dict.has(b"Filter") {
            return Some(stream.content.clone());
        }
        match stream.filters().as_deref() {
            Ok([b"FlateDecode"]) if !stream.dict.has(b"DecodeParms") => open::inflate(&stream.content),
            _ => stream.decompressed_content_with_limit(MOST).ok(),
        }
    }

    /// The same, of a stream that other objects refer to: unpacked once.
    pub fn unpacked(&self, id: ObjectId) -> Option<Rc<[u8]>> {
        if let Some(known) = self.unpacked.borrow().get(&id) {
            return known.clone();
        }
        let stream = self.doc.get_object(id).ok().and_then(|object| object.as_stream().ok());
        let bytes = stream.and_then(|stream| self.unpack(stream)).map(Rc::from);
        self.unpacked.borrow_mut().insert(id, bytes.clone());
        bytes
    }

    /// An entry of a page, its own or that of the nearest node above it.
    pub fn inherited<'o>(&'o self, leaf: &'o Leaf, key: &str) -> Option<&'o Object> {
        let chain = std::iter::once(&leaf.page).chain(&leaf.above).take(DEEPEST);
        chain.filter_map(|id| self.get(self.doc.get_dictionary(*id).ok()?, key)).next()
    }

    pub fn page(&self, leaf: &Leaf) -> Option<&Dictionary> {
        self.doc.get_dictionary(leaf.page).ok()
    }

    /// Every dictionary of the file with the number of its object, those of streams too.
    pub fn dictionaries(&self) -> impl Iterator<Item = (ObjectId, &Dictionary)> {
        self.doc.objects.iter().filter_map(|(id, object)| Some((*id, dict_of(object)?)))
    }
}

/// A dictionary, or that of a stream.
pub(crate) fn dict_of(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

pub(crate) fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(value) => Some(*value as f64),
        Object::Real(value) => Some(f64::from(*value)).filter(|value| value.is_finite()),
        _ => None,
    }
}

/// A name as text for people.
pub(crate) fn shown(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}
