//! Turns of phrase several commands share: counts, sizes, near words, and what the file system said.

use std::io;

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
