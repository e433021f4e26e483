//! Layouts read from the right: `start` and `end` become left and right, once a layout is built for a language.
//! What a layout calls left, right or `x` stays where it is.

use super::lists::Sides;
use super::spec::{BoxSpec, EdgesSpec, FrameSpec};
use crate::element::Measure;
use crate::geom::Length;

/// Puts a box, children not included, on the sides where a language starts to read and ends.
pub(super) fn settle(spec: &mut BoxSpec, rtl: bool) {
    spec.rtl = rtl;
    let mut mirrored = rtl;
    if let Some(FrameSpec::Edges(edges)) = &mut spec.at {
        mirrored &= edges.x.is_none() && edges.right.is_none();
        frame(edges, rtl);
    }
    sides(&mut spec.margin, rtl);
    sides(&mut spec.padding, rtl);
    if let Some(image) = spec.image.as_mut().filter(|image| image.along && rtl) {
        image.position.0 = 1.0 - image.position.0;
    }
    // A repetition goes the way its frame is measured.
    if let Some((right, _)) = spec.repeat.as_mut().and_then(|repeat| repeat.step.as_mut()).filter(|_| mirrored) {
        *right = negated(right);
    }
}

fn frame(edges: &mut EdgesSpec, rtl: bool) {
    let (start, end) = (edges.start.take(), edges.end.take());
    if edges.x.is_some() || edges.right.is_some() {
        return;
    }
    (edges.x, edges.right) = if rtl { (end, start) } else { (start, end) };
    // A frame that says only its width begins where reading does.
    if rtl && edges.x.is_none() && edges.right.is_none() && edges.width.is_some() {
        edges.right = Some(Measure::Fixed(Length::ZERO));
    }
}

fn sides(sides: &mut Sides, rtl: bool) {
    let (start, end) = (sides.start.take(), sides.end.take());
    if start.is_none() && end.is_none() {
        return;
    }
    let [top, right, bottom, left] = sides.all.four();
    let (on_left, on_right) = if rtl { (end, start) } else { (start, end) };
    sides.all.0 = vec![top, on_right.unwrap_or(right), bottom, on_left.unwrap_or(left)];
}

fn negated(measure: &Measure) -> Measure {
    match measure {
        Measure::Fixed(length) => Measure::Fixed(-*length),
        Measure::Part(part) => Measure::Part(-part),
        Measure::Token(name) => {
            Measure::Token(name.strip_prefix('-').map_or_else(|| format!("-{name}"), str::to_owned))
        }
    }
}
