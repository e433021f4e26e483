//! Which sheets a run makes of its decks: arrangements by name, what the command line changes in them, what the sheets say
//! of themselves. How cards lie on them is the business of `impose`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::folders::Folders;
use super::home;
use super::labels::too_close;
use super::made::{Made, Names};
use super::{Run, SheetFacts, Sheets};
use crate::diag::{Diagnostic, Lang};
use crate::font::{FontId, Slant, Weight};
use crate::impose::{
    self, Arrangement, Arrangements, Calibration, Fill, Found, Imposed, Lettering, Order, Printer, Sides, Slug,
};
use crate::model::Kit;
use crate::say;
use crate::scene::Document;
use crate::sizes::Sizes;
use crate::source::{FileId, Place};
use crate::template::Brand;
use crate::text::Setter;
use crate::yaml;

/// What the sheets of a kit are made with.
pub(super) struct Shop {
    pub folders: Folders,
    pub sizes: Sizes,
    pub file: FileId,
    pub title: Arc<str>,
    pub version: Arc<str>,
    pub lettering: Lettering,
}

impl Shop {
    pub(super) fn new(kit: &Kit, folders: &Folders, brand: &Brand) -> Self {
        let lang = if kit.lang.starts_with("fr") { Lang::Fr } else { Lang::En };
        let lettering = Lettering {
            setter: Setter::new(brand.fonts.clone()),
            fonts: upright(kit, brand, Weight::REGULAR),
            heading: upright(kit, brand, Weight(700)),
            lang,
        };
        let (title, version) = (kit.title.clone(), kit.version.clone());
        Self { folders: folders.clone(), sizes: kit.sizes.clone(), file: kit.file, title, version, lettering }
    }
}

/// The faces of the first role that has an upright one of this weight; none in a kit without.
fn upright(kit: &Kit, brand: &Brand, weight: Weight) -> Arc<[FontId]> {
    let faces = |families: &[Arc<str>]| -> Vec<FontId> {
        families.iter().filter_map(|family| brand.fonts.find(family, weight, Slant::Upright)).collect()
    };
    let roles = kit.fonts.iter().map(|role| faces(&role.families));
    roles.into_iter().find(|faces| !faces.is_empty()).unwrap_or_default().into()
}

/// Sheets ready to be written.
pub(super) struct Sheeted {
    pub names: Names,
    /// `24-cartes_A4-4up_a4-a6`
    pub what: String,
    pub facts: SheetFacts,
    pub printer: Printer,
    pub sides: Sides,
    /// How many copies a print dialogue starts from.
    pub copies: Option<u32>,
    /// Of the words in its file names.
    pub lang: Lang,
    pub document: Document,
}

impl Sheeted {
    pub(super) fn into_document(self) -> Document {
        self.document
    }
}

/// An arrangement as it is to be used, and the decks it is asked for.
struct Asked {
    found: Found,
    decks: Vec<usize>,
}

impl Run<'_> {
    /// Decks → sheets. Documents that are not needed any more may be handed over.
    pub(super) fn sheets(&mut self, made: Cow<'_, [Made]>) -> Vec<Sheeted> {
        let names = self.sheet_names();
        // A delivery to a print shop holds what it asked for and nothing else.
        let own = self.job.printer.is_none() && made.iter().any(|deck| !deck.sheets.is_empty());
        if !own && !self.is_home() && names.is_empty() {
            return Vec::new();
        }
        let Some(shop) = self.shop.take() else { return Vec::new() };
        let all = Arrangements::read(self.world, &shop.folders.sheets(), &mut self.sources, &mut self.diagnostics);
        let asked = self.asked(&made, &all, &shop.sizes);
        self.unknown_paper(&shop);
        self.unknown_filler(&made);
        let calibration = self.calibration();
        let mut batches: Vec<(usize, Vec<usize>)> = Vec::new();
        for (index, asked) in asked.iter().enumerate() {
            match asked.found.arrangement.mix {
                // A mixed print is for people who read one language.
                true => {
                    let lang = |deck: &usize| made.get(*deck).map(Made::lang);
                    let versions = asked.decks.chunk_by(|a, b| lang(a) == lang(b));
                    batches.extend(versions.map(|decks| (index, decks.to_vec())));
                }
                false => batches.extend(asked.decks.iter().map(|deck| (index, vec![*deck]))),
            }
        }
        let mut left: BTreeMap<usize, usize> = BTreeMap::new();
        batches.iter().flat_map(|(_, decks)| decks).for_each(|deck| *left.entry(*deck).or_default() += 1);
        let outlined = self.follows_lines();
        let mut made: Vec<Cow<'_, Made>> = match made {
            Cow::Borrowed(made) => made.iter().map(Cow::Borrowed).collect(),
            Cow::Owned(made) => made.into_iter().map(Cow::Owned).collect(),
        };
        self.progress.begin(&say!("mise en feuilles", "putting cards onto sheets"), batches.len());
        let mut sheets = Vec::new();
        for (index, decks) in batches {
            let mut taken = Vec::new();
            // Labels and card stock come with their cuts.
            let scissors = asked.get(index).is_some_and(|asked| {
                let arrangement = &asked.found.arrangement;
                arrangement.printer == Printer::Home && arrangement.all_slots().is_empty()
            });
            for deck in decks {
                let more = left.get_mut(&deck).map_or(0, |left| {
                    *left = left.saturating_sub(1);
                    *left
                });
                taken.extend(
                    made.get_mut(deck)
                        .map(|made| take(made, more == 0))
                        .map(|made| if outlined || made.cutting.line { made.outlined() } else { made })
                        .map(|made| if scissors { made.traced() } else { made }),
                );
            }
            if let Some(asked) = asked.get(index) {
                sheets.extend(self.lay(&asked.found, taken, &shop, calibration));
            }
            self.progress.advance();
        }
        self.progress.end();
        self.shop = Some(shop);
        sheets
    }

    /// The arrangements that the command line names for all decks, or else those that each deck names for itself.
    fn asked(&mut self, made: &[Made], all: &Arrangements, sizes: &Sizes) -> Vec<Asked> {
        let mut asked: Vec<Asked> = Vec::new();
        let mut add = |name: &str, deck: usize, place: Option<Place>, faults: &mut Vec<Diagnostic>| match all.get(name)
        {
            Ok(found) => {
                let known = asked.iter_mut().find(|asked| asked.found.place == found.place);
                match known {
                    Some(known) if known.decks.contains(&deck) => {}
                    Some(known) => known.decks.push(deck),
                    None => asked.push(Asked { found: found.clone(), decks: vec![deck] }),
                }
            }
            Err(fault) => faults.push(match place {
                Some(place) => fault.at(place),
                None => fault,
            }),
        };
        let (mut faults, mut home) = (Vec::new(), Vec::new());
        let names = self.sheet_names();
        for name in &names {
            made.iter().enumerate().for_each(|(deck, _)| add(name, deck, None, &mut faults));
        }
        if names.is_empty() {
            for (index, deck) in made.iter().enumerate() {
                if deck.sheets.is_empty() && self.is_home() {
                    home.extend(self.home_sheet(deck, all, sizes).map(|name| (name, index)));
                }
                for (name, place) in &deck.sheets {
                    add(name, index, Some(place.clone()), &mut faults);
                }
            }
        }
        for (name, deck) in &home {
            add(name, *deck, None, &mut faults);
        }
        self.diagnostics.extend(faults);
        asked.iter_mut().for_each(|asked| self.change(&mut asked.found.arrangement));
        asked
    }

    /// What the command line says otherwise than the file.
    pub(super) fn change(&self, arrangement: &mut Arrangement) {
        let sheets = &self.job.sheets;
        if let Some(paper) = &sheets.paper {
            arrangement.paper.clone_from(paper);
        }
        arrangement.order = sheets.order.unwrap_or(arrangement.order);
        arrangement.sides = sheets.sides.unwrap_or(arrangement.sides);
        arrangement.mix |= sheets.mix;
        arrangement.copies = sheets.copies.or(arrangement.copies);
        match sheets.fill.as_deref() {
            Some("empty") => arrangement.fill = Fill::Empty,
            Some("blank") => arrangement.fill = Fill::Blank,
            _ => {}
        }
    }

    pub(super) fn unknown_paper(&mut self, shop: &Shop) {
        let Some(Err(error)) = self.job.sheets.paper.as_deref().map(|paper| shop.sizes.format(paper)) else { return };
        let mut fault = error.diagnostic(Place::file(shop.file));
        // The command line has no place in a file.
        fault.labels.clear();
        self.diagnostics.push(fault);
    }

    /// The code of the card that fills, where the command line names one.
    fn filler(&self) -> Option<&str> {
        self.job.sheets.fill.as_deref().filter(|fill| !["empty", "blank"].contains(fill))
    }

    fn unknown_filler(&mut self, made: &[Made]) {
        let Some(code) = self.filler() else { return };
        let codes = || made.iter().flat_map(|deck| &deck.document().pages).filter_map(|page| page.card.as_deref());
        if codes().any(|known| known == code) {
            return;
        }
        let fault =
            say!("pas de carte « {code} » pour remplir les places", "there is no card “{code}” to fill places with");
        let next = match yaml::suggest(code, codes()) {
            Some(near) => say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"),
            None => say!(
                "écrivez empty, blank ou le code d’une carte choisie",
                "write empty, blank or the code of a chosen card"
            ),
        };
        self.diagnostics.push(Diagnostic::error("unknown-card", fault).hint(next));
    }

    /// One arrangement, one deck or several mixed: sheets of several cards, or pages over several sheets.
    fn lay(&mut self, found: &Found, decks: Vec<Made>, shop: &Shop, drift: Calibration) -> Vec<Sheeted> {
        match found.arrangement.tiles {
            Some(_) => decks.iter().filter_map(|deck| self.over_tiles(deck, &found.arrangement, shop)).collect(),
            None => self.impose(found, decks, shop, drift).into_iter().collect(),
        }
    }

    fn impose(&mut self, found: &Found, decks: Vec<Made>, shop: &Shop, drift: Calibration) -> Option<Sheeted> {
        let arrangement = &found.arrangement;
        let home = self.prints_at_home(arrangement);
        self.refused_marks(arrangement, &found.place);
        let ids: Vec<String> = decks.iter().map(|deck| deck.id.clone()).collect();
        let deck = match <[Made; 1]>::try_from(decks) {
            Ok([deck]) => deck,
            Err(decks) => Made::merged(decks)?,
        };
        let stickers = deck.cutting.stickers.is_some();
        self.label_room(deck.document(), arrangement);
        let (hash, filler) = (deck.hash(), self.filler().map(str::to_owned));
        let title = &shop.title;
        let slug = Slug { job: format!("{title} · {}", deck.title()), version: format!("v{}", shop.version), hash };
        let job = impose::Job {
            arrangement,
            place: &found.place,
            sizes: &shop.sizes,
            slug: &slug,
            lettering: &shop.lettering,
            calibration: if home { drift } else { Calibration::default() },
            sets: self.job.sheets.sets,
            filler: filler.as_deref(),
        };
        let title = deck.title();
        let (names, count, mut document) = deck.into_parts();
        let listed = home::contents(&document);
        let white = home::keeps_white(&document, arrangement);
        if home {
            self.spare(&mut document);
        }
        match impose::impose(document, &job) {
            Ok(mut imposed) => {
                self.diagnostics.extend(too_close(&imposed.plans, arrangement).filter(|_| stickers));
                let facts = facts(arrangement, ids, &imposed);
                let mut what = format!("{count}_{}", what(arrangement, &imposed, &shop.sizes, &self.job.sheets));
                if home {
                    what.push_str(self.job.home.key());
                }
                if home && white {
                    imposed.remarks.retain(|remark| remark.code != "unprintable-edge");
                }
                self.diagnostics.append(imposed.remarks.drain(..).collect());
                if home {
                    self.cover(arrangement, (&title, &listed), &mut imposed, shop);
                }
                let Arrangement { printer, sides, copies, .. } = *arrangement;
                let (lang, document) = (shop.lettering.lang, imposed.document);
                Some(Sheeted { names, what, facts, printer, sides, copies, lang, document })
            }
            Err(faults) => {
                self.diagnostics.extend(faults);
                None
            }
        }
    }
}

/// The deck, handed over when nobody else needs it.
fn take(made: &mut Cow<'_, Made>, last: bool) -> Made {
    match made {
        Cow::Owned(made) if last => std::mem::take(made),
        made => made.as_ref().clone(),
    }
}

fn facts(arrangement: &Arrangement, decks: Vec<String>, imposed: &Imposed) -> SheetFacts {
    SheetFacts {
        name: arrangement.sheet.clone(),
        decks,
        sheets: imposed.sheets,
        pieces: imposed.pieces,
        per_sheet: imposed.per_sheet(),
        free: imposed.free,
        cuts: imposed.cuts(),
        waste_permille: (imposed.waste() * 1000.0).round().max(0.0) as u32,
    }
}

/// `A4-9up_a4`, and what the command line changed: `A4-9up_a4-cut-and-stack-5-sets`.
fn what(arrangement: &Arrangement, imposed: &Imposed, sizes: &Sizes, changed: &Sheets) -> String {
    let paper = sizes.format(&arrangement.paper).map(|format| format.id.to_string()).unwrap_or_default();
    let up = imposed.per_sheet().map_or("mix".to_owned(), |count| format!("{count}up"));
    let mut what = format!("{paper}-{up}_{}", arrangement.sheet);
    for word in [changed.order.map(Order::key), changed.sides.map(Sides::key)].into_iter().flatten() {
        what.push('-');
        what.push_str(word);
    }
    if let Some(sets) = changed.sets {
        what.push_str(&format!("-{sets}x"));
    }
    what
}
