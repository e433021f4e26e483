//! What keeps text from being set at all: letters that no font has, fonts that do not exist.

use crate::diag::Diagnostic;
use crate::say;

/// Why a text cannot be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No font of the chain has a glyph for this character.
    MissingGlyph {
        /// The character.
        character: char,
        /// The word it stands in.
        word: String,
        /// The fonts tried, in order, as family, weight and slant.
        fonts: Vec<String>,
    },
    /// A style names no font, or one that is not among those of the run.
    NoFont {
        /// The first words in that style.
        words: String,
    },
}

impl Fault {
    /// The fault in words. Its places are for the caller to add: only it knows the field and the frame.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::MissingGlyph { character, word, fonts } => missing(*character, word, fonts),
            Self::NoFont { words } => {
                Diagnostic::error("text-no-font", say!("aucune police pour « {words} »", "no font for “{words}”"))
                    .hint(say!("indiquez `font` dans le style", "name a `font` in the style"))
            }
        }
    }
}

fn missing(character: char, word: &str, fonts: &[String]) -> Diagnostic {
    let (code, tried) = (u32::from(character), fonts.join(", "));
    Diagnostic::error(
        "text-missing-glyph",
        say!(
            "aucune police n'a le caractère U+{code:04X} {character} de « {word} » (essayées : {tried})",
            "no font has the character U+{code:04X} {character} of “{word}” (tried: {tried})"
        ),
    )
    .hint(say!(
        "ajoutez au style une police de secours qui a ce caractère, ou écrivez-le autrement",
        "add a fallback font that has this character to the style, or write it another way"
    ))
}
