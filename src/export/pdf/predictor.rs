//! PNG predictors: rows as differences, which pack far better (ISO 32000-1, 7.4.4.4). Knows no pictures.

/// Rows of `width` bytes as differences to the row above.
pub(super) fn up(data: &[u8], width: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() + data.len() / width.max(1));
    let mut above = vec![0; width];
    for row in data.chunks_exact(width.max(1)) {
        out.push(2);
        out.extend(row.iter().zip(&above).map(|(byte, above)| byte.wrapping_sub(*above)));
        above.copy_from_slice(row);
    }
    out
}

/// Rows of `width` pixels of `channels` bytes, each with the filter that leaves the smallest differences
/// (the rule of thumb of PNG, 12.7).
pub(super) fn best(data: &[u8], width: usize, channels: usize) -> Vec<u8> {
    let length = (width * channels).max(1);
    let mut out = Vec::with_capacity(data.len() + data.len() / length);
    let mut above = vec![0; length];
    let mut tries: [Vec<u8>; 5] = std::array::from_fn(|_| vec![0; length]);
    for row in data.chunks_exact(length) {
        for (kind, filtered) in tries.iter_mut().enumerate() {
            filter(kind, row, &above, channels, filtered);
        }
        let cost =
            |filtered: &Vec<u8>| filtered.iter().map(|byte| u64::from((*byte as i8).unsigned_abs())).sum::<u64>();
        if let Some((kind, filtered)) = tries.iter().enumerate().min_by_key(|(_, filtered)| cost(filtered)) {
            out.push(kind as u8);
            out.extend_from_slice(filtered);
        }
        above.copy_from_slice(row);
    }
    out
}

fn filter(kind: usize, row: &[u8], above: &[u8], channels: usize, out: &mut [u8]) {
    let zeros = std::iter::repeat_n(&0, channels);
    let left = zeros.clone().chain(row);
    let corner = zeros.chain(above);
    for ((((out, byte), above), left), corner) in out.iter_mut().zip(row).zip(above).zip(left).zip(corner) {
        let guess = match kind {
            1 => *left,
            2 => *above,
            3 => ((u16::from(*left) + u16::from(*above)) / 2) as u8,
            4 => paeth(*left, *above, *corner),
            _ => 0,
        };
        *out = byte.wrapping_sub(guess);
    }
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, above, corner].map(i16::from);
    let estimate = a + b - c;
    let [to_a, to_b, to_c] = [a, b, c].map(|value| (estimate - value).abs());
    if to_a <= to_b && to_a <= to_c {
        left
    } else if to_b <= to_c {
        above
    } else {
        corner
    }
}
