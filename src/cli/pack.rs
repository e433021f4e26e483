//! `massicot pack`: all there is to print for a workshop, one PDF for each paper.

use std::io;
use std::path::Path;

use massicot::compile::pack::{self, CardFacts, PackFacts, Packed, Packing};
use massicot::compile::{Job, Profile, Sheets};
use massicot::diag::Say;
use massicot::say;
use massicot::world::DiskWorld;

use super::args::Pack;
use super::output::Terminal;
use super::progress::Waiting;
use super::{Exit, build, interrupt, kit, values, wording};

/// Runs the command.
pub fn run(args: &Pack, terminal: &Terminal) -> io::Result<Exit> {
    if let Some((fault, exit)) = kit::missing(&args.kit) {
        return terminal.refuse(fault, exit);
    }
    let waiting = Waiting::new(terminal);
    let mut failed = None;
    let mut sink = |path: &Path, bytes: &[u8]| {
        let target = build::below(&args.out, path)?;
        interrupt::write(&target, bytes).inspect_err(|_| failed = Some(target))
    };
    let result = pack::pack(&DiskWorld::new(), &packing(args), &waiting, &mut sink);
    drop(waiting);
    match result {
        Ok(packed) => finish(&packed, args, terminal),
        Err(stopped) => {
            let report = build::with_cause(*stopped, failed, &args.out);
            finish(&Packed { report, facts: None }, args, terminal)
        }
    }
}

fn packing(args: &Pack) -> Packing {
    let sheets = Sheets {
        names: args.arrangements.clone(),
        paper: args.other_paper.clone(),
        sides: args.sides,
        ..Sheets::default()
    };
    let job = Job { profiles: vec![Profile::Home], sheets, home: values::home(&args.home), ..Job::new(&args.kit) };
    Packing {
        job,
        path: args.course.clone(),
        participants: args.participants,
        tables: args.tables,
        minutes: args.minutes,
        scale: args.scale,
    }
}

fn finish(packed: &Packed, args: &Pack, terminal: &Terminal) -> io::Result<Exit> {
    let report = &packed.report;
    if let Some(facts) = &packed.facts
        && !terminal.is_json()
        && !terminal.is_quiet()
    {
        let files = report.written.iter().map(|file| format!("{}\n", args.out.join(&file.path).display()));
        terminal.print(&files.collect::<String>())?;
        summary(facts).iter().for_each(|line| terminal.remark(line));
    }
    let out = serde_json::Value::from(args.out.display().to_string());
    let details = packed.facts.iter().map(|facts| ("pack", facts.json()));
    terminal.report(report, &args.kit, std::iter::once(("out", out)).chain(details).collect())
}

/// « « Cadrer » : 180 min, 30 personnes, 5 tables », then a line for each size of cards, then the paper in all.
fn summary(facts: &PackFacts) -> Vec<Say> {
    let (title, minutes) = (&facts.title, facts.minutes);
    let people = wording::count(facts.participants as usize, ["personne", "personnes"], ["person", "people"]);
    let tables = wording::count(facts.tables.len(), ["table", "tables"], ["table", "tables"]);
    let head = Say {
        fr: format!("« {title} » : {minutes} min, {}, {}", people.fr, tables.fr),
        en: format!("“{title}”: {minutes} min, {}, {}", people.en, tables.en),
    };
    let parts =
        facts.papers.iter().flat_map(|paper| &paper.parts).filter_map(|part| Some((part.sheets, part.cards.as_ref()?)));
    let cards = parts.map(|(sheets, cards)| of_size(sheets, cards));
    let papers = facts.papers.iter().map(|paper| {
        let (name, sheets) =
            (paper.title(), wording::count(paper.sheets, ["feuille", "feuilles"], ["sheet", "sheets"]));
        let (fr, en, pages) = (sheets.fr, sheets.en, paper.pages);
        say!("{fr} {name} en tout, {pages} pages", "{en} of {name} in all, {pages} pages")
    });
    std::iter::once(head).chain(cards).chain(papers).collect()
}

/// « D1, A6 sur a4-a6 : 120 cartes et 10 vierges, 35 feuilles, 2 coupes par paquet ».
fn of_size(sheets: usize, facts: &CardFacts) -> Say {
    let CardFacts { decks, format, arrangement, blank, cuts, .. } = facts;
    let decks = decks.join(", ");
    let cards = wording::count(facts.cards as usize, ["carte", "cartes"], ["card", "cards"]);
    let sheets = wording::count(sheets, ["feuille", "feuilles"], ["sheet", "sheets"]);
    let cuts = wording::count(*cuts, ["coupe par paquet", "coupes par paquet"], ["cut a stack", "cuts a stack"]);
    let more = match blank {
        0 => say!("", ""),
        1 => say!(" et 1 vierge", " and 1 blank"),
        _ => say!(" et {blank} vierges", " and {blank} blank"),
    };
    Say {
        fr: format!("{decks}, {format} sur {arrangement} : {}{}, {}, {}", cards.fr, more.fr, sheets.fr, cuts.fr),
        en: format!("{decks}, {format} on {arrangement}: {}{}, {}, {}", cards.en, more.en, sheets.en, cuts.en),
    }
}
