//! What tools follow: the outline of a piece as its clip and as its cut line, and the lines of plates gathered from a
//! page. Knows no file format and no deck.

use std::sync::Arc;

use super::{Document, Group, Item, Page, Path, Plate, PlateNames, Role, Stroke};
use crate::color::Color;
use crate::geom::{Insets, Length, PathData, Size, Transform};

/// How thick lines on plates are drawn: a quarter of a point, which people see and tools follow.
const LINE: Length = Length::mm(0.0882);

/// A line for scissors, and the white seam under it.
const TRACE: Length = Length::mm(0.2);
const SEAM: Length = Length::mm(0.6);

/// Outlines as lines of a plate.
pub fn on_plate(plate: Plate, outlines: impl IntoIterator<Item = Arc<PathData>>) -> Item {
    let stroke = Stroke::solid(PlateNames::COMMON.color(plate), LINE);
    let line = |data| Item::Path(Box::new(Path { data, fill: None, stroke: Some(stroke.clone()) }));
    let items = outlines.into_iter().map(line).collect();
    Item::Group(Box::new(Group { role: Some(Role::Plate(plate)), items, ..Group::default() }))
}

/// True when there are plates among the items or in their groups.
pub fn has_plates(items: &[Item]) -> bool {
    items.iter().any(|item| matches!(item, Item::Group(group) if is_plate(group) || has_plates(&group.items)))
}

const fn is_plate(group: &Group) -> bool {
    matches!(group.role, Some(Role::Plate(_)))
}

/// What is printed, and the plates beside it, wherever in groups they stand: each keeps its place, and no clip of a group
/// cuts it, because a tool follows all of a line.
pub fn apart(items: Vec<Item>) -> (Vec<Item>, Vec<Item>) {
    if !has_plates(&items) {
        return (items, Vec::new());
    }
    let (mut printed, mut plates) = (Vec::with_capacity(items.len()), Vec::new());
    for item in items {
        match item {
            Item::Group(group) if is_plate(&group) => plates.push(Item::Group(group)),
            Item::Group(mut group) if has_plates(&group.items) => {
                let (rest, items) = apart(std::mem::take(&mut group.items));
                let (transform, origin) = (group.transform, group.origin.clone());
                plates.push(Item::Group(Box::new(Group { transform, origin, items, ..Group::default() })));
                group.items = rest;
                printed.push(Item::Group(group));
            }
            other => printed.push(other),
        }
    }
    (printed, plates)
}

impl Page {
    /// Cuts what is printed at an outline. Plates stay as they are: a tool that follows a line needs all of it.
    /// Contours inside others are holes.
    pub fn clip(&mut self, outline: &Arc<PathData>) {
        let (printed, plates) = apart(std::mem::take(&mut self.items));
        self.items.push(Item::Group(Box::new(Group {
            clip: Some(outline.clone()),
            clip_even_odd: true,
            items: printed,
            ..Group::default()
        })));
        self.items.extend(plates);
    }

    /// Adds an outline to the lines of a plate.
    pub fn cut_along(&mut self, plate: Plate, outline: &Arc<PathData>) {
        self.items.push(on_plate(plate, [outline.clone()]));
    }

    /// Puts a sticker onto a backing that goes on by `border` beyond it, with corners of a radius: the backing is the page's trim and
    /// is cut through, and artwork goes on over half of the border.
    pub fn put_on_backing(&mut self, border: Length, corner: Length) {
        let (items, plates) = apart(std::mem::take(&mut self.items));
        let inked = Some(Arc::new(PathData::rect(&self.boxes.trim_rect().outset(&Insets::uniform(border * 0.5)))));
        let printed = Item::Group(Box::new(Group { clip: inked, items, ..Group::default() }));
        let items = std::iter::once(printed).chain(plates).collect();
        let transform = Transform::translate(border, border);
        self.items.push(Item::Group(Box::new(Group { transform, items, ..Group::default() })));
        self.boxes.trim = Size::new(self.boxes.trim.width + border * 2.0, self.boxes.trim.height + border * 2.0);
        self.outline = None;
        let backing = PathData::rounded_rect(&self.boxes.trim_rect(), [corner; 4]);
        self.cut_along(Plate::CutLine, &Arc::new(backing));
    }

    /// Draws an outline for scissors: grey on a white seam, seen on whatever is printed there.
    pub fn trace(&mut self, outline: &Arc<PathData>) {
        let line = |color, width| {
            let stroke = Some(Stroke::solid(color, width));
            Item::Path(Box::new(Path { data: outline.clone(), fill: None, stroke }))
        };
        let items = vec![line(Color::WHITE, SEAM), line(Color::BLACK.tint(0.6), TRACE)];
        self.items.push(Item::Group(Box::new(Group { role: Some(Role::Mark), items, ..Group::default() })));
    }

    /// The lines that tools follow, from back to front, in the coordinates of the page.
    pub fn lines(&self, document: &Document) -> Vec<(Plate, PathData)> {
        let mut lines = Vec::new();
        gather(document, &self.items, &Transform::IDENTITY, None, &mut lines);
        lines
    }
}

fn gather(
    document: &Document,
    items: &[Item],
    map: &Transform,
    plate: Option<Plate>,
    lines: &mut Vec<(Plate, PathData)>,
) {
    for item in items {
        match item {
            Item::Group(group) => {
                let plate = match group.role {
                    Some(Role::Plate(plate)) => Some(plate),
                    _ => plate,
                };
                gather(document, &group.items, &map.then_inside(&group.transform), plate, lines);
            }
            Item::Use(used) => {
                let items = document.artwork(used.artwork).map(|artwork| artwork.items.as_slice());
                gather(document, items.unwrap_or_default(), &map.then_inside(&used.transform), plate, lines);
            }
            Item::Path(path) => {
                if let Some(plate) = plate.filter(|plate| plate.is_line()) {
                    lines.push((plate, path.data.transformed(map)));
                }
            }
            Item::Glyphs(_) | Item::Image(_) | Item::Link(_) => {}
        }
    }
}
