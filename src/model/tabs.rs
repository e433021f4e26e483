//! Tabs of dividers: how many stand side by side, and which one a card has. Knows no layouts.

use schemars::JsonSchema;
use serde::Deserialize;

use super::deck_file::Reader;
use super::{Card, Deck};
use crate::diag::Diagnostic;
use crate::geom::{Length, Rect, Size};
use crate::say;
use crate::scene::Side;
use crate::source::Place;

/// Most tabs side by side.
const MOST: u16 = 24;

/// Tabs along the upper edge: the format holds them, the rest of that edge is cut lower.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TabsFile {
    /// How many stand side by side; the first card has the first one, and so on, from the first again after the last.
    #[schemars(range(min = 1, max = 24))]
    positions: u16,
    /// How far they stand out.
    height: Length,
    /// Radius of their outer corners, 2mm where it is not given.
    radius: Option<Length>,
}

/// The tabs of a deck.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tabs {
    /// How many stand side by side.
    pub positions: u16,
    /// How far they stand out.
    pub height: Length,
    /// Radius of their corners.
    pub radius: Length,
}

impl Tabs {
    /// The tab at a position, from 0, on a card of `trim`; after the last comes the first again.
    pub fn rect(&self, position: usize, trim: Size) -> Rect {
        let width = trim.width / f64::from(self.positions.max(1));
        let at = position % usize::from(self.positions.max(1));
        Rect::new(width * at as f64, Length::ZERO, width, self.height)
    }
}

impl Deck {
    /// The tab of a card as it stands on one of its faces; none in a deck without tabs.
    pub fn tab(&self, card: &Card, side: Side) -> Option<Rect> {
        let (trim, tab) = (self.format.trim, self.tabs?.rect(card.index as usize, self.format.trim));
        Some(match side {
            Side::Front => tab,
            Side::Back => Rect { x: trim.width - tab.right(), ..tab },
        })
    }
}

impl Reader<'_, '_> {
    pub(super) fn tabs(&mut self, file: Option<&TabsFile>, trim: Size, root: &Place) -> Option<Tabs> {
        let file = file?;
        let place = root.key("tabs");
        if !(1..=MOST).contains(&file.positions) {
            let count = file.positions;
            let message = say!(
                "{count} onglets côte à côte : il en faut de 1 à {MOST}",
                "{count} tabs side by side: there must be 1 to {MOST}"
            );
            self.fault(Diagnostic::error("wrong-value", message).at(place.key("positions")));
        }
        let width = trim.width / f64::from(file.positions.max(1));
        let height = self.distance("height", Some(file.height), Length::ZERO, trim.height * 0.5, &place);
        let most = (width * 0.5).min(height);
        let radius = self.distance("radius", file.radius, Length::mm(2.0).min(most), most, &place);
        Some(Tabs { positions: file.positions, height, radius })
    }
}
