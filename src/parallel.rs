//! Work spread over every core, results in order: the same whatever the number of threads.

/// `make` applied to every item, results in the order of the items.
pub fn map<'a, T: Sync, R: Send>(items: &'a [T], make: impl Fn(&'a T) -> R + Sync + Send) -> Vec<R> {
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        items.par_iter().map(make).collect()
    }
    #[cfg(not(feature = "parallel"))]
    {
        items.iter().map(make).collect()
    }
}
