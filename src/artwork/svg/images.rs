//! Pictures of a drawing, embedded and linked, looked up before usvg asks for them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::fonts::Resolver;
use super::notes::Notes;
use super::{Import, parse, scan, values};
use crate::artwork::raster;
use crate::diag::Diagnostic;
use crate::say;

/// Linked files by the path in the drawing.
#[derive(Default)]
pub(super) struct Images {
    linked: BTreeMap<String, Arc<Vec<u8>>>,
}

impl Images {
    /// Looks up the picture of an `image` element and tells what is wrong with it.
    pub(super) fn look_up(&mut self, href: &str, at: Range<usize>, how: &Import<'_>, notes: &mut Notes) {
        if href.is_empty() || href.starts_with('#') {
            notes.add(format!("image {href}"), Some(at), without_picture());
            return;
        }
        if let Some(data) = href.strip_prefix("data:") {
            match embedded(data) {
                Some(bytes) => check(&bytes, at, how, notes),
                None => notes.add(format!("data {}", at.start), Some(at), unreadable_data()),
            }
            return;
        }
        if is_remote(href) {
            notes.add(format!("image {href}"), Some(at), remote(href));
            return;
        }
        match (how.link)(&percent_decoded(href)) {
            Some(bytes) => {
                check(&bytes, at, how, notes);
                self.linked.insert(href.to_owned(), Arc::new(bytes.to_vec()));
            }
            None => notes.add(format!("image {href}"), Some(at), not_found(href)),
        }
    }
}

/// Options for usvg: only what was looked up and only the project's fonts.
pub(super) fn options<'a>(images: &'a Images, fonts: &'a Resolver) -> usvg::Options<'a> {
    usvg::Options {
        // No font has an empty name: text without a family is told of, not set in a font of our choice.
        font_family: String::new(),
        languages: vec!["fr".to_owned(), "en".to_owned()],
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, bytes, options| kind(bytes, options)),
            resolve_string: Box::new(|href, options| kind(images.linked.get(href)?.clone(), options)),
        },
        font_resolver: usvg::FontResolver {
            select_font: Box::new(|font, _| fonts.select(font)),
            select_fallback: Box::new(|character, _, _| {
                fonts.miss(character);
                None
            }),
        },
        fontdb: fonts.database.clone(),
        ..usvg::Options::default()
    }
}

/// What a picture is by its first bytes; photographs that lie on their side are turned upright.
fn kind(bytes: Arc<Vec<u8>>, options: &usvg::Options<'_>) -> Option<usvg::ImageKind> {
    if is_svg(&bytes) {
        // A drawing out of all proportion has been told of when it was looked up.
        let text = std::str::from_utf8(&bytes).ok()?;
        if values::outsized(&parse(text).ok()?).is_some() {
            return None;
        }
        return usvg::Tree::from_data_nested(&bytes, options).ok().map(usvg::ImageKind::SVG);
    }
    if let Some(upright) = raster::upright(&bytes) {
        return Some(usvg::ImageKind::PNG(Arc::new(upright)));
    }
    match *bytes.get(..4)? {
        [0xff, 0xd8, ..] => Some(usvg::ImageKind::JPEG(bytes)),
        [0x89, b'P', b'N', b'G'] => Some(usvg::ImageKind::PNG(bytes)),
        [b'R', b'I', b'F', b'F'] => Some(usvg::ImageKind::WEBP(bytes)),
        _ => None,
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    start.starts_with('<') && !start.starts_with("<html")
}

/// Tells what is wrong with the bytes of a picture.
fn check(bytes: &[u8], at: Range<usize>, how: &Import<'_>, notes: &mut Notes) {
    if is_svg(bytes) {
        scan::nested(bytes, &at, how, notes);
    } else if let Err(fault) = raster::probe(bytes) {
        notes.add(format!("picture {}", at.start), Some(at), *fault);
    }
}

/// The bytes of a `data:` address behind that word: base64 or percent signs.
fn embedded(data: &str) -> Option<Vec<u8>> {
    let (kind, data) = data.split_once(',')?;
    if !kind.trim_end().ends_with(";base64") {
        return Some(percent_decoded(data).into_bytes());
    }
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let compact: Vec<u8> = data.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    GeneralPurpose::new(&alphabet::STANDARD, config).decode(compact).ok()
}

fn is_remote(href: &str) -> bool {
    let scheme = href.split_once(':').map_or("", |(scheme, _)| scheme);
    // One letter before a colon is a drive of Windows.
    href.starts_with("//") || (scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// Percent signs decoded; a text that would not be UTF-8 stays as it is.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let decoded = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { tail.get(2..).unwrap_or(&[]) } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

fn without_picture() -> Diagnostic {
    Diagnostic::error(
        "drawing-image-missing",
        say!("une image du dessin ne désigne aucun fichier", "a picture of the drawing names no file"),
    )
}

fn unreadable_data() -> Diagnostic {
    Diagnostic::error(
        "drawing-image-missing",
        say!("l’image incorporée n’est pas lisible", "the embedded picture cannot be read"),
    )
    .hint(say!("l’incorporer à nouveau, ou la lier", "embed it again, or link it"))
}

fn remote(href: &str) -> Diagnostic {
    let href: String = href.chars().take(80).collect();
    Diagnostic::error(
        "drawing-image-missing",
        say!(
            "l’image « {href} » est hors du projet : rien n’est téléchargé",
            "the picture “{href}” lies outside the project: nothing is downloaded"
        ),
    )
    .hint(say!("la copier à côté du dessin et la lier par son nom", "copy it beside the drawing and link it by name"))
}

fn not_found(href: &str) -> Diagnostic {
    let href: String = href.chars().take(80).collect();
    Diagnostic::error(
        "drawing-image-missing",
        say!("l’image « {href} » est introuvable", "the picture “{href}” cannot be found"),
    )
    .hint(say!("la déposer à côté du dessin, ou l’incorporer", "put it beside the drawing, or embed it in the drawing"))
}
