//! The `home` profile: sheets for the office printer as it is. Chooses the sheet where nobody named one, spares ink, makes up
//! for the printer's drift, and puts the page on top that tells how to print and cut.

use std::path::PathBuf;

use super::made::Made;
use super::sheets::Shop;
use super::{Profile, Run};
use crate::diag::{Diagnostic, Say};
use crate::geom::{Insets, Length, PageBoxes, Size};
use crate::impose::{self, Arrangement, Arrangements, Calibration, Cover, Imposed, Ink, Order, Printer, Sides};
use crate::say;
use crate::scene::{Document, Page, Side};
use crate::sizes::Sizes;
use crate::source::Place;
use crate::verify::solid;
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
pub(super) const PAPER: &str = "A4";

/// The share of a face that may be solid: less than [`solid::MOST`] by what two ways of drawing a page differ.
const ENOUGH: f64 = 0.13;
/// The same with `--ink low`.
const LITTLE: f64 = 0.08;

/// Dark shapes that cover so much of a face become light, one step after the other until there is little enough ink.
const SHAPES: [f64; 6] = [0.12, 0.08, 0.05, 0.03, 0.015, 0.005];

impl Run<'_> {
    pub(super) fn is_home(&self) -> bool {
        self.profiles.contains(&Profile::Home)
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

    /// Faces with little ink: grounds become light or white, then dark shapes, the largest first, on faces that are still too
    /// solid. What stays too solid all the same is told.
    pub(super) fn spare(&mut self, document: &mut Document) {
        let ink = self.job.home.ink;
        impose::spare(document, ink);
        let most = match ink {
            Ink::Light | Ink::Grey => ENOUGH,
            Ink::Low => LITTLE,
        };
        let all: Vec<usize> = (0..document.pages.len()).collect();
        let mut shares = solid::shares(document, &all);
        for share in SHAPES {
            let over: Vec<usize> = all.iter().copied().filter(|page| shares.get(*page) > Some(&most)).collect();
            if over.is_empty() {
                break;
            }
            impose::lighten(document, ink, &over, share);
            for (page, now) in over.iter().zip(solid::shares(document, &over)) {
                if let Some(known) = shares.get_mut(*page) {
                    *known = now;
                }
            }
        }
        self.diagnostics.extend(solid::remark(document, &shares, less_ink(ink)));
    }

    /// The arrangement for a deck that names none: made for its size where there is one, or else the plainest for the
    /// paper.
    pub(super) fn home_sheet(&mut self, deck: &Made, all: &Arrangements, sizes: &Sizes) -> Option<String> {
        let paper = self.job.sheets.paper.clone().unwrap_or_else(|| PAPER.to_owned());
        let trim = deck.document().pages.first()?.boxes.trim;
        // Boards share no sheet: large ones go over several, the others are printed as they are on the screen.
        let found = match deck.piece {
            true if holds(sizes, &paper, trim) => return None,
            true => spread(all, sizes, &paper),
            false => chosen(all, sizes, &paper, trim),
        };
        if found.is_none() {
            self.diagnostics.push(no_sheet(&paper));
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

/// What a face with too much ink is to do.
fn less_ink(ink: Ink) -> Say {
    match ink {
        Ink::Light | Ink::Grey => say!(
            "--ink low en retire davantage ; ce qui reste vient de photos ou de lettres : allégez ce cadre",
            "--ink low takes more away; what remains is pictures or letters: lighten that frame"
        ),
        Ink::Low => say!(
            "ce qui reste vient de photos ou de lettres : allégez ce cadre, ou donnez au jeu une variante sans lui",
            "what remains is pictures or letters: lighten that frame, or give the deck a variant without it"
        ),
    }
}

/// The fault of a paper that no arrangement of the home profile is made for.
pub(super) fn no_sheet(paper: &str) -> Diagnostic {
    let fault = say!(
        "aucune feuille du profil « home » n’est prévue pour le papier « {paper} »",
        "no sheet of the “home” profile is made for the paper “{paper}”"
    );
    let next = say!(
        "nommez une feuille (--sheet) ; `massicot list --sheets` les montre",
        "name a sheet (--sheet); `massicot list --sheets` shows them"
    );
    Diagnostic::error("no-home-sheet", fault).hint(next)
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

/// Whether a paper holds a page.
fn holds(sizes: &Sizes, paper: &str, trim: Size) -> bool {
    let fits = |paper: Size| trim.width <= paper.width && trim.height <= paper.height;
    sizes.format(paper).is_ok_and(|paper| fits(paper.trim) || fits(paper.trim.turned()))
}

/// The arrangement that spreads a page over several sheets of a paper.
fn spread(all: &Arrangements, sizes: &Sizes, paper: &str) -> Option<String> {
    let size = |name: &str| sizes.format(name).ok().map(|format| format.trim);
    let wanted = size(paper)?;
    let mut tiled = all.iter().map(|found| &found.arrangement).filter(|arrangement| arrangement.tiles.is_some());
    tiled.find(|arrangement| size(&arrangement.paper) == Some(wanted)).map(|arrangement| arrangement.sheet.clone())
}

/// The home profile's arrangement for a paper and a size of cards.
pub(super) fn chosen(all: &Arrangements, sizes: &Sizes, paper: &str, trim: Size) -> Option<String> {
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
