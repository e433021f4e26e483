//! `manifest.json`: every file of a build with its pages, finished size, bytes and SHA-256, and what each card looks like.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::made::Looks;
use super::{Faces, LocaleCell, Written};
use crate::model::Kit;

/// The SHA-256 of some bytes, in hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The manifest of a build, ready to be written. Carries the version and date of the kit, never the clock's.
pub(super) fn of(kit: &KitId, written: &[Written], looks: &BTreeMap<String, Looks>, cells: &[LocaleCell]) -> Vec<u8> {
    let files: Vec<Value> = written.iter().map(file).collect();
    let mut cards = Map::new();
    for (deck, looks) in looks {
        let looks = looks.iter().map(|(card, look)| (card.to_string(), Value::from(shown(*look))));
        cards.insert(deck.clone(), Value::Object(looks.collect()));
    }
    let untranslated: Vec<Value> = cells.iter().filter(|cell| cell.missing_texts > 0).map(gap).collect();
    let mut manifest = json!({
        "kit": kit.id,
        "version": kit.version,
        "date": kit.date,
        "files": files,
        "cards": cards,
    });
    if !untranslated.is_empty() {
        manifest["untranslated"] = untranslated.into();
    }
    let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

/// A deck with texts that stay in the kit's own language.
fn gap(cell: &LocaleCell) -> Value {
    json!({
        "locale": cell.locale,
        "deck": cell.deck,
        "variant": cell.variant,
        "texts": cell.missing_texts,
        "cards": cell.untranslated,
    })
}

/// What a card looks like, as a manifest writes it.
pub(super) fn shown(look: u128) -> String {
    format!("{look:032x}")
}

/// A file as a manifest tells it.
pub fn file(file: &Written) -> Value {
    let mut entry = json!({
        "path": file.path,
        "variant": file.variant,
        "locale": file.locale,
        "pages": file.pages,
        "trim_mm": [file.trim_mm.0, file.trim_mm.1],
        "bytes": file.bytes,
        "sha256": file.sha256,
    });
    if let (Some(sheet), Some(entry)) = (&file.sheet, entry.as_object_mut()) {
        let sheet = json!({
            "arrangement": sheet.name,
            "decks": sheet.decks,
            "sheets": sheet.sheets,
            "pieces": sheet.pieces,
            "per_sheet": sheet.per_sheet,
            "free": sheet.free,
            "cuts": sheet.cuts,
            "waste_percent": f64::from(sheet.waste_permille) / 10.0,
        });
        entry.insert("sheet".to_owned(), sheet);
    }
    if let (Some(delivered), Some(entry)) = (&file.delivered, entry.as_object_mut()) {
        let facts = [("printer", delivered.printer.as_deref()), ("faces", delivered.faces.map(Faces::key))];
        let facts = facts.into_iter().filter_map(|(key, fact)| Some((key.to_owned(), fact?.into())));
        entry.extend(facts);
    }
    entry
}

/// What a manifest and file names say of the kit.
#[derive(Clone, Debug, Default)]
pub(super) struct KitId {
    pub id: String,
    pub version: String,
    pub date: Option<String>,
    /// The word for cards in the kit's language, for file names.
    pub cards: &'static str,
}

impl KitId {
    pub(super) fn of(kit: &Kit) -> Self {
        Self {
            id: kit.id.to_string(),
            version: kit.version.to_string(),
            date: kit.date.as_ref().map(ToString::to_string),
            cards: if kit.lang.starts_with("fr") { "cartes" } else { "cards" },
        }
    }
}
