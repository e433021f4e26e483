//! The parser with its words: one command tree, dressed in the language of the person who asks.

use anstream::ColorChoice;
use clap::{Arg, ArgAction, Command, CommandFactory};
use massicot::diag::Lang;

use super::args::Args;
use super::preferences::Preferences;
use super::words::{self, Both};

/// The options that every command shares; they are shown under a heading of their own.
const COMMON: [&str; 4] = ["json", "quiet", "lang", "color"];

/// The command line's parser.
pub fn command(preferences: Preferences) -> Command {
    let lang = preferences.lang;
    let color = match preferences.color {
        ColorChoice::Always | ColorChoice::AlwaysAnsi => clap::ColorChoice::Always,
        ColorChoice::Never => clap::ColorChoice::Never,
        ColorChoice::Auto => clap::ColorChoice::Auto,
    };
    let root = Args::command()
        .color(color)
        .subcommand_help_heading(words::COMMANDS.text(lang))
        .subcommand_value_name(words::COMMAND.text(lang))
        .arg(help_flag())
        .arg(version_flag());
    dress(root, lang).mut_subcommands(|command| dress(command, lang))
}

fn help_flag() -> Arg {
    Arg::new("help").long("help").short('h').action(ArgAction::Help).global(true)
}

fn version_flag() -> Arg {
    Arg::new("version").long("version").short('V').action(ArgAction::Version)
}

fn dress(command: Command, lang: Lang) -> Command {
    let mut command = command.help_template(template(lang)).mut_args(|arg| dress_arg(arg, lang));
    if let Some(words) = words::command(command.get_name()) {
        command = command.about(words.about.text(lang)).after_help(examples(words.examples, lang));
    }
    command
}

fn dress_arg(arg: Arg, lang: Lang) -> Arg {
    let heading = match arg.get_id().as_str() {
        id if COMMON.contains(&id) || id == "help" || id == "version" => words::COMMON_OPTIONS,
        _ if arg.is_positional() => words::ARGUMENTS,
        _ => words::OPTIONS,
    };
    let arg = arg.help_heading(heading.text(lang));
    let Some(words) = words::argument(arg.get_id().as_str()) else { return arg };
    let takes_value = arg.is_positional() || arg.get_action().takes_values();
    let arg = if takes_value { arg.value_name(words.value.text(lang)) } else { arg };
    arg.help(words.help.text(lang))
}

fn template(lang: Lang) -> String {
    let usage = heading(words::USAGE, lang);
    format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}\n")
}

fn examples(text: Both, lang: Lang) -> String {
    format!("{}\n{}", heading(words::EXAMPLES, lang), text.text(lang))
}

/// A heading styled as clap styles its own.
fn heading(words: Both, lang: Lang) -> String {
    let style = clap::builder::Styles::default();
    let style = style.get_header();
    format!("{style}{}{style:#}", words.text(lang))
}
