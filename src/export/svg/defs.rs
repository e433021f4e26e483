//! What a drawing defines once and uses by id: clips, gradients, masks, pictures, artwork and letters.

use std::collections::{BTreeMap, BTreeSet};

use crate::font::FontId;
use crate::scene::{ArtworkId, ImageId};

/// Definitions in the order they were first needed. Equal ones share an id.
#[derive(Default)]
pub struct Defs {
    prefix: String,
    fragments: Vec<String>,
    by_content: BTreeMap<String, String>,
    counts: BTreeMap<char, usize>,
    images: BTreeSet<ImageId>,
    artworks: BTreeSet<ArtworkId>,
    letters: BTreeSet<(FontId, u16)>,
}

impl Defs {
    /// No definitions yet; ids will start with `prefix`.
    pub fn new(prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), ..Self::default() }
    }

    /// The id of a definition that differs from others only by its `content`: `make` writes it when it is new.
    pub fn shared(&mut self, kind: char, content: String, make: impl FnOnce(&str, &str) -> String) -> String {
        if let Some(id) = self.by_content.get(&format!("{kind}{content}")) {
            return id.clone();
        }
        let id = self.fresh(kind);
        self.fragments.push(make(&id, &content));
        self.by_content.insert(format!("{kind}{content}"), id.clone());
        id
    }

    /// An id that nothing else has.
    pub fn fresh(&mut self, kind: char) -> String {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        format!("{}{kind}{count}", self.prefix)
    }

    /// Adds a definition.
    pub fn push(&mut self, fragment: String) {
        self.fragments.push(fragment);
    }

    /// The id of a picture, and whether it must be defined now.
    pub fn image(&mut self, id: ImageId) -> (String, bool) {
        (format!("{}i{}", self.prefix, id.0), self.images.insert(id))
    }

    /// The id of an artwork, and whether it must be defined now.
    pub fn artwork(&mut self, id: ArtworkId) -> (String, bool) {
        (format!("{}a{}", self.prefix, id.0), self.artworks.insert(id))
    }

    /// The id of a letter's outline, and whether it must be defined now.
    pub fn letter(&mut self, font: FontId, glyph: u16) -> (String, bool) {
        (format!("{}g{}-{glyph}", self.prefix, font.0), self.letters.insert((font, glyph)))
    }

    /// All of them, one a line.
    pub fn finish(self) -> String {
        self.fragments.concat()
    }
}
