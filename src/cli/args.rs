//! The shape of the command line. Its words stand in `words`, in both languages.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use massicot::export::pdf::Standard as PressStandard;
use massicot::foreign::{Pages, Pairing};
use massicot::geom::{Length, Rect, Size};
use massicot::impose::{Order, Sides};
use massicot::printers::Standard;
use massicot::reports;

use super::values::{self, ColorName, FormatName, InkName, LangName, ProfileName};
use super::{impose, preflight};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "massicot",
    bin_name = "massicot",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub struct Args {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// Options every command knows.
#[derive(Clone, Debug, clap::Args)]
pub struct Common {
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, short, global = true)]
    pub quiet: bool,
    #[arg(long, global = true, hide_possible_values = true)]
    pub lang: Option<LangName>,
    #[arg(long, global = true, hide_possible_values = true)]
    pub color: Option<ColorName>,
}

/// One variant a command.
#[derive(Debug, Subcommand)]
pub enum Command {
    Build(Build),
    Impose(Impose),
    Preflight(Preflight),
    Check(Check),
    Diff(Diff),
    Calibrate(Calibrate),
    Pack(Pack),
    New(New),
    Schema(Schema),
    List(List),
    Tools(Tools),
    Links(Links),
    Help { command: Option<String> },
}

/// Which cards of a kit.
#[derive(Clone, Debug, clap::Args)]
pub struct Select {
    #[arg(long, value_delimiter = ',', value_parser = values::word)]
    pub only: Vec<String>,
    #[arg(long, value_delimiter = ',', value_parser = values::word)]
    pub cards: Vec<String>,
    #[arg(long = "where", value_parser = values::field)]
    pub fields: Vec<(String, String)>,
    #[arg(long, value_delimiter = ',', value_parser = values::word)]
    pub variant: Vec<String>,
    #[arg(long, value_delimiter = ',', value_parser = values::word)]
    pub locale: Vec<String>,
}

/// `massicot build`.
#[derive(Debug, clap::Args)]
pub struct Build {
    pub kit: PathBuf,
    #[command(flatten)]
    pub select: Select,
    #[arg(long, value_delimiter = ',', hide_possible_values = true)]
    pub profile: Vec<ProfileName>,
    #[arg(long, value_delimiter = ',', hide_possible_values = true)]
    pub format: Vec<FormatName>,
    #[arg(long, default_value = "300", hide_default_value = true, value_parser = values::dpi)]
    pub dpi: f64,
    #[arg(long)]
    pub bleed: bool,
    #[command(flatten)]
    pub sheets: Sheets,
    #[arg(long, value_parser = values::word)]
    pub since: Option<String>,
    #[command(flatten)]
    pub press: Press,
    #[arg(long)]
    pub ticket: bool,
    #[arg(long, value_parser = values::quantity)]
    pub quantity: Option<u32>,
    #[command(flatten)]
    pub home: Home,
    #[arg(long, short, default_value = "output", hide_default_value = true)]
    pub out: PathBuf,
    #[arg(long, value_parser = values::threads)]
    pub threads: Option<usize>,
}

/// Sheets of several cards, and in what they differ from their arrangements.
#[derive(Clone, Debug, clap::Args)]
pub struct Sheets {
    #[arg(long = "sheet", value_delimiter = ',', value_parser = values::word)]
    pub sheet: Vec<String>,
    #[arg(long = "paper", value_parser = values::word)]
    pub other_paper: Option<String>,
    #[arg(long, requires = "sheet", value_parser = values::order)]
    pub order: Option<Order>,
    #[arg(long, requires = "sheet", value_parser = values::sides)]
    pub sides: Option<Sides>,
    #[arg(long, requires = "sheet", value_parser = values::sets)]
    pub sets: Option<u32>,
    #[arg(long, requires = "sheet", value_parser = values::word)]
    pub fill: Option<String>,
    #[arg(long, requires = "sheet")]
    pub mix: bool,
    #[arg(long = "tile", value_parser = values::word, conflicts_with = "sheet")]
    pub tiles: Option<String>,
    #[arg(long, value_parser = impose::length, requires = "tiles")]
    pub border: Option<Length>,
    #[arg(long, value_parser = impose::length, requires = "tiles")]
    pub overlap: Option<Length>,
    #[arg(long, value_parser = values::copies)]
    pub copies: Option<u32>,
}

/// For whom and how press files are made.
#[derive(Clone, Debug, clap::Args)]
pub struct Press {
    #[arg(long, value_parser = values::word)]
    pub printer: Option<String>,
    #[arg(long, value_parser = values::standard)]
    pub standard: Option<PressStandard>,
    #[arg(long)]
    pub icc: Option<PathBuf>,
}

/// How the home profile prints.
#[derive(Clone, Debug, clap::Args)]
pub struct Home {
    #[arg(long, hide_possible_values = true)]
    pub ink: Option<InkName>,
    #[arg(long)]
    pub calibration: Option<PathBuf>,
}

/// `massicot check`.
#[derive(Debug, clap::Args)]
pub struct Check {
    pub kit: PathBuf,
    #[command(flatten)]
    pub select: Select,
    #[command(flatten)]
    pub sheets: Sheets,
    #[command(flatten)]
    pub home: Home,
    #[arg(long, value_delimiter = ',', hide_possible_values = true)]
    pub profile: Vec<ProfileName>,
    #[command(flatten)]
    pub press: Press,
    #[arg(long)]
    pub copyfit: bool,
    #[arg(long, value_parser = values::threads)]
    pub threads: Option<usize>,
}

/// `massicot diff`.
#[derive(Debug, clap::Args)]
pub struct Diff {
    pub old: PathBuf,
    pub new: PathBuf,
    #[arg(long = "out", short = 'o')]
    pub changes: Option<PathBuf>,
}

/// `massicot calibrate`.
#[derive(Debug, clap::Args)]
pub struct Calibrate {
    #[arg(long, default_value = "A4", hide_default_value = true, value_parser = values::word)]
    pub paper: String,
    #[arg(long)]
    pub short_edge: bool,
    #[arg(long, value_parser = values::length, allow_hyphen_values = true)]
    pub dx: Option<Length>,
    #[arg(long, value_parser = values::length, allow_hyphen_values = true)]
    pub dy: Option<Length>,
    #[arg(long, value_parser = values::length)]
    pub ruler: Option<Length>,
    #[arg(long, value_parser = values::word)]
    pub printer_name: Option<String>,
    #[arg(long)]
    pub file: Option<PathBuf>,
}

/// `massicot impose`.
#[derive(Debug, clap::Args)]
pub struct Impose {
    pub pdf: PathBuf,
    #[arg(long = "sheet", value_parser = values::word, required_unless_present = "tile")]
    pub arrangement: Option<String>,
    #[arg(long, value_parser = impose::size, conflicts_with = "arrangement")]
    pub tile: Option<Size>,
    #[arg(long, value_parser = impose::pages)]
    pub pages: Option<Pages>,
    #[arg(long, value_parser = impose::size)]
    pub trim: Option<Size>,
    #[arg(long, value_parser = impose::faces, requires = "arrangement")]
    pub faces: Option<Pairing>,
    #[arg(long = "paper", value_parser = values::word, requires = "arrangement")]
    pub other_paper: Option<String>,
    #[arg(long, value_parser = values::sides, requires = "arrangement")]
    pub sides: Option<Sides>,
    #[arg(long, value_parser = impose::length, requires = "tile")]
    pub overlap: Option<Length>,
    #[arg(long, value_parser = impose::length, requires = "tile")]
    pub border: Option<Length>,
    #[arg(long, value_parser = impose::area, requires = "tile")]
    pub keep: Vec<Rect>,
    #[arg(long, value_parser = values::copies)]
    pub copies: Option<u32>,
    #[arg(long, hide_possible_values = true)]
    pub words: Option<LangName>,
    #[arg(long = "out", short = 'o')]
    pub target: Option<PathBuf>,
}

/// `massicot pack`.
#[derive(Debug, clap::Args)]
pub struct Pack {
    pub kit: PathBuf,
    #[arg(long = "path", value_parser = values::word)]
    pub course: Option<String>,
    #[arg(long, value_parser = values::participants)]
    pub participants: u32,
    #[arg(long, value_parser = values::tables)]
    pub tables: u32,
    #[arg(long, value_parser = values::minutes)]
    pub minutes: Option<u32>,
    #[arg(long)]
    pub scale: bool,
    #[arg(id = "pack_sheets", long = "sheet", value_delimiter = ',', value_parser = values::word)]
    pub arrangements: Vec<String>,
    #[arg(id = "pack_paper", long = "paper", value_parser = values::word)]
    pub other_paper: Option<String>,
    #[arg(long, value_parser = values::sides)]
    pub sides: Option<Sides>,
    #[command(flatten)]
    pub home: Home,
    #[arg(long, short, default_value = "output", hide_default_value = true)]
    pub out: PathBuf,
    #[arg(long, value_parser = values::threads)]
    pub threads: Option<usize>,
}

/// `massicot preflight`.
#[derive(Debug, clap::Args)]
pub struct Preflight {
    pub pdf: PathBuf,
    #[arg(id = "standard_of", long = "standard", value_parser = preflight::standard)]
    pub standard: Option<Standard>,
    #[arg(id = "pages_of", long = "ticket")]
    pub ticket: Option<PathBuf>,
    #[arg(id = "limits_of", long = "printer", value_parser = values::word)]
    pub printer: Option<String>,
    #[arg(long)]
    pub report: Option<PathBuf>,
}

/// `massicot new`.
#[derive(Debug, clap::Args)]
pub struct New {
    pub folder: PathBuf,
    #[arg(long, value_parser = values::word)]
    pub title: Option<String>,
}

/// `massicot schema`.
#[derive(Debug, clap::Args)]
pub struct Schema {
    pub kind: Option<String>,
    #[arg(long = "out", short = 'o')]
    pub schemas: Option<PathBuf>,
}

/// `massicot tools`.
#[derive(Debug, clap::Args)]
pub struct Tools {
    pub kit: PathBuf,
    #[arg(id = "report_kind", long = "report", value_delimiter = ',', value_parser = values::report)]
    pub reports: Vec<reports::Kind>,
    #[arg(id = "report_format", long = "format", value_delimiter = ',', value_parser = values::report_format)]
    pub formats: Vec<reports::Format>,
    #[arg(long)]
    pub votes: Option<PathBuf>,
    #[arg(id = "report_folder", long = "out", short = 'o')]
    pub folder: Option<PathBuf>,
}

/// `massicot links`.
#[derive(Debug, clap::Args)]
pub struct Links {
    pub kit: PathBuf,
    #[arg(long)]
    pub redirects: Option<PathBuf>,
}

/// `massicot list`.
#[derive(Debug, clap::Args)]
pub struct List {
    #[arg(required_unless_present_any = ["arrangements", "profiles", "shop"])]
    pub kit: Option<PathBuf>,
    #[arg(long = "sheets")]
    pub arrangements: bool,
    #[arg(long = "printers", conflicts_with = "arrangements")]
    pub profiles: bool,
    #[arg(long = "printer", value_parser = values::word, conflicts_with_all = ["arrangements", "profiles"])]
    pub shop: Option<String>,
}
