//! YAML texts as values, with a place for every fault. Knows YAML and serde, nothing of cards.
//!
//! One event parser (`granit-parser`) makes both the values ([`parse`]) and, only when there is something to
//! report, the lines and columns ([`locate`]): the two cannot disagree. Values are those of `serde_yaml`;
//! typed reading ([`from_value`]) reports every fault of a value in one go.

mod access;
mod beyond;
mod comments;
mod de;
mod fault;
mod folder;
mod index;
mod length;
mod ordered;
mod scalar;
mod suggest;
mod syntax;
mod text_or;
mod value;

pub use fault::{expecting, key_list, reject, unknown_keys, wrong_type};
pub use folder::{read_embedded, read_folder};
pub use index::locate;
pub use length::{LENGTH_PATTERN, length_fault};
pub use ordered::Ordered;
pub use scalar::{Text, as_written, number, text};
pub use suggest::suggest;
pub use text_or::TextOr;
pub use value::parse;

use std::path::Path;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::say;
use crate::source::{FileId, Place, Sources};
use crate::world::World;

/// Reads `value` as a `T`. `place` is where the value stands: a pointer into its file.
///
/// Every fault that can be told from the others is reported, not only the first: a part that cannot be read is
/// left out and reading goes on. Unknown keys of a struct are faults, with or without `deny_unknown_fields`,
/// except in structs that flatten. Nothing is returned when there was a fault.
///
/// Text types (`String`, [`Text`]) take plain numbers, `true` and `false` as they are written.
pub fn from_value<T: DeserializeOwned>(value: &Value, place: &Place, diags: &mut Diagnostics) -> Option<T> {
    let before = diags.count(Severity::Error);
    salvage(value, place, diags).filter(|_| diags.count(Severity::Error) == before)
}

/// As [`from_value`], but returns what could be read even where there were faults, so that the reader can go on to
/// find more of them. A type whose keys are all optional is always returned.
pub fn salvage<T: DeserializeOwned>(value: &Value, place: &Place, diags: &mut Diagnostics) -> Option<T> {
    let (read, faults) = de::read(value);
    diags.extend(faults.iter().map(|fault| fault.diagnostic(value, place)));
    read
}

/// Reads a YAML file of a folder: its text joins `sources`, its faults go to `diagnostics`.
pub fn read_file(
    world: &dyn World,
    path: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<(FileId, Value)> {
    let name = path.to_string_lossy().replace('\\', "/");
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let file = sources.add(name, "");
            diagnostics.push(
                Diagnostic::error("unreadable-file", say!("fichier illisible : {error}", "unreadable file: {error}"))
                    .at(Place::file(file)),
            );
            return None;
        }
    };
    let Ok(text) = std::str::from_utf8(&bytes) else {
        let file = sources.add(name, "");
        let fault = say!("le fichier n’est pas en UTF-8", "the file is not in UTF-8");
        let next = say!("enregistrez-le en UTF-8 dans votre éditeur", "save it as UTF-8 in your editor");
        diagnostics.push(Diagnostic::error("not-utf8", fault).at(Place::file(file)).hint(next));
        return None;
    };
    let file = sources.add(name, text);
    let value = parse(file, text, diagnostics)?;
    Some((file, value))
}
