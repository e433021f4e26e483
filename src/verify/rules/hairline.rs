//! `hairline`: a line is too thin to be printed evenly.
//!
//! **What.** Lines under 0.125 pt are an error, under 0.25 pt a warning, measured on the page after every scaling; in several inks under 0.25 pt is a
//! warning. A width of 0 is the thinnest line of the device. Filled strips longer than a millimetre count as lines. Lines that guide a cutter do
//! not: they are not printed.
//! **Why.** One dot of a plate-setter is 0.03 pt: the line is there on the screen and gone on paper.
//! **Fix.** 0.25 pt at least; 0.5 pt for lines in several inks or light on dark.
//! **Source.** Ghent Workgroup 2015, effective line width; Offset5 (0.25 pt).

use super::{Desk, Rule, Sheet};
use crate::geom::Length;
use crate::preflight::wording;
use crate::say;
use crate::verify::audit::ink::Inks;
use crate::verify::audit::mark::{Kind, Mark};
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("hairline", look);

/// Shorter strips are dots.
const SHORTEST: Length = Length::mm(1.0);
/// What rounding loses.
const SLACK: f64 = 0.002;

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let band = desk.limits.line;
    for (_, mark) in sheet.printed() {
        let Some((width, inks)) = width(mark) else { continue };
        if width.to_pt() + SLACK >= band.warning.max(desk.limits.line_in_inks).to_pt() || desk.is_technical(mark) || !sheet.is_on_page(&mark.seen) {
            continue;
        }
        let several = inks.exact && inks.plates() > 1;
        let advised = if several { band.warning.max(desk.limits.line_in_inks) } else { band.warning };
        if width.to_pt() + SLACK >= advised.to_pt() {
            continue;
        }
        let message = say!(
            "filet de {own} : {least} au moins, mieux {advised}",
            "line of {own}: at least {least}, better {advised}";
            own = wording::points(width), least = wording::limit_points(band.error), advised = wording::limit_points(advised),
        );
        let fix = say!("donnez au trait {advised} ou plus sur la page", "make the line {advised} or more on the page"; advised = wording::limit_points(advised));
        let error = width.to_pt() + SLACK < band.error.to_pt();
        let note = if error { Note::error(message, fix) } else { Note::warning(message, fix) };
        notes.take(sheet.on(mark, note.measure(-width.to_pt())));
    }
}

/// How thick a line is, and its inks; none for areas and for lines that leave no ink.
fn width(mark: &Mark) -> Option<(Length, &Inks)> {
    let Kind::Path { data, .. } = &mark.kind else { return None };
    let inked = |inks: &Inks| !inks.is_paper();
    if let Some(line) = mark.stroke.as_ref() {
        // A line in the colour of the area that it surrounds is no line of its own.
        let own = mark.fill.as_ref().is_some_and(|fill| fill.inks == line.paint.inks);
        return (inked(&line.paint.inks) && !own).then_some((line.width, &line.paint.inks));
    }
    let fill = mark.fill.as_ref().filter(|fill| inked(&fill.inks))?;
    let bounds = data.tight_bounds()?;
    let (short, long) = (bounds.width.min(bounds.height), bounds.width.max(bounds.height));
    (short > Length::ZERO && long >= SHORTEST).then_some((short, &fill.inks))
}
