//! The languages of a run: which are asked for, whose fault is which, and how each deck fares in each.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{LocaleCell, Run};
use crate::diag::{Diagnostic, Severity};
use crate::element::Element;
use crate::element::Piece;
use crate::layout::Templates;
use crate::model::{Deck, Gap, Kit};
use crate::scene::{Document, Item};
use crate::template::Node;
use crate::{say, yaml};

/// The word that asks for every language of a kit.
const ALL: &str = "all";

/// Codes of faults of words that have no room.
const OVERFLOWS: [&str; 3] = ["text-overflow", "text-too-wide", "box-overflow"];

impl Run<'_> {
    /// The languages that the run is about, the kit's own where none is named; one that the kit does not have is a fault.
    pub(super) fn languages(&mut self, kit: &Kit) -> Vec<Arc<str>> {
        let known = kit.languages(self.world);
        let asked = &self.job.locales;
        if asked.is_empty() {
            return vec![kit.lang.clone()];
        }
        let named = |lang: &str| asked.iter().any(|name| name.eq_ignore_ascii_case(lang) || name == ALL);
        let chosen: Vec<_> = known.iter().filter(|lang| named(lang)).cloned().collect();
        for name in asked {
            if name != ALL && !known.iter().any(|lang| name.eq_ignore_ascii_case(lang)) {
                let list = yaml::key_list(known.iter().map(|lang| &**lang));
                let fault = say!("le kit n’a pas de version « {name} »", "the kit has no “{name}” version");
                let hint = say!(
                    "il y a : {list} ; une autre langue a son dossier dans locales/",
                    "there are: {list}; another language has its folder in locales/"
                );
                self.diagnostics.push(Diagnostic::error("unknown-locale", fault).hint(hint));
            }
        }
        chosen
    }

    /// Names the language of every fault of a card since `start`, in a version other than the kit's own.
    pub(super) fn name_language(&mut self, start: usize, lang: &Arc<str>) {
        for fault in self.diagnostics.iter_mut().skip(start) {
            // Fields that no layout shows are the same slip in every language.
            if fault.card.is_some() && fault.code != "unknown-field" {
                fault.locale = Some(lang.to_string());
            }
        }
    }

    /// How a deck fares in one language; `start` is where its faults begin.
    pub(super) fn cell(
        &self,
        lang: &Arc<str>,
        deck: &Deck,
        document: &Document,
        gaps: &[Gap],
        start: usize,
    ) -> LocaleCell {
        let faults: Vec<_> = self.diagnostics.iter().skip(start).collect();
        let over = faults.iter().filter(|fault| OVERFLOWS.contains(&fault.code));
        let cards: BTreeSet<_> = over.filter_map(|fault| fault.card.clone()).collect();
        let own = || gaps.iter().filter(|gap| gap.deck.as_ref().is_none_or(|id| *id == deck.id));
        LocaleCell {
            locale: lang.to_string(),
            deck: deck.id.to_string(),
            variant: deck.variant.as_ref().map(|variant| variant.id.to_string()),
            overflowing: cards.into_iter().collect(),
            // Nobody is told unless languages are asked for.
            smallest_pt: if self.job.locales.is_empty() { None } else { smallest(document) },
            missing_texts: own().map(|gap| gap.texts).sum(),
            untranslated: own().filter_map(|gap| gap.card.as_ref().map(ToString::to_string)).collect(),
            missing_glyphs: faults.iter().filter(|fault| fault.code == "text-missing-glyph").count(),
            errors: faults.iter().filter(|fault| fault.severity == Severity::Error).count(),
        }
    }

    /// Words that stand in the layouts themselves: they would be the same in every language.
    pub(super) fn words_of_layouts(&mut self, templates: &Templates) {
        templates.values().for_each(|template| template.nodes.iter().for_each(|node| self.words_of(node)));
    }

    fn words_of(&mut self, node: &Node) {
        if let Some(Element::Text(_)) = &node.element {
            let pieces = node.element.iter().flat_map(Element::expressions).flat_map(|expr| expr.pieces());
            let literals = pieces.filter_map(|piece| match piece {
                Piece::Literal(text) => Some(text.as_str()),
                Piece::Name { .. } => None,
            });
            let words: Vec<_> = literals.filter(|text| has_words(text)).map(str::trim).collect();
            if !words.is_empty() {
                let words = words.join(" … ");
                let remark = say!(
                    "« {words} » est écrit dans la maquette, et reste tel quel dans toutes les langues",
                    "“{words}” is written in the layout, and is the same in every language"
                );
                let hint = say!(
                    "mettez ces mots sous `words:` dans kit.yaml, et écrivez ici {{words.nom}}",
                    "put these words under `words:` in kit.yaml, and write {{words.name}} here"
                );
                let place = node.place.key("text");
                self.diagnostics.push(Diagnostic::warning("layout-words", remark).at(place).hint(hint));
            }
        }
        node.children.iter().for_each(|child| self.words_of(child));
    }
}

/// True where a text has letters that are no icon (`:clock:`).
fn has_words(text: &str) -> bool {
    text.split_whitespace()
        .any(|word| word.contains(char::is_alphabetic) && !(word.starts_with(':') && word.ends_with(':')))
}

/// The smallest letters of a document in points, to two decimals.
fn smallest(document: &Document) -> Option<f64> {
    let pages = document.pages.iter().filter_map(|page| least(document, &page.items, 1.0));
    pages.reduce(f64::min).map(|size| (size * 100.0).round() / 100.0)
}

fn least(document: &Document, items: &[Item], scale: f64) -> Option<f64> {
    let sizes = items.iter().filter_map(|item| match item {
        Item::Glyphs(run) => Some(run.size.to_pt() * scale),
        Item::Group(group) => least(document, &group.items, scale * group.transform.mean_scale()),
        Item::Use(used) => {
            let artwork = document.artwork(used.artwork)?;
            least(document, &artwork.items, scale * used.transform.mean_scale())
        }
        Item::Path(_) | Item::Image(_) | Item::Link(_) => None,
    });
    sizes.reduce(f64::min)
}
