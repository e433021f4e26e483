//! `output-intent`: the file does not say for which printing condition it was made.
//!
//! **What.** Exactly one output intent `GTS_PDFX` with an OutputConditionIdentifier; PDF/X-4 with the profile embedded,
//! PDF/X-1a with the profile or a registered condition (RegistryName); an Info text where the condition is not registered.
//! **Why.** Without it nobody knows what the numbers of a colour mean.
//! **Fix.** Choose a profile at export: FOGRA39 or FOGRA51 for coated paper, FOGRA47 or FOGRA52 for uncoated.
//! **Source.** ISO 15930-7, 6.3; ISO 15930-4, 6.3.

use super::{Desk, Rule};
use crate::diag::Say;
use crate::say;
use crate::verify::audit::intent::Embedded;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::whole("output-intent", look);

fn look(desk: &Desk<'_>, notes: &mut Notes) {
    if !desk.is_pdfx() {
        return;
    }
    let fix = || {
        say!(
            "choisissez à l’export le profil de l’imprimeur (FOGRA39 ou FOGRA51 sur couché)",
            "choose the printer’s profile at export (FOGRA39 or FOGRA51 on coated paper)"
        )
    };
    let mut tell = |message: Say| notes.take(Note::error(message, fix()));
    let [intent] = desk.intents.as_slice() else {
        let count = desk.intents.len();
        return tell(match count {
            0 => say!("le fichier n’a pas de mode de sortie (OutputIntent GTS_PDFX)", "the file has no output intent (GTS_PDFX)"),
            _ => say!("le fichier a {count} modes de sortie GTS_PDFX au lieu d’un", "the file has {count} output intents GTS_PDFX instead of one"),
        });
    };
    if intent.identifier.is_none() {
        tell(say!("le mode de sortie n’a pas d’OutputConditionIdentifier", "the output intent has no OutputConditionIdentifier"));
    }
    let none = matches!(intent.profile, Embedded::None);
    if desk.is_x4() && none {
        tell(if intent.referenced {
            say!("le profil du mode de sortie est hors du fichier : PDF/X-4 l’incorpore", "the profile of the output intent stands outside the file: PDF/X-4 embeds it")
        } else {
            say!("le mode de sortie n’a pas de profil ICC", "the output intent has no ICC profile")
        });
    }
    if desk.is_x1a() && none && intent.registry.is_none() {
        tell(say!("le mode de sortie n’a ni profil ICC ni registre (RegistryName)", "the output intent has neither an ICC profile nor a registry (RegistryName)"));
    }
    if intent.identifier.is_some() && intent.registry.is_none() && intent.info.is_none() && !none {
        tell(say!("le mode de sortie n’a ni registre (RegistryName) ni description (Info)", "the output intent has neither a registry (RegistryName) nor a description (Info)"));
    }
}
