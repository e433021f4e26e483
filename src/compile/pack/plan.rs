//! What a pack is asked, held against the kit: a path that exists, people at every table, minutes that do, not more cards than
//! anybody prints.

use super::Packing;
use super::needs::{self, Pile};
use super::schedule::{self, Schedule};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Course, Kit};
use crate::say;
use crate::yaml;

/// More cards than this is a slip, not a workshop.
const MOST_CARDS: u64 = 50_000;

/// The path in time, and what lies on each table; none with faults.
pub(super) fn planned<'k>(
    kit: &'k Kit,
    packing: &Packing,
    diagnostics: &mut Diagnostics,
) -> Option<(&'k Course, Schedule, Vec<Pile>)> {
    let (participants, tables) = (packing.participants, packing.tables);
    diagnostics.extend(seats(participants, tables));
    let course = match course(kit, packing.path.as_deref()) {
        Ok(course) => course,
        Err(fault) => {
            // A path that is at fault is not there, and its own faults say why.
            diagnostics.extend(Some(fault).filter(|_| !diagnostics.has_errors()));
            return None;
        }
    };
    let (schedule, remark) = match schedule::schedule(course, kit, packing.minutes, packing.scale) {
        Ok(found) => found,
        Err(fault) => {
            diagnostics.push(fault);
            return None;
        }
    };
    diagnostics.extend(remark);
    if diagnostics.has_errors() {
        return None;
    }
    let piles = needs::piles(kit, course, &schedule, participants, tables);
    diagnostics.extend(amount(course, &piles));
    Some((course, schedule, piles))
}

/// The path asked for, or the only one.
fn course<'k>(kit: &'k Kit, asked: Option<&str>) -> Result<&'k Course, Diagnostic> {
    let known = || kit.paths.iter().map(|path| &*path.id);
    let fault = match (asked, kit.paths.as_slice()) {
        (_, []) => {
            let message = say!("ce kit n’a pas de parcours", "this kit has no path");
            return Err(Diagnostic::error("no-path", message).at(kit.place(["kit"])).hint(say!(
                "déposez dans son dossier un fichier qui commence par « path: » (docs/formats/paths.md)",
                "drop a file that starts with “path:” into its folder (docs/formats/paths.md)"
            )));
        }
        (None, [only]) => return Ok(only),
        (None, _) => Diagnostic::error("no-path", say!("quel parcours ?", "which path?")),
        (Some(asked), _) => match kit.path(asked) {
            Some(course) => return Ok(course),
            None => Diagnostic::error(
                "unknown-path",
                say!("le kit n’a pas de parcours « {asked} »", "the kit has no path “{asked}”"),
            ),
        },
    };
    if let Some(near) = asked.and_then(|asked| yaml::suggest(asked, known())) {
        return Err(fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")));
    }
    let names =
        kit.paths.iter().map(|path| format!("{} ({} min)", path.id, path.minutes)).collect::<Vec<_>>().join(", ");
    Err(fault.hint(say!("écrivez --path et l’un de : {names}", "write --path and one of: {names}")))
}

/// What is wrong with the number of people and tables.
fn seats(participants: u32, tables: u32) -> Option<Diagnostic> {
    let (people, groups) = (participants, tables);
    if participants == 0 || tables == 0 {
        let message = say!(
            "{people} personne à {groups} table : il faut l’une et l’autre",
            "{people} people at {groups} tables: both are needed"
        );
        let hint = say!("--participants 30 --tables 5", "--participants 30 --tables 5");
        return Some(Diagnostic::error("no-seats", message).hint(hint));
    }
    if tables > participants {
        let (empty, few) = (tables - participants, participants.div_ceil(6));
        let message = say!(
            "{people} personnes à {groups} tables : {empty} table(s) sans personne",
            "{people} people at {groups} tables: {empty} table(s) without anyone"
        );
        return Some(
            Diagnostic::error("empty-tables", message)
                .hint(say!("--tables {few} en met six au plus à chacune", "--tables {few} puts six at most at each")),
        );
    }
    let least = participants / tables;
    (least == 1 && participants > 1).then(|| {
        let message = say!(
            "{people} personnes à {groups} tables : une personne est seule à sa table",
            "{people} people at {groups} tables: someone sits alone at a table"
        );
        let few = participants.div_ceil(6);
        Diagnostic::warning("lonely-table", message)
            .hint(say!("--tables {few} en met six au plus à chacune", "--tables {few} puts six at most at each"))
    })
}

/// A pack without a card, or one that nobody prints.
fn amount(course: &Course, piles: &[Pile]) -> Option<Diagnostic> {
    let id = &course.id;
    let total: u64 = piles.iter().flat_map(|pile| &pile.cards).map(|(_, count)| u64::from(*count)).sum();
    if total == 0 {
        let message = say!("aucune étape de « {id} » n’utilise de carte", "no step of “{id}” uses a card");
        let hint = say!("donnez-en à une étape : « uses: [D1] »", "give some to a step: “uses: [D1]”");
        return Some(Diagnostic::error("empty-pack", message).at(course.place("steps")).hint(hint));
    }
    (total > MOST_CARDS).then(|| {
        let message = say!(
            "« {id} » demande {total} cartes, plus que {MOST_CARDS}",
            "“{id}” asks for {total} cards, more than {MOST_CARDS}"
        );
        Diagnostic::error("pack-too-large", message).at(course.place("steps")).hint(say!(
            "vérifiez copies, count, --participants et --tables",
            "check copies, count, --participants and --tables"
        ))
    })
}
