//! The graphics state as far as it changes what is painted (ISO 32000-1, 8.4).

use std::collections::BTreeMap;
use std::rc::Rc;

use super::font::Font;
use super::ink::Ink;

/// A map of PDF: `[a b c d e f]`.
pub(super) type Matrix = [f64; 6];

pub(super) const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// The map that applies `first` and then `second`.
pub(super) fn after(second: &Matrix, first: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *first;
    let [sa, sb, sc, sd, se, sf] = *second;
    [a * sa + b * sc, a * sb + b * sd, c * sa + d * sc, c * sb + d * sd, e * sa + f * sc + se, e * sb + f * sd + sf]
}

/// A point through a map.
pub(super) fn apply(map: &Matrix, x: f64, y: f64) -> (f64, f64) {
    (map[0] * x + map[2] * y + map[4], map[1] * x + map[3] * y + map[5])
}

/// What the next mark is painted with.
#[derive(Clone)]
pub(super) struct State<'a> {
    pub ctm: Matrix,
    /// Colour of areas, of lines: space and values as one digest.
    pub fill: u128,
    pub stroke: u128,
    /// The spaces that values are given in.
    pub fill_space: u128,
    pub stroke_space: u128,
    pub width: f64,
    /// Cap, join, mitre limit.
    pub line: [f64; 3],
    pub dash: u128,
    /// Entries of graphics state dictionaries, the last of each key.
    pub extra: BTreeMap<Vec<u8>, u128>,
    pub clip: u128,
    pub text: Text<'a>,
}

/// The text state (ISO 32000-1, 9.3).
#[derive(Clone)]
pub(super) struct Text<'a> {
    pub font: Option<Rc<Font<'a>>>,
    pub size: f64,
    pub char: f64,
    pub word: f64,
    pub scale: f64,
    pub leading: f64,
    pub rise: f64,
    pub mode: f64,
    pub line: Matrix,
    /// What was shown since the pen was last put somewhere: where the next glyph stands follows from it.
    pub shown: u128,
}

impl Default for State<'_> {
    fn default() -> Self {
        Self {
            ctm: IDENTITY,
            fill: 0,
            stroke: 0,
            fill_space: 0,
            stroke_space: 0,
            width: 1.0,
            line: [0.0, 0.0, 10.0],
            dash: 0,
            extra: BTreeMap::new(),
            clip: 0,
            text: Text {
                font: None,
                size: 0.0,
                char: 0.0,
                word: 0.0,
                scale: 100.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0.0,
                line: IDENTITY,
                shown: 0,
            },
        }
    }
}

impl State<'_> {
    /// What every mark depends on.
    pub fn common(&self, ink: &mut Ink) {
        ink.digest(self.clip);
        for (key, value) in &self.extra {
            ink.bytes(key);
            ink.digest(*value);
        }
    }

    /// What a line depends on.
    pub fn pen(&self, ink: &mut Ink) {
        let scale = (self.ctm[0] * self.ctm[3] - self.ctm[1] * self.ctm[2]).abs().sqrt();
        ink.digest(self.stroke);
        ink.points(self.width * scale);
        self.line.iter().for_each(|value| ink.real(*value));
        ink.digest(self.dash);
        ink.real(scale);
    }

    pub fn map(&self, ink: &mut Ink, map: &Matrix) {
        let map = after(&self.ctm, map);
        map.iter().take(4).for_each(|entry| ink.real(*entry));
        map.iter().skip(4).for_each(|entry| ink.points(*entry));
    }
}
