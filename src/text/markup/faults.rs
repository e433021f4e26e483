//! What the reader of markup cannot follow, in words.

use std::ops::Range;

use super::reader::Reader;
use super::{MarkupFault, story};
use crate::diag::{Diagnostic, Say};
use crate::say;

impl Reader<'_> {
    pub(super) fn need_face(&mut self, range: Range<usize>) {
        if self.face().is_some() {
            return;
        }
        match (self.bold > 0, self.italic > 0) {
            (true, true) => self.no_face(range, "grasse italique", "bold italic"),
            (true, false) => self.no_face(range, "grasse", "bold"),
            _ => self.no_face(range, "italique", "italic"),
        }
    }

    pub(super) fn no_face(&mut self, range: Range<usize>, fr: &str, en: &str) {
        let fault = Diagnostic::error(
            "markup-no-face",
            say!("le style de ce texte n'a pas de police {fr}", "the style of this text has no {en} face"),
        );
        let hint = say!(
            "déclarez la police {fr} dans le style, ou ôtez la marque",
            "declare the {en} face in the style, or remove the mark"
        );
        self.fault(range, fault.hint(hint));
    }

    pub(super) fn reject(&mut self, range: Range<usize>, fr: &str, en: &str) {
        let (message, hint) = match self.story {
            None => (
                say!("{fr} n'a pas sa place dans un texte de carte", "{en} has no place in the text of a card"),
                subset(),
            ),
            Some(_) => {
                (say!("{fr} n’est pas composé dans un document", "{en} is not set in a document"), story::subset())
            }
        };
        self.fault(range, Diagnostic::error("markup-unsupported", message).hint(hint));
    }

    pub(super) fn fault(&mut self, range: Range<usize>, diagnostic: Diagnostic) {
        self.faults.push(MarkupFault { range, diagnostic });
    }
}

fn subset() -> Say {
    say!(
        "restent **gras**, *italique*, [lien](adresse), [mots]{{.style}}, `code`, m^2^, CO~2~, :icône:, listes et citations ; une barre oblique inverse rend un signe ordinaire",
        "there are **bold**, *italic*, [link](address), [words]{{.style}}, `code`, m^2^, CO~2~, :icon:, lists and quotations; a backslash makes a sign ordinary"
    )
}
