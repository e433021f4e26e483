//! Every word of the help, French beside English: an option cannot be explained in one language only.

mod arguments;
mod commands;
mod records;

use massicot::diag::Lang;

pub use arguments::argument;
pub use commands::command;

/// A text in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Both {
    fr: &'static str,
    en: &'static str,
}

impl Both {
    /// The wording in `lang`.
    pub const fn text(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }
}

const fn both(fr: &'static str, en: &'static str) -> Both {
    Both { fr, en }
}

/// What a command does, and how it is called.
#[derive(Clone, Copy, Debug)]
pub struct CommandWords {
    /// One line.
    pub about: Both,
    /// Command lines to copy.
    pub examples: Both,
}

/// What an option does, and what its value is called.
#[derive(Clone, Copy, Debug)]
pub struct ArgumentWords {
    /// Placeholder of the value; empty for a flag.
    pub value: Both,
    /// One or two lines.
    pub help: Both,
}

// Clap adds the colon to the headings of its sections, and French wants a space before it.
/// Heading of the list of commands.
pub const COMMANDS: Both = both("Commandes ", "Commands");
/// Heading of positional arguments.
pub const ARGUMENTS: Both = both("Arguments ", "Arguments");
/// Heading of a command's own options.
pub const OPTIONS: Both = both("Options ", "Options");
/// Heading of the options of every command.
pub const COMMON_OPTIONS: Both = both("Options communes ", "Common options");
/// Placeholder for a command.
pub const COMMAND: Both = both("COMMANDE", "COMMAND");
/// Heading of the usage line.
pub const USAGE: Both = both("Usage :", "Usage:");
/// Heading of the examples.
pub const EXAMPLES: Both = both("Exemples :", "Examples:");
