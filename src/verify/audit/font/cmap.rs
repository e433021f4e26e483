//! Maps from the bytes of a string to character identifiers (ISO 32000-1, 9.7.5): Identity, and maps that a file embeds.
//! Other predefined maps are cut into pairs of bytes, and their glyphs are not judged.

use lopdf::{Dictionary, Object};

use crate::verify::audit::file::File;
use crate::verify::audit::lexer::{Lexer, Operand, Token};

/// A map.
#[derive(Debug)]
pub(super) enum CMap {
    Identity,
    Embedded { spaces: Vec<(usize, u32, u32)>, ranges: Vec<(u32, u32, u32)> },
    Foreign,
}

impl CMap {
    pub fn of(file: &File<'_>, dict: &Dictionary) -> Self {
        match file.get(dict, "Encoding") {
            Some(Object::Name(name)) if matches!(name.as_slice(), b"Identity-H" | b"Identity-V") => Self::Identity,
            Some(Object::Stream(stream)) if file.get(&stream.dict, "UseCMap").is_none() => {
                file.unpack(stream).map_or(Self::Foreign, |bytes| parse(&bytes))
            }
            _ => Self::Foreign,
        }
    }

    /// Codes of a string and how many bytes each takes.
    pub fn codes<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = (u32, usize)> + 't {
        let mut rest = text;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let length = self.length(rest).min(rest.len());
            let (code, after) = rest.split_at(length);
            rest = after;
            Some((value(code), length))
        })
    }

    fn length(&self, rest: &[u8]) -> usize {
        let Self::Embedded { spaces, .. } = self else { return 2 };
        let fits = |(length, low, high): &&(usize, u32, u32)| {
            rest.get(..*length).is_some_and(|code| {
                // Each byte lies in the range of its place (9.7.6.2).
                let inside = |place: usize| {
                    let shift = 8 * (length - 1 - place);
                    let byte = code.get(place).copied().map_or(0, u32::from);
                    (low >> shift & 0xff..=high >> shift & 0xff).contains(&byte)
                };
                (0..*length).all(inside)
            })
        };
        spaces.iter().find(fits).or(spaces.first()).map_or(2, |(length, ..)| *length).max(1)
    }

    /// The identifier of a code; none where the map is not known.
    pub fn cid(&self, code: u32) -> Option<u32> {
        match self {
            Self::Identity => Some(code),
            Self::Embedded { ranges, .. } => {
                let found = ranges.iter().rev().find(|(low, high, _)| (*low..=*high).contains(&code));
                Some(found.map_or(0, |(low, _, cid)| cid + (code - low)))
            }
            Self::Foreign => None,
        }
    }
}

fn value(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

fn parse(bytes: &[u8]) -> CMap {
    let (mut spaces, mut ranges, mut stack) = (Vec::new(), Vec::new(), Vec::new());
    let mut lexer = Lexer::new(bytes);
    while let Some(token) = lexer.next() {
        match token {
            Token::Operand(operand) => stack.push(operand),
            Token::Operator(word) => {
                take(word, &stack, &mut spaces, &mut ranges);
                stack.clear();
            }
            Token::Junk(_) => {}
        }
    }
    if spaces.is_empty() { CMap::Foreign } else { CMap::Embedded { spaces, ranges } }
}

fn take(word: &[u8], stack: &[Operand], spaces: &mut Vec<(usize, u32, u32)>, ranges: &mut Vec<(u32, u32, u32)>) {
    match word {
        b"endcodespacerange" => spaces.extend(stack.chunks_exact(2).filter_map(|pair| match pair {
            [Operand::Text(low), Operand::Text(high)] if (1..=4).contains(&low.len()) => {
                Some((low.len(), value(low), value(high)))
            }
            _ => None,
        })),
        b"endcidrange" => ranges.extend(stack.chunks_exact(3).filter_map(|row| match row {
            [Operand::Text(low), Operand::Text(high), Operand::Number(cid)] => {
                Some((value(low), value(high), *cid as u32))
            }
            _ => None,
        })),
        b"endcidchar" => ranges.extend(stack.chunks_exact(2).filter_map(|row| match row {
            [Operand::Text(code), Operand::Number(cid)] => Some((value(code), value(code), *cid as u32)),
            _ => None,
        })),
        _ => {}
    }
}
