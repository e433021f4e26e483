//! `safe-zone`: text, a code or a figure stands so near the cut that it may be cut or look off centre.
//!
//! **What.** Text, codes and figures nearer to the trim than the page's safe zone are a warning, with the distance. Text
//! that crosses the trim is an error. Figures that reach the trim on a side are meant to bleed there: only the others
//! count. Decoration (`role: artifact`) is exempt. Letters are measured by their outlines, not by their line boxes. The cut is
//! the outline of the piece: rounded corners, tabs and drawn cuts count where they are.
//! **Why.** Guillotines and dies are off by up to a millimetre, some card printers say 1.5 mm.
//! **Fix.** Move the frame inwards; or let a figure reach the bleed edge; or mark decoration as such.
//! **Source.** The safe zones of the printers: 3 mm (Saxoprint, Onlineprinters) to 5 mm (Pulsio, puzzlefactory.de);
//! tolerance of 1.5 mm: meinspiel.de.

use super::{Desk, Rule};
use crate::diag::{Say, Severity};
use crate::geom::{Contours, Insets, Length, Rect, Size};
use crate::preflight::face::Face;
use crate::preflight::flat::{Kind, Meaning, Scope};
use crate::preflight::ink;
use crate::preflight::notes::{Finding, Notes};
use crate::preflight::wording::{self, Side};
use crate::say;

pub(super) const RULE: Rule = Rule { code: "safe-zone", leaf: None, face: Some(face) };

/// Letters overhang their frames by a hair, and no guillotine knows a tenth of a millimetre.
const TOLERANCE: Length = Length::mm(0.1);

/// What things keep their distance from: the sides of the trim, or the outline of a piece that is no rectangle.
struct Edge<'a> {
    trim: Size,
    safe: &'a Insets,
    outline: Option<&'a Contours>,
}

impl<'a> Edge<'a> {
    fn of(desk: &'a Desk<'a>) -> Self {
        Self { trim: desk.boxes.trim, safe: &desk.boxes.safe, outline: desk.outline.as_ref() }
    }

    /// The side on which the nearest of some things comes nearest to the cut, of those where it lies outside the safe zone,
    /// and the distance from there to the cut, negative beyond it.
    fn nearest(&self, rects: &[Rect], counts: impl Fn(Length) -> bool) -> Option<(Side, Length)> {
        let sides: Vec<(Side, Length)> = match self.outline {
            Some(outline) => rects.iter().filter_map(|rect| towards(outline, rect)).collect(),
            None => {
                let all = |rect| Side::ALL.map(|side| (side, distance(rect, self.trim, side)));
                rects.iter().flat_map(all).collect()
            }
        };
        sides
            .into_iter()
            .filter(|(side, far)| *far + TOLERANCE < inset(self.safe, *side).max(Length::ZERO) && counts(*far))
            .min_by(|(_, a), (_, b)| a.to_mm().total_cmp(&b.to_mm()))
    }
}

/// The side of a thing on which an outline is nearest, and how far that is.
fn towards(outline: &Contours, rect: &Rect) -> Option<(Side, Length)> {
    let (far, at) = outline.room(rect)?;
    let (middle, half) = (rect.center(), (rect.width * 0.5, rect.height * 0.5));
    let (dx, dy) = (at.x - middle.x, at.y - middle.y);
    let side = match (dx.abs() - half.0 > dy.abs() - half.1, dx < Length::ZERO, dy < Length::ZERO) {
        (true, true, _) => Side::Left,
        (true, false, _) => Side::Right,
        (false, _, true) => Side::Top,
        (false, _, false) => Side::Bottom,
    };
    Some((side, far))
}

fn face(face: &Face<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let (edge, safe) = (Edge::of(desk), &desk.boxes.safe);
    for (spot, block, scope) in face.blocks().filter(|(.., scope)| scope.meaning == Meaning::Content) {
        let words = || wording::quoted(&block.run.text);
        if ink::meet(&block.ink, &desk.boxes.trim_rect()).is_none() {
            notes.take(&scope, off_page().measure(f64::MIN).words(words()));
            continue;
        }
        // Lines of a paragraph end where the outline lets them: each counts by itself.
        let lines: Vec<Rect> = match edge.outline {
            Some(_) => face.at(spot).iter().map(|leaf| leaf.seen).collect(),
            None => vec![block.ink],
        };
        if let Some((side, distance)) = edge.nearest(&lines, |distance| distance < -TOLERANCE) {
            notes.take(&scope, cut(side, distance).measure(distance.to_mm()).words(words()));
        } else if desk.profile.safe_zone
            && let Some((side, distance)) = edge.nearest(&lines, |_| true)
        {
            let measure = distance.to_mm();
            let find = || near(say!("texte", "text"), side, distance, safe).measure(measure).words(words());
            notes.take_worst(&scope, Severity::Warning, measure, find);
        }
    }
    if desk.profile.safe_zone {
        codes(face, desk, notes);
        figures(face, desk, notes);
    }
}

fn codes(face: &Face<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let (edge, safe) = (Edge::of(desk), &desk.boxes.safe);
    for (_, code, scope) in face.codes() {
        if let Some((side, distance)) = edge.nearest(&[code.symbol], |_| true) {
            let what = say!("code QR", "QR code");
            let finding = near(what, side, distance, safe).measure(distance.to_mm());
            notes.take(&scope, finding.words(wording::quoted(code.payload)));
        }
    }
}

/// Figures as wholes: the things of one frame that carry meaning, white grounds left out.
fn figures(face: &Face<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let mut open: Option<(Scope<'_>, Rect)> = None;
    for (_, leaf, scope) in
        face.leaves().filter(|(.., scope)| matches!(scope.meaning, Meaning::Figure | Meaning::Thumbnail))
    {
        if matches!(leaf.kind, Kind::Path(_)) && leaf.is_white() {
            continue;
        }
        match &mut open {
            Some((frame, around)) if frame.same_frame(&scope) => *around = around.union(&leaf.seen),
            _ => {
                figure(open.replace((scope, leaf.seen)), desk, notes);
            }
        }
    }
    figure(open, desk, notes);
}

fn figure(whole: Option<(Scope<'_>, Rect)>, desk: &Desk<'_>, notes: &mut Notes) {
    let Some((scope, around)) = whole else { return };
    let (edge, safe) = (Edge::of(desk), &desk.boxes.safe);
    if let Some((side, distance)) = edge.nearest(&[around], |distance| distance > TOLERANCE) {
        notes.take(&scope, near(say!("figure", "figure"), side, distance, safe).measure(distance.to_mm()));
    }
}

fn distance(rect: &Rect, trim: Size, side: Side) -> Length {
    match side {
        Side::Left => rect.x,
        Side::Top => rect.y,
        Side::Right => trim.width - rect.right(),
        Side::Bottom => trim.height - rect.bottom(),
    }
}

const fn inset(insets: &Insets, side: Side) -> Length {
    match side {
        Side::Left => insets.left,
        Side::Top => insets.top,
        Side::Right => insets.right,
        Side::Bottom => insets.bottom,
    }
}

fn near(what: Say, side: Side, distance: Length, safe: &Insets) -> Finding {
    let least = inset(safe, side);
    let message = say!(
        "{what} à {distance} de la coupe {side} : {least} au moins",
        "{what} {distance} from the cut {side}: {least} at least";
        what = what, distance = wording::tenths(distance), side = side.say(), least = wording::hundredths(least),
    );
    let hint = say!(
        "rentrez-le de {missing} ; ce qui n’est que décor porte `role: artifact`",
        "move it inwards by {missing}; mere decoration takes `role: artifact`";
        missing = wording::at_least(least - distance),
    );
    Finding::warning(message, hint)
}

fn cut(side: Side, distance: Length) -> Finding {
    let message = say!(
        "texte coupé {side} : il dépasse la coupe de {past}",
        "text cut {side}: it reaches {past} over the cut";
        side = side.say(), past = wording::at_least(-distance),
    );
    Finding::error(message, inwards())
}

fn off_page() -> Finding {
    Finding::error(
        say!("texte hors de la page : il ne sera pas imprimé", "text off the page: it will not be printed"),
        inwards(),
    )
}

fn inwards() -> Say {
    say!(
        "rentrez le cadre dans la page ; ce qui n’est que décor porte `role: artifact`",
        "move the frame into the page; mere decoration takes `role: artifact`"
    )
}
