//! A column of words that grows downwards, for pages of the program's own.

use super::lettering::Lettering;
use crate::color::Color;
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect};
use crate::scene::Item;

/// A column under way.
pub(super) struct Column<'a> {
    lettering: &'a Lettering,
    frame: Rect,
    top: Length,
    items: Vec<Item>,
}

impl<'a> Column<'a> {
    /// An empty column in a frame.
    pub const fn new(lettering: &'a Lettering, frame: Rect) -> Self {
        Self { lettering, frame, top: frame.y, items: Vec::new() }
    }

    /// Its left edge.
    pub const fn left(&self) -> Length {
        self.frame.x
    }

    /// Where the next words begin.
    pub const fn top(&self) -> Length {
        self.top
    }

    /// Leaves room, in millimetres.
    pub fn skip(&mut self, millimetres: f64) {
        self.top += Length::mm(millimetres);
    }

    /// Adds an item where it stands.
    pub fn put(&mut self, item: Item) {
        self.items.push(item);
    }

    /// Adds items where they stand.
    pub fn put_all(&mut self, items: Vec<Item>) {
        self.items.extend(items);
    }

    /// A heading with room above it.
    pub fn heading(&mut self, words: &str) -> Result<(), Diagnostic> {
        self.skip(5.0);
        self.words(words, 13.0, true)?;
        self.skip(1.5);
        Ok(())
    }

    /// Words in letters of `size` points.
    pub fn words(&mut self, words: &str, size: f64, bold: bool) -> Result<(), Diagnostic> {
        let size = Length::pt(size);
        let lettering = if bold { &self.lettering.bold() } else { self.lettering };
        let room = Rect::new(self.frame.x, self.top, self.frame.width, self.frame.bottom() - self.top);
        self.items.extend(lettering.lines(words, size, Color::BLACK, &room)?);
        self.top += lettering.height(words, size, self.frame.width);
        Ok(())
    }

    /// Words in letters of `size` points, or smaller ones down to 6 points where the rest of the column is too low.
    pub fn words_that_fit(&mut self, words: &str, size: f64) -> Result<(), Diagnostic> {
        let room = self.frame.bottom() - self.top;
        let mut size = size;
        while size > 6.0 && self.lettering.height(words, Length::pt(size), self.frame.width) > room {
            size -= 0.5;
        }
        self.words(words, size, false)
    }

    /// A column that begins here, further right.
    pub fn beside(&self, indent: Length) -> Self {
        let Rect { x, y, width, height } = self.frame;
        let frame = Rect::new(x + indent, y, width - indent, height);
        Self { lettering: self.lettering, frame, top: self.top, items: Vec::new() }
    }

    /// Goes on below another column and below `bottom`.
    pub fn rejoin(&mut self, other: Self, bottom: Length) {
        self.top = other.top.max(bottom);
        self.items.extend(other.items);
    }

    /// Everything in it.
    pub fn into_items(self) -> Vec<Item> {
        self.items
    }
}
