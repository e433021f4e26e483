//! Objects carried from one file to another with all they refer to, each once. Streams are moved, never unpacked.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::fault;
use super::open::is_lost;
use crate::diag::Diagnostic;

/// Carries objects over.
pub(super) struct Copier<'a> {
    source: &'a Document,
    target: &'a mut Document,
    known: BTreeMap<ObjectId, ObjectId>,
    queue: Vec<(ObjectId, ObjectId)>,
    lost: Option<ObjectId>,
}

impl<'a> Copier<'a> {
    pub(super) fn new(source: &'a Document, target: &'a mut Document) -> Self {
        Self { source, target, known: BTreeMap::new(), queue: Vec::new(), lost: None }
    }

    /// The file that objects are carried to.
    pub(super) fn target(&mut self) -> &mut Document {
        self.target
    }

    /// Adds an object to the target.
    pub(super) fn add(&mut self, object: Object) -> ObjectId {
        self.target.max_id += 1;
        let id = (self.target.max_id, 0);
        self.target.objects.insert(id, object);
        id
    }

    /// An object of the source as it stands in the target; what it refers to follows with [`Self::finish`].
    pub(super) fn copied(&mut self, object: &Object) -> Object {
        match object {
            Object::Reference(id) => self.reference(*id),
            Object::Array(items) => Object::Array(items.iter().map(|item| self.copied(item)).collect()),
            Object::Dictionary(entries) => Object::Dictionary(self.dictionary(entries)),
            Object::Stream(stream) => {
                let dict = self.dictionary(&stream.dict);
                Object::Stream(lopdf::Stream { dict, ..stream.clone() })
            }
            plain => plain.clone(),
        }
    }

    pub(super) fn dictionary(&mut self, entries: &Dictionary) -> Dictionary {
        let mut copied = Dictionary::new();
        for (key, value) in entries {
            let value = self.copied(value);
            copied.set(key.clone(), value);
        }
        copied
    }

    /// The new number of an object; nothing where there is none, or where it would bring the whole file with it.
    fn reference(&mut self, id: ObjectId) -> Object {
        if let Some(new) = self.known.get(&id) {
            return Object::Reference(*new);
        }
        match self.source.objects.get(&id) {
            Some(object) if !is_structure(object) => {
                let new = self.add(Object::Null);
                self.known.insert(id, new);
                self.queue.push((id, new));
                Object::Reference(new)
            }
            Some(_) => Object::Null,
            None => {
                if is_lost(self.source, id) {
                    self.lost = self.lost.or(Some(id));
                }
                Object::Null
            }
        }
    }

    /// Carries over everything that was referred to.
    ///
    /// # Errors
    /// An object that the source announces and that cannot be read.
    pub(super) fn finish(&mut self) -> Result<(), Diagnostic> {
        while let Some((old, new)) = self.queue.pop() {
            let source = self.source;
            if let Some(object) = source.objects.get(&old) {
                let copied = self.copied(object);
                self.target.objects.insert(new, copied);
            }
        }
        self.lost.map_or(Ok(()), |id| Err(fault::lost_object(id.0)))
    }
}

/// Pages, the tree above them and what reads them aloud belong to the file they come from.
fn is_structure(object: &Object) -> bool {
    let kind = object.as_dict().and_then(Dictionary::get_type).unwrap_or_default();
    matches!(kind, b"Page" | b"Pages" | b"Catalog" | b"StructElem" | b"StructTreeRoot")
}
