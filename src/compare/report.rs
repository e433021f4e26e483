//! What changed as pages for people: a summary, then every changed page before and after, side by side.

use super::{Difference, PageAt, PageChange};
use crate::diag::{Diagnostic, Lang};
use crate::geom::{Length, PageBoxes, PathData, Point, Rect, Size, Transform};
use crate::impose::Lettering;
use crate::scene::{Group, Item, Page, Side, Stroke};
use crate::ticket::{GREY, Pen, Style};

/// A changed page and what it looks like, before and after, each with its size; none where there is no picture.
#[derive(Clone, Debug, Default)]
pub struct Pair {
    /// Before.
    pub old: Option<(Size, Vec<Item>)>,
    /// After.
    pub new: Option<(Size, Vec<Item>)>,
}

/// What the report is made from.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// What changed.
    pub difference: &'a Difference,
    /// For each changed page its pictures, in the same order.
    pub pairs: &'a [Pair],
    /// Fonts and language.
    pub lettering: &'a Lettering,
}

const PAPER: Size = Size::mm(210.0, 297.0);
const MARGIN: Length = Length::mm(16.0);
const WIDTH: Length = Length::mm(178.0);
/// Room of one picture.
const ROOM: Size = Size::mm(86.0, 70.0);

impl Report<'_> {
    /// The pages of the report.
    ///
    /// # Errors
    /// Words that the fonts cannot set.
    pub fn pages(&self) -> Result<Vec<Page>, Diagnostic> {
        let mut pages = Vec::new();
        let mut pen = Pen::new(self.lettering);
        let mut y = self.head(&mut pen)?;
        for (index, change) in self.difference.pages.iter().enumerate() {
            let none = Pair::default();
            let pair = self.pairs.get(index).unwrap_or(&none);
            let height = Self::height(pair);
            if y + height > PAPER.height - MARGIN {
                pages.push(std::mem::take(&mut pen.items));
                y = MARGIN;
            }
            self.change(change, pair, &mut pen, y)?;
            y += height;
        }
        pages.push(pen.items);
        let page = |(index, items): (usize, Vec<Item>)| Page {
            boxes: PageBoxes::new(PAPER, Length::ZERO, Length::ZERO),
            items,
            name: format!("{}", index + 1),
            card: None,
            side: Side::Front,
            copies: 1,
            outline: None,
        };
        Ok(pages.into_iter().enumerate().map(page).collect())
    }

    fn say(&self, fr: &str, en: &str) -> String {
        match self.lettering.lang {
            Lang::Fr => fr.to_owned(),
            Lang::En => en.to_owned(),
        }
    }

    fn head(&self, pen: &mut Pen<'_>) -> Result<Length, Diagnostic> {
        let (difference, lang) = (self.difference, self.lettering.lang);
        let mut y = MARGIN;
        let mut line = |pen: &mut Pen<'_>, words: &str, style: Style, room: f64| -> Result<(), Diagnostic> {
            y += pen.words(words, style, Point::new(MARGIN, y), WIDTH)? + Length::mm(room);
            Ok(())
        };
        let title = self.say("Ce qui a changé", "What changed");
        line(pen, &title, Style::bold(22.0), 1.5)?;
        let [old, new] = &difference.names;
        let names = match lang {
            Lang::Fr => format!("avant : {old}"),
            Lang::En => format!("before: {old}"),
        };
        line(pen, &names, Style::plain(9.5), 0.3)?;
        let names = match lang {
            Lang::Fr => format!("après : {new}"),
            Lang::En => format!("after: {new}"),
        };
        line(pen, &names, Style::plain(9.5), 3.0)?;
        for words in difference.lines() {
            line(pen, words.text(lang), Style::plain(10.5), 0.8)?;
        }
        Ok(y + Length::mm(4.0))
    }

    fn height(pair: &Pair) -> Length {
        let face = |face: &Option<(Size, Vec<Item>)>| {
            face.as_ref().map_or(Length::ZERO, |(size, _)| size.height * shrink(*size))
        };
        Length::mm(11.0) + face(&pair.old).max(face(&pair.new)).max(Length::mm(6.0)) + Length::mm(6.0)
    }

    fn change(&self, change: &PageChange, pair: &Pair, pen: &mut Pen<'_>, top: Length) -> Result<(), Diagnostic> {
        pen.rule(Point::new(MARGIN, top), WIDTH, 0.5);
        let y = top + Length::mm(1.5);
        pen.words(&change.name, Style::bold(10.5), Point::new(MARGIN, y), WIDTH)?;
        let y = y + Length::mm(5.0);
        let columns = [MARGIN, MARGIN + WIDTH - ROOM.width];
        let words = [self.say("avant", "before"), self.say("après", "after")];
        let places = [(&change.old, &pair.old), (&change.new, &pair.new)];
        for ((x, word), (at, face)) in columns.into_iter().zip(words).zip(places) {
            let label = match at {
                Some(at) => format!("{word}, page {}", at.page),
                None => format!("{word} : {}", self.say("n’existe pas", "is not there")),
            };
            pen.words(&label, Style::grey(8.0), Point::new(x, y), ROOM.width)?;
            if let Some((size, items)) = face {
                let scale = shrink(*size);
                let map = Transform::translate(x, y + Length::mm(4.5)).then_inside(&Transform::scale(scale, scale));
                pen.items.push(Item::Group(Box::new(Group {
                    transform: map,
                    items: items.clone(),
                    ..Group::default()
                })));
                let frame = Rect::new(x, y + Length::mm(4.5), size.width * scale, size.height * scale);
                pen.outline(PathData::rect(&frame), None, Some(Stroke::solid(GREY, Length::pt(0.4))));
            }
        }
        Ok(())
    }
}

fn shrink(size: Size) -> f64 {
    (ROOM.width / size.width).min(ROOM.height / size.height).min(1.0)
}

/// `3, 14-16`: page numbers of one file.
pub(super) fn ranges(pages: &[&PageAt]) -> String {
    let mut numbers: Vec<usize> = pages.iter().map(|at| at.page).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let runs = numbers.chunk_by(|a, b| a + 1 == *b);
    let run = |run: &[usize]| match run {
        [first, .., last] => format!("{first}-{last}"),
        [one] => one.to_string(),
        [] => String::new(),
    };
    runs.map(run).collect::<Vec<_>>().join(", ")
}
