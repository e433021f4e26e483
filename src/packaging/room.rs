//! The room inside of a box: a stack of cards, and what must remain around it.

use crate::geom::{Length, Size};

/// Cards that lie on one another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stack {
    /// Width and height of the largest card.
    pub piece: Size,
    /// How high it is.
    pub height: Length,
    /// How many cards.
    pub cards: u32,
}

impl Stack {
    /// This stack with `cards` more, each `thickness` thick and of `piece` size.
    #[must_use]
    pub fn with(self, cards: u32, piece: Size, thickness: Length) -> Self {
        Self {
            piece: Size::new(self.piece.width.max(piece.width), self.piece.height.max(piece.height)),
            height: self.height + thickness * f64::from(cards),
            cards: self.cards + cards,
        }
    }
}

/// The room inside of a box, seen from its front.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inner {
    /// From left to right.
    pub width: Length,
    /// From top to bottom.
    pub height: Length,
    /// From front to back: along the stack.
    pub depth: Length,
}

impl Inner {
    /// The room for a stack: `clearance` across each card, so that it slides, and `growth` on the stack, for cards to
    /// come and paper that swells.
    pub fn around(stack: &Stack, clearance: Length, growth: Length) -> Self {
        Self {
            width: stack.piece.width + clearance,
            height: stack.piece.height + clearance,
            depth: stack.height + growth,
        }
    }

    /// By how much a stack is too wide, too high and too thick; zero where it fits.
    pub fn lacks(&self, stack: &Stack) -> [Length; 3] {
        let over = |has: Length, needs: Length| (needs - has).max(Length::ZERO);
        [over(self.width, stack.piece.width), over(self.height, stack.piece.height), over(self.depth, stack.height)]
    }
}
