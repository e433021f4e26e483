//! How a deck is to be made: stock, finish, quantity, whom to ask. Said for the kit, and otherwise for one deck.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::yaml::Text;

/// How the pieces are to be made, as people tell a print shop. What a deck does not say holds as the kit says it.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct ProductionFile {
    /// How many whole decks, or kits, are printed.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub(super) quantity: Option<u32>,
    /// Paper or board: 330 g/m², coated on both sides.
    pub(super) stock: Option<Text>,
    /// What is done to the printed sheet: matt lamination on both sides.
    pub(super) finish: Option<Text>,
    /// Corners, where the deck's radius does not say it all.
    pub(super) corners: Option<Text>,
    /// How pieces hold together: stapled, on a ring, loose.
    pub(super) binding: Option<Text>,
    /// Press files carry the outline of each piece as a plate for the cutting machine. Where nobody says so, pieces that
    /// are no rectangles do.
    pub(super) cut_line: Option<bool>,
    /// How pieces are packed: shrink-wrapped by deck, in a tuck box.
    pub(super) packing: Option<Text>,
    /// Whom the print shop asks: name, address, telephone.
    pub(super) contact: Option<Text>,
    /// The sentence that lets a print shop print for who has the right to use the kit.
    pub(super) permission: Option<Text>,
    /// Anything else that the print shop must know.
    pub(super) note: Option<Text>,
}

/// How the pieces of a deck, or of the kit, are to be made; nothing where nobody says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Production {
    /// How many whole decks are printed.
    pub quantity: Option<u32>,
    /// Paper or board.
    pub stock: Option<Arc<str>>,
    /// What is done to the printed sheet.
    pub finish: Option<Arc<str>>,
    /// Corners, beyond the deck's radius.
    pub corners: Option<Arc<str>>,
    /// How pieces hold together.
    pub binding: Option<Arc<str>>,
    /// Whether press files carry the outline of each piece as a plate.
    pub cut_line: Option<bool>,
    /// How pieces are packed.
    pub packing: Option<Arc<str>>,
    /// Whom the print shop asks.
    pub contact: Option<Arc<str>>,
    /// The sentence that lets a print shop print for who has the right to use the kit.
    pub permission: Option<Arc<str>>,
    /// Anything else that the print shop must know.
    pub note: Option<Arc<str>>,
}

impl Production {
    pub(super) fn of(file: ProductionFile) -> Self {
        let text = |text: Option<Text>| text.map(|text| text.0).filter(|text| !text.trim().is_empty());
        Self {
            quantity: file.quantity,
            stock: text(file.stock),
            finish: text(file.finish),
            corners: text(file.corners),
            binding: text(file.binding),
            cut_line: file.cut_line,
            packing: text(file.packing),
            contact: text(file.contact),
            permission: text(file.permission),
            note: text(file.note),
        }
    }

    /// What this says, and where it says nothing what `other` says.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let either = |own: &Option<Arc<str>>, other: &Option<Arc<str>>| own.clone().or_else(|| other.clone());
        Self {
            quantity: self.quantity.or(other.quantity),
            stock: either(&self.stock, &other.stock),
            finish: either(&self.finish, &other.finish),
            corners: either(&self.corners, &other.corners),
            binding: either(&self.binding, &other.binding),
            cut_line: self.cut_line.or(other.cut_line),
            packing: either(&self.packing, &other.packing),
            contact: either(&self.contact, &other.contact),
            permission: either(&self.permission, &other.permission),
            note: either(&self.note, &other.note),
        }
    }
}
