//! `massicot check`: every fault of a kit, nothing written.

use std::io;

use massicot::compile::{self, Job};
use massicot::world::DiskWorld;

use super::args::Check;
use super::output::Terminal;
use super::progress::Waiting;
use super::{Exit, copyfit, kit, matrix, values};

/// Runs the command.
pub fn run(args: &Check, terminal: &Terminal) -> io::Result<Exit> {
    if let Some((fault, exit)) = kit::missing(&args.kit) {
        return terminal.refuse(fault, exit);
    }
    let idle = values::idle(&args.sheets, &args.home, &args.profile);
    if let Some(fault) = idle.or_else(|| values::idle_printer(args.press.printer.as_deref(), &args.profile)) {
        return terminal.refuse(fault, Exit::Usage);
    }
    let all = || vec!["all".to_owned()];
    let job = Job {
        select: values::selection(&args.select),
        variants: if args.select.variant.is_empty() { all() } else { args.select.variant.clone() },
        locales: args.select.locale.clone(),
        profiles: values::profiles_for(args.press.printer.as_deref(), &args.profile),
        printer: args.press.printer.clone(),
        standard: args.press.standard,
        icc: args.press.icc.clone(),
        copyfit: args.copyfit,
        sheets: values::sheets(&args.sheets, &[]),
        home: values::home(&args.home),
        ..Job::new(&args.kit)
    };
    let waiting = Waiting::new(terminal);
    let report = compile::check(&DiskWorld::new(), &job, &waiting);
    drop(waiting);
    let mut details = Vec::new();
    let mut tables = String::new();
    if !report.locales.is_empty() {
        details.push(("locales", matrix::as_json(&report.locales)));
        tables.push_str(&matrix::table(&report.locales, terminal.lang()));
    }
    if args.copyfit {
        details.push(("copyfit", copyfit::as_json(&report.copyfit)));
        tables.push_str(&copyfit::tables(&report.copyfit, terminal.lang()));
    }
    if !terminal.is_json() && !tables.is_empty() {
        terminal.print(&tables)?;
    }
    terminal.report(&report, &args.kit, details)
}
