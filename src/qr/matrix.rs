//! The modules of a symbol before masking, as rows and columns of bits.

use qrcode::canvas::{Canvas, Module};
use qrcode::types::Color;

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
