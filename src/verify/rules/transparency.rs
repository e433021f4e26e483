//! `transparency`: something is transparent in a file of a standard that knows no transparency.
//!
//! **What.** PDF/X-1a: no opacity under 1, no blend mode but Normal, no soft masks, no transparency groups.
//! **Why.** RIPs of that standard print everything opaque.
//! **Fix.** Flatten at export (PDF 1.3), or deliver PDF/X-4.
//! **Source.** ISO 15930-4, 6.7.

use super::{Desk, Rule, Sheet};
use crate::preflight::wording;
use crate::say;
use crate::verify::audit::mark::Happening;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::page("transparency", look);

fn look(sheet: &Sheet<'_>, desk: &Desk<'_>, notes: &mut Notes) {
    if !desk.is_x1a() {
        return;
    }
    for event in &sheet.drawn.events {
        let (key, message) = match &event.kind {
            Happening::Blend(mode) => ("blend", say!("mode de fusion {mode}", "blend mode {mode}")),
            Happening::Opacity(alpha) => ("alpha", say!("opacité de {p}", "opacity of {p}"; p = wording::percent(alpha * 100.0))),
            Happening::SoftMask => ("mask", say!("masque progressif", "soft mask")),
            Happening::Group(_) => ("group", say!("groupe de transparence", "transparency group")),
            Happening::Picture(picture) if picture.masked && picture_is_soft(desk, picture.object) => ("mask", say!("masque progressif", "soft mask")),
            _ => continue,
        };
        let message = say!("{what} : PDF/X-1a ne connaît pas la transparence", "{what}: PDF/X-1a knows no transparency"; what = message);
        let fix = say!("aplatissez à l’export (PDF 1.3), ou livrez en PDF/X-4", "flatten at export (PDF 1.3), or deliver PDF/X-4");
        let note = Note::error(message, fix).about(key).page(sheet.page.index).object(event.object);
        notes.take(event.seen.into_iter().fold(note, Note::at));
    }
}

fn picture_is_soft(desk: &Desk<'_>, object: u32) -> bool {
    let stream = desk.file.doc.get_object((object, 0)).ok().and_then(|object| object.as_stream().ok());
    stream.is_some_and(|stream| desk.file.stream(&stream.dict, "SMask").is_some())
}
