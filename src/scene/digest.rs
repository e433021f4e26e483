//! What a face looks like, as a number: equal where the same is printed, whatever is shared between pages, in which order
//! fonts were read and how many threads work. Names, links and places in files do not count, and of roles only the plates.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_128;

use super::{ArtworkId, Document, Fill, GlyphRun, Group, ImageData, Item, Page, Paint, Path, Pixels, Role, Stroke};
use crate::color::Color;
use crate::geom::{Length, PathData, Point, Rect, Segment, Transform};
use crate::parallel;

/// Pages looked at together, so that what they share is looked at once.
const PAGES: usize = 256;

/// The look of every card of a document by its code: that of its faces in their order. XXH3, 128 bits.
pub fn cards(document: &Document) -> BTreeMap<Arc<str>, u128> {
    let mut cards: BTreeMap<Arc<str>, Vec<u8>> = BTreeMap::new();
    for (page, face) in document.pages.iter().zip(faces(document)) {
        if let Some(card) = &page.card {
            cards.entry(card.clone()).or_default().extend(face.to_le_bytes());
        }
    }
    cards.into_iter().map(|(card, faces)| (card, xxh3_128(&faces))).collect()
}

/// The look of every face of a document, in the order of its pages.
pub fn faces(document: &Document) -> Vec<u128> {
    let known = Known::of(document);
    let chunks: Vec<&[Page]> = document.pages.chunks(PAGES).collect();
    let faces = parallel::map(&chunks, |pages| {
        let mut look = Look::new(document, &known);
        pages.iter().map(|page| look.page(page)).collect::<Vec<_>>()
    });
    faces.into_iter().flatten().collect()
}

/// The look of one face of a document.
pub fn face(document: &Document, page: &Page) -> u128 {
    Look::new(document, &Known::of(document)).page(page)
}

/// Fonts and pictures by what is in them.
struct Known {
    fonts: Vec<u128>,
    images: Vec<u128>,
}

impl Known {
    fn of(document: &Document) -> Self {
        let mut files: HashMap<*const u8, u128> = HashMap::new();
        let mut font = |bytes: &Arc<[u8]>, index: u32| {
            let file = *files.entry(bytes.as_ptr()).or_insert_with(|| xxh3_128(bytes));
            file ^ u128::from(index)
        };
        Self {
            fonts: document.fonts.iter().map(|(_, face)| font(&face.bytes, face.index)).collect(),
            images: document.assets.images().map(|(_, image)| picture(image)).collect(),
        }
    }
}

fn picture(image: &ImageData) -> u128 {
    let mut ink = Ink::default();
    ink.number(u64::from(image.width));
    ink.number(u64::from(image.height));
    match &image.pixels {
        Pixels::Jpeg { file, channels, inverted } => {
            ink.number(u64::from(*channels) * 2 + u64::from(*inverted));
            ink.digest(xxh3_128(file));
        }
        Pixels::Samples { color, alpha, grey } => {
            ink.number(100 + u64::from(*grey));
            ink.digest(xxh3_128(color));
            ink.digest(alpha.as_ref().map_or(0, |alpha| xxh3_128(alpha)));
        }
        Pixels::Inks { samples } => {
            ink.number(200);
            ink.digest(xxh3_128(samples));
        }
    }
    ink.done()
}

/// Looks at pages one after the other and remembers what they share.
struct Look<'a> {
    document: &'a Document,
    known: &'a Known,
    /// The leaves of artworks by the place where they stand.
    artworks: HashMap<(ArtworkId, [i64; 6]), Arc<[u8]>>,
}

impl<'a> Look<'a> {
    fn new(document: &'a Document, known: &'a Known) -> Self {
        Self { document, known, artworks: HashMap::new() }
    }

    fn page(&mut self, page: &Page) -> u128 {
        let mut ink = Ink::default();
        ink.rect(&page.boxes.trim_rect());
        ink.rect(&page.boxes.bleed_rect());
        self.items(&page.items, &Transform::IDENTITY, &mut ink);
        ink.done()
    }

    /// Items as leaves, each with the map from its coordinates to those of the page: an artwork placed and the same
    /// items written out are one.
    fn items(&mut self, items: &[Item], map: &Transform, ink: &mut Ink) {
        for item in items {
            match item {
                Item::Group(group) => self.group(group, map, ink),
                Item::Path(path) => ink.leaf(|leaf| leaf.path(path, map)),
                Item::Glyphs(run) => {
                    let font = self.known.fonts.get(usize::from(run.font.0)).copied().unwrap_or_default();
                    ink.leaf(|leaf| leaf.run(run, font, map));
                }
                Item::Image(image) => {
                    let pixels = self.known.images.get(image.image.0 as usize).copied().unwrap_or_default();
                    ink.leaf(|leaf| {
                        leaf.digest(pixels);
                        leaf.map(map);
                        leaf.rect(&image.rect);
                    });
                }
                Item::Use(used) => {
                    let leaves = self.artwork(used.artwork, &map.then_inside(&used.transform));
                    ink.bytes.extend_from_slice(&leaves);
                }
                Item::Link(_) => {}
            }
        }
    }

    fn artwork(&mut self, id: ArtworkId, map: &Transform) -> Arc<[u8]> {
        let key = (id, rounded(map));
        if let Some(known) = self.artworks.get(&key) {
            return known.clone();
        }
        let mut ink = Ink::default();
        let document = self.document;
        if let Some(artwork) = document.artwork(id) {
            self.items(&artwork.items, map, &mut ink);
        }
        let leaves: Arc<[u8]> = ink.bytes.into();
        self.artworks.insert(key, leaves.clone());
        leaves
    }

    fn group(&mut self, group: &Group, map: &Transform, ink: &mut Ink) {
        let inner = map.then_inside(&group.transform);
        if let Some(Role::Plate(plate)) = &group.role {
            ink.leaf(|leaf| leaf.number(0x0070_6c61_7465 + *plate as u64));
        }
        if group.overprint {
            ink.leaf(|leaf| leaf.number(0x006f_7665_7270));
        }
        if group.clip.is_none() && !group.is_isolated() {
            return self.items(&group.items, &inner, ink);
        }
        let mask = group.mask.as_ref().map(|mask| {
            let mut ink = Ink::default();
            self.items(mask, &inner, &mut ink);
            ink.done()
        });
        ink.leaf(|leaf| {
            leaf.map(&inner);
            if let Some(clip) = &group.clip {
                leaf.outline(clip);
            }
            leaf.number(u64::from(group.clip_even_odd) * 2 + u64::from(group.mask_alpha));
            leaf.real(group.opacity);
            leaf.number(group.blend as u64);
            leaf.digest(mask.unwrap_or_default());
        });
        self.items(&group.items, &inner, ink);
        ink.number(u64::MAX);
    }
}

/// A map to a millionth, its shift to a ten-thousandth of a millimetre.
fn rounded(map: &Transform) -> [i64; 6] {
    let linear = |value: f64| nearest(value * 1e6);
    [linear(map.a), linear(map.b), linear(map.c), linear(map.d), steps(map.dx), steps(map.dy)]
}

/// A length in ten-thousandths of a millimetre.
fn steps(length: Length) -> i64 {
    nearest(length.to_mm() * 1e4)
}

/// The nearest whole number, half away from zero: asked for every letter of a deck.
fn nearest(value: f64) -> i64 {
    (value + 0.5_f64.copysign(value)) as i64
}

/// Numbers written one after the other, then made one.
#[derive(Default)]
struct Ink {
    bytes: Vec<u8>,
}

impl Ink {
    fn done(&self) -> u128 {
        xxh3_128(&self.bytes)
    }

    /// Adds what `write` writes as one digest, so that a page stays short.
    fn leaf(&mut self, write: impl FnOnce(&mut Self)) {
        let start = self.bytes.len();
        write(self);
        let digest = xxh3_128(self.bytes.get(start..).unwrap_or_default());
        self.bytes.truncate(start);
        self.digest(digest);
    }

    fn digest(&mut self, digest: u128) {
        self.bytes.extend_from_slice(&digest.to_le_bytes());
    }

    fn number(&mut self, number: u64) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    fn real(&mut self, value: f64) {
        self.signed(nearest(value * 1e6));
    }

    fn signed(&mut self, number: i64) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    fn length(&mut self, length: Length) {
        self.signed(steps(length));
    }

    fn point(&mut self, point: Point) {
        self.length(point.x);
        self.length(point.y);
    }

    fn rect(&mut self, rect: &Rect) {
        self.point(rect.origin());
        self.length(rect.width);
        self.length(rect.height);
    }

    fn map(&mut self, map: &Transform) {
        rounded(map).into_iter().for_each(|entry| self.signed(entry));
    }

    fn outline(&mut self, data: &PathData) {
        if let Some(cells) = data.as_cells() {
            self.bytes.push(b'g');
            self.number(cells.side() as u64);
            return (0..cells.side()).flat_map(|y| cells.row(y)).for_each(|word| self.number(word));
        }
        for segment in data.segments() {
            match segment {
                Segment::Move(to) => {
                    self.bytes.push(b'm');
                    self.point(to);
                }
                Segment::Line(to) => {
                    self.bytes.push(b'l');
                    self.point(to);
                }
                Segment::Cubic(one, two, to) => {
                    self.bytes.push(b'c');
                    [one, two, to].into_iter().for_each(|point| self.point(point));
                }
                Segment::Close => self.bytes.push(b'h'),
            }
        }
    }

    fn path(&mut self, path: &Path, map: &Transform) {
        self.map(map);
        self.outline(&path.data);
        if let Some(fill) = &path.fill {
            self.fill(fill);
        }
        if let Some(stroke) = &path.stroke {
            self.stroke(stroke);
        }
    }

    fn run(&mut self, run: &GlyphRun, font: u128, map: &Transform) {
        self.map(map);
        self.digest(font);
        self.length(run.size);
        self.point(run.origin);
        self.fill(&run.fill);
        // Half the bytes of other lengths, ten a letter at once: a deck has millions of letters.
        self.bytes.reserve(run.glyphs.len() * 10);
        for glyph in &run.glyphs {
            let [x, y] = [glyph.x(), glyph.y()].map(|length| (steps(length) as i32).to_le_bytes());
            let [low, high] = glyph.id.to_le_bytes();
            self.bytes.extend_from_slice(&[low, high, x[0], x[1], x[2], x[3], y[0], y[1], y[2], y[3]]);
        }
    }

    fn fill(&mut self, fill: &Fill) {
        self.bytes.push(b'f');
        self.paint(&fill.paint);
        self.real(fill.opacity);
        self.number(fill.rule as u64);
    }

    fn stroke(&mut self, stroke: &Stroke) {
        self.bytes.push(b's');
        self.paint(&stroke.paint);
        self.real(stroke.opacity);
        self.length(stroke.width);
        self.number(stroke.cap as u64 * 16 + stroke.join as u64);
        self.real(stroke.miter_limit);
        if let Some(dash) = &stroke.dash {
            dash.pattern.iter().for_each(|length| self.length(*length));
            self.length(dash.phase);
        }
    }

    fn paint(&mut self, paint: &Paint) {
        match paint {
            Paint::Solid(color) => self.color(*color),
            Paint::Gradient(gradient) => {
                // Its shape has many fields of lengths; their text is exact and the same everywhere.
                self.bytes.extend_from_slice(format!("{:?}", gradient.kind).as_bytes());
                self.map(&gradient.transform);
                for stop in &gradient.stops {
                    self.real(stop.offset);
                    self.color(stop.color);
                    self.real(stop.opacity);
                }
            }
        }
    }

    fn color(&mut self, Color { srgb, cmyk, spot, converted: _ }: Color) {
        self.bytes.extend_from_slice(&[srgb.r, srgb.g, srgb.b]);
        for ink in [cmyk.c, cmyk.m, cmyk.y, cmyk.k] {
            self.bytes.extend_from_slice(&ink.to_le_bytes());
        }
        if let Some(spot) = spot {
            self.bytes.extend_from_slice(spot.ink.name().as_bytes());
            self.bytes.extend_from_slice(&spot.tint.to_le_bytes());
        }
    }
}
