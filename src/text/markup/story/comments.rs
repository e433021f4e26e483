//! Comments that say how the text goes on: `<!-- page -->`. To every other program that reads Markdown they are nothing.
//! A comment of several words is the author's own and says nothing here either.

use crate::diag::Diagnostic;
use crate::say;
use crate::yaml;

/// What a comment asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Comment {
    /// The next page.
    Page,
    /// The next column.
    Column,
    /// The table of contents.
    Contents,
    /// A block style for the next block.
    Class(String),
    /// Nothing: words for other people.
    Words,
}

const KNOWN: [&str; 3] = ["page", "column", "toc"];

/// What a piece of HTML asks for; none where it is more than comments. Several comments may follow one another.
pub(super) fn read(html: &str) -> Option<Vec<Result<Comment, Diagnostic>>> {
    let mut found = Vec::new();
    let mut rest = html.trim();
    while !rest.is_empty() {
        let inside = rest.strip_prefix("<!--")?;
        let end = inside.find("-->")?;
        found.push(one(inside.get(..end)?.trim()));
        rest = inside.get(end + 3..)?.trim();
    }
    Some(found)
}

fn one(words: &str) -> Result<Comment, Diagnostic> {
    let named = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    match words {
        "page" => Ok(Comment::Page),
        "column" => Ok(Comment::Column),
        "toc" => Ok(Comment::Contents),
        _ if words.split_whitespace().count() != 1 => Ok(Comment::Words),
        _ => match words.strip_prefix('.') {
            Some(name) if named(name) => Ok(Comment::Class(name.to_owned())),
            _ => Err(unknown(words)),
        },
    }
}

fn unknown(word: &str) -> Diagnostic {
    let fault = Diagnostic::error(
        "markup-comment",
        say!("le commentaire « {word} » ne commande rien de connu", "the comment “{word}” asks for nothing known"),
    );
    match yaml::suggest(word, KNOWN) {
        Some(near) => fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
        None => fault.hint(say!(
            "il y a <!-- page -->, <!-- column -->, <!-- toc --> et <!-- .style --> ; une remarque a plusieurs mots",
            "there are <!-- page -->, <!-- column -->, <!-- toc --> and <!-- .style -->; a remark has several words"
        )),
    }
}
