//! The sheet's own words: slug lines, ruler, what to tell those who print. Sets them in the kit's fonts.

use std::sync::Arc;

use crate::color::Color;
use crate::diag::{Diagnostic, Lang};
use crate::font::FontId;
use crate::geom::{Length, PathData, Point, Rect};
use crate::say;
use crate::scene::{Item, Path, Stroke};
use crate::text::{CharStyle, Fault, Fit, Flow, ParagraphStyle, Setter, VAlign};

/// Fonts and language of the sheet's own words.
#[derive(Clone, Debug)]
pub struct Lettering {
    /// Sets them.
    pub setter: Setter,
    /// The font, then the fonts that complete it.
    pub fonts: Arc<[FontId]>,
    /// The fonts of headings; those of the text where it is empty.
    pub heading: Arc<[FontId]>,
    /// The language they are written in.
    pub lang: Lang,
}

/// The ruler of a sheet: what people hold against a real one.
pub(super) const RULER: Length = Length::mm(100.0);
/// Its height with the words under it.
pub(super) const RULER_HEIGHT: Length = Length::mm(5.0);

impl Lettering {
    /// The same words in the fonts of headings.
    #[must_use]
    pub fn bold(&self) -> Self {
        let fonts = if self.heading.is_empty() { self.fonts.clone() } else { self.heading.clone() };
        Self { fonts, ..self.clone() }
    }

    fn tag(&self) -> &'static str {
        match self.lang {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }

    fn flow(&self, words: &str, size: Length, color: Color) -> Flow {
        let style = CharStyle { color, ..CharStyle::new(self.fonts.clone(), size) };
        let lang: Arc<str> = self.tag().into();
        Flow::plain(words, Arc::new(style), Arc::new(ParagraphStyle::new(size * 1.25, lang)))
    }

    /// Words in letters of `size`, their upper left corner in that of `rect`, broken into lines of its width.
    ///
    /// # Errors
    /// Characters that no font has, and words that are wider or higher than `rect`.
    pub fn lines(&self, words: &str, size: Length, color: Color, rect: &Rect) -> Result<Vec<Item>, Diagnostic> {
        let prepared = self.setter.prepare(&self.flow(words, size, color)).map_err(|faults| first(&faults))?;
        let setting = prepared.fit(rect.size(), Fit::Fixed).map_err(|overflow| overflow.diagnostic())?;
        Ok(setting.place(*rect, VAlign::Top))
    }

    /// How high words are in lines of `width`; nothing where a font lacks a letter.
    pub fn height(&self, words: &str, size: Length, width: Length) -> Length {
        let prepared = self.setter.prepare(&self.flow(words, size, Color::BLACK));
        prepared.map(|prepared| prepared.height_at(width)).unwrap_or_default()
    }

    /// How wide one line of words is; nothing where a font lacks a letter.
    pub fn width(&self, words: &str, size: Length) -> Length {
        let prepared = self.setter.prepare(&self.flow(words, size, Color::BLACK));
        prepared.map(|prepared| prepared.max_content_width()).unwrap_or_default()
    }
}

fn first(faults: &[Fault]) -> Diagnostic {
    let unknown = || Diagnostic::error("missing-glyph", say!("police incomplète", "incomplete font"));
    faults.first().map_or_else(unknown, Fault::diagnostic)
}

/// A ruler of 100 mm with a tick every 5 mm, from `start` to the right, ticks upwards.
pub(super) fn ruler(start: Point, color: Color) -> Item {
    ruler_with_ticks(start, color, (2.0, 1.2))
}

/// The same with shorter ticks, for where there is little room.
pub(super) fn low_ruler(start: Point, color: Color) -> Item {
    ruler_with_ticks(start, color, (1.2, 0.7))
}

fn ruler_with_ticks(start: Point, color: Color, (long, short): (f64, f64)) -> Item {
    let mut data = PathData::new();
    data.move_to(start);
    data.line_to(Point::new(start.x + RULER, start.y));
    for step in 0..=20 {
        let x = start.x + Length::mm(5.0 * f64::from(step));
        let height = Length::mm(if step % 2 == 0 { long } else { short });
        data.move_to(Point::new(x, start.y));
        data.line_to(Point::new(x, start.y - height));
    }
    let stroke = Stroke::solid(color, Length::pt(0.35));
    Item::Path(Box::new(Path { data: Arc::new(data), fill: None, stroke: Some(stroke) }))
}
