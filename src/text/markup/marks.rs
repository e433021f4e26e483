//! Marks inside words, which Markdown has not: icons, superscripts, subscripts. Found in the texts between its own.

use std::ops::Range;

/// What a mark asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `:name:`
    Icon,
    /// `^2^`
    Raised,
    /// `~2~`
    Lowered,
    /// `~~words~~`, which is not in the subset.
    Struck,
}

/// The first mark from a byte on: what it is, all of it, and what it encloses.
pub(super) fn next(text: &str, from: usize) -> Option<(Mark, Range<usize>, Range<usize>)> {
    let marks = text.bytes().enumerate().skip(from).filter(|(_, byte)| matches!(byte, b':' | b'^' | b'~'));
    marks.filter_map(|(at, byte)| mark_at(text, at, byte)).next()
}

fn mark_at(text: &str, at: usize, byte: u8) -> Option<(Mark, Range<usize>, Range<usize>)> {
    let rest = text.get(at + 1..)?;
    let (mark, width, len) = match byte {
        b':' => (Mark::Icon, 1, icon_name(rest)?),
        b'^' => (Mark::Raised, 1, script(rest, '^')?),
        _ if rest.starts_with('~') => (Mark::Struck, 2, rest.get(1..)?.find("~~").filter(|len| *len > 0)?),
        _ => (Mark::Lowered, 1, script(rest, '~')?),
    };
    let inside = at + width..at + width + len;
    Some((mark, at..inside.end + width, inside))
}

fn icon_name(rest: &str) -> Option<usize> {
    let is_part = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-';
    let len = rest.bytes().take_while(is_part).count();
    let named = rest.starts_with(|c: char| c.is_ascii_lowercase());
    (named && rest.as_bytes().get(len) == Some(&b':')).then_some(len)
}

/// Longest super- or subscript, in characters.
const LONGEST: usize = 12;

/// Length of what stands before the closing sign: letters, figures and what formulas need, no spaces, no slashes.
fn script(rest: &str, close: char) -> Option<usize> {
    let fits = |c: &char| c.is_alphanumeric() || matches!(c, '+' | '-' | '−' | ',' | '.' | '(' | ')' | '=');
    let len: usize = rest.chars().take(LONGEST).take_while(fits).map(char::len_utf8).sum();
    (len > 0 && rest.get(len..)?.starts_with(close)).then_some(len)
}
