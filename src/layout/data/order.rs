//! The order of entries: by names, words in the order of their vocabulary, figures by their value.

use std::cmp::Ordering;

use super::Record;
use crate::element::Scope;
use crate::layout::names::Names;

/// Sorts entries by these names; those that compare equal stay as they are.
pub(super) fn sort(records: &mut [Record<'_>], by: &[String], name: &str) {
    if by.is_empty() {
        return;
    }
    records.sort_by(|a, b| {
        let each = by.iter().map(|key| {
            let (key, turned) = key.strip_prefix('-').map_or((key.as_str(), false), |key| (key, true));
            let order = compare(&a.names, &b.names, key, name);
            if turned { order.reverse() } else { order }
        });
        each.fold(Ordering::Equal, Ordering::then)
    });
}

/// Entries without a value come last.
fn compare(a: &Names<'_>, b: &Names<'_>, key: &str, name: &str) -> Ordering {
    let (one, other) = (a.text(key), b.text(key));
    let (Some(one), Some(other)) = (one, other) else {
        return a.text(key).is_none().cmp(&b.text(key).is_none());
    };
    let field = key.strip_prefix(name).and_then(|rest| rest.strip_prefix('.')).unwrap_or(key);
    match (a.rank(field, &one), b.rank(field, &other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => natural(&one, &other),
    }
}

/// Runs of figures by their value, everything else by its letters, upper and lower case alike.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut one, mut other) = (a.chars().peekable(), b.chars().peekable());
    loop {
        match (one.peek().copied(), other.peek().copied()) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let order = number(&mut one).cmp(&number(&mut other));
                if order != Ordering::Equal {
                    return order;
                }
            }
            (Some(x), Some(y)) => {
                let order = x.to_lowercase().cmp(y.to_lowercase());
                if order != Ordering::Equal {
                    return order;
                }
                one.next();
                other.next();
            }
        }
    }
}

/// The value of a run of figures: longer ones are larger, zeros at its head left out.
fn number(signs: &mut std::iter::Peekable<std::str::Chars<'_>>) -> (usize, String) {
    let mut figures = String::new();
    while let Some(figure) = signs.next_if(char::is_ascii_digit) {
        figures.push(figure);
    }
    let figures = figures.trim_start_matches('0').to_owned();
    (figures.len(), figures)
}
