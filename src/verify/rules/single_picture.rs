//! `single-picture`: a page that is nothing but one picture.
//!
//! **What.** One picture covers the page, and neither letters nor outlines stand on it; plates beside the picture do not count.
//! **Why.** Letters made of pixels have soft edges and are no black of one ink: small text is hard to read. Often a deck was
//! flattened by mistake.
//! **Fix.** Export text and outlines as such; where the page is a photograph, nothing has to be done.
//! **Source.** Ghent Workgroup 2015, single-image page.

use super::{Desk, Rule, Sheet};
use crate::geom::Rect;
use crate::say;
use crate::verify::audit::mark::{Kind, Mark};
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("single-picture", look);

/// The share of the page that such a picture covers.
const COVERS: f64 = 0.9;

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let seen = |mark: &Mark| match &mark.kind {
        Kind::Text(text) => text.shown,
        Kind::Path { .. } => mark.paints().any(|paint| !paint.inks.is_paper()),
        Kind::Picture(..) | Kind::Shading(_) => true,
    };
    let printed = sheet.printed().map(|(_, mark)| mark).filter(|mark| sheet.is_on_page(&mark.seen) && !desk.is_technical(mark));
    let marks: Vec<&Mark> = printed.filter(|mark| seen(mark)).take(2).collect();
    let [mark] = marks.as_slice() else { return };
    if !matches!(mark.kind, Kind::Picture(..)) || covered(&mark.seen, &sheet.page.trim) < COVERS {
        return;
    }
    let note = Note::warning(
        say!("la page n’est qu’une image : ses textes, s’il y en a, ne seront pas nets", "the page is nothing but a picture: its text, if there is any, will not be sharp"),
        say!("exportez les textes et les tracés comme tels, sans aplatir", "export text and outlines as such, without flattening"),
    );
    notes.take(sheet.on(mark, note));
}

/// The share of a page that a rectangle covers.
fn covered(rect: &Rect, page: &Rect) -> f64 {
    let span = |from: f64, to: f64| (to - from).max(0.0);
    let width = span(rect.x.max(page.x).to_mm(), rect.right().min(page.right()).to_mm());
    let height = span(rect.y.max(page.y).to_mm(), rect.bottom().min(page.bottom()).to_mm());
    width * height / (page.width.to_mm() * page.height.to_mm()).max(f64::MIN_POSITIVE)
}
