//! `pdfx-claim`: the file does not say that it follows the standard.
//!
//! **What.** PDF/X-4: `GTS_PDFXVersion` in the XMP metadata, in the namespace of pdfxid, is `PDF/X-4`. PDF/X-1a:2003: the Info
//! dictionary has `GTS_PDFXVersion` `PDF/X-1a:2003` (of 2001: `PDF/X-1:2001` with `GTS_PDFXConformance`).
//! **Why.** A prepress program treats a file without the mark as any PDF: colours and fonts are at its mercy.
//! **Fix.** Export as PDF/X rather than as PDF.
//! **Source.** ISO 15930-7, 6.1.2; ISO 15930-4, 6.2; ISO 15930-1, 6.2.

use super::{Desk, Rule};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};
use crate::verify::audit::xmp::{Metadata, PDFXID};

pub(super) const RULE: Rule = Rule::whole("pdfx-claim", look);

fn look(desk: &Desk<'_>, notes: &mut Notes) {
    let (found, right) = if desk.is_x4() {
        // Without metadata there is nothing to read it from, which is told by its own rule.
        if !matches!(desk.metadata, Metadata::Found(_)) {
            return;
        }
        let found = desk.metadata.get(PDFXID, "GTS_PDFXVersion").map(str::to_owned);
        let right = found.as_deref().is_some_and(|found| found == "PDF/X-4" || found.starts_with("PDF/X-4:"));
        (found, right)
    } else if desk.is_x1a() {
        let info = desk.file.info();
        let text = |key: &str| info.and_then(|info| desk.file.text(info, key));
        let found = text("GTS_PDFXVersion");
        let old = found.as_deref() == Some("PDF/X-1:2001") && text("GTS_PDFXConformance").is_some_and(|text| text.starts_with("PDF/X-1a"));
        let right = old || found.as_deref().is_some_and(|found| found.starts_with("PDF/X-1a"));
        (found, right)
    } else {
        return;
    };
    if right {
        return;
    }
    let title = desk.title();
    let message = match found {
        Some(found) => say!("le fichier se dit « {found} » et non {title}", "the file calls itself “{found}”, not {title}"),
        None => say!("le fichier ne se dit pas {title}", "the file does not call itself {title}"),
    };
    notes.take(Note::error(message, say!("exportez en {title} plutôt qu’en PDF simple", "export as {title} rather than as plain PDF")));
}
