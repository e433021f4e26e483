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
    for (y, (row_dark, row_free)) in rows.dark.iter_mut().zip(&mut rows.free).enumerate() {
        for (x, (column_dark, column_free)) in columns.dark.iter_mut().zip(&mut columns.free).enumerate() {
            // A side is at most 177 modules.
            let (dark, free) = match canvas.get(x as i16, y as i16) {
                Module::Masked(color) => (color == Color::Dark, false),
                Module::Unmasked(color) => (color == Color::Dark, true),
                Module::Empty => (false, true),
            };
            set(row_dark, x, dark);
            set(row_free, x, free);
            set(column_dark, y, dark);
            set(column_free, y, free);
        }
    }
    (rows, columns)
}

fn set<const W: usize>(line: &mut [u64; W], at: usize, bit: bool) {
    if let Some(word) = line.get_mut(at / 64) {
        *word |= u64::from(bit) << (at % 64);
    }
}
