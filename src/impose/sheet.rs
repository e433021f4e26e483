//! Faces put into the places of a plan: pages in, sheets out. Knows scenes, not decks.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::arrangement::{CropSides, Marks};
use super::lettering::{self, Lettering};
use super::marks::{self, Ground};
use super::order::Sheet;
use super::plan::Plan;
use crate::color::Color;
use crate::diag::{Diagnostic, Lang};
use crate::geom::{Length, PageBoxes, PathData, Point, Rect, Size, Transform};
use crate::scene::{Artwork, Assets, Group, Item, Page, Side, Use};

/// A piece: the pages of its faces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub front: Option<usize>,
    pub back: Option<usize>,
}

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

/// Puts faces onto sheets.
pub(super) struct Composer<'a> {
    pub plan: &'a Plan,
    pub marks: &'a Marks,
    pub slug: &'a Slug,
    pub lettering: &'a Lettering,
    /// How far backs are shifted, to the right and down, for a printer that shifts them the other way.
    pub shift: (Length, Length),
    pub pieces: &'a [Piece],
    pub sheets: &'a [Sheet],
}

/// The faces, each ready to be placed: moved out of its page the only time it is placed, or kept as an artwork.
pub(super) struct Faces {
    pages: Vec<Option<Vec<Item>>>,
    boxes: Vec<PageBoxes>,
    names: Vec<String>,
    shared: BTreeMap<usize, Item>,
}

impl Faces {
    /// Takes the faces of a document; those that are placed more than once become artwork.
    pub fn new(pages: Vec<Page>, times: &[usize], assets: &mut Assets) -> Self {
        let mut faces = Self { pages: Vec::new(), boxes: Vec::new(), names: Vec::new(), shared: BTreeMap::new() };
        for (index, page) in pages.into_iter().enumerate() {
            let Page { boxes, items, name, .. } = page;
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
        for piece in self.sheets.iter().flatten().flatten().filter_map(|piece| self.pieces.get(*piece)) {
            let back = piece.back.filter(|_| self.plan.places.iter().any(|place| place.mirror.is_some()));
            for face in [piece.front, back].into_iter().flatten() {
                if let Some(count) = times.get_mut(face) {
                    *count += 1;
                }
            }
        }
        times
    }

    /// The sheets, front and then back.
    pub fn compose(&self, faces: &mut Faces) -> Result<Vec<Page>, Diagnostic> {
        let mut pages = Vec::new();
        let has_backs = self.pieces.iter().any(|piece| piece.back.is_some());
        for (number, sheet) in self.sheets.iter().enumerate() {
            pages.push(self.page(number, sheet, Side::Front, faces)?);
            if self.plan.two_pages && has_backs {
                pages.push(self.page(number, sheet, Side::Back, faces)?);
            }
        }
        Ok(pages)
    }

    fn page(&self, number: usize, sheet: &Sheet, side: Side, faces: &mut Faces) -> Result<Page, Diagnostic> {
        let mut items = Vec::new();
        for (place, piece) in self.plan.places.iter().zip(sheet) {
            let Some(piece) = piece.and_then(|piece| self.pieces.get(piece)) else { continue };
            if side == Side::Front
                && let Some(face) = piece.front
            {
                items.push(placed(faces.take(face), place.front.front(faces.trim(face)), &place.paint));
            }
            let here = self.plan.two_pages == (side == Side::Back);
            if here && let (Some(face), Some(mirror), Some(paint)) = (piece.back, place.mirror, place.back_paint()) {
                items.push(placed(faces.take(face), place.front.back(faces.trim(face), mirror), &paint));
            }
        }
        let ground = Ground::of(self.plan, side);
        self.mark(number, side, &ground, &mut items)?;
        if side == Side::Back && self.shift != (Length::ZERO, Length::ZERO) {
            let transform = Transform::translate(self.shift.0, self.shift.1);
            items = vec![Item::Group(Box::new(Group { transform, items, ..Group::default() }))];
        }
        Ok(Page {
            boxes: PageBoxes::new(self.plan.paper, Length::ZERO, Length::ZERO),
            items,
            name: format!("{}-{}", self.name(number), side_name(side, Lang::Fr)),
            card: None,
            side,
            copies: 1,
        })
    }

    /// `feuille-01`, with as many figures as the last sheet has.
    fn name(&self, number: usize) -> String {
        let figures = self.sheets.len().max(1).ilog10() as usize + 1;
        format!("feuille-{:0width$}", number + 1, width = figures.max(2))
    }

    fn mark(&self, number: usize, side: Side, ground: &Ground, items: &mut Vec<Item>) -> Result<(), Diagnostic> {
        let Marks { crop, registration, color_bar, fold, slug, ruler } = self.marks;
        if let Some(crop) = crop
            && matches!(
                (crop.on, side),
                (CropSides::Both, _) | (CropSides::Front, Side::Front) | (CropSides::Back, Side::Back)
            )
        {
            items.extend(marks::crop(self.plan, ground, crop));
        }
        if *fold {
            items.extend(marks::fold(self.plan, ground));
        }
        if *registration {
            items.extend(marks::registration(self.plan, ground));
        }
        if *slug || *ruler || *color_bar {
            self.foot(number, side, ground, items)?;
        }
        Ok(())
    }

    /// Ruler on the left, slug after it, colour bar on the right: in a free strip at the foot or head of the sheet.
    fn foot(&self, number: usize, side: Side, ground: &Ground, items: &mut Vec<Item>) -> Result<(), Diagnostic> {
        let Some(mut strip) = marks::strip(self.plan, ground, lettering::RULER_HEIGHT) else {
            return Ok(());
        };
        if self.marks.color_bar
            && let Some(bar) = marks::color_bar(&strip)
        {
            strip.width -= Length::mm(36.0);
            items.push(bar);
        }
        let ink = Color::BLACK;
        if self.marks.ruler && strip.width >= lettering::RULER {
            let at = Point::new(strip.x, strip.y + Length::mm(2.2));
            let words = match self.lettering.lang {
                Lang::Fr => "100 mm · imprimer à 100 % (taille réelle)",
                Lang::En => "100 mm · print at 100 % (actual size)",
            };
            let below = Rect::new(strip.x, at.y + Length::mm(0.4), lettering::RULER, Length::mm(2.5));
            let mut ruler = vec![lettering::ruler(at, ink)];
            ruler.extend(self.lettering.lines(words, Length::pt(5.5), ink, &below)?);
            items.push(marks::mark(ruler));
            let taken = lettering::RULER + Length::mm(4.0);
            strip = Rect::new(strip.x + taken, strip.y, (strip.width - taken).max(Length::ZERO), strip.height);
        }
        if self.marks.slug {
            items.extend(self.slug_line(number, side, &strip)?);
        }
        Ok(())
    }

    fn slug_line(&self, number: usize, side: Side, strip: &Rect) -> Result<Option<Item>, Diagnostic> {
        let Slug { job, version, hash } = self.slug;
        let (sheet, all, side) = (number + 1, self.sheets.len(), side_name(side, self.lettering.lang));
        let count = match self.lettering.lang {
            Lang::Fr => format!("feuille {sheet}/{all}"),
            Lang::En => format!("sheet {sheet}/{all}"),
        };
        let parts = [job.as_str(), count.as_str(), side, version.as_str(), hash.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let size = Length::pt(5.5);
        let whole = parts.join(" · ");
        // Where the strip is short the job is left out: the number of the sheet must be there.
        let words = if self.lettering.width(&whole, size) <= strip.width {
            whole
        } else {
            parts.get(1..).unwrap_or_default().join(" · ")
        };
        if self.lettering.width(&words, size) > strip.width {
            return Ok(None);
        }
        let rect = Rect::new(strip.x, strip.y + Length::mm(2.4), strip.width, Length::mm(2.5));
        Ok(Some(marks::mark(self.lettering.lines(&words, size, Color::BLACK, &rect)?)))
    }
}

const fn side_name(side: Side, lang: Lang) -> &'static str {
    match (side, lang) {
        (Side::Front, Lang::Fr) => "recto",
        (Side::Back, Lang::Fr) => "verso",
        (Side::Front, Lang::En) => "front",
        (Side::Back, Lang::En) => "back",
    }
}

/// A face on the sheet: moved and turned, and cut at what it may paint.
fn placed(items: Vec<Item>, transform: Transform, paint: &Rect) -> Item {
    let face = Item::Group(Box::new(Group { transform, items, ..Group::default() }));
    let clip = Some(Arc::new(PathData::rect(paint)));
    Item::Group(Box::new(Group { clip, items: vec![face], ..Group::default() }))
}
