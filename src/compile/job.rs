//! What a run is asked and what it tells: the types at the door of the compiler.

use std::path::PathBuf;

use super::{CopyDeck, Home};
use crate::diag::{Diagnostics, Lang, Say};
use crate::export::pdf;
use crate::geom::Length;
use crate::impose::{Order, Sides};
use crate::model::Profile;
use crate::source::Sources;
use crate::ticket::PageLook;

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
    /// For which uses; none is what the kit names, or press and screen. With sheets named, press and screen.
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
    /// The print shop that press files are made for, by the name of its profile; `none` for no one, though the kit names
    /// one; nothing for whom the kit names.
    pub printer: Option<String>,
    /// The standard of press files, whatever the printer asks for.
    pub standard: Option<pdf::Standard>,
    /// The ICC profile of the printing condition, instead of the kit's or the program's.
    pub icc: Option<PathBuf>,
    /// Write a job ticket.
    pub ticket: bool,
    /// How many whole decks are printed, instead of what the kit says.
    pub quantity: Option<u32>,
    /// How the home profile prints.
    pub home: Home,
    /// Nothing follows this run: what it holds is left to the system, which takes it back sooner than piece by piece.
    pub last: bool,
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
    /// Border of that paper in which nothing is printed, where it is not the usual one.
    pub border: Option<Length>,
    /// What two of those sheets both show, where it is not the usual strip.
    pub overlap: Option<Length>,
    /// How many copies of each file a print dialogue starts from, where it is not what the arrangement says.
    pub copies: Option<u32>,
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
            border: None,
            overlap: None,
            copies: None,
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
            profiles: Vec::new(),
            formats: vec![Format::Pdf, Format::Svg, Format::Png],
            dpi: 300.0,
            bleed: false,
            copyfit: false,
            sheets: Sheets::default(),
            printer: None,
            standard: None,
            icc: None,
            ticket: false,
            quantity: None,
            home: Home::default(),
            last: false,
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

impl Profile {
    /// How its PDF is written.
    pub(super) fn pdf(self) -> pdf::Options {
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
    /// The lines that tools follow, one SVG per deck or sheet.
    CutSvg,
    /// The same as DXF.
    Dxf,
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
    /// For which print shop it was made; none for files that are nobody's.
    pub delivered: Option<Delivered>,
}

/// A file of a delivery to a print shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// The name of its profile; none where it is for no one in particular.
    pub printer: Option<String>,
    /// Which faces it holds; none for the ticket.
    pub faces: Option<Faces>,
    /// Its pages in order, where a ticket is made.
    pub pages: Vec<PageLook>,
}

/// Which faces a file for a print shop holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faces {
    /// Fronts and backs, one after the other.
    Both,
    /// Fronts alone.
    Fronts,
    /// Backs alone, in the order of the fronts.
    Backs,
    /// The one back that all cards share.
    CommonBack,
    /// All fronts and, once, the back that all share.
    FrontsAndCommonBack,
}

impl Faces {
    /// Its key in tickets.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Fronts => "fronts",
            Self::Backs => "backs",
            Self::CommonBack => "common-back",
            Self::FrontsAndCommonBack => "fronts-and-common-back",
        }
    }

    /// In file names, where there is something to say.
    pub(super) const fn word(self, lang: Lang) -> Option<&'static str> {
        Some(match (self, lang) {
            (Self::Both, _) => return None,
            (Self::Fronts, Lang::Fr) => "rectos",
            (Self::Fronts, Lang::En) => "fronts",
            (Self::Backs, Lang::Fr) => "versos",
            (Self::Backs, Lang::En) => "backs",
            (Self::CommonBack, Lang::Fr) => "dos-commun",
            (Self::CommonBack, Lang::En) => "common-back",
            (Self::FrontsAndCommonBack, Lang::Fr) => "rectos-dos-commun",
            (Self::FrontsAndCommonBack, Lang::En) => "fronts-common-back",
        })
    }
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
    /// What it is: `deck`, `board`, `poster`, `document`, `box`; empty for a component to come.
    pub kind: &'static str,
    /// Planned in the kit, but no file yet.
    pub to_come: bool,
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
