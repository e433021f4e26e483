//! Which inks a colour puts on paper, in fractions of a solid.

use std::rc::Rc;

use super::space::Space;
use crate::color::{self, Srgb};

/// A colour as it was set: its space and its numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Paint {
    pub space: Rc<Space>,
    pub inks: Inks,
}

/// Inks of a colour.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Inks {
    /// Cyan, magenta, yellow, black.
    pub process: [f64; 4],
    /// Spot inks by name.
    pub spots: Rc<[(Rc<str>, f64)]>,
    /// The colour was given in inks; otherwise what stands here is an estimate (RGB, Lab).
    pub exact: bool,
    /// Process inks that the colour touches, be it with 0: the others are left alone where it overprints.
    pub touches: [bool; 4],
}

const ALL: [bool; 4] = [true; 4];
/// Tints under this are none: half a step of eight bits.
const NOTHING: f64 = 0.002;

impl Inks {
    fn process(process: [f64; 4], touches: [bool; 4]) -> Self {
        Self { process: process.map(|ink| ink.clamp(0.0, 1.0)), exact: true, touches, ..Self::default() }
    }

    /// The inks of a colour in its space. A pattern has none of its own.
    pub fn of(space: &Space, values: &[f64]) -> Self {
        let value = |index: usize| values.get(index).copied().unwrap_or(0.0);
        match space {
            Space::Gray | Space::CalGray => Self::gray(value(0)),
            Space::Icc(icc) if icc.n == 1 => Self::gray(value(0)),
            Space::Cmyk => Self::process([value(0), value(1), value(2), value(3)], ALL),
            Space::Icc(icc) if icc.n == 4 => Self::process([value(0), value(1), value(2), value(3)], ALL),
            Space::Rgb | Space::CalRgb => Self::estimated([value(0), value(1), value(2)]),
            Space::Icc(icc) if icc.n == 3 => Self::estimated([value(0), value(1), value(2)]),
            Space::Lab => Self::estimated([value(0) / 100.0; 3]),
            Space::Indexed { base, table } => Self::indexed(base, table, value(0)),
            Space::Separation(ink) => Self::named(std::iter::once((&ink.name, value(0)))),
            Space::DeviceN(inks) => {
                Self::named(inks.names.iter().enumerate().map(|(index, name)| (name, value(index))))
            }
            Space::Pattern(Some(base)) => Self::of(base, values),
            Space::Icc(_) | Space::Pattern(None) | Space::Unknown(_) => Self::default(),
        }
    }

    fn gray(level: f64) -> Self {
        Self::process([0.0, 0.0, 0.0, 1.0 - level.clamp(0.0, 1.0)], ALL)
    }

    fn estimated(rgb: [f64; 3]) -> Self {
        let [r, g, b] = rgb.map(|value| (value.clamp(0.0, 1.0) * 255.0).round() as u8);
        let inks = color::srgb_to_cmyk(Srgb { r, g, b }).fractions().map(f64::from);
        Self { exact: false, ..Self::process(inks, ALL) }
    }

    fn indexed(base: &Space, table: &[u8], index: f64) -> Self {
        let (count, index) = (base.components(), index.max(0.0) as usize);
        let entry = table.get(index.saturating_mul(count)..).and_then(|rest| rest.get(..count)).unwrap_or_default();
        let values: Vec<f64> = entry.iter().map(|byte| f64::from(*byte) / 255.0).collect();
        Self::of(base, &values)
    }

    fn named<'a>(inks: impl Iterator<Item = (&'a Rc<str>, f64)>) -> Self {
        let (mut process, mut touches, mut spots) = ([0.0; 4], [false; 4], Vec::new());
        for (name, tint) in inks {
            let tint = tint.clamp(0.0, 1.0);
            let plate = ["Cyan", "Magenta", "Yellow", "Black"].iter().position(|ink| **ink == **name);
            match (plate, &**name) {
                (Some(plate), _) => {
                    if let (Some(ink), Some(touched)) = (process.get_mut(plate), touches.get_mut(plate)) {
                        (*ink, *touched) = (tint, true);
                    }
                }
                (None, "None") => {}
                (None, "All") => {
                    (process, touches) = ([tint; 4], ALL);
                    spots.push((name.clone(), tint));
                }
                (None, _) => spots.push((name.clone(), tint)),
            }
        }
        Self { spots: spots.into(), ..Self::process(process, touches) }
    }

    /// The sum of all inks but those that `technical` names: 1 is one solid.
    pub fn total(&self, technical: impl Fn(&str) -> bool) -> f64 {
        let spots = self.spots.iter().filter(|(name, _)| !technical(name)).map(|(_, tint)| tint);
        self.process.iter().chain(spots).sum()
    }

    /// How many plates print.
    pub fn plates(&self) -> usize {
        let spots = self.spots.iter().map(|(_, tint)| tint);
        self.process.iter().chain(spots).filter(|ink| **ink > NOTHING).count()
    }

    /// Prints nothing: paper.
    pub fn is_paper(&self) -> bool {
        self.plates() == 0
    }

    /// Black ink of at least 85 % and no other.
    pub fn is_black_alone(&self) -> bool {
        let [c, m, y, k] = self.process;
        k >= 0.85 && c + m + y <= NOTHING && self.spots.iter().all(|(_, tint)| *tint <= NOTHING)
    }

    /// Dark black ink with others under it.
    pub fn is_rich_black(&self) -> bool {
        let [c, m, y, k] = self.process;
        self.exact && k >= 0.85 && c + m + y > 0.1
    }

    /// Brightness as a camera sees it, 0 black to 1 paper, spot inks counted as grey.
    pub fn luma(&self) -> f64 {
        let [c, m, y, k] = self.process;
        let spots: f64 =
            self.spots.iter().filter(|(name, _)| &**name != "All").map(|(_, tint)| 1.0 - tint * 0.6).product();
        let [r, g, b] = [c, m, y].map(|ink| (1.0 - ink) * (1.0 - k));
        (0.299 * r + 0.587 * g + 0.114 * b) * spots
    }
}
