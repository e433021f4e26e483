//! What keeps text from being set at all: letters that no font has, fonts that do not exist.

use unicode_script::Script;

use crate::diag::Diagnostic;
use crate::say;

/// Why a text cannot be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No font of the chain has a glyph for this character.
    MissingGlyph {
        /// The character.
        character: char,
        /// The script whose fonts were tried: its own, or that of the letters before a sign that belongs to none.
        script: Script,
        /// The word it stands in.
        word: String,
        /// The fonts tried, in order, as family, weight and slant.
        fonts: Vec<String>,
    },
    /// The font of some words lacks an OpenType feature that their style asks for.
    NoFeature {
        /// The four letters of the feature.
        tag: [u8; 4],
        /// The font, as family, weight and slant.
        font: String,
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
            Self::MissingGlyph { character, script, word, fonts } => missing(*character, *script, word, fonts),
            Self::NoFeature { tag, font } => no_feature(*tag, font),
            Self::NoFont { words } => {
                Diagnostic::error("text-no-font", say!("aucune police pour « {words} »", "no font for “{words}”"))
                    .hint(say!("indiquez `font` dans le style", "name a `font` in the style"))
            }
        }
    }
}

fn missing(character: char, script: Script, word: &str, fonts: &[String]) -> Diagnostic {
    let (code, tried, tag) = (u32::from(character), fonts.join(", "), script.short_name());
    if is_emoji(character) {
        let message = say!(
            "l’émoji {character} (U+{code:04X}) ne peut pas être imprimé : aucune police ne le dessine au trait \
             (essayées : {tried})",
            "the emoji {character} (U+{code:04X}) cannot be printed: no font has an outline of it (tried: {tried})"
        );
        return Diagnostic::error("text-missing-glyph", message).hint(say!(
            "les polices d’émojis en couleur ne sont pas peintes : ajoutez au rôle une police d’émojis au trait, ou \
             mettez un dessin à la place, par son nom entre deux-points",
            "fonts of colour emoji are not painted: add a font of outlined emoji to the role, or put a drawing in its \
             place, by its name between colons"
        ));
    }
    if matches!(script, Script::Latin | Script::Common | Script::Inherited) {
        let message = say!(
            "aucune police n’a le caractère U+{code:04X} {character} de « {word} » (essayées : {tried})",
            "no font has the character U+{code:04X} {character} of “{word}” (tried: {tried})"
        );
        return Diagnostic::error("text-missing-glyph", message).hint(say!(
            "ajoutez au rôle, dans `fonts` de kit.yaml, une famille qui a ce caractère, ou écrivez-le autrement",
            "add a family that has this character to the role, in `fonts` of kit.yaml, or write it another way"
        ));
    }
    let message = say!(
        "aucune police n’a le caractère U+{code:04X} {character} de « {word} » (écriture {tag} ; essayées : {tried})",
        "no font has the character U+{code:04X} {character} of “{word}” (script {tag}; tried: {tried})"
    );
    Diagnostic::error("text-missing-glyph", message).hint(say!(
        "dans `fonts` de kit.yaml, donnez au rôle une famille pour cette écriture : `scripts: {{ {tag}: [Famille] }}`",
        "in `fonts` of kit.yaml, give the role a family for this script: `scripts: {{ {tag}: [Family] }}`"
    ))
}

fn no_feature(tag: [u8; 4], font: &str) -> Diagnostic {
    let tag = String::from_utf8_lossy(&tag).into_owned();
    Diagnostic::error(
        "text-no-feature",
        say!(
            "{font} n’a pas la fonction OpenType « {tag} » que ce texte demande",
            "{font} has not the OpenType feature “{tag}” that this text asks for"
        ),
    )
    .hint(say!(
        "ôtez la fonction du style, ou donnez au texte une police qui l’a",
        "remove the feature from the style, or give the text a font that has it"
    ))
}

/// Pictures among characters, and the regional letters that make flags: the blocks that have nothing else.
const fn is_emoji(character: char) -> bool {
    matches!(character, '\u{1f000}'..='\u{1faff}')
}
