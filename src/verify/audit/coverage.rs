//! How much ink lies where: the page painted on one plane an ink, in cells, and means over squares of 15 mm².

use std::rc::Rc;

use tiny_skia::{FillRule, Mask, PathBuilder, Transform as Map};

use super::image::{Picture, Samples};
use super::ink::Inks;
use super::interpreter::Drawn;
use super::mark::{Kind, Mark};
use super::page::Page;
use super::state::common;
use crate::geom::{Insets, Length, PathData, Rect, Segment, Transform};
use crate::verify::rules::Desk;

/// Side of a cell: ten by ten of them are 15 mm².
const CELL: f64 = 0.387_298;
/// Cells along the side of the square that means are taken over.
const SQUARE: usize = 10;
/// Most cells of a page; larger pages get larger cells, and means over fewer of them.
const MOST_CELLS: f64 = 4_000_000.0;
/// Letters smaller than this cover too little of a square to matter.
const LETTERS: Length = Length::pt(24.0);

/// The worst square of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Worst {
    pub percent: f64,
    pub rect: Rect,
}

/// The square with the most ink; none where it is within the limit.
pub(crate) fn worst(page: &Page<'_>, drawn: &Drawn, desk: &Desk<'_>, limit: f64) -> Option<Worst> {
    let marks: Vec<&Mark> = drawn.marks.iter().map(|mark| &**mark).filter(|mark| counts(mark, page, desk)).collect();
    if !may_exceed(&marks, desk, limit / 100.0) {
        return None;
    }
    let mut plates = Plates::new(page);
    for mark in marks {
        plates.paint(mark, desk);
    }
    plates.worst().filter(|worst| worst.percent > limit + 0.5)
}

fn counts(mark: &Mark, page: &Page<'_>, desk: &Desk<'_>) -> bool {
    let large = mark.text().is_none_or(|text| text.shown && text.size >= LETTERS);
    large
        && !mark.is_hidden()
        && mark.opacity > 0.0
        && crate::verify::overlap(&mark.seen, &page.bleed)
        && !desk.is_technical(mark)
}

/// A quick look: can any place hold more than the limit at all?
fn may_exceed(marks: &[&Mark], desk: &Desk<'_>, limit: f64) -> bool {
    let technical = |name: &str| desk.limits.is_technical(name);
    let ink = |mark: &Mark| -> f64 {
        let own = mark.paints().map(|paint| paint.inks.total(technical)).fold(0.0, f64::max);
        match &mark.kind {
            Kind::Picture(picture, _) if !picture.stencil => own.max(desk.most_ink(picture)),
            _ => own,
        }
    };
    let adds = |mark: &Mark| {
        mark.overprint.fill || mark.overprint.stroke || mark.multiplies || mark.blends || mark.opacity < 1.0
    };
    let mut over: Vec<(f64, Rect)> = Vec::new();
    for mark in marks {
        let own = ink(mark);
        let mut total = own;
        if adds(mark) {
            let under = over.iter().filter(|(_, rect)| common(rect, &mark.seen).is_some());
            total += under.map(|(ink, _)| *ink).fold(0.0, f64::max);
        }
        if total > limit {
            return true;
        }
        over.push((total, mark.seen));
    }
    false
}

impl Picture {
    /// The most ink that a pixel could have, without looking at pixels.
    pub fn most_inks(&self) -> f64 {
        use super::space::Space;
        match self.space.as_deref() {
            Some(Space::Cmyk) => 4.0,
            Some(Space::Icc(icc)) if icc.n == 4 => 4.0,
            Some(Space::DeviceN(inks)) => inks.names.len() as f64,
            Some(Space::Indexed { base, .. }) => base.components() as f64,
            // Converted through the printer's profile, it stays within that profile's limit.
            _ => 1.0,
        }
    }
}

struct Plates {
    area: Rect,
    cell: f64,
    width: usize,
    height: usize,
    process: [Vec<f32>; 4],
    spots: Vec<(Rc<str>, Vec<f32>)>,
}

impl Plates {
    fn new(page: &Page<'_>) -> Self {
        // Only what stays on the card, with a millimetre for the cutter.
        let area = common(&page.bleed, &page.trim.outset(&Insets::uniform(Length::mm(1.0)))).unwrap_or(page.trim);
        let (across, down) = (area.width.to_mm(), area.height.to_mm());
        let cell = CELL.max((across * down / MOST_CELLS).sqrt());
        let (width, height) = (((across / cell).ceil() as usize).max(1), ((down / cell).ceil() as usize).max(1));
        let plane = vec![0.0; width * height];
        Self { area, cell, width, height, process: std::array::from_fn(|_| plane.clone()), spots: Vec::new() }
    }

    fn paint(&mut self, mark: &Mark, desk: &Desk<'_>) {
        let Some(window) = self.window(&mark.seen) else { return };
        match &mark.kind {
            Kind::Path { data, even_odd } => {
                if let Some(fill) = mark.fill.as_ref().filter(|_| !mark.in_pattern) {
                    let Some(mask) = self.mask(data, *even_odd, &window) else { return };
                    self.lay(&window, mark, &|_, _| Some(fill.inks.clone()), &|x, y| mask.at(x, y));
                }
            }
            Kind::Text(_) => {
                // Large letters as half of the area that they take.
                if let Some(fill) = &mark.fill {
                    self.lay(&window, mark, &|_, _| Some(fill.inks.clone()), &|_, _| 0.5);
                }
            }
            Kind::Shading(shading) => {
                let heaviest =
                    shading.corners.iter().max_by(|a, b| a.inks.total(|_| false).total_cmp(&b.inks.total(|_| false)));
                if let Some(paint) = heaviest {
                    // Only where the heaviest corner is: a gradient is judged by its middle.
                    let (share, inks) = (0.5, paint.inks.clone());
                    self.lay(&window, mark, &|_, _| Some(inks.clone()), &|_, _| share);
                }
            }
            Kind::Picture(picture, map) => self.picture(&window, mark, picture, map, desk),
        }
    }

    fn picture(&mut self, window: &Window, mark: &Mark, picture: &Picture, map: &Transform, desk: &Desk<'_>) {
        if picture.stencil {
            if let Some(fill) = &mark.fill {
                self.lay(window, mark, &|_, _| Some(fill.inks.clone()), &|_, _| 0.5);
            }
            return;
        }
        let (Some(space), Some(samples)) = (picture.space.clone(), picture.inks(desk.file)) else { return };
        let Some(back) = inverse(map) else { return };
        let (corner, cell) = ((self.area.x, self.area.y), self.cell);
        let inks = move |x: usize, y: usize| {
            let at = crate::geom::Point::new(
                corner.0 + Length::mm((x as f64 + 0.5) * cell),
                corner.1 + Length::mm((y as f64 + 0.5) * cell),
            );
            let unit = back.apply(at);
            let (u, v) = (unit.x.to_mm(), 1.0 - unit.y.to_mm());
            ((0.0..=1.0).contains(&u) && (0.0..=1.0).contains(&v)).then(|| sample(&samples, &space, u, v))
        };
        let share = if picture.masked { 0.5 } else { 1.0 };
        self.lay(window, mark, &inks, &|_, _| share);
    }

    /// Lays inks on every cell of a window, as much as `share` says.
    fn lay(
        &mut self,
        window: &Window,
        mark: &Mark,
        inks: &dyn Fn(usize, usize) -> Option<Inks>,
        share: &dyn Fn(usize, usize) -> f32,
    ) {
        let mut known: Option<Inks> = None;
        for y in window.top..window.bottom {
            for x in window.left..window.right {
                let amount = share(x - window.left, y - window.top) * mark.opacity as f32;
                if amount <= 0.0 {
                    continue;
                }
                let Some(inks) = inks(x, y) else { continue };
                if known.as_ref() != Some(&inks) {
                    self.spot_planes(&inks);
                }
                self.cell(y * self.width + x, &inks, amount, mark);
                known = Some(inks);
            }
        }
    }

    fn spot_planes(&mut self, inks: &Inks) {
        for (name, _) in inks.spots.iter().filter(|(name, _)| &**name != "All") {
            if !self.spots.iter().any(|(known, _)| known == name) {
                self.spots.push((name.clone(), vec![0.0; self.width * self.height]));
            }
        }
    }

    fn cell(&mut self, index: usize, inks: &Inks, amount: f32, mark: &Mark) {
        let over = mark.overprint.fill;
        for ((plane, ink), touched) in self.process.iter_mut().zip(inks.process).zip(inks.touches) {
            let left = over && (!touched || mark.overprint.nonzero && ink <= 0.0);
            if let Some(cell) = plane.get_mut(index).filter(|_| !left) {
                *cell = mix(*cell, ink as f32, amount, mark.multiplies);
            }
        }
        for (name, plane) in &mut self.spots {
            let own = inks.spots.iter().find(|(known, _)| known == name).map(|(_, tint)| *tint as f32);
            if let (Some(cell), false) = (plane.get_mut(index), own.is_none() && over) {
                *cell = mix(*cell, own.unwrap_or(0.0), amount, mark.multiplies);
            }
        }
    }

    fn window(&self, seen: &Rect) -> Option<Window> {
        let seen = common(seen, &self.area)?;
        let cell = |length: Length| length.to_mm() / self.cell;
        let window = Window {
            left: (cell(seen.x - self.area.x).floor().max(0.0) as usize).min(self.width),
            top: (cell(seen.y - self.area.y).floor().max(0.0) as usize).min(self.height),
            right: (cell(seen.right() - self.area.x).ceil().max(0.0) as usize).min(self.width),
            bottom: (cell(seen.bottom() - self.area.y).ceil().max(0.0) as usize).min(self.height),
        };
        (window.left < window.right && window.top < window.bottom).then_some(window)
    }

    /// How much of each cell of a window an outline covers.
    fn mask(&self, data: &PathData, even_odd: bool, window: &Window) -> Option<Cover> {
        let (width, height) = (window.right - window.left, window.bottom - window.top);
        let mut mask = Mask::new(u32::try_from(width).ok()?, u32::try_from(height).ok()?)?;
        let (x0, y0) =
            (self.area.x.to_mm() + window.left as f64 * self.cell, self.area.y.to_mm() + window.top as f64 * self.cell);
        let path = skia_path(data, |x, y| (((x - x0) / self.cell) as f32, ((y - y0) / self.cell) as f32))?;
        let rule = if even_odd { FillRule::EvenOdd } else { FillRule::Winding };
        mask.fill_path(&path, rule, true, Map::identity());
        Some(Cover { width, bytes: mask.take() })
    }

    /// The mean over every square, by sums of columns and rows.
    fn worst(&self) -> Option<Worst> {
        let (width, height) = (self.width, self.height);
        let side = ((SQUARE as f64 * CELL / self.cell).round() as usize).clamp(1, width.min(height).max(1));
        let mut sums = vec![0.0_f64; (width + 1) * (height + 1)];
        let total = |index: usize| -> f64 {
            let plane = |plane: &Vec<f32>| plane.get(index).copied().map_or(0.0, f64::from);
            self.process.iter().map(plane).chain(self.spots.iter().map(|(_, cells)| plane(cells))).sum()
        };
        for y in 0..height {
            let mut row = 0.0;
            for x in 0..width {
                row += total(y * width + x);
                let above = sums.get(y * (width + 1) + x + 1).copied().unwrap_or(0.0);
                if let Some(sum) = sums.get_mut((y + 1) * (width + 1) + x + 1) {
                    *sum = above + row;
                }
            }
        }
        let at = |x: usize, y: usize| sums.get(y * (width + 1) + x).copied().unwrap_or(0.0);
        let mut worst: Option<(f64, usize, usize)> = None;
        for y in 0..=height.saturating_sub(side) {
            for x in 0..=width.saturating_sub(side) {
                let sum = at(x + side, y + side) - at(x, y + side) - at(x + side, y) + at(x, y);
                if worst.is_none_or(|(most, ..)| sum > most) {
                    worst = Some((sum, x, y));
                }
            }
        }
        let (sum, x, y) = worst?;
        let length = |cells: usize| Length::mm(cells as f64 * self.cell);
        let rect = Rect::new(self.area.x + length(x), self.area.y + length(y), length(side), length(side));
        let percent = sum / (side * side) as f64 * 100.0;
        Some(Worst { percent, rect })
    }
}

fn sample(samples: &Samples, space: &super::space::Space, u: f64, v: f64) -> Inks {
    let (x, y) = (u * samples.width as f64, v * samples.height as f64);
    samples.at(space, x as usize, y as usize)
}

fn mix(under: f32, ink: f32, amount: f32, multiplies: bool) -> f32 {
    let full = if multiplies { 1.0 - (1.0 - under) * (1.0 - ink) } else { ink };
    under + (full - under) * amount
}

struct Window {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

struct Cover {
    width: usize,
    bytes: Vec<u8>,
}

impl Cover {
    fn at(&self, x: usize, y: usize) -> f32 {
        self.bytes.get(y * self.width + x).copied().map_or(0.0, |byte| f32::from(byte) / 255.0)
    }
}

/// An outline for the rasteriser, points mapped by `place` from millimetres.
pub(crate) fn skia_path(data: &PathData, place: impl Fn(f64, f64) -> (f32, f32)) -> Option<tiny_skia::Path> {
    let mut builder = PathBuilder::new();
    let at = |point: crate::geom::Point| place(point.x.to_mm(), point.y.to_mm());
    for segment in data.segments() {
        match segment {
            Segment::Move(p) => {
                let (x, y) = at(p);
                builder.move_to(x, y);
            }
            Segment::Line(p) => {
                let (x, y) = at(p);
                builder.line_to(x, y);
            }
            Segment::Cubic(p, q, r) => {
                let ((a, b), (c, d), (x, y)) = (at(p), at(q), at(r));
                builder.cubic_to(a, b, c, d, x, y);
            }
            Segment::Close => builder.close(),
        }
    }
    builder.finish()
}

/// The map back; none where there is none.
pub(crate) fn inverse(map: &Transform) -> Option<Transform> {
    let det = map.a * map.d - map.b * map.c;
    if det.abs() < 1e-12 || !det.is_finite() {
        return None;
    }
    let (a, b, c, d) = (map.d / det, -map.b / det, -map.c / det, map.a / det);
    let (x, y) = (map.dx, map.dy);
    Some(Transform { a, b, c, d, dx: -(x * a + y * c), dy: -(x * b + y * d) })
}
