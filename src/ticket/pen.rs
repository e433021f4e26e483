//! Words and lines set one under the other on the page of a ticket.

use std::sync::Arc;

use crate::color::{Cmyk, Color, Srgb};
use crate::diag::Diagnostic;
use crate::geom::{Length, PathData, Point, Rect};
use crate::impose::Lettering;
use crate::scene::{Fill, Item, Path, Stroke};

/// Black ink, lighter: labels and rules.
pub(crate) const GREY: Color = Color::process(Srgb::new(90, 90, 90), Cmyk { c: 0, m: 0, y: 0, k: 700 });
/// A ground that shows in grey too.
pub(super) const PALE: Color = Color::process(Srgb::new(240, 240, 240), Cmyk { c: 0, m: 0, y: 0, k: 70 });

/// What is on the page so far.
pub(crate) struct Pen<'a> {
    lettering: &'a Lettering,
    bold: Lettering,
    pub items: Vec<Item>,
}

/// How words look.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    /// In points.
    pub size: f64,
    pub bold: bool,
    pub color: Color,
}

impl Style {
    pub const fn plain(size: f64) -> Self {
        Self { size, bold: false, color: Color::BLACK }
    }

    pub const fn bold(size: f64) -> Self {
        Self { size, bold: true, color: Color::BLACK }
    }

    pub const fn grey(size: f64) -> Self {
        Self { size, bold: false, color: GREY }
    }
}

impl<'a> Pen<'a> {
    pub fn new(lettering: &'a Lettering) -> Self {
        Self { lettering, bold: lettering.bold(), items: Vec::new() }
    }

    fn lettering(&self, style: Style) -> &Lettering {
        if style.bold { &self.bold } else { self.lettering }
    }

    /// Words in lines of `width` with their top left corner at `at`; how high they are.
    pub fn words(&mut self, words: &str, style: Style, at: Point, width: Length) -> Result<Length, Diagnostic> {
        let height = self.height(words, style, width);
        // A hair of room: what is as wide as its frame to the last digit.
        let room = Rect::new(at.x, at.y, width + Length::mm(0.01), height + Length::mm(0.01));
        let items = self.lettering(style).lines(words, Length::pt(style.size), style.color, &room)?;
        self.items.extend(items);
        Ok(height)
    }

    /// One line that ends at `right`; how wide it is.
    pub fn words_to(&mut self, words: &str, style: Style, right: Point) -> Result<Length, Diagnostic> {
        let width = self.width(words, style);
        self.words(words, style, Point::new(right.x - width, right.y), width)?;
        Ok(width)
    }

    pub fn height(&self, words: &str, style: Style, width: Length) -> Length {
        self.lettering(style).height(words, Length::pt(style.size), width)
    }

    pub fn width(&self, words: &str, style: Style) -> Length {
        self.lettering(style).width(words, Length::pt(style.size)) + Length::mm(0.05)
    }

    /// A rule across.
    pub fn rule(&mut self, from: Point, width: Length, points: f64) {
        let line = PathData::polyline(&[from, Point::new(from.x + width, from.y)], false);
        self.outline(line, None, Some(Stroke::solid(Color::BLACK, Length::pt(points))));
    }

    /// An outline, filled or stroked.
    pub fn outline(&mut self, data: PathData, fill: Option<Color>, stroke: Option<Stroke>) {
        let fill = fill.map(Fill::solid);
        self.items.push(Item::Path(Box::new(Path { data: Arc::new(data), fill, stroke })));
    }
}
