//! Content streams, operator by operator: no colours but inks, nothing unknown, everything closed.

use std::collections::BTreeSet;

use lopdf::{Object, ObjectId};

use super::{Broken, Subject};
use crate::parallel;

/// Operators of PDF 1.4 to 1.6 (ISO 32000-1, annex A), but for those of screen colours and inline pictures.
const KNOWN: [&str; 67] = [
    "b", "B", "b*", "B*", "BDC", "BMC", "BT", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do", "DP", "EMC", "ET", "f",
    "F", "f*", "G", "g", "gs", "h", "i", "j", "J", "K", "k", "l", "m", "M", "MP", "n", "q", "Q", "re", "ri", "s", "S",
    "SC", "sc", "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v",
    "w", "W", "W*", "y", "'", "\"", "x",
];

/// Pages whose operators are read; of more, so many at even steps. One writer wrote them all, and forms, fonts, pictures
/// and boxes are looked at without exception.
const PAGES: usize = 256;

pub(super) fn check(file: &Subject<'_>) -> Vec<Broken> {
    let mut streams: BTreeSet<ObjectId> = BTreeSet::new();
    for page in file.read.get_pages().into_values() {
        match file.read.get_dictionary(page).and_then(|page| page.get(b"Contents")) {
            Ok(Object::Reference(id)) => {
                streams.insert(*id);
            }
            Ok(Object::Array(all)) => streams.extend(all.iter().filter_map(|id| id.as_reference().ok())),
            _ => {}
        }
    }
    let step = streams.len().div_ceil(PAGES).max(1);
    let mut streams: BTreeSet<ObjectId> = streams.into_iter().step_by(step).collect();
    let forms = file.read.objects.iter().filter(|(_, object)| {
        let dict = object.as_stream().map(|stream| &stream.dict);
        dict.is_ok_and(|dict| dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form"))
    });
    streams.extend(forms.map(|(id, _)| *id));
    let streams: Vec<ObjectId> = streams.into_iter().collect();
    parallel::map(&streams, |id| of_stream(file, *id)).into_iter().flatten().collect()
}

fn of_stream(file: &Subject<'_>, id: ObjectId) -> Vec<Broken> {
    let Ok(stream) = file.read.get_object(id).and_then(Object::as_stream) else { return Vec::new() };
    let bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    let mut broken = Vec::new();
    let [mut saved, mut marked, mut text] = [0_i32; 3];
    let mut closed = true;
    let mut operators = Operators { rest: &bytes };
    while let Some(operator) = operators.next() {
        match operator {
            b"rg" | b"RG" => broken.push(Broken::new("colour", String::from_utf8_lossy(operator))),
            b"q" => saved += 1,
            b"Q" => saved -= 1,
            b"BDC" | b"BMC" => marked += 1,
            b"EMC" => marked -= 1,
            b"BT" => text += 1,
            b"ET" => text -= 1,
            other if KNOWN.iter().any(|known| known.as_bytes() == other) => {}
            other => broken.push(Broken::new("operators", String::from_utf8_lossy(other))),
        }
        closed &= saved >= 0 && marked >= 0 && (0..2).contains(&text);
    }
    if !closed || [saved, marked, text] != [0; 3] {
        broken.push(Broken::new("operators", "q BT BDC"));
    }
    broken
}

/// The operators of a content stream, without what they work on.
struct Operators<'a> {
    rest: &'a [u8],
}

impl<'a> Operators<'a> {
    fn next(&mut self) -> Option<&'a [u8]> {
        loop {
            let first = *self.rest.first()?;
            match first {
                b'(' => self.skip(string(self.rest)),
                b'<' | b'>' if self.rest.get(1) == Some(&first) => self.skip(2),
                b'<' => {
                    self.skip(self.rest.iter().position(|byte| *byte == b'>').map_or(self.rest.len(), |end| end + 1))
                }
                b'/' => self.skip(1 + word(self.rest.get(1..).unwrap_or_default())),
                b'%' => self
                    .skip(self.rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(self.rest.len())),
                b'+' | b'-' | b'.' | b'0'..=b'9' => self.skip(word(self.rest)),
                _ => {
                    let length = word(self.rest);
                    if length == 0 {
                        self.skip(1);
                        continue;
                    }
                    let (operator, rest) = self.rest.split_at(length);
                    self.rest = rest;
                    if !matches!(operator, b"true" | b"false" | b"null") {
                        return Some(operator);
                    }
                }
            }
        }
    }

    fn skip(&mut self, length: usize) {
        self.rest = self.rest.get(length..).unwrap_or_default();
    }
}

/// How many bytes belong to one word.
fn word(bytes: &[u8]) -> usize {
    let ends = |byte: &u8| {
        byte.is_ascii_whitespace()
            || matches!(byte, 0 | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
    };
    bytes.iter().position(ends).unwrap_or(bytes.len())
}

/// The length of a string in parentheses, those included.
fn string(bytes: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at
}
