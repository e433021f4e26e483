//! A timeline: entries as chips along ordered words, packed into lanes so that none lies on another.

use super::axis::Words;
use super::line::Panel;
use super::{Filler, TOLERANCE};
use crate::element::Cursor;
use crate::geom::{Length, Rect};
use crate::layout::instance::Instance;
use crate::layout::names::Names;
use crate::scene::Role;
use crate::template::Timeline;

/// The timeline on one page.
struct Sheet<'m, 't> {
    timeline: &'t Timeline,
    columns: &'m Words<'t>,
    lanes: &'m Words<'t>,
    /// Left and right edges of the columns.
    tracks: Vec<(Length, Length)>,
    panels: Vec<Panel>,
    /// Room for the heads of lanes.
    heads: Length,
}

/// An entry in a lane.
struct Chip<'t> {
    names: Names<'t>,
    first: usize,
    last: usize,
    open: bool,
}

/// A lane on its way to the page.
struct Lane<'t> {
    index: usize,
    head: Option<Instance<'t>>,
    rows: Vec<(Length, Vec<Placed<'t>>)>,
    height: Length,
}

/// A chip with its boxes: over all of it, after it, and with its words.
struct Placed<'t> {
    bar: Option<Instance<'t>>,
    tail: Option<Instance<'t>>,
    chip: Instance<'t>,
    span: (Length, Length),
    words: (Length, Length),
}

impl<'t> Filler<'_, '_, 't> {
    pub(super) fn timeline(&mut self, timeline: &'t Timeline, from: &Cursor) -> Option<Cursor> {
        let (columns, lanes) = (self.words(&timeline.columns), self.words(&timeline.lanes));
        let (columns, lanes) = (columns?, lanes?);
        let chips = self.chips(timeline, &columns, &lanes);
        let (down, across) = self.gaps();
        let heads = timeline.lanes.size.as_ref().map_or(Length::ZERO, |size| self.length(size, self.room.width));
        let panels = self.panels(timeline, heads, across)?;
        let tracks = self.columns(&columns, &panels, across)?;
        let sheet = Sheet { timeline, columns: &columns, lanes: &lanes, tracks, panels, heads };
        let counts: Vec<usize> = (0..columns.words.len()).map(|column| count(&chips, column)).collect();
        let top = self.line_heads(&sheet, &counts) + down;
        let mut y = top;
        let (mut placed, mut next) = (Vec::new(), None);
        for index in from.step(0)..lanes.words.len() {
            let start = if index == from.step(0) { from.step(1) } else { 0 };
            let rows = chips.get(index).map(|chips| pack(chips)).unwrap_or_default();
            let all = chips.get(index).map_or(&[][..], Vec::as_slice);
            let mut lane = self.lane(&sheet, index, all.len());
            let room = self.room.bottom() - y;
            let bare = lane.height;
            let mut full = None;
            for (number, row) in rows.iter().enumerate().skip(start) {
                let made: Vec<Placed<'t>> =
                    row.iter().filter_map(|chip| self.placed(&sheet, all.get(*chip)?, index)).collect();
                let high = made.iter().map(|placed| self.chip_height(placed)).fold(Length::ZERO, Length::max);
                lane.rows.push((high, made));
                lane.height = self.lane_height(timeline, &lane, bare, down);
                if lane.height > room + TOLERANCE {
                    full = Some(number);
                    break;
                }
            }
            if full.is_none() && lane.height <= room + TOLERANCE {
                y += lane.height + down;
                placed.push(lane);
                continue;
            }
            let rest = Rest { index, number: full.unwrap_or(start), start, room, down };
            next = self.line_full(&sheet, &chips, lane, bare, &rest, y > top, &mut placed);
            break;
        }
        self.put_lanes(&sheet, placed, top, next.is_none(), down);
        next
    }

    /// The entries of each lane, in the order in which they are packed.
    fn chips(&mut self, timeline: &'t Timeline, columns: &Words<'t>, lanes: &Words<'t>) -> Vec<Vec<Chip<'t>>> {
        let mut chips: Vec<Vec<Chip<'t>>> = lanes.words.iter().map(|_| Vec::new()).collect();
        for entry in self.entries() {
            let (along, down) = (self.places(columns, &entry), self.places(lanes, &entry));
            let (Some(first), Some(last)) = (along.first().copied(), along.last().copied()) else { continue };
            let open = timeline.tail.as_ref().is_some_and(|tail| {
                tail.when.as_ref().is_none_or(|when| crate::layout::instance::holds(when, &entry.names))
            });
            for lane in down {
                if let Some(lane) = chips.get_mut(lane) {
                    lane.push(Chip { names: entry.names.clone(), first, last, open });
                }
            }
        }
        if self.data.source.as_ref().is_none_or(|source| source.sort.is_empty()) {
            chips.iter_mut().for_each(|lane| lane.sort_by_key(|chip| (chip.first, chip.last)));
        }
        chips
    }

    /// Puts down the corner and the heads of the columns; gives their lower edge.
    fn line_heads(&mut self, sheet: &Sheet<'_, 't>, counts: &[usize]) -> Length {
        let size = sheet.timeline.columns.size.as_ref();
        let mut height = size.map_or(Length::ZERO, |size| self.length(size, self.room.height));
        let mut made = Vec::new();
        for (index, (left, right)) in sheet.tracks.iter().enumerate() {
            let head = sheet.columns.head().zip(sheet.columns.counted(index, counts.get(index).copied().unwrap_or(0)));
            let Some(head) = head.and_then(|(node, names)| self.make(node, &names)) else { continue };
            if size.is_none() {
                height = height.max(self.height(&head, *right - *left));
            }
            made.push((head, *left, *right - *left));
        }
        let (x, y, names) = (self.room.x, self.room.y, self.names.clone());
        self.put(sheet.timeline.corner.as_ref(), &names, Rect::new(x, y, sheet.heads, height), Some(Role::Head));
        for (mut head, left, width) in made {
            self.set(&mut head, Rect::new(left, y, width, height), Some(Role::Head));
            self.children.push(head);
        }
        y + height
    }

    /// A lane with its head and no chip yet.
    fn lane(&mut self, sheet: &Sheet<'_, 't>, index: usize, count: usize) -> Lane<'t> {
        let least = sheet.timeline.lanes.min.as_ref().map_or(Length::ZERO, |min| self.length(min, self.room.height));
        let head = sheet.lanes.head().zip(sheet.lanes.counted(index, count));
        let head = head.and_then(|(node, names)| self.make(node, &names));
        let height = head.as_ref().map_or(Length::ZERO, |head| self.height(head, sheet.heads)).max(least);
        Lane { index, head, rows: Vec::new(), height }
    }

    fn lane_height(&self, timeline: &'t Timeline, lane: &Lane<'t>, bare: Length, down: Length) -> Length {
        let rows: Length = lane.rows.iter().map(|(height, _)| *height).sum();
        let gaps = down * lane.rows.len().saturating_sub(1) as f64;
        (rows + gaps + self.lane_padding(timeline) * 2.0).max(bare)
    }

    fn lane_padding(&self, timeline: &'t Timeline) -> Length {
        timeline.padding.as_ref().map_or(Length::ZERO, |padding| self.length(padding, self.room.height))
    }

    /// The boxes of a chip, and where they lie across.
    fn placed(&mut self, sheet: &Sheet<'_, 't>, chip: &Chip<'t>, lane: usize) -> Option<Placed<'t>> {
        let (left, right) = (sheet.tracks.get(chip.first)?.0, sheet.tracks.get(chip.last)?.1);
        let names = match sheet.lanes.words.get(lane) {
            Some(word) => chip.names.before(&sheet.timeline.lanes.source.name, word.each.clone(), lane),
            None => chip.names.clone(),
        };
        let bar = sheet.timeline.bar.as_ref().and_then(|node| self.make(node, &names));
        let tail = sheet.timeline.tail.as_ref().filter(|_| chip.open).and_then(|node| self.make(node, &names));
        let made = self.make(&sheet.timeline.chip, &names)?;
        // On one side of every fold: the first where the words need no more lines than anywhere else.
        let parts = sheet.panels.iter().map(|panel| (left.max(panel.left), right.min(panel.right)));
        let parts: Vec<_> = parts.filter(|(from, to)| *to > *from).collect();
        let heights: Vec<Length> = parts.iter().map(|(from, to)| self.height(&made, *to - *from)).collect();
        let least = heights.iter().copied().fold(Length::mm(f64::MAX), Length::min) + TOLERANCE;
        let words = parts.into_iter().zip(heights).find(|(_, height)| *height <= least);
        let words = words.map_or((left, right), |(part, _)| part);
        Some(Placed { bar, tail, chip: made, span: (left, right), words })
    }

    fn chip_height(&self, placed: &Placed<'t>) -> Length {
        self.height(&placed.chip, placed.words.1 - placed.words.0)
    }

    /// What happens where the chips of a lane have no room.
    #[allow(clippy::too_many_arguments, reason = "all of it is the state of one page")]
    fn line_full(
        &mut self,
        sheet: &Sheet<'_, 't>,
        chips: &[Vec<Chip<'t>>],
        mut lane: Lane<'t>,
        bare: Length,
        rest: &Rest,
        begun: bool,
        placed: &mut Vec<Lane<'t>>,
    ) -> Option<Cursor> {
        if !self.pages() {
            self.lanes_overflow(sheet, chips, &lane, rest);
            return None;
        }
        let wanted = lane.height;
        if lane.rows.len() > 1 {
            lane.rows.pop();
            lane.height = self.lane_height(sheet.timeline, &lane, bare, rest.down);
            placed.push(lane);
            return Some(Cursor::at([rest.index, rest.number]));
        }
        if begun {
            return Some(Cursor::at([rest.index, rest.start]));
        }
        let first = lane.rows.first().and_then(|(_, row)| row.first()).map(|placed| placed.chip.names.clone());
        let label = first.map(|names| self.label(&names)).unwrap_or_default();
        self.too_high(&label, wanted, rest.room);
        None
    }

    fn lanes_overflow(&mut self, sheet: &Sheet<'_, 't>, chips: &[Vec<Chip<'t>>], lane: &Lane<'t>, rest: &Rest) {
        let mut labels = Vec::new();
        let mut lacking = lane.height - rest.room;
        for (index, all) in chips.iter().enumerate().skip(rest.index) {
            let rows = pack(all);
            let skipped = if index == rest.index { rest.number } else { 0 };
            // The row that met the edge is counted in what the lane lacks.
            let counted = if index == rest.index { rest.number + 1 } else { 0 };
            for (number, row) in rows.iter().enumerate().skip(skipped) {
                let made: Vec<_> = row.iter().filter_map(|chip| self.placed(sheet, all.get(*chip)?, index)).collect();
                labels.extend(row.iter().filter_map(|chip| all.get(*chip)).map(|chip| self.label(&chip.names)));
                if number >= counted {
                    lacking +=
                        rest.down + made.iter().map(|placed| self.chip_height(placed)).fold(Length::ZERO, Length::max);
                }
            }
        }
        self.no_room(&labels, lacking);
    }

    /// Puts down what lies behind, the lanes with their chips, and the folds.
    fn put_lanes(&mut self, sheet: &Sheet<'_, 't>, lanes: Vec<Lane<'t>>, top: Length, last: bool, down: Length) {
        let used: Length = lanes.iter().map(|lane| lane.height + down).sum();
        let spare = self.room.bottom() - top - (used - down);
        let stretched = self.data.stretch && last && !self.faults.has_errors() && !lanes.is_empty();
        let more = if stretched { (spare / lanes.len() as f64).max(Length::ZERO) } else { Length::ZERO };
        let bottom = top + used - down + more * lanes.len() as f64;
        for index in 0..sheet.tracks.len() {
            let (Some((left, right)), Some(word)) = (sheet.tracks.get(index), sheet.columns.words.get(index)) else {
                continue;
            };
            let rect = Rect::new(*left, top, *right - *left, (bottom - top).max(Length::ZERO));
            self.put(sheet.timeline.column.as_ref(), &word.names, rect, None);
        }
        let mut y = top;
        for lane in lanes {
            let height = lane.height + more;
            self.put_lane(sheet, lane, y, height, down);
            y += height + down;
        }
        let (trim, names) = (self.ground.boxes.trim_rect(), self.names.clone());
        for fold in &sheet.timeline.folds {
            let at = self.length(fold, trim.width);
            self.put(sheet.timeline.fold.as_ref(), &names, Rect::new(at, trim.y, Length::ZERO, trim.height), None);
        }
    }

    fn put_lane(&mut self, sheet: &Sheet<'_, 't>, lane: Lane<'t>, y: Length, height: Length, down: Length) {
        let Lane { index, head, rows, .. } = lane;
        if let Some(word) = sheet.lanes.words.get(index) {
            let rect = Rect::new(self.room.x, y, self.room.width, height);
            self.put(sheet.timeline.lane.as_ref(), &word.names, rect, None);
        }
        if let Some(mut head) = head {
            self.set(&mut head, Rect::new(self.room.x, y, sheet.heads, height), Some(Role::Head));
            self.children.push(head);
        }
        let padding = self.lane_padding(sheet.timeline);
        let all: Length = rows.iter().map(|(height, _)| *height + down).sum::<Length>() - down;
        // Where the lane is higher than its chips, they stand in its middle.
        let mut y = y + if rows.is_empty() { padding } else { ((height - all) * 0.5).max(padding) };
        for (high, chips) in rows {
            for placed in chips {
                let own = self.chip_height(&placed);
                let Placed { bar, tail, mut chip, span: (left, right), words: (from, to) } = placed;
                if let Some(mut bar) = bar {
                    self.set(&mut bar, Rect::new(left, y, right - left, own), Some(Role::Artifact));
                    self.children.push(bar);
                }
                if let Some(mut tail) = tail {
                    self.set(&mut tail, Rect::new(right, y, self.room.right() - right, own), Some(Role::Artifact));
                    self.children.push(tail);
                }
                self.set(&mut chip, Rect::new(from, y, to - from, own), Some(Role::Entry));
                self.children.push(chip);
            }
            y += high + down;
        }
    }
}

/// Where a page is full.
struct Rest {
    /// The lane.
    index: usize,
    /// The row of chips that has no room.
    number: usize,
    /// The row with which the lane begins on this page.
    start: usize,
    room: Length,
    down: Length,
}

/// How many entries lie over a column.
fn count(chips: &[Vec<Chip<'_>>], column: usize) -> usize {
    chips.iter().flatten().filter(|chip| chip.first <= column && column <= chip.last).count()
}

/// Chips in rows: each in the first row where it lies on no other.
fn pack(chips: &[Chip<'_>]) -> Vec<Vec<usize>> {
    let end = |chip: &Chip<'_>| if chip.open { usize::MAX } else { chip.last };
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for (index, chip) in chips.iter().enumerate() {
        let free = |row: &Vec<usize>| {
            let mut others = row.iter().filter_map(|other| chips.get(*other));
            others.all(|other| end(other) < chip.first || end(chip) < other.first)
        };
        match rows.iter_mut().find(|row| free(row)) {
            Some(row) => row.push(index),
            None => rows.push(vec![index]),
        }
    }
    rows.iter_mut().for_each(|row| row.sort_by_key(|index| chips.get(*index).map(|chip| chip.first)));
    rows
}
