//! The reports that need nothing but the records.

use super::table::Table;
use crate::diag::{Lang, Say};
use crate::model::{CRITERIA, Collection, Field, Kit, NEEDS, Record, TOOLS};
use crate::say;

/// What joins the items of a list in one cell.
const BETWEEN: &str = " ; ";

/// A kit with the language of its reports.
#[derive(Clone, Copy)]
pub(super) struct Desk<'k> {
    pub(super) kit: &'k Kit,
    pub(super) lang: Lang,
}

impl<'k> Desk<'k> {
    pub(super) fn say(&self, words: Say) -> String {
        words.text(self.lang).to_owned()
    }

    fn records(&self, collection: &str) -> &'k [Record] {
        self.kit.collection(collection).map_or(&[], |found: &Collection| &found.records)
    }

    fn tools(&self) -> &'k [Record] {
        self.records(TOOLS)
    }

    /// What a name means in a tool, as one text; empty where it means nothing.
    fn cell(&self, record: &Record, name: &str) -> String {
        let lookup = self.kit.lookup();
        lookup.record_value(TOOLS, record, name).map(|value| spoken(&value)).unwrap_or_default()
    }

    fn cells(&self, record: &Record, names: &[&str]) -> Vec<String> {
        names.iter().map(|name| self.cell(record, name)).collect()
    }

    fn heading(&self, key: &'static str) -> (&'static str, String) {
        let words = match key {
            "code" => say!("Code", "Code"),
            "title" => say!("Titre", "Title"),
            "family" => say!("Famille", "Family"),
            "status" => say!("Statut", "Status"),
            "level" => say!("Niveau", "Level"),
            "audience" => say!("Pour qui", "For whom"),
            "from" => say!("De", "From"),
            "to" => say!("À", "To"),
            "sequence" => say!("Séquence", "Sequence"),
            "sequences" => say!("Séquences", "Sequences"),
            "summary" => say!("Résumé", "Summary"),
            "objectives" => say!("Objectifs", "Objectives"),
            "contents" => say!("Contenu", "Contents"),
            "implementation" => say!("Mise en œuvre", "Implementation"),
            "material" => say!("Matériel", "Material"),
            "duration" => say!("Durée", "Duration"),
            "group" => say!("Groupe", "Group"),
            "prepares" => say!("Prépare", "Prepares"),
            "extends" => say!("Prolonge", "Extends"),
            "see" => say!("Voir aussi", "See also"),
            "needs" => say!("Besoins", "Needs"),
            "criteria" => say!("Critères", "Criteria"),
            "observe" => say!("Observer", "Observe"),
            "when" => say!("Quand", "When"),
            "how" => say!("Comment", "How"),
            "found" => say!("Constat", "Found"),
            "do" => say!("Action", "Action"),
            "owner" => say!("Qui", "Who"),
            "due" => say!("Échéance", "Due"),
            "version" => say!("Version", "Version"),
            "count" => say!("Nombre", "Count"),
            "tools" => say!("Outils", "Tools"),
            "votes" => say!("Voix", "Votes"),
            "kind" => say!("Genre", "Kind"),
            _ => say!("{key}", "{key}"),
        };
        (key, self.say(words))
    }

    fn table<const N: usize>(
        &self,
        key: &'static str,
        caption: Say,
        columns: [&'static str; N],
        header: usize,
    ) -> Table {
        Table::new(key, self.say(caption), columns.map(|key| self.heading(key)), header)
    }

    /// The place of a word in its vocabulary, for sorting; what is no word comes last.
    fn rank(&self, field: &str, word: Option<&str>) -> usize {
        let found = word.and_then(|word| self.kit.vocabulary(field)?.ids().position(|id| id == word));
        found.unwrap_or(usize::MAX)
    }

    /// Every tool, by status, family and first sequence.
    pub(super) fn panorama(&self) -> Table {
        let caption = say!("Panorama des outils", "Panorama of the tools");
        let columns = ["status", "family", "from", "to", "code", "title", "level", "audience", "needs"];
        let mut table = self.table("panorama", caption, columns, 5);
        let mut tools: Vec<_> = self.tools().iter().collect();
        tools.sort_by_key(|tool| {
            let first = tool.get("sequences").and_then(|span| span.get("from")).and_then(Field::text);
            [
                self.rank("status", tool.text("status")),
                self.rank("family", tool.text("family")),
                self.rank("sequence", first),
            ]
        });
        let names = [
            "status.label",
            "family.label",
            "sequences.from",
            "sequences.to",
            "code",
            "title",
            "level.label",
            "audience.label",
            "needs.title",
        ];
        table.rows = tools.into_iter().map(|tool| self.labelled(tool, &names)).collect();
        table
    }

    /// As [`Desk::cells`]; where the kit has no such vocabulary, the word as it stands.
    fn labelled(&self, tool: &Record, names: &[&str]) -> Vec<String> {
        let cell = |name: &&str| match (self.cell(tool, name), name.strip_suffix(".label")) {
            (text, Some(plain)) if text.is_empty() => self.cell(tool, plain),
            (text, _) => text,
        };
        names.iter().map(cell).collect()
    }

    /// How many tools of each family have each status; families without any are there.
    pub(super) fn counts(&self) -> Table {
        let caption = say!("Nombre d’outils par famille et par statut", "Number of tools by family and status");
        let mut table = self.table("counts", caption, ["family", "status", "count"], 0);
        let words = |field: &str| self.kit.vocabulary(field).map_or(&[][..], |words| &words.entries);
        for family in words("family") {
            for status in words("status") {
                let is = |tool: &&Record| {
                    tool.text("family") == Some(&*family.id) && tool.text("status") == Some(&*status.id)
                };
                let count = self.tools().iter().filter(is).count();
                table.rows.push(vec![family.label.to_string(), status.label.to_string(), count.to_string()]);
            }
        }
        table
    }

    /// The tools of each sequence; a sequence without any is there all the same.
    pub(super) fn timeline(&self) -> Table {
        let caption = say!("Les outils au fil des séquences", "The tools along the sequences");
        let columns = ["sequence", "family", "code", "title", "from", "to", "status"];
        let mut table = self.table("timeline", caption, columns, 3);
        let words = self.kit.vocabulary("sequence").map_or(&[][..], |words| &words.entries);
        for word in words {
            let name = format!("{} {}", word.id, word.label);
            let mut tools: Vec<_> =
                self.tools().iter().filter(|tool| tool.texts("sequence").any(|id| *id == *word.id)).collect();
            tools.sort_by_key(|tool| self.rank("family", tool.text("family")));
            if tools.is_empty() {
                table.rows.push(std::iter::once(name.clone()).chain((0..6).map(|_| String::new())).collect());
            }
            for tool in tools {
                let names = ["family.label", "code", "title", "sequences.from", "sequences.to", "status.label"];
                table.rows.push(std::iter::once(name.clone()).chain(self.labelled(tool, &names)).collect());
            }
        }
        table
    }

    /// All that is said of each tool.
    pub(super) fn notices(&self) -> Table {
        let columns = [
            "code",
            "title",
            "family",
            "status",
            "level",
            "audience",
            "from",
            "to",
            "summary",
            "objectives",
            "contents",
            "implementation",
            "material",
            "duration",
            "group",
            "prepares",
            "extends",
            "see",
            "needs",
            "criteria",
            "observe",
            "when",
            "how",
            "version",
        ];
        let names = [
            "code",
            "title",
            "family.label",
            "status.label",
            "level.label",
            "audience.label",
            "sequences.from",
            "sequences.to",
            "summary",
            "objectives",
            "contents",
            "implementation",
            "material",
            "duration",
            "group",
            "prepares",
            "extends",
            "see",
            "needs.title",
            "criteria.title",
            "follow-up.observe",
            "follow-up.when",
            "follow-up.how",
            "version",
        ];
        let mut table = self.table("notices", say!("Notices des outils", "Notices of the tools"), columns, 1);
        table.rows = self.tools().iter().map(|tool| self.labelled(tool, &names)).collect();
        table
    }

    /// The follow-up of every tool that says one, with an empty column to fill in.
    pub(super) fn evaluation(&self) -> Table {
        let caption = say!("Grille d’évaluation", "Evaluation grid");
        let mut table = self.table("evaluation", caption, ["code", "title", "observe", "when", "how", "found"], 1);
        let names = ["code", "title", "follow-up.observe", "follow-up.when", "follow-up.how", "follow-up.found"];
        let followed = self.tools().iter().filter(|tool| tool.get("follow-up").is_some_and(Field::is_there));
        table.rows = followed.map(|tool| self.cells(tool, &names)).collect();
        table
    }

    /// Needs with their tools, tools without a need, criteria with their tools.
    pub(super) fn coverage(&self) -> Vec<Table> {
        let needs = say!("Besoins, et les outils qui y répondent", "Needs, and the tools that answer them");
        let criteria = say!("Critères, et les outils qui les servent", "Criteria, and the tools that serve them");
        let mut needs = self.table("needs", needs, ["code", "title", "votes", "count", "tools"], 1);
        needs.rows = self.covered(NEEDS, &["votes"], |_| true);
        let mut criteria = self.table("criteria", criteria, ["code", "title", "count", "tools"], 1);
        // A criterion with a scale is for votes: tools do not name it.
        criteria.rows = self.covered(CRITERIA, &[], |record| record.get("scale").is_none());
        let caption = say!("Outils qui ne répondent à aucun besoin", "Tools that answer no need");
        let mut without = self.table("tools-without-need", caption, ["code", "title", "status"], 1);
        let lonely = self.tools().iter().filter(|tool| !tool.get(NEEDS).is_some_and(Field::is_there));
        without.rows = lonely.map(|tool| self.labelled(tool, &["code", "title", "status.label"])).collect();
        vec![needs, without, criteria]
    }

    fn covered(&self, name: &str, keys: &[&str], wanted: impl Fn(&Record) -> bool) -> Vec<Vec<String>> {
        let rows = self.records(name).iter().filter(|record| wanted(record)).map(|record| {
            let named = |tool: &&Record| tool.texts(name).any(|id| *id == *record.id);
            let codes: Vec<_> = self.tools().iter().filter(named).map(|tool| &*tool.id).collect();
            let mut row = vec![record.id.to_string(), record.text("title").unwrap_or_default().to_owned()];
            row.extend(keys.iter().map(|key| record.text(key).unwrap_or_default().to_owned()));
            row.extend([codes.len().to_string(), codes.join(" ")]);
            row
        });
        rows.collect()
    }

    /// What is to be done, by date; what has none comes last.
    pub(super) fn roadmap(&self) -> Table {
        let caption = say!("Ce qui est à venir", "What is to come");
        let mut table = self.table("roadmap", caption, ["due", "code", "title", "status", "do", "owner", "needs"], 2);
        let due = |tool: &Record| {
            tool.get("action").and_then(|action| action.get("due")).and_then(Field::text).map(str::to_owned)
        };
        let open =
            |tool: &&Record| matches!(tool.text("status"), Some("to-create" | "to-adapt")) || due(tool).is_some();
        let mut tools: Vec<_> = self.tools().iter().filter(open).collect();
        tools.sort_by_key(|tool| (due(tool).is_none(), due(tool)));
        let names = ["action.due", "code", "title", "status.label", "action.do.label", "action.owner", "needs.title"];
        let row = |tool| self.labelled(tool, &names);
        table.rows = tools.into_iter().map(row).collect();
        table
    }
}

/// A value as one text; lists joined, maps left out.
fn spoken(value: &Field) -> String {
    match value {
        Field::Text(text) => text.to_string(),
        Field::Flag(flag) => flag.to_string(),
        Field::List(items) => {
            items.iter().map(spoken).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(BETWEEN)
        }
        Field::Map(_) => String::new(),
    }
}
