//! Sheets whose slots are given: label sheets, perforated card stock, templates of print-on-demand services. Holds the
//! slots to the paper, to each other and to the size they are made for.

use super::arrangement::{Arrangement, Sides, SlotSpec};
use super::plan::{Laid, NOTHING, mirror, papers};
use super::room::overlap;
use super::slot::{Mirror, Slot};
use crate::diag::Diagnostic;
use crate::geom::{Rect, Size};
use crate::say;
use crate::sizes::Sizes;
use crate::source::Place as At;

/// The sheet for pieces of `piece` size.
pub(super) fn lay(
    arrangement: &Arrangement,
    place: &At,
    sizes: &Sizes,
    paper: Size,
    piece: Size,
) -> Result<Laid, Vec<Diagnostic>> {
    let paper = papers(paper, arrangement.orientation).first().copied().unwrap_or(paper);
    let quarter = fitting(arrangement, place, sizes, piece)?;
    let mut faults = Vec::new();
    if !matches!(arrangement.sides, Sides::DuplexLong | Sides::DuplexShort | Sides::Single) {
        faults.push(one_page(arrangement).at(place.key("sides")));
    }
    let duplex = mirror(arrangement.sides, paper);
    let fronts: Vec<(Slot, Option<Mirror>)> =
        arrangement.all_slots().iter().map(|spec| (slot(spec, piece, quarter), duplex)).collect();
    let at = |index: usize| match arrangement.slots.len() {
        listed if index < listed => place.key("slots").index(index),
        _ => place.key("slot-grid"),
    };
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

/// Whether pieces must be turned by a quarter to be of the size that the sheet is made for.
pub(super) fn fitting(
    arrangement: &Arrangement,
    place: &At,
    sizes: &Sizes,
    piece: Size,
) -> Result<bool, Vec<Diagnostic>> {
    let Some(name) = &arrangement.piece else { return Ok(false) };
    let made_for = sizes.format(name).map_err(|error| vec![error.diagnostic(place.key("piece"))])?.trim;
    if same_size(made_for, piece) {
        return Ok(false);
    }
    if arrangement.turn && same_size(made_for.turned(), piece) {
        return Ok(true);
    }
    Err(vec![wrong_piece(arrangement, made_for, piece).at(place.key("piece"))])
}

fn slot(spec: &SlotSpec, piece: Size, quarter: bool) -> Slot {
    let turn = if quarter { spec.turn.0.then_right() } else { spec.turn.0 };
    let size = if turn.is_quarter() { piece.turned() } else { piece };
    Slot { rect: Rect::new(spec.x, spec.y, size.width, size.height), turn }
}

fn same_size(a: Size, b: Size) -> bool {
    a.width.near(b.width, NOTHING) && a.height.near(b.height, NOTHING)
}

fn one_page(arrangement: &Arrangement) -> Diagnostic {
    let sheet = &arrangement.sheet;
    Diagnostic::error(
        "sheet-sides",
        say!(
            "les emplacements de la feuille « {sheet} » ne disent pas où vont recto et verso sur une même page",
            "the slots of the sheet “{sheet}” do not say where front and back go on one page"
        ),
    )
    .hint(say!("choisissez duplex-long, duplex-short ou single", "choose duplex-long, duplex-short or single"))
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
