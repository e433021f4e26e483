//! What the header of an ICC profile says (ICC.1:2010, 7.2 and 7.3). Knows no colours.

/// A profile's header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Profile {
    /// `prtr` output, `mntr` display, `scnr` input, `spac` colour space…
    pub class: String,
    /// `CMYK`, `RGB `, `GRAY`, `Lab `…
    pub space: String,
    /// 2 or 4.
    pub major: u8,
    /// What the profile is called; empty where that cannot be read.
    pub name: String,
    /// Tags that a printer's profile must have and that are missing.
    pub missing: Vec<&'static str>,
}

/// What an output profile must hold (ICC.1:2010, 8.5.1): the tags that tell colour from ink and ink from colour.
const NEEDED: [&[u8; 4]; 5] = [b"desc", b"cprt", b"wtpt", b"A2B0", b"B2A0"];

impl Profile {
    /// Reads a header; none where the bytes are no profile, or fewer than they say.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let word = |at: usize| bytes.get(at..at + 4);
        let number = |at: usize| Some(u32::from_be_bytes(word(at)?.try_into().ok()?) as usize);
        if word(36)? != b"acsp" || number(0)? > bytes.len() {
            return None;
        }
        let text = |at: usize| Some(String::from_utf8_lossy(word(at)?).into_owned());
        let count = number(128)?.min(1_000);
        let tags: Vec<(&[u8], usize, usize)> = (0..count)
            .map(|index| {
                let at = 132 + index * 12;
                Some((word(at)?, number(at + 4)?, number(at + 8)?))
            })
            .collect::<Option<_>>()?;
        if tags.iter().any(|(_, from, size)| from.checked_add(*size).is_none_or(|end| end > bytes.len())) {
            return None;
        }
        let has = |name: &[u8; 4]| tags.iter().any(|(tag, ..)| *tag == name);
        let missing = NEEDED.iter().filter(|name| !has(name)).filter_map(|name| std::str::from_utf8(*name).ok());
        let desc =
            tags.iter().find(|(tag, ..)| *tag == b"desc").and_then(|(_, from, size)| bytes.get(*from..from + size));
        Some(Self {
            class: text(12)?,
            space: text(16)?,
            major: *bytes.get(8)?,
            name: desc.map(name).unwrap_or_default(),
            missing: missing.collect(),
        })
    }

    /// How many components a colour has.
    pub fn components(&self) -> i64 {
        match self.space.as_str() {
            "GRAY" => 1,
            "CMYK" => 4,
            _ => 3,
        }
    }

    /// An output profile without tables for colours can still be one of grey or of three curves.
    pub fn lacks_tables(&self) -> bool {
        self.class == "prtr" && self.space == "CMYK" && !self.missing.is_empty()
    }
}

/// The text of a `desc` (version 2) or `mluc` (version 4) tag.
fn name(tag: &[u8]) -> String {
    let number = |at: usize| tag.get(at..at + 4).and_then(|word| word.try_into().ok()).map(u32::from_be_bytes);
    let text = match tag.get(..4) {
        Some(b"desc") => {
            let length = number(8).unwrap_or(0) as usize;
            tag.get(12..12 + length.min(256)).map(|text| String::from_utf8_lossy(text).into_owned())
        }
        Some(b"mluc") => {
            let (length, from) = (number(20).unwrap_or(0) as usize, number(24).unwrap_or(0) as usize);
            let bytes = tag.get(from..from.saturating_add(length.min(512)));
            bytes.map(|bytes| {
                let units: Vec<u16> = bytes
                    .chunks_exact(2)
                    .map(|pair| pair.iter().fold(0, |sum, byte| sum << 8 | u16::from(*byte)))
                    .collect();
                String::from_utf16_lossy(&units)
            })
        }
        _ => None,
    };
    text.unwrap_or_default().trim_end_matches('\0').to_owned()
}
