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
pub mod booklet;
mod calibrate;
mod column;
mod cover;
mod filling;
mod grid;
mod ink;
mod lettering;
mod library;
mod marks;
mod order;
mod pieces;
mod plan;
mod printer;
mod remarks;
mod room;
mod rows;
mod sheet;
mod signs;
mod slot;
mod stock;
mod strip;
pub mod tile;
mod values;
pub mod workshop;

pub use arrangement::{
    Arrangement, Backing, Crop, CropSides, Fill, GridSpec, Marks, Orientation, Position, Printer, Sides, SlotGrid,
    SlotSpec, Tiles,
};
pub use calibrate::{Calibration, calibration_sheet};
pub use cover::Cover;
pub use grid::{Grid, Wanted};
pub use ink::{Ink, lighten, spare};
pub use lettering::Lettering;
pub use library::{Arrangements, Found};
pub use order::{Order, Sheet, deal};
pub use plan::{Cut, Place, Plan, Strip, plan};
pub use printer::{BackShift, PrinterFile};
pub use sheet::{Slug, side_name};
pub use slot::{Mirror, Slot, Turn};
pub use values::{Bleed, Edges, Gutter, TurnSpec};

use crate::diag::Diagnostic;
use crate::say;
use crate::scene::Document;
use crate::sizes::Sizes;
use crate::source::Place as At;
use pieces::Deck;
use sheet::{Composer, Faces};

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
    /// What the printer does to pages, for [`Printer::Home`]; the default does nothing.
    pub calibration: Calibration,
    /// How many sets of everything, tables for instance; see [`deal`].
    pub sets: Option<u32>,
    /// The card that fills the places which remain, whatever its number of copies; else the arrangement's filling.
    pub filler: Option<&'a str>,
}

/// Sheets, and what to tell people about them.
#[derive(Debug)]
pub struct Imposed {
    /// One page a side of each sheet, front and then back.
    pub document: Document,
    /// The empty sheets: one, or where pieces of several sizes are mixed one for each sheet.
    pub plans: Vec<Plan>,
    /// Number of sheets of paper.
    pub sheets: usize,
    /// Number of pieces on them, filling left aside.
    pub pieces: usize,
    /// Number of places left empty or filled.
    pub free: usize,
    /// What those who print should know.
    pub remarks: Vec<Diagnostic>,
}

impl Imposed {
    /// Pieces on a full sheet; none where sheets differ.
    pub fn per_sheet(&self) -> Option<usize> {
        match self.plans.as_slice() {
            [plan] => Some(plan.places.len()),
            _ => None,
        }
    }

    /// The share of the paper that is no place for a piece, 0 to 1, over all sheets.
    pub fn waste(&self) -> f64 {
        self.plans.iter().map(|plan| plan.waste).sum::<f64>() / self.plans.len().max(1) as f64
    }

    /// Cuts of the sheet that needs most of them; 0 where pieces do not lie for straight cuts.
    pub fn cuts(&self) -> usize {
        self.plans.iter().map(Plan::cut_count).max().unwrap_or(0)
    }
}

/// Puts the faces of a document onto sheets, each as often as its page wants it.
///
/// # Errors
/// No face, faces of several sizes that are not to be mixed, a piece that has no room, slots that are not right.
pub fn impose(document: Document, job: &Job<'_>) -> Result<Imposed, Vec<Diagnostic>> {
    if let Some(folding) = job.arrangement.fold {
        return booklet::impose(document, job, folding);
    }
    let Deck { mut pieces, copies } = Deck::of(&document.pages);
    if copies.iter().all(|copies| *copies == 0) || job.sets == Some(0) {
        return Err(vec![nothing()]);
    }
    let layout = rows::lay_out(&document.pages, &pieces, &copies, job)?;
    let rows::Layout { plans, mut sheets } = layout;
    let count = sheets.iter().flat_map(|(_, sheet)| sheet).flatten().count();
    let free = sheets.iter().map(|(_, sheet)| sheet.len()).sum::<usize>() - count;
    if let Some(filler) = filling::piece(&document, &mut pieces, job).filter(|_| free > 0) {
        filling::fill(&mut sheets, filler, job.arrangement.order);
    }
    let mut remarks = remarks::edges(&plans, job);
    let composer = Composer { plans: &plans, job, pieces: &pieces, sheets: &sheets };
    let Document { info, pages, mut assets, fonts } = document;
    let times = composer.times(pages.len());
    let mut faces = Faces::new(pages, &times, &mut assets);
    let pages = composer.compose(&mut faces, &mut remarks).map_err(|fault| vec![fault])?;
    let number = sheets.len();
    let document = Document { info, pages, assets, fonts };
    Ok(Imposed { document, plans, sheets: number, pieces: count, free, remarks })
}

fn nothing() -> Diagnostic {
    Diagnostic::error("nothing-to-impose", say!("aucune carte à mettre sur des feuilles", "no card to put onto sheets"))
        .hint(say!(
            "vérifiez le nombre d’exemplaires (count) et le choix des cartes",
            "check the count of the cards and which are chosen"
        ))
}
