//! What keeps a type style from being used, in words.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Families, Typography};
use crate::diag::Diagnostic;
use crate::font::{Face, Fonts, Slant};
use crate::geom::Length;
use crate::say;

/// What type styles are resolved with: the kit's font roles, its fonts, its typography.
#[derive(Clone, Debug, Default)]
pub struct Foundry {
    /// Font roles: the families of each, in order of preference.
    pub roles: BTreeMap<String, Families>,
    /// Every font of the kit and of the project.
    pub fonts: Arc<Fonts>,
    /// What small typography and hyphenation start from.
    pub typography: Typography,
}

impl Foundry {
    /// The families of a role, all of them there.
    ///
    /// # Errors
    /// A role that the kit has not, a family that no file has.
    pub fn families(&self, role: &str) -> Result<&Families, StyleFault> {
        let families = self.roles.get(role).ok_or_else(|| StyleFault::UnknownRole(role.to_owned()))?;
        match families.every().find(|family| !self.fonts.has_family(family)) {
            Some(family) => Err(StyleFault::UnknownFamily(family.clone())),
            None => Ok(families),
        }
    }
}

/// Why a type style cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub enum StyleFault {
    /// The kit has no font role of this name.
    UnknownRole(String),
    /// No font file has this family.
    UnknownFamily(String),
    /// The first family of the role has no face of this weight and slant.
    NoFace {
        /// The family.
        family: String,
        /// The weight asked for.
        weight: u16,
        /// Italic asked for.
        italic: bool,
    },
    /// The style says no font.
    NoFont,
    /// The style says no size.
    NoSize,
    /// Its size lies below its own floor.
    BelowFloor {
        /// The size.
        size: Length,
        /// The floor.
        floor: Length,
    },
    /// The font lacks an OpenType feature that the style asks for.
    NoFeature {
        /// Its four letters.
        tag: [u8; 4],
        /// The font, as family, weight and slant.
        font: String,
    },
    /// Not an OpenType feature: four letters, with a minus to switch it off.
    BadFeature(String),
}

impl StyleFault {
    /// The fault of a font without the feature `tag`.
    pub(super) fn no_feature(tag: [u8; 4], face: &Face) -> Self {
        Self::NoFeature { tag, font: format!("{face:?}") }
    }

    /// The fault in words, without place.
    pub fn diagnostic(&self, name: &str, foundry: &Foundry) -> Diagnostic {
        let error = |message| Diagnostic::error("unusable-style", message);
        match self {
            Self::NoFont => error(say!("le style « {name} » ne dit pas sa police", "style “{name}” says no font"))
                .hint(say!("ajoutez `font:` avec un rôle du kit", "add `font:` with a role of the kit")),
            Self::NoSize => error(say!("le style « {name} » ne dit pas son corps", "style “{name}” says no size"))
                .hint(say!("ajoutez `size:`, par exemple `size: 11pt`", "add `size:`, for example `size: 11pt`")),
            Self::BelowFloor { size, floor } => below_floor(name, *size, *floor),
            Self::BadFeature(tag) => {
                error(say!("« {tag} » n’est pas une fonction OpenType", "“{tag}” is no OpenType feature")).hint(say!(
                    "une fonction a quatre lettres : tnum, smcp, -liga",
                    "a feature has four letters: tnum, smcp, -liga"
                ))
            }
            Self::UnknownRole(role) => {
                let known = foundry.roles.keys().cloned().collect::<Vec<_>>().join(", ");
                error(say!("le kit n’a pas de police « {role} »", "the kit has no font role “{role}”"))
                    .hint(say!("rôles du kit : {known}", "roles of the kit: {known}"))
            }
            Self::UnknownFamily(family) => {
                let known = foundry.fonts.families().join(", ");
                let fault = error(say!("police introuvable : « {family} »", "font not found: “{family}”"));
                fault.hint(if known.is_empty() {
                    say!(
                        "déposez ses fichiers dans `fonts/` du kit : ni lui ni son projet n’ont de police",
                        "put its files into `fonts/` of the kit: neither it nor its project has any font"
                    )
                } else {
                    say!(
                        "déposez ses fichiers dans `fonts/` ; familles présentes : {known}",
                        "put its files into `fonts/`; families there: {known}"
                    )
                })
            }
            Self::NoFeature { tag, font } => no_feature(*tag, font),
            Self::NoFace { family, weight, italic } => no_face(family, *weight, *italic, &foundry.fonts),
        }
    }
}

fn below_floor(name: &str, size: Length, floor: Length) -> Diagnostic {
    let points = |length: Length| format!("{:.1}", length.to_pt());
    let (size, floor) = (points(size), points(floor));
    let (size_fr, floor_fr) = (size.replace('.', ","), floor.replace('.', ","));
    Diagnostic::error(
        "unusable-style",
        say!(
            "le style « {name} » est en {size_fr} pt, sous son plancher de lisibilité de {floor_fr} pt",
            "style “{name}” is {size} pt, below its legibility floor of {floor} pt"
        ),
    )
    .hint(say!(
        "écrivez un corps plus grand ; le plancher est celui du style, ou de la variante du jeu",
        "write a larger size; the floor is that of the style, or of the deck’s variant"
    ))
}

fn no_feature(tag: [u8; 4], font: &str) -> Diagnostic {
    let name = String::from_utf8_lossy(&tag).into_owned();
    let fault = Diagnostic::error(
        "unusable-style",
        say!(
            "{font} n’a pas la fonction OpenType « {name} » que le style demande",
            "{font} has not the OpenType feature “{name}” that the style asks for"
        ),
    );
    fault.hint(match &tag {
        b"smcp" => say!(
            "`small-caps: drawn` dessine de petites capitales à partir des grandes",
            "`small-caps: drawn` makes small capitals from large ones"
        ),
        _ => say!(
            "ôtez-la du style, ou prenez une police qui l’a",
            "remove it from the style, or take a font that has it"
        ),
    })
}

fn no_face(family: &str, weight: u16, italic: bool, fonts: &Fonts) -> Diagnostic {
    let (slant_fr, slant_en) = if italic { (" italique", " italic") } else { ("", "") };
    let known = fonts.styles(family);
    let known = known
        .iter()
        .map(|(weight, slant)| format!("{}{}", weight.0, if *slant == Slant::Italic { "i" } else { "" }))
        .collect::<Vec<_>>()
        .join(", ");
    Diagnostic::error(
        "unusable-style",
        say!(
            "« {family} » n’existe pas en graisse {weight}{slant_fr}",
            "“{family}” has no face of weight {weight}{slant_en}"
        ),
    )
    .hint(say!("graisses présentes : {known}", "weights there: {known}"))
}
