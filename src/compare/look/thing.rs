//! Objects by what is in them: dictionaries, spaces, pictures, patterns. References are followed; an object that holds itself
//! counts once.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};
use xxhash_rust::xxh3::xxh3_128;

use super::ink::Ink;
use super::{follow, unpacked};

/// Entries that say how an object is kept, not what it is.
const KEPT: [&[u8]; 9] = [
    b"Length",
    b"Filter",
    b"DecodeParms",
    b"Parent",
    b"Name",
    b"StructParent",
    b"StructParents",
    b"Metadata",
    b"PieceInfo",
];

/// Digests of objects that were met before.
pub(super) struct Things<'a> {
    file: &'a Document,
    known: BTreeMap<ObjectId, Option<u128>>,
}

impl<'a> Things<'a> {
    pub fn new(file: &'a Document) -> Self {
        Self { file, known: BTreeMap::new() }
    }

    /// What is in an object.
    pub fn digest(&mut self, object: &Object) -> u128 {
        let mut ink = Ink::default();
        self.write(object, &mut ink);
        ink.done()
    }

    fn write(&mut self, object: &Object, ink: &mut Ink) {
        match object {
            Object::Null => ink.bytes(b"null"),
            Object::Boolean(value) => ink.bytes(if *value { b"true" } else { b"false" }),
            Object::Integer(_) | Object::Real(_) => ink.real(object.as_float().map_or(0.0, f64::from)),
            Object::Name(name) => ink.bytes(name),
            Object::String(text, _) => ink.bytes(text),
            Object::Array(items) => {
                ink.bytes(b"[");
                items.iter().for_each(|item| self.write(item, ink));
                ink.bytes(b"]");
            }
            Object::Dictionary(entries) => self.entries(entries, ink),
            Object::Stream(stream) => {
                self.entries(&stream.dict, ink);
                // Pictures packed in a way of their own stay packed: how they are packed is part of them.
                if let Ok(filters) = stream.filters() {
                    let own = |filter: &&[u8]| {
                        matches!(*filter, b"DCTDecode" | b"JPXDecode" | b"JBIG2Decode" | b"CCITTFaxDecode")
                    };
                    filters.into_iter().filter(own).for_each(|filter| ink.bytes(filter));
                }
                ink.digest(xxh3_128(&unpacked(stream)));
            }
            Object::Reference(id) => {
                let digest = self.reference(*id);
                ink.digest(digest);
            }
        }
    }

    /// Entries in the order of their keys, whatever order the file has them in.
    fn entries(&mut self, entries: &lopdf::Dictionary, ink: &mut Ink) {
        let sorted: BTreeMap<&[u8], &Object> = entries.iter().map(|(key, value)| (key.as_slice(), value)).collect();
        ink.bytes(b"<<");
        for (key, value) in sorted.into_iter().filter(|(key, _)| !KEPT.contains(key)) {
            ink.bytes(key);
            self.write(value, ink);
        }
        ink.bytes(b">>");
    }

    fn reference(&mut self, id: ObjectId) -> u128 {
        match self.known.get(&id) {
            Some(known) => known.unwrap_or_default(),
            None => {
                self.known.insert(id, None);
                let file = self.file;
                let digest = self.digest(follow(file, &Object::Reference(id)));
                self.known.insert(id, Some(digest));
                digest
            }
        }
    }
}
