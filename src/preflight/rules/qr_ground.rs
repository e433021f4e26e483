//! `qr-ground`: a QR code does not stand, dark and alone, on a light ground.
//!
//! **What.** Errors: the quiet zone of four modules reaches over the cut; something is printed in the code or its quiet
//! zone; the code is not dark on light (the difference in reflectance is under 0.70). Warnings: the ground is a plain
//! light tint rather than bare paper; the code is printed in more than black ink (press only). What cannot be told, as
//! under a JPEG picture or a mask, is left to the code being read back.
//! **Why.** Readers find a code by its light margin, and most of them take no light code on a dark ground. Several inks
//! never meet exactly, and blur small modules.
//! **Fix.** Leave the place unprinted, or give the code a white ground of its own; print it in black ink alone.
//! **Source.** ISO/IEC 18004, 6.3.8 (quiet zone); ISO/IEC 15415 (symbol contrast, grade A from 0.70).

use super::{Desk, Rule};
use crate::color::{Color, Srgb, relative_luminance};
use crate::geom::{Insets, Length, Rect};
use crate::preflight::face::{Face, Ground, Spot, plain, plain_fill};
use crate::preflight::flat::{Code, Kind, Leaf, QUIET_ZONE, Scope};
use crate::preflight::notes::{Finding, Notes};
use crate::preflight::relation::Relation;
use crate::preflight::{pixels, wording};
use crate::say;

pub(super) const RULE: Rule = Rule { code: "qr-ground", leaf: None, face: Some(face) };

/// What may touch the quiet zone without harm: rounding, and edges that meet.
const TOLERANCE: Length = Length::mm(0.05);

fn face(face: &Face<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    for (spot, code, scope) in face.codes() {
        let area = code.rect().inset(&Insets::uniform(TOLERANCE));
        let over = face.above(spot, &area).find(|(leaf, _)| disturbs(face, leaf, &area));
        let findings = [
            margin(code, desk),
            ink(face, spot, desk),
            ground(face, spot.last(), code, &area, desk),
            over.map(|(_, other)| printed(code, &other)),
        ];
        for mut finding in findings.into_iter().flatten() {
            finding.other = finding.other.filter(|other| scope.origin != Some(other));
            notes.take(&scope, finding.words(wording::quoted(code.payload)));
        }
    }
}

/// The quiet zone reaches over the cut.
fn margin(code: &Code<'_>, desk: &Desk<'_>) -> Option<Finding> {
    let (rect, trim) = (code.rect(), desk.boxes.trim_rect());
    let past = (-rect.x).max(-rect.y).max(rect.right() - trim.right()).max(rect.bottom() - trim.bottom());
    (past > TOLERANCE).then(|| {
        let message = say!(
            "la marge blanche du code QR ({zone}) dépasse la coupe de {past}",
            "the white margin of the QR code ({zone}) reaches {past} over the cut";
            zone = wording::tenths(code.module * QUIET_ZONE), past = wording::at_least(past),
        );
        let hint = say!("rentrez le code de {past}", "move the code inwards by {past}"; past = wording::at_least(past));
        Finding::error(message, hint).measure(-past.to_mm())
    })
}

/// The modules are not in black ink alone.
fn ink(face: &Face<'_>, spot: Spot, desk: &Desk<'_>) -> Option<Finding> {
    let (color, _) = plain_fill(face.at(spot).last()?.fill()?)?;
    let inks = color.cmyk;
    if !desk.profile.code_in_black || (inks.c, inks.m, inks.y) == (0, 0, 0) {
        return None;
    }
    let message = say!(
        "code QR imprimé en plusieurs encres ({recipe})",
        "QR code printed in several inks ({recipe})";
        recipe = wording::inks(inks),
    );
    let hint = say!("imprimez-le en noir seul", "print it in black ink alone");
    Some(Finding::warning(message, hint).measure(-inks.coverage()))
}

/// What lies under the modules, the code's own ground included.
fn ground(face: &Face<'_>, modules: Spot, code: &Code<'_>, area: &Rect, desk: &Desk<'_>) -> Option<Finding> {
    let under = || {
        let mut visible = face.below(modules, area).take_while(|(leaf, _)| !hides(leaf, area));
        visible.find(|(leaf, _)| disturbs(face, leaf, area)).map(|(_, other)| other)
    };
    let Ground::Plain(ground) = face.ground(modules, area) else {
        return under().map(|other| printed(code, &other));
    };
    let least = desk.profile.symbol_contrast?;
    let (color, _) = plain(face.at(modules).first()?)?;
    let contrast = relative_luminance(ground) - relative_luminance(color);
    let mut finding = match ground {
        _ if contrast < least => faint(color, ground, contrast, least),
        ground if ground == Color::WHITE.srgb => return None,
        _ => tinted(ground),
    };
    finding.other = under().and_then(|other| other.origin.cloned());
    Some(finding)
}

/// True when a leaf prints something in `area` that is seen; what cannot be told does not count.
fn disturbs(face: &Face<'_>, leaf: &Leaf<'_>, area: &Rect) -> bool {
    if matches!(leaf.relation(area, true), Relation::Clear | Relation::Unknown) || leaf.is_white() {
        return false;
    }
    match leaf.kind {
        Kind::Path(_) => true,
        Kind::Glyphs(run) => face.letters_touch(leaf, run, area),
        Kind::Image(image) => face
            .document
            .image(image.image)
            .is_some_and(|data| pixels::white(data, image, &leaf.map, area) == Some(false)),
    }
}

/// True when a leaf paints all of `area` white.
fn hides(leaf: &Leaf<'_>, area: &Rect) -> bool {
    let opaque = plain(leaf).is_some_and(|(_, opacity)| opacity > 0.999);
    opaque && leaf.is_white() && leaf.relation(area, true) == Relation::Covers
}

fn printed(code: &Code<'_>, other: &Scope<'_>) -> Finding {
    let message = say!(
        "quelque chose est imprimé dans le code QR ou dans sa marge blanche de 4 modules ({zone})",
        "something is printed in the QR code or in its white margin of 4 modules ({zone})";
        zone = wording::tenths(code.module * QUIET_ZONE),
    );
    let hint = say!(
        "écartez l’un de l’autre, ou donnez au code un fond blanc à lui",
        "move them apart, or give the code a white ground of its own"
    );
    Finding { other: other.origin.cloned(), ..Finding::error(message, hint) }
}

/// Light on dark, or too little between the two.
fn faint(color: Srgb, ground: Srgb, contrast: f64, least: f64) -> Finding {
    let (own, least) = (wording::percent((contrast * 100.0).floor()), wording::percent(least * 100.0));
    let message = if contrast < 0.0 {
        say!(
            "code QR clair sur fond foncé ({colors}) : les lecteurs attendent l’inverse",
            "light QR code on a dark ground ({colors}): readers expect the opposite";
            colors = wording::on(color, ground),
        )
    } else {
        say!(
            "code QR trop peu contrasté ({colors}) : {own} de différence, il en faut {least}",
            "QR code with too little contrast ({colors}): a difference of {own}, {least} are needed";
            colors = wording::on(color, ground), own = own, least = least,
        )
    };
    Finding::error(message, say!("imprimez-le en noir seul sur fond blanc", "print it in black ink alone on white"))
}

fn tinted(ground: Srgb) -> Finding {
    let ground = ground.to_hex();
    let message = say!(
        "code QR sur un fond teinté ({ground}) et non sur le papier nu",
        "QR code on a tint ({ground}) rather than on bare paper"
    );
    let hint = say!(
        "laissez la place vide, ou donnez au code un fond blanc à lui",
        "leave the place unprinted, or give the code a white ground of its own"
    );
    Finding::warning(message, hint)
}
