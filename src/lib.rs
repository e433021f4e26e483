//! Massicot compiles YAML card definitions and layouts into print-ready decks.
//!
//! The modules are layers, lowest first; `docs/architecture.md` tells what each owns, and `tests/suite/layering.rs`
//! holds the order. Read [`compile`] first: the whole way from a folder to files is one short function there.

pub mod parallel;

pub mod geom;

pub mod packaging;

pub mod color;

pub mod source;

pub mod diag;

pub mod world;

pub mod yaml;

pub mod sizes;

pub mod printers;

pub mod font;

pub mod scene;

pub mod text;

pub mod artwork;

pub mod qr;

pub mod element;

pub mod model;

pub mod template;

pub mod layout;

pub mod impose;

pub mod preflight;

pub mod export;

pub mod foreign;

pub mod verify;

pub mod ticket;

pub mod compare;

pub mod reports;

pub mod links;

pub mod compile;
