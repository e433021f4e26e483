//! `forbidden-filter`: a stream is packed in a way that the standard does not allow.
//!
//! **What.** No LZW and no Crypt; in PDF/X-1a no JPEG 2000 and no JBIG2 either; no data outside the file.
//! **Why.** Not every RIP of the standard unpacks them.
//! **Fix.** Export again; `qpdf in.pdf out.pdf` packs LZW streams anew with Flate.
//! **Source.** ISO 15930-7, 6.2.2; ISO 15930-4, 6.9.

use super::{Desk, Rule};
use crate::say;
use crate::verify::audit::image::filters;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::whole("forbidden-filter", look);

fn look(desk: &Desk<'_>, notes: &mut Notes) {
    if !desk.is_pdfx() {
        return;
    }
    for (id, object) in &desk.file.doc.objects {
        let Ok(stream) = object.as_stream() else { continue };
        for filter in filters(desk.file, &stream.dict) {
            let forbidden = matches!(filter.as_str(), "LZWDecode" | "Crypt")
                || desk.is_x1a() && matches!(filter.as_str(), "JPXDecode" | "JBIG2Decode");
            if forbidden {
                let title = desk.title();
                let note = Note::error(
                    say!("un flux est compressé par {filter}, que {title} n’admet pas", "a stream is packed with {filter}, which {title} does not allow"),
                    say!("réexportez, ou : qpdf --recompress-flate entrée.pdf sortie.pdf", "export again, or: qpdf --recompress-flate in.pdf out.pdf"),
                );
                notes.take(note.about(filter).object(id.0));
            }
        }
    }
}
