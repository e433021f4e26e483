//! Boxes that show lists, ready for cards: their own boxes built as any box is, their names and conditions read.

use std::sync::Arc;

use serde_yaml::Value;

use super::data_spec::{AxisSpec, Filters, MatrixSpec, OverflowSpec, RingSpec, TableSpec, TimelineSpec};
use super::lists::{Measures, Names, TrackSpec};
use super::{Condition, Node};
use crate::diag::{Diagnostic, Diagnostics, Say};
use crate::element::{Expr, Measure};
use crate::say;
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
    Table(Table),
    /// In the cells of two axes.
    Matrix(Matrix),
    /// As chips along a line, in lanes.
    Timeline(Box<Timeline>),
    /// In rings and sectors.
    Ring(Ring),
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
                let Matrix { rows, columns, corner, cell, entry } = matrix;
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
                let Ring { rings, sectors, cell, entry, .. } = ring;
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

/// Reads boxes and conditions inside a box that shows a list.
pub(super) struct Builder<'b> {
    /// Builds a box.
    pub node: &'b mut dyn FnMut(Value, Place, &mut Diagnostics) -> Option<Node>,
    /// Reads a condition.
    pub condition: &'b dyn Fn(super::ConditionSpec, &Place, &mut Diagnostics) -> Option<Condition>,
    /// Tells a length that cannot be used.
    pub measure: &'b dyn Fn(&Measure, Place) -> Option<Diagnostic>,
    pub diagnostics: &'b mut Diagnostics,
}

impl Builder<'_> {
    fn node(&mut self, value: Option<Value>, place: Place) -> Option<Node> {
        (self.node)(value?, place, self.diagnostics)
    }

    /// A box that must be there; an empty one where it is at fault, so that one run tells everything.
    fn needed(&mut self, value: Value, place: Place) -> Option<Node> {
        self.node(Some(value), place)
    }

    fn measures<'m>(&mut self, all: impl IntoIterator<Item = (&'m Measure, Place)>) {
        for (measure, place) in all {
            self.diagnostics.extend((self.measure)(measure, place));
        }
    }

    fn source(&mut self, over: String, name: String, filter: Filters, sort: Names, place: &Place) -> Source {
        let filter = filter.0.into_iter().filter_map(|one| (self.condition)(one, place, self.diagnostics)).collect();
        Source { over, name, filter, sort: sort.0, place: place.key("over") }
    }

    fn axis(&mut self, spec: AxisSpec, place: &Place, blank: bool) -> Axis {
        let AxisSpec { over, name, by, from, to, head, size, min, weight } = spec;
        let lengths = [("size", &size), ("min", &min)];
        let lengths: Vec<_> = lengths.iter().filter_map(|(key, one)| Some((one.as_ref()?, place.key(key)))).collect();
        self.measures(lengths);
        let by = match (by, from, to) {
            (Some(by), None, None) => By::Words(by),
            (None, Some(from), to) => By::Stretch(from.clone(), to.unwrap_or(from)),
            (None, None, None) if blank => By::Nothing,
            _ => {
                let message = say!(
                    "un axe dit par quel nom une entrée y prend place : `by`, ou `from` et `to`",
                    "an axis says by which name an entry finds its place: `by`, or `from` and `to`"
                );
                let hint = say!("écrivez par exemple « by: t.family »", "write for example “by: t.family”");
                self.diagnostics.push(Diagnostic::error("missing-key", message).at(place.clone()).hint(hint));
                By::Nothing
            }
        };
        let head = self.node(head, place.key("head"));
        Axis {
            source: self.source(over, name, Filters::default(), Names::default(), place),
            by,
            head,
            size,
            min,
            weight,
        }
    }

    pub(super) fn table(&mut self, spec: TableSpec, place: &Place) -> Option<Data> {
        let TableSpec { over, name, filter, sort, columns, header, row, group, gap, overflow } = spec;
        let source = self.source(over, name, filter, sort, place);
        if columns.is_empty() {
            self.wrong(
                place.key("columns"),
                say!("un tableau a au moins une colonne", "a table has at least one column"),
            );
        }
        let header = self.node(header, place.key("header"));
        let row = self.node(row, place.key("row"));
        let group = group.map(|group| self.axis(group, &place.key("group"), false));
        let (mut tracks, mut heads, mut cells) = (Vec::new(), Vec::new(), Vec::new());
        for (index, column) in columns.into_iter().enumerate() {
            let at = place.key("columns").index(index);
            match &column.width {
                TrackSpec::Auto => self.wrong(
                    at.key("width"),
                    say!(
                        "une colonne de tableau a une largeur : 30mm, 20% ou 1fr",
                        "a column of a table has a width: 30mm, 20% or 1fr"
                    ),
                ),
                TrackSpec::Fixed(measure) => self.measures([(measure, at.key("width"))]),
                TrackSpec::Share(_) => {}
            }
            tracks.push(column.width);
            heads.push(self.node(column.head, at.key("head")));
            cells.extend(self.needed(column.cell, at.key("cell")));
        }
        // A cell at fault is told; the others would stand in wrong columns.
        let sound = cells.len() == tracks.len() && !cells.is_empty();
        let form = Form::Table(Table { tracks, header, heads, row, cells, group });
        sound.then(|| Data { source: Some(source), overflow, gap, stretch: false, form, place: place.clone() })
    }

    pub(super) fn matrix(&mut self, spec: MatrixSpec, place: &Place) -> Option<Data> {
        let MatrixSpec { over, name, filter, sort, rows, columns, corner, cell, entry, gap, stretch, overflow } = spec;
        let source = self.source(over, name, filter, sort, place);
        let rows = self.axis(rows, &place.key("rows"), false);
        let columns = self.axis(columns, &place.key("columns"), false);
        let corner = self.node(corner, place.key("corner"));
        let empty = || Value::Mapping(serde_yaml::Mapping::new());
        let cell = self.needed(cell.unwrap_or_else(empty), place.key("cell"));
        let entry = self.needed(entry, place.key("entry"));
        let mut cell = cell?;
        if !cell.flows() {
            cell.spec.direction = Some(super::Direction::Column);
        }
        let form = Form::Matrix(Matrix { rows, columns, corner, cell, entry: entry? });
        Some(Data { source: Some(source), overflow, gap, stretch, form, place: place.clone() })
    }

    pub(super) fn timeline(&mut self, spec: TimelineSpec, place: &Place) -> Option<Data> {
        let source = self.source(spec.over, spec.name, spec.filter, spec.sort, place);
        let columns = self.axis(spec.columns, &place.key("columns"), false);
        let lanes = self.axis(spec.lanes, &place.key("lanes"), false);
        let corner = self.node(spec.corner, place.key("corner"));
        let column = self.node(spec.column, place.key("column"));
        let lane = self.node(spec.lane, place.key("lane"));
        let bar = self.node(spec.bar, place.key("bar"));
        let chip = self.needed(spec.chip, place.key("chip"));
        let tail = self.node(spec.tail, place.key("tail"));
        let fold = self.node(spec.fold, place.key("fold"));
        let (beyond, padding, fold_gap) = (spec.beyond, spec.padding, spec.fold_gap);
        let single = [("beyond", &beyond), ("padding", &padding), ("fold-gap", &fold_gap)];
        let single = single.iter().filter_map(|(key, one)| Some((one.as_ref()?, place.key(key))));
        let folds = spec.folds.iter().enumerate().map(|(index, fold)| (fold, place.key("folds").index(index)));
        self.measures(single.chain(folds).collect::<Vec<_>>());
        let form = Form::Timeline(Box::new(Timeline {
            columns,
            lanes,
            corner,
            column,
            lane,
            bar,
            chip: chip?,
            tail,
            beyond,
            padding,
            folds: spec.folds,
            fold_gap,
            fold,
        }));
        let (overflow, gap, stretch) = (spec.overflow, spec.gap, spec.stretch);
        Some(Data { source: Some(source), overflow, gap, stretch, form, place: place.clone() })
    }

    pub(super) fn ring(&mut self, spec: RingSpec, place: &Place) -> Option<Data> {
        let RingSpec { over, name, filter, sort, rings, sectors, start, hole, cell, entry, gap } = spec;
        let blank = over.is_none();
        let source = over.map(|over| self.source(over, name.unwrap_or_default(), filter, sort, place));
        if source.as_ref().is_some_and(|source| source.name.is_empty()) || entry.is_some() == blank {
            self.wrong(
                place.clone(),
                say!(
                    "un anneau garni a `over`, `as` et `entry` ; un anneau vide, aucun des trois",
                    "a ring with entries has `over`, `as` and `entry`; a blank one none of them"
                ),
            );
        }
        if !start.is_finite() {
            self.wrong(place.key("start"), say!("un angle est un nombre de degrés", "an angle is a number of degrees"));
        }
        let rings = self.axis(rings, &place.key("rings"), blank);
        let sectors = self.axis(sectors, &place.key("sectors"), blank);
        let (cell, entry) = (self.node(cell, place.key("cell")), self.node(entry, place.key("entry")));
        self.measures(hole.iter().map(|hole| (hole, place.key("hole"))).collect::<Vec<_>>());
        let gap = Measures(gap.into_iter().collect());
        let form = Form::Ring(Ring { rings, sectors, start, hole, cell, entry });
        Some(Data { source, overflow: OverflowSpec::Error, gap, stretch: false, form, place: place.clone() })
    }

    fn wrong(&mut self, place: Place, message: Say) {
        self.diagnostics.push(Diagnostic::error("wrong-value", message).at(place));
    }
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
