//! A PDF file of other people onto sheets or tiles: file → pages → sheets → bytes.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folders::Folders;
use super::{Report, files};
use crate::diag::{Diagnostic, Diagnostics, Lang, Say};
use crate::export::pdf;
use crate::font::Fonts;
use crate::foreign::{self, Foreign, Pages, Pairing, Wanted};
use crate::geom::{Insets, Length, Size};
use crate::impose::tile::{self, Keep, Tiling};
use crate::impose::{self, Arrangement, Arrangements, Calibration, Imposed, Lettering, Printer, Sides, Slug, Tiles};
use crate::say;
use crate::scene::Document;
use crate::sizes::Sizes;
use crate::source::{Place, Sources};
use crate::text::Setter;
use crate::world::World;

/// The sheet's own words are set in this font wherever the program runs; a foreign file brings no kit with it.
const FONT: &[u8] = include_bytes!("../../fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular.ttf");

/// What is done with a PDF file.
#[derive(Clone, Debug)]
pub struct Imposing {
    /// The file.
    pub file: PathBuf,
    /// Which of its pages.
    pub pages: Pages,
    /// Finished size, where the file's boxes are not to be asked.
    pub trim: Option<Size>,
    /// Sheets or tiles.
    pub onto: Onto,
    /// Language of the sheets' own words; none for that of the file, and French where it says none.
    pub lang: Option<Lang>,
    /// How many copies a print dialogue starts from, where it is not what the arrangement says.
    pub copies: Option<u32>,
}

/// Where pages go.
#[derive(Clone, Debug)]
pub enum Onto {
    /// Several to a sheet.
    Sheet {
        /// Name of the arrangement.
        name: String,
        /// Other paper than the arrangement's.
        paper: Option<String>,
        /// Another way of printing both sides than the arrangement's.
        sides: Option<Sides>,
        /// Which pages are fronts and which backs; none for what suits the arrangement.
        faces: Option<Pairing>,
    },
    /// Each over several sheets.
    Tiles {
        /// The paper.
        paper: Size,
        /// What neighbours both show.
        overlap: Length,
        /// Border of the paper in which nothing is printed.
        border: Length,
        /// Areas that no cut may run through.
        keep: Vec<Keep>,
    },
}

/// What became of a PDF file.
#[derive(Debug)]
pub struct Outcome {
    /// Everything found.
    pub report: Report,
    /// The sheets as PDF; none where there were faults.
    pub bytes: Option<Vec<u8>>,
    /// How many sheets, of what, with how much waste.
    pub summary: Option<Say>,
}

/// Puts the pages of a PDF file onto sheets or tiles.
pub fn impose_pdf(world: &dyn World, job: &Imposing) -> Outcome {
    let mut run = Run { world, job, sources: Sources::new(), found: Diagnostics::new() };
    let (bytes, summary) = match run.make() {
        Some((bytes, summary)) if !run.found.has_errors() => (Some(bytes), Some(summary)),
        _ => (None, None),
    };
    let Run { sources, mut found, .. } = run;
    crate::yaml::locate(&sources, &mut found);
    Outcome { report: Report { sources, diagnostics: found, ..Report::default() }, bytes, summary }
}

struct Run<'a> {
    world: &'a dyn World,
    job: &'a Imposing,
    sources: Sources,
    found: Diagnostics,
}

impl Run<'_> {
    fn make(&mut self) -> Option<(Vec<u8>, Say)> {
        let path = self.job.file.display().to_string();
        let place = Place::file(self.sources.add(path, ""));
        let read = self.world.read(&self.job.file);
        let bytes = self.take(read.map_err(|error| vec![unread(&error).at(place.clone())]))?;
        let wanted = Wanted { pages: self.job.pages.clone(), trim: self.job.trim };
        let foreign = self.take(foreign::read(&bytes, &wanted, &place))?;
        self.found.extend(foreign.remarks().iter().cloned());
        let lettering =
            self.take(lettering(self.job.lang.or(foreign.lang()).unwrap_or_default()).ok_or_else(Vec::new))?;
        let mut copies = self.job.copies;
        let (document, summary, printing) = match &self.job.onto {
            Onto::Sheet { name, paper, sides, faces } => {
                let (arrangement, at) = self.arrangement(name, paper.as_ref(), *sides)?;
                copies = copies.or(arrangement.copies);
                let printing = files::printing(arrangement.printer, arrangement.sides, copies);
                let (document, summary) = match arrangement.tiles {
                    Some(Tiles { overlap }) => {
                        let paper = Sizes::shipped().format(&arrangement.paper);
                        let paper = self.take(paper.map_err(|error| vec![error.diagnostic(at.key("paper"))]))?.trim;
                        let (orientation, unprintable) = (arrangement.orientation, arrangement.unprintable.0);
                        let tiling =
                            Tiling { paper, orientation, unprintable, overlap, keep: &[], lettering: &lettering };
                        self.tiles(&foreign, &place, &tiling)?
                    }
                    None => self.sheets(&foreign, &place, (&arrangement, &at), *faces, &lettering)?,
                };
                (document, summary, printing)
            }
            Onto::Tiles { paper, overlap, border, keep } => {
                let unprintable = Insets::uniform(*border);
                let orientation = impose::Orientation::Best;
                let (paper, overlap) = (*paper, *overlap);
                let tiling = Tiling { paper, orientation, unprintable, overlap, keep, lettering: &lettering };
                let (document, summary) = self.tiles(&foreign, &place, &tiling)?;
                (document, summary, files::printing(Printer::Home, Sides::Single, copies))
            }
        };
        // Other people's pages keep their colours: no standard can be claimed for them.
        let options = pdf::Options { standard: pdf::Standard::None, printing, ..pdf::Options::press() };
        let written = self.take(pdf::export(&document, &options))?;
        let grafted = foreign::graft(&written, &foreign).map_err(|fault| vec![fault.at(place)]);
        Some((self.take(grafted)?, summary))
    }

    /// The value, or its faults among all others.
    fn take<T, E: IntoIterator<Item = Diagnostic>>(&mut self, made: Result<T, E>) -> Option<T> {
        made.map_err(|faults| self.found.extend(faults)).ok()
    }

    /// The arrangement of that name, from beside the file, from the working folder's project, or from the program.
    fn arrangement(
        &mut self,
        name: &str,
        paper: Option<&String>,
        sides: Option<Sides>,
    ) -> Option<(Arrangement, Place)> {
        let beside = self.job.file.parent().unwrap_or(Path::new(""));
        let mut folders = Folders::find(self.world, beside).sheets();
        folders.push(PathBuf::from("layouts/sheets"));
        let all = Arrangements::read(self.world, &folders, &mut self.sources, &mut self.found);
        let found = self.take(all.get(name).map_err(|fault| vec![fault]))?;
        let mut arrangement = found.arrangement.clone();
        if let Some(paper) = paper {
            arrangement.paper.clone_from(paper);
        }
        arrangement.sides = sides.unwrap_or(arrangement.sides);
        Some((arrangement, found.place.clone()))
    }

    fn sheets(
        &mut self,
        foreign: &Foreign,
        file: &Place,
        (arrangement, place): (&Arrangement, &Place),
        faces: Option<Pairing>,
        lettering: &Lettering,
    ) -> Option<(Document, Say)> {
        let one_sided = arrangement.sides == Sides::Single || arrangement.fold.is_some();
        let usual = if one_sided { Pairing::Fronts } else { Pairing::FrontBack };
        let document = self.document(foreign, file, faces.unwrap_or(usual), lettering)?;
        let slug = Slug { job: self.title(), ..Slug::default() };
        let sizes = Sizes::shipped();
        let job = impose::Job {
            arrangement,
            place,
            sizes,
            slug: &slug,
            lettering,
            calibration: Calibration::default(),
            sets: None,
            filler: None,
        };
        let Imposed { document, sheets, remarks, .. } = self.take(impose::impose(document, &job))?;
        self.found.extend(remarks);
        let (pages, paper) = (foreign.len(), &arrangement.paper);
        let one = ["feuille", "feuilles"];
        let word = one.get(usize::from(sheets > 1)).copied().unwrap_or_default();
        let sheet = if sheets > 1 { "sheets" } else { "sheet" };
        Some((
            document,
            say!("{pages} pages sur {sheets} {word} {paper}", "{pages} pages on {sheets} {sheet} of {paper}"),
        ))
    }

    fn tiles(&mut self, foreign: &Foreign, file: &Place, tiling: &Tiling<'_>) -> Option<(Document, Say)> {
        let document = self.document(foreign, file, Pairing::Fronts, tiling.lettering)?;
        let tiled = self.take(tile::tile(document, tiling))?;
        self.found.extend(tiled.remarks);
        let grids: Vec<String> =
            tiled.plans.iter().map(|plan| format!("{} × {}", plan.grid().0, plan.grid().1)).collect();
        let (sheets, grids) = (tiled.plans.iter().map(tile::TilePlan::len).sum::<usize>(), grids.join(", "));
        Some((tiled.document, say!("{sheets} feuilles ({grids})", "{sheets} sheets ({grids})")))
    }

    fn document(&mut self, foreign: &Foreign, file: &Place, faces: Pairing, lettering: &Lettering) -> Option<Document> {
        let made = foreign.document(faces, &self.title()).map_err(|fault| vec![fault.at(file.clone())]);
        let document = self.take(made)?;
        Some(Document { fonts: lettering.setter.fonts().clone(), ..document })
    }

    fn title(&self) -> String {
        self.job.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

fn lettering(lang: Lang) -> Option<Lettering> {
    let mut fonts = Fonts::new();
    fonts.add(FONT.to_vec().into()).ok()?;
    let fonts = Arc::new(fonts);
    let face = fonts.iter().next()?.0;
    Some(Lettering { setter: Setter::new(fonts), fonts: [face].into(), heading: [face].into(), lang })
}

pub(super) fn unread(error: &io::Error) -> Diagnostic {
    let message = match error.kind() {
        io::ErrorKind::NotFound => say!("ce fichier n’existe pas", "there is no such file"),
        _ => say!("ce fichier ne se lit pas : {error}", "this file cannot be read: {error}"),
    };
    Diagnostic::error("unread", message).hint(say!("vérifiez le chemin", "check the path"))
}
