//! The whole way from a folder to files, as functions that fit on a screen.

mod calibrate;
mod copyfit;
mod deck;
mod files;
mod folders;
mod listing;
mod manifest;
mod names;
mod select;
mod stock;
mod variants;

use std::io;
use std::path::{Path, PathBuf};

use crate::diag::{Diagnostics, Say};
use crate::export::pdf;
use crate::model::{self, Kit};
use crate::scene::Document;
use crate::source::Sources;
use crate::template::Library;
use crate::world::World;
use crate::yaml;
pub use calibrate::calibration;
pub use copyfit::{CopyDeck, CopyFrame};
use files::Made;
pub use files::slug;
use folders::Folders;

/// What to make of a kit.
#[derive(Clone, Debug)]
pub struct Job {
    /// The kit's folder.
    pub kit: PathBuf,
    /// Which cards.
    pub select: Selection,
    /// In which variants: their names, `standard` for the decks themselves, `all` for everything; none is `standard`.
    pub variants: Vec<String>,
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
}

impl Job {
    /// Everything a kit has, in every format.
    pub fn new(kit: impl Into<PathBuf>) -> Self {
        Self {
            kit: kit.into(),
            select: Selection::default(),
            variants: Vec::new(),
            profiles: vec![Profile::Press, Profile::Screen],
            formats: vec![Format::Pdf, Format::Svg, Format::Png],
            dpi: 300.0,
            bleed: false,
            copyfit: false,
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
}

impl Profile {
    /// How its PDF is written.
    const fn pdf(self) -> pdf::Options {
        match self {
            Self::Press => pdf::Options::press(),
            Self::Screen => pdf::Options::screen(),
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
    /// How many pages.
    pub pages: usize,
    /// Finished size in millimetres, width and height.
    pub trim_mm: (f64, f64),
    /// How many bytes.
    pub bytes: usize,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
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
}

impl<'a> Run<'a> {
    fn new(world: &'a dyn World, job: &'a Job, progress: &'a dyn Progress) -> Self {
        Self {
            world,
            job,
            progress,
            sources: Sources::new(),
            diagnostics: Diagnostics::new(),
            written: Vec::new(),
            variant: None,
            copyfit: Vec::new(),
        }
    }

    /// Folder → kit.
    fn kit(&mut self) -> Option<Kit> {
        model::load(self.world, &self.job.kit, &mut self.sources, &mut self.diagnostics)
    }

    /// Folder → kit → templates → scenes → diagnostics.
    fn documents(&mut self) -> Vec<Made> {
        let Some(kit) = self.kit() else { return Vec::new() };
        let folders = Folders::find(self.world, &self.job.kit);
        let fonts = folders.fonts(self.world, &mut self.sources, &mut self.diagnostics);
        let library = Library::read(self.world, &folders.layouts(), &mut self.sources, &mut self.diagnostics);
        let chosen = select::choose(&kit, &self.job.select, &mut self.diagnostics);
        let studio = deck::Studio { kit: &kit, folders: &folders, library: &library, brand: deck::brand(&kit, fonts) };
        let mut made = Vec::new();
        for (deck, cards) in self.forms(&chosen) {
            let (deck, cards) = (&*deck, variants::cards(&deck, &cards));
            let document = self.lay_out(&studio, deck, &cards);
            self.inspect(&document);
            made.push(Made::new(&kit, deck, cards.len(), document));
        }
        made
    }

    /// Everything found, its places turned into lines and columns.
    fn finish(mut self) -> Report {
        self.diagnostics.dedup();
        yaml::locate(&self.sources, &mut self.diagnostics);
        Report { sources: self.sources, diagnostics: self.diagnostics, written: self.written, copyfit: self.copyfit }
    }
}

/// Finds every fault of a kit, and reads back what it would make: every QR code from its finished page, every PDF by
/// a reader of its own. Writes nothing.
pub fn check(world: &dyn World, job: &Job, progress: &dyn Progress) -> Report {
    let mut run = Run::new(world, job, progress);
    for made in run.documents() {
        run.read_back(made.document());
    }
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

/// Makes the files of a kit and hands each to `sink`, `manifest.json` last. With faults nothing is written.
///
/// # Errors
/// What `sink` says of a file that could not be written.
pub fn build(world: &dyn World, job: &Job, progress: &dyn Progress, sink: &mut Sink<'_>) -> io::Result<Report> {
    let mut run = Run::new(world, job, progress);
    let documents = run.documents();
    if !run.diagnostics.has_errors() {
        run.export(&documents, sink)?;
    }
    Ok(run.finish())
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
