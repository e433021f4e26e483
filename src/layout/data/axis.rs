//! The words along a side of a box, and where entries find their place on it.

use super::{Filler, Record};
use crate::diag::Diagnostic;
use crate::element::Scope;
use crate::layout::names::Names;
use crate::say;
use crate::template::{Axis, By, Node};
use crate::yaml;

/// An axis with its words.
pub(super) struct Words<'t> {
    pub axis: &'t Axis,
    /// The words, with the names of the page and their own.
    pub words: Vec<Record<'t>>,
    ids: Vec<String>,
}

impl<'t> Words<'t> {
    /// The box at the head of each word.
    pub fn head(&self) -> Option<&'t Node> {
        self.axis.head.as_ref()
    }

    /// The names of a word with how many entries name it.
    pub fn counted(&self, index: usize, count: usize) -> Option<Names<'t>> {
        let word = self.words.get(index)?;
        Some(word.names.clone().counted(count))
    }

    /// `names` with the word at `index` among them, and how many entries name it.
    pub fn on(&self, names: &Names<'t>, index: usize, count: usize) -> Names<'t> {
        match self.words.get(index) {
            Some(word) => names.with(&self.axis.source.name, word.each.clone(), index).counted(count),
            None => names.clone(),
        }
    }

    /// The share of each word along the axis.
    pub fn weights(&self) -> Vec<f64> {
        let weight = |word: &Record<'t>| {
            let text = word.names.text(self.axis.weight.as_deref()?)?;
            text.replace(',', ".").parse().ok().filter(|weight: &f64| weight.is_finite() && *weight > 0.0)
        };
        self.words.iter().map(|word| weight(word).unwrap_or(1.0)).collect()
    }
}

impl<'t> Filler<'_, '_, 't> {
    /// An axis with its words; one without words is a fault.
    pub(super) fn words(&mut self, axis: &'t Axis) -> Option<Words<'t>> {
        let words = self.records(&axis.source);
        if words.is_empty() {
            let over = &axis.source.over;
            let message = say!("« {over} » ne donne aucun mot à cet axe", "“{over}” gives this axis no word");
            let hint = say!(
                "nommez un vocabulaire qui a des mots : vocabulary.family",
                "name a vocabulary that has words: vocabulary.family"
            );
            let fault = Diagnostic::error("empty-axis", message).at(axis.source.place.clone()).hint(hint);
            self.faults.push(match &self.origin.card {
                Some(card) => fault.card(&**card),
                None => fault,
            });
            return None;
        }
        let id = |word: &Record<'t>| word.names.text(&axis.source.name).unwrap_or_default().into_owned();
        let ids = words.iter().map(id).collect();
        let words = Words { axis, words, ids };
        self.check_weights(&words);
        Some(words)
    }

    fn check_weights(&mut self, words: &Words<'t>) {
        let Some(name) = words.axis.weight.as_deref() else { return };
        let number = |text: &str| text.replace(',', ".").parse::<f64>().is_ok_and(|n| n.is_finite() && n > 0.0);
        for (word, id) in words.words.iter().zip(&words.ids) {
            let text = word.names.text(name).unwrap_or_default().into_owned();
            if !number(&text) {
                let message = say!(
                    "« {id} » prend sa part d’axe de « {name} », qui vaut « {text} » : un nombre positif est attendu",
                    "“{id}” takes its share of the axis from “{name}”, which is “{text}”: a positive number is expected"
                );
                let fault = self.fault_of("wrong-weight", message, &word.names, name);
                self.faults.push(fault);
            }
        }
    }

    /// Which words an entry names, from first to last; nothing where it is at fault, which is told.
    pub(super) fn places(&mut self, words: &Words<'t>, entry: &Record<'t>) -> Vec<usize> {
        match &words.axis.by {
            By::Nothing => Vec::new(),
            By::Words(name) => {
                let all: Vec<String> =
                    entry.names.list(name).unwrap_or_default().into_iter().map(|word| word.into_owned()).collect();
                if all.is_empty() {
                    self.unplaced(entry, name);
                }
                let mut found: Vec<usize> = all.iter().filter_map(|word| self.word(words, entry, name, word)).collect();
                found.sort_unstable();
                found.dedup();
                found
            }
            By::Stretch(from, to) => match self.stretch(words, entry, from, to) {
                Some((first, last)) => (first..=last).collect(),
                None => Vec::new(),
            },
        }
    }

    fn stretch(&mut self, words: &Words<'t>, entry: &Record<'t>, from: &str, to: &str) -> Option<(usize, usize)> {
        let Some(start) = entry.names.text(from).map(|word| word.into_owned()) else {
            self.unplaced(entry, from);
            return None;
        };
        let end = entry.names.text(to).map_or_else(|| start.clone(), |word| word.into_owned());
        let first = self.word(words, entry, from, &start);
        let last = self.word(words, entry, to, &end);
        let (first, last) = (first?, last?);
        if last < first {
            let label = self.label(&entry.names);
            let message = say!(
                "l’entrée {label} va de « {start} » à « {end} », qui vient avant",
                "the entry {label} goes from “{start}” to “{end}”, which comes before"
            );
            let fault = self.fault_of("wrong-value", message, &entry.names, to);
            self.faults.push(fault.hint(say!("échangez les deux", "swap them")));
            return None;
        }
        Some((first, last))
    }

    fn word(&mut self, words: &Words<'t>, entry: &Record<'t>, name: &str, word: &str) -> Option<usize> {
        let found = words.ids.iter().position(|id| id == word);
        if found.is_none() {
            let (label, over) = (self.label(&entry.names), &words.axis.source.over);
            let message = say!(
                "l’entrée {label} : « {word} » n’est pas de « {over} »",
                "the entry {label}: “{word}” is not of “{over}”"
            );
            let ids = || words.ids.iter().map(String::as_str);
            let fault = self.fault_of("unknown-word", message, &entry.names, name);
            self.faults.push(fault.hint(match yaml::suggest(word, ids()) {
                Some(near) => say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?"),
                None => {
                    let list = yaml::key_list(ids());
                    say!("sont permis : {list}", "allowed: {list}")
                }
            }));
        }
        found
    }

    fn unplaced(&mut self, entry: &Record<'t>, name: &str) {
        let label = self.label(&entry.names);
        let message = say!(
            "l’entrée {label} n’a pas de « {name} », qui dit où elle prend place",
            "the entry {label} has no “{name}”, which says where it stands"
        );
        let hint = say!(
            "donnez-lui cette valeur, ou écartez-la : « where: {name} »",
            "give it that value, or leave it out: “where: {name}”"
        );
        let fault = self.fault_of("missing-field", message, &entry.names, name);
        self.faults.push(fault.hint(hint));
    }
}
