//! Work spread over every core where the `parallel` feature allows it, results in order: the same whatever the
//! number of threads.

/// `make` applied to every item; the results stand in the order of the items.
#[cfg(feature = "parallel")]
pub fn map<'a, T: Sync, R: Send>(items: &'a [T], make: impl Fn(&'a T) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    items.par_iter().map(make).collect()
}

/// `make` applied to every item, in order.
#[cfg(not(feature = "parallel"))]
pub fn map<'a, T: Sync, R: Send>(items: &'a [T], make: impl Fn(&'a T) -> R + Sync + Send) -> Vec<R> {
    items.iter().map(make).collect()
}
