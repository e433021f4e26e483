//! Boxes that show lists as a layout writes them: table, matrix, timeline, ring. What stands in their cells are boxes.

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_yaml::Value;

use super::lists::{Measures, Names, TrackSpec};
use super::spec::{BoxSpec, CompareSpec, ConditionSpec};
use crate::element::Measure;
use crate::{say, yaml};

/// What happens to entries that the box has no room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OverflowSpec {
    /// A fault that names them.
    #[default]
    Error,
    /// They go on in the box of the same id on the next page.
    Page,
}

/// Conditions that an entry meets, all of them: one, or a list.
#[derive(Clone, Debug, Default, JsonSchema)]
#[schemars(with = "OneOrMore")]
pub struct Filters(pub Vec<ConditionSpec>);

#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes the file to editors")]
enum OneOrMore {
    One(ConditionSpec),
    More(Vec<ConditionSpec>),
}

struct FiltersVisitor;

impl<'de> Visitor<'de> for FiltersVisitor {
    type Value = Filters;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        yaml::expecting(f, &say!("une condition, ou une liste de conditions", "a condition, or a list of conditions"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Filters, E> {
        Ok(Filters(vec![ConditionSpec::Present(text.to_owned())]))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Filters, A::Error> {
        let compare = CompareSpec::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Filters(vec![ConditionSpec::Compare(compare)]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Filters, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = seq.next_element()? {
            all.push(one);
        }
        Ok(Filters(all))
    }
}

impl<'de> Deserialize<'de> for Filters {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        yaml::as_written(deserializer, FiltersVisitor)
    }
}

/// A table: one row for each entry of a list, the heads of its columns again on every page.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableSpec {
    /// The entries: a collection, a list field, or a vocabulary written `vocabulary.<name>`.
    pub over: String,
    /// The name an entry goes by in its row.
    #[serde(rename = "as")]
    pub name: String,
    /// Which entries: conditions on them.
    #[serde(default, rename = "where")]
    pub filter: Filters,
    /// Their order: names to compare them by; -name the other way round. Without it that of the list.
    #[serde(default)]
    pub sort: Names,
    /// The columns, from where reading starts.
    pub columns: Vec<ColumnSpec>,
    /// The box behind the heads of the columns.
    #[schemars(with = "Option<BoxSpec>")]
    pub header: Option<Value>,
    /// The box behind each row.
    #[schemars(with = "Option<BoxSpec>")]
    pub row: Option<Value>,
    /// Rows in groups, each under a head of its own.
    pub group: Option<AxisSpec>,
    /// Room between rows, then between columns.
    #[serde(default)]
    pub gap: Measures,
    /// What happens to rows that there is no room for (error).
    #[serde(default)]
    pub overflow: OverflowSpec,
}

/// A column of a table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ColumnSpec {
    /// Its width: a length, a percentage, a share such as 1fr.
    pub width: TrackSpec,
    /// The box at its head.
    #[schemars(with = "Option<BoxSpec>")]
    pub head: Option<Value>,
    /// The box in each row.
    #[schemars(with = "BoxSpec")]
    pub cell: Value,
}

/// The words along one side of a box, and which of them an entry names.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AxisSpec {
    /// The words, in order: a vocabulary written `vocabulary.<name>`, a collection, or a list field.
    pub over: String,
    /// The name a word goes by in its head: `{f.label}`, and `{f.count}`, how many entries name it.
    #[serde(rename = "as")]
    pub name: String,
    /// What an entry names: one word or several.
    pub by: Option<String>,
    /// Instead of `by`: the first word of a stretch.
    pub from: Option<String>,
    /// The last word of the stretch (the first one).
    pub to: Option<String>,
    /// The box at the head of each word.
    #[schemars(with = "Option<BoxSpec>")]
    pub head: Option<Value>,
    /// Room for the heads, across them.
    pub size: Option<Measure>,
    /// The least size along the axis.
    pub min: Option<Measure>,
    /// A number of each word that its share of the room goes by: {s.months} is written s.months. Without it all are equal.
    pub weight: Option<String>,
}

/// A matrix: entries in the cells of two axes.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MatrixSpec {
    /// The entries: a collection, a list field, or a vocabulary written `vocabulary.<name>`.
    pub over: String,
    /// The name an entry goes by.
    #[serde(rename = "as")]
    pub name: String,
    /// Which entries: conditions on them.
    #[serde(default, rename = "where")]
    pub filter: Filters,
    /// Their order within a cell.
    #[serde(default)]
    pub sort: Names,
    /// The words of the rows.
    pub rows: AxisSpec,
    /// The words of the columns.
    pub columns: AxisSpec,
    /// The box where the heads of rows and columns meet.
    #[schemars(with = "Option<BoxSpec>")]
    pub corner: Option<Value>,
    /// The box of each cell: its entries follow one another in it.
    #[schemars(with = "Option<BoxSpec>")]
    pub cell: Option<Value>,
    /// The box of each entry.
    #[schemars(with = "BoxSpec")]
    pub entry: Value,
    /// Room between rows, then between columns.
    #[serde(default)]
    pub gap: Measures,
    /// Rows share the room that they leave on a page.
    #[serde(default)]
    pub stretch: bool,
    /// What happens to entries that there is no room for (error).
    #[serde(default)]
    pub overflow: OverflowSpec,
}

/// A timeline: entries as chips along ordered words, in lanes.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TimelineSpec {
    /// The entries: a collection, a list field, or a vocabulary written `vocabulary.<name>`.
    pub over: String,
    /// The name an entry goes by.
    #[serde(rename = "as")]
    pub name: String,
    /// Which entries: conditions on them.
    #[serde(default, rename = "where")]
    pub filter: Filters,
    /// Their order within a lane, before they are packed (the word at which they begin).
    #[serde(default)]
    pub sort: Names,
    /// The words along it, and where an entry begins and ends.
    pub columns: AxisSpec,
    /// The words of the lanes.
    pub lanes: AxisSpec,
    /// The box where the heads of lanes and columns meet.
    #[schemars(with = "Option<BoxSpec>")]
    pub corner: Option<Value>,
    /// The box behind each column, below its head.
    #[schemars(with = "Option<BoxSpec>")]
    pub column: Option<Value>,
    /// The box behind each lane.
    #[schemars(with = "Option<BoxSpec>")]
    pub lane: Option<Value>,
    /// The box over the whole stretch of an entry.
    #[schemars(with = "Option<BoxSpec>")]
    pub bar: Option<Value>,
    /// The box with the words of an entry: as long as its stretch, on one side of every fold.
    #[schemars(with = "BoxSpec")]
    pub chip: Value,
    /// The box from the end of an entry to the end of the timeline, where its `when` holds.
    #[schemars(with = "Option<BoxSpec>")]
    pub tail: Option<Value>,
    /// Room after the last column.
    pub beyond: Option<Measure>,
    /// Room between rows of chips, then between columns.
    #[serde(default)]
    pub gap: Measures,
    /// Room above and below the chips of a lane.
    pub padding: Option<Measure>,
    /// Where the sheet is folded, from the left edge of the trim: no column runs over a fold.
    #[serde(default)]
    pub folds: Vec<Measure>,
    /// Room on each side of a fold.
    pub fold_gap: Option<Measure>,
    /// The box at each fold, without width, from the upper to the lower edge of the trim.
    #[schemars(with = "Option<BoxSpec>")]
    pub fold: Option<Value>,
    /// Lanes share the room that they leave on a page.
    #[serde(default)]
    pub stretch: bool,
    /// What happens to entries that there is no room for (error).
    #[serde(default)]
    pub overflow: OverflowSpec,
}

/// Rings and sectors about a middle, blank or with entries.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RingSpec {
    /// The entries: a collection, a list field, or a vocabulary written `vocabulary.<name>`; none leaves the cells blank.
    pub over: Option<String>,
    /// The name an entry goes by.
    #[serde(rename = "as")]
    pub name: Option<String>,
    /// Which entries: conditions on them.
    #[serde(default, rename = "where")]
    pub filter: Filters,
    /// Their order within a cell.
    #[serde(default)]
    pub sort: Names,
    /// The words of the rings, from the middle outwards.
    pub rings: AxisSpec,
    /// The words of the sectors, clockwise.
    pub sectors: AxisSpec,
    /// Where the first sector begins, in degrees clockwise from the top (0).
    #[serde(default)]
    pub start: f64,
    /// Radius of the middle that stays free (0).
    pub hole: Option<Measure>,
    /// The box whose fill and line each cell has.
    #[schemars(with = "Option<BoxSpec>")]
    pub cell: Option<Value>,
    /// The box of each entry.
    #[schemars(with = "Option<BoxSpec>")]
    pub entry: Option<Value>,
    /// Room between entries.
    pub gap: Option<Measure>,
}
