//! A table: a row for each entry, as high as its highest cell; heads again on every page.

use super::{Filler, Record, TOLERANCE};
use crate::element::Cursor;
use crate::geom::{Length, Rect};
use crate::layout::instance::Instance;
use crate::layout::names::Names;
use crate::say;
use crate::scene::Role;
use crate::template::{Node, Table, TrackSpec};

/// A row that is to be placed: its entry, and the group it stands in.
struct Row<'t> {
    entry: Record<'t>,
    group: Option<usize>,
}

/// A row with its cells, solved for the widths of the columns but not yet placed.
struct Made<'t> {
    behind: Option<Instance<'t>>,
    cells: Vec<(usize, Instance<'t>)>,
    height: Length,
}

impl<'t> Filler<'_, '_, 't> {
    pub(super) fn table(&mut self, table: &'t Table, from: &Cursor) -> Option<Cursor> {
        let (down, across) = self.gaps();
        let columns = self.tracks(&table.tracks, across)?;
        let (rows, groups) = self.rows(table);
        let mut y = self.room.y;
        let names = self.names.clone();
        let heads: Vec<Option<&'t Node>> = table.heads.iter().map(Option::as_ref).collect();
        if heads.iter().any(Option::is_some) || table.header.is_some() {
            let made = self.row(table.header.as_ref(), &heads, &names, &columns);
            let height = made.height;
            self.put_row(made, y, &columns, Role::Head);
            y += height + down;
        }
        let top = y;
        let mut above = None;
        for (index, row) in rows.iter().enumerate().skip(from.step(0)) {
            let head = row.group.filter(|group| above != Some(*group)).and_then(|group| {
                let (node, names) = groups.get(group).cloned()?;
                let made = self.make(node, &names)?;
                let height = self.height(&made, self.room.width);
                Some((made, height))
            });
            let cells: Vec<Option<&'t Node>> = table.cells.iter().map(Some).collect();
            let made = self.row(table.row.as_ref(), &cells, &row.entry.names, &columns);
            let lead = head.as_ref().map_or(Length::ZERO, |(_, height)| *height + down);
            if y + lead + made.height > self.room.bottom() + TOLERANCE {
                return self.full(table, &rows, index, (top, y, lead + made.height), (&columns, down));
            }
            if let Some((mut head, height)) = head {
                let rect = Rect::new(self.room.x, y, self.room.width, height);
                self.set(&mut head, rect, Some(Role::Row));
                self.children.push(head);
                y += height + down;
            }
            above = row.group;
            let height = made.height;
            self.put_row(made, y, &columns, Role::Cell);
            y += height + down;
        }
        None
    }

    /// What happens where the row at `index` has no room.
    fn full(
        &mut self,
        table: &'t Table,
        rows: &[Row<'t>],
        index: usize,
        (top, y, wanted): (Length, Length, Length),
        (columns, down): (&[(Length, Length)], Length),
    ) -> Option<Cursor> {
        if self.pages() {
            if y > top {
                return Some(Cursor::at([index]));
            }
            let label = rows.get(index).map(|row| self.label(&row.entry.names)).unwrap_or_default();
            self.too_high(&label, wanted, self.room.bottom() - top);
            return None;
        }
        let rest = rows.get(index..).unwrap_or_default();
        let labels: Vec<String> = rest.iter().map(|row| self.label(&row.entry.names)).collect();
        let cells: Vec<Option<&'t Node>> = table.cells.iter().map(Some).collect();
        let mut end = y + wanted;
        for row in rest.iter().skip(1) {
            end += down + self.row(table.row.as_ref(), &cells, &row.entry.names, columns).height;
        }
        self.no_room(&labels, end - self.room.bottom());
        None
    }

    /// The rows in their groups, and the head of each group with its names.
    fn rows(&mut self, table: &'t Table) -> (Vec<Row<'t>>, Vec<(&'t Node, Names<'t>)>) {
        let entries = self.entries();
        let Some(axis) = &table.group else {
            return (entries.into_iter().map(|entry| Row { entry, group: None }).collect(), Vec::new());
        };
        let Some(words) = self.words(axis) else { return (Vec::new(), Vec::new()) };
        let mut members: Vec<Vec<Record<'t>>> = words.words.iter().map(|_| Vec::new()).collect();
        for entry in entries {
            for place in self.places(&words, &entry) {
                if let Some(group) = members.get_mut(place) {
                    group.push(entry.clone());
                }
            }
        }
        let name = self.data.source.as_ref().map_or("", |source| source.name.as_str());
        let (mut rows, mut heads) = (Vec::new(), Vec::new());
        for (group, members) in members.into_iter().enumerate() {
            let count = members.len();
            if let (Some(head), Some(names)) = (words.head(), words.counted(group, count)) {
                heads.push((head, names));
            }
            rows.extend(members.into_iter().enumerate().map(|(index, entry)| {
                let names = words.on(&self.names, group, count).with(name, entry.each.clone(), index);
                Row { entry: Record { names, ..entry }, group: Some(group) }
            }));
        }
        (rows, heads)
    }

    /// The columns from the left: where each begins, from the edge of the box, and how wide it is.
    fn tracks(&mut self, tracks: &[TrackSpec], gap: Length) -> Option<Vec<(Length, Length)>> {
        let whole = self.room.width;
        let fixed = |track: &TrackSpec| match track {
            TrackSpec::Fixed(measure) => self.length(measure, whole),
            TrackSpec::Share(_) | TrackSpec::Auto => Length::ZERO,
        };
        let taken: Length = tracks.iter().map(fixed).sum::<Length>() + gap * tracks.len().saturating_sub(1) as f64;
        let shares: f64 =
            tracks.iter().map(|track| if let TrackSpec::Share(share) = track { *share } else { 0.0 }).sum();
        let rest = whole - taken;
        if rest < -TOLERANCE || (shares > 0.0 && rest <= Length::ZERO) {
            let (name, taken, whole) = (&self.box_name, super::rounded(taken), super::rounded(whole));
            let message = say!(
                "cadre « {name} » : les colonnes prennent {taken} de largeur, le cadre n’en a que {whole}",
                "box “{name}”: the columns take {taken} of width, the box has no more than {whole}"
            );
            let fault = crate::diag::Diagnostic::error("columns-overflow", message);
            self.faults.push(self.origin.mark(fault));
            return None;
        }
        let mut x = Length::ZERO;
        let widths = tracks.iter().map(|track| {
            let width = match track {
                TrackSpec::Share(share) if shares > 0.0 => rest.max(Length::ZERO) * (*share / shares),
                track => fixed(track),
            };
            let column = (x, width);
            x += width + gap;
            column
        });
        Some(widths.collect())
    }

    /// A row with its boxes bound; as high as the highest of them.
    fn row(
        &mut self,
        behind: Option<&'t Node>,
        cells: &[Option<&'t Node>],
        names: &Names<'t>,
        columns: &[(Length, Length)],
    ) -> Made<'t> {
        let behind = behind.and_then(|node| self.make(node, names));
        let mut height = behind.as_ref().map_or(Length::ZERO, |behind| self.height(behind, self.room.width));
        let mut made = Vec::with_capacity(cells.len());
        for (index, (node, (_, width))) in cells.iter().zip(columns).enumerate() {
            let Some(cell) = node.and_then(|node| self.make(node, names)) else { continue };
            height = height.max(self.height(&cell, *width));
            made.push((index, cell));
        }
        Made { behind, cells: made, height }
    }

    /// Puts a row down: what is behind it, then its cells, in one group.
    fn put_row(&mut self, row: Made<'t>, y: Length, columns: &[(Length, Length)], role: Role) {
        let Made { behind, cells, height } = row;
        if let Some(mut behind) = behind {
            let rect = Rect::new(self.room.x, y, self.room.width, height);
            self.set(&mut behind, rect, Some(Role::Artifact));
            self.children.push(behind);
        }
        for (index, mut cell) in cells {
            let Some((x, width)) = columns.get(index).copied() else { continue };
            self.set(&mut cell, Rect::new(self.room.x + x, y, width, height), Some(role.clone()));
            self.children.push(cell);
        }
    }
}
