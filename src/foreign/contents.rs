//! What a page paints: its content streams, one of them passed on as it is, several joined into one.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::follow;
use super::open::{MOST, inflate};

/// The operators of a page.
#[derive(Debug)]
pub(super) enum Contents {
    /// One stream of the file, to be copied as it is.
    One(ObjectId),
    /// Several streams that were joined; packed with deflate.
    Joined(Vec<u8>),
}

/// The contents of a page; none where a stream is missing, damaged, or packed in a way that cannot be undone.
pub(super) fn contents(file: &Document, page: &Dictionary) -> Option<Contents> {
    let Ok(object) = page.get(b"Contents") else { return Some(Contents::Joined(pack(&[])?)) };
    let parts: Vec<&Object> = match follow(file, object) {
        Object::Array(parts) => parts.iter().collect(),
        Object::Stream(_) => vec![object],
        // Not there at all: an empty page, which is no fault.
        Object::Null if object.as_reference().map_or(true, |id| !super::open::is_lost(file, id)) => Vec::new(),
        _ => return None,
    };
    if let [part] = parts.as_slice()
        && let Ok(id) = part.as_reference()
    {
        let stream = follow(file, part).as_stream().ok()?;
        return is_sound(stream).then_some(Contents::One(id));
    }
    let mut joined = Vec::new();
    for part in parts {
        let stream = follow(file, part).as_stream().ok()?;
        if !is_sound(stream) {
            return None;
        }
        joined.extend(stream.decompressed_content_with_limit(MOST).ok()?);
        if joined.len() > MOST {
            return None;
        }
        // Streams are cut between tokens (ISO 32000-1, table 30): what joins them must be a space.
        joined.push(b'\n');
    }
    Some(Contents::Joined(pack(&joined)?))
}

fn pack(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(4));
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

/// Whether a stream can be unpacked to its end. A stream that a reader stops in the middle of would print half a page.
fn is_sound(stream: &Stream) -> bool {
    if stream.dict.has(b"F") {
        return false;
    }
    match stream.filters().as_deref() {
        Err(_) => true,
        Ok([b"FlateDecode"]) => inflate(&stream.content).is_some(),
        Ok(_) => stream.decompressed_content_with_limit(MOST).is_ok(),
    }
}
