//! The file: object numbers, object streams, the cross-reference stream and the file identifier. Knows no scene.

use pdf_writer::{Chunk, Filter, Finish, Name, Obj, Ref, Settings, Str};
use xxhash_rust::xxh3::Xxh3;

use super::Standard;
use super::deflate::{Packed, deflate};
use super::fault::Fault;
use super::predictor;
use crate::parallel;

/// Objects to an object stream: enough to pack well, few enough to open a page without reading them all.
const OBJECTS: usize = 200;

/// Longest file whose offsets every reader can follow.
const MAX_LENGTH: usize = i32::MAX as usize;

const COMPACT: Settings = Settings { pretty: false };

/// Where an object stands.
#[derive(Clone, Copy, Debug)]
enum Entry {
    /// Nowhere: the number was never used.
    Free,
    /// At an offset of the file.
    At(usize),
    /// In an object stream, at an index.
    Within(i32, usize),
}

/// A file under way.
pub(super) struct File {
    out: Vec<u8>,
    entries: Vec<Entry>,
    bodies: Vec<u8>,
    spans: Vec<(Ref, usize, usize)>,
    compress: bool,
    /// Every object stands by itself and is listed in a table (PDF 1.4); otherwise objects are packed in streams.
    classic: bool,
}

impl File {
    /// A file that holds its header.
    pub(super) fn new(standard: Standard, compress: bool) -> Self {
        let classic = standard == Standard::X1a2003;
        let version = if classic { "1.4" } else { "1.6" };
        Self {
            // Four bytes above 127 tell transfer programs that the file is binary (ISO 32000-1, 7.5.2).
            out: [format!("%PDF-{version}\n").as_bytes(), b"%\xe2\xe3\xcf\xd3\n"].concat(),
            entries: vec![Entry::Free],
            bodies: Vec::new(),
            spans: Vec::new(),
            compress,
            classic,
        }
    }

    /// A new object number.
    pub(super) fn reserve(&mut self) -> Ref {
        self.entries.push(Entry::Free);
        Ref::new(i32::try_from(self.entries.len() - 1).unwrap_or(i32::MAX))
    }

    /// Whether streams are compressed.
    pub(super) fn compresses(&self) -> bool {
        self.compress
    }

    /// Writes an object that is not a stream.
    pub(super) fn object(&mut self, id: Ref, write: impl FnOnce(Obj<'_>)) {
        self.raw_object(id, &body(write));
    }

    /// Writes an object that is there as bytes.
    pub(super) fn raw_object(&mut self, id: Ref, bytes: &[u8]) {
        let start = self.bodies.len();
        self.bodies.extend_from_slice(bytes);
        self.spans.push((id, start, self.bodies.len()));
    }

    /// Writes a stream, or whatever one chunk holds as a single object.
    pub(super) fn stream(&mut self, id: Ref, length: usize, write: impl FnOnce(&mut Chunk)) {
        let mut chunk = Chunk::with_settings_and_capacity(COMPACT, length + 256);
        write(&mut chunk);
        self.append(id, chunk.as_bytes());
    }

    /// Writes a stream without entries of its own.
    pub(super) fn plain_stream(&mut self, id: Ref, data: &Packed<'_>) {
        self.stream(id, data.data.len(), |chunk| {
            let mut stream = chunk.stream(id, &data.data);
            data.declare(&mut stream);
        });
    }

    fn append(&mut self, id: Ref, bytes: &[u8]) {
        if let Some(entry) = self.entries.get_mut(id.get() as usize) {
            *entry = Entry::At(self.out.len());
        }
        self.out.extend_from_slice(bytes);
    }

    /// A digest of everything written so far.
    pub(super) fn digest(&self) -> [u8; 16] {
        let mut digest = Xxh3::new();
        digest.update(&self.out);
        digest.update(&self.bodies);
        digest.digest128().to_be_bytes()
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When it is too long for its own offsets.
    pub(super) fn finish(mut self, catalog: Ref, info: Ref, id: [u8; 16]) -> Result<Vec<u8>, Fault> {
        self.write_objects();
        if self.classic {
            return self.finish_classic(catalog, info, id);
        }
        let xref = self.reserve();
        let start = self.out.len();
        if start > MAX_LENGTH {
            return Err(Fault::TooLong);
        }
        if let Some(entry) = self.entries.get_mut(xref.get() as usize) {
            *entry = Entry::At(start);
        }
        self.write_xref(xref, catalog, info, id);
        self.out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Ok(self.out)
    }

    /// Ends the file with a table of its objects.
    fn finish_classic(mut self, catalog: Ref, info: Ref, id: [u8; 16]) -> Result<Vec<u8>, Fault> {
        let (start, size) = (self.out.len(), self.entries.len());
        if start > MAX_LENGTH {
            return Err(Fault::TooLong);
        }
        let mut end = format!("xref\n0 {size}\n");
        for (number, entry) in self.entries.iter().enumerate() {
            end.push_str(&match entry {
                Entry::At(offset) => format!("{offset:010} 00000 n \n"),
                Entry::Free | Entry::Within(..) => {
                    format!("{:010} {:05} f \n", 0, if number == 0 { 65_535 } else { 0 })
                }
            });
        }
        let id: String = id.iter().map(|byte| format!("{byte:02X}")).collect();
        let (catalog, info) = (catalog.get(), info.get());
        end.push_str(&format!(
            "trailer\n<</Size {size}/Root {catalog} 0 R/Info {info} 0 R/ID[<{id}><{id}>]>>\nstartxref\n{start}\n%%EOF\n"
        ));
        self.out.extend_from_slice(end.as_bytes());
        Ok(self.out)
    }

    fn write_objects(&mut self) {
        let bodies = std::mem::take(&mut self.bodies);
        let spans = std::mem::take(&mut self.spans);
        if !self.compress || self.classic {
            for (id, start, end) in spans {
                let body = bodies.get(start..end).unwrap_or_default();
                self.append(id, &[format!("{} 0 obj\n", id.get()).as_bytes(), body, b"\nendobj\n"].concat());
            }
            return;
        }
        let groups: Vec<&[(Ref, usize, usize)]> = spans.chunks(OBJECTS).collect();
        let packed = parallel::map(&groups, |group| pack_objects(&bodies, group));
        for (group, (data, first)) in groups.into_iter().zip(packed) {
            let id = self.reserve();
            for (index, (object, ..)) in group.iter().enumerate() {
                if let Some(entry) = self.entries.get_mut(object.get() as usize) {
                    *entry = Entry::Within(id.get(), index);
                }
            }
            self.stream(id, data.len(), |chunk| {
                let mut stream = chunk.stream(id, &data);
                stream.filter(Filter::FlateDecode);
                stream.pair(Name(b"Type"), Name(b"ObjStm")).pair(Name(b"N"), group.len() as i32);
                stream.pair(Name(b"First"), first as i32);
            });
        }
    }

    fn write_xref(&mut self, id: Ref, catalog: Ref, info: Ref, file_id: [u8; 16]) {
        let (rows, width) = xref_rows(&self.entries, self.out.len());
        let data = deflate(&predictor::up(&rows, width));
        let size = self.entries.len() as i32;
        let mut chunk = Chunk::with_settings(COMPACT);
        let mut stream = chunk.stream(id, &data);
        stream.filter(Filter::FlateDecode);
        stream.decode_parms().predictor(pdf_writer::types::Predictor::PngUp).columns(width as i32);
        stream.pair(Name(b"Type"), Name(b"XRef")).pair(Name(b"Size"), size);
        stream.insert(Name(b"W")).array().items([1, width as i32 - 3, 2]);
        stream.pair(Name(b"Root"), catalog).pair(Name(b"Info"), info);
        stream.insert(Name(b"ID")).array().items([Str(&file_id), Str(&file_id)]);
        stream.finish();
        self.out.extend_from_slice(chunk.as_bytes());
    }
}

/// One row an object: its kind, where it is, and its index (ISO 32000-1, 7.5.8.3).
fn xref_rows(entries: &[Entry], length: usize) -> (Vec<u8>, usize) {
    let offset_bytes = 4 - ((length as u32).leading_zeros() / 8) as usize;
    let mut rows = Vec::with_capacity(entries.len() * (offset_bytes + 3));
    for (number, entry) in entries.iter().enumerate() {
        let (kind, place, index) = match entry {
            // The first object heads the list of free ones and may never be used.
            Entry::Free => (0, 0, if number == 0 { 65_535 } else { 0 }),
            Entry::At(offset) => (1, *offset, 0),
            Entry::Within(stream, index) => (2, *stream as usize, *index),
        };
        rows.push(kind);
        rows.extend(place.to_be_bytes().iter().skip(size_of::<usize>() - offset_bytes));
        rows.extend((index as u16).to_be_bytes());
    }
    (rows, offset_bytes + 3)
}

/// Objects as the compressed data of an object stream, and where in it the first object begins.
fn pack_objects(all: &[u8], group: &[(Ref, usize, usize)]) -> (Vec<u8>, usize) {
    let (mut numbers, mut bodies) = (String::new(), Vec::new());
    for (id, start, end) in group {
        numbers.push_str(&format!("{} {} ", id.get(), bodies.len()));
        bodies.extend_from_slice(all.get(*start..*end).unwrap_or_default());
        bodies.push(b'\n');
    }
    let first = numbers.len();
    let data = [numbers.as_bytes(), &bodies].concat();
    (deflate(&data), first)
}

/// The object without `1 0 obj` and `endobj`.
fn strip(object: &[u8]) -> &[u8] {
    let start = object.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let object = object.get(start..).unwrap_or_default();
    object.strip_suffix(b"\nendobj\n").unwrap_or(object)
}

/// The bytes of an object that refers to no other.
pub(super) fn body(write: impl FnOnce(Obj<'_>)) -> Vec<u8> {
    let mut chunk = Chunk::with_settings(COMPACT);
    write(chunk.indirect(Ref::new(1)));
    strip(chunk.as_bytes()).to_vec()
}
