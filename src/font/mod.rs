//! The one owner of font bytes: for shaping, for SVG import and for embedding. Only fonts that were handed in
//! exist; the system's are never looked at.

mod chain;
mod face;
mod outline;
mod script;
mod shipped;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

pub use chain::FontChain;
pub use face::{Face, FaceError, Metrics, Slant, Weight};
pub use outline::glyph_outline;
pub use script::{ScriptTag, by_script};
pub use shipped::{SHIPPED_BOLD, SHIPPED_FAMILY, SHIPPED_LICENCE, SHIPPED_REGULAR, shipped};

/// A font among those of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FontId(pub u16);

/// Every font of a run. Ids are given in the order fonts were added, which callers keep stable.
#[derive(Clone, Default)]
pub struct Fonts {
    faces: Vec<Arc<Face>>,
    families: BTreeMap<String, Vec<FontId>>,
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.families).finish()
    }
}

impl Fonts {
    /// No fonts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds every face of a font file (TrueType, OpenType, or a collection of them).
    ///
    /// # Errors
    /// When the bytes are not a font that can be used.
    pub fn add(&mut self, bytes: Arc<[u8]>) -> Result<Vec<FontId>, FaceError> {
        let faces = Face::read_all(&bytes)?;
        Ok(faces.into_iter().map(|face| self.push(face)).collect())
    }

    fn push(&mut self, face: Face) -> FontId {
        let id = FontId(u16::try_from(self.faces.len()).unwrap_or(u16::MAX));
        self.families.entry(face.family.to_lowercase()).or_default().push(id);
        self.faces.push(Arc::new(face));
        id
    }

    /// The face behind an id; none for an id of other fonts.
    pub fn get(&self, id: FontId) -> Option<&Arc<Face>> {
        self.faces.get(usize::from(id.0))
    }

    /// Every face with its id.
    pub fn iter(&self) -> impl Iterator<Item = (FontId, &Arc<Face>)> {
        (0_u16..).map(FontId).zip(&self.faces)
    }

    /// True when there is a face of this family, whatever the case of its name.
    pub fn has_family(&self, family: &str) -> bool {
        self.families.contains_key(&family.to_lowercase())
    }

    /// The names of all families, sorted.
    pub fn families(&self) -> Vec<&str> {
        let mut names: Vec<_> =
            self.families.values().filter_map(|ids| Some(self.get(*ids.first()?)?.family.as_str())).collect();
        names.sort_unstable();
        names
    }

    /// The face of `family` with exactly this weight and slant. No other face is ever taken in its place.
    pub fn find(&self, family: &str, weight: Weight, slant: Slant) -> Option<FontId> {
        let ids = self.families.get(&family.to_lowercase())?;
        ids.iter().copied().find(|id| self.get(*id).is_some_and(|face| face.weight == weight && face.slant == slant))
    }

    /// Weights and slants that a family has, for messages.
    pub fn styles(&self, family: &str) -> Vec<(Weight, Slant)> {
        let ids = self.families.get(&family.to_lowercase()).map_or(&[][..], Vec::as_slice);
        let mut styles: Vec<_> =
            ids.iter().filter_map(|id| self.get(*id)).map(|face| (face.weight, face.slant)).collect();
        styles.sort_unstable();
        styles
    }
}
