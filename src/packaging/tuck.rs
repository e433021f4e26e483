//! The tuck box: front, right side, back, left side and a glue flap in a row; lid and bottom hang on the back, dust flaps on
//! the sides (straight tuck end, ECMA A20.20.03.01).

use std::sync::Arc;

use super::blank::{Blank, Panel, line, outline};
use super::room::Inner;
use crate::geom::{Insets, Length, Size};

/// Width of the glue flap, of the flap that is tucked in, least and most length of dust flaps.
const GLUE: Length = Length::mm(12.0);
const TUCK: Length = Length::mm(15.0);
const DUST: [Length; 2] = [Length::mm(12.0), Length::mm(40.0)];
/// How far flaps stay off what they slide along.
const PLAY: Length = Length::mm(0.5);
/// Most radius of the notch for a thumb.
const NOTCH: Length = Length::mm(10.0);
const SHARP: Length = Length::ZERO;

/// Distances from crease to crease, and between the lines on which things lie.
struct Sizes {
    width: Length,
    depth: Length,
    height: Length,
    board: Length,
    tuck: Length,
    dust: Length,
    glue: Length,
    /// Upper and lower crease of the walls.
    top: Length,
    bottom: Length,
}

impl Sizes {
    fn new(inner: &Inner, board: Length) -> Self {
        let [width, height, depth] = [inner.width, inner.height, inner.depth].map(|side| side + board);
        let tuck = TUCK.min(height * 0.4);
        // Two dust flaps lie side by side under the lid.
        let dust = depth.max(DUST[0]).min(DUST[1]).min(width * 0.5 - PLAY);
        let glue = GLUE.min(depth.max(Length::mm(6.0))).min(width - PLAY * 2.0);
        let top = depth + tuck;
        Self { width, depth, height, board, tuck, dust, glue, top, bottom: top + height }
    }

    /// The creases between the walls, and the edge of the glue flap.
    fn columns(&self) -> [Length; 6] {
        let Self { width, depth, glue, .. } = *self;
        let right = width;
        let back = right + depth;
        let left = back + width;
        let flap = left + depth;
        [Length::ZERO, right, back, left, flap, flap + glue]
    }

    fn size(&self) -> Size {
        Size::new(self.columns()[5], self.bottom + self.depth + self.tuck)
    }
}

/// The blank of a tuck box with this room inside. Walls are `board` larger from crease to crease than the room: each
/// fold takes half of the board's thickness.
pub fn tuck(inner: &Inner, board: Length, bleed: Length) -> Blank {
    let sizes = Sizes::new(inner, board);
    Blank {
        part: "box",
        size: sizes.size(),
        outline: Arc::new(around(&sizes)),
        creases: creases(&sizes),
        glue: vec![Arc::new(outline(&glue_flap(&sizes, bleed)))],
        panels: panels(&sizes, bleed),
    }
}

/// The outline, from the upper left corner of the front, clockwise.
fn around(sizes: &Sizes) -> crate::geom::PathData {
    let Sizes { width, top, bottom, .. } = *sizes;
    let [start, right, ..] = sizes.columns();
    let notch = NOTCH.min(width * 0.2);
    let middle = (start + right) * 0.5;
    let mut corners = vec![
        (start, top, SHARP),
        (middle - notch, top, SHARP),
        // Two quarter circles make half of one.
        (middle - notch, top + notch, notch),
        (middle + notch, top + notch, notch),
        (middle + notch, top, SHARP),
    ];
    let [up, down] = [(top, -1.0), (bottom, 1.0)];
    let mut lower = ends(sizes, down);
    lower.reverse();
    corners.extend(ends(sizes, up));
    corners.extend(glue_flap(sizes, Length::ZERO).into_iter().skip(1).take(2));
    corners.extend(lower);
    corners.push((start, bottom, SHARP));
    outline(&corners)
}

/// Dust flap, lid and tuck flap, dust flap along one end, from left to right. `way` is -1 upwards, 1 downwards.
fn ends(sizes: &Sizes, (edge, way): (Length, f64)) -> Vec<(Length, Length, Length)> {
    let Sizes { depth, board, tuck, dust, .. } = *sizes;
    let [_, right, back, left, flap, _] = sizes.columns();
    let at = |distance: Length| edge + distance * way;
    let (taper, shoulder) = ((depth * 0.25).min(Length::mm(4.0)), (depth * 0.3).min(dust * 0.4));
    let round = (tuck * 0.6).min(Length::mm(8.0));
    // Lid and flap are a board narrower on each side than the back, so that they slide between the walls.
    let (near, far) = (back + board, left - board);
    vec![
        (right, edge, SHARP),
        (right + PLAY + taper, at(dust), Length::mm(2.0)),
        (back - PLAY, at(dust), Length::mm(1.0)),
        (back - PLAY, at(shoulder), SHARP),
        (back, edge, SHARP),
        (near, edge, SHARP),
        (near, at(depth), SHARP),
        (near + PLAY, at(depth + tuck), round),
        (far - PLAY, at(depth + tuck), round),
        (far, at(depth), SHARP),
        (far, edge, SHARP),
        (left, edge, SHARP),
        (left + PLAY, at(shoulder), SHARP),
        (left + PLAY, at(dust), Length::mm(1.0)),
        (flap - PLAY - taper, at(dust), Length::mm(2.0)),
        (flap, edge, SHARP),
    ]
}

/// The glue flap from its upper inner corner, clockwise; `keep` of it, along the crease, holds artwork and no glue.
fn glue_flap(sizes: &Sizes, keep: Length) -> Vec<(Length, Length, Length)> {
    let Sizes { top, bottom, glue, .. } = *sizes;
    let [.., flap, edge] = sizes.columns();
    let slope = (glue * 0.3).min(Length::mm(4.0));
    let keep = keep.min(glue * 0.5);
    let down = slope * (keep / glue);
    vec![
        (flap + keep, top + down, SHARP),
        (edge, top + slope, SHARP),
        (edge, bottom - slope, SHARP),
        (flap + keep, bottom - down, SHARP),
    ]
}

fn creases(sizes: &Sizes) -> Vec<Arc<crate::geom::PathData>> {
    let Sizes { depth, board, top, bottom, .. } = *sizes;
    let [_, right, back, left, flap, _] = sizes.columns();
    let mut creases: Vec<_> = [right, back, left, flap].into_iter().map(|x| line(x, top, x, bottom)).collect();
    for (edge, way) in [(top, -1.0), (bottom, 1.0)] {
        let lid = edge + depth * way;
        creases.push(line(right, edge, back, edge));
        creases.push(line(back + board, edge, left - board, edge));
        creases.push(line(left, edge, flap, edge));
        creases.push(line(back + board, lid, left - board, lid));
    }
    creases
}

/// The faces. Artwork goes on where something is cut, folded in or glued over; not where another face begins.
fn panels(sizes: &Sizes, bleed: Length) -> Vec<Panel> {
    use crate::geom::Rect;
    let Sizes { width, depth, height, board, tuck, top, bottom, .. } = *sizes;
    let [start, right, back, left, ..] = sizes.columns();
    let (near, lid) = (back + board, width - board * 2.0);
    let ends = Insets { top: bleed, bottom: bleed, ..Insets::NONE };
    let none = Length::ZERO;
    let panel = |name, rect, turn, bleed| Panel { name, rect, turn, bleed };
    vec![
        panel("front", Rect::new(start, top, width, height), 0, Insets { left: bleed, ..ends }),
        panel("right", Rect::new(right, top, depth, height), 0, ends),
        panel("back", Rect::new(back, top, width, height), 0, Insets::NONE),
        panel("left", Rect::new(left, top, depth, height), 0, Insets { right: bleed, ..ends }),
        // Seen from the front the lid's far edge is the one on the back: upside down on the blank.
        panel(
            "top",
            Rect::new(near, top - depth, lid, depth),
            180,
            Insets { top: none, bottom: none, left: bleed, right: bleed },
        ),
        panel(
            "tuck",
            Rect::new(near, top - depth - tuck, lid, tuck),
            180,
            Insets { top: bleed, bottom: none, left: bleed, right: bleed },
        ),
        panel(
            "bottom",
            Rect::new(near, bottom, lid, depth),
            0,
            Insets { top: none, bottom: bleed, left: bleed, right: bleed },
        ),
    ]
}
