//! The tables of an OpenType file: read, replaced and put together again (OpenType 1.9, "Organization of a font").

use std::collections::BTreeMap;

/// Tables by tag, and the kind of outlines.
pub struct Sfnt {
    flavor: [u8; 4],
    tables: BTreeMap<[u8; 4], Vec<u8>>,
}

impl Sfnt {
    /// The tables of a single font file; none when its directory points outside the file.
    pub fn read(file: &[u8]) -> Option<Self> {
        let flavor = *file.first_chunk::<4>()?;
        let count = usize::from(u16::from_be_bytes(file.get(4..6)?.try_into().ok()?));
        let (records, _) = file.get(12..)?.as_chunks::<16>();
        let mut tables = BTreeMap::new();
        for record in records.get(..count)? {
            let word = |at: usize| Some(u32::from_be_bytes(record.get(at..at + 4)?.try_into().ok()?) as usize);
            let (offset, length) = (word(8)?, word(12)?);
            let tag = *record.first_chunk::<4>()?;
            tables.insert(tag, file.get(offset..offset.checked_add(length)?)?.to_vec());
        }
        Some(Self { flavor, tables })
    }

    /// Adds a table or puts it in the place of another.
    pub fn set(&mut self, tag: &[u8; 4], table: Vec<u8>) {
        self.tables.insert(*tag, table);
    }

    /// The file: tables sorted by tag, checksums as the standard has them.
    pub fn write(mut self) -> Vec<u8> {
        if let Some(adjustment) = self.tables.get_mut(b"head").and_then(|head| head.get_mut(8..12)) {
            adjustment.fill(0);
        }
        let count = self.tables.len() as u16;
        let power = count.max(1).ilog2() as u16;
        let range = (1_u16 << power) * 16;
        let mut file = self.flavor.to_vec();
        for word in [count, range, power, (count * 16).wrapping_sub(range)] {
            file.extend(word.to_be_bytes());
        }
        let mut offset = 12 + self.tables.len() * 16;
        let mut head = None;
        for (tag, table) in &self.tables {
            if tag == b"head" {
                head = Some(offset + 8);
            }
            file.extend(tag);
            for word in [checksum(table), offset as u32, table.len() as u32] {
                file.extend(word.to_be_bytes());
            }
            offset += table.len().next_multiple_of(4);
        }
        for table in self.tables.values() {
            file.extend(table);
            file.resize(file.len().next_multiple_of(4), 0);
        }
        let adjustment = 0xb1b0_afba_u32.wrapping_sub(checksum(&file));
        if let Some(place) = head.and_then(|at| file.get_mut(at..at + 4)) {
            place.copy_from_slice(&adjustment.to_be_bytes());
        }
        file
    }
}

/// The sum of big-endian words, the last one filled with zeros.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0, |sum, chunk| {
        let mut word = [0; 4];
        for (to, from) in word.iter_mut().zip(chunk) {
            *to = *from;
        }
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

/// Most characters of a format 4 table, which cannot grow beyond 64 KiB.
const MOST_BASIC: usize = 4000;

/// A character map: format 4 for the basic plane, format 12 beside it when that is not enough.
pub fn cmap(characters: &BTreeMap<char, u16>) -> Vec<u8> {
    let beyond = characters.len() > MOST_BASIC || characters.keys().any(|character| u32::from(*character) > 0xffff);
    let (basic, full) = (format4(characters), if beyond { format12(characters) } else { Vec::new() });
    let tables: &[(u16, usize)] = if beyond { &[(1, 20), (10, 20 + basic.len())] } else { &[(1, 12)] };
    let mut table = Vec::new();
    table.extend(0_u16.to_be_bytes());
    table.extend((tables.len() as u16).to_be_bytes());
    for (encoding, offset) in tables {
        table.extend(3_u16.to_be_bytes());
        table.extend(encoding.to_be_bytes());
        table.extend((*offset as u32).to_be_bytes());
    }
    table.extend(basic);
    table.extend(full);
    table
}

/// Runs of characters whose glyphs follow each other: first and last character, first glyph.
fn runs(characters: impl Iterator<Item = (u32, u16)>) -> Vec<(u32, u32, u16)> {
    let mut runs: Vec<(u32, u32, u16)> = Vec::new();
    for (character, glyph) in characters {
        match runs.last_mut() {
            Some((first, last, start))
                if *last + 1 == character && u32::from(*start) + (character - *first) == u32::from(glyph) =>
            {
                *last = character;
            }
            _ => runs.push((character, character, glyph)),
        }
    }
    runs
}

fn format4(characters: &BTreeMap<char, u16>) -> Vec<u8> {
    let basic = characters.iter().map(|(c, glyph)| (u32::from(*c), *glyph)).filter(|(c, _)| *c < 0xffff);
    let mut runs = runs(basic.take(MOST_BASIC));
    runs.push((0xffff, 0xffff, 0));
    let count = runs.len() as u16;
    let power = count.max(1).ilog2() as u16;
    let range = (1_u16 << power) * 2;
    let mut words = vec![4, 16 + count * 8, 0, count * 2, range, power, (count * 2).wrapping_sub(range)];
    words.extend(runs.iter().map(|(_, last, _)| *last as u16));
    words.push(0);
    words.extend(runs.iter().map(|(first, _, _)| *first as u16));
    words.extend(
        runs.iter().map(|(first, _, glyph)| if *first == 0xffff { 1 } else { glyph.wrapping_sub(*first as u16) }),
    );
    words.extend(runs.iter().map(|_| 0));
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn format12(characters: &BTreeMap<char, u16>) -> Vec<u8> {
    let runs = runs(characters.iter().map(|(c, glyph)| (u32::from(*c), *glyph)));
    let mut table = Vec::new();
    table.extend(12_u16.to_be_bytes());
    table.extend(0_u16.to_be_bytes());
    for word in [16 + runs.len() as u32 * 12, 0, runs.len() as u32] {
        table.extend(word.to_be_bytes());
    }
    for (first, last, glyph) in runs {
        for word in [first, last, u32::from(glyph)] {
            table.extend(word.to_be_bytes());
        }
    }
    table
}

/// Names by id, in English for the Windows platform, as browsers and font lists read them.
pub fn name(names: &BTreeMap<u16, String>) -> Vec<u8> {
    let mut records = Vec::new();
    let mut text = Vec::new();
    for (id, name) in names {
        let bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for word in [3, 1, 0x409, *id, bytes.len() as u16, text.len() as u16] {
            records.extend(word.to_be_bytes());
        }
        text.extend(bytes);
    }
    let count = names.len() as u16;
    let mut table: Vec<u8> = [0, count, 6 + count * 12].into_iter().flat_map(u16::to_be_bytes).collect();
    table.extend(records);
    table.extend(text);
    table
}

/// A `post` table without glyph names (version 3).
pub fn post(italic_angle: f64) -> Vec<u8> {
    let mut table = 0x0003_0000_u32.to_be_bytes().to_vec();
    table.extend(((italic_angle * 65_536.0).round() as i32).to_be_bytes());
    table.resize(32, 0);
    table
}
