//! The whole way from a folder to files, as functions that fit on a screen.

mod calibrate;
mod copyfit;
mod deck;
mod files;
mod folders;
mod home;
mod imposing;
mod listing;
mod locales;
mod manifest;
mod names;
mod select;
mod sheets;
mod since;
mod stock;
mod tiles;
mod variants;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::diag::{Diagnostics, Say};
use crate::export::pdf;
use crate::impose::{Arrangement, Arrangements, Order, Sides};
use crate::model::{self, Kit, Translated};
use crate::scene::Document;
use crate::source::Sources;
use crate::template::Library;
use crate::text::Setter;
use crate::world::World;
use crate::yaml;
pub use calibrate::calibration;
pub use copyfit::{CopyDeck, CopyFrame};
pub use files::slug;
use files::{Looks, Made};
use folders::Folders;
pub use home::Home;
pub use imposing::{Imposing, Onto, Outcome, impose_pdf};
use manifest::KitId;
pub use manifest::file as manifest_file;

/// What to make of a kit.
#[derive(Clone, Debug)]
pub struct Job {
    /// The kit's folder.
    pub kit: PathBuf,
    /// Which cards.
    pub select: Selection,
    /// In which variants: their names, `standard` for the decks themselves, `all` for everything; none is `standard`.
    pub variants: Vec<String>,
    /// In which languages: their codes, or `all`; none is the kit's own.
    pub locales: Vec<String>,
    /// For which uses.
    pub profiles: Vec<Profile>,
    /// In which formats.
    pub formats: Vec<Format>,
    /// Resolution of PNG files, in dots per inch.
    pub dpi: f64,
    /// PNG and SVG files with their bleed.
    pub bleed: bool,
    /// Say how full frames are.
    pub copyfit: bool,
    /// Sheets of several cards.
    pub sheets: Sheets,
    /// How the home profile prints.
    pub home: Home,
    /// Only cards that look otherwise than in this manifest or version, and those that it does not know.
    pub since: Option<String>,
}

/// Which sheets to make, and in what they differ from their arrangements.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheets {
    /// Arrangements by name, instead of single faces; empty for those that the decks name, beside single faces.
    pub names: Vec<String>,
    /// In which formats.
    pub formats: Vec<Format>,
    /// Other paper.
    pub paper: Option<String>,
    /// Another order.
    pub order: Option<Order>,
    /// Another way to get both sides onto paper.
    pub sides: Option<Sides>,
    /// `empty`, `blank`, or the code of the card that fills the places which remain.
    pub fill: Option<String>,
    /// Cards of all decks together.
    pub mix: bool,
    /// How many sets of everything: tables, for instance.
    pub sets: Option<u32>,
    /// Pages larger than this paper over several sheets of it, instead of single faces.
    pub tile: Option<String>,
}

impl Default for Sheets {
    fn default() -> Self {
        Self {
            names: Vec::new(),
            formats: vec![Format::Pdf],
            paper: None,
            order: None,
            sides: None,
            fill: None,
            mix: false,
            sets: None,
            tile: None,
        }
    }
}

impl Job {
    /// Everything a kit has, in every format.
    pub fn new(kit: impl Into<PathBuf>) -> Self {
        Self {
            kit: kit.into(),
            select: Selection::default(),
            variants: Vec::new(),
            locales: Vec::new(),
            profiles: vec![Profile::Press, Profile::Screen],
            formats: vec![Format::Pdf, Format::Svg, Format::Png],
            dpi: 300.0,
            bleed: false,
            copyfit: false,
            sheets: Sheets::default(),
            home: Home::default(),
            since: None,
        }
    }
}

/// Which cards of a kit; empty lists choose everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Components by id: `D1`.
    pub components: Vec<String>,
    /// Cards by code: `R01`.
    pub cards: Vec<String>,
    /// Fields and the value they must have: `family` = `pedagogie`.
    pub fields: Vec<(String, String)>,
}

/// What a PDF is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Profile {
    /// For a print shop: one face a page, bleed, process inks.
    Press,
    /// For reading: trim size, sRGB, links.
    Screen,
    /// For an office printer: sheets of several cards, little ink, a page that tells how to print and cut.
    Home,
}

impl Profile {
    /// How its PDF is written.
    const fn pdf(self) -> pdf::Options {
        match self {
            Self::Press => pdf::Options::press(),
            Self::Screen => pdf::Options::screen(),
            Self::Home => pdf::Options::home(None),
        }
    }
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// One PDF per deck and profile.
    Pdf,
    /// One SVG per face, with text as text and with text as outlines.
    Svg,
    /// One PNG per face.
    Png,
}

/// A file that was written, as the manifest tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Path below the output folder, with forward slashes.
    pub path: String,
    /// The variant of its deck; none for the deck itself.
    pub variant: Option<String>,
    /// Language of its words, BCP 47.
    pub locale: String,
    /// How many pages.
    pub pages: usize,
    /// Finished size in millimetres, width and height.
    pub trim_mm: (f64, f64),
    /// How many bytes.
    pub bytes: usize,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// What lies on its sheets; none for files of single faces.
    pub sheet: Option<SheetFacts>,
}

/// What the sheets of a deck come to.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetFacts {
    /// The arrangement.
    pub name: String,
    /// The decks on them.
    pub decks: Vec<String>,
    /// Sheets of paper.
    pub sheets: usize,
    /// Pieces on them.
    pub pieces: usize,
    /// Pieces on a full sheet; none where sheets differ.
    pub per_sheet: Option<usize>,
    /// Places without a piece.
    pub free: usize,
    /// Straight cuts of a sheet, 0 where none part its pieces.
    pub cuts: usize,
    /// Share of the paper that is no place for a piece, in thousandths.
    pub waste_permille: u32,
}

/// How far a run has come, for people who wait. Called from several threads.
pub trait Progress: Sync {
    /// A step begins that has `total` parts.
    fn begin(&self, step: &Say, total: usize);
    /// One more part is done.
    fn advance(&self);
    /// The step is over.
    fn end(&self);
}

/// What a run found and wrote.
#[derive(Debug, Default)]
pub struct Report {
    /// The texts that diagnostics point into.
    pub sources: Sources,
    /// Everything found, places turned into byte ranges.
    pub diagnostics: Diagnostics,
    /// The files written, in order.
    pub written: Vec<Written>,
    /// How full the frames of each deck are, where that was asked for.
    pub copyfit: Vec<CopyDeck>,
    /// How each deck fares in each language, where languages were asked for.
    pub locales: Vec<LocaleCell>,
}

/// How one deck fares in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct LocaleCell {
    /// The language.
    pub locale: String,
    /// The deck.
    pub deck: String,
    /// Its variant; none for the deck itself.
    pub variant: Option<String>,
    /// Codes of the cards whose words have no room.
    pub overflowing: Vec<String>,
    /// Size of the smallest letters that were set, in points; none without text.
    pub smallest_pt: Option<f64>,
    /// How many texts have no translation, those of the kit itself included.
    pub missing_texts: usize,
    /// Codes of the cards with such texts.
    pub untranslated: Vec<String>,
    /// How many characters no font has, told once for each frame.
    pub missing_glyphs: usize,
    /// How many errors the deck has in this language.
    pub errors: usize,
}

/// A component of a kit, for listings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id: `D1`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Card format, as written: `A6`; empty for a component to come.
    pub format: String,
    /// Codes of its cards with how many copies of each; empty for a component to come.
    pub cards: Vec<(String, u32)>,
    /// Planned in the kit, but no file yet.
    pub to_come: bool,
}

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
        }
    }

    /// Folder → kit.
    fn kit(&mut self) -> Option<Kit> {
        model::load(self.world, &self.job.kit, &mut self.sources, &mut self.diagnostics)
    }

    /// Folder → kit → languages → templates → scenes → diagnostics.
    fn documents(&mut self) -> Vec<Made> {
        let Some(kit) = self.kit() else { return Vec::new() };
        let sound = !self.diagnostics.has_errors();
        let folders = Folders::find(self.world, &self.job.kit);
        let fonts = folders.fonts(self.world, &mut self.sources, &mut self.diagnostics);
        let library = Library::read(self.world, &folders.layouts(), &mut self.sources, &mut self.diagnostics);
        let chosen = select::choose(&kit, &self.job.select, &mut self.diagnostics);
        let setter = Setter::new(fonts.clone());
        let mut made = Vec::new();
        for lang in self.languages(&kit) {
            let start = self.diagnostics.len();
            let Translated { kit: version, gaps } =
                model::translate(self.world, &kit, &lang, sound, &mut self.sources, &mut self.diagnostics);
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
                let (deck, cards) = (&*deck, variants::cards(&deck, &cards));
                let start = self.diagnostics.len();
                let document = self.lay_out(&studio, deck, &cards);
                self.inspect(&document);
                self.cells.push(self.cell(&lang, deck, &document, &gaps, start));
                made.push(Made::new(&kit, &version, deck, cards.len(), document));
            }
            if translated {
                self.name_language(start, &lang);
            }
        }
        self.kit_id = (!made.is_empty()).then(|| KitId::of(&kit));
        self.shop = Some(sheets::Shop::new(&kit, &folders, &deck::brand(&kit, fonts)));
        made
    }

    /// Folder → files, unless there are faults.
    fn make(&mut self, sink: &mut Sink<'_>) -> io::Result<()> {
        let mut made = self.documents();
        if !self.diagnostics.has_errors() {
            self.look(&mut made);
            self.since(&mut made);
        }
        let own = self.job.sheets.names.is_empty() && self.job.sheets.tile.is_none();
        let faces = own && self.job.profiles != [Profile::Home];
        let sheets = match self.job.sheets.tile {
            Some(_) => self.tiles(&made),
            None => self.sheets(if faces { Cow::Borrowed(&made) } else { Cow::Owned(std::mem::take(&mut made)) }),
        };
        if self.diagnostics.has_errors() {
            return Ok(());
        }
        self.export(if faces { &made } else { &[] }, &sheets, sink)
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

/// A sheet arrangement, for listings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSheet {
    /// The name that `--sheet` asks for.
    pub sheet: String,
    /// What people call it.
    pub name: Say,
    /// Its paper, as written.
    pub paper: String,
    /// The size of card that it is made for; empty where it takes any.
    pub piece: String,
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
