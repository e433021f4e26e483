//! Reads a finished PDF back with lopdf, which shares nothing with the writer: pages and boxes must be the scene's.

use lopdf::{Dictionary, Object};

use crate::diag::{Diagnostic, Diagnostics};
use crate::geom::{Length, Rect, Size};
use crate::say;
use crate::scene::{Document, Page};

/// How far a box may be from where the scene has it.
const TOLERANCE: Length = Length::mm(0.01);

/// Every page of `file` against the scene it was made from: as many pages, and TrimBox (MediaBox where the file ends at
/// the trim, `bleed` off) and BleedBox of the right size, to 0.01 mm.
pub fn check(file: &[u8], document: &Document, bleed: bool) -> Diagnostics {
    let read = match lopdf::Document::load_mem(file) {
        Ok(read) => read,
        Err(error) => {
            let fault = say!("le PDF écrit ne se relit pas : {error}", "the PDF written cannot be read back: {error}");
            return std::iter::once(Diagnostic::error("pdf-unreadable", fault)).collect();
        }
    };
    let pages = read.get_pages();
    let (found, wanted) = (pages.len(), document.pages.len());
    if found != wanted {
        let fault = say!("le PDF a {found} pages au lieu de {wanted}", "the PDF has {found} pages instead of {wanted}");
        return std::iter::once(Diagnostic::error("pdf-page-count", fault)).collect();
    }
    let mut faults = Diagnostics::new();
    for (page, id) in document.pages.iter().zip(pages.values()) {
        let Ok(dictionary) = read.get_dictionary(*id) else { continue };
        faults.extend(compare(page, &read, dictionary, bleed));
    }
    faults
}

fn compare(page: &Page, file: &lopdf::Document, dictionary: &Dictionary, bleed: bool) -> Vec<Diagnostic> {
    let trim = page.boxes.trim;
    let mut wanted = vec![("TrimBox", trim)];
    if bleed {
        wanted.push(("BleedBox", page.boxes.bleed_rect().size()));
        wanted.push(("MediaBox", page.boxes.media_rect().size()));
    } else {
        wanted.push(("MediaBox", trim));
    }
    wanted
        .into_iter()
        .filter_map(|(name, size)| {
            let found = size_of(file, dictionary, name);
            let right = found.is_some_and(|found| near(found, size));
            (!right).then(|| wrong_box(page, name, size, found))
        })
        .collect()
}

fn near(a: Size, b: Size) -> bool {
    a.width.near(b.width, TOLERANCE) && a.height.near(b.height, TOLERANCE)
}

/// The size of a box of a page, its own or inherited; a TrimBox that is not there is the MediaBox (ISO 32000-1, 14.11.2).
fn size_of(file: &lopdf::Document, page: &Dictionary, name: &str) -> Option<Size> {
    let mut node = Some(page);
    while let Some(dictionary) = node {
        if let Ok(corners) = dictionary.get(name.as_bytes()).and_then(Object::as_array) {
            let points: Vec<f64> = corners.iter().filter_map(|number| number.as_float().ok()).map(f64::from).collect();
            let [left, bottom, right, top] = points.try_into().ok()?;
            let rect =
                Rect::new(Length::pt(left), Length::pt(bottom), Length::pt(right - left), Length::pt(top - bottom));
            return Some(rect.size());
        }
        node = dictionary.get(b"Parent").and_then(Object::as_reference).and_then(|id| file.get_dictionary(id)).ok();
    }
    (name == "TrimBox").then(|| size_of(file, page, "MediaBox")).flatten()
}

fn wrong_box(page: &Page, name: &str, wanted: Size, found: Option<Size>) -> Diagnostic {
    let show = |size: Size| format!("{} × {}", size.width, size.height);
    let (page, wanted) = (&page.name, show(wanted));
    let found = found.map_or_else(|| "–".to_owned(), show);
    Diagnostic::error(
        "pdf-box",
        say!(
            "page {page} : {name} mesure {found} au lieu de {wanted}",
            "page {page}: {name} measures {found} instead of {wanted}"
        ),
    )
}
