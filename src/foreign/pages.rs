//! Which pages of a file are wanted: `1-10,15,20-`. Knows numbers only.

use std::str::FromStr;

use crate::diag::{Diagnostic, Say};
use crate::say;

/// Page numbers counted from 1, as ranges in the order they are wanted; no range for all pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages(Vec<(usize, Option<usize>)>);

impl FromStr for Pages {
    type Err = Say;

    /// Reads `3`, `1-10`, `20-` (to the end) and lists of these with commas.
    fn from_str(text: &str) -> Result<Self, Say> {
        let wrong = || {
            say!(
                "écrire des numéros de page : 1-10,15,20- (20- va jusqu’à la fin)",
                "write page numbers: 1-10,15,20- (20- goes to the end)"
            )
        };
        let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number >= 1).ok_or_else(wrong);
        let range = |part: &str| match part.split_once('-') {
            None => number(part).map(|page| (page, Some(page))),
            Some((first, "")) => Ok((number(first)?, None)),
            Some((first, last)) => {
                let (first, last) = (number(first)?, number(last)?);
                if first <= last { Ok((first, Some(last))) } else { Err(wrong()) }
            }
        };
        text.split(',').map(range).collect::<Result<_, _>>().map(Self)
    }
}

impl Pages {
    /// The numbers, of a file with `count` pages.
    pub(super) fn choose(&self, count: usize) -> Result<Vec<usize>, Diagnostic> {
        if self.0.is_empty() {
            return Ok((1..=count).collect());
        }
        let beyond = self.0.iter().map(|(first, last)| last.unwrap_or(*first)).find(|page| *page > count);
        if let Some(page) = beyond {
            let message =
                say!("page {page} demandée, le fichier en a {count}", "page {page} is asked for, the file has {count}");
            let hint = say!("demandez des pages de 1 à {count}", "ask for pages from 1 to {count}");
            return Err(Diagnostic::error("no-such-page", message).hint(hint));
        }
        Ok(self.0.iter().flat_map(|(first, last)| *first..=last.unwrap_or(count)).collect())
    }
}
