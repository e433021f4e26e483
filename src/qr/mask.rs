//! The choice of the mask (ISO/IEC 18004, 7.8): eight candidates scored with whole rows as bit words.

use qrcode::canvas::Canvas;

use super::Level;
use super::matrix::{Lines, read};
use crate::geom::Cells;

/// All mask patterns repeat after six columns and twelve rows, or fewer.
const PERIOD: usize = 12;
/// Words of the longest row.
const WORDS: usize = 3;

type Pattern = [[u64; WORDS]; PERIOD];

/// The eight patterns by rows, and the same turned over the diagonal.
static ROWS: [Pattern; 8] = patterns(false);
static COLUMNS: [Pattern; 8] = patterns(true);

/// Whether mask `number` turns over the module in column `x` and row `y` (table 10 of the standard).
const fn turns(number: usize, x: usize, y: usize) -> bool {
    match number {
        0 => (y + x).is_multiple_of(2),
        1 => y.is_multiple_of(2),
        2 => x.is_multiple_of(3),
        3 => (y + x).is_multiple_of(3),
        4 => (y / 2 + x / 3).is_multiple_of(2),
        5 => (y * x) % 2 + (y * x) % 3 == 0,
        6 => ((y * x) % 2 + (y * x) % 3).is_multiple_of(2),
        _ => ((y + x) % 2 + (y * x) % 3).is_multiple_of(2),
    }
}

const fn patterns(by_column: bool) -> [Pattern; 8] {
    let mut all = [[[0; WORDS]; PERIOD]; 8];
    let mut number = 0;
    while number < 8 {
        let mut line = 0;
        while line < PERIOD {
            let mut at = 0;
            while at < 64 * WORDS {
                let (x, y) = if by_column { (line, at) } else { (at, line) };
                if turns(number, x, y) {
                    all[number][line][at / 64] |= 1 << (at % 64);
                }
                at += 1;
            }
            line += 1;
        }
        number += 1;
    }
    all
}

/// The masked symbol of the lowest penalty; the lower mask number where two are equal.
pub(super) fn best(canvas: &Canvas, side: usize, level: Level) -> Cells {
    if side <= 64 { choose::<1>(canvas, side, level) } else { choose::<WORDS>(canvas, side, level) }
}

fn choose<const W: usize>(canvas: &Canvas, side: usize, level: Level) -> Cells {
    let (rows, columns) = read::<W>(canvas, side);
    let (mut by_row, mut by_column) = (rows.dark.clone(), columns.dark.clone());
    let mut winner = (u32::MAX, 0);
    for number in 0..8 {
        let format = format_bits(level, number);
        apply(&mut by_row, &rows, &ROWS, number, |x, y| (x, y), format);
        apply(&mut by_column, &columns, &COLUMNS, number, |x, y| (y, x), format);
        winner = winner.min((penalty(&by_row, &by_column), number));
    }
    apply(&mut by_row, &rows, &ROWS, winner.1, |x, y| (x, y), format_bits(level, winner.1));
    Cells::new(&by_row)
}

/// Writes the symbol under mask `number`, format information included, into `out`.
fn apply<const W: usize>(
    out: &mut [[u64; W]],
    symbol: &Lines<W>,
    patterns: &[Pattern; 8],
    number: usize,
    turn: impl Fn(usize, usize) -> (usize, usize),
    format: u16,
) {
    let pattern = patterns[number % 8].iter().cycle();
    for (((out, dark), free), pattern) in out.iter_mut().zip(&symbol.dark).zip(&symbol.free).zip(pattern) {
        *out = std::array::from_fn(|word| dark[word] ^ (free[word] & pattern[word]));
    }
    for (x, y) in format_places(symbol.dark.len(), format) {
        let (at, line) = turn(x, y);
        if let Some(word) = out.get_mut(line).and_then(|line| line.get_mut(at / 64)) {
            *word |= 1 << (at % 64);
        }
    }
}

/// The fifteen bits of the format information: level and mask, protected and masked (7.9.1 of the standard).
fn format_bits(level: Level, mask: usize) -> u16 {
    let level = match level {
        Level::L => 0b01,
        Level::M => 0b00,
        Level::Q => 0b11,
        Level::H => 0b10,
    };
    let data = level << 3 | (mask as u16 & 0b111);
    let mut rest = data << 10;
    for bit in (10..15).rev() {
        if rest >> bit & 1 == 1 {
            rest ^= 0b101_0011_0111 << (bit - 10);
        }
    }
    (data << 10 | rest) ^ 0b101_0100_0001_0010
}

/// Column and row of every dark module of both copies of the format information (figure 25 of the standard).
fn format_places(side: usize, format: u16) -> impl Iterator<Item = (usize, usize)> {
    let place = move |bit: usize| {
        let first = match bit {
            0..=5 => (8, bit),
            6 | 7 => (8, bit + 1),
            8 => (7, 8),
            _ => (14 - bit, 8),
        };
        let second = if bit < 8 { (side - 1 - bit, 8) } else { (8, side - 15 + bit) };
        [first, second]
    };
    (0..15).filter(move |bit| format >> bit & 1 == 1).flat_map(place)
}

/// The penalty of a whole symbol: the sum of N1 to N4 (table 11 of the standard).
fn penalty<const W: usize>(rows: &[[u64; W]], columns: &[[u64; W]]) -> u32 {
    along(rows) + along(columns) + blocks(rows) + balance(rows)
}

/// N1 and N3 along every line: runs of five or more, and look-alikes of the finder pattern.
fn along<const W: usize>(lines: &[[u64; W]]) -> u32 {
    let inside = ones::<W>(lines.len() - 1);
    let mut total = 0;
    for line in lines {
        // Bit i: modules i and i + 1 are alike; then i to i + 4 are.
        let alike = both(not(differ(*line, right(*line, 1))), inside);
        let two = both(alike, right(alike, 1));
        let five = both(two, right(two, 2));
        let starts = both(five, not(left(five, 1)));
        // A run of n modules has n - 4 fives and costs n - 2.
        total += count(five) + 2 * count(starts);
        total += 40 * count(finders(*line));
    }
    total
}

/// Bit i: dark, light, three dark, light, dark from module i on, with four light modules before or after. Beyond
/// the symbol all is light: that is its quiet zone.
fn finders<const W: usize>(line: [u64; W]) -> [u64; W] {
    let dark = |steps| right(line, steps);
    let ends = both(line, dark(6));
    let middle = both(both(dark(2), dark(3)), dark(4));
    let gaps = either(dark(1), dark(5));
    let shape = both(both(ends, middle), not(gaps));
    if shape == [0; W] {
        return shape;
    }
    let after = either(either(dark(7), dark(8)), either(dark(9), dark(10)));
    let before = either(either(left(line, 1), left(line, 2)), either(left(line, 3), left(line, 4)));
    both(shape, not(both(before, after)))
}

/// N2: every square of two by two modules of one colour.
fn blocks<const W: usize>(rows: &[[u64; W]]) -> u32 {
    let inside = ones::<W>(rows.len() - 1);
    let alike = |row: [u64; W]| not(differ(row, right(row, 1)));
    let squares = rows.windows(2).map(|pair| match pair {
        [upper, lower] => count(both(both(alike(*upper), not(differ(*upper, *lower))), both(alike(*lower), inside))),
        _ => 0,
    });
    3 * squares.sum::<u32>()
}

/// N4: ten points for each whole 5 % by which the share of dark modules is away from one half.
fn balance<const W: usize>(rows: &[[u64; W]]) -> u32 {
    let all = (rows.len() * rows.len()) as u32;
    let dark: u32 = rows.iter().map(|row| count(*row)).sum();
    10 * ((2 * dark).abs_diff(all) * 10 / all)
}

fn both<const W: usize>(a: [u64; W], b: [u64; W]) -> [u64; W] {
    std::array::from_fn(|word| a[word] & b[word])
}

fn either<const W: usize>(a: [u64; W], b: [u64; W]) -> [u64; W] {
    std::array::from_fn(|word| a[word] | b[word])
}

fn differ<const W: usize>(a: [u64; W], b: [u64; W]) -> [u64; W] {
    std::array::from_fn(|word| a[word] ^ b[word])
}

fn not<const W: usize>(a: [u64; W]) -> [u64; W] {
    a.map(|word| !word)
}

/// Bit i becomes what bit i + `steps` was.
fn right<const W: usize>(a: [u64; W], steps: u32) -> [u64; W] {
    std::array::from_fn(|word| a[word] >> steps | a.get(word + 1).map_or(0, |next| next << (64 - steps)))
}

/// Bit i becomes what bit i - `steps` was.
fn left<const W: usize>(a: [u64; W], steps: u32) -> [u64; W] {
    std::array::from_fn(|word| a[word] << steps | if word > 0 { a[word - 1] >> (64 - steps) } else { 0 })
}

fn ones<const W: usize>(bits: usize) -> [u64; W] {
    std::array::from_fn(|word| match bits.saturating_sub(word * 64) {
        0 => 0,
        some @ 1..64 => (1 << some) - 1,
        _ => u64::MAX,
    })
}

fn count<const W: usize>(a: [u64; W]) -> u32 {
    a.iter().map(|word| word.count_ones()).sum()
}
