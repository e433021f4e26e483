//! `spot-spelling`: one ink is spelled in two ways.
//!
//! **What.** Names of spot inks that differ only in capitals, spaces, hyphens or accents, or in the endings C, U, CV, CVC of Pantone names.
//! **Why.** Each spelling is a plate of its own: two plates are made and paid for, or the cutter sees half of the lines.
//! **Fix.** Merge the two swatches.
//! **Source.** Ghent Workgroup 2015, ambiguous spot colours.

use std::collections::BTreeMap;

use super::{Census, Desk, Rule};
use crate::say;
use crate::verify::audit::notes::{Note, Notes};

pub(super) const RULE: Rule = Rule::last("spot-spelling", look);

fn look(census: &Census, _: &Desk<'_>, notes: &mut Notes) {
    let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in census.spot_names() {
        groups.entry(plain(name)).or_default().push(name);
    }
    for (key, names) in groups.into_iter().filter(|(_, names)| names.len() > 1) {
        let list = names.join(" », « ");
        let english = names.join("”, “");
        let place = names.last().and_then(|name| census.spots.get(*name)?.first());
        let note = Note::error(
            say!("une encre sous plusieurs noms : « {list} »", "one ink under several names: “{english}”"),
            say!("fusionnez ces nuances sous un seul nom", "merge these swatches under one name"),
        );
        let note = note.about(key);
        notes.take(match place {
            Some((_, page, rect)) => note.page(*page).at(*rect),
            None => note,
        });
    }
}

/// A name without what people write in two ways.
fn plain(name: &str) -> String {
    const ACCENTS: [(char, char); 12] =
        [('é', 'e'), ('è', 'e'), ('ê', 'e'), ('ë', 'e'), ('à', 'a'), ('â', 'a'), ('ä', 'a'), ('î', 'i'), ('ô', 'o'), ('ö', 'o'), ('ü', 'u'), ('ç', 'c')];
    let lower = name.to_lowercase();
    let letters: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    let letters: String = letters.chars().map(|c| ACCENTS.iter().find(|(accented, _)| *accented == c).map_or(c, |(_, plain)| *plain)).collect();
    if let Some(rest) = letters.strip_prefix("pantone") {
        let end = ["cvc", "cvu", "cv", "c", "u"].iter().find_map(|end| rest.strip_suffix(end)).filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
        return format!("pantone{}", end.unwrap_or(rest));
    }
    letters
}
