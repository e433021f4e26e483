//! The voice of each word of a paragraph: in which fonts and script, joined to what. And what no font of it has.

use std::sync::Arc;

use super::Composer;
use crate::text::Fault;
use crate::text::script::{joining, script_at};
use crate::text::words::LexiconId;

impl Composer<'_> {
    /// True when a letter touches the word from outside: its style changes in the middle.
    pub(super) fn is_part(&self, at: usize, end: usize) -> bool {
        let before = self.block.text.get(..at).and_then(|text| text.chars().next_back());
        let after = self.block.text.get(end..).and_then(|text| text.chars().next());
        before.is_some_and(char::is_alphabetic) || after.is_some_and(char::is_alphabetic)
    }

    /// The lexicon of figures and signs that stand alone after letters of another script than the paragraph's, where
    /// scripts have fonts of their own.
    pub(super) fn common(&mut self, span: u16, level: u8, at: usize, end: usize) -> Option<LexiconId> {
        let style = &self.block.spans.get(usize::from(span))?.style;
        let script = self.block.script_of(style, at, end);
        if script == self.block.script {
            return None;
        }
        let voice = self.block.voice(style, level % 2 == 1, script, (None, None));
        Some(self.worker.lexicon(self.engine, &voice, None))
    }

    /// The lexicon of a part of a word whose letters join those of another style beside it.
    pub(super) fn joined(&mut self, span: u16, level: u8, at: usize, end: usize) -> Option<LexiconId> {
        let style = &self.block.spans.get(usize::from(span))?.style;
        let before = joining(self.block.text.get(..at)?.chars().rev());
        let after = joining(self.block.text.get(end..)?.chars());
        let voice = self.block.voice(style, level % 2 == 1, self.block.script, (before, after));
        (before.is_some() || after.is_some()).then(|| self.worker.lexicon(self.engine, &voice, None))
    }

    pub(super) fn lexicon(&mut self, span: u16, level: u8) -> Option<(u16, LexiconId, LexiconId)> {
        if let Some((known, at, whole, part)) = self.lexicons
            && known == span
            && at == level
        {
            return Some((span, whole, part));
        }
        let style = &self.block.spans.get(usize::from(span))?.style;
        let met = self.met.iter().find(|(known, at, ..)| *at == level && Arc::ptr_eq(known, style));
        if let Some((.., whole, part)) = met {
            self.lexicons = Some((span, level, *whole, *part));
            return Some((span, *whole, *part));
        }
        let voice = self.block.voice(style, level % 2 == 1, self.block.script, (None, None));
        let hyphenation = self.block.hyphenation(style);
        let whole = self.worker.lexicon(self.engine, &voice, hyphenation);
        let part = if hyphenation.is_none() { whole } else { self.worker.lexicon(self.engine, &voice, None) };
        self.lexicons = Some((span, level, whole, part));
        self.met.push((style.clone(), level, whole, part));
        self.check_features(whole, span);
        Some((span, whole, part))
    }

    /// Reports features that the font of the words has not, each once.
    pub(super) fn check_features(&mut self, lexicon: LexiconId, span: u16) {
        let Some(known) = self.worker.known(lexicon).filter(|known| !known.lacking.is_empty()) else { return };
        let fonts = self.block.spans.get(usize::from(span)).map(|span| &span.style.fonts);
        let Some(face) = fonts.and_then(|fonts| self.engine.fonts.get(*fonts.first()?)) else { return };
        let font = format!("{face:?}");
        for tag in &known.lacking {
            let fault = Fault::NoFeature { tag: *tag, font: font.clone() };
            if !self.faults.contains(&fault) {
                self.faults.push(fault);
            }
        }
    }

    pub(super) fn missing(&mut self, character: char, span: u16, start: usize, end: usize) {
        let known = |fault: &Fault| matches!(fault, Fault::MissingGlyph { character: c, .. } if *c == character);
        if self.faults.iter().any(known) {
            return;
        }
        let script = script_at(&self.block.text, character, start, self.block.script);
        let fonts = self.block.spans.get(usize::from(span)).map_or(&[][..], |span| span.style.fonts.of(script));
        let names = fonts.iter().filter_map(|id| self.engine.fonts.get(*id)).map(|face| format!("{face:?}"));
        let word = self.block.text.get(start..end).unwrap_or("").to_owned();
        self.faults.push(Fault::MissingGlyph { character, script, word, fonts: names.collect() });
    }
}
