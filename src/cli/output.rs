//! Printing: results on standard output, remarks on standard error, or everything as one JSON object.
//! A reader that goes away (`massicot list … | head -1`) ends the printing, not the program.

use std::io::{self, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use clap::builder::StyledStr;
use massicot::compile::{self, Report};
use massicot::diag::{self, Diagnostic, Lang, Say, Severity, Style};
use massicot::say;
use serde_json::{Map, Value, json};

use super::args::Common;
use super::preferences::Preferences;
use super::{Exit, wording};

/// Where and how to print.
pub struct Terminal {
    preferences: Preferences,
    json: bool,
    quiet: bool,
}

impl Terminal {
    /// As asked for on the command line.
    pub fn new(preferences: Preferences, common: &Common) -> Self {
        Self { preferences, json: common.json, quiet: common.quiet }
    }

    /// Language and colour.
    pub fn preferences(&self) -> Preferences {
        self.preferences
    }

    /// The language of messages.
    pub fn lang(&self) -> Lang {
        self.preferences.lang
    }

    /// True when standard output carries JSON.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// True when only faults may be shown.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Writes to standard output. A closed pipe is no fault.
    pub fn print(&self, text: &str) -> io::Result<()> {
        let mut out = AutoStream::new(io::stdout(), self.preferences.color);
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }

    /// Writes help to standard output.
    pub fn print_styled(&self, text: &StyledStr) -> io::Result<Exit> {
        self.print(&text.ansi().to_string()).map(|()| Exit::Clean)
    }

    /// A remark on how the run went, on standard error; not with `--quiet` nor beside JSON.
    pub fn remark(&self, words: &Say) {
        if !self.quiet && !self.json {
            self.tell(&format!("{}\n", words.text(self.lang())));
        }
    }

    /// Shows what a run found and wrote: `about` is the kit, `details` are further members of the JSON object.
    pub fn report(&self, report: &Report, about: &Path, details: Vec<(&str, Value)>) -> io::Result<Exit> {
        let summary = summary(report, about);
        if self.json {
            self.print(&self.as_json(report, &summary, details))?;
        } else {
            self.tell(&self.rendered(report));
            if !self.quiet || !report.diagnostics.is_empty() {
                self.tell(&format!("{}\n", summary.text(self.lang())));
            }
        }
        Ok(if report.diagnostics.has_errors() { Exit::Faults } else { Exit::Clean })
    }

    /// Shows the one fault that ends a run before it began.
    pub fn refuse(&self, fault: Diagnostic, exit: Exit) -> io::Result<Exit> {
        let report = Report { diagnostics: [fault].into_iter().collect(), ..Report::default() };
        if self.json {
            self.print(&self.as_json(&report, &counts(&report), Vec::new()))?;
        } else {
            self.tell(&self.rendered(&report));
        }
        Ok(exit)
    }

    /// Standard output cannot be written (a full disk).
    pub fn broken(&self, error: &io::Error) -> Exit {
        let reason = wording::reason(error);
        let (fr, en) = (reason.fr, reason.en);
        let words = say!("la sortie standard ne s’écrit pas : {fr}", "standard output cannot be written: {en}");
        let fault = Diagnostic::error("write-failed", words);
        self.tell(&self.rendered(&Report { diagnostics: [fault].into_iter().collect(), ..Report::default() }));
        Exit::Faults
    }

    fn tell(&self, text: &str) {
        // There is nowhere left to say that standard error has gone away.
        let _ = AutoStream::new(io::stderr(), self.preferences.color).write_all(text.as_bytes());
    }

    fn rendered(&self, report: &Report) -> String {
        let choice = match self.preferences.color {
            ColorChoice::Auto => AutoStream::choice(&io::stderr()),
            choice => choice,
        };
        let style = if choice == ColorChoice::Never { Style::Plain } else { Style::Colour };
        let render = |item| diag::human(item, &report.sources, self.lang(), style) + "\n\n";
        report.diagnostics.iter().map(render).collect()
    }

    fn as_json(&self, report: &Report, summary: &Say, details: Vec<(&str, Value)>) -> String {
        let mut object: Map<String, Value> =
            details.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let found = report.diagnostics.iter().map(|item| diag::json(item, &report.sources, self.lang()));
        object.insert("diagnostics".to_owned(), found.collect());
        object.entry("written").or_insert_with(|| written(report));
        object.insert(
            "summary".to_owned(),
            json!({
                "text": summary.text(self.lang()),
                "errors": report.diagnostics.count(Severity::Error),
                "warnings": report.diagnostics.count(Severity::Warning),
                "files": report.written.len(),
                "bytes": report.written.iter().map(|file| file.bytes).sum::<usize>(),
            }),
        );
        format!("{}\n", Value::Object(object))
    }
}

fn written(report: &Report) -> Value {
    report.written.iter().map(compile::manifest_file).collect()
}

/// « 3 erreurs, 1 avertissement dans decks/tiroirs ».
fn summary(report: &Report, about: &Path) -> Say {
    let (counts, about) = (counts(report), about.display());
    Say { fr: format!("{} dans {about}", counts.fr), en: format!("{} in {about}", counts.en) }
}

fn counts(report: &Report) -> Say {
    let (errors, warnings) = (report.diagnostics.count(Severity::Error), report.diagnostics.count(Severity::Warning));
    let error = wording::count(errors, ["erreur", "erreurs"], ["error", "errors"]);
    let warning = wording::count(warnings, ["avertissement", "avertissements"], ["warning", "warnings"]);
    match (errors, warnings) {
        (0, 0) => say!("aucune erreur", "no errors"),
        (_, 0) => error,
        (0, _) => warning,
        _ => Say { fr: format!("{}, {}", error.fr, warning.fr), en: format!("{}, {}", error.en, warning.en) },
    }
}
