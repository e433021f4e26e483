//! JSON Schemas of the files that authors write, so that editors complete and check while they type. Made from the
//! types that read the files; layers above add their own with [`of`].

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::Kind;
use super::board_file;
use super::collection::{CollectionFile, CriteriaFile, NeedsFile, ResourcesFile, ToolFile};
use super::course::PathFile;
use super::deck_file::DeckFile;
use super::kit_file::KitFile;
use super::package_file::BoxFile;
use super::translate::{DeckTranslation, KitTranslation, RecordsTranslation};
use crate::sizes::SizesFile;

/// The schema of one file kind (JSON Schema draft 7, which the YAML language server knows best).
pub fn of<T: JsonSchema>(title: &str) -> Value {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), Value::String(title.to_owned()));
    schema.to_value()
}

/// The schemas of the files that this layer reads: kit, deck, board, poster, box, path, records, translations, sizes.
pub fn all() -> Vec<(&'static str, Value)> {
    vec![
        ("kit", of::<KitFile>("Massicot: kit.yaml")),
        ("deck", of::<DeckFile>("Massicot: a deck")),
        ("board", board_file::schema(Kind::Board)),
        ("poster", board_file::schema(Kind::Poster)),
        ("document", board_file::schema(Kind::Document)),
        ("path", of::<PathFile>("Massicot: a path through a workshop")),
        ("box", of::<BoxFile>("Massicot: a box")),
        ("tool", of::<ToolFile>("Massicot: a tool record")),
        ("resources", of::<ResourcesFile>("Massicot: resources")),
        ("needs", of::<NeedsFile>("Massicot: needs")),
        ("criteria", of::<CriteriaFile>("Massicot: criteria")),
        ("collection", of::<CollectionFile>("Massicot: a collection of records")),
        ("kit-translation", of::<KitTranslation>("Massicot: a kit in another language")),
        ("deck-translation", of::<DeckTranslation>("Massicot: a deck in another language")),
        ("collection-translation", of::<RecordsTranslation>("Massicot: records in another language")),
        ("sizes", of::<SizesFile>("Massicot: sizes")),
    ]
}
