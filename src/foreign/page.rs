//! One page of a file: its boxes, how it is turned, what it inherits, and where its user space lies on the face.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::contents::{Contents, contents};
use super::open::Leaf;
use super::{fault, follow};
use crate::diag::Diagnostic;
use crate::geom::{Insets, Length, PageBoxes, Size};

/// Where there is no BleedBox, artwork up to this far over the trim is bleed; beyond, there are probably marks.
const USUAL_BLEED: Length = Length::mm(5.0);
/// Trims that differ by less are the same: boxes come rounded to points.
const SAME: Length = Length::mm(0.05);
/// Longest side of a page in its own units (ISO 32000-1, annex C).
const LONGEST: f64 = 14_400.0;

/// An upright rectangle in the units of a page, y upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Corners {
    pub left: f64,
    pub bottom: f64,
    pub right: f64,
    pub top: f64,
}

/// Which box the finished size was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TrimFrom {
    Trim,
    Crop,
    Media,
    Asked,
}

/// Where the page's resources are listed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Resources {
    /// An object of the file.
    At(ObjectId),
    /// In this node itself: the page or one above it.
    Within(ObjectId),
    /// Nowhere.
    None,
}

/// A page as a face.
#[derive(Debug)]
pub(super) struct Face {
    /// Its number in the file, from 1.
    pub number: usize,
    pub boxes: PageBoxes,
    /// From the units of the page to points from the trim's upper left corner, y upwards.
    pub map: [f64; 6],
    /// The part of the page that may be seen, in its units.
    pub room: Corners,
    pub contents: Contents,
    pub resources: Resources,
    /// The page blends as a group of its own.
    pub group: Option<Object>,
    pub trim_from: TrimFrom,
    /// The box that bleed should be read from is not there.
    pub no_bleed_box: bool,
    /// Links on it.
    pub links: usize,
    /// Form fields, stamps and comments on it that would be printed.
    pub notes: usize,
}

impl Face {
    /// True when two pages with the same contents show the same.
    pub(super) fn shows_same(&self, other: &Self) -> bool {
        (&self.resources, self.map, self.room) == (&other.resources, other.map, other.room)
            && (self.boxes, &self.group) == (other.boxes, &other.group)
    }
}

/// Looks at a page.
pub(super) fn face(file: &Document, leaf: &Leaf, number: usize, asked: Option<Size>) -> Result<Face, Diagnostic> {
    let damaged = || fault::damaged_page(number);
    let page = file.get_dictionary(leaf.page).map_err(|_| damaged())?;
    let inherited = |key: &[u8]| inherited(file, leaf, key);
    let media = inherited(b"MediaBox").and_then(|(_, found)| corners(file, found));
    let media = media.ok_or_else(|| fault::no_media_box(number))?;
    let crop = inherited(b"CropBox").and_then(|(_, found)| corners(file, found)).and_then(|crop| crop.within(&media));
    let own = |key: &[u8]| page.get(key).ok().and_then(|found| corners(file, found)).and_then(|b| b.within(&media));
    let unit = number_of(file, page.get(b"UserUnit").ok()).filter(|unit| *unit > 0.0).unwrap_or(1.0);
    let turn = number_of(file, inherited(b"Rotate").map(|(_, found)| found)).unwrap_or(0.0);
    let turn = quarter(turn).ok_or_else(|| fault::odd_turn(number, turn))?;

    let (trim, trim_from) = match (asked, own(b"TrimBox"), crop) {
        (Some(size), ..) => {
            let trim = centered(size, &media, unit, turn);
            let trim = trim.ok_or_else(|| fault::trim_too_large(number, size, &media, unit))?;
            (trim, TrimFrom::Asked)
        }
        (None, Some(trim), _) => (trim, TrimFrom::Trim),
        (None, None, Some(crop)) if crop != media => (crop, TrimFrom::Crop),
        (None, None, _) => (media, TrimFrom::Media),
    };
    let bleed_box = own(b"BleedBox");
    let room = match (trim_from, bleed_box) {
        (TrimFrom::Asked, _) => media,
        (_, Some(bleed)) => bleed.around(&trim),
        (TrimFrom::Trim, None) => usual_bleed(&trim, &crop.unwrap_or(media), unit),
        _ => trim,
    };
    let (links, notes) = annotations(file, page);
    Ok(Face {
        number,
        boxes: boxes(&trim, &room, unit, turn),
        map: map(&trim, unit, turn),
        room,
        contents: contents(file, page).ok_or_else(damaged)?,
        resources: resources(file, leaf).ok_or_else(damaged)?,
        group: page.get(b"Group").ok().map(|group| follow(file, group).clone()).filter(|group| group.as_dict().is_ok()),
        trim_from,
        no_bleed_box: trim_from == TrimFrom::Trim && bleed_box.is_none() && room != trim,
        links,
        notes,
    })
}

/// An entry of the page or of the nearest node above it that has one, and that node.
fn inherited<'a>(file: &'a Document, leaf: &Leaf, key: &[u8]) -> Option<(ObjectId, &'a Object)> {
    let chain = std::iter::once(&leaf.page).chain(&leaf.above);
    let found = |id: &ObjectId| Some((*id, file.get_dictionary(*id).ok()?.get(key).ok()?));
    chain.filter_map(found).find(|(_, object)| !follow(file, object).is_null())
}

fn resources(file: &Document, leaf: &Leaf) -> Option<Resources> {
    match inherited(file, leaf, b"Resources") {
        None => Some(Resources::None),
        Some((owner, object)) => match object {
            Object::Reference(id) => follow(file, object).as_dict().is_ok().then_some(Resources::At(*id)),
            Object::Dictionary(_) => Some(Resources::Within(owner)),
            _ => None,
        },
    }
}

fn number_of(file: &Document, object: Option<&Object>) -> Option<f64> {
    follow(file, object?).as_float().ok().map(f64::from).filter(|number| number.is_finite())
}

/// Quarter turns clockwise; none for other angles, which PDF does not know.
fn quarter(degrees: f64) -> Option<u8> {
    let turns = degrees / 90.0;
    (turns.fract() == 0.0).then(|| turns.rem_euclid(4.0) as u8)
}

fn corners(file: &Document, object: &Object) -> Option<Corners> {
    let numbers = follow(file, object).as_array().ok()?;
    let numbers: Vec<f64> = numbers.iter().filter_map(|number| number_of(file, Some(number))).collect();
    let [a, b, c, d]: [f64; 4] = numbers.try_into().ok()?;
    let corners = Corners { left: a.min(c), bottom: b.min(d), right: a.max(c), top: b.max(d) };
    let fits = |side: f64| side > 0.0 && side <= LONGEST;
    (fits(corners.right - corners.left) && fits(corners.top - corners.bottom)).then_some(corners)
}

impl Corners {
    /// The part inside another rectangle; none where there is none.
    fn within(&self, outer: &Self) -> Option<Self> {
        let inner = Self {
            left: self.left.max(outer.left),
            bottom: self.bottom.max(outer.bottom),
            right: self.right.min(outer.right),
            top: self.top.min(outer.top),
        };
        (inner.left < inner.right && inner.bottom < inner.top).then_some(inner)
    }

    /// The smallest rectangle around both.
    fn around(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.top - self.bottom
    }
}

fn centered(size: Size, media: &Corners, unit: f64, turn: u8) -> Option<Corners> {
    let size = if turn % 2 == 1 { size.turned() } else { size };
    let (width, height) = (size.width.to_pt() / unit, size.height.to_pt() / unit);
    let slack = SAME.to_pt() / unit;
    if width > media.width() + slack || height > media.height() + slack {
        return None;
    }
    let (x, y) = ((media.left + media.right) * 0.5, (media.bottom + media.top) * 0.5);
    let (across, up) = (width * 0.5, height * 0.5);
    Some(Corners { left: x - across, bottom: y - up, right: x + across, top: y + up })
}

/// What ISO 32000-1, 14.11.2 takes for a BleedBox that is not there, unless it holds more than bleed.
fn usual_bleed(trim: &Corners, crop: &Corners, unit: f64) -> Corners {
    let most = (USUAL_BLEED + SAME).to_pt() / unit;
    let over = [trim.left - crop.left, trim.bottom - crop.bottom, crop.right - trim.right, crop.top - trim.top];
    if over.iter().any(|over| *over > most) { *trim } else { crop.around(trim) }
}

/// Points of the page, turned as it is shown: from the trim's upper left corner, y upwards.
fn map(trim: &Corners, unit: f64, turn: u8) -> [f64; 6] {
    let Corners { left, bottom, right, top } = *trim;
    let turned = match turn {
        0 => [1.0, 0.0, 0.0, 1.0, -left, -top],
        1 => [0.0, -1.0, 1.0, 0.0, -bottom, left],
        2 => [-1.0, 0.0, 0.0, -1.0, right, bottom],
        _ => [0.0, 1.0, -1.0, 0.0, top, -right],
    };
    turned.map(|entry| entry * unit)
}

fn boxes(trim: &Corners, room: &Corners, unit: f64, turn: u8) -> PageBoxes {
    let length = |units: f64| Length::mm((Length::pt(units * unit).to_mm() * 1000.0).round() / 1000.0);
    let sides = [room.top - trim.top, room.right - trim.right, trim.bottom - room.bottom, trim.left - room.left];
    // Turned to the right, what was on the left is on top.
    let side = |place: usize| length(sides.get((place + 4 - usize::from(turn)) % 4).copied().unwrap_or_default());
    let size = Size::new(length(trim.width()), length(trim.height()));
    PageBoxes {
        trim: if turn % 2 == 1 { size.turned() } else { size },
        bleed: Insets { top: side(0), right: side(1), bottom: side(2), left: side(3) },
        ..PageBoxes::default()
    }
}

/// Links, and what else would be printed but is no part of the page itself.
fn annotations(file: &Document, page: &Dictionary) -> (usize, usize) {
    let list = page.get(b"Annots").ok().and_then(|list| follow(file, list).as_array().ok());
    let (mut links, mut notes) = (0, 0);
    for note in list.into_iter().flatten().filter_map(|note| follow(file, note).as_dict().ok()) {
        let flags = note.get(b"F").and_then(Object::as_i64).unwrap_or(0);
        let is_printed = flags & 0b100 != 0 && flags & 0b10 == 0 && note.has(b"AP");
        match note.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Link") => links += 1,
            Ok(b"Popup" | b"TrapNet" | b"PrinterMark") => {}
            _ if is_printed => notes += 1,
            _ => {}
        }
    }
    (links, notes)
}

/// Trims that differ only by rounding are made equal, to the size of the first page.
pub(super) fn even_out(faces: &mut [Face]) {
    let Some(first) = faces.first().map(|face| face.boxes.trim) else { return };
    for face in faces {
        let trim = face.boxes.trim;
        if trim.width.near(first.width, SAME) && trim.height.near(first.height, SAME) {
            face.boxes.trim = first;
        }
    }
}
