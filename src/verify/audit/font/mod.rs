//! Fonts of a file: whether their program is there, which glyph a code shows, how wide the file and the program say it is.
//! Knows no pages; what is asked for is remembered, so that rules look at used glyphs only.

mod cmap;
mod encoding;
mod program;
mod simple;

use std::cell::RefCell;
use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use self::cmap::CMap;
use self::program::Program;
use self::simple::Simple;
use super::file::{File, shown};

/// A font of a file.
#[derive(Debug)]
pub(crate) struct Font {
    pub object: u32,
    /// Its PostScript name without the tag of a subset.
    pub name: String,
    pub state: State,
    /// The font is a description and a program of one's own: Type 3.
    pub is_type3: bool,
    /// An embedded TrueType program for a composite font, without a map from codes to its glyphs.
    pub lacks_map: bool,
    coding: Coding,
    program: Option<Program>,
    widths: Widths,
    /// Units of glyph space per unit of text space, from left to right: 0.001 but in Type 3 fonts.
    pub unit: f64,
    asked: RefCell<BTreeMap<u32, Glyph>>,
}

/// What there is of a font's program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Embedded,
    Missing,
    Damaged,
}

/// How bytes become glyphs.
#[derive(Debug)]
enum Coding {
    Simple(Box<Simple>),
    Composite { cmap: CMap, to_glyph: Option<Vec<u16>> },
    Procedures,
}

#[derive(Debug, Default)]
struct Widths {
    by_code: BTreeMap<u32, f64>,
    otherwise: f64,
}

/// A code of a font as it is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Glyph {
    /// What the file says, in thousandths of the em.
    pub width: f64,
    /// What the program says; none where it cannot be asked.
    pub own_width: Option<f64>,
    /// The program has such a glyph; true where it cannot be asked.
    pub there: bool,
    /// It is the sign for missing characters.
    pub is_notdef: bool,
    /// Left, bottom, right, top in thousandths of the em from the baseline; none for blanks and where it is not known.
    pub ink: Option<[f64; 4]>,
    /// It was shown, not only used to clip or to be searched.
    pub shown: bool,
}

impl Font {
    /// Reads a font dictionary.
    pub fn read(file: &File<'_>, object: u32, dict: &Dictionary) -> Self {
        let subtype = file.name(dict, "Subtype").unwrap_or_default();
        let composite = subtype == b"Type0";
        let child = file.array(dict, "DescendantFonts").and_then(|list| file.follow(list.first()?)?.as_dict().ok());
        let described = if composite { child.unwrap_or(dict) } else { dict };
        let descriptor = file.dict(described, "FontDescriptor");
        let base = file.name(dict, "BaseFont").or_else(|| file.name(described, "BaseFont")).map(shown);
        let is_type3 = subtype == b"Type3";
        let (program, state) = match descriptor.map(|descriptor| Program::read(file, descriptor)) {
            _ if is_type3 => (None, State::Embedded),
            Some(Some(Ok(program))) => (Some(program), State::Embedded),
            Some(Some(Err(()))) => (None, State::Damaged),
            Some(None) | None => (None, State::Missing),
        };
        let true_type = file.name(described, "Subtype") == Some(b"CIDFontType2");
        let map = file.get(described, "CIDToGIDMap");
        let coding = match (composite, is_type3) {
            (true, _) => {
                Coding::Composite { cmap: CMap::of(file, dict), to_glyph: map.and_then(|map| to_glyph(file, map)) }
            }
            (_, true) => Coding::Procedures,
            _ => Coding::Simple(Box::new(Simple::read(file, dict, descriptor, program.as_ref()))),
        };
        let matrix = file.numbers(dict, "FontMatrix").and_then(|matrix| matrix.first().copied());
        Self {
            object,
            name: base.map_or_else(|| if is_type3 { "Type 3".into() } else { "?".into() }, |name| plain(&name)),
            state,
            is_type3,
            lacks_map: composite && true_type && state == State::Embedded && map.is_none(),
            coding,
            program,
            widths: if composite { composite_widths(file, described) } else { simple_widths(file, dict, descriptor) },
            unit: if is_type3 { matrix.unwrap_or(0.001) } else { 0.001 },
            asked: RefCell::default(),
        }
    }

    /// Cuts a string into codes and the number of bytes of each.
    pub fn codes<'t>(&'t self, text: &'t [u8]) -> Box<dyn Iterator<Item = (u32, usize)> + 't> {
        match &self.coding {
            Coding::Composite { cmap, .. } => Box::new(cmap.codes(text)),
            _ => Box::new(text.iter().map(|byte| (u32::from(*byte), 1))),
        }
    }

    /// The glyph of a code.
    pub fn glyph(&self, code: u32, is_shown: bool) -> Glyph {
        let mut asked = self.asked.borrow_mut();
        let glyph = asked.entry(code).or_insert_with(|| self.look_up(code));
        glyph.shown |= is_shown;
        *glyph
    }

    /// Every glyph that was asked for, by its code.
    pub fn asked(&self) -> Vec<(u32, Glyph)> {
        self.asked.borrow().iter().map(|(code, glyph)| (*code, *glyph)).collect()
    }

    fn look_up(&self, code: u32) -> Glyph {
        let (key, index) = match &self.coding {
            Coding::Procedures => (code, None),
            Coding::Simple(simple) => (code, Some(simple.glyph(code, self.program.as_ref()))),
            Coding::Composite { cmap, to_glyph } => match cmap.cid(code) {
                Some(cid) => (cid, Some(self.glyph_of_cid(cid, to_glyph.as_deref()))),
                None => (code, None),
            },
        };
        let width = self.widths.by_code.get(&key).copied().unwrap_or(self.widths.otherwise);
        let unknown = Glyph { width, own_width: None, there: true, is_notdef: false, ink: None, shown: false };
        let (Some(program), Some(index)) = (&self.program, index) else { return unknown };
        let Some(index) = index else { return Glyph { there: false, ..unknown } };
        Glyph {
            own_width: program.width(index),
            there: index < program.count(),
            is_notdef: index == 0,
            ink: program.ink(index),
            ..unknown
        }
    }

    fn glyph_of_cid(&self, cid: u32, map: Option<&[u16]>) -> Option<u32> {
        match (&self.program, map) {
            (Some(program), None) => program.glyph_of_cid(cid),
            (_, Some(map)) => map.get(cid as usize).map(|glyph| u32::from(*glyph)),
            (None, None) => Some(cid),
        }
    }
}

/// A name without the six letters of a subset.
fn plain(name: &str) -> String {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()) => rest.to_owned(),
        _ => name.to_owned(),
    }
}

fn to_glyph(file: &File<'_>, map: &Object) -> Option<Vec<u16>> {
    let bytes = file.unpack(map.as_stream().ok()?)?;
    Some(bytes.chunks_exact(2).map(|pair| pair.iter().fold(0, |sum, byte| sum << 8 | u16::from(*byte))).collect())
}

fn simple_widths(file: &File<'_>, dict: &Dictionary, descriptor: Option<&Dictionary>) -> Widths {
    let first = file.integer(dict, "FirstChar").and_then(|first| u32::try_from(first).ok()).unwrap_or(0);
    let list = file.array(dict, "Widths").unwrap_or_default();
    let width = |entry: &Object| file.follow(entry).and_then(super::file::number).unwrap_or(0.0);
    let by_code = (first..first.saturating_add(256)).zip(list.iter().map(width)).collect();
    let otherwise = descriptor.and_then(|descriptor| file.number(descriptor, "MissingWidth")).unwrap_or(0.0);
    Widths { by_code, otherwise }
}

/// `W` (ISO 32000-1, 9.7.4.3): `first [w w w]` or `first last w`.
fn composite_widths(file: &File<'_>, dict: &Dictionary) -> Widths {
    /// Longest range of codes with one width.
    const LONGEST: u32 = 65_536;
    let mut by_code = BTreeMap::new();
    let mut entries = file.array(dict, "W").unwrap_or_default().iter().filter_map(|entry| file.follow(entry));
    let cid = |object: &Object| object.as_i64().ok().and_then(|value| u32::try_from(value).ok());
    while let (Some(first), Some(next)) = (entries.next().and_then(cid), entries.next()) {
        match next {
            Object::Array(list) => {
                let widths = list.iter().map(|entry| file.follow(entry).and_then(super::file::number).unwrap_or(0.0));
                by_code.extend((first..first.saturating_add(LONGEST)).zip(widths));
            }
            last => {
                let (Some(last), Some(width)) = (cid(last), entries.next().and_then(super::file::number)) else {
                    break;
                };
                let last = last.min(first.saturating_add(LONGEST));
                by_code.extend((first..=last).map(|code| (code, width)));
            }
        }
    }
    Widths { by_code, otherwise: file.number(dict, "DW").unwrap_or(1000.0) }
}
