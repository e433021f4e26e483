//! Lists made from the records of a kit: the panorama of tools, their timeline, notices, follow-up, coverage of needs, what is
//! to come, and the ranking by votes. Knows records and vocabularies; knows no page and no command line.

mod lists;
mod ranking;
mod render;
mod table;
mod votes;

pub use ranking::{Move, Ranked, Ranking, rank};
pub use render::{Format, render};
pub use table::{Column, Report, Table};
pub use votes::{Vote, Votes, read as read_votes};

use crate::diag::Lang;
use crate::model::Kit;

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Every tool, by status, family and sequence.
    Panorama,
    /// The tools of each sequence, in reading order.
    Timeline,
    /// All that is said of each tool.
    Notices,
    /// What to observe of each tool, when and how, with room for what was found.
    Evaluation,
    /// Needs and criteria with their tools, and tools without a need.
    Coverage,
    /// What is to be done, in the order of its dates.
    Roadmap,
    /// Tools in the order of the votes.
    Ranking,
}

impl Kind {
    /// Every report, in the order in which help lists them.
    pub const ALL: [Self; 7] =
        [Self::Panorama, Self::Timeline, Self::Notices, Self::Evaluation, Self::Coverage, Self::Roadmap, Self::Ranking];

    /// Its name on the command line and in file names.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Panorama => "panorama",
            Self::Timeline => "timeline",
            Self::Notices => "notices",
            Self::Evaluation => "evaluation",
            Self::Coverage => "coverage",
            Self::Roadmap => "roadmap",
            Self::Ranking => "ranking",
        }
    }
}

/// A report on a kit, in the kit's language as far as the program speaks it, else in English. Of the ranking, what `votes`
/// say; without votes it is empty.
pub fn report(kit: &Kit, kind: Kind, votes: &[Vote]) -> Report {
    let lang = if kit.lang.starts_with("fr") { Lang::Fr } else { Lang::En };
    let desk = lists::Desk { kit, lang };
    let tables = match kind {
        Kind::Panorama => vec![desk.panorama(), desk.counts()],
        Kind::Timeline => vec![desk.timeline()],
        Kind::Notices => vec![desk.notices()],
        Kind::Evaluation => vec![desk.evaluation()],
        Kind::Coverage => desk.coverage(),
        Kind::Roadmap => vec![desk.roadmap()],
        Kind::Ranking => ranking::tables(kit, votes, lang),
    };
    Report { kind, kit: kit.title.clone(), version: kit.version.clone(), lang: kit.lang.clone(), tables }
}
