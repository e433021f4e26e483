//! What a page of a PDF file looks like, as a number: equal where the same is painted at the same places, whatever the file calls
//! its objects, however its fonts are cut down, and whether artwork is shared or written out. Knows PDF, no scenes.

mod font;
mod ink;
mod operators;
mod state;
mod thing;

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use self::font::Font;
use self::ink::Ink;
use self::state::State;
use self::thing::Things;

/// Forms in forms deeper than this are loops or attacks.
const DEEPEST: usize = 24;
/// Most that a stream may grow to when it is unpacked.
const MOST: usize = 256 << 20;

/// Looks at pages of one file, and remembers what they share.
pub(super) struct Looker<'a> {
    file: &'a Document,
    things: Things<'a>,
    fonts: BTreeMap<ObjectId, Rc<Font<'a>>>,
    ink: Ink,
    depth: usize,
}

impl<'a> Looker<'a> {
    pub fn new(file: &'a Document) -> Self {
        Self { file, things: Things::new(file), fonts: BTreeMap::new(), ink: Ink::default(), depth: 0 }
    }

    /// The look of a page: its boxes, and all that its streams paint.
    pub fn page(&mut self, page: ObjectId) -> u128 {
        self.ink = Ink::default();
        let file = self.file;
        let Ok(dictionary) = file.get_dictionary(page) else { return 0 };
        for key in [&b"MediaBox"[..], b"CropBox", b"BleedBox", b"TrimBox", b"Rotate", b"UserUnit"] {
            self.ink.bytes(key);
            match inherited(file, dictionary, key) {
                Some(object) => self.ink.numbers(object, file),
                None => self.ink.bytes(b"-"),
            }
        }
        let resources = inherited(file, dictionary, b"Resources").and_then(|object| object.as_dict().ok());
        let bytes = contents(file, dictionary);
        self.stream(&bytes, resources, &mut State::default());
        self.ink.done()
    }

    /// What one stream paints. A stream that cannot be read counts as its bytes.
    fn stream(&mut self, bytes: &[u8], resources: Option<&'a Dictionary>, state: &mut State<'a>) {
        match Content::decode(bytes) {
            Ok(content) => {
                let mut stack = Vec::new();
                for operation in &content.operations {
                    self.operation(operation, resources, state, &mut stack);
                }
            }
            Err(_) => self.ink.bytes(bytes),
        }
    }
}

/// The streams of a page, joined.
fn contents(file: &Document, page: &Dictionary) -> Vec<u8> {
    let parts: Vec<&Object> = match page.get(b"Contents").map(|object| follow(file, object)) {
        Ok(Object::Array(parts)) => parts.iter().map(|part| follow(file, part)).collect(),
        Ok(object) => vec![object],
        Err(_) => Vec::new(),
    };
    let mut joined = Vec::new();
    for stream in parts.into_iter().filter_map(|part| part.as_stream().ok()) {
        joined.extend(unpacked(stream));
        joined.push(b'\n');
    }
    joined
}

/// The bytes of a stream, unpacked where they can be.
fn unpacked(stream: &lopdf::Stream) -> Vec<u8> {
    match stream.filters() {
        Ok(filters) if !filters.is_empty() => {
            stream.decompressed_content_with_limit(MOST).unwrap_or_else(|_| stream.content.clone())
        }
        _ => stream.content.clone(),
    }
}

/// What an object is, references followed.
fn follow<'a>(file: &'a Document, object: &'a Object) -> &'a Object {
    file.dereference(object).map_or(&Object::Null, |(_, object)| object)
}

/// An entry of a page, or of the nearest node above it.
fn inherited<'a>(file: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..64 {
        if let Ok(object) = node.get(key) {
            return Some(follow(file, object));
        }
        node = node.get(b"Parent").ok().and_then(|parent| follow(file, parent).as_dict().ok())?;
    }
    None
}

/// An entry of a category of resources, references followed, and its number where it is an object of its own.
fn resource<'a>(
    file: &'a Document,
    resources: Option<&'a Dictionary>,
    category: &[u8],
    name: &[u8],
) -> Option<(&'a Object, Option<ObjectId>)> {
    let entries = follow(file, resources?.get(category).ok()?).as_dict().ok()?;
    let object = entries.get(name).ok()?;
    Some((follow(file, object), object.as_reference().ok()))
}
