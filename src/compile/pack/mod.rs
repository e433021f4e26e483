//! Workshop packs: a path of the kit, so many people at so many tables → one PDF for each paper with all there is to print, and
//! `pack.json` with the same numbers.
//!
//! ```text
//! path + minutes ──schedule──▶ steps in time
//! steps + tables ──needs─────▶ a pile of cards for each table
//! decks of the piles ──sizes─▶ an arrangement for each size of cards
//! piles ──cards──────────────▶ sheets, table after table, letters on the backs
//! numbers ──desk─────────────▶ pages of words
//! ```

mod cards;
mod codes;
mod desk;
mod facts;
mod needs;
mod paper;
mod plan;
mod schedule;
mod sizes;
mod words;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::files::{Put, slug_keeping_case};
use super::home::PAPER;
use super::made::Names;
use super::sheets::Shop;
use super::{Job, Profile, Progress, Report, Run, Selection, Sink, Stopped};
use crate::diag::Diagnostic;
use crate::geom::Size;
use crate::impose::Arrangements;
use crate::model::{Course, Kit};
use crate::say;
use crate::scene::{Document, Info};
use crate::world::World;
use cards::Cards;
use desk::Desk;
pub use facts::{CardFacts, PackFacts, PaperFacts, PartFacts, StepFacts, TableFacts};
use needs::Pile;
use paper::{Paper, Part};
use schedule::Schedule;

/// What to pack.
#[derive(Clone, Debug)]
pub struct Packing {
    /// The kit, and how it is printed: sheets, paper, sides, ink, calibration. Its profile is the home one.
    pub job: Job,
    /// The path by id; none for the only one that there is.
    pub path: Option<String>,
    /// How many people.
    pub participants: u32,
    /// At how many tables.
    pub tables: u32,
    /// In how many minutes; none for the path's own.
    pub minutes: Option<u32>,
    /// Steps are made shorter or longer in proportion, instead of leaving optional ones out.
    pub scale: bool,
}

impl Packing {
    /// A path of a kit for so many people at so many tables, printed at home.
    pub fn new(kit: impl Into<std::path::PathBuf>, participants: u32, tables: u32) -> Self {
        let job = Job { profiles: vec![Profile::Home], ..Job::new(kit) };
        Self { job, path: None, participants, tables, minutes: None, scale: false }
    }
}

/// What became of a pack.
#[derive(Debug)]
pub struct Packed {
    /// What was found and written.
    pub report: Report,
    /// What the pack comes to; none where there were faults.
    pub facts: Option<PackFacts>,
}

/// A workshop: what the pages of a pack speak of.
struct Workshop<'a> {
    kit: &'a Kit,
    course: &'a Course,
    schedule: &'a Schedule,
    participants: u32,
    piles: &'a [Pile],
    /// Cards to write on, by table.
    blank: BTreeMap<String, u32>,
    /// Cards bear the letter of their table.
    letters: bool,
}

/// Makes the files of a workshop pack and hands each to `sink`, `pack.json` last. With faults nothing is written.
///
/// # Errors
/// What `sink` says of a file that could not be written, with what the run had found until then.
pub fn pack(
    world: &dyn World,
    packing: &Packing,
    progress: &dyn Progress,
    sink: &mut Sink<'_>,
) -> Result<Packed, Box<Stopped>> {
    let mut run = Run::new(world, &packing.job, progress);
    let made = run.pack(packing, sink);
    let report = run.finish();
    match made {
        Ok(facts) => Ok(Packed { facts: facts.filter(|_| !report.diagnostics.has_errors()), report }),
        Err(error) => Err(Box::new(Stopped { report, error })),
    }
}

impl Run<'_> {
    fn pack(&mut self, packing: &Packing, sink: &mut Sink<'_>) -> io::Result<Option<PackFacts>> {
        let Some(kit) = self.kit() else { return Ok(None) };
        let planned = plan::planned(&kit, packing, &mut self.diagnostics);
        let Some((course, schedule, piles)) = planned.filter(|_| !self.diagnostics.has_errors()) else {
            return Ok(None);
        };
        let Some((groups, shop)) = self.packed_cards(&kit, course, &piles) else { return Ok(None) };
        let mut blank: BTreeMap<String, u32> = BTreeMap::new();
        for (letter, count) in groups.iter().flat_map(|(_, cards)| &cards.blank) {
            *blank.entry(letter.clone()).or_default() += count;
        }
        let letters = groups.iter().any(|(_, cards)| cards.corner.is_some());
        let (piles, schedule, participants) = (&*piles, &schedule, packing.participants);
        let workshop = Workshop { kit: &kit, course, schedule, participants, piles, blank, letters };
        let Some((papers, mut facts)) = self.papers(&workshop, groups, &shop) else { return Ok(None) };
        if self.diagnostics.has_errors() {
            return Ok(None);
        }
        self.write_pack(&workshop, papers, &mut facts, sink)?;
        Ok(Some(facts))
    }

    /// Cards → sheets by size, each with the name of its paper.
    fn packed_cards(&mut self, kit: &Kit, course: &Course, piles: &[Pile]) -> Option<(Vec<(String, Cards)>, Shop)> {
        let codes = piles.iter().flat_map(|pile| &pile.cards).map(|(code, _)| code.to_string());
        let mut codes: Vec<String> = codes.collect();
        codes.sort_unstable();
        codes.dedup();
        let mut made = self.lay_out_kit(kit, &Selection { cards: codes, ..Selection::default() });
        let shop = self.shop.take().filter(|_| !self.diagnostics.has_errors())?;
        self.look(&mut made);
        self.unknown_paper(&shop);
        let all = Arrangements::read(self.world, &shop.folders.sheets(), &mut self.sources, &mut self.diagnostics);
        let drift = self.calibration();
        let groups = self.groups(made, &all, &shop);
        self.progress.begin(&say!("mise en feuilles", "putting cards onto sheets"), groups.len());
        let mut packed = Vec::new();
        for group in groups {
            let paper = shop.sizes.format(&group.found.arrangement.paper).map(|paper| paper.id.to_string());
            let cards = self.cards(group, piles, &course.title, &shop, drift);
            packed.extend(paper.ok().zip(cards));
            self.progress.advance();
        }
        self.progress.end();
        (!self.diagnostics.has_errors()).then_some((packed, shop))
    }

    /// One file under way for each paper, the one with the pages of words first; and the numbers.
    fn papers(
        &mut self,
        workshop: &Workshop<'_>,
        groups: Vec<(String, Cards)>,
        shop: &Shop,
    ) -> Option<(Vec<Paper>, PackFacts)> {
        let desk_paper = desk_paper(self.job.sheets.paper.as_deref(), &groups);
        let (name, size) = shop.sizes.format(&desk_paper).map(|paper| (paper.id.to_string(), paper.trim)).ok()?;
        let corners: Vec<_> = groups.iter().map(|(_, cards)| cards.corner).collect();
        let corner = corners.first().copied().flatten().filter(|first| corners.iter().all(|own| *own == Some(*first)));
        let mut facts = numbers(workshop, &groups);
        let mut by_paper: Vec<(String, Vec<Cards>)> = vec![(name, Vec::new())];
        for (paper, cards) in groups {
            match by_paper.iter_mut().find(|(known, _)| *known == paper) {
                Some((_, all)) => all.push(cards),
                None => by_paper.push((paper, vec![cards])),
            }
        }
        let mut papers = Vec::new();
        for (name, groups) in by_paper {
            papers.push(match groups.is_empty() {
                true => Paper::plain(name, plain_document(workshop.kit, shop)),
                false => Paper::of(name, groups)?,
            });
        }
        facts.papers = papers.iter().map(|paper| self.file_of(workshop, paper)).collect();
        let made = self.front(workshop, &mut papers, &mut facts, (size, corner), shop);
        made.map_err(|fault| self.diagnostics.push(fault)).ok()?;
        Some((papers, facts))
    }

    /// The pages of words onto the first paper. Their own number is part of what they say: said again until it holds.
    fn front(
        &self,
        workshop: &Workshop<'_>,
        papers: &mut [Paper],
        facts: &mut PackFacts,
        (paper, corner): (Size, Option<crate::impose::workshop::Corner>),
        shop: &Shop,
    ) -> Result<(), Diagnostic> {
        let foot = format!("{} · {} · version {}", shop.title, workshop.course.title, shop.version);
        let desk = Desk { workshop, paper, lettering: &shop.lettering, foot };
        // One page is the first guess; what it grows to is right the second time, and a third time settles digits.
        let mut supplies = desk.supplies(&facts.papers, corner)?;
        for _ in 0..4 {
            if let Some(first) = papers.first_mut() {
                let front = [
                    Part::single("supplies", supplies),
                    Part::single("run-sheet", desk.run_sheet()?),
                    Part::single("table-signs", desk.signs()?),
                ];
                first.put(front);
            }
            let before = facts.papers.clone();
            for (paper, facts) in papers.iter().zip(&mut facts.papers) {
                facts.parts = paper.facts();
                facts.pages = facts.parts.last().map_or(0, |part| part.pages.1);
                facts.sheets = facts.parts.iter().map(|part| part.sheets).sum();
            }
            supplies = desk.supplies(&facts.papers, corner)?;
            if before == facts.papers {
                break;
            }
        }
        Ok(())
    }

    fn file_of(&self, workshop: &Workshop<'_>, paper: &Paper) -> PaperFacts {
        let Workshop { kit, piles, .. } = workshop;
        let tables = piles.iter().filter(|pile| pile.letter.is_some()).count();
        let names = Names::of_part(kit, folder(workshop), slug_keeping_case(&paper.name));
        let what = format!("{tables}-tables_{}p{}", workshop.participants, self.job.home.key());
        PaperFacts { paper: paper.name.clone(), file: names.path("", &what, "pdf"), ..PaperFacts::default() }
    }

    fn write_pack(
        &mut self,
        workshop: &Workshop<'_>,
        papers: Vec<Paper>,
        facts: &mut PackFacts,
        sink: &mut Sink<'_>,
    ) -> io::Result<()> {
        self.locale = workshop.kit.lang.to_string();
        let title = format!("{} · {}", workshop.course.title, workshop.kit.title);
        for (paper, facts) in papers.into_iter().zip(&facts.papers) {
            let options = paper.options(self.press_options());
            self.pdf(Put::at(facts.file.clone()), &paper.document(title.clone()), &options, sink)?;
        }
        if self.diagnostics.has_errors() {
            return Ok(());
        }
        let path = format!("{}/{}/pack.json", workshop.kit.id, folder(workshop));
        sink(Path::new(&path), format!("{:#}\n", facts.json()).as_bytes())
    }
}

/// The folder of a pack below that of the kit.
fn folder(workshop: &Workshop<'_>) -> String {
    let word = if workshop.kit.lang.starts_with("fr") { "atelier" } else { "workshop" };
    format!("{word}-{}", workshop.course.id)
}

/// A document without pages, for a paper that has words only.
fn plain_document(kit: &Kit, shop: &Shop) -> Document {
    let info = Info {
        lang: kit.lang.to_string(),
        version: kit.version.to_string(),
        date: kit.date.as_ref().map(ToString::to_string),
        ..Info::default()
    };
    Document { info, fonts: shop.lettering.setter.fonts().clone(), ..Document::default() }
}

/// The paper of the pages of words: the one asked for, else an office paper that cards are on, else A4.
fn desk_paper(asked: Option<&str>, groups: &[(String, Cards)]) -> String {
    let office =
        ["A4", "Letter"].into_iter().find(|name| groups.iter().any(|(paper, _)| paper.eq_ignore_ascii_case(name)));
    asked.or(office).unwrap_or(PAPER).to_owned()
}

/// The numbers that do not hang on files.
fn numbers(workshop: &Workshop<'_>, groups: &[(String, Cards)]) -> PackFacts {
    let Workshop { kit, course, schedule, participants, piles, blank, .. } = workshop;
    let printed = |pile: &Pile| pile.cards.iter().map(|(_, count)| count).sum::<u32>();
    let sheets = |letter: &str| {
        let piles = groups.iter().flat_map(|(_, cards)| &cards.facts.piles);
        piles.filter(|(own, _)| own.as_deref() == Some(letter)).map(|(_, sheets)| sheets).sum()
    };
    let tables = piles.iter().filter_map(|pile| {
        let letter = pile.letter.clone()?;
        Some(TableFacts {
            participants: pile.people,
            cards: printed(pile),
            blank: blank.get(&letter).copied().unwrap_or(0),
            sheets: sheets(&letter),
            letter,
        })
    });
    let title = |index: usize| course.steps.get(index).map(|step| step.title.to_string()).unwrap_or_default();
    let steps = schedule.steps.iter().map(|timed| StepFacts {
        title: title(timed.index),
        start: timed.start,
        minutes: timed.minutes,
    });
    PackFacts {
        kit: kit.id.to_string(),
        version: kit.version.to_string(),
        path: course.id.to_string(),
        title: course.title.to_string(),
        participants: *participants,
        minutes: schedule.minutes,
        spare_minutes: schedule.spare,
        left_out: schedule.left_out.iter().map(|index| title(*index)).collect(),
        steps: steps.collect(),
        tables: tables.collect(),
        room_cards: piles.iter().filter(|pile| pile.letter.is_none()).map(printed).sum(),
        papers: Vec::new(),
    }
}
