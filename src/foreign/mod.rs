//! Pages of other people's PDF files as faces: read through lopdf, laid out as stand-ins, and put into what the exporter
//! wrote in their place, streams untouched. Knows PDF and scenes; knows no decks and no arrangements.
//!
//! ```text
//! bytes ──read──▶ Foreign ──document──▶ scene::Document of stand-ins, one artwork a page
//! stand-ins ──impose, export::pdf──▶ bytes with a form for each stand-in
//! bytes + Foreign ──graft──▶ bytes with the pages themselves in those forms
//! ```

mod contents;
mod copy;
mod faces;
mod fault;
mod graft;
pub(crate) mod open;
mod page;
mod pages;

pub use faces::Pairing;
pub use graft::{graft, graft_all};
pub use pages::Pages;

use lopdf::Object;
use sha2::{Digest, Sha256};

use crate::diag::{Diagnostic, Diagnostics, Lang};
use crate::geom::Size;
use crate::scene::Document;
use crate::source::Place;
use page::Face;

/// What is taken from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// Which pages, in which order.
    pub pages: Pages,
    /// Finished size of all pages, in the middle of their medium, whatever their boxes say.
    pub trim: Option<Size>,
}

/// A PDF file, opened, with the pages that were asked for.
#[derive(Debug)]
pub struct Foreign {
    file: lopdf::Document,
    faces: Vec<Face>,
    digest: [u8; 32],
    remarks: Diagnostics,
}

/// Opens a PDF file and looks at the pages that are wanted. `place` is the file, for its faults.
///
/// # Errors
/// A file that is damaged, encrypted or no PDF; pages that are not there, cannot be read, or have no area.
pub fn read(bytes: &[u8], wanted: &Wanted, place: &Place) -> Result<Foreign, Diagnostics> {
    let at = |fault: Diagnostic| fault.at(place.clone());
    let one = |fault: Diagnostic| -> Diagnostics { [at(fault)].into_iter().collect() };
    let file = open::open(bytes).map_err(one)?;
    let leaves = open::leaves(&file).map_err(one)?;
    let chosen = wanted.pages.choose(leaves.len()).map_err(one)?;
    let (mut faces, mut faults) = (Vec::new(), Diagnostics::new());
    for number in chosen {
        let Some(leaf) = leaves.get(number - 1) else { continue };
        match page::face(&file, leaf, number, wanted.trim) {
            Ok(face) => faces.push(face),
            Err(fault) => faults.push(at(fault)),
        }
    }
    if faults.has_errors() {
        return Err(faults);
    }
    page::even_out(&mut faces);
    let remarks = fault::remarks(&faces).into_iter().map(at).collect();
    Ok(Foreign { file, faces, digest: Sha256::digest(bytes).into(), remarks })
}

impl Foreign {
    /// Number of pages that were taken.
    pub fn len(&self) -> usize {
        self.faces.len()
    }

    /// True when no page was taken.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// What people should know of how the pages were read: boxes that are not there, links that are dropped.
    pub const fn remarks(&self) -> &Diagnostics {
        &self.remarks
    }

    /// The language that the file says it is written in, where the program speaks it.
    pub fn lang(&self) -> Option<Lang> {
        let lang = self.file.catalog().and_then(|catalog| catalog.get(b"Lang")).ok()?;
        let lang = follow(&self.file, lang).as_str().ok()?.to_ascii_lowercase();
        match lang.get(..2)? {
            b"fr" => Some(Lang::Fr),
            b"en" => Some(Lang::En),
            _ => None,
        }
    }

    /// A scene with a stand-in for each page, fronts and backs as `pairing` says. `title` names it in the file's metadata.
    ///
    /// # Errors
    /// A number of pages that does not make pairs.
    pub fn document(&self, pairing: Pairing, title: &str) -> Result<Document, Diagnostic> {
        faces::document(&self.faces, pairing, title)
    }
}

/// What an object is, references followed; `Null` for what is not there (ISO 32000-1, 7.3.10).
pub(crate) fn follow<'a>(file: &'a lopdf::Document, object: &'a Object) -> &'a Object {
    file.dereference(object).map_or(&Object::Null, |(_, object)| object)
}
