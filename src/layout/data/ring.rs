//! Rings and sectors about a middle: cells as outlines, labels around, entries upright in their cells.

use std::f64::consts::TAU;

use super::Filler;
use super::axis::Words;
use crate::diag::Diagnostic;
use crate::element::Cursor;
use crate::geom::{Length, PathData, Point, Rect, Size};
use crate::layout::instance::Instance;
use crate::say;
use crate::scene::Role;
use crate::template::Ring;

/// The middle of a ring, and its edges.
struct Disc {
    center: Point,
    /// Radii of the edges of the rings, from the middle outwards.
    radii: Vec<Length>,
    /// Angles of the edges of the sectors, in turns clockwise from the top.
    turns: Vec<f64>,
}

/// A cell: between two radii and two angles.
#[derive(Clone, Copy)]
struct Cell {
    inner: Length,
    outer: Length,
    from: f64,
    to: f64,
}

impl<'t> Filler<'_, '_, 't> {
    pub(super) fn ring(&mut self, ring: &'t Ring) -> Option<Cursor> {
        let (rings, sectors) = (self.words(&ring.rings), self.words(&ring.sectors));
        let (rings, sectors) = (rings?, sectors?);
        let disc = self.disc(ring, &rings, &sectors)?;
        let cells = self.members(&rings, &sectors);
        let count = |ring: Option<usize>, sector: Option<usize>| -> usize {
            let wanted =
                cells.iter().filter(|(at, _)| ring.is_none_or(|r| r == at.0) && sector.is_none_or(|s| s == at.1));
            wanted.map(|(_, members)| members.len()).sum()
        };
        for index in 0..rings.words.len() {
            for sector in 0..sectors.words.len() {
                let names = rings.on(&self.names, index, count(Some(index), None));
                let names = sectors.on(&names, sector, count(None, Some(sector)));
                let cell = disc.cell(index, sector);
                let (Some(node), Some(cell)) = (ring.cell.as_ref(), cell) else { continue };
                let Some(mut made) = self.make(node, &names) else { continue };
                let outline = disc.outline(&cell);
                made.rect = outline.tight_bounds().unwrap_or_default();
                made.outline = Some(outline);
                made.role = Some(Role::Artifact);
                made.children.clear();
                self.children.push(made);
            }
        }
        let outer = disc.radii.last().copied().unwrap_or_default();
        for sector in 0..sectors.words.len() {
            let head = sectors.head().zip(sectors.counted(sector, count(None, Some(sector))));
            if let Some(made) = head.and_then(|(node, names)| self.make(node, &names)) {
                let turn = disc.middle(sector);
                self.around(made, &disc, turn, outer);
            }
            for index in 0..rings.words.len() {
                let members = cells.iter().find(|(at, _)| *at == (index, sector)).map(|(_, members)| members);
                let (Some(members), Some(cell)) = (members, disc.cell(index, sector)) else { continue };
                let names = rings.on(&self.names, index, count(Some(index), None));
                let names = sectors.on(&names, sector, count(None, Some(sector)));
                self.cell_entries(ring, members, &names, &disc, &cell);
            }
        }
        for index in 0..rings.words.len() {
            let head = rings.head().zip(rings.counted(index, count(Some(index), None)));
            let Some(mut made) = head.and_then(|(node, names)| self.make(node, &names)) else { continue };
            let (Some(inner), Some(outer)) = (disc.radii.get(index), disc.radii.get(index + 1)) else { continue };
            let size = self.natural(&made);
            let at = disc.point(disc.turns.first().copied().unwrap_or_default(), (*inner + *outer) * 0.5);
            self.set_upright(&mut made, at, size, Role::Head);
            self.children.push(made);
        }
        None
    }

    /// Radii and angles: rings and sectors by their weights, labels of sectors outside.
    fn disc(&mut self, ring: &'t Ring, rings: &Words<'t>, sectors: &Words<'t>) -> Option<Disc> {
        let side = self.room.width.min(self.room.height);
        let label = ring.sectors.size.as_ref().map_or(Length::ZERO, |size| self.length(size, side));
        let hole = ring.hole.as_ref().map_or(Length::ZERO, |hole| self.length(hole, side));
        let outer = side * 0.5 - label;
        if outer <= hole {
            let (name, outer, hole) = (&self.box_name, super::rounded(outer), super::rounded(hole));
            let message = say!(
                "cadre « {name} » : il reste {outer} de rayon pour les anneaux, autour d’un milieu de {hole}",
                "box “{name}”: {outer} of radius are left for the rings, about a middle of {hole}"
            );
            let hint = say!(
                "agrandissez le cadre, ou réduisez `hole` et `size`",
                "enlarge the box, or reduce `hole` and `size`"
            );
            let fault = Diagnostic::error("ring-overflow", message).hint(hint);
            self.faults.push(self.origin.mark(fault));
            return None;
        }
        let edges = |weights: Vec<f64>| {
            let sum: f64 = weights.iter().sum();
            let mut edge = 0.0;
            let mut all = vec![0.0];
            all.extend(weights.into_iter().map(|weight| {
                edge += weight / sum;
                edge
            }));
            all
        };
        let radii = edges(rings.weights()).into_iter().map(|part| hole + (outer - hole) * part).collect();
        let turns = edges(sectors.weights()).into_iter().map(|part| part + ring.start / 360.0).collect();
        Some(Disc { center: self.room.center(), radii, turns })
    }

    /// The entries of each cell, those without entries left out.
    fn members(&mut self, rings: &Words<'t>, sectors: &Words<'t>) -> Vec<((usize, usize), Vec<super::Record<'t>>)> {
        let mut cells: std::collections::BTreeMap<(usize, usize), Vec<super::Record<'t>>> = Default::default();
        for entry in self.entries() {
            let (out, about) = (self.places(rings, &entry), self.places(sectors, &entry));
            for ring in &out {
                for sector in &about {
                    cells.entry((*ring, *sector)).or_default().push(entry.clone());
                }
            }
        }
        cells.into_iter().collect()
    }

    /// A box upright about a point.
    fn set_upright(&self, made: &mut Instance<'t>, at: Point, size: Size, role: Role) {
        let rect = Rect::new(at.x - size.width * 0.5, at.y - size.height * 0.5, size.width, size.height);
        // Clockwise is clockwise in every language.
        made.rect = rect;
        made.role = Some(role);
        crate::layout::frame::inside(made, self.ground);
    }

    /// A label outside of the rings: as near as its corners let it come.
    fn around(&mut self, mut made: Instance<'t>, disc: &Disc, turn: f64, outer: Length) {
        let size = self.natural(&made);
        let (sin, cos) = (turn * TAU).sin_cos();
        let reach = size.width * (0.5 * sin.abs()) + size.height * (0.5 * cos.abs());
        let at = disc.point(turn, outer + reach);
        self.set_upright(&mut made, at, size, Role::Head);
        self.children.push(made);
    }

    /// The entries of a cell on arcs, the outermost first; each has a disc about its corners for itself.
    fn cell_entries(
        &mut self,
        ring: &'t Ring,
        members: &[super::Record<'t>],
        names: &crate::layout::names::Names<'t>,
        disc: &Disc,
        cell: &Cell,
    ) {
        let Some(node) = &ring.entry else { return };
        let name = self.data.source.as_ref().map_or("", |source| source.name.as_str());
        let gap = self.gaps().0;
        let mut made = Vec::new();
        for (index, entry) in members.iter().enumerate() {
            let names = names.with(name, entry.each.clone(), index);
            made.extend(self.make(node, &names));
        }
        let sizes: Vec<Size> = made.iter().map(|made| self.natural(made)).collect();
        let across = |size: &Size| Length::mm(size.width.to_mm().hypot(size.height.to_mm()));
        let widest = sizes.iter().map(across).fold(Length::ZERO, Length::max) + gap;
        let places = cell.places(widest, made.len());
        if places.len() < made.len() {
            let labels: Vec<String> = made.iter().skip(places.len()).map(|made| self.label(&made.names)).collect();
            self.cell_full(&labels, widest, cell);
        }
        for ((mut made, size), (turn, radius)) in made.into_iter().zip(sizes).zip(places) {
            self.set_upright(&mut made, disc.point(turn, radius), size, Role::Entry);
            self.children.push(made);
        }
    }

    fn cell_full(&mut self, labels: &[String], widest: Length, cell: &Cell) {
        let (name, count, list) = (&self.box_name, labels.len(), labels.join(", "));
        let (widest, depth) = (super::rounded(widest), super::rounded(cell.outer - cell.inner));
        let message = say!(
            "cadre « {name} » : pas de place pour {count} entrées ({list}) de {widest} dans une case de {depth} d’anneau",
            "box “{name}”: no room for {count} entries ({list}) of {widest} in a cell whose ring is {depth} wide"
        );
        let hint =
            say!("agrandissez le cadre, ou réduisez les entrées", "enlarge the box, or make the entries smaller");
        let fault = Diagnostic::error("entries-overflow", message).hint(hint);
        self.faults.push(self.origin.mark(fault));
    }
}

impl Disc {
    fn cell(&self, ring: usize, sector: usize) -> Option<Cell> {
        Some(Cell {
            inner: *self.radii.get(ring)?,
            outer: *self.radii.get(ring + 1)?,
            from: *self.turns.get(sector)?,
            to: *self.turns.get(sector + 1)?,
        })
    }

    fn middle(&self, sector: usize) -> f64 {
        let edge = |index: usize| self.turns.get(index).copied().unwrap_or_default();
        (edge(sector) + edge(sector + 1)) * 0.5
    }

    /// A point at a radius, a number of turns clockwise from the top.
    fn point(&self, turn: f64, radius: Length) -> Point {
        let (sin, cos) = (turn * TAU).sin_cos();
        Point::new(self.center.x + radius * sin, self.center.y - radius * cos)
    }

    /// The outline of a cell.
    fn outline(&self, cell: &Cell) -> PathData {
        let mut path = PathData::new();
        path.move_to(self.point(cell.from, cell.outer));
        self.arc(&mut path, cell.outer, cell.from, cell.to);
        let whole = cell.to - cell.from >= 1.0 - 1e-9;
        if cell.inner > Length::ZERO {
            if whole {
                path.close();
                path.move_to(self.point(cell.to, cell.inner));
            } else {
                path.line_to(self.point(cell.to, cell.inner));
            }
            self.arc(&mut path, cell.inner, cell.to, cell.from);
        } else if !whole {
            path.line_to(self.center);
        }
        path.close();
        path
    }

    /// An arc in pieces of a quarter at most, each a cubic: off by less than 0.03 % of the radius.
    fn arc(&self, path: &mut PathData, radius: Length, from: f64, to: f64) {
        let pieces = ((to - from).abs() * 4.0).ceil().max(1.0);
        let step = (to - from) / pieces;
        let handle = radius * (4.0 / 3.0 * (step * TAU / 4.0).tan());
        let along = |turn: f64, by: Length| {
            let (sin, cos) = (turn * TAU).sin_cos();
            let at = self.point(turn, radius);
            Point::new(at.x + by * cos, at.y + by * sin)
        };
        for piece in 0..pieces as usize {
            let begin = from + step * piece as f64;
            let end = begin + step;
            path.cubic_to(along(begin, handle), along(end, -handle), self.point(end, radius));
        }
    }
}

impl Cell {
    /// Up to `count` places for discs of a diameter that touch neither each other nor the edges: turn and radius, filled
    /// from the outermost arc inwards, each arc evenly.
    fn places(&self, diameter: Length, count: usize) -> Vec<(f64, Length)> {
        let mut places = Vec::new();
        if diameter <= Length::ZERO {
            return places;
        }
        let mut radius = self.outer - diameter * 0.5;
        while places.len() < count && radius - diameter * 0.5 >= self.inner - super::TOLERANCE && radius > Length::ZERO
        {
            let span = self.to - self.from;
            // Half a chord from the edges, and a whole one from place to place.
            let chord = (diameter / (radius * 2.0)).min(1.0).asin() * 2.0 / TAU;
            let fit = (span / chord + 1e-9).floor() as usize;
            let here = fit.min(count - places.len());
            let step = span / here.max(1) as f64;
            places.extend((0..here).map(|index| (self.from + step * (index as f64 + 0.5), radius)));
            radius -= diameter;
        }
        places
    }
}
