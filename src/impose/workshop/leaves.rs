//! Pages of words that grow downwards and go on on the next page: rows of cells side by side, kept together in blocks.

use std::sync::Arc;

use crate::color::{Cmyk, Color, Srgb};
use crate::diag::Diagnostic;
use crate::geom::{Insets, Length, PageBoxes, PathData, Rect, Size};
use crate::impose::lettering::Lettering;
use crate::scene::{Fill, Item, Page, Path, Side};

/// Room at the edges of the page: more than any office printer leaves white.
const MARGIN: Length = Length::mm(15.0);
/// For lines and words that stand back.
pub(super) const GREY: Color = Color::process(Srgb::new(90, 90, 90), Cmyk { c: 0, m: 0, y: 0, k: 700 });
/// For fields.
pub(super) const PALE: Color = Color::process(Srgb::new(230, 230, 230), Cmyk { c: 0, m: 0, y: 0, k: 110 });

/// Words in a row.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// From the left edge of the page's frame.
    pub x: Length,
    pub width: Length,
    pub words: String,
    /// In points.
    pub size: f64,
    pub bold: bool,
    pub color: Color,
}

impl Cell {
    /// Words in black.
    pub fn new(x: f64, width: f64, words: impl Into<String>, size: f64, bold: bool) -> Self {
        Self { x: Length::mm(x), width: Length::mm(width), words: words.into(), size, bold, color: Color::BLACK }
    }

    /// The same in grey.
    pub fn grey(self) -> Self {
        Self { color: GREY, ..self }
    }
}

/// Cells side by side, and room under them.
pub(super) type Row = (Vec<Cell>, f64);

/// Pages under way.
pub(super) struct Leaves<'a> {
    lettering: &'a Lettering,
    bold: Lettering,
    paper: Size,
    frame: Rect,
    top: Length,
    items: Vec<Item>,
    done: Vec<Vec<Item>>,
}

impl<'a> Leaves<'a> {
    /// Pages as large as the paper, upright.
    pub fn new(lettering: &'a Lettering, paper: Size) -> Self {
        let paper = if paper.width > paper.height { paper.turned() } else { paper };
        let foot = Length::mm(8.0);
        let frame =
            Rect::of_size(paper).inset(&Insets::uniform(MARGIN)).inset(&Insets { bottom: foot, ..Insets::NONE });
        let (items, done, bold) = (Vec::new(), Vec::new(), lettering.bold());
        Self { lettering, bold, paper, frame, top: frame.y, items, done }
    }

    /// Width of the frame in millimetres.
    pub fn width(&self) -> f64 {
        self.frame.width.to_mm()
    }

    /// The left edge of the frame, and where the next row begins.
    pub const fn at(&self) -> (Length, Length) {
        (self.frame.x, self.top)
    }

    /// Leaves room, in millimetres.
    pub fn skip(&mut self, millimetres: f64) {
        self.top += Length::mm(millimetres);
    }

    /// Adds an item where it stands.
    pub fn put(&mut self, item: Item) {
        self.items.push(item);
    }

    /// Rows that stay together where a page holds them.
    pub fn block(&mut self, rows: &[Row]) -> Result<(), Diagnostic> {
        let height = rows.iter().fold(Length::ZERO, |sum, row| sum + self.height(row));
        self.make_room(height);
        for row in rows {
            self.make_room(self.height(row));
            self.draw(row)?;
        }
        Ok(())
    }

    fn make_room(&mut self, height: Length) {
        if self.top + height > self.frame.bottom() && self.top > self.frame.y {
            self.done.push(std::mem::take(&mut self.items));
            self.top = self.frame.y;
        }
    }

    fn words(&self, cell: &Cell) -> &Lettering {
        if cell.bold { &self.bold } else { self.lettering }
    }

    fn height(&self, (cells, under): &Row) -> Length {
        let height = |cell: &Cell| self.words(cell).height(&cell.words, Length::pt(cell.size), cell.width);
        cells.iter().map(height).fold(Length::ZERO, Length::max) + Length::mm(*under)
    }

    fn draw(&mut self, row: &Row) -> Result<(), Diagnostic> {
        for cell in row.0.iter().filter(|cell| !cell.words.is_empty()) {
            let room = Rect::new(self.frame.x + cell.x, self.top, cell.width, self.frame.bottom() - self.top);
            let lines = self.words(cell).lines(&cell.words, Length::pt(cell.size), cell.color, &room)?;
            self.items.extend(lines);
        }
        self.top += self.height(row);
        Ok(())
    }

    /// The pages, each with `foot` and its number at the foot, named `name-1`…
    pub fn pages(mut self, name: &str, foot: &str) -> Result<Vec<Page>, Diagnostic> {
        self.done.push(std::mem::take(&mut self.items));
        let count = self.done.len();
        let mut pages = Vec::new();
        for (index, mut items) in std::mem::take(&mut self.done).into_iter().enumerate() {
            let number = index + 1;
            let words = if count > 1 { format!("{foot} · {number}/{count}") } else { foot.to_owned() };
            let top = self.frame.bottom() + Length::mm(3.0);
            let rect = Rect::new(self.frame.x, top, self.frame.width, Length::mm(5.0));
            items.extend(self.lettering.lines(&words, Length::pt(8.0), GREY, &rect)?);
            pages.push(Page {
                boxes: PageBoxes::new(self.paper, Length::ZERO, Length::ZERO),
                items,
                name: if count > 1 { format!("{name}-{number}") } else { name.to_owned() },
                card: None,
                side: Side::Front,
                copies: 1,
                outline: None,
            });
        }
        Ok(pages)
    }
}

/// A filled rectangle.
pub(super) fn field(rect: &Rect, color: Color) -> Item {
    Item::Path(Box::new(Path { data: Arc::new(PathData::rect(rect)), fill: Some(Fill::solid(color)), stroke: None }))
}
