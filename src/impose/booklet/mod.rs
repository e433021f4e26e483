//! Booklets: pages in reading order onto sheets that are folded, sewn or glued. Lays out what is folded as one piece of
//! several panels; places, marks and duplex are those of every other sheet.

mod order;

use std::collections::BTreeMap;

pub use order::{Leaf, accordion, depth, saddle};

use schemars::JsonSchema;
use serde::Deserialize;

use super::arrangement::{Arrangement, Sides};
use super::grid::{self, Wanted};
use super::order::deal;
use super::pieces::Piece;
use super::plan::{self, Cut, Laid, Plan};
use super::sheet::{Composer, Faces};
use super::slot::{Slot, Turn};
use super::{Imposed, Job, nothing, remarks, rows};
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect, Size, Transform};
use crate::say;
use crate::scene::{Document, Group, Item, Page};

/// How printed sheets become a booklet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Folding {
    /// Folded once, laid into each other and stapled through the fold.
    Saddle,
    /// Folded to and fro, panel by panel: a leporello.
    Accordion,
}

/// Puts the pages of a document, each once and in reading order, onto sheets to be folded.
///
/// # Errors
/// No page, pages of several sizes, pages that have no room side by side, a way of printing both sides that does not go
/// with folding.
pub(super) fn impose(document: Document, job: &Job<'_>, folding: Folding) -> Result<Imposed, Vec<Diagnostic>> {
    let arrangement = job.arrangement;
    let Some(first) = document.pages.first() else { return Err(vec![nothing()]) };
    let (boxes, count) = (first.boxes, document.pages.len());
    if let Some(other) = document.pages.iter().find(|page| page.boxes.trim != boxes.trim) {
        return Err(vec![rows::several_sizes(first, other)]);
    }
    if !matches!(arrangement.sides, Sides::DuplexLong | Sides::DuplexShort | Sides::Single) {
        return Err(vec![wrong_sides(arrangement).at(job.place.key("sides"))]);
    }
    let bleed = boxes.bleed.left.min(boxes.bleed.right).min(boxes.bleed.top).min(boxes.bleed.bottom);
    let (plan, panels, units) = match folding {
        Folding::Saddle if arrangement.sides == Sides::Single => {
            return Err(vec![wrong_sides(arrangement).at(job.place.key("sides"))]);
        }
        Folding::Saddle => {
            let units = saddle(count).into_iter().map(|sheet| sheet.to_vec()).collect();
            (plan_of(job, boxes.trim, bleed, 2)?, 2, units)
        }
        Folding::Accordion => strips(job, boxes.trim, bleed, count)?,
    };
    let said = told(folding, count, panels, &units);
    let Document { info, mut pages, mut assets, fonts } = document;
    if folding == Folding::Saddle {
        pages.iter_mut().enumerate().for_each(|(page, face)| creep(face, page, count, arrangement.thickness));
    }
    let (pieces, sheets) = dealt(&units, panels, plan.places.len() / panels, job);
    let plans = [plan];
    let sheets: Vec<_> = sheets.into_iter().map(|sheet| (0, sheet)).collect();
    let mut remarks = remarks::edges(&plans, job);
    remarks.extend(said);
    let composer = Composer { plans: &plans, job, pieces: &pieces, sheets: &sheets };
    let times = composer.times(pages.len());
    let mut faces = Faces::new(pages, &times, &mut assets);
    let pages = composer.compose(&mut faces, &mut remarks).map_err(|fault| vec![fault])?;
    let placed = sheets.iter().flat_map(|(_, sheet)| sheet).flatten().count();
    let free = sheets.iter().map(|(_, sheet)| sheet.len()).sum::<usize>() - placed;
    let (number, document) = (sheets.len(), Document { info, pages, assets, fonts });
    Ok(Imposed { document, plans: plans.to_vec(), sheets: number, pieces: placed, free, remarks })
}

/// Leaves as pieces, and which of them lie in which place: what is folded together stays together.
fn dealt(units: &[Vec<Leaf>], panels: usize, room: usize, job: &Job<'_>) -> (Vec<Piece>, Vec<super::Sheet>) {
    let mut pieces = Vec::new();
    let mut firsts = Vec::new();
    for unit in units {
        firsts.push((pieces.len(), unit.len()));
        pieces.extend(unit.iter().map(|leaf| Piece { front: leaf.front, back: leaf.back }));
    }
    let copies = vec![1; units.len()];
    let sheets = deal(&copies, room, job.sets, job.arrangement.order);
    let open = |unit: Option<usize>| {
        let (first, length) = unit.and_then(|unit| firsts.get(unit).copied()).unwrap_or_default();
        (0..panels).map(move |panel| (panel < length).then_some(first + panel))
    };
    let sheets = sheets.into_iter().map(|sheet| sheet.into_iter().flat_map(open).collect()).collect();
    (pieces, sheets)
}

/// Moves a page towards the fold by as much as the sheets outside it push it out.
fn creep(face: &mut Page, page: usize, count: usize, thickness: Length) {
    let by = thickness * depth(page, count) as f64;
    if by == Length::ZERO {
        return;
    }
    // The first page is a right-hand one, its fold on the left.
    let transform = Transform::translate(if page.is_multiple_of(2) { -by } else { by }, Length::ZERO);
    let items = std::mem::take(&mut face.items);
    face.items = vec![Item::Group(Box::new(Group { transform, items, ..Group::default() }))];
}

/// An empty sheet, the number of panels of a strip on it, and the strips.
type Strips = (Plan, usize, Vec<Vec<Leaf>>);

/// The longest strip that the paper holds, or what each of several strips of about the same length needs.
fn strips(job: &Job<'_>, page: Size, bleed: Length, count: usize) -> Result<Strips, Vec<Diagnostic>> {
    let both = job.arrangement.sides != Sides::Single;
    let all = if both { count.div_ceil(2) } else { count };
    let asked = job.arrangement.panels.map_or(all, usize::from).clamp(1, all);
    let mut found = plan_of(job, page, bleed, asked).map(|plan| (plan, asked));
    if found.is_err() && job.arrangement.panels.is_none() {
        let fitting = (1..asked).rev().find(|panels| plan_of(job, page, bleed, *panels).is_ok());
        if let Some(most) = fitting {
            let panels = all.div_ceil(all.div_ceil(most));
            found = plan_of(job, page, bleed, panels).map(|plan| (plan, panels));
        }
    }
    let (plan, panels) = found?;
    Ok((plan, panels, accordion(count, panels, both)))
}

/// An empty sheet with room for as many pieces of `panels` pages side by side as it holds.
fn plan_of(job: &Job<'_>, page: Size, bleed: Length, panels: usize) -> Result<Plan, Vec<Diagnostic>> {
    let (arrangement, place) = (job.arrangement, job.place);
    let paper = job.sizes.format(&arrangement.paper);
    let paper = paper.map_err(|error| vec![error.diagnostic(place.key("paper"))])?.trim;
    let bleed = plan::bleed_of(arrangement, bleed);
    let blank = Size::new(page.width * panels as f64, page.height);
    let gutter = plan::gutter_of(arrangement, bleed);
    let turns: &[Turn] = if arrangement.turn { &[Turn::Upright, Turn::Right] } else { &[Turn::Upright] };
    let papers = plan::papers(paper, arrangement.orientation);
    // Upright before turned: people fold what lies before them as it reads.
    let wanted: Vec<(Wanted, Turn)> = turns
        .iter()
        .flat_map(|turn| papers.iter().map(move |paper| (*paper, *turn)))
        .map(|(paper, turn)| (plan::wanted_grid(arrangement, paper, blank, gutter), turn))
        .collect();
    let Some(grid) = grid::best(&wanted) else {
        return Err(vec![plan::too_large(arrangement, paper, blank).at(place.key("paper"))]);
    };
    let mirror = plan::mirror(arrangement.sides, grid.paper);
    let mut laid = Laid { paper: grid.paper, fronts: Vec::new(), folds: Vec::new() };
    let mut folds = BTreeMap::new();
    for slot in grid.slots() {
        for (panel, (at, fold)) in panel_slots(&slot, page, panels).into_iter().enumerate() {
            laid.fronts.push((at, mirror));
            if panel > 0 {
                let (down, across) = match fold {
                    Cut::Down(x) => (x, Length::ZERO),
                    Cut::Across(y) => (Length::ZERO, y),
                };
                let step = |length: Length| (length.to_mm() * 1000.0).round() as i64;
                folds.insert((step(down), step(across)), fold);
            }
        }
    }
    laid.folds = folds.into_values().collect();
    Ok(laid.finish(arrangement, bleed))
}

/// The pages of a piece, and the line before each: from left to right, or from top to bottom where it is turned.
fn panel_slots(piece: &Slot, page: Size, panels: usize) -> Vec<(Slot, Cut)> {
    let at = |panel: usize| {
        let along = page.width * panel as f64;
        if piece.turn.is_quarter() {
            let y = piece.rect.y + along;
            let rect = Rect::new(piece.rect.x, y, page.height, page.width);
            (Slot { rect, turn: piece.turn }, Cut::Across(y))
        } else {
            let x = piece.rect.x + along;
            let rect = Rect::new(x, piece.rect.y, page.width, page.height);
            (Slot { rect, turn: piece.turn }, Cut::Down(x))
        }
    };
    (0..panels).map(at).collect()
}

fn told(folding: Folding, count: usize, panels: usize, units: &[Vec<Leaf>]) -> Option<Diagnostic> {
    let blank = count.next_multiple_of(4) - count;
    let strips = units.len();
    match folding {
        Folding::Saddle if blank > 0 => {
            let message = say!(
                "{count} pages : {blank} pages blanches à la fin, un livret agrafé en a un multiple de quatre",
                "{count} pages: {blank} blank pages at the end, a stapled booklet has a multiple of four"
            );
            Some(Diagnostic::warning("blank-pages", message).hint(say!(
                "pour des pages blanches ailleurs, mettez-les dans le document",
                "for blank pages elsewhere, put them into the document"
            )))
        }
        Folding::Accordion if strips > 1 => {
            let message = say!(
                "l’accordéon ne tient pas sur une feuille : {strips} bandes de {panels} volets au plus, à coller bout à bout",
                "the accordion has no room on one sheet: {strips} strips of {panels} panels at most, to be joined end to end"
            );
            Some(
                Diagnostic::warning("strips", message)
                    .hint(say!("un papier plus grand en fait une seule bande", "larger paper makes one strip of it")),
            )
        }
        Folding::Saddle | Folding::Accordion => None,
    }
}

fn wrong_sides(arrangement: &Arrangement) -> Diagnostic {
    let sheet = &arrangement.sheet;
    Diagnostic::error(
        "booklet-sides",
        say!(
            "la feuille « {sheet} » se plie en livret : cette façon d’imprimer les deux côtés n’y va pas",
            "the sheet “{sheet}” is folded into a booklet: this way of printing both sides does not go with it"
        ),
    )
    .hint(say!(
        "écrivez duplex-long ou duplex-short (single : accordéon seulement)",
        "write duplex-long or duplex-short (single: accordion only)"
    ))
}
