//! From scenes to files: which files there are, what they are called, and their bytes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::manifest::{self, KitId};
use super::sheets::Sheeted;
use super::{Format, Profile, Run, SheetFacts, Sink, Written, variants};
use crate::export::{pdf, png, svg};
use crate::impose::{Printer, Sides};
use crate::model::{Deck, Kit};
use crate::parallel;
use crate::say;
use crate::scene::{Document, Page, digest};
use crate::source::Place;

/// What the file names of a deck need.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    kit: KitId,
    /// Language of the words.
    lang: String,
    /// True in another language than the kit's own.
    translated: bool,
    /// `D1-reperes`, in every language.
    component: String,
    /// The variant of the deck.
    variant: Option<String>,
    /// `A6`
    format: String,
}

impl Names {
    /// `tiroirs/D1-reperes/<folder>tiroirs_D1-reperes_A6_<what>_v1.0.<extension>`, in another language
    /// `tiroirs/en/D1-reperes/<folder>tiroirs_D1-reperes_A6_en_<what>_v1.0.<extension>`.
    fn path(&self, folder: &str, what: &str, extension: &str) -> String {
        let Self { kit, component, format, lang, .. } = self;
        let (below, mark) = match self.translated {
            true => (format!("{lang}/"), format!("{lang}_")),
            false => Default::default(),
        };
        format!(
            "{id}/{below}{component}/{folder}{id}_{component}_{format}_{mark}{what}_v{v}.{extension}",
            id = kit.id,
            v = kit.version
        )
    }
}

/// A deck laid out.
#[derive(Clone, Debug, Default)]
pub(super) struct Made {
    /// `D1`, or `D1-grands-caracteres` for a variant; `D1@en` in another language than the kit's own.
    pub id: String,
    /// The sheet arrangements that the deck names, and where.
    pub sheets: Vec<(Arc<str>, Place)>,
    title: String,
    names: Names,
    /// How many cards, and in which words: `24-cartes`, `3-cartes-extrait`.
    cards: usize,
    part: String,
    document: Document,
    /// What each card looks like, by deck and code; filled when files are made.
    pub looks: BTreeMap<String, Looks>,
}

/// What each card of a deck looks like, by code.
pub(super) type Looks = BTreeMap<Arc<str>, u128>;

/// How many faces are drawn before they are written: enough for every core, few enough for the memory.
const BATCH: usize = 32;

impl Made {
    /// `kit` is the kit in its own language, `version` the one that was laid out.
    pub(super) fn new(kit: &Kit, version: &Kit, deck: &Deck, cards: usize, document: Document) -> Self {
        let title = kit.deck(&deck.id).map_or(&deck.title, |deck| &deck.title);
        let (lang, translated) = (version.lang.to_string(), version.lang != kit.lang);
        let own = match &deck.variant {
            Some(variant) => format!("{}-{}", deck.id, slug(&variant.id)),
            None => deck.id.to_string(),
        };
        let id = if translated { format!("{own}@{lang}") } else { own };
        let names = Names {
            kit: KitId::of(version),
            component: variants::component(deck, title),
            variant: deck.variant.as_ref().map(|variant| variant.id.to_string()),
            lang,
            translated,
            format: slug_keeping_case(&deck.format.id),
        };
        Self {
            id,
            sheets: own_sheets(deck),
            title: deck.title.to_string(),
            names,
            cards,
            part: if cards < deck.cards.len() { "-extrait".to_owned() } else { String::new() },
            document,
            looks: BTreeMap::new(),
        }
    }

    /// Several decks as one, in their order; none where their fonts differ.
    pub(super) fn merged(decks: Vec<Self>) -> Option<Self> {
        let first = decks.first()?;
        let joined = |parts: Vec<&str>| match parts.as_slice() {
            [first, .., last] if parts.len() > 6 => format!("{first}-{last}-{}", parts.len()),
            parts => parts.join("-"),
        };
        let ids = joined(decks.iter().map(|deck| deck.id.split('@').next().unwrap_or_default()).collect());
        let mut formats: Vec<&str> = decks.iter().map(|deck| deck.names.format.as_str()).collect();
        formats.dedup();
        let kit = first.names.kit.clone();
        let Names { variant, lang, translated, .. } = first.names.clone();
        let names = Names { kit, component: ids.clone(), variant, lang, translated, format: joined(formats) };
        let part = decks.iter().map(|deck| deck.part.as_str()).find(|part| !part.is_empty()).unwrap_or_default();
        let (id, part, cards) = (ids.clone(), part.to_owned(), decks.iter().map(|deck| deck.cards).sum());
        let looks = decks.iter().flat_map(|deck| deck.looks.clone()).collect();
        let document = Document::merged(decks.into_iter().map(|deck| deck.document).collect())?;
        Some(Self { id, sheets: Vec::new(), title: ids, names, cards, part, document, looks })
    }

    /// The language of its words.
    pub(super) fn lang(&self) -> &str {
        &self.names.lang
    }

    /// The scene.
    pub(super) const fn document(&self) -> &Document {
        &self.document
    }

    /// The scene alone.
    pub(super) fn into_document(self) -> Document {
        self.document
    }

    /// What file names need, the number of cards in words, and the scene.
    pub(super) fn into_parts(self) -> (Names, String, Document) {
        (self.names.clone(), self.count(), self.document)
    }

    /// The id, and the title where it says more.
    pub(super) fn title(&self) -> String {
        if self.title == self.id { self.id.clone() } else { format!("{} {}", self.id, self.title) }
    }

    /// `24-cartes`
    fn count(&self) -> String {
        format!("{}-{}{}", self.cards, self.names.kit.cards, self.part)
    }

    /// Finds out what each card looks like.
    pub(super) fn look(&mut self) {
        self.looks = [(self.id.clone(), digest::cards(&self.document))].into();
    }

    /// Leaves out the cards that `keep` does not name, and says in file names since when.
    pub(super) fn keep(&mut self, keep: impl Fn(&str) -> bool, since: &str) {
        self.document.pages.retain(|page| page.card.as_deref().is_none_or(&keep));
        self.cards = self.document.pages.chunk_by(|a, b| a.card == b.card).count();
        let word = if self.names.kit.cards == "cartes" { "depuis" } else { "since" };
        self.part = format!("-{word}-{}", slug_keeping_case(since));
    }

    /// A short hash of what the cards look like, to tell two prints of one version apart.
    pub(super) fn hash(&self) -> String {
        let all = self.looks.values().flatten().fold(0_u128, |sum, (_, look)| sum.rotate_left(7) ^ look);
        if self.looks.is_empty() { String::new() } else { format!("{:08x}", (all ^ (all >> 64)) as u32) }
    }
}

/// Pages that become one file each.
struct Batch<'a> {
    names: &'a Names,
    document: &'a Document,
    /// What stands before the name of each page.
    what: &'a str,
    bleed: bool,
    sheet: Option<&'a SheetFacts>,
}

impl Run<'_> {
    /// Scenes → files → sink, the manifest last.
    pub(super) fn export(&mut self, made: &[Made], sheets: &[Sheeted], sink: &mut Sink<'_>) -> io::Result<()> {
        for deck in made {
            self.variant.clone_from(&deck.names.variant);
            self.locale.clone_from(&deck.names.lang);
            let batch =
                Batch { names: &deck.names, document: &deck.document, what: "", bleed: self.job.bleed, sheet: None };
            for format in &self.job.formats {
                match format {
                    Format::Pdf => self.faces_pdf(deck, sink)?,
                    Format::Svg => self.svg(&batch, sink)?,
                    Format::Png => self.png(&batch, sink)?,
                }
            }
        }
        for sheet in sheets {
            self.variant.clone_from(&sheet.names.variant);
            self.locale.clone_from(&sheet.names.lang);
            let what = format!("{}_", sheet.what);
            let (names, document) = (&sheet.names, &sheet.document);
            let batch = Batch { names, document, what: &what, bleed: false, sheet: Some(&sheet.facts) };
            for format in &self.job.sheets.formats {
                match format {
                    Format::Pdf => {
                        let options = sheet_options(sheet);
                        let path = sheet.names.path("", &sheet.what, "pdf");
                        self.pdf(path, document, &options, Some(&sheet.facts), sink)?;
                    }
                    Format::Svg => self.svg(&batch, sink)?,
                    Format::Png => self.png(&batch, sink)?,
                }
            }
        }
        if let Some(kit) = self.kit_id.clone() {
            let bytes = manifest::of(&kit, &self.written, &self.looks, &self.cells);
            sink(Path::new(&format!("{}/manifest.json", kit.id)), &bytes)?;
        }
        Ok(())
    }

    fn faces_pdf(&mut self, deck: &Made, sink: &mut Sink<'_>) -> io::Result<()> {
        for profile in &self.job.profiles {
            let (name, copies) = match profile {
                Profile::Press => ("press", true),
                Profile::Screen => ("screen", false),
                // Sheets, not single faces.
                Profile::Home => continue,
            };
            let document = printed(&deck.document, copies);
            let path = deck.names.path("", &format!("{}_{name}", deck.count()), "pdf");
            self.pdf(path, &document, &profile.pdf(), None, sink)?;
        }
        Ok(())
    }

    fn pdf(
        &mut self,
        path: String,
        document: &Document,
        options: &pdf::Options,
        sheet: Option<&SheetFacts>,
        sink: &mut Sink<'_>,
    ) -> io::Result<()> {
        self.progress.begin(&say!("PDF", "PDF"), 1);
        let made = pdf::export(document, options);
        self.progress.end();
        match made {
            Ok(bytes) => self.put(path, &bytes, &document.pages, sheet, sink),
            Err(faults) => {
                self.diagnostics.append(faults);
                Ok(())
            }
        }
    }

    fn svg(&mut self, of: &Batch<'_>, sink: &mut Sink<'_>) -> io::Result<()> {
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
                            self.put(path, text.as_bytes(), std::slice::from_ref(face), of.sheet, sink)?;
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

    fn png(&mut self, of: &Batch<'_>, sink: &mut Sink<'_>) -> io::Result<()> {
        let options = png::Options { dpi: self.job.dpi, bleed: of.bleed, ..png::Options::default() };
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
                        self.put(path, &bytes, std::slice::from_ref(face), of.sheet, sink)?;
                    }
                    Err(fault) => self.diagnostics.push(*fault),
                }
                self.progress.advance();
            }
        }
        self.progress.end();
        Ok(())
    }

    fn put(
        &mut self,
        path: String,
        bytes: &[u8],
        pages: &[Page],
        sheet: Option<&SheetFacts>,
        sink: &mut Sink<'_>,
    ) -> io::Result<()> {
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
        });
        Ok(())
    }
}

/// The sheets that a deck names. Its variants have other sizes, and other sheets.
fn own_sheets(deck: &Deck) -> Vec<(Arc<str>, Place)> {
    let names = deck.sheets.iter().filter(|_| deck.variant.is_none());
    (0..).zip(names).map(|(index, name)| (name.clone(), deck.sheet_place(index))).collect()
}

/// A press takes inks; an office printer is told how to turn the paper.
const fn sheet_options(sheet: &Sheeted) -> pdf::Options {
    let duplex = match sheet.sides {
        Sides::DuplexLong => pdf::Duplex::LongEdge,
        Sides::DuplexShort => pdf::Duplex::ShortEdge,
        Sides::Single | Sides::FoldAndGlue | Sides::WorkAndTurn | Sides::WorkAndTumble => pdf::Duplex::Simplex,
    };
    match sheet.printer {
        Printer::Press => pdf::Options::press(),
        Printer::Home => pdf::Options { links: false, ..pdf::Options::home(Some(duplex)) },
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
