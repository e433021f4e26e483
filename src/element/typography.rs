//! Small typography and hyphenation as kits and type styles write them. Knows no text and no language.

use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use crate::say;
use crate::text::{Exceptions, French, Hyphenation};
use crate::yaml;

/// Which rules of small typography hold, where the language is French. What is left out is as the kit says, and on
/// without it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TypographySpec {
    /// The space before ; ! ? becomes narrow and unbreakable (U+202F).
    pub punctuation: Option<bool>,
    /// The space before a colon becomes unbreakable (U+00A0).
    pub colon: Option<bool>,
    /// Spaces inside « » become unbreakable (U+00A0), and are added where there are none.
    pub guillemets: Option<bool>,
    /// Numbers hold to their unit, sign, month or abbreviation (U+00A0), thousands together (U+202F).
    pub numbers: Option<bool>,
    /// M., Mme, Dr hold to the name (U+00A0).
    pub titles: Option<bool>,
    /// Dashes hold to what they enclose (U+00A0).
    pub dashes: Option<bool>,
    /// The typewriter apostrophe between letters becomes ’ (U+2019).
    pub apostrophe: Option<bool>,
}

impl TypographySpec {
    /// These rules, those of `base` where they say nothing.
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        Self {
            punctuation: self.punctuation.or(base.punctuation),
            colon: self.colon.or(base.colon),
            guillemets: self.guillemets.or(base.guillemets),
            numbers: self.numbers.or(base.numbers),
            titles: self.titles.or(base.titles),
            dashes: self.dashes.or(base.dashes),
            apostrophe: self.apostrophe.or(base.apostrophe),
        }
    }

    fn french(&self) -> French {
        French {
            punctuation: self.punctuation.unwrap_or(true),
            colon: self.colon.unwrap_or(true),
            guillemets: self.guillemets.unwrap_or(true),
            numbers: self.numbers.unwrap_or(true),
            titles: self.titles.unwrap_or(true),
            dashes: self.dashes.unwrap_or(true),
            apostrophe: self.apostrophe.unwrap_or(true),
        }
    }
}

/// Where words may be cut. What is left out is as the kit says, and else as the program says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct HyphenationSpec {
    /// Letters of the shortest word that may be cut (6).
    pub word: Option<Count>,
    /// Letters that stay before the hyphen at least (3).
    pub before: Option<Count>,
    /// Letters that go to the next line at least (3).
    pub after: Option<Count>,
    /// Lines in a row that may end with a hyphen (2).
    pub in_a_row: Option<Count>,
    /// Words with a hyphen at each place where they may be cut; those without are never cut.
    pub exceptions: Vec<CutWord>,
}

impl HyphenationSpec {
    /// These settings, those of `base` where they say nothing; exceptions of both.
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        Self {
            word: self.word.or(base.word),
            before: self.before.or(base.before),
            after: self.after.or(base.after),
            in_a_row: self.in_a_row.or(base.in_a_row),
            exceptions: base.exceptions.iter().chain(&self.exceptions).cloned().collect(),
        }
    }

    fn exceptions(&self) -> Arc<Exceptions> {
        Arc::new(Exceptions::new(self.exceptions.iter().map(|word| &*word.0)))
    }
}

/// A number of letters or lines, 1 to 20.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(u8);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let count = i64::deserialize(deserializer)?;
        u8::try_from(count).ok().filter(|count| (1..=20).contains(count)).map(Self).ok_or_else(|| {
            yaml::reject(
                say!("ce nombre va de 1 à 20, et non {count}", "this number is 1 to 20, not {count}"),
                Some(say!("écrivez par exemple 3", "write 3, for example")),
            )
        })
    }
}

impl JsonSchema for Count {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Count".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1, "maximum": 20 })
    }
}

/// A word with a hyphen at each place where it may be cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutWord(Arc<str>);

impl<'de> Deserialize<'de> for CutWord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        let fits = word.split('-').all(|part| !part.is_empty() && part.chars().all(char::is_alphabetic));
        if fits {
            return Ok(Self(word.into()));
        }
        Err(yaml::reject(
            say!("« {word} » n’est pas un mot avec ses coupes", "“{word}” is not a word with its cuts"),
            Some(say!(
                "écrivez un mot en lettres, un trait d’union à chaque coupe permise : coopé-ration",
                "write a word in letters, a hyphen at each cut allowed: co-operation"
            )),
        ))
    }
}

impl JsonSchema for CutWord {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CutWord".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// The typography of a kit: what its styles start from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typography {
    rules: TypographySpec,
    hyphenation: HyphenationSpec,
    exceptions: Arc<Exceptions>,
}

/// The typography of one style.
#[derive(Clone, Debug)]
pub struct Habits {
    /// Which rules hold where the language is French.
    pub french: French,
    /// Where words may be cut, if they are.
    pub hyphenation: Hyphenation,
    /// Lines in a row that may end with a hyphen; none for as the program says.
    pub hyphens_in_row: Option<u8>,
}

impl Typography {
    /// The typography that a kit writes.
    pub fn new(rules: TypographySpec, hyphenation: HyphenationSpec) -> Self {
        Self { exceptions: hyphenation.exceptions(), rules, hyphenation }
    }

    /// What holds in a style that writes these.
    pub fn of(&self, rules: Option<&TypographySpec>, cuts: Option<&HyphenationSpec>) -> Habits {
        let rules = rules.map_or_else(|| self.rules.clone(), |rules| rules.over(&self.rules));
        let own = cuts.map(|cuts| cuts.over(&self.hyphenation));
        let exceptions = match cuts {
            Some(cuts) if !cuts.exceptions.is_empty() => own.as_ref().unwrap_or(&self.hyphenation).exceptions(),
            _ => self.exceptions.clone(),
        };
        let cuts = own.as_ref().unwrap_or(&self.hyphenation);
        let usual = Hyphenation::default();
        let count = |count: Option<Count>, usual: u8| count.map_or(usual, |count| count.0);
        Habits {
            french: rules.french(),
            hyphenation: Hyphenation {
                min_before: count(cuts.before, usual.min_before),
                min_after: count(cuts.after, usual.min_after),
                min_word: count(cuts.word, usual.min_word),
                exceptions,
            },
            hyphens_in_row: cuts.in_a_row.map(|count| count.0),
        }
    }
}
