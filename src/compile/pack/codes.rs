//! Codes of cards in short: runs of numbers as their ends.

/// `R01–R06, R09` for seven codes; what has no number stands alone.
pub(super) fn ranges(codes: &[&str]) -> String {
    let mut parts: Vec<(&str, &str)> = Vec::new();
    for code in codes {
        match parts.last_mut() {
            Some((_, last)) if follows(last, code) => *last = code,
            _ => parts.push((code, code)),
        }
    }
    let words = parts.iter().map(|(first, last)| match *first == *last {
        true => (*first).to_owned(),
        false if follows(first, last) => format!("{first}, {last}"),
        false => format!("{first}–{last}"),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// Whether a code is the next one: the same letters, a number of the same length and one more.
fn follows(before: &str, code: &str) -> bool {
    let split = |text: &str| {
        let digits = text.len() - text.chars().rev().take_while(char::is_ascii_digit).count();
        let (letters, number) = (text.get(..digits)?.to_owned(), text.get(digits..)?);
        Some((letters, number.len(), number.parse::<u64>().ok()?))
    };
    match (split(before), split(code)) {
        (Some((a, width, one)), Some((b, other, two))) => a == b && width == other && two == one + 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn runs_of_codes_are_their_ends() {
        assert_eq!(ranges(&["R01", "R02", "R03", "R05", "R06", "X"]), "R01–R03, R05, R06, X");
        assert_eq!(ranges(&["R9", "R10"]), "R9, R10");
        assert_eq!(ranges(&[]), "");
    }
}
