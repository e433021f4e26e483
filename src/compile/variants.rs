//! In which forms decks are made: themselves, or their variants.

use std::borrow::Cow;

use super::Run;
use super::files::slug;
use crate::diag::Diagnostic;
use crate::model::{Card, Deck, STANDARD};
use crate::say;
use crate::yaml;

/// A deck in one of its forms, and the chosen cards of the deck itself.
pub(super) type Form<'k> = (Cow<'k, Deck>, Vec<&'k Card>);

impl Run<'_> {
    /// Every form asked for of the chosen decks; a variant that none of them has is a fault.
    pub(super) fn forms<'k>(&mut self, chosen: &[(&'k Deck, Vec<&'k Card>)]) -> Vec<Form<'k>> {
        let wanted = &self.job.variants;
        let asks = |name: &str| wanted.iter().any(|other| other == "all" || other.eq_ignore_ascii_case(name));
        let mut forms: Vec<Form<'k>> = Vec::new();
        for (deck, cards) in chosen {
            if wanted.is_empty() || asks(STANDARD) {
                forms.push((Cow::Borrowed(deck), cards.clone()));
            }
            let variants = deck.variants.iter().filter(|variant| asks(&variant.id));
            let decks = variants.filter_map(|variant| deck.in_variant(&variant.id));
            forms.extend(decks.map(|deck| (Cow::Owned(deck), cards.clone())));
        }
        let mut known: Vec<&str> =
            chosen.iter().flat_map(|(deck, _)| &deck.variants).map(|variant| &*variant.id).collect();
        known.dedup();
        let is_known =
            |name: &str| matches!(name, STANDARD | "all") || known.iter().any(|known| known.eq_ignore_ascii_case(name));
        for name in wanted.iter().filter(|name| !chosen.is_empty() && !is_known(name)) {
            self.diagnostics.push(unknown(name, &known));
        }
        forms
    }
}

/// The cards of one form of a deck.
pub(super) fn cards<'d>(form: &'d Deck, chosen: &[&Card]) -> Vec<&'d Card> {
    form.cards_of(chosen.iter().map(|card| &*card.id))
}

/// How file names call a deck with the title that it has in the kit's own language: `D1-reperes`,
/// `D1-reperes-grands-caracteres`.
pub(super) fn component(deck: &Deck, title: &str) -> String {
    let own = format!("{}-{}", deck.id, slug(title)).trim_end_matches('-').to_owned();
    match &deck.variant {
        Some(variant) => format!("{own}-{}", slug(&variant.id)),
        None => own,
    }
}

fn unknown(name: &str, known: &[&str]) -> Diagnostic {
    let fault = Diagnostic::error(
        "unknown-variant",
        say!("aucun jeu choisi n’a de variante « {name} »", "no chosen deck has a variant “{name}”"),
    );
    if let Some(near) = yaml::suggest(name, known.iter().copied()) {
        return fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"));
    }
    let list = yaml::key_list(known.iter().copied().chain([STANDARD, "all"]));
    fault.hint(say!("on peut demander : {list}", "one may ask for: {list}"))
}
