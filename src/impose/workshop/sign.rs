//! The sign of a table: a sheet folded into a tent, with the letter on both sides.

use std::sync::Arc;

use super::centered;
use crate::color::Color;
use crate::diag::{Diagnostic, Lang};
use crate::geom::{Length, PageBoxes, PathData, Point, Rect, Size, Transform};
use crate::impose::lettering::Lettering;
use crate::impose::marks::mark;
use crate::scene::{Dash, Group, Item, Page, Path, Side, Stroke};

/// What a sign says.
#[derive(Clone, Copy, Debug)]
pub struct TableSign<'a> {
    /// The letter of the table.
    pub letter: &'a str,
    /// A line under it: what the workshop is called.
    pub title: &'a str,
    /// A smaller line: how many people sit there.
    pub people: &'a str,
    /// The paper, however it lies.
    pub paper: Size,
    /// Fonts and language.
    pub lettering: &'a Lettering,
}

/// From the edge of the paper to the marks of the fold.
const EDGE: Length = Length::mm(8.0);

impl TableSign<'_> {
    /// The sign on paper that stands upright: two panels, the upper one upside down.
    ///
    /// # Errors
    /// Characters that no font has.
    pub fn page(&self) -> Result<Page, Diagnostic> {
        let paper = if self.paper.width > self.paper.height { self.paper.turned() } else { self.paper };
        let half = paper.height * 0.5;
        let panel = self.panel(Rect::new(Length::ZERO, half, paper.width, half))?;
        let turn = Transform::rotate_about(180.0, Rect::of_size(paper).center());
        let upper = Item::Group(Box::new(Group { transform: turn, items: panel.clone(), ..Group::default() }));
        let items = std::iter::once(upper).chain(panel).chain(self.fold(paper, half)?).collect();
        let word = if self.lettering.lang == Lang::Fr { "table" } else { "sign" };
        Ok(Page {
            boxes: PageBoxes::new(paper, Length::ZERO, Length::ZERO),
            items,
            name: format!("{word}-{}", self.letter),
            card: None,
            side: Side::Front,
            copies: 1,
            outline: None,
        })
    }

    fn panel(&self, rect: Rect) -> Result<Vec<Item>, Diagnostic> {
        let bold = self.lettering.bold();
        let middle = rect.center().x;
        let at = |share: f64| Point::new(middle, rect.y + rect.height * share);
        let wide = rect.width - Length::mm(30.0);
        // The widest letters, M and W, stay under the 15 % of solid ink that an office printer takes.
        let mut items = centered(&bold, self.letter, Length::mm(140.0), at(0.42), (wide, rect.height * 0.52))?;
        items.extend(centered(&bold, self.title, Length::pt(24.0), at(0.82), (wide, Length::mm(12.0)))?);
        items.extend(centered(self.lettering, self.people, Length::pt(13.0), at(0.91), (wide, Length::mm(8.0)))?);
        Ok(items)
    }

    /// Dashes at both ends of the fold, and a word on them.
    fn fold(&self, paper: Size, y: Length) -> Result<Vec<Item>, Diagnostic> {
        let reach = Length::mm(14.0);
        let mut data = PathData::new();
        for (from, to) in [(EDGE, EDGE + reach), (paper.width - EDGE - reach, paper.width - EDGE)] {
            data.move_to(Point::new(from, y));
            data.line_to(Point::new(to, y));
        }
        let dash = Some(Dash { pattern: vec![Length::mm(1.5), Length::mm(1.0)], phase: Length::ZERO });
        let stroke = Some(Stroke { dash, ..Stroke::solid(Color::BLACK, Length::pt(0.5)) });
        let word = if self.lettering.lang == Lang::Fr { "plier" } else { "fold" };
        let beside = Rect::new(EDGE + reach + Length::mm(1.5), y - Length::mm(1.7), Length::mm(20.0), Length::mm(4.0));
        let mut items = vec![Item::Path(Box::new(Path { data: Arc::new(data), fill: None, stroke }))];
        items.extend(self.lettering.lines(word, Length::pt(7.0), Color::BLACK, &beside)?);
        Ok(vec![mark(items)])
    }
}
