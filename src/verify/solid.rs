//! How much of a face an office printer fills with solid ink, counted on the face as it is drawn. Knows no layouts.

use std::sync::Arc;

use crate::diag::{Diagnostic, Say};
use crate::export::png;
use crate::geom::Transform;
use crate::parallel;
use crate::say;
use crate::scene::{Document, Group, Item, Origin, Page, Use};

/// The share of a face that may be solid where an office printer prints it.
pub const MOST: f64 = 0.15;

/// Pixels of 0.7 mm: the stems of text are thinner than half of one and do not count, areas do.
const DPI: f64 = 36.0;

/// A pixel below this in any of red, green and blue takes more than half of the ink that there can be.
const HALF: u8 = 128;

/// Artworks that use artworks deeper than this use themselves.
const DEEPEST: usize = 16;

/// The share of each of these pages, 0 to 1, that is solid: where at least half of a square of 0.7 mm is inked, or all of it
/// with half of the ink. A page that cannot be drawn counts as empty; that is told when it is exported.
pub fn shares(document: &Document, pages: &[usize]) -> Vec<f64> {
    let painter = png::Painter::new(document, png::Options { dpi: DPI, ..png::Options::default() });
    parallel::map(pages, |page| share(&painter, *page))
}

fn share(painter: &png::Painter<'_>, page: usize) -> f64 {
    let Ok(picture) = painter.page(page) else { return 0.0 };
    let solid = picture.rgba().chunks_exact(4).filter(|pixel| pixel.iter().take(3).any(|channel| *channel < HALF));
    solid.count() as f64 / (f64::from(picture.width()) * f64::from(picture.height())).max(1.0)
}

/// The remark on pages that are more solid than [`MOST`], each with its share: how many there are, the first of the worst by name with
/// the frame that takes most of it; none where there is no such page. `hint` is the next step.
pub fn remark(document: &Document, shares: &[f64], hint: Say) -> Option<Diagnostic> {
    let over: Vec<(&Page, f64)> =
        document.pages.iter().zip(shares.iter().copied()).filter(|(_, share)| *share > MOST).collect();
    let (worst, share) = over.iter().rev().copied().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let (face, count) = (&worst.name, over.len());
    let message = match count {
        1 => say!(
            "{face} : {own} de la face en aplats d’encre, {most} au plus sur une imprimante de bureau",
            "{face}: {own} of the face in solid ink, {most} at most on an office printer";
            own = percent(share), most = percent(MOST),
        ),
        _ => say!(
            "{count} faces ont plus de {most} d’aplats d’encre, trop pour une imprimante de bureau ; la plus chargée, {face}, en a {own}",
            "{count} faces have more than {most} in solid ink, too much for an office printer; the heaviest, {face}, has {own}";
            own = percent(share), most = percent(MOST),
        ),
    };
    let fault = Diagnostic::warning("solid-area", message);
    let fault = match (heaviest(document, worst), &worst.card) {
        (Some(origin), _) => origin.mark(fault),
        (None, Some(card)) => fault.card(&**card),
        (None, None) => fault,
    };
    Some(fault.hint(hint))
}

/// `18,2 %`
fn percent(share: f64) -> Say {
    let english = ((share * 1000.0).round() / 10.0).to_string();
    let french = english.replace('.', ",");
    say!("{french} %", "{english}%")
}

/// The frame that fills most of a page with solid ink, each drawn alone; the innermost of those that are nearly equal.
fn heaviest(document: &Document, page: &Page) -> Option<Arc<Origin>> {
    let mut frames = Vec::new();
    gather(document, &page.items, &Transform::IDENTITY, 0, &mut frames);
    let alone = |item: &Item| Page { items: vec![item.clone()], ..page.clone() };
    let pages: Vec<Page> = frames.iter().map(|(_, item)| alone(item)).collect();
    let which: Vec<usize> = (0..pages.len()).collect();
    let apart =
        Document { pages, assets: document.assets.clone(), fonts: document.fonts.clone(), ..Document::default() };
    let shares = shares(&apart, &which);
    let mut found: Option<(&Arc<Origin>, f64)> = None;
    for ((origin, _), share) in frames.iter().zip(shares) {
        if share > 0.0 && found.is_none_or(|(_, known)| share > known * 0.9) {
            found = Some((origin, share));
        }
    }
    found.map(|(origin, _)| origin.clone())
}

/// Every group that says where it comes from, in the coordinates of the page, outer ones first.
fn gather(document: &Document, items: &[Item], map: &Transform, depth: usize, frames: &mut Vec<(Arc<Origin>, Item)>) {
    for item in items {
        match item {
            Item::Group(group) => {
                if let Some(origin) = &group.origin {
                    let placed = Group { transform: *map, items: vec![item.clone()], ..Group::default() };
                    frames.push((origin.clone(), Item::Group(Box::new(placed))));
                }
                gather(document, &group.items, &map.then_inside(&group.transform), depth, frames);
            }
            Item::Use(Use { artwork, transform }) if depth < DEEPEST => {
                if let Some(artwork) = document.assets.artwork(*artwork) {
                    gather(document, &artwork.items, &map.then_inside(transform), depth + 1, frames);
                }
            }
            Item::Use(_) | Item::Path(_) | Item::Glyphs(_) | Item::Image(_) | Item::Link(_) => {}
        }
    }
}
