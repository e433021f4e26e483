//! The run sheet of a workshop: the clock from 0:00, what happens, what lies on the tables, who does it. Made to hang on a
//! wall. Knows words only.

use super::leaves::{Cell, GREY, Leaves, PALE, Row, field};
use crate::color::Color;
use crate::diag::{Diagnostic, Lang};
use crate::geom::{Length, Rect, Size};
use crate::impose::lettering::Lettering;
use crate::scene::Page;

/// A step, in words.
#[derive(Clone, Debug, Default)]
pub struct RunRow {
    /// When it begins, in minutes from the start.
    pub start: u32,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// What it is called.
    pub title: String,
    /// What is done.
    pub text: Option<String>,
    /// Labels with what they are about: who, what lies on each table.
    pub notes: Vec<(String, String)>,
}

/// A run sheet.
#[derive(Clone, Copy, Debug)]
pub struct RunSheet<'a> {
    /// What the workshop is called.
    pub title: &'a str,
    /// A line under it.
    pub subtitle: &'a str,
    /// How long, how many people, how many tables.
    pub facts: &'a str,
    /// The steps.
    pub rows: &'a [RunRow],
    /// Minutes of the whole, free ones at the end included.
    pub minutes: u32,
    /// What stands at the foot of each page.
    pub foot: &'a str,
    /// The paper.
    pub paper: Size,
    /// Fonts and language.
    pub lettering: &'a Lettering,
}

/// Width of the column of the clock, in millimetres.
const CLOCK: f64 = 29.0;
/// Width of the labels of notes, in millimetres.
const LABEL: f64 = 38.0;

/// Minutes as a clock shows them: `1:05`.
pub(super) fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

impl RunSheet<'_> {
    /// The pages.
    ///
    /// # Errors
    /// Characters that no font has, a step whose words fill more than a page.
    pub fn pages(&self) -> Result<Vec<Page>, Diagnostic> {
        let mut leaves = Leaves::new(self.lettering, self.paper);
        let wide = leaves.width();
        leaves.block(&[
            (vec![Cell::new(0.0, wide, self.title, 32.0, true)], 1.0),
            (vec![Cell::new(0.0, wide, self.subtitle, 14.0, false)], if self.subtitle.is_empty() { 0.0 } else { 2.5 }),
            (vec![Cell::new(0.0, wide, self.facts, 14.0, true)], 4.0),
        ])?;
        self.bar(&mut leaves)?;
        for row in self.rows {
            leaves.block(&self.step(row, wide))?;
        }
        let (fr, end) = (self.lettering.lang == Lang::Fr, clock(self.minutes));
        let last = self.rows.last().map_or(0, |row| row.start + row.minutes);
        if last < self.minutes {
            let left = self.minutes - last;
            let words = if fr { format!("{left} min de réserve") } else { format!("{left} min to spare") };
            let row = RunRow { start: last, minutes: left, title: words, ..RunRow::default() };
            leaves.block(&self.step(&row, wide))?;
        }
        let words = if fr { "fin" } else { "end" };
        leaves.block(&[(
            vec![Cell::new(0.0, CLOCK, end, 22.0, true), Cell::new(CLOCK, wide - CLOCK, words, 17.0, false)],
            0.0,
        )])?;
        leaves.pages(if fr { "deroule" } else { "run-sheet" }, self.foot)
    }

    /// The whole at a glance: each step as long as it takes.
    fn bar(&self, leaves: &mut Leaves<'_>) -> Result<(), Diagnostic> {
        let (x, y) = leaves.at();
        let minute = Length::mm(leaves.width()) / f64::from(self.minutes.max(1));
        let (height, gap) = (Length::mm(7.0), Length::mm(0.6));
        for (index, row) in self.rows.iter().enumerate() {
            let rect = Rect::new(
                x + minute * f64::from(row.start),
                y,
                (minute * f64::from(row.minutes) - gap).max(Length::mm(0.3)),
                height,
            );
            leaves.put(field(&rect, PALE));
            let number = (index + 1).to_string();
            let width = self.lettering.width(&number, Length::pt(10.0));
            if width + Length::mm(1.0) < rect.width {
                let spot = Rect::new(rect.center().x - width * 0.5, y + Length::mm(1.4), width * 1.1, height);
                let bold = self.lettering.bold();
                bold.lines(&number, Length::pt(10.0), Color::BLACK, &spot)?
                    .into_iter()
                    .for_each(|item| leaves.put(item));
            }
        }
        leaves.skip(12.0);
        Ok(())
    }

    fn step(&self, row: &RunRow, wide: f64) -> Vec<Row> {
        let right = wide - CLOCK;
        let number = self.rows.iter().position(|other| other.start == row.start && other.title == row.title);
        let title = match number {
            Some(number) => format!("{}. {}", number + 1, row.title),
            None => row.title.clone(),
        };
        let time = format!("{}\u{a0}min", row.minutes);
        let head = [
            Cell::new(0.0, CLOCK, clock(row.start), 22.0, true),
            Cell::new(CLOCK, right - 23.0, title, 17.0, true),
            Cell::new(wide - 22.0, 22.0, time, 17.0, false),
        ];
        let mut rows = vec![(head.to_vec(), 1.5)];
        rows.extend(row.text.iter().map(|text| (vec![Cell::new(CLOCK, right, text, 13.0, false)], 2.0)));
        for (label, words) in &row.notes {
            let label = Cell { color: GREY, ..Cell::new(CLOCK, LABEL - 2.0, label, 12.0, false) };
            rows.push((vec![label, Cell::new(CLOCK + LABEL, right - LABEL, words, 12.0, false)], 1.0));
        }
        if let Some((_, under)) = rows.last_mut() {
            *under = 6.5;
        }
        rows
    }
}
