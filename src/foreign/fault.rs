//! What is wrong with a file, in words, and the next step.

use super::page::{Corners, Face, TrimFrom};
use crate::diag::{Diagnostic, Say};
use crate::geom::{Length, Size};
use crate::say;

fn repair() -> Say {
    say!(
        "exportez-le de nouveau depuis son logiciel, ou essayez « qpdf abîmé.pdf réparé.pdf » puis relisez chaque page",
        "export it again from its program, or try “qpdf damaged.pdf repaired.pdf” and look at every page"
    )
}

fn damaged(message: Say) -> Diagnostic {
    Diagnostic::error("pdf-damaged", message).hint(repair())
}

pub(super) fn no_pdf() -> Diagnostic {
    Diagnostic::error("no-pdf", say!("ce fichier n’est pas un PDF", "this file is no PDF"))
        .hint(say!("donnez un fichier PDF", "give a PDF file"))
}

pub(super) fn encrypted() -> Diagnostic {
    let message = say!("ce PDF est protégé (chiffré)", "this PDF is protected (encrypted)");
    Diagnostic::error("pdf-encrypted", message).hint(say!(
        "demandez une version sans protection, ou retirez-la avec son mot de passe : qpdf --password=… --decrypt protégé.pdf libre.pdf",
        "ask for a version without protection, or remove it with its password: qpdf --password=… --decrypt protected.pdf free.pdf"
    ))
}

pub(super) fn damaged_table() -> Diagnostic {
    let message = say!(
        "ce PDF est abîmé : sa table des objets est illisible, le fichier est peut-être tronqué",
        "this PDF is damaged: its table of objects cannot be read, the file may be cut short"
    );
    damaged(message)
}

pub(super) fn no_pages() -> Diagnostic {
    damaged(say!("ce PDF n’a pas de page", "this PDF has no page"))
}

pub(super) fn page_count(announced: i64, found: usize) -> Diagnostic {
    let message = say!(
        "ce PDF est abîmé : il annonce {announced} pages, on en trouve {found}",
        "this PDF is damaged: it announces {announced} pages, {found} are found"
    );
    damaged(message)
}

pub(super) fn page_tree(number: usize) -> Diagnostic {
    let message = say!(
        "ce PDF est abîmé : la liste des pages se perd à la page {number}",
        "this PDF is damaged: the list of pages breaks off at page {number}"
    );
    damaged(message)
}

pub(super) fn damaged_page(number: usize) -> Diagnostic {
    let message = say!(
        "ce PDF est abîmé : le contenu de la page {number} est illisible",
        "this PDF is damaged: the contents of page {number} cannot be read"
    );
    damaged(message)
}

pub(super) fn lost_object(object: u32) -> Diagnostic {
    let message = say!(
        "ce PDF est abîmé : l’objet {object}, dont une page a besoin, est illisible",
        "this PDF is damaged: object {object}, which a page needs, cannot be read"
    );
    damaged(message)
}

pub(super) fn not_grafted() -> Diagnostic {
    Diagnostic::error("not-imposed", say!("les feuilles n’ont pas pu être écrites", "the sheets could not be written"))
}

pub(super) fn no_media_box(number: usize) -> Diagnostic {
    let message = say!(
        "la page {number} n’a pas de format (MediaBox) lisible",
        "page {number} has no size (MediaBox) that can be read"
    );
    Diagnostic::error("page-size", message).hint(repair())
}

pub(super) fn odd_turn(number: usize, degrees: f64) -> Diagnostic {
    let message = say!(
        "la page {number} est tournée de {degrees}° : un PDF ne tourne ses pages que par quarts",
        "page {number} is turned by {degrees}°: a PDF turns its pages by quarters only"
    );
    Diagnostic::error("page-turn", message).hint(repair())
}

pub(super) fn trim_too_large(number: usize, size: Size, media: &Corners, unit: f64) -> Diagnostic {
    let side = |units: f64| Length::pt(units * unit);
    let (w, h, mw, mh) = (size.width, size.height, side(media.width()), side(media.height()));
    let message = say!(
        "le format fini {w} × {h} dépasse la page {number}, qui mesure {mw} × {mh}",
        "the finished size {w} × {h} is larger than page {number}, which measures {mw} × {mh}"
    );

    Diagnostic::error("trim-too-large", message)
        .hint(say!("donnez à --trim un format plus petit", "give --trim a smaller size"))
}

pub(super) fn odd_pages(pages: usize, faces: &str) -> Diagnostic {
    let message =
        say!("{pages} pages ne se rangent pas selon « {faces} »", "{pages} pages cannot be paired as “{faces}”");
    Diagnostic::error("odd-pages", message).hint(say!(
        "choisissez les pages avec --pages, ou une autre valeur de --faces",
        "choose pages with --pages, or another value of --faces"
    ))
}

/// What people should know, each once for all pages concerned.
pub(super) fn remarks(faces: &[Face]) -> Vec<Diagnostic> {
    let pages = |is: &dyn Fn(&Face) -> bool| {
        let numbers: Vec<usize> = faces.iter().filter(|face| is(face)).map(|face| face.number).collect();
        (!numbers.is_empty()).then(|| ranges(&numbers))
    };
    let mut remarks = Vec::new();
    for (from, name) in [(TrimFrom::Crop, "CropBox"), (TrimFrom::Media, "MediaBox")] {
        if let Some(pages) = pages(&|face| face.trim_from == from) {
            let message = say!(
                "pas de TrimBox (pages {pages}) : le format fini est celui de la {name}, sans fond perdu",
                "no TrimBox (pages {pages}): the finished size is that of the {name}, without bleed"
            );
            remarks.push(Diagnostic::warning("no-trim-box", message).hint(say!(
                "si la page a du fond perdu, dites son format fini : --trim A6",
                "if the page has bleed, tell its finished size: --trim A6"
            )));
        }
    }
    if let Some(pages) = pages(&|face| face.no_bleed_box) {
        let message = say!(
            "pas de BleedBox (pages {pages}) : le fond perdu va jusqu’au bord de la page",
            "no BleedBox (pages {pages}): bleed reaches to the edge of the page"
        );
        remarks.push(Diagnostic::warning("no-bleed-box", message));
    }
    let links: usize = faces.iter().map(|face| face.links).sum();
    if links > 0 {
        let message = say!(
            "{links} liens ne se cliquent plus : du papier ne se clique pas",
            "{links} links can no longer be clicked: paper cannot"
        );
        remarks.push(Diagnostic::warning("links-dropped", message));
    }
    if let Some(pages) = pages(&|face| face.notes > 0) {
        let message = say!(
            "des champs de formulaire, tampons ou commentaires ne sont pas repris (pages {pages})",
            "form fields, stamps or comments are left out (pages {pages})"
        );
        remarks.push(Diagnostic::warning("notes-dropped", message).hint(say!(
            "s’ils doivent s’imprimer, aplatissez d’abord le fichier : imprimez-le en PDF, ou qpdf --flatten-annotations=print",
            "if they are to be printed, flatten the file first: print it to PDF, or qpdf --flatten-annotations=print"
        )));
    }
    remarks
}

/// `1–10, 15`
fn ranges(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let shown: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect();
    shown.join(", ")
}
