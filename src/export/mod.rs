//! Scenes as bytes: pure functions, no disk, no clock, no font look-up. An exporter never sees a deck.

pub mod cut;
pub mod pdf;
pub mod png;
pub mod svg;
