//! Painted outlines: fills, strokes and clips. Knows no text and no pictures.

use super::content::Line;
use super::draw::{Frame, Painter};
use super::outline::{Purpose, outline};
use super::paint::Covering;
use crate::geom::{Insets, Length, PathData, Rect};
use crate::scene::{Dash, Fill, FillRule, LineCap, LineJoin, Path, Stroke};

/// Lines of black ink alone overprint up to this thickness, in points: they are as narrow as the stems of large letters,
/// where a white rim would show and a ground that shines through would not. Wider black would look patchy where a
/// coloured ground ends under it.
pub(super) const WIDEST_BLACK_LINE: f64 = 2.0;

/// True for what is at most as thick as a line of black that overprints; in artwork, by the artwork's own measure.
fn is_thin(thickness: Length, frame: &Frame) -> bool {
    thickness.to_mm() * frame.unit() * frame.scale() <= WIDEST_BLACK_LINE + 1e-6
}

impl Painter<'_> {
    /// Paints an outline: the fill first, the stroke over it.
    pub(super) fn path(&mut self, path: &Path, frame: &Frame) {
        let Some(bounds) = path.data.bounds() else { return };
        if let Some(plated) = self.plated_path(path, frame) {
            return self.paint_path(&plated, frame, &bounds);
        }
        self.paint_path(path, frame, &bounds);
    }

    fn paint_path(&mut self, path: &Path, frame: &Frame, bounds: &Rect) {
        let fill = path.fill.as_ref().filter(|fill| fill.opacity > 0.0);
        let stroke = path.stroke.as_ref().filter(|stroke| stroke.opacity > 0.0 && stroke.width > Length::ZERO);
        let area = fill.map(|fill| {
            let thin = is_thin(bounds.width.min(bounds.height), frame);
            self.covering(&fill.paint, fill.opacity, frame, bounds).of_line(thin)
        });
        let line = stroke.map(|stroke| {
            let reach = bounds.outset(&Insets::uniform(stroke_reach(stroke)));
            let thin = is_thin(stroke.width, frame);
            self.covering(&stroke.paint, stroke.opacity, frame, &reach).of_line(thin)
        });
        match (fill.zip(area), stroke.zip(line)) {
            // One operator for both is right only where the line hides the fill beneath it (ISO 32000-1, 11.7.4.4).
            (Some((fill, area)), Some((stroke, line)))
                if area.is_opaque() && line.is_opaque() && self.overprints(&area) == self.overprints(&line) =>
            {
                self.set_fill(&area);
                self.fill_and_stroke(&path.data, fill, stroke, &line, frame);
            }
            (fill, stroke) => {
                if let Some((fill, area)) = fill {
                    self.masked(&area, |painter| painter.fill(&path.data, fill.rule, &area, frame));
                }
                if let Some((stroke, line)) = stroke {
                    self.masked(&line, |painter| painter.stroke(&path.data, stroke, &line, frame));
                }
            }
        }
    }

    fn fill_and_stroke(&mut self, data: &PathData, fill: &Fill, stroke: &Stroke, line: &Covering, frame: &Frame) {
        self.set_stroke(line);
        self.line_style(stroke, frame);
        if outline(&mut self.content, data, frame, Purpose::Line { dashed: stroke.dash.is_some() }) {
            self.content.op(if fill.rule == FillRule::EvenOdd { "B*" } else { "B" });
        }
    }

    fn fill(&mut self, data: &PathData, rule: FillRule, area: &Covering, frame: &Frame) {
        self.set_fill(area);
        if outline(&mut self.content, data, frame, Purpose::Area(rule)) {
            self.content.op(if rule == FillRule::EvenOdd { "f*" } else { "f" });
        }
    }

    fn stroke(&mut self, data: &PathData, stroke: &Stroke, line: &Covering, frame: &Frame) {
        self.set_stroke(line);
        self.line_style(stroke, frame);
        if outline(&mut self.content, data, frame, Purpose::Line { dashed: stroke.dash.is_some() }) {
            self.content.op("S");
        }
    }

    /// Cuts what follows to the inside of an outline; an outline without inside hides everything.
    pub(super) fn clip(&mut self, data: &PathData, rule: FillRule, frame: &Frame) {
        if !outline(&mut self.content, data, frame, Purpose::Area(rule)) {
            self.content.op("0 0 0 0 re");
        }
        self.content.op(if rule == FillRule::EvenOdd { "W* n" } else { "W n" });
    }

    fn line_style(&mut self, stroke: &Stroke, frame: &Frame) {
        let decimals = frame.decimals() + 1;
        let mut measure = |length: Length| self.content.quantized(length.to_mm() * frame.unit(), decimals);
        let width = (measure(stroke.width), decimals);
        let dash = match &stroke.dash {
            Some(Dash { pattern, phase }) if pattern.iter().any(|length| *length > Length::ZERO) => {
                (pattern.iter().map(|length| measure(*length)).collect(), measure(*phase), decimals)
            }
            _ => (Vec::new(), 0, 0),
        };
        let cap = match stroke.cap {
            LineCap::Butt => 0,
            LineCap::Round => 1,
            LineCap::Square => 2,
        };
        let join = match stroke.join {
            LineJoin::Miter => 0,
            LineJoin::Round => 1,
            LineJoin::Bevel => 2,
        };
        let miter = self.content.quantized(stroke.miter_limit.max(1.0), 2);
        self.content.line(&Line { width, cap, join, miter, dash });
    }
}

/// How far a line can reach beyond its outline: at a mitre, or at the corner of a square end.
pub(super) fn stroke_reach(stroke: &Stroke) -> Length {
    let miter = if stroke.join == LineJoin::Miter { stroke.miter_limit } else { 1.0 };
    stroke.width * (0.5 * miter.max(std::f64::consts::SQRT_2))
}

/// The room that a painted outline takes at most.
pub(super) fn path_bounds(path: &Path) -> Option<Rect> {
    let reach = path.stroke.as_ref().map_or(Length::ZERO, stroke_reach);
    Some(path.data.bounds()?.outset(&Insets::uniform(reach)))
}
