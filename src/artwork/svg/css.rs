//! Just enough of CSS to see what a style sheet asks for: rules, declarations and where they stand.

use std::ops::Range;

/// A declaration and its bytes in the text.
#[derive(Debug)]
pub(super) struct Declaration<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
    pub(super) at: Range<usize>,
}

/// A statement of a style sheet.
#[derive(Debug)]
pub(super) enum Statement<'a> {
    /// `@name …`, block included.
    At { name: &'a str, at: Range<usize> },
    /// `selector { … }`.
    Rule { selector: &'a str, at: Range<usize>, declarations: Vec<Declaration<'a>> },
}

/// The declarations of a `style` attribute or of a block; `offset` is added to their places.
pub(super) fn declarations(text: &str, offset: usize) -> Vec<Declaration<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = until(text, start, b";");
        let part = text.get(start..end).unwrap_or("");
        if let Some((name, value)) = part.split_once(':') {
            let name = without_comments(name);
            let at = offset + start + (part.len() - part.trim_start().len());
            let value = value.trim().trim_end_matches("!important").trim_end();
            found.push(Declaration { name, value, at: at..offset + start + part.trim_end().len() });
        }
        start = end + 1;
    }
    found
}

/// The statements of a style sheet.
pub(super) fn statements(text: &str) -> Vec<Statement<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(begin) = next_statement(text, start) {
        let head_end = until(text, begin, b"{;");
        let block = text.as_bytes().get(head_end) == Some(&b'{');
        let end = if block { block_end(text, head_end) } else { head_end };
        let head = text.get(begin..head_end).unwrap_or("").trim();
        if let Some(name) = head.strip_prefix('@') {
            let name = name.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next().unwrap_or("");
            found.push(Statement::At { name, at: begin..head_end });
        } else if block {
            let inside = text.get(head_end + 1..end).unwrap_or("");
            let declarations = declarations(inside, head_end + 1);
            found.push(Statement::Rule { selector: head, at: begin..begin + head.len(), declarations });
        }
        start = end + 1;
    }
    found
}

/// The next byte that is neither space nor comment.
fn next_statement(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let rest = text.get(at..)?;
        let spaces = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '}').len();
        at += spaces;
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        match rest.strip_prefix("/*") {
            Some(comment) => at += comment.find("*/").map_or(rest.len(), |end| end + 4),
            None => return Some(at),
        }
    }
}

/// Where one of `stops` stands first outside quotes, parentheses and comments; the end if nowhere.
fn until(text: &str, from: usize, stops: &[u8]) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut quote) = (from, 0_usize, None);
    while let Some(&byte) = bytes.get(at) {
        match (quote, byte) {
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'/') if bytes.get(at + 1) == Some(&b'*') => {
                at = text.get(at + 2..).and_then(|rest| rest.find("*/")).map_or(bytes.len(), |end| at + 2 + end + 1);
            }
            (None, b'(') => depth += 1,
            (None, b')') => depth = depth.saturating_sub(1),
            (None, byte) if depth == 0 && stops.contains(&byte) => return at,
            (None, _) => {}
        }
        at += 1;
    }
    bytes.len()
}

/// Where the block that opens at `open` closes.
fn block_end(text: &str, open: usize) -> usize {
    let (mut at, mut depth) = (open + 1, 1_usize);
    loop {
        at = until(text, at, b"{}");
        match text.as_bytes().get(at) {
            Some(b'{') => depth += 1,
            Some(_) if depth > 1 => depth -= 1,
            _ => return at,
        }
        at += 1;
    }
}

fn without_comments(name: &str) -> &str {
    name.rsplit("*/").next().unwrap_or(name).trim()
}

/// What becomes of the rules of a selector.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Selector<'a> {
    /// They apply.
    Read,
    /// They never apply to a drawing at rest: `:hover` and the like.
    Dynamic,
    /// They are passed over because of this part: another pseudo-class, or a general sibling.
    Unread(&'a str),
}

/// Whether usvg follows a selector.
pub(super) fn selector(text: &str) -> Selector<'_> {
    if let Some((_, rest)) = text.split_once('~').filter(|(_, rest)| !rest.starts_with('=')) {
        return Selector::Unread(text.get(text.len() - rest.len() - 1..).unwrap_or(text));
    }
    let mut result = Selector::Read;
    for (at, _) in text.match_indices(':') {
        let part = text.get(at..).unwrap_or("");
        let name = part.get(1..).unwrap_or("");
        match name.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next().unwrap_or("") {
            "first-child" => {}
            "hover" | "active" | "focus" | "focus-visible" | "focus-within" | "link" | "visited" | "target" => {
                result = Selector::Dynamic;
            }
            _ => return Selector::Unread(part),
        }
    }
    result
}
