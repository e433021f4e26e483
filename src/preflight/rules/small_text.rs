//! `small-text`: letters are too small to be read or printed.
//!
//! **What.** Text under 5 pt is an error. Text under 7 pt that is lighter than the plain colour under it is a warning
//! (press only); where several things lie under it, nothing is said. Sizes are measured on the page after every scaling.
//! **Why.** Below 5 pt hardly anyone reads without a glass. Ink spreads a few hundredths of a millimetre into what is left
//! white, and closes small light letters.
//! **Fix.** Enlarge the text, or shorten it; light text in a bold weight.
//! **Source.** Ghent Workgroup 2015, small text (5 pt); meinspiel.de and Calli Cartes (light text from 7 pt).

use super::{Desk, Rule};
use crate::color::relative_luminance;
use crate::geom::Length;
use crate::preflight::face::{Face, Ground, plain_fill};
use crate::preflight::flat::{Block, Meaning};
use crate::preflight::notes::{Finding, Notes};
use crate::preflight::wording;
use crate::say;

pub(super) const RULE: Rule = Rule { code: "small-text", leaf: None, face: Some(face) };

fn face(face: &Face<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    for (_, block, scope) in face.blocks().filter(|(.., scope)| scope.meaning != Meaning::ForPrinter) {
        if let Some(least) = desk.profile.text.filter(|least| is_under(block.size, *least)) {
            notes.take(&scope, too_small(block, least));
        }
    }
    let Some(least) = desk.profile.reversed_text else { return };
    let small = |block: &Block<'_>| is_under(block.size, least);
    if !face.blocks().any(|(_, block, _)| small(block)) {
        return;
    }
    for (block, scope, ground) in face.grounds().filter(|(block, ..)| small(block)) {
        let too_small_anyway = desk.profile.text.is_some_and(|least| is_under(block.size, least));
        if is_reversed(block, ground) && !too_small_anyway && scope.meaning != Meaning::ForPrinter {
            notes.take(&scope, reversed(block, least));
        }
    }
}

fn is_under(size: Length, least: Length) -> bool {
    size.to_pt() + 0.01 < least.to_pt()
}

fn is_reversed(block: &Block<'_>, ground: Ground) -> bool {
    let (Ground::Plain(ground), Some((color, _))) = (ground, plain_fill(&block.run.fill)) else { return false };
    relative_luminance(color.srgb) > relative_luminance(ground)
}

fn too_small(block: &Block<'_>, least: Length) -> Finding {
    let message = say!(
        "texte de {own} : {least} au moins", "text of {own}: {least} at least";
        own = wording::points(block.size), least = wording::limit_points(least),
    );
    let hint = say!(
        "composez-le en {least} ou plus, quitte à le raccourcir",
        "set it in {least} or more, and shorten it if need be";
        least = wording::limit_points(least),
    );
    Finding::error(message, hint).measure(block.size.to_mm()).words(wording::quoted(&block.run.text))
}

fn reversed(block: &Block<'_>, least: Length) -> Finding {
    let message = say!(
        "texte clair sur fond foncé de {own} : {least} au moins",
        "light text on a dark ground of {own}: {least} at least";
        own = wording::points(block.size), least = wording::limit_points(least),
    );
    let hint = say!(
        "composez-le en {least} ou plus, et plutôt en gras : l’encre du fond bouche les petites lettres",
        "set it in {least} or more, rather bold: the ink around closes small letters";
        least = wording::limit_points(least),
    );
    Finding::warning(message, hint).measure(block.size.to_mm()).words(wording::quoted(&block.run.text))
}
