//! Values of options: their spellings, and what is said of a wrong one in both languages.

use std::error::Error;
use std::fmt;

use clap::ValueEnum;
use massicot::compile::{Format, Home, Profile, Selection, Sheets};
use massicot::diag::{Diagnostic, Lang, Say};
use massicot::export::pdf::Standard;
use massicot::geom::Length;
use massicot::impose::{Ink, Order, Sides};
use massicot::{reports, say};

use super::args::{self, Select};

/// Why a value cannot be used. Displayed in English, as clap does; `usage` finds the French.
#[derive(Debug)]
pub struct BadValue(pub Say);

impl fmt::Display for BadValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.text(Lang::En))
    }
}

impl Error for BadValue {}

/// Spellings of `--lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangName {
    Fr,
    En,
}

/// Spellings of `--color`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorName {
    Auto,
    Always,
    Never,
}

/// Spellings of `--profile`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProfileName {
    Press,
    Screen,
    Home,
}

/// Spellings of `--ink`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InkName {
    Light,
    Low,
    Grey,
}

/// Spellings of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    Pdf,
    Svg,
    Png,
    CutSvg,
    Dxf,
}

/// An order, spelled as arrangement files do.
pub fn order(text: &str) -> Result<Order, BadValue> {
    named(text, &Order::ALL.map(|order| (order.key(), order)))
}

/// A standard of press files.
pub fn standard(text: &str) -> Result<Standard, BadValue> {
    named(text, &[("x4", Standard::X4), ("x1a-2003", Standard::X1a2003), ("none", Standard::None)])
}

/// How both sides get onto paper, spelled as arrangement files do.
pub fn sides(text: &str) -> Result<Sides, BadValue> {
    named(text, &Sides::ALL.map(|sides| (sides.key(), sides)))
}

/// A report on the records of a kit.
pub fn report(text: &str) -> Result<reports::Kind, BadValue> {
    named(text, &reports::Kind::ALL.map(|kind| (kind.key(), kind)))
}

/// How a report is written.
pub fn report_format(text: &str) -> Result<reports::Format, BadValue> {
    use reports::Format;
    named(text, &[("text", Format::Text), ("csv", Format::Csv), ("json", Format::Json), ("html", Format::Html)])
}

/// One of the names in `known`.
pub fn named<T: Copy>(text: &str, known: &[(&'static str, T)]) -> Result<T, BadValue> {
    let found = known.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
    let names = known.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| BadValue(say!("écrire l’un de : {names}", "write one of: {names}")))
}

/// The sheets asked for; in PDF unless formats are named.
pub fn sheets(args: &args::Sheets, formats: &[FormatName]) -> Sheets {
    Sheets {
        names: args.sheet.clone(),
        formats: if formats.is_empty() { vec![Format::Pdf] } else { self::formats(formats) },
        paper: args.other_paper.clone(),
        order: args.order,
        sides: args.sides,
        fill: args.fill.clone(),
        mix: args.mix,
        sets: args.sets,
        tile: args.tiles.clone(),
        border: args.border,
        overlap: args.overlap,
        copies: args.copies,
    }
}

/// Why an option would change nothing: another paper without sheets, ink or calibration without the home profile.
pub fn idle(sheets: &args::Sheets, home: &args::Home, profiles: &[ProfileName]) -> Option<Diagnostic> {
    let at_home = profiles.contains(&ProfileName::Home);
    let option = match () {
        () if sheets.other_paper.is_some() && sheets.sheet.is_empty() && !at_home => "--paper",
        () if home.ink.is_some() && !at_home => "--ink",
        () if home.calibration.is_some() && !at_home => "--calibration",
        () if sheets.copies.is_some() && sheets.sheet.is_empty() && sheets.tiles.is_none() && !at_home => "--copies",
        () => return None,
    };
    let fault = say!("{option} ne change rien ici", "{option} changes nothing here");
    let next = match option {
        "--paper" | "--copies" => {
            say!("ajoutez --sheet FEUILLE ou --profile home", "add --sheet SHEET or --profile home")
        }
        _ => say!("ajoutez --profile home", "add --profile home"),
    };
    Some(Diagnostic::error("idle-option", fault).hint(next))
}

/// Why naming a printer would change nothing: only press files are made for one.
pub fn idle_printer(printer: Option<&str>, profiles: &[ProfileName]) -> Option<Diagnostic> {
    let press = profiles.is_empty() || profiles.contains(&ProfileName::Press);
    let _ = printer.filter(|_| !press)?;
    let fault = say!("--printer ne change rien ici", "--printer changes nothing here");
    Some(Diagnostic::error("idle-option", fault).hint(say!("ajoutez --profile press", "add --profile press")))
}

/// The profiles asked for; for a printer, press alone unless others are asked for too.
pub fn profiles_for(printer: Option<&str>, names: &[ProfileName]) -> Vec<Profile> {
    match printer {
        Some(_) if names.is_empty() => vec![Profile::Press],
        _ => profiles(names),
    }
}

/// The formats asked for; for a printer, what it wants and no others unless they are asked for.
pub fn formats_for(printer: Option<&str>, names: &[FormatName]) -> Vec<Format> {
    match printer {
        Some(_) if names.is_empty() => vec![Format::Pdf],
        _ => formats(names),
    }
}

/// How the home profile prints.
pub fn home(args: &args::Home) -> Home {
    let ink = match args.ink {
        None | Some(InkName::Light) => Ink::Light,
        Some(InkName::Low) => Ink::Low,
        Some(InkName::Grey) => Ink::Grey,
    };
    Home { ink, calibration: args.calibration.clone() }
}

/// The profiles asked for, each once, in the library's order; none asked for leaves it to the kit.
pub fn profiles(names: &[ProfileName]) -> Vec<Profile> {
    let all = [
        (ProfileName::Press, Profile::Press),
        (ProfileName::Screen, Profile::Screen),
        (ProfileName::Home, Profile::Home),
    ];
    if names.is_empty() { Vec::new() } else { chosen(names, &all) }
}

/// The formats asked for, each once, in the library's order; none asked for means all but those of plotters.
pub fn formats(names: &[FormatName]) -> Vec<Format> {
    let all = [(FormatName::Pdf, Format::Pdf), (FormatName::Svg, Format::Svg), (FormatName::Png, Format::Png)];
    let cut = [(FormatName::CutSvg, Format::CutSvg), (FormatName::Dxf, Format::Dxf)];
    let asked: Vec<_> = all.into_iter().chain(cut.into_iter().filter(|_| !names.is_empty())).collect();
    chosen(names, &asked)
}

fn chosen<N: PartialEq, T: Copy>(names: &[N], all: &[(N, T)]) -> Vec<T> {
    all.iter().filter(|(name, _)| names.is_empty() || names.contains(name)).map(|&(_, value)| value).collect()
}

/// The cards asked for.
pub fn selection(select: &Select) -> Selection {
    Selection { components: select.only.clone(), cards: select.cards.clone(), fields: select.fields.clone() }
}

/// A value that is not empty; blanks around it do not count.
pub fn word(text: &str) -> Result<String, BadValue> {
    match text.trim() {
        "" => Err(BadValue(say!("il manque une valeur", "a value is missing"))),
        word => Ok(word.to_owned()),
    }
}

/// `name=value`, both not empty.
pub fn field(text: &str) -> Result<(String, String), BadValue> {
    let pair = text.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
    match pair {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(BadValue(say!(
            "écrire champ=valeur, par exemple family=pedagogie",
            "write field=value, for example family=pedagogie"
        ))),
    }
}

/// A length with its unit.
pub fn length(text: &str) -> Result<Length, BadValue> {
    text.trim().parse().map_err(|_| {
        BadValue(say!(
            "une longueur s’écrit avec son unité, par exemple 1.2mm",
            "a length is written with its unit, for example 1.2mm"
        ))
    })
}

/// A resolution between 36 and 2400 dots per inch.
pub fn dpi(text: &str) -> Result<f64, BadValue> {
    text.parse().ok().filter(|dpi| (36.0..=2400.0).contains(dpi)).ok_or_else(|| {
        BadValue(say!(
            "une résolution va de 36 à 2400 points par pouce",
            "a resolution lies between 36 and 2400 dots per inch"
        ))
    })
}

/// A number of decks to print, between 1 and a million.
pub fn quantity(text: &str) -> Result<u32, BadValue> {
    text.parse()
        .ok()
        .filter(|decks| (1..=1_000_000).contains(decks))
        .ok_or_else(|| BadValue(say!("une quantité va de 1 à 1000000", "a quantity lies between 1 and 1000000")))
}

/// A number of sets between 1 and 999.
pub fn sets(text: &str) -> Result<u32, BadValue> {
    text.parse().ok().filter(|sets| (1..=999).contains(sets)).ok_or_else(|| {
        BadValue(say!("un nombre de jeux complets va de 1 à 999", "a number of sets lies between 1 and 999"))
    })
}

/// A number of printed copies between 1 and 999.
pub fn copies(text: &str) -> Result<u32, BadValue> {
    text.parse().ok().filter(|copies| (1..=999).contains(copies)).ok_or_else(|| {
        BadValue(say!(
            "un nombre d’exemplaires du fichier va de 1 à 999",
            "a number of copies of the file lies between 1 and 999"
        ))
    })
}

/// A number of people between 1 and 9999.
pub fn participants(text: &str) -> Result<u32, BadValue> {
    text.parse().ok().filter(|count| (1..=9999).contains(count)).ok_or_else(|| {
        BadValue(say!("un nombre de personnes va de 1 à 9999", "a number of people lies between 1 and 9999"))
    })
}

/// A number of tables between 1 and 999.
pub fn tables(text: &str) -> Result<u32, BadValue> {
    text.parse()
        .ok()
        .filter(|count| (1..=999).contains(count))
        .ok_or_else(|| BadValue(say!("un nombre de tables va de 1 à 999", "a number of tables lies between 1 and 999")))
}

/// Minutes between 1 and a day's 1440.
pub fn minutes(text: &str) -> Result<u32, BadValue> {
    text.parse()
        .ok()
        .filter(|count| (1..=1440).contains(count))
        .ok_or_else(|| BadValue(say!("une durée va de 1 à 1440 minutes", "a duration lies between 1 and 1440 minutes")))
}

/// A number of threads between 1 and 1024.
pub fn threads(text: &str) -> Result<usize, BadValue> {
    text.parse().ok().filter(|threads| (1..=1024).contains(threads)).ok_or_else(|| {
        BadValue(say!("un nombre de fils va de 1 à 1024", "a number of threads lies between 1 and 1024"))
    })
}
