//! kit.yaml: its keys as an author writes them. What they must satisfy stands in `kit_check`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Profile;
use super::collection::ToolsFile;
use super::locale::LocaleFile;
use super::palette::Swatch;
use super::production::ProductionFile;
use super::vocabulary::Entry;
use crate::element::{HyphenationSpec, TypographySpec};
use crate::yaml::{Ordered, Text, TextOr};

/// The kit as a whole: what it is called, its colours, its fonts, its words and its plan.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["kit", "title", "version", "lang"]))]
pub(super) struct KitFile {
    /// Short name of the kit, for file names and addresses: plain letters, digits, - and _.
    #[schemars(required, extend("pattern" = "^[A-Za-z0-9_-]{1,64}$"))]
    pub(super) kit: Option<Text>,
    /// Title.
    #[schemars(required)]
    pub(super) title: Option<Text>,
    /// The title at length, or a line under it.
    pub(super) subtitle: Option<Text>,
    /// Version of the content, printed and part of file names.
    #[schemars(required)]
    pub(super) version: Option<Text>,
    /// Date of this version: YYYY-MM-DD.
    #[schemars(extend("pattern" = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub(super) date: Option<Text>,
    /// Language of the content: fr, en, fr-CA…
    #[schemars(required)]
    pub(super) lang: Option<Text>,
    /// Licence, as printed on the cards.
    pub(super) licence: Option<Text>,
    /// Who publishes the kit.
    pub(super) publisher: Option<Text>,
    /// The print shop that press files are made for, unless the command line names another: generic-eu, meinspiel…
    pub(super) printer: Option<Text>,
    /// The ICC profile of the printing condition that press files are made for.
    pub(super) icc: Option<TextOr<IccFile>>,
    /// How the pieces are to be made: stock, finish, quantity, whom to ask.
    pub(super) production: ProductionFile,
    /// What a build makes when the command line names neither profiles nor sheets; press and screen where it is not given.
    pub(super) profiles: Vec<Profile>,
    /// Where the short links of cards lead.
    pub(super) links: Links,
    /// Swatches: the named colours of the kit.
    pub(super) palette: Ordered<Swatch>,
    /// Font roles: for each role that layouts name, the family that plays it.
    pub(super) fonts: Ordered<TextOr<FontFile>>,
    /// Rules of French small typography, on unless they are switched off.
    pub(super) typography: TypographySpec,
    /// Where words may be cut, and those that are cut otherwise than the language's patterns say.
    pub(super) hyphenation: HyphenationSpec,
    /// For each card field with a closed list of words: these words.
    pub(super) vocabularies: Ordered<Vec<Entry>>,
    /// Fixed words of layouts, which read them as {words.name}.
    pub(super) words: Ordered<Text>,
    /// The folder of the tool records, or that and what is asked of them.
    pub(super) tools: TextOr<ToolsFile>,
    /// Card fields and attributes of vocabularies that are the same in every language.
    pub(super) untranslated: Vec<Text>,
    /// For each other language: how the kit is set in it.
    pub(super) locales: Ordered<LocaleFile>,
    /// The planned parts of the kit in their order, ready or not.
    pub(super) components: Vec<TextOr<ComponentFile>>,
}

/// Where the short links of cards lead.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Links {
    /// What a short link is appended to: `https://example.org/`.
    pub(super) base: Option<Text>,
}

/// The families that play a role.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FontFile {
    /// The first one, then those that supply the characters it lacks.
    pub(super) families: Vec<Text>,
    /// For letters of a script, the families tried before the others: `Arab: [Noto Sans Arabic]`. Scripts go by their
    /// code in ISO 15924, or by name: `Jpan`, `Kore`, `Deva`, `Hebrew`.
    #[serde(default)]
    pub(super) scripts: Ordered<Vec<Text>>,
    /// Weights used, 100 to 900.
    #[serde(default)]
    pub(super) weights: Vec<u16>,
}

impl From<Text> for FontFile {
    fn from(family: Text) -> Self {
        Self { families: vec![family], scripts: Ordered::default(), weights: Vec::new() }
    }
}

/// An ICC profile.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IccFile {
    /// The profile file, from the kit's folder.
    pub(super) file: Text,
    /// The name of the printing condition, where the profile does not tell it: FOGRA51.
    pub(super) condition: Option<Text>,
}

impl From<Text> for IccFile {
    fn from(file: Text) -> Self {
        Self { file, condition: None }
    }
}

/// A planned part of the kit.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ComponentFile {
    /// Id of the deck, board or document.
    pub(super) id: Text,
    /// Its title, until its file says it.
    pub(super) title: Option<Text>,
    /// Where it stands, in the author's words.
    pub(super) status: Option<Text>,
}

impl From<Text> for ComponentFile {
    fn from(id: Text) -> Self {
        Self { id, title: None, status: None }
    }
}
