//! The size of a deck as its author writes it.

use std::sync::Arc;

use super::{Row, Shape, Sizes};
use crate::diag::Diagnostic;
use crate::geom::{Length, LengthError, Size};
use crate::say;
use crate::source::Place;
use crate::yaml;

/// Sides shorter than this cannot be cut.
const SHORTEST: Length = Length::mm(5.0);
/// Sides longer than this do not fit a PDF page: 14 400 points (ISO 32000-1, annex C).
const LONGEST: Length = Length::mm(5080.0);

/// The finished size of a piece.
#[derive(Clone, Debug, PartialEq)]
pub struct Format {
    /// A short name without spaces for file names: `A6`, `poker-eu`, `A6-landscape`, `63x88`.
    pub id: Arc<str>,
    /// Trimmed width and height.
    pub trim: Size,
    /// Radius of the corners after die-cutting; zero for square ones.
    pub corner: Length,
    /// Outline within the trim.
    pub shape: Shape,
}

impl Format {
    /// Reads a size with the names that come with the program; see [`Sizes::format`].
    ///
    /// # Errors
    /// As [`Sizes::format`].
    pub fn parse(text: &str) -> Result<Self, SizeError> {
        parse(text, Sizes::shipped())
    }

    fn of_row(row: &Row) -> Self {
        let corner = row.corner.unwrap_or(Length::ZERO);
        Self { id: row.id.as_str().into(), trim: row.size(), corner, shape: row.shape }
    }

    fn turned(self, landscape: bool) -> Self {
        if (self.trim.width > self.trim.height) == landscape || self.trim.width == self.trim.height {
            return self;
        }
        let word = if landscape { "landscape" } else { "portrait" };
        Self { id: format!("{}-{word}", self.id).into(), trim: self.trim.turned(), ..self }
    }
}

/// Why a text is no size.
#[derive(Clone, Debug, PartialEq)]
pub enum SizeError {
    /// A name that no row has, and the nearest one.
    Unknown {
        /// As written.
        name: String,
        /// The known name it was probably meant to be.
        near: Option<String>,
    },
    /// Two numbers of which one has no unit.
    NoUnit(String),
    /// Two parts that are not both lengths.
    NotLengths(String),
    /// A side too short or too long to print.
    OutOfRange(Size),
}

impl SizeError {
    /// The diagnostic at `place`.
    pub fn diagnostic(&self, place: Place) -> Diagnostic {
        let diagnostic = match self {
            Self::Unknown { name, near } => {
                let diagnostic =
                    Diagnostic::error("unknown-size", say!("format inconnu « {name} »", "unknown size “{name}”"));
                match near {
                    Some(near) => diagnostic.hint(say!("vouliez-vous dire « {near} » ?", "did you mean “{near}”?")),
                    None => diagnostic.hint(say!(
                        "écrivez un nom (A6, poker, tarot, dixit…) ou deux longueurs : 63mm x 88mm",
                        "write a name (A6, poker, tarot, dixit…) or two lengths: 63mm x 88mm"
                    )),
                }
            }
            Self::NoUnit(text) => {
                let message = say!("le format « {text} » n’a pas d’unité", "the size “{text}” has no unit");
                Diagnostic::error("wrong-size", message)
                    .hint(say!("écrivez l’unité : 63mm x 88mm", "write the unit: 63mm x 88mm"))
            }
            Self::NotLengths(text) => {
                let message = say!("« {text} » n’est pas un format", "“{text}” is not a size");
                Diagnostic::error("wrong-size", message)
                    .hint(say!("écrivez largeur puis hauteur : 63mm x 88mm", "write width, then height: 63mm x 88mm"))
            }
            Self::OutOfRange(size) => {
                let (w, h) = (size.width, size.height);
                let message = say!(
                    "le format {w} × {h} ne peut s’imprimer : chaque côté va de {SHORTEST} à {LONGEST}",
                    "the size {w} × {h} cannot be printed: each side is {SHORTEST} to {LONGEST}"
                );
                Diagnostic::error("wrong-size", message)
            }
        };
        diagnostic.at(place)
    }
}

pub(super) fn check(size: Size) -> Result<(), SizeError> {
    let fits = |side: Length| side >= SHORTEST && side <= LONGEST;
    if fits(size.width) && fits(size.height) { Ok(()) } else { Err(SizeError::OutOfRange(size)) }
}

pub(super) fn parse(text: &str, sizes: &Sizes) -> Result<Format, SizeError> {
    let text = text.trim();
    if let Some(row) = sizes.find(text) {
        return Ok(Format::of_row(row));
    }
    if let Some((name, word)) = text.rsplit_once(char::is_whitespace) {
        let landscape = match word.to_lowercase().as_str() {
            "landscape" | "paysage" => Some(true),
            "portrait" => Some(false),
            _ => None,
        };
        if let Some(landscape) = landscape {
            return parse(name, sizes).map(|format| format.turned(landscape));
        }
    }
    match text.split_once(['x', '×', 'X']) {
        Some((width, height)) if width.trim().starts_with(|c: char| c.is_ascii_digit() || c == '.') => {
            two_lengths(text, width, height)
        }
        _ => Err(unknown(text, sizes)),
    }
}

fn unknown(name: &str, sizes: &Sizes) -> SizeError {
    let names = sizes.rows().flat_map(|row| std::iter::once(&row.id).chain(&row.aliases));
    let near = yaml::suggest(name, names.map(String::as_str)).map(str::to_owned);
    SizeError::Unknown { name: name.to_owned(), near }
}

/// `63mm x 88mm`; a width without unit takes that of the height, as people write `63 × 88 mm`.
fn two_lengths(text: &str, width: &str, height: &str) -> Result<Format, SizeError> {
    let fault = |error| match error {
        LengthError::NoUnit(_) => SizeError::NoUnit(text.to_owned()),
        LengthError::UnknownUnit(_) | LengthError::NoNumber => SizeError::NotLengths(text.to_owned()),
    };
    let height_length: Length = height.parse().map_err(fault)?;
    let unit = height.trim().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
    let width_length = match width.parse() {
        Err(LengthError::NoUnit(_)) => format!("{width}{unit}").parse().map_err(fault)?,
        other => other.map_err(fault)?,
    };
    let trim = Size::new(width_length, height_length);
    check(trim)?;
    let id = format!("{}x{}", plain(trim.width), plain(trim.height)).into();
    Ok(Format { id, trim, corner: Length::ZERO, shape: Shape::Rectangle })
}

/// Millimetres without unit, for a name.
fn plain(length: Length) -> String {
    length.to_string().trim_end_matches(" mm").to_owned()
}
