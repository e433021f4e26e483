//! Imposition: faces in, sheets out, both scenes, so that every exporter gets sheets for nothing.
//!
//! ```text
//! Arrangement + sizes ──plan──▶ Plan (places, cuts, folds)
//! faces + copies ──order::deal──▶ which piece in which place of which sheet
//! Plan + faces ──Composer──▶ scene::Document, one page a side of each sheet
//! ```
//!
//! Knows pages and their sides; knows no decks, layouts or exporters. Origin of a sheet: its top left corner.

mod arrangement;
mod calibrate;
mod column;
mod cover;
mod grid;
mod ink;
mod lettering;
mod marks;
mod order;
mod plan;
mod printer;
mod sheet;
mod slot;
pub mod tile;

pub use arrangement::{
    Arrangement, Bleed, Crop, CropSides, Edges, GridSpec, Gutter, Marks, Orientation, Position, Sides, SlotSpec,
    TurnSpec,
};
pub use calibrate::{Calibration, calibration_sheet};
pub use cover::Cover;
pub use grid::{Grid, Wanted};
pub use ink::{Ink, spare};
pub use lettering::Lettering;
pub use order::{Order, Sheet, deal};
pub use plan::{Cut, Place, Plan, plan};
pub use printer::{BackShift, PrinterFile};
pub use sheet::Slug;
pub use slot::{Mirror, Slot, Turn};

use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::say;
use crate::scene::{Document, Page, Side};
use crate::sizes::Sizes;
use crate::source::Place as At;
use sheet::{Composer, Faces, Piece};

/// What sheets are made with.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The arrangement.
    pub arrangement: &'a Arrangement,
    /// Where it stands, for its faults.
    pub place: &'a At,
    /// Named sizes.
    pub sizes: &'a Sizes,
    /// The words of slug lines.
    pub slug: &'a Slug,
    /// Fonts and language of the sheet's own words.
    pub lettering: &'a Lettering,
    /// How far backs are shifted, to the right and down.
    pub shift: (Length, Length),
    /// The number of copies of everything: tables, for [`Order::SameCard`] the number of full sets of piles.
    pub sets: u32,
}

/// Sheets, and what to tell people about them.
#[derive(Debug)]
pub struct Imposed {
    /// One page a side of each sheet, front and then back.
    pub document: Document,
    /// The empty sheet.
    pub plan: Plan,
    /// Number of sheets of paper.
    pub sheets: usize,
    /// Number of pieces on them.
    pub pieces: usize,
}

/// Puts the faces of a document onto sheets, each as often as its page wants it.
///
/// # Errors
/// No face, faces of several sizes, a piece that has no room, slots that are not right.
pub fn impose(document: Document, job: &Job<'_>) -> Result<Imposed, Vec<Diagnostic>> {
    let (pieces, copies) = pieces(&document.pages);
    if copies.iter().all(|copies| *copies == 0) {
        return Err(vec![nothing()]);
    }
    let Some(front) = document.pages.first() else { return Err(vec![nothing()]) };
    let first = front.boxes;
    if let Some(other) = document.pages.iter().find(|page| page.boxes.trim != first.trim) {
        return Err(vec![several_sizes(front, other)]);
    }
    let bleed = first.bleed.left.min(first.bleed.right).min(first.bleed.top).min(first.bleed.bottom);
    let plan = plan(job.arrangement, job.place, job.sizes, first.trim, bleed)?;
    let copies: Vec<u32> = copies.into_iter().map(|copies| copies * job.sets.max(1)).collect();
    let sheets = deal(&copies, plan.places.len(), job.arrangement.order);
    let composer = Composer {
        plan: &plan,
        marks: &job.arrangement.marks,
        slug: job.slug,
        lettering: job.lettering,
        shift: job.shift,
        pieces: &pieces,
        sheets: &sheets,
    };
    let Document { info, pages, mut assets, fonts } = document;
    let times = composer.times(pages.len());
    let mut faces = Faces::new(pages, &times, &mut assets);
    let pages = composer.compose(&mut faces).map_err(|fault| vec![fault])?;
    let count = sheets.iter().flatten().flatten().count();
    let number = sheets.len();
    Ok(Imposed { document: Document { info, pages, assets, fonts }, plan, sheets: number, pieces: count })
}

/// Fronts with their backs, and how many of each piece are wanted. Neighbouring pages of one card belong together; a
/// page without card is a piece by itself, unless it is a back: then it belongs to the front before it.
fn pieces(pages: &[Page]) -> (Vec<Piece>, Vec<u32>) {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut copies = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| pages.get(before));
        let joins = before.is_some_and(|before| before.card == page.card && before.side == Side::Front);
        match (page.side, pieces.last_mut()) {
            (Side::Back, Some(piece)) if joins && piece.back.is_none() => piece.back = Some(index),
            (Side::Back, _) => {
                pieces.push(Piece { front: None, back: Some(index) });
                copies.push(page.copies);
            }
            (Side::Front, _) => {
                pieces.push(Piece { front: Some(index), back: None });
                copies.push(page.copies);
            }
        }
    }
    (pieces, copies)
}

fn nothing() -> Diagnostic {
    Diagnostic::error("nothing-to-impose", say!("aucune carte à mettre sur des feuilles", "no card to put onto sheets"))
        .hint(say!(
            "vérifiez le nombre d’exemplaires (count) et le choix des cartes",
            "check the count of the cards and which are chosen"
        ))
}

fn several_sizes(one: &Page, other: &Page) -> Diagnostic {
    let (a, b) = (one.boxes.trim, other.boxes.trim);
    let (name, other) = (&one.name, &other.name);
    let (aw, ah, bw, bh) = (a.width, a.height, b.width, b.height);
    Diagnostic::error(
        "several-sizes",
        say!(
            "les faces n’ont pas toutes la même taille : {name} {aw} × {ah}, {other} {bw} × {bh}",
            "faces differ in size: {name} {aw} × {ah}, {other} {bw} × {bh}"
        ),
    )
    .hint(say!("imposez chaque format à part", "impose each size on its own"))
}
