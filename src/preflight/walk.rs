//! Visits every item of a page once, into artwork too, and lays down what it paints as a flat list from back to front.
//! Knows scenes, not rules.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::face::{Face, Part};
use super::flat::{Block, Code, Flat, Kind, Leaf, Meaning, Scope, Shape};
use super::ink::{self, Letters};
use crate::geom::{Length, PageBoxes, PathData, Rect, Transform};
use crate::scene::{ArtworkId, Blend, Document, FillRule, GlyphRun, Group, Image, Item, Page, Path, Plate, Role, Use};

/// Artwork with at least so many leaves is laid flat once for every place it is put, not once a page.
const HEAVY: usize = 8;
/// How many placed artworks are kept; further ones are laid flat on every page.
const MOST_PLACEMENTS: usize = 512;
/// How deep artwork may use artwork; what lies deeper is left out.
const DEEPEST: usize = 32;

/// Lays the pages of one document flat, one after the other.
pub(super) struct Walker<'a> {
    document: &'a Document,
    letters: Letters,
    /// How many leaves each artwork has.
    weights: Vec<usize>,
    boxes: Vec<PageBoxes>,
    placed: HashMap<Key, usize>,
    placements: Vec<Flat<'a>>,
    parts: Vec<Part<'a>>,
    own: Flat<'a>,
}

/// What tells one placing of an artwork from another.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    artwork: ArtworkId,
    map: [u64; 6],
    clip: Option<[u64; 4]>,
    opacity: u64,
    vague: bool,
    overprint: bool,
    meaning: Meaning,
    boxes: usize,
}

/// What items inherit from the groups around them.
#[derive(Clone, Copy)]
struct Context<'a> {
    map: Transform,
    clip: Option<Rect>,
    shape: Option<Shape<'a>>,
    opacity: f64,
    vague: bool,
    overprint: bool,
    scope: Scope<'a>,
    depth: usize,
}

impl<'a> Walker<'a> {
    pub fn new(document: &'a Document) -> Self {
        let mut weights = Vec::new();
        for (_, artwork) in document.assets.artworks() {
            let weight = weigh(&artwork.items, &weights);
            weights.push(weight);
        }
        Self {
            document,
            letters: Letters::default(),
            weights,
            boxes: Vec::new(),
            placed: HashMap::new(),
            placements: Vec::new(),
            parts: Vec::new(),
            own: Flat::default(),
        }
    }

    /// What a page paints, from back to front.
    pub fn face(&mut self, page: &'a Page) -> Face<'_> {
        self.parts.clear();
        self.own.clear();
        let boxes = self.boxes_index(&page.boxes);
        let context = Context {
            map: Transform::IDENTITY,
            clip: None,
            shape: None,
            opacity: 1.0,
            vague: false,
            overprint: false,
            scope: Scope { origin: None, artwork: None, meaning: Meaning::Content, in_code: false },
            depth: 0,
        };
        let own = std::mem::take(&mut self.own);
        let mut pass = Pass { walker: self, flat: own, boxes: Some(boxes), open: Mark::default() };
        pass.items(&page.items, &context);
        pass.end_part();
        let flat = pass.flat;
        self.own = flat;
        Face {
            document: self.document,
            page,
            parts: &self.parts,
            own: &self.own,
            placements: &self.placements,
            letters: &self.letters,
            grounds: OnceCell::new(),
        }
    }

    fn boxes_index(&mut self, boxes: &PageBoxes) -> usize {
        self.boxes.iter().rposition(|known| known == boxes).unwrap_or_else(|| {
            self.boxes.push(*boxes);
            self.boxes.len() - 1
        })
    }
}

/// How many leaves items have; artwork of a later number counts as one.
fn weigh(items: &[Item], weights: &[usize]) -> usize {
    let weight = |item: &Item| match item {
        Item::Group(group) => weigh(&group.items, weights),
        Item::Use(used) => weights.get(used.artwork.0 as usize).copied().unwrap_or(1),
        Item::Path(_) | Item::Glyphs(_) | Item::Image(_) => 1,
        Item::Link(_) => 0,
    };
    items.iter().map(weight).fold(0, usize::saturating_add)
}

/// How far the lists of a [`Flat`] had grown at some time.
#[derive(Clone, Copy, Default)]
struct Mark {
    leaves: usize,
    blocks: usize,
    codes: usize,
}

/// One page, or one placed artwork, being laid flat.
struct Pass<'w, 'a> {
    walker: &'w mut Walker<'a>,
    flat: Flat<'a>,
    /// Which boxes the page has; none inside a placed artwork, where everything is laid flat at once.
    boxes: Option<usize>,
    /// Where the current part of the page begins.
    open: Mark,
}

impl<'a> Pass<'_, 'a> {
    fn items(&mut self, items: &'a [Item], context: &Context<'a>) {
        for item in items {
            match item {
                Item::Group(group) => self.group(group, context),
                Item::Path(path) => self.path(path, context),
                Item::Glyphs(run) => self.glyphs(run, context),
                Item::Image(image) => self.image(image, context),
                Item::Use(used) => self.used(used, context),
                Item::Link(_) => {}
            }
        }
    }

    fn group(&mut self, group: &'a Group, parent: &Context<'a>) {
        let mut context = *parent;
        context.map = parent.map.then_inside(&group.transform);
        context.opacity *= group.opacity.clamp(0.0, 1.0);
        context.vague |= group.mask.is_some() || group.blend != Blend::Normal;
        context.overprint |= group.overprint;
        if let Some(clip) = &group.clip {
            cut(&mut context, clip, group.clip_even_odd);
        }
        if let Some(origin) = &group.origin {
            context.scope.origin = Some(origin);
            context.scope.artwork = None;
        }
        let small = parent.scope.meaning == Meaning::Thumbnail;
        if let Some(role) = group.role.as_ref().filter(|_| !small) {
            context.scope.meaning = meaning(parent.scope.meaning, role);
        }
        match &group.role {
            Some(Role::Qr { payload, module }) if !parent.scope.in_code && !small => {
                context.scope.in_code = true;
                let before = self.flat.leaves.len();
                self.items(&group.items, &context);
                self.code(payload, *module * parent.map.mean_scale(), before, &context);
            }
            _ => self.items(&group.items, &context),
        }
    }

    fn code(&mut self, payload: &'a Arc<str>, module: Length, before: usize, context: &Context<'a>) {
        let leaves: Range<usize> = before..self.flat.leaves.len();
        let dark = self.flat.leaves.get(leaves.clone()).unwrap_or_default().iter().filter(|leaf| !leaf.is_white());
        let around = |sum: Rect, ink: Rect| sum.union(&ink);
        // A code of white modules on something dark is still a code, and a fault for the rules to tell.
        let all =
            || self.flat.leaves.get(leaves.clone()).unwrap_or_default().iter().map(|leaf| leaf.ink).reduce(around);
        let Some(symbol) = dark.map(|leaf| leaf.ink).reduce(around).or_else(all) else { return };
        self.flat.codes.push(Code { payload, module, symbol, leaves, scope: context.scope });
    }

    fn path(&mut self, path: &'a Path, context: &Context<'a>) {
        let filled = path.fill.as_ref().is_some_and(|fill| fill.opacity > 0.0);
        let stroke = path.stroke.as_ref().filter(|stroke| stroke.opacity > 0.0);
        if filled || stroke.is_some() {
            self.leaf(Kind::Path(path), ink::path_ink(&path.data, stroke, &context.map), context);
        }
    }

    fn image(&mut self, image: &'a Image, context: &Context<'a>) {
        self.leaf(Kind::Image(image), Some(context.map.apply_rect(&image.rect)), context);
    }

    fn glyphs(&mut self, run: &'a GlyphRun, context: &Context<'a>) {
        if run.fill.opacity <= 0.0 {
            return;
        }
        let ink = self.walker.letters.run(&self.walker.document.fonts, run).map(|ink| context.map.apply_rect(&ink));
        let index = self.flat.leaves.len();
        // Letters of a thumbnail are a picture of letters.
        if !self.leaf(Kind::Glyphs(run), ink, context) || context.scope.meaning == Meaning::Thumbnail {
            return;
        }
        let Some(leaf) = self.flat.leaves.last() else { return };
        let size = run.size * ink::height_scale(&context.map);
        let open = self.flat.blocks.get_mut(self.open.blocks..).and_then(<[_]>::last_mut);
        match open.filter(|block| block.goes_on(index, run, size, leaf)) {
            Some(block) => {
                block.leaves.end = index + 1;
                block.ink = block.ink.union(&leaf.seen);
            }
            None => {
                let Leaf { seen, opacity, vague, scope, .. } = *leaf;
                let block = Block { run, size, leaves: index..index + 1, ink: seen, opacity, vague, scope };
                self.flat.blocks.push(block);
            }
        }
    }

    /// Lays down a leaf; false when nothing of it can be seen.
    fn leaf(&mut self, kind: Kind<'a>, ink: Option<Rect>, context: &Context<'a>) -> bool {
        let Some(ink) = ink.filter(|_| context.opacity > 0.0) else { return false };
        let seen = match &context.clip {
            Some(clip) => ink::meet(&ink, clip),
            None => Some(ink),
        };
        let Some(seen) = seen else { return false };
        let Context { map, shape, opacity, vague, overprint, scope, .. } = *context;
        self.flat.leaves.push(Leaf { kind, map, ink, seen, shape, opacity, vague, overprint, scope });
        true
    }

    fn used(&mut self, used: &'a Use, parent: &Context<'a>) {
        let Some(artwork) = self.walker.document.artwork(used.artwork).filter(|_| parent.depth < DEEPEST) else {
            return;
        };
        let mut context = *parent;
        context.map = parent.map.then_inside(&used.transform);
        context.scope.artwork = Some(used.artwork);
        if artwork.is_thumbnail() && context.scope.meaning != Meaning::ForPrinter {
            context.scope.meaning = Meaning::Thumbnail;
        }
        context.depth += 1;
        if let Some(placement) = self.placement(used.artwork, &artwork.items, &context) {
            self.end_part();
            self.walker.parts.push(Part::Shared { placement, origin: context.scope.origin });
            return;
        }
        self.items(&artwork.items, &context);
    }

    /// The number of an artwork laid flat at this place; none when it is too light to be kept, or already inside one.
    fn placement(&mut self, artwork: ArtworkId, items: &'a [Item], context: &Context<'a>) -> Option<usize> {
        let boxes = self.boxes?;
        let heavy = self.walker.weights.get(artwork.0 as usize).is_some_and(|weight| *weight >= HEAVY);
        if !heavy || context.scope.in_code || context.shape.is_some() {
            return None;
        }
        let key = key(artwork, context, boxes);
        if let Some(known) = self.walker.placed.get(&key) {
            return Some(*known);
        }
        if self.walker.placements.len() >= MOST_PLACEMENTS {
            return None;
        }
        let mut inside = *context;
        inside.scope.origin = None;
        let mut pass = Pass { walker: &mut *self.walker, flat: Flat::default(), boxes: None, open: Mark::default() };
        pass.items(items, &inside);
        let mut flat = pass.flat;
        flat.measure();
        self.walker.placements.push(flat);
        let number = self.walker.placements.len() - 1;
        self.walker.placed.insert(key, number);
        Some(number)
    }

    /// Ends the current part of a page before artwork that is kept apart.
    fn end_part(&mut self) {
        let end = Mark { leaves: self.flat.leaves.len(), blocks: self.flat.blocks.len(), codes: self.flat.codes.len() };
        if self.boxes.is_some() && end.leaves > self.open.leaves {
            self.walker.parts.push(Part::Own {
                leaves: self.open.leaves..end.leaves,
                blocks: self.open.blocks..end.blocks,
                codes: self.open.codes..end.codes,
            });
        }
        self.open = end;
    }
}

/// Narrows a context by a clip path.
fn cut<'a>(context: &mut Context<'a>, clip: &'a PathData, even_odd: bool) {
    let map = context.map;
    let upright = ink::as_rect(clip).filter(|_| ink::keeps_upright(&map)).map(|rect| map.apply_rect(&rect));
    let room = upright.or_else(|| ink::path_ink(clip, None, &map));
    // A clip without any inside hides everything: an empty rectangle far away from whatever is painted.
    let room = room.unwrap_or(Rect::mm(f64::MAX, f64::MAX, 0.0, 0.0));
    let narrowed = context.clip.map_or(Some(room), |clip| ink::meet(&clip, &room));
    context.clip = Some(narrowed.unwrap_or(Rect::mm(f64::MAX, f64::MAX, 0.0, 0.0)));
    if upright.is_none() {
        context.vague |= context.shape.is_some();
        let rule = if even_odd { FillRule::EvenOdd } else { FillRule::NonZero };
        context.shape = Some(Shape { data: clip, map, rule });
    }
}

/// The nearest role decides, but signs for the printer stay such whatever they are made of.
fn meaning(parent: Meaning, role: &Role) -> Meaning {
    match role {
        _ if parent == Meaning::ForPrinter || parent == Meaning::Code => parent,
        Role::Heading(_) | Role::Paragraph | Role::Link { .. } | Role::Field(_) => Meaning::Content,
        // What is in them has its own.
        Role::Table | Role::Row | Role::Head | Role::Cell | Role::List | Role::Entry => parent,
        Role::Figure { .. } => Meaning::Figure,
        Role::Artifact => Meaning::Decoration,
        Role::Qr { .. } => Meaning::Code,
        Role::Plate(Plate::Varnish | Plate::White | Plate::Foil | Plate::Glue) => Meaning::Varnish,
        Role::Mark | Role::Plate(_) => Meaning::ForPrinter,
    }
}

fn key(artwork: ArtworkId, context: &Context<'_>, boxes: usize) -> Key {
    let Transform { a, b, c, d, dx, dy } = context.map;
    let clip =
        context.clip.map(|clip| [clip.x, clip.y, clip.width, clip.height].map(|length| length.to_mm().to_bits()));
    Key {
        artwork,
        map: [a, b, c, d, dx.to_mm(), dy.to_mm()].map(f64::to_bits),
        clip,
        opacity: context.opacity.to_bits(),
        vague: context.vague,
        overprint: context.overprint,
        meaning: context.scope.meaning,
        boxes,
    }
}
