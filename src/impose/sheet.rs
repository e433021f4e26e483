//! Faces put into the places of a plan: pages in, sheets out. Knows scenes, not decks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Job;
use super::arrangement::Backing;
use super::order::Sheet;
use super::pieces::Piece;
use super::plan::{Place, Plan};
use super::remarks;
use super::signs::{Lack, Signs};
use crate::diag::{Diagnostic, Lang};
use crate::geom::{Length, PageBoxes, PathData, Rect, Size, Transform};
use crate::scene::{Artwork, Assets, Group, Item, Page, Plate, Side, Use, apart, on_plate};

/// What a slug line says besides the sheet's own number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slug {
    /// What is printed: kit and deck.
    pub job: String,
    /// Version of the content.
    pub version: String,
    /// A short hash of the content, to tell two prints of one version apart.
    pub hash: String,
}

/// Room beyond a backing's edge, so that all of its cut line is on the page.
const BACKING_BLEED: Length = Length::mm(3.0);

/// Puts faces onto sheets.
pub(super) struct Composer<'a> {
    pub plans: &'a [Plan],
    pub job: &'a Job<'a>,
    pub pieces: &'a [Piece],
    /// Each sheet with its plan.
    pub sheets: &'a [(usize, Sheet)],
}

/// The faces, each ready to be placed: moved out of its page the only time it is placed, or kept as an artwork.
pub(super) struct Faces {
    pages: Vec<Option<Vec<Item>>>,
    /// Plates beside the picture, which a tool follows whole: no place cuts them.
    plates: Vec<Vec<Item>>,
    boxes: Vec<PageBoxes>,
    names: Vec<String>,
    shared: BTreeMap<usize, Item>,
}

impl Faces {
    /// Takes the faces of a document; those that are placed more than once become artwork.
    pub fn new(pages: Vec<Page>, times: &[usize], assets: &mut Assets) -> Self {
        let mut faces = Self {
            pages: Vec::new(),
            plates: Vec::new(),
            boxes: Vec::new(),
            names: Vec::new(),
            shared: BTreeMap::new(),
        };
        for (index, page) in pages.into_iter().enumerate() {
            let Page { boxes, items, name, .. } = page;
            let (items, plates) = apart(items);
            faces.plates.push(plates);
            if times.get(index).is_some_and(|times| *times > 1) {
                let artwork = Artwork { name: name.clone(), bounds: boxes.bleed_rect(), items };
                let artwork = assets.add_artwork(artwork);
                faces.shared.insert(index, Item::Use(Use { artwork, transform: Transform::IDENTITY }));
                faces.pages.push(None);
            } else {
                faces.pages.push(Some(items));
            }
            faces.boxes.push(boxes);
            faces.names.push(name);
        }
        faces
    }

    fn plates(&self, index: usize) -> Vec<Item> {
        self.plates.get(index).cloned().unwrap_or_default()
    }

    fn take(&mut self, index: usize) -> Vec<Item> {
        match self.shared.get(&index) {
            Some(shared) => vec![shared.clone()],
            None => self.pages.get_mut(index).and_then(Option::take).unwrap_or_default(),
        }
    }

    fn trim(&self, index: usize) -> Size {
        self.boxes.get(index).map(|boxes| boxes.trim).unwrap_or_default()
    }
}

impl Composer<'_> {
    /// How often each of `pages` pages is placed.
    pub fn times(&self, pages: usize) -> Vec<usize> {
        let mut times = vec![0; pages];
        for (plan, sheet) in self.sheets() {
            for (place, piece) in self.placed(plan, sheet) {
                let back = piece.back.filter(|_| place.mirror.is_some());
                for face in [piece.front, back].into_iter().flatten() {
                    if let Some(count) = times.get_mut(face) {
                        *count += 1;
                    }
                }
            }
        }
        times
    }

    /// The sheets, front and then back. What has no room goes to `remarks`, once for all sheets.
    pub fn compose(&self, faces: &mut Faces, remarks: &mut Vec<Diagnostic>) -> Result<Vec<Page>, Diagnostic> {
        let mut pages = Vec::new();
        let has_backs = self.pieces.iter().any(|piece| piece.back.is_some());
        let mut missing = BTreeSet::new();
        for (number, (plan, sheet)) in self.sheets().enumerate() {
            let sides: &[Side] = if plan.two_pages && has_backs { &[Side::Front, Side::Back] } else { &[Side::Front] };
            for side in sides {
                let mut items = self.faces(plan, sheet, *side, faces);
                let signs = Signs { plan, job: self.job, number, sheets: self.sheets.len(), side: *side };
                missing.extend(signs.draw(&mut items)?);
                pages.push(self.page(plan, number, *side, items));
            }
        }
        let all = self.plans.iter().map(|plan| plan.cuts.len()).max().unwrap_or_default();
        // Both sides may lack marks at other cuts: the worse one is told.
        let worst = |lack: &Lack| !missing.iter().any(|other: &Lack| other.sign == lack.sign && worse(other, lack));
        remarks.extend(missing.iter().filter(|lack| worst(lack)).map(|lack| remarks::no_room(self.job, *lack, all)));
        Ok(pages)
    }

    fn sheets(&self) -> impl Iterator<Item = (&Plan, &Sheet)> {
        self.sheets.iter().filter_map(|(plan, sheet)| Some((self.plans.get(*plan)?, sheet)))
    }

    fn placed<'p>(&'p self, plan: &'p Plan, sheet: &'p Sheet) -> impl Iterator<Item = (&'p Place, &'p Piece)> {
        let pieces = sheet.iter().map(|piece| self.pieces.get((*piece)?));
        plan.places.iter().zip(pieces).filter_map(|(place, piece)| Some((place, piece?)))
    }

    fn faces(&self, plan: &Plan, sheet: &Sheet, side: Side, faces: &mut Faces) -> Vec<Item> {
        let (mut items, mut plates) = (Vec::new(), Vec::new());
        for (place, piece) in self.placed(plan, sheet) {
            if side == Side::Front
                && let Some(face) = piece.front
            {
                let transform = place.front.front(faces.trim(face));
                plates.extend(beside(faces.plates(face), transform));
                items.push(placed(faces.take(face), transform, &place.paint));
            }
            let here = plan.two_pages == (side == Side::Back);
            if here && let (Some(face), Some(mirror), Some(paint)) = (piece.back, place.mirror, place.back_paint) {
                let transform = place.front.back(faces.trim(face), mirror);
                plates.extend(beside(faces.plates(face), transform));
                items.push(placed(faces.take(face), transform, &paint));
            }
        }
        items.extend(plates);
        items
    }

    /// What makes up for the printer: pages made as much larger as it makes them smaller, backs shifted against its shift.
    fn drift(&self, plan: &Plan, side: Side) -> Transform {
        let calibration = &self.job.calibration;
        let mirror = plan.places.iter().find_map(|place| place.mirror).filter(|_| plan.two_pages && side == Side::Back);
        let (dx, dy) = mirror.map_or_else(Default::default, |mirror| calibration.shift(mirror));
        let (scale, middle) = (calibration.scale(), Rect::of_size(plan.paper).center());
        if scale == 1.0 {
            return Transform::translate(dx, dy);
        }
        Transform::translate(middle.x + dx, middle.y + dy)
            .then_inside(&Transform::scale(scale, scale))
            .then_inside(&Transform::translate(-middle.x, -middle.y))
    }

    fn page(&self, plan: &Plan, number: usize, side: Side, mut items: Vec<Item>) -> Page {
        let transform = self.drift(plan, side);
        if !transform.is_identity() {
            items = vec![Item::Group(Box::new(Group { transform, items, ..Group::default() }))];
        }
        let bleed = match self.job.arrangement.backing {
            Some(Backing { corner }) => {
                let edge = PathData::rounded_rect(&Rect::of_size(plan.paper), [corner; 4]);
                items.extend((side == Side::Front).then(|| on_plate(Plate::CutLine, [Arc::new(edge)])));
                BACKING_BLEED
            }
            None => Length::ZERO,
        };
        // `feuille-01`, with as many figures as the last sheet has.
        let figures = (self.sheets.len().max(1).ilog10() as usize + 1).max(2);
        let lang = self.job.lettering.lang;
        let sheet = if lang == Lang::Fr { "feuille" } else { "sheet" };
        Page {
            boxes: PageBoxes::new(plan.paper, bleed, Length::ZERO),
            items,
            name: format!("{sheet}-{:0figures$}-{}", number + 1, side_name(side, lang)),
            card: None,
            side,
            copies: 1,
            outline: None,
        }
    }
}

/// No mark at all is worse than none at some cuts, and at many cuts worse than at few.
fn worse(a: &Lack, b: &Lack) -> bool {
    match (a.cuts, b.cuts) {
        (None, Some(_)) => true,
        (Some(a), Some(b)) => a > b,
        (_, None) => false,
    }
}

/// Recto or verso, front or back.
pub const fn side_name(side: Side, lang: Lang) -> &'static str {
    match (side, lang) {
        (Side::Front, Lang::Fr) => "recto",
        (Side::Back, Lang::Fr) => "verso",
        (Side::Front, Lang::En) => "front",
        (Side::Back, Lang::En) => "back",
    }
}

/// The plates of a face on the sheet: moved and turned, never cut.
fn beside(items: Vec<Item>, transform: Transform) -> Option<Item> {
    (!items.is_empty()).then(|| Item::Group(Box::new(Group { transform, items, ..Group::default() })))
}

/// A face on the sheet: moved and turned, and cut at what it may paint.
fn placed(items: Vec<Item>, transform: Transform, paint: &Rect) -> Item {
    let face = Item::Group(Box::new(Group { transform, items, ..Group::default() }));
    let clip = Some(Arc::new(PathData::rect(paint)));
    Item::Group(Box::new(Group { clip, items: vec![face], ..Group::default() }))
}
