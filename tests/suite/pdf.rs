//! PDF files as readers, printers and other programs see them.

#[path = "pdf/scene.rs"]
pub mod scene;

