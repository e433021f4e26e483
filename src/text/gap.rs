//! Which bytes are spaces and of which kind, and where words end.
//! Knows no styles and no fonts.

/// A space, by what lines may do to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// U+0020: a line may end here.
    Plain,
    /// U+00A0: as wide as a space, and stretched like one.
    NoBreak,
    /// U+202F: always of the same width.
    Thin,
    Newline,
}

/// The kind of space at a byte, and its length.
pub(super) fn gap_at(bytes: &[u8], at: usize) -> Option<(Gap, usize)> {
    match *bytes.get(at)? {
        b' ' | b'\t' | b'\r' => Some((Gap::Plain, 1)),
        b'\n' => Some((Gap::Newline, 1)),
        0xc2 if bytes.get(at + 1) == Some(&0xa0) => Some((Gap::NoBreak, 2)),
        0xe2 if bytes.get(at + 1) == Some(&0x80) => match bytes.get(at + 2) {
            Some(0xaf) => Some((Gap::Thin, 3)),
            Some(0xa8 | 0xa9) => Some((Gap::Newline, 3)),
            _ => None,
        },
        _ => None,
    }
}

/// Clusters count bytes in 16 bits: what is longer than this is set in parts.
pub(super) const LONGEST_WORD: usize = 4096;

/// Where the word that begins at `at` ends: before the next space or at `stop`.
pub(super) fn word_end(text: &str, at: usize, stop: usize) -> usize {
    let bytes = text.as_bytes();
    let limit = stop.min(at + LONGEST_WORD);
    let mut end = at + 1;
    while end < limit && !(is_gap_lead(bytes.get(end)) && gap_at(bytes, end).is_some()) {
        end += 1;
    }
    while end < stop && !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

const fn is_gap_lead(byte: Option<&u8>) -> bool {
    matches!(byte, Some(b' ' | b'\t' | b'\r' | b'\n' | 0xc2 | 0xe2))
}
