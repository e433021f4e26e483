//! One tile on its sheet: the picture, crosses at its corners, flaps, its name and the map of all tiles.

use std::sync::Arc;

use super::plan::{Tile, TilePlan, name};
use crate::color::Color;
use crate::diag::{Diagnostic, Lang};
use crate::geom::{Length, PathData, Point, Rect, Transform};
use crate::impose::lettering::Lettering;
use crate::impose::marks::mark;
use crate::scene::{ArtworkId, Dash, Fill, Group, Item, Page, Path, Stroke, Use};

/// Lines of marks.
const THIN: Length = Length::pt(0.35);
/// From the picture to a tick, and the tick's length.
const GAP: Length = Length::mm(1.0);
const TICK: Length = Length::mm(3.5);
/// Height of the strip at the foot with name and map.
const FOOT: Length = Length::mm(8.0);
/// Flaps narrower than this have no room for words.
const WORDY: Length = Length::mm(6.0);

/// What sheets are drawn from.
pub(super) struct Drawing<'a> {
    pub page: &'a Page,
    pub artwork: ArtworkId,
    pub plan: &'a TilePlan,
    pub lettering: &'a Lettering,
}

/// Items, or a letter that no font has.
pub(super) type Drawn = Result<Vec<Item>, Diagnostic>;

impl Drawing<'_> {
    /// Everything on the sheet of a tile.
    pub fn tile(&self, tile: &Tile) -> Drawn {
        let (dx, dy) = (self.plan.area.x - tile.seen.x, self.plan.area.y - tile.seen.y);
        let seen = tile.seen.moved(dx, dy);
        let printed = tile.printed.moved(dx, dy);
        let transform = Transform::translate(dx, dy);
        let mut items = vec![self.picture(transform, &printed)];
        let mut marks = self.flaps(tile, &seen, &printed)?;
        marks.extend([crosses(&seen), lines(&ticks(&seen, &printed), None)]);
        marks.extend(self.foot(tile)?);
        items.push(mark(marks));
        Ok(items)
    }

    /// The page, moved and scaled by `transform`, as far as `room` shows it.
    pub fn picture(&self, transform: Transform, room: &Rect) -> Item {
        let page = Item::Use(Use { artwork: self.artwork, transform });
        Item::Group(Box::new(Group {
            clip: Some(Arc::new(PathData::rect(room))),
            items: vec![page],
            ..Group::default()
        }))
    }

    /// A dashed line where each neighbour's edge comes to lie, on white so that it is seen on any picture, and a word
    /// on each flap. All of it is covered once the neighbour is glued on.
    fn flaps(&self, tile: &Tile, seen: &Rect, printed: &Rect) -> Drawn {
        let mut items = Vec::new();
        let (right, below) = (printed.right() - seen.right(), printed.bottom() - seen.bottom());
        let inside = Length::mm(0.15);
        let mut seams = Vec::new();
        if right > Length::ZERO {
            let x = seen.right() + inside;
            seams.push((Point::new(x, printed.y), Point::new(x, printed.bottom())));
        }
        if below > Length::ZERO {
            let y = seen.bottom() + inside;
            seams.push((Point::new(printed.x, y), Point::new(printed.right(), y)));
        }
        if seams.is_empty() {
            return Ok(items);
        }
        items.push(stroked(path(&seams), Stroke::solid(Color::WHITE, THIN * 2.0)));
        let dash = Dash { pattern: vec![Length::mm(2.0), Length::mm(1.5)], phase: Length::ZERO };
        items.push(lines(&seams, Some(dash)));
        let (column, row) = tile.cell;
        if right >= WORDY {
            // Read from below: turned to the left about the middle of the flap.
            let middle = Point::new(seen.right() + right * 0.5, seen.center().y);
            let label = self.label(&name((column + 1, row)), middle)?;
            let transform = Transform::rotate_about(-90.0, middle);
            items.push(Item::Group(Box::new(Group { transform, items: label, ..Group::default() })));
        }
        if below >= WORDY {
            let middle = Point::new(seen.center().x, seen.bottom() + below * 0.5);
            items.extend(self.label(&name((column, row + 1)), middle)?);
        }
        Ok(items)
    }

    /// « collez B1 ici » on white.
    fn label(&self, neighbour: &str, middle: Point) -> Drawn {
        let words = match self.lettering.lang {
            Lang::Fr => format!("collez {neighbour} ici"),
            Lang::En => format!("glue {neighbour} here"),
        };
        let size = Length::pt(8.0);
        let (width, height) = (self.lettering.width(&words, size) + Length::mm(0.2), size * 1.3);
        let at = Rect::new(middle.x - width * 0.5, middle.y - height * 0.5, width, height);
        let pad = Length::mm(0.8);
        let ground = Rect::new(at.x - pad, at.y, at.width + pad * 2.0, at.height);
        let mut items = vec![filled(&ground, Color::WHITE)];
        items.extend(self.lettering.lines(&words, size, Color::BLACK, &at)?);
        Ok(items)
    }

    /// Name, page, number, scale on the left; the map on the right.
    fn foot(&self, tile: &Tile) -> Drawn {
        let area = &self.plan.printable;
        let strip = Rect::new(area.x, area.bottom() - FOOT, area.width, FOOT);
        let map = self.map(&strip, tile.cell);
        let room = strip.width - map.1 - Length::mm(3.0);
        let big = Length::pt(15.0);
        let lead = self.lettering.width(&tile.name, big) + Length::mm(0.2);
        let mut items = map.0;
        let at = Rect::new(strip.x, strip.bottom() - big * 1.3, lead, big * 1.3);
        items.extend(self.lettering.lines(&tile.name, big, Color::BLACK, &at)?);
        let (columns, _) = self.plan.grid();
        let (number, all) = (tile.cell.1 * columns + tile.cell.0 + 1, self.plan.len());
        let page = &self.page.name;
        let (long, short) = match self.lettering.lang {
            Lang::Fr => (
                format!("{page} · feuille {number}/{all} · imprimer à 100 % (taille réelle)"),
                format!("{number}/{all} · 100 %"),
            ),
            Lang::En => (
                format!("{page} · sheet {number}/{all} · print at 100 % (actual size)"),
                format!("{number}/{all} · 100 %"),
            ),
        };
        let size = Length::pt(7.0);
        let left = lead + Length::mm(3.0);
        if let Some(words) = [long, short].iter().find(|words| self.lettering.width(words, size) < room - left) {
            let at = Rect::new(strip.x + left, strip.bottom() - size * 1.6, room - left, size * 1.3);
            items.extend(self.lettering.lines(words, size, Color::BLACK, &at)?);
        }
        Ok(items)
    }

    /// All tiles in small at the right end of `strip`, this one black; and its width.
    fn map(&self, strip: &Rect, here: (usize, usize)) -> (Vec<Item>, Length) {
        let (columns, rows) = self.plan.grid();
        if self.plan.len() == 1 {
            return (Vec::new(), Length::ZERO);
        }
        let poster = self.plan.poster;
        let scale = (strip.height / poster.height).min(strip.width * 0.3 / poster.width);
        let width = poster.width * scale;
        let (left, top) = (strip.right() - width, strip.bottom() - poster.height * scale);
        let cell = |column: usize, row: usize| {
            let tiles = self.plan.tiles();
            let seen = tiles.get(row * columns + column).map(|tile| tile.seen).unwrap_or_default();
            Rect::new(left + seen.x * scale, top + seen.y * scale, seen.width * scale, seen.height * scale)
        };
        let mut items = Vec::new();
        items.push(filled(&cell(here.0, here.1), Color::BLACK));
        let mut grid = PathData::new();
        for (column, row) in (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row))) {
            grid.append(&PathData::rect(&cell(column, row)), &Transform::IDENTITY);
        }
        items.push(stroked(grid, Stroke::solid(Color::BLACK, THIN)));
        (items, width)
    }
}

/// A cross at each corner of what is seen, its lines on the side that is cut off or glued over, on white where they lie on
/// the picture of a flap: nothing of them is left on the poster.
fn crosses(seen: &Rect) -> Item {
    let (arm, half, ground) = (TICK + GAP, THIN * 0.5, Length::mm(0.6));
    let (mut black, mut white) = (Vec::new(), Vec::new());
    for (x, out) in [(seen.x, -1.0), (seen.right(), 1.0)] {
        for (y, down) in [(seen.y, -1.0), (seen.bottom(), 1.0)] {
            for (by, strokes) in [(half, &mut black), (ground * 0.5, &mut white)] {
                let (cx, cy) = (x + by * out, y + by * down);
                strokes.push((Point::new(x - arm, cy), Point::new(x + arm, cy)));
                strokes.push((Point::new(cx, y - arm), Point::new(cx, y + arm)));
            }
        }
    }
    let white = stroked(path(&white), Stroke::solid(Color::WHITE, ground));
    Item::Group(Box::new(Group { items: vec![white, lines(&black, None)], ..Group::default() }))
}

/// Ticks in line with the crosses beyond each flap, outside all that is printed.
fn ticks(seen: &Rect, printed: &Rect) -> Vec<(Point, Point)> {
    let mut lines = Vec::new();
    if printed.bottom() > seen.bottom() {
        let from = printed.bottom() + GAP;
        lines.extend([seen.x, seen.right()].map(|x| (Point::new(x, from), Point::new(x, from + TICK))));
    }
    if printed.right() > seen.right() {
        let from = printed.right() + GAP;
        lines.extend([seen.y, seen.bottom()].map(|y| (Point::new(from, y), Point::new(from + TICK, y))));
    }
    lines
}

fn path(lines: &[(Point, Point)]) -> PathData {
    let mut data = PathData::new();
    for (from, to) in lines {
        data.move_to(*from);
        data.line_to(*to);
    }
    data
}

/// Thin black lines.
pub(super) fn lines(lines: &[(Point, Point)], dash: Option<Dash>) -> Item {
    stroked(path(lines), Stroke { dash, ..Stroke::solid(Color::BLACK, THIN) })
}

pub(super) fn stroked(data: PathData, stroke: Stroke) -> Item {
    Item::Path(Box::new(Path { data: Arc::new(data), fill: None, stroke: Some(stroke) }))
}

pub(super) fn filled(rect: &Rect, color: Color) -> Item {
    Item::Path(Box::new(Path { data: Arc::new(PathData::rect(rect)), fill: Some(Fill::solid(color)), stroke: None }))
}
