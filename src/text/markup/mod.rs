//! Inline markup in fields: a Markdown subset. What it does not know is a fault, never a loss.
//!
//! | written | set |
//! | --- | --- |
//! | `**bold**`, `*italic*`, `***both***` | the faces of the style |
//! | `[words](address)` | a link |
//! | `` `code` `` | the code face, untouched by hyphenation and micro-typography |
//! | `m^2^`, `CO~2~` | superscript, subscript |
//! | `[words]{.name}` | in the letters of the type style of that name |
//! | `:leaf:` | the icon of that name; `\:` is a colon |
//! | a backslash or two spaces at the end of a line | a line break |
//! | an empty line | a new paragraph |
//! | `- item`, `1. item`, `> words` | lists with hanging indents, nested too; a quotation |

mod faults;
mod marks;
mod reader;
mod runs;
pub mod story;

use std::ops::Range;
use std::sync::Arc;

use super::{CharStyle, Icon, Inline, Paragraph, ParagraphStyle};
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::geom::Length;

/// The letters and paragraphs that markup chooses from. A face that is not there makes its mark a fault:
/// no font is replaced silently.
#[derive(Clone, Debug)]
pub struct Styles {
    /// Ordinary words.
    pub regular: Arc<CharStyle>,
    /// `**bold**`
    pub bold: Option<Arc<CharStyle>>,
    /// `*italic*`
    pub italic: Option<Arc<CharStyle>>,
    /// `***both***`
    pub bold_italic: Option<Arc<CharStyle>>,
    /// `` `code` ``; always verbatim.
    pub code: Option<Arc<CharStyle>>,
    /// Colour of links; none keeps that of the words around.
    pub link_color: Option<Color>,
    /// Paragraphs.
    pub paragraph: Arc<ParagraphStyle>,
    /// Room above a list item.
    pub item_space: Length,
    /// What marks the items of a bulleted list.
    pub bullet: Arc<str>,
}

impl Styles {
    /// One face only; items stand as close as lines, their bullet is •.
    pub fn new(regular: Arc<CharStyle>, paragraph: Arc<ParagraphStyle>) -> Self {
        Self {
            regular,
            bold: None,
            italic: None,
            bold_italic: None,
            code: None,
            link_color: None,
            paragraph,
            item_space: Length::ZERO,
            bullet: "•".into(),
        }
    }
}

/// Finds the icon of a name, in the style of the words around it.
pub type Icons<'a> = &'a dyn Fn(&str, &Arc<CharStyle>) -> Option<Icon>;

/// Finds the letters of the type style of a name, for `[words]{.name}`; a fault without place where there is none.
pub type Runs<'a> = &'a dyn Fn(&str) -> Result<Styles, Diagnostic>;

/// A mark that cannot be followed.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkupFault {
    /// Where in the field, in bytes.
    pub range: Range<usize>,
    /// The fault in words, without place.
    pub diagnostic: Diagnostic,
}

/// Reads a field into paragraphs. Several spaces count as one; a single line feed counts as a space.
///
/// # Errors
/// Every mark that is not in the subset, every face or icon that is not there, with its place in the field.
pub fn parse(text: &str, styles: &Styles, icons: Icons<'_>) -> Result<Vec<Paragraph>, Vec<MarkupFault>> {
    parse_with(text, styles, icons, &runs::none)
}

/// As [`parse`], with type styles for runs of words. Of these, only letters count: paragraphs are those of `styles`.
///
/// # Errors
/// As [`parse`], and type styles that are not there.
pub fn parse_with(
    text: &str,
    styles: &Styles,
    icons: Icons<'_>,
    runs: Runs<'_>,
) -> Result<Vec<Paragraph>, Vec<MarkupFault>> {
    if !is_plain(text) {
        return reader::read(text, styles, icons, runs);
    }
    let mut words = String::with_capacity(text.len());
    push_words(&mut words, text);
    words.truncate(words.trim_end_matches(' ').len());
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let words = Inline::Text { text: words, style: styles.regular.clone() };
    Ok(vec![Paragraph::new(vec![words], styles.paragraph.clone())])
}

/// True when nothing in the text can be a mark: most fields of most cards.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let marked = bytes.iter().any(|b| {
        matches!(b, b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'&' | b'~' | b'^' | b'\n' | b'\r' | b'\t')
    });
    let opens_block = matches!(bytes.first(), Some(b'#' | b'+' | b'-' | b'=' | b' ' | b'0'..=b'9'));
    !marked && !opens_block && marks::next(text, 0).is_none()
}

/// Appends words, several spaces as one, none at the very start.
fn push_words(out: &mut String, words: &str) {
    for c in words.chars() {
        if c != ' ' || !(out.is_empty() || out.ends_with([' ', '\n'])) {
            out.push(c);
        }
    }
}
