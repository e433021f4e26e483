//! Slabs to scene items: words with their bullets and boxes, rows with their rules, figures, footnotes under a line.

use std::sync::Arc;

use super::blank::{self, Tick};
use super::fill::{Filled, Spot};
use super::piece::{Body, Piece};
use super::set::{Built, ENTRY_GAP, SetBody, Widths};
use super::table::{CellBody, RowSet, TableBody};
use super::{BoundStory, figure_at};
use crate::geom::{Length, PathData, Point, Rect};
use crate::scene::{Dash, Fill, Group, Item, Link, Path, Role, Stroke};
use crate::text::{Setting, VAlign};

/// Dots of the table of contents: how thick, how far apart.
const DOT: Length = Length::mm(0.28);
const DOT_STEP: Length = Length::mm(1.5);

/// Lines of one piece in one column.
struct Run<'r> {
    spots: &'r [Spot],
    first: usize,
}

impl BoundStory {
    /// The items of a page, its frame at `frame`.
    pub(super) fn items(&self, built: &Built, filled: &Filled, frame: Rect, widths: Widths) -> Vec<Item> {
        let mut items = self.grounds_of(built, filled, frame, widths);
        let piece_of = |spot: &Spot| built.units.get(spot.slab).map(|unit| unit.piece);
        for spots in filled.spots.chunk_by(|a, b| piece_of(a) == piece_of(b) && a.column == b.column) {
            let Some(first) = spots.first().map(|spot| spot.slab) else { continue };
            items.extend(self.run(&Run { spots, first }, built, frame, widths));
        }
        for (column, numbers) in filled.feet.iter().enumerate() {
            self.foot(numbers, column, frame, widths, &mut items);
        }
        items
    }

    /// The column of a piece: its left edge and its width, insets taken off.
    fn across(&self, piece: &Piece, column: usize, frame: Rect, widths: Widths) -> (Length, Length) {
        self.inset((piece.start, piece.end, piece.style.all), column, frame, widths)
    }

    fn inset(
        &self,
        (start, end, all): (Length, Length, bool),
        column: usize,
        frame: Rect,
        widths: Widths,
    ) -> (Length, Length) {
        let left = if self.rtl { end } else { start };
        let width = if all { widths.all } else { widths.column } - start - end;
        let place = if self.rtl { self.columns.count.max(1) - 1 - column } else { column };
        let x = if all { frame.x } else { frame.x + (widths.column + self.columns.gap) * place as f64 };
        (x + left, width.max(Length::ZERO))
    }

    fn run(&self, run: &Run<'_>, built: &Built, frame: Rect, widths: Widths) -> Option<Item> {
        let (unit, spot) = (built.units.get(run.first)?, run.spots.first()?);
        let piece = self.pieces.get(unit.piece)?;
        let set = built.sets.get(unit.set)?;
        let (x, width) = self.across(piece, spot.column, frame, widths);
        let starts = unit.line == 0 && !matches!(set, SetBody::Lines { from: 1.., .. });
        let pad = if starts { piece.pads.0 } else { Length::ZERO };
        let corner = Point::new(x, frame.y + spot.y + pad);
        let mut items = Vec::new();
        if let (Some(head), SetBody::Row { head: set, .. }, Body::Row { table, .. }) = (spot.head, set, &piece.body) {
            items.extend(row(table, 0, set, Point::new(x, frame.y + head)));
        }
        match set {
            SetBody::Lines { setting, .. } => {
                if self.grid.is_some() {
                    for spot in run.spots {
                        let line = built.units.get(spot.slab)?.line;
                        let pad = if line == 0 { pad } else { Length::ZERO };
                        items.extend(setting.place_lines(line..line + 1, Point::new(x, frame.y + spot.y + pad)));
                    }
                } else {
                    items.extend(setting.place_lines(unit.line..unit.line + run.spots.len(), corner));
                }
            }
            _ => items.extend(whole(piece, set, Rect::new(corner.x, corner.y, width, Length::ZERO))),
        }
        if starts {
            items.extend(tick(piece, corner, width));
        }
        let anchor = piece.anchor.clone().filter(|_| starts);
        Some(Item::Group(Box::new(Group { role: piece.role.clone(), anchor, items, ..Group::default() })))
    }

    /// What stands behind pieces that share a ground, column by column.
    fn grounds_of(&self, built: &Built, filled: &Filled, frame: Rect, widths: Widths) -> Vec<Item> {
        let mut items = Vec::new();
        for (index, ground) in self.grounds.iter().enumerate() {
            let on = |spot: &&Spot| {
                let piece = built.units.get(spot.slab).and_then(|unit| self.pieces.get(unit.piece));
                piece.is_some_and(|piece| piece.grounds.contains(&index))
            };
            let spots: Vec<&Spot> = filled.spots.iter().filter(on).collect();
            for spots in spots.chunk_by(|a, b| a.column == b.column) {
                let (Some(first), Some(last)) = (spots.first(), spots.last()) else { continue };
                let Some(piece) = built.units.get(first.slab).and_then(|unit| self.pieces.get(unit.piece)) else {
                    continue;
                };
                let (x, width) = self.inset((ground.start, ground.end, piece.style.all), first.column, frame, widths);
                let height = built.slabs.get(last.slab).map_or(Length::ZERO, |slab| slab.height);
                let area = Rect::new(x, frame.y + first.y, width, last.y + height - first.y);
                items.extend(ground.fill.map(|color| filled_path(area, color)));
                items.extend(ground.bar.as_ref().map(|bar| self.bar(area, bar)));
            }
        }
        if items.is_empty() {
            return items;
        }
        vec![Item::Group(Box::new(Group { role: Some(Role::Artifact), items, ..Group::default() }))]
    }

    /// A line along the side where reading starts.
    fn bar(&self, area: Rect, bar: &Stroke) -> Item {
        let half = bar.width * 0.5;
        let x = if self.rtl { area.right() - half } else { area.x + half };
        line(Point::new(x, area.y), Point::new(x, area.bottom()), bar)
    }

    /// The footnotes of a column, the last one at the bottom of the frame.
    fn foot(&self, numbers: &[u32], column: usize, frame: Rect, widths: Widths, items: &mut Vec<Item>) {
        let notes = numbers
            .iter()
            .filter_map(|number| Some((*number, self.notes.get(usize::try_from(*number).ok()?.checked_sub(1)?)?)));
        let mut placed = Vec::new();
        let mut y = Length::ZERO;
        let one = Widths { column: widths.column, all: widths.column };
        for (number, pieces) in notes {
            y += if placed.is_empty() { Length::ZERO } else { self.note_gaps.1 };
            for (index, piece) in pieces.iter().enumerate() {
                y += if index == 0 { Length::ZERO } else { piece.above };
                let (set, height) = self.set_note(piece, piece.measure(one));
                placed.push((number, piece, set, y, index == 0));
                y += height;
            }
        }
        if placed.is_empty() {
            return;
        }
        let top = frame.bottom() - y;
        if let Some(stroke) = &self.note_rule {
            let (x, width) = self.inset((Length::ZERO, Length::ZERO, false), column, frame, widths);
            let short = width * 0.25;
            let x = if self.rtl { x + width - short } else { x };
            let y = top - self.note_gaps.0 * 0.4;
            let rule = line(Point::new(x, y), Point::new(x + short, y), stroke);
            items.push(Item::Group(Box::new(Group {
                role: Some(Role::Artifact),
                items: vec![rule],
                ..Group::default()
            })));
        }
        for (number, piece, set, y, first) in placed {
            let (x, width) = self.across(piece, column, frame, widths);
            let corner = Point::new(x, top + y);
            let mut inside = match &set {
                SetBody::Lines { setting, .. } => setting.place_lines(0..setting.lines.len(), corner),
                other => whole(piece, other, Rect::new(corner.x, corner.y, width, Length::ZERO)),
            };
            inside.extend(tick(piece, corner, width));
            let anchor = first.then(|| self.note_anchor(number));
            items.push(Item::Group(Box::new(Group {
                role: piece.role.clone(),
                anchor,
                items: inside,
                ..Group::default()
            })));
        }
    }
}

/// A piece that is in one place whole; only the corner and the width of `rect` count.
fn whole(piece: &Piece, set: &SetBody, rect: Rect) -> Vec<Item> {
    match (&piece.body, set) {
        (Body::Row { table, row: index }, SetBody::Row { row: set, .. }) => row(table, *index, set, rect.origin()),
        (Body::Figure { stocked, alt, caption }, SetBody::Figure { size, caption: under }) => {
            let place = Rect::new(rect.x, rect.y, size.width, size.height);
            let mut items = figure_at(stocked, alt.clone(), place);
            if let (Some(words), Some((_, gap))) = (under, caption) {
                let corner = Point::new(rect.x, place.bottom() + *gap);
                let inside = words.place_lines(0..words.lines.len(), corner);
                items.push(Item::Group(Box::new(Group {
                    role: Some(Role::Paragraph),
                    items: inside,
                    ..Group::default()
                })));
            }
            items
        }
        (Body::Entry { leads_to, ink, .. }, SetBody::Entry { title, page }) => {
            entry(title, page, leads_to, &Stroke::solid(*ink, DOT), rect)
        }
        (Body::Rule, _) => {
            let Some(stroke) = &piece.style.rule else { return Vec::new() };
            let width = piece.style.width.as_ref().map_or(rect.width, |width| super::style::length(width, rect.width));
            vec![blank::rule(Rect::new(rect.x, rect.y, width, Length::ZERO), rect.y + stroke.width * 0.5, stroke)]
        }
        (Body::Blanks(blanks), _) => blank::place(blanks, &rect),
        _ => Vec::new(),
    }
}

/// The box to tick before the first line of an item.
fn tick(piece: &Piece, corner: Point, width: Length) -> Option<Item> {
    let Body::Words { prepared, check: Some(check) } = &piece.body else { return None };
    let top = corner.y + prepared.to_baseline() - (prepared.capital() + check.side) * 0.5;
    let x = if prepared.is_rtl() { corner.x + width - check.side } else { corner.x };
    let tick = Tick { on: check.on, name: &check.name, label: &check.label, stroke: &check.stroke };
    Some(tick.place(Rect::new(x, top, check.side, check.side)))
}

/// A row of a table with its top left corner at `corner`.
fn row(table: &TableBody, index: usize, set: &RowSet, corner: Point) -> Vec<Item> {
    let style = table.style(index);
    let width: Length = set.widths.iter().copied().sum();
    let area = Rect::new(corner.x, corner.y, width, set.height);
    let mut items = Vec::new();
    let mut under: Vec<Item> = style.fill.map(|color| filled_path(area, color)).into_iter().collect();
    let rule = if index == 0 { style.rule.as_ref().or(table.rule.as_ref()) } else { table.rule.as_ref() };
    under.extend(rule.map(|stroke| blank::rule(area, area.bottom(), stroke)));
    if !under.is_empty() {
        items.push(Item::Group(Box::new(Group { role: Some(Role::Artifact), items: under, ..Group::default() })));
    }
    let mut x = corner.x;
    let cells = table.rows.get(index).map(Vec::as_slice).unwrap_or_default();
    for ((cell, width), setting) in cells.iter().zip(&set.widths).zip(&set.cells) {
        let pad = style.padding;
        let room = Rect::new(x + pad, corner.y + pad, *width - pad * 2.0, set.height - pad * 2.0);
        match (cell, setting) {
            (CellBody::Words(_), Some(setting)) => items.extend(setting.place(room, VAlign::Top)),
            (CellBody::Blanks(blanks), _) => items.extend(blank::place(blanks, &room)),
            (CellBody::Words(_), None) => {}
        }
        x += *width;
    }
    items
}

/// A line of the table of contents: a title, dots, a page; all of it leads there.
fn entry(title: &Setting, page: &Setting, leads_to: &Arc<str>, dots: &Stroke, rect: Rect) -> Vec<Item> {
    let mut items = title.place_lines(0..title.lines.len(), rect.origin());
    let (Some(last), Some(number)) = (title.lines.last(), page.lines.first()) else { return items };
    let y = rect.y + last.baseline;
    let right = rect.right() - number.width;
    items.extend(page.place_lines(0..1, Point::new(right - number.x, y - number.baseline)));
    let (from, to) = (rect.x + last.x + last.width + ENTRY_GAP, right - ENTRY_GAP);
    let steps = ((to - from) / DOT_STEP).floor();
    if steps >= 2.0 {
        // Counted from the right edge of the column, dots stand one under the other.
        let first = rect.right() - DOT_STEP * ((rect.right() - from) / DOT_STEP).floor();
        let dash = Dash { pattern: vec![DOT, DOT_STEP - DOT], phase: Length::ZERO };
        let stroke = Stroke { dash: Some(dash), ..dots.clone() };
        let row = line(Point::new(first, y - DOT * 0.5), Point::new(to, y - DOT * 0.5), &stroke);
        items.push(Item::Group(Box::new(Group { role: Some(Role::Artifact), items: vec![row], ..Group::default() })));
    }
    let words = (0..title.lines.len()).map(|line| title.line_text(line)).collect::<String>();
    let area = Rect::new(rect.x, rect.y, rect.width, title.height);
    items.push(Item::Link(Box::new(Link { rect: area, uri: leads_to.clone(), label: words.trim().into() })));
    items
}

fn filled_path(area: Rect, color: crate::color::Color) -> Item {
    let data = Arc::new(PathData::rect(&area));
    Item::Path(Box::new(Path { data, fill: Some(Fill::solid(color)), stroke: None }))
}

fn line(from: Point, to: Point, stroke: &Stroke) -> Item {
    let data = Arc::new(PathData::polyline(&[from, to], false));
    Item::Path(Box::new(Path { data, fill: None, stroke: Some(stroke.clone()) }))
}
