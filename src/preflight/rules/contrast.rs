//! `contrast`: text hardly stands out from what lies under it.
//!
//! **What.** A contrast under 4.5:1, or under 3:1 for text from 18 pt (14 pt in bold), is a warning. The ground is the
//! plain colour right under the whole text, bare paper included; where several things lie under it, or a gradient or a
//! picture, nothing is said. Decoration (`role: artifact`) is exempt.
//! **Why.** One reader in ten or so sees less contrast than the author does, and everyone does in a dim room.
//! **Fix.** Darken the darker of the two colours or lighten the lighter one, or set the text larger.
//! **Source.** WCAG 2.2, success criterion 1.4.3 (level AA).

use super::{Desk, Rule};
use crate::color::{Srgb, contrast_ratio, relative_luminance};
use crate::font::Weight;
use crate::preflight::face::{Face, Ground, mix, plain_fill};
use crate::preflight::flat::{Block, Meaning};
use crate::preflight::notes::{Finding, Notes};
use crate::preflight::wording;
use crate::say;

pub(super) const RULE: Rule = Rule { code: "contrast", leaf: None, face: Some(face) };

/// Large text starts here, in points.
const LARGE: f64 = 18.0;
/// Large text starts here when it is bold, in points.
const LARGE_BOLD: f64 = 14.0;

fn face(face: &Face<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let Some(limits) = desk.profile.contrast else { return };
    for (block, scope, ground) in face.grounds() {
        let (Ground::Plain(ground), Some((color, opacity))) = (ground, plain_fill(&block.run.fill)) else { continue };
        if scope.meaning != Meaning::Content || block.vague {
            continue;
        }
        let color = mix(ground, color.srgb, opacity * block.opacity);
        let least = if is_large(block, desk) { limits.large } else { limits.usual };
        let own = contrast_ratio(color, ground);
        if own < least {
            let finding = finding(own, least, color, ground);
            notes.take(&scope, finding.measure(own).words(wording::quoted(&block.run.text)));
        }
    }
}

fn is_large(block: &Block<'_>, desk: &Desk<'_>) -> bool {
    // A hundredth of a point: what binary fractions lose.
    let size = block.size.to_pt() + 0.01;
    let bold = || desk.document.fonts.get(block.run.font).is_some_and(|face| face.weight >= Weight::BOLD);
    size >= LARGE || (size >= LARGE_BOLD && bold())
}

fn finding(own: f64, least: f64, color: Srgb, ground: Srgb) -> Finding {
    let message = say!(
        "contraste de {own} entre le texte et son fond ({colors}) : {least} au moins",
        "contrast of {own} between the text and its ground ({colors}): {least} at least";
        own = wording::ratio(own), colors = wording::on(color, ground), least = wording::ratio(least),
    );
    let hint = if relative_luminance(color) > relative_luminance(ground) {
        say!(
            "éclaircissez le texte, foncez son fond, ou composez-le plus grand",
            "lighten the text, darken its ground, or set it larger"
        )
    } else {
        say!(
            "foncez le texte, éclaircissez son fond, ou composez-le plus grand",
            "darken the text, lighten its ground, or set it larger"
        )
    };
    Finding::warning(message, hint)
}
