//! From lists as a layout writes them to boxes that show them: their own boxes built as any box is.

use serde_yaml::Value;

use super::data::{Axis, By, Data, Form, Matrix, Ring, Source, Table, Timeline};
use super::data_spec::{AxisSpec, Filters, MatrixSpec, OverflowSpec, RingSpec, TableSpec, TimelineSpec};
use super::lists::{Measures, Names, TrackSpec};
use super::raw::{self, RawBox};
use super::spec::{BoxSpec, ConditionSpec};
use super::{Condition, Direction, Node, build, check};
use crate::diag::{Diagnostic, Diagnostics, Say};
use crate::element::Measure;
use crate::say;
use crate::source::Place;

/// The list that a box shows, its own boxes built like any.
pub(super) fn data(
    spec: &mut BoxSpec,
    raw: &RawBox,
    tables: &check::Tables<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Data> {
    let mut inner = |value: Value, place: Place, diagnostics: &mut Diagnostics| {
        let raw = raw::single(value, &place, diagnostics)?;
        build::node(raw, tables, diagnostics)
    };
    let lengths = tables.theme.lengths();
    let measure = |measure: &Measure, place: Place| {
        let token = measure.token().filter(|token| !lengths.contains_key(*token))?;
        Some(check::unknown_length(token, lengths.keys().map(String::as_str)).at(place))
    };
    let mut builder = Builder { node: &mut inner, condition: &condition, measure: &measure, diagnostics };
    let place = |key: &str| raw.key_place(key);
    if let Some(table) = spec.table.take() {
        return builder.table(table, &place("table"));
    }
    if let Some(matrix) = spec.matrix.take() {
        return builder.matrix(matrix, &place("matrix"));
    }
    if let Some(timeline) = spec.timeline.take() {
        return builder.timeline(timeline, &place("timeline"));
    }
    spec.ring.take().and_then(|ring| builder.ring(ring, &place("ring")))
}

fn condition(written: ConditionSpec, place: &Place, diagnostics: &mut Diagnostics) -> Option<Condition> {
    build::conditioned(written, &place.key("where"), diagnostics)
}

/// Reads boxes and conditions inside a box that shows a list.
struct Builder<'b> {
    /// Builds a box.
    node: &'b mut dyn FnMut(Value, Place, &mut Diagnostics) -> Option<Node>,
    /// Reads a condition.
    condition: &'b dyn Fn(ConditionSpec, &Place, &mut Diagnostics) -> Option<Condition>,
    /// Tells a length that cannot be used.
    measure: &'b dyn Fn(&Measure, Place) -> Option<Diagnostic>,
    diagnostics: &'b mut Diagnostics,
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

    fn table(&mut self, spec: TableSpec, place: &Place) -> Option<Data> {
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
        let form = Form::Table(Box::new(Table { tracks, header, heads, row, cells, group }));
        sound.then(|| Data { source: Some(source), overflow, gap, stretch: false, form, place: place.clone() })
    }

    fn matrix(&mut self, spec: MatrixSpec, place: &Place) -> Option<Data> {
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
            cell.spec.direction = Some(Direction::Column);
        }
        let form = Form::Matrix(Box::new(Matrix { rows, columns, corner, cell, entry: entry? }));
        Some(Data { source: Some(source), overflow, gap, stretch, form, place: place.clone() })
    }

    fn timeline(&mut self, spec: TimelineSpec, place: &Place) -> Option<Data> {
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

    fn ring(&mut self, spec: RingSpec, place: &Place) -> Option<Data> {
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
        let form = Form::Ring(Box::new(Ring { rings, sectors, start, hole, cell, entry }));
        Some(Data { source, overflow: OverflowSpec::Error, gap, stretch: false, form, place: place.clone() })
    }

    fn wrong(&mut self, place: Place, message: Say) {
        self.diagnostics.push(Diagnostic::error("wrong-value", message).at(place));
    }
}
