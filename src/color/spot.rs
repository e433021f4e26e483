//! Spot inks: plates beside the process inks, each known by its name. Knows no palettes and no exporters.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::{Cmyk, Srgb};

/// A spot ink. Two inks of one name and one recipe are one, wherever they were read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot(&'static Recipe);

/// What is known of a spot ink.
#[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Recipe {
    name: &'static str,
    solid: Cmyk,
    screen: Srgb,
}

impl Spot {
    /// Paints on every plate of a job, spot plates included (ISO 32000-1, 8.6.6.4): for marks only.
    pub const ALL: Self =
        Self(&Recipe { name: "All", solid: Cmyk { c: 1000, m: 1000, y: 1000, k: 1000 }, screen: Srgb::new(0, 0, 0) });

    /// The ink of that name, which prints as `solid` where there is no such plate and shows as `screen`.
    ///
    /// Each recipe is kept once for as long as the program runs, so that colours stay small values: a kit has a handful.
    pub fn new(name: &str, solid: Cmyk, screen: Srgb) -> Self {
        static KNOWN: Mutex<BTreeSet<Spot>> = Mutex::new(BTreeSet::new());
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.iter().find(|ink| ink.name() == name && ink.solid() == solid && ink.screen() == screen);
        found.copied().unwrap_or_else(|| {
            let name = Box::leak(Box::<str>::from(name));
            let ink = Self(Box::leak(Box::new(Recipe { name, solid, screen })));
            known.insert(ink);
            ink
        })
    }

    /// The name of its plate, as the press calls it.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// The process inks that stand for it, solid, where it has no plate of its own.
    pub const fn solid(self) -> Cmyk {
        self.0.solid
    }

    /// How it shows on a screen, solid.
    pub const fn screen(self) -> Srgb {
        self.0.screen
    }
}

impl fmt::Debug for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?} {}", self.0.name, self.0.solid, self.0.screen.to_hex())
    }
}

/// So much of a spot ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpotTint {
    /// The ink.
    pub ink: Spot,
    /// In tenths of a percent: 1000 is solid.
    pub tint: u16,
}
