//! The two-part box: two trays with glued corners, the lid slid over the base.

use std::sync::Arc;

use super::blank::{Blank, Panel, line, outline};
use super::room::Inner;
use crate::geom::{Insets, Length, PathData, Rect, Size};

/// How much wider the lid is inside than the base outside.
const PLAY: Length = Length::mm(0.6);
/// Longest corner flap, and the slit beside it.
const FLAP: Length = Length::mm(15.0);
const SLIT: Length = Length::mm(0.5);
/// Least width of what is glued.
const LEAST: Length = Length::mm(1.5);
const SHARP: Length = Length::ZERO;

/// Names of the floor and the walls, and how the walls stand.
struct Part {
    part: &'static str,
    names: [&'static str; 5],
    /// Walls hang down from the floor, as on a lid; else they stand on it.
    hangs: bool,
}

const BASE: Part =
    Part { part: "base", names: ["base", "base-front", "base-back", "base-left", "base-right"], hangs: false };
const LID: Part = Part { part: "lid", names: ["lid", "lid-front", "lid-back", "lid-left", "lid-right"], hangs: true };

/// Base and lid of a box with this room inside. The lid goes down to the floor of the base.
pub fn two_part(inner: &Inner, board: Length, bleed: Length) -> Vec<Blank> {
    let over = board * 2.0 + PLAY;
    let lid = Inner { width: inner.width + over, height: inner.height + over, depth: inner.depth + board };
    vec![tray(&BASE, inner, board, bleed), tray(&LID, &lid, board, bleed)]
}

/// A tray with this room inside.
fn tray(part: &Part, inner: &Inner, board: Length, bleed: Length) -> Blank {
    let [width, height] = [inner.width + board, inner.height + board];
    // The wall stands on the crease, half of a board above the floor.
    let wall = inner.depth + board * 0.5;
    let floor = Rect::new(wall, wall, width, height);
    let flap = FLAP.min(width * 0.5 - SLIT).min(wall.max(Length::mm(6.0)));
    Blank {
        part: part.part,
        size: Size::new(width + wall * 2.0, height + wall * 2.0),
        outline: Arc::new(around(&floor, wall, flap)),
        creases: creases(&floor, wall),
        glue: glued(&floor, wall, flap, bleed).iter().map(|area| Arc::new(outline(area))).collect(),
        panels: panels(part, &floor, wall, bleed),
    }
}

/// A corner flap and its outline on the four corners: top right, bottom right, bottom left, top left, each from the
/// inner corner of its crease, clockwise around the tray.
fn flaps(floor: &Rect, wall: Length, flap: Length) -> [Vec<(Length, Length, Length)>; 4] {
    let slope = slope(wall, flap);
    let (left, right, top, bottom) = (floor.x - SLIT, floor.right() + SLIT, floor.y, floor.bottom());
    let (outer_left, outer_right) = (floor.x - wall, floor.right() + wall);
    [
        vec![
            (right, top, SHARP),
            (right, top - flap, SHARP),
            (outer_right - slope, top - flap, SHARP),
            (outer_right, top, SHARP),
        ],
        vec![
            (outer_right, bottom, SHARP),
            (outer_right - slope, bottom + flap, SHARP),
            (right, bottom + flap, SHARP),
            (right, bottom, SHARP),
        ],
        vec![
            (left, bottom, SHARP),
            (left, bottom + flap, SHARP),
            (outer_left + slope, bottom + flap, SHARP),
            (outer_left, bottom, SHARP),
        ],
        vec![
            (outer_left, top, SHARP),
            (outer_left + slope, top - flap, SHARP),
            (left, top - flap, SHARP),
            (left, top, SHARP),
        ],
    ]
}

/// What of each corner flap is glued: not the strips that artwork of the walls beside it goes on over, along its crease and
/// along its slit.
fn glued(floor: &Rect, wall: Length, flap: Length, bleed: Length) -> [Vec<(Length, Length, Length)>; 4] {
    let slope = slope(wall, flap);
    let keep = bleed.min((flap - LEAST).max(Length::ZERO));
    let inner = bleed.min((wall - slope - LEAST).max(SLIT)).max(SLIT);
    let area = |x: Length, y: Length, right: f64, down: f64| {
        vec![
            (x + inner * right, y + keep * down, SHARP),
            (x + inner * right, y + flap * down, SHARP),
            (x + (wall - slope) * right, y + flap * down, SHARP),
            (x + (wall - slope * (keep / flap)) * right, y + keep * down, SHARP),
        ]
    };
    [
        area(floor.right(), floor.y, 1.0, -1.0),
        area(floor.right(), floor.bottom(), 1.0, 1.0),
        area(floor.x, floor.bottom(), -1.0, 1.0),
        area(floor.x, floor.y, -1.0, -1.0),
    ]
}

/// How much shorter a corner flap is at its outer edge.
fn slope(wall: Length, flap: Length) -> Length {
    (flap * 0.2).min(Length::mm(3.0)).min(wall * 0.3)
}

fn around(floor: &Rect, wall: Length, flap: Length) -> PathData {
    let [top_right, bottom_right, bottom_left, top_left] = flaps(floor, wall, flap);
    let (left, right, top, bottom) = (floor.x, floor.right(), floor.y, floor.bottom());
    let mut corners = vec![(left, top - wall, SHARP), (right, top - wall, SHARP), (right, top, SHARP)];
    corners.extend(top_right);
    corners.extend(bottom_right);
    corners.extend([(right, bottom, SHARP), (right, bottom + wall, SHARP)]);
    corners.extend([(left, bottom + wall, SHARP), (left, bottom, SHARP)]);
    corners.extend(bottom_left);
    corners.extend(top_left);
    corners.push((left, top, SHARP));
    outline(&corners)
}

fn creases(floor: &Rect, wall: Length) -> Vec<Arc<PathData>> {
    let (left, right, top, bottom) = (floor.x, floor.right(), floor.y, floor.bottom());
    let mut creases =
        vec![line(left, top, right, top), line(left, bottom, right, bottom), line(left, top, left, bottom)];
    creases.push(line(right, top, right, bottom));
    for y in [top, bottom] {
        creases.push(line(left - wall, y, left - SLIT, y));
        creases.push(line(right + SLIT, y, right + wall, y));
    }
    creases
}

/// Floor and walls, each turned so that it is read upright on the folded box.
fn panels(part: &Part, floor: &Rect, wall: Length, bleed: Length) -> Vec<Panel> {
    let [main, front, back, left, right] = part.names;
    // On a lid the upper edge of a wall is at the floor; on a base it is the free edge.
    let over = if part.hangs { 0 } else { 180 };
    let turned = |turn: u16| (turn + over) % 360;
    let Rect { x, y, width, height } = *floor;
    let (far_x, far_y) = (floor.right(), floor.bottom());
    let across = Insets { left: bleed, right: bleed, ..Insets::NONE };
    let along = Insets { top: bleed, bottom: bleed, ..Insets::NONE };
    let panel = |name, rect, turn, bleed| Panel { name, rect, turn, bleed };
    vec![
        panel(main, *floor, 0, Insets::NONE),
        panel(front, Rect::new(x, far_y, width, wall), turned(0), Insets { bottom: bleed, ..across }),
        panel(back, Rect::new(x, y - wall, width, wall), turned(180), Insets { top: bleed, ..across }),
        panel(left, Rect::new(x - wall, y, wall, height), turned(90), Insets { left: bleed, ..along }),
        panel(right, Rect::new(far_x, y, wall, height), turned(270), Insets { right: bleed, ..along }),
    ]
}
