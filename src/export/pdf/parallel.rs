//! Work on every core where the `parallel` feature allows it; results always in order.

/// `work` done on every item; the results stand in the order of the items, whatever the number of threads.
#[cfg(feature = "parallel")]
pub(super) fn map<'a, T: Sync, R: Send>(items: &'a [T], work: impl Fn(&'a T) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    items.par_iter().map(work).collect()
}

/// `work` done on every item, in order.
#[cfg(not(feature = "parallel"))]
pub(super) fn map<'a, T: Sync, R: Send>(items: &'a [T], work: impl Fn(&'a T) -> R + Sync + Send) -> Vec<R> {
    items.iter().map(work).collect()
}
