//! What is said of a command line that cannot be read. Clap speaks English; this file says the same in French.

use std::error::Error as _;
use std::fmt::Write as _;
use std::io::Write as _;

use anstream::AutoStream;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use massicot::diag::Lang;

use super::Exit;
use super::preferences::Preferences;
use super::values::BadValue;

/// Shows help or the version where they were asked for, else what is wrong with the command line.
pub fn show(error: &Error, preferences: Preferences) -> Exit {
    let explained = match preferences.lang {
        Lang::Fr => french(error),
        Lang::En => None,
    };
    // There is nowhere left to say that standard error or a pager has gone away.
    let _ = match explained {
        Some(text) => AutoStream::new(std::io::stderr(), preferences.color).write_all(text.as_bytes()),
        None => error.print(),
    };
    if error.use_stderr() { Exit::Usage } else { Exit::Clean }
}

/// The whole message in French; none for help, the version, and what clap can only say in English.
fn french(error: &Error) -> Option<String> {
    let styles = clap::builder::Styles::default();
    let (bad, good) = (styles.get_error(), styles.get_valid());
    let mut text = format!("{bad}erreur :{bad:#} {}\n", fault(error)?);
    for tip in tips(error) {
        let _ = write!(text, "\n  {good}piste :{good:#} {tip}\n");
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let _ = write!(text, "\nUsage : {}\n", usage.trim().trim_start_matches("Usage:").trim_start());
    }
    text.push_str("\nPour en savoir plus : « --help ».\n");
    Some(text)
}

fn fault(error: &Error) -> Option<String> {
    let word = |kind| words(error, kind).into_iter().next();
    Some(match error.kind() {
        ErrorKind::UnknownArgument => format!("argument inattendu « {} »", word(ContextKind::InvalidArg)?),
        ErrorKind::InvalidSubcommand => format!("commande inconnue « {} »", word(ContextKind::InvalidSubcommand)?),
        ErrorKind::MissingRequiredArgument => {
            format!("il manque {}", words(error, ContextKind::InvalidArg).join(" et "))
        }
        ErrorKind::MissingSubcommand => "il manque une commande".to_owned(),
        ErrorKind::InvalidValue => invalid_value(error)?,
        ErrorKind::ValueValidation => {
            let reason = error.source().and_then(|source| source.downcast_ref::<BadValue>());
            let reason = reason.map(|bad| format!(" : {}", bad.0.text(Lang::Fr))).unwrap_or_default();
            let (value, option) = (word(ContextKind::InvalidValue)?, word(ContextKind::InvalidArg)?);
            format!("valeur « {value} » refusée pour « {option} »{reason}")
        }
        ErrorKind::ArgumentConflict => conflict(error)?,
        ErrorKind::TooManyValues => {
            let (value, option) = (word(ContextKind::InvalidValue)?, word(ContextKind::InvalidArg)?);
            format!("valeur « {value} » de trop pour « {option} »")
        }
        ErrorKind::InvalidUtf8 => "un argument n’est pas en UTF-8".to_owned(),
        _ => return None,
    })
}

fn invalid_value(error: &Error) -> Option<String> {
    let option = words(error, ContextKind::InvalidArg).into_iter().next()?;
    let value = words(error, ContextKind::InvalidValue).into_iter().next()?;
    let known = words(error, ContextKind::ValidValue);
    let known =
        if known.is_empty() { String::new() } else { format!("\n  [valeurs possibles : {}]", known.join(", ")) };
    Some(if value.is_empty() {
        format!("il manque une valeur pour « {option} »{known}")
    } else {
        format!("valeur inconnue « {value} » pour « {option} »{known}")
    })
}

fn conflict(error: &Error) -> Option<String> {
    let option = words(error, ContextKind::InvalidArg).into_iter().next()?;
    let others = words(error, ContextKind::PriorArg);
    Some(if others.is_empty() || others == [option.clone()] {
        format!("« {option} » ne peut être donné qu’une fois")
    } else {
        format!("« {option} » ne va pas avec « {} »", others.join(" », « "))
    })
}

fn tips(error: &Error) -> Vec<String> {
    let kinds = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = kinds.into_iter().flat_map(|kind| words(error, kind));
    near.map(|word| format!("vouliez-vous dire « {word} » ?")).collect()
}

/// What clap noted under `kind`, as it is; nothing for notes that are no words.
fn words(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        _ => Vec::new(),
    }
}
