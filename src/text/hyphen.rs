//! Where one word may be cut: hyphenation patterns, soft hyphens, and the inner break places of Unicode (UAX #14)
//! as far as they please a reader. Knows no widths.

use super::Hyphenation;
use super::french::is_address;
use super::segment::breaks;

/// A place inside a word where a line may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Where the line ends, in bytes.
    pub end: usize,
    /// Where the next line starts, in bytes: after a soft hyphen, if there is one.
    pub start: usize,
    /// A hyphen is added at the end of the line.
    pub hyphen: bool,
    /// The line ends with a sign of the word: a hyphen, a slash.
    pub sign: bool,
}

const SOFT_HYPHEN: char = '\u{ad}';

/// Every place, in order. Patterns are used where `hyphenation` is given and the word has no soft hyphen.
pub(super) fn places(word: &str, lang: &str, hyphenation: Option<&Hyphenation>) -> Vec<Place> {
    let mut places = Vec::new();
    if word.len() < 2 {
        return places;
    }
    if !word.bytes().all(|b| b.is_ascii_alphabetic()) {
        inner_breaks(word, lang, &mut places);
    }
    if let Some(rules) = hyphenation.filter(|_| !word.contains(SOFT_HYPHEN) && may_be_cut(word)) {
        patterns(word, lang, rules, &mut places);
        places.sort_by_key(|place| place.start);
    }
    places
}

fn inner_breaks(word: &str, lang: &str, places: &mut Vec<Place>) {
    let address = is_address(word);
    for at in breaks(word, lang) {
        let (left, right) = word.split_at(at);
        let place = match left.chars().next_back() {
            Some(SOFT_HYPHEN) => Some(Place { end: at - SOFT_HYPHEN.len_utf8(), start: at, hyphen: true, sign: false }),
            Some('-' | '\u{2010}') => pleases_at_hyphen(left, right).then_some(sign_at(at)),
            Some('/') => pleases_at_slash(left, right, address).then_some(sign_at(at)),
            Some(_) => Some(Place { end: at, start: at, hyphen: false, sign: false }),
            None => None,
        };
        places.extend(place.filter(|place| place.end > 0));
    }
}

const fn sign_at(at: usize) -> Place {
    Place { end: at, start: at, hyphen: false, sign: true }
}

fn letters(text: impl Iterator<Item = char>) -> usize {
    text.take_while(|c| c.is_alphanumeric()).count()
}

/// `peut-|être`, but neither `a-t-|on` nor `agent-e-|s`.
fn pleases_at_hyphen(left: &str, right: &str) -> bool {
    let fragment = left.trim_end_matches(['-', '\u{2010}']);
    let before = letters(fragment.chars().rev());
    let euphonic = before == 1 && fragment.ends_with(['t', 'T']);
    fragment.chars().count() >= 2 && !euphonic && letters(right.chars()) >= 2
}

/// Addresses break after a slash that ends a part; words only where both sides are long enough to be read alone.
fn pleases_at_slash(left: &str, right: &str, address: bool) -> bool {
    if address {
        return !left.ends_with("//");
    }
    let left = left.trim_end_matches('/');
    letters(left.chars().rev()) >= 4 && letters(right.chars()) >= 4
}

/// Words with figures, addresses, abbreviations in capitals and inclusive forms with a middle dot stay whole.
fn may_be_cut(word: &str) -> bool {
    let mut capitals = 0;
    for c in word.chars() {
        if c.is_numeric() || matches!(c, '/' | '@' | '_' | '\\' | '=' | '#' | '&' | '·' | '•' | '\u{2011}') {
            return false;
        }
        capitals += usize::from(c.is_uppercase());
    }
    let inner_stop = word.trim_end_matches(|c: char| !c.is_alphabetic()).contains(['.', ':']);
    capitals < 2 && !inner_stop
}

/// Compounds are cut at their own hyphens; a part of theirs only if it is long.
const LONG_PART: usize = 8;

fn patterns(word: &str, lang: &str, rules: &Hyphenation, places: &mut Vec<Place>) {
    let code = lang.as_bytes().first_chunk::<2>().map(|code| code.map(|b| b.to_ascii_lowercase()));
    let lang = code.and_then(hypher::Lang::from_iso);
    let compound = word.contains(['-', '\u{2010}']);
    let mut start = 0;
    for part in word.split(|c: char| !c.is_alphabetic()) {
        let shortest = if compound { LONG_PART } else { usize::from(rules.min_word) };
        match (rules.exceptions.of(part), lang) {
            (Some(cuts), _) => cut_as_told(part, start, cuts, places),
            (None, Some(lang)) if part.chars().count() >= shortest.max(2) => cut_part(part, start, lang, rules, places),
            _ => {}
        }
        start += part.len();
        start += word.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
}

fn cut_part(part: &str, at: usize, lang: hypher::Lang, rules: &Hyphenation, places: &mut Vec<Place>) {
    let (before, after) = (usize::from(rules.min_before), usize::from(rules.min_after));
    let mut end = at;
    for syllable in hypher::hyphenate_bounded(part, lang, before, after) {
        end += syllable.len();
        if end < at + part.len() {
            places.push(Place { end, start: end, hyphen: true, sign: false });
        }
    }
}

fn cut_as_told(part: &str, at: usize, cuts: &[usize], places: &mut Vec<Place>) {
    let offsets = cuts.iter().filter_map(|letters| part.char_indices().nth(*letters));
    let inside = offsets.map(|(offset, _)| at + offset).filter(|end| *end > at);
    places.extend(inside.map(|end| Place { end, start: end, hyphen: true, sign: false }));
}
