//! `manifest.json`: every file of a build with its pages, finished size, bytes and SHA-256.

use sha2::{Digest, Sha256};

use super::Written;
use crate::model::Kit;

/// The SHA-256 of some bytes, in hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The manifest of a build, ready to be written. Carries the version and date of the kit, never the clock's.
pub(super) fn of(kit: &KitId, written: &[Written]) -> Vec<u8> {
    let files: Vec<_> = written
        .iter()
        .map(|file| {
            serde_json::json!({
                "path": file.path,
                "variant": file.variant,
                "pages": file.pages,
                "trim_mm": [file.trim_mm.0, file.trim_mm.1],
                "bytes": file.bytes,
                "sha256": file.sha256,
            })
        })
        .collect();
    let manifest = serde_json::json!({
        "kit": kit.id,
        "version": kit.version,
        "date": kit.date,
        "files": files,
    });
    let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

/// What a manifest and file names say of the kit.
#[derive(Clone, Debug)]
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
