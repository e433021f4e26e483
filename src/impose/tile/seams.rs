//! Where a length that is longer than the paper is cut, so that no cut runs through what must stay whole. Numbers of one
//! axis only.

use crate::geom::Length;

/// Lengths are equal up to this.
const TOLERANCE: Length = Length::mm(0.001);

/// What one axis must keep to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis<'a> {
    /// Length of the poster.
    pub total: Length,
    /// How much of it one sheet shows, overlap included.
    pub room: Length,
    /// How much of it two neighbours both show.
    pub overlap: Length,
    /// Stretches that must stay whole.
    pub keep: &'a [(Length, Length)],
}

impl Axis<'_> {
    /// Number of sheets: ⌈(W − o) / (w − o)⌉.
    pub fn count(&self) -> usize {
        if self.total <= self.room + TOLERANCE {
            return 1;
        }
        let exact = (self.total - self.overlap) / self.step();
        (exact - 1e-9).ceil().max(1.0) as usize
    }

    /// Length that each sheet adds.
    fn step(&self) -> Length {
        self.room - self.overlap
    }

    /// The cuts from the start, one less than there are sheets. Cuts lie evenly where nothing is in their way; where no
    /// grid of this many sheets leaves everything whole, as few stretches as can be found are cut.
    pub fn seams(&self) -> Vec<Length> {
        let mut keep = self.keep.to_vec();
        // What is longer than a sheet is cut whatever one does.
        keep.retain(|(from, to)| *to - *from <= self.room + TOLERANCE);
        loop {
            match self.avoiding(&keep) {
                Ok(seams) => return seams,
                Err(worst) if worst < keep.len() => {
                    keep.remove(worst);
                }
                Err(_) => return self.even(),
            }
        }
    }

    fn even(&self) -> Vec<Length> {
        let count = self.count();
        (1..count).map(|seam| self.total * (seam as f64 / count as f64)).collect()
    }

    /// Cuts outside all of `keep`, or which of them is the most in the way.
    fn avoiding(&self, keep: &[(Length, Length)]) -> Result<Vec<Length>, usize> {
        let count = self.count();
        let latest = self.latest(keep, count)?;
        let mut earliest = vec![Length::ZERO; latest.len()];
        let mut needed = self.total - self.room;
        for seam in earliest.iter_mut().rev() {
            *seam = up(needed, keep);
            needed = *seam - self.step();
        }
        let mut seams: Vec<Length> = Vec::new();
        for (index, first) in earliest.iter().enumerate() {
            let before = seams.last().copied().unwrap_or(Length::ZERO);
            let ideal = self.total * ((index + 1) as f64 / count as f64);
            let last = down(before + self.step(), keep);
            let near = [down(ideal, keep), up(ideal, keep)].into_iter();
            let near = near.filter(|seam| *seam >= *first && *seam <= last && *seam > before + TOLERANCE);
            let best = near.min_by(|a, b| (*a - ideal).abs().to_mm().total_cmp(&(*b - ideal).abs().to_mm()));
            seams.push(best.unwrap_or(if ideal < *first { *first } else { last }));
        }
        Ok(seams)
    }

    /// Each cut as late as it can be. With less than everything covered: the stretch that took the most room away.
    fn latest(&self, keep: &[(Length, Length)], count: usize) -> Result<Vec<Length>, usize> {
        let mut seams = Vec::new();
        let mut at = Length::ZERO;
        let mut worst: Option<(usize, Length)> = None;
        for _ in 1..count {
            let wanted = at + self.step();
            let seam = down(wanted, keep);
            let lost = wanted - seam;
            if lost > TOLERANCE && worst.is_none_or(|(_, known)| lost > known) {
                let within = keep.iter().position(|stretch| is_within(wanted, *stretch));
                worst = Some((within.unwrap_or(keep.len()), lost));
            }
            seams.push(seam);
            at = seam;
        }
        let covered = at + self.room + TOLERANCE >= self.total;
        if covered { Ok(seams) } else { Err(worst.map_or(keep.len(), |(index, _)| index)) }
    }
}

/// Whether a cut here runs through a stretch.
pub(super) fn is_within(at: Length, (from, to): (Length, Length)) -> bool {
    at > from + TOLERANCE && at < to - TOLERANCE
}

/// The nearest place at or before `at` where nothing is cut.
fn down(mut at: Length, keep: &[(Length, Length)]) -> Length {
    while let Some((from, _)) = keep.iter().find(|stretch| is_within(at, **stretch)) {
        at = *from;
    }
    at
}

/// The nearest place at or after `at` where nothing is cut.
fn up(mut at: Length, keep: &[(Length, Length)]) -> Length {
    while let Some((_, to)) = keep.iter().find(|stretch| is_within(at, **stretch)) {
        at = *to;
    }
    at
}
