//! A content stream while it is written: operators as short as they can be, and no operator that changes nothing.
//! Knows the graphics state of PDF, not the scene.

use super::Space;
use super::fault::Fault;
use super::number::{MATRIX_DECIMALS, push_fixed, quantize};
use super::resource::{Part, PartId, PartKind, Parts, Resource};
use crate::color::Color;
use crate::font::FontId;
use crate::scene::Plate;

/// An affine map in the order of PDF: x' = a·x + c·y + e, y' = b·x + d·y + f.
pub(super) type Matrix = [f64; 6];

/// The map that moves nothing.
pub(super) const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// The map that applies `inner` first and then `outer`.
pub(super) fn concat(outer: &Matrix, inner: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *outer;
    let [p, q, r, s, t, u] = *inner;
    [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f]
}

/// What an area or a line is covered with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ink {
    /// A colour.
    Solid(Color),
    /// A pattern.
    Pattern(PartId),
}

/// How lines are drawn, in last decimals of the numbers written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Thickness and its decimals.
    pub(super) width: (i64, u8),
    /// 0 butt, 1 round, 2 square.
    pub(super) cap: u8,
    /// 0 mitre, 1 round, 2 bevel.
    pub(super) join: u8,
    /// Mitre limit in hundredths.
    pub(super) miter: i64,
    /// Dashes, phase and their decimals.
    pub(super) dash: (Vec<i64>, i64, u8),
}

/// What is known of the graphics state; nothing is assumed where a form may inherit.
#[derive(Clone, Debug, Default)]
struct State {
    fill: Option<Ink>,
    stroke: Option<Ink>,
    fill_alpha: Option<u16>,
    stroke_alpha: Option<u16>,
    overprint: Option<bool>,
    width: Option<(i64, u8)>,
    cap: Option<u8>,
    join: Option<u8>,
    miter: Option<i64>,
    dash: Option<(Vec<i64>, i64, u8)>,
    font: Option<(FontId, i64)>,
}

/// A content stream under way.
#[derive(Debug)]
pub(super) struct Content {
    bytes: Vec<u8>,
    space: Space,
    state: State,
    saved: Vec<State>,
    in_text: bool,
    used: Vec<Resource>,
    parts: Parts,
    faults: Vec<Fault>,
}

/// A finished content stream.
#[derive(Debug)]
pub(super) struct Drawn {
    /// The operators.
    pub(super) bytes: Vec<u8>,
    /// What they name, sorted.
    pub(super) used: Vec<Resource>,
    /// Parts that came up, those inside of parts included.
    pub(super) parts: Parts,
    /// What could not be drawn.
    pub(super) faults: Vec<Fault>,
}

impl Content {
    /// The empty stream of a page that paints in the colours of `space`.
    pub(super) fn page(space: Space) -> Self {
        let mut content = Self::form(space);
        let state = &mut content.state;
        (state.cap, state.join, state.miter) = (Some(0), Some(0), Some(1000));
        state.dash = Some((Vec::new(), 0, 0));
        content
    }

    /// The empty stream of a form that paints in the colours of `space`. It is only ever called at full opacity and
    /// without overprint; everything else it may inherit.
    pub(super) fn form(space: Space) -> Self {
        let state =
            State { fill_alpha: Some(1000), stroke_alpha: Some(1000), overprint: Some(false), ..State::default() };
        Self {
            bytes: Vec::with_capacity(2048),
            space,
            state,
            saved: Vec::new(),
            in_text: false,
            used: Vec::new(),
            parts: Parts::new(),
            faults: Vec::new(),
        }
    }

    /// The colours in which it paints.
    pub(super) fn space(&self) -> Space {
        self.space
    }

    /// Ends the stream.
    pub(super) fn finish(mut self) -> Drawn {
        self.end_text();
        Drawn { bytes: self.bytes, used: self.used, parts: self.parts, faults: self.faults }
    }

    /// Notes that something cannot be drawn.
    pub(super) fn fault(&mut self, fault: Fault) {
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// Takes over the parts and faults of a stream that became a part of this one.
    pub(super) fn adopt(&mut self, parts: Parts, faults: Vec<Fault>) {
        self.parts.extend(parts);
        faults.into_iter().for_each(|fault| self.fault(fault));
    }

    /// Keeps a part, once, and returns its id.
    pub(super) fn part(&mut self, part: Part) -> PartId {
        let id = PartId::of(&part);
        self.parts.entry(id).or_insert_with(|| part.into());
        id
    }

    fn separate(&mut self) {
        let apart = matches!(self.bytes.last(), None | Some(b' ' | b'\n' | b'[' | b']' | b'(' | b')' | b'<' | b'>'));
        if !apart {
            self.bytes.push(b' ');
        }
    }

    /// Appends bytes that separate themselves from what stands before.
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Appends an operator.
    pub(super) fn op(&mut self, operator: &str) {
        self.separate();
        self.bytes.extend_from_slice(operator.as_bytes());
    }

    /// Appends a number given in units of its last decimal.
    pub(super) fn fixed(&mut self, value: i64, decimals: u8) {
        self.separate();
        push_fixed(&mut self.bytes, value, decimals);
    }

    /// Appends `re` for each rectangle: two coordinates of `decimals` decimals, whole width and height. A code has
    /// hundreds of them.
    pub(super) fn rectangles(&mut self, rectangles: impl Iterator<Item = [i64; 4]>, decimals: u8) {
        self.bytes.reserve(rectangles.size_hint().0 * 16);
        for [x, y, width, height] in rectangles {
            self.separate();
            for (value, decimals) in [(x, decimals), (y, decimals), (width, 0), (height, 0)] {
                push_fixed(&mut self.bytes, value, decimals);
                self.bytes.push(b' ');
            }
            self.bytes.extend_from_slice(b"re");
        }
    }

    /// `value` in units of the last of `decimals`; a value no page can hold counts as a fault.
    pub(super) fn quantized(&mut self, value: f64, decimals: u8) -> i64 {
        quantize(value, decimals).unwrap_or_else(|| {
            self.fault(Fault::Number);
            0
        })
    }

    /// Appends a number.
    pub(super) fn number(&mut self, value: f64, decimals: u8) {
        let value = self.quantized(value, decimals);
        self.fixed(value, decimals);
    }

    /// Appends the name of a resource and notes that it is used.
    pub(super) fn name(&mut self, resource: Resource) {
        if let Err(place) = self.used.binary_search(&resource) {
            self.used.insert(place, resource);
        }
        self.bytes.push(b'/');
        self.bytes.extend_from_slice(&resource.name());
    }

    /// `q`.
    pub(super) fn save(&mut self) {
        self.end_text();
        self.op("q");
        self.saved.push(self.state.clone());
    }

    /// `Q`.
    pub(super) fn restore(&mut self) {
        self.end_text();
        self.op("Q");
        self.state = self.saved.pop().unwrap_or_default();
    }

    /// `cm`.
    pub(super) fn transform(&mut self, matrix: &Matrix, decimals: u8) {
        self.end_text();
        self.matrix(matrix, decimals);
        self.op("cm");
    }

    /// Six numbers: the linear part with all decimals, the shift with `decimals`.
    pub(super) fn matrix(&mut self, [a, b, c, d, e, f]: &Matrix, decimals: u8) {
        [a, b, c, d].into_iter().for_each(|value| self.number(*value, MATRIX_DECIMALS));
        [e, f].into_iter().for_each(|value| self.number(*value, decimals));
    }

    /// `Do`, at the opacity that is set.
    pub(super) fn paint_object(&mut self, resource: Resource) {
        self.end_text();
        self.name(resource);
        self.op("Do");
    }

    /// `gs`.
    pub(super) fn graphics_state(&mut self, resource: Resource) {
        self.name(resource);
        self.op("gs");
    }

    /// Sets the opacity of fills, pictures and groups.
    pub(super) fn fill_alpha(&mut self, opacity: f64) {
        let thousandths = thousandths(opacity);
        if self.state.fill_alpha != Some(thousandths) {
            self.state.fill_alpha = Some(thousandths);
            self.graphics_state(Resource::FillAlpha(thousandths));
        }
    }

    /// Sets the opacity of lines.
    pub(super) fn stroke_alpha(&mut self, opacity: f64) {
        let thousandths = thousandths(opacity);
        if self.state.stroke_alpha != Some(thousandths) {
            self.state.stroke_alpha = Some(thousandths);
            self.graphics_state(Resource::StrokeAlpha(thousandths));
        }
    }

    /// Sets whether what follows leaves other plates as they are.
    pub(super) fn overprint(&mut self, on: bool) {
        if self.state.overprint != Some(on) {
            self.state.overprint = Some(on);
            self.graphics_state(Resource::Overprint(on));
        }
    }

    /// Opens a stretch of optional content.
    pub(super) fn begin_layer(&mut self, plate: Plate) {
        self.end_text();
        self.raw(b"/OC");
        self.name(Resource::Layer(plate));
        self.op("BDC");
    }

    /// Ends it.
    pub(super) fn end_layer(&mut self) {
        self.end_text();
        self.op("EMC");
    }

    /// Sets what areas and letters are filled with.
    pub(super) fn fill_ink(&mut self, ink: Ink) {
        if self.state.fill != Some(ink) {
            self.state.fill = Some(ink);
            self.ink(ink, ["k", "rg", "g", "cs", "scn"]);
        }
    }

    /// Sets what lines are drawn with.
    pub(super) fn stroke_ink(&mut self, ink: Ink) {
        if self.state.stroke != Some(ink) {
            self.state.stroke = Some(ink);
            self.ink(ink, ["K", "RG", "G", "CS", "SCN"]);
        }
    }

    fn ink(&mut self, ink: Ink, [cmyk, rgb, gray, space, pattern]: [&str; 5]) {
        match ink {
            Ink::Solid(Color { spot: Some(spot), .. }) if self.space == Space::Cmyk => {
                self.name(Resource::Spot(spot.ink));
                self.op(space);
                self.fixed(spot.tint.into(), 3);
                self.op(pattern);
            }
            Ink::Solid(color) => {
                let (components, count) = self.space.components(color);
                components.iter().take(count).for_each(|value| self.fixed(*value, 3));
                self.op(match count {
                    4 => cmyk,
                    3 => rgb,
                    _ => gray,
                });
            }
            Ink::Pattern(id) => {
                self.raw(b"/Pattern");
                self.op(space);
                self.name(Resource::Part(PartKind::Pattern, id));
                self.op(pattern);
            }
        }
    }

    /// Sets how lines are drawn, as far as it differs.
    pub(super) fn line(&mut self, line: &Line) {
        if self.state.width.replace(line.width) != Some(line.width) {
            self.fixed(line.width.0, line.width.1);
            self.op("w");
        }
        if self.state.cap.replace(line.cap) != Some(line.cap) {
            self.fixed(line.cap.into(), 0);
            self.op("J");
        }
        if self.state.join.replace(line.join) != Some(line.join) {
            self.fixed(line.join.into(), 0);
            self.op("j");
        }
        if line.join == 0 && self.state.miter.replace(line.miter) != Some(line.miter) {
            self.fixed(line.miter, 2);
            self.op("M");
        }
        if self.state.dash.as_ref() != Some(&line.dash) {
            self.state.dash = Some(line.dash.clone());
            let (pattern, phase, decimals) = &line.dash;
            self.raw(b"[");
            pattern.iter().for_each(|length| self.fixed(*length, *decimals));
            self.raw(b"]");
            self.fixed(*phase, *decimals);
            self.op("d");
        }
    }

    /// Begins a text object unless one is open; true when it has just begun.
    pub(super) fn begin_text(&mut self) -> bool {
        let begins = !self.in_text;
        if begins {
            self.op("BT");
            self.in_text = true;
        }
        begins
    }

    /// Ends the text object, if any: before anything but text.
    pub(super) fn end_text(&mut self) {
        if self.in_text {
            self.op("ET");
            self.in_text = false;
        }
    }

    /// `Tf`, the size in units of the last of `decimals`.
    pub(super) fn font(&mut self, font: FontId, size: i64, decimals: u8) {
        if self.state.font.replace((font, size)) != Some((font, size)) {
            self.name(Resource::Font(font));
            self.fixed(size, decimals);
            self.op("Tf");
        }
    }
}

fn thousandths(opacity: f64) -> u16 {
    (opacity.clamp(0.0, 1.0) * 1000.0).round() as u16
}
