//! What a document uses: glyphs with the text they show, and artworks with the places where they stand.
//! One quick walk before anything is written, so that every page can be written without the others.

use std::collections::{BTreeMap, BTreeSet};

use super::cluster::{Told, each_stretch};
use super::codes::only;
use super::content::Matrix;
use super::draw::{Frame, media};
use crate::font::FontId;
use crate::parallel;
use crate::scene::{ArtworkId, Document, GlyphRun, Item, Page};

/// How often each glyph of a font shows which text; none for glyphs whose text needs more than one of them.
pub(super) type Shown = BTreeMap<(u16, Option<Box<str>>), u32>;

/// Pages walked at a time.
const PAGES: usize = 256;

/// What a document uses.
#[derive(Debug, Default)]
pub(super) struct Usage {
    /// Glyphs by font.
    pub(super) fonts: BTreeMap<FontId, Shown>,
    /// Where artworks stand.
    pub(super) placements: Placements,
}

/// Artworks by the one matrix with which they are placed; none for those placed in several ways.
#[derive(Debug, Default)]
pub(super) struct Placements(BTreeMap<ArtworkId, Option<Matrix>>);

impl Placements {
    /// The matrix of an artwork that always stands at the same place of its stream.
    pub(super) fn fixed(&self, artwork: ArtworkId) -> Option<&Matrix> {
        self.0.get(&artwork)?.as_ref()
    }

    fn note(&mut self, artwork: ArtworkId, matrix: Option<Matrix>) {
        let known = self.0.entry(artwork).or_insert(matrix);
        if *known != matrix {
            *known = None;
        }
    }
}

/// Walks all pages and every artwork they reach.
pub(super) fn usage(document: &Document, bleed: bool) -> Usage {
    let chunks: Vec<&[Page]> = document.pages.chunks(PAGES).collect();
    let walks = parallel::map(&chunks, |pages| {
        let mut walk = Walk::new(document);
        pages.iter().for_each(|page| walk.items(&page.items, &Frame::page(&media(&page.boxes, bleed))));
        walk
    });
    let mut usage = Usage::default();
    walks.into_iter().for_each(|walk| walk.merge_into(&mut usage));
    let mut done = BTreeSet::new();
    loop {
        let reached: Vec<ArtworkId> = usage.placements.0.keys().filter(|id| !done.contains(*id)).copied().collect();
        if reached.is_empty() {
            return usage;
        }
        for id in reached {
            done.insert(id);
            let mut walk = Walk::new(document);
            walk.items(document.artwork(id).map_or(&[][..], |artwork| &artwork.items), &Frame::artwork());
            walk.merge_into(&mut usage);
        }
    }
}

/// What one glyph shows: nearly always one character.
#[derive(Clone, Copy, Default)]
struct Usual {
    character: char,
    count: u32,
}

/// What one font shows. The usual case is two array look-ups.
struct Tally {
    usual: Vec<Usual>,
    others: Shown,
}

struct Walk<'a> {
    document: &'a Document,
    fonts: BTreeMap<FontId, Tally>,
    placements: Placements,
}

impl<'a> Walk<'a> {
    fn new(document: &'a Document) -> Self {
        Self { document, fonts: BTreeMap::new(), placements: Placements::default() }
    }

    fn items(&mut self, items: &[Item], frame: &Frame) {
        for item in items {
            match item {
                Item::Group(group) => {
                    let (inside, _) = frame.inside(&group.transform);
                    self.items(&group.items, &inside);
                    if let Some(mask) = &group.mask {
                        self.items(mask, &inside);
                    }
                }
                Item::Glyphs(run) => self.run(run),
                Item::Use(used) => self.placements.note(used.artwork, Some(frame.placement(&used.transform))),
                Item::Path(_) | Item::Image(_) | Item::Link(_) => {}
            }
        }
    }

    fn run(&mut self, run: &GlyphRun) {
        let Some(face) = self.document.fonts.get(run.font) else { return };
        let tally = self
            .fonts
            .entry(run.font)
            .or_insert_with(|| Tally { usual: vec![Usual::default(); face.glyph_count()], others: Shown::new() });
        each_stretch(run, |cluster, told| match (cluster.glyphs, told) {
            ([glyph], Told::Code) => tally.note(glyph.id, cluster.text),
            (several, told) => {
                let blank = face.glyph(' ').filter(|_| told == Told::Spelled);
                for glyph in several.iter().map(|glyph| glyph.id).chain(blank) {
                    *tally.others.entry((glyph, None)).or_default() += 1;
                }
            }
        });
    }

    fn merge_into(self, usage: &mut Usage) {
        for (font, tally) in self.fonts {
            let shown = usage.fonts.entry(font).or_default();
            let usual = (0_u16..).zip(tally.usual).filter(|(_, usual)| usual.count > 0);
            let usual = usual.map(|(glyph, usual)| ((glyph, Some(usual.character.to_string().into())), usual.count));
            for (key, count) in usual.chain(tally.others) {
                *shown.entry(key).or_default() += count;
            }
        }
        for (artwork, matrix) in self.placements.0 {
            usage.placements.note(artwork, matrix);
        }
    }
}

impl Tally {
    fn note(&mut self, glyph: u16, text: &str) {
        if let Some(character) = only(text)
            && let Some(usual) = self.usual.get_mut(usize::from(glyph))
            && (usual.count == 0 || usual.character == character)
        {
            *usual = Usual { character, count: usual.count + 1 };
            return;
        }
        *self.others.entry((glyph, Some(text.into()))).or_default() += 1;
    }
}
