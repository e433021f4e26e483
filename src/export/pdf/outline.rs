//! Contours as path operators: rectangles as one operator, no step that moves nothing. Knows no colours.

use super::content::Content;
use super::draw::Frame;
use super::grid;
use super::number;
use crate::geom::{PathData, Point, Segment};
use crate::scene::FillRule;

/// What an outline is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Its inside counts: contours close themselves, and steps of no length are left out.
    Area(FillRule),
    /// Its line counts: every step stays. Where a dash begins matters too.
    Line {
        /// Whether the line is dashed.
        dashed: bool,
    },
}

/// A point in units of the last decimal.
type Spot = (i64, i64);

/// A step of a contour.
enum Step {
    Line(Spot),
    Cubic(Spot, Spot, Spot),
}

/// Writes the contours of `data`; false when there is nothing to paint.
pub(super) fn outline(content: &mut Content, data: &PathData, frame: &Frame, purpose: Purpose) -> bool {
    content.end_text();
    if let Purpose::Area(rule) = purpose
        && !frame.is_upright()
        && let Some(cells) = grid::rectangles(data, rule)
    {
        return write_cells(content, &cells, frame);
    }
    let mut writer = Writer { content, frame, purpose, start: (0, 0), steps: Vec::new(), wrote: false };
    let mut open = false;
    for segment in data.segments() {
        match segment {
            Segment::Move(point) => {
                writer.flush(false, open);
                writer.start = writer.spot(point);
                open = true;
            }
            Segment::Line(point) => {
                let spot = writer.spot(point);
                writer.steps.push(Step::Line(spot));
                open = true;
            }
            Segment::Cubic(first, second, end) => {
                let step = Step::Cubic(writer.spot(first), writer.spot(second), writer.spot(end));
                writer.steps.push(step);
                open = true;
            }
            Segment::Close => {
                writer.flush(true, open);
                open = false;
            }
        }
    }
    writer.flush(false, open);
    writer.wrote
}

fn write_cells(content: &mut Content, cells: &[grid::Rectangle], frame: &Frame) -> bool {
    let (dx, dy) = frame.place(Point::ORIGIN);
    let one = number::power(frame.decimals()) as i64;
    let (dx, dy) = (content.quantized(dx, frame.decimals()), content.quantized(dy, frame.decimals()));
    let (one, dx, dy, decimals) =
        if dx % one == 0 && dy % one == 0 { (1, dx / one, dy / one, 0) } else { (one, dx, dy, frame.decimals()) };
    content
        .rectangles(cells.iter().map(|[x, y, width, height]| [dx + x * one, dy + y * one, *width, *height]), decimals);
    !cells.is_empty()
}

struct Writer<'a> {
    content: &'a mut Content,
    frame: &'a Frame,
    purpose: Purpose,
    start: Spot,
    steps: Vec<Step>,
    wrote: bool,
}

impl Writer<'_> {
    fn spot(&mut self, point: Point) -> Spot {
        let (x, y) = self.frame.place(point);
        (self.content.quantized(x, self.frame.decimals()), self.content.quantized(y, self.frame.decimals()))
    }

    /// Writes the contour that has been gathered. The next one starts where this one does unless it moves.
    fn flush(&mut self, closed: bool, open: bool) {
        let steps = std::mem::take(&mut self.steps);
        let area = matches!(self.purpose, Purpose::Area(_));
        if !open || (area && steps.is_empty()) {
            return;
        }
        self.wrote = true;
        if self.rectangle(&steps, closed || area) {
            return;
        }
        self.write_spots(&[self.start], "m");
        let mut current = self.start;
        for (index, step) in steps.iter().enumerate() {
            current = self.write_step(step, current, area, area && index + 1 == steps.len());
        }
        if closed && !area {
            self.content.op("h");
        }
    }

    fn write_step(&mut self, step: &Step, current: Spot, area: bool, last: bool) -> Spot {
        match *step {
            Step::Line(end) => {
                let moves_nothing = area && (end == current || (last && end == self.start));
                if !moves_nothing {
                    self.write_spots(&[end], "l");
                }
                end
            }
            Step::Cubic(first, second, end) => {
                if first == current {
                    self.write_spots(&[second, end], "v");
                } else if second == end {
                    self.write_spots(&[first, end], "y");
                } else {
                    self.write_spots(&[first, second, end], "c");
                }
                end
            }
        }
    }

    fn write_spots(&mut self, spots: &[Spot], operator: &str) {
        for (x, y) in spots {
            self.content.fixed(*x, self.frame.decimals());
            self.content.fixed(*y, self.frame.decimals());
        }
        self.content.op(operator);
    }

    /// Writes an upright rectangle as `re`, the same way round, so that the winding rule sees no difference.
    fn rectangle(&mut self, steps: &[Step], closed: bool) -> bool {
        if !closed || self.purpose == (Purpose::Line { dashed: true }) {
            return false;
        }
        let (a, b, c, d) = match *steps {
            [Step::Line(b), Step::Line(c), Step::Line(d)] => (self.start, b, c, d),
            [Step::Line(b), Step::Line(c), Step::Line(d), Step::Line(end)] if end == self.start => (end, b, c, d),
            _ => return false,
        };
        // `re` runs level first: begin one corner later where the outline begins upright.
        let (a, b, c, d) = if a.1 == b.1 { (a, b, c, d) } else { (b, c, d, a) };
        if a.1 != b.1 || b.0 != c.0 || c.1 != d.1 || d.0 != a.0 {
            return false;
        }
        let decimals = self.frame.decimals();
        [a.0, a.1, c.0 - a.0, c.1 - a.1].into_iter().for_each(|value| self.content.fixed(value, decimals));
        self.content.op("re");
        true
    }
}
