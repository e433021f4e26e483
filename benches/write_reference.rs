//! Writes the reference deck into a folder: `cargo run --release --example reference -- FOLDER CARDS`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot start may stop")]

#[path = "reference/mod.rs"]
mod reference;

use std::fs;
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "reference".into()));
    let cards = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(5_400);
    for (name, bytes) in reference::files(cards) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}
