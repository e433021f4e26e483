//! `white-overprint`: something white is asked to overprint, and there would be nothing to see of it.
//!
//! **What.** Letters, areas and lines without any ink in a box with `overprint: true`: an error. Codes and plates do not
//! count. Press only.
//! **Why.** Overprinting leaves the other inks as they are; white is the want of all of them. Files that carry such
//! objects look right on a screen and lose them on press.
//! **Fix.** Take the white thing out of the box that overprints, or give it an ink.
//! **Source.** Ghent Workgroup 2015, overprint white text and paths.

use super::{Desk, Rule};
use crate::preflight::flat::{Kind, Leaf, Meaning, Scope};
use crate::preflight::notes::{Finding, Notes};
use crate::say;
use crate::scene::Paint;

pub(super) const RULE: Rule = Rule { code: "white-overprint", leaf: Some(leaf), face: None };

fn leaf(leaf: &Leaf<'_>, scope: &Scope<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let printed = matches!(scope.meaning, Meaning::Content | Meaning::Figure | Meaning::Decoration);
    if !desk.profile.white_knocks_out || !leaf.overprint || !printed {
        return;
    }
    let (what, paints) = match leaf.kind {
        Kind::Glyphs(run) => (say!("du texte blanc", "white text"), [Some(&run.fill.paint), None]),
        Kind::Path(path) => {
            let (fill, stroke) = (path.fill.as_ref(), path.stroke.as_ref());
            let paints = [fill.map(|fill| &fill.paint), stroke.map(|stroke| &stroke.paint)];
            (say!("du blanc", "something white"), paints)
        }
        Kind::Image(_) => return,
    };
    if !paints.into_iter().flatten().any(is_paper) {
        return;
    }
    let message = say!(
        "{what} est placé dans un cadre en surimpression (overprint) : il n’en resterait rien",
        "{what} stands in a box that overprints: nothing would be left of it";
        what = what,
    );
    let hint = say!(
        "sortez-le de ce cadre, ou donnez-lui une encre ; sans `overprint`, le blanc réserve le papier",
        "take it out of that box, or give it an ink; without `overprint` white keeps the paper bare",
    );
    notes.take(scope, Finding::error(message, hint));
}

/// True for bare paper all over. A gradient that only ends in it thins its inks out, which overprints as it should.
fn is_paper(paint: &Paint) -> bool {
    match paint {
        Paint::Solid(color) => color.is_paper(),
        Paint::Gradient(gradient) => gradient.stops.iter().all(|stop| stop.color.is_paper()),
    }
}
