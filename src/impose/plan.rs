//! A sheet before anything lies on it: paper, places for fronts and backs, what each may paint, where it is cut and
//! folded. Knows sizes only.

use std::collections::BTreeSet;

use super::arrangement::{Arrangement, Bleed, Gutter, Orientation, Position, Sides};
use super::grid::{self, Grid, Wanted};
use super::slot::{Mirror, Slot, Turn};
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
}

impl Place {
    /// The trim of the back on the side it is printed on.
    pub fn back(&self) -> Option<Rect> {
        self.mirror.map(|mirror| mirror.rect(&self.front.rect))
    }

    /// What the back may paint.
    pub fn back_paint(&self) -> Option<Rect> {
        self.mirror.map(|mirror| mirror.rect(&self.paint))
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

/// An empty sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Paper as it lies.
    pub paper: Size,
    /// The part of it that can be printed.
    pub printable: Rect,
    /// Finished size of a piece.
    pub piece: Size,
    /// The places, in the order in which they are filled.
    pub places: Vec<Place>,
    /// Backs have a page of their own.
    pub two_pages: bool,
    /// Lines along which the sheet is cut from edge to edge, left to right, then top to bottom. Empty where pieces lie
    /// so that no straight cuts part them all.
    pub cuts: Vec<Cut>,
    /// Lines along which pieces are folded.
    pub folds: Vec<Cut>,
    /// The share of the paper that becomes waste, 0 to 1.
    pub waste: f64,
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
    let bleed = match arrangement.bleed {
        Bleed::Deck => bleed,
        Bleed::Of(length) => length.min(bleed),
    };
    let laid = if arrangement.slots.is_empty() {
        from_grid(arrangement, place, paper, piece, bleed)?
    } else {
        from_slots(arrangement, place, sizes, paper, piece)?
    };
    Ok(laid.finish(arrangement, piece, bleed))
}

/// Trims on the paper, before bleed and cuts.
struct Laid {
    paper: Size,
    fronts: Vec<(Slot, Option<Mirror>)>,
    folds: Vec<Cut>,
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
    let gutter = match arrangement.gutter {
        Gutter::None => Length::ZERO,
        Gutter::Double => bleed * 2.0,
        Gutter::Of(length) => length,
    };
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

fn papers(paper: Size, orientation: Orientation) -> Vec<Size> {
    let portrait = if paper.width > paper.height { paper.turned() } else { paper };
    match orientation {
        Orientation::Portrait => vec![portrait],
        Orientation::Landscape => vec![portrait.turned()],
        Orientation::Best => vec![portrait, portrait.turned()],
    }
}

fn wanted_grid(arrangement: &Arrangement, paper: Size, piece: Size, gutter: Length) -> Wanted {
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

fn too_large(arrangement: &Arrangement, paper: Size, piece: Size) -> Diagnostic {
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

fn from_slots(
    arrangement: &Arrangement,
    place: &At,
    sizes: &Sizes,
    paper: Size,
    piece: Size,
) -> Result<Laid, Vec<Diagnostic>> {
    let paper = papers(paper, arrangement.orientation).first().copied().unwrap_or(paper);
    let mut faults = Vec::new();
    if let Some(name) = &arrangement.piece {
        match sizes.format(name) {
            Ok(format) if same_size(format.trim, piece) => {}
            Ok(format) => faults.push(wrong_piece(arrangement, format.trim, piece).at(place.key("piece"))),
            Err(error) => faults.push(error.diagnostic(place.key("piece"))),
        }
    }
    let duplex = mirror(arrangement.sides, paper);
    let slot = |spec: &super::arrangement::SlotSpec| {
        let size = if spec.turn.0.is_quarter() { piece.turned() } else { piece };
        Slot { rect: Rect::new(spec.x, spec.y, size.width, size.height), turn: spec.turn.0 }
    };
    let fronts: Vec<(Slot, Option<Mirror>)> = arrangement.slots.iter().map(|spec| (slot(spec), duplex)).collect();
    let at = |index: usize| place.key("slots").index(index);
    for (index, (slot, _)) in fronts.iter().enumerate() {
        if !Rect::of_size(paper).contains(&slot.rect, NOTHING) {
            faults.push(slot_fault(arrangement, index, "sort du papier", "leaves the paper").at(at(index)));
        }
        if fronts.iter().take(index).any(|(other, _)| overlap(&other.rect, &slot.rect)) {
            faults.push(slot_fault(arrangement, index, "en recouvre un autre", "covers another one").at(at(index)));
        }
    }
    if faults.is_empty() { Ok(Laid { paper, fronts, folds: Vec::new() }) } else { Err(faults) }
}

fn same_size(a: Size, b: Size) -> bool {
    a.width.near(b.width, NOTHING) && a.height.near(b.height, NOTHING)
}

fn wrong_piece(arrangement: &Arrangement, made_for: Size, piece: Size) -> Diagnostic {
    let sheet = &arrangement.sheet;
    let (w, h, mw, mh) = (piece.width, piece.height, made_for.width, made_for.height);
    Diagnostic::error(
        "piece-size",
        say!(
            "la feuille « {sheet} » est faite pour des pièces de {mw} × {mh} ; celles-ci mesurent {w} × {h}",
            "the sheet “{sheet}” is made for pieces of {mw} × {mh}; these measure {w} × {h}"
        ),
    )
    .hint(say!(
        "donnez ce format au jeu, ou choisissez une autre feuille",
        "give the deck that format, or choose another sheet"
    ))
}

fn slot_fault(arrangement: &Arrangement, index: usize, fr: &str, en: &str) -> Diagnostic {
    let (sheet, number) = (&arrangement.sheet, index + 1);
    Diagnostic::error(
        "slot",
        say!("l’emplacement {number} de la feuille « {sheet} » {fr}", "slot {number} of the sheet “{sheet}” {en}"),
    )
    .hint(say!("corrigez ses coordonnées x et y", "correct its x and y"))
}

/// Whether two rectangles share more than an edge.
pub(super) fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x < b.right() - NOTHING && b.x < a.right() - NOTHING && a.y < b.bottom() - NOTHING && b.y < a.bottom() - NOTHING
}

/// The mirror of a whole sheet; none where faces have mirrors of their own or no back.
fn mirror(sides: Sides, paper: Size) -> Option<Mirror> {
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

    fn finish(self, arrangement: &Arrangement, piece: Size, bleed: Length) -> Plan {
        let Self { paper, fronts, folds } = self;
        let printable = Rect::of_size(paper).inset(&arrangement.unprintable.0);
        let two_pages = matches!(arrangement.sides, Sides::DuplexLong | Sides::DuplexShort);
        let mut trims: Vec<Rect> = fronts.iter().map(|(slot, _)| slot.rect).collect();
        if !two_pages {
            trims.extend(fronts.iter().filter_map(|(slot, mirror)| Some(mirror.as_ref()?.rect(&slot.rect))));
        }
        let paint = |rect: &Rect| within(&reach(rect, &trims, bleed), &printable);
        let places: Vec<Place> = fronts
            .iter()
            .map(|(slot, mirror)| Place { front: *slot, paint: paint(&slot.rect), mirror: *mirror })
            .collect();
        let area = |size: Size| size.width.to_mm() * size.height.to_mm();
        let waste = 1.0 - trims.len() as f64 * area(piece) / area(paper);
        let cuts = cuts(&trims, &folds, paper);
        Plan { paper, printable, piece, places, two_pages, cuts, folds, waste }
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

/// The trim and as much bleed on each side as leaves neighbours theirs: half of the room between them.
fn reach(rect: &Rect, all: &[Rect], bleed: Length) -> Rect {
    let (mut left, mut right, mut top, mut bottom) = (bleed, bleed, bleed, bleed);
    for other in all.iter().filter(|other| *other != rect) {
        let beside = other.y < rect.bottom() + bleed && other.bottom() > rect.y - bleed;
        let above = other.x < rect.right() + bleed && other.right() > rect.x - bleed;
        let half = |gap: Length| (gap * 0.5).max(Length::ZERO);
        if beside && other.x >= rect.right() - NOTHING {
            right = right.min(half(other.x - rect.right()));
        }
        if beside && other.right() <= rect.x + NOTHING {
            left = left.min(half(rect.x - other.right()));
        }
        if above && other.y >= rect.bottom() - NOTHING {
            bottom = bottom.min(half(other.y - rect.bottom()));
        }
        if above && other.bottom() <= rect.y + NOTHING {
            top = top.min(half(rect.y - other.bottom()));
        }
    }
    Rect::new(rect.x - left, rect.y - top, rect.width + left + right, rect.height + top + bottom)
}

/// The part of a rectangle that lies within another.
pub(super) fn within(rect: &Rect, outer: &Rect) -> Rect {
    let (left, top) = (rect.x.max(outer.x), rect.y.max(outer.y));
    let (right, bottom) = (rect.right().min(outer.right()), rect.bottom().min(outer.bottom()));
    Rect::new(left, top, (right - left).max(Length::ZERO), (bottom - top).max(Length::ZERO))
}

/// Every trim edge as a line over the whole sheet, except at its edges and folds; none at all when a line would run
/// through a piece.
fn cuts(trims: &[Rect], folds: &[Cut], paper: Size) -> Vec<Cut> {
    let step = |length: Length| (length.to_mm() * 1000.0).round() as i64;
    let lines = |edges: fn(&Rect) -> [Length; 2], end: Length| {
        let all: BTreeSet<i64> = trims.iter().flat_map(edges).map(step).collect();
        let inside = all.into_iter().filter(move |at| *at > step(NOTHING) && *at < step(end - NOTHING));
        inside.map(|at| Length::mm(at as f64 / 1000.0)).collect::<Vec<_>>()
    };
    let down = lines(|rect| [rect.x, rect.right()], paper.width).into_iter().map(Cut::Down);
    let across = lines(|rect| [rect.y, rect.bottom()], paper.height).into_iter().map(Cut::Across);
    let is_fold = |cut: &Cut| folds.iter().any(|fold| near(*fold, *cut));
    let cuts: Vec<Cut> = down.chain(across).filter(|cut| !is_fold(cut)).collect();
    let through = |cut: &Cut| trims.iter().any(|rect| crosses(*cut, rect));
    if cuts.iter().any(through) { Vec::new() } else { cuts }
}

fn near(a: Cut, b: Cut) -> bool {
    match (a, b) {
        (Cut::Down(a), Cut::Down(b)) | (Cut::Across(a), Cut::Across(b)) => a.near(b, NOTHING),
        _ => false,
    }
}

/// Whether a cut runs through the inside of a rectangle.
pub(super) fn crosses(cut: Cut, rect: &Rect) -> bool {
    match cut {
        Cut::Down(x) => x > rect.x + NOTHING && x < rect.right() - NOTHING,
        Cut::Across(y) => y > rect.y + NOTHING && y < rect.bottom() - NOTHING,
    }
}
