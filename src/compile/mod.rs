//! The whole way from a folder to files, as functions that fit on a screen.

mod calibrate;
mod condition;
mod copyfit;
mod cutting;
mod deck;
mod deliver;
mod diff;
mod files;
mod folders;
mod home;
mod imposing;
mod job;
mod labels;
mod lines;
mod listing;
mod locales;
mod made;
mod manifest;
mod names;
mod outline;
pub mod pack;
mod package;
mod preflight;
mod printer;
mod select;
mod sheets;
mod since;
mod slots;
mod stock;
mod thumbnails;
mod ticket;
mod tiles;
mod variants;
mod wrap;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::color::OutputProfile;
use crate::diag::{Diagnostics, Say};
use crate::impose::{Arrangement, Arrangements};
pub use crate::model::Profile;
use crate::model::{self, Kit, Translated};
use crate::printers::{Printer, Printers};
use crate::scene::Document;
use crate::source::Sources;
use crate::template::Library;
use crate::text::Setter;
use crate::world::World;
use crate::yaml;
pub use calibrate::calibration;
pub use copyfit::{CopyDeck, CopyFrame};
pub use diff::{Compared, Comparing, diff};
pub use files::slug;
use folders::Folders;
pub use home::Home;
pub use imposing::{Imposing, Onto, Outcome, impose_pdf};
pub use job::{
    Delivered, Faces, Format, Job, Listed, ListedSheet, LocaleCell, Progress, Report, Selection, SheetFacts, Sheets,
    Written,
};
use made::{Looks, Made};
use manifest::KitId;
pub use manifest::file as manifest_file;
pub use preflight::report_on;
pub use printer::NO_PRINTER;

/// One run over a kit: what it was asked, and what it has found so far.
struct Run<'a> {
    world: &'a dyn World,
    job: &'a Job,
    progress: &'a dyn Progress,
    sources: Sources,
    diagnostics: Diagnostics,
    written: Vec<Written>,
    /// The variant whose files are being made.
    variant: Option<String>,
    copyfit: Vec<CopyDeck>,
    /// The language whose files are being made.
    locale: String,
    /// What sheets of this kit are made with, once it has been read.
    shop: Option<sheets::Shop>,
    /// What the manifest says of the kit.
    kit_id: Option<KitId>,
    /// What each card looks like, by deck and code.
    looks: BTreeMap<String, Looks>,
    cells: Vec<LocaleCell>,
    /// The print shop that press files are made for.
    printer: Option<Printer>,
    /// The printing condition of press files, unless it is the program's own.
    condition: Option<Arc<OutputProfile>>,
    /// What the kit says for tickets.
    desk: Option<ticket::Desk>,
    /// For which uses.
    profiles: Vec<Profile>,
    /// The boxes of the kit.
    boxed: Vec<package::Boxed>,
}

impl<'a> Run<'a> {
    fn new(world: &'a dyn World, job: &'a Job, progress: &'a dyn Progress) -> Self {
        let (sources, diagnostics) = (Sources::new(), Diagnostics::new());
        Self {
            world,
            job,
            progress,
            sources,
            diagnostics,
            written: Vec::new(),
            shop: None,
            kit_id: None,
            looks: BTreeMap::new(),
            variant: None,
            locale: String::new(),
            copyfit: Vec::new(),
            cells: Vec::new(),
            printer: None,
            condition: None,
            desk: None,
            profiles: job.profiles.clone(),
            boxed: Vec::new(),
        }
    }

    /// Folder → kit.
    fn kit(&mut self) -> Option<Kit> {
        model::load(self.world, &self.job.kit, &mut self.sources, &mut self.diagnostics)
    }

    /// The profiles asked for, or else those of the kit; press and screen where neither says, and where sheets are named.
    fn choose_profiles(&mut self, kit: &Kit) {
        if !self.profiles.is_empty() {
            return;
        }
        let plain = self.job.sheets.names.is_empty() && self.job.sheets.tile.is_none();
        self.profiles = match kit.profiles.as_slice() {
            [_, ..] if plain => kit.profiles.clone(),
            _ => vec![Profile::Press, Profile::Screen],
        };
    }

    /// Folder → kit → languages → templates → scenes → diagnostics.
    fn documents(&mut self) -> Vec<Made> {
        let select = &self.job.select;
        let Some(kit) = self.kit() else { return Vec::new() };
        let made = self.lay_out_kit(&kit, select);
        self.leave(kit);
        made
    }

    /// Kit → languages → templates → scenes → diagnostics.
    fn lay_out_kit(&mut self, kit: &Kit, select: &Selection) -> Vec<Made> {
        self.choose_profiles(kit);
        let sound = !self.diagnostics.has_errors();
        let folders = Folders::find(self.world, &self.job.kit);
        let fonts = folders.fonts(self.world, &mut self.sources, &mut self.diagnostics);
        let library = Library::read(self.world, &folders.layouts(), &mut self.sources, &mut self.diagnostics);
        let chosen = select::choose(kit, select, &mut self.diagnostics);
        let setter = Setter::new(fonts.clone());
        let mut made = Vec::new();
        self.choose_printer(kit, &folders);
        self.choose_condition(kit, &folders);
        self.desk = Some(ticket::Desk::new(kit));
        for lang in self.languages(kit) {
            let start = self.diagnostics.len();
            let Translated { kit: version, gaps } =
                model::translate(self.world, kit, &lang, sound, &mut self.sources, &mut self.diagnostics);
            let (translated, brand) = (lang != kit.lang, deck::brand(&version, fonts.clone()));
            let studio = deck::Studio {
                kit: &version,
                folders: &folders,
                library: &library,
                brand,
                setter: &setter,
                translated,
            };
            for (deck, cards) in self.forms(&select::same(&chosen, &version)) {
                let start = self.diagnostics.len();
                let deck = self.for_printer(deck);
                let (deck, cards) = (&*deck, variants::cards(&deck, &cards));
                let (mut document, drawn) = self.lay_out(&studio, deck, &cards);
                let cutting = self.cutting(&studio, deck, drawn);
                cutting.mark(&mut document);
                self.box_for_printer(&mut document);
                self.counts_to_order(&document);
                self.inspect(&document);
                self.cells.push(self.cell(&lang, deck, &document, &gaps, start));
                made.push(Made::new(kit, &version, deck, cards.len(), document).cut(cutting));
            }
            if translated {
                self.name_language(start, &lang);
            } else {
                // Words of boxes are not translated.
                self.boxed = self.packages(&studio, kit);
            }
        }
        self.kit_id = (!made.is_empty() || !self.boxed.is_empty()).then(|| KitId::of(kit));
        self.shop = Some(sheets::Shop::new(kit, &folders, &deck::brand(kit, fonts)));
        self.leave(setter);
        made
    }

    /// Ends a large value: page by page and word by word, or with the whole process at once.
    fn leave<T>(&self, value: T) {
        if self.job.last {
            std::mem::forget(value);
        }
    }

    /// Folder → files, unless there are faults.
    fn make(&mut self, sink: &mut Sink<'_>) -> io::Result<()> {
        let mut made = self.documents();
        if !self.diagnostics.has_errors() {
            self.look(&mut made);
            self.since(&mut made);
        }
        let own = self.sheet_names().is_empty() && self.job.sheets.tile.is_none();
        let faces = own && self.profiles != [Profile::Home];
        let sheets = match self.job.sheets.tile {
            Some(_) => self.tiles(&made),
            // Faces and tickets need the decks after their sheets.
            None if faces || self.wants_ticket() => self.sheets(Cow::Borrowed(&made)),
            None => self.sheets(Cow::Owned(std::mem::take(&mut made))),
        };
        if self.diagnostics.has_errors() {
            return Ok(());
        }
        let boxed = if own { std::mem::take(&mut self.boxed) } else { Vec::new() };
        let result = self.export(if faces { &made } else { &[] }, &boxed, &sheets, &made, sink);
        self.leave((made, boxed, sheets));
        result
    }

    /// Everything found, its places turned into lines and columns.
    fn finish(mut self) -> Report {
        self.diagnostics.dedup();
        yaml::locate(&self.sources, &mut self.diagnostics);
        let Self { sources, diagnostics, written, copyfit, .. } = self;
        let locales = if self.job.locales.is_empty() { Vec::new() } else { self.cells };
        Report { sources, diagnostics, written, copyfit, locales }
    }
}

/// Finds every fault of a kit, and reads back what it would make: every QR code from its finished page, every PDF by
/// a reader of its own. Writes nothing.
pub fn check(world: &dyn World, job: &Job, progress: &dyn Progress) -> Report {
    let mut run = Run::new(world, job, progress);
    let made = run.documents();
    for made in &made {
        run.read_back(made.document());
    }
    for boxed in std::mem::take(&mut run.boxed) {
        run.read_back(boxed.made.document());
    }
    run.sheets(Cow::Owned(made));
    run.finish()
}

/// The scenes of a kit, one for each deck in order, for callers that go on from there. With faults what could be
/// laid out is there all the same.
pub fn scenes(world: &dyn World, job: &Job, progress: &dyn Progress) -> (Vec<Document>, Report) {
    let mut run = Run::new(world, job, progress);
    let made = run.documents();
    (made.into_iter().map(Made::into_document).collect(), run.finish())
}

/// Where a run puts its files: given the path below the output folder and the bytes.
pub type Sink<'a> = dyn FnMut(&Path, &[u8]) -> io::Result<()> + 'a;

/// A build that `sink` ended before its time.
#[derive(Debug)]
pub struct Stopped {
    /// What was found before, and the files that were written: they are whole, `manifest.json` is not among them.
    pub report: Report,
    /// What `sink` said.
    pub error: io::Error,
}

/// Makes the files of a kit and hands each to `sink`, `manifest.json` last. With faults nothing is written.
///
/// # Errors
/// What `sink` says of a file that could not be written, with what the run had found until then.
pub fn build(
    world: &dyn World,
    job: &Job,
    progress: &dyn Progress,
    sink: &mut Sink<'_>,
) -> Result<Report, Box<Stopped>> {
    let mut run = Run::new(world, job, progress);
    let made = run.make(sink);
    let report = run.finish();
    match made {
        Ok(()) => Ok(report),
        Err(error) => Err(Box::new(Stopped { report, error })),
    }
}

/// The sheets of a kit, for callers that go on from there: in the order of the arrangements, each deck by deck.
pub fn sheets(world: &dyn World, job: &Job, progress: &dyn Progress) -> (Vec<Document>, Report) {
    let mut run = Run::new(world, job, progress);
    let made = run.documents();
    let sheets = run.sheets(Cow::Owned(made));
    (sheets.into_iter().map(sheets::Sheeted::into_document).collect(), run.finish())
}

/// The arrangements that a kit can use: its own, its project's, and those that come with the program; without a kit
/// the latter alone.
pub fn list_sheets(world: &dyn World, kit: Option<&Path>) -> (Vec<ListedSheet>, Report) {
    let job = Job::new(kit.unwrap_or(Path::new("")));
    let mut run = Run::new(world, &job, &Silent);
    let folders = kit.map(|kit| Folders::find(world, kit).sheets()).unwrap_or_default();
    let all = Arrangements::read(world, &folders, &mut run.sources, &mut run.diagnostics);
    let listed = all.iter().map(|found| {
        let Arrangement { sheet, name, paper, piece, .. } = &found.arrangement;
        ListedSheet {
            sheet: sheet.clone(),
            name: Say { fr: name.fr.clone(), en: name.en.clone() },
            paper: paper.clone(),
            piece: piece.clone().unwrap_or_default(),
        }
    });
    (listed.collect(), run.finish())
}

/// The printer profiles that a kit can use: its own, its project's, and those that come with the program; without a kit
/// the latter alone.
pub fn list_printers(world: &dyn World, kit: Option<&Path>) -> (Printers, Report) {
    let job = Job::new(kit.unwrap_or(Path::new("")));
    let mut run = Run::new(world, &job, &Silent);
    let folders = kit.map(|kit| Folders::find(world, kit).printers()).unwrap_or_default();
    let all = Printers::read(world, &folders, &mut run.sources, &mut run.diagnostics);
    (all, run.finish())
}

/// What a kit holds, in the order of its components.
pub fn list(world: &dyn World, kit: &Path) -> (Vec<Listed>, Report) {
    let job = Job::new(kit);
    let mut run = Run::new(world, &job, &Silent);
    let listed = run.kit().map(|kit| listing::of(&kit)).unwrap_or_default();
    (listed, run.finish())
}

/// Progress that nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &Say, _: usize) {}
    fn advance(&self) {}
    fn end(&self) {}
}
