//! The table of contents: the headings of the piece with their pages, as the last layout of it found them.

use std::ops::Range;
use std::sync::Arc;

use super::bind::{Binder, Inset};
use super::piece::Body;
use crate::scene::Role;

/// Levels of headings that it has where the layout says no other depth.
const DEPTH: u8 = 3;

/// Adds a line for each heading.
pub(super) fn bind(binder: &mut Binder<'_>, inset: &Inset, range: &Range<usize>) {
    let outline = binder.context.outline;
    for heading in outline.iter().filter(|heading| heading.level <= DEPTH) {
        let name = ["toc1", "toc2", "toc3"].get(usize::from(heading.level) - 1).copied().unwrap_or("toc3");
        let Some(style) = binder.style(name, None, range) else { return };
        let Some(title) = binder.plain(&heading.title, &style.letters, range) else { return };
        let Some(page) = binder.plain(&heading.page.to_string(), &style.letters, range) else { return };
        let ink = super::super::lettering::ink(&style.letters, binder.context.theme, binder.scope);
        let leads_to = Arc::from(format!("#{}", heading.place));
        let body = Body::Entry { title, page, leads_to, ink: ink.unwrap_or(crate::color::Color::BLACK) };
        binder.push(style, body, inset, Some(Role::Paragraph), range.clone());
    }
}
