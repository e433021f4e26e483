//! A sheet before anything lies on it: paper, places for fronts and backs, what each may paint, where it is cut and
//! folded. Knows sizes only.

use super::arrangement::{Arrangement, Orientation, Position, Sides};
use super::grid::{self, Grid, Wanted};
use super::room::{cuts, reach, within};
use super::slot::{Mirror, Slot, Turn};
use super::stock;
use super::values::{Bleed, Gutter};
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect, Size};
use crate::say;
use crate::sizes::Sizes;
use crate::source::Place as At;

/// Distances below this are none: a hundredth of a millimetre, as page boxes are held to.
pub(super) const NOTHING: Length = Length::mm(0.01);

/// Room for one piece: its front, and where its back goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The trim of the front.
    pub front: Slot,
    /// What the front may paint: the trim and as much bleed as there is room for.
    pub paint: Rect,
    /// Where the back is printed; none where only fronts are.
    pub mirror: Option<Mirror>,
    /// What the back may paint, on the side it is printed on.
    pub back_paint: Option<Rect>,
    /// Finished size of the piece, upright.
    pub piece: Size,
}

impl Place {
    /// The trim of the back on the side it is printed on.
    pub fn back(&self) -> Option<Rect> {
        self.mirror.map(|mirror| mirror.rect(&self.front.rect))
    }
}

/// A straight line over the whole sheet.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Cut {
    /// From the top edge to the bottom edge, at this distance from the left edge.
    Down(Length),
    /// From the left edge to the right edge, at this distance from the top edge.
    Across(Length),
}

/// A strip of the sheet between two cuts across it, which is cut again from its top to its bottom.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// From the top edge of the paper to the strip.
    pub top: Length,
    /// From the top edge of the paper to the end of the strip.
    pub bottom: Length,
    /// The cuts down the strip, left to right.
    pub cuts: Vec<Cut>,
}

impl Strip {
    /// Whether a rectangle lies in the strip.
    pub(super) fn holds(&self, rect: &Rect) -> bool {
        rect.y >= self.top - NOTHING && rect.bottom() <= self.bottom + NOTHING
    }
}

/// An empty sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Paper as it lies.
    pub paper: Size,
    /// The part of it that can be printed.
    pub printable: Rect,
    /// The places, in the order in which they are filled.
    pub places: Vec<Place>,
    /// Backs have a page of their own.
    pub two_pages: bool,
    /// Lines along which the sheet is cut from edge to edge, left to right, then top to bottom. Empty where pieces lie
    /// so that no straight cuts part them all.
    pub cuts: Vec<Cut>,
    /// Strips between the cuts across the sheet that are cut down one by one; empty where whole sheets are.
    pub strips: Vec<Strip>,
    /// Lines along which pieces are folded.
    pub folds: Vec<Cut>,
    /// The share of the paper that becomes waste, 0 to 1.
    pub waste: f64,
}

impl Plan {
    /// How often the knife comes down to part one sheet.
    pub fn cut_count(&self) -> usize {
        self.cuts.len() + self.strips.iter().map(|strip| strip.cuts.len()).sum::<usize>()
    }
}

/// Lays out an empty sheet for pieces of `piece` size whose artwork reaches `bleed` over the trim.
///
/// # Errors
/// A piece larger than the room on the paper, an unknown paper, slots made for another size or outside the paper.
/// `place` is the arrangement's file.
pub fn plan(
    arrangement: &Arrangement,
    place: &At,
    sizes: &Sizes,
    piece: Size,
    bleed: Length,
) -> Result<Plan, Vec<Diagnostic>> {
    let paper = sizes.format(&arrangement.paper).map_err(|error| vec![error.diagnostic(place.key("paper"))])?.trim;
    let bleed = bleed_of(arrangement, bleed);
    let laid = if arrangement.slot_count() == 0 {
        stock::fitting(arrangement, place, sizes, piece)?;
        from_grid(arrangement, place, paper, piece, bleed)?
    } else {
        stock::lay(arrangement, place, sizes, paper, piece)?
    };
    Ok(laid.finish(arrangement, bleed))
}

/// How far artwork that has `bleed` reaches over the trim.
pub(super) fn bleed_of(arrangement: &Arrangement, bleed: Length) -> Length {
    match arrangement.bleed {
        Bleed::Deck => bleed,
        Bleed::Of(length) => length.min(bleed),
    }
}

/// Room between pieces.
pub(super) fn gutter_of(arrangement: &Arrangement, bleed: Length) -> Length {
    match arrangement.gutter {
        Gutter::None => Length::ZERO,
        Gutter::Double => bleed * 2.0,
        Gutter::Of(length) => length,
    }
}

/// Trims on the paper, before bleed and cuts.
pub(super) struct Laid {
    pub paper: Size,
    pub fronts: Vec<(Slot, Option<Mirror>)>,
    pub folds: Vec<Cut>,
}

/// A pair of faces that share a fold: the size of both together, and whether the fold runs down between them.
#[derive(Clone, Copy)]
struct Fold {
    down: bool,
}

fn from_grid(
    arrangement: &Arrangement,
    place: &At,
    paper: Size,
    piece: Size,
    bleed: Length,
) -> Result<Laid, Vec<Diagnostic>> {
    let gutter = gutter_of(arrangement, bleed);
    let mut wanted = Vec::new();
    let mut folds = Vec::new();
    for paper in papers(paper, arrangement.orientation) {
        for (size, fold) in blanks(piece, arrangement.sides) {
            let turns: &[Turn] = if arrangement.turn { &[Turn::Upright, Turn::Right] } else { &[Turn::Upright] };
            for turn in turns {
                wanted.push((wanted_grid(arrangement, paper, size, gutter), *turn));
                folds.push(fold);
            }
        }
    }
    let Some(grid) = grid::best(&wanted) else {
        return Err(vec![too_large(arrangement, paper, piece).at(place.key("paper"))]);
    };
    let fold = wanted.iter().zip(&folds).find(|((wanted, turn), _)| wanted.grid(*turn) == Some(grid));
    Ok(Laid::of_grid(&grid, arrangement.sides, fold.and_then(|(_, fold)| *fold)))
}

/// The finished sizes that are laid out: the piece, or both faces side by side and one above the other.
fn blanks(piece: Size, sides: Sides) -> Vec<(Size, Option<Fold>)> {
    match sides {
        Sides::FoldAndGlue => vec![
            (Size::new(piece.width * 2.0, piece.height), Some(Fold { down: true })),
            (Size::new(piece.width, piece.height * 2.0), Some(Fold { down: false })),
        ],
        _ => vec![(piece, None)],
    }
}

/// The ways in which the paper may lie.
pub(super) fn papers(paper: Size, orientation: Orientation) -> Vec<Size> {
    let portrait = if paper.width > paper.height { paper.turned() } else { paper };
    match orientation {
        Orientation::Portrait => vec![portrait],
        Orientation::Landscape => vec![portrait.turned()],
        Orientation::Best => vec![portrait, portrait.turned()],
    }
}

pub(super) fn wanted_grid(arrangement: &Arrangement, paper: Size, piece: Size, gutter: Length) -> Wanted {
    Wanted {
        paper,
        margins: arrangement.margins.0,
        gutter,
        piece,
        limit: arrangement.grid.map(|grid| (usize::from(grid.columns), usize::from(grid.rows))),
        even: (arrangement.sides == Sides::WorkAndTurn, arrangement.sides == Sides::WorkAndTumble),
        centered: arrangement.position == Position::Center,
    }
}

pub(super) fn too_large(arrangement: &Arrangement, paper: Size, piece: Size) -> Diagnostic {
    let margins = arrangement.margins.0;
    let room = Rect::of_size(paper).inset(&margins);
    let (w, h) = (piece.width, piece.height);
    let (rw, rh) = (room.width, room.height);
    let sheet = &arrangement.sheet;
    Diagnostic::error(
        "piece-too-large",
        say!(
            "une pièce de {w} × {h} ne tient pas sur la feuille « {sheet} », qui offre {rw} × {rh}",
            "a piece of {w} × {h} has no room on the sheet “{sheet}”, which offers {rw} × {rh}"
        ),
    )
    .hint(say!(
        "choisissez un papier plus grand, des marges plus étroites ou un autre nombre de colonnes et de lignes",
        "choose larger paper, narrower margins or another number of columns and rows"
    ))
}

/// The mirror of a whole sheet; none where faces have mirrors of their own or no back.
pub(super) fn mirror(sides: Sides, paper: Size) -> Option<Mirror> {
    let (down, across) = (Mirror::Vertical(paper.width * 0.5), Mirror::Horizontal(paper.height * 0.5));
    let portrait = paper.height >= paper.width;
    match sides {
        Sides::DuplexLong => Some(if portrait { down } else { across }),
        Sides::DuplexShort => Some(if portrait { across } else { down }),
        Sides::WorkAndTurn => Some(down),
        Sides::WorkAndTumble => Some(across),
        Sides::Single | Sides::FoldAndGlue => None,
    }
}

impl Laid {
    fn of_grid(grid: &Grid, sides: Sides, fold: Option<Fold>) -> Self {
        let paper = grid.paper;
        let mirror = mirror(sides, paper);
        let mut folds = Vec::new();
        let mut fronts = Vec::new();
        for slot in grid.slots() {
            match (sides, fold) {
                (Sides::WorkAndTurn, _) if slot.rect.center().x > paper.width * 0.5 => {}
                (Sides::WorkAndTumble, _) if slot.rect.center().y > paper.height * 0.5 => {}
                (_, Some(fold)) => {
                    let (front, mirror, line) = fold.half(&slot);
                    if !folds.contains(&line) {
                        folds.push(line);
                    }
                    fronts.push((front, Some(mirror)));
                }
                _ => fronts.push((slot, mirror)),
            }
        }
        Self { paper, fronts, folds }
    }

    /// Adds what each place may paint, and the cuts.
    pub(super) fn finish(self, arrangement: &Arrangement, bleed: Length) -> Plan {
        let Self { paper, fronts, folds } = self;
        let printable = Rect::of_size(paper).inset(&arrangement.unprintable.0);
        let two_pages = matches!(arrangement.sides, Sides::DuplexLong | Sides::DuplexShort);
        let mut trims: Vec<Rect> = fronts.iter().map(|(slot, _)| slot.rect).collect();
        if !two_pages {
            trims.extend(fronts.iter().filter_map(|(slot, mirror)| Some(mirror.as_ref()?.rect(&slot.rect))));
        }
        let finished = |(slot, mirror): &(Slot, Option<Mirror>)| {
            let own = reach(&slot.rect, &trims, bleed);
            let piece = if slot.turn.is_quarter() { slot.rect.size().turned() } else { slot.rect.size() };
            let back = mirror.map(|mirror| match two_pages {
                true => mirror.rect(&own),
                false => reach(&mirror.rect(&slot.rect), &trims, bleed),
            });
            let back_paint = back.map(|back| within(&back, &printable));
            Place { front: *slot, paint: within(&own, &printable), mirror: *mirror, back_paint, piece }
        };
        let places: Vec<Place> = fronts.iter().map(finished).collect();
        let area = |size: Size| size.width.to_mm() * size.height.to_mm();
        let waste = 1.0 - trims.iter().map(|trim| area(trim.size())).sum::<f64>() / area(paper);
        let (cuts, strips) = cuts(&trims, &folds, paper);
        Plan { paper, printable, places, two_pages, cuts, strips, folds, waste }
    }
}

impl Fold {
    /// The half of a pair that is the front, how its back lies, and the fold.
    fn half(self, pair: &Slot) -> (Slot, Mirror, Cut) {
        let rect = pair.rect;
        let middle = rect.center();
        let (half_width, half_height) = (rect.width * 0.5, rect.height * 0.5);
        // A pair turned to the right has its left half on top and its upper half on the right.
        let (front, mirror, line) = match (self.down, pair.turn) {
            (true, Turn::Upright) => {
                (Rect::new(rect.x, rect.y, half_width, rect.height), Mirror::Vertical(middle.x), Cut::Down(middle.x))
            }
            (true, _) => (
                Rect::new(rect.x, rect.y, rect.width, half_height),
                Mirror::Horizontal(middle.y),
                Cut::Across(middle.y),
            ),
            (false, Turn::Upright) => (
                Rect::new(rect.x, rect.y, rect.width, half_height),
                Mirror::Horizontal(middle.y),
                Cut::Across(middle.y),
            ),
            (false, _) => {
                (Rect::new(middle.x, rect.y, half_width, rect.height), Mirror::Vertical(middle.x), Cut::Down(middle.x))
            }
        };
        (Slot { rect: front, turn: pair.turn }, mirror, line)
    }
}
