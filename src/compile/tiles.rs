//! Pages of a kit that are larger than the paper, over several sheets of it. How they are cut is the business of `impose`.

use super::made::Made;
use super::sheets::{Sheeted, Shop};
use super::{Run, SheetFacts};
use crate::diag::Diagnostic;
use crate::geom::{Insets, Size};
use crate::impose::tile::{self, OVERLAP, Tiled, Tiling, UNPRINTABLE};
use crate::impose::{Arrangement, Orientation, Printer, Sides};
use crate::say;
use crate::scene::Page;
use crate::source::Place;

impl Run<'_> {
    /// Decks → tiles, for every deck with pages that the paper does not hold; nothing where no tiles are asked for.
    pub(super) fn tiles(&mut self, made: &[Made]) -> Vec<Sheeted> {
        let Some(name) = &self.job.sheets.tile else { return Vec::new() };
        let Some(shop) = self.shop.take() else { return Vec::new() };
        let mut tiles = Vec::new();
        match shop.sizes.format(name) {
            Ok(paper) => {
                let before = self.diagnostics.iter().len();
                let (id, border) = (format!("{}-tuiles", paper.id), self.job.sheets.border.unwrap_or(UNPRINTABLE));
                let tiling = Tiling {
                    paper: paper.trim,
                    orientation: Orientation::Best,
                    unprintable: Insets::uniform(border),
                    overlap: self.job.sheets.overlap.unwrap_or(OVERLAP),
                    keep: &[],
                    lettering: &shop.lettering,
                };
                let large = |page: &Page| !fits(page.boxes.trim, paper.trim);
                for deck in made {
                    let spread = self.spread(deck, &id, &tiling, large);
                    tiles.extend(spread.map(|sheet| Sheeted { copies: self.job.sheets.copies, ..sheet }));
                }
                if tiles.is_empty() && self.diagnostics.iter().len() == before {
                    self.diagnostics.push(nothing_large(name));
                }
            }
            Err(error) => {
                let mut fault = error.diagnostic(Place::file(shop.file));
                // The command line has no place in a file.
                fault.labels.clear();
                self.diagnostics.push(fault);
            }
        }
        self.shop = Some(shop);
        tiles
    }

    /// Every page of a deck over the sheets of an arrangement for tiles; a page that one sheet holds has it for itself.
    pub(super) fn over_tiles(&mut self, deck: &Made, arrangement: &Arrangement, shop: &Shop) -> Option<Sheeted> {
        let paper = shop.sizes.format(&arrangement.paper).ok()?.trim;
        let Arrangement { orientation, unprintable, tiles, printer, copies, .. } = arrangement;
        let tiling = Tiling {
            paper,
            orientation: *orientation,
            unprintable: unprintable.0,
            overlap: tiles.map_or(OVERLAP, |tiles| tiles.overlap),
            keep: &[],
            lettering: &shop.lettering,
        };
        let sheet = self.spread(deck, &arrangement.sheet, &tiling, |_| true)?;
        Some(Sheeted { printer: *printer, copies: *copies, ..sheet })
    }

    fn spread(
        &mut self,
        deck: &Made,
        name: &str,
        tiling: &Tiling<'_>,
        wanted: impl Fn(&Page) -> bool,
    ) -> Option<Sheeted> {
        let mut document = deck.document().clone();
        document.pages.retain(|page| page.copies > 0 && wanted(page));
        if document.pages.is_empty() {
            return None;
        }
        let tiled = match tile::tile(document, tiling) {
            Ok(tiled) => tiled,
            Err(faults) => {
                self.diagnostics.extend(faults);
                return None;
            }
        };
        let facts = facts(deck, name, &tiled);
        self.diagnostics.extend(tiled.remarks);
        let (names, count, _) = deck.clone().into_parts();
        let what = format!("{count}_{name}");
        let (printer, sides, document) = (Printer::Home, Sides::Single, tiled.document);
        let lang = deck.file_lang();
        Some(Sheeted { names, what, facts, printer, sides, copies: None, lang, document })
    }
}

fn fits(page: Size, paper: Size) -> bool {
    let holds = |paper: Size| page.width <= paper.width && page.height <= paper.height;
    holds(paper) || holds(paper.turned())
}

fn facts(deck: &Made, name: &str, tiled: &Tiled) -> SheetFacts {
    let area = |size: Size| size.width.to_mm() * size.height.to_mm();
    let sheets = tiled.plans.iter().map(tile::TilePlan::len).sum::<usize>();
    let paper_area: f64 = tiled.plans.iter().map(|plan| area(plan.paper) * plan.len() as f64).sum();
    let used: f64 = tiled.plans.iter().map(|plan| area(plan.poster)).sum();
    SheetFacts {
        name: name.to_owned(),
        decks: vec![deck.id.clone()],
        sheets,
        pieces: tiled.plans.len(),
        per_sheet: None,
        free: 0,
        cuts: 0,
        waste_permille: ((1.0 - used / paper_area) * 1000.0).round().clamp(0.0, 1000.0) as u32,
    }
}

fn nothing_large(paper: &str) -> Diagnostic {
    Diagnostic::error(
        "nothing-to-tile",
        say!(
            "toutes les pages tiennent sur {paper} : rien à répartir",
            "every page has room on {paper}: there is nothing to spread"
        ),
    )
    .hint(say!("--sheet met plusieurs cartes par feuille", "--sheet puts several cards onto a sheet"))
}
