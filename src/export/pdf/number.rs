//! Numbers as a content stream holds them: fixed-point, as short as they can be. Knows no operators.

/// Millimetres to points (ISO 32000-1, 8.3.2.3: 72 points to the inch).
pub(super) const PT_PER_MM: f64 = 72.0 / 25.4;

/// Decimals of matrix entries: over two metres of points an error in the last place stays below 0.01 mm.
pub(super) const MATRIX_DECIMALS: u8 = 6;

const POWERS: [f64; 10] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/// `10^decimals`, for up to nine decimals.
pub(super) fn power(decimals: u8) -> f64 {
    POWERS.get(usize::from(decimals)).copied().unwrap_or(1e9)
}

/// `value` in units of its last decimal, rounded half away from zero; none when no page can hold it.
pub(super) fn quantize(value: f64, decimals: u8) -> Option<i64> {
    let scaled = value * power(decimals);
    // Beyond this a coordinate lies kilometres away, or is no number at all.
    if scaled.abs() < 1e15 { Some((scaled + 0.5_f64.copysign(scaled)) as i64) } else { None }
}

/// Appends a number of `decimals` decimals, without trailing zeros and without a zero before the point.
#[inline]
pub(super) fn push_fixed(out: &mut Vec<u8>, value: i64, decimals: u8) {
    // Most numbers of codes and pen moves.
    match (u8::try_from(value), decimals) {
        (Ok(value @ 0..10), 0) => out.push(b'0' + value),
        (Ok(value @ 10..100), 0) => out.extend_from_slice(&[b'0' + value / 10, b'0' + value % 10]),
        _ => push_long(out, value, decimals),
    }
}

fn push_long(out: &mut Vec<u8>, mut value: i64, mut decimals: u8) {
    while decimals > 0 && value % 10 == 0 {
        value /= 10;
        decimals -= 1;
    }
    if value < 0 {
        out.push(b'-');
    }
    let mut rest = value.unsigned_abs();
    let start = out.len();
    let mut written = 0;
    while rest > 0 || written < decimals || out.len() == start {
        if written == decimals && decimals > 0 {
            out.push(b'.');
        }
        out.push(b'0' + (rest % 10) as u8);
        rest /= 10;
        written = written.saturating_add(1);
    }
    if written == decimals && decimals > 0 {
        out.push(b'.');
    }
    if let Some(digits) = out.get_mut(start..) {
        digits.reverse();
    }
}

/// `value` rounded to `decimals`, as dictionaries take it.
pub(super) fn rounded(value: f64, decimals: u8) -> f32 {
    ((value * power(decimals)).round() / power(decimals)) as f32
}
