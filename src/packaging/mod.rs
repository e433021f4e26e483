//! Boxes of board around stacks of cards: the room inside, and the flat blank with its cuts, creases, glue areas and
//! panels. Formulas are in docs/packaging.md. Knows geometry alone: no kits, no files, no printing.

mod blank;
mod room;
mod tray;
mod tuck;

pub use blank::{Blank, Panel};
pub use room::{Inner, Stack};
pub use tray::two_part;
pub use tuck::tuck;

use crate::geom::Length;

/// How a box is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One blank: four walls around the stack, a lid with a flap that is tucked in, a bottom of the same kind.
    Tuck,
    /// Two trays, one slid over the other.
    TwoPart,
}

impl Kind {
    /// Its key in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Tuck => "tuck",
            Self::TwoPart => "two-part",
        }
    }

    /// The panels that layouts may dress.
    pub const fn panels(self) -> &'static [&'static str] {
        match self {
            Self::Tuck => &["front", "back", "left", "right", "top", "bottom", "tuck"],
            Self::TwoPart => &[
                "lid",
                "lid-front",
                "lid-back",
                "lid-left",
                "lid-right",
                "base",
                "base-front",
                "base-back",
                "base-left",
                "base-right",
            ],
        }
    }

    /// The blanks of a box with this room inside, of board so thick, with artwork that goes on so far under what covers
    /// it and over what is cut.
    pub fn blanks(self, inner: &Inner, board: Length, bleed: Length) -> Vec<Blank> {
        match self {
            Self::Tuck => vec![tuck(inner, board, bleed)],
            Self::TwoPart => two_part(inner, board, bleed),
        }
    }
}
