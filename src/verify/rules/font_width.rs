//! `font-width`: the file and the font do not agree on how wide letters are.
//!
//! **What.** Widths in the file and in the embedded program differ by at most one thousandth of the em.
//! **Why.** Letters overlap or stand apart, differently in every reader; PDF/X validators refuse the file.
//! **Fix.** Export again; do not edit the text in the PDF.
//! **Source.** ISO 15930-7, 6.2.7 (as ISO 19005-2, 6.2.11.5).

use super::{Census, Desk, Rule};
use crate::preflight::wording;
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::last("font-width", look);

fn look(census: &Census, desk: &Desk<'_>, notes: &mut Notes) {
    for font in &census.fonts {
        let asked = font.asked();
        let apart = |(code, glyph): &(u32, crate::verify::audit::font::Glyph)| {
            let own = glyph.own_width.filter(|_| glyph.shown && glyph.there && !glyph.is_notdef)?;
            // One thousandth, and what the rounding of both sides adds.
            ((own - glyph.width).abs() > 1.02).then_some((*code, glyph.width, own))
        };
        let apart: Vec<_> = asked.iter().filter_map(apart).collect();
        let Some((code, told, own)) = apart.iter().copied().max_by(|a, b| (a.1 - a.2).abs().total_cmp(&(b.1 - b.2).abs())) else { continue };
        let (name, count) = (&font.name, apart.len());
        let message = say!(
            "police {name} : {count} chasse(s) fausse(s), au pire {told} au lieu de {own} (code {code})",
            "font {name}: {count} wrong width(s), at worst {told} instead of {own} (code {code})";
            name = say!("{name}", "{name}"), count = say!("{count}", "{count}"), told = wording::number(told, 1), own = wording::number(own, 1),
            code = say!("{code:X}", "{code:X}"),
        );
        let fix = say!("exportez de nouveau, sans retoucher le texte dans le PDF", "export again, without editing text in the PDF");
        let note = if desk.is_pdfx() { Note::error(message, fix) } else { Note::warning(message, fix) };
        notes.take(note.about(name.clone()).object(font.object));
    }
}
