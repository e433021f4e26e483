//! The painter of a document: one page after the other, what they share drawn once.

use std::sync::Arc;

use super::cache::Cache;
use super::device::{Area, Device, pixels};
use super::image::Bitmap;
use super::layer::Layer;
use super::outlines::Outlines;
use super::page::{Scope, exposes_blend};
use super::{Background, Options, Pixmap, encode};
use crate::diag::Diagnostic;
use crate::geom::Rect;
use crate::say;
use crate::scene::{Artwork, ArtworkId, Document, ImageId, Page, bounds};

/// Room for artwork and pictures kept between pages.
const ROOM: u64 = 192 << 20;

/// Most pixels of a page: an A0 sheet has 140 million at 300 dpi.
const MOST_PIXELS: u64 = 1 << 28;

/// Draws the pages of a document and keeps what they share: outlines of letters, artwork and pictures at their size.
///
/// Pages may be drawn from several threads at once. What is kept saves time and never changes a pixel.
pub struct Painter<'d> {
    pub(super) document: &'d Document,
    pub(super) options: Options,
    pub(super) outlines: Outlines,
    pub(super) tiles: Cache<TileKey, Layer>,
    pub(super) bitmaps: Cache<ImageId, Bitmap>,
    pub(super) sheets: Vec<Sheet>,
}

/// What the painter knows of an artwork before it draws it.
pub struct Sheet {
    /// What it paints: what it says, and what its items reach beyond that.
    pub room: Rect,
    /// It mixes with what lies under it, so that it cannot be drawn apart.
    pub mixes: bool,
}

/// What a tile shows and its map, to the bit; whole pixels of the place left out.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TileKey {
    pub(super) what: TileOf,
    pub(super) map: [u64; 6],
}

/// What a tile shows.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum TileOf {
    /// An artwork.
    Artwork(ArtworkId),
    /// A picture in a rectangle (its edges, to the bit).
    Image(ImageId, [u64; 4]),
}

impl<'d> Painter<'d> {
    /// A painter for the pages of `document`.
    pub fn new(document: &'d Document, options: Options) -> Self {
        let sheets = document.assets.artworks().map(|(_, artwork)| Sheet::of(document, artwork)).collect();
        Self {
            document,
            options,
            outlines: Outlines::default(),
            tiles: Cache::new(ROOM),
            bitmaps: Cache::new(ROOM),
            sheets,
        }
    }

    /// One page as pixels.
    ///
    /// # Errors
    /// When there is no such page, when it has no size or more than 2^28 pixels, or when a picture cannot be decoded.
    pub fn page(&self, index: usize) -> Result<Pixmap, Box<Diagnostic>> {
        let page = self.document.pages.get(index).ok_or_else(|| no_page(index, self.document.pages.len()))?;
        let view = if self.options.bleed { page.boxes.bleed_rect() } else { page.boxes.trim_rect() };
        self.region(index, &view)
    }

    /// A rectangle of one page as pixels, in page coordinates; it may reach beyond the page.
    ///
    /// # Errors
    /// As [`Painter::page`], for the rectangle.
    pub fn region(&self, index: usize, view: &Rect) -> Result<Pixmap, Box<Diagnostic>> {
        let page = self.document.pages.get(index).ok_or_else(|| no_page(index, self.document.pages.len()))?;
        let (width, height) = self.grid(page, view)?;
        let area = Area { left: 0, top: 0, right: width, bottom: height };
        let mut canvas = Layer::new(area).ok_or_else(|| no_size(page, view, self.options.dpi))?;
        if self.options.background == Background::White {
            canvas.pixmap.fill(tiny_skia::Color::WHITE);
        }
        let device = Device::of_view(view, area.width(), area.height());
        self.items(&mut canvas, &page.items, &Scope { device, clip: None, depth: 0 })?;
        let rgba = match self.options.background {
            Background::White => canvas.pixmap.take(),
            Background::Transparent => canvas.pixmap.take_demultiplied(),
        };
        Ok(Pixmap { width: area.width(), height: area.height(), rgba })
    }

    /// One page as a PNG file.
    ///
    /// # Errors
    /// As [`Painter::page`].
    pub fn png(&self, index: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
        encode::encode(self.page(index)?, &self.options).map_err(|error| {
            let message = say!("l’image PNG ne peut pas être écrite : {error}", "the PNG cannot be written: {error}");
            Box::new(Diagnostic::error("png-encoding", message))
        })
    }

    /// How many pixels a rectangle of a page takes.
    fn grid(&self, page: &Page, view: &Rect) -> Result<(i32, i32), Box<Diagnostic>> {
        let [width, height] = [view.width, view.height].map(|side| u64::from(pixels(side, self.options.dpi)));
        let count = width.saturating_mul(height);
        match (i32::try_from(width), i32::try_from(height)) {
            (Ok(width), Ok(height)) if count > 0 && count <= MOST_PIXELS => Ok((width, height)),
            _ => Err(no_size(page, view, self.options.dpi)),
        }
    }

    /// A decoded picture.
    pub(super) fn bitmap(&self, id: ImageId) -> Result<Arc<Bitmap>, Box<Diagnostic>> {
        if let Some(known) = self.bitmaps.get(&id) {
            return Ok(known);
        }
        let image = self.document.image(id).ok_or_else(|| missing("image", id.0))?;
        let bitmap = Arc::new(super::decode(image).ok_or_else(|| damaged(id, image.width, image.height))?);
        self.bitmaps.put(id, bitmap.clone(), bitmap.rgba.len() as u64);
        Ok(bitmap)
    }
}

impl Sheet {
    fn of(document: &Document, artwork: &Artwork) -> Self {
        let own = bounds(document, &artwork.items);
        Self {
            room: own.map_or(artwork.bounds, |own| own.union(&artwork.bounds)),
            mixes: exposes_blend(document, &artwork.items, 0),
        }
    }
}

fn no_page(index: usize, count: usize) -> Box<Diagnostic> {
    let number = index + 1;
    let message = say!(
        "la page {number} n’existe pas : le document en a {count}",
        "there is no page {number}: the document has {count}",
    );
    Box::new(Diagnostic::error("png-no-page", message))
}

fn no_size(page: &Page, view: &Rect, dpi: f64) -> Box<Diagnostic> {
    let (name, width, height) = (&page.name, view.width, view.height);
    let message = say!(
        "la page « {name} » de {width} × {height} à {dpi} dpi ne fait pas une image : il faut entre 1 et {MOST_PIXELS} pixels",
        "page \"{name}\" of {width} × {height} at {dpi} dpi makes no picture: it takes 1 to {MOST_PIXELS} pixels",
    );
    let hint = say!("baissez les dpi, ou exportez en PDF", "lower the dpi, or export a PDF");
    Box::new(Diagnostic::error("png-page-size", message).hint(hint))
}

/// A thing that the scene names and the document does not hold.
pub fn missing(what: &'static str, index: u32) -> Box<Diagnostic> {
    let message = say!(
        "la scène nomme {what} {index}, que le document ne contient pas",
        "the scene names {what} {index}, which the document does not hold",
    );
    Box::new(Diagnostic::error("scene-missing-asset", message))
}

/// A picture whose bytes are not what they should be.
pub fn damaged(id: ImageId, width: u32, height: u32) -> Box<Diagnostic> {
    let index = id.0;
    let message = say!(
        "l’image {index} ({width} × {height} pixels) est abîmée : elle ne peut pas être décodée",
        "picture {index} ({width} × {height} pixels) is damaged: it cannot be decoded",
    );
    let hint = say!(
        "ouvrez le fichier dans un logiciel d’images et enregistrez-le de nouveau",
        "open the file in an image editor and save it again",
    );
    Box::new(Diagnostic::error("image-damaged", message).hint(hint))
}
