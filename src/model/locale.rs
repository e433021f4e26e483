//! The languages of a kit: which there are, and how the kit is set in each. Knows nothing of the words in them.

use std::path::Path;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::kit_file::FontFile;
use super::{FontRole, Kit};
use crate::world::World;
use crate::yaml::{Ordered, Text, TextOr};

/// The folder of a kit that holds a folder for each of its other languages.
pub(super) const FOLDER: &str = "locales";

/// How the kit is set in one language. What it leaves out is as in the layouts.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LocaleFile {
    /// Font roles that other families play in this language.
    pub(super) fonts: Ordered<TextOr<FontFile>>,
    /// What the size of letters is multiplied by, 0.5 to 2.
    #[schemars(range(min = 0.5, max = 2.0))]
    pub(super) size: Option<f64>,
    /// What the distance from baseline to baseline is multiplied by, 0.5 to 2.
    #[schemars(range(min = 0.5, max = 2.0))]
    pub(super) leading: Option<f64>,
    /// Room added between letters to that of the styles, in thousandths of an em, -200 to 500.
    #[schemars(range(min = -200.0, max = 500.0))]
    pub(super) tracking: Option<f64>,
    /// Whether words may be broken at line ends, whatever the styles say.
    pub(super) hyphenate: Option<bool>,
    /// The ten digits in which whole numbers of fields are printed, from 0 to 9: "٠١٢٣٤٥٦٧٨٩".
    pub(super) digits: Option<Text>,
    /// The kit's own language, where texts without translation may stay in it.
    pub(super) fallback: Option<Text>,
}

/// How the kit is set in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Locale {
    /// The language, BCP 47.
    pub lang: Arc<str>,
    /// Font roles that other families play.
    pub fonts: Vec<FontRole>,
    /// What sizes of letters are multiplied by.
    pub size: f64,
    /// What distances from baseline to baseline are multiplied by.
    pub leading: f64,
    /// Added to the room between letters, in thousandths of an em.
    pub tracking: f64,
    /// Whether words may be broken, where it differs from the styles.
    pub hyphenate: Option<bool>,
    /// Digits from 0 to 9, where they are not 0 to 9.
    pub digits: Option<[char; 10]>,
    /// True where texts without translation stay in the kit's own language.
    pub falls_back: bool,
}

impl Locale {
    /// A language that is set as the layouts say.
    pub fn plain(lang: Arc<str>) -> Self {
        Self {
            lang,
            fonts: Vec::new(),
            size: 1.0,
            leading: 1.0,
            tracking: 0.0,
            hyphenate: None,
            digits: None,
            falls_back: false,
        }
    }
}

/// True for a language code after BCP 47: `fr`, `en`, `fr-CA`, `sr-Latn`.
pub(super) fn is_lang(lang: &str) -> bool {
    let mut parts = lang.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

impl Kit {
    /// How the kit is set in `lang`.
    pub fn locale(&self, lang: &str) -> Locale {
        let known = self.locales.iter().find(|locale| *locale.lang == *lang);
        known.cloned().unwrap_or_else(|| Locale::plain(lang.into()))
    }

    /// Every language of the kit: its own, those that kit.yaml describes in its order, then those that only have a
    /// folder in `locales/`, by name.
    pub fn languages(&self, world: &dyn World) -> Vec<Arc<str>> {
        let mut all = vec![self.lang.clone()];
        let described = self.locales.iter().map(|locale| locale.lang.clone());
        for lang in described.chain(folders(world, &self.folder)) {
            if !all.contains(&lang) {
                all.push(lang);
            }
        }
        all
    }
}

/// The names of the folders in `locales/` that hold a file.
fn folders(world: &dyn World, kit: &Path) -> Vec<Arc<str>> {
    let root = kit.join(FOLDER);
    let files = world.walk(&root);
    let names = files.iter().filter_map(|path| {
        let mut below = path.strip_prefix(&root).ok()?.components();
        let name = below.next()?.as_os_str().to_str()?;
        (below.next().is_some() && is_lang(name)).then(|| Arc::from(name))
    });
    let mut names: Vec<_> = names.collect();
    names.dedup();
    names
}
