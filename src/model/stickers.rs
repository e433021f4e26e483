//! Decks of stickers: the pieces are cut through the face alone, and peeled off a backing. Knows no layouts.

use schemars::JsonSchema;
use serde::Deserialize;

use super::deck_file::Reader;
use crate::geom::Length;
use crate::source::Place;

/// Backing around a sticker where a file does not say how much: room for the cut on both of its sides.
const BORDER: Length = Length::mm(4.0);
/// Most backing.
const MOST: Length = Length::mm(50.0);

/// Stickers: the format is the sticker, which lies on a backing that is larger.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct StickersFile {
    /// How far the backing of a single sticker goes on beyond it, 4mm where it is not given; 0mm where the print shop sees to it.
    border: Option<Length>,
    /// Radius of the backing's corners, 0mm where it is not given.
    corner: Option<Length>,
}

/// The backing of single stickers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stickers {
    /// How far it goes on beyond the sticker's trim on every side; zero for none.
    pub border: Length,
    /// Radius of its corners.
    pub corner: Length,
}

impl Reader<'_, '_> {
    pub(super) fn stickers(&mut self, file: Option<&StickersFile>, root: &Place) -> Option<Stickers> {
        let file = file?;
        let place = root.key("stickers");
        let border = self.distance("border", file.border, BORDER, MOST, &place);
        let corner = self.distance("corner", file.corner, Length::ZERO, MOST, &place);
        Some(Stickers { border, corner })
    }
}
