//! The validated content of a kit: what its folder says, checked as a whole, before any layout is looked at.
//! Knows YAML, sizes and colours; knows nothing of templates, pages or fonts.

mod board_file;
mod card_file;
mod collection;
mod course;
mod date;
mod deck;
mod deck_file;
mod draft;
mod faces;
mod field;
mod kit;
mod kit_check;
mod kit_file;
mod link;
mod load;
mod locale;
mod locale_check;
mod package;
mod package_file;
mod palette;
mod production;
mod scaffold;
pub mod schema;
mod stickers;
mod tabs;
mod translate;
mod variant;
mod vocabulary;

pub use collection::{
    CRITERIA, Collection, Lookup, NEEDS, RESOURCES, Record, TOOLS, unknown_collection, unknown_record,
};
pub use course::{Course, Per, Stage, Supply, Use, UsedCard};
pub use date::Date;
pub use deck::{Card, CardField, Deck, Faces, FromRecord, Kind};
pub use field::Field;
pub use kit::{Component, FontRole, Icc, Kit, Profile};
pub use load::load;
pub use locale::Locale;
pub use package::Package;
pub use palette::Palette;
pub use production::Production;
pub use scaffold::scaffold;
pub use stickers::Stickers;
pub use tabs::Tabs;
pub use translate::{Gap, Translated, translate};
pub use variant::{STANDARD, TypeChanges, Variant};
pub use vocabulary::{Entry, Vocabulary};

/// True for what may name a kit, a deck or a card: 1 to 64 plain letters, digits, `-` and `_`, as file names and
/// addresses take them.
pub fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
