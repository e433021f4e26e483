//! Where the columns of a timeline lie: between folds, dealt out so that the narrowest is as wide as it can be.

use super::axis::Words;
use super::{Filler, TOLERANCE};
use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::say;
use crate::template::Timeline;

/// Part of the line between two folds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Panel {
    pub left: Length,
    pub right: Length,
}

impl<'t> Filler<'_, '_, 't> {
    /// The parts of the line between its folds, after the heads of lanes and before what lies beyond.
    pub(super) fn panels(&mut self, timeline: &'t Timeline, heads: Length, gap: Length) -> Option<Vec<Panel>> {
        let lead = if heads > Length::ZERO { heads + gap } else { Length::ZERO };
        let whole = self.room.width;
        let beyond = timeline.beyond.as_ref().map_or(Length::ZERO, |beyond| self.length(beyond, whole));
        let side = timeline.fold_gap.as_ref().map_or(Length::ZERO, |gap| self.length(gap, whole));
        let (mut left, end) = (self.room.x + lead, self.room.right() - beyond);
        let mut panels = Vec::new();
        for fold in &timeline.folds {
            let at = self.length(fold, self.ground.boxes.trim.width);
            if at - side <= left || at + side >= end {
                let (name, at) = (&self.box_name, super::rounded(at));
                let message = say!(
                    "cadre « {name} » : le pli à {at} du bord gauche ne laisse aucune place aux colonnes d’un côté",
                    "box “{name}”: the fold at {at} from the left edge leaves no room for columns on one side"
                );
                let hint = say!(
                    "donnez les plis de gauche à droite, à l’intérieur du cadre",
                    "give the folds from left to right, inside the box"
                );
                let fault = Diagnostic::error("fold-outside", message).hint(hint);
                self.faults.push(self.origin.mark(fault));
                return None;
            }
            panels.push(Panel { left, right: at - side });
            left = at + side;
        }
        panels.push(Panel { left, right: end });
        Some(panels)
    }

    /// The edges of the columns: dealt out over the panels so that the narrowest is as wide as it can be.
    pub(super) fn columns(
        &mut self,
        columns: &Words<'t>,
        panels: &[Panel],
        gap: Length,
    ) -> Option<Vec<(Length, Length)>> {
        let weights = columns.weights();
        let rooms: Vec<f64> = panels.iter().map(|panel| (panel.right - panel.left).to_mm()).collect();
        let dealt = deal(&weights, &rooms, gap.to_mm());
        let mut tracks = Vec::with_capacity(weights.len());
        let mut narrowest = Length::mm(f64::MAX);
        for (panel, range) in panels.iter().zip(dealt) {
            let own = weights.get(range).unwrap_or_default();
            let room = panel.right - panel.left - gap * own.len().saturating_sub(1) as f64;
            let sum: f64 = own.iter().sum();
            let mut x = panel.left;
            for weight in own {
                let width = room * (weight / sum);
                tracks.push((x, x + width));
                narrowest = narrowest.min(width);
                x += width + gap;
            }
        }
        let least = columns.axis.min.as_ref().map_or(Length::ZERO, |min| self.length(min, self.room.width));
        if narrowest <= Length::ZERO || narrowest + TOLERANCE < least {
            self.columns_narrow(weights.len(), narrowest, least);
            return None;
        }
        Some(tracks)
    }
}

/// Which columns stand in which panel, in order, so that the narrowest is as wide as it can be.
fn deal(weights: &[f64], rooms: &[f64], gap: f64) -> Vec<std::ops::Range<usize>> {
    let width = |panel: usize, range: std::ops::Range<usize>| {
        let own = weights.get(range).unwrap_or_default();
        let sum: f64 = own.iter().sum();
        let room = rooms.get(panel).copied().unwrap_or_default() - gap * own.len().saturating_sub(1) as f64;
        if own.is_empty() { f64::MAX } else { room / sum }
    };
    let (columns, panels) = (weights.len(), rooms.len());
    // best[panel][end]: the width that the first panels can give to the first columns, and where the last of them begins.
    let mut best = vec![vec![(f64::MIN, 0); columns + 1]; panels + 1];
    best[0][0] = (f64::MAX, 0);
    for panel in 0..panels {
        for end in 0..=columns {
            for begin in 0..=end {
                let least = best[panel][begin].0.min(width(panel, begin..end));
                if least > best[panel + 1][end].0 {
                    best[panel + 1][end] = (least, begin);
                }
            }
        }
    }
    let mut ranges = Vec::with_capacity(panels);
    let mut end = columns;
    for panel in (0..panels).rev() {
        let begin = best[panel + 1][end].1;
        ranges.push(begin..end);
        end = begin;
    }
    ranges.reverse();
    ranges
}
