//! Turns of phrase several commands share: counts, sizes, near words, and what the file system said.

use std::io;

use massicot::compile::SheetFacts;
use massicot::diag::{Diagnostic, Say};
use massicot::say;
use massicot::yaml::suggest;

/// A number with its noun, singular then plural. French counts zero as singular.
pub fn count(n: usize, fr: [&str; 2], en: [&str; 2]) -> Say {
    let ([fr_one, fr_many], [en_one, en_many]) = (fr, en);
    let fr = if n < 2 { fr_one } else { fr_many };
    let en = if n == 1 { en_one } else { en_many };
    say!("{n} {fr}", "{n} {en}")
}

/// A number of bytes in decimal units, rounded down, one decimal from a megabyte on: « 3,2 Mo », “3.2 MB”.
pub fn size(bytes: usize) -> Say {
    if (1_000..1_000_000).contains(&bytes) {
        let thousands = bytes / 1_000;
        return say!("{thousands} ko", "{thousands} kB");
    }
    let units = [(1_000_000_000, "Go", "GB"), (1_000_000, "Mo", "MB")];
    let Some((unit, fr, en)) = units.into_iter().find(|(unit, ..)| bytes >= *unit) else {
        return say!("{bytes} o", "{bytes} B");
    };
    let (whole, tenth) = (bytes / unit, bytes % unit * 10 / unit);
    say!("{whole},{tenth} {fr}", "{whole}.{tenth} {en}")
}

/// « D1 sur a4-a6 : 24 cartes, 4 par feuille, 6 feuilles, 2 coupes, 0,3 % de chutes ».
pub fn sheets(facts: &SheetFacts) -> Say {
    let (decks, name) = (facts.decks.join(", "), &facts.name);
    let pieces = count(facts.pieces, ["carte", "cartes"], ["card", "cards"]);
    let sheets = count(facts.sheets, ["feuille", "feuilles"], ["sheet", "sheets"]);
    let free = count(facts.free, ["place libre", "places libres"], ["free place", "free places"]);
    let cuts = count(facts.cuts, ["coupe", "coupes"], ["cut", "cuts"]);
    let per_sheet = facts.per_sheet.map(|per_sheet| say!("{per_sheet} par feuille", "{per_sheet} on a sheet"));
    let (whole, tenth) = (facts.waste_permille / 10, facts.waste_permille % 10);
    let waste = say!("{whole},{tenth} % de chutes", "{whole}.{tenth} % waste");
    let parts: Vec<Say> = [Some(pieces), per_sheet, Some(sheets)]
        .into_iter()
        .chain([Some(free).filter(|_| facts.free > 0), Some(cuts).filter(|_| facts.cuts > 0), Some(waste)])
        .flatten()
        .collect();
    let joined = |text: fn(&Say) -> &str| parts.iter().map(text).collect::<Vec<_>>().join(", ");
    let (fr, en) = (joined(|say| &say.fr), joined(|say| &say.en));
    say!("{decks} sur {name} : {fr}", "{decks} on {name}: {en}")
}

/// The fault with the nearest of the known words, or else all of them, as its next step.
pub fn suggesting<'a>(fault: Diagnostic, word: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<_> = known.into_iter().collect();
    match suggest(word, known.iter().copied()) {
        Some(near) => fault.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
        None if known.is_empty() => fault,
        None => {
            let all = known.join(", ");
            fault.hint(say!("connus : {all}", "known: {all}"))
        }
    }
}

/// Why a file could not be read or written.
pub fn reason(error: &io::Error) -> Say {
    match error.kind() {
        io::ErrorKind::PermissionDenied => say!("accès refusé", "permission denied"),
        io::ErrorKind::NotFound => say!("introuvable", "not found"),
        io::ErrorKind::StorageFull => say!("plus de place sur le disque", "no space left on the disk"),
        io::ErrorKind::ReadOnlyFilesystem => say!("disque en lecture seule", "read-only disk"),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            say!("un fichier est là où il faut un dossier", "a file stands where a folder is needed")
        }
        io::ErrorKind::IsADirectory => {
            say!("un dossier est là où il faut un fichier", "a folder stands where a file is needed")
        }
        _ => say!("{error}", "{error}"),
    }
}
