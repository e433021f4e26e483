//! `rich-black-text`: small dark text is made of several inks.
//!
//! **What.** Text under 12 pt in a black of at least 85 % black ink and two or more other inks is a warning. Press only.
//! **Why.** The plates of several inks never meet exactly (a tenth of a millimetre is usual): letters get coloured fringes
//! and their thin strokes blur. Black ink alone is sharp.
//! **Fix.** Print text in black ink alone: C 0 M 0 Y 0 K 100.
//! **Source.** Ghent Workgroup 2015, rich black text and 100 % black text (12 pt); Calli Cartes (black text in K 100).

use super::{Desk, Rule};
use crate::color::Cmyk;
use crate::preflight::flat::{Kind, Leaf, Meaning, Scope};
use crate::preflight::ink;
use crate::preflight::notes::{Finding, Notes};
use crate::preflight::wording;
use crate::say;
use crate::scene::Paint;

pub(super) const RULE: Rule = Rule { code: "rich-black-text", leaf: Some(leaf), face: None };

/// A colour with so much black ink passes for black; tenths of a percent.
const BLACK_FROM: u16 = 850;
/// Less of an ink than this prints no edge that could be seen; tenths of a percent.
const FAINT: u16 = 30;

fn leaf(leaf: &Leaf<'_>, scope: &Scope<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let (Some(limit), Kind::Glyphs(run)) = (desk.profile.rich_black, leaf.kind) else { return };
    let Paint::Solid(color) = &run.fill.paint else { return };
    let (inks, size) = (count(color.cmyk), run.size * ink::height_scale(&leaf.map));
    let black = color.cmyk.k >= BLACK_FROM && inks > 2;
    if !black
        || size.to_pt() + 0.01 >= limit.to_pt()
        || matches!(scope.meaning, Meaning::ForPrinter | Meaning::Thumbnail)
    {
        return;
    }
    let message = say!(
        "texte de {size} en {inks} encres ({recipe}) : noir seul sous {limit}",
        "text of {size} in {inks} inks ({recipe}): black alone under {limit}";
        size = wording::points(size), recipe = wording::inks(color.cmyk), limit = wording::limit_points(limit),
    );
    let hint = say!(
        "donnez au texte une couleur en noir seul : {black}",
        "give the text a colour in black ink alone: {black}";
        black = wording::inks(Cmyk::BLACK),
    );
    let finding = Finding::warning(message, hint).measure(size.to_mm()).words(wording::quoted(&run.text));
    notes.take(scope, finding);
}

/// How many inks a colour is made of.
fn count(color: Cmyk) -> usize {
    [color.c, color.m, color.y, color.k].into_iter().filter(|ink| *ink >= FAINT).count()
}
