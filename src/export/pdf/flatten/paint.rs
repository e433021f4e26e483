//! Regions of pages as pictures in inks: each plate painted in greys by the painter of PNG pictures, whose mixing of what covers
//! with what is covered is that of inks when dark means ink. Knows scenes, not why they are painted.

use std::collections::HashMap;

use super::PPI;
use super::inks::{Decoded, Separation};
use crate::color::OutputProfile;
use crate::diag::{Diagnostic, Diagnostics};
use crate::export::png::{Background, Options, Painter, damaged};
use crate::geom::Rect;
use crate::parallel;
use crate::scene::{Document, ImageData, ImageId, Page, Pixels, digest};

/// Something to be painted.
pub(super) struct Job {
    /// Everything that takes part.
    pub(super) page: Page,
    /// The part of the page that is wanted, whole pixels.
    pub(super) rect: Rect,
}

/// Which ones look the same: a look, and the rectangle to the bit.
type Look = (u128, [u64; 4]);

/// A picture for every job; what looks the same is painted once.
///
/// # Errors
/// When a picture cannot be decoded or a region is too large.
pub(super) fn pictures(
    document: &Document,
    profile: &OutputProfile,
    jobs: Vec<Job>,
) -> Result<Vec<Option<ImageData>>, Diagnostics> {
    let one = |fault: Box<Diagnostic>| [*fault].into_iter().collect::<Diagnostics>();
    let (pages, rects): (Vec<Page>, Vec<Rect>) = jobs.into_iter().map(|job| (job.page, job.rect)).unzip();
    let looked = document.with_pages(pages);
    let looks: Vec<Look> = digest::faces(&looked).into_iter().zip(rects.iter().map(bits)).collect();
    let mut first: HashMap<Look, usize> = HashMap::new();
    let mut unique: Vec<usize> = Vec::new();
    let of_job: Vec<usize> = looks
        .iter()
        .enumerate()
        .map(|(job, look)| {
            *first.entry(*look).or_insert_with(|| {
                unique.push(job);
                unique.len() - 1
            })
        })
        .collect();
    let pages: Vec<&Page> = unique.iter().filter_map(|job| looked.pages.get(*job)).collect();
    let plates = separations(document, profile, &pages).map_err(one)?;
    let options = Options { dpi: PPI, bleed: true, background: Background::Transparent };
    let painters: Vec<Painter<'_>> = plates.iter().map(|plate| Painter::new(plate, options)).collect();
    let numbered: Vec<(usize, Rect)> = unique.iter().filter_map(|job| rects.get(*job).copied()).enumerate().collect();
    let painted = parallel::map(&numbered, |(index, rect)| picture(&painters, *index, rect));
    let mut pictures = Vec::with_capacity(painted.len());
    for picture in painted {
        pictures.push(picture.map_err(one)?);
    }
    Ok(of_job.iter().map(|index| pictures.get(*index).cloned()).collect())
}

fn bits(rect: &Rect) -> [u64; 4] {
    [rect.x, rect.y, rect.width, rect.height].map(|length| length.to_mm().to_bits())
}

/// The pages on each plate: cyan, magenta, yellow, black.
fn separations(
    document: &Document,
    profile: &OutputProfile,
    pages: &[&Page],
) -> Result<Vec<Document>, Box<Diagnostic>> {
    let mut decoded = Decoded::default();
    let mut plates = Vec::with_capacity(4);
    for plate in 0..4 {
        let mut separation = Separation::new(document, profile, &mut decoded, plate);
        let mut inked = Vec::with_capacity(pages.len());
        for page in pages {
            let items = separation.page(&page.items).map_err(|id| undecoded(document, id))?;
            inked.push(Page { items, ..super::bare(page) });
        }
        let assets = separation.into_assets();
        plates.push(Document { info: document.info.clone(), pages: inked, assets, fonts: document.fonts.clone() });
    }
    Ok(plates)
}

fn undecoded(document: &Document, id: ImageId) -> Box<Diagnostic> {
    let (width, height) = document.image(id).map_or((0, 0), |image| (image.width, image.height));
    damaged(id, width, height)
}

fn picture(painters: &[Painter<'_>], page: usize, rect: &Rect) -> Result<ImageData, Box<Diagnostic>> {
    let (mut samples, mut size) = (Vec::new(), (0, 0));
    for (plate, painter) in painters.iter().enumerate() {
        let painted = painter.region(page, rect)?;
        size = (painted.width(), painted.height());
        let (pixels, _) = painted.rgba().as_chunks::<4>();
        samples.resize(pixels.len() * 4, 0);
        let of_plate = samples.iter_mut().skip(plate).step_by(4);
        // Bare paper lies under everything.
        of_plate.zip(pixels).for_each(|(ink, [light, _, _, alpha])| *ink = share(255 - light, *alpha));
    }
    Ok(ImageData { width: size.0, height: size.1, pixels: Pixels::Inks { samples: samples.into() } })
}

/// a × b / 255, rounded.
fn share(a: u8, b: u8) -> u8 {
    ((u32::from(a) * u32::from(b) + 127) / 255) as u8
}
