//! The `home` profile: sheets for the office printer as it is. Chooses the sheet where nobody named one, spares ink, makes up
//! for the printer's drift, and puts the page on top that tells how to print and cut.

use std::path::PathBuf;

use super::made::Made;
use super::sheets::Shop;
use super::{Profile, Run};
use crate::diag::Diagnostic;
use crate::geom::{Insets, Length, PageBoxes, Size};
use crate::impose::{self, Arrangement, Arrangements, Calibration, Cover, Imposed, Ink, Order, Printer, Sides};
use crate::say;
use crate::scene::{Document, Page, Side};
use crate::sizes::Sizes;
use crate::source::Place;
use crate::yaml;

/// How the `home` profile prints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// How much ink it may use.
    pub ink: Ink,
    /// A `printer.yaml` that tells what the printer shifts.
    pub calibration: Option<PathBuf>,
}

impl Home {
    /// What file names say of it, so that no print replaces another one.
    pub(super) const fn key(&self) -> &'static str {
        match self.ink {
            Ink::Light => "_home",
            Ink::Low => "_home-low",
            Ink::Grey => "_home-grey",
        }
    }
}

/// The paper of the `home` profile where nobody names another.
const PAPER: &str = "A4";

impl Run<'_> {
    pub(super) fn is_home(&self) -> bool {
        self.job.profiles.contains(&Profile::Home)
    }

    /// Whether an arrangement is treated as a home print.
    pub(super) fn prints_at_home(&self, arrangement: &Arrangement) -> bool {
        self.is_home() && arrangement.printer == Printer::Home
    }

    /// What `printer.yaml` says; nothing to make up for without one, or with faults.
    pub(super) fn calibration(&mut self) -> Calibration {
        let path = self.job.home.calibration.clone().filter(|_| self.is_home());
        let Some(path) = path else { return Calibration::default() };
        let read = yaml::read_file(self.world, &path, &mut self.sources, &mut self.diagnostics);
        let read =
            read.and_then(|(file, value)| Calibration::read(&value, &Place::value(file, []), &mut self.diagnostics));
        read.unwrap_or_default()
    }

    /// The arrangement for a deck that names none: made for its size where there is one, or else the plainest for the
    /// paper.
    pub(super) fn home_sheet(&mut self, deck: &Made, all: &Arrangements, sizes: &Sizes) -> Option<String> {
        let paper = self.job.sheets.paper.clone().unwrap_or_else(|| PAPER.to_owned());
        let trim = deck.document().pages.first()?.boxes.trim;
        let found = chosen(all, sizes, &paper, trim);
        if found.is_none() {
            let fault = say!(
                "aucune feuille du profil « home » n’est prévue pour le papier « {paper} »",
                "no sheet of the “home” profile is made for the paper “{paper}”"
            );
            let next = say!(
                "nommez une feuille (--sheet) ; `massicot list --sheets` les montre",
                "name a sheet (--sheet); `massicot list --sheets` shows them"
            );
            self.diagnostics.push(Diagnostic::error("no-home-sheet", fault).hint(next));
        }
        found
    }

    /// The page on top, and an empty back where backs have pages of their own, so that fronts stay fronts.
    pub(super) fn cover(
        &mut self,
        arrangement: &Arrangement,
        deck: (&str, &[(String, u32)]),
        imposed: &mut Imposed,
        shop: &Shop,
    ) {
        let [plan] = imposed.plans.as_slice() else { return };
        let (title, contents) = deck;
        let version = &shop.version;
        let subtitle = format!("{} · version {version}", shop.title);
        let cover = Cover {
            title,
            subtitle: &subtitle,
            contents,
            plan,
            paper: &arrangement.paper,
            sheets: imposed.sheets,
            sides: arrangement.sides,
            stacks: arrangement.order == Order::CutAndStack,
            lettering: &shop.lettering,
        };
        match cover.page() {
            Ok(page) => {
                let blank = plan.two_pages.then(|| Page {
                    boxes: PageBoxes::new(page.boxes.trim, Length::ZERO, Length::ZERO),
                    name: format!("{}-{}", page.name, impose::side_name(Side::Back, shop.lettering.lang)),
                    side: Side::Back,
                    copies: 1,
                    ..Page::default()
                });
                imposed.document.pages.splice(0..0, std::iter::once(page).chain(blank));
            }
            Err(fault) => self.diagnostics.push(fault),
        }
    }
}

/// Codes of the cards with their copies, in the order of the pages.
pub(super) fn contents(document: &Document) -> Vec<(String, u32)> {
    let cards = document.pages.chunk_by(|a, b| a.card == b.card).filter_map(<[Page]>::first);
    let wanted = cards.filter(|page| page.copies > 0);
    wanted.filter_map(|page| Some((page.card.as_deref()?.to_owned(), page.copies))).collect()
}

/// Whether words and codes keep off the border that the printer leaves white, wherever a card lies.
pub(super) fn keeps_white(document: &Document, arrangement: &Arrangement) -> bool {
    let Insets { top, right, bottom, left } = arrangement.unprintable.0;
    let border = top.max(right).max(bottom).max(left);
    document.pages.iter().all(|page| {
        let Insets { top, right, bottom, left } = page.boxes.safe;
        top.min(right).min(bottom).min(left) >= border
    })
}

fn chosen(all: &Arrangements, sizes: &Sizes, paper: &str, trim: Size) -> Option<String> {
    let size = |name: &str| sizes.format(name).ok().map(|format| format.trim);
    let near = |a: Size, b: Size| {
        let tolerance = Length::mm(0.01);
        a.width.near(b.width, tolerance) && a.height.near(b.height, tolerance)
    };
    let wanted = size(paper)?;
    let fits = |arrangement: &&Arrangement| {
        let sound = arrangement.printer == Printer::Home && arrangement.sides == Sides::DuplexLong && !arrangement.mix;
        sound && size(&arrangement.paper).is_some_and(|own| near(own, wanted) || near(own.turned(), wanted))
    };
    let all: Vec<&Arrangement> = all.iter().map(|found| &found.arrangement).filter(fits).collect();
    let made_for = |arrangement: &&&Arrangement| {
        arrangement.piece.as_deref().and_then(size).is_some_and(|piece| near(piece, trim))
    };
    let plain = |arrangement: &&&Arrangement| arrangement.piece.is_none() && arrangement.order == Order::ByCard;
    let found = all.iter().find(made_for).or_else(|| all.iter().find(plain));
    found.map(|arrangement| arrangement.sheet.clone())
}
