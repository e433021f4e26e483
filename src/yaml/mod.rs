//! YAML texts as values, with a place for every fault. Knows YAML and serde, nothing of cards.
//!
//! One event parser (`granit-parser`) makes both the values ([`parse`]) and, only when there is something to
//! report, the lines and columns ([`locate`]): the two cannot disagree. Values are those of `serde_yaml`;
//! typed reading ([`from_value`]) reports every fault of a value in one go.

mod de;
mod fault;
mod index;
mod length;
mod scalar;
mod suggest;
mod syntax;
mod value;

pub use fault::{expecting, key_list, reject, unknown_keys, wrong_type};
pub use index::locate;
pub use length::LENGTH_PATTERN;
pub use scalar::{Text, number, text};
pub use suggest::suggest;
pub use value::parse;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use crate::diag::Diagnostics;
use crate::source::Place;

/// Reads `value` as a `T`. `place` is where the value stands: a pointer into its file.
///
/// Every fault that can be told from the others is reported, not only the first: a part that cannot be read is
/// left out and reading goes on. Unknown keys of a struct are faults, with or without `deny_unknown_fields`,
/// except in structs that flatten. Nothing is returned when there was a fault.
///
/// Text types (`String`, [`Text`]) take plain numbers, `true` and `false` as they are written.
pub fn from_value<T: DeserializeOwned>(value: &Value, place: &Place, diags: &mut Diagnostics) -> Option<T> {
    let (read, faults) = de::read(value);
    let read = if faults.is_empty() { read } else { None };
    diags.extend(faults.iter().map(|fault| fault.diagnostic(value, place)));
    read
}
