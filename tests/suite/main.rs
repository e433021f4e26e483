//! One binary, one module a topic.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test that cannot go on has failed; a judge that is not there is named"
)]

mod agreement;
mod artwork;
mod boards;
mod booklets;
mod build;
mod cli;
mod color;
mod columns;
mod copyfit;
mod cutting;
mod diff;
mod docs;
mod documents;
mod drawn_plates;
mod dxf;
mod faults;
mod fitting;
mod flattening;
mod foreign;
mod geom;
mod home;
mod impose;
mod ink;
mod kit;
mod layering;
mod layout;
mod letters;
mod lists;
mod locale;
mod model;
mod pack;
mod packaging;
mod pdf;
mod pdfx;
mod plates;
mod png;
mod preflight;
mod preflight_pdf;
mod printers;
mod project;
mod qr;
mod scenes;
mod scripts;
mod sheets;
mod slots;
mod stickers;
mod story;
mod svg;
mod text;
mod ticket;
mod tiles;
mod tools;
mod variants;
mod yaml;
