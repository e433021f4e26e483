//! What keeps a scene from becoming a file, in words.

use super::colorant::MOST;
use crate::diag::Diagnostic;
use crate::font::FontId;
use crate::say;
use crate::scene::{ArtworkId, ImageId};

/// A fault of the scene itself: a layer below handed over something that no PDF can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A coordinate is infinite or not a number.
    Number,
    /// A run names a font that the document does not have.
    NoFont(FontId),
    /// A picture is named that the document does not have.
    NoImage(ImageId),
    /// An artwork is named that the document does not have.
    NoArtwork(ArtworkId),
    /// An artwork shows itself.
    Loop(String),
    /// A font cannot be cut down to the glyphs used.
    Subset(String),
    /// A font would need more than 65,535 codes.
    Codes(String),
    /// A picture has another number of samples than its width and height say.
    Samples(ImageId),
    /// A JPEG file cannot be decoded.
    Jpeg(ImageId),
    /// A picture stands on a plate, which takes outlines and letters only.
    PlatePicture,
    /// Letters stand on a plate whose lines a tool follows.
    PlateLetters,
    /// A gradient runs between more inks than readers must know, or to the colour of registration marks.
    GradientInks,
    /// There is nothing to write.
    NoPages,
    /// A page is empty or larger than PDF can say.
    PageSize(String),
    /// The file or one of its streams is longer than PDF can say.
    TooLong,
}

impl Fault {
    /// This fault for people.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Number => Diagnostic::error(
                "pdf-number",
                say!("une coordonnée n’est pas un nombre fini", "a coordinate is not a finite number"),
            )
            .hint(say!(
                "cherchez dans le gabarit une taille nulle ou une échelle démesurée",
                "look in the layout for a size of zero or an enormous scale"
            )),
            Self::NoFont(font) => missing("pdf-font", "police", "font", font.0.into()),
            Self::NoImage(image) => missing("pdf-image", "image", "image", image.0),
            Self::NoArtwork(artwork) => missing("pdf-artwork", "dessin", "artwork", artwork.0),
            Self::Loop(name) => Diagnostic::error(
                "pdf-artwork-loop",
                say!("le dessin « {name} » se contient lui-même", "the artwork “{name}” contains itself"),
            )
            .hint(say!("retirez ce dessin de ses propres éléments", "remove the artwork from its own items")),
            Self::Subset(name) => {
                font_fault(name, "ne peut pas être réduite à ses glyphes utilisés", "cannot be subset")
            }
            Self::Codes(name) => font_fault(name, "demande plus de 65 535 codes", "needs more than 65,535 codes"),
            Self::Samples(image) => image_fault(
                *image,
                "n’a pas le nombre de pixels que disent sa largeur et sa hauteur",
                "has not the number of pixels that its width and height say",
            ),
            Self::Jpeg(image) => image_fault(*image, "n’est pas un JPEG lisible", "is not a readable JPEG"),
            Self::PlatePicture => Diagnostic::error(
                "plate-picture",
                say!(
                    "une image est posée sur une plaque d’ennoblissement",
                    "a picture stands on a plate beside the inks"
                ),
            )
            .hint(say!("dessinez cette plaque par des tracés", "draw the plate with outlines")),
            Self::PlateLetters => Diagnostic::error(
                "plate-letters",
                say!(
                    "du texte est posé sur une plaque de découpe ou de pli",
                    "text stands on a plate of cuts or folds"
                ),
            )
            .hint(say!("ne gardez là que des tracés", "keep only outlines there")),
            Self::GradientInks => Diagnostic::error(
                "spot-gradient",
                say!(
                    "un dégradé mêle plus de {MOST} encres, ou la couleur de repérage",
                    "a gradient mixes more than {MOST} inks, or the colour of registration marks"
                ),
            )
            .hint(say!(
                "répartissez ses couleurs en plusieurs dégradés posés côte à côte",
                "spread its colours over several gradients side by side"
            )),
            Self::NoPages => {
                Diagnostic::error("pdf-no-pages", say!("le document n’a aucune page", "the document has no pages"))
                    .hint(say!("ajoutez au moins une carte au paquet", "add at least one card to the deck"))
            }
            Self::PageSize(name) => Diagnostic::error(
                "pdf-page-size",
                say!(
                    "la page « {name} » n’a pas de surface ou dépasse 5 080 mm de côté",
                    "the page “{name}” has no area or exceeds 5,080 mm on a side"
                ),
            )
            .hint(say!("choisissez un format entre 1 mm et 5 080 mm", "choose a size between 1 mm and 5,080 mm")),
            Self::TooLong => {
                Diagnostic::error("pdf-too-long", say!("le fichier dépasserait 2 Go", "the file would exceed 2 GB"))
                    .hint(say!("répartissez les cartes en plusieurs fichiers", "spread the cards over several files"))
            }
        }
    }
}

fn missing(code: &'static str, fr: &str, en: &str, number: u32) -> Diagnostic {
    Diagnostic::error(
        code,
        say!("{fr} n° {number} : absente du document à exporter", "{en} no. {number} is not in the document to export"),
    )
    .hint(say!(
        "c’est une erreur du programme : signalez-la avec le dossier qui la provoque",
        "this is a fault of the program: report it with the folder that causes it"
    ))
}

fn font_fault(name: &str, fr: &str, en: &str) -> Diagnostic {
    Diagnostic::error("pdf-font", say!("la police « {name} » {fr}", "the font “{name}” {en}"))
        .hint(say!("prenez une police TrueType ou OpenType statique", "take a static TrueType or OpenType font"))
}

fn image_fault(image: ImageId, fr: &str, en: &str) -> Diagnostic {
    let number = image.0;
    Diagnostic::error("pdf-image", say!("l’image n° {number} {fr}", "image no. {number} {en}"))
        .hint(say!("enregistrez l’image à nouveau en PNG ou en JPEG", "save the image anew as PNG or JPEG"))
}
