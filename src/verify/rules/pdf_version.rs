//! `pdf-version`: the file says that it is of a version that the standard does not know.
//!
//! **What.** PDF/X-4 is PDF 1.6 or older, PDF/X-1a:2003 PDF 1.4 or older (of 2001: 1.3); the header and the catalog's `Version` count.
//! **Why.** A RIP that was tested for the standard has not been tested for what came later.
//! **Fix.** Export for the standard; do not change the number by hand.
//! **Source.** ISO 15930-7, 6.1; ISO 15930-4, 6.1.

use super::{Desk, Rule};
use crate::printers::Standard;
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::whole("pdf-version", look);

fn look(desk: &Desk<'_>, notes: &mut Notes) {
    let most = match desk.standard {
        Standard::X4 => "1.6",
        Standard::X1a2003 => "1.4",
        Standard::X1a2001 => "1.3",
        Standard::None => return,
    };
    let catalog = desk.file.catalog().and_then(|catalog| desk.file.name(catalog, "Version"));
    let catalog = catalog.map(|name| String::from_utf8_lossy(name).into_owned());
    let found = std::iter::once(desk.file.doc.version.clone()).chain(catalog).max_by(|a, b| key(a).cmp(&key(b)));
    let Some(found) = found.filter(|found| key(found) > key(most)) else { return };
    let title = desk.title();
    notes.take(Note::error(
        say!("le fichier est un PDF {found} ; {title} va jusqu’à PDF {most}", "the file is PDF {found}; {title} goes up to PDF {most}"),
        say!("exportez de nouveau en {title}", "export again as {title}"),
    ));
}

/// Numbers of a version, for comparison.
fn key(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.trim().parse().unwrap_or(0)).collect()
}
