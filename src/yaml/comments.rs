//! Words lost to a comment: `titre: Atelier #3` reads as `Atelier`.

use std::ops::Range;

use granit_parser::{Event, Parser, Placement, ScalarStyle};

use super::syntax::Line;
use super::value::{bytes, options};
use crate::diag::{Diagnostic, Diagnostics};
use crate::say;
use crate::source::{At, FileId, Place};

/// Warns of every `#` that follows an unquoted text on its line and touches the next word: people write comments
/// with a space after the mark, and numbers without.
pub(super) fn warn(file: FileId, text: &str, diags: &mut Diagnostics) {
    if !text.match_indices('#').any(|(at, _)| text[..at].ends_with(' ') && touches_word(&text[at + 1..])) {
        return;
    }
    let mut options = options();
    options.set_emit_comments(true);
    options.max_buffered_comment_events = usize::MAX;
    let mut last: Option<Range<usize>> = None;
    for (event, span) in Parser::new_from_str_with_options(text, options).map_while(Result::ok) {
        let range = bytes(&span, text);
        match event {
            Event::Scalar(_, style, ..) => last = (style == ScalarStyle::Plain).then_some(range),
            Event::Comment(words, Placement::Right) if touches_word(&words) => {
                let follows = last.as_ref().and_then(|last| text.get(last.end..range.start));
                if follows.is_some_and(|between| !between.is_empty() && between.bytes().all(|byte| byte == b' ')) {
                    diags.push(warning(file, text, range));
                }
            }
            _ => {}
        }
    }
}

fn touches_word(after: &str) -> bool {
    after.starts_with(char::is_alphanumeric)
}

fn warning(file: FileId, text: &str, range: Range<usize>) -> Diagnostic {
    let lost = &text[range.clone()];
    let line = Line::at(text, range.start);
    let message = say!("« {lost} » est un commentaire, et n’est pas lu", "“{lost}” is a comment, and is not read");
    let hint = if line.value.starts_with(['[', '{']) {
        say!("si c’est du texte, mettez-le entre guillemets", "if it is text, put it in quotes")
    } else {
        let fixed = line.quoted();
        say!("si c’est du texte, mettez-le entre guillemets : {fixed}", "if it is text, put it in quotes: {fixed}")
    };
    let space = say!("si c’est un commentaire, mettez une espace après #", "if it is a comment, put a space after #");
    Diagnostic::warning("yaml-comment", message).at(Place { file, at: At::Bytes(range) }).hint(hint).hint(space)
}
