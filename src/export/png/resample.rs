//! Pictures at another size: each new pixel is the weighted mean of the old ones it covers. Knows only pixels.

use super::image::Bitmap;

/// Where a row or column of source pixels falls among the new ones.
#[derive(Clone, Copy, Debug)]
pub struct Fall {
    /// Position of the edge of the first source pixel, in new pixels.
    pub origin: f64,
    /// New pixels for each source pixel; negative when the picture is mirrored.
    pub scale: f64,
}

/// The source pixels that make one new pixel, and how much of the new pixel the picture covers.
struct Mix {
    first: usize,
    weights: Vec<f32>,
    cover: f32,
}

/// Reach of the cubic kernel, in pixels.
const REACH: f64 = 2.0;

/// Keys' cubic kernel (a = −1/2, Catmull–Rom): sharp, exact on flat areas and slopes.
fn kernel(distance: f64) -> f64 {
    let d = distance.abs();
    if d < 1.0 {
        (1.5 * d - 2.5) * d * d + 1.0
    } else if d < REACH {
        ((2.5 - 0.5 * d) * d - 4.0) * d + 2.0
    } else {
        0.0
    }
}

/// The mixes of `count` new pixels from `length` source pixels. When shrinking, the kernel widens with the step, so
/// that every source pixel has its say.
fn mixes(length: usize, fall: Fall, count: usize) -> Vec<Mix> {
    let stretch = (1.0 / fall.scale.abs()).max(1.0);
    let end = fall.origin + fall.scale * length as f64;
    let (low, high) = (fall.origin.min(end), fall.origin.max(end));
    (0..count)
        .map(|index| {
            let left = index as f64;
            let middle = (left + 0.5 - fall.origin) / fall.scale;
            let cover = ((left + 1.0).min(high) - left.max(low)).clamp(0.0, 1.0);
            let first = (middle - REACH * stretch - 0.5).ceil().clamp(0.0, length as f64 - 1.0) as usize;
            let last = (middle + REACH * stretch - 0.5).floor().clamp(first as f64, length as f64 - 1.0) as usize;
            let raw: Vec<f64> = (first..=last).map(|at| kernel((at as f64 + 0.5 - middle) / stretch)).collect();
            let sum: f64 = raw.iter().sum();
            let weights = if sum.abs() < 1e-6 {
                // Outside the picture by more than the kernel's reach: only its edge is left.
                let nearest = usize::from(middle > last as f64) * (raw.len() - 1);
                (0..raw.len()).map(|at| f32::from(u8::from(at == nearest))).collect()
            } else {
                raw.iter().map(|weight| (weight / sum) as f32).collect()
            };
            Mix { first, weights, cover: cover as f32 }
        })
        .collect()
}

/// `source` (premultiplied) drawn into `width` × `height` new pixels, thinned where it covers a pixel in part.
pub fn resample(source: &Bitmap, across: Fall, down: Fall, width: usize, height: usize) -> Bitmap {
    let columns = mixes(source.width, across, width);
    let rows = mixes(source.height, down, height);
    let mut rgba = Vec::with_capacity(width * height * 4);
    let mut line = vec![0.0_f32; source.width * 4];
    for row in &rows {
        line.fill(0.0);
        for (at, weight) in (row.first..).zip(&row.weights) {
            add_row(&mut line, source.row(at), *weight);
        }
        let (pixels, _) = line.as_chunks::<4>();
        for column in &columns {
            rgba.extend_from_slice(&pixel(pixels, column, row.cover * column.cover));
        }
    }
    Bitmap { width, height, rgba }
}

fn add_row(line: &mut [f32], row: &[u8], weight: f32) {
    for (sum, channel) in line.iter_mut().zip(row) {
        *sum += f32::from(*channel) * weight;
    }
}

/// The cubic kernel overshoots at edges: colours stay between nothing and alpha.
fn pixel(line: &[[f32; 4]], mix: &Mix, cover: f32) -> [u8; 4] {
    let mut sum = [0.0_f32; 4];
    for (pixel, weight) in line.iter().skip(mix.first).zip(&mix.weights) {
        for (channel, value) in sum.iter_mut().zip(pixel) {
            *channel += value * weight;
        }
    }
    let alpha = sum[3].clamp(0.0, 255.0);
    [sum[0], sum[1], sum[2], alpha].map(|channel| (channel.clamp(0.0, alpha) * cover + 0.5) as u8)
}
