//! What has no translation: kept for listings, and told with the place of every text, as a fault or, where kit.yaml
//! allows it, as a remark.

use super::{Gap, Job, Overlay};
use crate::diag::{Diagnostic, Say, Severity};
use crate::model::{Card, Deck};
use crate::say;
use crate::source::Place;

/// How many names a message lists.
const NAMED: usize = 8;

impl Job<'_> {
    /// Lays over one part; what it lacks is told at once and kept as a gap.
    pub(super) fn part<T>(
        &mut self,
        deck: Option<&Deck>,
        card: Option<&Card>,
        target: Option<Place>,
        lay: impl FnOnce(&mut Overlay<'_>) -> T,
    ) -> T {
        let mut overlay = Overlay {
            rules: &self.rules,
            diags: self.diags,
            missing: Vec::new(),
            wanted: 0,
            card: card.map(|card| card.id.clone()),
        };
        let laid = lay(&mut overlay);
        let (missing, wanted) = (overlay.missing, overlay.wanted);
        if missing.is_empty() {
            return laid;
        }
        let owner = match (deck, card) {
            (_, Some(card)) => card.place(),
            (Some(deck), None) => deck.place(),
            (None, None) => self.source.place(["kit"]),
        };
        self.result.gaps.push(Gap {
            deck: deck.map(|deck| deck.id.clone()),
            card: card.map(|card| card.id.clone()),
            texts: missing.len(),
        });
        // A file that is not there is told once, for all its cards.
        let whole = deck.is_some_and(|deck| !self.files.decks.contains_key(&deck.id));
        if !whole && !self.files.unreadable {
            let fault = self.lacking(&missing, wanted, target, owner);
            self.diags.push(match card {
                Some(card) => fault.card(&*card.id),
                None => fault,
            });
        }
        laid
    }

    /// A fault, or a remark where the kit's own language may stand in.
    pub(super) fn severity(&self) -> Severity {
        if self.locale.falls_back { Severity::Warning } else { Severity::Error }
    }

    fn lacking(&self, missing: &[(String, Place)], wanted: usize, target: Option<Place>, owner: Place) -> Diagnostic {
        let (lang, own, count) = (&self.locale.lang, &self.source.lang, missing.len());
        let mut names: Vec<_> = missing.iter().take(NAMED).map(|(name, _)| name.as_str()).collect();
        if count > NAMED {
            names.push("…");
        }
        let names = names.join(", ");
        let s = if count > 1 { "s" } else { "" };
        let message = if self.locale.falls_back {
            let stay = if count > 1 { "restent" } else { "reste" };
            let stays = if count > 1 { "stay" } else { "stays" };
            say!(
                "{count} texte{s} {stay} en {own} dans la version {lang} : {names}",
                "{count} text{s} {stays} in {own} in the {lang} version: {names}"
            )
        } else {
            say!(
                "{count} texte{s} sans traduction en {lang} : {names}",
                "{count} text{s} without translation into {lang}: {names}"
            )
        };
        let mut fault = Diagnostic { severity: self.severity(), ..Diagnostic::error("missing-translation", message) };
        if let Some(target) = target {
            fault = fault.at(target);
        }
        if missing.len() == wanted {
            fault = fault.at_with(owner, say!("la source", "the source"));
        } else {
            for (name, place) in missing {
                fault = fault.at_with(place.clone(), say!("« {name} »", "“{name}”"));
            }
        }
        if self.locale.falls_back { fault } else { fault.hint(self.next_step()) }
    }

    fn next_step(&self) -> Say {
        let (lang, own) = (&self.locale.lang, &self.source.lang);
        say!(
            "traduisez-les dans locales/{lang}/, ou laissez-les en {own} : « locales: {{ {lang}: {{ fallback: {own} }} }} » dans kit.yaml",
            "translate them in locales/{lang}/, or let them stay in {own}: “locales: {{ {lang}: {{ fallback: {own} }} }}” in kit.yaml"
        )
    }
}
