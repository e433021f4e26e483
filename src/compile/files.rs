//! From scenes to files: which files there are, what they are called, and their bytes.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use super::manifest::{self, KitId};
use super::{Format, Profile, Run, Sink, Written, variants};
use crate::export::{pdf, png, svg};
use crate::model::{Deck, Kit};
use crate::parallel;
use crate::say;
use crate::scene::{Document, Page};

/// A deck laid out, with what its file names need.
pub(super) struct Made {
    kit: KitId,
    /// `D1-reperes`
    component: String,
    /// The variant of the deck.
    variant: Option<String>,
    /// `A6`
    format: String,
    /// `24-cartes`, or `3-cartes-extrait` for a part of the deck.
    count: String,
    document: Document,
}

/// How many faces are drawn before they are written: enough for every core, few enough for the memory.
const BATCH: usize = 32;

impl Made {
    pub(super) fn new(kit: &Kit, deck: &Deck, cards: usize, document: Document) -> Self {
        let kit = KitId::of(kit);
        let part = if cards < deck.cards.len() { "-extrait" } else { "" };
        Self {
            component: variants::component(deck),
            variant: deck.variant.as_ref().map(|variant| variant.id.to_string()),
            format: slug_keeping_case(&deck.format.id),
            count: format!("{cards}-{}{part}", kit.cards),
            kit,
            document,
        }
    }

    /// The scene.
    pub(super) const fn document(&self) -> &Document {
        &self.document
    }

    /// The scene alone.
    pub(super) fn into_document(self) -> Document {
        self.document
    }

    /// `tiroirs/D1-reperes/<sub>tiroirs_D1-reperes_A6_<what>_v1.0.<extension>`
    fn path(&self, folder: &str, what: &str, extension: &str) -> String {
        let Self { kit, component, format, .. } = self;
        format!(
            "{id}/{component}/{folder}{id}_{component}_{format}_{what}_v{v}.{extension}",
            id = kit.id,
            v = kit.version
        )
    }
}

impl Run<'_> {
    /// Scenes → files → sink, the manifest last.
    pub(super) fn export(&mut self, made: &[Made], sink: &mut Sink<'_>) -> io::Result<()> {
        let formats = self.job.formats.clone();
        for deck in made {
            self.variant.clone_from(&deck.variant);
            for format in &formats {
                match format {
                    Format::Pdf => self.pdf(deck, sink)?,
                    Format::Svg => self.svg(deck, sink)?,
                    Format::Png => self.png(deck, sink)?,
                }
            }
        }
        if let Some(first) = made.first() {
            let bytes = manifest::of(&first.kit, &self.written);
            sink(Path::new(&format!("{}/manifest.json", first.kit.id)), &bytes)?;
        }
        Ok(())
    }

    fn pdf(&mut self, deck: &Made, sink: &mut Sink<'_>) -> io::Result<()> {
        for profile in &self.job.profiles {
            let (name, copies) = match profile {
                Profile::Press => ("press", true),
                Profile::Screen => ("screen", false),
            };
            let options = profile.pdf();
            let document = printed(&deck.document, copies);
            self.progress.begin(&say!("PDF {name}", "PDF {name}"), 1);
            let made = pdf::export(&document, &options);
            self.progress.end();
            match made {
                Ok(bytes) => {
                    let path = deck.path("", &format!("{}_{name}", deck.count), "pdf");
                    self.put(path, &bytes, &document.pages, sink)?;
                }
                Err(faults) => self.diagnostics.append(faults),
            }
        }
        Ok(())
    }

    fn svg(&mut self, deck: &Made, sink: &mut Sink<'_>) -> io::Result<()> {
        let kinds = [("live", svg::TextMode::Live), ("outlined", svg::TextMode::Outlined)];
        let pages: Vec<_> = (0..deck.document.pages.len()).collect();
        self.progress.begin(&say!("SVG", "SVG"), pages.len() * kinds.len());
        for (name, text) in kinds {
            let options = svg::Options { text, bleed: self.job.bleed };
            for batch in pages.chunks(BATCH) {
                let made = parallel::map(batch, |page| svg::export(&deck.document, *page, &options));
                for (page, made) in batch.iter().zip(made) {
                    let face = &deck.document.pages[*page];
                    match made {
                        Ok(text) => {
                            let path = deck.path("svg/", &format!("{}_{name}", face.name), "svg");
                            self.put(path, text.as_bytes(), std::slice::from_ref(face), sink)?;
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

    fn png(&mut self, deck: &Made, sink: &mut Sink<'_>) -> io::Result<()> {
        let options = png::Options { dpi: self.job.dpi, bleed: self.job.bleed, ..png::Options::default() };
        let painter = png::Painter::new(&deck.document, options);
        let pages: Vec<_> = (0..deck.document.pages.len()).collect();
        self.progress.begin(&say!("PNG", "PNG"), pages.len());
        for batch in pages.chunks(BATCH) {
            let made = parallel::map(batch, |page| painter.png(*page));
            for (page, made) in batch.iter().zip(made) {
                let face = &deck.document.pages[*page];
                match made {
                    Ok(bytes) => {
                        let dpi = self.job.dpi;
                        let path = deck.path("png/", &format!("{}_{dpi}dpi", face.name), "png");
                        self.put(path, &bytes, std::slice::from_ref(face), sink)?;
                    }
                    Err(fault) => self.diagnostics.push(*fault),
                }
                self.progress.advance();
            }
        }
        self.progress.end();
        Ok(())
    }

    fn put(&mut self, path: String, bytes: &[u8], pages: &[Page], sink: &mut Sink<'_>) -> io::Result<()> {
        sink(Path::new(&path), bytes)?;
        let trim = pages.first().map(|page| page.boxes.trim).unwrap_or_default();
        self.written.push(Written {
            path,
            variant: self.variant.clone(),
            pages: pages.len(),
            trim_mm: (trim.width.to_mm(), trim.height.to_mm()),
            bytes: bytes.len(),
            sha256: manifest::sha256(bytes),
        });
        Ok(())
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
    Cow::Owned(Document { pages, ..document.clone() })
}

/// A text as part of a file name: small plain letters and digits, joined by hyphens.
pub fn slug(text: &str) -> String {
    slug_keeping_case(&text.to_lowercase())
}

fn slug_keeping_case(text: &str) -> String {
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
