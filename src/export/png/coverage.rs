//! How much of each pixel an outline covers, as exact areas. Fit for letters: contours of one glyph that overlap run
//! the same way, so winding numbers may be summed. Knows no colours.

/// A straight edge counts this far from its curve at most, in pixels: less than one level of 255 on average.
const FLATNESS: f32 = 0.02;

/// Coverage is told in sixteenths, as tiny-skia does: finer ones cannot be seen and make files a third larger.
const STEPS: f32 = 16.0;

/// Signed areas of an outline in a box of pixels, row by row. A cell holds by how much the covered part of a pixel
/// grows from its left neighbour to itself.
#[derive(Default)]
pub struct Coverage {
    width: usize,
    height: usize,
    cells: Vec<f32>,
}

impl Coverage {
    /// Clears the box and sets its size.
    pub fn reset(&mut self, width: usize, height: usize) {
        self.width = width;
        self.height = height;
        self.cells.clear();
        // An edge on the right border writes one cell further; rows share no cell.
        self.cells.resize((width + 2) * height, 0.0);
    }

    /// Adds a straight edge. Points lie inside the box; those outside are ignored.
    pub fn line(&mut self, from: [f32; 2], to: [f32; 2]) {
        let (sign, [x0, y0], [x1, y1]) = if from[1] < to[1] { (1.0, from, to) } else { (-1.0, to, from) };
        if y0 == y1 {
            return;
        }
        let slope = (x1 - x0) / (y1 - y0);
        let first = y0.max(0.0) as usize;
        let last = (y1.ceil().max(0.0) as usize).min(self.height);
        let mut x = x0;
        let mut y = y0;
        for row in first..last {
            let below = ((row + 1) as f32).min(y1);
            let next = x0 + (below - y0) * slope;
            self.row_edge(row, x, next, (below - y) * sign);
            (x, y) = (next, below);
        }
    }

    /// The part of an edge inside one row of pixels, `height` of it, from `a` to `b`.
    fn row_edge(&mut self, row: usize, a: f32, b: f32, height: f32) {
        let start = row * (self.width + 2);
        let Some(cells) = self.cells.get_mut(start..start + self.width + 2) else { return };
        let (left, right) = if a < b { (a, b) } else { (b, a) };
        let (left, right) = (left.max(0.0), right.max(0.0));
        let (first, last) = (left as usize, right as usize);
        if first == last {
            add(cells, first, height, (left + right) * 0.5 - first as f32);
            return;
        }
        let steepness = height / (right - left);
        let mut x = left;
        for cell in first..=last {
            let next = ((cell + 1) as f32).min(right);
            add(cells, cell, (next - x) * steepness, (x + next) * 0.5 - cell as f32);
            x = next;
        }
    }

    /// Adds a quadratic curve as straight edges.
    pub fn quad(&mut self, p: [f32; 2], q: [f32; 2], r: [f32; 2]) {
        let bend = (p[0] - 2.0 * q[0] + r[0]).hypot(p[1] - 2.0 * q[1] + r[1]);
        let count = pieces(bend * 0.25);
        let mut from = p;
        for step in 1..=count {
            let t = step as f32 / count as f32;
            let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
            let to = if step == count { r } else { [0, 1].map(|i: usize| a * p[i] + b * q[i] + c * r[i]) };
            self.line(from, to);
            from = to;
        }
    }

    /// Adds a cubic curve as straight edges.
    pub fn cubic(&mut self, p: [f32; 2], q: [f32; 2], r: [f32; 2], s: [f32; 2]) {
        let bend = |a: [f32; 2], b: [f32; 2], c: [f32; 2]| (a[0] - 2.0 * b[0] + c[0]).hypot(a[1] - 2.0 * b[1] + c[1]);
        let count = pieces(bend(p, q, r).max(bend(q, r, s)) * 0.75);
        let mut from = p;
        for step in 1..=count {
            let t = step as f32 / count as f32;
            let u = 1.0 - t;
            let (a, b, c, d) = (u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t);
            let to = if step == count { s } else { [0, 1].map(|i: usize| a * p[i] + b * q[i] + c * r[i] + d * s[i]) };
            self.line(from, to);
            from = to;
        }
    }

    /// Each row from the top, as the part of each pixel that is covered, 0 to 255.
    pub fn rows(&self, mut row: impl FnMut(usize, &[u8])) {
        let mut line = vec![0_u8; self.width];
        for (y, cells) in self.cells.chunks_exact(self.width + 2).enumerate() {
            let mut sum = 0.0_f32;
            for (part, cell) in line.iter_mut().zip(cells) {
                sum += cell;
                *part = ((sum.abs().min(1.0) * STEPS + 0.5) as u32 * 255 / STEPS as u32) as u8;
            }
            row(y, &line);
        }
    }
}

/// Into how many straight pieces a curve that leaves its chord by `deviation` pixels is cut.
fn pieces(deviation: f32) -> usize {
    ((deviation / FLATNESS).sqrt().ceil() as usize).clamp(1, 500)
}

/// An edge of `height` at `x` inside a cell covers what lies right of it, and every cell further right in full.
fn add(cells: &mut [f32], cell: usize, height: f32, x: f32) {
    if let Some([here, next]) = cells.get_mut(cell..cell + 2) {
        *here += height * (1.0 - x);
        *next += height * x;
    }
}
