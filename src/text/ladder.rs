//! Lines broken once more where too many in a row end with a hyphen: the same search, with the number of hyphens in
//! a row kept for every way to reach a break. Slower, so that it is only run where it is needed.

use super::block::{At, Break};
use super::breaking::{Search, Span};

/// Cost of a hyphen too many in a row: more than any number of lines, less than a line that is too wide.
const TOO_MANY: f64 = 1e12;

/// True when more than `limit` lines in a row end with a hyphen; `ends` are breaks.
pub(super) fn is_ladder(breaks: &[Break], ends: &[u32], limit: u8) -> bool {
    let mut row = 0;
    ends.iter().any(|end| {
        let hyphen = breaks.get(*end as usize).is_some_and(|place| place.at == At::Hyphen);
        row = if hyphen { row + 1 } else { 0 };
        row > usize::from(limit)
    })
}

/// The best way to reach a break with so many hyphens in a row up to it.
#[derive(Clone, Copy)]
struct Step {
    cost: f64,
    from: u32,
    row: u8,
}

const NO_WAY: Step = Step { cost: f64::INFINITY, from: 0, row: 0 };

/// The breaks of the section that end its lines, last one first, with no more than `limit` hyphens in a row unless a
/// line would be too wide otherwise. The first break is the section's start.
pub(super) fn ends_without_ladders(search: &Search<'_>, limit: u8) -> Vec<u32> {
    let states = usize::from(limit) + 1;
    let mut best = vec![Step { cost: 0.0, from: 0, row: 0 }];
    best.resize(states, NO_WAY);
    let mut lowest = 0;
    for (at, to) in search.breaks.iter().enumerate().skip(1) {
        while lowest + 1 < at && search.is_past(lowest, to) {
            lowest += 1;
        }
        let mut reached = vec![NO_WAY; states];
        for from in lowest..at {
            let Some(start) = search.breaks.get(from) else { break };
            let line = Span { from: start, to, width: search.line_width(from) };
            let cost = if at + 1 == search.breaks.len() { search.last_cost(&line, from) } else { search.cost(&line) };
            let ways = best.get(from * states..(from + 1) * states).unwrap_or(&[]);
            extend(&mut reached, ways, cost, from, (to.at, limit));
        }
        best.extend(reached);
    }
    follow(&best, states)
}

/// Adds a line of this cost to every way to reach its start.
fn extend(reached: &mut [Step], ways: &[Step], cost: f64, from: usize, (at, limit): (At, u8)) {
    for (row, way) in (0_u8..).zip(ways).filter(|(_, way)| way.cost.is_finite()) {
        let hyphens = if at == At::Hyphen { row + 1 } else { 0 };
        let cost = way.cost + cost + if hyphens > limit { TOO_MANY } else { 0.0 };
        if let Some(known) = reached.get_mut(usize::from(hyphens.min(limit)))
            && cost < known.cost
        {
            *known = Step { cost, from: u32::try_from(from).unwrap_or(u32::MAX), row };
        }
    }
}

fn follow(best: &[Step], states: usize) -> Vec<u32> {
    let mut at = (best.len() / states).saturating_sub(1);
    let last = best.get(at * states..).unwrap_or(&[]).iter().enumerate();
    let mut row = last.min_by(|(_, a), (_, b)| a.cost.total_cmp(&b.cost)).map_or(0, |(row, _)| row);
    let mut ends = Vec::new();
    while at > 0 {
        ends.push(u32::try_from(at).unwrap_or(u32::MAX));
        let Some(step) = best.get(at * states + row) else { break };
        // Every break is reached from an earlier one.
        at = (step.from as usize).min(at - 1);
        row = usize::from(step.row);
    }
    ends
}
