//! Everything that a profile says, for listings and tickets: each figure in words, with who says so.

use std::sync::Arc;

use super::Printer;
use super::figure::{Figure, Source};
use super::values::{Backs, Copies, Marks};
use crate::diag::Say;
use crate::geom::Length;
use crate::say;

/// A figure in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Its key in profiles: `bleed`.
    pub key: &'static str,
    /// What it is called.
    pub name: Say,
    /// The figure: « 3 mm ».
    pub value: Say,
    /// Who says so.
    pub source: Arc<Source>,
    /// The generic profile that it comes from, where the printer itself says nothing.
    pub inherited: Option<Arc<str>>,
}

impl Printer {
    /// Every figure, in the order of profiles.
    pub fn told(&self) -> Vec<Told> {
        let mut all = Vec::new();
        let mut tell = |key, name, told: Option<Quoted<'_>>| {
            let Some((value, source, inherited)) = told else { return };
            all.push(Told { key, name, value, source: source.clone(), inherited: inherited.clone() });
        };
        tell("bleed", say!("fond perdu", "bleed"), told(&self.bleed, length));
        tell("safe", say!("zone sûre", "safe zone"), told(&self.safe, length));
        tell("radius", say!("rayon des coins", "corner radius"), told(&self.radius, length));
        tell("delivery", say!("fichiers", "files"), told(&self.delivery, |value| value.say()));
        tell("sheet", say!("feuille", "sheet"), told(&self.sheet, |name| say!("{name}", "{name}")));
        tell("order", say!("ordre des pages", "order of pages"), told(&self.order, |value| value.say()));
        tell("backs", say!("dos commun", "common back"), told(&self.backs, backs));
        tell("copies", say!("exemplaires d’une carte", "copies of a card"), told(&self.copies, copies));
        tell("marks", say!("repères", "marks"), told(&self.marks, marks));
        tell("standard", say!("norme", "standard"), told(&self.standard, |value| value.say()));
        let ink = self.ink.as_ref().filter(|_| !self.takes_rgb()).cloned();
        tell("ink", say!("encrage au plus", "most ink"), told(&ink, |value| percent(*value)));
        tell("resolution", say!("résolution", "resolution"), told(&self.resolution, |value| ppi(*value)));
        let least = told(&self.least_resolution, |value| ppi(*value));
        tell("least-resolution", say!("refusé en dessous de", "refused under"), least);
        tell("text", say!("texte au moins", "text at least"), told(&self.text, points));
        tell("reversed-text", say!("texte clair au moins", "light text at least"), told(&self.reversed_text, points));
        tell("line", say!("filet au moins", "line at least"), told(&self.line, points));
        tell("colour", say!("couleurs", "colours"), told(&self.colour, |name| say!("{name}", "{name}")));
        tell("rich-black", say!("noir profond", "deep black"), told(&self.rich_black, inks));
        for (kind, figure) in &self.spots {
            let (name, value) = (kind.say(), say!("{name}", "{name}"; name = same(&figure.is)));
            tell(kind.key(), name, Some((value, &figure.source, &figure.inherited)));
        }
        all
    }
}

/// A value with its source and the generic profile that it comes from.
type Quoted<'a> = (Say, &'a Arc<Source>, &'a Option<Arc<str>>);

fn told<T>(figure: &Option<Figure<T>>, say: impl Fn(&T) -> Say) -> Option<Quoted<'_>> {
    figure.as_ref().map(|figure| (say(&figure.is), &figure.source, &figure.inherited))
}

fn same(text: &str) -> Say {
    Say { fr: text.to_owned(), en: text.to_owned() }
}

/// `3,175 mm`
pub(crate) fn length(length: &Length) -> Say {
    let text = length.to_string();
    Say { fr: text.replace('.', ","), en: text }
}

/// `0,25 pt`
pub(crate) fn points(length: &Length) -> Say {
    number((length.to_pt() * 1000.0).round() / 1000.0, " pt", " pt")
}

/// `300 %`
pub(crate) fn percent(value: f64) -> Say {
    number(value, " %", "%")
}

/// `300 ppp`
pub(crate) fn ppi(value: f64) -> Say {
    number(value, " ppp", " ppi")
}

fn number(value: f64, fr: &str, en: &str) -> Say {
    let text = value.to_string();
    Say { fr: format!("{}{fr}", text.replace('.', ",")), en: format!("{text}{en}") }
}

fn inks([c, m, y, k]: &[u8; 4]) -> Say {
    say!("C {c} M {m} J {y} N {k}", "C {c} M {m} Y {y} K {k}")
}

fn backs(value: &Backs) -> Say {
    match value {
        Backs::Each => say!("derrière chaque recto", "behind each front"),
        Backs::Once => say!("une seule fois", "once"),
    }
}

fn copies(value: &Copies) -> Say {
    match value {
        Copies::Expanded => say!("une page par exemplaire", "a page a copy"),
        Copies::Counted => say!("une page, avec le nombre à commander", "one page, with the number to order"),
    }
}

fn marks(value: &Marks) -> Say {
    match value {
        Marks::Refused => say!("refusés", "refused"),
        Marks::Allowed => say!("admis hors du format", "allowed outside the trim"),
    }
}
