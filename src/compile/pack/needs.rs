//! Who needs which cards: what lies on each table and what the room has, over all steps of a path.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::schedule::Schedule;
use crate::impose::workshop::table_letter;
use crate::model::{Course, Kit, Per, Stage};

/// The cards of a table, or of the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pile {
    /// The table; none for the room.
    pub letter: Option<String>,
    /// How many people sit there.
    pub people: u32,
    /// The cards by code, in the order of the kit, never 0 times.
    pub cards: Vec<(Arc<str>, u32)>,
    /// Cards to write on, by the deck whose size they have.
    pub blank: BTreeMap<Arc<str>, u32>,
}

/// Every table's pile, and then the room's where it has one.
pub(super) fn piles(kit: &Kit, course: &Course, schedule: &Schedule, participants: u32, tables: u32) -> Vec<Pile> {
    let steps: Vec<&Stage> = schedule.steps.iter().filter_map(|timed| course.steps.get(timed.index)).collect();
    let (least, more) = (participants / tables.max(1), participants % tables.max(1));
    let blank = blanks(course, &steps);
    let mut piles: Vec<Pile> = (0..tables)
        .map(|table| {
            let people = least + u32::from(table < more);
            let cards = needed(kit, &steps, |per| match per {
                Per::Table => 1,
                Per::Participant => people,
                Per::Room => 0,
            });
            Pile { letter: Some(table_letter(table as usize)), people, cards, blank: blank.clone() }
        })
        .collect();
    let room = needed(kit, &steps, |per| u32::from(per == Per::Room));
    if !room.is_empty() {
        piles.push(Pile { letter: None, people: 0, cards: room, blank: BTreeMap::new() });
    }
    piles
}

/// What lies somewhere at the step that needs most of each card: cards stay there from step to step.
fn needed(kit: &Kit, steps: &[&Stage], times: impl Fn(Per) -> u32) -> Vec<(Arc<str>, u32)> {
    let mut most: BTreeMap<Arc<str>, u32> = BTreeMap::new();
    for step in steps {
        let mut now: BTreeMap<Arc<str>, u32> = BTreeMap::new();
        for used in &step.uses {
            for card in &used.cards {
                let wanted = card.count.saturating_mul(used.copies).saturating_mul(times(used.per));
                let known = now.entry(card.code.clone()).or_default();
                *known = known.saturating_add(wanted);
            }
        }
        for (code, count) in now {
            let known = most.entry(code).or_default();
            *known = count.max(*known);
        }
    }
    let cards = kit.decks.iter().flat_map(|deck| &deck.cards);
    cards.filter_map(|card| Some((card.id.clone(), *most.get(&card.id)?))).filter(|(_, count)| *count > 0).collect()
}

/// Cards that are written on are used up: those of all steps together. They have the size of the first cards that the step
/// uses, or else the path.
fn blanks(course: &Course, steps: &[&Stage]) -> BTreeMap<Arc<str>, u32> {
    let deck = |step: &Stage| step.uses.first().and_then(|used| Some(used.cards.first()?.deck.clone()));
    let first = course.steps.iter().find_map(deck);
    let mut blanks = BTreeMap::new();
    for step in steps.iter().filter(|step| step.blank > 0) {
        if let Some(deck) = deck(step).or_else(|| first.clone()) {
            *blanks.entry(deck).or_default() += step.blank;
        }
    }
    blanks
}
