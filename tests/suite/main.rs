//! One binary, one module a topic.

mod agreement;
mod artwork;
mod geom;
mod layering;
mod model;
mod pdf;
mod png;
mod preflight;
mod qr;
mod svg;
mod text;
mod yaml;
