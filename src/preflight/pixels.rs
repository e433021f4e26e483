//! Looks into pictures: whether a place of one is white. Knows no rules.

use crate::geom::{Length, Point, Rect, Transform};
use crate::scene::{Image, ImageData, Pixels};

/// How many places are looked at along each side of an area: closer than the modules of any code.
const STEPS: u32 = 48;
/// Samples from here on print nothing that could be seen.
const WHITE: u8 = 250;

/// Whether a picture shows white all over `area` of the page, looked at in a grid of points; clear pixels count as
/// white, and so does what lies beside the picture. None for pictures that are kept as compressed files.
pub(super) fn white(data: &ImageData, image: &Image, map: &Transform, area: &Rect) -> Option<bool> {
    let Pixels::Samples { color, alpha, grey } = &data.pixels else { return None };
    let back = inverse(map)?;
    let channels = if *grey { 1 } else { 3 };
    let is_white = |at: Point| {
        let Some(index) = pixel(data, image, back.apply(at)) else { return true };
        let clear = alpha.as_ref().and_then(|alpha| alpha.get(index)).is_some_and(|alpha| *alpha < 255 - WHITE);
        let samples = color.get(index * channels..(index + 1) * channels).unwrap_or_default();
        clear || samples.iter().all(|sample| *sample >= WHITE)
    };
    let part = |step: u32| (f64::from(step) + 0.5) / f64::from(STEPS);
    let mut places = (0..STEPS).flat_map(|row| (0..STEPS).map(move |column| (column, row)));
    Some(places.all(|(column, row)| {
        is_white(Point::new(area.x + area.width * part(column), area.y + area.height * part(row)))
    }))
}

/// The number of the pixel at a place in the coordinates of the picture's frame.
fn pixel(data: &ImageData, image: &Image, at: Point) -> Option<usize> {
    let across = (at.x - image.rect.x) / image.rect.width;
    let down = (at.y - image.rect.y) / image.rect.height;
    let inside = |part: f64| (0.0..1.0).contains(&part);
    if !inside(across) || !inside(down) {
        return None;
    }
    let (column, row) = (across * f64::from(data.width), down * f64::from(data.height));
    Some(row as usize * data.width as usize + column as usize)
}

/// The map that undoes another; none for one that flattens the plane.
fn inverse(map: &Transform) -> Option<Transform> {
    let Transform { a, b, c, d, dx, dy } = *map;
    let area = a * d - b * c;
    if area == 0.0 || !area.is_finite() {
        return None;
    }
    let turn = Transform { a: d / area, b: -b / area, c: -c / area, d: a / area, dx: Length::ZERO, dy: Length::ZERO };
    let shift = turn.apply(Point::new(dx, dy));
    Some(Transform { dx: -shift.x, dy: -shift.y, ..turn })
}
