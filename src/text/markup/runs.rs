//! Where runs in a type style of their own begin and end: `[words]{.name}`, the bracketed spans of Pandoc, which the
//! Markdown parser leaves as text. Knows no styles.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::Event;

use super::{MarkupFault, Styles};
use crate::diag::Diagnostic;
use crate::say;

/// What the sign at a place of the source does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Border {
    /// `[`: words in this style begin.
    Open(String),
    /// `]{.name}`, so many bytes: they end.
    Close(usize),
}

impl Border {
    pub const fn len(&self) -> usize {
        match self {
            Self::Open(_) => 1,
            Self::Close(len) => *len,
        }
    }
}

/// Every border of a text by its place, and those without their pair.
pub(super) fn borders(
    source: &str,
    events: &[(Event<'_>, Range<usize>)],
) -> (BTreeMap<usize, Border>, Vec<MarkupFault>) {
    let mut finder = Finder { source, open: Vec::new(), found: BTreeMap::new(), faults: Vec::new() };
    let mut inside = vec![0];
    for (index, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => inside.push(index + 1),
            Event::End(_) => drop(inside.pop()),
            Event::Text(text) if source.get(range.clone()) == Some(text) => {
                finder.text(range, inside.last().copied().unwrap_or(0));
            }
            _ => {}
        }
    }
    (finder.found, finder.faults)
}

struct Finder<'a> {
    source: &'a str,
    /// Opening brackets not yet closed: in which element, and where.
    open: Vec<(usize, usize)>,
    found: BTreeMap<usize, Border>,
    faults: Vec<MarkupFault>,
}

impl Finder<'_> {
    fn text(&mut self, range: &Range<usize>, element: usize) {
        for at in range.clone() {
            let escaped = at == range.start && self.source.get(..at).is_some_and(|before| before.ends_with('\\'));
            match self.source.as_bytes().get(at) {
                Some(b'[') if !escaped => self.open.push((element, at)),
                Some(b']') if !escaped => self.close(at, element),
                _ => {}
            }
        }
    }

    fn close(&mut self, at: usize, element: usize) {
        let name = self.source.get(at + 1..).and_then(name);
        let Some(name) = name else {
            // A bracket that is only a bracket.
            self.open.pop_if(|(other, _)| *other == element);
            return;
        };
        let len = "]{.}".len() + name.len();
        match self.open.pop() {
            Some((other, start)) if other == element => {
                self.found.insert(start, Border::Open(name.to_owned()));
                self.found.insert(at, Border::Close(len));
            }
            _ => self.faults.push(MarkupFault { range: at..at + len, diagnostic: unpaired(name) }),
        }
    }
}

/// The name in `{.name}` at the start of a text.
fn name(text: &str) -> Option<&str> {
    let inside = text.strip_prefix("{.")?;
    let name = inside.get(..inside.find('}')?)?;
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    (!name.is_empty() && name.chars().all(fits)).then_some(name)
}

fn unpaired(name: &str) -> Diagnostic {
    Diagnostic::error(
        "markup-run",
        say!("« {{.{name}}} » n’a pas de mots entre crochets", "“{{.{name}}}” has no words in brackets"),
    )
    .hint(say!(
        "écrivez [mots]{{.{name}}} ; un passage ne chevauche ni le gras, ni l’italique, ni un lien",
        "write [words]{{.{name}}}; a run overlaps neither bold, nor italic, nor a link"
    ))
}

/// The answer where there are no styles for runs.
pub(super) fn none(name: &str) -> Result<Styles, Diagnostic> {
    Err(Diagnostic::error("markup-unknown-style", say!("style inconnu : « {name} »", "unknown style “{name}”")))
}
