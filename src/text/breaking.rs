//! Where lines end: the best lines for the paragraph as a whole, after Knuth and Plass (“Breaking paragraphs into
//! lines”, 1981), or the fewest. Knows only widths and break places; the width given is at scale 1.

use super::block::{At, Block, Break};
use super::ladder::{ends_without_ladders, is_ladder};
use super::{Align, LastLine};

/// Widths are equal up to this many millimetres: layouts hand back rounded what they were told.
pub(super) const TOLERANCE: f64 = 0.002;

/// How much of its width a space may give and take (in TeX's text fonts: a half and a third).
const STRETCH: f64 = 0.5;
const SHRINK: f64 = 1.0 / 3.0;
/// A ragged line is as bad as a justified one at full stretch when it leaves this share of its width.
const RAG: f64 = 0.15;
/// What every line costs, in units of a line at full stretch (TeX: \linepenalty 10 of 100).
const LINE: f64 = 0.1;
/// Lines shorter than this share of the width are not considered, unless nothing else is left.
const SHORTEST: f64 = 0.5;
/// Cost of a line that is too wide: more than anything else.
const OVERFULL: f64 = 1e15;
/// Cost of a line where lines are to be as few as possible.
const FEWEST: f64 = 1e9;

/// What the lines of a paragraph must do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    justify: bool,
    /// The last line is like the others.
    full_last: bool,
    balance: bool,
    /// As few lines as possible.
    fewest: bool,
}

impl Manner {
    pub fn of(block: &Block, fewest: bool) -> Self {
        let justify = block.style.align == Align::Justify;
        let balance = block.style.balance;
        Self {
            justify,
            full_last: justify && block.style.last_line == LastLine::Justify,
            balance,
            fewest: fewest || balance,
        }
    }

    /// What ending a line here costs, besides how well it is filled.
    const fn penalty(self, at: At) -> f64 {
        match at {
            At::Space | At::End => 0.0,
            At::ShortWord if self.balance => 1.0,
            At::ShortWord => 0.15,
            At::Article if self.balance => 0.7,
            At::Article => 0.0,
            At::Hyphen if self.balance => 1e5,
            At::Hyphen if self.justify => 0.5,
            At::Hyphen => 1.2,
            At::Sign if self.balance => 2.0,
            At::Sign => 0.4,
            At::Seam => 0.1,
        }
    }

    fn shrink(self) -> f64 {
        if self.justify { SHRINK } else { 0.0 }
    }
}

/// A line from one break to another.
pub(super) struct Span<'a> {
    pub from: &'a Break,
    pub to: &'a Break,
    pub width: f64,
}

impl Span<'_> {
    /// Room left over, negative where spaces must give.
    fn slack(&self) -> f64 {
        self.width - (self.to.end - self.from.start)
    }

    fn spaces(&self) -> f64 {
        self.to.end_spaces - self.from.start_spaces
    }

    fn fits(&self, manner: Manner) -> bool {
        self.slack() + manner.shrink() * self.spaces() >= -TOLERANCE
    }
}

/// The breaks that end the lines of a block, in order, in lines of `width` without the indent.
pub(super) fn break_lines(block: &Block, width: f64, fewest: bool) -> Vec<u32> {
    break_lines_from(block, 0, width, fewest)
}

/// The same from a break on, which ends a line itself.
pub(super) fn break_lines_from(block: &Block, start: u32, width: f64, fewest: bool) -> Vec<u32> {
    let manner = Manner::of(block, fewest);
    let mut ends = Vec::with_capacity(8);
    let mut best = Vec::new();
    let start = start as usize;
    let left = block.sections.iter().filter(|(_, last)| start == 0 || *last > start);
    for (first, last) in left.map(|(first, last)| (start.max(*first), *last)) {
        let (first, last) = (&first, &last);
        let breaks = block.breaks.get(*first..=*last).unwrap_or(&[]);
        let extra = block.first_line(*first);
        let search = Search { breaks, width, extra, manner };
        let from = ends.len();
        search.run(&mut best);
        follow_back(&best, *first, &mut ends);
        ends.get_mut(from..).unwrap_or(&mut []).reverse();
        if let Some(limit) = block.style.hyphens_in_row
            && is_ladder(&block.breaks, ends.get(from..).unwrap_or(&[]), limit)
        {
            let offset = u32::try_from(*first).unwrap_or(u32::MAX);
            ends.truncate(from);
            ends.extend(ends_without_ladders(&search, limit).into_iter().rev().map(|end| offset + end));
        }
    }
    ends
}

/// The best way to reach a break.
#[derive(Clone, Copy, Debug)]
struct Node {
    cost: f64,
    before: u32,
}

fn follow_back(best: &[Node], first: usize, ends: &mut Vec<u32>) {
    let mut at = best.len().saturating_sub(1);
    while at > 0 {
        ends.push(u32::try_from(first + at).unwrap_or(u32::MAX));
        let Some(node) = best.get(at) else { return };
        // Every break is reached from an earlier one.
        at = (node.before as usize).min(at - 1);
    }
}

/// The breaks of one section, and what its lines must do.
pub(super) struct Search<'a> {
    /// The breaks of one section, its start first.
    pub breaks: &'a [Break],
    width: f64,
    /// Indent of the first line.
    extra: f64,
    manner: Manner,
}

impl Search<'_> {
    fn run(&self, best: &mut Vec<Node>) {
        best.clear();
        best.reserve(self.breaks.len());
        best.push(Node { cost: 0.0, before: 0 });
        let mut lowest = 0;
        let last = self.breaks.len().saturating_sub(1);
        for (at, to) in self.breaks.iter().enumerate().skip(1) {
            while lowest + 1 < at && self.is_past(lowest, to) {
                lowest += 1;
            }
            let node = if at == last { self.reach_last(best, lowest, at) } else { self.reach(best, lowest, at) };
            best.push(node);
        }
    }

    pub(super) fn line_width(&self, from: usize) -> f64 {
        if from == 0 { self.width - self.extra } else { self.width }
    }

    /// True when no line from this break reaches `to` or anything after it.
    pub(super) fn is_past(&self, from: usize, to: &Break) -> bool {
        let Some(start) = self.breaks.get(from) else { return false };
        let give = self.manner.shrink() * (to.end_spaces - start.start_spaces);
        to.solid - start.start > self.line_width(from) + give + TOLERANCE
    }

    /// The best line that ends at a break inside the section.
    fn reach(&self, best: &[Node], lowest: usize, at: usize) -> Node {
        let Some(to) = self.breaks.get(at) else { return Node { cost: OVERFULL, before: 0 } };
        let mut found = Node { cost: f64::INFINITY, before: 0 };
        let (shortest, least) = (self.width * SHORTEST, self.least_cost(to.at));
        for (from, node) in best.iter().enumerate().skip(lowest) {
            if node.cost + least >= found.cost {
                continue;
            }
            let Some(start) = self.breaks.get(from) else { break };
            let line = Span { from: start, to, width: self.line_width(from) };
            if line.width - line.slack() < shortest && found.cost < f64::INFINITY {
                break;
            }
            let cost = node.cost + self.cost(&line);
            if cost < found.cost {
                found = Node { cost, before: u32::try_from(from).unwrap_or(u32::MAX) };
            }
        }
        found
    }

    /// The best last line.
    fn reach_last(&self, best: &[Node], lowest: usize, at: usize) -> Node {
        let Some(to) = self.breaks.get(at) else { return Node { cost: OVERFULL, before: 0 } };
        let mut found = Node { cost: f64::INFINITY, before: 0 };
        for (from, node) in best.iter().enumerate().skip(lowest) {
            // No line costs less than nothing.
            if node.cost >= found.cost {
                continue;
            }
            let Some(start) = self.breaks.get(from) else { break };
            let line = Span { from: start, to, width: self.line_width(from) };
            let cost = node.cost + self.last_cost(&line, from);
            if cost < found.cost {
                found = Node { cost, before: u32::try_from(from).unwrap_or(u32::MAX) };
            }
        }
        found
    }

    /// What a line that ends at such a break costs at least, filled however well.
    fn least_cost(&self, at: At) -> f64 {
        let penalty = self.manner.penalty(at);
        if self.manner.balance { penalty + FEWEST } else { (LINE + penalty) * (LINE + penalty) + self.per_line() }
    }

    fn per_line(&self) -> f64 {
        if self.manner.fewest { FEWEST } else { 0.0 }
    }

    pub(super) fn cost(&self, line: &Span<'_>) -> f64 {
        if !line.fits(self.manner) {
            return OVERFULL * (1.0 - line.slack() / self.width.max(1.0));
        }
        if self.manner.balance {
            return self.unevenness(line) + self.manner.penalty(line.to.at) + FEWEST;
        }
        let filled = LINE + self.badness(line) + self.manner.penalty(line.to.at);
        let hyphens = line.from.at == At::Hyphen && line.to.at == At::Hyphen;
        filled * filled + if hyphens { 1.0 } else { 0.0 } + self.per_line()
    }

    pub(super) fn last_cost(&self, line: &Span<'_>, from: usize) -> f64 {
        if !line.fits(self.manner) {
            return self.cost(line);
        }
        let runt = if from == 0 { 0.0 } else { self.runt(line) };
        if self.manner.balance {
            return self.unevenness(line) + runt + FEWEST;
        }
        let counts = self.manner.full_last || line.slack() < 0.0;
        let filled = LINE + if counts { self.badness(line) } else { 0.0 };
        filled * filled + runt + self.per_line()
    }

    /// For a given number of lines, the sum of the squares of what they leave is least where they are all alike.
    fn unevenness(&self, line: &Span<'_>) -> f64 {
        let share = line.slack() / (self.width * RAG).max(TOLERANCE);
        share * share
    }

    /// The third power of the share of its give that a line uses; see \badness in TeX.
    fn badness(&self, line: &Span<'_>) -> f64 {
        let slack = line.slack();
        let give = match (self.manner.justify, slack < 0.0) {
            (true, true) => SHRINK * line.spaces(),
            (true, false) => (STRETCH * line.spaces()).max(self.width * 0.01),
            (false, _) => self.width * RAG,
        };
        let share = slack.abs() / give.max(TOLERANCE);
        share * share * share
    }

    /// A last line of one word, or of the end of one.
    fn runt(&self, line: &Span<'_>) -> f64 {
        match (line.to.words.saturating_sub(line.from.words), line.from.at) {
            (0 | 1, At::Hyphen) => 4.0,
            (0 | 1, _) if self.manner.balance => FEWEST / 10.0,
            (0 | 1, _) => 1.5,
            (_, At::Hyphen) => 0.5,
            _ => 0.0,
        }
    }
}

/// The fewest lines that a block can be set in, by filling each line as far as it goes.
pub(super) fn count_lines(block: &Block, width: f64) -> usize {
    if block.style.balance {
        return break_lines(block, width, true).len();
    }
    let manner = Manner::of(block, true);
    let mut lines = 0;
    for (first, last) in &block.sections {
        let breaks = block.breaks.get(*first..=*last).unwrap_or(&[]);
        let search = Search { breaks, width, extra: block.first_line(*first), manner };
        let mut from = 0;
        let mut row = 0;
        while from + 1 < breaks.len() {
            from = search.farthest(from);
            lines += 1;
            let hyphen = breaks.get(from).is_some_and(|place| place.at == At::Hyphen);
            row = if hyphen { row + 1 } else { 0 };
            if block.style.hyphens_in_row.is_some_and(|limit| row > limit) {
                return break_lines(block, width, true).len();
            }
        }
    }
    lines
}

impl Search<'_> {
    /// The last break that a line from here can end at; the next one where none fits.
    fn farthest(&self, from: usize) -> usize {
        let Some(start) = self.breaks.get(from) else { return self.breaks.len() };
        let mut found = from + 1;
        for (at, to) in self.breaks.iter().enumerate().skip(from + 1) {
            let line = Span { from: start, to, width: self.line_width(from) };
            if line.fits(self.manner) {
                found = at;
            } else if self.is_past(from, to) {
                break;
            }
        }
        found
    }
}
