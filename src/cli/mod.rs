//! Arguments, printing, progress and exit codes. Decides nothing about cards: every command hands its work to the library.

mod args;
mod build;
mod calibrate;
mod check;
mod copyfit;
mod diff;
mod help;
mod impose;
mod interrupt;
mod kit;
mod links;
mod list;
mod matrix;
mod new;
mod output;
mod pack;
mod preferences;
mod preflight;
mod printers;
mod progress;
mod schema;
mod tools;
mod usage;
mod values;
mod wording;
mod words;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use clap::FromArgMatches;
use massicot::diag::Diagnostic;
use massicot::say;

use args::{Args, Command};
use output::Terminal;
use preferences::Preferences;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing to object to; warnings are allowed.
    Clean,
    /// Faults in the kit, or files that could not be written.
    Faults,
    /// A command that cannot be meant as it was typed.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Faults => 1,
            Exit::Usage => 2,
        })
    }
}

/// Runs one command line, the program's name first.
pub fn run(arguments: Vec<OsString>) -> Exit {
    let preferences = Preferences::scan(&arguments);
    let parsed =
        help::command(preferences).try_get_matches_from(arguments).and_then(|matches| Args::from_arg_matches(&matches));
    let args = match parsed {
        Ok(args) => args,
        Err(error) => return usage::show(&error, preferences),
    };
    let terminal = Terminal::new(preferences, &args.common);
    interrupt::end_between_files();
    dispatch(args.command, &terminal).unwrap_or_else(|error| terminal.broken(&error))
}

fn dispatch(command: Command, terminal: &Terminal) -> io::Result<Exit> {
    match command {
        Command::Build(args) => {
            set_threads(args.threads);
            build::run(&args, terminal)
        }
        Command::Check(args) => {
            set_threads(args.threads);
            check::run(&args, terminal)
        }
        Command::Diff(args) => diff::run(&args, terminal),
        Command::Calibrate(args) => calibrate::run(&args, terminal),
        Command::Impose(args) => impose::run(&args, terminal),
        Command::Pack(args) => {
            set_threads(args.threads);
            pack::run(&args, terminal)
        }
        Command::Preflight(args) => preflight::run(&args, terminal),
        Command::New(args) => new::run(&args, terminal),
        Command::Schema(args) => schema::run(&args, terminal),
        Command::List(args) => list::run(&args, terminal),
        Command::Tools(args) => tools::run(&args, terminal),
        Command::Links(args) => links::run(&args, terminal),
        Command::Help { command } => help(command.as_deref(), terminal),
    }
}

/// `massicot help build`, for those who expect it beside `massicot build --help`.
fn help(name: Option<&str>, terminal: &Terminal) -> io::Result<Exit> {
    let mut root = help::command(terminal.preferences());
    root.build();
    let Some(name) = name else { return terminal.print_styled(&root.render_help()) };
    if let Some(command) = root.find_subcommand_mut(name) {
        return terminal.print_styled(&command.render_help());
    }
    let names = root.get_subcommands().map(clap::Command::get_name);
    let fault =
        Diagnostic::error("unknown-command", say!("pas de commande « {name} »", "there is no command “{name}”"));
    terminal.refuse(wording::suggesting(fault, name, names), Exit::Usage)
}

#[cfg(feature = "parallel")]
fn set_threads(threads: Option<usize>) {
    let Some(threads) = threads else { return };
    // The pool is made once, before any work: the only error there is cannot happen.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
}

#[cfg(not(feature = "parallel"))]
fn set_threads(_threads: Option<usize>) {}
