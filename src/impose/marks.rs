//! Signs for those who print, fold and cut: crop marks, fold marks, registration targets, colour bar. Draws where a plan
//! says there is room, and nowhere else.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use super::arrangement::Crop;
use super::plan::{Cut, NOTHING, Plan};
use crate::color::{Cmyk, Color};
use crate::geom::{Insets, Length, PathData, Point, Rect, Transform};
use crate::scene::{Dash, Fill, Group, Item, Path, Role, Side, Stroke};

/// Marks are a quarter of a point thick: seen on every plate, hidden by the knife.
const THIN: Length = Length::pt(0.25);
/// A mark shorter than this is not drawn.
pub(super) const SHORTEST: Length = Length::mm(1.0);
/// Radius of the circle of a registration target; its cross reaches half as far again.
const TARGET: Length = Length::mm(1.5);
/// Side of a patch of the colour bar.
const PATCH: Length = Length::mm(4.0);
/// Length of the colour bar: eight patches.
pub(super) const BAR: Length = Length::mm(32.0);

/// Each ink solid, then at half. What they look like on a screen is asked once: sheets have many bars.
static PATCHES: LazyLock<[Color; 8]> = LazyLock::new(|| {
    let ink = |index: usize, amount: u16| {
        let of = |own: usize| if own == index { amount } else { 0 };
        Color::from_inks(Cmyk { c: of(0), m: of(1), y: of(2), k: of(3) })
    };
    std::array::from_fn(|index| ink(index % 4, if index < 4 { 1000 } else { 500 }))
});

/// What lies on one side of a sheet: the trims, what each may paint, and the signs placed so far.
pub(super) struct Ground {
    pub trims: Vec<Rect>,
    pub painted: Vec<Rect>,
    pub obstacles: Vec<Rect>,
}

impl Ground {
    /// What lies on one side.
    pub fn of(plan: &Plan, side: Side) -> Self {
        let mut ground = Self { trims: Vec::new(), painted: Vec::new(), obstacles: Vec::new() };
        for place in &plan.places {
            if side == Side::Front || !plan.two_pages {
                ground.trims.push(place.front.rect);
                ground.painted.push(place.paint);
            }
            if side == Side::Back || !plan.two_pages {
                ground.trims.extend(place.back());
                ground.painted.extend(place.back_paint);
            }
        }
        ground
    }

    fn is_clear(&self, rect: &Rect) -> bool {
        !self.painted.iter().any(|painted| touches(painted, rect))
    }
}

/// Whether two rectangles have a point in common, however thin they are, edges left aside.
fn touches(a: &Rect, b: &Rect) -> bool {
    a.x < b.right() - NOTHING && b.x < a.right() - NOTHING && a.y < b.bottom() - NOTHING && b.y < a.bottom() - NOTHING
}

/// A straight mark, kept in thousandths of a millimetre so that equal ones are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    x1: i64,
    y1: i64,
    x2: i64,
    y2: i64,
}

impl Line {
    fn new(a: Point, b: Point) -> Self {
        let step = |length: Length| (length.to_mm() * 1000.0).round() as i64;
        Self { x1: step(a.x), y1: step(a.y), x2: step(b.x), y2: step(b.y) }
    }

    fn ends(self) -> (Point, Point) {
        let mm = |step: i64| step as f64 / 1000.0;
        (Point::mm(mm(self.x1), mm(self.y1)), Point::mm(mm(self.x2), mm(self.y2)))
    }
}

/// Crop marks at the ends of the edges of every trim, outside all that is painted and inside what can be printed; and how many
/// straight cuts of the sheet lack a mark at one of their ends.
pub(super) fn crop(plan: &Plan, ground: &Ground, crop: &Crop) -> (Option<Item>, usize) {
    let mut lines = BTreeSet::new();
    for (trim, painted) in ground.trims.iter().zip(&ground.painted) {
        // A mark on a fold would have it cut.
        let cuts = corner_marks(trim, painted, crop).into_iter().filter(|mark| !is_on_fold(plan, mark));
        lines.extend(cuts.filter_map(|(from, to)| clear_line(plan, ground, from, to)));
    }
    let lacking = plan.cuts.iter().filter(|cut| marked_ends(&lines, **cut) < 2).count();
    (drawn(lines, None), lacking)
}

/// How many lines lie on a cut.
fn marked_ends(lines: &BTreeSet<Line>, cut: Cut) -> usize {
    let is_on = |line: &&Line| {
        let (a, b) = line.ends();
        match cut {
            Cut::Down(x) => a.x == b.x && a.x.near(x, NOTHING),
            Cut::Across(y) => a.y == b.y && a.y.near(y, NOTHING),
        }
    };
    lines.iter().filter(is_on).count()
}

fn is_on_fold(plan: &Plan, (from, to): &(Point, Point)) -> bool {
    plan.folds.iter().any(|fold| match *fold {
        Cut::Down(x) => from.x == to.x && from.x.near(x, NOTHING),
        Cut::Across(y) => from.y == to.y && from.y.near(y, NOTHING),
    })
}

/// The eight marks of a trim, each from near the trim outwards.
fn corner_marks(trim: &Rect, painted: &Rect, crop: &Crop) -> [(Point, Point); 8] {
    let start = |bleed: Length| crop.offset.max(bleed);
    let left = trim.x - start(trim.x - painted.x);
    let right = trim.right() + start(painted.right() - trim.right());
    let top = trim.y - start(trim.y - painted.y);
    let bottom = trim.bottom() + start(painted.bottom() - trim.bottom());
    let across = |y: Length, from: Length, length: Length| (Point::new(from, y), Point::new(from + length, y));
    let down = |x: Length, from: Length, length: Length| (Point::new(x, from), Point::new(x, from + length));
    [
        across(trim.y, left, -crop.length),
        across(trim.bottom(), left, -crop.length),
        across(trim.y, right, crop.length),
        across(trim.bottom(), right, crop.length),
        down(trim.x, top, -crop.length),
        down(trim.right(), top, -crop.length),
        down(trim.x, bottom, crop.length),
        down(trim.right(), bottom, crop.length),
    ]
}

/// The part of a mark that can be printed and that no other sign covers, where it crosses nothing that is painted.
fn clear_line(plan: &Plan, ground: &Ground, from: Point, to: Point) -> Option<Line> {
    let printable = &plan.printable;
    let keep = |p: Point| {
        Point::new(p.x.max(printable.x).min(printable.right()), p.y.max(printable.y).min(printable.bottom()))
    };
    let (a, b) = (keep(from), keep(short_of(&ground.obstacles, from, to)));
    // A mark beside the printable area would be moved into it, off its cut.
    let straight = (a.x == from.x && b.x == to.x) || (a.y == from.y && b.y == to.y);
    let length = (a.x - b.x).abs().max((a.y - b.y).abs());
    // Wider than it is, but not longer: a mark may begin where artwork ends.
    let (aside, along) = (NOTHING * 2.0, Length::ZERO);
    let (x, y) = if a.x == b.x { (aside, along) } else { (along, aside) };
    let room = Rect::between(a, b).outset(&Insets { top: y, right: x, bottom: y, left: x });
    (straight && length >= SHORTEST && ground.is_clear(&room)).then(|| Line::new(a, b))
}

/// Where a line from `from` to `to` ends so that it meets no obstacle.
fn short_of(obstacles: &[Rect], from: Point, mut to: Point) -> Point {
    let air = Length::mm(0.5);
    for obstacle in obstacles {
        let obstacle = obstacle.outset(&Insets::uniform(air));
        if !touches(&obstacle, &Rect::between(from, to).outset(&Insets::uniform(NOTHING * 2.0))) {
            continue;
        }
        if from.x == to.x {
            to.y = if to.y > from.y { obstacle.y.max(from.y) } else { obstacle.bottom().min(from.y) };
        } else {
            to.x = if to.x > from.x { obstacle.x.max(from.x) } else { obstacle.right().min(from.x) };
        }
    }
    to
}

/// Dashed marks at both ends of every fold.
pub(super) fn fold(plan: &Plan, ground: &Ground) -> Option<Item> {
    let block = ground.painted.iter().copied().reduce(|a, b| a.union(&b))?;
    let length = Length::mm(8.0);
    let gap = Length::mm(1.0);
    let mut lines = BTreeSet::new();
    for fold in &plan.folds {
        let ends = match *fold {
            Cut::Down(x) => [(x, block.y - gap, -length), (x, block.bottom() + gap, length)]
                .map(|(x, y, by)| (Point::new(x, y), Point::new(x, y + by))),
            Cut::Across(y) => [(y, block.x - gap, -length), (y, block.right() + gap, length)]
                .map(|(y, x, by)| (Point::new(x, y), Point::new(x + by, y))),
        };
        lines.extend(ends.into_iter().filter_map(|(from, to)| clear_line(plan, ground, from, to)));
    }
    drawn(lines, Some(Dash { pattern: vec![Length::mm(1.5), Length::mm(1.0)], phase: Length::ZERO }))
}

fn drawn(lines: BTreeSet<Line>, dash: Option<Dash>) -> Option<Item> {
    if lines.is_empty() {
        return None;
    }
    let mut data = PathData::new();
    for (a, b) in lines.into_iter().map(Line::ends) {
        data.move_to(a);
        data.line_to(b);
    }
    Some(mark(vec![stroked(data, dash)]))
}

fn stroked(data: PathData, dash: Option<Dash>) -> Item {
    let stroke = Stroke { dash, ..Stroke::solid(Color::REGISTRATION, THIN) };
    Item::Path(Box::new(Path { data: Arc::new(data), fill: None, stroke: Some(stroke) }))
}

/// Items that are signs for the printer, outside the meaning of the page.
pub(super) fn mark(items: Vec<Item>) -> Item {
    Item::Group(Box::new(Group { role: Some(Role::Mark), items, ..Group::default() }))
}

/// A target in the middle of each side, where there is room for it.
pub(super) fn registration(plan: &Plan, ground: &mut Ground) -> Option<Item> {
    let reach = TARGET * 1.5;
    let inset = reach + Length::mm(0.5);
    let middle = Rect::of_size(plan.paper).center();
    let area = &plan.printable;
    let places = [
        Point::new(middle.x, area.y + inset),
        Point::new(middle.x, area.bottom() - inset),
        Point::new(area.x + inset, middle.y),
        Point::new(area.right() - inset, middle.y),
    ];
    let box_of = |p: &Point| Rect::new(p.x - reach, p.y - reach, reach * 2.0, reach * 2.0);
    let clear: Vec<Point> = places.into_iter().filter(|place| ground.is_clear(&box_of(place))).collect();
    if clear.is_empty() {
        return None;
    }
    let mut data = PathData::new();
    for at in clear {
        ground.obstacles.push(box_of(&at));
        data.append(
            &PathData::ellipse(&Rect::new(at.x - TARGET, at.y - TARGET, TARGET * 2.0, TARGET * 2.0)),
            &Transform::IDENTITY,
        );
        data.move_to(Point::new(at.x - reach, at.y));
        data.line_to(Point::new(at.x + reach, at.y));
        data.move_to(Point::new(at.x, at.y - reach));
        data.line_to(Point::new(at.x, at.y + reach));
    }
    Some(mark(vec![stroked(data, None)]))
}

/// Patches of each ink, solid and at half, in a row as long as [`BAR`] from the top left corner of `at`.
pub(super) fn color_bar(at: Rect) -> Item {
    let patch = |(index, color): (usize, &Color)| {
        let data = Arc::new(PathData::rect(&Rect::new(at.x + PATCH * index as f64, at.y, PATCH, PATCH)));
        Item::Path(Box::new(Path { data, fill: Some(Fill::solid(*color)), stroke: None }))
    };
    mark(PATCHES.iter().enumerate().map(patch).collect())
}
