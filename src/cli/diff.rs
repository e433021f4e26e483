//! `massicot diff`: what changed between two deliveries, in words, as JSON, or as pages before and after.

use std::io;

use massicot::compare::{Cards, Difference, PageAt, PageChange};
use massicot::compile::{self, Comparing};
use massicot::diag::{Diagnostic, Say};
use massicot::say;
use massicot::world::DiskWorld;
use serde_json::{Value, json};

use super::args::Diff;
use super::output::Terminal;
use super::{Exit, interrupt, wording};

/// Runs the command.
pub fn run(args: &Diff, terminal: &Terminal) -> io::Result<Exit> {
    let job = Comparing {
        old: args.old.clone(),
        new: args.new.clone(),
        pictures: args.changes.is_some(),
        lang: terminal.lang(),
    };
    let compared = compile::diff(&DiskWorld::new(), &job);
    let Some(difference) = &compared.difference else {
        return terminal.report(&compared.report, &args.new, Vec::new());
    };
    let mut written = Vec::new();
    if let (Some(path), Some(bytes)) = (&args.changes, &compared.bytes) {
        if let Err(error) = interrupt::write(path, bytes) {
            let (path, Say { fr, en }) = (path.display(), wording::reason(&error));
            let words = say!("{path} ne s’écrit pas : {fr}", "{path} cannot be written: {en}");
            return terminal.refuse(Diagnostic::error("write-failed", words), Exit::Faults);
        }
        written.push(path.display().to_string());
    }
    if terminal.is_json() {
        let details = vec![("difference", as_json(difference)), ("written", written.into())];
        return terminal.report(&compared.report, &args.new, details);
    }
    let lines = difference.lines();
    let lines: String = lines.iter().map(|line| format!("{}\n", line.text(terminal.lang()))).collect();
    terminal.print(&lines)?;
    written.iter().try_for_each(|path| terminal.print(&format!("{path}\n")))?;
    if !compared.report.diagnostics.is_empty() {
        return terminal.report(&compared.report, &args.new, Vec::new());
    }
    Ok(Exit::Clean)
}

fn as_json(difference: &Difference) -> Value {
    let cards = |cards: &Cards| {
        json!({
            "component": cards.component,
            "changed": cards.changed,
            "added": cards.added,
            "removed": cards.removed,
        })
    };
    let at = |at: &Option<PageAt>| at.as_ref().map(|at| json!({ "file": at.file, "page": at.page }));
    let page = |change: &PageChange| json!({ "name": change.name, "old": at(&change.old), "new": at(&change.new) });
    let facts = difference
        .facts
        .iter()
        .map(|fact| json!({ "component": fact.component, "key": fact.key, "old": fact.old, "new": fact.new }));
    json!({
        "old": difference.names[0],
        "new": difference.names[1],
        "changed": !difference.is_empty(),
        "cards": difference.cards.iter().map(cards).collect::<Value>(),
        "pages": if difference.knows_pages { difference.pages.iter().map(page).collect::<Value>() } else { Value::Null },
        "same_pages": if difference.knows_pages { difference.same.into() } else { Value::Null },
        "facts": facts.collect::<Value>(),
    })
}
