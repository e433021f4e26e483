//! Paths through a workshop: steps with minutes, each with the cards that it needs. Checked against the kit; knows no sheets
//! and no tables.

mod check;
mod choose;
mod file;

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

pub(super) use check::read_all;
pub(super) use file::PathFile;

use crate::source::{FileId, Place};

/// A path: an ordered selection of cards with minutes. `Course` in code, since `Path` is what disks have.
#[derive(Clone, Debug)]
pub struct Course {
    /// Its id, unique in the kit: `cadrer`.
    pub id: Arc<str>,
    /// Title.
    pub title: Arc<str>,
    /// A line under the title: what it is for, and for whom.
    pub subtitle: Option<Arc<str>>,
    /// How long it takes, all steps counted.
    pub minutes: u32,
    /// The steps, in order; never empty.
    pub steps: Vec<Stage>,
    /// What to bring that is not printed.
    pub bring: Vec<Supply>,
    /// Its file.
    pub file: FileId,
}

/// A step of a path.
#[derive(Clone, Debug)]
pub struct Stage {
    /// What it is called.
    pub title: Arc<str>,
    /// How long it takes; never 0.
    pub minutes: u32,
    /// It may be left out where time is short.
    pub optional: bool,
    /// Who does it, or leads it.
    pub who: Option<Arc<str>>,
    /// What is done.
    pub text: Option<Arc<str>>,
    /// The cards that it needs.
    pub uses: Vec<Use>,
    /// Cards to write on, for each table.
    pub blank: u32,
}

/// Cards that a step needs.
#[derive(Clone, Debug)]
pub struct Use {
    /// The cards, in the order of the kit; never empty.
    pub cards: Vec<UsedCard>,
    /// How often all of them are wanted; never 0.
    pub copies: u32,
    /// By whom.
    pub per: Per,
}

/// A card that a step needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedCard {
    /// Its deck, by id.
    pub deck: Arc<str>,
    /// Its code.
    pub code: Arc<str>,
    /// How many its deck has of it; never 0.
    pub count: u32,
}

/// What to bring that is not printed.
#[derive(Clone, Debug)]
pub struct Supply {
    /// What it is.
    pub what: Arc<str>,
    /// How many.
    pub copies: u32,
    /// For whom.
    pub per: Per,
}

/// For whom something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// Each table has its own.
    #[default]
    Table,
    /// Each participant has their own; it lies on their table.
    Participant,
    /// The room has it once.
    Room,
}

impl Per {
    /// Its word in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Participant => "participant",
            Self::Room => "room",
        }
    }
}

impl Course {
    /// Where a value of its file stands.
    pub fn place(&self, key: &str) -> Place {
        Place::value(self.file, []).key(key)
    }

    /// Where a step stands.
    pub fn step_place(&self, index: usize) -> Place {
        self.place("steps").index(index)
    }
}
