//! Boxes that show lists, ready for cards: their own boxes built as any box is, their names and conditions read.

use std::sync::Arc;

use super::data_spec::OverflowSpec;
use super::lists::{Measures, TrackSpec};
use super::{Condition, Node};
use crate::element::{Expr, Measure};
use crate::source::Place;

/// What a box shows of a list.
#[derive(Clone, Debug)]
pub struct Data {
    /// The entries; none in a ring whose cells stay blank.
    pub source: Option<Source>,
    /// What happens to entries that there is no room for.
    pub overflow: OverflowSpec,
    /// Room between rows, then between columns.
    pub gap: Measures,
    /// Rows share the room that they leave on a page.
    pub stretch: bool,
    /// How they are shown.
    pub form: Form,
    /// Where it is written.
    pub place: Place,
}

/// How entries are shown.
#[derive(Clone, Debug)]
pub enum Form {
    /// A row each.
    Table(Box<Table>),
    /// In the cells of two axes.
    Matrix(Box<Matrix>),
    /// As chips along a line, in lanes.
    Timeline(Box<Timeline>),
    /// In rings and sectors.
    Ring(Box<Ring>),
}

/// A list, as some box shows it.
#[derive(Clone, Debug)]
pub struct Source {
    /// A collection, a list field, or a vocabulary written `vocabulary.<name>`.
    pub over: String,
    /// The name an entry goes by.
    pub name: String,
    /// What entries must meet.
    pub filter: Vec<Condition>,
    /// What they are compared by.
    pub sort: Vec<String>,
    /// Where the list is named.
    pub place: Place,
}

/// Words along a side.
#[derive(Clone, Debug)]
pub struct Axis {
    /// The words.
    pub source: Source,
    /// Which of them an entry names.
    pub by: By,
    /// The box at the head of each.
    pub head: Option<Node>,
    /// Room for the heads, across them.
    pub size: Option<Measure>,
    /// The least size of each along the axis.
    pub min: Option<Measure>,
    /// The name of a number that its share goes by.
    pub weight: Option<String>,
}

/// Which words of an axis an entry names.
#[derive(Clone, Debug)]
pub enum By {
    /// None: blank cells.
    Nothing,
    /// Those of a name.
    Words(String),
    /// All from one to another.
    Stretch(String, String),
}

/// Rows.
#[derive(Clone, Debug)]
pub struct Table {
    /// Widths of the columns.
    pub tracks: Vec<TrackSpec>,
    /// The box behind the heads.
    pub header: Option<Node>,
    /// The heads, by column.
    pub heads: Vec<Option<Node>>,
    /// The box behind a row.
    pub row: Option<Node>,
    /// The cells of a row.
    pub cells: Vec<Node>,
    /// The groups.
    pub group: Option<Axis>,
}

/// Cells of two axes.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// Words of the rows.
    pub rows: Axis,
    /// Words of the columns.
    pub columns: Axis,
    /// Where the heads meet.
    pub corner: Option<Node>,
    /// A cell, in which entries flow.
    pub cell: Node,
    /// An entry.
    pub entry: Node,
}

/// Chips in lanes.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// Words along it.
    pub columns: Axis,
    /// Words of the lanes.
    pub lanes: Axis,
    /// Where the heads meet.
    pub corner: Option<Node>,
    /// Behind a column.
    pub column: Option<Node>,
    /// Behind a lane.
    pub lane: Option<Node>,
    /// Over the stretch of an entry.
    pub bar: Option<Node>,
    /// With the words of an entry.
    pub chip: Node,
    /// From the end of an entry to that of the timeline.
    pub tail: Option<Node>,
    /// Room after the last column.
    pub beyond: Option<Measure>,
    /// Room above and below the chips of a lane.
    pub padding: Option<Measure>,
    /// Where the sheet is folded.
    pub folds: Vec<Measure>,
    /// Room on each side of a fold.
    pub fold_gap: Option<Measure>,
    /// At a fold.
    pub fold: Option<Node>,
}

/// Rings and sectors.
#[derive(Clone, Debug)]
pub struct Ring {
    /// Words of the rings.
    pub rings: Axis,
    /// Words of the sectors.
    pub sectors: Axis,
    /// Where the first sector begins, in degrees clockwise from the top.
    pub start: f64,
    /// Radius of the middle.
    pub hole: Option<Measure>,
    /// Fill and line of a cell.
    pub cell: Option<Node>,
    /// An entry.
    pub entry: Option<Node>,
}

/// A box of such a box, and the lists whose entries it is bound with, from the outside inwards.
pub struct Part<'d> {
    /// The box.
    pub node: &'d Node,
    /// The lists.
    pub sources: Vec<&'d Source>,
}

impl Data {
    /// Every box inside.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let own = self.source.as_ref();
        let mut parts = Vec::new();
        match &self.form {
            Form::Table(table) => {
                let heads = table.heads.iter().flatten().chain(&table.header);
                parts.extend(heads.map(|node| part(own, node, vec![], false)));
                let group: Vec<&Axis> = table.group.iter().collect();
                let head = table.group.as_ref().and_then(|group| group.head.as_ref());
                parts.extend(head.map(|node| part(own, node, group.clone(), false)));
                let rows = table.cells.iter().chain(&table.row);
                parts.extend(rows.map(|node| part(own, node, group.clone(), true)));
            }
            Form::Matrix(matrix) => {
                let Matrix { rows, columns, corner, cell, entry } = &**matrix;
                parts.extend(corner.iter().map(|node| part(own, node, vec![], false)));
                parts.extend(
                    [rows, columns]
                        .into_iter()
                        .filter_map(|axis| Some(part(own, axis.head.as_ref()?, vec![axis], false))),
                );
                parts.push(part(own, cell, vec![rows, columns], false));
                parts.push(part(own, entry, vec![rows, columns], true));
            }
            Form::Timeline(timeline) => {
                let Timeline { columns, lanes, corner, column, lane, bar, chip, tail, fold, .. } = &**timeline;
                parts.extend(corner.iter().chain(fold).map(|node| part(own, node, vec![], false)));
                parts.extend(columns.head.iter().chain(column).map(|node| part(own, node, vec![columns], false)));
                parts.extend(lanes.head.iter().chain(lane).map(|node| part(own, node, vec![lanes], false)));
                parts.extend(bar.iter().chain([chip]).chain(tail).map(|node| part(own, node, vec![lanes], true)));
            }
            Form::Ring(ring) => {
                let Ring { rings, sectors, cell, entry, .. } = &**ring;
                parts.extend(
                    [rings, sectors]
                        .into_iter()
                        .filter_map(|axis| Some(part(own, axis.head.as_ref()?, vec![axis], false))),
                );
                parts.extend(cell.iter().map(|node| part(own, node, vec![rings, sectors], false)));
                parts.extend(entry.iter().map(|node| part(own, node, vec![rings, sectors], true)));
            }
        }
        parts
    }

    /// Every list: entries, then axes.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.source.iter().chain(self.axes().into_iter().map(|axis| &axis.source))
    }

    fn axes(&self) -> Vec<&Axis> {
        match &self.form {
            Form::Table(table) => table.group.iter().collect(),
            Form::Matrix(matrix) => vec![&matrix.rows, &matrix.columns],
            Form::Timeline(timeline) => vec![&timeline.columns, &timeline.lanes],
            Form::Ring(ring) => vec![&ring.rings, &ring.sectors],
        }
    }

    /// Every name that it asks for by itself, its boxes not included.
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for source in self.sources() {
            names.push(source.over.as_str());
            names.extend(source.filter.iter().map(|condition| &**condition.field()));
            names.extend(
                source.filter.iter().filter_map(Condition::expression).flat_map(Expr::names).map(|name| &**name),
            );
            names.extend(source.sort.iter().map(|name| name.trim_start_matches('-')));
        }
        for axis in self.axes() {
            match &axis.by {
                By::Nothing => {}
                By::Words(name) => names.push(name),
                By::Stretch(from, to) => names.extend([from.as_str(), to]),
            }
            names.extend(axis.weight.as_deref());
        }
        names
    }
}

fn part<'d>(own: Option<&'d Source>, node: &'d Node, axes: Vec<&'d Axis>, entry: bool) -> Part<'d> {
    let sources = axes.into_iter().map(|axis| &axis.source).chain(own.filter(|_| entry)).collect();
    Part { node, sources }
}

/// The name of a box that shows a list, for messages.
pub(super) fn name(form: &Form) -> Arc<str> {
    match form {
        Form::Table(_) => "table",
        Form::Matrix(_) => "matrix",
        Form::Timeline(_) => "timeline",
        Form::Ring(_) => "ring",
    }
    .into()
}
