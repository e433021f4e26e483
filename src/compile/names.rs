//! Names that layouts ask for without needing an answer: a slip in a condition or a repetition would go unseen.

use super::Run;
use crate::diag::Diagnostic;
use crate::layout::Templates;
use crate::model::{Kit, unknown_collection};
use crate::say;
use crate::source::Place;
use crate::template::Node;
use crate::yaml;

/// Names that every card answers.
const FIXED: [&str; 10] = ["id", "count", "tags", "link", "url", "card", "deck", "kit", "words", "page"];

impl Run<'_> {
    /// Vocabularies that repetitions name must be there; a field that no card has and that nearly is the name of
    /// another one is worth a warning.
    pub(super) fn names(&mut self, kit: &Kit, templates: &Templates) {
        let cards = kit.decks.iter().flat_map(|deck| &deck.cards);
        let mut known: Vec<&str> = cards.flat_map(|card| &card.fields).map(|field| &*field.key).collect();
        known.extend(kit.decks.iter().flat_map(|deck| &deck.extra).map(|field| &**field));
        known.extend(kit.vocabularies.iter().map(|vocabulary| &*vocabulary.field));
        known.extend(kit.collections.iter().map(|collection| &*collection.name));
        known.extend(FIXED);
        known.sort_unstable();
        known.dedup();
        for template in templates.values() {
            template.nodes.iter().for_each(|node| self.node(node, kit, &mut known.clone()));
        }
    }

    fn node<'n>(&mut self, node: &'n Node, kit: &Kit, known: &mut Vec<&'n str>) {
        let outside = known.len();
        if let Some(repeat) = &node.spec.repeat {
            let place = || node.place.key("repeat").key("over");
            self.over(&repeat.over, kit, known, place);
            known.push(&repeat.name);
        }
        if let Some(when) = &node.when {
            self.field(when.field(), known, || node.place.key("when"));
        }
        for source in node.data.iter().flat_map(|data| data.sources()) {
            self.over(&source.over, kit, known, || source.place.clone());
        }
        for part in node.data.iter().flat_map(|data| data.parts()) {
            let outside = known.len();
            known.extend(part.sources.iter().map(|source| source.name.as_str()));
            self.node(part.node, kit, known);
            known.truncate(outside);
        }
        node.children.iter().for_each(|child| self.node(child, kit, known));
        known.truncate(outside);
    }

    /// The list that a repetition or a box goes through.
    fn over(&mut self, over: &str, kit: &Kit, known: &[&str], place: impl Fn() -> Place) {
        match (over.strip_prefix("vocabulary."), over.strip_prefix("collection.")) {
            (Some(name), _) => self.vocabulary(name, kit, place),
            (None, Some(name)) => self.collection(name, kit, place),
            (None, None) => self.field(over, known, place),
        }
    }

    fn vocabulary(&mut self, name: &str, kit: &Kit, place: impl Fn() -> Place) {
        if kit.vocabulary(name).is_some() {
            return;
        }
        let known = kit.vocabularies.iter().map(|vocabulary| &*vocabulary.field);
        let next = match yaml::suggest(name, known.clone()) {
            Some(near) => say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"),
            None => {
                let known = yaml::key_list(known);
                say!("vocabulaires du kit : {known}", "vocabularies of the kit: {known}")
            }
        };
        let fault = say!("le kit n’a pas de vocabulaire « {name} »", "the kit has no vocabulary “{name}”");
        self.diagnostics.push(Diagnostic::error("unknown-vocabulary", fault).at(place()).hint(next));
    }

    fn collection(&mut self, name: &str, kit: &Kit, place: impl Fn() -> Place) {
        if kit.collection(name).is_none() {
            self.diagnostics.push(unknown_collection(name, kit.lookup(), place()));
        }
    }

    fn field(&mut self, name: &str, known: &[&str], place: impl Fn() -> Place) {
        let head = name.split('.').next().unwrap_or(name);
        if known.contains(&head) {
            return;
        }
        let Some(near) = yaml::suggest(head, known.iter().copied()) else { return };
        let remark = say!("aucune carte n’a de champ « {head} »", "no card has a field “{head}”");
        let next = say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?");
        self.diagnostics.push(Diagnostic::warning("unknown-name", remark).at(place()).hint(next));
    }
}
