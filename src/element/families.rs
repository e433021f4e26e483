//! The families that play a font role, and the faces that they have in one weight and slant.

use unicode_script::Script;

use crate::font::{FontChain, FontId, Fonts, Slant, Weight};

/// The families that play a role, the first one first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Families {
    /// For all letters: the first sets them, the others supply what it lacks.
    pub all: Vec<String>,
    /// For the letters of some scripts, tried before the others.
    pub scripts: Vec<(Script, Vec<String>)>,
}

impl Families {
    /// Every family that is named.
    pub(super) fn every(&self) -> impl Iterator<Item = &String> {
        self.all.iter().chain(self.scripts.iter().flat_map(|(_, families)| families))
    }

    /// The faces of a role in one style: none when the first family lacks it, since another family must never take its
    /// place unasked; later families complete single glyphs, in their nearest weight if need be.
    pub(super) fn chain(&self, fonts: &Fonts, weight: Weight, slant: Slant) -> FontChain {
        let mut found = Vec::new();
        for (index, family) in self.all.iter().enumerate() {
            match fonts.find(family, weight, slant) {
                Some(id) => found.push(id),
                None if index == 0 => return FontChain::default(),
                None => found.extend(nearest(family, fonts, weight, slant)),
            }
        }
        let own =
            |names: &[String]| names.iter().filter_map(|family| in_weight(family, fonts, weight, slant)).collect();
        FontChain::new(found, self.scripts.iter().map(|(script, names)| (*script, own(names))).collect())
    }
}

/// The face that sets the words of a script: of the weight asked for, upright where the script knows no italics.
fn in_weight(family: &str, fonts: &Fonts, weight: Weight, slant: Slant) -> Option<FontId> {
    fonts.find(family, weight, slant).or_else(|| fonts.find(family, weight, Slant::Upright))
}

fn nearest(family: &str, fonts: &Fonts, weight: Weight, slant: Slant) -> Option<FontId> {
    let mut styles = fonts.styles(family);
    styles.sort_by_key(|(other, lean)| (*lean != slant, other.0.abs_diff(weight.0), other.0));
    let (weight, slant) = styles.first()?;
    fonts.find(family, *weight, *slant)
}
