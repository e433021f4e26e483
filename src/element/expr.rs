//! Texts with names in them: `{family.label} · {card.id}`. A name asks the card; two braces are a brace.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, de};

use super::Scope;
use crate::diag::Say;
use crate::{say, yaml};

/// A text with names in it, read once and filled for every card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expr {
    pieces: Vec<Piece>,
}

/// Part of an [`Expr`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it stands.
    Literal(String),
    /// A name to be answered by the scope.
    Name {
        /// Dotted name.
        name: Arc<str>,
        /// Written `{name?}`: nothing stands for a missing value.
        optional: bool,
        /// What is done to the value.
        filter: Option<Filter>,
    },
}

/// What can be done to a value: `{title|upper}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Capitals, accents kept.
    Upper,
    /// Small letters.
    Lower,
    /// A URL as people read it: without scheme, without a trailing slash.
    Short,
}

/// A name without value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The name.
    pub name: Arc<str>,
}

/// Why a text is not an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprError {
    /// An opening brace without its closing one, or the other way round.
    Unbalanced,
    /// Nothing between the braces, or signs that no name has.
    BadName(String),
    /// A filter that does not exist.
    UnknownFilter(String),
}

impl ExprError {
    /// What is wrong, and the next step.
    pub fn say(&self) -> (Say, Say) {
        match self {
            Self::Unbalanced => (
                say!("une accolade n’a pas sa paire", "a brace lacks its pair"),
                say!("écrivez {{{{ ou }}}} pour une accolade ordinaire", "write {{{{ or }}}} for a brace as such"),
            ),
            Self::BadName(name) => (
                say!("« {name} » n’est pas un nom", "“{name}” is not a name"),
                say!(
                    "un nom a des lettres, des chiffres, - et _, joints par des points : {{family.label}}",
                    "a name has letters, digits, - and _, joined by dots: {{family.label}}"
                ),
            ),
            Self::UnknownFilter(name) => (
                say!("filtre inconnu : « {name} »", "unknown filter “{name}”"),
                say!("il y a upper, lower et short", "there are upper, lower and short"),
            ),
        }
    }
}

impl Expr {
    /// Reads a text with names in braces.
    ///
    /// # Errors
    /// Braces without pair, names that cannot be, unknown filters.
    pub fn parse(text: &str) -> Result<Self, ExprError> {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '{' | '}' if chars.peek() == Some(&c) => {
                    chars.next();
                    literal.push(c);
                }
                // The style of a run, `[words]{.accent}`, is markup.
                '{' if chars.peek() == Some(&'.') => {
                    if !chars.clone().any(|c| c == '}') {
                        return Err(ExprError::Unbalanced);
                    }
                    literal.push(c);
                    literal.extend(chars.by_ref().take_while(|c| *c != '}'));
                    literal.push('}');
                }
                '{' => {
                    let inside: String = chars.by_ref().take_while(|c| *c != '}').collect();
                    if !literal.is_empty() {
                        pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                    }
                    pieces.push(name(&inside, text)?);
                }
                '}' => return Err(ExprError::Unbalanced),
                c => literal.push(c),
            }
        }
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        Ok(Self { pieces })
    }

    /// Reads a text with names in braces for a `Deserialize`.
    ///
    /// # Errors
    /// As [`Expr::parse`], with the next step.
    pub fn read<E: de::Error>(text: &str) -> Result<Self, E> {
        Self::parse(text).map_err(|fault| {
            let (message, next) = fault.say();
            yaml::reject(message, Some(next))
        })
    }

    /// The parts, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The names asked for.
    pub fn names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Name { name, .. } => Some(name),
            Piece::Literal(_) => None,
        })
    }

    /// True when it is the same text for every card.
    pub fn is_literal(&self) -> bool {
        self.names().next().is_none()
    }

    /// The text, where it is the same for every card.
    pub fn literal(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// The text for one card.
    ///
    /// # Errors
    /// A name that has no value and is not optional.
    pub fn fill(&self, scope: &dyn Scope) -> Result<String, Missing> {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => out.push_str(text),
                Piece::Name { name, optional, filter } => match scope.text(name) {
                    Some(value) => apply(*filter, &value, &mut out),
                    None if *optional => {}
                    None => return Err(Missing { name: name.clone() }),
                },
            }
        }
        Ok(out)
    }
}

fn apply(filter: Option<Filter>, value: &str, out: &mut String) {
    match filter {
        None => out.push_str(value),
        Some(Filter::Upper) => recase(value, str::to_uppercase, out),
        Some(Filter::Lower) => recase(value, str::to_lowercase, out),
        Some(Filter::Short) => {
            let bare = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://")).unwrap_or(value);
            out.push_str(bare.strip_suffix('/').unwrap_or(bare));
        }
    }
}

/// Changes the case of words, and of nothing that is no word: addresses of links, code, icons, names of styles.
fn recase(value: &str, change: fn(&str) -> String, out: &mut String) {
    let mut rest = value;
    while let Some((at, len)) = verbatim(rest) {
        out.push_str(&change(rest.get(..at).unwrap_or("")));
        out.push_str(rest.get(at..at + len).unwrap_or(""));
        rest = rest.get(at + len..).unwrap_or("");
    }
    out.push_str(&change(rest));
}

/// Where the first mark that keeps its case begins, and its length.
fn verbatim(text: &str) -> Option<(usize, usize)> {
    let enclosed = |at: usize, open: &str, close: &str| {
        let inside = text.get(at..)?.strip_prefix(open)?;
        Some(open.len() + inside.find(close)? + close.len())
    };
    let icon = |at: usize| {
        let len = enclosed(at, ":", ":")?;
        let name = text.get(at + 1..at + len - 1)?;
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        (!name.is_empty() && name.chars().all(fits)).then_some(len)
    };
    let mut found = text.bytes().enumerate().filter_map(|(at, byte)| {
        let len = match byte {
            b']' => enclosed(at, "](", ")").or_else(|| enclosed(at, "]{.", "}"))?,
            b'`' => enclosed(at, "`", "`")?,
            b':' => icon(at)?,
            _ => return None,
        };
        Some((at, len))
    });
    found.next()
}

fn name(inside: &str, whole: &str) -> Result<Piece, ExprError> {
    if !whole.contains('}') || inside.contains('{') {
        return Err(ExprError::Unbalanced);
    }
    let (name, filter) = match inside.split_once('|') {
        None => (inside, None),
        Some((name, "upper")) => (name, Some(Filter::Upper)),
        Some((name, "lower")) => (name, Some(Filter::Lower)),
        Some((name, "short")) => (name, Some(Filter::Short)),
        Some((_, other)) => return Err(ExprError::UnknownFilter(other.to_owned())),
    };
    let (name, optional) = name.strip_suffix('?').map_or((name, false), |name| (name, true));
    let fits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if !name.split('.').all(fits) {
        return Err(ExprError::BadName(name.to_owned()));
    }
    Ok(Piece::Name { name: name.into(), optional, filter })
}

impl<'de> Deserialize<'de> for Expr {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(&String::deserialize(deserializer)?)
    }
}

impl JsonSchema for Expr {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Expr".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "Text with names in braces: {title}, {family.label}, {card.id}, {title|upper}, {note?}"
        })
    }
}
