//! Gradients of several inks: which plates they take, and what stands for them where a plate is missing. Knows no outlines.

use std::collections::BTreeSet;

use pdf_writer::{Array, Name, Ref};

use super::deflate::Packed;
use super::file::File;
use super::plate::write_separation;
use crate::color::{Color, Spot};
use crate::scene::Stop;

/// Most inks of one gradient: what readers of PDF 1.4 must know (PDF Reference 1.4, annex C).
pub(super) const MOST: usize = 8;

/// Stands for the tint transform in a dictionary until the file gives it a number; no file has so many objects.
pub(super) const TRANSFORM: Ref = Ref::new(i32::MAX);

/// The names of the process inks in spaces of several inks (ISO 32000-1, 8.6.6.5).
const PROCESS: [&[u8]; 4] = [b"Cyan", b"Magenta", b"Yellow", b"Black"];

/// One ink of a gradient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Colorant {
    /// Cyan, magenta, yellow or black, from 0.
    Process(usize),
    /// A spot ink.
    Spot(Spot),
}

impl Colorant {
    /// How much of it a colour takes, 0 to 1.
    pub(super) fn share(self, color: Color) -> f32 {
        match (self, color.spot) {
            (Self::Process(index), None) => color.cmyk.fractions().get(index).copied().unwrap_or_default(),
            (Self::Spot(ink), Some(spot)) if spot.ink == ink => f32::from(spot.tint) / 1000.0,
            _ => 0.0,
        }
    }

    /// The process inks that stand for it, solid.
    fn solid(self) -> [f32; 4] {
        match self {
            Self::Process(index) => std::array::from_fn(|ink| if ink == index { 1.0 } else { 0.0 }),
            Self::Spot(ink) => ink.solid().fractions(),
        }
    }

    fn name(&self) -> &[u8] {
        match self {
            Self::Process(index) => PROCESS.get(*index).copied().unwrap_or_default(),
            Self::Spot(ink) => ink.name().as_bytes(),
        }
    }
}

/// Every ink that some stop takes, process inks first.
pub(super) fn colorants(stops: &[Stop], inks: impl Fn(Color) -> Color) -> Vec<Colorant> {
    let mut all = BTreeSet::new();
    for color in stops.iter().map(|stop| inks(stop.color)) {
        let spot = color.spot.map(|spot| Colorant::Spot(spot.ink));
        all.extend((0..4).map(Colorant::Process).chain(spot).filter(|ink| ink.share(color) > 0.0));
    }
    all.into_iter().collect()
}

/// The colour space of these inks; each spot ink is defined as where it stands alone.
pub(super) fn write_inks(mut space: Array<'_>, inks: &[Colorant]) {
    space.item(Name(b"DeviceN"));
    space.push().array().items(inks.iter().map(|ink| Name(ink.name())));
    space.item(Name(b"DeviceCMYK")).item(TRANSFORM);
    let spots = inks.iter().filter_map(|ink| match ink {
        Colorant::Spot(spot) => Some(*spot),
        Colorant::Process(_) => None,
    });
    let mut spots = spots.peekable();
    if spots.peek().is_some() {
        let mut attributes = space.push().dict();
        let mut colorants = attributes.insert(Name(b"Colorants")).dict();
        spots.for_each(|spot| write_separation(colorants.insert(Name(spot.name().as_bytes())).array(), spot));
    }
}

/// Writes `dictionary`, and beside it the transform that it names for its inks.
pub(super) fn write(file: &mut File, id: Ref, dictionary: &[u8], inks: &[Colorant]) {
    let transform = file.reserve();
    let program = program(inks);
    let data = Packed::new(program.as_bytes(), file.compresses());
    file.stream(transform, data.data.len(), |chunk| {
        let mut stream = chunk.stream(transform, &data.data);
        data.declare(&mut stream);
        stream.pair(Name(b"FunctionType"), 4);
        stream.insert(Name(b"Domain")).array().items(inks.iter().flat_map(|_| [0, 1]));
        stream.insert(Name(b"Range")).array().items([0, 1, 0, 1, 0, 1, 0, 1]);
    });
    let wanted = format!("{} 0 R", TRANSFORM.get());
    let at = dictionary.windows(wanted.len()).position(|part| part == wanted.as_bytes());
    let (before, after) = dictionary.split_at(at.unwrap_or(dictionary.len()));
    let after = after.get(wanted.len()..).unwrap_or_default();
    file.raw_object(id, &[before, format!("{} 0 R", transform.get()).as_bytes(), after].concat());
}

/// From tints to process inks: each ink thins towards paper, and what they put on one plate adds up. The range cuts at
/// solid (ISO 32000-1, 7.10.5).
fn program(inks: &[Colorant]) -> String {
    let count = inks.len();
    let mut program = String::from("{");
    for plate in 0..4 {
        program.push('0');
        for (index, ink) in inks.iter().enumerate() {
            let part = ink.solid().get(plate).copied().unwrap_or_default();
            if part > 0.0 {
                // Above an input lie the inputs after it, the plates that are done and the sum under way.
                let depth = count - index + plate;
                program.push_str(&format!(" {depth} index {part} mul add"));
            }
        }
        program.push(' ');
    }
    program.push_str(&format!("{} 4 roll{}", count + 4, " pop".repeat(count)));
    program.push('}');
    program
}
