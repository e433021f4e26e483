//! Votes from a CSV file: who gave which tool which score on which criterion. Every fault is told, with its line.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diag::{Diagnostic, Diagnostics, Say};
use crate::model::{CRITERIA, Collection, Field, Kit, TOOLS, unknown_record};
use crate::say;
use crate::source::{At, FileId, Place, Sources};
use crate::yaml;

/// The columns that a file of votes has, in any order.
const COLUMNS: [&str; 4] = ["voter", "tool", "criterion", "score"];

/// One vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// Who gave it.
    pub voter: String,
    /// The tool, by its code.
    pub tool: String,
    /// The criterion, by its id.
    pub criterion: String,
    /// The score, within the scale of the criterion.
    pub score: i32,
}

/// Every vote that can be counted.
pub type Votes = Vec<Vote>;

/// Reads votes. Cells are apart by commas or, as some spreadsheets write them, by semicolons; the first line names the
/// columns. A vote at fault is left out and told.
pub fn read(kit: &Kit, path: &Path, text: &str, sources: &mut Sources, diags: &mut Diagnostics) -> Votes {
    let file = sources.add(path.to_string_lossy().replace('\\', "/"), text);
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut desk = Desk { kit, file, body, skipped: text.len() - body.len(), diags, seen: BTreeMap::new() };
    desk.votes()
}

struct Desk<'d> {
    kit: &'d Kit,
    file: FileId,
    body: &'d str,
    /// Bytes before the body: a byte order mark.
    skipped: usize,
    diags: &'d mut Diagnostics,
    /// Where each vote was first.
    seen: BTreeMap<[String; 3], Place>,
}

/// One line: its cells, and where it begins and ends in the body.
struct Line<'l> {
    cells: Vec<&'l str>,
    start: usize,
    end: usize,
}

impl Desk<'_> {
    fn votes(&mut self) -> Votes {
        let head = self.body.lines().next().unwrap_or_default();
        let delimiter = if head.contains(';') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(self.body.as_bytes());
        let Some(columns) = reader.headers().ok().cloned().and_then(|head| self.columns(&head)) else {
            return Vec::new();
        };
        let mut votes = Vec::new();
        let mut record = csv::StringRecord::new();
        loop {
            let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return votes,
                Err(error) => {
                    let message = say!("cette ligne n’est pas du CSV : {error}", "this line is no CSV: {error}");
                    let place = self.place(start, start);
                    self.diags.push(Diagnostic::error("wrong-csv", message).at(place));
                    return votes;
                }
            }
            let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            let line = Line { cells: record.iter().collect(), start, end };
            if line.cells.iter().any(|cell| !cell.is_empty()) {
                votes.extend(self.vote(&line, columns));
            }
        }
    }

    /// Where each of [`COLUMNS`] stands; what is missing is told in one message.
    fn columns(&mut self, head: &csv::StringRecord) -> Option<[usize; 4]> {
        let at = |name: &str| head.iter().position(|cell| cell.eq_ignore_ascii_case(name));
        let missing: Vec<_> = COLUMNS.into_iter().filter(|name| at(name).is_none()).collect();
        if missing.is_empty() {
            return Some(COLUMNS.map(|name| at(name).unwrap_or_default()));
        }
        let (all, list) = (yaml::key_list(COLUMNS), yaml::key_list(missing));
        let message = say!("il manque les colonnes {list}", "these columns are missing: {list}");
        let hint = say!("la première ligne nomme les colonnes {all}", "the first line names the columns {all}");
        let place = self.place(0, self.body.lines().next().unwrap_or_default().len());
        self.diags.push(Diagnostic::error("wrong-csv", message).at(place).hint(hint));
        None
    }

    fn vote(&mut self, line: &Line<'_>, columns: [usize; 4]) -> Option<Vote> {
        let cell = |index: usize| line.cells.get(columns[index]).copied().unwrap_or_default();
        let place = |desk: &Self, index: usize| desk.cell(line, columns[index]);
        let mut sound = true;
        for (index, name) in COLUMNS.into_iter().enumerate().filter(|(index, _)| cell(*index).is_empty()) {
            let message = say!("il manque « {name} »", "“{name}” is missing");
            let fault = Diagnostic::error("wrong-csv", message).at(place(self, index));
            self.diags.push(fault);
            sound = false;
        }
        let tool = self.known(TOOLS, cell(1), place(self, 1));
        let criterion = self.known(CRITERIA, cell(2), place(self, 2));
        let score = self.score(cell(2), cell(3), place(self, 3));
        let (tool, criterion, score) = (tool?, criterion?, score.filter(|_| sound)?);
        let vote = Vote { voter: cell(0).to_owned(), tool, criterion, score };
        let key = [vote.voter.to_lowercase(), vote.tool.clone(), vote.criterion.clone()];
        if let Some(first) = self.seen.insert(key, place(self, 0)) {
            let (voter, tool, criterion) = (&vote.voter, &vote.tool, &vote.criterion);
            let message = say!(
                "« {voter} » vote deux fois pour {tool} sur « {criterion} »",
                "“{voter}” votes twice for {tool} on “{criterion}”"
            );
            let fault = Diagnostic::error("duplicate-vote", message)
                .at(place(self, 0))
                .at_with(first, say!("d’abord ici", "first here"))
                .hint(say!(
                    "gardez un vote par personne, outil et critère",
                    "keep one vote a person, tool and criterion"
                ));
            self.diags.push(fault);
            return None;
        }
        Some(vote)
    }

    /// The id as the kit spells it; upper and lower case do not count.
    fn known(&mut self, collection: &str, id: &str, place: Place) -> Option<String> {
        if id.is_empty() {
            return None;
        }
        let Some(target) = self.kit.collection(collection) else {
            let message = say!("le kit n’a pas de « {collection} »", "the kit has no “{collection}”");
            self.diags.push(Diagnostic::error("unknown-record", message).at(place));
            return None;
        };
        let found = target.ids().find(|known| known.eq_ignore_ascii_case(id)).map(str::to_owned);
        if found.is_none() {
            self.diags.push(unknown_record(id, target, place));
        }
        found
    }

    /// A whole number within the scale of the criterion.
    fn score(&mut self, criterion: &str, text: &str, place: Place) -> Option<i32> {
        if text.is_empty() {
            return None;
        }
        let scale = self.kit.collection(CRITERIA).and_then(|criteria| scale(criteria, criterion));
        let score = text.parse::<i32>().ok();
        let (min, max) = scale.unwrap_or((i32::MIN, i32::MAX));
        if let Some(score) = score.filter(|score| (min..=max).contains(score)) {
            return Some(score);
        }
        let message: Say = match scale {
            Some((min, max)) => {
                say!("« {text} » n’est pas une note de {min} à {max}", "“{text}” is no score from {min} to {max}")
            }
            None => say!("« {text} » n’est pas un nombre entier", "“{text}” is no whole number"),
        };
        self.diags.push(Diagnostic::error("wrong-score", message).at(place));
        None
    }

    /// Where a cell stands in its line; the whole line where it cannot be told.
    fn cell(&self, line: &Line<'_>, column: usize) -> Place {
        let end = line.end.min(self.body.len());
        let raw = self.body.get(line.start..end).unwrap_or_default();
        let lead = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
        let mut from = line.start + lead;
        for (index, cell) in line.cells.iter().enumerate() {
            let Some(found) = self.body.get(from..end).and_then(|rest| rest.find(cell)) else { break };
            if index == column && !cell.is_empty() {
                return self.place(from + found, from + found + cell.len());
            }
            from += found + cell.len();
        }
        self.place(line.start + lead, line.start + raw.trim_end().len().max(lead))
    }

    fn place(&self, start: usize, end: usize) -> Place {
        let within = |at: usize| (at + self.skipped).min(self.body.len() + self.skipped);
        Place { file: self.file, at: At::Bytes(within(start)..within(end)) }
    }
}

/// The ends of the scale of a criterion.
pub(super) fn scale(criteria: &Collection, id: &str) -> Option<(i32, i32)> {
    let found = criteria.records.iter().find(|record| record.id.eq_ignore_ascii_case(id))?;
    let end = |key: &str| found.get("scale")?.get(key).and_then(Field::text)?.parse().ok();
    Some((end("min")?, end("max")?))
}
