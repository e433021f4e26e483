//! QR codes on a page: what looks like one, drawn again in grey, measured and read. Knows no limits.
//!
//! A code is looked for where one path has many square cells, where many small areas of one colour lie together in a
//! square, and in pictures. It is one when it has the three eyes of ISO/IEC 18004 in its corners.

use tiny_skia::{FillRule, Mask, Transform as Map};

use super::coverage::{inverse, skia_path};
use super::file::File;
use super::image::Picture;
use super::ink::Inks;
use super::interpreter::Drawn;
use super::mark::{Kind, Mark};
use crate::geom::{Insets, Length, Point, Rect};
use crate::verify::qr;

/// Smallest and largest side of what may be a code.
const SIDES: (f64, f64) = (5.0, 250.0);
/// Fewest areas, or corners of one path, that a code is made of.
const FEWEST: usize = 60;
/// Pixels along the side of a code that is drawn.
const PIXELS: f64 = 420.0;

/// A code.
#[derive(Clone, Debug)]
pub(crate) struct Symbol {
    /// Without its quiet zone.
    pub rect: Rect,
    pub module: Length,
    /// What it says; none where it cannot be read.
    pub text: Option<String>,
    /// Difference in brightness between its modules and what is around them, 0 to 1; negative for light on dark.
    pub contrast: f64,
    /// The most inks that one of its modules is printed in.
    pub inks: usize,
    /// Something is printed in the margin of four modules.
    pub crowded: bool,
    pub object: u32,
}

/// Every code on a page; `two_toned` tells pictures that hold two tones only.
pub(crate) fn symbols(file: &File<'_>, drawn: &Drawn, two_toned: &dyn Fn(&Picture) -> bool) -> Vec<Symbol> {
    let mut found: Vec<Symbol> = Vec::new();
    for (rect, object, inks) in candidates(drawn, two_toned) {
        if found.iter().any(|symbol| symbol.rect.contains(&rect, Length::mm(0.5))) {
            continue;
        }
        found.extend(look(file, drawn, &rect, object, inks));
    }
    found
}

/// Squares that may be codes, with the inks of their modules.
fn candidates(drawn: &Drawn, two_toned: &dyn Fn(&Picture) -> bool) -> Vec<(Rect, u32, usize)> {
    let mut list = Vec::new();
    let mut run: Option<(Inks, Rect, usize, u32)> = None;
    for mark in drawn.marks.iter().map(|mark| &**mark).filter(|mark| !mark.is_hidden()) {
        let fill = mark.fill.as_ref().filter(|_| !mark.in_pattern);
        match (&mark.kind, fill) {
            (Kind::Path { data, .. }, Some(fill)) => {
                if data.is_longer_than(FEWEST * 4) && is_square(&mark.seen) {
                    list.push((mark.seen, mark.object, fill.inks.plates()));
                }
                let small = mark.seen.width.to_mm().min(mark.seen.height.to_mm()) < 6.0;
                run = match run.take() {
                    Some((inks, area, count, object)) if small && inks == fill.inks => {
                        Some((inks, area.union(&mark.seen), count + 1, object))
                    }
                    other => {
                        close(other, &mut list);
                        small.then(|| (fill.inks.clone(), mark.seen, 1, mark.object))
                    }
                };
            }
            (Kind::Picture(picture, _), _) => {
                let pixels = picture.width.min(picture.height) >= 21;
                if pixels && is_square(&mark.seen) && two_toned(picture) {
                    let inks = if picture.stencil { fill.map_or(1, |fill| fill.inks.plates()) } else { 1 };
                    list.push((mark.seen, picture.object, inks));
                }
            }
            _ => {}
        }
    }
    close(run, &mut list);
    list
}

fn close(run: Option<(Inks, Rect, usize, u32)>, list: &mut Vec<(Rect, u32, usize)>) {
    if let Some((inks, area, count, object)) = run
        && count >= FEWEST
        && is_square(&area)
    {
        list.push((area, object, inks.plates()));
    }
}

fn is_square(rect: &Rect) -> bool {
    let (width, height) = (rect.width.to_mm(), rect.height.to_mm());
    width >= SIDES.0 && width <= SIDES.1 && (width / height - 1.0).abs() < 0.12
}

fn look(file: &File<'_>, drawn: &Drawn, rect: &Rect, object: u32, inks: usize) -> Option<Symbol> {
    // With a margin, so that readers see where the code ends.
    let margin = rect.width * 0.2;
    let area = rect.outset(&Insets::uniform(margin));
    let scale = PIXELS / rect.width.to_mm();
    let picture = paint(file, drawn, &area, scale)?;
    let inner = Frame { left: margin.to_mm() * scale, top: margin.to_mm() * scale, side: PIXELS };
    let turned = || Grey { grey: picture.grey.iter().map(|value| 1.0 - value).collect(), ..picture.clone() };
    let (seen, dark_on_light, (tight, dark, light, module)) = match picture.measure(&inner) {
        Some(found) => (picture.clone(), true, found),
        None => {
            let turned = turned();
            let found = turned.measure(&inner)?;
            (turned, false, found)
        }
    };
    let bytes: Vec<u8> = seen.grey.iter().map(|value| (value.clamp(0.0, 1.0) * 255.0) as u8).collect();
    let text = qr::read(&bytes, seen.width, seen.height).into_iter().next();
    let length = |pixels: f64| Length::mm(pixels / scale);
    let placed =
        Rect::new(area.x + length(tight.left), area.y + length(tight.top), length(tight.side), length(tight.side));
    let crowded = seen.is_crowded(&tight, module * 3.9, light);
    Some(Symbol {
        rect: placed,
        module: length(module),
        text,
        contrast: if dark_on_light { light - dark } else { dark - light },
        inks,
        crowded,
        object,
    })
}

/// A square in pixels.
#[derive(Clone, Copy)]
struct Frame {
    left: f64,
    top: f64,
    side: f64,
}

/// The square of a code, how bright its modules and its ground are, and the side of a module.
type Measured = (Frame, f64, f64, f64);

/// A part of a page in grey, 0 black to 1 paper.
#[derive(Clone)]
struct Grey {
    width: usize,
    height: usize,
    grey: Vec<f32>,
}

/// Paints all marks that reach into an area. Letters are the areas that they cover, half as dark.
fn paint(file: &File<'_>, drawn: &Drawn, area: &Rect, scale: f64) -> Option<Grey> {
    let (width, height) = ((area.width.to_mm() * scale).ceil() as usize, (area.height.to_mm() * scale).ceil() as usize);
    let mut grey = Grey { width, height, grey: vec![1.0; width.checked_mul(height)?] };
    let place = |x: f64, y: f64| (((x - area.x.to_mm()) * scale) as f32, ((y - area.y.to_mm()) * scale) as f32);
    for mark in drawn.marks.iter().map(|mark| &**mark) {
        if mark.is_hidden() || mark.in_pattern || !crate::verify::overlap(&mark.seen, area) {
            continue;
        }
        match &mark.kind {
            Kind::Path { data, even_odd } => {
                let Some(fill) = &mark.fill else { continue };
                if mark.overprint.fill && fill.inks.is_paper() {
                    continue;
                }
                let mut mask = Mask::new(u32::try_from(width).ok()?, u32::try_from(height).ok()?)?;
                let Some(path) = skia_path(data, place) else { continue };
                let rule = if *even_odd { FillRule::EvenOdd } else { FillRule::Winding };
                // Whole pixels: soft edges of neighbouring cells would leave seams that no ink leaves.
                mask.fill_path(&path, rule, false, Map::identity());
                let luma = fill.inks.luma() as f32;
                grey.lay(&mask.take(), luma, mark);
            }
            Kind::Picture(picture, map) => draw(file, &mut grey, area, scale, picture, map, mark),
            Kind::Text(_) | Kind::Shading(_) => {}
        }
    }
    Some(grey)
}

fn draw(
    file: &File<'_>,
    grey: &mut Grey,
    area: &Rect,
    scale: f64,
    picture: &Picture,
    map: &crate::geom::Transform,
    mark: &Mark,
) {
    let Some(back) = inverse(map) else { return };
    let samples = picture.brightness(file, mark.fill.as_ref().map(|fill| fill.inks.luma()));
    let Some(samples) = samples else { return };
    for y in 0..grey.height {
        for x in 0..grey.width {
            let at = Point::new(
                area.x + Length::mm((x as f64 + 0.5) / scale),
                area.y + Length::mm((y as f64 + 0.5) / scale),
            );
            let unit = back.apply(at);
            let (u, v) = (unit.x.to_mm(), 1.0 - unit.y.to_mm());
            if !(0.0..1.0).contains(&u) || !(0.0..1.0).contains(&v) {
                continue;
            }
            let value = samples(u, v);
            if let (Some(cell), Some(value)) = (grey.grey.get_mut(y * grey.width + x), value) {
                *cell = value;
            }
        }
    }
}

impl Grey {
    fn lay(&mut self, cover: &[u8], luma: f32, mark: &Mark) {
        let opacity = mark.opacity as f32;
        for (cell, amount) in self.grey.iter_mut().zip(cover).filter(|(_, amount)| **amount > 0) {
            let amount = f32::from(*amount) / 255.0 * opacity;
            let value = if mark.multiplies || mark.overprint.fill { *cell * luma } else { luma };
            *cell += (value - *cell) * amount;
        }
    }

    fn measure(&self, inner: &Frame) -> Option<Measured> {
        let (tight, dark, light) = self.tight(inner)?;
        let module = self.module(&tight, dark, light)?;
        self.has_eyes(&tight, module, dark, light).then_some((tight, dark, light, module))
    }

    fn at(&self, x: f64, y: f64) -> f64 {
        if x < 0.0 || y < 0.0 {
            return 1.0;
        }
        let (x, y) = (x as usize, y as usize);
        if x >= self.width { 1.0 } else { self.grey.get(y * self.width + x).copied().map_or(1.0, f64::from) }
    }

    /// The square around the modules, and how bright modules and ground are.
    fn tight(&self, inner: &Frame) -> Option<(Frame, f64, f64)> {
        let mut values: Vec<f64> = Vec::new();
        let steps = 160;
        for row in 0..steps {
            for column in 0..steps {
                let at = |step: i32, from: f64| from + (f64::from(step) + 0.5) * inner.side / f64::from(steps);
                values.push(self.at(at(column, inner.left), at(row, inner.top)));
            }
        }
        values.sort_by(f64::total_cmp);
        let (dark, light) = (*values.get(values.len() / 12)?, *values.get(values.len() - values.len() / 12 - 1)?);
        if light - dark < 0.08 {
            return None;
        }
        let is_dark = |x: f64, y: f64| self.at(x, y) < (dark + light) * 0.5;
        // From each side inwards to the first row or column that holds a dark pixel.
        let pixels = inner.side as i32;
        let line = |offset: i32, vertical: bool| {
            (0..pixels).any(|along| {
                let (across, along) = (f64::from(offset) + 0.5, f64::from(along) + 0.5);
                let (x, y) = if vertical { (across, along) } else { (along, across) };
                is_dark(inner.left + x, inner.top + y)
            })
        };
        let first = |vertical: bool| (0..pixels).find(|offset| line(*offset, vertical));
        let last = |vertical: bool| (0..pixels).rev().find(|offset| line(*offset, vertical));
        let (left, right, top, bottom) = (first(true)?, last(true)?, first(false)?, last(false)?);
        let (width, height) = (f64::from(right - left + 1), f64::from(bottom - top + 1));
        if (width / height - 1.0).abs() > 0.05 || width < 60.0 {
            return None;
        }
        let frame =
            Frame { left: inner.left + f64::from(left), top: inner.top + f64::from(top), side: (width + height) * 0.5 };
        Some((frame, dark, light))
    }

    /// A seventh of the dark run along the upper edge of the first eye.
    fn module(&self, frame: &Frame, dark: f64, light: f64) -> Option<f64> {
        let middle = (dark + light) * 0.5;
        let y = frame.top + (frame.side / 177.0 * 0.5).max(1.0);
        let run =
            (0..frame.side as i32).take_while(|x| self.at(frame.left + f64::from(*x) + 0.5, y) < middle).count() as f64;
        let guess = run / 7.0;
        // Codes have 17 + 4 × version modules.
        let modules = frame.side / guess;
        let version = ((modules - 17.0) / 4.0).round();
        let exact = 17.0 + 4.0 * version;
        ((1.0..=40.0).contains(&version) && (modules / exact - 1.0).abs() < 0.08).then(|| frame.side / exact)
    }

    /// Dark, light, dark square, light, dark across the middle of three eyes.
    fn has_eyes(&self, frame: &Frame, module: f64, dark: f64, light: f64) -> bool {
        let middle = (dark + light) * 0.5;
        let far = frame.side - module * 7.0;
        let right = |x: f64, y: f64| {
            let ring = |column: usize, row: usize| {
                let edge = column == 0 || column == 6 || row == 0 || row == 6;
                let core = (2..=4).contains(&column) && (2..=4).contains(&row);
                let at = |cell: usize, from: f64| from + (cell as f64 + 0.5) * module;
                (self.at(at(column, frame.left + x), at(row, frame.top + y)) < middle) == (edge || core)
            };
            (0..7)
                .flat_map(|row| (0..7).map(move |column| (column, row)))
                .filter(|(column, row)| ring(*column, *row))
                .count()
                >= 45
        };
        right(0.0, 0.0) && right(far, 0.0) && right(0.0, far)
    }

    /// True where something else than the light ground lies within a margin around the code.
    fn is_crowded(&self, frame: &Frame, margin: f64, light: f64) -> bool {
        let steps = 80;
        let along = |step: i32| -margin + (frame.side + margin * 2.0) * (f64::from(step) + 0.5) / f64::from(steps);
        let near = |x: f64, y: f64| self.at(frame.left + x, frame.top + y) < light - 0.2;
        let lines = [-margin + 1.0, -margin * 0.5, frame.side + margin * 0.5, frame.side + margin - 1.0];
        lines.iter().any(|line| (0..steps).any(|step| near(along(step), *line) || near(*line, along(step))))
    }
}
