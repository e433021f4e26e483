//! Blanks to fill in by hand or on screen: how they are bound, how high they are, what is drawn of them.

use std::sync::Arc;

use super::bind::Binder;
use super::piece::BlankBody;
use super::style::BlockStyle;
use crate::color::Color;
use crate::geom::{Length, PathData, Point, Rect};
use crate::scene::{Field, FieldKind, Group, Item, Path, Role, Stroke};
use crate::text::markup::story::{Blank, BlankKind, BlankWidth};

/// Lines that the program draws where the layout gives none.
const HAIR: Length = Length::mm(0.25);
/// Room between blanks side by side, and between a box and its label.
const GAP: Length = Length::mm(5.0);
const LABEL_GAP: Length = Length::mm(2.0);

/// Blanks with their labels shaped; in cells of a table the heads are labels enough.
pub(super) fn bind(
    binder: &mut Binder<'_>,
    blanks: &[Blank],
    style: &Arc<BlockStyle>,
    labelled: bool,
) -> Vec<BlankBody> {
    let mut bodies = Vec::with_capacity(blanks.len());
    for blank in blanks {
        let lines = match blank.kind {
            BlankKind::Text { lines } => Some(lines),
            BlankKind::Check { .. } => None,
        };
        let style = match lines {
            Some(_) => style.clone(),
            None => binder.style("check", None, &blank.range).unwrap_or_else(|| style.clone()),
        };
        let letters = &style.letters;
        let shown = labelled && !blank.label.is_empty();
        let label = if shown { binder.plain(&blank.label, letters, &blank.range) } else { None };
        let stroke = style.rule.clone().unwrap_or_else(|| Stroke::solid(Color::BLACK, HAIR));
        bodies.push(BlankBody {
            label,
            spoken: blank.label.as_str().into(),
            name: binder.blank_name(blank.name.as_deref(), &blank.label),
            width: blank.width,
            lines,
            on: false,
            in_cell: !labelled,
            line: style.line.unwrap_or(letters.size),
            stroke,
            font: letters.regular.of(unicode_script::Script::Latin).first().copied(),
            size: letters.size,
        });
    }
    bodies
}

/// Widths of blanks side by side in a measure.
fn widths(blanks: &[BlankBody], measure: Length) -> Vec<Length> {
    let gaps = GAP * blanks.len().saturating_sub(1) as f64;
    let own = |blank: &BlankBody| match (blank.width, blank.lines) {
        (BlankWidth::Fixed(width), _) => Some(width),
        (BlankWidth::Share(_), None) => {
            let label = blank.label.as_ref().map_or(Length::ZERO, |label| label.max_content_width() + LABEL_GAP);
            Some(blank.line + label)
        }
        (BlankWidth::Share(_), Some(_)) => None,
    };
    let fixed: Length = blanks.iter().filter_map(own).sum();
    let share = |blank: &BlankBody| match blank.width {
        BlankWidth::Share(share) if own(blank).is_none() => share,
        BlankWidth::Share(_) | BlankWidth::Fixed(_) => 0.0,
    };
    let shares: f64 = blanks.iter().map(share).sum();
    let left = (measure - gaps - fixed).max(Length::ZERO);
    blanks.iter().map(|blank| own(blank).unwrap_or(left * (share(blank) / shares.max(f64::MIN_POSITIVE)))).collect()
}

/// How high blanks side by side are.
pub(super) fn height(blanks: &[BlankBody], measure: Length) -> Length {
    let widths = widths(blanks, measure);
    blanks.iter().zip(widths).map(|(blank, width)| one_height(blank, width)).fold(Length::ZERO, Length::max)
}

fn one_height(blank: &BlankBody, width: Length) -> Length {
    match (blank.lines, &blank.label) {
        (Some(lines), label) => {
            let label = label.as_ref().map_or(Length::ZERO, |label| label.set(width, 1.0).height);
            label + blank.line * f64::from(lines)
        }
        (None, Some(label)) => {
            let room = (width - blank.line - LABEL_GAP).max(Length::ZERO);
            label.set(room, 1.0).height.max(blank.line)
        }
        (None, None) => blank.line,
    }
}

/// How wide all of them are together, where they say so themselves; what has no room is a fault.
pub(super) fn excess(blanks: &[BlankBody], measure: Length) -> Option<Length> {
    let gaps = GAP * blanks.len().saturating_sub(1) as f64;
    let all: Length = widths(blanks, measure).into_iter().sum();
    let over = all + gaps - measure;
    (over > Length::mm(0.01)).then_some(over)
}

/// Blanks side by side, their tops at the top of `rect`.
pub(super) fn place(blanks: &[BlankBody], rect: &Rect) -> Vec<Item> {
    let mut items = Vec::new();
    let mut x = rect.x;
    for (blank, width) in blanks.iter().zip(widths(blanks, rect.width)) {
        let height = one_height(blank, width);
        items.extend(one(blank, Rect::new(x, rect.y, width, height)));
        x += width + GAP;
    }
    items
}

fn one(blank: &BlankBody, rect: Rect) -> Vec<Item> {
    match blank.lines {
        Some(lines) => text(blank, lines, rect),
        None => {
            let label = blank
                .label
                .as_ref()
                .map(|label| label.set((rect.width - blank.line - LABEL_GAP).max(Length::ZERO), 1.0));
            let first = blank.label.as_ref().map_or(blank.line, crate::text::Prepared::leading);
            let tick = Tick { on: blank.on, name: &blank.name, label: &blank.spoken, stroke: &blank.stroke };
            let y = rect.y + (first - blank.line) * 0.5;
            let mut items = vec![tick.place(Rect::new(rect.x, y, blank.line, blank.line))];
            if let Some(label) = label {
                let corner = Point::new(rect.x + blank.line + LABEL_GAP, rect.y);
                items.extend(label.place_lines(0..label.lines.len(), corner));
            }
            items
        }
    }
}

/// A label with lines to write on under it.
fn text(blank: &BlankBody, lines: u16, rect: Rect) -> Vec<Item> {
    let mut items = Vec::new();
    let mut top = rect.y;
    if let Some(label) = &blank.label {
        let set = label.set(rect.width, 1.0);
        items.extend(set.place_lines(0..set.lines.len(), Point::new(rect.x, top)));
        top += set.height;
    }
    let area = Rect::new(rect.x, top, rect.width, blank.line * f64::from(lines));
    // In a cell the rule under the row is the last line.
    let drawn = if blank.in_cell { lines - 1 } else { lines };
    let rules = (1..=drawn).map(|line| rule(area, top + blank.line * f64::from(line), &blank.stroke));
    let field = Field {
        name: blank.name.clone(),
        label: blank.spoken.clone(),
        kind: FieldKind::Text { lines, line: blank.line, font: blank.font, size: blank.size },
        rect: area,
    };
    items.push(fillable(field, rules.collect()));
    items
}

/// A line from edge to edge of a rectangle.
pub(super) fn rule(rect: Rect, y: Length, stroke: &Stroke) -> Item {
    let mut data = PathData::new();
    data.move_to(Point::new(rect.x, y));
    data.line_to(Point::new(rect.right(), y));
    Item::Path(Box::new(Path { data: Arc::new(data), fill: None, stroke: Some(stroke.clone()) }))
}

/// What is drawn of a blank, and what can be filled in there.
fn fillable(field: Field, items: Vec<Item>) -> Item {
    Item::Group(Box::new(Group { role: Some(Role::Field(Arc::new(field))), items, ..Group::default() }))
}

/// A box to tick.
pub(super) struct Tick<'t> {
    pub on: bool,
    pub name: &'t Arc<str>,
    pub label: &'t Arc<str>,
    pub stroke: &'t Stroke,
}

impl Tick<'_> {
    /// The box, crossed where it is ticked from the start.
    pub fn place(&self, rect: Rect) -> Item {
        let half = self.stroke.width * 0.5;
        let inside = Rect::new(rect.x + half, rect.y + half, rect.width - half * 2.0, rect.height - half * 2.0);
        let line =
            |data| Item::Path(Box::new(Path { data: Arc::new(data), fill: None, stroke: Some(self.stroke.clone()) }));
        let mut items = vec![line(PathData::rect(&inside))];
        if self.on {
            let cross = Rect::new(
                rect.x + rect.width * 0.22,
                rect.y + rect.height * 0.22,
                rect.width * 0.56,
                rect.height * 0.56,
            );
            let mut data = PathData::new();
            data.move_to(cross.origin());
            data.line_to(Point::new(cross.right(), cross.bottom()));
            data.move_to(Point::new(cross.right(), cross.y));
            data.line_to(Point::new(cross.x, cross.bottom()));
            items.push(line(data));
        }
        let (name, label) = (self.name.clone(), self.label.clone());
        fillable(Field { name, label, kind: FieldKind::Check { on: self.on }, rect }, items)
    }
}
