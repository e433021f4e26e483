//! From scenes to files: which files there are, what they are called, and their bytes.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use super::made::{Made, Names};
use super::manifest;
use super::package::Boxed;
use super::sheets::Sheeted;
use super::ticket::{page_looks, sheet_looks};
use super::{Delivered, Faces, Format, Profile, Run, SheetFacts, Sink, Written};
use crate::diag::Diagnostics;
use crate::export::{pdf, png, svg};
use crate::impose::{Printer, Sides};
use crate::parallel;
use crate::printers::Standard;
use crate::say;
use crate::scene::{Document, Page};
use crate::verify;

/// How many faces are drawn before they are written: enough for every core, few enough for the memory.
const BATCH: usize = 32;

/// Pages that become one file each.
pub(super) struct Batch<'a> {
    pub names: &'a Names,
    pub document: &'a Document,
    /// What stands before the name of each page.
    pub what: &'a str,
    pub bleed: bool,
    /// Clear where the piece ends, not white.
    pub clear: bool,
    pub sheet: Option<&'a SheetFacts>,
}

/// Where a file goes, and what the manifest says of it beside its bytes.
pub(super) struct Put<'a> {
    /// Below the output folder.
    pub path: String,
    /// What lies on its sheets.
    pub sheet: Option<&'a SheetFacts>,
    /// For which print shop it is.
    pub delivered: Option<Delivered>,
}

impl Put<'_> {
    /// A file of faces, for nobody in particular.
    pub const fn at(path: String) -> Self {
        Self { path, sheet: None, delivered: None }
    }
}

impl Run<'_> {
    /// Scenes → files → sink, the ticket of `all` decks and of the boxes and the manifest last.
    pub(super) fn export(
        &mut self,
        made: &[Made],
        boxed: &[Boxed],
        sheets: &[Sheeted],
        all: &[Made],
        sink: &mut Sink<'_>,
    ) -> io::Result<()> {
        for deck in made {
            self.variant.clone_from(&deck.names.variant);
            self.locale.clone_from(&deck.names.lang);
            let seen = if self.job.bleed { Cow::Borrowed(deck.document()) } else { deck.seen() };
            let (bleed, clear) = (self.job.bleed, !self.job.bleed && deck.cutting.shaped);
            let batch = Batch { names: &deck.names, document: &seen, what: "", bleed, clear, sheet: None };
            for format in &self.job.formats {
                match format {
                    Format::Pdf => self.faces_pdf(deck, sink)?,
                    Format::Svg => self.svg(&batch, sink)?,
                    Format::Png => self.png(&batch, sink)?,
                    Format::CutSvg | Format::Dxf => self.deck_lines(deck, *format, sink)?,
                }
            }
            if let Some(printer) = self.printer.clone() {
                self.deliver(deck, &printer, sink)?;
            }
        }
        let faces = self.profiles != [Profile::Home];
        boxed.iter().try_for_each(|boxed| self.wrap(boxed, faces, sink))?;
        for sheet in sheets {
            self.variant.clone_from(&sheet.names.variant);
            self.locale.clone_from(&sheet.names.lang);
            let what = format!("{}_", sheet.what);
            let (names, document) = (&sheet.names, &sheet.document);
            let batch = Batch { names, document, what: &what, bleed: false, clear: false, sheet: Some(&sheet.facts) };
            for format in &self.job.sheets.formats {
                match format {
                    Format::Pdf => {
                        let options = sheet_options(self.press_options(), sheet.printer, sheet.sides, sheet.copies);
                        let options = pdf::Options { plates: options.plates.map(|_| self.plate_names()), ..options };
                        let printer = self.wants_sheets();
                        let path = sheet.names.path_for(printer.as_deref(), "", &sheet.what, "pdf");
                        let ticketed = self.job.ticket && sheet.printer == Printer::Press;
                        let delivered = (printer.is_some() || ticketed).then(|| Delivered {
                            printer,
                            faces: None,
                            pages: sheet_looks(document),
                        });
                        let put = Put { path, sheet: Some(&sheet.facts), delivered };
                        self.pdf(put, document, &options, sink)?;
                    }
                    Format::Svg => self.svg(&batch, sink)?,
                    Format::Png => self.png(&batch, sink)?,
                    Format::CutSvg | Format::Dxf => self.sheet_lines(sheet, *format, sink)?,
                }
            }
        }
        if self.wants_ticket() {
            let boxes = boxed.iter().map(|boxed| &boxed.made);
            let all: Vec<&Made> = all.iter().chain(boxes).collect();
            self.ticket(&all, sink)?;
        }
        if let Some(kit) = self.kit_id.clone() {
            let bytes = manifest::of(&kit, &self.written, &self.looks, &self.cells);
            sink(Path::new(&format!("{}/manifest.json", kit.id)), &bytes)?;
        }
        Ok(())
    }

    fn faces_pdf(&mut self, deck: &Made, sink: &mut Sink<'_>) -> io::Result<()> {
        for profile in &self.profiles.clone() {
            let (name, copies) = match profile {
                Profile::Press if self.printer.is_some() => continue,
                Profile::Press => ("press", true),
                Profile::Screen => ("screen", false),
                // Sheets, not single faces.
                Profile::Home => continue,
            };
            let whole = match profile {
                Profile::Press => deck.pressed(),
                Profile::Screen | Profile::Home => deck.seen(),
            };
            let document = printed(&whole, copies);
            let path = deck.names.path("", &format!("{}_{name}", deck.count()), "pdf");
            let delivered = (self.wants_ticket() && *profile == Profile::Press).then(|| Delivered {
                printer: None,
                faces: Some(Faces::Both),
                pages: page_looks(deck, &document.pages),
            });
            self.pdf(Put { delivered, ..Put::at(path) }, &document, &self.pdf_options(*profile), sink)?;
        }
        Ok(())
    }

    pub(super) fn pdf(
        &mut self,
        put: Put<'_>,
        document: &Document,
        options: &pdf::Options,
        sink: &mut Sink<'_>,
    ) -> io::Result<()> {
        self.progress.begin(&say!("PDF", "PDF"), 1);
        let made = pdf::export(document, options);
        self.progress.end();
        match made {
            Ok(bytes) => {
                let faults = verify::pdfx::check(&bytes, options.standard);
                if faults.has_errors() {
                    self.diagnostics.append(faults);
                    return Ok(());
                }
                self.diagnostics.append(pdf::losses(document, options));
                self.put(put, &bytes, &document.pages, sink)
            }
            Err(faults) => {
                self.diagnostics.append(faults);
                Ok(())
            }
        }
    }

    pub(super) fn svg(&mut self, of: &Batch<'_>, sink: &mut Sink<'_>) -> io::Result<()> {
        let kinds = [("live", svg::TextMode::Live), ("outlined", svg::TextMode::Outlined)];
        let pages: Vec<_> = (0..of.document.pages.len()).collect();
        self.progress.begin(&say!("SVG", "SVG"), pages.len() * kinds.len());
        for (name, text) in kinds {
            let options = svg::Options { text, bleed: of.bleed };
            for batch in pages.chunks(BATCH) {
                let made = parallel::map(batch, |page| svg::export(of.document, *page, &options));
                for (page, made) in batch.iter().zip(made) {
                    let face = &of.document.pages[*page];
                    match made {
                        Ok(text) => {
                            let path = of.names.path("svg/", &format!("{}{}_{name}", of.what, face.name), "svg");
                            let put = Put { sheet: of.sheet, ..Put::at(path) };
                            self.put(put, text.as_bytes(), std::slice::from_ref(face), sink)?;
                        }
                        Err(fault) => self.diagnostics.push(*fault),
                    }
                    self.progress.advance();
                }
            }
        }
        self.progress.end();
        Ok(())
    }

    pub(super) fn png(&mut self, of: &Batch<'_>, sink: &mut Sink<'_>) -> io::Result<()> {
        let background = if of.clear { png::Background::Transparent } else { png::Background::White };
        let options = png::Options { dpi: self.job.dpi, bleed: of.bleed, background };
        let painter = png::Painter::new(of.document, options);
        let pages: Vec<_> = (0..of.document.pages.len()).collect();
        self.progress.begin(&say!("PNG", "PNG"), pages.len());
        for batch in pages.chunks(BATCH) {
            let made = parallel::map(batch, |page| painter.png(*page));
            for (page, made) in batch.iter().zip(made) {
                let face = &of.document.pages[*page];
                match made {
                    Ok(bytes) => {
                        let dpi = self.job.dpi;
                        let path = of.names.path("png/", &format!("{}{}_{dpi}dpi", of.what, face.name), "png");
                        let put = Put { sheet: of.sheet, ..Put::at(path) };
                        self.put(put, &bytes, std::slice::from_ref(face), sink)?;
                    }
                    Err(fault) => self.diagnostics.push(*fault),
                }
                self.progress.advance();
            }
        }
        self.progress.end();
        Ok(())
    }

    pub(super) fn put(&mut self, put: Put<'_>, bytes: &[u8], pages: &[Page], sink: &mut Sink<'_>) -> io::Result<()> {
        let Put { path, sheet, delivered } = put;
        sink(Path::new(&path), bytes)?;
        let trim = pages.first().map(|page| page.boxes.trim).unwrap_or_default();
        self.written.push(Written {
            path,
            variant: self.variant.clone(),
            locale: self.locale.clone(),
            pages: pages.len(),
            trim_mm: (trim.width.to_mm(), trim.height.to_mm()),
            bytes: bytes.len(),
            sha256: manifest::sha256(bytes),
            sheet: sheet.cloned(),
            delivered,
        });
        Ok(())
    }
}

/// A file for a press as preflight of any file sees it: nothing to say of files that claim no standard. `check` asks for
/// it; a build reads its files back by [`verify::pdfx`] alone, which interprets no page.
pub(super) fn read_press(bytes: &[u8], options: &pdf::Options) -> Diagnostics {
    match options.standard {
        pdf::Standard::None => Diagnostics::new(),
        pdf::Standard::X4 => verify::press(bytes, Standard::X4),
        pdf::Standard::X1a2003 => verify::press(bytes, Standard::X1a2003),
    }
}

/// A press takes inks; an office printer is told how to turn the paper.
pub(super) fn sheet_options(press: pdf::Options, printer: Printer, sides: Sides, copies: Option<u32>) -> pdf::Options {
    let printing = printing(printer, sides, copies);
    match printer {
        Printer::Press => pdf::Options { printing, ..press },
        Printer::Home => pdf::Options { links: false, printing, ..pdf::Options::home(None) },
    }
}

/// What a print dialogue starts from. A press has none, but whoever opens its file for a trial is spared the sum.
pub(super) const fn printing(printer: Printer, sides: Sides, copies: Option<u32>) -> pdf::Printing {
    let duplex = match sides {
        Sides::DuplexLong => pdf::Duplex::LongEdge,
        Sides::DuplexShort => pdf::Duplex::ShortEdge,
        Sides::Single | Sides::FoldAndGlue | Sides::WorkAndTurn | Sides::WorkAndTumble => pdf::Duplex::Simplex,
    };
    match printer {
        Printer::Press => pdf::Printing { copies, ..pdf::Printing::NONE },
        Printer::Home => pdf::Printing { duplex: Some(duplex), pick_tray: true, copies },
    }
}

/// The pages that are printed: each card as often as it is wanted, or once; cards wanted 0 times are left out.
fn printed(document: &Document, copies: bool) -> Cow<'_, Document> {
    if document.pages.iter().all(|page| page.copies == 1 || (page.copies > 1 && !copies)) {
        return Cow::Borrowed(document);
    }
    let mut pages = Vec::new();
    for card in document.pages.chunk_by(|a, b| a.card == b.card) {
        let times = card.first().map_or(0, |page| if copies { page.copies } else { page.copies.min(1) });
        for _ in 0..times {
            pages.extend(card.iter().cloned());
        }
    }
    Cow::Owned(document.with_pages(pages))
}

/// A text as part of a file name: small plain letters and digits, joined by hyphens.
pub fn slug(text: &str) -> String {
    slug_keeping_case(&text.to_lowercase())
}

pub(super) fn slug_keeping_case(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        match plain(c) {
            "" if c.is_ascii_alphanumeric() || c == '.' => slug.push(c),
            "" if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            "" => {}
            letters => slug.push_str(letters),
        }
    }
    slug.trim_end_matches(['-', '.']).to_owned()
}

/// The plain letters of an accented one, as French file names write them; nothing for other characters.
const fn plain(c: char) -> &'static str {
    match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => "a",
        'ç' => "c",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'î' | 'ï' | 'í' | 'ì' => "i",
        'ñ' => "n",
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' => "o",
        'ù' | 'û' | 'ü' | 'ú' => "u",
        'ÿ' | 'ý' => "y",
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        '×' => "x",
        _ => "",
    }
}
