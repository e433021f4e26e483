//! The letters of a type style as one card shows them: its faces, in its colours. Knows no box and no words.

use std::sync::Arc;

use super::sides::{AlignSpec, align, direction};
use super::{ColorFault, Scope, Theme, TypeStyle};
use crate::color::Color;
use crate::font::FontChain;
use crate::text::markup::Styles;
use crate::text::{CharStyle, ParagraphStyle};

/// The colour of a style for one card: its own, or black.
pub(super) fn ink(style: &TypeStyle, theme: &Theme, scope: &dyn Scope) -> Result<Color, ColorFault> {
    match &style.spec.color {
        Some(color) => Ok(color.resolve(theme, scope)?.unwrap_or(Color::BLACK)),
        None => Ok(Color::BLACK),
    }
}

/// The colour of links; none where they have that of the words around.
fn link_ink(style: &TypeStyle, theme: &Theme, scope: &dyn Scope) -> Result<Option<Color>, ColorFault> {
    style.spec.link_color.as_ref().map_or(Ok(None), |color| color.resolve(theme, scope))
}

/// What markup chooses from.
pub(super) fn styles(
    style: &TypeStyle,
    paragraph: Arc<ParagraphStyle>,
    theme: &Theme,
    scope: &dyn Scope,
) -> Result<Styles, ColorFault> {
    let mut plain = CharStyle::new(style.regular.clone(), style.size);
    plain.color = ink(style, theme, scope)?;
    plain.tracking = style.spec.tracking.unwrap_or(0.0) / 1000.0;
    plain.features.clone_from(&style.features);
    plain.drawn_caps = style.drawn_caps;
    let face =
        |fonts: &FontChain| (!fonts.is_empty()).then(|| Arc::new(CharStyle { fonts: fonts.clone(), ..plain.clone() }));
    // Features are those of the style's own font: code is shown letter by letter.
    let code = |letters: Arc<CharStyle>| {
        Arc::new(CharStyle { features: Vec::new(), tracking: 0.0, drawn_caps: None, ..CharStyle::clone(&letters) })
    };
    let mut styles = Styles::new(Arc::new(plain.clone()), paragraph);
    styles.bold = face(&style.bold);
    styles.italic = face(&style.italic);
    styles.bold_italic = face(&style.bold_italic);
    styles.code = face(&style.code).map(code);
    styles.link_color = link_ink(style, theme, scope)?;
    Ok(styles)
}

/// Every colour that letters of `words` in this style may have: those of the style, of its links and of its runs.
pub(super) fn inks(words: &str, style: &TypeStyle, theme: &Theme, scope: &dyn Scope) -> Vec<Color> {
    let mut inks = Vec::new();
    let mut add = |style: &TypeStyle| {
        inks.extend(ink(style, theme, scope).ok());
        if words.contains("](") {
            inks.extend(link_ink(style, theme, scope).ok().flatten());
        }
    };
    add(style);
    for name in words.split("]{.").skip(1).filter_map(|rest| rest.split('}').next()) {
        if let Ok(run) = theme.run(style, name) {
            add(&run);
        }
    }
    inks
}

/// How paragraphs of a style are set, in a language.
pub(super) fn paragraph(style: &TypeStyle, side: Option<AlignSpec>, lang: Arc<str>) -> ParagraphStyle {
    let spec = &style.spec;
    let mut paragraph = ParagraphStyle::new(style.leading, lang);
    paragraph.direction = direction(spec.direction.unwrap_or_default());
    paragraph.align = align(side.or(spec.align).unwrap_or_default());
    paragraph.balance = spec.balance.unwrap_or(false);
    paragraph.hyphenate = spec.hyphenate.unwrap_or(false).then(|| style.habits.hyphenation.clone());
    paragraph.hyphens_in_row = style.habits.hyphens_in_row.or(paragraph.hyphens_in_row);
    paragraph.french = style.habits.french;
    paragraph.space_before = spec.paragraph_space.unwrap_or_default();
    paragraph.first_line = spec.first_line.unwrap_or_default();
    paragraph.hang = spec.hanging_punctuation.unwrap_or(false);
    paragraph
}
