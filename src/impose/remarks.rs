//! What those who print should know of a sheet, though it is right: ink that cannot be printed, signs without room.

use super::Job;
use super::marks::SHORTEST;
use super::plan::{NOTHING, Plan};
use super::signs::Lack;
use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::say;

/// Pieces that reach into the border in which the printer prints nothing.
pub(super) fn edges(plans: &[Plan], job: &Job<'_>) -> Vec<Diagnostic> {
    let cut = |plan: &Plan| plan.places.iter().any(|place| !plan.printable.contains(&place.front.rect, NOTHING));
    if !plans.iter().any(cut) {
        return Vec::new();
    }
    let sheet = &job.arrangement.sheet;
    let border = job.arrangement.unprintable.0;
    let widest = border.top.max(border.bottom).max(border.left).max(border.right);
    let remark = say!(
        "feuille « {sheet} » : des cartes touchent le bord du papier, où {widest} ne s’impriment pas ; ce qu’elles y portent manquera",
        "sheet “{sheet}”: cards reach the edge of the paper, where {widest} are not printed; what they carry there will be missing"
    );
    vec![Diagnostic::warning("unprintable-edge", remark).at(job.place.key("unprintable")).hint(say!(
        "gardez ce bord blanc sur les cartes, ou choisissez une feuille avec des marges",
        "keep that border of the cards white, or choose a sheet with margins"
    ))]
}

/// A sign that the arrangement asks for and that has no room on the sheet, or marks without room at some of its `all` cuts.
pub(super) fn no_room(job: &Job<'_>, Lack { sign, cuts }: Lack, all: usize) -> Diagnostic {
    let sheet = &job.arrangement.sheet;
    if let Some(cuts) = cuts {
        let need = room_for_marks(job);
        let remark = say!(
            "feuille « {sheet} » : {cuts} coupes sur {all} n’ont pas un trait à chaque bout, faute de place",
            "sheet “{sheet}”: {cuts} cuts of {all} have no mark at each end, for lack of room"
        );
        return Diagnostic::warning("no-room-for-mark", remark).at(job.place.key("marks").key(sign)).hint(say!(
            "le bord blanc doit avoir {need} : élargissez les marges (margins) ou raccourcissez les traits (offset, length)",
            "the white edge needs {need}: widen the margins or shorten the marks (offset, length)"
        ));
    }
    let (fr, en) = match sign {
        "ruler" => ("la règle de 100 mm", "the ruler of 100 mm"),
        "slug" => ("la ligne d’identification", "the slug line"),
        "color-bar" => ("la gamme de contrôle", "the colour bar"),
        "registration" => ("les repères de superposition", "the registration marks"),
        "fold" => ("les repères de pliage", "the fold marks"),
        _ => ("les traits de coupe", "the crop marks"),
    };
    let remark = say!(
        "feuille « {sheet} » : pas de place pour {fr} ; la feuille s’imprime sans",
        "sheet “{sheet}”: no room for {en}; the sheet is printed without"
    );
    Diagnostic::warning("no-room-for-mark", remark).at(job.place.key("marks").key(sign)).hint(say!(
        "choisissez un papier plus grand ou moins de colonnes ou de lignes (grid), ou retirez ce signe",
        "choose larger paper or fewer columns or rows (grid), or take out this sign"
    ))
}

/// What a crop mark takes from the trim outwards, with the border that is not printed.
fn room_for_marks(job: &Job<'_>) -> Length {
    let border = job.arrangement.unprintable.0;
    let widest = border.top.max(border.bottom).max(border.left).max(border.right);
    widest + job.arrangement.marks.crop.map_or(Length::ZERO, |crop| crop.offset + SHORTEST)
}
