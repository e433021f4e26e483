//! Pages: their streams, drawn and packed side by side, their boxes and links, and the tree that holds them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use pdf_writer::types::TabOrder;
use pdf_writer::writers::{Page as PageDict, Pages};
use pdf_writer::{Name, Rect, Ref};
use xxhash_rust::xxh3::xxh3_128;

use super::Options;
use super::deflate::Packed;
use super::draw::{Context, Frame, draw_page, media};
use super::fault::Fault;
use super::file::File;
use super::forms::Forms;
use super::library::{Library, write_transparency};
use super::links;
use super::number::rounded;
use super::places::Places;
use super::resource::Resource;
use crate::geom::{self, Point};
use crate::parallel;
use crate::scene::{Document, Page};

/// Pages drawn at a time: their operators are in memory together before they are packed.
const PAGES: usize = 128;
/// Pages to a node of the page tree.
const KIDS: usize = 32;
/// Names that one dictionary may hold for all pages; beyond, what stands on one page only is listed there.
const SHARED_NAMES: usize = 256;
/// Largest side of a page in points (ISO 32000-1, annex C).
const MAX_SIDE: f64 = 14_400.0;

/// A content stream and the pages that show it.
struct Stream {
    id: Ref,
    used: Vec<Resource>,
    pages: usize,
}

/// The streams of all pages: equal pages share one.
pub(super) struct Streams {
    streams: Vec<Stream>,
    of_page: Vec<usize>,
}

/// Pages that PDF cannot hold.
pub(super) fn check_sizes(document: &Document, bleed: bool) -> Vec<Fault> {
    if document.pages.is_empty() {
        return vec![Fault::NoPages];
    }
    let fits = |length: geom::Length| length.to_pt() > 0.0 && length.to_pt() <= MAX_SIDE;
    let wrong = document.pages.iter().filter(|page| {
        let media = media(&page.boxes, bleed);
        !fits(media.width) || !fits(media.height)
    });
    wrong.map(|page| Fault::PageSize(page.name.clone())).collect()
}

/// Draws every page and writes its stream.
pub(super) fn write_streams(
    context: &Context<'_>,
    options: &Options,
    file: &mut File,
    library: &mut Library,
) -> Streams {
    let space = options.color.space();
    let mut streams = Streams { streams: Vec::new(), of_page: Vec::with_capacity(context.document.pages.len()) };
    let mut known: HashMap<u128, usize> = HashMap::new();
    for batch in context.document.pages.chunks(PAGES) {
        let drawn = parallel::map(batch, |page| {
            let drawn = draw_page(context, &page.items, &media(&page.boxes, options.bleed), space);
            let digest = xxh3_128(&drawn.bytes);
            (drawn, digest)
        });
        let mut fresh = Vec::new();
        for (drawn, digest) in drawn {
            let next = streams.streams.len();
            let index = *known.entry(digest).or_insert(next);
            streams.of_page.push(index);
            if index == next {
                library.admit(&drawn.used, drawn.parts, &drawn.faults);
                streams.streams.push(Stream { id: file.reserve(), used: drawn.used, pages: 0 });
                fresh.push(drawn.bytes);
            }
            if let Some(stream) = streams.streams.get_mut(index) {
                stream.pages += 1;
            }
        }
        let packed = parallel::map(&fresh, |bytes| Packed::page(bytes, options.compress));
        let first = streams.streams.len() - fresh.len();
        for (stream, packed) in streams.streams.iter().skip(first).zip(&packed) {
            file.plain_stream(stream.id, packed);
        }
    }
    streams
}

/// What hangs on the catalog beside the pages.
#[derive(Clone, Copy, Default)]
pub(super) struct Hung {
    /// The root of the bookmarks.
    pub bookmarks: Option<Ref>,
    /// The form.
    pub form: Option<Ref>,
}

/// Writes the pages themselves and the tree above them, and returns its root and what hangs on the catalog beside it.
pub(super) fn write_tree(
    document: &Document,
    options: &Options,
    streams: &Streams,
    library: &Library,
    file: &mut File,
) -> (Ref, Hung) {
    let pages: Vec<Ref> = document.pages.iter().map(|_| file.reserve()).collect();
    let tree = Tree::new(&pages, file);
    let shared = streams.shared(library);
    let places = if options.links { Places::find(document, options, &pages) } else { Places::default() };
    let mut annotations = links::write(document, options, &pages, &places, file);
    let forms = Forms::write(document, options, &pages, file);
    for (page, widgets) in &forms.pages {
        annotations.entry(*page).or_default().extend(widgets);
    }
    let hung = Hung { bookmarks: places.write_bookmarks(file), form: forms.write_form(file) };
    for (index, (page, id)) in document.pages.iter().zip(&pages).enumerate() {
        let Some(stream) = streams.of_page.get(index).and_then(|index| streams.streams.get(*index)) else { continue };
        file.object(*id, |object| {
            let mut dict: PageDict<'_> = object.start();
            dict.parent(tree.parent(0, index)).contents(stream.id);
            write_boxes(&mut dict, page, options.bleed);
            if stream.used.iter().any(|resource| !shared.contains(resource)) {
                library.write_resources(dict.insert(Name(b"Resources")).dict(), stream.used.iter().copied());
            }
            if library.is_transparent(&stream.used) {
                write_transparency(dict.insert(Name(b"Group")).dict(), options.color.space(), false);
            }
            if let Some(annotations) = annotations.get(&index) {
                dict.annotations(annotations.iter().copied()).tab_order(TabOrder::StructureOrder);
            }
        });
    }
    let resources = file.reserve();
    file.object(resources, |object| library.write_resources(object.dict(), shared.into_iter()));
    (tree.write(resources, file), hung)
}

impl Streams {
    /// What stands in the one dictionary that all pages inherit.
    fn shared(&self, library: &Library) -> BTreeSet<Resource> {
        let mut pages: BTreeMap<Resource, usize> = BTreeMap::new();
        for stream in &self.streams {
            stream.used.iter().for_each(|resource| *pages.entry(*resource).or_default() += stream.pages);
        }
        let all = library.len() <= SHARED_NAMES;
        pages.into_iter().filter(|(_, pages)| all || *pages > 1).map(|(resource, _)| resource).collect()
    }
}

/// Media, bleed and trim in points from the bottom left corner of the medium.
fn write_boxes(dict: &mut PageDict<'_>, page: &Page, bleed: bool) {
    let media = media(&page.boxes, bleed);
    let frame = Frame::page(&media);
    dict.media_box(points(&frame, &media));
    if bleed {
        dict.bleed_box(points(&frame, &page.boxes.bleed_rect()));
    }
    dict.trim_box(points(&frame, &page.boxes.trim_rect()));
}

/// A rectangle of the page in points, to a thousandth.
pub(super) fn points(frame: &Frame, rect: &geom::Rect) -> Rect {
    let (x1, y1) = frame.place(Point::new(rect.x, rect.bottom()));
    let (x2, y2) = frame.place(Point::new(rect.right(), rect.y));
    Rect::new(rounded(x1, 3), rounded(y1, 3), rounded(x2, 3), rounded(y2, 3))
}

/// The page tree, level by level from the pages to the root; each node with the pages below it.
struct Tree(Vec<Vec<(Ref, usize)>>);

impl Tree {
    fn new(pages: &[Ref], file: &mut File) -> Self {
        let mut levels = vec![pages.iter().map(|page| (*page, 1)).collect::<Vec<_>>()];
        while let Some(below) = levels.last()
            && (levels.len() == 1 || below.len() > 1)
        {
            let sums: Vec<usize> = below.chunks(KIDS).map(|kids| kids.iter().map(|(_, pages)| pages).sum()).collect();
            levels.push(sums.into_iter().map(|pages| (file.reserve(), pages)).collect());
        }
        Self(levels)
    }

    /// The node above the one at `index` of `level`; the node itself at the root.
    fn parent(&self, level: usize, index: usize) -> Ref {
        let above = self.0.get(level + 1).and_then(|above| above.get(index / KIDS));
        above.or_else(|| self.0.get(level)?.get(index)).map_or(Ref::new(1), |(id, _)| *id)
    }

    /// Writes all nodes and returns the root, from which pages inherit `resources`.
    fn write(&self, resources: Ref, file: &mut File) -> Ref {
        let root = self.parent(self.0.len().saturating_sub(1), 0);
        for (level, (below, nodes)) in self.0.iter().zip(self.0.iter().skip(1)).enumerate() {
            for (index, ((id, pages), kids)) in nodes.iter().zip(below.chunks(KIDS)).enumerate() {
                file.object(*id, |object| {
                    let mut node: Pages<'_> = object.start();
                    node.count(*pages as i32).kids(kids.iter().map(|(kid, _)| *kid));
                    if *id == root {
                        node.pair(Name(b"Resources"), resources);
                    } else {
                        node.parent(self.parent(level + 1, index));
                    }
                });
            }
        }
        root
    }
}
