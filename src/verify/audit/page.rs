//! A page of a file: its boxes, how it is turned, what it inherits, its label. Places are turned into millimetres from
//! the trim's upper left corner as the page is seen.

use lopdf::{Dictionary, Object};

use super::file::{File, number};
use crate::foreign::open::Leaf;
use crate::geom::{Length, Point, Rect, Size, Transform};

/// Longest side in units of a page (ISO 32000-1, annex C).
const LONGEST: f64 = 14_400.0;

/// A box of a page as the file gives it, in units of user space, sides sorted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Corners {
    pub left: f64,
    pub bottom: f64,
    pub right: f64,
    pub top: f64,
}

impl Corners {
    fn read(file: &File<'_>, object: &Object) -> Option<Self> {
        let list = file.follow(object)?.as_array().ok()?;
        let values: Option<Vec<f64>> = list.iter().map(|entry| number(file.follow(entry)?)).collect();
        let [a, b, c, d] = values?.try_into().ok()?;
        let within = [a, b, c, d].iter().all(|value: &f64| value.abs() <= LONGEST * 4.0);
        let corners = Self { left: f64::min(a, c), bottom: f64::min(b, d), right: f64::max(a, c), top: f64::max(b, d) };
        (within && corners.left < corners.right && corners.bottom < corners.top).then_some(corners)
    }

    /// True when `other` lies inside, to the hundredth of a point.
    pub fn holds(&self, other: &Self) -> bool {
        const SLACK: f64 = 0.01;
        other.left >= self.left - SLACK
            && other.bottom >= self.bottom - SLACK
            && other.right <= self.right + SLACK
            && other.top <= self.top + SLACK
    }
}

/// A page.
pub(crate) struct Page<'f> {
    /// From 0.
    pub index: usize,
    pub object: u32,
    pub dict: &'f Dictionary,
    pub media_box: Option<Corners>,
    pub crop_box: Option<Corners>,
    pub trim_box: Option<Corners>,
    pub art_box: Option<Corners>,
    pub bleed_box: Option<Corners>,
    /// The boxes on the page itself.
    pub own_boxes: Vec<&'static str>,
    pub unit: f64,
    pub resources: Option<&'f Dictionary>,
    pub group: Option<&'f Dictionary>,
    /// From user space to millimetres from the trim corner.
    pub to_page: Transform,
    /// The finished page, its corner the origin.
    pub trim: Rect,
    /// Where artwork may go on beyond the trim.
    pub bleed: Rect,
    pub media: Rect,
}

impl<'f> Page<'f> {
    /// Looks at a page. A page without a box that can be read is A4.
    pub fn read(file: &'f File<'f>, leaf: &'f Leaf, index: usize) -> Option<Self> {
        const NAMES: [&str; 5] = ["MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"];
        let dict = file.page(leaf)?;
        let inherited = |key: &str| file.inherited(leaf, key).and_then(|object| Corners::read(file, object));
        let own = |key: &str| file.get(dict, key).and_then(|object| Corners::read(file, object));
        let media_box = inherited("MediaBox");
        let media = media_box.unwrap_or(Corners { left: 0.0, bottom: 0.0, right: 595.276, top: 841.89 });
        let (trim_box, art_box, bleed_box) = (own("TrimBox"), own("ArtBox"), own("BleedBox"));
        let crop_box = inherited("CropBox");
        let trim = trim_box.or(art_box).or(crop_box).unwrap_or(media);
        let unit = file.number(dict, "UserUnit").filter(|unit| *unit > 0.0).unwrap_or(1.0);
        let turn = file.inherited(leaf, "Rotate").and_then(number).unwrap_or(0.0);
        let to_page = to_page(&trim, unit, turn);
        let placed = |corners: &Corners| {
            to_page.apply_rect(&Rect::between(
                Point::mm(corners.left, corners.bottom),
                Point::mm(corners.right, corners.top),
            ))
        };
        Some(Self {
            index,
            object: leaf.page.0,
            dict,
            own_boxes: NAMES.into_iter().filter(|name| file.get(dict, name).is_some()).collect(),
            unit,
            resources: file.inherited(leaf, "Resources").and_then(|object| object.as_dict().ok()),
            group: file.dict(dict, "Group"),
            trim: placed(&trim),
            bleed: placed(&bleed_box.unwrap_or(media)),
            media: placed(&media),
            to_page,
            media_box,
            crop_box,
            trim_box,
            art_box,
            bleed_box,
        })
    }

    /// The operators of the page, all its streams joined; none where one is lost.
    pub fn contents(&self, file: &File<'_>) -> Option<Vec<u8>> {
        let Ok(object) = self.dict.get(b"Contents") else { return Some(Vec::new()) };
        let parts: Vec<&Object> = match file.follow(object) {
            Some(Object::Array(parts)) => parts.iter().collect(),
            Some(Object::Stream(_)) => vec![object],
            Some(_) => return None,
            None if object.as_reference().is_ok_and(|id| crate::foreign::open::is_lost(&file.doc, id)) => return None,
            None => Vec::new(),
        };
        let mut joined = Vec::new();
        for part in parts {
            joined.extend(file.unpack(file.follow(part)?.as_stream().ok()?)?);
            joined.push(b'\n');
        }
        Some(joined)
    }

    /// What readers show of the page: the CropBox within the MediaBox.
    pub fn shown(&self) -> Rect {
        let crop = self.crop_box.map(|crop| {
            self.to_page.apply_rect(&Rect::between(Point::mm(crop.left, crop.bottom), Point::mm(crop.right, crop.top)))
        });
        crop.and_then(|crop| super::state::common(&crop, &self.media)).unwrap_or(self.media)
    }

    /// The finished size.
    pub fn size(&self) -> Size {
        self.trim.size()
    }
}

/// From user space to millimetres from the trim's upper left corner as the page is seen, y downwards.
fn to_page(trim: &Corners, unit: f64, turn: f64) -> Transform {
    let Corners { left, bottom, right, top } = *trim;
    let quarter = (turn / 90.0).round().rem_euclid(4.0) as u8;
    let s = unit * Length::pt(1.0).to_mm();
    let (a, b, c, d, x, y) = match quarter {
        0 => (1.0, 0.0, 0.0, -1.0, -left, top),
        1 => (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        2 => (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        _ => (0.0, -1.0, -1.0, 0.0, top, right),
    };
    Transform { a: a * s, b: b * s, c: c * s, d: d * s, dx: Length::mm(x * s), dy: Length::mm(y * s) }
}

/// Labels of pages (ISO 32000-1, 12.4.2), as many as there are pages; none where the file has none.
pub(crate) fn labels(file: &File<'_>, count: usize) -> Vec<Option<String>> {
    let mut ranges = Vec::new();
    if let Some(tree) = file.catalog().and_then(|catalog| file.dict(catalog, "PageLabels")) {
        collect(file, tree, &mut ranges, 0);
    }
    ranges.sort_by_key(|(start, _)| *start);
    let label = |index: usize| {
        let (start, dict) = ranges.iter().rev().find(|(start, _)| *start <= index)?;
        let first = file.integer(dict, "St").unwrap_or(1).clamp(1, 1 << 30) as usize;
        let prefix = file.text(dict, "P").unwrap_or_default();
        let number = first + (index - start);
        let text = match file.name(dict, "S") {
            Some(b"D") => format!("{prefix}{number}"),
            Some(b"R") => format!("{prefix}{}", roman(number).to_uppercase()),
            Some(b"r") => format!("{prefix}{}", roman(number)),
            Some(b"A" | b"a") => format!("{prefix}{}", letters(number, file.name(dict, "S") == Some(b"A"))),
            _ => prefix,
        };
        Some(text).filter(|text| !text.is_empty() && *text != (index + 1).to_string())
    };
    (0..count).map(label).collect()
}

fn collect<'o>(file: &'o File<'_>, node: &'o Dictionary, ranges: &mut Vec<(usize, &'o Dictionary)>, depth: usize) {
    if depth > 32 {
        return;
    }
    for pair in file.array(node, "Nums").unwrap_or_default().chunks_exact(2) {
        let [start, dict] = pair else { continue };
        let start = file.follow(start).and_then(|start| usize::try_from(start.as_i64().ok()?).ok());
        let dict = file.follow(dict).and_then(|dict| dict.as_dict().ok());
        ranges.extend(start.zip(dict));
    }
    for kid in file.array(node, "Kids").unwrap_or_default() {
        if let Some(kid) = file.follow(kid).and_then(|kid| kid.as_dict().ok()) {
            collect(file, kid, ranges, depth + 1);
        }
    }
}

fn roman(number: usize) -> String {
    const DIGITS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let (mut rest, mut text) = (number.min(9_999), String::new());
    for (value, digits) in DIGITS {
        while rest >= value {
            text.push_str(digits);
            rest -= value;
        }
    }
    text
}

/// a…z, aa…zz, aaa…
fn letters(number: usize, upper: bool) -> String {
    let index = (number.max(1) - 1) % 26;
    let letter = char::from(b'a' + index as u8);
    let letter = if upper { letter.to_ascii_uppercase() } else { letter };
    std::iter::repeat_n(letter, (number.max(1) - 1) / 26 + 1).take(64).collect()
}
