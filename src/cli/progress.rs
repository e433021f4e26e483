//! Waiting: a bar on a terminal, one plain line a step elsewhere, nothing with `--quiet` or beside JSON in a pipe.

use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use massicot::compile::Progress;
use massicot::diag::{Lang, Say};

use super::output::Terminal;

/// How often the bar is drawn at most, in hertz.
const REFRESH: u8 = 15;

/// Shows how far a run has come. Leaves no trace of a bar on the screen once dropped.
pub struct Waiting {
    lang: Lang,
    kind: Kind,
}

enum Kind {
    Bar(ProgressBar),
    Lines,
    Silent,
}

impl Waiting {
    /// A bar, lines or silence, as the terminal is.
    pub fn new(terminal: &Terminal) -> Self {
        let kind = if terminal.is_quiet() {
            Kind::Silent
        } else if std::io::stderr().is_terminal() {
            Kind::Bar(bar())
        } else if terminal.is_json() {
            Kind::Silent
        } else {
            Kind::Lines
        };
        Self { lang: terminal.lang(), kind }
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(REFRESH));
    let style = ProgressStyle::with_template("{msg:30!} {bar:40} {pos}/{len}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

impl Progress for Waiting {
    fn begin(&self, step: &Say, total: usize) {
        let step = step.text(self.lang);
        match &self.kind {
            Kind::Bar(bar) => {
                bar.set_message(step.to_owned());
                bar.set_length(total as u64);
                bar.reset();
            }
            Kind::Lines => {
                // There is nowhere left to say that standard error has gone away.
                let parts = if total > 1 { format!(" ({total})") } else { String::new() };
                let _ = writeln!(std::io::stderr(), "{step}{parts}");
            }
            Kind::Silent => {}
        }
    }

    fn advance(&self) {
        if let Kind::Bar(bar) = &self.kind {
            bar.inc(1);
        }
    }

    fn end(&self) {
        if let Kind::Bar(bar) = &self.kind {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.end();
    }
}
