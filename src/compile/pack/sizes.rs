//! Decks of one size together, each group with the arrangement that puts it onto paper.

use crate::compile::Run;
use crate::compile::home::{self, PAPER};
use crate::compile::made::Made;
use crate::compile::sheets::Shop;
use crate::diag::Diagnostic;
use crate::geom::{Length, Size};
use crate::impose::{self, Arrangement, Arrangements, Fill, Found, Order, Sides};
use crate::say;
use crate::sizes::Sizes;

/// Cards of one size.
pub(super) struct Group {
    /// Their decks, by id.
    pub decks: Vec<String>,
    /// Their size as the first deck calls it: `A6`.
    pub format: String,
    pub made: Made,
    pub found: Found,
    /// Cards on a full sheet.
    pub per_sheet: usize,
}

/// Where cards are too large for a paper, the next larger one that offices have.
const LARGER: [(&str, &str); 2] = [("A4", "A3"), ("Letter", "Tabloid")];

impl Run<'_> {
    /// Laid out decks by size, in the order of the kit.
    pub(super) fn groups(&mut self, made: Vec<Made>, all: &Arrangements, shop: &Shop) -> Vec<Group> {
        let mut sizes: Vec<(Size, Vec<Made>)> = Vec::new();
        for deck in made {
            let Some(page) = deck.document().pages.first() else { continue };
            let trim = page.boxes.trim;
            match sizes.iter_mut().find(|(known, _)| near(*known, trim)) {
                Some((_, decks)) => decks.push(deck),
                None => sizes.push((trim, vec![deck])),
            }
        }
        sizes.into_iter().filter_map(|(trim, decks)| self.group(trim, decks, all, shop)).collect()
    }

    fn group(&mut self, trim: Size, decks: Vec<Made>, all: &Arrangements, shop: &Shop) -> Option<Group> {
        let ids = decks.iter().map(|deck| deck.id.clone()).collect();
        let made = match <[Made; 1]>::try_from(decks) {
            Ok([deck]) => deck,
            Err(decks) => Made::merged(decks)?,
        };
        let bleeds = made.document().pages.iter().map(|page| {
            let bleed = page.boxes.bleed;
            bleed.left.min(bleed.right).min(bleed.top).min(bleed.bottom)
        });
        let bleed = bleeds.fold(Length::ZERO, Length::max);
        let (found, per_sheet) = self.arrangement_of(trim, bleed, all, shop)?;
        Some(Group { decks: ids, format: made.format(), made, found, per_sheet })
    }

    /// The first arrangement asked for that has room for a card, or else the home profile's; with the cards on a sheet.
    fn arrangement_of(&mut self, trim: Size, bleed: Length, all: &Arrangements, shop: &Shop) -> Option<(Found, usize)> {
        let mut faults = Vec::new();
        for name in self.names_for(trim, all, &shop.sizes) {
            let mut found = match all.get(&name) {
                Ok(found) => found.clone(),
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            self.for_pack(&mut found.arrangement);
            if found.arrangement.fold.is_some() {
                faults.push(booklet(&found.arrangement));
                continue;
            }
            match impose::plan(&found.arrangement, &found.place, &shop.sizes, trim, bleed) {
                Ok(plan) => return Some((found, plan.places.len())),
                Err(more) => faults.extend(more),
            }
        }
        if faults.is_empty() {
            let paper = self.job.sheets.paper.clone().unwrap_or_else(|| PAPER.to_owned());
            faults.push(home::no_sheet(&paper));
        }
        self.diagnostics.extend(faults);
        None
    }

    fn names_for(&self, trim: Size, all: &Arrangements, sizes: &Sizes) -> Vec<String> {
        if !self.job.sheets.names.is_empty() {
            return self.job.sheets.names.clone();
        }
        let paper = self.job.sheets.paper.as_deref().unwrap_or(PAPER);
        let own = sizes.format(paper).ok().map(|format| format.trim);
        let larger = LARGER.iter().filter(|(name, _)| {
            let small = sizes.format(name).ok().map(|format| format.trim);
            own.zip(small).is_some_and(|(own, small)| near(own, small))
        });
        let papers = std::iter::once(paper).chain(larger.map(|(_, larger)| *larger));
        papers.filter_map(|paper| home::chosen(all, sizes, paper, trim)).collect()
    }

    /// The arrangement as a pack uses it: each table's pile comes out whole and in order.
    fn for_pack(&self, arrangement: &mut Arrangement) {
        self.change(arrangement);
        arrangement.order = Order::CutAndStack;
        arrangement.fill = Fill::Empty;
        arrangement.mix = false;
    }
}

/// Whether an arrangement prints backs.
pub(super) fn has_backs(arrangement: &Arrangement) -> bool {
    arrangement.sides != Sides::Single
}

pub(super) fn near(a: Size, b: Size) -> bool {
    let tolerance = Length::mm(0.01);
    a.width.near(b.width, tolerance) && a.height.near(b.height, tolerance)
}

fn booklet(arrangement: &Arrangement) -> Diagnostic {
    let sheet = &arrangement.sheet;
    Diagnostic::error(
        "pack-booklet",
        say!(
            "la feuille « {sheet} » se plie en livret : elle ne porte pas de cartes",
            "the sheet “{sheet}” folds into a booklet: it holds no cards"
        ),
    )
    .hint(say!(
        "sans --sheet, la feuille du profil « home » est prise ; `massicot list --sheets` montre les autres",
        "without --sheet that of the “home” profile is taken; `massicot list --sheets` shows the others"
    ))
}
