//! Glyph runs cut into clusters: the glyphs that show a stretch of text, and that text. And how each is to be told to
//! programs that copy text, which go by the places of glyphs and read codes one by one.

use unicode_bidi::{BidiClass, bidi_class};

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

/// How the text of glyphs is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// By the code of the one glyph.
    Code,
    /// Beside all glyphs of a word at once: they may stand in another order than their letters, and over one another.
    Together,
    /// Letter by letter, from right to left: readers lay out what is told at once from the left, and then turn it over.
    Spelled,
}

/// Visits the clusters of a run, those of a word in one where one of them needs it.
pub(super) fn each_stretch<'a>(run: &'a GlyphRun, mut visit: impl FnMut(Cluster<'a>, Told)) {
    if !is_plain(run) {
        return careful(run).into_iter().for_each(|(cluster, told)| visit(cluster, told));
    }
    let mut start = 0;
    for (index, glyph) in run.glyphs.iter().enumerate() {
        let end = run.glyphs.get(index + 1).map_or(run.text.len(), |next| usize::from(next.cluster));
        let text = run.text.get(start..end).unwrap_or("");
        visit(Cluster { glyphs: std::slice::from_ref(glyph), text }, Told::Code);
        start = end;
    }
}

/// True where every glyph shows its own letters from left to right, as nearly always.
fn is_plain(run: &GlyphRun) -> bool {
    // U+0590, the first letter that runs from the right, has the lead byte 0xD6; 0xE2 leads punctuation.
    run.text.bytes().all(|byte| byte < 0xd6 || byte == 0xe2)
        && run.glyphs.windows(2).all(|pair| pair.first().map(|g| g.cluster) < pair.last().map(|g| g.cluster))
}

fn careful(run: &GlyphRun) -> Vec<(Cluster<'_>, Told)> {
    let all: Vec<Cluster<'_>> = clusters(run).collect();
    let mut stretches = Vec::with_capacity(all.len());
    let (mut glyphs, mut text) = (run.glyphs.as_slice(), 0);
    let rising = run.glyphs.is_sorted_by_key(|glyph| glyph.cluster);
    for word in all.split_inclusive(|cluster| cluster.text.chars().all(char::is_whitespace)) {
        let (space, letters) = match word.split_last() {
            Some((last, before)) if last.text.chars().all(char::is_whitespace) => (Some(last), before),
            _ => (None, word),
        };
        let count = letters.iter().map(|cluster| cluster.glyphs.len()).sum();
        let length: usize = letters.iter().map(|cluster| cluster.text.len()).sum();
        if rising && count != letters.len() {
            let whole = run.text.get(text..text + length).unwrap_or("");
            stretches.push((Cluster { glyphs: glyphs.get(..count).unwrap_or(&[]), text: whole }, Told::Together));
        } else {
            stretches.extend(letters.iter().map(|cluster| (*cluster, told(cluster))));
        }
        stretches.extend(space.map(|space| (*space, told(space))));
        text += length + space.map_or(0, |space| space.text.len());
        glyphs = glyphs.get(count + space.map_or(0, |space| space.glyphs.len())..).unwrap_or(&[]);
    }
    stretches
}

fn told(cluster: &Cluster<'_>) -> Told {
    match cluster.glyphs {
        _ if is_spelled(cluster.text) => Told::Spelled,
        [_] => Told::Code,
        _ => Told::Together,
    }
}

/// True for several letters that run from the right.
fn is_spelled(text: &str) -> bool {
    text.chars().nth(1).is_some() && text.chars().any(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL))
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
