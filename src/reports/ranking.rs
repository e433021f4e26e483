//! Tools in the order of votes: a weighted mean of the scores, ties kept as ties, and what the order owes to each weight.

use std::collections::BTreeMap;

use super::table::Table;
use super::votes::{Vote, scale};
use crate::diag::{Lang, Say};
use crate::model::{CRITERIA, Collection, Kit, Record, TOOLS};
use crate::say;

/// By how much a weight is changed to see what the order owes to it.
const CHANGES: [f64; 2] = [0.5, 1.5];
/// Totals nearer than this are the same: a millionth of the whole.
const SAME: f64 = 1e-6;

/// A tool in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Its code.
    pub tool: String,
    /// Its place, from 1; tools of one total share it, and the next place counts them all.
    pub place: usize,
    /// The weighted mean of its scores, from 0 (all lowest) to 1 (all highest).
    pub total: f64,
    /// How many votes it had.
    pub votes: usize,
}

/// What happens when one weight is another.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// The criterion.
    pub criterion: String,
    /// What its weight is multiplied by.
    pub factor: f64,
    /// The tools whose place changes, with the places before and after.
    pub moved: Vec<(String, usize, usize)>,
}

/// A ranking.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranking {
    /// The tools that had votes, the first one first; those of one place in the order of the kit.
    pub ranked: Vec<Ranked>,
    /// The tools that had none.
    pub without: Vec<String>,
    /// What each weight does.
    pub moves: Vec<Move>,
}

/// A criterion that votes are given on.
struct Criterion<'k> {
    id: &'k str,
    weight: f64,
    min: f64,
    max: f64,
}

fn criteria(kit: &Kit) -> Vec<Criterion<'_>> {
    let Some(collection) = kit.collection(CRITERIA) else { return Vec::new() };
    let voted = |record: &'_ Record| scale(collection, &record.id);
    let read = collection.records.iter().filter_map(|record| {
        let (min, max) = voted(record)?;
        let weight = record.text("weight").and_then(|weight| weight.parse().ok()).unwrap_or(1.0);
        Some(Criterion { id: &record.id, weight, min: min.into(), max: max.into() })
    });
    read.collect()
}

/// The order that votes give.
pub fn rank(kit: &Kit, votes: &[Vote]) -> Ranking {
    let criteria = criteria(kit);
    let weights: Vec<f64> = criteria.iter().map(|criterion| criterion.weight).collect();
    let means = means(&criteria, votes);
    let codes: Vec<&str> = kit.collection(TOOLS).map(|tools| tools.ids().collect()).unwrap_or_default();
    let ranked = order(&codes, &means, &weights, votes);
    let moves = criteria.iter().enumerate().flat_map(|(index, criterion)| {
        let (codes, means, weights, ranked) = (&codes, &means, &weights, &ranked);
        CHANGES.into_iter().map(move |factor| {
            let mut other = weights.clone();
            other[index] *= factor;
            Move {
                criterion: criterion.id.to_owned(),
                factor,
                moved: moved(ranked, &order(codes, means, &other, votes)),
            }
        })
    });
    let moves = moves.collect();
    let without = codes.iter().filter(|code| !ranked.iter().any(|one| one.tool == **code));
    Ranking { without: without.map(|code| (*code).to_owned()).collect(), ranked, moves }
}

/// For each tool and criterion, the mean of its scores from 0 to 1.
fn means(criteria: &[Criterion<'_>], votes: &[Vote]) -> BTreeMap<String, Vec<Option<f64>>> {
    let mut sums: BTreeMap<String, Vec<(i64, u32)>> = BTreeMap::new();
    for vote in votes {
        let Some(index) = criteria.iter().position(|criterion| criterion.id == vote.criterion) else { continue };
        let own = sums.entry(vote.tool.clone()).or_insert_with(|| vec![(0, 0); criteria.len()]);
        own[index].0 += i64::from(vote.score);
        own[index].1 += 1;
    }
    let mean = |(criterion, (sum, count)): (&Criterion<'_>, (i64, u32))| {
        let span = criterion.max - criterion.min;
        (count > 0 && span > 0.0).then(|| (sum as f64 / f64::from(count) - criterion.min) / span)
    };
    let all = sums.into_iter().map(|(tool, sums)| (tool, criteria.iter().zip(sums).map(mean).collect()));
    all.collect()
}

/// The tools with votes in their order. A criterion on which a tool had no vote does not count for it.
fn order(codes: &[&str], means: &BTreeMap<String, Vec<Option<f64>>>, weights: &[f64], votes: &[Vote]) -> Vec<Ranked> {
    let total = |means: &[Option<f64>]| {
        let weighed = means.iter().zip(weights).filter_map(|(mean, weight)| Some((mean.as_ref()? * weight, weight)));
        let (sum, whole) = weighed.fold((0.0, 0.0), |(sum, whole), (part, weight)| (sum + part, whole + weight));
        (whole > 0.0).then_some(sum / whole)
    };
    let mut ranked: Vec<Ranked> = codes
        .iter()
        .filter_map(|code| {
            let total = total(means.get(*code)?)?;
            let votes = votes.iter().filter(|vote| vote.tool == **code).count();
            Some(Ranked { tool: (*code).to_owned(), place: 0, total, votes })
        })
        .collect();
    ranked.sort_by(|a, b| {
        if (a.total - b.total).abs() < SAME { std::cmp::Ordering::Equal } else { b.total.total_cmp(&a.total) }
    });
    for index in 0..ranked.len() {
        let tied = index > 0 && (ranked[index - 1].total - ranked[index].total).abs() < SAME;
        ranked[index].place = if tied { ranked[index - 1].place } else { index + 1 };
    }
    ranked
}

/// The tools whose place differs.
fn moved(before: &[Ranked], after: &[Ranked]) -> Vec<(String, usize, usize)> {
    let other = |tool: &str| after.iter().find(|one| one.tool == tool).map(|one| one.place);
    let changed = before.iter().filter_map(|one| {
        let place = other(&one.tool)?;
        (place != one.place).then(|| (one.tool.clone(), one.place, place))
    });
    changed.collect()
}

/// The ranking as tables: the places, the tools without a vote, and what each weight does.
pub(super) fn tables(kit: &Kit, votes: &[Vote], lang: Lang) -> Vec<Table> {
    let ranking = rank(kit, votes);
    let say = |words: Say| words.text(lang).to_owned();
    let title = |code: &str| {
        let record = kit.collection(TOOLS).and_then(|tools| tools.record(code));
        record.and_then(|record| record.text("title")).unwrap_or_default().to_owned()
    };
    let columns = [
        ("place", say(say!("Rang", "Place"))),
        ("code", say(say!("Code", "Code"))),
        ("title", say(say!("Titre", "Title"))),
        ("total", say(say!("Note sur 100", "Score out of 100"))),
        ("votes", say(say!("Votes", "Votes"))),
    ];
    let mut places =
        Table::new("ranking", say(say!("Outils classés par les votes", "Tools ranked by votes")), columns, 2);
    for one in &ranking.ranked {
        let total = format!("{:.1}", one.total * 100.0);
        places.rows.push(vec![one.place.to_string(), one.tool.clone(), title(&one.tool), total, one.votes.to_string()]);
    }
    for code in &ranking.without {
        places.rows.push(vec![String::new(), code.clone(), title(code), String::new(), "0".to_owned()]);
    }
    vec![places, weights(&ranking, kit.collection(CRITERIA), lang)]
}

/// What happens when each weight is half as much, or half as much again.
fn weights(ranking: &Ranking, criteria: Option<&Collection>, lang: Lang) -> Table {
    let say = |words: Say| words.text(lang).to_owned();
    let columns = [
        ("criterion", say(say!("Critère", "Criterion"))),
        ("change", say(say!("Poids changé", "Weight changed"))),
        ("moved", say(say!("Outils déplacés", "Tools moved"))),
        ("most", say(say!("Plus grand écart, en rangs", "Largest move, in places"))),
        ("tools", say(say!("Lesquels", "Which"))),
    ];
    let caption = say(say!("Ce que l’ordre doit à chaque poids", "What the order owes to each weight"));
    let mut table = Table::new("sensitivity", caption, columns, 0);
    for one in &ranking.moves {
        let record = criteria.and_then(|criteria| criteria.record(&one.criterion));
        let title = record.and_then(|record| record.text("title")).unwrap_or(&one.criterion);
        let most = one.moved.iter().map(|(_, from, to)| from.abs_diff(*to)).max().unwrap_or_default();
        let tools: Vec<_> = one.moved.iter().map(|(tool, from, to)| format!("{tool} {from}→{to}")).collect();
        let change = format!("× {}", one.factor);
        table.rows.push(vec![
            title.to_owned(),
            if lang == Lang::Fr { change.replace('.', ",") } else { change },
            one.moved.len().to_string(),
            most.to_string(),
            tools.join(", "),
        ]);
    }
    table
}
