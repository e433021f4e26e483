//! Language and colour, known before the command line is parsed: help and usage errors need them too.

use std::env;
use std::ffi::OsString;

use anstream::ColorChoice;
use clap::ValueEnum;
use massicot::diag::Lang;

use super::values::{ColorName, LangName};

/// How to speak to this person. Never changes what is written to files.
#[derive(Clone, Copy, Debug)]
pub struct Preferences {
    /// The language of messages and help.
    pub lang: Lang,
    /// Whether to colour.
    pub color: ColorChoice,
}

impl Preferences {
    /// From `--lang` and `--color` wherever they stand on the command line, else from the environment.
    pub fn scan(arguments: &[OsString]) -> Self {
        let lang = match option::<LangName>(arguments, "--lang") {
            Some(LangName::Fr) => Lang::Fr,
            Some(LangName::En) => Lang::En,
            None => environment_lang(|name| env::var(name).ok()),
        };
        let color = match option::<ColorName>(arguments, "--color") {
            Some(ColorName::Always) => ColorChoice::Always,
            Some(ColorName::Never) => ColorChoice::Never,
            Some(ColorName::Auto) | None => ColorChoice::Auto,
        };
        Self { lang, color }
    }
}

/// The last value of `--name value` or `--name=value` before `--`; a value that is not one is left to the parser.
fn option<T: ValueEnum>(arguments: &[OsString], name: &str) -> Option<T> {
    let words: Vec<_> =
        arguments.iter().skip(1).map(|word| word.to_string_lossy()).take_while(|word| word != "--").collect();
    let after = words.windows(2).filter_map(|pair| match pair {
        [option, value] if option == name => Some(value.as_ref()),
        _ => None,
    });
    let joined = words.iter().filter_map(|word| word.strip_prefix(name)?.strip_prefix('='));
    after.chain(joined).filter_map(|value| T::from_str(value, false).ok()).next_back()
}

/// POSIX order: the first of these that is set and not empty counts. French or English; anything else reads English.
fn environment_lang(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    match locale {
        Some(locale) if locale.to_ascii_lowercase().starts_with("fr") => Lang::Fr,
        _ => Lang::En,
    }
}
