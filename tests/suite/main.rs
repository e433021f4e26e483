//! One binary, one module a topic.

mod agreement;
mod artwork;
mod build;
mod cli;
mod faults;
mod geom;
mod layering;
mod layout;
mod model;
mod pdf;
mod png;
mod preflight;
mod project;
mod qr;
mod scenes;
mod svg;
mod text;
mod yaml;
