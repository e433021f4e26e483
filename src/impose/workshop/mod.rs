//! What a workshop needs besides cards on sheets: table letters on the backs of cards, signs for tables, pages of words for
//! those who prepare and lead it. Knows words, papers and scenes; no decks and no paths.

mod badge;
mod leaves;
mod run_sheet;
mod sign;
mod supplies;

pub use badge::{Badge, BadgeRoom, Corner};
pub use run_sheet::{RunRow, RunSheet};
pub use sign::TableSign;
pub use supplies::{Section, Supplies};

use crate::font::glyph_outline;
use crate::geom::{Length, Point, Rect, Transform};
use crate::scene::{Group, Item};

use super::lettering::Lettering;
use crate::color::Color;
use crate::diag::Diagnostic;

/// The letter of a table by its number from 0: A to Z, then AA, AB…
pub fn table_letter(mut table: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (table % 26) as u8));
        match (table / 26).checked_sub(1) {
            Some(rest) => table = rest,
            None => return letters.into_iter().rev().collect(),
        }
    }
}

/// One line of words whose ink has its middle at `center` and keeps within `room`: in letters of `size`, or of the size
/// that fits.
///
/// # Errors
/// Characters that no font has.
fn centered(
    lettering: &Lettering,
    words: &str,
    size: Length,
    center: Point,
    room: (Length, Length),
) -> Result<Vec<Item>, Diagnostic> {
    let far = Rect::new(Length::ZERO, Length::ZERO, Length::mm(20_000.0), size * 4.0);
    let items = lettering.lines(words, size, Color::BLACK, &far)?;
    let Some(ink) = ink(lettering, &items) else { return Ok(items) };
    let least = Length::mm(0.01);
    let scale = (room.0 / ink.width.max(least)).min(room.1 / ink.height.max(least)).min(1.0);
    let middle = ink.center();
    let map = Transform::translate(center.x, center.y)
        .then_inside(&Transform::scale(scale, scale))
        .then_inside(&Transform::translate(-middle.x, -middle.y));
    Ok(vec![Item::Group(Box::new(Group { transform: map, items, ..Group::default() }))])
}

/// What the letters of some items cover, to the edge of their outlines.
fn ink(lettering: &Lettering, items: &[Item]) -> Option<Rect> {
    let boxes = items.iter().filter_map(|item| match item {
        Item::Group(group) => ink(lettering, &group.items).map(|rect| group.transform.apply_rect(&rect)),
        Item::Glyphs(run) => {
            let face = lettering.setter.fonts().get(run.font)?;
            let em = run.size.to_mm();
            let glyphs = run.glyphs.iter().filter_map(|glyph| {
                let outline = glyph_outline(face, glyph.id)?.tight_bounds()?;
                let place = Transform::translate(run.origin.x + glyph.x(), run.origin.y + glyph.y());
                Some(place.then_inside(&Transform::scale(em, em)).apply_rect(&outline))
            });
            glyphs.reduce(|sum, rect| sum.union(&rect))
        }
        Item::Path(_) | Item::Image(_) | Item::Use(_) | Item::Link(_) => None,
    });
    boxes.reduce(|sum, rect| sum.union(&rect))
}
