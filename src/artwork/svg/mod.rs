//! Import of SVG drawings: parsed by usvg, walked once into scene items in millimetres. What the drawing uses and
//! usvg or the scene do not carry is found in the XML and told with its line.

mod clip;
mod css;
mod faults;
mod filter;
mod fonts;
mod gradient;
mod images;
mod known;
mod names;
mod notes;
mod paint;
mod pattern;
mod plane;
mod plates;
mod scan;
mod size;
mod slots;
mod values;
mod walk;

use std::ops::Range;
use std::sync::Arc;

use super::Drawing;
use crate::color::{Color, Srgb};
use crate::diag::Diagnostic;
use crate::font::Fonts;
use crate::say;
use crate::scene::{Assets, PlateNames};
use crate::source::{At, FileId, Place};
use notes::Notes;

/// Everything an import needs besides the drawing.
#[derive(Clone, Copy)]
pub struct Import<'a> {
    /// The drawing's text among the sources of the run, for the places of messages.
    pub file: FileId,
    /// The only fonts there are. Text becomes outlines.
    pub fonts: &'a Arc<Fonts>,
    /// The inks of a colour: a palette's recipe where it has that sRGB value, else what the profile says.
    pub palette: &'a dyn Fn(Srgb) -> Color,
    /// The bytes of a file that the drawing links to, by the path as it stands in the drawing (percent signs
    /// decoded); none where there is none, or where it lies outside what the caller allows.
    pub link: &'a dyn Fn(&str) -> Option<Arc<[u8]>>,
    /// Paints every area and line in this one colour, for icons; opacities and masks stay. Pictures keep theirs.
    pub recolour: Option<Color>,
    /// What the print shop calls its plates: names that elements may have, too.
    pub plates: &'a PlateNames,
}

/// The names of plates where no print shop says others.
static COMMON: PlateNames = PlateNames::COMMON;

impl<'a> Import<'a> {
    /// An import without links, where every colour comes from the shipped profile.
    pub fn new(file: FileId, fonts: &'a Arc<Fonts>) -> Self {
        Self { file, fonts, palette: &Color::from_srgb, link: &|_| None, recolour: None, plates: &COMMON }
    }

    fn place(&self, range: Range<usize>) -> Place {
        Place { file: self.file, at: At::Bytes(range) }
    }
}

/// Reads a drawing.
///
/// Sizes: `width` and `height` with their units, one px being 1/96 inch; without them the size of the `viewBox` in
/// px. The drawing's pictures are added to `assets`.
///
/// # Errors
/// `drawing-unreadable` when the bytes are not an SVG drawing with a size.
pub fn import(bytes: &[u8], how: &Import<'_>, assets: &mut Assets) -> Result<Drawing, Box<Diagnostic>> {
    let text = utf8(bytes).map_err(|fault| Box::new(fault.at(Place::file(how.file))))?;
    let document = parse(text).map_err(|fault| faults::unreadable(text, &fault, how))?;
    if let Some(at) = too_deep(&document) {
        return Err(faults::too_deep().at(how.place(at)).into());
    }
    if let Some(at) = values::outsized(&document) {
        return Err(faults::outsized().at(how.place(at)).into());
    }
    let mut notes = Notes::new(how.file, text);
    let found = slots::find(&document);
    let skip: Vec<_> = found.iter().map(|slot| slot.range.clone()).collect();
    let plated = plates::find(&document, &skip, how, &mut notes);
    let scanned = scan::scan(&document, text, &found, how, &mut notes);
    let fonts = fonts::Resolver::new(how.fonts, &document);

    let unseen = fonts.fresh();
    let slots = slots::measure(&found, text, images::options(&scanned.images, &unseen), how, &mut notes);
    let options = images::options(&scanned.images, &fonts);
    let edits = slots::removals(&found).chain(scanned.edits.iter().cloned()).chain(plates::marks(&plated));
    let edits: Vec<_> = edits.collect();
    let tree = guarded(|| match edits.is_empty() {
        true => usvg::Tree::from_xmltree(&document, &options),
        false => usvg::Tree::from_str(&slots::edited(text, edits), &options),
    });
    let tree = tree
        .ok_or_else(|| faults::outsized().at(Place::file(how.file)))?
        .map_err(|fault| faults::no_tree(&fault, how))?;
    fonts.tell(text, &mut notes);

    let size = size::of(&document, &tree, &mut notes);
    let mut walk = walk::Walk::new(how, size, assets, &mut notes, plates::Gathered::new(&plated));
    let items = walk.children(tree.root(), &plane::PX);
    let gathered = walk.gathered;
    let plates = gathered.finish(plated, how, &mut notes);
    Ok(Drawing { size, items, plates, slots, diagnostics: notes.finish() })
}

/// The first element inside more than [`DEEPEST`] others: usvg reads no deeper, and so do its recursive callers.
fn too_deep(document: &roxmltree::Document<'_>) -> Option<Range<usize>> {
    let mut depths: Vec<usize> = Vec::new();
    for node in document.root().descendants() {
        // Nodes are numbered in the order of the file: a parent is known before its children.
        let depth = node.parent().and_then(|parent| depths.get(parent.id().get_usize())).map_or(0, |depth| depth + 1);
        depths.push(depth);
        if depth > DEEPEST {
            return Some(node.range().start..node.range().start + 1);
        }
    }
    None
}

/// Elements within elements.
const DEEPEST: usize = 1000;

/// Runs a step of usvg or resvg; none when it panics. Both do on numbers that grow beyond all bounds in sums and
/// products (boxes of infinite size), and a drawing must not end the program.
fn guarded<T>(step: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(step)).ok()
}

fn parse(text: &str) -> Result<roxmltree::Document<'_>, roxmltree::Error> {
    let options =
        roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: 1_000_000, ..roxmltree::ParsingOptions::default() };
    roxmltree::Document::parse_with_options(text, options)
}

fn utf8(bytes: &[u8]) -> Result<&str, Box<Diagnostic>> {
    let fault = |message| Diagnostic::error("drawing-unreadable", message);
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let compressed = fault(say!("le dessin est compressé (SVGZ)", "the drawing is compressed (SVGZ)"));
        return Err(compressed.hint(say!("l’enregistrer en SVG simple", "save it as plain SVG")).into());
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        fault(say!("le dessin n’est pas en UTF-8 (octet {at})", "the drawing is not in UTF-8 (byte {at})"))
            .hint(say!("l’enregistrer en SVG, encodage UTF-8", "save it as SVG in UTF-8"))
            .into()
    })
}
