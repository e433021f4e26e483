//! One binary, one module a topic.

mod agreement;
mod artwork;
mod cli;
mod geom;
mod layering;
mod model;
mod pdf;
mod png;
mod qr;
mod scenes;
mod svg;
mod text;
mod yaml;
