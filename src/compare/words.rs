//! What changed in sentences.

use super::report::ranges;
use super::{Difference, PageAt};
use crate::diag::Say;
use crate::say;

impl Difference {
    /// What changed, a line each: cards, pages, what is made otherwise. One line where nothing did.
    pub fn lines(&self) -> Vec<Say> {
        if self.is_empty() {
            return vec![say!("rien n’a changé", "nothing changed")];
        }
        let mut lines = Vec::new();
        for cards in &self.cards {
            let component = if cards.component.is_empty() { String::new() } else { format!("{} ", cards.component) };
            let mut list = |codes: &[String], fr: [&str; 2], en: &str| {
                if codes.is_empty() {
                    return;
                }
                let (count, codes) = (codes.len(), codes.join(", "));
                let fr = if count > 1 { fr[1] } else { fr[0] };
                let (card_fr, card_en) = if count > 1 { ("cartes", "cards") } else { ("carte", "card") };
                lines.push(say!(
                    "{component}{count} {card_fr} {fr} : {codes}",
                    "{component}{count} {card_en} {en}: {codes}"
                ));
            };
            list(&cards.changed, ["changée", "changées"], "changed");
            list(&cards.added, ["ajoutée", "ajoutées"], "added");
            list(&cards.removed, ["retirée", "retirées"], "removed");
        }
        lines.extend(self.page_lines());
        for fact in &self.facts {
            let (component, old, new) = (&fact.component, shown(&fact.old), shown(&fact.new));
            lines.push(say!(
                "{component} {name} : {old} devient {new}", "{component} {name}: {old} becomes {new}"; name = key(fact.key)
            ));
        }
        lines
    }

    /// Which pages of which file are to be replaced.
    fn page_lines(&self) -> Vec<Say> {
        let mut files: Vec<&str> =
            self.pages.iter().filter_map(|change| Some(change.new.as_ref()?.file.as_str())).collect();
        files.dedup();
        files.sort_unstable();
        files.dedup();
        let of = |file: &str| -> Vec<&PageAt> {
            let places = self.pages.iter().filter_map(|change| change.new.as_ref());
            places.filter(|at| at.file == file).collect()
        };
        let line = |file: &str| {
            let pages = of(file);
            let (word_fr, word_en) = if pages.len() > 1 { ("pages", "pages") } else { ("page", "page") };
            let pages = ranges(&pages);
            say!("{file} : {word_fr} {pages}", "{file}: {word_en} {pages}")
        };
        files.into_iter().map(line).collect()
    }
}

fn shown(text: &str) -> String {
    if text.is_empty() { "–".to_owned() } else { text.to_owned() }
}

fn key(key: &str) -> Say {
    match key {
        "size_mm" => say!("format fini", "finished size"),
        "corner_mm" => say!("rayon des coins", "corner radius"),
        "pieces" => say!("cartes par jeu", "cards of a deck"),
        "quantity" => say!("quantité", "quantity"),
        "stock" => say!("papier", "stock"),
        "finish" => say!("finition", "finish"),
        "binding" => say!("façonnage", "binding"),
        "packing" => say!("conditionnement", "packing"),
        "inks" => say!("encres", "inks"),
        "plates" => say!("découpe, rainage, vernis", "cut, crease, varnish"),
        other => say!("{other}", "{other}"),
    }
}
