//! Names in braces in a long text, filled from the card, and the way back from what is filled to what is written.
//! Knows nothing of Markdown but that `{.name}` is its own.

use super::super::{Expr, Missing, Scope};

/// A text with its names filled.
#[derive(Clone, Debug, Default)]
pub(super) struct Filled {
    /// What is set.
    pub text: String,
    /// Where pieces begin: in the filled text, in the written one.
    starts: Vec<(usize, usize)>,
}

/// A name that cannot be filled, by its place in the written text.
pub(super) enum NameFault {
    /// It has no value.
    Missing(Missing),
    /// It is no name.
    Wrong(super::super::ExprError),
}

impl Filled {
    /// The text as it stands.
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), starts: Vec::new() }
    }

    /// Fills every `{name}` of a text. `{{` and `}}` are braces; a brace that holds no name stays.
    pub fn new(text: &str, scope: &dyn Scope) -> (Self, Vec<(usize, NameFault)>) {
        let (mut filled, mut faults) = (Self::default(), Vec::new());
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(|rest| rest.find(['{', '}'])).map(|next| at + next) {
            filled.copy(text, at, found);
            let rest = text.get(found..).unwrap_or_default();
            if rest.starts_with("{{") || rest.starts_with("}}") {
                filled.copy(text, found, found + 1);
                at = found + 2;
                continue;
            }
            let end = rest.find('}').map(|end| found + end + 1);
            match end.filter(|_| rest.starts_with('{') && !rest.starts_with("{.") && !rest.starts_with("{#")) {
                None => {
                    filled.copy(text, found, found + 1);
                    at = found + 1;
                }
                Some(end) => {
                    filled.name(text.get(found..end).unwrap_or_default(), found, scope, &mut faults);
                    at = end;
                }
            }
        }
        filled.copy(text, at, text.len());
        (filled, faults)
    }

    fn copy(&mut self, text: &str, from: usize, to: usize) {
        self.starts.push((self.text.len(), from));
        self.text.push_str(text.get(from..to).unwrap_or_default());
    }

    fn name(&mut self, written: &str, at: usize, scope: &dyn Scope, faults: &mut Vec<(usize, NameFault)>) {
        self.starts.push((self.text.len(), at));
        match Expr::parse(written) {
            Ok(expr) => match expr.fill(scope) {
                Ok(value) => self.text.push_str(&value),
                Err(missing) => faults.push((at, NameFault::Missing(missing))),
            },
            Err(fault) => faults.push((at, NameFault::Wrong(fault))),
        }
    }

    /// Where a byte of the filled text stands in the written one; the beginning of its name for a filled one.
    pub fn written(&self, at: usize) -> usize {
        let index = self.starts.partition_point(|(start, _)| *start <= at);
        let Some((start, written)) = index.checked_sub(1).and_then(|index| self.starts.get(index)) else { return at };
        let next = self.starts.get(index).map_or(usize::MAX, |(_, written)| *written);
        (written + (at - start)).min(next)
    }
}
