//! Import of SVG drawings: parsed by usvg, walked once into scene items in millimetres. What the drawing uses and
//! usvg or the scene do not carry is found in the XML and told with its line.

mod clip;
mod css;
mod filter;
mod fonts;
mod gradient;
mod images;
mod known;
mod notes;
mod paint;
mod pattern;
mod plane;
mod scan;
mod size;
mod slots;
mod values;
mod walk;

use std::sync::Arc;

use super::Drawing;
use crate::color::{Color, Srgb};
use crate::diag::Diagnostic;
use crate::font::Fonts;
use crate::say;
use crate::scene::Assets;
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
}

impl<'a> Import<'a> {
    /// An import without links, where every colour comes from the shipped profile.
    pub fn new(file: FileId, fonts: &'a Arc<Fonts>) -> Self {
        Self { file, fonts, palette: &Color::from_srgb, link: &|_| None, recolour: None }
    }

    fn place(&self, range: std::ops::Range<usize>) -> Place {
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
pub fn import(bytes: &[u8], how: &Import<'_>, assets: &mut Assets) -> Result<Drawing, Diagnostic> {
    let text = utf8(bytes).map_err(|fault| fault.at(Place::file(how.file)))?;
    let document = parse(text).map_err(|fault| unreadable(text, &fault, how))?;
    let mut notes = Notes::new(how.file, text);
    let found = slots::find(&document);
    let images = scan::scan(&document, text, &found, how, &mut notes);
    let fonts = fonts::Resolver::new(how.fonts, &document);

    let unseen = fonts.fresh();
    let slots = slots::measure(&found, text, images::options(&images, &unseen), how, &mut notes);
    let rest = slots::without(&found, text);
    let options = images::options(&images, &fonts);
    let tree = usvg::Tree::from_str(&rest, &options).map_err(|fault| no_tree(&fault, how))?;
    fonts.tell(text, &mut notes);

    let mut walk = walk::Walk::new(how, assets, &mut notes);
    let items = walk.children(tree.root(), &plane::PX);
    let size = size::of(&document, &tree, &mut notes);
    Ok(Drawing { size, items, slots, diagnostics: notes.finish() })
}

fn parse(text: &str) -> Result<roxmltree::Document<'_>, roxmltree::Error> {
    let options =
        roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: 1_000_000, ..roxmltree::ParsingOptions::default() };
    roxmltree::Document::parse_with_options(text, options)
}

fn utf8(bytes: &[u8]) -> Result<&str, Diagnostic> {
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Err(Diagnostic::error(
            "drawing-unreadable",
            say!("le dessin est compressé (SVGZ)", "the drawing is compressed (SVGZ)"),
        )
        .hint(say!("l'enregistrer en SVG simple", "save it as plain SVG")));
    }
    std::str::from_utf8(bytes).map_err(|fault| {
        let at = fault.valid_up_to();
        Diagnostic::error(
            "drawing-unreadable",
            say!("le dessin n'est pas en UTF-8 (octet {at})", "the drawing is not in UTF-8 (byte {at})"),
        )
        .hint(say!("l'enregistrer en SVG, encodage UTF-8", "save it as SVG in UTF-8"))
    })
}

fn unreadable(text: &str, fault: &roxmltree::Error, how: &Import<'_>) -> Diagnostic {
    let at = fault.pos();
    let line_start = text.split_inclusive('\n').take(at.row.saturating_sub(1) as usize).map(str::len).sum::<usize>();
    let line = text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let column = line.chars().take(at.col.saturating_sub(1) as usize).map(char::len_utf8).sum::<usize>();
    Diagnostic::error(
        "drawing-unreadable",
        say!("le dessin n'est pas du XML bien formé : {fault}", "the drawing is not well-formed XML: {fault}"),
    )
    .at(how.place(line_start + column..line_start + column))
}

fn no_tree(fault: &usvg::Error, how: &Import<'_>) -> Diagnostic {
    let diagnostic = match fault {
        usvg::Error::InvalidSize => {
            Diagnostic::error("drawing-unreadable", say!("le dessin n'a pas de taille", "the drawing has no size"))
                .hint(say!(
                    "donner `width` et `height` en mm à l'élément `svg`, ou un `viewBox`",
                    "give the `svg` element `width` and `height` in mm, or a `viewBox`"
                ))
        }
        other => Diagnostic::error(
            "drawing-unreadable",
            say!("le dessin n'est pas du SVG lisible : {other}", "the drawing is not readable SVG: {other}"),
        ),
    };
    diagnostic.at(Place::file(how.file))
}
