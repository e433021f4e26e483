//! The whole way from a folder to files, as functions that fit on a screen.

use std::io;
use std::path::{Path, PathBuf};

use crate::diag::{Diagnostics, Say};
use crate::source::Sources;
use crate::world::World;

/// What to make of a kit.
#[derive(Clone, Debug)]
pub struct Job {
    /// The kit's folder.
    pub kit: PathBuf,
    /// Which cards.
    pub select: Selection,
    /// For which uses.
    pub profiles: Vec<Profile>,
    /// In which formats.
    pub formats: Vec<Format>,
    /// Resolution of PNG files, in dots per inch.
    pub dpi: f64,
    /// PNG and SVG files with their bleed.
    pub bleed: bool,
}

impl Job {
    /// Everything a kit has, in every format.
    pub fn new(kit: impl Into<PathBuf>) -> Self {
        Self {
            kit: kit.into(),
            select: Selection::default(),
            profiles: vec![Profile::Press, Profile::Screen],
            formats: vec![Format::Pdf, Format::Svg, Format::Png],
            dpi: 300.0,
            bleed: false,
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

/// Finds every fault of a kit. Writes nothing.
pub fn check(_world: &dyn World, _job: &Job, _progress: &dyn Progress) -> Report {
    Report::default()
}

/// Where a run puts its files: given the path below the output folder and the bytes.
pub type Sink<'a> = dyn FnMut(&Path, &[u8]) -> io::Result<()> + 'a;

/// Makes the files of a kit and hands each to `sink`. With faults nothing is written.
///
/// # Errors
/// What `sink` says of a file that could not be written.
pub fn build(_world: &dyn World, _job: &Job, _progress: &dyn Progress, _sink: &mut Sink<'_>) -> io::Result<Report> {
    Ok(Report::default())
}

/// What a kit holds, in the order of its components.
pub fn list(_world: &dyn World, _kit: &Path) -> (Vec<Listed>, Report) {
    (Vec::new(), Report::default())
}
