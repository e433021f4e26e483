//! The modules of a symbol as rows of bits.

use qrcode::canvas::{Canvas, Module};
use qrcode::types::Color;

/// Longest side of a symbol (version 40).
const LONGEST: usize = 177;
/// Words that hold one row of the longest side.
const WORDS: usize = LONGEST.div_ceil(64);

/// Square of modules, a set bit is dark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Matrix {
    side: usize,
    words: usize,
    bits: Vec<u64>,
}

impl Matrix {
    /// Rows of `W` words each become a matrix.
    pub(super) fn new<const W: usize>(rows: &[[u64; W]]) -> Self {
        Self { side: rows.len(), words: W, bits: rows.as_flattened().to_vec() }
    }

    /// Modules along one side.
    pub(super) const fn side(&self) -> usize {
        self.side
    }

    /// Whether a module is dark; light outside.
    pub(super) fn get(&self, x: usize, y: usize) -> bool {
        if x >= self.side || y >= self.side {
            return false;
        }
        self.bits.get(y * self.words + x / 64).is_some_and(|word| word >> (x % 64) & 1 == 1)
    }

    /// The words of row `y`, bit `x` of the row in bit `x % 64` of word `x / 64`; nothing outside.
    pub(super) fn row(&self, y: usize) -> [u64; WORDS] {
        let row = self.bits.get(y * self.words..(y + 1) * self.words).unwrap_or(&[]);
        std::array::from_fn(|index| row.get(index).copied().unwrap_or(0))
    }
}

/// A symbol before masking, along rows or along columns.
#[derive(Clone)]
pub(super) struct Lines<const W: usize> {
    /// Dark modules.
    pub(super) dark: Vec<[u64; W]>,
    /// Modules that a mask may turn over: everything but the function patterns.
    pub(super) free: Vec<[u64; W]>,
}

impl<const W: usize> Lines<W> {
    fn empty(side: usize) -> Self {
        Self { dark: vec![[0; W]; side], free: vec![[0; W]; side] }
    }
}

/// The canvas by rows and by columns.
pub(super) fn read<const W: usize>(canvas: &Canvas, side: usize) -> (Lines<W>, Lines<W>) {
    let (mut rows, mut columns) = (Lines::empty(side), Lines::empty(side));
    for y in 0..side {
        for x in 0..side {
            // A side is at most 177 modules.
            let (dark, free) = match canvas.get(x as i16, y as i16) {
                Module::Masked(color) => (color == Color::Dark, false),
                Module::Unmasked(color) => (color == Color::Dark, true),
                Module::Empty => (false, true),
            };
            set(&mut rows, y, x, dark, free);
            set(&mut columns, x, y, dark, free);
        }
    }
    (rows, columns)
}

fn set<const W: usize>(lines: &mut Lines<W>, line: usize, at: usize, dark: bool, free: bool) {
    if let Some(word) = lines.dark.get_mut(line).and_then(|line| line.get_mut(at / 64)) {
        *word |= u64::from(dark) << (at % 64);
    }
    if let Some(word) = lines.free.get_mut(line).and_then(|line| line.get_mut(at / 64)) {
        *word |= u64::from(free) << (at % 64);
    }
}
