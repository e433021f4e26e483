//! Supplements: which cards look otherwise than in an earlier build, by its manifest.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::Run;
use super::made::Made;
use super::manifest;
use crate::diag::Diagnostic;
use crate::say;

/// What an earlier build says of itself.
struct Earlier {
    kit: String,
    version: String,
    /// What each card looked like, by deck and code.
    cards: BTreeMap<String, BTreeMap<String, String>>,
}

impl Run<'_> {
    /// Finds out what each card looks like, for the manifest.
    pub(super) fn look(&mut self, made: &mut [Made]) {
        for deck in made {
            deck.look();
            self.looks.extend(deck.looks.clone());
        }
    }

    /// Leaves out the cards that look as they did in the manifest or version that the run was asked to compare with.
    pub(super) fn since(&mut self, made: &mut Vec<Made>) {
        let Some(asked) = self.job.since.clone() else { return };
        let earlier = match self.earlier(&asked) {
            Ok(earlier) => earlier,
            Err(fault) => return self.diagnostics.push(fault),
        };
        let kit = self.kit_id.as_ref().map(|kit| kit.id.clone()).unwrap_or_default();
        if earlier.kit != kit {
            let other = &earlier.kit;
            let fault = say!(
                "ce manifeste est celui du kit « {other} », pas de « {kit} »",
                "this manifest is that of the kit “{other}”, not of “{kit}”"
            );
            return self.diagnostics.push(Diagnostic::error("other-kit", fault));
        }
        for deck in made.iter_mut() {
            let looks = deck.looks.get(&deck.id).cloned().unwrap_or_default();
            let known = earlier.cards.get(&deck.id);
            let changed = |code: &str| {
                let look = looks.get(code).map(|look| manifest::shown(*look));
                look.as_ref() != known.and_then(|known| known.get(code))
            };
            deck.keep(changed, &earlier.version);
        }
        made.retain(|deck| !deck.document().pages.is_empty());
        if made.is_empty() {
            let version = earlier.version;
            let remark = say!("aucune carte n’a changé depuis {version}", "no card has changed since {version}");
            let next = say!("il n’y a rien à réimprimer", "there is nothing to print again");
            self.diagnostics.push(Diagnostic::warning("nothing-changed", remark).hint(next));
        }
    }

    /// The manifest itself, or that of a version which the kit keeps in `versions/`.
    fn earlier(&self, asked: &str) -> Result<Earlier, Diagnostic> {
        let kept = self.job.kit.join("versions").join(format!("{asked}.json"));
        let path = [PathBuf::from(asked), kept.clone()].into_iter().find(|path| self.world.is_file(path));
        let Some(path) = path else {
            let kept = kept.display().to_string().replace('\\', "/");
            let fault =
                say!("ni manifeste ni version « {asked} »", "there is neither a manifest nor a version “{asked}”");
            return Err(Diagnostic::error("no-manifest", fault).hint(say!(
                "donnez le manifest.json d’une fabrication, ou gardez celui de chaque version : {kept}",
                "give the manifest.json of a build, or keep that of each version: {kept}"
            )));
        };
        let read = self.world.read(&path).ok().and_then(|bytes| parse(&bytes));
        read.ok_or_else(|| unreadable(&path))
    }
}

fn parse(bytes: &[u8]) -> Option<Earlier> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let looks = |deck: &Value| -> Option<BTreeMap<String, String>> {
        deck.as_object()?.iter().map(|(code, look)| Some((code.clone(), text(look)?))).collect()
    };
    let decks = value.get("cards")?.as_object()?.iter();
    let cards = decks.map(|(deck, cards)| Some((deck.clone(), looks(cards)?))).collect::<Option<_>>()?;
    Some(Earlier { kit: text(value.get("kit")?)?, version: text(value.get("version")?)?, cards })
}

fn unreadable(path: &Path) -> Diagnostic {
    let path = path.display().to_string().replace('\\', "/");
    let fault = say!(
        "{path} n’est pas un manifeste qui dit l’aspect de ses cartes",
        "{path} is no manifest that tells what its cards look like"
    );
    Diagnostic::error("wrong-manifest", fault).hint(say!(
        "un manifest.json écrit par `massicot build` a les clés kit, version et cards",
        "a manifest.json written by `massicot build` has the keys kit, version and cards"
    ))
}
