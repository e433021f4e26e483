//! The numbers of a workshop pack, for people and for programs.

use serde_json::{Value, json};

/// What a pack comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackFacts {
    /// The kit, by id.
    pub kit: String,
    /// Its version.
    pub version: String,
    /// The path, by id.
    pub path: String,
    /// Its title.
    pub title: String,
    /// How many people.
    pub participants: u32,
    /// Minutes of the whole.
    pub minutes: u32,
    /// Minutes without a step, at the end.
    pub spare_minutes: u32,
    /// Titles of optional steps left out.
    pub left_out: Vec<String>,
    /// The steps in order.
    pub steps: Vec<StepFacts>,
    /// What lies on each table.
    pub tables: Vec<TableFacts>,
    /// Cards of the room.
    pub room_cards: u32,
    /// The files, one for each paper.
    pub papers: Vec<PaperFacts>,
}

/// A step in time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepFacts {
    /// What it is called.
    pub title: String,
    /// When it begins, in minutes.
    pub start: u32,
    /// How long it takes, in minutes.
    pub minutes: u32,
}

/// What lies on a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableFacts {
    /// Its letter.
    pub letter: String,
    /// How many people sit there.
    pub participants: u32,
    /// Printed cards.
    pub cards: u32,
    /// Cards to write on, those that fill the last sheet included.
    pub blank: u32,
    /// Sheets of cards.
    pub sheets: usize,
}

/// A file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperFacts {
    /// Its paper: `A4`.
    pub paper: String,
    /// Path below the output folder.
    pub file: String,
    /// Pages, empty backs included.
    pub pages: usize,
    /// Sheets of paper.
    pub sheets: usize,
    /// What the pages are, in order.
    pub parts: Vec<PartFacts>,
}

/// Some pages of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartFacts {
    /// `supplies`, `run-sheet`, `table-signs`, `how-to-print` or `cards`.
    pub part: &'static str,
    /// First and last page, from 1.
    pub pages: (usize, usize),
    /// Sheets of paper.
    pub sheets: usize,
    /// What is said of cards alone.
    pub cards: Option<CardFacts>,
}

/// Sheets of cards of one size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardFacts {
    /// Their decks, by id.
    pub decks: Vec<String>,
    /// Their size: `A6`.
    pub format: String,
    /// The arrangement.
    pub arrangement: String,
    /// Printed cards.
    pub cards: u32,
    /// Cards to write on.
    pub blank: u32,
    /// Cards on a sheet.
    pub per_sheet: usize,
    /// Places that stay empty.
    pub free: u32,
    /// Straight cuts of a stack of sheets.
    pub cuts: usize,
    /// How often the knife comes down for all tables, ten sheets at most at a time.
    pub strokes: usize,
    /// Sheets of each table, and of the room.
    pub piles: Vec<(Option<String>, usize)>,
}

impl PackFacts {
    /// Sheets of all papers.
    pub fn sheets(&self) -> usize {
        self.papers.iter().map(|paper| paper.sheets).sum()
    }

    /// As `pack.json` holds it.
    pub fn json(&self) -> Value {
        let steps = self.steps.iter();
        let steps: Value =
            steps.map(|step| json!({ "title": step.title, "start": step.start, "minutes": step.minutes })).collect();
        let tables: Value = self
            .tables
            .iter()
            .map(|table| {
                json!({
                    "letter": table.letter,
                    "participants": table.participants,
                    "cards": table.cards,
                    "blank": table.blank,
                    "sheets": table.sheets,
                })
            })
            .collect();
        json!({
            "kit": self.kit,
            "version": self.version,
            "path": self.path,
            "title": self.title,
            "participants": self.participants,
            "minutes": self.minutes,
            "spare_minutes": self.spare_minutes,
            "left_out": self.left_out,
            "steps": steps,
            "tables": tables,
            "room_cards": self.room_cards,
            "sheets": self.sheets(),
            "papers": self.papers.iter().map(PaperFacts::json).collect::<Value>(),
        })
    }
}

impl PaperFacts {
    /// What people call the paper: `Letter` for `letter`.
    pub fn title(&self) -> String {
        let mut letters = self.paper.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
    }

    fn json(&self) -> Value {
        json!({
            "paper": self.paper,
            "file": self.file,
            "pages": self.pages,
            "sheets": self.sheets,
            "parts": self.parts.iter().map(PartFacts::json).collect::<Value>(),
        })
    }
}

impl PartFacts {
    fn json(&self) -> Value {
        let mut part = json!({
            "part": self.part,
            "pages": [self.pages.0, self.pages.1],
            "sheets": self.sheets,
        });
        if let (Some(cards), Some(part)) = (&self.cards, part.as_object_mut()) {
            let piles = cards.piles.iter().map(|(letter, sheets)| json!({ "table": letter, "sheets": sheets }));
            let own = json!({
                "decks": cards.decks,
                "format": cards.format,
                "arrangement": cards.arrangement,
                "cards": cards.cards,
                "blank": cards.blank,
                "per_sheet": cards.per_sheet,
                "free": cards.free,
                "cuts": cards.cuts,
                "strokes": cards.strokes,
                "piles": piles.collect::<Value>(),
            });
            part.extend(own.as_object().cloned().unwrap_or_default());
        }
        part
    }
}
