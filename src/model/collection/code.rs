//! Codes of tools: such as people say aloud, each in the numbers that its drawer has reserved.

use super::file::ToolsFile;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Vocabulary;
use crate::model::deck_file::unknown_word;
use crate::say;
use crate::source::Place;

/// Letters and digits of a code, at most.
const LETTERS: usize = 3;
const DIGITS: usize = 3;

/// A code as letters and a number; none where it is not these.
fn parts(code: &str) -> Option<(String, u32)> {
    let start = code.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = code.split_at(start);
    let letters = letters.trim_end_matches(['-', '_']);
    let plain = (1..=LETTERS).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    let number = digits.len() <= DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    (plain && number).then(|| Some((letters.to_uppercase(), digits.parse().ok()?))).flatten()
}

/// The numbers that a family has reserved, `A01-A29`: the letters, the first and the last.
pub(super) fn range(text: &str) -> Option<(String, u32, u32)> {
    let (first, last) = text.split_once(['-', '–'])?;
    let (letters, from) = parts(first.trim())?;
    let (same, to) = parts(last.trim())?;
    (letters == same && from <= to).then_some((letters, from, to))
}

/// Tells a code that nobody can say, and one outside the numbers of its family.
pub(super) fn check(code: &str, family: Option<&str>, tools: &ToolsFile, place: &Place, diags: &mut Diagnostics) {
    let Some((letters, number)) = parts(code) else {
        let message = say!("« {code} » se dit mal à voix haute", "“{code}” is hard to say aloud");
        let hint = say!(
            "une à trois lettres, puis un à trois chiffres : A07",
            "one to three letters, then one to three digits: A07"
        );
        diags.push(Diagnostic::warning("unsayable-code", message).at(place.clone()).hint(hint));
        return;
    };
    let Some(family) = family else { return };
    let Some(text) = tools.numbers.get(family) else { return };
    let Some((wanted, from, to)) = range(text) else { return };
    if letters != wanted || !(from..=to).contains(&number) {
        let message = say!(
            "« {code} » n’est pas dans les numéros de « {family} », {text}",
            "“{code}” is not in the numbers of “{family}”, {text}"
        );
        let hint = say!(
            "prenez un numéro libre de ce tiroir, ou étendez-le dans kit.yaml, « tools: {{ numbers: … }} »",
            "take a free number of this drawer, or widen it in kit.yaml, “tools: {{ numbers: … }}”"
        );
        diags.push(Diagnostic::error("wrong-drawer", message).at(place.clone()).hint(hint));
    }
}

/// Tells ranges that are none, families that do not exist, and numbers that two drawers have reserved. `place` is that of
/// the ranges in kit.yaml.
pub(in crate::model) fn check_ranges(
    tools: &ToolsFile,
    families: Option<&Vocabulary>,
    place: &Place,
    diags: &mut Diagnostics,
) {
    let mut known: Vec<(&str, (String, u32, u32))> = Vec::new();
    for (family, text) in tools.numbers.iter() {
        let place = place.key(family);
        if let Some(words) = families.filter(|words| words.entry(family).is_none()) {
            diags.push(unknown_word(family, words, place.on_key()));
        }
        let Some(range) = range(text) else {
            let message = say!("« {text} » ne réserve pas de numéros", "“{text}” reserves no numbers");
            let hint =
                say!("écrivez le premier et le dernier code : A01-A29", "write the first and the last code: A01-A29");
            diags.push(Diagnostic::error("wrong-value", message).at(place).hint(hint));
            continue;
        };
        let meets = |other: &(String, u32, u32)| other.0 == range.0 && other.1 <= range.2 && range.1 <= other.2;
        if let Some((other, _)) = known.iter().find(|(_, other)| meets(other)) {
            let message = say!(
                "« {family} » et « {other} » réservent les mêmes numéros",
                "“{family}” and “{other}” reserve the same numbers"
            );
            let hint = say!("donnez à chaque tiroir des numéros à lui", "give each drawer numbers of its own");
            diags.push(Diagnostic::error("wrong-value", message).at(place).hint(hint));
        }
        known.push((family, range));
    }
}
