//! Glyph runs cut into clusters: the glyphs that show a stretch of text, and that text.

use crate::scene::{Glyph, GlyphRun};

/// Glyphs that stand together and the characters they show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster<'a> {
    /// One glyph or more, in the order they are painted.
    pub(super) glyphs: &'a [Glyph],
    /// What they show; empty where a glyph stands for nothing in the text.
    pub(super) text: &'a str,
}

/// The clusters of a run in the order they are painted. All of the run's text belongs to one of them: what stands
/// before the first cluster goes with it.
pub(super) fn clusters(run: &GlyphRun) -> impl Iterator<Item = Cluster<'_>> {
    let starts = Starts::of(&run.glyphs);
    let mut rest = run.glyphs.as_slice();
    std::iter::from_fn(move || {
        let first = rest.first()?.cluster;
        let count = rest.iter().take_while(|glyph| glyph.cluster == first).count();
        let (glyphs, after) = rest.split_at_checked(count)?;
        rest = after;
        let next = starts.next(first, after.first());
        let start = if starts.is_first(first) { 0 } else { usize::from(first) };
        let text = run.text.get(start..next.map_or(run.text.len(), usize::from)).unwrap_or("");
        Some(Cluster { glyphs, text })
    })
}

/// Where clusters start in the text. Left to right the next one on the line is the next one in the text.
enum Starts {
    Rising(u16),
    Sorted(Vec<u16>),
}

impl Starts {
    fn of(glyphs: &[Glyph]) -> Self {
        if glyphs.is_sorted_by_key(|glyph| glyph.cluster) {
            return Self::Rising(glyphs.first().map_or(0, |glyph| glyph.cluster));
        }
        let mut starts: Vec<u16> = glyphs.iter().map(|glyph| glyph.cluster).collect();
        starts.sort_unstable();
        starts.dedup();
        Self::Sorted(starts)
    }

    fn is_first(&self, start: u16) -> bool {
        match self {
            Self::Rising(first) => start == *first,
            Self::Sorted(starts) => starts.first() == Some(&start),
        }
    }

    fn next(&self, start: u16, neighbour: Option<&Glyph>) -> Option<u16> {
        match self {
            Self::Rising(_) => neighbour.map(|glyph| glyph.cluster),
            Self::Sorted(starts) => starts.get(starts.partition_point(|other| *other <= start)).copied(),
        }
    }
}
