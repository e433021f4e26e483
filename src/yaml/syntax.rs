//! What the parser stumbles over, told to people who write cards: what it is, and the line as it should be.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use super::value::MOST_LEVELS;
use crate::diag::{Diagnostic, Say};
use crate::say;
use crate::source::{At, FileId, Place};

/// How much of a line a hint repeats, in characters.
const REPEATED: usize = 60;

/// The line around an offset, cut into the parts that hints speak of.
pub(super) struct Line<'t> {
    text: &'t str,
    /// Of the line in the text, without its end.
    range: Range<usize>,
    /// The line up to its value: `  - titre: `. The whole line where there is no value.
    prefix: &'t str,
    /// The value, without trailing spaces; empty where there is none.
    pub(super) value: &'t str,
}

impl<'t> Line<'t> {
    pub(super) fn at(text: &'t str, offset: usize) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
        let line = text[start..end].trim_end_matches('\r');
        let value = value_start(line);
        Self { text, range: start..start + line.len(), prefix: &line[..value], value: line[value..].trim_end() }
    }

    fn before(&self) -> Option<Self> {
        let mut end = self.range.start;
        while end > 0 {
            let line = Self::at(self.text, end - 1);
            if !line.whole().trim().is_empty() {
                return Some(line);
            }
            end = line.range.start;
        }
        None
    }

    fn whole(&self) -> &'t str {
        &self.text[self.range.clone()]
    }

    pub(super) fn value_range(&self) -> Range<usize> {
        let start = self.range.start + self.prefix.len();
        start..start + self.value.len()
    }

    fn indent(&self) -> usize {
        self.whole().len() - self.whole().trim_start_matches([' ', '\u{FEFF}']).len()
    }

    /// Where in the text a tab stands among the leading spaces.
    fn leading_tab(&self) -> Option<Range<usize>> {
        let lead = self.whole().len() - self.whole().trim_start().len();
        let tab = self.whole()[..lead].find('\t')?;
        Some(self.range.start + tab..self.range.start + lead)
    }

    /// The line with its value in quotes, as it should be.
    pub(super) fn quoted(&self) -> String {
        let value = quote(&shorten(self.value));
        format!("{}{value}", self.prefix.trim_start_matches(['\u{FEFF}', ' ']))
    }
}

/// Where the value starts in `  - titre: value`: after the first colon followed by a space; without one, after dashes.
fn value_start(line: &str) -> usize {
    let after_dashes = line.len() - line.trim_start_matches(['\u{FEFF}', ' ', '-']).len();
    let colon = line[after_dashes..].find(": ").map(|at| after_dashes + at + 1);
    let start = colon.unwrap_or(after_dashes);
    start + line[start..].len() - line[start..].trim_start().len()
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(REPEATED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// `text` as a YAML scalar in quotes, double ones where nothing in it needs an escape.
fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

pub(super) fn too_deep(place: Place) -> Diagnostic {
    let message = say!("plus de {MOST_LEVELS} niveaux imbriqués", "more than {MOST_LEVELS} nested levels");
    Diagnostic::error("yaml-depth", message).at(place)
}

/// The diagnostic of what stopped the parser.
pub(super) fn fault(file: FileId, text: &str, error: &ScanError) -> Diagnostic {
    let offset = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let line = Line::at(text, offset);
    let at = |range: Range<usize>| Place { file, at: At::Bytes(range) };
    let here = || at(offset..next_boundary(text, offset));
    if let Some(tab) = leading_tab(text, &line) {
        return Diagnostic::error("yaml-tab", say!("une tabulation sert de retrait", "a tab is used for indentation"))
            .at(at(tab))
            .hint(say!(
                "YAML ne compte que les espaces : remplacez chaque tabulation par deux espaces",
                "YAML counts only spaces: replace each tab with two spaces"
            ));
    }
    match error.kind() {
        ErrorKind::MappingValueNotAllowed => colon(&line, offset, at),
        ErrorKind::SimpleKeyExpected => no_colon(&line, at),
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            after_quote(&line).at(at(line.value_range()))
        }
        ErrorKind::UnclosedQuotedScalar => {
            let message = say!("ce guillemet n’est pas refermé", "this quote is not closed");
            let hint = say!(
                "refermez-le ; une apostrophe entre guillemets simples s’écrit deux fois : 'l''usage'",
                "close it; an apostrophe within single quotes is written twice: 'it''s'"
            );
            Diagnostic::error("yaml-quote", message).at(here()).hint(hint)
        }
        ErrorKind::UnknownAnchor => special_start(&line, offset, '*').at(here()),
        ErrorKind::UnexpectedCharacter { character } if !character.is_control() => {
            special_start(&line, offset, *character).at(here())
        }
        ErrorKind::BlockSequenceEntryNotAllowed => {
            let message = say!("une liste ne peut commencer ici", "a list cannot start here");
            let hint = say!(
                "mettez le premier tiret à la ligne suivante, en retrait ; si c’est un texte, mettez-le entre guillemets",
                "put the first dash on the next line, indented; if it is a text, put it in quotes"
            );
            Diagnostic::error("yaml-list", message).at(here()).hint(hint)
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry | ErrorKind::InvalidIndentation => {
            indentation(&line).at(here())
        }
        ErrorKind::RecursionLimitExceeded => too_deep(here()),
        kind => match brackets(kind) {
            Some(message) => {
                swallowed(Diagnostic::error("yaml-bracket", message).at(here()), text, offset, at).hint(say!(
                    "refermez chaque [ par ] et chaque {{ par }} ; un texte qui en contient se met entre guillemets",
                    "close each [ with ] and each {{ with }}; put a text that holds them in quotes"
                ))
            }
            None => {
                let info = error.info();
                let message = say!("ce passage n’est pas du YAML ({info})", "this is not YAML ({info})");
                Diagnostic::error("yaml-syntax", message).at(here())
            }
        },
    }
}

/// Shows the comment that swallowed a closing brace on this line or the one above: `{ srgb: #123C70 }`.
fn swallowed(diagnostic: Diagnostic, text: &str, offset: usize, at: impl Fn(Range<usize>) -> Place) -> Diagnostic {
    let line = Line::at(text, offset);
    let above = line.range.start.checked_sub(1).map(|end| Line::at(text, end));
    let found = [Some(line), above].into_iter().flatten().find_map(|line| {
        let inside = text.get(line.range.clone())?;
        let (before, after) = inside.split_once(" #")?;
        let is_lost =
            after.starts_with(char::is_alphanumeric) && before.contains(['{', '[']) && after.contains(['}', ']']);
        is_lost.then(|| line.range.start + before.len() + 1..line.range.end)
    });
    match found {
        None => diagnostic,
        Some(comment) => diagnostic
            .at_with(at(comment), say!("un commentaire : mettez # entre guillemets", "a comment: put # in quotes")),
    }
}

fn next_boundary(text: &str, offset: usize) -> usize {
    text[offset..].chars().next().filter(|c| *c != '\n').map_or(offset, |c| offset + c.len_utf8())
}

/// A tab among the leading spaces of the line, or of the one after: the parser may stop just before it.
fn leading_tab(text: &str, line: &Line<'_>) -> Option<Range<usize>> {
    let next = Line::at(text, line.range.end + 1);
    line.leading_tab().or_else(|| next.leading_tab().filter(|_| next.range.start > line.range.end))
}

/// A colon where none is allowed: a text with a colon in it, a line indented too far, or a key without its colon.
fn colon(line: &Line<'_>, offset: usize, at: impl Fn(Range<usize>) -> Place) -> Diagnostic {
    if line.value_range().contains(&offset) {
        let fixed = line.quoted();
        let message = say!("un deux-points coupe ce texte en deux", "a colon cuts this text in two");
        return Diagnostic::error("yaml-colon", message)
            .at(at(line.value_range()))
            .hint(say!("mettez le texte entre guillemets : {fixed}", "put the text in quotes: {fixed}"));
    }
    let here = at(line.range.start + line.indent()..line.range.end);
    let Some(above) = line.before() else {
        return Diagnostic::error("yaml-colon", say!("ce deux-points est de trop", "this colon is one too many"))
            .at(here);
    };
    let above_place = at(above.range.start + above.indent()..above.range.end);
    if above.value_range().is_empty() || !above.prefix.trim_end().ends_with(':') {
        return missing_colon(&above).at(above_place);
    }
    let message = say!(
        "cette ligne continue le texte de la ligne du dessus, et contient un deux-points",
        "this line continues the text of the line above, and holds a colon"
    );
    Diagnostic::error("yaml-colon", message)
        .at(here)
        .at_with(above_place, say!("le texte commence ici", "the text starts here"))
        .hint(say!("si c’est une clé, alignez-la avec les autres clés", "if it is a key, align it with the other keys"))
        .hint(say!(
            "si c’est la suite du texte, écrivez « >- » après la clé et le texte en dessous, en retrait",
            "if the text goes on, write “>-” after the key and the text below it, indented"
        ))
}

fn missing_colon(line: &Line<'_>) -> Diagnostic {
    let text = shorten(line.whole().trim());
    let message =
        say!("il manque un deux-points et une espace dans « {text} »", "a colon and a space are missing in “{text}”");
    Diagnostic::error("yaml-key", message).hint(say!("écrivez « clé: valeur »", "write “key: value”"))
}

fn no_colon(line: &Line<'_>, at: impl Fn(Range<usize>) -> Place) -> Diagnostic {
    missing_colon(line).at(at(line.range.start + line.indent()..line.range.end))
}

/// Words after a closing quote: `"Oser" la coopération`, `'l'usage'`.
fn after_quote(line: &Line<'_>) -> Diagnostic {
    let bare = line.value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    let fixed = match bare {
        Some(bare) => Line { value: bare, ..Line::at(line.text, line.range.start) }.quoted(),
        None => line.quoted(),
    };
    let message = say!("des mots suivent le guillemet fermant", "words follow the closing quote");
    Diagnostic::error("yaml-quote", message)
        .hint(say!("mettez tout le texte entre guillemets : {fixed}", "put the whole text in quotes: {fixed}"))
}

/// A value that starts with a character that means something in YAML.
fn special_start(line: &Line<'_>, offset: usize, character: char) -> Diagnostic {
    let message = say!(
        "un texte ne peut commencer par « {character} » sans guillemets",
        "a text cannot start with “{character}” without quotes"
    );
    let diagnostic = Diagnostic::error("yaml-start", message);
    if line.value_range().start != offset {
        return diagnostic.hint(say!("mettez le texte entre guillemets", "put the text in quotes"));
    }
    let fixed = line.quoted();
    diagnostic.hint(say!("mettez le texte entre guillemets : {fixed}", "put the text in quotes: {fixed}"))
}

fn indentation(line: &Line<'_>) -> Diagnostic {
    let spaces = line.indent();
    let message = say!(
        "le retrait de cette ligne ({spaces} espaces) n’est celui d’aucune ligne au-dessus",
        "the indentation of this line ({spaces} spaces) is that of no line above"
    );
    Diagnostic::error("yaml-indent", message).hint(say!(
        "alignez-la avec les clés ou les tirets du même niveau",
        "align it with the keys or dashes of the same level"
    ))
}

fn brackets(kind: &ErrorKind) -> Option<Say> {
    match kind {
        ErrorKind::UnclosedFlowCollection { open } => {
            Some(say!("« {open} » n’est pas refermé", "“{open}” is not closed"))
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            Some(say!("« {open} » est refermé par « {close} »", "“{open}” is closed with “{close}”"))
        }
        ErrorKind::MisplacedFlowCollectionEnd => {
            Some(say!("ce crochet ferme ce qui n’était pas ouvert", "this bracket closes what was not open"))
        }
        ErrorKind::InvalidColonPlacement
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::BlockEntryInFlowCollection => Some(say!(
            "un crochet ou une accolade ouverts plus haut ne sont pas refermés, ou il manque une virgule",
            "a bracket or brace opened above is not closed, or a comma is missing"
        )),
        _ => None,
    }
}
