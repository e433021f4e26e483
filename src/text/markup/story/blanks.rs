//! Blanks to fill in, written as spans with attributes: `[Commune]{.field width=60mm}`, `[Oui]{.check}`. Knows no
//! Markdown: it is given the text of a paragraph or cell that may hold nothing else.

use std::ops::Range;

use super::super::MarkupFault;
use crate::diag::Diagnostic;
use crate::geom::Length;
use crate::say;
use crate::yaml;

/// A blank to fill in by hand or on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Blank {
    /// What it is.
    pub kind: BlankKind,
    /// What is asked, in words.
    pub label: String,
    /// The name of the field in a file that can be filled in; made from the label where there is none.
    pub name: Option<String>,
    /// How wide.
    pub width: BlankWidth,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
}

/// What a blank is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlankKind {
    /// Room for words.
    Text {
        /// How many lines, from 1.
        lines: u16,
    },
    /// A box to tick.
    Check {
        /// Ticked from the start.
        on: bool,
    },
}

/// How wide a blank is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BlankWidth {
    /// This much.
    Fixed(Length),
    /// This share of the room that is left beside the others.
    Share(f64),
}

/// Most lines of a blank.
const MOST_LINES: u16 = 200;
/// The attributes that a blank may have.
const ATTRIBUTES: [&str; 4] = ["lines", "width", "share", "name"];

/// The blanks of a text that holds nothing else; none where it holds other words too. `base` is where it begins.
pub(super) fn read(text: &str, base: usize) -> Option<(Vec<Blank>, Vec<MarkupFault>)> {
    let (mut blanks, mut faults) = (Vec::new(), Vec::new());
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let start = at + rest.len() - rest.trim_start().len();
        if start == text.len() {
            break;
        }
        let (label, marks, len) = span(text.get(start..)?)?;
        let range = base + start..base + start + len;
        match blank(label, marks, &range) {
            Ok(blank) => blanks.push(blank),
            Err(fault) => faults.push(*fault),
        }
        at = start + len;
    }
    (!blanks.is_empty() || !faults.is_empty()).then_some((blanks, faults))
}

/// Label, class with attributes, and length of a span at the start of a text.
fn span(text: &str) -> Option<(&str, &str, usize)> {
    let inside = text.strip_prefix('[')?;
    let close = inside.find(']')?;
    let label = inside.get(..close).filter(|label| !label.contains('['))?;
    let marks = inside.get(close + 1..)?.strip_prefix('{')?;
    let end = marks.find('}')?;
    let marks = marks.get(..end)?;
    let kind = marks.split_whitespace().next()?;
    matches!(kind, ".field" | ".check").then_some((label, marks, close + end + 4))
}

fn blank(label: &str, marks: &str, range: &Range<usize>) -> Result<Blank, Box<MarkupFault>> {
    let mut words = marks.split_whitespace();
    let text = words.next() == Some(".field");
    let (mut lines, mut width, mut name) = (1, BlankWidth::Share(1.0), None);
    let wrong = |diagnostic: Diagnostic| Box::new(MarkupFault { range: range.clone(), diagnostic });
    for word in words {
        let (key, value) = word.split_once('=').unwrap_or((word, ""));
        let value = value.trim_matches('"');
        let known = match key {
            "lines" if text => value.parse().ok().filter(|lines| (1..=MOST_LINES).contains(lines)).map(|n| lines = n),
            "width" => value.parse().ok().filter(|w| *w > Length::ZERO).map(|w| width = BlankWidth::Fixed(w)),
            "share" => {
                value.parse().ok().filter(|s: &f64| *s > 0.0 && s.is_finite()).map(|s| width = BlankWidth::Share(s))
            }
            "name" => (!value.is_empty()).then(|| name = Some(value.to_owned())),
            _ => return Err(wrong(unknown(key))),
        };
        known.ok_or_else(|| wrong(wrong_value(key, value)))?;
    }
    let kind = if text { BlankKind::Text { lines } } else { BlankKind::Check { on: false } };
    Ok(Blank { kind, label: label.trim().to_owned(), name, width, range: range.clone() })
}

fn unknown(key: &str) -> Diagnostic {
    let fault = Diagnostic::error(
        "markup-blank",
        say!("« {key} » n’est pas un attribut d’un champ à remplir", "“{key}” is no attribute of a blank"),
    );
    match yaml::suggest(key, ATTRIBUTES) {
        Some(near) => fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
        None => fault.hint(say!(
            "il y a lines=4 (pour .field), width=60mm, share=2 et name=commune",
            "there are lines=4 (for .field), width=60mm, share=2 and name=town"
        )),
    }
}

fn wrong_value(key: &str, value: &str) -> Diagnostic {
    Diagnostic::error(
        "markup-blank",
        say!("« {value} » n’est pas une valeur de « {key} »", "“{value}” is no value of “{key}”"),
    )
    .hint(say!(
        "écrivez par exemple lines=4, width=60mm, share=2, name=commune",
        "write for example lines=4, width=60mm, share=2, name=town"
    ))
}
