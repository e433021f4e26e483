//! `annotation`: a link, a comment or a field lies on the printed page.
//!
//! **What.** Annotations lie wholly outside the BleedBox (or, without one, the TrimBox); trap networks and pop-up windows do not count. In
//! PDF/X-1a as in PDF/X-4; without a standard only what would be printed is told, as a warning.
//! **Why.** Whether a RIP prints an annotation is a matter of luck.
//! **Fix.** Export for print without links, comments and form fields.
//! **Source.** ISO 15930-7, 6.9; ISO 15930-4, 6.10.

use lopdf::Dictionary;

use super::{Desk, Rule, Sheet};
use crate::geom::{Point, Rect};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};
use crate::verify::overlap;

pub(super) const RULE: Rule = Rule::page("annotation", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    let page = sheet.page;
    let list = desk.file.array(page.dict, "Annots").unwrap_or_default();
    let area = if page.bleed_box.is_some() { page.bleed } else { page.trim };
    for (object, dict) in list.iter().filter_map(|entry| Some((entry, desk.file.follow(entry)?.as_dict().ok()?))) {
        let kind = desk.file.name(dict, "Subtype").map(super::shown).unwrap_or_default();
        let rect = rect(sheet, desk, dict);
        let inside = rect.is_none_or(|rect| overlap(&rect, &area));
        if matches!(kind.as_str(), "TrapNet" | "Popup") || !inside || !desk.is_pdfx() && !is_printed(desk, dict) {
            continue;
        }
        let message = say!("une annotation « {kind} » est posée sur la page imprimée", "an annotation “{kind}” lies on the printed page");
        let fix = say!("exportez pour l’impression, sans liens, commentaires ni champs", "export for print, without links, comments and fields");
        let note = if desk.is_pdfx() { Note::error(message, fix) } else { Note::warning(message, fix) };
        let note = rect.into_iter().fold(note, Note::at);
        notes.take(note.about(kind).page(page.index).object(object.as_reference().map_or(0, |id| id.0)));
    }
}

fn rect(sheet: &Sheet<'_>, desk: &Desk<'_>, dict: &Dictionary) -> Option<Rect> {
    let [a, b, c, d] = desk.file.numbers(dict, "Rect")?.try_into().ok()?;
    Some(sheet.page.to_page.apply_rect(&Rect::between(Point::mm(a, b), Point::mm(c, d))))
}

fn is_printed(desk: &Desk<'_>, dict: &Dictionary) -> bool {
    let flags = desk.file.integer(dict, "F").unwrap_or(0);
    flags & 0b100 != 0 && flags & 0b10 == 0 && dict.has(b"AP")
}
