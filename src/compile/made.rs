//! A deck laid out, on its way to files: what it is called, how many cards it has, what they look like.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::cutting::Cutting;
use super::files::{slug, slug_keeping_case};
use super::manifest::KitId;
use super::ticket::Facts;
use super::variants;
use crate::diag::Lang;
use crate::geom::Length;
use crate::model::{Deck, Kind, Kit, Package};
use crate::packaging::Inner;
use crate::scene::{Document, digest};
use crate::source::Place;

/// What the file names of a deck need.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    kit: KitId,
    /// Language of the words.
    pub lang: String,
    /// True in another language than the kit's own.
    translated: bool,
    /// `D1-reperes`, in every language.
    component: String,
    /// The variant of the deck.
    pub variant: Option<String>,
    /// `A6`
    format: String,
}

impl Names {
    /// Names of files that belong to a part of the kit that is no deck.
    pub fn of_part(kit: &Kit, component: String, format: String) -> Self {
        let (kit, lang) = (KitId::of(kit), kit.lang.to_string());
        Self { kit, lang, translated: false, component, variant: None, format }
    }

    /// `tiroirs/D1-reperes/<folder>tiroirs_D1-reperes_A6_<what>_v1.0.<extension>`, in another language
    /// `tiroirs/en/D1-reperes/<folder>tiroirs_D1-reperes_A6_en_<what>_v1.0.<extension>`.
    pub fn path(&self, folder: &str, what: &str, extension: &str) -> String {
        self.path_for(None, folder, what, extension)
    }

    /// `D1-reperes/`, in another language `en/D1-reperes/`.
    pub fn folder(&self) -> String {
        if self.translated { format!("{}/{}/", self.lang, self.component) } else { format!("{}/", self.component) }
    }

    /// The same below a folder of the print shop's name, where there is one: `tiroirs/meinspiel/D1-reperes/…`.
    pub fn path_for(&self, printer: Option<&str>, folder: &str, what: &str, extension: &str) -> String {
        let Self { kit, component, format, lang, .. } = self;
        let (below, mark) = match self.translated {
            true => (format!("{lang}/"), format!("{lang}_")),
            false => Default::default(),
        };
        let shop = printer.map(|printer| format!("{printer}/")).unwrap_or_default();
        format!(
            "{id}/{shop}{below}{component}/{folder}{id}_{component}_{format}_{mark}{what}_v{v}.{extension}",
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
    pub names: Names,
    /// How many cards, and in which words: `24-cartes`, `3-cartes-extrait`.
    cards: usize,
    part: String,
    /// What it is, where it is no deck.
    what: Option<&'static str>,
    /// True for a board, a poster, a document: no cards that share a sheet.
    pub piece: bool,
    document: Document,
    /// What its deck says for tickets.
    pub facts: Facts,
    /// The outline of its pieces.
    pub cutting: Cutting,
    /// What each card looks like, by deck and code; filled when files are made.
    pub looks: BTreeMap<String, Looks>,
}

/// What each card of a deck looks like, by code.
pub(super) type Looks = BTreeMap<Arc<str>, u128>;

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
            what: piece(deck.kind, kit.lang.starts_with("fr")),
            piece: deck.kind != Kind::Cards,
            document,
            facts: Facts {
                deck: deck.id.to_string(),
                title: match &deck.variant {
                    Some(variant) => format!("{} · {}", deck.title, variant.title),
                    None => deck.title.to_string(),
                },
                format: deck.format.id.to_string(),
                corner: deck.corner,
                production: deck.production.or(&kit.production),
            },
            cutting: Cutting::default(),
            looks: BTreeMap::new(),
        }
    }

    /// A box, flat.
    pub(super) fn package(kit: &Kit, package: &Package, document: Document) -> Self {
        let Inner { width, height, depth } = package.inner;
        let sides = [width, height, depth].map(|side| side.to_mm().round().to_string());
        let names = Names {
            kit: KitId::of(kit),
            component: format!("{}-{}", package.id, slug(&package.title)).trim_end_matches('-').to_owned(),
            variant: None,
            lang: kit.lang.to_string(),
            translated: false,
            format: sides.join("x"),
        };
        let what = Some(if kit.lang.starts_with("fr") { "a-plat" } else { "flat" });
        let facts = Facts {
            deck: package.id.to_string(),
            title: package.title.to_string(),
            format: names.format.clone(),
            corner: Length::ZERO,
            production: package.production.or(&kit.production),
        };
        Self {
            id: package.id.to_string(),
            title: package.title.to_string(),
            names,
            what,
            document,
            facts,
            ..Self::default()
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
        let (facts, cutting, what, piece) = (Facts::default(), Cutting::default(), None, false);
        Some(Self {
            id,
            sheets: Vec::new(),
            title: ids,
            names,
            cards,
            part,
            what,
            piece,
            document,
            facts,
            cutting,
            looks,
        })
    }

    /// The language of the words in its file names.
    pub(super) fn file_lang(&self) -> Lang {
        if self.names.kit.cards == "cartes" { Lang::Fr } else { Lang::En }
    }

    /// The size of its cards as file names call it: `A6`.
    pub(super) fn format(&self) -> String {
        self.names.format.clone()
    }

    /// The language of its words.
    pub(super) fn lang(&self) -> &str {
        &self.names.lang
    }

    /// The scene.
    pub(super) const fn document(&self) -> &Document {
        &self.document
    }

    /// The scene as it is seen and held in hand: cut along the outline of its pieces.
    pub(super) fn seen(&self) -> Cow<'_, Document> {
        self.cutting.seen(&self.document)
    }

    /// The scene as a press takes it: the outline as a plate, where somebody asks for it.
    pub(super) fn pressed(&self) -> Cow<'_, Document> {
        self.cutting.pressed(&self.document)
    }

    /// The same with the outline of its pieces.
    pub(super) fn cut(mut self, cutting: Cutting) -> Self {
        self.cutting = cutting;
        self
    }

    /// The scene with the outline of each piece on its front, for sheets and plotters.
    pub(super) fn outlined(mut self) -> Self {
        self.cutting.on_fronts(&mut self.document);
        self
    }

    /// The scene with the outline of pieces of odd shapes drawn on their fronts, for scissors.
    pub(super) fn traced(mut self) -> Self {
        if self.cutting.odd {
            self.cutting.traced(&mut self.document);
        }
        self
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
    pub(super) fn count(&self) -> String {
        if let Some(what) = self.what {
            return what.to_owned();
        }
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

/// What file names call a component that is no deck of cards.
const fn piece(kind: Kind, french: bool) -> Option<&'static str> {
    match (kind, french) {
        (Kind::Cards, _) => None,
        (Kind::Board, true) => Some("plateau"),
        (Kind::Board, false) => Some("board"),
        (Kind::Poster, true) => Some("affiche"),
        (Kind::Poster, false) => Some("poster"),
        (Kind::Document, _) => Some("document"),
    }
}

/// The sheets that a deck names. Its variants have other sizes, and other sheets.
fn own_sheets(deck: &Deck) -> Vec<(Arc<str>, Place)> {
    let names = deck.sheets.iter().filter(|_| deck.variant.is_none());
    (0..).zip(names).map(|(index, name)| (name.clone(), deck.sheet_place(index))).collect()
}
