//! Which slabs of a text stand where on one page: columns filled, footnotes at their feet, headings kept with what
//! follows. Knows heights and where columns may end; no words, no glyphs. Pure: the same slabs and room give the same page.

use crate::geom::Length;

/// What is never cut: a line, a row of a table, a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slab {
    /// Height, padding at its own edges included.
    pub height: Length,
    /// Room above, except at the top of a column.
    pub above: Length,
    /// A column may end with it.
    pub may_end: bool,
    /// It goes across all columns.
    pub across: bool,
    /// It begins at the top of a column, or of a page.
    pub begins: Begins,
    /// Footnotes that are called in it and nowhere before.
    pub notes: Vec<u32>,
    /// Height of what is repeated above it where it begins a column: the heads of its table.
    pub repeated: Length,
    /// From its top to the baseline that lies on the baseline grid, where it has one.
    pub baseline: Option<Length>,
}

/// Where a slab begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Begins {
    /// Anywhere.
    #[default]
    Anywhere,
    /// At the top of a column.
    Column,
    /// At the top of a page.
    Page,
}

/// The room of one page.
#[derive(Clone, Debug)]
pub struct Room<'a> {
    /// Height of the frame.
    pub height: Length,
    /// How many columns.
    pub columns: usize,
    /// Where all has room, columns are made about equally high.
    pub balanced: bool,
    /// Height of each footnote, by its number from 1.
    pub notes: &'a [Length],
    /// Room above the first footnote of a column, and between two.
    pub note_gaps: (Length, Length),
    /// The baseline grid: its step, and how far below the top of the frame its first line lies.
    pub grid: Option<(Length, Length)>,
    /// The slabs reach to the end of the text.
    pub ends: bool,
}

/// Where a slab stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Which slab.
    pub slab: usize,
    /// Its column, from 0.
    pub column: usize,
    /// Its top, from the top of the frame.
    pub y: Length,
    /// What its table repeats stands above it, at this height.
    pub head: Option<Length>,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filled {
    /// What stands where, in reading order.
    pub spots: Vec<Spot>,
    /// Numbers of the footnotes at the foot of each column.
    pub feet: Vec<Vec<u32>>,
    /// How many slabs have room; none where not even the first has.
    pub count: usize,
    /// The lower edge of the lowest slab.
    pub bottom: Length,
    /// Something had to be parted that is to be kept together: it is higher than a page.
    pub loose: bool,
}

/// What heights may be over without being seen.
const TOLERANCE: Length = Length::mm(0.005);
/// Balanced heights are looked for so many times by halves: to a thousandth of a millimetre on any page.
const HALVES: usize = 24;

/// Fills a page with as many slabs as have room.
pub fn fill(slabs: &[Slab], room: &Room<'_>) -> Filled {
    let mut capped = slabs;
    let mut ends = room.ends;
    loop {
        let page = Page::new(capped, Room { ends, ..room.clone() }).run();
        let last = page.count.checked_sub(1).and_then(|last| slabs.get(last));
        let whole = page.count == slabs.len() && room.ends;
        if page.count == 0 || page.loose || whole || last.is_some_and(|slab| slab.may_end) {
            return page;
        }
        // The page ends where a section does, with something that is kept with the next: it goes there too.
        let Some(earlier) = (1..page.count).rev().find(|end| slabs.get(end - 1).is_some_and(|slab| slab.may_end))
        else {
            return Filled { loose: true, ..page };
        };
        capped = slabs.get(..earlier).unwrap_or_default();
        ends = false;
    }
}

/// The foot of a column: its notes and their height.
#[derive(Clone, Debug, Default)]
struct Foot {
    notes: Vec<u32>,
    height: Length,
}

struct Page<'a> {
    slabs: &'a [Slab],
    room: Room<'a>,
    feet: Vec<Foot>,
    filled: Filled,
    y: Length,
}

/// Where a column begins and ends.
struct Limits {
    top: Length,
    lowest: Length,
    /// Height of the notes at the feet of other columns that it goes across.
    reserved: Length,
    /// Nothing stands above it.
    fresh: bool,
}

/// A column under way.
struct Column {
    to: usize,
    spots: Vec<Spot>,
    foot: Foot,
    bottom: Length,
    loose: bool,
}

impl<'a> Page<'a> {
    fn new(slabs: &'a [Slab], room: Room<'a>) -> Self {
        let feet = vec![Foot::default(); room.columns.max(1)];
        Self { slabs, room, feet, filled: Filled::default(), y: Length::ZERO }
    }

    /// Sections one under the other: what goes across all columns, and what stands in them.
    fn run(mut self) -> Filled {
        let mut at = 0;
        while let Some(first) = self.slabs.get(at) {
            if at > 0 && first.begins == Begins::Page {
                break;
            }
            let across = first.across;
            let same = |slab: &&Slab| slab.across == across && slab.begins != Begins::Page;
            let end = at + 1 + self.slabs.iter().skip(at + 1).take_while(same).count();
            let to = if across { self.across(at, end) } else { self.columns(at, end) };
            let full = to < end;
            at = to;
            if full {
                break;
            }
        }
        self.filled.count = at;
        self.filled.bottom = self.y;
        self.filled.feet = self.feet.into_iter().map(|foot| foot.notes).collect();
        self.filled
    }

    /// Where a section that begins with this slab begins.
    fn top(&self, from: usize) -> Length {
        let above = self.slabs.get(from).map_or(Length::ZERO, |slab| slab.above);
        if self.y > Length::ZERO { self.y + above } else { Length::ZERO }
    }

    fn across(&mut self, from: usize, end: usize) -> usize {
        let reserved = self.feet.iter().map(|foot| foot.height).fold(Length::ZERO, Length::max);
        let first = self.feet.first().cloned().unwrap_or_default();
        let limits = Limits { top: self.top(from), lowest: self.room.height, reserved, fresh: self.y <= Length::ZERO };
        let Some(column) = self.column((from, end), &limits, (0, first)) else { return from };
        self.take(0, column)
    }

    fn columns(&mut self, from: usize, end: usize) -> usize {
        let height = self.room.height;
        let (all, to) = self.share_out(from, end, height);
        let next = self.slabs.get(end);
        let is_last = next.is_some() || self.room.ends;
        let parted = next.is_some_and(|next| next.across);
        let forced = self.slabs.iter().take(end).skip(from + 1).any(|slab| slab.begins != Begins::Anywhere);
        let balance = to == end && is_last && (self.room.balanced || parted) && !forced;
        let all = if balance && self.room.columns > 1 { self.balanced(from, end, all) } else { all };
        let below = all.iter().map(|column| column.bottom).fold(self.y, Length::max);
        for (index, column) in all.into_iter().enumerate() {
            self.take(index, column);
        }
        self.y = below;
        to
    }

    fn take(&mut self, index: usize, column: Column) -> usize {
        self.filled.spots.extend(column.spots);
        self.filled.loose |= column.loose;
        if let Some(foot) = self.feet.get_mut(index) {
            *foot = column.foot;
        }
        self.y = column.bottom;
        column.to
    }

    /// Columns of this height at most, one after the other, and where the last one ends.
    fn share_out(&self, from: usize, end: usize, height: Length) -> (Vec<Column>, usize) {
        let (mut columns, mut at) = (Vec::new(), from);
        for (index, foot) in self.feet.iter().enumerate() {
            let stops = at > from && self.slabs.get(at).is_some_and(|slab| slab.begins == Begins::Page);
            if at >= end || stops {
                break;
            }
            let fresh = self.y <= Length::ZERO && height >= self.room.height;
            let limits = Limits { top: self.top(from), lowest: height, reserved: Length::ZERO, fresh };
            let Some(column) = self.column((at, end), &limits, (index, foot.clone())) else { break };
            at = column.to;
            columns.push(column);
        }
        (columns, at)
    }

    /// The same columns at the least height at which all of them have room.
    fn balanced(&self, from: usize, end: usize, all: Vec<Column>) -> Vec<Column> {
        let (mut low, mut high) = (self.y.to_mm(), self.room.height.to_mm());
        let mut best = all;
        for _ in 0..HALVES {
            let middle = f64::midpoint(low, high);
            let (columns, to) = self.share_out(from, end, Length::mm(middle));
            if to == end {
                (best, high) = (columns, middle);
            } else {
                low = middle;
            }
        }
        best
    }

    /// As many slabs as have room, up to the last place where a column may end. Where there is none and the column is
    /// fresh, as many as there is room for.
    fn column(&self, (from, end): (usize, usize), limits: &Limits, (column, foot): (usize, Foot)) -> Option<Column> {
        let mut now = Column { to: from, spots: Vec::new(), foot, bottom: limits.top, loose: false };
        let mut allowed = None;
        for (index, slab) in self.slabs.iter().enumerate().take(end).skip(from) {
            let first = index == from;
            if !first && slab.begins != Begins::Anywhere {
                allowed = Some((now.to, now.spots.len(), now.foot.clone(), now.bottom));
                break;
            }
            let (above, head) = if first { (Length::ZERO, slab.repeated) } else { (slab.above, Length::ZERO) };
            let y = self.on_grid(now.bottom + above + head, slab);
            self.add_notes(&mut now.foot, slab);
            let bottom = y + slab.height;
            let foot = now.foot.height.max(limits.reserved);
            if bottom > limits.lowest + TOLERANCE || bottom + foot > self.room.height + TOLERANCE {
                break;
            }
            now.spots.push(Spot { slab: index, column, y, head: (head > Length::ZERO).then_some(y - head) });
            (now.to, now.bottom) = (index + 1, bottom);
            if slab.may_end || now.to == end {
                allowed = Some((now.to, now.spots.len(), now.foot.clone(), now.bottom));
            }
        }
        match allowed {
            Some((to, spots, foot, bottom)) => {
                now.spots.truncate(spots);
                Some(Column { to, foot, bottom, ..now })
            }
            None if limits.fresh && now.to > from => {
                let foot = self.foot_of(&now.spots, column);
                Some(Column { foot, loose: true, ..now })
            }
            None => None,
        }
    }

    /// The notes of what was taken, where the last slab that was tried had none of the room.
    fn foot_of(&self, spots: &[Spot], column: usize) -> Foot {
        let mut foot = self.feet.get(column).cloned().unwrap_or_default();
        for slab in spots.iter().filter_map(|spot| self.slabs.get(spot.slab)) {
            self.add_notes(&mut foot, slab);
        }
        foot
    }

    fn add_notes(&self, foot: &mut Foot, slab: &Slab) {
        let (first, between) = self.room.note_gaps;
        for number in &slab.notes {
            let index = usize::try_from(*number).unwrap_or_default().saturating_sub(1);
            let height = self.room.notes.get(index).copied().unwrap_or_default();
            foot.height += height + if foot.notes.is_empty() { first } else { between };
            foot.notes.push(*number);
        }
    }

    fn on_grid(&self, top: Length, slab: &Slab) -> Length {
        let (Some((step, phase)), Some(baseline)) = (self.room.grid, slab.baseline) else { return top };
        let off = (phase - (top + baseline)).to_mm().rem_euclid(step.to_mm());
        if step - Length::mm(off) < TOLERANCE { top } else { top + Length::mm(off) }
    }
}
