//! Turns of phrase of the pages of a pack, in the kit's language: counts, durations, who sits where, what a step needs.

use std::sync::Arc;

use super::codes::ranges;
use super::needs::Pile;
use crate::diag::Lang;
use crate::model::{Kit, Per, Stage, Use};
use crate::say;

/// A number with its noun, singular then plural. French counts zero as singular.
pub(super) fn count(lang: Lang, n: usize, fr: [&str; 2], en: [&str; 2]) -> String {
    let [one, many] = if lang == Lang::Fr { fr } else { en };
    let single = if lang == Lang::Fr { n < 2 } else { n == 1 };
    format!("{n}\u{a0}{}", if single { one } else { many })
}

pub(super) fn cards(lang: Lang, n: usize) -> String {
    count(lang, n, ["carte", "cartes"], ["card", "cards"])
}

pub(super) fn sheets(lang: Lang, n: usize) -> String {
    count(lang, n, ["feuille", "feuilles"], ["sheet", "sheets"])
}

pub(super) fn tables(lang: Lang, n: usize) -> String {
    count(lang, n, ["table", "tables"], ["table", "tables"])
}

pub(super) fn people(lang: Lang, n: usize) -> String {
    count(lang, n, ["personne", "personnes"], ["person", "people"])
}

pub(super) fn blanks(lang: Lang, n: usize) -> String {
    count(lang, n, ["carte vierge", "cartes vierges"], ["blank card", "blank cards"])
}

/// `3 h`, `1 h 30`, `45 min`.
pub(super) fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, 0) => format!("{hours}\u{a0}h"),
        (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
    }
}

/// `A`, or `A à E`: neighbours in a list of piles.
pub(super) fn span(lang: Lang, first: &str, last: &str) -> String {
    if first == last { first.to_owned() } else { say!("{first} à {last}", "{first} to {last}").text(lang).to_owned() }
}

/// `3 h · 30 personnes · 5 tables de 6`.
pub(super) fn facts(lang: Lang, minutes: u32, participants: u32, piles: &[Pile]) -> String {
    let seats: Vec<u32> = piles.iter().filter(|pile| pile.letter.is_some()).map(|pile| pile.people).collect();
    let (most, least) = (seats.first().copied().unwrap_or(0), seats.last().copied().unwrap_or(0));
    let each = if most == least {
        most.to_string()
    } else {
        say!("{least} ou {most}", "{least} or {most}").text(lang).to_owned()
    };
    let tables = tables(lang, seats.len());
    let seats = say!("{tables} de {each}", "{tables} of {each}");
    let (duration, people) = (duration(minutes), people(lang, participants as usize));
    format!("{duration} · {people} · {}", seats.text(lang))
}

/// What a step needs, for the run sheet: labels with what lies there.
pub(super) fn needs(lang: Lang, kit: &Kit, step: &Stage) -> Vec<(String, String)> {
    let of = |per: Per| step.uses.iter().filter(move |used| used.per == per);
    let mut table: Vec<String> = of(Per::Table).map(|used| used_words(lang, kit, used)).collect();
    table.extend(of(Per::Participant).map(|used| {
        let words = used_words(lang, kit, used);
        say!("par personne : {words}", "for each person: {words}").text(lang).to_owned()
    }));
    if step.blank > 0 {
        table.push(blanks(lang, step.blank as usize));
    }
    let room: Vec<String> = of(Per::Room).map(|used| used_words(lang, kit, used)).collect();
    let label = [say!("Sur chaque table", "On each table"), say!("Pour la salle", "For the room")];
    let rows = label.into_iter().zip([table, room]).filter(|(_, words)| !words.is_empty());
    rows.map(|(label, words)| (label.text(lang).to_owned(), words.join(if lang == Lang::Fr { " ; " } else { "; " })))
        .collect()
}

/// `Repères R01–R06 (6 cartes)`, `Repères (24 cartes) × 2`.
fn used_words(lang: Lang, kit: &Kit, used: &Use) -> String {
    let mut parts = Vec::new();
    for of_deck in used.cards.chunk_by(|a, b| a.deck == b.deck) {
        let Some(deck) = of_deck.first().and_then(|card| kit.deck(&card.deck)) else { continue };
        let codes: Vec<&str> = of_deck.iter().map(|card| &*card.code).collect();
        let printed: u32 = of_deck.iter().map(|card| card.count).sum();
        let whole = deck.cards.iter().filter(|card| card.count > 0).count() == codes.len();
        let codes = if whole { String::new() } else { format!(" {}", ranges(&codes)) };
        let count = if codes.is_empty() || printed > 1 {
            format!(" ({})", cards(lang, printed as usize))
        } else {
            String::new()
        };
        parts.push(format!("{}{codes}{count}", deck.title));
    }
    let times = if used.copies > 1 { format!("\u{a0}×\u{202f}{}", used.copies) } else { String::new() };
    parts.join(", ") + &times
}

/// The cards of a pile in short: `R01–R24`, those wanted more than once with their number.
pub(super) fn pile(cards: &[(Arc<str>, u32)]) -> String {
    let runs = cards.chunk_by(|a, b| a.1 == b.1).map(|run| {
        let codes: Vec<&str> = run.iter().map(|(code, _)| &**code).collect();
        let times = run.first().map_or(1, |(_, count)| *count);
        if times > 1 { format!("{}\u{a0}×\u{202f}{times}", ranges(&codes)) } else { ranges(&codes) }
    });
    runs.collect::<Vec<_>>().join(", ")
}
