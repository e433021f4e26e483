//! The known word that an unknown one was probably meant to be.

/// The candidate nearest to `word`, if one is near enough to be a slip: upper and lower case do not count, about
/// one letter in three may differ, none in words of one or two (`S9` is no slip for `S0`). The first of equals wins.
pub fn suggest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let allowed = match wanted.chars().count() {
        0..=2 => 0,
        letters => letters.div_ceil(3),
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = strsim::osa_distance(&wanted, &candidate.to_lowercase());
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
