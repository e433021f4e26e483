//! The calibration sheet as a file: a page that belongs to no kit, in the fonts of the program.

use crate::diag::{Diagnostic, Diagnostics, Lang};
use crate::export::pdf;
use crate::font;
use crate::geom::Size;
use crate::impose::{self, Lettering};
use crate::say;
use crate::sizes::Sizes;
use crate::text::Setter;

/// The calibration sheet for a paper by name (`A4`, `Letter`, `210mm x 297mm`), as PDF: two pages, to be printed on both
/// sides of one sheet that is turned about its long edge or its short one.
///
/// # Errors
/// An unknown paper, or one that is too small.
pub fn calibration(paper: &str, long_edge: bool, lang: Lang) -> Result<Vec<u8>, Diagnostics> {
    let paper = paper_named(paper)?;
    let lettering = lettering(lang);
    let document = impose::calibration_sheet(paper, long_edge, &lettering)?;
    let duplex = if long_edge { pdf::Duplex::LongEdge } else { pdf::Duplex::ShortEdge };
    pdf::export(&document, &pdf::Options::home(Some(duplex)))
}

/// The fonts of the program, for pages that belong to no kit.
pub(super) fn lettering(lang: Lang) -> Lettering {
    let fonts = font::shipped();
    let ids: Vec<_> = fonts.iter().map(|(id, _)| id).collect();
    let (regular, heading) = ids.split_at(1.min(ids.len()));
    Lettering { setter: Setter::new(fonts), fonts: regular.into(), heading: heading.into(), lang }
}

fn paper_named(paper: &str) -> Result<Size, Diagnostics> {
    let unknown = |_| {
        let fault = say!("papier inconnu : « {paper} »", "unknown paper: “{paper}”");
        let next = say!(
            "écrivez un nom (A4, A3, Letter…) ou deux longueurs : 210mm x 297mm",
            "write a name (A4, A3, Letter…) or two lengths: 210mm x 297mm"
        );
        [Diagnostic::error("unknown-size", fault).hint(next)].into_iter().collect::<Diagnostics>()
    };
    Sizes::shipped().format(paper).map(|format| format.trim).map_err(unknown)
}
