//! What `ticket.json` holds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A job ticket: a delivery to one print shop, whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ticket {
    /// Version of this form: 1.
    pub ticket: u32,
    /// Id of the kit.
    pub kit: String,
    /// Its title.
    pub title: String,
    /// Version of the content.
    pub version: String,
    /// Date of that version, YYYY-MM-DD.
    pub date: Option<String>,
    /// Language of the kit and of the page for people.
    pub lang: String,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Under which licence.
    pub licence: Option<String>,
    /// The sentence that lets a print shop print for who has the right to use the kit.
    pub permission: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Whom it is for; none for no one in particular.
    pub printer: Option<Ask>,
    /// The first eight hexadecimal digits of the SHA-256 over the SHA-256 of all files in their order: two deliveries with the same
    /// are the same to the byte.
    pub delivery: String,
    /// What is to be made, a folder each.
    pub components: Vec<Component>,
}

/// What the printer asked for, and who says so.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The name of its profile.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Every figure of its profile.
    pub figures: Vec<Figure>,
}

/// A figure of a profile.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Its key in profiles.
    pub key: String,
    /// In words of the kit's language.
    pub value: String,
    /// Who says so.
    pub source: String,
    /// Whether it was read at the printer's: printer, quoted, trade.
    pub read: String,
    /// The generic profile that it comes from, where the printer says nothing.
    pub inherited: Option<String>,
}

/// A deck, or one of its variants, in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Id of the deck.
    pub id: String,
    /// Its title, that of the variant behind it.
    pub title: String,
    /// The variant; none for the deck itself.
    pub variant: Option<String>,
    /// Language of its words.
    pub locale: String,
    /// Name of its size: A6.
    pub format: String,
    /// Finished width and height.
    pub size_mm: [f64; 2],
    /// Bleed over the finished size: top, right, bottom, left.
    pub bleed_mm: [f64; 4],
    /// Radius of the corners, 0 for square ones.
    pub corner_mm: f64,
    /// What else there is to say of corners.
    pub corners: Option<String>,
    /// Printed sides: 1 or 2.
    pub sides: u8,
    /// Different cards.
    pub cards: u32,
    /// Cards of a whole deck, copies counted.
    pub pieces: u32,
    /// How many whole decks are printed.
    pub quantity: Option<u32>,
    /// Paper or board.
    pub stock: Option<String>,
    /// What is done to the printed sheet.
    pub finish: Option<String>,
    /// How pieces hold together.
    pub binding: Option<String>,
    /// How pieces are packed.
    pub packing: Option<String>,
    /// Anything else.
    pub note: Option<String>,
    /// RGB, or CMYK and the spot inks by name.
    pub inks: Vec<String>,
    /// Plates beside the picture: cut line, crease, varnish.
    pub plates: Vec<Plate>,
    /// Cards to be ordered several times, where the files have them once.
    pub order: Vec<Order>,
    /// Its files, in the order of the delivery.
    pub files: Vec<TicketFile>,
}

/// A plate that is no ink.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plate {
    /// What it stands for: cut-line, crease, perforation, varnish, white, foil.
    pub kind: String,
    /// The name of its spot colour.
    pub name: String,
}

/// A card that is wanted several times.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Its code.
    pub card: String,
    /// How often it is in one deck.
    pub copies: u32,
}

/// A file of the delivery.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketFile {
    /// From the folder of the ticket, forward slashes.
    pub path: String,
    /// Which faces: both, fronts, backs, common-back, fronts-and-common-back; empty for whole sheets.
    pub faces: String,
    /// Bytes.
    pub bytes: usize,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// Its pages in order.
    pub pages: Vec<PageLook>,
}

/// A page of a file, and what it looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageLook {
    /// Its name, as readers show it: R01-recto.
    pub name: String,
    /// The card.
    pub card: Option<String>,
    /// What is printed on it as a number (XXH3, 128 bits): pages with the same look the same.
    pub look: String,
}

impl Ticket {
    /// The text of `ticket.json`.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

impl Component {
    /// True where its files are whole sheets of several cards.
    pub(super) fn is_sheets(&self) -> bool {
        self.files.iter().any(|file| file.faces.is_empty())
    }

    /// True where its files are pictures, one a face.
    pub(super) fn is_pictures(&self) -> bool {
        self.files.iter().any(|file| file.path.ends_with(".png"))
    }

    /// Pieces of all decks together.
    pub fn total(&self) -> Option<u64> {
        Some(u64::from(self.quantity?) * u64::from(self.pieces))
    }
}
