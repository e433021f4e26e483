//! Posters and boards over several sheets of small paper: tiles that overlap, a cut where it hurts nothing, a page that
//! tells how to put them together. Scene in, scene out.

mod assembly;
mod keep;
mod plan;
mod seams;
mod sheet;

pub use keep::Keep;
pub use plan::{Tile, TilePlan};

use super::arrangement::Orientation;
use super::lettering::Lettering;
use crate::diag::{Diagnostic, Lang};
use crate::geom::{Insets, Length, PageBoxes, Size};
use crate::say;
use crate::scene::{Artwork, ArtworkId, Document, Page};
use sheet::Drawing;

/// The overlap that people can glue well.
pub const OVERLAP: Length = Length::mm(10.0);
/// Border of the paper that no office printer prints.
pub const UNPRINTABLE: Length = Length::mm(5.0);

/// How a page is spread over sheets.
#[derive(Clone, Copy, Debug)]
pub struct Tiling<'a> {
    /// The paper.
    pub paper: Size,
    /// How the paper lies; `best` takes what cuts through nothing, and then what needs fewer sheets.
    pub orientation: Orientation,
    /// Border of the paper in which nothing is printed.
    pub unprintable: Insets,
    /// What two neighbours both show: the flap that is glued.
    pub overlap: Length,
    /// Areas of the page that no cut may run through, besides its QR codes and what it says itself.
    pub keep: &'a [Keep],
    /// Fonts and language of the sheets' own words.
    pub lettering: &'a Lettering,
}

/// Tiles, and what to tell people about them.
#[derive(Debug)]
pub struct Tiled {
    /// For each page: how to put it together, then its tiles row by row.
    pub document: Document,
    /// How each page is cut.
    pub plans: Vec<TilePlan>,
    /// Areas that had to be cut.
    pub remarks: Vec<Diagnostic>,
}

/// Spreads every page of a document over sheets of paper, at its own size.
///
/// # Errors
/// No page; paper that is too small for the overlap; words that no font can set.
pub fn tile(document: Document, tiling: &Tiling<'_>) -> Result<Tiled, Vec<Diagnostic>> {
    if document.pages.is_empty() {
        return Err(vec![super::nothing()]);
    }
    let keeps: Vec<Vec<Keep>> = document
        .pages
        .iter()
        .map(|page| tiling.keep.iter().cloned().chain(keep::of(&document, page)).collect())
        .collect();
    let Document { info, pages, mut assets, fonts } = document;
    let mut tiled =
        Tiled { document: Document { info, fonts, ..Document::default() }, plans: Vec::new(), remarks: Vec::new() };
    for (page, keep) in pages.into_iter().zip(keeps) {
        let plan = TilePlan::best(page.boxes.trim, &keep, tiling)?;
        tiled.remarks.extend(plan.cut.iter().filter_map(|index| keep.get(*index)).map(|keep| cut_through(keep, &page)));
        let bounds = page.boxes.trim_rect();
        let (name, items) = (page.name.clone(), page.items.clone());
        let artwork = assets.add_artwork(Artwork { name, bounds, items });
        let drawn = drawn(&page, artwork, &plan, tiling.lettering).map_err(|fault| vec![fault])?;
        for _ in 0..page.copies.max(1) {
            tiled.document.pages.extend(drawn.iter().cloned());
            tiled.plans.push(plan.clone());
        }
    }
    tiled.document.assets = assets;
    Ok(tiled)
}

/// The assembly page, where there is something to put together, and the tiles.
fn drawn(page: &Page, artwork: ArtworkId, plan: &TilePlan, lettering: &Lettering) -> Result<Vec<Page>, Diagnostic> {
    let drawing = Drawing { page, artwork, plan, lettering };
    let sheet = |name: &str, items| Page {
        boxes: PageBoxes::new(plan.paper, Length::ZERO, Length::ZERO),
        items,
        name: format!("{}-{name}", page.name),
        card: page.card.clone(),
        side: page.side,
        copies: page.copies,
        outline: None,
    };
    let mut pages = Vec::new();
    let tiles = plan.tiles();
    if tiles.len() > 1 {
        let name = if lettering.lang == Lang::Fr { "assemblage" } else { "assembly" };
        pages.push(sheet(name, drawing.assembly()?));
    }
    for tile in tiles {
        pages.push(sheet(&tile.name, drawing.tile(&tile)?));
    }
    Ok(pages)
}

fn cut_through(keep: &Keep, page: &Page) -> Diagnostic {
    let (what, name) = (&keep.name, &page.name);
    let (w, h) = (keep.rect.width, keep.rect.height);
    Diagnostic::warning(
        "tile-cut",
        say!(
            "une coupe traverse {what} ({w} × {h}) de {name} : aucune grille de ce nombre de feuilles ne l’évite",
            "a cut runs through {what} ({w} × {h}) of {name}: no grid of this many sheets avoids it"
        ),
    )
    .hint(say!(
        "prenez un papier plus grand ou un recouvrement plus étroit, ou déplacez cet élément",
        "take larger paper or a narrower overlap, or move the element"
    ))
}
